// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/jobs_bench.h"
#include "tests/support/little_memory.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::testing;

/// Jobs whose batches find no memory on their device.
class TestJobsWithoutMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { learning::useThreads(1); }

    /// What a batch of two pictures takes is there, what one of four takes is not.
    void aRetrainingWithoutMemoryForItsBatchGoesOnWithHalfOfIt()
    {
        const auto retraining = [](JobsBench& bench, int batch) {
            auto inputs = trainingInputs(2);
            inputs.configuration.batch = batch;
            return std::make_unique<RetrainingJob>(
                JobId{5}, kCamera, std::nullopt,
                RetrainingJob::Settings{.learner = learner(), .training = inputs.configuration, .cost = GpuSeconds{9}},
                inputs, bench.recording.recorder());
        };
        const auto largestOf = [&](int batch) {
            JobsBench bench;
            const LittleMemory unlimited(SIZE_MAX);
            runAll(*retraining(bench, batch));
            return unlimited.largest();
        };
        const std::size_t enough = largestOf(2);
        QVERIFY(enough < largestOf(4));
        JobsBench bench;
        const auto job = retraining(bench, 4);
        const LittleMemory little(enough);
        std::size_t steps = 0;
        int refused = 0;
        while (job->ready()) {
            const auto batch = job->takeBatch();
            const auto done = run(*batch);
            job->addCharge(GpuSeconds{0.1});
            if (!done) {
                QCOMPARE(static_cast<int>(done.error().code), static_cast<int>(ErrorCode::OutOfMemory));
                QVERIFY(job->outOfMemory(done.error()));
                QVERIFY2(near(job->remaining().value, 9.0), "nothing of it is done any more");
                ++refused;
                continue;
            }
            if (kind(batch->runs) == "train") {
                QVERIFY2(batch->runs[0].shape.find("/4x") != std::string::npos, batch->runs[0].shape.c_str());
                QVERIFY2(!done->representative, "half a batch is no measure of a whole one");
                ++steps;
            }
            job->batchDone();
        }
        QCOMPARE(refused, 1);
        QCOMPARE(steps, std::size_t{6}); // two passes over six pictures, two at a time
        QVERIFY(job->isOver() && job->after() && job->best());
        const auto alerts = bodies<Alert>(bench.recording.events());
        QCOMPARE(alerts.size(), std::size_t{1});
        QVERIFY2(alerts[0].message.find("2 pictures at a time instead of 4.") != std::string::npos,
                 alerts[0].message.c_str());
    }

    void aRetrainingThatFindsNoMemoryForOnePictureHasFailed()
    {
        JobsBench bench;
        auto inputs = trainingInputs(2);
        inputs.configuration.batch = 2;
        RetrainingJob job(JobId{5}, kCamera, std::nullopt, {.learner = learner()}, inputs, bench.recording.recorder());
        const Error full{ErrorCode::OutOfMemory, "It is full.", {}, {}};
        runNext(job);
        QVERIFY(job.takeBatch() && job.outOfMemory(full));
        QVERIFY(job.takeBatch());
        QVERIFY(!job.outOfMemory(full));
        QVERIFY2(bodies<Alert>(bench.recording.events()).at(0).message.find("1 picture at a time") != std::string::npos,
                 "one picture is not several");
    }

    void aRetrainingThatIsCutOffDoesNotBeginAgain()
    {
        JobsBench bench;
        RetrainingJob job(JobId{5}, kCamera, std::nullopt, {.learner = learner()}, trainingInputs(2),
                          bench.recording.recorder());
        runNext(job);
        QVERIFY(job.takeBatch());
        job.cutOff();
        QVERIFY(!job.outOfMemory({ErrorCode::OutOfMemory, "It is full.", {}, {}}));
    }

    void aFrameWithoutMemoryIsDroppedAndTheCameraGoesOn()
    {
        JobsBench bench;
        InferenceJob job = bench.inference();
        job.swap(student(), WeightsVersion{1});
        for (int i = 1; i <= 5; ++i) {
            job.offer(frameAt(i * 100ms));
            QVERIFY(job.takeBatch());
            QVERIFY(job.outOfMemory({ErrorCode::OutOfMemory, "It is full.", {}, {}}));
        }
        job.offer(frameAt(600ms));
        runNext(job);
        const auto events = bench.recording.events();
        QCOMPARE(bodies<FrameDropped>(events).size(), std::size_t{5});
        QCOMPARE(job.takeCounts().dropped, 5U);
        QCOMPARE(bodies<FrameIndexed>(events).size(), std::size_t{1});
        const auto alerts = bodies<Alert>(events);
        QCOMPARE(alerts.size(), std::size_t{3}); // of the first, second and fourth
        QVERIFY2(alerts[2].message.ends_with("so far: 4."), alerts[2].message.c_str());
    }

    void aFrameWithoutMemoryForItsLabelsIsGivenUpAlone()
    {
        JobsBench bench;
        LabellingJob job = bench.labelling();
        job.offer(frameAt(100ms), SamplePurpose::Scoring, WindowId{0});
        job.offer(frameAt(200ms), SamplePurpose::Scoring, WindowId{0});
        QVERIFY(job.takeBatch());
        QVERIFY(job.outOfMemory({ErrorCode::OutOfMemory, "It is full.", {}, {}}));
        QCOMPARE(runNext(job).size(), std::size_t{1});
        QVERIFY(!job.isBusy());
        const auto events = bench.recording.events();
        QCOMPARE(bodies<Alert>(events).at(0).message, std::string("It is full."));
        QCOMPARE(bodies<GoldenLabelled>(events).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestJobsWithoutMemory)
#include "tst_jobs_without_memory.moc"
