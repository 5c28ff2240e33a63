// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace jackdaw {

/// XXH3 with 128 bits: names content, does not protect it.
class ContentHash {
public:
    ContentHash();
    ~ContentHash();
    ContentHash(const ContentHash&) = delete;
    ContentHash& operator=(const ContentHash&) = delete;

    void add(std::span<const std::uint8_t> bytes);
    /// Adds the length too, so that neighbouring texts cannot run into one another.
    void add(std::string_view text);
    void add(std::int64_t number);

    /// 32 hexadecimal digits.
    std::string hex() const;

private:
    XXH3_state_s* m_state;
};

/// 32 hexadecimal digits for \p bytes alone: the content address by which weights are stored.
std::string contentAddress(std::span<const std::uint8_t> bytes);

/// Hash of a file's bytes; Io error that names the file.
Result<std::string> hashOfFile(const std::filesystem::path& path);

} // namespace jackdaw
