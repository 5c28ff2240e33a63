// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/executor_bench.h"

#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

class TestExecutor : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

    void whetherAJobWithoutMemoryGoesOnIsItsOwnDecision()
    {
        Bench bench;
        const auto willing = bench.add(1, "short", 10);
        const auto other = bench.add(2, "short", 10);
        willing->goesOnWithoutMemory = true;
        willing->work = other->work = [](int batch) -> Result<BatchOutcome> {
            if (batch == 4)
                return fail(ErrorCode::OutOfMemory, "The device is full.", "Use less.");
            return BatchOutcome{};
        };
        QVERIFY(bench.executor.setShares({{JobId{1}, Share{0.5}}, {JobId{2}, Share{0.5}}}));
        bench.runUntil(1h);
        QCOMPARE(willing->done, 9);
        QVERIFY(!willing->failure());
        QVERIFY2(near(willing->charged().value, 0.1, 1e-9), "the batch that failed took its time too");
        QCOMPARE(other->done, 3);
        QVERIFY(other->failure() && other->failure()->code == ErrorCode::OutOfMemory);
        QCOMPARE(bodies<JobFailed>(bench.recording.events()).size(), std::size_t{1});
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
};

QTEST_GUILESS_MAIN(TestExecutor)
#include "tst_executor.moc"
