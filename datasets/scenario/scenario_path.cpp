// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/scenario/scenario_path.h"

#include "engine/video/camera_feed.h"

#include <cstdlib>

namespace jackdaw::datasets {

namespace {

tl::expected<std::string, std::string> expandVariables(std::string_view text)
{
    std::string expanded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char following = i + 1 < text.size() ? text[i + 1] : '\0';
        if (text[i] != '$' || (following != '$' && following != '{')) {
            expanded += text[i];
            continue;
        }
        if (following == '$') {
            expanded += '$';
            ++i;
            continue;
        }
        const auto end = text.find('}', i);
        if (end == std::string_view::npos)
            return tl::unexpected<std::string>("a \"${\" without its \"}\"");
        const std::string name(text.substr(i + 2, end - i - 2));
        const char* value = std::getenv(name.c_str());
        if (!value || *value == '\0')
            return tl::unexpected<std::string>("the environment variable " + name + ", which is not set");
        expanded += value;
        i = end;
    }
    return expanded;
}

} // namespace

tl::expected<std::filesystem::path, std::string> expandPath(std::string_view text, const std::filesystem::path& folder)
{
    auto expanded = expandVariables(text);
    if (!expanded)
        return tl::unexpected<std::string>(expanded.error());
    return (folder / *expanded).lexically_normal();
}

tl::expected<std::string, std::string> expandSource(std::string_view text, const std::filesystem::path& folder)
{
    auto expanded = expandVariables(text);
    if (expanded && expanded->find("://") == std::string::npos && !video::isLive(*expanded))
        return (folder / *expanded).lexically_normal().string();
    return expanded;
}

std::string escapePath(const std::filesystem::path& path)
{
    std::string escaped;
    for (const char c : path.string()) {
        escaped += c;
        if (c == '$')
            escaped += '$';
    }
    return escaped;
}

} // namespace jackdaw::datasets
