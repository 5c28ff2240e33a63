// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/camera_feed.h"
#include "engine/video/live_input.h"

#include <string>

/// What a camera's settings say of a live one.
namespace jackdaw::video {

/// InvalidInput where it is asked for what only a recording has; ClipStore's errors where its clips cannot be kept.
Status checkLive(const CameraSettings& settings);

/// How the camera's stream at \p address is read, without its login; errors of liveKindOf().
Result<LiveInput::Settings> inputSettings(const CameraSettings& settings, const std::string& address);

} // namespace jackdaw::video
