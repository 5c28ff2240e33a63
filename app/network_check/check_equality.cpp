// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network_check/bench_networks.h"
#include "app/network_check/network_parts.h"

namespace jackdaw::check {
namespace {

constexpr int kSteps = 11;
constexpr int kStepsOfFirstBatch = 4; ///< three that LibTorch needs at first, and the graph's own

/// The parameters after kSteps, taken in lane 1 of pool 0.
Result<at::Tensor> trained(const BenchNetworks& networks, DrivenDevice& device, const Topology& topology, bool isGraph)
{
    TrainingJob training(networks, topology, topology.findsPoints ? 8 : 32);
    const bool hasFirst = isGraph && !networks.isOnCpu;
    const int batches = hasFirst ? kSteps - kStepsOfFirstBatch + 1 : kSteps;
    for (int i = 0; i < batches; ++i) {
        const auto ticket = device->submit({0, 1}, isGraph ? training.job.batch() : training.job.eagerBatch());
        if (!ticket)
            return tl::unexpected(ticket.error());
        if (const compute::Completion ended = device.wait().front(); !ended.outcome)
            return tl::unexpected(ended.outcome.error());
    }
    return training.network.parameters().to(at::kCPU);
}

Status checkOne(const BenchNetworks& networks, DrivenDevice& device, const Topology& topology, const Say& say)
{
    std::vector<std::vector<Share>> layouts{{Share{1.0}}};
    if (device->info().mostPools > 1)
        layouts.insert(layouts.end(), {{Share{0.2}, Share{0.8}}, {Share{0.4}, Share{0.6}}});
    std::optional<at::Tensor> expected;
    double different = 0.0;
    for (const std::vector<Share>& layout : layouts) {
        if (const auto sizes = device->partition(layout); !sizes)
            return tl::unexpected(sizes.error());
        for (const bool isGraph : {false, true}) {
            auto parameters = trained(networks, device, topology, isGraph);
            if (!parameters)
                return tl::unexpected(parameters.error());
            if (!expected)
                expected = *parameters;
            different += at::equal(*expected, *parameters) ? 0.0 : 1.0;
        }
    }
    say({topology.name + ", " + std::to_string(kSteps) + " steps",
         {{"ways", 2 * layouts.size()}, {"different", different}, {"norm", expected->norm().item<double>()}},
         {{"ways of training that end differently: " + topology.name, different, Bar::Kind::AtMost, 0, ""}}});
    return {};
}

} // namespace

Status checkEquality(Bench& bench, const Say& say)
{
    const auto device = deviceForTensors(bench);
    if (!device)
        return tl::unexpected(device.error());
    const BenchNetworks networks(bench);
    const Status classifier = checkOne(networks, **device, networks.classifier, say);
    return classifier ? checkOne(networks, **device, networks.detector, say) : classifier;
}

} // namespace jackdaw::check
