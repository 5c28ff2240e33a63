// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_readers.h"

#include <pugixml.hpp>

/// Readers of the XML formats. Private to the vision room.
namespace jackdaw::vision {

Result<AnnotationDocument> readCvat(const AnnotationInput& input, const pugi::xml_node& root);
Result<AnnotationDocument> readDetrac(const AnnotationInput& input, const pugi::xml_node& root);
Result<AnnotationDocument> readVoc(const AnnotationInput& input, const pugi::xml_node& root);

/// "The label file 'a.xml', byte 17: ..."
tl::unexpected<Error> xmlFault(const AnnotationInput& input, const pugi::xml_node& node, const std::string& what);
/// A finite number.
std::optional<float> numberOf(const pugi::xml_attribute& attribute);

} // namespace jackdaw::vision
