// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/window_clock.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

class TestWindowClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsFollowEachOtherWithoutAGap()
    {
        const WindowClock clock(20s, 3);
        for (std::uint32_t window = 0; window < 3; ++window) {
            QVERIFY(clock.start(WindowId{window}) == 20s * window);
            QVERIFY(clock.end(WindowId{window}) == clock.start(WindowId{window + 1}));
        }
        QVERIFY(clock.at(WindowId{1}, 0.25) == 25s);
    }

    void oneWindowIsOpenAndTheOneBeforeMayWaitForItsLabels()
    {
        WindowClock clock(20s, 2);
        QVERIFY(!clock.open() && !clock.closing() && clock.next() == WindowId{0});
        QVERIFY(clock.begin() == WindowId{0});
        QVERIFY(clock.open() == WindowId{0} && clock.next() == WindowId{1});
        QVERIFY(clock.endOpen() == WindowId{0});
        QVERIFY(!clock.open() && clock.closing() == WindowId{0});
        QVERIFY(clock.begin() == WindowId{1});
        QVERIFY(clock.open() == WindowId{1} && clock.closing() == WindowId{0});
        clock.close();
        QVERIFY(!clock.closing());
        QVERIFY(clock.endOpen() == WindowId{1});
        clock.close();
        QVERIFY(!clock.next());
    }

    void aResumedRunOpensTheWindowThatWasUnderWay()
    {
        WindowClock clock(20s, 5, WindowId{3});
        QVERIFY(clock.begin() == WindowId{3});
        QVERIFY(clock.start(*clock.open()) == 60s);
        QVERIFY(clock.next() == WindowId{4});
    }

    void aResumedRunStillClosesTheWindowBefore()
    {
        WindowClock clock(20s, 5, WindowId{3}, WindowId{2});
        QVERIFY(clock.closing() == WindowId{2});
        QVERIFY(clock.begin() == WindowId{3});
        clock.close();
        QVERIFY(clock.endOpen() == WindowId{3});
    }
};

QTEST_GUILESS_MAIN(TestWindowClock)
#include "tst_window_clock.moc"
