// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/device_shares.h"

namespace jackdaw::runtime {

std::vector<compute::ShareRequest> shareRequests(const std::vector<CameraShares>& cameras, double reserve,
                                                 Share unplanned)
{
    const Share scoring{reserve / static_cast<double>(cameras.size())};
    std::vector<compute::ShareRequest> requests;
    for (const CameraShares& camera : cameras) {
        const Share retraining = camera.planned.retraining;
        requests.push_back({camera.inference, camera.planned.inference, true});
        if (camera.profiling) {
            requests.push_back({camera.labelling, scoring * 0.5});
            requests.push_back({*camera.profiling, scoring * 0.5 + retraining});
        } else {
            requests.push_back({camera.labelling, camera.samples ? scoring + retraining : scoring});
        }
        if (camera.retraining)
            requests.push_back({*camera.retraining, retraining});
        for (const JobId job : camera.unplanned)
            requests.push_back({job, unplanned});
    }
    return requests;
}

} // namespace jackdaw::runtime
