// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/class_map.h"

#include "engine/vision/annotation_text.h"
#include "engine/vision/class_bits.h"
#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <set>

namespace jackdaw::vision {
namespace {

/// What data sets mark as not to be counted, what MOT Challenge has beside people, and what passes for a vehicle.
constexpr std::array<std::string_view, 15> kIgnoredNames = {"ignored",
                                                            "ignore",
                                                            "dontcare",
                                                            "ignored region",
                                                            "person on vehicle",
                                                            "static person",
                                                            "distractor",
                                                            "occluder",
                                                            "crowd",
                                                            "occluder on the ground",
                                                            "occluder full",
                                                            "reflection",
                                                            "non motorized vehicle",
                                                            "caravan",
                                                            "trailer"};

std::string withoutBlanks(std::string_view name)
{
    std::string key = lowerCase(withPlainBlanks(name));
    std::erase_if(key, [](char c) { return c == ' ' || c == '\t' || c == '_' || c == '-'; });
    return key;
}

bool isIgnoredName(std::string_view name)
{
    const std::string key = nameKey(name);
    return std::any_of(kIgnoredNames.begin(), kIgnoredNames.end(),
                       [&](std::string_view ignored) { return nameKey(ignored) == key; });
}

const std::set<std::string>& cocoKeys()
{
    static const std::set<std::string> keys = [] {
        std::set<std::string> made;
        for (std::size_t i = 0; i < kCocoClasses; ++i)
            made.insert(nameKey(cocoName(i)));
        return made;
    }();
    return keys;
}

} // namespace

std::string nameKey(std::string_view name)
{
    return withoutBlanks(canonicalName(withoutBlanks(name)));
}

ClassMap::ClassMap(const AnnotationOptions& options)
{
    for (std::size_t i = 0; i < options.classes.size(); ++i)
        m_classes[nameKey(options.classes[i])] |= classBit(static_cast<std::uint32_t>(i));
    std::map<std::string, std::uint32_t> aliases;
    for (const auto& [name, meanings] : options.aliases) {
        std::uint32_t& classes = aliases[nameKey(name)];
        for (const std::string& meaning : meanings)
            if (const auto known = m_classes.find(nameKey(meaning)); known != m_classes.end())
                classes |= known->second;
    }
    // A session's own class stands before an alias of the same name.
    m_classes.merge(aliases);
}

std::uint32_t ClassMap::classesOf(std::string_view name) const
{
    const auto found = m_classes.find(nameKey(name));
    return found == m_classes.end() ? 0 : found->second;
}

bool ClassMap::isKnown(std::string_view name) const
{
    const std::string key = nameKey(name);
    return m_classes.contains(key) || cocoKeys().contains(key);
}

namespace {

/// "vehicle" is one even where the session has no vehicles but buses.
bool isSuperclass(std::string_view name)
{
    static const ClassMap map = [] {
        const std::vector<std::string> all{"person", "bicycle", "car", "motorcycle", "bus", "truck"};
        return ClassMap({all, trafficAliases(all), 0.0F});
    }();
    return std::popcount(map.classesOf(name)) > 1;
}

} // namespace

ObjectMeanings::ObjectMeanings(const AnnotationDocument& document, const AnnotationOptions& options) :
    m_document(document)
{
    const ClassMap map(options);
    for (const std::string& name : document.names)
        m_meanings.push_back({map.classesOf(name), map.isKnown(name), map.isSaid(name), isIgnoredName(name),
                              std::popcount(map.classesOf(name)) > 1 || isSuperclass(name)});
}

std::uint32_t ObjectMeanings::nameOf(std::uint32_t name, std::optional<std::uint32_t> type) const
{
    if (!type || m_meanings[*type].said)
        return type.value_or(name);
    // "A vehicle of the type train" is none of the session's vehicles. "A person of the type backpack" is a person: the
    // attribute is about something else than what the thing is.
    const bool isTold = m_meanings[name].vague || m_meanings[name].classes == 0;
    return isTold && m_meanings[*type].known ? *type : name;
}

std::uint32_t ObjectMeanings::classesOf(const AnnotatedObject& object) const
{
    return object.ignored ? 0 : m_meanings[nameOf(object)].classes;
}

bool ObjectMeanings::isKnown(const AnnotatedObject& object) const
{
    return object.ignored || m_meanings[nameOf(object)].known;
}

bool ObjectMeanings::isIgnored(const AnnotatedObject& object) const
{
    if (!isKnown(object))
        return true;
    return object.ignored || (classesOf(object) == 0 && m_meanings[nameOf(object)].ignored);
}

std::uint32_t ObjectMeanings::coveredClasses() const
{
    std::uint32_t covered = 0;
    for (const DeclaredLabel& label : m_document.declared) {
        if (label.types.empty())
            covered |= m_meanings[label.name].classes;
        for (const std::uint32_t type : label.types)
            covered |= m_meanings[nameOf(label.name, type)].classes;
    }
    for (const auto& [frame, objects] : m_document.frames)
        for (const AnnotatedObject& object : objects)
            covered |= classesOf(object);
    return covered;
}

std::map<std::string, std::vector<std::string>> trafficAliases(const std::vector<std::string>& classes)
{
    const auto present = [&](const std::vector<std::string>& names) {
        std::vector<std::string> found;
        for (const std::string& session : classes)
            for (const std::string& name : names)
                if (nameKey(session) == nameKey(name))
                    found.push_back(session);
        return found;
    };
    std::map<std::string, std::vector<std::string>> aliases;
    for (const std::string_view name : kIgnoredNames)
        aliases[std::string(name)] = {};
    const auto vehicles = present({"car", "truck", "bus", "motorcycle"});
    aliases.merge(std::map<std::string, std::vector<std::string>>{{"van", present({"car", "truck"})},
                                                                  {"undefined", vehicles},
                                                                  {"vehicle", vehicles},
                                                                  {"others", vehicles}, // UA-DETRAC
                                                                  {"motorbike", present({"motorcycle"})},
                                                                  {"pedestrian", present({"person"})},
                                                                  {"people", present({"person"})},
                                                                  {"rider", present({"person"})}, // Cityscapes
                                                                  {"cyclist", present({"person", "bicycle"})}, // Waymo
                                                                  {"sign", {}},
                                                                  {"automobile", present({"car"})},
                                                                  {"lorry", present({"truck"})}});
    return aliases;
}

} // namespace jackdaw::vision
