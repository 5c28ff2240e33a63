// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/planner_list.h"

namespace jackdaw::cli {

std::vector<std::string> splitNames(const std::string& text)
{
    std::vector<std::string> names(1);
    int depth = 0;
    for (const char c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0)
            names.emplace_back();
        else
            names.back() += c;
    }
    return names;
}

} // namespace jackdaw::cli
