// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_file.h"

#include <cstdint>
#include <map>
#include <string>

namespace jackdaw::vision {

/// From a label's name to the session classes that are right for it.
class ClassMap {
public:
    explicit ClassMap(const AnnotationOptions& options);

    /// The empty set for a name that is to be ignored or that is not known.
    std::uint32_t classesOf(const std::string& name) const;

private:
    std::map<std::string, std::uint32_t> m_classes;
};

} // namespace jackdaw::vision
