// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/clock.h"

#include <thread>

using namespace jackdaw;
using namespace std::chrono_literals;

class TestClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deviceTimeMovesByWaitingOnlyAndNeverGoesBack()
    {
        DeviceClock clock(5s);
        QVERIFY(clock.isDeterministic());
        QCOMPARE(clock.now(), Nanoseconds{5s});
        clock.waitUntil(8s, m_wake, {});
        QCOMPARE(clock.now(), Nanoseconds{8s});
        clock.waitUntil(1s, m_wake, {});
        QCOMPARE(clock.now(), Nanoseconds{8s});
        QCOMPARE(clock.elapsed(), Nanoseconds{8s});
    }

    void aNotificationDoesNotKeepDeviceTimeFromItsInstant()
    {
        DeviceClock clock;
        m_wake.notify();
        clock.waitUntil(3s, m_wake, {});
        QCOMPARE(clock.now(), Nanoseconds{3s});
        QVERIFY(m_wake.waitUntil(Signal::Instant::max(), {}));
    }

    void aStoppedWaitOnDeviceTimeDoesNotJump()
    {
        std::stop_source stop;
        stop.request_stop();
        DeviceClock clock;
        clock.waitUntil(3s, m_wake, stop.get_token());
        QCOMPARE(clock.now(), Nanoseconds{0});
    }

    void wallTimeStartsAtItsOriginAndPassesByItself()
    {
        WallClock clock(100s);
        QVERIFY(!clock.isDeterministic());
        const Nanoseconds first = clock.now();
        QVERIFY(first >= 100s);
        clock.waitUntil(first + 5ms, m_wake, {});
        QVERIFY(clock.now() >= first + 5ms);
        QVERIFY(clock.now() < first + 50s);
    }

    void aPastInstantIsNotWaitedFor()
    {
        WallClock clock(100s);
        clock.waitUntil(1s, m_wake, {}); // would time the test out if it waited for anything
        QVERIFY(clock.now() >= 100s);
    }

    void stopEndsAWait()
    {
        WallClock wall;
        DeviceClock device;
        for (Clock* clock : {static_cast<Clock*>(&wall), static_cast<Clock*>(&device)}) {
            for (const Nanoseconds instant : {clock->isDeterministic() ? kNever : Nanoseconds{1h}, kNever}) {
                std::jthread waiting([&](std::stop_token stop) { clock->waitUntil(instant, m_wake, stop); });
                waiting.request_stop();
                waiting.join();
                QVERIFY(clock->now() < 1h);
            }
        }
    }

    void aNotificationEndsAWait()
    {
        WallClock wall;
        DeviceClock device;
        for (Clock* clock : {static_cast<Clock*>(&wall), static_cast<Clock*>(&device)}) {
            std::jthread waiting([&] { clock->waitUntil(kNever, m_wake, {}); });
            m_wake.notify();
            waiting.join();
            QVERIFY(clock->now() < 1h);
        }
        m_wake.notify();
        wall.waitUntil(1h, m_wake, {}); // the notification was kept
        QVERIFY(wall.now() < 1h);
    }

    void sessionTimeStandsStillWhileHeldAndElapsedTimeGoesOn()
    {
        WallClock wall(100s);
        DeviceClock device(100s);
        for (Clock* clock : {static_cast<Clock*>(&wall), static_cast<Clock*>(&device)}) {
            clock->hold();
            const Nanoseconds held = clock->now();
            const Nanoseconds before = clock->elapsed();
            QVERIFY(clock->isHeld());
            QVERIFY2(clock->elapsedAt(held + 1s) == kNever, "held time never comes to an instant");
            clock->waitUntil(before + 2ms, m_wake, {});
            QCOMPARE(clock->now(), held);
            QVERIFY(clock->elapsed() >= before + 2ms);
            clock->release();
            QVERIFY(!clock->isHeld());
            QVERIFY(clock->now() >= held);
            QVERIFY(clock->elapsed() - clock->now() >= 2ms);
        }
        QCOMPARE(device.elapsed() - device.now(), Nanoseconds{2ms});
    }

    void aSessionInstantIsFoundInElapsedTime()
    {
        DeviceClock clock(3s);
        clock.hold();
        clock.waitUntil(10s, m_wake, {});
        clock.release();
        QCOMPARE(clock.elapsedAt(4s), Nanoseconds{11s});
        clock.waitUntil(clock.elapsedAt(4s), m_wake, {});
        QCOMPARE(clock.now(), Nanoseconds{4s});
    }

    void everyHoldAddsToWhatWasHeldBefore()
    {
        DeviceClock clock;
        for (const Nanoseconds end : {Nanoseconds{2s}, Nanoseconds{5s}, Nanoseconds{9s}}) {
            clock.hold();
            clock.waitUntil(end, m_wake, {});
            clock.release();
            clock.waitUntil(end + 1s, m_wake, {});
        }
        QCOMPARE(clock.elapsed(), Nanoseconds{10s});
        QCOMPARE(clock.now(), Nanoseconds{3s});
    }

    void releasingWhatIsNotHeldChangesNothing()
    {
        WallClock clock(100s);
        clock.release();
        QVERIFY(clock.now() >= 100s);
        DeviceClock device(3s);
        device.release();
        QCOMPARE(device.now(), Nanoseconds{3s});
    }

    void aPauseWithinAHoldDoesNotEndIt()
    {
        DeviceClock clock(3s);
        clock.hold();
        clock.waitUntil(4s, m_wake, {});
        clock.hold();
        clock.waitUntil(5s, m_wake, {});
        clock.release();
        QVERIFY(clock.isHeld());
        clock.waitUntil(6s, m_wake, {});
        QCOMPARE(clock.now(), Nanoseconds{3s});
        clock.release();
        clock.waitUntil(7s, m_wake, {});
        QCOMPARE(clock.now(), Nanoseconds{4s});
    }

private:
    Signal m_wake;
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
