// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/camera_feed.h"

#include "engine/video/live_feed.h"
#include "engine/video/recorded_feed.h"

namespace jackdaw::video {

Result<std::unique_ptr<CameraFeed>> openFeed(const CameraSettings& settings)
{
    if (isLive(settings.source))
        return LiveFeed::open(settings);
    return RecordedFeed::open(settings);
}

} // namespace jackdaw::video
