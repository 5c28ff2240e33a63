// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/import/finders.h"

#include "engine/base/path_below.h"
#include "engine/video/image_list.h"
#include "engine/video/video_reader.h"
#include "engine/vision/annotation_text.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <system_error>
#include <utility>

namespace jackdaw::datasets {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 6; ///< folders below the one that is named

std::string trimmedLower(std::string_view text)
{
    return vision::lowerCase(vision::trimmed(text));
}

/// Calls \p take with every entry below \p folder; what cannot be read is passed over.
template <class Take>
void walk(const fs::path& folder, const Take& take)
{
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        if (entry.depth() >= kDeepest)
            entry.disable_recursion_pending();
        take(*entry);
    }
}

/// Labels of frames that have no picture in the camera's folder are left out, which is said.
void leaveOutMissing(FoundCamera& camera, FoundDataSet& found)
{
    std::error_code error;
    const auto pictures =
        fs::is_directory(camera.source, error) ? PictureFolder::open(camera.source) : std::optional<PictureFolder>();
    if (!pictures)
        return;
    std::set<std::int64_t> there;
    for (const PictureFolder::Picture& picture : pictures->pictures)
        there.insert(picture.frame);
    vision::AnnotationDocument kept;
    kept.format = camera.labels.format;
    kept.size = camera.labels.size;
    kept.notes = camera.labels.notes;
    for (const std::string& name : camera.labels.names)
        kept.number(name);
    for (const auto& [frame, objects] : camera.labels.frames) {
        if (!there.contains(frame))
            continue;
        kept.cover(frame);
        for (const vision::AnnotatedObject& object : objects)
            (void)kept.add(frame, object); // no more than there were
    }
    if (const std::size_t gone = camera.labels.frames.size() - kept.frames.size(); gone > 0)
        found.missing.push_back(camera.name + ": of " + std::to_string(gone)
                                + " labelled frames there is no picture; their labels are left out.");
    camera.labels = std::move(kept);
}

} // namespace

std::vector<fs::path> filesBelow(const fs::path& folder, const std::function<bool(const fs::path&)>& wanted)
{
    std::vector<fs::path> files;
    walk(folder, [&](const fs::directory_entry& entry) {
        std::error_code error;
        if (entry.is_regular_file(error) && wanted(entry.path()))
            files.push_back(entry.path());
    });
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> foldersBelow(const fs::path& folder, const std::function<bool(const fs::path&)>& wanted)
{
    std::vector<fs::path> folders;
    if (wanted(folder))
        folders.push_back(folder);
    walk(folder, [&](const fs::directory_entry& entry) {
        std::error_code error;
        if (entry.is_directory(error) && wanted(entry.path()))
            folders.push_back(entry.path());
    });
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::vector<fs::path> foldersIn(const fs::path& folder)
{
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unreadable;
        if (entry->is_directory(unreadable))
            folders.push_back(entry->path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::string shown(const fs::path& path, const fs::path& folder)
{
    return pathBelow(path, folder).string();
}

std::optional<PictureFolder> PictureFolder::open(const fs::path& folder)
{
    const auto list = video::listImages(folder.string(), std::nullopt);
    if (!list)
        return std::nullopt;
    PictureFolder made;
    for (const video::ImageList::File& file : list->files) {
        made.pictures.push_back({file.path, file.number});
        made.frames[file.path.filename().string()] = file.number;
    }
    return made;
}

vision::AnnotationDocument shifted(vision::AnnotationDocument document, std::int64_t shift)
{
    if (shift == 0)
        return document;
    vision::AnnotatedFrames moved;
    for (auto& [frame, objects] : document.frames)
        moved.emplace_hint(moved.end(), frame + shift, std::move(objects));
    document.frames = std::move(moved);
    document.pictures.clear();
    document.sizes.clear();
    return document;
}

void addCamera(FoundCamera camera, FoundDataSet& found)
{
    const bool isPutTogether = camera.source.empty();
    const fs::path source =
        isPutTogether && !camera.pictures.empty() ? camera.pictures.front().parent_path() : camera.source;
    const auto reader = video::VideoReader::open(source.string(), camera.imagesPerSecond);
    if (!reader) {
        found.refused.push_back(camera.name + ": " + reader.error().message);
        return;
    }
    const video::VideoReader::Info& info = (*reader)->info();
    camera.size = {info.width, info.height};
    camera.seconds =
        isPutTogether ? static_cast<double>(camera.pictures.size()) / camera.imagesPerSecond : toSeconds(info.duration);
    if (!camera.labels.size)
        camera.labels.size = camera.size;
    leaveOutMissing(camera, found);
    found.cameras.push_back(std::move(camera));
}

void addObject(std::int64_t frame, const vision::AnnotatedObject& object, FoundCamera& camera, FoundDataSet& found)
{
    if (!camera.labels.add(frame, object))
        sayOnce(found.refused, camera.name + ": its labels hold more boxes than are read; the rest is left out.");
}

void sayOnce(std::vector<std::string>& sentences, const std::string& sentence)
{
    if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
        sentences.push_back(sentence);
}

void CsvTable::take(std::string_view text, std::size_t line)
{
    if (!vision::trimmed(text).empty())
        m_rows.push_back({line, vision::fieldsOf(text, ',')});
}

Result<CsvTable> CsvTable::read(const fs::path& file, const std::vector<std::string>& needed)
{
    const auto text = vision::readLabelText(file, "The list '" + file.string() + "'");
    if (!text)
        return tl::unexpected(text.error());
    CsvTable table;
    table.m_file = file;
    vision::LineReader lines(*text);
    std::string_view line;
    if (lines.next(line)) {
        const auto names = vision::fieldsOf(line, ',');
        for (std::size_t i = 0; i < names.size(); ++i)
            table.m_columns.emplace(trimmedLower(names[i]), i);
    }
    for (const std::string& column : needed)
        if (!table.m_columns.contains(column))
            return fail(ErrorCode::InvalidInput,
                        "The list '" + file.string() + "' has no column '" + column + "' in its first line.",
                        "Its columns must have the names that Ekya's scripts give them.");
    while (lines.next(line))
        table.take(line, lines.number());
    return table;
}

Result<CsvTable> CsvTable::readBare(const fs::path& file, const std::vector<std::string>& columns)
{
    const auto text = vision::readLabelText(file, "The list '" + file.string() + "'");
    if (!text)
        return tl::unexpected(text.error());
    CsvTable table;
    table.m_file = file;
    for (std::size_t i = 0; i < columns.size(); ++i)
        table.m_columns.emplace(columns[i], i);
    vision::LineReader lines(*text);
    for (std::string_view line; lines.next(line);) {
        const bool isHeader = lines.number() == 1 && !vision::parseNumber<double>(vision::fieldsOf(line, ',').front());
        if (!isHeader)
            table.take(line, lines.number());
    }
    for (const Row& row : table.m_rows)
        if (row.fields.size() < columns.size())
            return fail(ErrorCode::InvalidInput,
                        "The list '" + file.string() + "', line " + std::to_string(row.line) + ", has "
                            + std::to_string(row.fields.size()) + " fields, expected are "
                            + std::to_string(columns.size()) + ".",
                        "Make the list anew with the pictures' paths in it.");
    return table;
}

std::string CsvTable::text(std::size_t row, std::string_view column) const
{
    const auto index = m_columns.find(column);
    const std::vector<std::string>& fields = m_rows[row].fields;
    return index == m_columns.end() || index->second >= fields.size() ? std::string() : fields[index->second];
}

std::optional<double> CsvTable::number(std::size_t row, std::string_view column) const
{
    const auto value = vision::parseNumber<double>(text(row, column));
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<Box> CsvTable::box(std::size_t row, const std::vector<std::string>& corners) const
{
    std::vector<float> values;
    for (const std::string& corner : corners) {
        const auto value = number(row, corner);
        if (!value || std::abs(*value) > 1e6)
            return std::nullopt;
        values.push_back(static_cast<float>(*value));
    }
    const Box box{values[0], values[1], values[2], values[3]};
    return box.width() > 0.0F && box.height() > 0.0F ? std::optional(box) : std::nullopt;
}

std::string CsvTable::place(std::size_t row) const
{
    return "The list '" + m_file.filename().string() + "', line " + std::to_string(m_rows[row].line);
}

} // namespace jackdaw::datasets
