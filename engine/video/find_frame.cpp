// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/find_frame.h"

#include <chrono>
#include <utility>

namespace jackdaw::video {

Result<std::optional<VideoFrame>> findFrame(VideoReader& reader, std::int64_t frame, Nanoseconds sourceTime,
                                            const std::stop_token& stop)
{
    constexpr Nanoseconds kRounding = std::chrono::milliseconds(1);
    if (const Status sought = reader.seekFrame(frame, sourceTime); !sought)
        return tl::unexpected(sought.error());
    const bool isNumbered = reader.info().isNumbered;
    while (!stop.stop_requested()) {
        auto picture = reader.next();
        if (!picture || !*picture)
            return picture;
        const Nanoseconds later = (*picture)->sourceTime - sourceTime;
        const bool isEarlier = isNumbered ? (*picture)->index < frame : later < -kRounding;
        if (isEarlier)
            continue;
        const bool isIt = isNumbered ? (*picture)->index == frame : later <= kRounding;
        if (!isIt)
            break;
        (*picture)->index = frame;
        return picture;
    }
    return std::optional<VideoFrame>();
}

} // namespace jackdaw::video
