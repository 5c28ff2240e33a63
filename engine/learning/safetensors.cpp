// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/safetensors.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace jackdaw::learning {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 16U << 20U;
constexpr const char* kMetadataKey = "__metadata__";

tl::unexpected<Error> corrupt(const std::string& name, const std::string& what)
{
    return fail(ErrorCode::Corrupt, name + ": " + what, "Take another copy of the weights.");
}

std::uint64_t readLength(std::span<const std::uint8_t> bytes)
{
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= std::uint64_t{bytes[i]} << (8 * i);
    return length;
}

constexpr std::array<std::string_view, 4> kTypeNames{"F32", "F16", "U8", "I64"}; ///< by StoredType

std::optional<StoredType> readType(const Json& tensor)
{
    const auto named = tensor.find("dtype");
    for (std::size_t i = 0; named != tensor.end() && i < kTypeNames.size(); ++i)
        if (*named == kTypeNames[i])
            return static_cast<StoredType>(i);
    return std::nullopt;
}

/// Bytes of a tensor of \p shape, nothing if they do not fit a size.
std::optional<std::uint64_t> byteCount(StoredType type, const std::vector<std::int64_t>& shape)
{
    std::uint64_t count = bytesOf(type);
    for (const std::int64_t extent : shape)
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(extent), &count))
            return std::nullopt;
    return count;
}

bool isIndexArray(const Json& value)
{
    return value.is_array()
        && std::all_of(value.begin(), value.end(), [](const Json& entry) { return entry.is_number_unsigned(); });
}

Result<TensorEntry> readEntry(const std::string& tensor, const Json& json, std::size_t dataBytes,
                              const std::string& name)
{
    const std::string where = "tensor \"" + tensor + "\" ";
    if (!json.is_object())
        return corrupt(name, where + "is not described by a JSON object.");
    const std::optional<StoredType> type = readType(json);
    if (!type)
        return corrupt(name, where + "has no dtype F32, F16, U8 or I64, the only ones that are read.");
    if (!json.contains("shape") || !isIndexArray(json["shape"]))
        return corrupt(name, where + "has no shape of whole numbers.");
    if (!json.contains("data_offsets") || !isIndexArray(json["data_offsets"]) || json["data_offsets"].size() != 2)
        return corrupt(name, where + "has no pair of data_offsets.");
    const auto begin = json["data_offsets"][0].get<std::uint64_t>();
    const auto end = json["data_offsets"][1].get<std::uint64_t>();
    if (begin > end || end > dataBytes)
        return corrupt(name,
                       where + "lies outside the data: bytes " + std::to_string(begin) + " to " + std::to_string(end)
                           + " of " + std::to_string(dataBytes) + ".");
    TensorEntry entry{tensor, *type, {}, begin, end};
    for (const Json& extent : json["shape"]) {
        if (extent.get<std::uint64_t>() > INT64_MAX)
            return corrupt(name, where + "has a shape that is too large.");
        entry.shape.push_back(extent.get<std::int64_t>());
    }
    if (byteCount(entry.type, entry.shape) != end - begin)
        return corrupt(name, where + "has " + std::to_string(end - begin) + " bytes, not what its shape needs.");
    return entry;
}

Result<std::map<std::string, std::string>> readMetadata(const Json& json, const std::string& name)
{
    if (!json.is_object())
        return corrupt(name, "the metadata is not a JSON object.");
    std::map<std::string, std::string> metadata;
    for (const auto& [key, value] : json.items()) {
        if (!value.is_string())
            return corrupt(name, "the metadata \"" + key + "\" is not a text.");
        metadata.emplace(key, value.get<std::string>());
    }
    return metadata;
}

Status checkCover(const std::vector<TensorEntry>& tensors, std::size_t dataBytes, const std::string& name)
{
    std::size_t covered = 0;
    for (const TensorEntry& entry : tensors) {
        if (entry.begin < covered)
            return corrupt(name, "tensor \"" + entry.name + "\" overlaps the tensor before it.");
        if (entry.begin > covered)
            return corrupt(name, "there is a gap of data before tensor \"" + entry.name + "\".");
        covered = entry.end;
    }
    if (covered != dataBytes)
        return corrupt(name, std::to_string(dataBytes - covered) + " bytes of data belong to no tensor.");
    return {};
}

/// Parses JSON and notices names that occur twice, which nlohmann's parser would silently drop.
Result<Json> parseUnique(const std::string& text, const std::string& name)
{
    std::vector<std::vector<std::string>> keys;
    std::optional<std::string> repeated;
    const auto watch = [&](int, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start)
            keys.emplace_back();
        if (event == Json::parse_event_t::object_end && !keys.empty())
            keys.pop_back();
        if (event == Json::parse_event_t::key && !keys.empty()) {
            const auto key = value.get<std::string>();
            if (std::find(keys.back().begin(), keys.back().end(), key) != keys.back().end())
                repeated = key;
            keys.back().push_back(key);
        }
        return true;
    };
    Json json = Json::parse(text, watch, false);
    if (json.is_discarded() || !json.is_object())
        return corrupt(name, "the header is not a JSON object.");
    if (repeated)
        return corrupt(name, "the header names \"" + *repeated + "\" twice.");
    return json;
}

} // namespace

std::size_t bytesOf(StoredType type)
{
    switch (type) {
    case StoredType::F32: return 4;
    case StoredType::F16: return 2;
    case StoredType::I64: return 8;
    case StoredType::U8: break;
    }
    return 1;
}

Result<SafetensorsHeader> readSafetensorsHeader(std::span<const std::uint8_t> bytes, const std::string& name)
{
    if (bytes.size() < kLengthBytes)
        return corrupt(name, "is no safetensors file: it has only " + std::to_string(bytes.size()) + " bytes.");
    const std::uint64_t length = readLength(bytes);
    if (length > kLongestHeader || length > bytes.size() - kLengthBytes)
        return corrupt(name, "the header's length, " + std::to_string(length) + " bytes, is more than there is.");
    const auto* text = reinterpret_cast<const char*>(bytes.data()) + kLengthBytes;
    auto json = parseUnique(std::string(text, length), name);
    if (!json)
        return tl::unexpected(json.error());

    SafetensorsHeader header;
    header.dataBegin = kLengthBytes + length;
    const std::size_t dataBytes = bytes.size() - header.dataBegin;
    for (const auto& [key, value] : json->items()) {
        if (key == kMetadataKey) {
            auto metadata = readMetadata(value, name);
            if (!metadata)
                return tl::unexpected(metadata.error());
            header.metadata = std::move(*metadata);
            continue;
        }
        auto entry = readEntry(key, value, dataBytes, name);
        if (!entry)
            return tl::unexpected(entry.error());
        header.tensors.push_back(std::move(*entry));
    }
    std::stable_sort(header.tensors.begin(), header.tensors.end(),
                     [](const TensorEntry& a, const TensorEntry& b) { return a.begin < b.begin; });
    if (auto covered = checkCover(header.tensors, dataBytes, name); !covered)
        return tl::unexpected(covered.error());
    return header;
}

std::vector<std::uint8_t> writeSafetensorsHeader(const SafetensorsHeader& header)
{
    Json json = Json::object();
    json[kMetadataKey] = header.metadata;
    for (const TensorEntry& entry : header.tensors)
        json[entry.name] = {{"dtype", kTypeNames[static_cast<std::size_t>(entry.type)]},
                            {"shape", entry.shape},
                            {"data_offsets", {entry.begin, entry.end}}};
    std::string text = json.dump();
    text.resize((text.size() + kLengthBytes - 1) / kLengthBytes * kLengthBytes, ' ');
    std::vector<std::uint8_t> bytes;
    bytes.reserve(kLengthBytes + text.size());
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        bytes.push_back(static_cast<std::uint8_t>(text.size() >> (8 * i)));
    bytes.insert(bytes.end(), text.begin(), text.end());
    return bytes;
}

} // namespace jackdaw::learning
