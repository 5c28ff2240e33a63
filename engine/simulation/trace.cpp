// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulation/trace.h"

#include <unordered_set>

namespace jackdaw::simulation {

double Trace::totalGpus() const
{
    double sum = 0.0;
    for (const scheduling::DeviceCapacity& device : devices)
        sum += device.gpus;
    return sum;
}

double carriedDrop(const Trace& trace, std::size_t window, std::size_t stream)
{
    if (window == 0)
        return 0.0;
    const StreamWindow& here = trace.windows[window].streams[stream];
    const StreamWindow& before = trace.windows[window - 1].streams[stream];
    return here.carriedDrop.value_or(before.startAccuracy - here.startAccuracy);
}

std::vector<std::string> configurationNames(const Trace& trace)
{
    std::vector<std::string> names;
    std::unordered_set<std::string> seen;
    for (const TracedWindow& window : trace.windows)
        for (const StreamWindow& stream : window.streams)
            for (const TracedOption& option : stream.options)
                if (seen.insert(option.name).second)
                    names.push_back(option.name);
    return names;
}

} // namespace jackdaw::simulation
