// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

/// What is asked of SOAP's XML, whose makers choose prefixes as they like. Private to the video room.
namespace jackdaw::video::soap {

/// Without its namespace's prefix.
std::string_view nameOf(const pugi::xml_node& node);

/// First of the elements below \p node, at any depth, with that name; null where there is none.
pugi::xml_node find(const pugi::xml_node& node, std::string_view name);
/// All of them.
std::vector<pugi::xml_node> findAll(const pugi::xml_node& node, std::string_view name);
/// Its text without blanks around it and with nothing that steers terminals; empty where there is none.
std::string textOf(const pugi::xml_node& node, std::string_view name);

/// The words of \p text, parted by blanks.
std::vector<std::string> words(const std::string& text);

/// What has a meaning in XML is written as an entity.
std::string escaped(std::string_view text);

} // namespace jackdaw::video::soap
