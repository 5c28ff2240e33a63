// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

/// The resume point of a session that has only its moments up to the first for which \p last holds.
template <class Last>
Result<ResumePoint> pointAfter(Last last)
{
    auto moments = sample::smallSession();
    const auto end =
        std::find_if(moments.begin(), moments.end(), [&](const auto& moment) { return last(moment.body); });
    moments.erase(end + 1, moments.end());
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", moments);
    auto reader = SessionReader::open(folder / "a.jackdaw");
    return reader ? findResumePoint(**reader) : tl::unexpected(reader.error());
}

std::vector<Detection> labelsOf(std::int64_t frame)
{
    return {{{1, 2, 3, static_cast<float>(4 + frame)}, ClassId{0}, 1.0F}};
}

LearnedCurve curveOf(std::uint32_t window)
{
    return {CameraId{0}, "whole", {{0.0, 0.2, 9.0}, {2.0, 0.3 + 0.1 * window, 9.0}}};
}

ResumeState stateAt(std::uint32_t window)
{
    ResumeState state;
    state.window = WindowId{window};
    state.nextJob = 3 * window;
    state.costs = {{"train/whole", 0.1 / 3.0, 17.0}};
    state.curves = {curveOf(window)};
    state.carried = {2.0, 9.5, 1.0, 0.7};
    state.cameras = {{CameraId{0}, WeightsVersion{window}, "hash", 0.5, {}}};
    for (const std::int64_t frame : {1, 0})
        state.cameras[0].rehearsal.push_back({WindowId{0}, frame, Nanoseconds{10 * frame}, Nanoseconds{20 * frame}});
    state.placement = {{JobKind::Inference, CameraId{0}, DeviceId{1}, DeviceId{0}, JobId{1}, GpuSeconds{0.1}}};
    state.cameras[0].start = BelievedAccuracy{0.1, 1e-300, 0.9};
    return state;
}

/// The small session with labels of two frames in window 0, a state at each further border, and two jobs in window 1,
/// of which one does not end.
std::vector<sample::Moment> withStates()
{
    std::vector<sample::Moment> moments;
    for (const sample::Moment& moment : sample::smallSession(3)) {
        const auto* started = std::get_if<WindowStarted>(&moment.body);
        if (started != nullptr && started->window.value > 0)
            moments.push_back({moment.time, stateAt(started->window.value)});
        moments.push_back(moment);
        if (started == nullptr)
            continue;
        for (std::int64_t frame = 0; frame < 2 && started->window.value == 0; ++frame)
            moments.push_back(
                {moment.time, GoldenLabelled{CameraId{0}, frame, Nanoseconds{20 * frame}, labelsOf(frame), {}}});
        if (started->window.value == 1) {
            moments.push_back({moment.time, JobStarted{JobId{5}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}}});
            moments.push_back({moment.time, JobStarted{JobId{4}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}}});
            moments.push_back({moment.time, JobFinished{JobId{4}, GpuSeconds{1.0}}});
        }
    }
    return moments;
}

/// As withStates(), but labels of window 1 came after the border of window 2, where the run was cut off before them.
std::vector<sample::Moment> withLateLabels()
{
    auto moments = withStates();
    std::erase_if(moments, [](const sample::Moment& moment) {
        const auto* closed = std::get_if<WindowClosed>(&moment.body);
        return closed != nullptr && closed->window.value == 1;
    });
    return moments;
}

/// The resume point of \p moments, cut off at the end of window \p window.
Result<ResumePoint> findPoint(std::vector<sample::Moment> moments, std::uint32_t window)
{
    const auto end = std::find_if(moments.begin(), moments.end(), [&](const sample::Moment& moment) {
        const auto* closed = std::get_if<WindowClosed>(&moment.body);
        return closed != nullptr && closed->window.value == window;
    });
    moments.erase(end, moments.end());
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", moments);
    auto reader = SessionReader::open(folder / "a.jackdaw");
    return reader ? findResumePoint(**reader) : tl::unexpected(reader.error());
}

} // namespace

class ResumePoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowThatWasCutOffIsRunAgain();
    void theWindowAfterTheLastClosedOneComesNext();
    void aSessionWithoutAClosedWindowStartsAgain();
    void aCompleteSessionHasNone();
    void aSessionWithoutEventsHasNone();
    void theStateAtTheBorderComesBackWithAllCurves();
    void jobsThatRanAreInterrupted();
    void theBorderCountsThoughTheWindowBeforeIsNotClosed();
    void aStateThatSaysNothingOfJobsWaitsForTheWindowBefore();
    void aRetrainingThatEndedSinceIsNotGoneOnWith();
    void aCutAtABorderIsNotInside();
    void aCutBeforeTheFirstBorderHasNoState();
    void aRehearsalFrameWithoutLabelsIsNamed();
};

void ResumePoints::theWindowThatWasCutOffIsRunAgain()
{
    const auto point = pointAfter([](const EventBody& body) {
        const auto* swapped = std::get_if<WeightsSwapped>(&body);
        return swapped != nullptr && swapped->version == WeightsVersion{2} && swapped->camera == CameraId{0};
    });
    QVERIFY(point.has_value());
    QCOMPARE(point->started, sample::started());
    QCOMPARE(point->nextWindow, WindowId{1});
    QCOMPARE(point->time, sample::kWindowLength);
    QCOMPARE(point->cameras.size(), std::size_t{2});
    // The newest accepted weights count, also those of the window that is run again.
    QCOMPARE(point->cameras[0].version, WeightsVersion{2});
    QCOMPARE(point->cameras[0].hash, std::string("hash-0-1"));
    QCOMPARE(point->cameras[1].version, WeightsVersion{1});
    QCOMPARE(point->cameras[1].hash, std::string("hash-1-0"));
}

void ResumePoints::theWindowAfterTheLastClosedOneComesNext()
{
    const auto point = pointAfter([](const EventBody& body) {
        const auto* closed = std::get_if<WindowClosed>(&body);
        return closed != nullptr && closed->window == WindowId{1};
    });
    QVERIFY(point.has_value());
    QCOMPARE(point->nextWindow, WindowId{2});
    QCOMPARE(point->time, sample::kWindowLength * 2);
}

void ResumePoints::aSessionWithoutAClosedWindowStartsAgain()
{
    const auto point = pointAfter([](const EventBody& body) { return std::holds_alternative<FrameScored>(body); });
    QVERIFY(point.has_value());
    QCOMPARE(point->nextWindow, WindowId{0});
    QCOMPARE(point->time, Nanoseconds{0});
    QCOMPARE(point->cameras.size(), std::size_t{2});
    QVERIFY(point->cameras[0].hash.empty());
    QCOMPARE(point->cameras[0].version, WeightsVersion{0});
}

void ResumePoints::aCompleteSessionHasNone()
{
    const auto point = pointAfter([](const EventBody& body) { return std::holds_alternative<SessionClosed>(body); });
    QVERIFY(!point);
    QCOMPARE(point.error().code, ErrorCode::InvalidInput);
}

void ResumePoints::aSessionWithoutEventsHasNone()
{
    const TestFolder folder;
    QVERIFY((*SessionWriter::create(folder / "a.jackdaw"))->close());
    const auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(!reader);
    QVERIFY(reader.error().message.find("holds no events") != std::string::npos);
    QVERIFY(!SessionWriter::resume(folder / "a.jackdaw"));
}

void ResumePoints::theStateAtTheBorderComesBackWithAllCurves()
{
    const auto point = findPoint(withStates(), 2);
    QVERIFY2(point.has_value(), point ? "" : point.error().text().c_str());
    QCOMPARE(point->nextWindow, WindowId{2});
    QVERIFY(point->state.has_value());
    ResumeState expected = stateAt(2);
    expected.curves = {curveOf(1), curveOf(2)};
    QVERIFY(*point->state == expected);
    // Two of the labelled frames, in the memory's order.
    QCOMPARE(point->rehearsalLabels.size(), std::size_t{1});
    QCOMPARE(point->rehearsalLabels[0].size(), std::size_t{2});
    QVERIFY(point->rehearsalLabels[0][0] == labelsOf(1));
    QVERIFY(point->rehearsalLabels[0][1] == labelsOf(0));
}

void ResumePoints::jobsThatRanAreInterrupted()
{
    const auto point = findPoint(withStates(), 2);
    QVERIFY(point.has_value());
    QCOMPARE(point->interrupted.size(), std::size_t{1});
    QVERIFY(point->interrupted[0].job == JobId{5});
    QCOMPARE(point->nextJob, std::uint32_t{6});
}

void ResumePoints::theBorderCountsThoughTheWindowBeforeIsNotClosed()
{
    const auto point = findPoint(withLateLabels(), 2);
    QVERIFY2(point.has_value(), point ? "" : point.error().text().c_str());
    QCOMPARE(point->nextWindow, WindowId{2});
    QCOMPARE(point->notClosed, WindowId{1});
    QVERIFY(point->saysAll() && point->isInside);
}

void ResumePoints::aStateThatSaysNothingOfJobsWaitsForTheWindowBefore()
{
    auto moments = withLateLabels();
    for (sample::Moment& moment : moments)
        if (auto* state = std::get_if<ResumeState>(&moment.body))
            state->placement.clear();
    const auto point = findPoint(moments, 2);
    QVERIFY(point.has_value());
    QCOMPARE(point->nextWindow, WindowId{1});
    QVERIFY(point->state && point->state->window == WindowId{1});
    QVERIFY(!point->saysAll());
}

/// Job 5 is a retraining that was cut off at the border of window 2, and is or is not over when the run is cut off.
void ResumePoints::aRetrainingThatEndedSinceIsNotGoneOnWith()
{
    for (const bool ended : {false, true}) {
        std::vector<sample::Moment> moments;
        for (sample::Moment& moment : withStates()) {
            auto* state = std::get_if<ResumeState>(&moment.body);
            const bool border = state != nullptr && state->window.value == 2;
            if (border) {
                state->cameras[0].retraining.emplace();
                state->placement.push_back({JobKind::Retraining, CameraId{0}, DeviceId{0}, DeviceId{0}, JobId{5}, {}});
            }
            moments.push_back(moment);
            if (border && ended)
                moments.push_back({moment.time, JobFinished{JobId{5}, GpuSeconds{1.0}}});
        }
        const auto point = findPoint(moments, 2);
        QVERIFY(point && point->saysAll());
        QCOMPARE(point->state->cameras[0].retraining.has_value(), !ended);
        QCOMPARE(point->state->placement.size(), std::size_t{ended ? 1U : 2U});
        QVERIFY(point->interrupted.empty());
    }
}

void ResumePoints::aCutAtABorderIsNotInside()
{
    auto moments = withStates();
    const auto border = std::find_if(moments.begin(), moments.end(), [](const sample::Moment& moment) {
        const auto* state = std::get_if<ResumeState>(&moment.body);
        return state != nullptr && state->window.value == 1;
    });
    moments.erase(border + 1, moments.end());
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", moments);
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    const auto point = findResumePoint(**reader);
    QVERIFY(point && point->saysAll());
    QVERIFY(!point->isInside);
}

void ResumePoints::aCutBeforeTheFirstBorderHasNoState()
{
    const auto point = findPoint(withStates(), 0);
    QVERIFY(point.has_value());
    QVERIFY(!point->state);
    QVERIFY(point->rehearsalLabels.empty());
}

void ResumePoints::aRehearsalFrameWithoutLabelsIsNamed()
{
    auto moments = withStates();
    std::erase_if(moments, [](const sample::Moment& moment) {
        const auto* labelled = std::get_if<GoldenLabelled>(&moment.body);
        return labelled != nullptr && labelled->frame == 1;
    });
    const auto point = findPoint(moments, 2);
    QVERIFY(!point);
    QCOMPARE(point.error().code, ErrorCode::Corrupt);
    QVERIFY(point.error().message.find("labels of frame 1 of camera 0") != std::string::npos);
}

QTEST_GUILESS_MAIN(ResumePoints)
#include "tst_resume_point.moc"
