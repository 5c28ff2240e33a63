// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/executor.h"
#include "tests/engine/runtime/recording.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

constexpr int kForever = std::numeric_limits<int>::max();

/// Runs \p batches batches of one shape, then has no more; fails at batch \p failAt.
class FakeJob final : public Job {
public:
    FakeJob(std::uint32_t id, JobKind kind, std::string shape, int batches, int failAt = kForever) :
        Job(JobId{id}, kind, CameraId{id % 10}), m_shape(std::move(shape)), m_batches(batches), m_failAt(failAt)
    {
    }

    bool ready() const override { return ran < m_batches; }
    Result<std::vector<BatchRun>> runBatch() override
    {
        if (ran == m_failAt)
            return fail(ErrorCode::Internal, "The loss is not a number.", "Lower the learning rate.");
        ++ran;
        return std::vector{BatchRun{m_shape}};
    }
    void batchDone() override { chargedWhenDone = charged(); }

    int ran = 0;
    GpuSeconds chargedWhenDone;

private:
    std::string m_shape;
    int m_batches;
    int m_failAt;
};

/// A device on which "short" costs 10 ms and "long" 40 ms.
struct Device {
    Recording recording;
    CostBook costs{ClockKind::Device, profiling::CostTable({{"short", 0.01}, {"long", 0.04}})};
    DeviceExecutor executor{DeviceId{0}, compute::makeStrideBroker(), recording.clock(), costs, recording.recorder()};

    std::shared_ptr<FakeJob> add(std::uint32_t id, const std::string& shape, int batches, int failAt = kForever)
    {
        auto job =
            std::make_shared<FakeJob>(id, id < 10 ? JobKind::Inference : JobKind::Retraining, shape, batches, failAt);
        executor.add(job);
        return job;
    }
    void runUntil(Nanoseconds end)
    {
        while (recording.clock().now() < end && executor.runBatch()) { }
    }
};

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
    void chargesAdvanceTheDeviceClock()
    {
        Device device;
        const auto job = device.add(1, "long", 5);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.5}}}).has_value());
        device.runUntil(1h);
        QCOMPARE(job->ran, 5);
        QVERIFY(device.recording.clock().now() == 200ms);
        QVERIFY(near(job->charged().value, 0.2, 1e-9));
        QVERIFY2(near(job->chargedWhenDone.value, 0.2, 1e-9), "batchDone() comes after the charge");
        QVERIFY(near(device.executor.takeCharges(CameraId{1})[0].value, 0.2, 1e-9));
        QVERIFY2(device.executor.takeCharges(CameraId{1})[0].value == 0.0, "charges are taken once");
    }

    void timeIsSharedAsGrantedWhateverABatchTakes()
    {
        Device device;
        const auto small = device.add(1, "short", kForever);
        const auto large = device.add(11, "long", kForever);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.75}}, {JobId{11}, Share{0.25}}}).has_value());
        device.runUntil(20s);
        QVERIFY(near(small->charged().value, 15.0, 0.1));
        QVERIFY(near(large->charged().value, 5.0, 0.1));
        QVERIFY(near(device.executor.takeCharges(CameraId{1})[3].value, 5.0, 0.1));
    }

    void aHeldClockStandsStillWhileBatchesRun()
    {
        Device device;
        const auto job = device.add(1, "long", 50);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{1.0}}}).has_value());
        device.recording.clock().hold();
        for (int i = 0; i < 40; ++i)
            QVERIFY(device.executor.runBatch());
        QVERIFY(device.recording.clock().now() == 0ns);
        QVERIFY(near(job->charged().value, 1.6, 1e-9));
        device.recording.clock().release();
        device.runUntil(1h);
        QVERIFY(device.recording.clock().now() == 400ms);
    }

    void workWhileTheClockIsHeldIsNotUseOfTheTimeAfterIt()
    {
        Device device;
        device.add(1, "long", kForever);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{1.0}}}).has_value());
        device.recording.clock().hold();
        for (int i = 0; i < 100; ++i)
            QVERIFY(device.executor.runBatch());
        device.recording.clock().release();
        device.runUntil(3s);
        const auto samples = bodies<DeviceSample>(device.recording.events());
        QVERIFY(!samples.empty());
        for (const DeviceSample& sample : samples)
            QVERIFY2(usedSum(sample) <= 1.0 + 1e-9, "a device cannot be used more than wholly");
    }

    void aFailingJobEndsAloneAndSaysWhy()
    {
        Device device;
        const auto good = device.add(1, "short", 100);
        device.add(12, "long", 100, 3);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{12}, Share{0.5}}}).has_value());
        device.runUntil(1h);
        QCOMPARE(good->ran, 100);
        const auto events = device.recording.events();
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

    void aBatchWithoutAPriceFailsItsJob()
    {
        Device device;
        const auto good = device.add(1, "short", 10);
        device.add(2, "unpriced", 10);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.5}}}).has_value());
        device.runUntil(1h);
        QCOMPARE(good->ran, 10);
        const auto failed = bodies<JobFailed>(device.recording.events());
        QCOMPARE(failed.size(), std::size_t{1});
        QVERIFY(failed[0].reason.find("unpriced") != std::string::npos);
    }

    void jobsWithoutAShareWait()
    {
        Device device;
        const auto with = device.add(1, "short", 10);
        const auto without = device.add(2, "short", 10);
        const auto paused = device.add(3, "short", 10);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{3}, Share{0.0}}}).has_value());
        device.runUntil(1h);
        QCOMPARE(with->ran, 10);
        QCOMPARE(without->ran, 0);
        QCOMPARE(paused->ran, 0);
        QVERIFY(device.executor.setShares({{JobId{2}, Share{0.5}}}).has_value());
        device.runUntil(1h);
        QCOMPARE(without->ran, 10);
    }

    void leasesAreRecordedWhenTheyChange()
    {
        Device device;
        device.add(1, "short", 10);
        device.add(2, "short", 10);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.25}}}).has_value());
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.5}}}).has_value());
        QVERIFY(device.executor.setShares({{JobId{2}, Share{0.5}}}).has_value());
        const auto leases = bodies<LeaseGranted>(device.recording.events());
        QCOMPARE(leases.size(), std::size_t{4});
        QVERIFY((leases[2] == LeaseGranted{JobId{2}, Share{0.5}, Share{0.5}}));
        QVERIFY2((leases[3] == LeaseGranted{JobId{1}, Share{0.0}, Share{0.0}}), "a job that is left out has no share");
    }

    void sharesThatDoNotFitAreRefused()
    {
        Device device;
        device.add(1, "short", 10);
        device.add(2, "short", 10);
        QVERIFY(!device.executor.setShares({{JobId{1}, Share{0.75}}, {JobId{2}, Share{0.5}}}).has_value());
        QVERIFY(bodies<LeaseGranted>(device.recording.events()).empty());
    }

    void everySecondIsSampledAndTheSamplesCoverAllTime()
    {
        Device device;
        device.add(1, "short", kForever);
        device.add(11, "long", kForever);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{0.6}}, {JobId{11}, Share{0.3}}}).has_value());
        device.runUntil(10s);
        const auto samples = bodies<DeviceSample>(device.recording.events());
        QVERIFY(samples.size() == 9 || samples.size() == 10);
        for (const DeviceSample& sample : samples) {
            QVERIFY(sample.interval >= 1s && sample.interval < 1050ms);
            QCOMPARE(sample.jobs.size(), std::size_t{2});
            QVERIFY(near(usedSum(sample), 1.0, 1e-6));
            QVERIFY(sample.jobs[0].requested == Share{0.6});
            QVERIFY2(near(sample.jobs[0].used.value, 2.0 / 3.0, 0.07), "spare time is divided in the shares' ratio");
        }
    }

    void jobsStartAndFinishAsEvents()
    {
        Device device;
        device.add(1, "short", 4);
        QVERIFY(device.executor.setShares({{JobId{1}, Share{1.0}}}).has_value());
        device.runUntil(1h);
        device.executor.remove(JobId{1});
        device.executor.remove(JobId{1});
        QVERIFY(!device.executor.runBatch());
        const auto events = device.recording.events();
        const auto started = bodies<JobStarted>(events);
        QCOMPARE(started.size(), std::size_t{1});
        QVERIFY(started[0].kind == JobKind::Inference && started[0].camera == CameraId{1});
        const auto finished = bodies<JobFinished>(events);
        QCOMPARE(finished.size(), std::size_t{1});
        QVERIFY(near(finished[0].charged.value, 0.04, 1e-9));
    }
};

QTEST_GUILESS_MAIN(TestExecutor)
#include "tst_executor.moc"
