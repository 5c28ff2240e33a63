// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/scheduling/evaluation.h"

#include <vector>

namespace jackdaw::simulation {

/// A model that comes from elsewhere and replaces a stream's deployed one.
struct Delivery {
    double time = 0.0; ///< seconds from the window's start
    std::size_t stream = 0;
    double accuracy = 0.0; ///< on this window
};

/// A window under one allocation without retraining, exact: \p deliveries by rising time, those after the window's end
/// left out.
scheduling::Timeline servedTimeline(const scheduling::WindowProblem& problem, const scheduling::Allocation& allocation,
                                    const std::vector<Delivery>& deliveries);

} // namespace jackdaw::simulation
