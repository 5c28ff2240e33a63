// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <optional>

namespace jackdaw::runtime {

/// Why a frame goes to the golden model.
enum class SamplePurpose {
    Training, ///< part of the window's labelled sample (and scored like the rest)
    Scoring, ///< scored only
};

/// Which frames of a window go to the golden model: a training sample spread over the window's first part, then one
/// frame every scoring interval.
class SampleSchedule {
public:
    struct Settings {
        Nanoseconds start{0};
        Nanoseconds end{0};
        int trainingFrames = 10;
        Nanoseconds trainingSpan{0}; ///< over which the training sample is spread, from start
        Nanoseconds scoringInterval{0}; ///< > 0
        Nanoseconds scoringDelay{0}; ///< of the scored frames, so that cameras do not all ask at once
    };
    explicit SampleSchedule(const Settings& settings);

    /// To be asked for every frame in time order: what the frame at \p time is sampled for.
    std::optional<SamplePurpose> take(Nanoseconds time);
    /// True once the training sample is complete.
    bool trainingDone() const { return m_taken >= m_settings.trainingFrames; }

private:
    Nanoseconds dueTime() const;

    Settings m_settings;
    int m_taken = 0;
    Nanoseconds m_nextScore;
};

} // namespace jackdaw::runtime
