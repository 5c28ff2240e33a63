// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_parts.h"
#include "engine/compute/device.h"
#include "engine/scheduling/planner.h"

#include <algorithm>
#include <map>

namespace jackdaw::datasets {

using namespace jackdaw::json;

namespace {

std::string at(const char* array, std::size_t index)
{
    return joinPointer(joinPointer("", array), index);
}

/// Notes each name that an earlier element has already.
void checkNames(const std::vector<std::string>& names, const char* array, const std::string& key, Faults& faults)
{
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto [known, isNew] = first.emplace(names[i], i);
        if (isNew || names[i].empty())
            continue;
        const std::string pointer = key.empty() ? at(array, i) : joinPointer(at(array, i), key);
        faults.add(pointer, "the name \"" + names[i] + "\" that " + at(array, known->second) + " has too",
                   "a name of its own");
    }
}

std::string frames(const runtime::HumanLabels& labels)
{
    return "frames " + std::to_string(labels.firstFrame) + " to " + std::to_string(labels.lastFrame);
}

void checkStretches(const std::vector<runtime::HumanLabels>& stretches, const std::string& pointer, Faults& faults)
{
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const auto& stretch = stretches[i];
        if (stretch.lastFrame < stretch.firstFrame) {
            faults.add(joinPointer(joinPointer(pointer, i), "last_frame"), "frame " + std::to_string(stretch.lastFrame),
                       "a frame that is not before first_frame, " + std::to_string(stretch.firstFrame));
            continue;
        }
        const auto overlaps = [&](const runtime::HumanLabels& other) {
            return stretch.firstFrame <= other.lastFrame && other.firstFrame <= stretch.lastFrame;
        };
        const auto end = stretches.begin() + static_cast<std::ptrdiff_t>(i);
        const auto other = std::find_if(stretches.begin(), end, overlaps);
        if (other != end)
            faults.add(joinPointer(joinPointer(pointer, i), "first_frame"), frames(stretch),
                       "frames that do not overlap " + frames(*other) + " of an earlier stretch");
    }
}

void checkLabelSources(const runtime::RunSettings& settings, Faults& faults)
{
    // A model whose path is at fault is not a missing one.
    if (!settings.labelling.models.empty() || faults.isFaulty("/golden/models"))
        return;
    const auto lacking = std::count_if(settings.cameras.begin(), settings.cameras.end(),
                                       [](const auto& camera) { return !camera.goldenLabels; });
    if (lacking > 0)
        faults.add("/golden/models", "no golden model",
                   "one or more ONNX files or an annotation file, since " + std::to_string(lacking)
                       + " of the cameras have no golden_labels");
}

} // namespace

void checkTogether(const runtime::RunSettings& settings, Faults& faults)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < settings.cameras.size(); ++i) {
        names.push_back(settings.cameras[i].settings.name);
        checkStretches(settings.cameras[i].humanLabels, joinPointer(at("cameras", i), "human_labels"), faults);
    }
    checkNames(names, "cameras", "name", faults);
    names.clear();
    for (const auto& configuration : settings.configurations)
        names.push_back(configuration.name);
    checkNames(names, "configurations", "name", faults);
    checkNames(settings.classes, "classes", "", faults);
    checkLabelSources(settings, faults);
    if (const auto planner = scheduling::makePlanner(settings.planner); !planner && !settings.planner.empty())
        faults.add("/planner", "the text \"" + settings.planner.substr(0, 40) + "\"",
                   "a planner's name (" + planner.error().text() + ")");
    std::vector<int> threads;
    for (const runtime::DeviceSettings& device : settings.devices)
        threads.push_back(device.threads);
    if (const auto valid = compute::checkCpuThreads(threads); !valid)
        faults.add("/devices", std::to_string(threads.size()) + " CPU devices", valid.error().text());
    if (settings.labelling.scoringInterval > toSeconds(settings.windowLength) && settings.windowLength.count() > 0)
        faults.add("/golden/scoring_interval_seconds", std::to_string(settings.labelling.scoringInterval) + " s",
                   "at most the window of " + std::to_string(toSeconds(settings.windowLength))
                       + " s, so that every window has a scored frame");
}

} // namespace jackdaw::datasets
