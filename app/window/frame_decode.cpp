// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/frame_decode.h"

#include "engine/video/find_frame.h"

#include <utility>

namespace jackdaw::window {
namespace {

constexpr double kFolderRate = 25.0; ///< images have numbers: their rate does not matter here

} // namespace

Result<std::unique_ptr<video::VideoReader>> openFrames(const std::string& source, const std::stop_token& stop)
{
    return video::VideoReader::open(source, kFolderRate, stop);
}

Result<VideoFrame> decodeFrame(video::VideoReader& reader, const std::string& source, const FramePlace& place,
                               const std::stop_token& stop)
{
    auto found = video::findFrame(reader, place.frame, place.sourceTime, stop);
    if (!found)
        return tl::unexpected(found.error());
    if (*found)
        return std::move(**found);
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
