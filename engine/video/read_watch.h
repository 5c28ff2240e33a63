// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <stop_token>

namespace jackdaw::video {

/// Between a reader of files and whoever waits for it: the reader can be asked to stop, and shows that it lives.
struct ReadWatch {
    explicit ReadWatch(std::stop_token token = {}) : stop(std::move(token)) { }

    const std::stop_token stop;
    std::atomic<std::uint64_t> reads{0}; ///< pieces read so far
};

} // namespace jackdaw::video
