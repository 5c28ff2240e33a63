// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/session/session_view.h"

#include <QSignalSpy>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

struct Opened {
    explicit Opened(Script script = {}, bool live = false) : source(std::make_shared<ScriptedSource>(script, live))
    {
        view.controller().open(source);
    }

    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 12; ++i)
            view.controller().tick();
    }

    void seek(double seconds)
    {
        view.controller().seek(fromSeconds(seconds));
        play(0);
    }

    std::shared_ptr<ScriptedSource> source;
    SessionView view;
};

Event at(double seconds, std::uint64_t sequence, EventBody body)
{
    return {fromSeconds(seconds), sequence, std::move(body)};
}

PlanComputed planOf(std::size_t moves)
{
    PlanComputed plan;
    plan.reason = "window start";
    plan.trace.resize(moves);
    return plan;
}

/// The device records and the state of a few events.
struct Recorded {
    void take(double seconds, EventBody body)
    {
        const Event event = at(seconds, next++, std::move(body));
        model.apply(event);
        records.take(event, model.state());
    }
    const Lane& lane() const { return model.state().lanes.front(); }

    SessionModel model;
    DeviceRecords records;
    std::uint64_t next = 0;
};

} // namespace

class TestSessionView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRangeFollowsTheWholeSessionUntilItIsZoomed();
    void theRangeStaysInsideTheSession();
    void openingAnotherSessionForgetsWhatWasPicked();
    void aSelectionTellsChangesOnly();
    void plansKeepAllTriedMoves();
    void plansThatASeekJumpedOverAreReadFromTheRecord();
    void aPlanThatIsNotReadYetIsAskedForAgain();
    void ofALiveRunAPlanThatWasDroppedStaysUnknown();
    void oldPlansAreForgottenByTheirMoves();
    void theListenerIsToldEachEventAfterTheStateKnowsIt();
    void leasesAreKnownToTheInstant();
    void theUseOfASampleLiesWhereTheLeaseWas();
    void aJobThatEndsHoldsNothing();
    void aJobThatMovesTakesItsLeaseAlong();
    void whatWasJumpedOverIsTakenFromSamples();
    void jobsThatShareALaneAreAddedUp();
    void aJobThatEndedWhileItWasJumpedOverHoldsNothing();
    void goingBackOverKnownEventsChangesNothing();
    void costsAreSummedOverWindows();
};

void TestSessionView::theRangeFollowsTheWholeSessionUntilItIsZoomed()
{
    Opened opened({}, true);
    SessionClock& clock = opened.view.clock();
    opened.play(50);
    QVERIFY(clock.followsAll());
    const Nanoseconds before = clock.range().end;
    opened.play(50);
    QVERIFY(clock.range().end > before);
    QSignalSpy changed(&clock, &SessionClock::rangeChanged);
    clock.zoom(0.5);
    QCOMPARE(changed.count(), 1);
    const TimeRange zoomed = clock.range();
    opened.play(50);
    QVERIFY(clock.range() == zoomed);
    clock.showAll();
    QVERIFY(clock.range() == clock.whole());
}

void TestSessionView::theRangeStaysInsideTheSession()
{
    Opened opened;
    SessionClock& clock = opened.view.clock();
    opened.play(10);
    clock.setRange({fromSeconds(10), fromSeconds(20)});
    clock.pan(-5);
    QVERIFY(clock.range() == (TimeRange{fromSeconds(0), fromSeconds(10)}));
    clock.pan(1000);
    QCOMPARE(clock.range().end, clock.whole().end);
    clock.zoom(1000);
    QVERIFY(clock.followsAll());
    clock.setPointed(fromSeconds(100));
    clock.zoom(0.1);
    QVERIFY(clock.range().contains(fromSeconds(100)));
}

void TestSessionView::openingAnotherSessionForgetsWhatWasPicked()
{
    Opened opened;
    opened.play(100);
    Selection& selection = opened.view.selection();
    selection.setCamera(CameraId{1});
    selection.setWindow(WindowId{1});
    selection.setPlan(fromSeconds(1));
    opened.view.clock().setReference(fromSeconds(5));
    opened.view.controller().open(std::make_shared<ScriptedSource>(Script{}));
    QVERIFY(!selection.camera() && !selection.window() && !selection.plan());
    QVERIFY(!opened.view.clock().reference());
    QVERIFY(opened.view.deviceRecords().costs().empty());
}

void TestSessionView::aSelectionTellsChangesOnly()
{
    Selection selection;
    QSignalSpy camera(&selection, &Selection::cameraChanged);
    QSignalSpy configuration(&selection, &Selection::configurationChanged);
    selection.setCamera(CameraId{2});
    selection.setCamera(CameraId{2});
    selection.setConfiguration(ConfigurationId{1});
    selection.clear();
    selection.clear();
    QCOMPARE(camera.count(), 2);
    QCOMPARE(configuration.count(), 2);
}

void TestSessionView::plansKeepAllTriedMoves()
{
    Opened opened;
    opened.play(130);
    for (const PlanState& plan : opened.view.state().plans) {
        const auto whole = opened.view.wholePlan(plan);
        QVERIFY(whole);
        QCOMPARE(whole->trace.size(), plan.movesTried);
        QVERIFY(whole->trace.size() > plan.plan.trace.size());
    }
    QCOMPARE(opened.source->recalls, 0);
}

void TestSessionView::plansThatASeekJumpedOverAreReadFromTheRecord()
{
    Opened opened;
    opened.source->hasSnapshots = true;
    opened.seek(200);
    const PlanState* plan = opened.view.shownPlan();
    QVERIFY(plan && plan->plan.window == WindowId{4});
    const auto whole = opened.view.wholePlan(*plan);
    QVERIFY(whole);
    QCOMPARE(whole->trace.size(), plan->movesTried);
    QCOMPARE(opened.source->recalls, 1);
    QCOMPARE(opened.view.wholePlan(*plan).get(), whole.get());
    QCOMPARE(opened.source->recalls, 1);
}

void TestSessionView::aPlanThatIsNotReadYetIsAskedForAgain()
{
    Opened opened;
    opened.source->hasSnapshots = true;
    opened.source->readsRecord = false;
    opened.seek(200);
    QVERIFY(!opened.view.wholePlan(*opened.view.shownPlan()));
    opened.source->readsRecord = true;
    QVERIFY(opened.view.wholePlan(*opened.view.shownPlan()));
}

void TestSessionView::ofALiveRunAPlanThatWasDroppedStaysUnknown()
{
    PlanRecords records;
    SessionState state;
    PlanState dropped{fromSeconds(3), planOf(0), 12};
    QVERIFY(!records.fetch(state, dropped, {}));
    QVERIFY(!records.find(dropped));
}

void TestSessionView::oldPlansAreForgottenByTheirMoves()
{
    PlanRecords records;
    const std::size_t half = PlanRecords::kMoveCapacity / 2;
    for (std::uint64_t i = 0; i < 4; ++i)
        records.take(at(static_cast<double>(i), i, planOf(half)));
    const auto known = [&](double seconds) { return records.find({fromSeconds(seconds), planOf(0), half}) != nullptr; };
    QVERIFY(!known(0) && !known(1) && known(2) && known(3));
    records.take(at(9, 9, planOf(2 * PlanRecords::kMoveCapacity)));
    QVERIFY2(records.find({fromSeconds(9), planOf(0), 2 * PlanRecords::kMoveCapacity}), "the newest is always kept");
    QVERIFY(!known(3));
}

void TestSessionView::theListenerIsToldEachEventAfterTheStateKnowsIt()
{
    const auto source = std::make_shared<ScriptedSource>(Script{});
    SessionController controller;
    std::uint64_t told = 0;
    bool inStep = true;
    controller.setListener([&](const Event&) { inStep = inStep && controller.state().events == ++told; });
    controller.open(source);
    source->advance(30);
    controller.tick();
    QVERIFY(told > 100 && inStep);
}

void TestSessionView::leasesAreKnownToTheInstant()
{
    Recorded recorded;
    recorded.take(0, JobStarted{JobId{1}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}});
    recorded.take(2.25, LeaseGranted{JobId{1}, Share{0.5}, Share{0.4}});
    recorded.take(4, Note{"now"});
    const auto shares = recorded.records.shares(recorded.lane(), {fromSeconds(0), fromSeconds(10)}, fromSeconds(4));
    QCOMPARE(shares.size(), std::size_t{2});
    QVERIFY((shares[0] == ShareSample{fromSeconds(0), fromSeconds(2.25), 0.0, 0.0, 0.0}));
    QVERIFY((shares[1] == ShareSample{fromSeconds(2.25), fromSeconds(4), 0.5, 0.4, 0.0}));
}

/// A sample says what was used of a second; it was not used before it was granted.
void TestSessionView::theUseOfASampleLiesWhereTheLeaseWas()
{
    Recorded recorded;
    recorded.take(0, JobStarted{JobId{1}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}});
    recorded.take(0.75, LeaseGranted{JobId{1}, Share{0.8}, Share{0.8}});
    recorded.take(1, DeviceSample{DeviceId{0}, fromSeconds(1), {{JobId{1}, Share{0.2}, Share{0.2}, Share{0.1}}}});
    const auto shares = recorded.records.shares(recorded.lane(), {fromSeconds(0), fromSeconds(1)}, fromSeconds(1));
    QCOMPARE(shares.size(), std::size_t{2});
    QCOMPARE(shares[0].used, 0.0);
    QCOMPARE(shares[1].granted, 0.8);
    QVERIFY2(std::abs(shares[1].used * 0.25 - 0.1) < 1e-9, "device-seconds stay as they were sampled");
}

void TestSessionView::aJobThatEndsHoldsNothing()
{
    Recorded recorded;
    recorded.take(0, JobStarted{JobId{1}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}});
    recorded.take(0, LeaseGranted{JobId{1}, Share{0.5}, Share{0.5}});
    recorded.take(3, JobFinished{JobId{1}, GpuSeconds{1}});
    recorded.take(5, Note{"now"});
    const auto shares = recorded.records.shares(recorded.lane(), {fromSeconds(0), fromSeconds(5)}, fromSeconds(5));
    QCOMPARE(shares.back().start, fromSeconds(3));
    QCOMPARE(shares.back().granted, 0.0);
}

void TestSessionView::aJobThatMovesTakesItsLeaseAlong()
{
    Recorded recorded;
    recorded.take(0, JobStarted{JobId{1}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}});
    recorded.take(0, LeaseGranted{JobId{1}, Share{0.5}, Share{0.5}});
    recorded.take(2, JobMoved{JobId{1}, DeviceId{1}});
    recorded.take(4, Note{"now"});
    const auto& lanes = recorded.model.state().lanes;
    QCOMPARE(lanes.size(), std::size_t{2});
    const TimeRange range{fromSeconds(0), fromSeconds(4)};
    QCOMPARE(recorded.records.shares(lanes[0], range, range.end).back().granted, 0.0);
    QCOMPARE(recorded.records.shares(lanes[1], range, range.end).back().granted, 0.5);
}

void TestSessionView::whatWasJumpedOverIsTakenFromSamples()
{
    Opened opened;
    opened.source->hasSnapshots = true;
    opened.seek(100);
    opened.play(20);
    const SessionState& state = opened.view.state();
    const Lane& lane = state.lanes.front();
    const TimeRange jumped{fromSeconds(20), fromSeconds(60)};
    const auto old = opened.view.deviceRecords().shares(lane, jumped, state.time);
    QVERIFY(!old.empty());
    for (const ShareSample& sample : old)
        QVERIFY(std::find(lane.samples.begin(), lane.samples.end(), sample) != lane.samples.end());
    // After the jump the lease that holds is known from the state.
    const TimeRange played{fromSeconds(101), fromSeconds(119)};
    for (const ShareSample& sample : opened.view.deviceRecords().shares(lane, played, state.time))
        QVERIFY(sample.granted > 0.0);
}

/// A camera's student and what moves its boxes are both inference.
void TestSessionView::jobsThatShareALaneAreAddedUp()
{
    Recorded recorded;
    for (const std::uint32_t job : {1U, 2U})
        recorded.take(0, JobStarted{JobId{job}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}});
    recorded.take(1, LeaseGranted{JobId{1}, Share{0.5}, Share{0.4}});
    recorded.take(2, LeaseGranted{JobId{2}, Share{0.25}, Share{0.25}});
    recorded.take(3, JobFinished{JobId{1}, GpuSeconds{1}});
    recorded.take(4, Note{"now"});
    const TimeRange range{fromSeconds(0), fromSeconds(4)};
    const auto shares = recorded.records.shares(recorded.lane(), range, range.end);
    QCOMPARE(shares.size(), std::size_t{4});
    QCOMPARE(shares[1].granted, 0.4);
    QCOMPARE(shares[2].granted, 0.65);
    QCOMPARE(shares[2].requested, 0.75);
    QCOMPARE(shares[3].granted, 0.25);
    recorded.take(4,
                  DeviceSample{DeviceId{0},
                               fromSeconds(1),
                               {{JobId{1}, Share{0}, Share{0}, Share{0.125}},
                                {JobId{2}, Share{0.25}, Share{0.25}, Share{0.125}}}});
    const auto sampled = recorded.records.shares(recorded.lane(), {fromSeconds(3), fromSeconds(4)}, fromSeconds(4));
    QCOMPARE(sampled.size(), std::size_t{1});
    QCOMPARE(sampled[0].granted, 0.25);
    QCOMPARE(sampled[0].used, 0.25);
}

void TestSessionView::aJobThatEndedWhileItWasJumpedOverHoldsNothing()
{
    Opened opened;
    opened.source->hasSnapshots = true;
    opened.play(52); // the first camera is being retrained
    const SessionState& state = opened.view.state();
    const auto lane = std::find_if(state.lanes.begin(), state.lanes.end(), [](const Lane& each) {
        return each.camera == CameraId{0} && each.kind == JobKind::Retraining;
    });
    QVERIFY(lane != state.lanes.end() && runningJob(state, CameraId{0}, JobKind::Retraining));
    opened.seek(84);
    opened.play(2);
    QVERIFY(!runningJob(state, CameraId{0}, JobKind::Retraining));
    const auto now = std::find_if(state.lanes.begin(), state.lanes.end(), [](const Lane& each) {
        return each.camera == CameraId{0} && each.kind == JobKind::Retraining;
    });
    const TimeRange played{fromSeconds(84.5), fromSeconds(86)};
    for (const ShareSample& share : opened.view.deviceRecords().shares(*now, played, state.time))
        QVERIFY(share.end <= played.start || share.granted == 0.0);
}

void TestSessionView::goingBackOverKnownEventsChangesNothing()
{
    Opened opened;
    opened.play(120);
    const auto sharesOf = [&] {
        return opened.view.deviceRecords().shares(opened.view.state().lanes.front(), {fromSeconds(0), fromSeconds(120)},
                                                  fromSeconds(120));
    };
    const auto before = sharesOf();
    opened.seek(10);
    opened.seek(120);
    QVERIFY(sharesOf() == before);
}

void TestSessionView::costsAreSummedOverWindows()
{
    Opened opened;
    opened.play(85);
    const auto costs = opened.view.deviceRecords().costs();
    QCOMPARE(opened.view.deviceRecords().costWindows(), std::size_t{2});
    QCOMPARE(costs.size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(costs.front().shape), QStringLiteral("train/whole/8x288x352"));
    QCOMPARE(costs.front().batches, 24U);
    QCOMPARE(costs.front().chargedSeconds, 22.0);
    QCOMPARE(costs.front().measuredSeconds, 21.0);
}

QTEST_MAIN(TestSessionView)
#include "tst_session_view.moc"
