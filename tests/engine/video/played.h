// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/video_reader.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::testing {

/// What came of a source that was read to its end.
struct Played {
    std::vector<VideoFrame> frames;
    std::vector<VideoFault> faults;
    std::optional<Error> error; ///< that ended it

    std::vector<VideoFault> of(VideoFaultKind kind) const
    {
        std::vector<VideoFault> found;
        std::copy_if(faults.begin(), faults.end(), std::back_inserter(found),
                     [kind](const VideoFault& fault) { return fault.kind == kind; });
        return found;
    }
    /// All faults, for messages of tests.
    std::string text() const
    {
        std::string all = error ? error->text() + " " + error->detail + "\n" : "";
        for (const VideoFault& fault : faults)
            all += fault.message + " (" + std::to_string(fault.count) + ")\n";
        return all;
    }
};

inline Played playOn(video::VideoReader& reader)
{
    Played played;
    while (!played.error) {
        auto frame = reader.next();
        for (VideoFault& fault : reader.takeFaults())
            played.faults.push_back(std::move(fault));
        if (!frame)
            played.error = frame.error();
        else if (!*frame)
            break;
        else
            played.frames.push_back(std::move(**frame));
    }
    return played;
}

inline Played play(const std::string& path, double imagesPerSecond = 25.0)
{
    auto reader = video::VideoReader::open(path, imagesPerSecond);
    if (reader)
        return playOn(**reader);
    Played played;
    played.error = reader.error();
    return played;
}

using Colour = std::array<int, 3>;

inline Colour colourAt(const VideoFrame& frame, int x, int y)
{
    const std::size_t at = static_cast<std::size_t>((y * frame.width + x) * 3);
    return {frame.rgb()[at], frame.rgb()[at + 1], frame.rgb()[at + 2]};
}

inline bool isNear(const Colour& one, const Colour& other, int apart = 12)
{
    return std::abs(one[0] - other[0]) <= apart && std::abs(one[1] - other[1]) <= apart
        && std::abs(one[2] - other[2]) <= apart;
}

/// The number that a picture of the shared reference clip shows: eight bars, the lowest bit at the left.
inline int barsIn(const VideoFrame& frame)
{
    int number = 0;
    for (int bit = 0; bit < 8; ++bit)
        number |= (colourAt(frame, (2 * bit + 1) * frame.width / 16, frame.height / 2)[0] > 128 ? 1 : 0) << bit;
    return number;
}

} // namespace jackdaw::testing
