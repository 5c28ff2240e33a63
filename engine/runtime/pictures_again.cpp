// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/pictures_again.h"

#include "engine/video/video_reader.h"

#include <utility>

namespace jackdaw::runtime {
namespace {

/// Times of kept clips are rounded to milliseconds.
constexpr Nanoseconds kRounding = std::chrono::milliseconds(1);

/// The very frame; nothing where it cannot be made out.
Result<std::optional<VideoFrame>> readOne(video::VideoReader& reader, const SourceFrame& frame)
{
    if (const Status found = reader.seekFrame(frame.frame, frame.sourceTime); !found)
        return tl::unexpected(found.error());
    auto picture = reader.next();
    const bool isNumbered = reader.info().isNumbered;
    while (picture && *picture && !isNumbered && (*picture)->sourceTime + kRounding < frame.sourceTime)
        picture = reader.next();
    if (!picture || !*picture || (isNumbered && (*picture)->index != frame.frame))
        return picture ? std::optional<VideoFrame>() : std::move(picture);
    (*picture)->index = frame.frame;
    (*picture)->time = frame.frameTime;
    return picture;
}

} // namespace

Result<std::vector<VideoFrame>> readAgain(const std::string& source, double imagesPerSecond,
                                          const std::vector<SourceFrame>& frames)
{
    std::vector<VideoFrame> pictures;
    if (frames.empty() || source.empty())
        return pictures;
    auto reader = video::VideoReader::open(source, imagesPerSecond);
    if (!reader)
        return tl::unexpected(reader.error());
    for (const SourceFrame& frame : frames) {
        auto picture = readOne(**reader, frame);
        if (!picture)
            return tl::unexpected(picture.error());
        if (*picture)
            pictures.push_back(std::move(**picture));
    }
    return pictures;
}

} // namespace jackdaw::runtime
