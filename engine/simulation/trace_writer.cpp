// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/trace_file.h"

#include "engine/scheduling/profile_reader.h"

#include "engine/base/text_file.h"

#include <nlohmann/json.hpp>

namespace jackdaw::simulation {

using scheduling::Estimate;
using scheduling::InferenceProfile;

namespace {

using Json = nlohmann::ordered_json;

Json estimateJson(const Estimate& estimate)
{
    if (estimate == Estimate::exact(estimate.value))
        return estimate.value;
    return Json{{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

void putEstimate(Json& object, const char* key, const std::optional<Estimate>& estimate)
{
    if (estimate)
        object[key] = estimateJson(*estimate);
}

/// Leaves out what is as it is by default.
template <class T>
void putUnless(Json& object, const char* key, const T& value, const T& fallback)
{
    if (value != fallback)
        object[key] = value;
}

Json servingJson(const scheduling::ServingCurve& curve)
{
    Json object{{"server", scheduling::serverNames().at(static_cast<std::size_t>(curve.server))}};
    putUnless(object, "moved", curve.moved, false);
    putUnless(object, "moving", curve.moving.value, 0.0);
    object["full_rate_demand"] = curve.fullRateDemand.value;
    object["subsampling"] = curve.subsampling;
    object["factor"] = curve.factor;
    putUnless(object, "offset", curve.offset, {});
    return object;
}

Json profileJson(const InferenceProfile& profile)
{
    const bool byShare = !profile.shares.empty();
    Json object{{"full_rate_demand", profile.fullRateDemand.value},
                {byShare ? "shares" : "subsampling", byShare ? profile.shares : profile.subsampling},
                {"factor", profile.factor}};
    for (const scheduling::ServingCurve& curve : profile.alternatives)
        object["alternatives"].push_back(servingJson(curve));
    return object;
}

Json sceneJson(const Scene& scene)
{
    Json object = Json::object();
    putUnless(object, "class_distribution", scene.classDistribution, {});
    if (scene.hour)
        object["hour"] = *scene.hour;
    if (scene.objects)
        object["objects"] = *scene.objects;
    putUnless(object, "location", scene.location, {});
    return object;
}

Json optionJson(const TracedOption& option)
{
    Json object{{"name", option.name}, {"gpu_seconds", option.gpuSeconds}, {"final_accuracy", option.finalAccuracy}};
    putEstimate(object, "predicted_gpu_seconds", option.predictedGpuSeconds);
    putEstimate(object, "predicted_final_accuracy", option.predictedFinalAccuracy);
    if (option.family)
        object["family"] = *option.family;
    putUnless(object, "memory_bytes", option.memoryBytes, 0.0);
    putUnless(object, "measured", option.measured, true);
    return object;
}

Json outcomeJson(const RecordedOutcome& outcome, const std::vector<TracedOption>& options)
{
    Json object{{"accuracy", outcome.accuracy}, {"swapped", outcome.swapped}};
    if (outcome.option)
        object["configuration"] = options[*outcome.option].name;
    return object;
}

Json streamWindowJson(const StreamWindow& values, const std::string& id)
{
    Json object{{"stream", id}, {"start_accuracy", values.startAccuracy}};
    putEstimate(object, "predicted_start_accuracy", values.predictedStartAccuracy);
    if (values.carriedDrop)
        object["carried_drop"] = *values.carriedDrop;
    putUnless(object, "inference_profile", values.inferenceProfile, std::size_t{0});
    object["configurations"] = Json::array();
    for (const TracedOption& option : values.options)
        object["configurations"].push_back(optionJson(option));
    if (values.scene)
        object["scene"] = sceneJson(*values.scene);
    putUnless(object, "cached_accuracy", values.cachedAccuracy, {});
    if (values.recorded)
        object["recorded"] = outcomeJson(*values.recorded, values.options);
    return object;
}

Json windowJson(const Trace& trace, const TracedWindow& window)
{
    Json object{{"seconds", window.seconds}};
    putUnless(object, "labelling_seconds", window.labellingSeconds, 0.0);
    putUnless(object, "profiling_seconds", window.profilingSeconds, 0.0);
    putUnless(object, "delay_inference_share", window.delayInferenceShare, 1.0);
    object["streams"] = Json::array();
    for (std::size_t v = 0; v < window.streams.size(); ++v)
        object["streams"].push_back(streamWindowJson(window.streams[v], trace.streams[v].id));
    return object;
}

Json streamJson(const TracedStream& stream)
{
    Json object{{"id", stream.id}};
    putUnless(object, "weight", stream.weight, 1.0);
    putUnless(object, "floor", stream.floor, 0.0);
    return object;
}

Json deviceJson(const scheduling::DeviceCapacity& device)
{
    Json object{{"gpus", device.gpus}};
    putUnless(object, "memory_bytes", device.memoryBytes, 0.0);
    return object;
}

template <class T, class Function>
Json listJson(const std::vector<T>& values, Function&& element)
{
    Json list = Json::array();
    for (const T& value : values)
        list.push_back(element(value));
    return list;
}

} // namespace

std::string traceJson(const Trace& trace)
{
    Json document{{"format", "jackdaw-trace"}, {"version", kTraceVersion}, {"name", trace.name}};
    putUnless(document, "description", trace.description, {});
    document["devices"] = listJson(trace.devices, deviceJson);
    document["quantum"] = trace.quantum.value;
    if (!trace.throughput.share.empty())
        document["throughput"] = Json{{"share", trace.throughput.share}, {"speed", trace.throughput.speed}};
    document["inference_profiles"] = listJson(trace.inferenceProfiles, profileJson);
    document["streams"] = listJson(trace.streams, streamJson);
    if (!trace.cachedModels.empty())
        document["cached_models"] = listJson(trace.cachedModels, [](const CachedModel& model) {
            return Json{{"name", model.name}, {"scene", sceneJson(model.scene)}};
        });
    document["windows"] =
        listJson(trace.windows, [&](const TracedWindow& window) { return windowJson(trace, window); });
    return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Status writeTrace(const Trace& trace, const std::filesystem::path& file)
{
    return writeText(file, traceJson(trace));
}

} // namespace jackdaw::simulation
