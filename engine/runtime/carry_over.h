// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/resume_state.h"
#include "engine/base/units.h"

namespace jackdaw::runtime {

/// A model that went from one window into the next, as scored there.
struct CarriedModel {
    Accuracy before; ///< F1 in the window that it ended
    Accuracy after; ///< F1 in the next one, until the next swap
    Nanoseconds served{0}; ///< in the next one
};

/// How long a window's models count beyond it: they serve the next window until they are retrained in their turn, at
/// what drift leaves of their accuracy. Both are measured over all cameras and windows so far; a model is too seldom
/// scored to measure it by itself.
class CarryOver {
public:
    /// Starts from one assumed model that serves half a window at half its accuracy.
    explicit CarryOver(Nanoseconds window) { add({Accuracy{0.5}, Accuracy{0.25}, window / 2}); }

    void add(const CarriedModel& model);
    /// The sums so far, to go on with in a resumed run.
    CarriedSums sums() const { return {m_models, m_served, m_before, m_after}; }
    void restore(const CarriedSums& sums);
    /// Mean time served, times the part of the accuracy that was kept (1 at most).
    double seconds() const;

private:
    double m_models = 0.0;
    double m_served = 0.0;
    double m_before = 0.0;
    double m_after = 0.0;
};

} // namespace jackdaw::runtime
