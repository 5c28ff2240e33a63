// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/timing.h"

#include "app/check/steps.h"
#include "engine/base/statistics.h"
#include "engine/cuda/lane_graphs.h"

#include <algorithm>

namespace jackdaw::check {

double Times::at(double fraction) const
{
    std::vector<double> sorted = m_microseconds;
    std::sort(sorted.begin(), sorted.end());
    return sorted.empty() ? 0.0 : quantile(sorted, fraction);
}

Result<Nanoseconds> timeOnStream(cuda::Gpu& gpu, cuda::StreamHandle stream, int repetitions,
                                 const std::function<Status()>& queue)
{
    cuda::Event begun;
    cuda::Event ended;
    const Status done = inOrder({
        [&] { return own(gpu, gpu.createEvent(), begun); },
        [&] { return own(gpu, gpu.createEvent(), ended); },
        queue,
        [&] { return gpu.record(begun.get(), stream); },
        [&] { return repeat(repetitions, queue); },
        [&] { return gpu.record(ended.get(), stream); },
        [&] { return gpu.wait(ended.get()); },
    });
    if (!done)
        return tl::unexpected(done.error());
    return gpu.between(begun.get(), ended.get()).map([&](Nanoseconds all) { return all / repetitions; });
}

Result<cuda::Graph> captured(cuda::Gpu& gpu, cuda::StreamHandle stream, const std::function<Status()>& queue)
{
    const Status first = inOrder({queue, [&] { return gpu.synchronize(stream); }});
    return first ? cuda::capture(gpu, stream, queue) : tl::unexpected(first.error());
}

} // namespace jackdaw::check
