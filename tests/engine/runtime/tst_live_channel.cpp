// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/live_channel.h"

#include <QTest>

#include <thread>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

namespace {

Event numbered(std::uint64_t number)
{
    return {Nanoseconds(static_cast<std::int64_t>(number)), number, Note{std::to_string(number)}};
}

} // namespace

class TestLiveChannel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsComeOutInOrderAndOnce()
    {
        LiveChannel channel(1, 8);
        for (std::uint64_t i = 0; i < 5; ++i)
            channel.push(numbered(i));
        std::vector<Event> out;
        QCOMPARE(channel.poll(out, 3), std::size_t{3});
        QCOMPARE(channel.poll(out, 100), std::size_t{2});
        QCOMPARE(channel.poll(out, 100), std::size_t{0});
        QCOMPARE(out.size(), std::size_t{5});
        for (std::uint64_t i = 0; i < 5; ++i)
            QVERIFY(out[i] == numbered(i));
    }

    void aFullRingKeepsTheOldestAndCountsTheRest()
    {
        LiveChannel channel(1, 4);
        for (std::uint64_t i = 0; i < 10; ++i)
            channel.push(numbered(i));
        QCOMPARE(channel.dropped(), std::uint64_t{6});
        std::vector<Event> out;
        QCOMPARE(channel.poll(out, 100), std::size_t{4});
        QCOMPARE(out.front().sequence, std::uint64_t{0});
        QCOMPARE(out.back().sequence, std::uint64_t{3});
        channel.push(numbered(10));
        QCOMPARE(channel.poll(out, 100), std::size_t{1});
        QCOMPARE(out.back().sequence, std::uint64_t{10});
        QCOMPARE(channel.dropped(), std::uint64_t{6});
    }

    void timeIsTheNewestEventsAlsoWhenItWasDropped()
    {
        LiveChannel channel(1, 1);
        channel.push(numbered(3));
        channel.push(numbered(9));
        QVERIFY(channel.now() == 9ns);
        channel.push(numbered(5));
        QVERIFY(channel.now() == 9ns);
    }

    void theNewestFrameReplacesTheOneBeforeAndIsTakenOnce()
    {
        LiveChannel channel(2, 1);
        for (std::int64_t index : {1, 2, 3}) {
            VideoFrame frame;
            frame.index = index;
            channel.post(CameraId{1}, frame);
        }
        QVERIFY(!channel.takeFrame(CameraId{0}));
        const auto taken = channel.takeFrame(CameraId{1});
        QVERIFY(taken.has_value());
        QCOMPARE(taken->index, std::int64_t{3});
        QVERIFY(!channel.takeFrame(CameraId{1}));
        QVERIFY(!channel.takeFrame(CameraId{7}));
    }

    void twoThreadsLoseAndDoubleNothing()
    {
        constexpr std::uint64_t kEvents = 20000;
        LiveChannel channel(1, 64);
        std::atomic<bool> done = false;
        std::jthread engine([&] {
            for (std::uint64_t i = 0; i < kEvents; ++i) {
                channel.push(numbered(i));
                VideoFrame frame;
                frame.index = static_cast<std::int64_t>(i);
                channel.post(CameraId{0}, std::move(frame));
            }
            done = true;
        });
        std::vector<Event> out;
        std::int64_t lastFrame = -1;
        bool framesInOrder = true;
        for (bool last = false; !last;) {
            last = done;
            channel.poll(out, 16);
            if (const auto frame = channel.takeFrame(CameraId{0})) {
                framesInOrder = framesInOrder && frame->index > lastFrame;
                lastFrame = frame->index;
            }
        }
        while (channel.poll(out, 16) > 0) { }
        QVERIFY(framesInOrder);
        QCOMPARE(lastFrame, static_cast<std::int64_t>(kEvents - 1));
        QCOMPARE(out.size() + channel.dropped(), std::size_t{kEvents});
        for (std::size_t i = 0; i < out.size(); ++i) {
            QVERIFY(out[i] == numbered(out[i].sequence));
            QVERIFY(i == 0 || out[i - 1].sequence < out[i].sequence);
        }
    }
};

QTEST_GUILESS_MAIN(TestLiveChannel)
#include "tst_live_channel.moc"
