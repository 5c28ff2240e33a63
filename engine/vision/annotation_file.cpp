// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_file.h"

#include "engine/vision/annotation_document.h"
#include "engine/vision/annotation_text.h"
#include "engine/vision/class_bits.h"
#include "engine/vision/class_map.h"

#include <algorithm>
#include <system_error>

namespace jackdaw::vision {
namespace {

std::string quotedList(const std::vector<std::string>& names)
{
    constexpr std::size_t kMost = 8;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
        list += (list.empty() ? "'" : ", '") + names[i] + "'";
    return names.size() > kMost ? list + " and " + std::to_string(names.size() - kMost) + " more" : list;
}

Status addMapping(AnnotationOptions& options, std::string_view entry)
{
    const std::size_t equals = entry.find('=');
    const std::string_view name = trimmed(entry.substr(0, equals));
    if (equals == std::string_view::npos || name.empty())
        return fail(ErrorCode::InvalidInput, "'" + std::string(entry) + "' does not say what a name of the labels is.",
                    "Write NAME=CLASS, NAME=CLASS|CLASS, or NAME= for what is no object of the session.");
    std::vector<std::string> meanings;
    for (const std::string& meaning : fieldsOf(entry.substr(equals + 1), '|')) {
        const auto isIt = [&](const std::string& session) { return nameKey(session) == nameKey(meaning); };
        if (meaning.empty())
            continue;
        if (std::none_of(options.classes.begin(), options.classes.end(), isIt))
            return fail(ErrorCode::InvalidInput,
                        "'" + std::string(entry) + "': the session has no class '" + meaning + "'; it has "
                            + quotedList(options.classes) + ".",
                        "Name one of them.");
        meanings.push_back(meaning);
    }
    std::erase_if(options.aliases, [&](const auto& alias) { return nameKey(alias.first) == nameKey(name); });
    options.aliases[std::string(name)] = std::move(meanings);
    return {};
}

Status checkClasses(const AnnotationOptions& options)
{
    if (!options.classes.empty() && options.classes.size() <= kMaximumClasses)
        return {};
    return fail(ErrorCode::InvalidInput,
                "A session has 1 to 32 classes, not " + std::to_string(options.classes.size()) + ".");
}

} // namespace

Result<AnnotationOptions> withMapping(AnnotationOptions options, const std::vector<std::string>& entries)
{
    for (const std::string& entry : entries)
        if (auto added = addMapping(options, entry); !added)
            return tl::unexpected(added.error());
    return options;
}

Result<AnnotationOptions> withMappingBeside(AnnotationOptions options, const std::filesystem::path& labels)
{
    const std::filesystem::path file = mappingFileOf(labels);
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return options;
    const auto text = readLabelText(file, "The mapping file '" + file.string() + "'");
    if (!text)
        return tl::unexpected(text.error());
    std::vector<std::string> entries;
    LineReader lines(*text);
    for (std::string_view line; lines.next(line);)
        if (!trimmed(line).empty() && trimmed(line).front() != '#')
            entries.emplace_back(trimmed(line));
    auto mapped = withMapping(std::move(options), entries);
    if (!mapped)
        return fail(mapped.error().code, "The mapping file '" + file.string() + "': " + mapped.error().message,
                    mapped.error().action);
    return mapped;
}

Status checkUsable(const AnnotationDocument& document, const AnnotationOptions& options,
                   const std::filesystem::path& path)
{
    const std::string name = "The label file '" + path.string() + "'";
    if (document.isRelative && document.objects() > 0)
        return fail(ErrorCode::Unsupported,
                    name + " gives boxes as parts of pictures, and none lies beside it to say how large they are.",
                    "Convert it: jackdaw-cli labels convert FOLDER --video VIDEO --out FILE.");
    const ObjectMeanings meanings(document, options);
    for (const auto& [frame, objects] : document.frames)
        if (std::any_of(objects.begin(), objects.end(),
                        [&](const AnnotatedObject& object) { return meanings.isKnown(object); }))
            return {};
    if (document.objects() == 0)
        return {};
    return fail(ErrorCode::InvalidInput,
                name + " calls its objects " + quotedList(document.names)
                    + ", none of which is a class of the session (" + quotedList(options.classes) + ").",
                "Say what they are, line by line as '" + document.names.front() + "=" + options.classes.front()
                    + "', in the file '" + mappingFileOf(path).string() + "'.");
}

Result<UnderstoodLabels> readUnderstood(const std::filesystem::path& path, const AnnotationOptions& given)
{
    auto document = readAnnotations(path);
    if (!document)
        return tl::unexpected(document.error());
    auto options = withMappingBeside(given, path);
    if (!options)
        return tl::unexpected(options.error());
    if (auto usable = checkUsable(*document, *options, path); !usable)
        return tl::unexpected(usable.error());
    return UnderstoodLabels{std::move(*document), std::move(*options)};
}

Result<LabelFile> readAnnotationFile(const std::filesystem::path& path, const AnnotationOptions& given)
{
    if (auto checked = checkClasses(given); !checked)
        return tl::unexpected(checked.error());
    const auto understood = readUnderstood(path, given);
    if (!understood)
        return tl::unexpected(understood.error());
    const AnnotationDocument& document = understood->document;
    const ObjectMeanings meanings(document, understood->options);
    LabelFile labels;
    labels.coveredClasses = meanings.coveredClasses();
    for (const auto& [frame, objects] : document.frames) {
        FrameLabels& into = labels.frames[frame];
        for (const AnnotatedObject& object : objects)
            if (object.score >= understood->options.scoreThreshold)
                into.push_back({object.box, meanings.classesOf(object), object.track});
    }
    return labels;
}

} // namespace jackdaw::vision
