// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/class_map.h"

#include "engine/vision/class_bits.h"
#include "engine/vision/coco_classes.h"

#include <algorithm>

namespace jackdaw::vision {

ClassMap::ClassMap(const AnnotationOptions& options)
{
    for (std::size_t i = 0; i < options.classes.size(); ++i)
        m_classes[std::string(canonicalName(options.classes[i]))] |= classBit(static_cast<std::uint32_t>(i));
    std::map<std::string, std::uint32_t> aliases;
    for (const auto& [name, meanings] : options.aliases)
        for (const std::string& meaning : meanings)
            if (const auto known = m_classes.find(std::string(canonicalName(meaning))); known != m_classes.end())
                aliases[name] |= known->second;
    // A session's own class stands before an alias of the same name.
    m_classes.merge(aliases);
}

std::uint32_t ClassMap::classesOf(const std::string& name) const
{
    auto found = m_classes.find(name);
    if (found == m_classes.end())
        found = m_classes.find(std::string(canonicalName(name)));
    return found == m_classes.end() ? 0 : found->second;
}

std::map<std::string, std::vector<std::string>> trafficAliases(const std::vector<std::string>& classes)
{
    const auto present = [&](const std::vector<std::string>& names) {
        std::vector<std::string> found;
        for (const std::string& session : classes)
            for (const std::string& name : names)
                if (canonicalName(session) == canonicalName(name))
                    found.push_back(session);
        return found;
    };
    return {{"van", present({"car", "truck"})},
            {"undefined", present({"car", "truck", "bus", "motorcycle"})},
            {"vehicle", present({"car", "truck", "bus", "motorcycle"})},
            {"motorbike", present({"motorcycle"})}};
}

} // namespace jackdaw::vision
