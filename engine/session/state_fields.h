// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/session_state.h"
#include "engine/session/event_fields.h"

/// The fields of a session's state, for snapshots. A field that is missing here is missing after a seek.
namespace jackdaw::session {

template <class V, OfType<JobAfterMove> T>
void fields(V& visit, T& value)
{
    visit("share", value.share);
    visit("configuration", value.configuration);
}

template <class V, OfType<PlanMove> T>
void fields(V& visit, T& value)
{
    visit("search", value.search);
    visit("round", value.round);
    visit("thief", value.thief);
    visit("victim", value.victim);
    visit("verdict", value.verdict);
    visit("amount", value.amount);
    visit("score", value.score);
    visit("bestBefore", value.bestBefore);
    visit("thiefAfter", value.thiefAfter);
    visit("victimAfter", value.victimAfter);
}

template <class V, OfType<AccuracyPoint> T>
void fields(V& visit, T& value)
{
    visit("time", value.time);
    visit("value", value.value);
    visit("objects", value.objects);
}

template <class V, OfType<ShareSample> T>
void fields(V& visit, T& value)
{
    visit("start", value.start);
    visit("end", value.end);
    visit("requested", value.requested);
    visit("granted", value.granted);
    visit("used", value.used);
}

template <class V, OfType<ScoredFrame> T>
void fields(V& visit, T& value)
{
    visit("time", value.time);
    visit("tp", value.truePositives);
    visit("fp", value.falsePositives);
    visit("fn", value.falseNegatives);
    visit.added("uncovered", value.uncovered, std::uint32_t{0});
}

template <class V, OfType<SwapMark> T>
void fields(V& visit, T& value)
{
    visit("time", value.time);
    visit("accepted", value.accepted);
    visit("version", value.version);
    visit("before", value.before);
    visit("after", value.after);
    visit("configuration", value.configuration);
    visit("reason", value.reason);
}

template <class V, OfType<Realised> T>
void fields(V& visit, T& value)
{
    visit("configuration", value.configuration);
    visit("accuracy", value.accuracy);
    visit("accepted", value.accepted);
    visit("cost", value.cost);
}

template <class V, OfType<ProfileState> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("budget", value.budget);
    visit("points", value.points);
    visit("estimated", value.estimated);
    visit("chosen", value.chosen);
    visit("realised", value.realised);
}

template <class V, OfType<CameraState> T>
void fields(V& visit, T& value)
{
    visit("info", value.info);
    visit("condition", value.condition);
    visit("conditionReason", value.conditionReason);
    visit("conditionSince", value.conditionSince);
    visit("frame", value.frame);
    visit("frameTime", value.frameTime);
    visit("weights", value.weights);
    visit("predictions", value.predictions);
    visit("server", value.server);
    visit("age", value.age);
    visit("serving", value.serving);
    visit("recentFrames", value.recentFrames);
    visit("framesProcessed", value.framesProcessed);
    visit("framesDropped", value.framesDropped);
    visit("framesScored", value.framesScored);
    visit("recentScores", value.recentScores);
    visit("accuracy", value.accuracy);
    visit("swaps", value.swaps);
    visit("profiles", value.profiles);
    visit("counts", value.counts);
    visit("videoFaults", value.videoFaults);
    visit("lastFault", value.lastFault);
}

template <class V, OfType<CameraCounts::Line> T>
void fields(V& visit, T& value)
{
    visit("forward", value.forward);
    visit("backward", value.backward);
}

template <class V, OfType<CameraCounts> T>
void fields(V& visit, T& value)
{
    visit("lines", value.lines);
    visit("zones", value.zones);
}

template <class V, OfType<JobState> T>
void fields(V& visit, T& value)
{
    visit("info", value.info);
    visit("started", value.started);
    visit("requested", value.requested);
    visit("granted", value.granted);
    visit("fraction", value.fraction);
    visit("outcome", value.outcome);
    visit("lane", value.lane);
}

template <class V, OfType<JobSpan> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("start", value.start);
    visit("end", value.end);
    visit("configuration", value.configuration);
    visit("outcome", value.outcome);
    visit("fraction", value.fraction);
    visit("charged", value.charged);
    visit("failure", value.failure);
    visit("movedTo", value.movedTo);
}

template <class V, OfType<Lane> T>
void fields(V& visit, T& value)
{
    visit("device", value.device);
    visit("camera", value.camera);
    visit("kind", value.kind);
    visit("samples", value.samples);
    visit("spans", value.spans);
}

template <class V, OfType<WindowState> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("start", value.start);
    visit("length", value.length);
    visit("counted", value.counted);
    visit("closed", value.closed);
    visit("cameras", value.cameras);
    visit("idle", value.idle);
}

template <class V, OfType<PlanState> T>
void fields(V& visit, T& value)
{
    visit("time", value.time);
    visit("plan", value.plan);
    visit("movesTried", value.movesTried);
}

template <class V, OfType<Calibration> T>
void fields(V& visit, T& value)
{
    visit("count", value.count);
    visit("sumError", value.sumError);
    visit("sumAbsoluteError", value.sumAbsoluteError);
}

template <class V, OfType<LogEntry> T>
void fields(V& visit, T& value)
{
    visit("time", value.time);
    visit("sequence", value.sequence);
    visit("body", value.body);
}

template <class V, OfType<Revisions> T>
void fields(V& visit, T& value)
{
    visit("cameras", value.cameras);
    visit("accuracy", value.accuracy);
    visit("timeline", value.timeline);
    visit("profiles", value.profiles);
    visit("plans", value.plans);
    visit("windows", value.windows);
}

template <class V, OfType<SessionState> T>
void fields(V& visit, T& value)
{
    visit("session", value.session);
    visit("closed", value.closed);
    visit("time", value.time);
    visit("events", value.events);
    visit("cameras", value.cameras);
    visit("jobs", value.jobs);
    visit("running", value.running);
    visit("lanes", value.lanes);
    visit("latestUse", value.latestUse);
    visit("windows", value.windows);
    visit("plans", value.plans);
    visit("calibration", value.calibration);
    visit("log", value.log);
    visit("logDropped", value.logDropped);
    visit("revisions", value.revisions);
}

} // namespace jackdaw::session
