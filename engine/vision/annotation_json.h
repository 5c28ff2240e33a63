// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_readers.h"

#include <nlohmann/json_fwd.hpp>

/// Readers of the JSON formats. Their files hold much that is of no concern here, so what is not asked for is passed
/// over. Private to the vision room.
namespace jackdaw::vision {

Result<AnnotationDocument> readCoco(const AnnotationInput& input, const nlohmann::json& root);
/// A list of what a detector found, without names of pictures or classes.
Result<AnnotationDocument> readCocoResults(const AnnotationInput& input, const nlohmann::json& root);
/// The polygons of one picture.
Result<AnnotationDocument> readCityscapes(const AnnotationInput& input, const nlohmann::json& root);
Result<AnnotationDocument> readDatumaro(const AnnotationInput& input, const nlohmann::json& root);

/// "The label file 'a.json', /images/3: ..."
tl::unexpected<Error> jsonFault(const AnnotationInput& input, const std::string& pointer, const std::string& what);
/// A finite number under \p key.
std::optional<double> numberAt(const nlohmann::json& object, const char* key);
std::optional<std::int64_t> wholeAt(const nlohmann::json& object, const char* key);
/// Empty where there is no text.
std::string textAt(const nlohmann::json& object, const char* key);
/// An empty list where there is none.
const nlohmann::json& listAt(const nlohmann::json& object, const char* key);
/// What is under \p key; null where it is absent.
const nlohmann::json& valueAt(const nlohmann::json& object, const char* key);
/// From left, top, width and height.
std::optional<Box> extentBox(const nlohmann::json& list);
/// Around x, y, x, y, ...; also of a list of such lists.
std::optional<Box> boxAround(const nlohmann::json& points);
/// From the annotation itself or its attributes.
std::optional<TrackId> trackOf(const nlohmann::json& annotation);
/// True where an attribute says that the object counts neither way: a crowd, or one that is hard to make out.
bool saysIgnored(const nlohmann::json& annotation);
/// \p box as the annotation's attribute has it turned.
Box asTurned(const Box& box, const nlohmann::json& annotation);
/// Width and height; nothing where the file does not say them.
std::optional<PictureSize> pictureSize(std::optional<std::int64_t> width, std::optional<std::int64_t> height);

} // namespace jackdaw::vision
