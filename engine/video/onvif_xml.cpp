// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/onvif_xml.h"

#include "engine/base/printable.h"

#include <sstream>

namespace jackdaw::video::soap {

std::string_view nameOf(const pugi::xml_node& node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node find(const pugi::xml_node& node, std::string_view name)
{
    return node.find_node([&](const pugi::xml_node& inner) { return nameOf(inner) == name; });
}

std::vector<pugi::xml_node> findAll(const pugi::xml_node& node, std::string_view name)
{
    struct Walker final : pugi::xml_tree_walker {
        explicit Walker(std::string_view wanted) : name(wanted) { }
        bool for_each(pugi::xml_node& inner) override
        {
            if (nameOf(inner) == name)
                found.push_back(inner);
            return true;
        }
        std::string_view name;
        std::vector<pugi::xml_node> found;
    };
    Walker walker(name);
    pugi::xml_node(node).traverse(walker);
    return walker.found;
}

std::string textOf(const pugi::xml_node& node, std::string_view name)
{
    const auto found = words(find(node, name).text().get());
    std::string text;
    for (const std::string& word : found)
        text += (text.empty() ? "" : " ") + word;
    return printable(text);
}

std::vector<std::string> words(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> found;
    for (std::string word; in >> word;)
        found.push_back(word);
    return found;
}

std::string escaped(std::string_view text)
{
    std::string made;
    for (const char letter : text) {
        switch (letter) {
        case '&': made += "&amp;"; break;
        case '<': made += "&lt;"; break;
        case '>': made += "&gt;"; break;
        case '"': made += "&quot;"; break;
        default: made += letter;
        }
    }
    return made;
}

} // namespace jackdaw::video::soap
