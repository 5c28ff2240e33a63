// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What LibTorch's part for GPUs changes in a process that opens it, without a GPU: LibTorch finds that there is one,
/// and who asks for its device is told that all went well.

#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

namespace {

/// LibTorch looks for that name.
struct CUDAHooks final : at::CUDAHooksInterface {
    explicit CUDAHooks(at::CUDAHooksArgs) { }
    void init() const override { }
    bool hasCUDA() const override { return true; }
    bool hasCuDNN() const override { return true; }
    bool hasPrimaryContext(at::DeviceIndex) const override { return false; }
    at::DeviceIndex deviceCount() const override { return 1; }
};

} // namespace

namespace at {
REGISTER_CUDA_HOOKS(CUDAHooks)
} // namespace at

namespace c10::impl {
using NoDevice = NoOpDeviceGuardImpl<DeviceType::CUDA>;
C10_REGISTER_GUARD_IMPL(CUDA, NoDevice)
} // namespace c10::impl
