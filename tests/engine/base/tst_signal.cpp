// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/signal.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace jackdaw;
using namespace std::chrono_literals;

namespace {

constexpr auto kNeverComes = Signal::Instant::max();

Signal::Instant past()
{
    return std::chrono::steady_clock::now() - 1s;
}

} // namespace

class TestSignal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNotificationIsKeptForTheNextWaitAndTakenByIt()
    {
        Signal signal;
        signal.notify();
        signal.notify();
        QVERIFY(signal.waitUntil(kNeverComes, {}));
        QVERIFY2(!signal.waitUntil(past(), {}), "two notifications are as good as one");
    }

    void aNotificationIsTakenAlsoWhereTheInstantIsPast()
    {
        Signal signal;
        signal.notify();
        QVERIFY(signal.waitUntil(past(), {}));
    }

    void theInstantEndsAWait()
    {
        Signal signal;
        const auto instant = std::chrono::steady_clock::now() + 2ms;
        QVERIFY(!signal.waitUntil(instant, {}));
        QVERIFY(std::chrono::steady_clock::now() >= instant);
    }

    void stopEndsAWaitAtOnce()
    {
        Signal signal;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!signal.waitUntil(kNeverComes, stop.get_token()));
        std::jthread waiting([&](std::stop_token token) { signal.waitUntil(kNeverComes, token); });
        waiting.request_stop();
        waiting.join();
    }

    void noNotificationIsLostBetweenThreads()
    {
        constexpr int kEach = 2000;
        Signal signal;
        std::atomic<int> sent = 0;
        const auto send = [&] {
            for (int i = 0; i < kEach; ++i) {
                ++sent;
                signal.notify();
            }
        };
        int seen = 0;
        std::vector<std::jthread> senders;
        for (int i = 0; i < 3; ++i)
            senders.emplace_back(send);
        while (seen < 3 * kEach) {
            signal.waitUntil(kNeverComes, {}); // a lost one would let this wait for ever
            seen = sent;
        }
        QCOMPARE(seen, 3 * kEach);
    }
};

QTEST_GUILESS_MAIN(TestSignal)
#include "tst_signal.moc"
