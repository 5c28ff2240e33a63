// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_file.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace jackdaw::vision {

/// A name without what people spell differently: case, blanks, hyphens, underscores, older names.
std::string nameKey(std::string_view name);

/// From a label's name to the session classes that are right for it.
class ClassMap {
public:
    explicit ClassMap(const AnnotationOptions& options);

    /// The empty set for a name that is to be ignored or that is not known.
    std::uint32_t classesOf(std::string_view name) const;
    /// True for a name that is a class, an alias, or a class of COCO that the session does not ask for. What is not
    /// known may be any of the session's classes in other words.
    bool isKnown(std::string_view name) const;
    /// True for a class of the session or an alias, though that may mean nothing.
    bool isSaid(std::string_view name) const { return m_classes.contains(nameKey(name)); }

private:
    std::map<std::string, std::uint32_t> m_classes; ///< by nameKey()
};

/// What the objects of a document are, by the numbers of their names.
class ObjectMeanings {
public:
    ObjectMeanings(const AnnotationDocument& document, const AnnotationOptions& options);

    /// The session's classes that are right for \p object, by its type where that says something, else by its name: a
    /// type that is no class does not hide a name that is one.
    std::uint32_t classesOf(const AnnotatedObject& object) const;
    bool isKnown(const AnnotatedObject& object) const;
    /// True for what counts neither way: the file says so, by a mark or by its name, or nobody knows what it is. What
    /// is known to be nothing of the session's is not among it: there a session's class would be a mistake.
    bool isIgnored(const AnnotatedObject& object) const;
    /// The number of the name by which the object is known.
    std::uint32_t nameOf(const AnnotatedObject& object) const { return nameOf(object.name, object.type); }
    /// All classes that people were asked for or that an object has.
    std::uint32_t coveredClasses() const;

private:
    struct Meaning {
        std::uint32_t classes = 0;
        bool known = false;
        bool said = false; ///< somebody decided what it is, though that be nothing of the session's
        bool ignored = false; ///< by its name
        bool vague = false; ///< may be several classes, of the session or of those that it has not
    };

    std::uint32_t nameOf(std::uint32_t name, std::optional<std::uint32_t> type) const;

    const AnnotationDocument& m_document;
    std::vector<Meaning> m_meanings;
};

} // namespace jackdaw::vision
