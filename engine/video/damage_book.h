// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_fault.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::video {

/// "1.64 s"
std::string secondsText(Nanoseconds time);

/// Counts what could not be decoded, and makes one fault of each burst: damage with less than a second of good pictures
/// in between.
class DamageBook {
public:
    explicit DamageBook(std::string source) : m_source(std::move(source)) { }

    struct Damage {
        Nanoseconds time{0};
        std::int64_t order = 0; ///< of the packet
        bool lost = false; ///< otherwise a picture came out
        std::string why; ///< in the decoder's words
    };
    void add(const Damage& damage);
    /// A good picture came.
    void good(Nanoseconds time);
    /// The source came to its end after the packet \p lastOrder: true if that one was damaged, which is no burst then.
    bool end(std::int64_t lastOrder);
    /// Damage came less than a second ago.
    bool isOpen() const { return m_burst.has_value(); }
    /// After a seek.
    void clear() { m_burst.reset(); }

    /// Bursts that are over, or go on for long.
    std::vector<VideoFault> take() { return std::exchange(m_faults, {}); }

private:
    struct Burst {
        Damage first;
        Damage last;
        std::uint32_t lost = 0;
        std::uint32_t patched = 0;
        bool said = false;
    };
    void say();

    std::string m_source;
    std::optional<Burst> m_burst;
    std::vector<VideoFault> m_faults;
};

} // namespace jackdaw::video
