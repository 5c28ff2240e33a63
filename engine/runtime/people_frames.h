// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/training_set.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jackdaw::runtime {

/// Frames of one camera that are learned as people labelled them. Every retraining takes them all: people look at few
/// frames, and at those that the golden model gets wrong.
class PeopleFrames {
public:
    /// 15 MB of pictures of 352 x 288; the oldest go beyond.
    static constexpr std::size_t kMost = 48;

    bool has(std::int64_t frame) const;
    std::size_t size() const { return m_frames.size(); }
    /// In place of what is there of the same frame.
    void keep(learning::LabelledFrame frame);
    void forget(std::int64_t frame);

    /// A part to learn from and one to be judged by, as of any sample; the few that could not be divided are learned.
    learning::LabelSplit split() const;
    /// In the order of their session time, without tracks.
    const std::vector<learning::LabelledFrame>& frames() const { return m_frames; }

private:
    std::vector<learning::LabelledFrame> m_frames;
};

} // namespace jackdaw::runtime
