// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/earlier_students.h"

#include "engine/session/session_file.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::runtime {
namespace {

/// The students that \p swaps tell of.
Status readStudents(RunParts& parts, session::SessionReader& reader, const std::vector<WeightsSwapped>& swaps,
                    const std::string& file)
{
    if (reader.started().classes != parts.settings.classes)
        return fail(ErrorCode::InvalidInput, "The students of " + file + " know other classes than this run's.",
                    "Name a session with the same classes in the same order.");
    parts.firstStudents.resize(parts.settings.cameras.size());
    for (const WeightsSwapped& swap : swaps) {
        const auto bytes = reader.weights(swap.hash);
        const learning::Learner& learner = *parts.learners[swap.camera.value];
        auto weights = bytes ? learner.read(*bytes, file + ": " + swap.hash) : tl::unexpected(bytes.error());
        if (!weights)
            return tl::unexpected(weights.error());
        TrainedStudent& student = parts.firstStudents[swap.camera.value];
        student.weights = std::move(*weights);
        if (swap.after)
            student.after = {*swap.after, swap.peopleAfter};
    }
    return {};
}

/// Students that were there when the window that trains them was over.
std::vector<WeightsSwapped> firstStudents(const std::vector<Event>& events, std::size_t cameras)
{
    std::vector<WeightsSwapped> first;
    for (const Event& event : events) {
        if (const auto* window = std::get_if<WindowStarted>(&event.body); window && window->counted)
            break;
        const auto* swap = std::get_if<WeightsSwapped>(&event.body);
        if (swap && swap->version.value == 1 && swap->camera.value < cameras)
            first.push_back(*swap);
    }
    return first;
}

std::size_t cameraCount(const std::vector<Event>& events)
{
    std::set<CameraId> cameras; // a live camera that was off at first is announced again
    for (const Event& event : events)
        if (const auto* added = std::get_if<CameraAdded>(&event.body))
            cameras.insert(added->camera);
    return cameras.size();
}

/// First students of an earlier session of the same cameras and seed. A camera that had none is left without one here
/// too, and gets its own when there is something to be learned.
Status loadFirstStudents(RunParts& parts)
{
    const std::string file = parts.settings.firstStudentsFrom->string();
    auto reader = session::SessionReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto events = (*reader)->eventsOfKinds({"CameraAdded", "WeightsSwapped", "WindowStarted"});
    if (!events)
        return tl::unexpected(events.error());
    const std::vector<WeightsSwapped> first = firstStudents(*events, parts.settings.cameras.size());
    const bool sameCameras = cameraCount(*events) == parts.settings.cameras.size();
    if (first.empty() || !sameCameras || (*reader)->started().seed != parts.settings.seed)
        return fail(ErrorCode::InvalidInput,
                    file + " is no session of the same cameras and seed that trained first students.",
                    "Name a session of this scenario and seed.");
    return readStudents(parts, **reader, first, file);
}

/// The newest students of an earlier session, for the cameras that have their names.
Status loadNewestStudents(RunParts& parts)
{
    const std::string file = parts.settings.newestStudentsFrom->string();
    auto reader = session::SessionReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto events = (*reader)->eventsOfKinds({"CameraAdded", "WeightsSwapped"});
    if (!events)
        return tl::unexpected(events.error());
    std::map<CameraId, std::string> names;
    std::map<std::string, WeightsSwapped> newest;
    for (const Event& event : *events) {
        if (const auto* camera = std::get_if<CameraAdded>(&event.body))
            names[camera->camera] = camera->name;
        else if (const auto* swap = std::get_if<WeightsSwapped>(&event.body))
            newest[names[swap->camera]] = *swap;
    }
    std::vector<WeightsSwapped> taken;
    for (std::size_t i = 0; i < parts.settings.cameras.size(); ++i) {
        const auto found = newest.find(parts.settings.cameras[i].settings.name);
        if (found == newest.end())
            continue;
        taken.push_back(found->second);
        taken.back().camera = CameraId{static_cast<std::uint32_t>(i)};
    }
    return readStudents(parts, **reader, taken, file);
}

} // namespace

Status loadEarlierStudents(RunParts& parts)
{
    if (parts.settings.newestStudentsFrom)
        return loadNewestStudents(parts);
    return parts.settings.firstStudentsFrom ? loadFirstStudents(parts) : Status{};
}

} // namespace jackdaw::runtime
