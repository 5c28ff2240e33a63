// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/stored_weights.h"
#include "engine/learning/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// A named tensor of a network whose tensors all lie in one row of values.
struct TensorSpec {
    std::string name;
    std::vector<std::int64_t> shape;
    std::size_t offset = 0; ///< in values
    std::size_t count = 0;
};

/// Adds a tensor behind \p tensors, which lie in a row; its offset.
std::size_t append(std::vector<TensorSpec>& tensors, std::string name, std::vector<std::int64_t> shape);
/// Values of \p tensors, which lie in a row.
std::size_t valuesIn(std::span<const TensorSpec> tensors);

/// IEEE 754 binary16, rounded to the nearest, to even in the middle.
std::uint16_t toHalf(float value);
float fromHalf(std::uint16_t half);

/// A stored model while it is put together: its header, and one part for each tensor.
class StoredParts {
public:
    using Bytes = std::vector<std::uint8_t>;

    void add(const std::string& name, StoredType type, std::vector<std::int64_t> shape, Bytes bytes);
    /// All \p tensors of \p values, each in the smaller form in which no value loses a bit: matrices whose values all
    /// are halves as F16, everything else as F32.
    void add(std::span<const TensorSpec> tensors, std::span<const float> values);
    StoredWeights finish(std::map<std::string, std::string> metadata);

private:
    SafetensorsHeader m_header;
    StoredWeights m_stored;
};

/// The file: all parts in a row.
std::vector<std::uint8_t> joined(const StoredWeights& stored);

/// Values of \p wanted, which lie in a row, from \p data, the part of a file that the offsets of \p found count in.
/// Corrupt, with \p name, unless \p found are \p wanted, with their names, shapes and order, as floats.
Result<std::vector<float>> readTensors(std::span<const TensorEntry> found, std::span<const TensorSpec> wanted,
                                       std::span<const std::uint8_t> data, const std::string& name);

/// Decodes one tensor of floats from \p data, the part of a file that the offsets of \p entry count in.
void readFloats(const TensorEntry& entry, std::span<const std::uint8_t> data, std::span<float> values);

/// Matrices rounded to half precision, everything else as it is; a matrix with values beyond that range stays, too.
std::vector<float> roundedToHalves(std::span<const TensorSpec> tensors, std::vector<float> values);

} // namespace jackdaw::learning
