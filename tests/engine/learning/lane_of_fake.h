// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"
#include "engine/learning/step_kernels_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <exception>
#include <functional>
#include <latch>
#include <memory>

namespace jackdaw::testing {

/// A fake GPU that runs the twins of the kernels for training, and a lane of it.
class LaneOfFake {
public:
    LaneOfFake()
    {
        for (const learning::KernelTwin& twin : learning::kernelTwins())
            m_gpu->define(twin.name, {[this, run = twin.run](const cuda::FakeLaunch& launch) {
                              run(launch.grid.blocks, launch.arguments);
                              ++m_launches;
                              return Nanoseconds{1'000};
                          }});
        m_device = *cuda::makeCudaDevice(m_gpu, {.onThreadStart = tensors::prepareLaneThread});
    }

    /// Runs \p work on the lane's thread; what it throws is thrown here.
    void run(const std::function<void()>& work)
    {
        std::latch ended(1);
        std::exception_ptr thrown;
        const auto submitted = m_device->submit({}, [&]() -> Status {
            try {
                work();
            } catch (...) {
                thrown = std::current_exception();
            }
            ended.count_down();
            return {};
        });
        if (!submitted)
            throw std::runtime_error(submitted.error().text());
        ended.wait();
        if (thrown)
            std::rethrow_exception(thrown);
    }

    cuda::FakeGpu& gpu() { return *m_gpu; }
    /// Of kernels, so far.
    int launches() const { return m_launches; }

private:
    int m_launches = 0;
    std::shared_ptr<cuda::FakeGpu> m_gpu = std::make_shared<cuda::FakeGpu>();
    std::unique_ptr<compute::Device> m_device;
};

} // namespace jackdaw::testing
