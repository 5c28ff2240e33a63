// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/share_requests.h"

#include <cmath>
#include <set>

namespace jackdaw::compute {
namespace {

constexpr double kRounding = 1e-9;

std::string name(JobId job)
{
    return "job " + std::to_string(job.value);
}

} // namespace

Status checkRequests(const std::vector<ShareRequest>& requests)
{
    std::set<JobId> seen;
    double sum = 0.0;
    for (const auto& [job, share, latency] : requests) {
        if (!std::isfinite(share.value) || share.value < 0.0)
            return fail(ErrorCode::InvalidInput,
                        "The share of " + name(job) + " is " + std::to_string(share.value)
                            + "; a number from 0 to 1 was expected.");
        if (!seen.insert(job).second)
            return fail(ErrorCode::InvalidInput, "Two shares were given for " + name(job) + "; one was expected.");
        sum += share.value;
    }
    if (sum > 1.0 + kRounding)
        return fail(ErrorCode::InvalidInput,
                    "The shares of the device add up to " + std::to_string(sum) + "; at most 1 was expected.",
                    "Lower the shares of some jobs.");
    return {};
}

} // namespace jackdaw::compute
