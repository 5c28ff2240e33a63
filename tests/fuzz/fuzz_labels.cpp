// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/annotation_check.h"
#include "engine/vision/annotation_readers.h"
#include "engine/vision/annotation_writer_parts.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

/// What was accepted can be checked, and is read again from what writers make of it, with as many objects on as many
/// frames.
void useAccepted(const AnnotationDocument& document)
{
    constexpr std::size_t kSmall = 2000;
    const std::vector<std::string> classes{"person", "car", "bus", "truck"};
    const auto check =
        checkAnnotations(document, {classes, trafficAliases(classes), 0.3F}, VideoFacts{"video", {640, 360}, 0, 100});
    if (checkText(check).empty() || check.frames != document.frames.size())
        std::abort();
    if (document.isRelative || document.frames.size() > kSmall || document.objects() > kSmall)
        return;
    WriterNotes notes;
    for (const auto& write : {cocoText, datumaroText, cvatText}) {
        const auto again = parseAnnotations(write(document, notes), "again");
        // Names may be anything, also what the other formats give a meaning to, but never nothing at all.
        if (!again && again.error().message.empty())
            std::abort();
        if (again && again->frames.size() < document.frames.size())
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto document = parseAnnotations(std::string(reinterpret_cast<const char*>(data), size), "nowhere/fuzz.txt");
    if (document)
        useAccepted(*document);
    else if (document.error().message.empty())
        std::abort();
    return 0;
}
