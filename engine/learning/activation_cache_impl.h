// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/fused_network.h"
#include "engine/learning/topology_impl.h"

#include <cstdint>
#include <span>
#include <vector>

namespace jackdaw::learning {

class ActivationCache::Impl {
public:
    /// One entry per picture.
    std::vector<TrunkLevels> pictures;

    TrunkLevels gather(std::span<const std::uint32_t> indices) const
    {
        TrunkLevels levels;
        for (std::size_t level = 0; level < levels.size(); ++level) {
            std::vector<at::Tensor> parts;
            for (const std::uint32_t index : indices)
                parts.push_back(pictures[index][level]);
            levels[level] = at::cat(parts).contiguous(at::MemoryFormat::ChannelsLast);
        }
        return levels;
    }
};

} // namespace jackdaw::learning
