// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/json/reader.h"
#include "engine/scheduling/problem_text.h"
#include "engine/scheduling/profile_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace jackdaw::scheduling {

using json::Object;
using json::Place;
using json::Range;

namespace {

constexpr std::size_t kMostStreams = 10'000;
constexpr std::size_t kMostOptions = 10'000;
constexpr std::size_t kMostNumbers = 10'000;
constexpr std::size_t kMostDevices = 10'000;
constexpr std::size_t kLongestText = 100'000;
constexpr std::int64_t kMostId = std::numeric_limits<std::uint32_t>::max();

constexpr double kMost = std::numeric_limits<double>::max();
constexpr Range kAny{-kMost, kMost};
constexpr Range kPositive{0.0, kMost, true};
constexpr Range kFraction{0.0, 1.0};
constexpr Range kDemand{0.0, 1e6};
constexpr Range kUsedDemand{0.0, 1e6, true};
constexpr ProfileRanges kProfile{kPositive, kUsedDemand};
constexpr Range kWindow{0.0, 1e9, true}; ///< seconds
constexpr Range kAmount{0.0, 1e9}; ///< GPU-seconds
constexpr Range kMemory{0.0, 1e18}; ///< bytes

std::uint32_t readId(Object& fields, const std::string& key)
{
    return static_cast<std::uint32_t>(fields.integer(key, 0, kMostId));
}

/// A number, or a list of value, low and high.
Estimate readEstimate(Object& fields, const std::string& key, Range range)
{
    const auto place = fields.place(key, true, "a number, or a list of value, low and high");
    if (!place)
        return Estimate::exact(range.high);
    if (!place->value().is_array())
        return Estimate::exact(place->number(range).value_or(range.high));
    const std::vector<Place> parts = place->elements(3, 3);
    if (parts.empty())
        return Estimate::exact(range.high);
    const Estimate estimate{parts[0].number(range).value_or(range.high), parts[1].number(kAny).value_or(0.0),
                            parts[2].number(kAny).value_or(0.0)};
    if (!place->faulty() && estimate.low > estimate.value)
        parts[1].refuse("at most the value");
    if (!place->faulty() && estimate.high < estimate.value)
        parts[2].refuse("at least the value");
    return estimate;
}

RetrainingOption readOption(const Place& place)
{
    Object fields(place);
    RetrainingOption option;
    option.configuration = ConfigurationId{readId(fields, "configuration")};
    option.name = fields.text("name", kLongestText, "");
    option.gpuSeconds = readEstimate(fields, "gpu_seconds", kPositive);
    option.finalAccuracy = readEstimate(fields, "final_accuracy", kFraction);
    option.memoryBytes = fields.number("memory_bytes", kMemory, 0.0);
    if (fields.has("family"))
        option.family = readId(fields, "family");
    fields.finish();
    return option;
}

/// A name, or the number of a kind that has none here.
JobKind readKind(Object& fields)
{
    const auto place = fields.place("kind", true, "the name of a kind of job");
    if (place && place->value().is_number())
        return static_cast<JobKind>(place->integer(0, std::numeric_limits<std::uint8_t>::max()).value_or(0));
    return static_cast<JobKind>(fields.choice("kind", jobKindNames(), 0));
}

JobPlace readPlace(Object fields)
{
    JobPlace place;
    if (fields.has("device"))
        place.device = DeviceId{readId(fields, "device")};
    place.moveCost = GpuSeconds{fields.number("move_cost", kAmount, 0.0)};
    fields.finish();
    return place;
}

Preparation readPreparation(Object fields)
{
    Preparation preparation;
    preparation.labelling = GpuSeconds{fields.number("labelling", kAmount, 0.0)};
    preparation.profiling = GpuSeconds{fields.number("profiling", kAmount, 0.0)};
    fields.finish();
    return preparation;
}

/// The parts of a problem in their order; further jobs name cameras that were read before.
class ProblemReader {
public:
    WindowProblem read(const Place& document)
    {
        Object fields(document);
        m_problem.seconds = fields.number("seconds", kWindow);
        m_problem.quantum = Share{fields.number("quantum", kPositive)};
        m_problem.carriedSeconds = fields.number("carried_seconds", kAny, 0.0);
        m_problem.seed = fields.unsignedInteger("seed", 0);
        if (fields.has("throughput"))
            m_problem.throughput = readThroughput(fields.object("throughput", true));
        fields.array("devices", 1, kMostDevices, true, [&](const Place& place) { readDevice(Object(place)); });
        fields.array("streams", 1, kMostStreams, true, [&](const Place& place) { readStream(Object(place)); });
        fields.array("further_jobs", 0, kMostStreams, false, [&](const Place& place) { readJob(Object(place)); });
        fields.finish();
        return std::move(m_problem);
    }

private:
    static ThroughputCurve readThroughput(Object fields)
    {
        ThroughputCurve curve;
        curve.share = fields.numbers("share", 1, kMostNumbers, kPositive);
        fields.mustRise("share", curve.share);
        curve.speed = fields.numbers("speed", 1, kMostNumbers, kPositive);
        fields.mustRise("speed", curve.speed, true);
        fields.mustMatch("speed", curve.speed.size(), "share", curve.share.size());
        fields.finish();
        return curve;
    }

    void readDevice(Object fields)
    {
        DeviceCapacity device;
        device.device = DeviceId{readId(fields, "device")};
        device.gpus = fields.number("gpus", kUsedDemand);
        device.memoryBytes = fields.number("memory_bytes", kMemory, 0.0);
        fields.finish();
        m_problem.devices.push_back(device);
    }

    void readStream(Object fields)
    {
        StreamProblem stream;
        stream.camera = CameraId{readId(fields, "camera")};
        if (!fields.faulty("camera") && !m_cameras.insert(stream.camera).second)
            fields.refuse("camera", "different from the other streams' cameras");
        stream.name = fields.text("name", kLongestText, "");
        stream.startAccuracy = readEstimate(fields, "start_accuracy", kFraction);
        fields.array("options", 0, kMostOptions, false,
                     [&](const Place& place) { stream.options.push_back(readOption(place)); });
        if (fields.has("preparation"))
            stream.preparation = readPreparation(fields.object("preparation", true));
        stream.inference = readProfile(fields.object("inference", true), kProfile);
        stream.floor = Accuracy{fields.number("floor", kFraction, 0.0)};
        stream.weight = fields.number("weight", kPositive, 1.0);
        if (const auto running = fields.place("running", false))
            stream.running = readOption(*running);
        if (stream.running && stream.preparation.total().value > 0.0)
            fields.refuse("preparation", "absent where a retraining runs");
        stream.inferenceMemoryBytes = fields.number("inference_memory_bytes", kMemory, 0.0);
        readPlaces(fields, stream);
        if (fields.has("throughput"))
            stream.throughput = readThroughput(fields.object("throughput", true));
        fields.finish();
        m_problem.streams.push_back(std::move(stream));
    }

    static void readPlaces(Object& fields, StreamProblem& stream)
    {
        if (fields.has("inference_place"))
            stream.inferencePlace = readPlace(fields.object("inference_place", true));
        if (fields.has("retraining_place"))
            stream.retrainingPlace = readPlace(fields.object("retraining_place", true));
    }

    void readJob(Object fields)
    {
        JobProblem job;
        job.kind = readKind(fields);
        job.name = fields.text("name", kLongestText, "");
        readOwners(fields, job);
        job.least = Share{fields.number("least", kDemand, 0.0)};
        if (fields.has("utility"))
            job.utility = readProfile(fields.object("utility", true), kProfile);
        job.memoryBytes = fields.number("memory_bytes", kMemory, 0.0);
        if (fields.has("place"))
            job.place = readPlace(fields.object("place", true));
        fields.finish();
        m_problem.furtherJobs.push_back(std::move(job));
    }

    void readOwners(Object& fields, JobProblem& job) const
    {
        std::set<CameraId> known;
        fields.array("owners", 1, kMostStreams, true, [&](const Place& place) {
            const auto owner = CameraId{static_cast<std::uint32_t>(place.integer(0, kMostId).value_or(0))};
            if (!place.faulty() && (!m_cameras.contains(owner) || !known.insert(owner).second))
                place.refuse("the camera of a stream, each once");
            job.owners.push_back(owner);
        });
    }

    WindowProblem m_problem;
    std::set<CameraId> m_cameras;
};

} // namespace

Result<WindowProblem> parseProblem(std::string_view text, const std::string& name)
{
    constexpr const char* kAction = "Open the session in the version of Jackdaw that wrote it.";
    json::Faults faults;
    WindowProblem problem;
    if (const auto document = json::parse(text, faults))
        problem = ProblemReader().read(Place(*document, faults));
    if (!faults.empty())
        return tl::unexpected(faults.error("planning problem", name, kAction));
    if (const Status valid = validate(problem); !valid)
        return fail(ErrorCode::InvalidInput,
                    "The planning problem " + name + " cannot be used: " + valid.error().message, kAction);
    return problem;
}

} // namespace jackdaw::scheduling
