// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_readers.h"

/// Pictures that labels are about, by their names. Private to the vision room.
namespace jackdaw::vision {

/// Which frame each of \p names is: the number that the name ends with. Nothing for pictures of another video than the
/// one that is asked for. An empty list where names have no numbers, or none that are frames'. Refused where two
/// pictures have one number: the file is about several videos, and none of them is asked for.
Result<std::vector<std::optional<std::int64_t>>> framesByName(const AnnotationInput& input,
                                                              const std::vector<std::string>& names);

/// True for names whose numbers are no frames': times, hashes, or each with something else before its number.
bool haveNoFrames(const std::vector<std::string>& names);
/// Refuses for them; \p name is one.
tl::unexpected<Error> noFrames(const AnnotationInput& input, const std::string& name);

/// Width and height of a PNG, JPEG or BMP file, from its first bytes; nothing where they do not say.
std::optional<PictureSize> sizeOfPicture(const std::filesystem::path& file);

/// The same picture's file with any extension of pictures, in \p folder; nothing where there is none.
std::optional<std::filesystem::path> pictureIn(const std::filesystem::path& folder, const std::string& stem);

} // namespace jackdaw::vision
