// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/cuda/gpu.h"

#include <functional>
#include <vector>

namespace jackdaw::check {

/// Times of one kind, in microseconds.
class Times {
public:
    void add(Nanoseconds time) { m_microseconds.push_back(toSeconds(time) * 1e6); }
    /// The \p fraction quantile; 0 if there is none.
    double at(double fraction) const;
    double median() const { return at(0.5); }
    double p99() const { return at(0.99); }
    double most() const { return at(1.0); }

private:
    std::vector<double> m_microseconds;
};

/// What \p queue takes on \p stream, by events, in the mean of \p repetitions after a first one.
Result<Nanoseconds> timeOnStream(cuda::Gpu& gpu, cuda::StreamHandle stream, int repetitions,
                                 const std::function<Status()>& queue);

/// What \p queue puts on \p stream, as a graph; queued once before, so that whatever it needs is there.
Result<cuda::Graph> captured(cuda::Gpu& gpu, cuda::StreamHandle stream, const std::function<Status()>& queue);

} // namespace jackdaw::check
