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
/// What other cameras' models count for at most, in objects.
constexpr double kMostInCommon = 50.0;

double weightOf(const SeenModel& seen)
{
    return seen.right + seen.wrong;
}

/// Twice the hits are counted, so that about two of the evidence stand for one object.
double objectsOf(const SeenModel& seen)
{
    return weightOf(seen) / 2.0;
}

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
    if (weightOf(m_seen) + weightOf(m_common) <= 0.0)
        return heldOut;
    const SeenModel all{kHeldOutWeight * heldOut.value + m_common.right + m_seen.right,
                        kHeldOutWeight * (1.0 - heldOut.value) + m_common.wrong + m_seen.wrong};
    const double value = all.right / weightOf(all);
    const double reach = kDeviations * std::sqrt(value * (1.0 - value) / objectsOf(all));
    return {value, std::max(0.0, value - reach), std::min(1.0, value + reach)};
}

SeenModel commonModel(const std::vector<SeenModel>& models)
{
    SeenModel sum;
    double squares = 0.0;
    for (const SeenModel& model : models) {
        sum.right += model.right;
        sum.wrong += model.wrong;
        squares += objectsOf(model) * objectsOf(model);
    }
    const double objects = objectsOf(sum);
    const double mean = objects > 0.0 ? sum.right / weightOf(sum) : 0.0;
    const double chance = mean * (1.0 - mean);
    const auto count =
        std::count_if(models.begin(), models.end(), [](const auto& each) { return weightOf(each) > 0.0; });
    if (count < 2 || chance <= 0.0)
        return {};
    double scatter = 0.0; // in units of what chance alone would make
    for (const SeenModel& model : models)
        if (weightOf(model) > 0.0)
            scatter += objectsOf(model) * std::pow(model.right / weightOf(model) - mean, 2) / chance;
    const double between = (scatter - static_cast<double>(count - 1)) / (objects - squares / objects);
    const double weight = std::min(kMostInCommon, between > 0.0 ? 1.0 / between : kMostInCommon);
    return {2.0 * weight * mean, 2.0 * weight * (1.0 - mean)};
}

scheduling::Estimate shifted(const scheduling::Estimate& estimate, double shift)
{
    const auto moved = [shift](double value) { return std::clamp(value + shift, 0.0, 1.0); };
    return {moved(estimate.value), moved(estimate.low), moved(estimate.high)};
}

} // namespace jackdaw::runtime
