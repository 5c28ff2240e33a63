// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/executor_bench.h"
#include "tests/support/fake_device.h"

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

constexpr JobId kSmall{1};
constexpr JobId kHuge{11};

/// A batch of a second that gives way, beside jobs of 10 ms; half the device for each.
struct PartsBench : Bench {
    explicit PartsBench(std::unique_ptr<compute::Device> device = compute::makeCpuDevice({}),
                        ClockKind clock = ClockKind::Device) :
        Bench(std::move(device), clock)
    {
        huge->isLong = true;
    }

    std::shared_ptr<FakeJob> small = add(kSmall.value, "short", kForever);
    std::shared_ptr<FakeJob> huge = add(kHuge.value, "huge", 1);

    void shareEqually() { QVERIFY(executor.setShares({{kSmall, Share{0.5}}, {kHuge, Share{0.5}}})); }
};

} // namespace

class TestExecutorParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBatchThatGivesWayLeavesOthersTheirShareMeanwhile()
    {
        PartsBench bench;
        Nanoseconds longest{0};
        Nanoseconds last = bench.clock().now();
        bench.small->onDone = [&] {
            longest = std::max(longest, bench.clock().now() - last);
            last = bench.clock().now();
        };
        bench.shareEqually();
        bench.runUntil(1s);
        QCOMPARE(bench.huge->done, 0);
        QVERIFY2(std::abs(bench.small->charged().value - 0.5) < 0.051, "its share, whatever runs beside it");
        QVERIFY2(longest <= 60ms, "it waits for a part at most");
    }

    void itTakesEffectWhenItsLastPartEnds()
    {
        PartsBench bench;
        bench.shareEqually();
        bench.runUntil(3s);
        QCOMPARE(bench.huge->taken, 1);
        QCOMPARE(bench.huge->done, 1);
        QVERIFY(std::abs(bench.huge->chargedWhenDone.value - 1.0) < 1e-9);
        const auto lines = bench.costs.takeLines();
        const auto line =
            std::find_if(lines.begin(), lines.end(), [](const auto& each) { return each.shape == "huge"; });
        QVERIFY(line != lines.end());
        QCOMPARE(line->batches, 1U);
        QVERIFY(std::abs(line->chargedSeconds - 1.0) < 1e-9);
    }

    void aBatchThatDoesNotGiveWayRunsInOnePiece()
    {
        PartsBench bench;
        bench.huge->isLong = false;
        bench.shareEqually();
        bench.runUntil(1100ms);
        QCOMPARE(bench.huge->done, 1);
        QVERIFY(bench.small->done <= 10);
    }

    void itsWorkIsDoneOnce()
    {
        PartsBench bench;
        int done = 0;
        bench.huge->work = [&done](int) {
            ++done;
            return BatchOutcome{};
        };
        bench.shareEqually();
        bench.runUntil(3s);
        QCOMPARE(done, 1);
    }

    void aJobThatEndsBetweenTwoPartsHasEndedAtOnce()
    {
        PartsBench bench;
        bench.shareEqually();
        while (bench.huge->charged() < GpuSeconds{0.2})
            QVERIFY(bench.round());
        while (bench.executor.isUnderWay(kHuge))
            QVERIFY(bench.round());
        bench.executor.remove(kHuge);
        const auto ends = bodies<JobFinished>(bench.recording.events());
        QCOMPARE(ends.size(), std::size_t{1});
        QVERIFY(std::abs(ends.front().charged.value - 0.2) < 0.01);
        bench.runUntil(3s);
        QCOMPARE(bench.huge->done, 0);
    }

    void ofTwoThatGiveWayOneIsOnItsWay()
    {
        PartsBench bench;
        const auto other = bench.add(12, "huge", 1);
        other->isLong = true;
        std::vector<Nanoseconds> ends;
        bench.huge->onDone = other->onDone = [&] { ends.push_back(bench.clock().now()); };
        QVERIFY(bench.executor.setShares({{kSmall, Share{0.5}}, {kHuge, Share{0.25}}, {JobId{12}, Share{0.25}}}));
        bench.runUntil(6s);
        QCOMPARE(ends.size(), std::size_t{2});
        QVERIFY2(ends[0] < 3100ms, "as if it were alone");
        QVERIFY2(ends[1] > 3500ms, "no later than side by side");
    }

    void aSmallShareHoldsUpNoLargerOne()
    {
        PartsBench bench;
        bench.small->isLong = false;
        const auto other = bench.add(12, "huge", 1);
        other->isLong = true;
        QVERIFY(bench.executor.setShares({{kHuge, Share{0.1}}}));
        while (bench.huge->charged() < GpuSeconds{0.1})
            QVERIFY(bench.round());
        QVERIFY(bench.executor.setShares({{kHuge, Share{0.1}}, {JobId{12}, Share{0.9}}}));
        while (other->done == 0)
            QVERIFY(bench.round());
        QCOMPARE(bench.huge->done, 0);
    }

    void aJobMovesWithThePartsThatAreLeft()
    {
        PartsBench bench;
        DeviceExecutor other(DeviceId{1}, compute::makeCpuDevice({}), bench.clock(), bench.costs,
                             bench.recording.recorder(), bench.wake);
        bench.shareEqually();
        while (bench.huge->charged() < GpuSeconds{0.2} || bench.executor.isUnderWay(kHuge))
            QVERIFY(bench.round());
        other.adopt(bench.executor.release(kHuge));
        QVERIFY(other.setShares({{kHuge, Share{1.0}}}));
        while (bench.huge->done == 0) {
            QVERIFY(other.submit());
            QVERIFY(other.nextCompletion().has_value());
            bench.clock().waitUntil(*other.nextCompletion(), bench.wake, {});
            other.settle({});
        }
        QCOMPARE(bench.huge->taken, 1);
        QVERIFY(std::abs(bench.huge->charged().value - 1.0) < 1e-9);
        QCOMPARE(bodies<JobMoved>(bench.recording.events()).size(), std::size_t{1});
    }

    void aPartThatEndsAfterItsDeviceWasLostIsTheLast()
    {
        auto device =
            std::make_unique<FakeDevice>(FakeDevice::Settings{.mostPools = 2, .lanesPerPool = 1, .atOnce = true});
        FakeDevice& fake = *device;
        PartsBench bench(std::move(device));
        QVERIFY(bench.executor.setShares({{kHuge, Share{1.0}}}));
        QVERIFY(bench.executor.submit());
        QVERIFY(bench.executor.awaitWork({}));
        fake.lose();
        QVERIFY(!bench.executor.setShares({{kSmall, Share{0.5}}, {kHuge, Share{0.5}}}));
        bench.executor.retire("Nothing goes on.");
        bench.clock().waitUntil(*bench.executor.nextCompletion(), bench.wake, {});
        bench.executor.settle({});
        QVERIFY(bench.huge->failure().has_value());
    }

    void aFailureFailsTheJobAtItsFirstPart()
    {
        PartsBench bench;
        bench.huge->work = failingAt(1);
        bench.shareEqually();
        bench.runUntil(1s);
        QVERIFY(bench.huge->failure().has_value());
        QVERIFY(bench.huge->charged() < GpuSeconds{0.06});
        QVERIFY(bench.small->done > 80);
    }

    void aRunThatIsCutOffBetweenTwoPartsGoesOnThere()
    {
        PartsBench whole;
        whole.shareEqually();
        DeviceAtBorder border;
        for (Nanoseconds at = 405ms; border.running.size() < 2; at += 10ms) {
            QVERIFY2(at < 1s, "beside one that waits for its next part another batch runs");
            whole.runUntil(at);
            QVERIFY(whole.executor.awaitWork({}));
            border = whole.executor.atBorder(true);
        }
        QVERIFY(border.running.back().waits);
        QVERIFY(border.running.back().part > 2);

        Bench again;
        again.clock().waitUntil(again.clock().elapsedAt(whole.clock().now()), again.wake, {});
        const auto small =
            std::make_shared<FakeJob>(kSmall.value, JobKind::Inference, "short", kForever, std::vector{CameraId{1}});
        const auto huge =
            std::make_shared<FakeJob>(kHuge.value, JobKind::Retraining, "huge", 0, std::vector{CameraId{1}});
        again.executor.host(small);
        again.executor.host(huge);
        QVERIFY(again.executor.goOn(border, false));
        const auto ended = [](Bench& bench, FakeJob& job) {
            while (job.done == 0 && bench.round()) { }
            return bench.clock().now();
        };
        const Nanoseconds end = ended(whole, *whole.huge);
        QVERIFY(end > 1900ms);
        QCOMPARE(ended(again, *huge).count(), end.count());
    }

    void whereTimeIsMeasuredEachPartDoesItsOwn()
    {
        PartsBench bench(compute::makeCpuDevice({}), ClockKind::Wall);
        std::vector<int> parts;
        int of = 0;
        bench.huge->before = [&](int part, int count) {
            parts.push_back(part);
            of = count;
        };
        QVERIFY(bench.executor.setShares({{kHuge, Share{1.0}}}));
        while (bench.huge->done == 0) {
            QVERIFY(bench.executor.submit());
            bench.wake.waitUntil(Signal::Instant::max(), {});
            bench.executor.settle({});
        }
        QCOMPARE(of, 20);
        QCOMPARE(parts.size(), std::size_t{19});
        QVERIFY(std::is_sorted(parts.begin(), parts.end()));
    }

    void aDeviceThatIsLostTakesTheBatchBetweenTwoPartsWithIt()
    {
        auto device = std::make_unique<FakeDevice>(FakeDevice::Settings{.mostPools = 1, .lanesPerPool = 1});
        FakeDevice& fake = *device;
        PartsBench bench(std::move(device), ClockKind::Wall);
        bench.huge->before = [](int, int) {};
        QVERIFY(bench.executor.setShares({{kHuge, Share{1.0}}}));
        QVERIFY(bench.executor.submit());
        fake.advance(10ms);
        bench.executor.settle({});
        QVERIFY(!bench.executor.isUnderWay(kHuge) && bench.huge->done == 0);
        fake.lose();
        QVERIFY(bench.executor.setShares({{kSmall, Share{0.5}}}));
        QVERIFY(!bench.executor.submit());
        QVERIFY(bench.executor.loss().has_value());
        bench.executor.retire("Nothing goes on.");
        QVERIFY(bench.huge->failure().has_value());
    }
};

QTEST_GUILESS_MAIN(TestExecutorParts)
#include "tst_executor_parts.moc"
