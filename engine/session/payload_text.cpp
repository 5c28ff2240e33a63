// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/payload_text.h"

#include <stdexcept>

#include <zlib.h>

namespace jackdaw::session {
namespace {

constexpr std::size_t kLengthBytes = 4;
/// No stream of zlib is shorter than a thousandth of what it holds.
constexpr std::size_t kMostExpansion = 1040;

} // namespace

std::vector<std::uint8_t> compress(std::string_view text)
{
    uLongf size = ::compressBound(text.size());
    std::vector<std::uint8_t> blob(kLengthBytes + size);
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        blob[i] = static_cast<std::uint8_t>(text.size() >> (8 * i));
    const auto* bytes = reinterpret_cast<const Bytef*>(text.data());
    if (text.size() > UINT32_MAX || ::compress(blob.data() + kLengthBytes, &size, bytes, text.size()) != Z_OK)
        throw std::runtime_error("a payload could not be compressed");
    blob.resize(kLengthBytes + size);
    return blob;
}

std::optional<std::string> decompress(std::span<const std::uint8_t> blob)
{
    if (blob.size() < kLengthBytes)
        return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= std::size_t{blob[i]} << (8 * i);
    if (length > blob.size() * kMostExpansion)
        return std::nullopt;
    std::string text(length, '\0');
    uLongf size = length;
    const auto stream = blob.subspan(kLengthBytes);
    const int outcome = ::uncompress(reinterpret_cast<Bytef*>(text.data()), &size, stream.data(), stream.size());
    return outcome == Z_OK && size == length ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace jackdaw::session
