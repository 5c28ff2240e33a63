// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/vision/labels.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::datasets {

/// What drifts while a street is filmed: at \p seconds the mix and light are reached, linear in between.
struct StreetPhase {
    double seconds = 0.0;
    std::vector<double> classMix; ///< weight per class
    double density = 1.0; ///< objects that appear, relative
    double daylight = 1.0; ///< 1 noon ... 0 night with lamps
    double haze = 0.0; ///< 0..1
};

struct StreetSettings {
    int width = 352;
    int height = 288;
    int framesPerSecond = 25;
    double seconds = 60.0;
    std::uint64_t seed = 1;
    std::uint32_t camera = 0; ///< chooses viewpoint, buildings and palette
    std::vector<StreetPhase> phases;
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
    /// Frame \p index; indices must come in increasing order. \p silhouettes receives, per pixel of a picture of twice
    /// the size, 0 or 1 + the position in the truth of the object that is seen there.
    Picture render(std::int64_t index, std::vector<std::uint16_t>* silhouettes = nullptr);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Makes the bundled demo in \p folder: four cameras (video and truth as CSV) and demo.json. Does nothing if the folder
/// already holds this version's demo.
Status makeDemo(const std::filesystem::path& folder, std::uint64_t seed,
                const std::function<void(double fraction)>& progress = {});

} // namespace jackdaw::datasets
