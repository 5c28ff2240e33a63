// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/pictures_over.h"

#include <algorithm>

namespace jackdaw::video {
namespace {

Result<std::optional<VideoFrame>> pictureAt(VideoReader& reader, Nanoseconds time)
{
    // A stream without a length cannot be sought in, and is at its beginning.
    if (time > Nanoseconds{0})
        if (auto found = reader.seek(time); !found)
            return tl::unexpected(found.error());
    return reader.next();
}

} // namespace

Nanoseconds usualFirstLook(const VideoReader& reader)
{
    return std::min(fromSeconds(1.0), reader.info().duration / 2);
}

Result<std::vector<VideoFrame>> picturesOver(VideoReader& reader, Nanoseconds first, std::size_t count)
{
    std::vector<VideoFrame> frames;
    const double length = toSeconds(reader.info().duration);
    std::vector<Nanoseconds> times{first};
    for (std::size_t i = 1; i < count && length > 0.0; ++i)
        times.push_back(fromSeconds(length * (static_cast<double>(i) - 0.5) / static_cast<double>(count - 1)));
    for (const Nanoseconds time : times) {
        auto frame = pictureAt(reader, time);
        if (!frame && frames.empty())
            return tl::unexpected(frame.error());
        if (frame && *frame)
            frames.push_back(std::move(**frame));
        else if (frames.empty())
            return frames;
    }
    return frames;
}

} // namespace jackdaw::video
