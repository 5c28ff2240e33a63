// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/resume_state.h"
#include "engine/scheduling/window_problem.h"

#include <vector>

namespace jackdaw::runtime {

/// How accurate a camera's deployed model is on whole frames. A held-out part rests on a handful of objects, and false
/// alarms of whole frames are held against them; so what the model found on frames whose labels came later counts for
/// more. Evidence is kept as F1 has it: twice the hits, and what was wrong.
class ModelBelief {
public:
    /// What the model found on a frame, held against its labels.
    void see(const std::vector<ClassCounts>& counts);
    /// A window passed: what was seen before it counts half.
    void age();
    /// Another model, \p gain better than the one before, was deployed.
    void deployed(double gain);
    /// Nothing is known of the model, a first one.
    void forget() { m_seen = {}; }

    /// What all cameras' models are like (commonModel()); it counts beside what was seen of this one.
    void consider(const SeenModel& common) { m_common = common; }
    /// \p heldOut, corrected by what was seen; with its 95 % interval.
    scheduling::Estimate estimate(const scheduling::Estimate& heldOut) const;

    const SeenModel& atBorder() const { return m_seen; }
    void restore(const SeenModel& seen) { m_seen = seen; }

private:
    SeenModel m_seen;
    SeenModel m_common;
};

/// What may be believed of a model that nothing was seen of, from what was seen of others of its kind: their mean, with
/// the more weight the less they differ from each other by more than chance (R. DerSimonian, N. Laird, Meta-analysis in
/// clinical trials, Controlled Clinical Trials 7, 1986). Nothing from fewer than two.
SeenModel commonModel(const std::vector<SeenModel>& models);

/// \p estimate moved by \p shift, within 0 and 1.
scheduling::Estimate shifted(const scheduling::Estimate& estimate, double shift);

} // namespace jackdaw::runtime
