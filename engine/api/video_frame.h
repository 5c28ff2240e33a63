// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace jackdaw {

/// A decoded picture, read-only and shared between threads.
struct VideoFrame {
    int width = 0;
    int height = 0;
    std::int64_t index = 0;    ///< position in the source, from 0
    Nanoseconds sourceTime{0}; ///< presentation time in the source
    Nanoseconds time{0};       ///< session time at which the frame is due
    std::shared_ptr<const std::vector<std::uint8_t>> rgb; ///< width * height * 3 bytes, rows without padding
};

} // namespace jackdaw
