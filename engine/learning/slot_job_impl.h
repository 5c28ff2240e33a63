// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
//
// Compiled by nvcc, too.
#pragma once

#include "engine/learning/view_job_impl.h"

namespace jackdaw::learning::kernels {

/// Brings a student and its picture into a slot of a round: draws the picture, and copies the student's weights where
/// the slot has others. What is to be brought is told by an entry, which changes while the parameters stay.
struct SlotJob {
    static constexpr std::size_t kWords = 3;
    /// Of the entry: a ViewJob with one view, then the address of weights, 0 where they are there already.
    static constexpr std::size_t kViewWords = ViewJob::kFixedWords + View::kWords;
    static constexpr std::size_t kEntryWords = kViewWords + 1;

    JACKDAW_ON_BOTH explicit SlotJob(const Word* words) :
        view(pointerTo<const Word>(words[0])), from(pointerTo<const Word>(pointerTo<const Word>(words[0])[kViewWords])),
        to(pointerTo<Word>(words[1])), count(words[2])
    {
    }

    JACKDAW_ON_BOTH Word wordsToBring() const { return from ? count : 0; }
    JACKDAW_ON_BOTH void bring(Word word) const { to[word] = from[word]; }

    ViewJob view;
    const Word* from;
    Word* to;
    Word count; ///< of words that the weights are
};

} // namespace jackdaw::learning::kernels
