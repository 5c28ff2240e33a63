// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/carry_over.h"

#include <algorithm>

namespace jackdaw::runtime {

void CarryOver::add(const CarriedModel& model)
{
    m_models += 1.0;
    m_served += toSeconds(model.served);
    m_before += model.before.value;
    m_after += model.after.value;
}

void CarryOver::restore(const CarriedSums& sums)
{
    m_models = sums.models;
    m_served = sums.served;
    m_before = sums.before;
    m_after = sums.after;
}

double CarryOver::seconds() const
{
    return m_served / m_models * std::min(1.0, m_after / m_before);
}

} // namespace jackdaw::runtime
