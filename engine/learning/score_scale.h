// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"

#include <optional>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// Students of different weights are sure of themselves to different degrees: what one says with 0.15 is worth as much
/// as what another says with 0.4. Each has a threshold of its own from which on its raw scores are a statement, and
/// what it says is stretched so that every statement begins at kScoreThreshold. The order of scores stays.
class ScoreScale {
public:
    /// \p threshold lies between 0 and 1.
    explicit ScoreScale(float threshold) : m_threshold(threshold) { }

    float fromRaw(float raw) const { return stretched(raw, m_threshold, kScoreThreshold); }
    float toRaw(float score) const { return stretched(score, kScoreThreshold, m_threshold); }

private:
    /// The line through (0, 0), (\p from, \p to) and (1, 1).
    static float stretched(float value, float from, float to)
    {
        if (from == to)
            return value;
        return value < from ? value * to / from : to + (value - from) * (1.0F - to) / (1.0F - from);
    }

    float m_threshold;
};

/// The metadata of weights whose threshold is not kScoreThreshold, and what it says. Corrupt, with \p name, where it is
/// no number between 0 and 1.
inline constexpr const char* kThresholdKey = "threshold";
std::string thresholdText(float threshold);
Result<float> thresholdOf(const std::string& text, const std::string& name);

/// From which score on a student should make a statement: where F1 is highest on the pictures that it was shown.
class ThresholdSearch {
public:
    explicit ThresholdSearch(std::size_t classes) : m_classes(classes) { }

    /// \p detections from a low score on, of a picture with \p labels.
    void add(std::vector<Detection> detections, vision::FrameLabels labels);
    /// In scores as the student gave them; nothing where no object was found.
    std::optional<float> best() const;

private:
    struct Shown {
        std::vector<Detection> detections;
        vision::FrameLabels labels;
    };
    double f1At(float threshold) const;

    std::size_t m_classes;
    std::vector<Shown> m_shown;
};

} // namespace jackdaw::learning
