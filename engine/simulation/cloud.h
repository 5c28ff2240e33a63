// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/simulation/alternatives.h"

namespace jackdaw::simulation {

/// Mbit/s that all cameras share.
struct CloudLink {
    double up = 0.0;
    double down = 0.0;
};

/// Retraining in the cloud (ekya.md §6.12). All cameras' models arrive at one instant, cloudDelay() after their window
/// began. Where that is after the window's end the models arrive late and count from then on, if models carry over; the
/// link takes the next window's data only when it is free.
std::unique_ptr<Alternative> makeCloud(CloudLink link, const Trace& trace, const SimulationOptions& options);

} // namespace jackdaw::simulation
