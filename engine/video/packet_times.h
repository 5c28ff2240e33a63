// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/packet_index.h"

namespace jackdaw::video {

/// When the pictures of packets are shown, with leaps of the time stamps closed. Times are in units of the time base.
struct PacketTimes {
    struct Leap {
        std::size_t order = 0; ///< first packet after it
        std::int64_t by = 0;
    };

    /// Of packets in the order of their file.
    static PacketTimes of(const std::vector<FoundPacket>& packets, AVRational timeBase);

    /// False where too many packets do not say when their picture is shown; `shown` then rises with the order.
    bool ranked = true;
    /// False where they say nothing at all of time; all others are 0 then.
    bool timed = true;
    std::vector<std::int64_t> shown; ///< by order
    std::vector<std::int32_t> part; ///< by order: how many leaps are before it
    std::vector<Leap> leaps;
    std::int64_t step = 0; ///< usual time from one packet to the next
};

} // namespace jackdaw::video
