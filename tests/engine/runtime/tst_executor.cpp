// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/runtime/executor.h"
#include "tests/engine/runtime/recording.h"
#include "tests/support/fake_device.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

constexpr int kForever = std::numeric_limits<int>::max();

using Shares = std::vector<compute::ShareRequest>;

/// Runs \a batches batches of one shape, one at a time, then has no more.
class FakeJob final : public Job {
public:
    FakeJob(std::uint32_t id, JobKind kind, std::string shape, int batches, std::vector<CameraId> owners) :
        Job(JobId{id}, kind, std::move(owners)), m_shape(std::move(shape)), m_batches(batches)
    {
    }

    bool ready() const override { return taken < m_batches && !m_underWay; }
    Result<Batch> takeBatch() override
    {
        ++taken;
        m_underWay = true;
        return Batch{{BatchRun{m_shape}}, [this, number = taken] { return work(number); }};
    }
    void batchDone() override
    {
        m_underWay = false;
        ++done;
        chargedWhenDone = charged();
        if (onDone)
            onDone();
    }

    /// What the batch of a number, from 1, does.
    std::function<Result<BatchOutcome>(int)> work = [](int) { return BatchOutcome{}; };
    std::function<void()> onDone;
    int taken = 0;
    int done = 0;
    GpuSeconds chargedWhenDone;

private:
    std::string m_shape;
    int m_batches;
    bool m_underWay = false;
};

/// Work that fails at batch \p number.
auto failingAt(int number)
{
    return [number](int batch) -> Result<BatchOutcome> {
        if (batch == number)
            return fail(ErrorCode::Internal, "The loss is not a number.", "Lower the learning rate.");
        return BatchOutcome{};
    };
}

const profiling::CostTable& table()
{
    static const profiling::CostTable made({{"short", 0.01}, {"long", 0.04}});
    return made;
}

/// One device on which "short" costs 10 ms and "long" 40 ms, gone round as a run does it.
struct Bench {
    explicit Bench(std::unique_ptr<compute::Device> device = compute::makeCpuDevice({}),
                   ClockKind clock = ClockKind::Device) :
        costs(clock, table()),
        executor(DeviceId{0}, std::move(device), recording.clock(), costs, recording.recorder(), wake)
    {
    }

    Recording recording;
    CostBook costs;
    Signal wake;
    DeviceExecutor executor;

    DeviceClock& clock() { return recording.clock(); }
    std::shared_ptr<FakeJob> add(std::uint32_t id, const std::string& shape, int batches)
    {
        auto job = std::make_shared<FakeJob>(id, id < 10 ? JobKind::Inference : JobKind::Retraining, shape, batches,
                                             std::vector{CameraId{id % 10}});
        executor.add(job);
        return job;
    }
    /// One batch's end, or \p until. False if nothing is under way.
    bool round(Nanoseconds until = kNever)
    {
        if (!executor.submit() || executor.isIdle())
            return false;
        const Nanoseconds end = until == kNever ? kNever : clock().elapsedAt(until);
        clock().waitUntil(std::min(end, executor.nextCompletion().value_or(kNever)), wake, {});
        executor.settle({});
        executor.sample();
        return true;
    }
    void runUntil(Nanoseconds end)
    {
        while (clock().now() < end && round(end)) { }
    }
    void runRounds(int count)
    {
        for (int i = 0; i < count; ++i)
            QVERIFY(round());
    }
    double chargedTo(std::uint32_t job)
    {
        double sum = 0.0;
        for (const JobCharge& charge : executor.takeCharges())
            sum += charge.job == JobId{job} ? charge.cost.value : 0.0;
        return sum;
    }
};

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

bool near(double a, double b, double tolerance)
{
    return std::abs(a - b) < tolerance;
}

double usedSum(const DeviceSample& sample)
{
    double sum = 0.0;
    for (const JobUse& job : sample.jobs)
        sum += job.used.value;
    return sum;
}

} // namespace

class TestExecutor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("RC_PARAMS", "seed=2026 max_success=15"); }

    void aBatchEndsWhenItsPriceHasPassed()
    {
        Bench bench;
        const auto job = bench.add(1, "long", 5);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}}));
        QVERIFY(bench.executor.submit());
        QVERIFY(bench.executor.nextCompletion() == Nanoseconds{40ms});
        bench.clock().waitUntil(39ms, bench.wake, {});
        bench.executor.settle({});
        QCOMPARE(job->done, 0);
        QVERIFY(!bench.executor.isIdle());
        bench.runUntil(1h);
        QCOMPARE(job->done, 5);
        QVERIFY(bench.executor.isIdle());
        QVERIFY(bench.clock().now() == 200ms);
        QVERIFY(near(job->charged().value, 0.2, 1e-9));
        QVERIFY2(near(job->chargedWhenDone.value, 0.2, 1e-9), "batchDone() comes after the charge");
        const auto charges = bench.executor.takeCharges();
        QCOMPARE(charges.size(), std::size_t{1});
        QVERIFY(charges[0].kind == JobKind::Inference && charges[0].owners == std::vector{CameraId{1}});
        QVERIFY(near(charges[0].cost.value, 0.2, 1e-9));
        QVERIFY2(bench.executor.takeCharges().empty(), "charges are taken once");
    }

    void timeIsSharedAsGrantedWhateverABatchTakes()
    {
        Bench bench;
        const auto small = bench.add(1, "short", kForever);
        const auto large = bench.add(11, "long", kForever);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.75}}, {JobId{11}, Share{0.25}}}));
        bench.runUntil(20s);
        QVERIFY(near(small->charged().value, 15.0, 0.1));
        QVERIFY(near(large->charged().value, 5.0, 0.1));
        QVERIFY(near(bench.chargedTo(11), 5.0, 0.1));
    }

    /// A camera between two frames is not ready while its frame is processed, and has the next one soon after.
    void aJobWithOneBatchAtATimeGetsItsShareBesideOthers()
    {
        Bench bench;
        const auto paused = bench.add(1, "short", kForever);
        const auto steady = bench.add(11, "short", kForever);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{11}, Share{0.5}}}));
        bench.runUntil(10s);
        QVERIFY(near(paused->charged().value, 5.0, 0.05));
        QVERIFY(near(steady->charged().value, 5.0, 0.05));
    }

    void aHeldClockStandsStillWhileBatchesRun()
    {
        Bench bench;
        const auto job = bench.add(1, "long", 50);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{1.0}}}));
        bench.clock().hold();
        bench.runRounds(40);
        QVERIFY(bench.clock().now() == 0ns);
        QVERIFY(bench.clock().elapsed() == 1600ms);
        QVERIFY(near(job->charged().value, 1.6, 1e-9));
        bench.clock().release();
        bench.runUntil(1h);
        QVERIFY(bench.clock().now() == 400ms);
    }

    void workWhileTheClockIsHeldIsNotUseOfTheTimeAroundIt()
    {
        Bench bench;
        bench.add(1, "long", kForever);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{1.0}}}));
        bench.runUntil(510ms); // in the middle of a batch
        bench.clock().hold();
        bench.runRounds(100);
        bench.clock().waitUntil(bench.clock().elapsed() + 7ms, bench.wake, {});
        bench.clock().release();
        bench.runUntil(3s);
        const auto samples = bodies<DeviceSample>(bench.recording.events());
        QVERIFY(samples.size() >= 2);
        for (const DeviceSample& sample : samples)
            QVERIFY2(near(usedSum(sample), 1.0, 1e-9), std::to_string(usedSum(sample)).c_str());
    }

    void aFailingJobEndsAloneAndSaysWhy()
    {
        Bench bench;
        const auto good = bench.add(1, "short", 100);
        const auto bad = bench.add(12, "long", 100);
        bad->work = failingAt(4);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{12}, Share{0.5}}}));
        bench.runUntil(1h);
        QCOMPARE(good->done, 100);
        QCOMPARE(bad->done, 3);
        QVERIFY2(near(bad->charged().value, 0.16, 1e-9), "the batch that failed took its time too");
        QVERIFY(!good->failure());
        QVERIFY(bad->failure() && bad->failure()->message == "The loss is not a number.");
        const auto events = bench.recording.events();
        const auto failed = bodies<JobFailed>(events);
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed[0].job == JobId{12});
        QVERIFY(failed[0].reason.find("The loss is not a number.") != std::string::npos);
        const auto alerts = bodies<Alert>(events);
        QCOMPARE(alerts.size(), std::size_t{1});
        QVERIFY(alerts[0].severity == Severity::Error);
        QVERIFY(alerts[0].camera == CameraId{2});
        QCOMPARE(alerts[0].action, std::string("Lower the learning rate."));
    }

    void anExceptionFailsItsJobAlone()
    {
        Bench bench;
        const auto good = bench.add(1, "short", 10);
        const auto bad = bench.add(2, "short", 10);
        bad->work = [](int) -> Result<BatchOutcome> { throw std::runtime_error("tensor of size 0"); };
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.5}}}));
        bench.runUntil(1h);
        QCOMPARE(good->done, 10);
        QCOMPARE(bad->done, 0);
        QCOMPARE(bad->failure()->detail, std::string("tensor of size 0"));
        QCOMPARE(bodies<JobFailed>(bench.recording.events()).size(), std::size_t{1});
    }

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

    void aBatchWithoutAPriceFailsItsJobBeforeItRuns()
    {
        Bench bench;
        const auto good = bench.add(1, "short", 10);
        const auto bad = bench.add(2, "unpriced", 10);
        bool ran = false;
        bad->work = [&ran](int) {
            ran = true;
            return BatchOutcome{};
        };
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.5}}}));
        bench.runUntil(1h);
        QCOMPARE(good->done, 10);
        QVERIFY(!ran);
        const auto failed = bodies<JobFailed>(bench.recording.events());
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed[0].reason.find("unpriced") != std::string::npos);
    }

    void anAlertOfAJobOfSeveralCamerasNamesNone()
    {
        Bench bench;
        const auto job =
            std::make_shared<FakeJob>(7, JobKind::Retraining, "short", 1, std::vector{CameraId{1}, CameraId{2}});
        job->work = failingAt(1);
        bench.executor.add(job);
        QVERIFY(bench.executor.setShares({{JobId{7}, Share{0.5}}}));
        bench.runUntil(1h);
        const auto charges = bench.executor.takeCharges();
        QCOMPARE(charges.at(0).owners.size(), std::size_t{2});
        QVERIFY(!bodies<Alert>(bench.recording.events()).at(0).camera);
    }

    void jobsWithoutAShareWait()
    {
        Bench bench;
        const auto with = bench.add(1, "short", 10);
        const auto without = bench.add(2, "short", 10);
        const auto paused = bench.add(3, "short", 10);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{3}, Share{0.0}}}));
        bench.runUntil(1h);
        QCOMPARE(with->done, 10);
        QCOMPARE(without->done, 0);
        QCOMPARE(paused->done, 0);
        QVERIFY(bench.executor.setShares({{JobId{2}, Share{0.5}}}));
        bench.runUntil(1h);
        QCOMPARE(without->done, 10);
    }

    void leasesAreRecordedWhenTheyChange()
    {
        Bench bench;
        bench.add(1, "short", 10);
        bench.add(2, "short", 10);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.25}}}));
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.5}}}));
        QVERIFY(bench.executor.setShares({{JobId{2}, Share{0.5}}}));
        const auto leases = bodies<LeaseGranted>(bench.recording.events());
        QCOMPARE(leases.size(), std::size_t{4});
        QVERIFY((leases[2] == LeaseGranted{JobId{2}, Share{0.5}, Share{0.5}}));
        QVERIFY2((leases[3] == LeaseGranted{JobId{1}, Share{0.0}, Share{0.0}}), "a job that is left out has no share");
    }

    void sharesThatDoNotFitAreRefused()
    {
        Bench bench;
        bench.add(1, "short", 10);
        bench.add(2, "short", 10);
        QVERIFY(!bench.executor.setShares({{JobId{1}, Share{0.75}}, {JobId{2}, Share{0.5}}}));
        QVERIFY(bodies<LeaseGranted>(bench.recording.events()).empty());
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
        QVERIFY(!job->failure());
    }

    void everySecondIsSampledAndTheSamplesCoverAllTime()
    {
        Bench bench;
        bench.add(1, "short", kForever);
        bench.add(11, "long", kForever);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.6}}, {JobId{11}, Share{0.3}}}));
        bench.runUntil(10s);
        const auto samples = bodies<DeviceSample>(bench.recording.events());
        QVERIFY(samples.size() == 9 || samples.size() == 10);
        for (const DeviceSample& sample : samples) {
            QVERIFY(sample.interval >= 1s && sample.interval < 1050ms);
            QCOMPARE(sample.jobs.size(), std::size_t{2});
            QVERIFY(near(usedSum(sample), 1.0, 1e-6));
            QVERIFY(sample.jobs[0].requested == Share{0.6});
            QVERIFY2(near(sample.jobs[0].used.value, 2.0 / 3.0, 0.07), "spare time is divided in the shares' ratio");
        }
    }

    void aBatchCountsInEachIntervalForThePartThatFallsIntoIt()
    {
        Bench bench;
        bench.costs = CostBook(ClockKind::Device, profiling::CostTable({{"huge", 2.5}}));
        bench.add(1, "huge", 1);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{1.0}}}));
        for (const Nanoseconds until : {Nanoseconds{1s}, Nanoseconds{2s}, Nanoseconds{3s}}) {
            bench.runUntil(until);
            bench.clock().waitUntil(until, bench.wake, {});
            bench.executor.sample();
        }
        const auto samples = bodies<DeviceSample>(bench.recording.events());
        QCOMPARE(samples.size(), std::size_t{3});
        QVERIFY(near(usedSum(samples[0]), 1.0, 1e-9) && near(usedSum(samples[1]), 1.0, 1e-9));
        QVERIFY(near(usedSum(samples[2]), 0.5, 1e-9));
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

    void workThatTookLessThanItsKindTeachesNoCost()
    {
        Bench bench;
        const auto job = bench.add(1, "short", 3);
        job->work = [](int batch) { return BatchOutcome{.representative = batch == 2}; };
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{1.0}}}));
        bench.runUntil(1h);
        QVERIFY(near(job->charged().value, 0.03, 1e-9));
        const auto lines = bench.costs.takeLines();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].batches, 1U);
    }

    void jobsStartAndFinishAsEvents()
    {
        Bench bench;
        bench.add(1, "short", 4);
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{1.0}}}));
        bench.runUntil(1h);
        bench.executor.remove(JobId{1});
        bench.executor.remove(JobId{1});
        QVERIFY(!bench.round());
        const auto events = bench.recording.events();
        const auto started = bodies<JobStarted>(events);
        QCOMPARE(started.size(), std::size_t{1});
        QVERIFY(started[0].kind == JobKind::Inference && started[0].camera == CameraId{1});
        const auto finished = bodies<JobFinished>(events);
        QCOMPARE(finished.size(), std::size_t{1});
        QVERIFY(near(finished[0].charged.value, 0.04, 1e-9));
    }

    void aJobThatIsRemovedWithABatchUnderWayEndsWithTheBatch()
    {
        Bench bench;
        const auto given = bench.add(11, "long", 4);
        const auto failed = bench.add(12, "long", 4);
        QVERIFY(bench.executor.setShares({{JobId{11}, Share{0.5}}, {JobId{12}, Share{0.5}}}));
        QVERIFY(bench.executor.submit());
        bench.executor.remove(JobId{11});
        bench.executor.remove(JobId{12}, "It came too late.");
        QVERIFY(!bench.executor.isIdle());
        bench.runUntil(1h);
        QCOMPARE(given->done, 0);
        QVERIFY(near(given->charged().value, 0.04, 1e-9));
        QVERIFY(near(bench.chargedTo(11), 0.04, 1e-9));
        QCOMPARE(failed->taken, 0);
        const auto events = bench.recording.events();
        const auto finished = bodies<JobFinished>(events);
        QCOMPARE(finished.size(), std::size_t{1});
        QVERIFY(finished[0].job == JobId{11});
        QVERIFY2(near(finished[0].charged.value, 0.04, 1e-9), "the end tells all that was charged");
        QCOMPARE(bodies<JobFailed>(events).at(0).reason, std::string("It came too late."));
    }

    void stopEndsTheWaitForWorkThatDoesNotEnd()
    {
        Bench bench;
        const auto job = bench.add(1, "short", 1);
        std::atomic<bool> mayEnd = false;
        job->work = [&mayEnd](int) {
            mayEnd.wait(false);
            return BatchOutcome{};
        };
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{1.0}}}));
        QVERIFY(bench.executor.submit());
        bench.clock().waitUntil(10ms, bench.wake, {});
        std::stop_source stop;
        std::jthread stopper([&stop] { stop.request_stop(); });
        bench.executor.settle(stop.get_token()); // would time the test out if it waited for the work
        QCOMPARE(job->done, 0);
        QVERIFY(!bench.executor.isIdle());
        mayEnd = true;
        mayEnd.notify_one();
        bench.executor.settle({});
        QCOMPARE(job->done, 1);
    }

    void twoDevicesUnderOneClockGiveTheSameEventsInEveryRun();
    void theClockOfTwoDevicesFollowsTheLongerTimeline();
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

    void run()
    {
        while (true) {
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

void TestExecutor::twoDevicesUnderOneClockGiveTheSameEventsInEveryRun()
{
    const auto first = runOfTwoDevices(0);
    QVERIFY(bodies<JobProgress>(first).size() == 120);
    for (std::uint32_t seed = 1; seed <= 20; ++seed)
        QVERIFY(runOfTwoDevices(seed) == first);
}

void TestExecutor::theClockOfTwoDevicesFollowsTheLongerTimeline()
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

QTEST_GUILESS_MAIN(TestExecutor)
#include "tst_executor.moc"
