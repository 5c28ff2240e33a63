// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/random.h"
#include "engine/base/units.h"

#include <cstdint>
#include <optional>

namespace jackdaw::runtime {

/// Why a frame goes to the golden model.
enum class SamplePurpose {
    Training, ///< part of a round's labelled sample
    Scoring, ///< to be scored
};

/// Which frames of a window go to the golden model: one of every scoring interval, whatever else happens, and of the
/// others those that a round asks for. Where in its interval the scored frame lies is drawn anew each time: frames that
/// are scored at a fixed pace fall in step with whatever serves the camera at another one, and would see boxes of one
/// age again and again.
class SampleSchedule {
public:
    struct Settings {
        Nanoseconds start{0}; ///< of the window
        Nanoseconds end{0};
        Nanoseconds firstScore{0}; ///< not before
        Nanoseconds scoringInterval{0}; ///< > 0
    };
    /// \p places: of the scored frames in their intervals.
    SampleSchedule(const Settings& settings, RandomStream places);

    /// Wants \p frames for training, spread over \p span from \p from on, instead of what was wanted before.
    void askForTraining(int frames, Nanoseconds from, Nanoseconds span);
    /// To be asked for every frame in time order that could be labelled: what the frame at \p time is sampled for.
    std::optional<SamplePurpose> take(Nanoseconds time);
    /// The same for a frame that does not score, and of which labels are there or come anyway: whether it stands for one
    /// that was asked for.
    bool takeTraining(Nanoseconds time);
    /// True if a frame at \p time would be taken to be scored.
    bool scoreIsDue(Nanoseconds time) const
    {
        return time >= m_settings.start && time < m_settings.end && time >= m_nextScore;
    }
    /// The end of the interval that the next scored frame is of.
    Nanoseconds scoreEnd() const { return m_settings.firstScore + m_settings.scoringInterval * (m_interval + 1); }
    /// Training frames that were asked for and did not come yet.
    int trainingLeft() const { return m_wanted - m_taken; }

private:
    Nanoseconds dueTime() const { return m_from + m_span * m_taken / m_wanted; }
    void drawScore();

    Settings m_settings;
    RandomStream m_places;
    std::int64_t m_interval = 0; ///< that the next scored frame is of
    Nanoseconds m_nextScore{0};
    int m_wanted = 0;
    int m_taken = 0;
    Nanoseconds m_from{0};
    Nanoseconds m_span{0};
};

} // namespace jackdaw::runtime
