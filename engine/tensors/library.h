// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace jackdaw::tensors {

/// LibTorch's part for NVIDIA's GPUs, beside the others.
inline constexpr const char* kCudaPart = "libtorch_cuda.so";

/// The LibTorch that this process computes with.
struct LibTorch {
    std::string version; ///< of its files, "2.11.0+cu130"; that of the build where they do not say
    std::string builtFor; ///< version that this program was built with
    std::filesystem::path folder; ///< of its libraries
    bool hasCudaPart = false;

    /// Whether this program may call it: versions but for the patch are the same.
    bool fits() const;
};

LibTorch libTorch();
/// The version of the LibTorch whose libraries are in \p folder, as a wheel of PyTorch, an unpacked one or an archive
/// of LibTorch says it; empty if none of these does.
std::string versionOfLibraries(const std::filesystem::path& folder);

} // namespace jackdaw::tensors
