// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/parts.h"

#include <cstdint>
#include <set>
#include <vector>

namespace jackdaw::check {

/// Numbers of multiprocessors.
using Numbers = std::set<std::uint32_t>;

/// Tells on which multiprocessors something ran.
class Probe {
public:
    static Result<Probe> make(Bench& bench);

    /// Forgets what was seen.
    Status clear(cuda::StreamHandle stream);
    /// Queues blocks enough to be on every multiprocessor that the stream may use.
    Status queue(cuda::StreamHandle stream);
    /// Waits for \p stream; the numbers that were seen since clear().
    Result<Numbers> seen(cuda::StreamHandle stream);
    /// All three.
    Result<Numbers> run(cuda::StreamHandle stream);

private:
    explicit Probe(Bench& bench) : m_bench(&bench) { }

    Bench* m_bench;
    cuda::Buffer m_counts;
};

/// A pool with one stream.
struct PoolWithStream {
    cuda::Pool pool;
    cuda::Stream stream; ///< goes before its pool

    static Result<PoolWithStream> make(cuda::Gpu& gpu, const cuda::AtomRange& range);
};

/// Pools of neighbouring atoms, of these numbers; the last has the rest.
Result<std::vector<PoolWithStream>> makePools(cuda::Gpu& gpu, const cuda::Atoms& atoms,
                                              const std::vector<std::uint32_t>& counts);

} // namespace jackdaw::check
