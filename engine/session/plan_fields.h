// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/session/resume_fields.h"

/// The fields of plans, as event_fields.h has those of other events.
namespace jackdaw::session {

/// What a plan gave one stream, as sessions before the jobs had it.
struct OlderPlannedStream {
    CameraId camera;
    Share inference;
    Share retraining;
    std::optional<ConfigurationId> configuration;
    Accuracy expected;
    bool contested = false;
};

template <class V, OfType<OlderPlannedStream> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("inference", value.inference);
    visit("retraining", value.retraining);
    visit("configuration", value.configuration);
    visit("expected", value.expected);
    visit("contested", value.contested);
}

/// The streams' jobs, in the order in which older plan traces number them.
inline std::vector<PlannedJob> jobsOfOlder(const std::vector<OlderPlannedStream>& streams)
{
    const auto deviceOf = [](Share share) { return share.value > 0.0 ? std::optional(DeviceId{0}) : std::nullopt; };
    std::vector<PlannedJob> jobs;
    for (const OlderPlannedStream& stream : streams) {
        jobs.push_back({JobKind::Inference,
                        {stream.camera},
                        deviceOf(stream.inference),
                        stream.inference,
                        std::nullopt,
                        stream.expected,
                        false});
        jobs.push_back({JobKind::Retraining,
                        {stream.camera},
                        deviceOf(stream.retraining),
                        stream.retraining,
                        stream.configuration,
                        std::nullopt,
                        stream.contested});
    }
    return jobs;
}

template <class V, OfType<ServingChosen> T>
void fields(V& visit, T& value)
{
    visit("camera", value.camera);
    visit("serving", value.serving);
    visit("share", value.share);
    visit("expected", value.expected);
    visit("reason", value.reason);
}

template <class V, OfType<PlannedJob> T>
void fields(V& visit, T& value)
{
    visit("kind", value.kind);
    visit("owners", value.owners);
    visit("device", value.device);
    visit("share", value.share);
    visit("configuration", value.configuration);
    visit("expected", value.expected);
    visit("contested", value.contested);
    visit.added("serving", value.serving, std::optional<Serving>());
}

template <class V, OfType<PlanComputed> T>
void fields(V& visit, T& value)
{
    visit("window", value.window);
    visit("planner", value.planner);
    visit("reason", value.reason);
    visit("remaining", value.remaining);
    visit.template replacing<std::vector<OlderPlannedStream>>("streams", "jobs", value.jobs, jobsOfOlder);
    visit("expected", value.expected);
    visit("trace", value.trace);
    visit.added("decisiveFrom", value.decisiveFrom, std::uint32_t{0});
    visit.added("searchStart", value.searchStart, std::vector<Share>());
    visit("explanation", value.explanation);
    visit.added("problem", value.problem, std::string());
}

} // namespace jackdaw::session
