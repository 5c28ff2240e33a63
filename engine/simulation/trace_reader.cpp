// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/trace_file.h"

#include "engine/base/text_file.h"
#include "engine/simulation/json_fields.h"

#include <map>

namespace jackdaw::simulation {

using scheduling::DeviceCapacity;
using scheduling::InferenceProfile;

namespace {

constexpr std::size_t kMostStreams = 10'000;
constexpr std::size_t kMostOptions = 1'000;
constexpr std::size_t kMostFamilies = 1'000'000;
constexpr std::size_t kMostWindows = 100'000;
constexpr std::size_t kMostDevices = 10'000;
constexpr std::size_t kMostProfiles = 1'000'000;
constexpr std::size_t kMostModels = 10'000;
constexpr double kShortest = 1e-6;
constexpr double kLongest = 1e9; ///< seconds and GPU-seconds
constexpr double kMostGpus = 1e6;
constexpr double kMostBytes = 1e18;

/// Notes the first number that is not above the one before it.
void mustRise(JsonFields& fields, const std::string& key, const std::vector<double>& values, bool mayStand)
{
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i] < values[i - 1] || (values[i] == values[i - 1] && !mayStand)) {
            if (const auto list = fields.place(key); list && !list->faulty())
                list->element(i).refuse(mayStand ? "at least the number before it" : "above the number before it");
            return;
        }
}

void mustMatch(JsonFields& fields, const std::string& key, std::size_t size, const std::string& other,
               std::size_t wanted)
{
    if (size != wanted)
        fields.refuse(key, "as long as " + other);
}

InferenceProfile readProfile(const JsonPlace& place)
{
    JsonFields fields(place);
    InferenceProfile profile;
    profile.fullRateDemand = Share{fields.number("full_rate_demand", 0.0, kMostGpus)};
    const bool byShare = fields.has("shares");
    const std::string points = byShare ? "shares" : "subsampling";
    std::vector<double> values = fields.numbers(points, 1, kShortest, kLongest);
    mustRise(fields, points, values, false);
    profile.factor = fields.numbers("factor", 1, 0.0, 1.0);
    mustMatch(fields, "factor", profile.factor.size(), "\"" + points + "\"", values.size());
    (byShare ? profile.shares : profile.subsampling) = std::move(values);
    fields.finish();
    return profile;
}

DeviceCapacity readDevice(const JsonPlace& place)
{
    JsonFields fields(place);
    DeviceCapacity device;
    device.gpus = fields.number("gpus", kShortest, kMostGpus);
    device.memoryBytes = fields.number("memory_bytes", 0.0, kMostBytes, 0.0);
    fields.finish();
    return device;
}

Scene readScene(JsonFields& fields)
{
    Scene scene;
    if (fields.has("class_distribution"))
        scene.classDistribution = fields.numbers("class_distribution", 1, 0.0, 1.0);
    scene.hour = fields.optionalNumber("hour", 0.0, 24.0);
    scene.objects = fields.optionalNumber("objects", 0.0, kLongest);
    scene.location = fields.text("location", "");
    return scene;
}

CachedModel readModel(const JsonPlace& place)
{
    JsonFields fields(place);
    CachedModel model;
    model.name = fields.text("name");
    fields.object("scene", [&](JsonFields& scene) { model.scene = readScene(scene); });
    fields.finish();
    return model;
}

TracedOption readOption(const JsonPlace& place)
{
    JsonFields fields(place);
    TracedOption option;
    option.name = fields.text("name");
    option.gpuSeconds = fields.number("gpu_seconds", kShortest, kLongest);
    option.finalAccuracy = fields.number("final_accuracy", 0.0, 1.0);
    option.predictedGpuSeconds = fields.optionalEstimate("predicted_gpu_seconds", kShortest, kLongest);
    option.predictedFinalAccuracy = fields.optionalEstimate("predicted_final_accuracy", 0.0, 1.0);
    if (fields.has("family"))
        option.family = static_cast<std::uint32_t>(fields.count("family", kMostFamilies, 0));
    option.memoryBytes = fields.number("memory_bytes", 0.0, kMostBytes, 0.0);
    option.measured = fields.boolean("measured", true);
    fields.finish();
    return option;
}

std::vector<TracedOption> readOptions(JsonFields& fields)
{
    std::vector<TracedOption> options;
    std::set<std::string> names;
    fields.list("configurations", 0, kMostOptions, [&](const JsonPlace& place) {
        options.push_back(readOption(place));
        if (!place.faulty() && !names.insert(options.back().name).second)
            place.member("name")->refuse("different from the names before it");
    });
    return options;
}

RecordedOutcome readOutcome(JsonFields& fields, const std::vector<TracedOption>& options)
{
    RecordedOutcome outcome;
    outcome.accuracy = fields.number("accuracy", 0.0, 1.0);
    outcome.swapped = fields.boolean("swapped", false);
    if (!fields.has("configuration"))
        return outcome;
    const std::string name = fields.text("configuration");
    for (std::size_t i = 0; i < options.size(); ++i)
        if (options[i].name == name)
            outcome.option = i;
    if (!outcome.option)
        fields.refuse("configuration", "the name of one of the stream's configurations");
    return outcome;
}

/// Reads a trace from its outer parts to its windows, which refer to them.
class TraceReader {
public:
    Trace read(const JsonPlace& document)
    {
        JsonFields fields(document);
        readHead(fields);
        fields.list("inference_profiles", 1, kMostProfiles,
                    [&](const JsonPlace& place) { m_trace.inferenceProfiles.push_back(readProfile(place)); });
        fields.list("streams", 1, kMostStreams, [&](const JsonPlace& place) { readStream(place); });
        if (fields.has("cached_models"))
            fields.list("cached_models", 1, kMostModels,
                        [&](const JsonPlace& place) { m_trace.cachedModels.push_back(readModel(place)); });
        fields.list("windows", 1, kMostWindows, [&](const JsonPlace& place) { readWindow(place); });
        fields.finish();
        return std::move(m_trace);
    }

private:
    void readHead(JsonFields& fields)
    {
        if (fields.text("format") != "jackdaw-trace")
            fields.refuse("format", "\"jackdaw-trace\"");
        if (fields.place("version") && fields.count("version", 1'000'000, 0) != kTraceVersion)
            fields.refuse("version", std::to_string(kTraceVersion) + ", the version that this program reads");
        fields.text("$schema", "");
        m_trace.name = fields.text("name");
        m_trace.description = fields.text("description", "");
        fields.list("devices", 1, kMostDevices, [&](const JsonPlace& place) {
            m_trace.devices.push_back(readDevice(place));
            m_trace.devices.back().device.value = static_cast<std::uint32_t>(m_trace.devices.size() - 1);
        });
        m_trace.quantum = Share{fields.number("quantum", kShortest, kMostGpus)};
        fields.object("throughput", [&](JsonFields& curve) {
            m_trace.throughput.share = curve.numbers("share", 1, kShortest, kMostGpus);
            mustRise(curve, "share", m_trace.throughput.share, false);
            m_trace.throughput.speed = curve.numbers("speed", 1, kShortest, kMostGpus);
            mustRise(curve, "speed", m_trace.throughput.speed, true);
            mustMatch(curve, "speed", m_trace.throughput.speed.size(), "\"share\"", m_trace.throughput.share.size());
        });
    }

    void readStream(const JsonPlace& place)
    {
        JsonFields fields(place);
        TracedStream stream;
        stream.id = fields.text("id");
        stream.weight = fields.number("weight", kShortest, kLongest, 1.0);
        stream.floor = fields.number("floor", 0.0, 1.0, 0.0);
        fields.finish();
        if (!place.faulty() && !m_streams.emplace(stream.id, m_trace.streams.size()).second)
            fields.refuse("id", "different from the other streams' ids");
        m_trace.streams.push_back(std::move(stream));
    }

    void readWindow(const JsonPlace& place)
    {
        JsonFields fields(place);
        TracedWindow window;
        window.seconds = fields.number("seconds", kShortest, kLongest);
        window.labellingSeconds = fields.number("labelling_seconds", 0.0, kLongest, 0.0);
        window.profilingSeconds = fields.number("profiling_seconds", 0.0, kLongest, 0.0);
        window.delayInferenceShare = fields.number("delay_inference_share", 0.0, 1.0, 1.0);
        window.streams.resize(m_trace.streams.size());
        std::vector<bool> seen(m_trace.streams.size());
        fields.list("streams", m_trace.streams.size(), m_trace.streams.size(),
                    [&](const JsonPlace& element) { readStreamWindow(element, window, seen); });
        fields.finish();
        m_trace.windows.push_back(std::move(window));
    }

    void readStreamWindow(const JsonPlace& place, TracedWindow& window, std::vector<bool>& seen)
    {
        JsonFields fields(place);
        const auto found = m_streams.find(fields.text("stream"));
        if (place.faulty())
            return;
        if (found == m_streams.end())
            return fields.refuse("stream", "the id of one of the trace's streams");
        if (seen[found->second])
            return fields.refuse("stream", "a stream that the window does not list before");
        seen[found->second] = true;
        window.streams[found->second] = readStreamValues(fields);
        fields.finish();
    }

    StreamWindow readStreamValues(JsonFields& fields)
    {
        StreamWindow values;
        values.startAccuracy = fields.number("start_accuracy", 0.0, 1.0);
        values.predictedStartAccuracy = fields.optionalEstimate("predicted_start_accuracy", 0.0, 1.0);
        values.carriedDrop = fields.optionalNumber("carried_drop", -1.0, 1.0);
        values.inferenceProfile = fields.count("inference_profile", m_trace.inferenceProfiles.size() - 1, 0);
        values.options = readOptions(fields);
        if (fields.has("scene"))
            fields.object("scene", [&](JsonFields& scene) { values.scene = readScene(scene); });
        if (fields.has("cached_accuracy")) {
            values.cachedAccuracy = fields.numbers("cached_accuracy", 0, 0.0, 1.0);
            mustMatch(fields, "cached_accuracy", values.cachedAccuracy.size(), "\"cached_models\" of the trace",
                      m_trace.cachedModels.size());
        }
        fields.object("recorded",
                      [&](JsonFields& recorded) { values.recorded = readOutcome(recorded, values.options); });
        return values;
    }

    Trace m_trace;
    std::map<std::string, std::size_t> m_streams;
};

} // namespace

Result<Trace> parseTrace(std::string_view text, const std::string& name)
{
    const auto document = parseJson(text, name);
    if (!document)
        return tl::unexpected(document.error());
    JsonFault fault{name, std::nullopt};
    Trace trace = TraceReader().read(JsonPlace(*document, fault));
    if (fault.error)
        return tl::unexpected(*fault.error);
    return trace;
}

Result<Trace> readTrace(const std::filesystem::path& file)
{
    const auto text = readText(file, "trace");
    return text ? parseTrace(*text, file.string()) : tl::unexpected(text.error());
}

bool looksLikeTrace(std::string_view text)
{
    const auto document = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    return document.is_object() && document.value("format", nlohmann::json()) == "jackdaw-trace";
}

} // namespace jackdaw::simulation
