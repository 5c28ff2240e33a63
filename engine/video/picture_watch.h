// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_fault.h"

#include <cstdint>
#include <optional>
#include <vector>

struct AVFrame;

namespace jackdaw::video {

/// Looks at a camera's decoded pictures, one after the other, for two faults that no decoder sees: the same picture
/// again and again (a frozen camera, a notice in place of the scene), and one colour all over (a covered lens, no
/// signal). Cheap: five times a second some thousand points of a picture are looked at. Needs pictures in the machine's
/// memory.
class PictureWatch {
public:
    /// The next picture, shown at \p time. One fault for each burst, when it has lasted for some seconds; the message
    /// is a clause without the source's name.
    std::vector<VideoFault> see(const AVFrame& picture, Nanoseconds time);

    /// Pictures were skipped: what is wrong with the next one from the start was said before.
    void skip();

    /// Pictures may be missing before the next one: nothing lasted meanwhile. What was said and stands is not said
    /// again.
    void reconnect();

private:
    /// Pictures in a row with one fault.
    struct Run {
        Nanoseconds since{0};
        std::uint32_t pictures = 0;
        bool said = false;
    };

    bool isDue(Nanoseconds time);
    std::optional<VideoFault> judge(std::optional<Run>& run, bool faulty, VideoFaultKind kind, Nanoseconds time);

    std::vector<std::uint8_t> m_points; ///< of the picture that is looked at
    std::vector<std::uint8_t> m_first; ///< of the first one that was like all since
    std::optional<std::int64_t> m_turn; ///< which of the looks of a source was the last
    std::optional<Run> m_still;
    std::optional<Run> m_blank;
    bool m_skipped = false; ///< the next picture is the first one after a skip
};

} // namespace jackdaw::video
