// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_script.h"
#include "datasets/streets/street_script_limits.h"

#include <nlohmann/json.hpp>

namespace jackdaw::datasets {

namespace {

using Json = nlohmann::ordered_json;

Json phaseJson(const StreetPhase& phase)
{
    Json classes = Json::object();
    for (std::size_t i = 0; i < phase.classMix.size(); ++i) {
        if (phase.classMix[i] > 0.0)
            classes[streetClassNames()[i]] = phase.classMix[i];
    }
    return {{"at_seconds", phase.seconds}, {"classes", classes},         {"density", phase.density},
            {"daylight", phase.daylight},  {"haze", phase.haze},         {"fog", phase.fog},
            {"rain", phase.rain},          {"wind", phase.wind}};
}

Json courseJson(const StreetCourse& course)
{
    Json phases = Json::array();
    for (const auto& phase : course.phases)
        phases.push_back(phaseJson(phase));
    return {{"name", course.name}, {"phases", std::move(phases)}};
}

Json groupJson(const StreetGroup& group)
{
    return {{"name", group.name},          {"kind", streetKindName(group.kind)}, {"course", group.course},
            {"copies", group.copies},      {"variety", group.variety},           {"start_seconds", group.start},
            {"apart_seconds", group.apart}};
}

} // namespace

std::string streetScriptJson(const StreetScript& script)
{
    Json made{{"format", script_limits::kFormat}, {"version", script_limits::kVersion}, {"name", script.name}};
    if (!script.description.empty())
        made["description"] = script.description;
    made["seed"] = script.seed;
    made["width"] = script.width;
    made["height"] = script.height;
    made["frames_per_second"] = script.framesPerSecond;
    made["seconds"] = script.seconds;
    made["window_seconds"] = script.windowSeconds;
    made["smallest_side"] = script.smallest;
    made["courses"] = Json::array();
    for (const auto& course : script.courses)
        made["courses"].push_back(courseJson(course));
    made["cameras"] = Json::array();
    for (const auto& group : script.groups)
        made["cameras"].push_back(groupJson(group));
    return made.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace jackdaw::datasets
