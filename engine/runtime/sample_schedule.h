// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <optional>

namespace jackdaw::runtime {

/// Why a frame goes to the golden model.
enum class SamplePurpose {
    Training, ///< part of a round's labelled sample
    Scoring, ///< to be scored
};

/// Which frames of a window go to the golden model: one every scoring interval, whatever else happens, and of the
/// others those that a round asks for.
class SampleSchedule {
public:
    struct Settings {
        Nanoseconds start{0}; ///< of the window
        Nanoseconds end{0};
        Nanoseconds firstScore{0}; ///< not before
        Nanoseconds scoringInterval{0}; ///< > 0
    };
    explicit SampleSchedule(const Settings& settings);

    /// Wants \p frames for training, spread over \p span from \p from on, instead of what was wanted before.
    void askForTraining(int frames, Nanoseconds from, Nanoseconds span);
    /// To be asked for every frame in time order: what the frame at \p time is sampled for.
    std::optional<SamplePurpose> take(Nanoseconds time);
    /// Training frames that were asked for and did not come yet.
    int trainingLeft() const { return m_wanted - m_taken; }

private:
    Nanoseconds dueTime() const { return m_from + m_span * m_taken / m_wanted; }

    Settings m_settings;
    Nanoseconds m_nextScore;
    int m_wanted = 0;
    int m_taken = 0;
    Nanoseconds m_from{0};
    Nanoseconds m_span{0};
};

} // namespace jackdaw::runtime
