// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/device_shares.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// No claim on the device: the job runs when no other one is ready.
constexpr Share kLeftOver{1e-12};

} // namespace

std::vector<compute::ShareRequest> shareRequests(const std::vector<CameraShares>& cameras)
{
    std::vector<compute::ShareRequest> requests;
    for (const CameraShares& camera : cameras) {
        const Share retraining = camera.planned.retraining;
        const Share preparation = std::max(retraining, kLeftOver);
        requests.push_back({camera.inference, camera.planned.inference, true});
        requests.push_back({camera.scoring, std::max(camera.scored, kLeftOver)});
        requests.push_back({camera.sampling, camera.samples ? preparation : kLeftOver});
        if (camera.profiling)
            requests.push_back({*camera.profiling, preparation});
        if (camera.retraining)
            requests.push_back({*camera.retraining, retraining});
    }
    return requests;
}

} // namespace jackdaw::runtime
