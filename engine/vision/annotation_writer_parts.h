// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/annotation_document.h"

/// The writers behind writeAnnotations(). Private to the vision room.
namespace jackdaw::vision {

/// What a format could not take in, a sentence each.
using WriterNotes = std::vector<std::string>;

std::string cvatText(const AnnotationDocument& document, WriterNotes& notes);
std::string cocoText(const AnnotationDocument& document, WriterNotes& notes);
std::string datumaroText(const AnnotationDocument& document, WriterNotes& notes);
/// Rows at \p path, and beside them what says what they mean; refuses where other labels would be read by that, too.
Status writeMot(const AnnotationDocument& document, const std::filesystem::path& path, WriterNotes& notes);
/// Says for how many objects the format, which has no scores, loses one.
void noteScores(const AnnotationDocument& document, const std::string& format, WriterNotes& notes);

/// "frame_000010": what readers find the frame's number in.
std::string frameName(std::int64_t frame);
/// What pictures are called: by their own names where readers find all their frames in them, else frameName() with
/// ".png".
class PictureNames {
public:
    explicit PictureNames(const AnnotationDocument& document);
    std::string of(std::int64_t frame) const;

private:
    std::map<std::int64_t, std::string> m_names;
};
/// Of the pictures, or of the one of \p frame where that has another one.
std::optional<PictureSize> sizeOfFrame(const AnnotationDocument& document, std::int64_t frame);
/// The step between covered frames; 0 where it is not always the same.
std::int64_t stepOf(const AnnotationDocument& document);
/// What \p object is written as: readers understand "ignored" as what counts neither way.
std::string nameOf(const AnnotationDocument& document, const AnnotatedObject& object);
/// A document with the same names, to which a writer adds others.
AnnotationDocument namesOf(const AnnotationDocument& document);
/// To a thousandth, without zeros at the end.
std::string numberText(float value);

} // namespace jackdaw::vision
