// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_document.h"

#include "datasets/scenario/draft_json.h"
#include "datasets/scenario/scenario_names.h"

#include "engine/base/path_below.h"
#include "engine/base/text_file.h"
#include "engine/json/reader.h"
#include "engine/video/camera_feed.h"

#include <nlohmann/json.hpp>

namespace jackdaw::datasets {

namespace {

using Json = nlohmann::ordered_json;

Json freshScenario()
{
    return {{"format", kScenarioFormat},
            {"version", kScenarioVersion},
            {"name", "my cameras"},
            {"clock", "wall"},
            {"windows", 5},
            {"window_seconds", 120},
            {"planner", "jackdaw"},
            {"golden", Json::object()},
            {"cameras", Json::array()}};
}

/// \p path as it leads from \p to to where it led from \p from. Addresses, whole paths and variables stay.
std::string movedPath(const std::string& path, const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (path.empty() || path.starts_with('/') || path.starts_with("${") || path.find("://") != std::string::npos
        || video::isLive(path))
        return path;
    return pathBelow((from / path).lexically_normal(), to).string();
}

/// Where a scenario holds paths: pointers with "*" for every element of an array.
constexpr const char* kPathPlaces[] = {"cost_table",
                                       "golden/models/*",
                                       "golden/second_models/*",
                                       "golden/cache",
                                       "student/network",
                                       "student/source",
                                       "student/weights",
                                       "cameras/*/source",
                                       "cameras/*/golden_labels",
                                       "cameras/*/human_labels/*/file",
                                       "cameras/*/ignored_mask",
                                       "cameras/*/clips/folder",
                                       "cameras/*/student/network",
                                       "cameras/*/student/source",
                                       "cameras/*/student/weights"};

template <class Change>
void forEach(Json& value, std::string_view place, const Change& change)
{
    if (place.empty()) {
        if (value.is_string())
            value = change(value.get<std::string>());
        return;
    }
    const auto slash = place.find('/');
    const std::string step(place.substr(0, slash));
    const std::string_view rest = slash == std::string_view::npos ? std::string_view() : place.substr(slash + 1);
    if (step == "*" && value.is_array()) {
        for (Json& element : value)
            forEach(element, rest, change);
    } else if (value.is_object() && value.contains(step)) {
        forEach(value[step], rest, change);
    }
}

void movePaths(Json& scenario, const std::filesystem::path& from, const std::filesystem::path& to)
{
    constexpr std::string_view kFile = "file:";
    const auto moved = [&](const std::string& path) { return movedPath(path, from, to); };
    for (const char* place : kPathPlaces)
        forEach(scenario, place, moved);
    forEach(scenario, "cameras/*/credentials", [&](const std::string& text) {
        return text.starts_with(kFile) ? std::string(kFile) + moved(text.substr(kFile.size())) : text;
    });
}

std::string printed(const Json& scenario)
{
    return scenario.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

struct ScenarioDocument::Content {
    Json scenario;
    RunDraft draft;
};

ScenarioDocument::ScenarioDocument(std::unique_ptr<Content> content) : m_content(std::move(content))
{
}

ScenarioDocument::ScenarioDocument() : m_content(std::make_unique<Content>())
{
    m_content->scenario = freshScenario();
    m_content->draft = draftOf(m_content->scenario);
}

ScenarioDocument::~ScenarioDocument() = default;
ScenarioDocument::ScenarioDocument(ScenarioDocument&&) noexcept = default;
ScenarioDocument& ScenarioDocument::operator=(ScenarioDocument&&) noexcept = default;

Result<ScenarioDocument> ScenarioDocument::parse(std::string_view text, const std::string& name)
{
    try {
        json::Faults faults;
        if (!json::parse(text, faults) || !faults.empty())
            return tl::unexpected<Error>(faults.error("scenario", name));
        auto content = std::make_unique<Content>();
        content->scenario = Json::parse(text);
        if (!content->scenario.is_object() || content->scenario.value("format", Json()) != kScenarioFormat)
            return fail(ErrorCode::InvalidInput,
                        name + " is JSON, but no scenario: it has no \"format\": \"" + std::string(kScenarioFormat)
                            + "\".",
                        "Open a scenario, or drop label files together with their videos.");
        content->draft = draftOf(content->scenario);
        return ScenarioDocument(std::move(content));
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, "The scenario " + name + " could not be read.", {}, error.what());
    }
}

Result<ScenarioDocument> ScenarioDocument::read(const std::filesystem::path& file)
{
    const auto text = readText(file, "scenario");
    return text ? parse(*text, file.string()) : tl::unexpected<Error>(text.error());
}

const RunDraft& ScenarioDocument::draft() const
{
    return m_content->draft;
}

std::string ScenarioDocument::textOf(const RunDraft& changed) const
{
    Json scenario = m_content->scenario;
    writeDraft(scenario, m_content->draft, changed);
    return printed(scenario);
}

std::string ScenarioDocument::movedTextOf(const RunDraft& changed, const std::filesystem::path& from,
                                          const std::filesystem::path& to) const
{
    Json scenario = m_content->scenario;
    writeDraft(scenario, m_content->draft, changed);
    movePaths(scenario, from, to);
    return printed(scenario);
}

} // namespace jackdaw::datasets
