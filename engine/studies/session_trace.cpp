// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/studies/session_trace.h"

#include "engine/session/session_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace jackdaw::studies {
namespace {

using simulation::RecordingFacts;
using Json = nlohmann::json;

/// Golden-labelled frames per camera and window that a profile is made from: as many as the engine's sample has.
constexpr std::size_t kMostFrames = 8;

double numberOf(const Json& object, const char* key, double fallback)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_number() ? found->get<double>() : fallback;
}

/// The scenario was checked when the session was recorded; what is not there keeps its default.
void readScenario(const std::string& text, RecordingFacts& facts)
{
    const Json scenario = Json::parse(text, nullptr, false);
    if (!scenario.is_object())
        return;
    facts.quantum = Share{std::clamp(numberOf(scenario, "quantum", facts.quantum.value), 1e-6, 1.0)};
    const Json cameras = scenario.value("cameras", Json::array());
    for (std::uint32_t i = 0; cameras.is_array() && i < cameras.size(); ++i) {
        facts.weights[CameraId{i}] = std::max(1e-6, numberOf(cameras[i], "weight", 1.0));
        facts.floors[CameraId{i}] = std::clamp(numberOf(cameras[i], "floor", 0.0), 0.0, 1.0);
    }
}

/// Collects what the cameras' inference profiles are made from.
class ProfileCollector {
public:
    void see(const Event& event)
    {
        if (const auto* camera = std::get_if<CameraAdded>(&event.body))
            m_rate[camera->camera] = camera->framesPerSecond;
        else if (const auto* window = std::get_if<WindowStarted>(&event.body))
            m_windows.emplace_back(event.time, window->window);
        else if (const auto* labelled = std::get_if<GoldenLabelled>(&event.body))
            see(*labelled);
        else if (const auto* closed = std::get_if<WindowClosed>(&event.body))
            see(*closed);
    }

    void finish(RecordingFacts& facts, const ProfileFromLabels& profileOf)
    {
        for (const auto& [key, sample] : m_samples) {
            const auto cost = m_costs.find(key);
            if (cost != m_costs.end() && m_rate[key.second] > 0.0)
                facts.profiles[key] = profileOf(m_rate[key.second], cost->second, sample);
        }
    }

private:
    using Key = std::pair<WindowId, CameraId>;

    void see(const GoldenLabelled& labelled)
    {
        const auto after = std::upper_bound(m_windows.begin(), m_windows.end(), labelled.frameTime,
                                            [](Nanoseconds time, const auto& window) { return time < window.first; });
        if (after == m_windows.begin())
            return;
        auto& sample = m_samples[{std::prev(after)->second, labelled.camera}];
        if (sample.size() >= kMostFrames)
            return;
        sample.push_back({labelled.frameTime, labelled.labels});
    }

    void see(const WindowClosed& closed)
    {
        for (const CameraWindow& camera : closed.cameras) {
            const std::uint32_t processed = camera.framesDue - std::min(camera.framesDue, camera.framesDropped);
            const double charged = chargedTo(camera.charged, JobKind::Inference).value;
            if (processed > 0 && charged > 0.0)
                m_costs[{closed.window, camera.camera}] = GpuSeconds{charged / processed};
        }
    }

    std::map<CameraId, double> m_rate;
    std::vector<std::pair<Nanoseconds, WindowId>> m_windows;
    std::map<Key, std::vector<LabelledMoment>> m_samples;
    std::map<Key, GpuSeconds> m_costs;
};

} // namespace

Result<SessionTrace> traceFromSession(const std::filesystem::path& file, const ProfileFromLabels& profileOf)
{
    const auto reader = session::SessionReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    std::vector<std::string> kinds = simulation::recordedKinds();
    kinds.emplace_back("GoldenLabelled");
    const auto events = (*reader)->eventsOfKinds(kinds);
    if (!events)
        return tl::unexpected(events.error());
    RecordingFacts facts;
    readScenario((*reader)->started().scenario, facts);
    ProfileCollector profiles;
    for (const Event& event : *events)
        profiles.see(event);
    profiles.finish(facts, profileOf);
    auto trace = simulation::recordTrace(*events, facts);
    if (!trace)
        return tl::unexpected(trace.error());
    return SessionTrace{*std::move(trace), (*reader)->started().planner, (*reader)->started().seed};
}

} // namespace jackdaw::studies
