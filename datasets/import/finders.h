// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/import/data_set.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What looks for each kind of data set, and what these have in common. Private to this room.
namespace jackdaw::datasets {

FoundDataSet findCityscapes(const std::filesystem::path& folder);
FoundDataSet findWaymo(const std::filesystem::path& folder);
FoundDataSet findEkya(const std::filesystem::path& folder);
FoundDataSet findDetrac(const std::filesystem::path& folder);
FoundDataSet findCityFlow(const std::filesystem::path& folder);
FoundDataSet findMot(const std::filesystem::path& folder);

/// The lists of Ekya for Waymo's segments, which `waymo` and `ekya` know.
void addWaymoLists(const std::filesystem::path& folder, FoundDataSet& found);

/// Files below \p folder that \p wanted takes, by their paths; links to folders are not followed.
std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder,
                                              const std::function<bool(const std::filesystem::path&)>& wanted);
/// Folders at and below \p folder, down to six levels, that \p wanted takes.
std::vector<std::filesystem::path> foldersBelow(const std::filesystem::path& folder,
                                                const std::function<bool(const std::filesystem::path&)>& wanted);
/// Entries of \p folder that are folders, by their names.
std::vector<std::filesystem::path> foldersIn(const std::filesystem::path& folder);
/// \p path as the user sees it, from \p folder on.
std::string shown(const std::filesystem::path& path, const std::filesystem::path& folder);

/// The pictures of a folder with the numbers of their frames, as a camera of this folder counts them.
struct PictureFolder {
    struct Picture {
        std::filesystem::path file;
        std::int64_t frame = 0;
    };
    std::vector<Picture> pictures; ///< in their order
    std::map<std::string, std::int64_t> frames; ///< by the file's name

    /// Nothing where the folder is not there or holds no pictures.
    static std::optional<PictureFolder> open(const std::filesystem::path& folder);
    /// What is added to a frame that is counted from 0 where the pictures' own numbers begin with 1.
    std::int64_t first() const { return !pictures.empty() && pictures.front().frame > 0 ? 1 : 0; }
};

/// \p document with \p shift added to each frame's number.
vision::AnnotationDocument shifted(vision::AnnotationDocument document, std::int64_t shift);

/// Opens the camera's pictures for their size, rate and length and adds it to \p found; where they cannot be read they
/// are refused with the reason.
void addCamera(FoundCamera camera, FoundDataSet& found);

/// Adds an object to the camera's labels; that there are more than any has is said.
void addObject(std::int64_t frame, const vision::AnnotatedObject& object, FoundCamera& camera, FoundDataSet& found);

/// Says \p sentence once.
void sayOnce(std::vector<std::string>& sentences, const std::string& sentence);

/// A CSV file with a header: rows are asked for columns by their names, without regard to case.
class CsvTable {
public:
    /// Fails where the file cannot be read or has no header with all of \p needed.
    static Result<CsvTable> read(const std::filesystem::path& file, const std::vector<std::string>& needed);
    /// The same of a file without a header, whose columns are \p columns. A header that is there is passed over.
    static Result<CsvTable> readBare(const std::filesystem::path& file, const std::vector<std::string>& columns);

    std::size_t rows() const { return m_rows.size(); }
    /// Empty where the row is too short or has no such column.
    std::string text(std::size_t row, std::string_view column) const;
    std::optional<double> number(std::size_t row, std::string_view column) const;
    /// The four columns as a box; nothing where one is no finite number or the corners are in the wrong order.
    std::optional<Box> box(std::size_t row, const std::vector<std::string>& corners) const;
    /// "The list 'a.csv', line 7"
    std::string place(std::size_t row) const;

private:
    void take(std::string_view text, std::size_t line);

    std::filesystem::path m_file;
    std::map<std::string, std::size_t, std::less<>> m_columns;
    struct Row {
        std::size_t line = 0;
        std::vector<std::string> fields;
    };
    std::vector<Row> m_rows;
};

} // namespace jackdaw::datasets
