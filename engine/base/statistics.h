// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw {

/// An interval that holds the true value with 95 % probability.
struct Interval {
    double low = 0.0;
    double high = 0.0;
    bool operator==(const Interval&) const = default;
};

struct MeanWithInterval {
    double mean = 0.0;
    Interval interval;
};

/// Mean of all values and its 95 % percentile interval by bootstrap over blocks: values of one block (e.g. one window)
/// are not independent and are drawn together. Deterministic for \p seed. One block gives an interval of no width; of
/// no value there is no mean.
std::optional<MeanWithInterval> blockBootstrap(std::span<const std::vector<double>> blocks, std::uint64_t seed,
                                               int resamples = 2000);

/// The \p fraction quantile of \p sorted (not empty), linear between order statistics.
double quantile(std::span<const double> sorted, double fraction);

} // namespace jackdaw
