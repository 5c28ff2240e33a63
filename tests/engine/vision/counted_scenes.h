// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/vision/annotation_file.h"
#include "engine/vision/counting.h"

#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The real scenes in which people labelled tracks, each with a line, and what truly went over it.
namespace jackdaw::testing {

inline const std::vector<std::string> kVehicles{"car", "bus", "truck", "motorcycle"};
inline constexpr vision::PictureSize kScenePicture{352, 288};

struct CountedScene {
    int scene = 0; ///< of the stream of eight scenes
    std::string clip;
    std::vector<CountingLine> lines;
};

inline std::vector<CountedScene> countedScenes()
{
    return {
        {0, "jamcam-03601-20190628-1400", {{"road", {0.25, 0.72}, {1.0, 0.72}}}},
        {1, "jamcam-06514-20190628-1401", {{"exit", {0.85, 0.3}, {0.85, 1.0}}, {"entry", {0.3, 0.16}, {0.85, 0.16}}}},
        {6, "jamcam-03601-20190702-1000", {{"road", {0.25, 0.75}, {1.0, 0.75}}}}};
}

/// Crossings of a line, forward and backward.
struct Ways {
    int forward = 0;
    int backward = 0;
    void add(bool isForward) { ++(isForward ? forward : backward); }
    int both() const { return forward + backward; }
    bool operator==(const Ways&) const = default;
};

inline Result<vision::LabelFile> readLabels(const std::filesystem::path& file, float threshold = 0.0F)
{
    return vision::readAnnotationFile(file, {kVehicles, vision::trafficAliases(kVehicles), threshold});
}

/// Counts people's tracks over \p line by a way of its own: where feet that are not at the line itself change sides.
inline Ways countTracks(const vision::LabelFile& labels, const CountingLine& line)
{
    constexpr double kAtLine = 2.0; // pixels: people's boxes are interpolated, and hardly waver
    struct Foot {
        double x = 0.0;
        double y = 0.0;
        double distance = 0.0;
    };
    const double x = line.from.x * kScenePicture.width;
    const double y = line.from.y * kScenePicture.height;
    const double dx = line.to.x * kScenePicture.width - x;
    const double dy = line.to.y * kScenePicture.height - y;
    const double length = std::hypot(dx, dy);
    std::map<std::uint32_t, Foot> before;
    Ways ways;
    for (const auto& [frame, objects] : labels.frames)
        for (const vision::LabelledObject& object : objects) {
            if (!object.track)
                continue;
            Foot now{0.5 * (object.box.x1 + object.box.x2), object.box.y2};
            now.distance = (dx * (now.y - y) - dy * (now.x - x)) / length;
            if (std::abs(now.distance) < kAtLine)
                continue;
            const auto [known, isNew] = before.try_emplace(object.track->value, now);
            const Foot last = std::exchange(known->second, now);
            if (last.distance * now.distance >= 0.0)
                continue;
            const double part = last.distance / (last.distance - now.distance);
            const double place =
                (dx * (last.x + part * (now.x - last.x) - x) + dy * (last.y + part * (now.y - last.y) - y))
                / (length * length);
            if (place >= 0.0 && place <= 1.0)
                ways.add(now.distance > 0.0);
        }
    return ways;
}

} // namespace jackdaw::testing
