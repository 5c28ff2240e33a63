// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/box_mover.h"
#include "tests/engine/runtime/serving_bench.h"

#include <QTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

/// The golden model in a student's place, or in turn with it, and boxes that are moved along.
class TestServingJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void theGoldenModelServesAndItsLabelsCanBeTaken()
    {
        ServingBench bench;
        bench.offer(1);
        const auto batch = bench.inference.takeBatch();
        QVERIFY(batch && (shapes(*batch) == std::vector<std::string>{"label/scripted"}));
        const auto outcome = finish(bench.inference, *batch);
        QVERIFY(outcome && outcome->representative);
        const auto taught = bench.inference.takeTaught();
        QCOMPARE(taught.size(), std::size_t{1});
        QVERIFY(taught[0].frame.time == 100ms && taught[0].frame.hasPixels());
        QVERIFY(taught[0].labels == std::vector{thingOn(0)});
        QVERIFY(bench.inference.takeTaught().empty());
        const auto indexed = bodies<FrameIndexed>(bench.recording.events());
        QCOMPARE(indexed.size(), std::size_t{1});
        QVERIFY(indexed[0].server == Server::Teacher && indexed[0].age == 0ns);
        QVERIFY(indexed[0].predictions == std::vector{thingOn(0)});
    }

    void whatTheGoldenModelFindsOnAFrameNeverScoresThatFrame()
    {
        ServingBench bench;
        bench.offer(1);
        QVERIFY(runNext(bench.inference));
        bench.scores.expect(frameOf(2), WindowId{0});
        bench.offer(2);
        bench.golden->answer = std::vector{kElsewhere};
        QVERIFY(runNext(bench.inference));
        for (const TaughtFrame& taught : bench.inference.takeTaught())
            bench.scores.labelled(taught.frame.time, taught.labels);
        const auto scored = bench.scored();
        QCOMPARE(scored.size(), std::size_t{1});
        QVERIFY(scored[0].pair == ScorePair::StudentGolden && scored[0].server == Server::Teacher);
        QVERIFY(scored[0].predictionAge == 100ms);
        QVERIFY2((scored[0].counts == std::vector<ClassCounts>{{0, 1, 0}, {0, 0, 1}}), "the boxes of the frame before");
    }

    void aFrameThatTheGoldenModelFailsOnIsLostAlone()
    {
        ServingBench bench;
        bench.offer(1);
        QVERIFY(runNext(bench.inference));
        bench.golden->answer = fail(ErrorCode::Internal, "The network gave no output.");
        bench.offer(2);
        const auto outcome = runNext(bench.inference);
        QVERIFY2(outcome && !outcome->representative, "the job goes on");
        QVERIFY2(bench.boxes.standing().frameTime == 100ms, "what stood stands");
        QCOMPARE(bench.inference.takeTaught().size(), std::size_t{1});
        bench.offer(3);
        QVERIFY(bench.inference.ready());
        const auto events = bench.recording.events();
        const auto alerts = bodies<Alert>(events);
        QCOMPARE(alerts.size(), std::size_t{1});
        QVERIFY(alerts[0].severity == Severity::Warning && alerts[0].camera == kServedCamera);
        QCOMPARE(alerts[0].message, std::string("The network gave no output."));
        QCOMPARE(bodies<FrameIndexed>(events).size(), std::size_t{1});
    }

    void anAnswerFromACacheTeachesNoCost()
    {
        ServingBench bench;
        bench.golden->cached = true;
        bench.offer(1);
        const auto outcome = runNext(bench.inference);
        QVERIFY(outcome && !outcome->representative);
    }

    void aChangeOfTheServerLeavesTheFrameUnderWayToTheOldOne()
    {
        ServingBench bench;
        bench.offer(1);
        const auto taught = bench.inference.takeBatch();
        bench.inference.serve(Server::Student);
        bench.offer(2);
        QVERIFY(finish(bench.inference, *taught));
        const auto own = bench.inference.takeBatch();
        QVERIFY((shapes(*own) == std::vector<std::string>{"infer/scripted"}));
        QVERIFY(finish(bench.inference, *own));
        QCOMPARE(bench.inference.takeTaught().size(), std::size_t{1});
        const auto indexed = bodies<FrameIndexed>(bench.recording.events());
        QVERIFY(indexed.at(0).server == Server::Teacher && indexed.at(1).server == Server::Student);
        QVERIFY(indexed[1].predictions == std::vector{kElsewhere});
    }

    void bothServeInTurnAndTheGoldenModelHasEveryThirdFrame()
    {
        ServingBench bench(Server::Both);
        std::string servers;
        for (int number = 1; number <= 7; ++number) {
            bench.offer(number);
            const auto batch = bench.inference.takeBatch();
            servers += shapes(*batch) == std::vector<std::string>{"label/scripted"} ? 'G' : 's';
            QVERIFY(finish(bench.inference, *batch));
        }
        QCOMPARE(servers, std::string("GssGssG"));
        QCOMPARE(bench.inference.takeTaught().size(), std::size_t{3});
    }

    void theTurnGoesOnAfterABorder()
    {
        ServingBench bench(Server::Both);
        bench.offer(1);
        QVERIFY(runNext(bench.inference));
        ServingBench next(Server::Both);
        next.inference.restore(bench.inference.atBorder(true), std::nullopt, std::nullopt);
        next.offer(2);
        QVERIFY((shapes(*next.inference.takeBatch()) == std::vector<std::string>{"infer/scripted"}));
    }

    void aWeakDetectionStandsWhereABoxStoodAndKeepsTheGoldenModelsName()
    {
        ServingBench bench(Server::Both);
        bench.offer(1);
        QVERIFY(runNext(bench.inference));
        Detection weak = thingOn(1, 1);
        weak.score = 0.12F;
        bench.inference.swap(std::make_shared<ScriptedStudent>(std::vector{weak}), WeightsVersion{1});
        bench.scores.expect(frameOf(2), WindowId{0});
        bench.offer(2);
        QVERIFY(runNext(bench.inference));
        const auto standing = confident(bench.boxes.standing().detections);
        QVERIFY(standing.size() == 1 && standing[0].label == ClassId{0} && standing[0].box == weak.box);
        bench.scores.labelled(200ms, {thingOn(1)});
        const auto scored = bench.scored();
        const auto fresh = std::find_if(scored.begin(), scored.end(),
                                        [](const auto& each) { return each.pair == ScorePair::FreshGolden; });
        QVERIFY2(fresh != scored.end() && (fresh->counts[0] == ClassCounts{0, 0, 1}),
                 "the student alone finds nothing");
    }

    void aStudentAloneConfirmsItsOwnBoxesUnderItsOwnNames()
    {
        ServingBench bench(Server::Student);
        bench.inference.swap(std::make_shared<ScriptedStudent>(std::vector{thingOn(1)}), WeightsVersion{1});
        bench.offer(1);
        QVERIFY(runNext(bench.inference));
        Detection weak = thingOn(1, 1);
        weak.score = 0.2F;
        Detection weaker = kElsewhere;
        weaker.score = 0.2F;
        bench.inference.swap(std::make_shared<ScriptedStudent>(std::vector{weak, weaker}), WeightsVersion{1});
        bench.offer(2);
        QVERIFY(runNext(bench.inference));
        const auto standing = confident(bench.boxes.standing().detections);
        QVERIFY(standing.size() == 1 && standing[0].label == ClassId{1} && standing[0].box == weak.box);
    }

    void eachDeviceHasItsOwnGoldenModel()
    {
        ServingBench bench;
        const auto other = std::make_shared<ScriptedGolden>();
        other->answer = std::vector{kElsewhere};
        InferenceJob job(JobId{5}, kServedCamera, {bench.golden, other}, bench.boxes, bench.recording.recorder());
        job.swap(std::make_shared<ScriptedStudent>(std::vector<Detection>()), WeightsVersion{1});
        job.serve(Server::Teacher);
        job.placedOn(DeviceId{1});
        job.offer(frameOf(1));
        QVERIFY(runNext(job));
        QVERIFY(bench.boxes.standing().detections == std::vector{kElsewhere});
    }

    void framesThatTheEngineCameToTooLateAreToldApart()
    {
        ServingBench bench;
        bench.inference.offer(frameOf(1), false);
        bench.inference.offer(frameOf(2));
        bench.inference.offer(frameOf(3));
        const InferenceJob::FrameCounts counts = bench.inference.takeCounts();
        QCOMPARE(counts.due, 3U);
        QCOMPARE(counts.dropped, 2U);
        QCOMPARE(counts.late, 1U);
        QCOMPARE(bench.inference.takeCounts().late, 0U);
    }

    void beforeTheFirstStudentTheGoldenModelServesNobody()
    {
        ServingBench bench;
        InferenceJob job(JobId{5}, kServedCamera, {bench.golden}, bench.boxes, bench.recording.recorder());
        job.serve(Server::Teacher);
        job.offer(frameOf(1));
        QVERIFY(!job.ready());
        QCOMPARE(job.takeCounts().due, 0U);
    }

    void whatTheGoldenModelFoundGoesOnAfterABorder()
    {
        ServingBench bench;
        bench.offer(1);
        const auto batch = bench.inference.takeBatch();
        QVERIFY(batch->work());
        const InferenceAtBorder border = bench.inference.atBorder(true);
        QVERIFY(border.found && border.found->server == Server::Teacher);

        ServingBench next;
        next.inference.restore(border, std::nullopt, frameOf(1));
        QVERIFY2(!next.inference.ready(), "one batch at a time");
        next.inference.batchDone();
        QVERIFY(next.boxes.standing().frameTime == 100ms);
        const auto taught = next.inference.takeTaught();
        QVERIFY(taught.size() == 1 && taught[0].frame.hasPixels() && taught[0].labels == std::vector{thingOn(0)});
    }

    void aFailureOfTheGoldenModelLeavesNothingAtABorder()
    {
        ServingBench bench;
        bench.golden->answer = fail(ErrorCode::Internal, "The network gave no output.");
        bench.offer(1);
        const auto batch = bench.inference.takeBatch();
        QVERIFY(batch->work());
        QVERIFY(!bench.inference.atBorder(true).found);
    }

    void boxesAreMovedToEachFrameAsItComes()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        for (const int number : {1, 2}) {
            bench.scores.expect(frameOf(number), WindowId{0});
            bench.moving.offer(frameOf(number));
            const auto batch = bench.moving.takeBatch();
            QVERIFY((shapes(*batch) == std::vector<std::string>{vision::kMoveShape}));
            QVERIFY(finish(bench.moving, *batch)->representative);
            QVERIFY(isAt(bench.boxes.standing(), number));
            bench.scores.labelled(number * 100ms, {thingOn(number)});
        }
        QVERIFY(bench.boxes.standing().moved && bench.boxes.standing().frameTime == 0ns);
        const auto events = bench.recording.events();
        const auto indexed = bodies<FrameIndexed>(events);
        QCOMPARE(indexed.size(), std::size_t{3});
        QVERIFY(indexed[1].age == 100ms && indexed[2].age == 200ms && indexed[2].frame == 2);
        const auto scored = bodies<FrameScored>(events);
        QCOMPARE(scored.size(), std::size_t{2});
        QVERIFY(scored[1].predictionAge == 200ms && scored[1].counts[0].truePositives == 1);
    }

    void withoutAPictureThatBoxesLieOnNothingIsMoved()
    {
        ServingBench bench;
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        bench.moving.offer(frameOf(1));
        QVERIFY(!bench.moving.ready());
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        QVERIFY(bench.moving.ready());
        bench.boxes.keepPicture(false);
        QVERIFY(!bench.moving.ready());
    }

    void movingNoBoxesTeachesNoCost()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {}));
        bench.moving.offer(frameOf(1));
        QVERIFY(!runNext(bench.moving)->representative);
    }

    /// On another lane the server may be done with a frame in between.
    void boxesThatWereFoundMeanwhileAreNotOverwrittenByMovedOnes()
    {
        ServingBench bench(Server::Student);
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        bench.scores.expect(frameOf(2), WindowId{0});
        bench.moving.offer(frameOf(2));
        const auto moves = bench.moving.takeBatch();
        bench.inference.offer(frameOf(1));
        QVERIFY(runNext(bench.inference));
        QVERIFY(finish(bench.moving, *moves));
        QVERIFY(bench.boxes.standing().frameTime == 100ms);
        QVERIFY(bench.boxes.standing().detections == std::vector{kElsewhere});
        QVERIFY2(bench.boxes.picture()->index == 1, "they lie on the picture that they were found on");
        bench.scores.labelled(200ms, {thingOn(2)});
        const auto events = bench.recording.events();
        QCOMPARE(bodies<FrameIndexed>(events).size(), std::size_t{2});
        const auto scored = bodies<FrameScored>(events);
        QCOMPARE(scored.size(), std::size_t{1});
        QVERIFY2(scored[0].counts[0].truePositives == 1, "what was moved to the frame is what there was for it");
    }

    void boxesThatAreFoundLateAreMovedFromTheirOwnFrame()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        bench.inference.offer(frameOf(1));
        bench.golden->answer = std::vector{thingOn(1, 1)};
        const auto slow = bench.inference.takeBatch();
        for (const int number : {2, 3}) {
            bench.moving.offer(frameOf(number));
            QVERIFY(runNext(bench.moving));
        }
        QVERIFY(finish(bench.inference, *slow));
        bench.moving.offer(frameOf(4));
        QVERIFY(runNext(bench.moving));
        const StandingPredictions& standing = bench.boxes.standing();
        QVERIFY(isAt(standing, 4));
        QVERIFY(standing.detections[0].label == ClassId{1} && standing.server == Server::Teacher && standing.moved);
        QVERIFY(standing.frameTime == 100ms);
    }

    void aFrameThatIsOvertakenKeepsTheBoxesThatStand()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        for (const int number : {20, 21, 22}) {
            bench.scores.expect(frameOf(number), WindowId{0});
            bench.scores.labelled(number * 100ms, {thingOn(number)});
            bench.moving.offer(frameOf(number));
        }
        bench.moving.endOfFrames();
        QVERIFY(!bench.moving.ready());
        const auto scored = bench.scored();
        QCOMPARE(scored.size(), std::size_t{3});
        for (const FrameScored& frame : scored)
            QVERIFY(frame.counts[0].truePositives == 0 && frame.predictionAge == frame.frameTime);
    }

    /// What is found on a frame is not older than it, so it must not be what is moved there.
    void aFrameIsServedOnlyOnceBoxesWereMovedToIt()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        bench.scores.expect(frameOf(1), WindowId{0});
        bench.moving.offer(frameOf(1));
        bench.inference.offer(frameOf(1));
        QVERIFY(!bench.inference.ready());
        const auto moves = bench.moving.takeBatch();
        QVERIFY2(bench.inference.ready(), "the older boxes are under way");
        bench.golden->answer = std::vector{thingOn(1, 1)};
        QVERIFY(runNext(bench.inference));
        QVERIFY(finish(bench.moving, *moves));
        QVERIFY2(bench.boxes.standing().frameTime == 100ms, "what was found stands");
        bench.scores.labelled(100ms, {thingOn(1)});
        const auto scored = bench.scored();
        QCOMPARE(scored.size(), std::size_t{1});
        QVERIFY(scored[0].predictionAge == 100ms && scored[0].counts[0].truePositives == 1);
    }

    void aFrameThatIsPassedOverIsServedAtOnce()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        bench.moving.offer(frameOf(1));
        bench.inference.offer(frameOf(1));
        bench.moving.endOfFrames();
        QVERIFY(bench.inference.ready());
    }

    /// So that it is known what it could do.
    void aStudentThatDoesNotServeIsTriedOnSomeFrames()
    {
        ServingBench bench;
        bench.inference.tryStudent(1);
        bench.offer(1);
        const auto batch = bench.inference.takeBatch();
        QVERIFY((shapes(*batch) == std::vector<std::string>{"label/scripted", "infer/scripted"}));
        QVERIFY(finish(bench.inference, *batch));
        bench.offer(2);
        QVERIFY(runNext(bench.inference));
        const auto taught = bench.inference.takeTaught();
        QCOMPARE(taught.size(), std::size_t{2});
        QVERIFY(taught[0].student == std::vector{kElsewhere});
        QVERIFY(!taught[1].student);
        QVERIFY2(bench.boxes.standing().detections == std::vector{thingOn(0)}, "the golden model serves");
    }

    void movedBoxesGoOnAfterABorder()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        bench.moving.offer(frameOf(1));
        const auto batch = bench.moving.takeBatch();
        bench.moving.offer(frameOf(2));
        QVERIFY(batch->work());
        const MovingAtBorder border = bench.moving.atBorder(true);
        QVERIFY(border.waiting->frame == 2 && border.underWay->frame == 1 && border.found->moved);

        ServingBench next;
        next.boxes.keepPicture(true);
        next.boxes.restore(bench.boxes.standing(), frameOf(0));
        next.moving.restore(border, frameOf(2), frameOf(1));
        QVERIFY(!next.moving.ready());
        next.moving.batchDone();
        QVERIFY(isAt(next.boxes.standing(), 1));
        QVERIFY(runNext(next.moving));
        QVERIFY(isAt(next.boxes.standing(), 2));
    }

    /// Under wall time: its frame is passed over.
    void aMoveThatNobodyKnowsTheEndOfLeavesItsFrameToWhatStands()
    {
        ServingBench bench;
        bench.boxes.keepPicture(true);
        bench.boxes.found(frameOf(0), predictions(0, {thingOn(0)}));
        bench.moving.offer(frameOf(1));
        (void)bench.moving.takeBatch();
        const MovingAtBorder border = bench.moving.atBorder(false);
        QVERIFY(border.underWay && !border.found);

        ServingBench next;
        next.boxes.restore(bench.boxes.standing(), frameOf(0));
        next.scores.expect(frameOf(1), WindowId{1});
        next.moving.restore(border, std::nullopt, frameOf(1));
        next.scores.labelled(100ms, {thingOn(0)});
        const auto scored = next.scored();
        QVERIFY(scored.size() == 1 && scored[0].predictionAge == 100ms);
    }
};

QTEST_GUILESS_MAIN(TestServingJobs)
#include "tst_serving_jobs.moc"
