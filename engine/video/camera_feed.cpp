// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/camera_feed.h"

#include "engine/video/recorded_feed.h"

namespace jackdaw::video {

bool isLive(const std::string& source)
{
    return source.find("://") != std::string::npos && !source.starts_with("file://");
}

Result<std::unique_ptr<CameraFeed>> openFeed(const CameraSettings& settings)
{
    return RecordedFeed::open(settings);
}

} // namespace jackdaw::video
