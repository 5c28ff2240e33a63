// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "tests/engine/runtime/executor_bench.h"
#include "tests/support/fake_device.h"
#include "tests/support/property_seed.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

/// A device of several pools and lanes whose batches take as long as the cost table says.
std::unique_ptr<FakeDevice> lanes(std::uint32_t pools, std::uint32_t lanesPerPool)
{
    return std::make_unique<FakeDevice>(
        FakeDevice::Settings{.mostPools = pools, .lanesPerPool = lanesPerPool, .atOnce = true});
}

/// The same with virtual time that the test moves.
std::unique_ptr<FakeDevice> movable(std::uint32_t pools, std::uint32_t lanesPerPool)
{
    FakeDevice::Settings settings{.mostPools = pools, .lanesPerPool = lanesPerPool};
    settings.speed = [](Share) { return 1.0; };
    settings.duration = [](compute::LaneId lane, compute::Ticket) {
        return (lane.pool == 0 ? 10ms : 20ms) + lane.lane * Nanoseconds{5ms};
    };
    return std::make_unique<FakeDevice>(settings);
}

} // namespace

/// Several lanes, several devices, and devices that fail.
class TestExecutorLanes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=2026 max_success=15"); }

    void aFailureInOneLaneLeavesTheOthersAlone()
    {
        Bench bench(lanes(3, 2));
        const auto first = bench.add(1, "short", 50);
        const auto bad = bench.add(11, "short", 50);
        const auto last = bench.add(12, "long", 50);
        bad->work = failingAt(2);
        QVERIFY(
            bench.executor.setShares({{JobId{1}, Share{0.2}, true}, {JobId{11}, Share{0.4}}, {JobId{12}, Share{0.4}}}));
        bench.runUntil(1h);
        QCOMPARE(first->done, 50);
        QCOMPARE(bad->done, 1);
        QCOMPARE(last->done, 50);
        QVERIFY2(bench.clock().now() == 2s, "lanes run side by side");
    }

    void aBatchTakesAsLongAsItDoesInItsLanesSpace()
    {
        Bench bench(lanes(2, 2));
        profiling::CostTable parts = table();
        parts.set(profiling::CostTable::lineOf("short", Share{0.25}), 0.02);
        bench.costs = CostBook(ClockKind::Device, parts);
        const auto alone = bench.add(1, "short", 10);
        const auto left = bench.add(11, "short", 10);
        const auto right = bench.add(12, "short", 10);
        QVERIFY(bench.executor.setShares(
            {{JobId{1}, Share{0.5}, true}, {JobId{11}, Share{0.25}}, {JobId{12}, Share{0.25}}}));
        bench.runUntil(1h);
        QVERIFY2(bench.clock().now() == 200ms, "half as fast in a quarter of the device");
        QVERIFY(std::abs(left->charged().value - 0.05) < 1e-9);
        QVERIFY2(std::abs(left->worked().value - 0.1) < 1e-9, "as on a whole device, without neighbours");
        QCOMPARE(right->done, 10);
        QCOMPARE(alone->done, 10);
    }

    void aPartitionThatFailsLeavesAllAsItWas()
    {
        auto device = lanes(3, 2);
        FakeDevice& fake = *device;
        Bench bench(std::move(device));
        const auto job = bench.add(1, "short", 10);
        const auto other = bench.add(11, "short", 10);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}}));
        fake.failNextPartition({ErrorCode::Internal, "No context could be made.", "", ""});
        const Status refused = bench.executor.setShares({{JobId{1}, Share{0.3}, true}, {JobId{11}, Share{0.6}}});
        QCOMPARE(refused.error().message, std::string("No context could be made."));
        bench.runUntil(1h);
        QCOMPARE(job->done, 10);
        QCOMPARE(other->done, 0);
        QCOMPARE(bodies<LeaseGranted>(bench.recording.events()).size(), std::size_t{1});
    }

    void aDeviceIsPartitionedAnewOnlyWhereThePoolsChange()
    {
        auto device = lanes(3, 2);
        FakeDevice& fake = *device;
        Bench bench(std::move(device));
        bench.add(1, "short", 10);
        bench.add(11, "short", 10);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.25}, true}, {JobId{11}, Share{0.75}}}));
        QVERIFY(bench.executor.setShares(
            {{JobId{1}, Share{0.25}, true}, {JobId{11}, Share{0.5}}, {JobId{12}, Share{0.25}}}));
        QVERIFY(bench.executor.setShares(
            {{JobId{1}, Share{0.25}, true}, {JobId{11}, Share{0.25}}, {JobId{12}, Share{0.5}}}));
        QCOMPARE(fake.partitions(), std::size_t{2});
        QVERIFY(bench.executor.setShares(
            {{JobId{1}, Share{0.125}, true}, {JobId{11}, Share{0.125}}, {JobId{12}, Share{0.25}}}));
        QCOMPARE(fake.partitions(), std::size_t{2});
    }

    void aLostDeviceFailsItsJobsAndSaysSo()
    {
        auto device = movable(2, 1);
        FakeDevice& fake = *device;
        Bench bench(std::move(device), ClockKind::Wall);
        const auto job = bench.add(1, "short", 10);
        const auto other = bench.add(11, "short", 10);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}, true}, {JobId{11}, Share{0.5}}}));
        QVERIFY(bench.executor.submit());
        fake.lose();
        bench.executor.settle({});
        QVERIFY(bench.executor.isIdle());
        QCOMPARE(job->failure()->code, ErrorCode::NotFound);
        QCOMPARE(other->failure()->code, ErrorCode::NotFound);
        bench.add(2, "short", 1);
        QVERIFY(!bench.executor.setShares({{JobId{2}, Share{0.25}}}));
        QCOMPARE(bodies<JobFailed>(bench.recording.events()).size(), std::size_t{2});
    }

    void aDeviceThatTakesNoBatchIsAnErrorOfTheDevice()
    {
        auto device = lanes(1, 1);
        FakeDevice& fake = *device;
        Bench bench(std::move(device));
        const auto job = bench.add(1, "short", 10);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}}));
        fake.lose();
        const Status submitted = bench.executor.submit();
        QCOMPARE(submitted.error().code, ErrorCode::NotFound);
        QVERIFY2(!job->failure()->message.empty(), "its batch was taken and cannot be given back");
    }

    void whereTimeIsMeasuredATinyBatchIsFollowedWithoutATurnOfTheLoop()
    {
        for (const auto& [clock, shape, first, second] :
             {std::tuple(ClockKind::Wall, "tiny", 1, 1), std::tuple(ClockKind::Wall, "short", 1, 0),
              std::tuple(ClockKind::Wall, "unknown", 1, 0), std::tuple(ClockKind::Device, "tiny", 1, 0)}) {
            Bench bench(clock == ClockKind::Wall ? movable(1, 1) : lanes(1, 1), clock);
            const std::vector<std::shared_ptr<FakeJob>> jobs{
                bench.add(1, shape, kForever), bench.add(2, shape, kForever), bench.add(3, shape, kForever)};
            QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.4}}, {JobId{2}, Share{0.3}}, {JobId{3}, Share{0.3}}}));
            QVERIFY(bench.executor.submit());
            QCOMPARE(jobs[0]->taken, first);
            QCOMPARE(jobs[1]->taken, second);
            QCOMPARE(jobs[2]->taken, 0);
            QVERIFY(bench.executor.submit());
            QCOMPARE(jobs[2]->taken, 0);
        }
    }

    void batchesThatWaitInALaneTakeEffectOneAfterTheOther()
    {
        auto device = std::make_unique<FakeDevice>(FakeDevice::Settings{
            .mostPools = 1, .lanesPerPool = 1, .duration = [](compute::LaneId, compute::Ticket) { return 400us; }});
        FakeDevice& fake = *device;
        Bench bench(std::move(device), ClockKind::Wall);
        const auto one = bench.add(1, "tiny", kForever);
        const auto two = bench.add(2, "tiny", kForever);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.5}}}));
        for (int round = 1; round <= 20; ++round) {
            QVERIFY(bench.executor.submit());
            fake.advance(*fake.nextEnd() - fake.now());
            bench.executor.settle({});
            QCOMPARE(one->done + two->done, round);
            QVERIFY(std::abs(one->done - two->done) <= 1);
        }
        bench.executor.remove(JobId{1});
        bench.executor.remove(JobId{2});
        while (!bench.executor.isIdle()) {
            fake.advance(*fake.nextEnd() - fake.now());
            bench.executor.settle({});
        }
        QCOMPARE(bodies<JobFinished>(bench.recording.events()).size(), std::size_t{2});
    }

    void lanesShareTheDeviceByTheirSpace()
    {
        Bench bench(lanes(2, 2));
        const auto inference = bench.add(1, "short", kForever);
        const auto first = bench.add(11, "long", kForever);
        const auto second = bench.add(12, "long", kForever);
        QVERIFY(
            bench.executor.setShares({{JobId{1}, Share{0.4}, true}, {JobId{11}, Share{0.3}}, {JobId{12}, Share{0.3}}}));
        bench.runUntil(10s);
        QVERIFY(near(inference->charged().value, 4.0, 0.05));
        QVERIFY(near(first->charged().value, 3.0, 0.05));
        QVERIFY(near(second->charged().value, 3.0, 0.05));
        QCOMPARE(inference->done, 1000);
        QCOMPARE(first->done, 250);
        for (const DeviceSample& sample : bodies<DeviceSample>(bench.recording.events()))
            QVERIFY(near(usedSum(sample), 1.0, 1e-6));
    }

    void noLaneIsIdleAndNoneIsChargedTwice()
    {
        QVERIFY(rc::check("conservation", [] {
            const auto pools = static_cast<std::uint32_t>(*rc::gen::inRange(1, 5));
            Bench bench(lanes(pools, static_cast<std::uint32_t>(*rc::gen::inRange(1, 4))));
            const auto parts = *rc::gen::container<std::vector<int>>(5, rc::gen::inRange(1, 10));
            Shares shares;
            for (std::uint32_t i = 0; i < parts.size(); ++i) {
                bench.add(i, i % 2 == 0 ? "short" : "long", kForever);
                shares.push_back({JobId{i}, Share{parts[i] / 50.0}, *rc::gen::arbitrary<bool>()});
            }
            RC_ASSERT(bench.executor.setShares(shares).has_value());
            const auto layout = *compute::layOut(shares, bench.executor.device().info());
            double space = 0.0;
            for (const compute::LaneId lane : layout.lanes())
                space += layout.space(lane).value;
            bench.runUntil(5s);
            double charged = 0.0;
            for (const JobCharge& charge : bench.executor.takeCharges())
                charged += charge.cost.value;
            RC_ASSERT(charged <= space * toSeconds(bench.clock().now()) + 1e-9);
            RC_ASSERT(charged >= space * (toSeconds(bench.clock().now()) - 0.04) - 1e-9);
            for (const DeviceSample& sample : bodies<DeviceSample>(bench.recording.events()))
                RC_ASSERT(near(usedSum(sample), space, 1e-6));
        }));
    }

    void newPoolsWhileBatchesRunTakeHoldForLaterOnes()
    {
        auto device = movable(3, 1);
        FakeDevice& fake = *device;
        Bench bench(std::move(device), ClockKind::Wall);
        const auto inference = bench.add(1, "infer", kForever);
        const auto first = bench.add(11, "train", kForever);
        const auto second = bench.add(12, "train", kForever);
        QVERIFY(
            bench.executor.setShares({{JobId{1}, Share{0.2}, true}, {JobId{11}, Share{0.4}}, {JobId{12}, Share{0.4}}}));
        QVERIFY(bench.executor.submit());
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}, true}, {JobId{12}, Share{0.5}}}));
        QVERIFY(bench.executor.submit());
        QCOMPARE(fake.mostAtATime(), std::size_t{3});
        QCOMPARE(second->taken, 1);
        fake.advance(20ms);
        bench.executor.settle({});
        QVERIFY(inference->done == 1 && first->done == 1 && second->done == 1);
        QVERIFY2(near(first->charged().value, 0.020 * 0.4, 1e-9), "by the space in which it ran");
        QVERIFY(bench.executor.submit());
        QCOMPARE(first->taken, 1);
        QCOMPARE(second->taken, 2);
        fake.advance(20ms);
        bench.executor.settle({});
        QVERIFY(near(second->charged().value, 0.020 * 0.4 + 0.020 * 0.5, 1e-9));
    }

    void measuredTimeIsChargedAsTheDeviceSays()
    {
        auto device = movable(2, 2);
        FakeDevice& fake = *device;
        Bench bench(std::move(device), ClockKind::Wall);
        const auto quick = bench.add(1, "anything", 3);
        const auto slow = bench.add(11, "anything else", 3);
        std::vector<std::uint32_t> order;
        quick->onDone = [&] { order.push_back(1); };
        slow->onDone = [&] { order.push_back(11); };
        QVERIFY(bench.executor.setShares({{JobId{11}, Share{0.5}}, {JobId{1}, Share{0.5}, true}}));
        while (bench.executor.submit() && !bench.executor.isIdle()) {
            QVERIFY2(!bench.executor.nextCompletion(), "only the device knows");
            fake.advance(*fake.nextEnd() - fake.now());
            bench.clock().waitUntil(fake.now(), bench.wake, {});
            bench.executor.settle({});
        }
        QCOMPARE(order, (std::vector<std::uint32_t>{1, 1, 11, 1, 11, 11}));
        QVERIFY2(near(quick->charged().value, 3 * 0.010 * 0.5, 1e-6), "device-seconds: time by space");
        QVERIFY(near(slow->charged().value, 3 * 0.020 * 0.5, 1e-6));
        QVERIFY(near(bench.costs.cost("anything else")->value, 0.020, 1e-6));
        QVERIFY(bench.wake.waitUntil(Signal::Instant::max(), {}));
    }

    void twoDevicesUnderOneClockGiveTheSameEventsInEveryRun();
    void theClockOfTwoDevicesFollowsTheLongerTimeline();
    void eachOfTwoDevicesKeepsItsJobsSharesToTwoPointsOverAnyTenSeconds();
};

namespace {

/// Two CPU devices under one device clock, gone round in order.
struct Pair {
    Recording recording;
    CostBook costs{ClockKind::Device, table()};
    Signal wake;
    std::vector<std::unique_ptr<DeviceExecutor>> executors;

    Pair()
    {
        for (const std::uint32_t device : {0U, 1U})
            executors.push_back(std::make_unique<DeviceExecutor>(DeviceId{device}, compute::makeCpuDevice({}),
                                                                 recording.clock(), costs, recording.recorder(), wake));
    }

    std::shared_ptr<FakeJob> add(std::uint32_t device, std::uint32_t id, const std::string& shape, int batches)
    {
        auto job = std::make_shared<FakeJob>(id, JobKind::Retraining, shape, batches, std::vector{CameraId{id}});
        job->onDone = [this, id] { recording.recorder().record(JobProgress{JobId{id}, 0.5}); };
        executors[device]->add(job);
        return job;
    }

    void run(Nanoseconds until = kNever)
    {
        while (recording.clock().now() < until) {
            Nanoseconds next = kNever;
            for (const auto& executor : executors) {
                QVERIFY(executor->submit());
                next = std::min(next, executor->nextCompletion().value_or(kNever));
            }
            if (next == kNever)
                return;
            recording.clock().waitUntil(next, wake, {});
            for (const auto& executor : executors)
                executor->settle({});
            for (const auto& executor : executors)
                executor->sample();
        }
    }
};

/// Keeps the processor busy for a while that differs from call to call.
Result<BatchOutcome> jitter(std::uint32_t seed)
{
    RandomStream random(seed, 0, RandomPurpose::Test);
    const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(random.below(400));
    while (std::chrono::steady_clock::now() < end) { }
    return BatchOutcome{};
}

std::vector<Event> runOfTwoDevices(std::uint32_t seed)
{
    Pair pair;
    std::vector<std::shared_ptr<FakeJob>> jobs = {pair.add(0, 1, "short", 40), pair.add(0, 2, "long", 20),
                                                  pair.add(1, 3, "short", 40), pair.add(1, 4, "long", 20)};
    for (const auto& job : jobs)
        job->work = [seed, id = job->id().value](int batch) { return jitter(seed * 10000 + id * 1000 + batch); };
    const auto shares = [](std::uint32_t first) {
        return Shares{{JobId{first}, Share{0.3}}, {JobId{first + 1}, Share{0.7}}};
    };
    for (std::uint32_t device = 0; device < 2; ++device) {
        if (!pair.executors[device]->setShares(shares(1 + 2 * device)))
            return {};
    }
    pair.run();
    return pair.recording.events();
}

} // namespace

void TestExecutorLanes::twoDevicesUnderOneClockGiveTheSameEventsInEveryRun()
{
    const auto first = runOfTwoDevices(0);
    QVERIFY(bodies<JobProgress>(first).size() == 120);
    for (std::uint32_t seed = 1; seed <= 20; ++seed)
        QVERIFY(runOfTwoDevices(seed) == first);
}

void TestExecutorLanes::theClockOfTwoDevicesFollowsTheLongerTimeline()
{
    Pair pair;
    pair.add(0, 1, "short", 10);
    const auto job = pair.add(1, 2, "long", 10);
    for (std::uint32_t device = 0; device < 2; ++device)
        QVERIFY(pair.executors[device]->setShares({{JobId{device + 1}, Share{1.0}}}));
    pair.run();
    QVERIFY(pair.recording.clock().now() == 400ms);
    QCOMPARE(job->done, 10);
}

void TestExecutorLanes::eachOfTwoDevicesKeepsItsJobsSharesToTwoPointsOverAnyTenSeconds()
{
    constexpr std::array kShares{0.05, 0.15, 0.3, 0.5};
    constexpr std::size_t kSeconds = 10;
    Pair pair;
    for (std::uint32_t device = 0; device < 2; ++device) {
        Shares shares;
        for (std::uint32_t i = 0; i < kShares.size(); ++i) {
            const JobId job{device * 10 + i};
            pair.add(device, job.value, (i + device) % 2 == 0 ? "short" : "long", kForever);
            shares.push_back({job, Share{kShares[device == 0 ? i : kShares.size() - 1 - i]}});
        }
        QVERIFY(pair.executors[device]->setShares(shares));
    }
    pair.run(60s);
    std::map<JobId, std::vector<double>> used;
    std::map<JobId, double> granted;
    for (const DeviceSample& sample : bodies<DeviceSample>(pair.recording.events())) {
        for (const auto& job : sample.jobs) {
            used[job.job].push_back(job.used.value);
            granted[job.job] = job.granted.value;
        }
    }
    QCOMPARE(used.size(), 2 * kShares.size());
    for (const auto& [job, seconds] : used) {
        QVERIFY(seconds.size() >= 55);
        for (std::size_t first = 0; first + kSeconds <= seconds.size(); ++first) {
            const auto from = seconds.begin() + static_cast<std::ptrdiff_t>(first);
            const double mean = std::accumulate(from, from + kSeconds, 0.0) / kSeconds;
            QVERIFY2(near(mean, granted.at(job), 0.02), std::to_string(job.value).c_str());
        }
    }
}

QTEST_GUILESS_MAIN(TestExecutorLanes)
#include "tst_executor_lanes.moc"
