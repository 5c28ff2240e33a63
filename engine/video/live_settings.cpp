// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/live_settings.h"

#include "engine/video/clip_store.h"

namespace jackdaw::video {

Status checkLive(const CameraSettings& settings)
{
    const std::string camera = "Camera '" + settings.name + "' is live: ";
    if (settings.speed != 1.0)
        return fail(ErrorCode::InvalidInput, camera + "it cannot be played at another speed.", "Leave speed out.");
    if (settings.offset != Nanoseconds{0} || settings.loop)
        return fail(ErrorCode::InvalidInput, camera + "it has no beginning to start from and no end to repeat after.",
                    "Leave offset and loop out.");
    return settings.live.clips.empty() ? Status() : ClipStore::check(settings.live.clips);
}

Result<LiveInput::Settings> inputSettings(const CameraSettings& settings, const std::string& address)
{
    const auto kind = liveKindOf(address);
    if (!kind)
        return tl::unexpected(kind.error());
    return LiveInput::Settings{address, {}, *kind, settings.patience};
}

} // namespace jackdaw::video
