// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/frame_decode.h"

#include <utility>

namespace jackdaw::window {
namespace {

/// Times of kept clips are rounded to milliseconds.
constexpr Nanoseconds kRounding = std::chrono::milliseconds(1);
constexpr double kFolderRate = 25.0; ///< images have numbers: their rate does not matter here

} // namespace

Result<std::unique_ptr<video::VideoReader>> openFrames(const std::string& source, const std::stop_token& stop)
{
    return video::VideoReader::open(source, kFolderRate, stop);
}

Result<VideoFrame> decodeFrame(video::VideoReader& reader, const std::string& source, const FramePlace& place,
                               const std::stop_token& stop)
{
    if (const Status sought = reader.seekFrame(place.frame, place.sourceTime); !sought)
        return tl::unexpected(sought.error());
    const bool isNumbered = reader.info().isNumbered;
    while (!stop.stop_requested()) {
        auto next = reader.next();
        if (!next)
            return tl::unexpected(next.error());
        if (!*next)
            break;
        VideoFrame frame = std::move(**next);
        const bool isEarlier = isNumbered ? frame.index < place.frame : frame.sourceTime + kRounding < place.sourceTime;
        if (isEarlier)
            continue;
        if (isNumbered && frame.index != place.frame)
            break;
        frame.index = place.frame;
        return frame;
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled.");
    return fail(ErrorCode::NotFound,
                source + " has no frame " + std::to_string(place.frame)
                    + " that can be made out: it is damaged, or beyond the end.",
                "Step to another frame.");
}

Result<VideoFrame> decodeFrame(const std::string& source, const FramePlace& place, const std::stop_token& stop)
{
    const auto reader = openFrames(source, stop);
    return reader ? decodeFrame(**reader, source, place, stop) : tl::unexpected(reader.error());
}

} // namespace jackdaw::window
