// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"
#include "tests/widgets/scripted_session.h"

#include <QtTest>

#include <cmath>

using namespace jackdaw;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSession;

namespace {

SessionState stateAfter(const std::vector<Event>& events, Nanoseconds until = Nanoseconds::max())
{
    SessionModel model;
    for (const Event& event : events)
        if (event.time <= until)
            model.apply(event);
    return model.state();
}

Event at(double seconds, EventBody body)
{
    return {fromSeconds(seconds), 0, std::move(body)};
}

FrameScored scored(double seconds, std::uint32_t hits, std::uint32_t misses, ScorePair pair = ScorePair::StudentGolden)
{
    FrameScored event;
    event.camera = CameraId{0};
    event.frameTime = fromSeconds(seconds);
    event.pair = pair;
    event.counts = {{hits, 0, misses}};
    return event;
}

FrameScored emptyFrame(double seconds, std::uint32_t falseAlarms)
{
    FrameScored event = scored(seconds, 0, 0);
    event.counts = {{0, falseAlarms, 0}};
    return event;
}

} // namespace

class TestSessionModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameEventsGiveTheSameState();
    void theStateDoesNotDependOnHowEventsAreBatched();
    void differentEventsGiveDifferentStates();
    void resetForgetsEverything();
    void aLostCameraIsMarkedAndComesBack();
    void anEndedCameraIsNotALostOne();
    void rollingAccuracyPoolsCountsOfTheNewestFrames();
    void onlyStudentAgainstGoldenCounts();
    void framesWithNothingInThemGiveNoAccuracy();
    void framesWithNothingInThemAreLeftOutOfTheAccuracy();
    void theLineIsBrokenWhereNothingWasToBeSeen();
    void trendComparesWithTheFramesBefore();
    void aRetrainingRunsFromStartToSwap();
    void aRejectedModelLeavesTheVersion();
    void aFailedJobIsToldFromAFinishedOne();
    void anInterruptedJobEndsWhereTheRunWasCutOff();
    void chosenConfigurationAndOutcomeStandBesideTheEstimate();
    void calibrationAddsUpPredictedMinusReal();
    void plansKeepOnlyAcceptedMoves();
    void deviceSamplesBecomeLanes();
    void usesOfUnknownJobsAreIgnored();
    void anUnannouncedCameraGetsAPlace();
    void framesCountAsDroppedOnceThereIsAStudent();
    void sixteenCamerasStayInOrder();
    void telemetryStaysOutOfTheLog();
    void closingEndsWhatStillRuns();
    void anErrorThatEndsTheSessionFailsWhatStillRuns();
    void aMovedJobGoesOnInTheRowsOfItsNewDevice();
    void idleTimeStandsWithItsWindow();
    void aVeryLongSessionStaysBounded();
};

void TestSessionModel::theSameEventsGiveTheSameState()
{
    const ScriptedSession session(Script{});
    QVERIFY(stateAfter(session.events()) == stateAfter(session.events()));
}

void TestSessionModel::theStateDoesNotDependOnHowEventsAreBatched()
{
    const ScriptedSession session(Script{});
    SessionModel live;
    SessionModel replayed;
    for (const Event& event : session.events()) {
        live.apply(event);
        if (event.time == fromSeconds(100))
            replayed.reset();
    }
    for (const Event& event : session.events())
        replayed.apply(event);
    QVERIFY(live.state() == replayed.state());
}

void TestSessionModel::differentEventsGiveDifferentStates()
{
    const ScriptedSession session(Script{});
    QVERIFY(!(stateAfter(session.events()) == stateAfter(session.events(), fromSeconds(200))));
}

void TestSessionModel::resetForgetsEverything()
{
    const ScriptedSession session(Script{});
    SessionModel model;
    for (const Event& event : session.events())
        model.apply(event);
    model.reset();
    QVERIFY(model.state() == SessionState{});
}

void TestSessionModel::aLostCameraIsMarkedAndComesBack()
{
    const ScriptedSession session(Script{});
    const SessionState away = stateAfter(session.events(), fromSeconds(110));
    QCOMPARE(findCamera(away, CameraId{2})->condition, CameraCondition::Lost);
    QVERIFY(!findCamera(away, CameraId{2})->conditionReason.empty());
    QCOMPARE(findCamera(away, CameraId{1})->condition, CameraCondition::Running);
    const SessionState back = stateAfter(session.events(), fromSeconds(140));
    QCOMPARE(findCamera(back, CameraId{2})->condition, CameraCondition::Running);
}

void TestSessionModel::anEndedCameraIsNotALostOne()
{
    SessionModel model;
    model.apply(at(3, CameraLost{CameraId{0}, "end of file", true}));
    QCOMPARE(model.state().cameras.front().condition, CameraCondition::Ended);
    QCOMPARE(model.state().cameras.front().conditionSince, fromSeconds(3));
}

void TestSessionModel::rollingAccuracyPoolsCountsOfTheNewestFrames()
{
    SessionModel model;
    for (int i = 0; i < 30; ++i)
        model.apply(at(i, scored(i, i < 18 ? 0 : 3, i < 18 ? 3 : 1)));
    const auto rolling = rollingAccuracy(model.state().cameras.front());
    QVERIFY(rolling.has_value());
    QCOMPARE(rolling->frames, static_cast<std::uint32_t>(kRollingFrames));
    QCOMPARE(rolling->objects, static_cast<std::uint32_t>(4 * kRollingFrames));
    QCOMPARE(rolling->newest, fromSeconds(29));
    // 3 of 4 found, none invented: F1 = 6 / 7.
    QVERIFY(std::abs(rolling->value - 6.0 / 7.0) < 1e-12);
}

void TestSessionModel::onlyStudentAgainstGoldenCounts()
{
    SessionModel model;
    model.apply(at(1, scored(1, 5, 0)));
    model.apply(at(2, scored(2, 0, 5, ScorePair::GoldenHuman)));
    model.apply(at(3, scored(3, 0, 5, ScorePair::StudentHuman)));
    QCOMPARE(rollingAccuracy(model.state().cameras.front())->value, 1.0);
}

void TestSessionModel::framesWithNothingInThemGiveNoAccuracy()
{
    SessionModel model;
    model.apply(at(1, scored(1, 0, 0)));
    QVERIFY(!rollingAccuracy(model.state().cameras.front()).has_value());
    QVERIFY(model.state().cameras.front().accuracy.empty());
}

void TestSessionModel::framesWithNothingInThemAreLeftOutOfTheAccuracy()
{
    SessionModel model;
    model.apply(at(1, scored(1, 3, 1)));
    model.apply(at(2, emptyFrame(2, 5)));
    const CameraState& camera = model.state().cameras.front();
    const auto rolling = rollingAccuracy(camera);
    QVERIFY2(std::abs(rolling->value - 6.0 / 7.0) < 1e-12, "false alarms on an empty picture are counted apart");
    QCOMPARE(rolling->frames, 1U);
    QCOMPARE(rolling->newest, fromSeconds(1));
    QVERIFY((recentlyEmpty(camera) == EmptyFrames{1, 5}));
}

void TestSessionModel::theLineIsBrokenWhereNothingWasToBeSeen()
{
    SessionModel model;
    const auto count = static_cast<int>(kRollingFrames);
    model.apply(at(0, scored(0, 3, 0)));
    for (int i = 1; i <= 3 * count; ++i)
        model.apply(at(i, emptyFrame(i, 0)));
    model.apply(at(100, scored(100, 1, 1)));
    const CameraState& camera = model.state().cameras.front();
    QCOMPARE(camera.accuracy.size(), static_cast<std::size_t>(count) + 2);
    const AccuracyPoint& none = camera.accuracy[static_cast<std::size_t>(count)];
    QVERIFY2(!none.value && none.objects == 0, "it is said once that there was nothing");
    QCOMPARE(none.time, fromSeconds(count));
    QVERIFY(camera.accuracy.back().value.has_value());
    QVERIFY(!rollingAccuracy(camera)->change);
}

void TestSessionModel::trendComparesWithTheFramesBefore()
{
    SessionModel model;
    for (int i = 0; i < 24; ++i) {
        model.apply(at(i, scored(i, i < 12 ? 1 : 3, i < 12 ? 3 : 1)));
        if (i == 12)
            QVERIFY(!rollingAccuracy(model.state().cameras.front())->change.has_value());
    }
    QVERIFY(*rollingAccuracy(model.state().cameras.front())->change > 0.3);
}

void TestSessionModel::aRetrainingRunsFromStartToSwap()
{
    SessionModel model;
    const JobId job{7};
    model.apply(at(1, JobStarted{job, JobKind::Retraining, CameraId{0}, DeviceId{0}, ConfigurationId{2}}));
    model.apply(at(2, LeaseGranted{job, Share{0.3}, Share{0.25}}));
    model.apply(at(3, JobProgress{job, 0.4}));
    const JobState* running = runningJob(model.state(), CameraId{0}, JobKind::Retraining);
    QVERIFY(running);
    QCOMPARE(running->fraction, 0.4);
    QCOMPARE(running->requested.value, 0.3);
    QCOMPARE(running->granted.value, 0.25);
    model.apply(at(5, JobFinished{job, GpuSeconds{1.5}}));
    model.apply(
        at(5, WeightsSwapped{CameraId{0}, WeightsVersion{4}, "h", Accuracy{0.4}, Accuracy{0.6}, ConfigurationId{2}}));
    QVERIFY(!runningJob(model.state(), CameraId{0}, JobKind::Retraining));
    QCOMPARE(model.state().lanes.front().spans.front().end, std::optional(fromSeconds(5)));
    QCOMPARE(model.state().lanes.front().spans.front().charged.value, 1.5);
    QCOMPARE(model.state().cameras.front().weights.value, 4U);
    QVERIFY(model.state().cameras.front().swaps.front().accepted);
}

void TestSessionModel::aRejectedModelLeavesTheVersion()
{
    SessionModel model;
    model.apply(at(1, WeightsSwapped{CameraId{0}, WeightsVersion{3}, "h", {}, {}, {}}));
    model.apply(at(2, WeightsRejected{CameraId{0}, "worse", Accuracy{0.5}, Accuracy{0.4}, {}}));
    const CameraState& camera = model.state().cameras.front();
    QCOMPARE(camera.weights.value, 3U);
    QVERIFY(!camera.swaps.back().accepted);
    QCOMPARE(camera.swaps.back().version.value, 3U);
}

void TestSessionModel::aFailedJobIsToldFromAFinishedOne()
{
    SessionModel model;
    model.apply(at(1, JobStarted{JobId{1}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}}));
    model.apply(at(2, JobFailed{JobId{1}, "the loss is not a number"}));
    const JobSpan& span = model.state().lanes.front().spans.front();
    QCOMPARE(span.outcome, JobOutcome::Failed);
    QCOMPARE(span.failure, std::string("the loss is not a number"));
    QVERIFY(span.fraction < 1.0);
}

/// The run goes on at an earlier instant than that at which it was cut off.
void TestSessionModel::anInterruptedJobEndsWhereTheRunWasCutOff()
{
    SessionModel model;
    model.apply(at(11, JobStarted{JobId{1}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}}));
    model.apply(at(15, Note{"the last thing before the cut"}));
    model.apply(at(10, JobInterrupted{JobId{1}}));
    const JobSpan& span = model.state().lanes.front().spans.front();
    QCOMPARE(span.outcome, JobOutcome::Interrupted);
    QVERIFY(span.end == fromSeconds(15));
    QVERIFY(model.state().running.empty());
}

void TestSessionModel::chosenConfigurationAndOutcomeStandBesideTheEstimate()
{
    const ScriptedSession session(Script{});
    const SessionState state = stateAfter(session.events(), fromSeconds(2 * 40 - 0.1));
    const ProfileState* profile = findProfile(*findCamera(state, CameraId{0}), WindowId{1});
    QVERIFY(profile && profile->estimated && profile->chosen);
    QCOMPARE(profile->realised.size(), std::size_t{1});
    QVERIFY(profile->realised.front().configuration == *profile->chosen);
    QVERIFY(profile->realised.front().accuracy.has_value());
    QVERIFY(profile->realised.front().cost.has_value());
}

void TestSessionModel::calibrationAddsUpPredictedMinusReal()
{
    SessionModel model;
    model.apply(at(0, WindowStarted{WindowId{0}, fromSeconds(10), true}));
    ProfileEstimated estimated;
    estimated.estimates = {{ConfigurationId{1}, "whole", 6, GpuSeconds{2}, Accuracy{0.7}, {0.6, 0.8}, true}};
    model.apply(at(1, estimated));
    model.apply(
        at(5, WeightsSwapped{CameraId{0}, WeightsVersion{1}, "h", Accuracy{0.3}, Accuracy{0.6}, ConfigurationId{1}}));
    const Calibration& calibration = model.state().calibration.at(ConfigurationId{1});
    QCOMPARE(calibration.count, 1U);
    QVERIFY(std::abs(calibration.sumError - 0.1) < 1e-12);
}

void TestSessionModel::plansKeepOnlyAcceptedMoves()
{
    const ScriptedSession session(Script{});
    const SessionState state = stateAfter(session.events());
    QCOMPARE(state.plans.size(), std::size_t{6});
    for (const PlanState& plan : state.plans) {
        QVERIFY(plan.movesTried > 8 && plan.movesTried > plan.plan.trace.size());
        for (const PlanMove& move : plan.plan.trace)
            QCOMPARE(move.verdict, MoveVerdict::Accepted);
    }
}

void TestSessionModel::deviceSamplesBecomeLanes()
{
    SessionModel model;
    model.apply(at(0, JobStarted{JobId{1}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}}));
    DeviceSample sample{DeviceId{0}, fromSeconds(1), {{JobId{1}, Share{0.5}, Share{0.4}, Share{0.3}}}};
    model.apply(at(1, sample));
    model.apply(at(2, sample));
    QCOMPARE(model.state().lanes.size(), std::size_t{1});
    // Equal stretches that touch are one.
    const std::vector<ShareSample> expected{{fromSeconds(0), fromSeconds(2), 0.5, 0.4, 0.3}};
    QVERIFY(model.state().lanes.front().samples == expected);
}

void TestSessionModel::usesOfUnknownJobsAreIgnored()
{
    SessionModel model;
    model.apply(at(1, DeviceSample{DeviceId{0}, fromSeconds(1), {{JobId{99}, Share{1}, Share{1}, Share{1}}}}));
    model.apply(at(1, JobProgress{JobId{99}, 0.5}));
    model.apply(at(1, JobFinished{JobId{99}, GpuSeconds{1}}));
    QVERIFY(model.state().lanes.empty());
    QVERIFY(model.state().jobs.empty());
}

void TestSessionModel::anUnannouncedCameraGetsAPlace()
{
    SessionModel model;
    model.apply(at(1, FrameDropped{CameraId{5}, 3}));
    QCOMPARE(model.state().cameras.size(), std::size_t{1});
    QCOMPARE(model.state().cameras.front().info.camera, CameraId{5});
}

void TestSessionModel::framesCountAsDroppedOnceThereIsAStudent()
{
    SessionModel model;
    model.apply(at(1, FrameDropped{CameraId{5}, 3}));
    QCOMPARE(findCamera(model.state(), CameraId{5})->framesDropped, std::uint64_t{0});
    model.apply(at(2, WeightsSwapped{CameraId{5}, WeightsVersion{1}, {}, {}, {}, {}}));
    model.apply(at(3, FrameDropped{CameraId{5}, 4}));
    QCOMPARE(findCamera(model.state(), CameraId{5})->framesDropped, std::uint64_t{1});
}

void TestSessionModel::sixteenCamerasStayInOrder()
{
    SessionModel model;
    for (const std::uint32_t id : {9U, 3U, 15U, 0U})
        model.apply(at(0, CameraAdded{CameraId{id}, "camera", "file", 352, 288, 5.0, 1.0, Nanoseconds{0}, false}));
    const auto& cameras = model.state().cameras;
    QVERIFY(std::is_sorted(cameras.begin(), cameras.end(),
                           [](const CameraState& a, const CameraState& b) { return a.info.camera < b.info.camera; }));
    const ScriptedSession session(Script{.cameras = 16});
    QCOMPARE(stateAfter(session.events()).cameras.size(), std::size_t{16});
}

void TestSessionModel::telemetryStaysOutOfTheLog()
{
    const ScriptedSession session(Script{});
    const SessionState state = stateAfter(session.events());
    QVERIFY(!state.log.empty());
    for (const LogEntry& entry : state.log) {
        QVERIFY(!std::holds_alternative<FrameIndexed>(entry.body));
        QVERIFY(!std::holds_alternative<DeviceSample>(entry.body));
    }
    QVERIFY(std::holds_alternative<SessionClosed>(state.log.back().body));
}

void TestSessionModel::closingEndsWhatStillRuns()
{
    SessionModel model;
    model.apply(at(0, JobStarted{JobId{1}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}}));
    model.apply(at(9, SessionClosed{"stopped by the user"}));
    QVERIFY(!runningJob(model.state(), CameraId{0}, JobKind::Inference));
    QCOMPARE(model.state().lanes.front().spans.front().end, std::optional(fromSeconds(9)));
}

void TestSessionModel::anErrorThatEndsTheSessionFailsWhatStillRuns()
{
    SessionModel model;
    model.apply(at(0, JobStarted{JobId{1}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}}));
    model.apply(at(9, SessionClosed{"The disk is full.", RunOutcome::Failed}));
    const JobSpan& span = model.state().lanes.front().spans.front();
    QCOMPARE(span.outcome, JobOutcome::Failed);
    QCOMPARE(span.failure, std::string("The disk is full."));
    QVERIFY(model.state().running.empty());
}

void TestSessionModel::aMovedJobGoesOnInTheRowsOfItsNewDevice()
{
    SessionModel model;
    model.apply(at(1, JobStarted{JobId{1}, JobKind::Retraining, CameraId{0}, DeviceId{0}, ConfigurationId{2}}));
    model.apply(at(2, JobProgress{JobId{1}, 0.4}));
    model.apply(at(3, JobMoved{JobId{1}, DeviceId{1}}));
    model.apply(at(3, JobMoved{JobId{7}, DeviceId{1}})); // nobody knows it
    QCOMPARE(model.state().lanes.size(), std::size_t{2});
    const JobSpan& before = model.state().lanes[0].spans.front();
    QVERIFY(before.end == fromSeconds(3) && before.movedTo == DeviceId{1});
    QCOMPARE(runningJob(model.state(), CameraId{0}, JobKind::Retraining)->info.device, DeviceId{1});
    model.apply(at(4, DeviceSample{DeviceId{1}, fromSeconds(1), {{JobId{1}, Share{0.5}, Share{0.5}, Share{0.4}}}}));
    model.apply(at(5, JobFinished{JobId{1}, GpuSeconds{2}}));
    const Lane& after = model.state().lanes[1];
    QCOMPARE(after.device, DeviceId{1});
    QCOMPARE(after.samples.size(), std::size_t{1});
    const JobSpan& span = after.spans.front();
    QVERIFY(span.start == fromSeconds(3) && span.end == fromSeconds(5) && !span.movedTo);
    QVERIFY(span.configuration == ConfigurationId{2} && span.outcome == JobOutcome::Finished);
    QVERIFY2(before.end == fromSeconds(3), "what is past stays as it was");
}

void TestSessionModel::idleTimeStandsWithItsWindow()
{
    SessionModel model;
    model.apply(at(0, WindowStarted{WindowId{3}, fromSeconds(10), true}));
    const DeviceIdle idle{DeviceId{1}, WindowId{3}, {{"waiting for samples", 2.5}}};
    model.apply(at(10, idle));
    model.apply(at(10, idle)); // a run that was resumed says it again
    QCOMPARE(model.state().windows.back().idle, std::vector{idle});
    QVERIFY2(model.state().log.size() == 1, "telemetry stays out of the log");
}

void TestSessionModel::aVeryLongSessionStaysBounded()
{
    SessionModel model;
    constexpr int kSteps = 60'000;
    for (int i = 0; i < kSteps; ++i) {
        const double t = i;
        const JobId job{static_cast<std::uint32_t>(i)};
        model.apply(at(t, JobStarted{job, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}}));
        model.apply(at(t, scored(t, 1 + static_cast<std::uint32_t>(i % 5), 2)));
        model.apply(
            at(t + 0.5,
               DeviceSample{DeviceId{0}, fromSeconds(0.5), {{job, Share{0.5}, Share{0.5}, Share{(i % 9) / 10.0}}}}));
        model.apply(at(t + 0.6, JobFinished{job, GpuSeconds{0.2}}));
        if (i % 10 == 0) {
            model.apply(at(t, WindowStarted{WindowId{static_cast<std::uint32_t>(i / 10)}, fromSeconds(10), true}));
            model.apply(at(t, PlanComputed{}));
            model.apply(at(
                t, ProfilePoint{CameraId{0}, WindowId{static_cast<std::uint32_t>(i / 10)}, "whole", 1, {}, {}, false}));
        }
    }
    const SessionState& state = model.state();
    const CameraState& camera = state.cameras.front();
    QVERIFY(camera.accuracy.size() <= kSeriesCapacity);
    QVERIFY(camera.recentScores.size() <= 2 * kRollingFrames);
    QVERIFY(camera.profiles.size() <= kProfileCapacity);
    QVERIFY(state.lanes.front().samples.size() <= kSeriesCapacity);
    QVERIFY(state.lanes.front().spans.size() <= kMarkCapacity);
    QVERIFY(state.jobs.size() <= 2 * kFinishedJobCapacity);
    QVERIFY(state.windows.size() <= kWindowCapacity);
    QVERIFY(state.plans.size() <= kPlanCapacity);
    QVERIFY(state.log.size() <= kLogCapacity);
    QVERIFY(state.logDropped > 0);
    // The whole session is still there, from its first second on.
    QVERIFY(camera.accuracy.front().time < fromSeconds(60));
    QVERIFY(state.lanes.front().samples.front().start < fromSeconds(60));
}

QTEST_GUILESS_MAIN(TestSessionModel)
#include "tst_session_model.moc"
