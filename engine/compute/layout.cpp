// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/layout.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>
#include <set>
#include <tuple>

namespace jackdaw::compute {
namespace {

constexpr double kRounding = 1e-9;

std::string name(JobId job)
{
    return "job " + std::to_string(job.value);
}

Status checkRequests(const std::vector<ShareRequest>& requests)
{
    std::set<JobId> seen;
    double sum = 0.0;
    for (const ShareRequest& request : requests) {
        if (!std::isfinite(request.share.value) || request.share.value < 0.0)
            return fail(ErrorCode::InvalidInput,
                        "The share of " + name(request.job) + " is " + std::to_string(request.share.value)
                            + "; a number from 0 to 1 was expected.");
        if (!seen.insert(request.job).second)
            return fail(ErrorCode::InvalidInput,
                        "Two shares were given for " + name(request.job) + "; one was expected.");
        sum += request.share.value;
    }
    if (sum > 1.0 + kRounding)
        return fail(ErrorCode::InvalidInput,
                    "The shares of the device add up to " + std::to_string(sum) + "; at most 1 was expected.",
                    "Lower the shares of some jobs.");
    return {};
}

/// Jobs that go together to one place: one, or all that take turns for their shares of time.
struct Group {
    std::vector<PlacedJob*> jobs;
    double share = 0.0;

    bool isClaim() const { return share >= kSmallestShare.value; }
};

/// The jobs of \p layout that are \p wanted, by id: a layout does not depend on the order of the requests.
std::vector<PlacedJob*> jobsById(Layout& layout, const std::function<bool(const ShareRequest&)>& wanted)
{
    std::vector<PlacedJob*> jobs;
    for (PlacedJob& job : layout.jobs) {
        if (wanted(job.request))
            jobs.push_back(&job);
    }
    std::sort(jobs.begin(), jobs.end(),
              [](const PlacedJob* a, const PlacedJob* b) { return a->request.job < b->request.job; });
    return jobs;
}

/// The jobs of \p layout that are \p wanted as groups, largest share first. Jobs without a claim come last.
std::vector<Group> groupsOf(Layout& layout, const std::function<bool(const ShareRequest&)>& wanted)
{
    std::vector<Group> groups;
    Group ofTime;
    for (PlacedJob* job : jobsById(layout, wanted)) {
        const double share = job->request.share.value;
        if (!job->request.ofTime) {
            groups.push_back({{job}, share});
            continue;
        }
        ofTime.jobs.push_back(job);
        ofTime.share += share;
    }
    if (!ofTime.jobs.empty())
        groups.push_back(std::move(ofTime));
    const auto rank = [](const Group& group) { return std::tuple(-group.share, group.jobs.front()->request.job); };
    std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) { return rank(a) < rank(b); });
    return groups;
}

std::size_t leastLoaded(const std::vector<double>& loads)
{
    return static_cast<std::size_t>(std::min_element(loads.begin(), loads.end()) - loads.begin());
}

/// Largest first, each to where the sum of shares is the smallest. Returns the place of each group.
std::vector<std::size_t> spread(const std::vector<Group>& groups, std::size_t places)
{
    std::vector<double> loads(places, 0.0);
    std::vector<std::size_t> chosen;
    for (const Group& group : groups) {
        chosen.push_back(leastLoaded(loads));
        loads[chosen.back()] += group.share;
    }
    return chosen;
}

void placeInPool(const std::vector<Group>& groups, std::uint32_t pool, const DeviceInfo& device)
{
    const auto lanes = spread(groups, std::max(device.lanesPerPool, 1U));
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (PlacedJob* job : groups[i].jobs)
            job->lane = {pool, static_cast<std::uint32_t>(lanes[i])};
    }
}

std::size_t usablePools(const DeviceInfo& device)
{
    const double units = device.unit.value > 0.0 ? std::floor(1.0 / device.unit.value + kRounding) : device.mostPools;
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::min<double>(units, device.mostPools)));
}

/// Sizes in the ratio of \p loads, each a multiple of the unit and at least one, together the whole device as far as
/// the unit goes. There are at least as many units as loads.
std::vector<Share> poolSizes(const std::vector<double>& loads, Share unit)
{
    const double sum = std::accumulate(loads.begin(), loads.end(), 0.0);
    std::vector<double> wanted;
    for (const double load : loads)
        wanted.push_back(sum > 0.0 ? load / sum : 1.0 / static_cast<double>(loads.size()));
    if (unit.value <= 0.0) {
        std::vector<Share> sizes;
        std::transform(wanted.begin(), wanted.end(), std::back_inserter(sizes),
                       [](double size) { return Share{size}; });
        return sizes;
    }
    std::vector<Share> sizes(loads.size(), unit);
    const auto units = static_cast<std::size_t>(std::floor(1.0 / unit.value + kRounding));
    for (std::size_t given = loads.size(); given < units; ++given) {
        std::size_t poorest = 0;
        for (std::size_t pool = 1; pool < sizes.size(); ++pool) {
            if (wanted[pool] - sizes[pool].value > wanted[poorest] - sizes[poorest].value + kRounding)
                poorest = pool;
        }
        sizes[poorest] += unit;
    }
    return sizes;
}

void placeInOnePool(Layout& layout, const DeviceInfo& device)
{
    layout.pools = {Share{1.0}};
    placeInPool(groupsOf(layout, [](const ShareRequest&) { return true; }), 0, device);
    for (PlacedJob& job : layout.jobs)
        job.part = job.request.share.value;
}

/// Groups by pool: latency jobs in the first if any has a claim, the others in the pools after it. Jobs without a claim
/// join where there is a pool for their kind, else pool 0.
std::vector<std::vector<Group>> divide(Layout& layout, std::size_t most)
{
    auto latency = groupsOf(layout, [](const ShareRequest& request) { return request.latency; });
    auto others = groupsOf(layout, [](const ShareRequest& request) { return !request.latency; });
    const auto claims = std::count_if(others.begin(), others.end(), [](const Group& group) { return group.isClaim(); });
    const bool own = std::any_of(latency.begin(), latency.end(), [](const Group& group) { return group.isClaim(); });
    const std::size_t first = own ? 1 : 0;
    std::vector<std::vector<Group>> pools(std::clamp<std::size_t>(first + static_cast<std::size_t>(claims), 1, most));
    const std::size_t places = pools.size() - first;
    const auto chosen = spread(others, std::max<std::size_t>(places, 1));
    for (std::size_t i = 0; i < others.size(); ++i)
        pools[places > 0 ? first + chosen[i] : 0].push_back(std::move(others[i]));
    std::move(latency.begin(), latency.end(), std::back_inserter(pools[0]));
    return pools;
}

void placeInPools(Layout& layout, const DeviceInfo& device)
{
    const auto pools = divide(layout, usablePools(device));
    std::vector<double> loads;
    for (const std::vector<Group>& groups : pools) {
        placeInPool(groups, static_cast<std::uint32_t>(loads.size()), device);
        loads.push_back(std::accumulate(groups.begin(), groups.end(), 0.0,
                                        [](double sum, const Group& group) { return sum + group.share; }));
    }
    for (PlacedJob& job : layout.jobs) {
        const double load = loads[job.lane.pool];
        job.part = load > 0.0 ? job.request.share.value / load : 0.0;
    }
    layout.pools = poolSizes(loads, device.unit);
}

} // namespace

Share Layout::space(LaneId lane) const
{
    std::set<LaneId> used{lane};
    for (const PlacedJob& job : jobs) {
        if (job.lane.pool == lane.pool && job.request.share >= kSmallestShare)
            used.insert(job.lane);
    }
    return pools[lane.pool] / static_cast<double>(used.size());
}

std::vector<LaneId> Layout::lanes() const
{
    std::set<LaneId> used;
    for (const PlacedJob& job : jobs)
        used.insert(job.lane);
    return {used.begin(), used.end()};
}

Result<Layout> layOut(const std::vector<ShareRequest>& requests, const DeviceInfo& device)
{
    if (const Status valid = checkRequests(requests); !valid)
        return tl::unexpected(valid.error());
    Layout layout;
    for (const ShareRequest& request : requests)
        layout.jobs.push_back({request, {}, 0.0});
    if (usablePools(device) == 1)
        placeInOnePool(layout, device);
    else
        placeInPools(layout, device);
    return layout;
}

} // namespace jackdaw::compute
