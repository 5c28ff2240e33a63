// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_words.h"

#include "engine/api/session_model.h"
#include "widgets/theme/format.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

/// An event that the log shows has words of its own, or this does not compile.
template <class Body>
concept Unlogged = !kIsLogged<Body>;

QString jobName(const SessionState& state, JobId id)
{
    const auto job = state.jobs.find(id);
    if (job == state.jobs.end())
        return EventWords::tr("job %1").arg(id.value);
    return format::jobKind(job->second.info.kind);
}

/// "mean F1 0.71 of 3 cameras, nothing to see: 1".
QString meanOf(const WindowClosed& event)
{
    double sum = 0.0;
    int count = 0;
    int empty = 0;
    for (const CameraWindow& camera : event.cameras) {
        sum += camera.studentGolden ? camera.studentGolden->value.value : 0.0;
        count += camera.studentGolden ? 1 : 0;
        empty += !camera.studentGolden && camera.empty.frames > 0 ? 1 : 0;
    }
    QString text = count == 0
        ? EventWords::tr("no accuracy")
        : EventWords::tr("mean F1 %1 of %2 cameras").arg(format::accuracy(sum / count)).arg(count);
    return empty == 0 ? text : text + EventWords::tr(", nothing to see: %1").arg(empty);
}

QString closed(const SessionState& state, const WindowClosed& event)
{
    const auto retrained = std::count_if(event.cameras.begin(), event.cameras.end(),
                                         [](const CameraWindow& camera) { return camera.retrained; });
    if (!isCounted(state, event.window))
        return EventWords::tr("First students trained: %1 of %2").arg(retrained).arg(event.cameras.size());
    return EventWords::tr("Window %1 closed: %2, retrained models swapped in: %3")
        .arg(event.window.value)
        .arg(meanOf(event))
        .arg(retrained);
}

/// Of a model that was swapped in or rejected.
template <class Swap>
QString swap(const QString& what, const SessionState& state, const Swap& event)
{
    QString text = what.arg(format::accuracy(event.before), format::accuracy(event.after));
    if (event.peopleBefore && event.peopleAfter)
        text += EventWords::tr(", for people or a second model %1 → %2")
                    .arg(format::accuracy(event.peopleBefore), format::accuracy(event.peopleAfter));
    if (event.configuration)
        text += QStringLiteral(" (%1)").arg(format::text(configurationName(state, *event.configuration)));
    return text;
}

QString corrected(const LabelCorrected& event)
{
    if (event.verdict == ReviewVerdict::Begun)
        return EventWords::tr("What people said of frame %1 was taken back").arg(event.frame);
    const QString text = event.use == CorrectionUse::Trains
        ? EventWords::tr("Frame %1 was labelled by people, objects: %2. It trains")
        : EventWords::tr("Frame %1 was labelled by people, objects: %2. It scores");
    return text.arg(event.frame).arg(event.objects.size());
}

} // namespace

QString EventWords::kind(const EventBody& body)
{
    return std::visit(Overloaded{
                          [](const SessionStarted&) { return tr("Session"); },
                          [](const SessionClosed&) { return tr("Session"); },
                          [](const CameraAdded&) { return tr("Camera"); },
                          [](const CameraLost&) { return tr("Camera"); },
                          [](const CameraRecovered&) { return tr("Camera"); },
                          [](const VideoFault&) { return tr("Video"); },
                          [](const WindowStarted&) { return tr("Window"); },
                          [](const WindowClosed&) { return tr("Window"); },
                          [](const ProfileStarted&) { return tr("Profile"); },
                          [](const ProfileEstimated&) { return tr("Profile"); },
                          [](const PlanComputed&) { return tr("Plan"); },
                          [](const ServingChosen&) { return tr("Serving"); },
                          [](const JobStarted&) { return tr("Job"); },
                          [](const JobFinished&) { return tr("Job"); },
                          [](const JobFailed&) { return tr("Job"); },
                          [](const JobMoved&) { return tr("Job"); },
                          [](const JobInterrupted&) { return tr("Job"); },
                          [](const WeightsSwapped&) { return tr("Weights"); },
                          [](const WeightsRejected&) { return tr("Weights"); },
                          [](const Alert&) { return tr("Alert"); },
                          [](const Note&) { return tr("Note"); },
                          [](const LabelCorrected&) { return tr("Labels"); },
                          [](const UnknownEvent&) { return tr("Unknown"); },
                          [](const Unlogged auto&) { return QString(); },
                      },
                      body);
}

QString EventWords::sentence(const SessionState& state, const EventBody& body)
{
    return std::visit(
        Overloaded{
            [](const SessionStarted& e) {
                return tr("Session “%1” started: planner %2, seed %3")
                    .arg(format::text(e.name), format::text(e.planner))
                    .arg(e.seed);
            },
            [](const SessionClosed& e) {
                return e.outcome == RunOutcome::Failed
                    ? tr("The run failed: %1")
                          .arg(format::text(e.action.empty() ? e.reason : e.reason + " " + e.action))
                    : tr("Session closed: %1").arg(format::text(e.reason));
            },
            [](const UnknownEvent& e) {
                return tr("An event of the kind “%1”, which this version does not know").arg(format::text(e.kind));
            },
            [](const CameraAdded& e) { return tr("Added, source %1").arg(format::text(e.source)); },
            [](const CameraLost& e) {
                return e.ended ? tr("The source ended") : tr("Lost: %1").arg(format::text(e.reason));
            },
            [](const CameraRecovered& e) {
                return e.reason.empty()
                    ? tr("Recovered")
                    : tr("Recovered after %1: %2").arg(format::duration(e.gap), format::text(e.reason));
            },
            [](const VideoFault& e) { return format::text(e.message); },
            [](const WindowStarted& e) {
                return e.counted ? tr("Window %1 started").arg(e.window.value)
                                 : tr("First students: their window started; it is not counted");
            },
            [&](const WindowClosed& e) { return closed(state, e); },
            [](const ProfileStarted& e) {
                return tr("Micro-profiling started, budget %1").arg(format::gpuSeconds(e.budget));
            },
            [](const ProfileEstimated& e) {
                return tr("Micro-profile done: %1 configurations, spent %2")
                    .arg(e.estimates.size())
                    .arg(format::gpuSeconds(e.spent));
            },
            [](const PlanComputed& e) {
                return tr("Plan by %1 (%2): expected mean accuracy %3")
                    .arg(format::text(e.planner), format::text(e.reason), format::accuracy(e.expected.value));
            },
            [](const ServingChosen& e) { return tr("From now on %1").arg(format::text(e.reason)); },
            [&](const JobStarted& e) {
                return e.configuration
                    ? tr("%1 started: %2")
                          .arg(format::jobKind(e.kind), format::text(configurationName(state, *e.configuration)))
                    : tr("%1 started").arg(format::jobKind(e.kind));
            },
            [&](const JobFinished& e) {
                return tr("%1 finished, charged %2").arg(jobName(state, e.job), format::gpuSeconds(e.charged));
            },
            [&](const JobFailed& e) { return tr("%1 failed: %2").arg(jobName(state, e.job), format::text(e.reason)); },
            [&](const JobMoved& e) {
                return tr("%1 moved to device %2").arg(jobName(state, e.job)).arg(e.device.value);
            },
            [&](const JobInterrupted& e) {
                return tr("%1 interrupted: the run was cut off").arg(jobName(state, e.job));
            },
            [&](const WeightsSwapped& e) {
                if (!e.configuration && !e.before)
                    return tr("Model %1: first student swapped in, held-out accuracy %2")
                        .arg(e.version.value)
                        .arg(format::accuracy(e.after));
                return tr("Model %1: ").arg(e.version.value)
                    + swap(tr("swapped in, held-out accuracy %1 → %2"), state, e);
            },
            [&](const WeightsRejected& e) {
                return swap(tr("Retrained model rejected, held-out accuracy %1 → %2"), state, e) + QStringLiteral(": ")
                    + format::text(e.reason);
            },
            [](const Alert& e) { return format::text(e.action.empty() ? e.message : e.message + " " + e.action); },
            [](const Note& e) { return format::text(e.text); },
            [](const LabelCorrected& e) { return corrected(e); },
            [](const Unlogged auto&) { return QString(); },
        },
        body);
}

EventWeight EventWords::weight(const EventBody& body)
{
    return std::visit(Overloaded{
                          [](const JobStarted&) { return EventWeight::Detail; },
                          [](const JobFinished&) { return EventWeight::Detail; },
                          [](const ProfileStarted&) { return EventWeight::Detail; },
                          [](const ServingChosen&) { return EventWeight::Detail; },
                          [](const CameraAdded&) { return EventWeight::Detail; },
                          [](const CameraLost& e) { return e.ended ? EventWeight::Normal : EventWeight::Error; },
                          [](const JobFailed&) { return EventWeight::Error; },
                          [](const SessionClosed& e) {
                              return e.outcome == RunOutcome::Failed ? EventWeight::Error : EventWeight::Normal;
                          },
                          [](const JobInterrupted&) { return EventWeight::Warning; },
                          [](const VideoFault&) { return EventWeight::Warning; },
                          [](const WeightsRejected&) { return EventWeight::Warning; },
                          [](const Alert& e) {
                              return e.severity == Severity::Error  ? EventWeight::Error
                                  : e.severity == Severity::Warning ? EventWeight::Warning
                                                                    : EventWeight::Normal;
                          },
                          [](const auto&) { return EventWeight::Normal; },
                      },
                      body);
}

std::optional<CameraId> EventWords::camera(const SessionState& state, const EventBody& body)
{
    const auto ofJob = [&](JobId id) {
        const auto job = state.jobs.find(id);
        return job != state.jobs.end() ? std::optional(job->second.info.camera) : std::nullopt;
    };
    return std::visit(
        [&](const auto& event) -> std::optional<CameraId> {
            if constexpr (requires { event.camera; })
                return event.camera;
            else if constexpr (requires { event.job; })
                return ofJob(event.job);
            else
                return std::nullopt;
        },
        body);
}

} // namespace jackdaw::widgets
