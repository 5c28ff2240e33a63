// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_document.h"

#include "engine/vision/annotation_readers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <system_error>

namespace jackdaw::vision {
namespace {

/// A day of video with forty objects in each second; more would only fill the memory.
constexpr std::size_t kMostObjects = 4'000'000;

constexpr std::array<std::string_view, 4> kExtensions = {".csv", ".xml", ".json", ".txt"};

Result<AnnotationDocument> readText(const AnnotationInput& input)
{
    const std::string_view text = input.text;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return fail(ErrorCode::Corrupt, input.name + " holds nothing but blanks.", "Copy it again.");
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::Unsupported, input.name + " is no text.", "Name " + knownAnnotationFormats() + ".");
    if (text[first] == '<')
        return readXmlAnnotations(input);
    if (text[first] == '{' || text[first] == '[')
        return readJsonAnnotations(input);
    if (isNumbersOnly(text.substr(first, text.find('\n', first) - first)))
        return readMotAnnotations(input);
    return input.path.extension() == ".xml" ? readXmlAnnotations(input) : readCsvAnnotations(input);
}

} // namespace

bool isNumbersOnly(std::string_view line)
{
    const std::string_view known = "0123456789+-.eE,; \t\r";
    return std::count(line.begin(), line.end(), ',') + std::count(line.begin(), line.end(), ';') >= 5
        && std::all_of(line.begin(), line.end(), [&](char c) { return known.find(c) != std::string_view::npos; });
}

std::uint32_t AnnotationDocument::number(std::string_view name)
{
    const auto known = m_numbers.find(name);
    if (known != m_numbers.end())
        return known->second;
    const auto number = static_cast<std::uint32_t>(names.size());
    names.emplace_back(name);
    m_numbers.emplace(name, number);
    return number;
}

bool AnnotationDocument::add(std::int64_t frame, const AnnotatedObject& object)
{
    if (m_objects >= kMostObjects)
        return false;
    ++m_objects;
    frames[frame].push_back(object);
    return true;
}

void AnnotationDocument::noteSize(std::int64_t frame, std::optional<PictureSize> ofFrame)
{
    if (!ofFrame)
        return;
    if (!size)
        size = ofFrame;
    if (*size != *ofFrame)
        sizes[frame] = *ofFrame;
}

Box scaled(const Box& box, PictureSize size)
{
    const auto width = static_cast<float>(size.width);
    const auto height = static_cast<float>(size.height);
    return {box.x1 * width, box.y1 * height, box.x2 * width, box.y2 * height};
}

Box turned(const Box& box, float degrees)
{
    const float angle = degrees * std::numbers::pi_v<float> / 180.0F;
    const float width = (box.x2 - box.x1) / 2.0F;
    const float height = (box.y2 - box.y1) / 2.0F;
    const float x = (box.x1 + box.x2) / 2.0F;
    const float y = (box.y1 + box.y2) / 2.0F;
    const float across = std::abs(width * std::cos(angle)) + std::abs(height * std::sin(angle));
    const float down = std::abs(width * std::sin(angle)) + std::abs(height * std::cos(angle));
    return {x - across, y - down, x + across, y + down};
}

tl::unexpected<Error> whichTask(const AnnotationInput& input, const std::string& kind,
                                const std::vector<std::string>& names)
{
    constexpr std::size_t kMostNamed = 20;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i)
        list += (list.empty() ? "'" : ", '") + names[i] + "'";
    if (names.size() > kMostNamed)
        list += " and " + std::to_string(names.size() - kMostNamed) + " more";
    return fail(ErrorCode::InvalidInput,
                input.name + " is about " + std::to_string(names.size()) + " " + kind + ", " + list
                    + (input.task.empty() ? ", which are not joined." : "; '" + input.task + "' is none of them."),
                "Take one out: jackdaw-cli labels convert FILE --task NAME --out FILE.");
}

tl::unexpected<Error> tooManyObjects(const AnnotationInput& input)
{
    return fail(ErrorCode::Unsupported, input.name + " holds more than " + std::to_string(kMostObjects) + " boxes.",
                "Split it into files for parts of the video.");
}

std::string knownAnnotationFormats()
{
    return "a label file: CSV, CVAT for video or images, COCO, MOT Challenge, YOLO, Datumaro, UA-DETRAC or Pascal VOC";
}

std::filesystem::path mappingFileOf(const std::filesystem::path& labels)
{
    std::filesystem::path file = labels.has_filename() ? labels : labels.parent_path();
    file += ".map";
    return file;
}

bool isAnnotationPath(const std::filesystem::path& path)
{
    std::error_code error;
    const std::string extension = lowerCase(path.extension().string());
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end()
        || std::filesystem::is_directory(path, error);
}

Result<AnnotationDocument> readAnnotations(const std::filesystem::path& path, const std::string& task)
{
    AnnotationInput input{path, "The label file '" + path.string() + "'", {}, task};
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::NotFound, input.name + " does not exist.", "Check the path.");
    return std::filesystem::is_directory(path, error) ? readFolderAnnotations(input) : readLabelFile(std::move(input));
}

Result<AnnotationDocument> readLabelFile(AnnotationInput input)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(input.path, error))
        return fail(ErrorCode::InvalidInput, input.name + " is not a file.");
    if (std::filesystem::file_size(input.path, error) == 0)
        return fail(ErrorCode::Corrupt, input.name + " is empty (0 bytes).", "Copy it again.");
    auto bytes = readLabelBytes(input.path, input.name);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const bool latin = isLatin(*bytes);
    input.text = decodedText(std::move(*bytes));
    auto document = readText(input);
    if (document && latin)
        document->note("The file is not in UTF-8: its letters are read as Latin-1 (Windows-1252).");
    return document;
}

Result<AnnotationDocument> parseAnnotations(const std::string& text, const std::filesystem::path& path)
{
    return readText({path, "The label file '" + path.string() + "'", decodedText(text), {}});
}

} // namespace jackdaw::vision
