// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace jackdaw {

/// What a random stream is for; part of its key, so that streams of different purposes never touch.
enum class RandomPurpose : std::uint32_t {
    Initialisation = 1,
    Augmentation,
    Shuffling,
    Sampling,
    Rehearsal,
    Bootstrap,
    Rendering,
    Planning,
    Test,
    Simulation,
    Scoring,
};

/// A stream of random numbers that depends on its key alone: no state is shared between streams or threads, and the
/// numbers are the same on every platform.
///
/// Counter-based generator Philox4x32-10 (Salmon et al., SC'11).
class RandomStream {
public:
    using result_type = std::uint32_t;

    /// The stream of (seed, owner, purpose, step). \p owner is usually a camera's number.
    RandomStream(std::uint64_t seed, std::uint32_t owner, RandomPurpose purpose, std::uint32_t step = 0);

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return UINT32_MAX; }
    result_type operator()();

    /// A number in [0, 1), with 53 random bits.
    double uniform();
    /// A number in [low, high).
    double uniform(double low, double high);
    /// An integer in [0, bound). \p bound > 0. Free of modulo bias.
    std::uint32_t below(std::uint32_t bound);
    /// A standard normal deviate (Box-Muller).
    double normal();
    /// True with probability \p probability.
    bool chance(double probability) { return uniform() < probability; }

    template <class T>
    void shuffle(std::span<T> values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(static_cast<std::uint32_t>(i))]);
    }

private:
    void refill();

    std::array<std::uint32_t, 2> m_key{};
    std::array<std::uint32_t, 4> m_counter{};
    std::array<std::uint32_t, 4> m_block{};
    unsigned m_used = 4;
};

} // namespace jackdaw
