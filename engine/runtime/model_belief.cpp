// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/model_belief.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::runtime {
namespace {

/// What a held-out part's accuracy counts for: as much as five objects on whole frames.
constexpr double kHeldOutWeight = 10.0;
/// What is kept of the evidence over a window, or a swap: scenes change, and a gain is uncertain.
constexpr double kKept = 0.5;
constexpr double kDeviations = 1.96;

} // namespace

void ModelBelief::see(const std::vector<ClassCounts>& counts)
{
    for (const ClassCounts& each : counts) {
        m_seen.right += 2.0 * each.truePositives;
        m_seen.wrong += each.falsePositives + each.falseNegatives;
    }
}

void ModelBelief::age()
{
    m_seen.right *= kKept;
    m_seen.wrong *= kKept;
}

void ModelBelief::deployed(double gain)
{
    const double all = m_seen.right + m_seen.wrong;
    if (all <= 0.0)
        return;
    m_seen.right = std::clamp(m_seen.right / all + gain, 0.0, 1.0) * all * kKept;
    m_seen.wrong = all * kKept - m_seen.right;
}

scheduling::Estimate ModelBelief::estimate(const scheduling::Estimate& heldOut) const
{
    const double seen = m_seen.right + m_seen.wrong;
    if (seen <= 0.0)
        return heldOut;
    const double all = kHeldOutWeight + seen;
    const double value = (kHeldOutWeight * heldOut.value + m_seen.right) / all;
    // Twice the hits are counted, so that about two of the evidence stand for one object.
    const double reach = kDeviations * std::sqrt(value * (1.0 - value) / (all / 2.0));
    return {value, std::max(0.0, value - reach), std::min(1.0, value + reach)};
}

scheduling::Estimate shifted(const scheduling::Estimate& estimate, double shift)
{
    const auto moved = [shift](double value) { return std::clamp(value + shift, 0.0, 1.0); };
    return {moved(estimate.value), moved(estimate.low), moved(estimate.high)};
}

} // namespace jackdaw::runtime
