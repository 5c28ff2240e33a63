// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/trace_file.h"

#include "engine/base/text_file.h"
#include "engine/json/reader.h"
#include "engine/scheduling/profile_reader.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

namespace jackdaw::simulation {

using json::Object;
using json::Place;
using json::Range;
using scheduling::DeviceCapacity;
using scheduling::Estimate;

namespace {

constexpr std::size_t kMostStreams = 10'000;
constexpr std::size_t kMostOptions = 1'000;
constexpr std::int64_t kMostFamilies = 1'000'000;
constexpr std::size_t kMostWindows = 100'000;
constexpr std::size_t kMostDevices = 10'000;
constexpr std::size_t kMostProfiles = 1'000'000;
constexpr std::size_t kMostModels = 10'000;
constexpr std::size_t kMostNumbers = 10'000;
constexpr std::size_t kLongestText = 100'000;
constexpr double kShortest = 1e-6;
constexpr double kMostGpus = 1e6;

constexpr Range kFraction{0.0, 1.0};
constexpr Range kCapacity{kShortest, kMostGpus};
constexpr Range kDuration{kShortest, 1e9}; ///< seconds and GPU-seconds
constexpr scheduling::ProfileRanges kProfile{kDuration, kCapacity};
constexpr Range kAmount{0.0, 1e9};
constexpr Range kMemory{0.0, 1e18}; ///< bytes

/// A number, or an object of value, low and high.
std::optional<Estimate> readEstimate(Object& fields, const std::string& key, Range range)
{
    const auto place = fields.place(key, false);
    if (!place)
        return std::nullopt;
    if (!place->isObject())
        return Estimate::exact(place->number(range).value_or(range.low));
    Object object(*place);
    const Estimate estimate{object.number("value", range), object.number("low", range), object.number("high", range)};
    if (!place->faulty() && estimate.low > estimate.value)
        object.refuse("low", "at most the value");
    if (!place->faulty() && estimate.high < estimate.value)
        object.refuse("high", "at least the value");
    object.finish();
    return estimate;
}

DeviceCapacity readDevice(const Place& place)
{
    Object fields(place);
    DeviceCapacity device;
    device.gpus = fields.number("gpus", kCapacity);
    device.memoryBytes = fields.number("memory_bytes", kMemory, 0.0);
    fields.finish();
    return device;
}

Scene readScene(Object fields)
{
    Scene scene;
    if (fields.has("class_distribution"))
        scene.classDistribution = fields.numbers("class_distribution", 1, kMostNumbers, kFraction);
    scene.hour = fields.optionalNumber("hour", {0.0, 24.0});
    scene.objects = fields.optionalNumber("objects", kAmount);
    scene.location = fields.text("location", kLongestText, "");
    fields.finish();
    return scene;
}

CachedModel readModel(const Place& place)
{
    Object fields(place);
    CachedModel model;
    model.name = fields.text("name", kLongestText);
    model.scene = readScene(fields.object("scene", false));
    fields.finish();
    return model;
}

TracedOption readOption(const Place& place)
{
    Object fields(place);
    TracedOption option;
    option.name = fields.text("name", kLongestText);
    option.gpuSeconds = fields.number("gpu_seconds", kDuration);
    option.finalAccuracy = fields.number("final_accuracy", kFraction);
    option.predictedGpuSeconds = readEstimate(fields, "predicted_gpu_seconds", kDuration);
    option.predictedFinalAccuracy = readEstimate(fields, "predicted_final_accuracy", kFraction);
    if (fields.has("family"))
        option.family = static_cast<std::uint32_t>(fields.integer("family", 0, kMostFamilies));
    option.memoryBytes = fields.number("memory_bytes", kMemory, 0.0);
    option.measured = fields.boolean("measured", true);
    fields.finish();
    return option;
}

std::vector<TracedOption> readOptions(Object& fields)
{
    std::vector<TracedOption> options;
    std::set<std::string> names;
    fields.array("configurations", 0, kMostOptions, true, [&](const Place& place) {
        options.push_back(readOption(place));
        if (!place.faulty() && !names.insert(options.back().name).second)
            Object(place).refuse("name", "different from the names before it");
    });
    return options;
}

RecordedOutcome readOutcome(Object fields, const std::vector<TracedOption>& options)
{
    RecordedOutcome outcome;
    outcome.accuracy = fields.number("accuracy", kFraction);
    outcome.swapped = fields.boolean("swapped", false);
    const std::string name = fields.text("configuration", kLongestText, "");
    fields.finish();
    for (std::size_t i = 0; i < options.size(); ++i)
        if (options[i].name == name)
            outcome.option = i;
    if (!outcome.option && !name.empty())
        fields.refuse("configuration", "the name of one of the stream's configurations");
    return outcome;
}

/// Reads a trace from its outer parts to its windows, which refer to them.
class TraceReader {
public:
    Trace read(const Place& document)
    {
        Object fields(document);
        readHead(fields);
        fields.array("inference_profiles", 1, kMostProfiles, true, [&](const Place& place) {
            m_trace.inferenceProfiles.push_back(scheduling::readProfile(Object(place), kProfile));
        });
        fields.array("streams", 1, kMostStreams, true, [&](const Place& place) { readStream(place); });
        fields.array("cached_models", 1, kMostModels, false,
                     [&](const Place& place) { m_trace.cachedModels.push_back(readModel(place)); });
        if (fields.faulty("streams") || fields.faulty("inference_profiles") || fields.faulty("cached_models"))
            fields.place("windows", true); // they refer to these, so that nothing could be said of them
        else
            fields.array("windows", 1, kMostWindows, true, [&](const Place& place) { readWindow(place); });
        fields.finish();
        return std::move(m_trace);
    }

private:
    void readHead(Object& fields)
    {
        if (fields.text("format", kLongestText) != "jackdaw-trace")
            fields.refuse("format", "\"jackdaw-trace\"");
        if (fields.integer("version", 0, 1'000'000) != kTraceVersion)
            fields.refuse("version", std::to_string(kTraceVersion) + ", the version that this program reads");
        fields.text("$schema", kLongestText, "");
        m_trace.name = fields.text("name", kLongestText);
        m_trace.description = fields.text("description", kLongestText, "");
        fields.array("devices", 1, kMostDevices, true, [&](const Place& place) {
            m_trace.devices.push_back(readDevice(place));
            m_trace.devices.back().device.value = static_cast<std::uint32_t>(m_trace.devices.size() - 1);
        });
        m_trace.quantum = Share{fields.number("quantum", kCapacity)};
        if (fields.has("throughput"))
            readThroughput(fields.object("throughput", false));
    }

    void readThroughput(Object curve)
    {
        m_trace.throughput.share = curve.numbers("share", 1, kMostNumbers, kCapacity);
        curve.mustRise("share", m_trace.throughput.share, false);
        m_trace.throughput.speed = curve.numbers("speed", 1, kMostNumbers, kCapacity);
        curve.mustRise("speed", m_trace.throughput.speed, true);
        curve.mustMatch("speed", m_trace.throughput.speed.size(), "share", m_trace.throughput.share.size());
        curve.finish();
    }

    void readStream(const Place& place)
    {
        Object fields(place);
        TracedStream stream;
        stream.id = fields.text("id", kLongestText);
        stream.weight = fields.number("weight", kDuration, 1.0);
        stream.floor = fields.number("floor", kFraction, 0.0);
        fields.finish();
        if (!place.faulty() && !m_streams.emplace(stream.id, m_trace.streams.size()).second)
            fields.refuse("id", "different from the other streams' ids");
        m_trace.streams.push_back(std::move(stream));
    }

    void readWindow(const Place& place)
    {
        Object fields(place);
        TracedWindow window;
        window.seconds = fields.number("seconds", kDuration);
        window.labellingSeconds = fields.number("labelling_seconds", kAmount, 0.0);
        window.profilingSeconds = fields.number("profiling_seconds", kAmount, 0.0);
        window.delayInferenceShare = fields.number("delay_inference_share", kFraction, 1.0);
        window.streams.resize(m_trace.streams.size());
        std::vector<bool> seen(m_trace.streams.size());
        fields.array("streams", m_trace.streams.size(), m_trace.streams.size(), true,
                     [&](const Place& element) { readStreamWindow(element, window, seen); });
        fields.finish();
        m_trace.windows.push_back(std::move(window));
    }

    void readStreamWindow(const Place& place, TracedWindow& window, std::vector<bool>& seen)
    {
        Object fields(place);
        const auto found = m_streams.find(fields.text("stream", kLongestText));
        if (found == m_streams.end())
            return fields.refuse("stream", "the id of one of the trace's streams");
        if (seen[found->second])
            return fields.refuse("stream", "a stream that the window does not list before");
        seen[found->second] = true;
        window.streams[found->second] = readStreamValues(fields);
        fields.finish();
    }

    StreamWindow readStreamValues(Object& fields)
    {
        StreamWindow values;
        values.startAccuracy = fields.number("start_accuracy", kFraction);
        values.predictedStartAccuracy = readEstimate(fields, "predicted_start_accuracy", kFraction);
        values.carriedDrop = fields.optionalNumber("carried_drop", {-1.0, 1.0});
        const auto last = static_cast<std::int64_t>(m_trace.inferenceProfiles.size()) - 1;
        values.inferenceProfile = static_cast<std::size_t>(fields.integer("inference_profile", 0, last, 0));
        values.options = readOptions(fields);
        if (fields.has("scene"))
            values.scene = readScene(fields.object("scene", false));
        if (fields.has("cached_accuracy")) {
            values.cachedAccuracy = fields.numbers("cached_accuracy", 0, kMostNumbers, kFraction);
            if (values.cachedAccuracy.size() != m_trace.cachedModels.size())
                fields.refuse("cached_accuracy", "as long as \"cached_models\" of the trace");
        }
        if (fields.has("recorded"))
            values.recorded = readOutcome(fields.object("recorded", false), values.options);
        return values;
    }

    Trace m_trace;
    std::map<std::string, std::size_t> m_streams;
};

} // namespace

Result<Trace> parseTrace(std::string_view text, const std::string& name)
{
    json::Faults faults;
    Trace trace;
    if (const auto document = json::parse(text, faults))
        trace = TraceReader().read(Place(*document, faults));
    if (!faults.empty())
        return tl::unexpected(faults.error("trace", name));
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
