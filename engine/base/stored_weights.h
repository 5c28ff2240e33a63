// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace jackdaw {

/// A model's weights cut into what is stored once each: the parts, one after the other, are its safetensors file. The
/// first part is that file's header; each other one is a tensor. Two models that share a tensor share its part.
struct StoredWeights {
    struct Part {
        std::string name; ///< of the tensor; "header" for the first part
        std::string hash; ///< contentAddress() of bytes
        std::vector<std::uint8_t> bytes;
        bool operator==(const Part&) const = default;
    };
    std::string hash; ///< contentAddress() of the whole file: the model's content address
    std::vector<Part> parts;
    bool operator==(const StoredWeights&) const = default;
};

} // namespace jackdaw
