// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/box_mover.h"
#include "tests/engine/runtime/serving_bench.h"

#include <QTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

/// Labels that come of serving.
class TestServedLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aWaitingFrameHasTheLabelsThatServingBrought()
    {
        ServingBench bench;
        LabellingJob job = bench.labelling();
        job.beginSample(WindowId{1});
        job.offer(frameOf(1), SamplePurpose::Scoring, WindowId{1});
        bench.scores.stands(100ms, predictions(0, {thingOn(0)}));
        job.provide({frameOf(1), {thingOn(1)}}, false);
        QVERIFY2(!job.isBusy(), "it needs no labels any more");
        QCOMPARE(job.labelled().size(), std::size_t{1});
        QCOMPARE(job.charged().value, 0.0);
        const auto events = bench.recording.events();
        const auto labelled = bodies<GoldenLabelled>(events);
        QCOMPARE(labelled.size(), std::size_t{1});
        QVERIFY(labelled[0].charged == GpuSeconds{0} && labelled[0].frame == 1);
        QCOMPARE(bodies<FrameScored>(events).size(), std::size_t{1});
    }

    void servedFramesThatNobodyAskedForLeaveNothing()
    {
        ServingBench bench;
        LabellingJob job = bench.labelling();
        job.beginSample(WindowId{1});
        job.offer(frameOf(2), SamplePurpose::Scoring, WindowId{1});
        job.provide({frameOf(1), {thingOn(1)}}, false);
        QVERIFY(job.isBusy() && job.labelled().empty());
        QVERIFY(bodies<GoldenLabelled>(bench.recording.events()).empty());
    }

    void servedFramesJoinTheSampleWhereTheyAreKept()
    {
        ServingBench bench;
        LabellingJob job = bench.labelling();
        job.beginSample(WindowId{1});
        job.provide({frameOf(1), {thingOn(1)}}, true);
        QCOMPARE(job.labelled().size(), std::size_t{1});
        QVERIFY(job.labelled()[0].labels.size() == 1 && job.labelled()[0].picture.time == 100ms);
        const auto labelled = bodies<GoldenLabelled>(bench.recording.events());
        QVERIFY(labelled.size() == 1 && labelled[0].charged == GpuSeconds{0});
    }

    void servedFramesOnTheirWayToTheSampleAreWaitedFor()
    {
        ServingBench bench;
        Signal wake;
        SideWork side(false, wake);
        LabellingJob job = bench.labelling(true, false, &side);
        job.beginSample(WindowId{1});
        job.provide({frameOf(1), {thingOn(1)}}, true);
        QVERIFY(job.labelled().empty());
        QCOMPARE(job.waitingForTraining(), std::size_t{1});
        side.finish();
        QCOMPARE(job.labelled().size(), std::size_t{1});
        QCOMPARE(job.waitingForTraining(), std::size_t{0});
        job.provide({frameOf(2), {thingOn(2)}}, true);
        QCOMPARE(job.beginSample(WindowId{2}).size(), std::size_t{1});
        side.finish();
        QVERIFY2(job.labelled().empty(), "it was a frame of the window before");
        QCOMPARE(job.waitingForTraining(), std::size_t{0});
    }

    void aFrameThatIsBeingLabelledIsNotLabelledTwice()
    {
        ServingBench bench;
        LabellingJob job = bench.labelling();
        job.beginSample(WindowId{1});
        job.offer(frameOf(1), SamplePurpose::Scoring, WindowId{1});
        const auto batch = job.takeBatch();
        job.provide({frameOf(1), {thingOn(1)}}, false);
        QVERIFY(finish(job, *batch));
        QCOMPARE(job.labelled().size(), std::size_t{1});
        QCOMPARE(bodies<GoldenLabelled>(bench.recording.events()).size(), std::size_t{1});
    }

    void labelsThatAreNotChargedScoreAndTeachNobody()
    {
        ServingBench bench;
        LabellingJob job = bench.labelling(false);
        job.beginSample(WindowId{1});
        for (const int number : {1, 2}) {
            job.offer(frameOf(number), SamplePurpose::Scoring, WindowId{1});
            bench.scores.stands(number * 100ms, predictions(0, {thingOn(0)}));
        }
        const auto batch = job.takeBatch();
        QVERIFY2(batch && batch->runs.empty(), "it costs nothing");
        QVERIFY(finish(job, *batch));
        job.provide({frameOf(2), {thingOn(2)}}, false);
        QVERIFY(!job.isBusy() && job.labelled().empty());
        const auto events = bench.recording.events();
        QCOMPARE(bodies<FrameScored>(events).size(), std::size_t{2});
        for (const GoldenLabelled& labelled : bodies<GoldenLabelled>(events))
            QVERIFY(labelled.charged == GpuSeconds{0});
    }

    void aSampleSaysHowWellBoxesMoveFromEachOfItsFramesToTheNext()
    {
        ServingBench bench;
        LabellingJob job = bench.labelling(true, true);
        job.beginSample(WindowId{1});
        for (const int number : {1, 3, 4})
            job.offer(frameOf(number), SamplePurpose::Training, WindowId{1});
        bench.golden->answer = std::vector{thingOn(1)};
        const auto first = job.takeBatch();
        QVERIFY((shapes(*first) == std::vector<std::string>{"label/scripted"}));
        QVERIFY(finish(job, *first)->representative);
        bench.golden->answer = std::vector{thingOn(3)};
        const auto second = job.takeBatch();
        QVERIFY((shapes(*second) == std::vector<std::string>{"label/scripted", vision::kMoveShape}));
        QVERIFY2(!finish(job, *second)->representative, "it is no batch of one kind");
        bench.golden->answer = std::vector{kElsewhere};
        QVERIFY(runNext(job));
        const auto aged = job.takeAged();
        QCOMPARE(aged.size(), std::size_t{2});
        QVERIFY(std::abs(aged[0].age - 0.2) < 1e-9 && aged[0].agreement == 1.0 && aged[0].moved);
        QVERIFY(std::abs(aged[1].age - 0.1) < 1e-9 && aged[1].agreement == 0.0);
        QVERIFY(job.takeAged().empty());
    }
};

QTEST_GUILESS_MAIN(TestServedLabels)
#include "tst_served_labels.moc"
