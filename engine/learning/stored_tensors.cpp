// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/stored_tensors.h"

#include "engine/base/content_hash.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace jackdaw::learning {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors data is little endian");

constexpr float kLargestHalf = 65504.0F;

/// Vectors (biases, BatchNorm) are small: they stay as they are.
bool mayBeHalves(const TensorSpec& tensor)
{
    return tensor.shape.size() > 1;
}

StoredType storedType(const TensorSpec& tensor, std::span<const float> values)
{
    const bool fits = mayBeHalves(tensor)
        && std::all_of(values.begin(), values.end(), [](float value) { return fromHalf(toHalf(value)) == value; });
    return fits ? StoredType::F16 : StoredType::F32;
}

StoredParts::Bytes encode(StoredType type, std::span<const float> values)
{
    StoredParts::Bytes bytes(values.size() * bytesOf(type));
    if (type == StoredType::F32) {
        std::memcpy(bytes.data(), values.data(), bytes.size());
        return bytes;
    }
    std::vector<std::uint16_t> halves(values.size());
    std::transform(values.begin(), values.end(), halves.begin(), toHalf);
    std::memcpy(bytes.data(), halves.data(), bytes.size());
    return bytes;
}

} // namespace

std::uint16_t toHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = bits >> 16U & 0x8000U;
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    constexpr std::uint32_t kInfinity = 0x7F800000U;
    constexpr std::uint32_t kTooLarge = 0x477FF000U; // 65520: the next half would be infinite
    constexpr std::uint32_t kLeastNormal = 0x38800000U; // 2^-14
    if (magnitude > kInfinity)
        return static_cast<std::uint16_t>(sign | 0x7E00U);
    if (magnitude >= kTooLarge)
        return static_cast<std::uint16_t>(sign | 0x7C00U);
    if (magnitude < kLeastNormal) {
        const float steps = std::nearbyint(std::abs(value) * 0x1p24F);
        return static_cast<std::uint16_t>(sign | static_cast<std::uint32_t>(steps));
    }
    const std::uint32_t rebased = magnitude - (112U << 23U);
    return static_cast<std::uint16_t>(sign | (rebased + 0xFFFU + (rebased >> 13U & 1U)) >> 13U);
}

float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t exponent = half >> 10U & 0x1FU;
    const std::uint32_t mantissa = half & 0x3FFU;
    if (exponent == 0) {
        const float value = static_cast<float>(mantissa) * 0x1p-24F;
        return sign == 0 ? value : -value;
    }
    const std::uint32_t rebased = exponent == 31 ? 255U : exponent + 112U;
    return std::bit_cast<float>(sign | rebased << 23U | mantissa << 13U);
}

void StoredParts::add(const std::string& name, StoredType type, std::vector<std::int64_t> shape, Bytes bytes)
{
    const std::size_t begin = m_header.tensors.empty() ? 0 : m_header.tensors.back().end;
    m_header.tensors.push_back({name, type, std::move(shape), begin, begin + bytes.size()});
    std::string hash = contentAddress(bytes);
    m_stored.parts.push_back({name, std::move(hash), std::move(bytes)});
}

void StoredParts::add(std::span<const TensorSpec> tensors, std::span<const float> values)
{
    for (const TensorSpec& tensor : tensors) {
        const std::span<const float> own = values.subspan(tensor.offset, tensor.count);
        const StoredType type = storedType(tensor, own);
        add(tensor.name, type, tensor.shape, encode(type, own));
    }
}

StoredWeights StoredParts::finish(std::map<std::string, std::string> metadata)
{
    m_header.metadata = std::move(metadata);
    Bytes header = writeSafetensorsHeader(m_header);
    std::string headerHash = contentAddress(header);
    m_stored.parts.insert(m_stored.parts.begin(), {"header", std::move(headerHash), std::move(header)});
    ContentHash hash;
    for (const StoredWeights::Part& part : m_stored.parts)
        hash.add(part.bytes);
    m_stored.hash = hash.hex();
    return std::move(m_stored);
}

std::vector<std::uint8_t> joined(const StoredWeights& stored)
{
    std::vector<std::uint8_t> bytes;
    for (const StoredWeights::Part& part : stored.parts)
        bytes.insert(bytes.end(), part.bytes.begin(), part.bytes.end());
    return bytes;
}

std::size_t append(std::vector<TensorSpec>& tensors, std::string name, std::vector<std::int64_t> shape)
{
    std::size_t count = 1;
    for (const std::int64_t extent : shape)
        count *= static_cast<std::size_t>(extent);
    const std::size_t offset = valuesIn(tensors);
    tensors.push_back({std::move(name), std::move(shape), offset, count});
    return offset;
}

std::size_t valuesIn(std::span<const TensorSpec> tensors)
{
    return tensors.empty() ? 0 : tensors.back().offset + tensors.back().count;
}

namespace {

Status checkTensors(std::span<const TensorEntry> found, std::span<const TensorSpec> wanted, const std::string& name)
{
    if (found.size() != wanted.size())
        return fail(ErrorCode::Corrupt,
                    name + ": has " + std::to_string(found.size()) + " tensors; " + std::to_string(wanted.size())
                        + " belong to its architecture.");
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (found[i].name != wanted[i].name)
            return fail(ErrorCode::Corrupt,
                        name + ": tensor \"" + found[i].name + "\" stands where \"" + wanted[i].name
                            + "\" was expected.");
        if (found[i].shape != wanted[i].shape || !isFloat(found[i].type))
            return fail(ErrorCode::Corrupt,
                        name + ": tensor \"" + found[i].name
                            + "\" does not have the shape and type that the architecture needs.");
    }
    return {};
}

} // namespace

Result<std::vector<float>> readTensors(std::span<const TensorEntry> found, std::span<const TensorSpec> wanted,
                                       std::span<const std::uint8_t> data, const std::string& name)
{
    if (auto checked = checkTensors(found, wanted, name); !checked)
        return tl::unexpected(checked.error());
    std::vector<float> values(valuesIn(wanted));
    for (std::size_t i = 0; i < wanted.size(); ++i)
        readFloats(found[i], data, std::span(values).subspan(wanted[i].offset, wanted[i].count));
    return values;
}

void readFloats(const TensorEntry& entry, std::span<const std::uint8_t> data, std::span<float> values)
{
    const std::uint8_t* bytes = data.data() + entry.begin;
    if (entry.type == StoredType::F32) {
        std::memcpy(values.data(), bytes, values.size() * sizeof(float));
        return;
    }
    std::vector<std::uint16_t> halves(values.size());
    std::memcpy(halves.data(), bytes, halves.size() * sizeof(std::uint16_t));
    std::transform(halves.begin(), halves.end(), values.begin(), fromHalf);
}

std::vector<float> roundedToHalves(std::span<const TensorSpec> tensors, std::vector<float> values)
{
    for (const TensorSpec& tensor : tensors) {
        const std::span<float> numbers = std::span(values).subspan(tensor.offset, tensor.count);
        const auto fits = [](float value) { return std::abs(value) <= kLargestHalf; };
        if (!mayBeHalves(tensor) || !std::all_of(numbers.begin(), numbers.end(), fits))
            continue;
        for (float& number : numbers)
            number = fromHalf(toHalf(number));
    }
    return values;
}

} // namespace jackdaw::learning
