// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/resume_state.h"

#include <concepts>
#include <type_traits>

/// The fields of what a resumed run goes on with; for the rules see event_fields.h.
namespace jackdaw::session {

/// T or const T.
template <class T, class Wanted>
concept OfType = std::same_as<std::remove_const_t<T>, Wanted>;

template <class V, OfType<LearnedCost> T>
void fields(V& visit, T& value)
{
    visit("shape", value.shape);
    visit("seconds", value.seconds);
    visit("weight", value.weight);
}

template <class V, OfType<LearnedCurve::Point> T>
void fields(V& visit, T& value)
{
    visit("epochs", value.epochs);
    visit("accuracy", value.accuracy);
    visit("objects", value.objects);
}

template <class V, OfType<LearnedCurve> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("family", value.family);
    visit("points", value.points);
}

template <class V, OfType<CarriedSums> T>
void fields(V& visit, T& value)
{
    visit("models", value.models);
    visit("served", value.served);
    visit("before", value.before);
    visit("after", value.after);
}

template <class V, OfType<SourceFrame> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("frame", value.frame);
    visit("sourceTime", value.sourceTime);
    visit("frameTime", value.frameTime);
}

template <class V, OfType<KeptPredictions> T>
void fields(V& visit, T& value)
{
    visit("frameTime", value.frameTime);
    visit("weights", value.weights);
    visit("detections", value.detections);
    visit.added("server", value.server, Server::Student);
    visit.added("moved", value.moved, false);
}

template <class V, OfType<Serving> T>
void fields(V& visit, T& value)
{
    visit("server", value.server);
    visit("moved", value.moved);
    visit("every", value.every);
}

template <class V, OfType<MovingAtBorder> T>
void fields(V& visit, T& value)
{
    visit("waiting", value.waiting);
    visit("underWay", value.underWay);
    visit("found", value.found);
}

template <class V, OfType<InferenceAtBorder> T>
void fields(V& visit, T& value)
{
    visit("standing", value.standing);
    visit("waiting", value.waiting);
    visit("underWay", value.underWay);
    visit("found", value.found);
    visit.added("trial", value.trial, std::optional<std::vector<Detection>>());
    visit.added("trials", value.trials, std::uint32_t{0});
    visit.added("turn", value.turn, std::uint32_t{0});
    visit.added("serving", value.serving, std::optional<Serving>());
    visit.added("standsOn", value.standsOn, std::optional<SourceFrame>());
    visit.added("moving", value.moving, MovingAtBorder{});
}

template <class V, OfType<LabellingAtBorder> T>
void fields(V& visit, T& value)
{
    visit("queue", value.queue);
    visit("underWay", value.underWay);
    visit("labels", value.labels);
    visit("failure", value.failure);
    visit("action", value.action);
    visit("givenUp", value.givenUp);
    visit.added("chargedBefore", value.chargedBefore, std::optional<GpuSeconds>());
}

template <class V, OfType<FrameToScore> T>
void fields(V& visit, T& value)
{
    visit("frame", value.frame);
    visit("standing", value.standing);
    visit("labels", value.labels);
    visit.added("fresh", value.fresh, std::optional<KeptPredictions>());
}

template <class V, OfType<VersionChange> T>
void fields(V& visit, T& value)
{
    visit("time", value.time);
    visit("weights", value.weights);
}

template <class V, OfType<ScoresAtBorder> T>
void fields(V& visit, T& value)
{
    visit("open", value.open);
    visit("scored", value.scored);
    visit("changes", value.changes);
    visit("last", value.last);
}

template <class V, OfType<RecordAtBorder> T>
void fields(V& visit, T& value)
{
    visit("retrained", value.retrained);
    visit("configuration", value.configuration);
    visit("framesDue", value.framesDue);
    visit("framesDropped", value.framesDropped);
    visit("charged", value.charged);
}

template <class V, OfType<RetrainingAtBorder> T>
void fields(V& visit, T& value)
{
    visit("configuration", value.configuration);
    visit("window", value.window);
    visit("before", value.before);
    visit("after", value.after);
    visit("hash", value.hash);
    visit("objects", value.objects);
    visit("points", value.points);
    visit("inTraining", value.inTraining);
    visit("measured", value.measured);
    visit("fraction", value.fraction);
    visit.added("peopleBefore", value.peopleBefore, std::optional<Accuracy>());
    visit.added("peopleAfter", value.peopleAfter, std::optional<Accuracy>());
}

template <class V, OfType<BelievedAccuracy> T>
void fields(V& visit, T& value)
{
    visit("value", value.value);
    visit("low", value.low);
    visit("high", value.high);
}

template <class V, OfType<SeenModel> T>
void fields(V& visit, T& value)
{
    visit("right", value.right);
    visit("wrong", value.wrong);
}

template <class V, OfType<AgedBoxes> T>
void fields(V& visit, T& value)
{
    visit("age", value.age);
    visit("agreement", value.agreement);
    visit("objects", value.objects);
    visit("moved", value.moved);
    visit("server", value.server);
}

template <class V, OfType<CameraAtBorder> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("version", value.version);
    visit("hash", value.hash);
    visit("lastAccuracy", value.lastAccuracy);
    visit("rehearsal", value.rehearsal);
    // "start" was a list of three numbers in sessions from before: a name is not used again for another type.
    visit.added("believed", value.start, std::optional<BelievedAccuracy>());
    visit.added("lost", value.lost, false);
    visit.added("ended", value.ended, false);
    visit.added("inference", value.inference, InferenceAtBorder{});
    visit.added("scoring", value.scoring, LabellingAtBorder{});
    visit.added("sampling", value.sampling, LabellingAtBorder{});
    visit.added("scores", value.scores, ScoresAtBorder{});
    visit.added("record", value.record, RecordAtBorder{});
    visit.added("retraining", value.retraining, std::optional<RetrainingAtBorder>());
    visit.added("seen", value.seen, SeenModel{});
    visit.added("aged", value.aged, std::vector<AgedBoxes>());
    visit.added("taught", value.taught, std::vector<SourceFrame>());
}

template <class V, OfType<PlacedJob> T>
void fields(V& visit, T& value)
{
    visit("kind", value.kind);
    visit("camera", value.camera);
    visit("device", value.device);
    visit.added("host", value.host, DeviceId{0});
    visit.added("job", value.job, JobId{0});
    visit.added("charged", value.charged, GpuSeconds{0});
}

template <class V, OfType<BatchesOfShape> T>
void fields(V& visit, T& value)
{
    visit("shape", value.shape);
    visit("count", value.count);
}

template <class V, OfType<BatchAtBorder> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("pool", value.pool);
    visit("lane", value.lane);
    visit("space", value.space);
    visit("begun", value.begun);
    visit("counted", value.counted);
    visit("used", value.used);
    visit("batches", value.batches);
    visit("failure", value.failure);
    visit("action", value.action);
    visit.added("share", value.share, Share{0});
    visit.added("part", value.part, 0U);
    visit.added("parts", value.parts, 1U);
    visit.added("waits", value.waits, false);
}

template <class V, OfType<LeavingJob> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("kind", value.kind);
    visit("owners", value.owners);
    visit("charged", value.charged);
    visit("failure", value.failure);
}

template <class V, OfType<ShareAtBorder> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("share", value.share);
    visit("latency", value.latency);
    visit("ofTime", value.ofTime);
    visit.added("urgent", value.urgent, false);
    visit.added("lead", value.lead, 0.0);
    visit.added("ready", value.ready, false);
    visit.added("served", value.served, std::optional<double>());
}

template <class V, OfType<UseAtBorder> T>
void fields(V& visit, T& value)
{
    visit("job", value.job);
    visit("used", value.used);
}

template <class V, OfType<DeviceAtBorder> T>
void fields(V& visit, T& value)
{
    visit("device", value.device);
    visit("sampled", value.sampled);
    visit("used", value.used);
    visit("shares", value.shares);
    visit("running", value.running);
    visit("leaving", value.leaving);
}

template <class V, OfType<ResumeState> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("nextJob", value.nextJob);
    visit("costs", value.costs);
    visit("curves", value.curves);
    visit("carried", value.carried);
    visit("cameras", value.cameras);
    visit("placement", value.placement);
    visit.added("devices", value.devices, std::vector<DeviceAtBorder>());
    visit.added("closing", value.closing, std::optional<WindowId>());
}

} // namespace jackdaw::session
