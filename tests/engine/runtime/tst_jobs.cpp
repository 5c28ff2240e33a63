// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/executor.h"
#include "engine/runtime/profiling_job.h"
#include "tests/engine/runtime/jobs_bench.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

class TestJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { learning::useThreads(1); }

    void inferenceHasOneFrameUnderWayAndOneWaiting()
    {
        JobsBench bench;
        InferenceJob job = bench.inference();
        job.offer(frameAt(50ms));
        job.swap(student(), WeightsVersion{1});
        QVERIFY2(!job.ready(), "a frame that came before the student is not due");
        job.offer(frameAt(100ms));
        QVERIFY(job.ready());
        const auto batch = job.takeBatch();
        QVERIFY(!job.ready());
        job.offer(frameAt(200ms));
        QVERIFY2(!job.ready(), "one batch at a time");
        QVERIFY(run(*batch));
        job.batchDone();
        QVERIFY(job.ready());
        QCOMPARE(kind(batch->runs), std::string("infer"));
        const auto indexed = bodies<FrameIndexed>(bench.recording.events());
        QCOMPARE(indexed.size(), std::size_t{1});
        QVERIFY(indexed[0].frameTime == 100ms);
    }

    void aSwapWhileAFrameIsUnderWayServesTheNextOne()
    {
        JobsBench bench;
        InferenceJob job = bench.inference();
        job.swap(student(1), WeightsVersion{1});
        job.offer(frameAt(100ms));
        const auto batch = job.takeBatch();
        job.swap(student(2), WeightsVersion{2});
        job.offer(frameAt(200ms));
        QVERIFY(run(*batch));
        job.batchDone();
        runNext(job);
        const auto indexed = bodies<FrameIndexed>(bench.recording.events());
        QVERIFY(indexed.at(0).weights == WeightsVersion{1} && indexed.at(1).weights == WeightsVersion{2});
    }

    /// One that is processed does not score better for it.
    void framesAreScoredByWhatStandsWhenTheyComeWhetherDroppedOrProcessed()
    {
        JobsBench bench;
        InferenceJob job = bench.inference();
        job.swap(student(), WeightsVersion{1});
        bench.offer(job, 100ms);
        runNext(job);
        for (const Nanoseconds time : {200ms, 300ms, 400ms, 500ms})
            bench.scores.expect(frameAt(time), WindowId{0});
        bench.offer(job, 200ms);
        const auto batch = job.takeBatch();
        bench.offer(job, 300ms);
        bench.offer(job, 400ms);
        QVERIFY(run(*batch));
        job.batchDone();
        bench.offer(job, 500ms);
        for (const Nanoseconds time : {200ms, 300ms, 400ms, 500ms})
            bench.scores.labelled(time, {});
        QCOMPARE(job.takeCounts().dropped, 2U);
        const auto events = bench.recording.events();
        QCOMPARE(bodies<FrameDropped>(events).size(), std::size_t{2});
        std::vector<Nanoseconds> ages;
        for (const FrameScored& scored : bodies<FrameScored>(events)) {
            if (scored.pair == ScorePair::StudentGolden)
                ages.push_back(scored.predictionAge);
        }
        QVERIFY((ages == std::vector<Nanoseconds>{100ms, 200ms, 300ms, 300ms}));
    }

    void whatTheStudentFoundOnAScoredFrameIsHeldAgainstItsLabels()
    {
        JobsBench bench;
        InferenceJob job = bench.inference();
        job.swap(student(), WeightsVersion{1});
        bench.offer(job, 100ms);
        runNext(job);
        bench.scores.expect(frameAt(200ms), WindowId{0});
        bench.offer(job, 200ms);
        runNext(job);
        bench.scores.labelled(200ms, {});
        const auto scored = bodies<FrameScored>(bench.recording.events());
        QCOMPARE(scored.size(), std::size_t{2});
        QVERIFY(scored[0].pair == ScorePair::StudentGolden && scored[0].predictionAge == 100ms);
        QVERIFY(scored[1].pair == ScorePair::FreshGolden && scored[1].predictionAge == 0ns);
    }

    void theFrameThatIsBeingLabelledStillCountsAsWaiting()
    {
        JobsBench bench;
        LabellingJob job = bench.labelling();
        job.beginSample(WindowId{1});
        job.offer(frameAt(100ms), SamplePurpose::Training, WindowId{1});
        QVERIFY(job.ready() && job.isBusy());
        const auto batch = job.takeBatch();
        QVERIFY(!job.ready());
        QVERIFY(job.isBusy());
        QCOMPARE(job.waitingForTraining(), std::size_t{1});
        QVERIFY(run(*batch)->representative);
        job.batchDone();
        QCOMPARE(job.waitingForTraining(), std::size_t{0});
        QCOMPARE(job.labelled().size(), std::size_t{1});
        QVERIFY(!job.isBusy());
    }

    void aLabelFromACacheTeachesNoCost()
    {
        JobsBench bench;
        LabellingJob job = bench.labelling();
        bench.golden->cached = true;
        job.offer(frameAt(100ms), SamplePurpose::Scoring, WindowId{0});
        QVERIFY(!run(*job.takeBatch())->representative);
    }

    void aSecondModelSaysWhatStudentsAreHeldAgainstWherePeopleSaidNothing()
    {
        JobsBench bench;
        const auto second = std::make_shared<ScriptedGolden>();
        second->answer = std::vector<Detection>{{{10, 20, 30, 40}, 1, 0.9F}};
        second->shape = "label/second";
        LabellingJob job(JobId{2}, kCamera,
                         {.learner = learner(), .golden = {bench.golden}, .second = {second}, .classes = 2},
                         bench.scores, bench.recording.recorder());
        const VideoFrame labelled = frameAt(200ms);
        bench.scores.correct(labelled.index, labelled.time, vision::PeopleLabels{{}, 3});
        job.beginSample(WindowId{1});
        job.offer(frameAt(100ms), SamplePurpose::Training, WindowId{1});
        job.offer(labelled, SamplePurpose::Training, WindowId{1});
        const auto asked = runNext(job);
        QCOMPARE(asked.size(), std::size_t{2});
        QCOMPARE(asked.at(1).shape, std::string("label/second"));
        QCOMPARE(runNext(job).size(), std::size_t{1});
        const auto& sample = job.labelled();
        QCOMPARE(sample.size(), std::size_t{2});
        QVERIFY(sample[0].labels.empty());
        QCOMPARE(sample[0].people->objects.size(), std::size_t{1});
        QVERIFY(sample[1].people->objects.empty());
        QCOMPARE(bodies<GoldenLabelled>(bench.recording.events()).size(), std::size_t{2});
    }

    void aFrameThatTheSecondModelCannotLabelIsNotOfTheSampleAndSaysSo()
    {
        JobsBench bench;
        const auto second = std::make_shared<ScriptedGolden>();
        second->answer = fail(ErrorCode::Internal, "The second network gave no output.");
        LabellingJob job(JobId{2}, kCamera,
                         {.learner = learner(), .golden = {bench.golden}, .second = {second}, .classes = 2},
                         bench.scores, bench.recording.recorder());
        job.beginSample(WindowId{1});
        job.offer(frameAt(100ms), SamplePurpose::Training, WindowId{1});
        runNext(job);
        QVERIFY(job.labelled().empty());
        QCOMPARE(bodies<Alert>(bench.recording.events()).at(0).message,
                 std::string("The second network gave no output."));
    }

    void aFrameThatCannotBeLabelledIsGivenUpAlone()
    {
        JobsBench bench;
        LabellingJob job = bench.labelling();
        job.offer(frameAt(100ms), SamplePurpose::Scoring, WindowId{0});
        job.offer(frameAt(200ms), SamplePurpose::Scoring, WindowId{0});
        bench.golden->answer = fail(ErrorCode::Internal, "The network gave no output.");
        QCOMPARE(runNext(job).size(), std::size_t{1});
        bench.golden->answer = std::vector<Detection>{};
        QCOMPARE(runNext(job).size(), std::size_t{1});
        const auto events = bench.recording.events();
        QCOMPARE(bodies<Alert>(events).at(0).message, std::string("The network gave no output."));
        QCOMPARE(bodies<GoldenLabelled>(events).size(), std::size_t{1});
    }

    void trainingFramesThatWaitForAnOldSampleAreGivenUp()
    {
        JobsBench bench;
        LabellingJob job = bench.labelling();
        job.beginSample(WindowId{1});
        job.offer(frameAt(100ms), SamplePurpose::Training, WindowId{1});
        job.offer(frameAt(200ms), SamplePurpose::Training, WindowId{1});
        job.offer(frameAt(300ms), SamplePurpose::Scoring, WindowId{1});
        job.beginSample(WindowId{2});
        QCOMPARE(job.takeGivenUp(), 2U);
        job.offer(frameAt(400ms), SamplePurpose::Training, WindowId{2});
        QCOMPARE(job.waitingForTraining(), std::size_t{1});
        while (job.ready())
            runNext(job);
        QCOMPARE(job.labelled().size(), std::size_t{1});
        QCOMPARE(bodies<GoldenLabelled>(bench.recording.events()).size(), std::size_t{2});
    }

    void aRetrainingJudgesTrainsAndPrepares()
    {
        JobsBench bench;
        RetrainingJob job(JobId{5}, kCamera, std::nullopt,
                          {.learner = learner(), .deployed = student(), .cost = GpuSeconds{9}}, trainingInputs(8),
                          bench.recording.recorder());
        const auto judging = runNext(job);
        QCOMPARE(kind(judging), std::string("infer"));
        QVERIFY2(judging[0].count == 2, "one for each held-out frame");
        QVERIFY(job.before() == *learning::evaluate(*student(), syntheticFrames(40, 2)));
        QVERIFY2(runNext(job).empty(), "setting up has no price");
        const auto kinds = runAll(job);
        QCOMPARE(kinds.front(), std::string("train"));
        QCOMPARE(kinds.back(), std::string("prepare"));
        QVERIFY(job.isOver() && !job.failure() && job.prepared());
        const auto& prepared = dynamic_cast<const learning::PreparedStudent&>(*job.prepared());
        QVERIFY(prepared.weights().hash() == job.best()->hash());
        QCOMPARE(bodies<ProfilePoint>(bench.recording.events()).size(), std::size_t{4});
    }

    void theCurveHasWhatTheProfileMeasuredAndWhereTheRetrainingEndedButNothingOnTheWay()
    {
        JobsBench bench;
        const auto inputs = trainingInputs(8);
        RetrainingJob job(
            JobId{5}, kCamera, ConfigurationId{0},
            {.learner = learner(), .training = inputs.configuration, .profiled = {{0.0, 0.25, 4.0}, {1.5, 0.5, 4.0}}},
            inputs, bench.recording.recorder());
        runAll(job);
        std::vector<double> epochs;
        for (const auto& point : job.measurements())
            epochs.push_back(point.epochs);
        QVERIFY((epochs == std::vector{0.0, 1.5, 8.0}));
        QCOMPARE(job.measurements().front().accuracy, 0.25);
    }

    void aRetrainingThatIsCutOffAddsNothingToTheCurve()
    {
        JobsBench bench;
        const auto inputs = trainingInputs(8);
        RetrainingJob job(JobId{5}, kCamera, ConfigurationId{0},
                          {.learner = learner(), .training = inputs.configuration}, inputs, bench.recording.recorder());
        while (!job.after())
            runNext(job);
        job.cutOff();
        runAll(job);
        QVERIFY(job.isOver() && job.measurements().empty());
    }

    void aRetrainingThatIsWorseThanWhatItReplacesPreparesNothing()
    {
        JobsBench bench;
        RetrainingJob job(JobId{5}, kCamera, ConfigurationId{0}, {.learner = learner(), .before = {Accuracy{1.0}, {}}},
                          trainingInputs(1), bench.recording.recorder());
        QVERIFY(job.remaining().value > 0.0);
        runAll(job);
        QVERIFY(job.isOver() && !job.failure());
        QVERIFY(job.after() && !job.prepared());
        QVERIFY(job.rejection().starts_with("Worse than the deployed weights"));
    }

    void aRetrainingThatPeopleFindWorsePreparesNothing()
    {
        JobsBench bench;
        for (const auto& [people, hasSecond] : {std::pair{0.3, false}, {0.3, true}, {0.5, false}, {0.6, false}}) {
            RetrainingAtBorder border{.configuration = ConfigurationId{0}, .before = Accuracy{0.5}, .objects = 100};
            border.after = Accuracy{0.6};
            border.peopleBefore = Accuracy{0.5};
            border.peopleAfter = Accuracy{people};
            RetrainingJob job(JobId{5}, kCamera, border, {.learner = learner(), .hasSecondModel = hasSecond},
                              learner()->initial(1, kCamera), nullptr, bench.recording.recorder());
            QCOMPARE(job.ready(), people >= 0.5);
            const std::string said = hasSecond
                ? "Worse than the deployed weights for people, or for the second golden model."
                : "Worse than the deployed weights on people's labels.";
            if (!job.ready())
                QCOMPARE(job.rejection(), said);
            const auto left = job.atBorder(true).first;
            QVERIFY(left.peopleBefore == border.peopleBefore && left.peopleAfter == border.peopleAfter);
        }
    }

    void ofTwoThatFindNothingTheDeployedOneStays()
    {
        JobsBench bench;
        auto inputs = trainingInputs(1);
        inputs.configuration.learningRate = 1e-9;
        RetrainingJob job(JobId{5}, kCamera, ConfigurationId{0}, {.learner = learner(), .before = {}},
                          std::move(inputs), bench.recording.recorder());
        runAll(job);
        QVERIFY(job.isOver() && job.after()->golden == Accuracy{0.0} && !job.prepared());
        QCOMPARE(job.rejection(), std::string("It finds none of the held-out objects."));
    }

    void aRetrainingThatIsCutOffPreparesItsBestCheckpointIfThatIsAccepted()
    {
        JobsBench bench;
        RetrainingJob job(JobId{5}, kCamera, std::nullopt, {.learner = learner()}, trainingInputs(8),
                          bench.recording.recorder());
        while (!job.after()) {
            QVERIFY(job.ready());
            runNext(job);
        }
        const auto underWay = job.takeBatch();
        job.cutOff();
        QVERIFY2(!job.ready() && !job.isOver(), "the batch under way has to end first");
        QVERIFY(run(*underWay));
        job.batchDone();
        QVERIFY(job.ready());
        QCOMPARE(kind(runNext(job)), std::string("prepare"));
        QVERIFY(job.isOver() && job.prepared());
        job.cutOff();
        QVERIFY(job.isOver());
    }

    void aRetrainingThatIsCutOffBeforeItsFirstCheckpointHasNothingToDeploy()
    {
        JobsBench bench;
        RetrainingJob job(JobId{5}, kCamera, std::nullopt, {.learner = learner()}, trainingInputs(8),
                          bench.recording.recorder());
        runNext(job);
        const auto underWay = job.takeBatch();
        job.cutOff();
        QVERIFY(!job.isOver());
        QVERIFY(run(*underWay));
        job.batchDone();
        QVERIFY(job.isOver() && !job.ready() && !job.prepared());
        QCOMPARE(job.rejection(), std::string("No checkpoint was evaluated."));
        RetrainingJob unstarted(JobId{6}, kCamera, std::nullopt, {.learner = learner()}, trainingInputs(8),
                                bench.recording.recorder());
        unstarted.cutOff();
        QVERIFY(unstarted.isOver());
    }

    void aTrainingThatBreaksTellsItsError()
    {
        JobsBench bench;
        auto inputs = trainingInputs(8);
        inputs.configuration.learningRate = 1e30;
        RetrainingJob job(JobId{5}, kCamera, std::nullopt, {.learner = learner()}, std::move(inputs),
                          bench.recording.recorder());
        runAll(job);
        QVERIFY(job.isOver() && !job.prepared());
        QVERIFY2(job.failure()->text().find("learning rate") != std::string::npos, job.failure()->text().c_str());
        QCOMPARE(job.rejection(), job.failure()->text());
    }

    void aRetrainingThatCannotBeSetUpFails()
    {
        JobsBench bench;
        auto inputs = trainingInputs(8);
        inputs.training.clear();
        RetrainingJob job(JobId{5}, kCamera, std::nullopt, {.learner = learner()}, std::move(inputs),
                          bench.recording.recorder());
        runAll(job);
        QVERIFY(job.isOver() && job.failure()->message.find("no labelled frame") != std::string::npos);
    }

    /// Lanes really run side by side; what they compute does not depend on it.
    void trainingsOnTwoDevicesGiveTheWeightsThatTheyGiveAlone()
    {
        std::vector<std::string> alone;
        for (const std::uint32_t camera : {0U, 1U})
            alone.push_back(hashesOfTrainings({camera}).front());
        QVERIFY(!alone[0].empty() && !alone[1].empty() && alone[0] != alone[1]);
        for (int repetition = 0; repetition < 3; ++repetition)
            QCOMPARE(hashesOfTrainings({0, 1}), alone);
    }

    void aProfileJudgesMeasuresAndEstimates()
    {
        JobsBench bench;
        const profiling::ProfileHistory history;
        Signal wake;
        SideWork side(true, wake);
        const auto job = profile(bench, history, side);
        const auto kinds = runAll(*job);
        QCOMPARE(kinds.front(), std::string("infer"));
        QVERIFY(std::find(kinds.begin(), kinds.end(), "train") != kinds.end());
        QVERIFY(job->isOver() && !job->failure());
        QCOMPARE(job->estimates().size(), std::size_t{2});
        const auto events = bench.recording.events();
        QVERIFY(!bodies<ProfilePoint>(events).empty());
        QVERIFY(near(bodies<ProfileEstimated>(events).at(0).spent.value, job->charged().value));
    }

    void aProfileThatIsGoneWhileItIsReckonedSaysNothing()
    {
        JobsBench bench;
        const profiling::ProfileHistory history;
        Signal wake;
        SideWork side(false, wake);
        auto job = profile(bench, history, side);
        const auto judged = job->takeBatch();
        QVERIFY(judged && judged->work());
        job->batchDone();
        QVERIFY2(!job->ready() && !job->isOver(), "nobody knows yet what is worth measuring");
        job.reset();
        side.finish();
        QVERIFY(!side.isBusy());
        QVERIFY(bodies<ProfileEstimated>(bench.recording.events()).empty());
    }

private:
    static std::unique_ptr<ProfilingJob> profile(JobsBench& bench, const profiling::ProfileHistory& history,
                                                 SideWork& side)
    {
        CostBook costs(ClockKind::Device, prices());
        const std::vector<learning::TrainingConfiguration> configurations = {{.name = "few", .epochs = 2},
                                                                             {.name = "many", .epochs = 8}};
        const FrameCounts frames{6, 0, 2};
        ProfilingJob::Settings settings{
            .learner = learner(),
            .window = WindowId{1},
            .configurations = configurations,
            .profiler = {.camera = kCamera,
                         .heldOutObjects = 4,
                         .configurations = *profiledConfigurations(costs, *learner(), configurations, frames),
                         .families = *familyCosts(costs, *learner(), configurations, frames),
                         .budget = GpuSeconds{100}},
            .training = trainingInputs(8),
            .student = student()};
        return std::make_unique<ProfilingJob>(JobId{4}, kCamera, std::move(settings), history, side,
                                              bench.recording.recorder());
    }

    /// Trains one camera on each of so many CPU devices under one device clock.
    static std::vector<std::string> hashesOfTrainings(const std::vector<std::uint32_t>& cameras)
    {
        Recording recording;
        CostBook costs(ClockKind::Device, prices());
        Signal wake;
        std::vector<std::unique_ptr<DeviceExecutor>> devices;
        std::vector<std::shared_ptr<RetrainingJob>> jobs;
        for (const std::uint32_t camera : cameras) {
            auto inputs = trainingInputs(4);
            inputs.camera = camera;
            jobs.push_back(std::make_shared<RetrainingJob>(JobId{camera}, CameraId{camera}, std::nullopt,
                                                           RetrainingJob::Settings{.learner = learner()},
                                                           std::move(inputs), recording.recorder()));
            devices.push_back(std::make_unique<DeviceExecutor>(
                DeviceId{camera}, compute::makeCpuDevice({.onThreadStart = [] { learning::useThreads(1); }}),
                recording.clock(), costs, recording.recorder(), wake));
            devices.back()->add(jobs.back());
            (void)devices.back()->setShares({{JobId{camera}, Share{1.0}}});
        }
        while (true) {
            Nanoseconds next = kNever;
            for (const auto& device : devices) {
                (void)device->submit();
                next = std::min(next, device->nextCompletion().value_or(kNever));
            }
            if (next == kNever)
                break;
            recording.clock().waitUntil(next, wake, {});
            for (const auto& device : devices)
                device->settle({});
        }
        std::vector<std::string> hashes;
        for (const auto& job : jobs)
            hashes.push_back(job->best() ? job->best()->hash() : std::string());
        return hashes;
    }

    static profiling::CostTable prices()
    {
        profiling::CostTable table;
        for (const auto& batch : learner()->calibrationBatches({learning::TrainingConfiguration{}}))
            table.set(batch.costShape, 0.01);
        return table;
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
