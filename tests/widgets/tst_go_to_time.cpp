// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/go_to_time.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;

/// What people type to go somewhere in a session.
class TestGoToTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesAreUnderstood_data();
    void timesAreUnderstood();
};

void TestGoToTime::timesAreUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("seconds"); // below 0: a fault
    QTest::addColumn<QString>("fault");
    const auto time = [](const char* text, double seconds) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << seconds << QString();
    };
    const auto fault = [](const char* text, const char* words) {
        QTest::addRow("%s!", text) << QString::fromLatin1(text) << -1.0 << QString::fromUtf8(words);
    };
    time("95", 95.0);
    time("95.5 s", 95.5);
    time("1:35", 95.0);
    time("0:01:35.25", 95.25);
    time("w2", 80.0);
    time("Window 0", 0.0);
    time("source 0:30", 40.0); // the camera starts at 10 s of its source, and plays it half as fast
    time("frame 150", 40.0); // 5 frames/s of the source
    time("10:00:30 UTC", 30.0);
    fault("95:99", "is no time");
    fault("", "is no time");
    fault("1:02:03:04", "is no time");
    fault("w99", "no window 99");
    fault("5:00:00", "ends at 00:04:00.0");
    fault("source 0:05", "starts at 00:00:10.0");
    fault("source 9:00:00", "ends before");
    fault("25:00 UTC", "no such time of day");
    fault("09:00 UTC", "lasted from 10:00:00 to 10:04:00");
}

void TestGoToTime::timesAreUnderstood()
{
    QFETCH(QString, text);
    QFETCH(double, seconds);
    QFETCH(QString, fault);
    SessionOutline outline;
    for (std::uint32_t i = 0; i < 4; ++i)
        outline.windows.push_back({WindowId{i}, fromSeconds(40.0 * i), fromSeconds(40.0)});
    CameraAdded camera{CameraId{0}, "gate", "gate.mp4", 352, 288, 2.5, 0.5, fromSeconds(10.0)};
    const bool wall = text.endsWith(QStringLiteral("UTC"));
    if (wall) {
        camera.live = true;
        camera.clips = "clips/gate/20260304T100000.000000Z";
    }
    const auto read = GoToTime::read(text, {fromSeconds(240.0), &outline, &camera});
    if (seconds >= 0.0) {
        QVERIFY2(std::holds_alternative<Nanoseconds>(read), qPrintable(text));
        QCOMPARE(toSeconds(std::get<Nanoseconds>(read)), seconds);
    } else {
        QVERIFY(std::holds_alternative<QString>(read));
        QVERIFY2(std::get<QString>(read).contains(fault), qPrintable(std::get<QString>(read)));
    }
}

QTEST_MAIN(TestGoToTime)
#include "tst_go_to_time.moc"
