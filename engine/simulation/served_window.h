// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/simulation/simulator.h"

#include <vector>

namespace jackdaw::simulation {

/// A window under one allocation without retraining, exact: \p deliveries by rising time, those at the window's end or
/// later left out.
scheduling::Timeline servedTimeline(const scheduling::WindowProblem& problem, const scheduling::Allocation& allocation,
                                    const std::vector<Delivery>& deliveries);

} // namespace jackdaw::simulation
