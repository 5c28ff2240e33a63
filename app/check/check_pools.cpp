// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/parts.h"
#include "app/check/probe.h"
#include "app/check/steps.h"
#include "app/check/timing.h"

#include <algorithm>
#include <array>

namespace jackdaw::check {
namespace {

std::vector<std::size_t> sizesOf(const std::vector<Numbers>& sets)
{
    std::vector<std::size_t> sizes;
    std::transform(sets.begin(), sets.end(), std::back_inserter(sizes), [](const Numbers& set) { return set.size(); });
    return sizes;
}

Numbers unionOf(const std::vector<Numbers>& sets)
{
    Numbers all;
    for (const Numbers& set : sets)
        all.insert(set.begin(), set.end());
    return all;
}

/// How many sets are not as large as they should be, plus the numbers that are in more than one.
double faults(const std::vector<Numbers>& sets, const std::vector<std::size_t>& expected)
{
    std::size_t wrong = 0;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        wrong += sets[i].size() != expected[i] ? 1 : 0;
        sum += sets[i].size();
    }
    return static_cast<double>(wrong + sum - unionOf(sets).size());
}

/// Each atom as a pool of its own, and the rest as one.
Status checkAtoms(Bench& bench, const cuda::Atoms& atoms, Probe& probe, const Say& say)
{
    std::vector<Numbers> seen;
    std::vector<std::size_t> expected;
    for (std::uint32_t i = 0; i < atoms.count + (atoms.rest > 0 ? 1 : 0); ++i) {
        const cuda::AtomRange range = i < atoms.count ? cuda::AtomRange{i, 1, false} : cuda::AtomRange{0, 0, true};
        const auto pool = PoolWithStream::make(*bench.gpu, range);
        auto numbers = pool ? probe.run(pool->stream.get()) : tl::unexpected(pool.error());
        if (!numbers)
            return tl::unexpected(numbers.error());
        seen.push_back(*std::move(numbers));
        expected.push_back(atoms.multiprocessors(range));
    }
    say({"atoms",
         {{"sizes", sizesOf(seen)}, {"together", unionOf(seen).size()}},
         {{"sets of multiprocessors of all atoms: faults", faults(seen, expected), Bar::Kind::AtMost, 0, ""}}});
    return {};
}

Result<std::vector<Numbers>> seenTogether(Bench& bench, const std::vector<PoolWithStream>& pools)
{
    std::vector<Probe> probes;
    for (const PoolWithStream& pool : pools) {
        auto probe = Probe::make(bench);
        if (!probe)
            return tl::unexpected(probe.error());
        if (const Status cleared = probe->clear(pool.stream.get()); !cleared)
            return tl::unexpected(cleared.error());
        probes.push_back(*std::move(probe));
    }
    const Status queued = repeat(bench.repetitions(20), [&]() -> Status {
        for (std::size_t i = 0; i < pools.size(); ++i) {
            if (Status one = probes[i].queue(pools[i].stream.get()); !one)
                return one;
        }
        return {};
    });
    if (!queued)
        return tl::unexpected(queued.error());
    std::vector<Numbers> seen;
    for (std::size_t i = 0; i < pools.size(); ++i) {
        auto numbers = probes[i].seen(pools[i].stream.get());
        if (!numbers)
            return tl::unexpected(numbers.error());
        seen.push_back(*std::move(numbers));
    }
    return seen;
}

/// Three pools of about 40, 10 and 50 %, each alone and all at a time.
Status checkThreePools(Bench& bench, const cuda::Atoms& atoms, Probe& probe, const Say& say)
{
    const std::uint32_t first = std::max(1U, atoms.count * 2 / 5);
    const std::uint32_t second = std::max(1U, atoms.count / 10);
    const auto pools = makePools(*bench.gpu, atoms, {first, second, atoms.count - first - second});
    if (!pools)
        return tl::unexpected(pools.error());
    std::vector<Numbers> alone;
    for (const PoolWithStream& pool : *pools) {
        auto numbers = probe.run(pool.stream.get());
        if (!numbers)
            return tl::unexpected(numbers.error());
        alone.push_back(*std::move(numbers));
    }
    const auto together = seenTogether(bench, *pools);
    if (!together)
        return tl::unexpected(together.error());
    const std::vector<std::size_t> expected{first * atoms.size, second * atoms.size,
                                            (atoms.count - first - second) * atoms.size + atoms.rest};
    say({"three pools",
         {{"sizes", expected},
          {"seen_alone", sizesOf(alone)},
          {"seen_together", sizesOf(*together)},
          {"same_alone_and_together", alone == *together}},
         {{"three pools, alone: faults", faults(alone, expected), Bar::Kind::AtMost, 0, ""},
          {"three pools, together: faults", faults(*together, expected), Bar::Kind::AtMost, 0, ""}}});
    return {};
}

} // namespace

Status checkPools(Bench& bench, const Say& say)
{
    const auto atoms = bench.gpu->atoms();
    if (!atoms) {
        say({"no pools", {{"why", atoms.error().message}}, {}});
        return {};
    }
    auto probe = Probe::make(bench);
    if (!probe)
        return tl::unexpected(probe.error());
    return inOrder({
        [&] { return checkAtoms(bench, *atoms, *probe, say); },
        [&] { return atoms->count < 3 ? Status{} : checkThreePools(bench, *atoms, *probe, say); },
    });
}

} // namespace jackdaw::check
