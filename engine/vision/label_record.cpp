// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/label_record.h"

#include "engine/base/content_hash.h"

#include <bit>
#include <cstdint>

namespace jackdaw::vision {
namespace {

constexpr std::string_view kMagic = "JDLABEL1";
constexpr std::size_t kHashLength = 32;
constexpr std::size_t kNumberLength = 4;
constexpr std::size_t kDetectionLength = 6 * kNumberLength;

void put(std::string& bytes, std::uint32_t number)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        bytes += static_cast<char>((number >> shift) & 0xFFU);
}

void put(std::string& bytes, float number)
{
    put(bytes, std::bit_cast<std::uint32_t>(number));
}

std::uint32_t take(std::string_view& bytes)
{
    std::uint32_t number = 0;
    for (unsigned i = 0; i < kNumberLength; ++i)
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    bytes.remove_prefix(kNumberLength);
    return number;
}

float takeFloat(std::string_view& bytes)
{
    return std::bit_cast<float>(take(bytes));
}

std::string hashOf(std::string_view bytes)
{
    ContentHash hash;
    hash.add(bytes);
    return hash.hex();
}

} // namespace

std::string encodeLabelRecord(const std::vector<Detection>& detections, std::string_view key)
{
    std::string bytes(kMagic);
    bytes += key;
    put(bytes, static_cast<std::uint32_t>(detections.size()));
    for (const Detection& detection : detections) {
        put(bytes, detection.label.value);
        put(bytes, detection.score);
        for (const float corner : {detection.box.x1, detection.box.y1, detection.box.x2, detection.box.y2})
            put(bytes, corner);
    }
    return bytes + hashOf(bytes);
}

std::optional<std::vector<Detection>> decodeLabelRecord(std::string_view bytes, std::string_view key)
{
    const std::size_t fixed = kMagic.size() + key.size() + kNumberLength + kHashLength;
    if (bytes.size() < fixed || (bytes.size() - fixed) % kDetectionLength != 0)
        return std::nullopt;
    const std::string_view content = bytes.substr(0, bytes.size() - kHashLength);
    if (bytes.substr(content.size()) != hashOf(content) || content.substr(0, kMagic.size()) != kMagic
        || content.substr(kMagic.size(), key.size()) != key)
        return std::nullopt;
    std::string_view rest = content.substr(kMagic.size() + key.size());
    const std::uint32_t count = take(rest);
    if (rest.size() != count * kDetectionLength)
        return std::nullopt;
    std::vector<Detection> detections(count);
    for (Detection& detection : detections) {
        detection.label = ClassId{take(rest)};
        detection.score = takeFloat(rest);
        for (float* corner : {&detection.box.x1, &detection.box.y1, &detection.box.x2, &detection.box.y2})
            *corner = takeFloat(rest);
    }
    return detections;
}

} // namespace jackdaw::vision
