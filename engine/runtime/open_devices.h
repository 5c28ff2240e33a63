// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/device.h"
#include "engine/runtime/run_settings.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::runtime {

using Devices = std::vector<std::unique_ptr<compute::Device>>;

/// Opens the devices of \p settings, before anything is done with tensors: LibTorch looks only once for GPUs. NotFound
/// and Unsupported say what is missing to use a GPU, InvalidInput that there is none of that number. Under device time
/// a run may be rehearsed without one: where its cost table is of a GPU, stand-ins that are divided like that one
/// compute on the CPU.
Result<Devices> openDevices(const RunSettings& settings);
/// The same, with GPUs that can be divided into two pools, the first of them of each of measuredParts().
Result<Devices> openForCalibration(const RunSettings& settings);
/// Sizes in which a calibration measures batches, beside the whole device.
const std::vector<Share>& measuredParts();

/// In words, for the session: "cpu, threads: 2", or the GPU's name and what it is divided into.
std::string deviceText(const DeviceSettings& settings, const compute::Device& device);

/// Runs \p work in the first lane of \p device and waits for it. The lane's pool is as near to \p space as the device
/// can make it; \p work is told its size.
Status runInFirstLane(compute::Device& device, Share space, const std::function<Status(Share)>& work);

/// Lets all lanes of a GPU in all sizes of its pools run what \p makeWork makes for each: whatever is found out or set
/// up at first use is so before cameras wait for it. In some lanes cameras are served, and nothing else is done. Nothing to
/// do for a CPU.
Status warmUp(compute::Device& device, const std::function<compute::Work(bool onlyServes)>& makeWork);

} // namespace jackdaw::runtime
