// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/comparability.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace jackdaw::report {
namespace {

using Kind = Incomparability::Kind;

using Json = nlohmann::json;
using Keys = std::vector<std::string>;

/// Of a scenario: what is compared by itself, or is what comparisons are about.
Keys otherwiseCompared(const SessionStarted& base, const SessionStarted& other)
{
    Keys keys{"$schema", "name",       "planner", "seed",           "windows", "window_seconds", "classes",
              "clock",   "cost_table", "devices", "first_students", "golden",  "cameras"};
    if (base.student != other.student)
        keys.emplace_back("student");
    if (base.configurations != other.configurations)
        keys.emplace_back("configurations");
    return keys;
}

/// The same of its golden model. What is in a cache is what the model would find.
const Keys kGoldenCompared{"models", "scoring_charged", "cache"};

/// The same of each of its cameras.
Keys cameraCompared(const SessionStarted& base, const SessionStarted& other)
{
    Keys keys{"name", "source", "offset_seconds", "speed", "ignored", "ignored_mask", "target"};
    if (base.student != other.student)
        keys.emplace_back("student");
    return keys;
}

/// The object at \p key of \p from, or an empty one.
Json part(const Json& from, const char* key)
{
    return from.contains(key) && from[key].is_object() ? from[key] : Json::object();
}

std::vector<Json> camerasOf(const Json& scenario)
{
    std::vector<Json> cameras;
    if (scenario.contains("cameras") && scenario["cameras"].is_array())
        for (const Json& camera : scenario["cameras"])
            cameras.push_back(camera.is_object() ? camera : Json::object());
    return cameras;
}

/// Keys by whose values two objects differ, but for \p left, in the order of the alphabet.
Keys differingKeys(const Json& base, const Json& other, const Keys& left)
{
    std::set<std::string> keys;
    const auto look = [&](const Json& from, const Json& to) {
        for (const auto& [key, value] : from.items())
            if (!to.contains(key) || to[key] != value)
                keys.insert(key);
    };
    look(base, other);
    look(other, base);
    for (const std::string& key : left)
        keys.erase(key);
    return {keys.begin(), keys.end()};
}

/// Holds two runs against each other and notes what differs.
class Differences {
public:
    Differences(const RunFacts& base, std::string baseName, const RunFacts& other, std::string otherName) :
        m_base(base), m_other(other), m_baseName(std::move(baseName)), m_otherName(std::move(otherName))
    {
    }

    std::vector<Incomparability> find()
    {
        cameras();
        if (m_base.started.classes != m_other.started.classes)
            note(Kind::Data, "Other classes: " + both(listed(m_base.started.classes), listed(m_other.started.classes)));
        differing(Kind::Seed, "Other seed", std::to_string(m_base.started.seed), std::to_string(m_other.started.seed));
        differing(Kind::Golden, "Other golden model", m_base.started.golden, m_other.started.golden);
        costs();
        differing(Kind::Devices, "Other devices", listed(m_base.started.devices), listed(m_other.started.devices));
        windows();
        differing(Kind::Students, "Other students", m_base.started.student, m_other.started.student);
        if (m_base.started.configurations != m_other.started.configurations)
            note(Kind::Settings, "Other retraining configurations in " + names());
        settings();
        ending(m_base, m_baseName);
        ending(m_other, m_otherName);
        return std::move(m_found);
    }

private:
    void note(Kind kind, const std::string& words) { m_found.push_back({kind, words + '.'}); }

    std::string names() const { return m_baseName + " and " + m_otherName; }
    std::string both(const std::string& base, const std::string& other) const
    {
        return base + " in " + m_baseName + ", " + other + " in " + m_otherName;
    }

    static std::string listed(const std::vector<std::string>& words)
    {
        std::string text;
        for (const std::string& word : words)
            text += (text.empty() ? "" : ", ") + word;
        return text.empty() ? "none" : text;
    }

    void differing(Kind kind, const std::string& what, const std::string& base, const std::string& other)
    {
        if (base != other)
            note(kind, what + ": " + both(base.empty() ? "none" : base, other.empty() ? "none" : other));
    }

    void cameras()
    {
        if (m_base.cameras.size() != m_other.cameras.size())
            return note(Kind::Data,
                        "Other cameras: "
                            + both(std::to_string(m_base.cameras.size()), std::to_string(m_other.cameras.size())));
        for (std::size_t i = 0; i < m_base.cameras.size(); ++i)
            camera(m_base.cameras[i], m_other.cameras[i]);
    }

    /// Content counts where it is known; a video may have been moved.
    void camera(const CameraAdded& base, const CameraAdded& other)
    {
        const std::string which = "Camera " + base.name;
        const auto fileName = [](const CameraAdded& camera) {
            return std::filesystem::path(camera.source).filename().string();
        };
        if (base.live || other.live)
            return note(Kind::Data, which + " was live: no two runs see the same pictures");
        const bool known = !base.sourceHash.empty() && !other.sourceHash.empty();
        if (known ? base.sourceHash != other.sourceHash : base.source != other.source)
            note(Kind::Data, "Other data: " + which + " reads " + both(fileName(base), fileName(other)));
        else if (base.offset != other.offset || base.speed != other.speed)
            note(Kind::Data, "Other data: " + which + " begins elsewhere in its video, or plays it at another speed");
        if (base.name != other.name)
            note(Kind::Data, "Other cameras: " + both(base.name, other.name));
        if (base.ignored != other.ignored)
            note(Kind::Data, which + " ignores other regions");
        if (base.target != other.target)
            note(Kind::Settings, which + " has another target");
    }

    void costs()
    {
        if (m_base.started.clock != m_other.started.clock)
            note(Kind::Clock, "One ran under device time, the other under wall time");
        else if (m_base.started.clock == ClockKind::Wall)
            note(Kind::Clock, "Both ran under wall time, in which the machine's other work tells");
        else if (m_base.started.costTable != m_other.started.costTable)
            note(Kind::Costs, "Other costs: the cost tables of " + names() + " differ");
        if (m_base.started.scoringCharged != m_other.started.scoringCharged)
            note(Kind::Costs, "Labels for scores were charged in one run alone");
    }

    void windows()
    {
        const auto seconds = [](const SessionStarted& started) {
            return std::to_string(toSeconds(started.windowLength)).substr(0, 6) + " s";
        };
        if (m_base.started.windowLength != m_other.started.windowLength)
            note(Kind::Windows, "Other windows: of " + both(seconds(m_base.started), seconds(m_other.started)));
        differing(Kind::Windows, "Other number of windows", std::to_string(m_base.started.windows),
                  std::to_string(m_other.started.windows));
    }

    /// What of the scenario nothing else here speaks of.
    void settings()
    {
        const Json base = Json::parse(m_base.started.scenario, nullptr, false);
        const Json other = Json::parse(m_other.started.scenario, nullptr, false);
        if (!base.is_object() || !other.is_object())
            return;
        Keys found = differingKeys(base, other, otherwiseCompared(m_base.started, m_other.started));
        for (const std::string& key : differingKeys(part(base, "golden"), part(other, "golden"), kGoldenCompared))
            found.push_back(key + " of the golden model");
        for (std::string& words : cameraSettings(camerasOf(base), camerasOf(other)))
            found.push_back(std::move(words));
        if (!found.empty())
            note(Kind::Settings, "Other settings in the scenarios of " + names() + ": " + listed(found));
    }

    /// "weight of camera gate", "floor of 3 cameras". Nothing where they are not the same number, which is said.
    Keys cameraSettings(const std::vector<Json>& base, const std::vector<Json>& other) const
    {
        const Keys left = cameraCompared(m_base.started, m_other.started);
        std::map<std::string, Keys> cameras;
        for (std::size_t i = 0; base.size() == other.size() && i < base.size(); ++i)
            for (const std::string& key : differingKeys(base[i], other[i], left))
                cameras[key].push_back(i < m_base.cameras.size() ? m_base.cameras[i].name : std::to_string(i));
        Keys words;
        for (const auto& [key, names] : cameras)
            words.push_back(
                key + " of "
                + (names.size() == 1 ? "camera " + names.front() : std::to_string(names.size()) + " cameras"));
        return words;
    }

    void ending(const RunFacts& run, const std::string& name)
    {
        if (run.ending.closed && run.ending.closed->outcome == RunOutcome::Finished)
            return;
        Incomparability cut{Kind::Ending, "The run of " + name + " did not finish: " + run.ending.sentence};
        if (!cut.words.ends_with('.'))
            cut.words += '.';
        if (std::find(m_found.begin(), m_found.end(), cut) == m_found.end())
            m_found.push_back(std::move(cut));
    }

    const RunFacts& m_base;
    const RunFacts& m_other;
    std::string m_baseName;
    std::string m_otherName;
    std::vector<Incomparability> m_found;
};

} // namespace

Result<RunFacts> readFacts(const std::filesystem::path& session)
{
    auto reader = session::SessionReader::open(session);
    if (!reader)
        return tl::unexpected(reader.error());
    RunFacts facts;
    facts.started = (*reader)->started();
    const auto events = (*reader)->eventsOfKinds({"CameraAdded", "WindowStarted"});
    if (!events)
        return tl::unexpected(events.error());
    for (const Event& event : *events) {
        if (const auto* camera = std::get_if<CameraAdded>(&event.body))
            facts.cameras.push_back(*camera);
        else if (const auto* window = std::get_if<WindowStarted>(&event.body))
            facts.windows.push_back({window->window.value, event.time, window->length});
    }
    auto ending = (*reader)->ending();
    if (!ending)
        return tl::unexpected(ending.error());
    facts.ending = *std::move(ending);
    return facts;
}

std::vector<Incomparability> incomparabilities(const RunFacts& base, const std::string& baseName, const RunFacts& other,
                                               const std::string& otherName)
{
    return Differences(base, baseName, other, otherName).find();
}

} // namespace jackdaw::report
