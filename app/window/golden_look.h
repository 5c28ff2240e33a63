// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/video/camera_feed.h"
#include "widgets/setup/setup_services.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::window {

/// What a golden model is tried on.
struct GoldenTrial {
    video::CameraSettings camera;
    std::vector<std::string> classes; ///< of the run
    double scoreThreshold = 0.3;
    int threads = 1;
    /// Networks, fused where there are several, or one label file.
    std::vector<std::filesystem::path> files;
};

/// Opens it as a run would and shows what it says about a picture of the camera. Waits for both; ends soon after \p
/// stop.
Result<widgets::GoldenLook> lookAtGolden(const GoldenTrial& trial, const std::stop_token& stop);

} // namespace jackdaw::window
