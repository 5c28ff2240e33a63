// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/trace_recorder.h"

#include "engine/simulation/session_digest.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::simulation {

using scheduling::Estimate;
using scheduling::InferenceProfile;

namespace {

/// Fewer frames say too little about a model.
constexpr std::size_t kLeastFrames = 2;
/// Below this what is left of an accuracy after dropped frames says nothing about the model.
constexpr double kLeastFactor = 0.2;
constexpr double kShortestCost = 1e-6;
constexpr double kLeastCapacity = 0.05;

double unit(double value)
{
    return std::clamp(value, 0.0, 1.0);
}

/// Where the profile's curves begin, as the plans took it; what was measured where there are no curves.
Estimate predictedStart(const ProfileEstimated& estimated)
{
    std::vector<CurvePoint> starts;
    for (const ProfileEstimated::Curve& curve : estimated.curves)
        if (!curve.points.empty())
            starts.push_back(curve.points.front());
    const Interval& measured = estimated.startInterval;
    if (starts.empty())
        return {(measured.low + measured.high) / 2, measured.low, measured.high};
    Estimate mean;
    for (const CurvePoint& start : starts) {
        mean.value += start.mean.value / static_cast<double>(starts.size());
        mean.low += start.band.low / static_cast<double>(starts.size());
        mean.high += start.band.high / static_cast<double>(starts.size());
    }
    return mean;
}

class Recorder {
public:
    Recorder(const SessionDigest& session, const RecordingFacts& facts) : m_session(session), m_facts(facts) { }

    Result<Trace> run()
    {
        makeHead();
        for (const DigestedWindow& window : m_session.windows)
            if (window.counted && window.closed)
                addWindow(window);
        if (m_trace.windows.empty())
            return fail(ErrorCode::InvalidInput, "The session has no counted window that was closed.",
                        "Record at least two windows; the first trains the first students.");
        return std::move(m_trace);
    }

private:
    void makeHead()
    {
        m_trace.name = m_session.started.name.empty() ? "session" : m_session.started.name;
        m_trace.description = "Recorded from a session of the planner " + m_session.started.planner + ".";
        m_trace.quantum = m_facts.quantum;
        m_trace.devices = {{DeviceId{0}, capacity(), 0.0}};
        for (const CameraAdded& camera : m_session.cameras) {
            const auto weight = m_facts.weights.find(camera.camera);
            const auto floor = m_facts.floors.find(camera.camera);
            m_trace.streams.push_back({idOf(camera), weight == m_facts.weights.end() ? 1.0 : weight->second,
                                       floor == m_facts.floors.end() ? 0.0 : floor->second});
        }
    }

    /// Names of cameras need not differ.
    std::string idOf(const CameraAdded& camera) const
    {
        const bool taken = std::any_of(m_trace.streams.begin(), m_trace.streams.end(),
                                       [&](const TracedStream& stream) { return stream.id == camera.name; });
        return taken || camera.name.empty() ? camera.name + "#" + std::to_string(camera.camera.value) : camera.name;
    }

    double capacity() const
    {
        double sum = 0.0;
        int planned = 0;
        for (const DigestedWindow& window : m_session.windows)
            if (window.counted && window.planned) {
                sum += 1.0 - window.keptForLabels;
                ++planned;
            }
        return planned > 0 ? std::max(kLeastCapacity, sum / planned) : 1.0;
    }

    void addWindow(const DigestedWindow& window)
    {
        TracedWindow traced;
        traced.seconds = toSeconds(window.length);
        const Nanoseconds planned = window.planned.value_or(window.start);
        const Nanoseconds labelled = std::min(window.profiled.value_or(planned), planned);
        traced.labellingSeconds = std::max(0.0, toSeconds(labelled - window.start));
        traced.profilingSeconds = std::max(0.0, toSeconds(planned - labelled));
        if (window.planned)
            traced.delayInferenceShare = unit(window.sharedByInference / m_trace.totalGpus());
        for (std::size_t v = 0; v < m_session.cameras.size(); ++v)
            traced.streams.push_back(streamWindow(window, v));
        m_trace.windows.push_back(std::move(traced));
    }

    std::size_t profileOf(const DigestedWindow& window, CameraId camera)
    {
        static const InferenceProfile free{Share{0.0}, {1.0}, {1.0}, {}};
        const auto found = m_facts.profiles.find({window.window, camera});
        const InferenceProfile& profile = found == m_facts.profiles.end() ? free : found->second;
        auto& all = m_trace.inferenceProfiles;
        const auto known = std::find(all.begin(), all.end(), profile);
        if (known != all.end())
            return static_cast<std::size_t>(known - all.begin());
        all.push_back(profile);
        return all.size() - 1;
    }

    /// Accuracy of one version of the weights on the window's scored frames: at age 0 where the session has it, else of
    /// what stood, dropped frames taken out.
    std::optional<double> scored(const DigestedCamera& camera, CameraId id, const InferenceProfile& profile,
                                 WeightsVersion version) const
    {
        const auto& scores = m_session.hasFresh ? camera.fresh : camera.scores;
        const auto found = scores.find(version.value);
        if (found == scores.end() || found->second.times.size() < kLeastFrames)
            return std::nullopt;
        if (m_session.hasFresh)
            return unit(found->second.f1());
        double factor = 0.0;
        for (const Nanoseconds time : found->second.times)
            factor += profile.factorAt(m_session.inferenceShareAt(id, time));
        factor /= static_cast<double>(found->second.times.size());
        const bool processedFreely = profile.fullRateDemand.value <= 0.0;
        return unit(found->second.f1() / (processedFreely ? 1.0 : std::max(factor, kLeastFactor)));
    }

    StreamWindow streamWindow(const DigestedWindow& window, std::size_t v)
    {
        const CameraId id = m_session.cameras[v].camera;
        const auto found = window.cameras.find(id);
        static const DigestedCamera nothing;
        const DigestedCamera& camera = found == window.cameras.end() ? nothing : found->second;
        StreamWindow values;
        values.startAccuracy = known(window, id).value_or(m_trace.windows.empty() ? firstKnown(id) : m_deployed[v]);
        values.inferenceProfile = profileOf(window, id);
        const InferenceProfile& profile = m_trace.inferenceProfiles[values.inferenceProfile];
        const std::optional<double> heldOut = heldOutStart(camera);
        if (camera.estimated && camera.estimated->heldOutObjects > 0)
            values.predictedStartAccuracy = predictedStart(*camera.estimated);
        const double shift = heldOut ? values.startAccuracy - *heldOut : 0.0;
        addOptions(values, camera, realisedAccuracy(camera, id, profile, firstOf(camera), shift));
        if (!m_trace.windows.empty())
            values.carriedDrop = std::clamp(m_deployed[v] - values.startAccuracy, -1.0, 1.0);
        m_deployed.resize(m_session.cameras.size());
        m_deployed[v] =
            realisedAccuracy(camera, id, profile, lastSwapped(camera), shift).value_or(values.startAccuracy);
        if (camera.closed && camera.closed->studentGolden)
            values.recorded = RecordedOutcome{unit(camera.closed->studentGolden->value.value), optionOf(values, camera),
                                              camera.closed->retrained};
        return values;
    }

    /// The retraining that the window was planned for; null if there was none.
    static const RecordedRetraining* firstOf(const DigestedCamera& camera)
    {
        return camera.retrainings.empty() ? nullptr : &camera.retrainings.front();
    }

    /// Whose model ended the window; null if none was swapped in.
    static const RecordedRetraining* lastSwapped(const DigestedCamera& camera)
    {
        const auto last = std::find_if(camera.retrainings.rbegin(), camera.retrainings.rend(),
                                       [](const RecordedRetraining& each) { return each.swapped; });
        return last == camera.retrainings.rend() ? nullptr : &*last;
    }

    static std::optional<double> heldOutStart(const DigestedCamera& camera)
    {
        if (const auto* retraining = firstOf(camera); retraining && retraining->before)
            return unit(*retraining->before);
        const bool judged = camera.estimated && camera.estimated->startAccuracy && camera.estimated->heldOutObjects > 0;
        return judged ? std::optional(unit(camera.estimated->startAccuracy->value)) : std::nullopt;
    }

    /// What the model that the window began with was worth in it; none where no object says so.
    std::optional<double> known(const DigestedWindow& window, CameraId id)
    {
        const auto camera = window.cameras.find(id);
        if (camera == window.cameras.end())
            return std::nullopt;
        const InferenceProfile& profile = m_trace.inferenceProfiles[profileOf(window, id)];
        const auto served = scored(camera->second, id, profile, camera->second.startVersion);
        return served ? served : heldOutStart(camera->second);
    }

    /// A street may be empty at first: its camera then starts at what it is known to be worth later.
    double firstKnown(CameraId id)
    {
        for (const DigestedWindow& window : m_session.windows)
            if (const auto accuracy = window.counted && window.closed ? known(window, id) : std::nullopt)
                return *accuracy;
        return 0.0;
    }

    /// Of the model that \p retraining made; \p shift is what scored frames say more than held-out ones.
    std::optional<double> realisedAccuracy(const DigestedCamera& camera, CameraId id, const InferenceProfile& profile,
                                           const RecordedRetraining* retraining, double shift) const
    {
        if (!retraining || !retraining->after)
            return std::nullopt;
        const auto served = retraining->swapped ? scored(camera, id, profile, retraining->version) : std::nullopt;
        return served.value_or(unit(*retraining->after + shift));
    }

    std::string nameOf(ConfigurationId id) const
    {
        for (const ConfigurationInfo& info : m_session.started.configurations)
            if (info.id == id)
                return info.name;
        return "configuration " + std::to_string(id.value);
    }

    std::optional<std::size_t> optionOf(const StreamWindow& values, const DigestedCamera& camera) const
    {
        const RecordedRetraining* retraining = firstOf(camera);
        if (!retraining)
            return std::nullopt;
        const std::string name = nameOf(retraining->configuration);
        for (std::size_t i = 0; i < values.options.size(); ++i)
            if (values.options[i].name == name)
                return i;
        return std::nullopt;
    }

    /// Also a retraining that nobody estimated is an option, if it is known what it came to.
    void addOptions(StreamWindow& values, const DigestedCamera& camera, const std::optional<double>& realised)
    {
        if (camera.estimated)
            for (const ConfigurationEstimate& estimate : camera.estimated->estimates)
                values.options.push_back(estimatedOption(estimate));
        const RecordedRetraining* retraining = firstOf(camera);
        std::optional<std::size_t> run = optionOf(values, camera);
        const bool known = retraining && retraining->charged && realised;
        if (known && !run) {
            TracedOption option;
            option.name = nameOf(retraining->configuration);
            run = values.options.size();
            values.options.push_back(std::move(option));
        }
        double error =
            values.startAccuracy - values.predictedStartAccuracy.value_or(Estimate::exact(values.startAccuracy)).value;
        if (known && values.options[*run].predictedFinalAccuracy)
            error = *realised - values.options[*run].predictedFinalAccuracy->value;
        for (std::size_t i = 0; i < values.options.size(); ++i) {
            TracedOption& option = values.options[i];
            option.measured = known && i == *run;
            option.gpuSeconds =
                std::max(kShortestCost, option.measured ? *retraining->charged : option.predictedGpuSeconds->value);
            option.finalAccuracy = option.measured ? *realised : unit(option.predictedFinalAccuracy->value + error);
        }
    }

    TracedOption estimatedOption(const ConfigurationEstimate& estimate)
    {
        TracedOption option;
        option.family =
            m_families.emplace(estimate.family, static_cast<std::uint32_t>(m_families.size())).first->second;
        option.name = nameOf(estimate.configuration);
        option.predictedGpuSeconds = Estimate::exact(std::max(kShortestCost, estimate.cost.value));
        const double value = unit(estimate.accuracy.value);
        option.predictedFinalAccuracy = Estimate{value, std::min(value, unit(estimate.interval.low)),
                                                 std::max(value, unit(estimate.interval.high))};
        return option;
    }

    const SessionDigest& m_session;
    const RecordingFacts& m_facts;
    Trace m_trace;
    std::map<std::string, std::uint32_t> m_families;
    std::vector<double> m_deployed; ///< at the end of the window before
};

double correlation(const std::vector<RecordedComparison::Row>& rows, double meanRecorded, double meanSimulated)
{
    double both = 0.0;
    double recorded = 0.0;
    double simulated = 0.0;
    for (const RecordedComparison::Row& row : rows) {
        both += (row.recorded - meanRecorded) * (row.simulated - meanSimulated);
        recorded += (row.recorded - meanRecorded) * (row.recorded - meanRecorded);
        simulated += (row.simulated - meanSimulated) * (row.simulated - meanSimulated);
    }
    return recorded > 0.0 && simulated > 0.0 ? both / std::sqrt(recorded * simulated) : 0.0;
}

} // namespace

std::vector<std::string> recordedKinds()
{
    return {"SessionStarted", "CameraAdded",     "WindowStarted", "WindowClosed", "ProfileStarted", "ProfileEstimated",
            "PlanComputed",   "LeaseGranted",    "JobStarted",    "JobFinished",  "JobFailed",      "JobInterrupted",
            "WeightsSwapped", "WeightsRejected", "FrameScored",   "DeviceSample"};
}

Result<Trace> recordTrace(const std::vector<Event>& events, const RecordingFacts& facts)
{
    const SessionDigest session = digest(events);
    if (session.cameras.empty())
        return fail(ErrorCode::InvalidInput, "The session has no camera.");
    return Recorder(session, facts).run();
}

RecordedComparison compareWithRecorded(const Trace& trace, const SimulationResult& result)
{
    RecordedComparison comparison;
    for (std::size_t w = 0; w < trace.windows.size(); ++w)
        for (std::size_t v = 0; v < trace.streams.size(); ++v)
            if (const auto& recorded = trace.windows[w].streams[v].recorded)
                comparison.rows.push_back({w, v, recorded->accuracy, result.windows[w].streams[v].accuracy});
    if (comparison.rows.empty())
        return comparison;
    const auto count = static_cast<double>(comparison.rows.size());
    for (const RecordedComparison::Row& row : comparison.rows) {
        comparison.recorded += row.recorded / count;
        comparison.simulated += row.simulated / count;
        comparison.meanAbsoluteError += std::abs(row.recorded - row.simulated) / count;
    }
    comparison.correlation = correlation(comparison.rows, comparison.recorded, comparison.simulated);
    return comparison;
}

SimulationOptions recordedOptions(const std::string& planner, std::uint64_t seed)
{
    SimulationOptions options;
    options.planner = planner;
    options.seed = seed;
    options.carryOver = true;
    options.estimates = EstimateSource::Predicted;
    options.swap = SwapRule::IfBetter;
    return options;
}

} // namespace jackdaw::simulation
