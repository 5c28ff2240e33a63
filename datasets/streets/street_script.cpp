// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_script.h"

#include "datasets/scenario/scenario.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace jackdaw::datasets {

namespace {

/// Labelled frames per window: truth costs nothing.
constexpr int kTrainingFrames = 24;
constexpr double kScoringInterval = 2.0; // seconds

/// "Mill Lane, 2" becomes "mill-lane-2".
std::string fileName(const std::string& name)
{
    std::string file;
    for (const unsigned char c : name) {
        if (std::isalnum(c) != 0)
            file += static_cast<char>(std::tolower(c));
        else if (!file.empty() && file.back() != '-')
            file += '-';
    }
    while (!file.empty() && file.back() == '-')
        file.pop_back();
    return file;
}

const StreetCourse* courseOf(const StreetScript& script, const StreetGroup& group)
{
    const auto found = std::find_if(script.courses.begin(), script.courses.end(),
                                    [&](const StreetCourse& course) { return course.name == group.course; });
    return found == script.courses.end() ? nullptr : &*found;
}

} // namespace

std::vector<StreetCamera> streetCameras(const StreetScript& script, const std::vector<std::string>& classes)
{
    std::vector<StreetCamera> cameras;
    for (const auto& group : script.groups) {
        for (int copy = 0; copy < group.copies; ++copy) {
            StreetCamera camera;
            const auto number = static_cast<std::uint32_t>(cameras.size());
            camera.name = group.name + (group.copies > 1 ? " " + std::to_string(copy + 1) : "");
            // Names may be alike, numbers are not.
            camera.file = (number < 10 ? "0" : "") + std::to_string(number) + "-" + fileName(camera.name);
            StreetSettings& street = camera.street;
            street.width = script.width;
            street.height = script.height;
            street.framesPerSecond = script.framesPerSecond;
            street.seconds = script.seconds;
            street.seed = script.seed;
            street.kind = group.kind;
            street.camera = number;
            if (const StreetCourse* course = courseOf(script, group))
                street.phases = course->phases;
            street.start = group.start + copy * group.apart;
            street.variety = group.variety;
            street.smallest = script.smallest;
            street.classes = classes;
            cameras.push_back(std::move(camera));
        }
    }
    return cameras;
}

void addFilms(runtime::RunSettings& settings, const std::vector<StreetCamera>& cameras)
{
    for (const auto& camera : cameras) {
        runtime::CameraRun run;
        run.settings.id = {static_cast<std::uint32_t>(settings.cameras.size())};
        run.settings.name = camera.name;
        run.settings.source = camera.file + ".mp4";
        run.goldenLabels = camera.file + ".csv";
        settings.cameras.push_back(run);
    }
}

runtime::RunSettings streetScenario(const StreetScript& script, const std::vector<StreetCamera>& cameras)
{
    runtime::RunSettings settings = defaultSettings();
    settings.name = script.name;
    settings.seed = script.seed;
    const double window = std::min(script.windowSeconds, script.seconds / 2.0);
    settings.windows = static_cast<std::uint32_t>(std::max(2.0, std::floor(script.seconds / window)));
    settings.windowLength = fromSeconds(window);
    settings.labelling.scoringInterval = std::min(kScoringInterval, window / 4.0);
    settings.labelling.trainingFrames = kTrainingFrames;
    addFilms(settings, cameras);
    return settings;
}

} // namespace jackdaw::datasets
