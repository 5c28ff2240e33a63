// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/base/result.h"
#include "engine/vision/picture_size.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::vision {

/// One object as a label file states it; names are numbers in AnnotationDocument::names.
struct AnnotatedObject {
    std::uint32_t name = 0;
    std::optional<std::uint32_t> type; ///< a finer name beside it, as CVAT's attribute "type"
    Box box;
    float score = 1.0F;
    std::optional<TrackId> track;
    bool ignored = false; ///< the file says that it counts neither way

    bool operator==(const AnnotatedObject&) const = default;
};

/// A name that people were asked for, and the finer ones that it was to be told apart by.
struct DeclaredLabel {
    std::uint32_t name = 0;
    std::vector<std::uint32_t> types;
};

using AnnotatedFrames = std::map<std::int64_t, std::vector<AnnotatedObject>>;

/// What a label file says, whatever its format, before anybody asks which classes a session has.
struct AnnotationDocument {
    std::string format; ///< "CSV", "CVAT for video"
    std::vector<std::string> names; ///< as the file spells them
    std::vector<DeclaredLabel> declared; ///< whether or not anything has them
    /// The frames that it covers, by the index that they have in the video. A frame that is not here was not labelled;
    /// one without objects is empty.
    AnnotatedFrames frames;
    std::map<std::int64_t, std::string> pictures; ///< names of picture files by frame, where the file has them
    std::optional<PictureSize> size; ///< of the pictures, where the file says it
    std::map<std::int64_t, PictureSize> sizes; ///< of single pictures that have another one
    bool countsFromOne = false; ///< the file does; here frame 1 has become frame 0
    bool isRelative = false; ///< boxes are parts of the picture, 0..1, since nothing says how large it is
    std::vector<std::string> notes; ///< what the user should know of how it was read, a sentence each

    /// The number of \p name, which is added where it is new.
    std::uint32_t number(std::string_view name);
    /// False where the file holds more objects than any label file has.
    bool add(std::int64_t frame, const AnnotatedObject& object);
    std::size_t objects() const { return m_objects; }
    /// The frame is covered, whether or not it has objects.
    void cover(std::int64_t frame) { frames.try_emplace(frame); }
    /// The pictures' size, or that of one that has another.
    void noteSize(std::int64_t frame, std::optional<PictureSize> ofFrame);
    void note(std::string sentence) { notes.push_back(std::move(sentence)); }

private:
    std::map<std::string, std::uint32_t, std::less<>> m_numbers;
    std::size_t m_objects = 0;
};

/// Half a day of video at full rate; a larger frame number is a fault of a file.
inline constexpr std::int64_t kLastAnnotatedFrame = 2'000'000;

/// Reads a label file, or a folder of them, of any known format; which one it is is told by what it holds, not by its
/// name. \p task names one of several tasks or videos in a file; without it such a file is refused with their names.
///
/// Every error names the file and the line, the offset or the JSON pointer.
Result<AnnotationDocument> readAnnotations(const std::filesystem::path& path, const std::string& task = {});

/// The formats that readAnnotations() knows, for errors.
std::string knownAnnotationFormats();

/// True for a file that is meant as labels and not as a network: a label format's extension in any case, or a folder.
bool isAnnotationPath(const std::filesystem::path& path);

/// Where a user says what the names in \p labels mean: a file beside it, see withMappingBeside().
std::filesystem::path mappingFileOf(const std::filesystem::path& labels);

/// A box that is given as parts of a picture of \p size, in pixels.
Box scaled(const Box& box, PictureSize size);

} // namespace jackdaw::vision
