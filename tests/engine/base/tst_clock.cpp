// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/clock.h"

#include <atomic>
#include <thread>

using namespace jackdaw;
using namespace std::chrono_literals;

class TestClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deviceTimeMovesByChargesOnly()
    {
        DeviceClock clock(5s);
        QVERIFY(clock.isDeterministic());
        QCOMPARE(clock.now(), Nanoseconds{5s});
        clock.charge(20ms);
        clock.charge(1ns);
        QCOMPARE(clock.now(), Nanoseconds{5s} + 20ms + 1ns);
    }

    void waitingOnDeviceTimeJumpsAndNeverGoesBack()
    {
        DeviceClock clock;
        clock.waitUntil(3s, {});
        QCOMPARE(clock.now(), Nanoseconds{3s});
        clock.waitUntil(1s, {});
        QCOMPARE(clock.now(), Nanoseconds{3s});
    }

    void aStoppedWaitOnDeviceTimeDoesNotJump()
    {
        std::stop_source stop;
        stop.request_stop();
        DeviceClock clock;
        clock.waitUntil(3s, stop.get_token());
        QCOMPARE(clock.now(), Nanoseconds{0});
    }

    void wallTimeStartsAtItsOriginAndPassesByItself()
    {
        WallClock clock(100s);
        QVERIFY(!clock.isDeterministic());
        const Nanoseconds first = clock.now();
        QVERIFY(first >= 100s);
        clock.charge(50s);
        clock.waitUntil(first + 5ms, {});
        QVERIFY(clock.now() >= first + 5ms);
        QVERIFY(clock.now() < first + 50s);
    }

    void aPastInstantIsNotWaitedFor()
    {
        WallClock clock(100s);
        clock.waitUntil(1s, {}); // would time the test out if it waited for anything
        QVERIFY(clock.now() >= 100s);
    }

    void stopEndsAWaitOnWallTime()
    {
        WallClock clock;
        std::atomic<bool> returned = false;
        std::jthread waiting([&](std::stop_token stop) {
            clock.waitUntil(1h, stop);
            returned = true;
        });
        QVERIFY(!returned);
        waiting.request_stop();
        waiting.join();
        QVERIFY(returned);
        QVERIFY(clock.now() < 1h);
    }

    void wallTimeStandsStillWhileHeld()
    {
        WallClock clock(100s);
        clock.hold();
        const Nanoseconds held = clock.now();
        std::this_thread::yield();
        QCOMPARE(clock.now(), held);
        clock.release();
        QVERIFY(clock.now() >= held);
        clock.waitUntil(held + 2ms, {});
        QVERIFY(clock.now() >= held + 2ms);
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

    void chargesDoNotMoveAHeldDeviceClock()
    {
        DeviceClock clock(3s);
        clock.hold();
        clock.charge(1s);
        QCOMPARE(clock.now(), Nanoseconds{3s});
        clock.release();
        clock.charge(1s);
        QCOMPARE(clock.now(), Nanoseconds{4s});
    }

    void waitingDoesNotMoveAHeldClock()
    {
        DeviceClock device(3s);
        device.hold();
        QVERIFY(device.isHeld());
        device.waitUntil(9s, {});
        QCOMPARE(device.now(), Nanoseconds{3s});
        WallClock wall(3s);
        wall.hold();
        const Nanoseconds held = wall.now();
        wall.waitUntil(held + 1h, {}); // would time the test out: held time never comes there
        QCOMPARE(wall.now(), held);
    }

    void aPauseWithinAHoldDoesNotEndIt()
    {
        DeviceClock device(3s);
        WallClock wall(3s);
        for (Clock* clock : {static_cast<Clock*>(&device), static_cast<Clock*>(&wall)}) {
            clock->hold();
            const Nanoseconds held = clock->now();
            clock->hold();
            clock->release();
            QVERIFY(clock->isHeld());
            clock->charge(1s);
            std::this_thread::yield();
            QCOMPARE(clock->now(), held);
            clock->release();
            QVERIFY(!clock->isHeld());
        }
        device.charge(1s);
        QCOMPARE(device.now(), Nanoseconds{4s});
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
