// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/session/plan_fields.h"
#include "engine/session/resume_fields.h"

/// The fields of every event by name, written once for both directions: a visitor that writes takes constant values,
/// one that reads takes values to fill. A field that is renamed here can no longer be read from older sessions. A field
/// that came later is visited by added(), with the value that it has in sessions from before; one that took the place
/// of another is visited by replacing(), which makes it from the older one.
namespace jackdaw::session {

template <class V, OfType<ClassCounts> T>
void fields(V& visit, T& value)
{
    visit("tp", value.truePositives);
    visit("fp", value.falsePositives);
    visit("fn", value.falseNegatives);
}

template <class V, OfType<Interval> T>
void fields(V& visit, T& value)
{
    visit("low", value.low);
    visit("high", value.high);
}

template <class V, OfType<MeasuredAccuracy> T>
void fields(V& visit, T& value)
{
    visit("value", value.value);
    visit("balanced", value.balanced);
    visit("ap50", value.ap50);
    visit("count", value.count);
    visit("frames", value.frames);
    visit("interval", value.interval);
}

template <class V, OfType<EmptyFrames> T>
void fields(V& visit, T& value)
{
    visit("frames", value.frames);
    visit("falseAlarms", value.falseAlarms);
}

template <class V, OfType<Coverage> T>
void fields(V& visit, T& value)
{
    visit("objects", value.objects);
    visit("covered", value.covered);
}

template <class V, OfType<Detection> T>
void fields(V& visit, T& value)
{
    visit("x1", value.box.x1);
    visit("y1", value.box.y1);
    visit("x2", value.box.x2);
    visit("y2", value.box.y2);
    visit("label", value.label);
    visit("score", value.score);
}

template <class V, OfType<BatchCost> T>
void fields(V& visit, T& value)
{
    visit("shape", value.shape);
    visit("seconds", value.seconds);
}

template <class V, OfType<ConfigurationInfo> T>
void fields(V& visit, T& value)
{
    visit("id", value.id);
    visit("name", value.name);
}

template <class V, OfType<SessionStarted> T>
void fields(V& visit, T& value)
{
    visit("name", value.name);
    visit("softwareVersion", value.softwareVersion);
    visit("planner", value.planner);
    visit("clock", value.clock);
    visit("seed", value.seed);
    visit("windows", value.windows);
    visit("windowLength", value.windowLength);
    visit("classes", value.classes);
    visit("configurations", value.configurations);
    visit("student", value.student);
    visit("golden", value.golden);
    visit("devices", value.devices);
    visit("costTable", value.costTable);
    visit("scenario", value.scenario);
    visit.added("scoringCharged", value.scoringCharged, true);
}

template <class V, OfType<CameraAdded> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("name", value.name);
    visit("source", value.source);
    visit("width", value.width);
    visit("height", value.height);
    visit("framesPerSecond", value.framesPerSecond);
    visit("speed", value.speed);
    visit("offset", value.offset);
    visit("hasHumanLabels", value.hasHumanLabels);
    visit.added("relativeSource", value.relativeSource, std::string());
    visit.added("sourceBytes", value.sourceBytes, std::uint64_t{0});
    visit.added("sourceHash", value.sourceHash, std::string());
    visit.added("target", value.target, kDefaultTarget);
    visit.added("task", value.task, Task::Detection);
    visit.added("student", value.student, std::string());
    visit.added("live", value.live, false);
    visit.added("clips", value.clips, std::string());
    visit.added("lines", value.lines, std::vector<CountingLine>());
    visit.added("zones", value.zones, std::vector<CountingZone>());
    visit.added("ignored", value.ignored, std::vector<IgnoredRegion>());
}

template <class V, OfType<PicturePoint> T>
void fields(V& visit, T& value)
{
    visit("x", value.x);
    visit("y", value.y);
}

template <class V, OfType<CountingLine> T>
void fields(V& visit, T& value)
{
    visit("name", value.name);
    visit("from", value.from);
    visit("to", value.to);
}

template <class V, OfType<CountingZone> T>
void fields(V& visit, T& value)
{
    visit("name", value.name);
    visit("corners", value.corners);
}

template <class V, OfType<IgnoredRegion> T>
void fields(V& visit, T& value)
{
    visit("name", value.name);
    visit("corners", value.corners);
}

template <class V, OfType<CameraLost> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("reason", value.reason);
    visit("ended", value.ended);
}

template <class V, OfType<CameraRecovered> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit.added("reason", value.reason, std::string());
    visit.added("gap", value.gap, Nanoseconds{0});
}

template <class V, OfType<VideoFault> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("kind", value.kind);
    visit("sourceTime", value.sourceTime);
    visit("count", value.count);
    visit("message", value.message);
}

template <class V, OfType<CrossingCounted> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("line", value.line);
    visit("class", value.classIndex);
    visit("forward", value.forward);
    visit("track", value.track);
    visit("frameTime", value.frameTime);
}

template <class V, OfType<ZoneCounted> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("zone", value.zone);
    visit("objects", value.objects);
    visit("frameTime", value.frameTime);
}

template <class V, OfType<FrameIndexed> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("frame", value.frame);
    visit("sourceTime", value.sourceTime);
    visit("frameTime", value.frameTime);
    visit("weights", value.weights);
    visit("predictions", value.predictions);
    visit.added("server", value.server, Server::Student);
    visit.added("age", value.age, Nanoseconds{0});
}

template <class V, OfType<FrameDropped> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("frame", value.frame);
}

template <class V, OfType<FrameScored> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("window", value.window);
    visit("frame", value.frame);
    visit("frameTime", value.frameTime);
    visit("pair", value.pair);
    visit("weights", value.weights);
    visit("predictionAge", value.predictionAge);
    visit("counts", value.counts);
    visit.added("uncovered", value.uncovered, std::uint32_t{0});
    visit.added("server", value.server, Server::Student);
}

template <class V, OfType<ReferenceObject> T>
void fields(V& visit, T& value)
{
    visit("classes", value.allowedClasses);
    visit("x1", value.box.x1);
    visit("y1", value.box.y1);
    visit("x2", value.box.x2);
    visit("y2", value.box.y2);
}

template <class V, OfType<GoldenLabelled> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("frame", value.frame);
    visit("frameTime", value.frameTime);
    visit("labels", value.labels);
    visit("charged", value.charged);
    visit.added("reference", value.reference, std::vector<ReferenceObject>());
}

template <class V, OfType<CorrectedObject> T>
void fields(V& visit, T& value)
{
    visit("label", value.label);
    visit("x1", value.box.x1);
    visit("y1", value.box.y1);
    visit("x2", value.box.x2);
    visit("y2", value.box.y2);
}

template <class V, OfType<LabelCorrected> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("frame", value.frame);
    visit("sourceTime", value.sourceTime);
    visit("frameTime", value.frameTime);
    visit("verdict", value.verdict);
    visit("objects", value.objects);
    visit("use", value.use);
}

template <class V, OfType<WindowStarted> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("length", value.length);
    visit("counted", value.counted);
}

template <class V, OfType<KindCharge> T>
void fields(V& visit, T& value)
{
    visit("kind", value.kind);
    visit("charged", value.charged);
}

template <class V, OfType<CameraWindow> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("studentGolden", value.studentGolden);
    visit("goldenHuman", value.goldenHuman);
    visit("studentHuman", value.studentHuman);
    visit.added("empty", value.empty, EmptyFrames{});
    visit.added("coverage", value.coverage, std::optional<Coverage>());
    visit.added("freshGolden", value.freshGolden, std::optional<MeasuredAccuracy>());
    visit("retrained", value.retrained);
    visit("configuration", value.configuration);
    visit("framesDue", value.framesDue);
    visit("framesDropped", value.framesDropped);
    visit("charged", value.charged);
}

template <class V, OfType<WindowClosed> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("cameras", value.cameras);
}

template <class V, OfType<ProfileStarted> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("window", value.window);
    visit("budget", value.budget);
}

template <class V, OfType<ProfilePoint> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("window", value.window);
    visit("family", value.family);
    visit("epochs", value.epochs);
    visit("accuracy", value.accuracy);
    visit("cost", value.cost);
    visit("fromRetraining", value.fromRetraining);
}

template <class V, OfType<CurvePoint> T>
void fields(V& visit, T& value)
{
    visit("epochs", value.epochs);
    visit("mean", value.mean);
    visit("band", value.band);
}

template <class V, OfType<ConfigurationEstimate> T>
void fields(V& visit, T& value)
{
    visit("configuration", value.configuration);
    visit("family", value.family);
    visit("epochs", value.epochs);
    visit("cost", value.cost);
    visit("accuracy", value.accuracy);
    visit("interval", value.interval);
    visit("pareto", value.pareto);
}

template <class V, OfType<ProfileEstimated::Curve> T>
void fields(V& visit, T& value)
{
    visit("family", value.family);
    visit("points", value.points);
}

template <class V, OfType<ProfileEstimated> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("window", value.window);
    visit("startAccuracy", value.startAccuracy);
    visit("startInterval", value.startInterval);
    visit("heldOutObjects", value.heldOutObjects);
    visit("estimates", value.estimates);
    visit("curves", value.curves);
    visit("spent", value.spent);
}

template <class V, OfType<LeaseGranted> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("requested", value.requested);
    visit("granted", value.granted);
}

template <class V, OfType<JobStarted> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("kind", value.kind);
    visit("camera", value.camera);
    visit("device", value.device);
    visit("configuration", value.configuration);
}

template <class V, OfType<JobProgress> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("fraction", value.fraction);
}

template <class V, OfType<JobFinished> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("charged", value.charged);
}

template <class V, OfType<JobFailed> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("reason", value.reason);
}

template <class V, OfType<JobInterrupted> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
}

template <class V, OfType<WeightsSwapped> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("version", value.version);
    visit("hash", value.hash);
    visit("before", value.before);
    visit("after", value.after);
    visit("configuration", value.configuration);
    visit.added("peopleBefore", value.peopleBefore, std::optional<Accuracy>());
    visit.added("peopleAfter", value.peopleAfter, std::optional<Accuracy>());
}

template <class V, OfType<WeightsRejected> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("reason", value.reason);
    visit("before", value.before);
    visit("after", value.after);
    visit("configuration", value.configuration);
    visit.added("peopleBefore", value.peopleBefore, std::optional<Accuracy>());
    visit.added("peopleAfter", value.peopleAfter, std::optional<Accuracy>());
}

template <class V, OfType<JobUse> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("requested", value.requested);
    visit("granted", value.granted);
    visit("used", value.used);
}

template <class V, OfType<DeviceSample> T>
void fields(V& visit, T& value)
{
    visit("device", value.device);
    visit("interval", value.interval);
    visit("jobs", value.jobs);
}

template <class V, OfType<CostMeasured::Line> T>
void fields(V& visit, T& value)
{
    visit("shape", value.shape);
    visit("batches", value.batches);
    visit("chargedSeconds", value.chargedSeconds);
    visit("measuredSeconds", value.measuredSeconds);
}

template <class V, OfType<CostMeasured> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("lines", value.lines);
}

template <class V, OfType<Alert> T>
void fields(V& visit, T& value)
{
    visit("severity", value.severity);
    visit("camera", value.camera);
    visit("message", value.message);
    visit("action", value.action);
    visit.added("topic", value.topic, AlertTopic::Other);
}

template <class V, OfType<Note> T>
void fields(V& visit, T& value)
{
    visit("text", value.text);
}

template <class V, OfType<SessionClosed> T>
void fields(V& visit, T& value)
{
    visit("reason", value.reason);
    visit.added("outcome", value.outcome, RunOutcome::Finished);
    visit.added("action", value.action, std::string());
}

template <class V, OfType<UnknownEvent> T>
void fields(V& visit, T& value)
{
    visit("kind", value.kind);
    visit("payload", value.payload);
}

template <class V, OfType<JobMoved> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("device", value.device);
}

template <class V, OfType<DeviceIdle::Reason> T>
void fields(V& visit, T& value)
{
    visit("reason", value.reason);
    visit("seconds", value.seconds);
}

template <class V, OfType<DeviceIdle> T>
void fields(V& visit, T& value)
{
    visit("device", value.device);
    visit("window", value.window);
    visit("reasons", value.reasons);
}

} // namespace jackdaw::session
