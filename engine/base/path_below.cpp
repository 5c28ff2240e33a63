// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/path_below.h"

namespace jackdaw {

std::filesystem::path pathBelow(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    if (path.empty())
        return path;
    const std::filesystem::path relative = path.lexically_normal().lexically_relative(folder.lexically_normal());
    return relative.empty() || *relative.begin() == ".." ? path : relative;
}

} // namespace jackdaw
