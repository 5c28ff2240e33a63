// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// What labels are held against.
struct VideoFacts {
    std::string name; ///< for the user
    PictureSize size;
    std::int64_t firstFrame = 0; ///< index of its first picture
    std::int64_t frames = 0; ///< 0: not known, as of a live stream
};

/// What a label file holds and what a session would make of it, found before anything is used.
struct AnnotationCheck {
    struct Name {
        enum class Meaning {
            Classes, ///< of the session
            Other, ///< something known that the session does not ask for
            Ignored, ///< said to count neither way
            Unknown, ///< may be any of the session's classes in other words
        };
        std::string name;
        std::size_t objects = 0;
        Meaning meaning = Meaning::Unknown;
        std::vector<std::string> classes; ///< that it may be
    };

    std::string format;
    std::vector<Name> names;
    std::size_t frames = 0; ///< that are covered
    std::size_t emptyFrames = 0;
    std::int64_t firstFrame = 0;
    std::int64_t lastFrame = 0;
    std::int64_t step = 0; ///< between covered frames; 0 where it is not always the same
    std::size_t objects = 0;
    std::size_t tracks = 0;
    std::vector<std::string> notes; ///< how the file was read
    std::vector<std::string> warnings; ///< what is probably wrong
    std::vector<std::string> faults; ///< for which a run is refused
};

AnnotationCheck checkAnnotations(const AnnotationDocument& document, const AnnotationOptions& options,
                                 const std::optional<VideoFacts>& video = {});

/// The report as lines of text.
std::string checkText(const AnnotationCheck& check);

} // namespace jackdaw::vision
