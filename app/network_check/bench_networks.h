// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/network_check/student_networks.h"
#include "app/network_check/tensor_job.h"

#include <algorithm>

namespace jackdaw::check {

/// The networks of the parts; small ones where there is no GPU.
struct BenchNetworks {
    explicit BenchNetworks(const Bench& owner) :
        bench(owner), isOnCpu(owner.gpu->info().isFake), classifier(resNet18(isOnCpu ? 32 : 64)),
        detector(isOnCpu ? pointDetector(64, 64) : pointDetector(352, 288)),
        device(isOnCpu ? at::Device(at::kCPU)
                       : at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(owner.gpu->info().ordinal)))
    {
    }

    std::int64_t batch(std::int64_t wanted) const { return isOnCpu ? std::min<std::int64_t>(wanted, 2) : wanted; }

    const Bench& bench;
    bool isOnCpu;
    Topology classifier;
    Topology detector;
    at::Device device;
};

/// A network that infers, and the job that lets it.
struct InferenceJob {
    InferenceJob(const BenchNetworks& networks, const Topology& topology, std::int64_t batch, std::uint64_t seed = 1) :
        network(topology, networks.batch(batch), networks.device, seed),
        job(networks.bench, [this] { network.infer(); })
    {
    }

    InferenceNetwork network;
    TensorJob job;
};

/// A network in training, and the job that takes its steps.
struct TrainingJob {
    TrainingJob(const BenchNetworks& networks, const Topology& topology, std::int64_t batch, std::uint64_t seed = 1) :
        network(topology, networks.batch(batch), networks.device, seed), job(networks.bench, [this] { network.step(); })
    {
    }

    TrainingNetwork network;
    TensorJob job;
};

} // namespace jackdaw::check
