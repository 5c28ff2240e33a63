// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace jackdaw::testing {

/// One sentence a line, as a test looks for words in them.
inline std::string joined(const std::vector<std::string>& sentences)
{
    std::string text;
    for (const std::string& sentence : sentences)
        text += sentence + "\n";
    return text;
}

} // namespace jackdaw::testing
