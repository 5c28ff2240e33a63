// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/content_hash.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <vector>

#include <xxhash.h>

namespace jackdaw {

ContentHash::ContentHash() : m_state(XXH3_createState())
{
    XXH3_128bits_reset(m_state);
}

ContentHash::~ContentHash()
{
    XXH3_freeState(m_state);
}

void ContentHash::add(std::span<const std::uint8_t> bytes)
{
    XXH3_128bits_update(m_state, bytes.data(), bytes.size());
}

void ContentHash::add(std::int64_t number)
{
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i));
    add(std::span<const std::uint8_t>(bytes));
}

void ContentHash::add(std::string_view text)
{
    add(static_cast<std::int64_t>(text.size()));
    XXH3_128bits_update(m_state, text.data(), text.size());
}

std::string ContentHash::hex() const
{
    const XXH128_hash_t hash = XXH3_128bits_digest(m_state);
    std::array<char, 33> text{};
    std::snprintf(text.data(), text.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return text.data();
}

std::string contentAddress(std::span<const std::uint8_t> bytes)
{
    ContentHash hash;
    hash.add(bytes);
    return hash.hex();
}

Result<std::string> hashOfFile(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    ContentHash hash;
    std::vector<std::uint8_t> buffer(1U << 16U);
    while (file) {
        file.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(buffer.size()));
        hash.add(std::span<const std::uint8_t>(buffer.data(), static_cast<std::size_t>(file.gcount())));
    }
    if (!file.eof())
        return fail(ErrorCode::Io, "'" + path.string() + "' cannot be read.", "Check the file's permissions.");
    return hash.hex();
}

} // namespace jackdaw
