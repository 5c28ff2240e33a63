// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_kinds.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/vision/labels.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::datasets {

/// What drifts while a street is filmed: at \p seconds the mix and light are reached, linear in between.
struct StreetPhase {
    double seconds = 0.0;
    std::vector<double> classMix; ///< weight per StreetClass; those that are missing weigh nothing
    double density = 1.0; ///< objects that appear, relative
    double daylight = 1.0; ///< 1 noon ... 0 night with lamps
    double haze = 0.0; ///< 0..1: clouds and a veil over what is far
    double fog = 0.0; ///< 0..1: hides what is far; at 1 there is nothing to be seen beyond some fifty metres
    double rain = 0.0; ///< 0..1: streaks, a wet road that mirrors, drops on the glass
    double wind = 0.0; ///< pixels by which the picture sways, root mean square
    bool operator==(const StreetPhase&) const = default;
};

struct StreetSettings {
    int width = 352;
    int height = 288;
    int framesPerSecond = 25;
    double seconds = 60.0;
    std::uint64_t seed = 1;
    StreetKind kind = StreetKind::HighStreet;
    std::uint32_t camera = 0; ///< chooses buildings, palette and traffic
    std::vector<StreetPhase> phases;
    double start = 0.0; ///< seconds of the phases that frame 0 shows
    double variety = 0.0; ///< 0..1: how far viewpoint, light and film are from the kind's own
    bool blocks = true; ///< variety includes a compression's blocks; what is compressed into a film needs none
    double smallest = 14.0; ///< pixels of the longer side: what is smaller is ignored in the truth
    /// Classes of the truth. A class of the street that is not among them is mapped as traffic labels are
    /// (vision::trafficAliases: a van is right as a car and as a truck) or else ignored.
    std::vector<std::string> classes{"person", "car", "bus", "truck"};
};

/// Renders a street scene with exact truth (boxes of the visible part; strongly occluded objects are ignored ones).
/// The same settings give the same bytes.
class StreetRenderer {
public:
    explicit StreetRenderer(const StreetSettings& settings);
    ~StreetRenderer();
    struct Picture {
        VideoFrame frame;
        vision::FrameLabels truth;
    };
    /// Frame \p index; indices must come in increasing order. Frames that are left out cost next to nothing: the
    /// traffic goes on, and nothing is painted. \p silhouettes receives, per pixel of a picture of twice the size, 0 or
    /// 1 + the position in the truth of the object that is seen there.
    Picture render(std::int64_t index, std::vector<std::uint16_t>* silhouettes = nullptr);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Makes the bundled demo in \p folder: four cameras (video and truth as CSV) and demo.json. Does nothing if the folder
/// already holds this version's demo. Cancelled, and nothing is left of it, where \p stop is asked for; several may
/// make the same demo at a time.
Status makeDemo(const std::filesystem::path& folder, std::uint64_t seed,
                const std::function<void(double fraction)>& progress = {}, const std::stop_token& stop = {});

} // namespace jackdaw::datasets
