// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/printable.h"

namespace jackdaw {

std::string printable(std::string_view text)
{
    std::string shown;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : '\0');
        const bool isSecondSet = byte == 0xc2 && next >= 0x80 && next < 0xa0;
        shown += isSecondSet || byte < 0x20 || byte == 0x7f ? '?' : text[at];
        at += isSecondSet ? 1 : 0;
    }
    return shown;
}

} // namespace jackdaw
