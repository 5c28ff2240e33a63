// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/pictures_again.h"

#include "engine/video/find_frame.h"

#include <utility>

namespace jackdaw::runtime {

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
        auto picture = video::findFrame(**reader, frame.frame, frame.sourceTime);
        if (!picture || !*picture)
            continue;
        (*picture)->time = frame.frameTime;
        pictures.push_back(std::move(**picture));
    }
    return pictures;
}

} // namespace jackdaw::runtime
