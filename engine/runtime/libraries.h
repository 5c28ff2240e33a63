// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace jackdaw::runtime {

/// What students and golden models are computed with here.
struct Libraries {
    std::string libtorch; ///< LibTorch's version, "2.11.0+cu130"
    std::string builtFor; ///< the version that this program was built with
    bool libtorchFits = true;
    std::filesystem::path folder; ///< where LibTorch is
    bool hasCudaPart = false; ///< LibTorch can compute on NVIDIA's GPUs
    std::string gpuDriver; ///< NVIDIA's, "580.159.04"; empty where there is none
};

Libraries libraries();

} // namespace jackdaw::runtime
