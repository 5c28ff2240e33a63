// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace jackdaw::runtime {

/// What the engine thread is at: the parts of a turn of its loop in their order, and what happens at a window's border.
enum class TurnStage : std::uint8_t {
    Commands,
    Frames, ///< those that are due leave their queues
    Batches, ///< that ended take effect
    Effects, ///< of what was done beside the loop
    Decisions, ///< cameras move on, shares follow
    Records, ///< of a window whose last labels are there, and samples of the devices
    Lanes, ///< those that are free get their next batches
    Waiting,
    WindowEnd,
    WindowStart,
};

/// Told on the engine thread whenever it goes over to another stage; for measuring what keeps it from its frames.
using StageListener = std::function<void(TurnStage)>;

} // namespace jackdaw::runtime
