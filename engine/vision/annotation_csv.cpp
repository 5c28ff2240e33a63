// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_csv.h"

#include "engine/vision/class_map.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <string_view>

namespace jackdaw::vision {
namespace {

constexpr std::string_view kHeader = "frame,class,score,x1,y1,x2,y2";
constexpr std::size_t kColumns = 7;

std::vector<std::string_view> fieldsOf(std::string_view line)
{
    std::vector<std::string_view> fields;
    while (true) {
        const std::size_t comma = line.find(',');
        fields.push_back(line.substr(0, comma));
        if (comma == std::string_view::npos)
            return fields;
        line.remove_prefix(comma + 1);
    }
}

template <class Number>
std::optional<Number> parse(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<float> parseFinite(std::string_view text)
{
    const auto value = parse<float>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// What is wrong with the row, or the row.
tl::expected<CsvLabel, std::string> parseRow(const std::vector<std::string_view>& fields)
{
    CsvLabel label;
    const auto frame = parse<std::int64_t>(fields[0]);
    if (!frame || *frame < 0)
        return tl::unexpected<std::string>("'frame' must be a whole number from 0");
    label.frame = *frame;
    label.name = fields[1];
    if (label.name.empty())
        return label;
    if (!fields[2].empty()) {
        const auto score = parseFinite(fields[2]);
        if (!score || *score < 0.0F || *score > 1.0F)
            return tl::unexpected<std::string>("'score' must be a number from 0 to 1");
        label.score = *score;
    }
    std::array<float, 4> corners{};
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto corner = parseFinite(fields[3 + i]);
        if (!corner)
            return tl::unexpected<std::string>("x1, y1, x2 and y2 must be numbers");
        corners[i] = *corner;
    }
    label.box = {corners[0], corners[1], corners[2], corners[3]};
    if (label.box.x2 < label.box.x1 || label.box.y2 < label.box.y1)
        return tl::unexpected<std::string>("the box must have x1 <= x2 and y1 <= y2");
    if (fields.size() > kColumns && !fields[kColumns].empty()) {
        const auto track = parse<std::uint32_t>(fields[kColumns]);
        if (!track)
            return tl::unexpected<std::string>("'track' must be a whole number from 0");
        label.track = TrackId{*track};
    }
    return label;
}

bool readLine(std::istream& file, std::string& line)
{
    if (!std::getline(file, line))
        return false;
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return true;
}

} // namespace

Result<std::vector<CsvLabel>> readCsvLabels(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string line;
    const std::string name = "The label file '" + path.string() + "'";
    if (!file)
        return fail(ErrorCode::Io, name + " cannot be read.", "Check the file's permissions.");
    if (!readLine(file, line) || line.substr(0, kHeader.size()) != kHeader)
        return fail(ErrorCode::Corrupt, name + ", line 1: expected is the header '" + std::string(kHeader) + "'.",
                    "Name a label file in CSV.");
    const std::size_t columns = fieldsOf(line).size();
    std::vector<CsvLabel> labels;
    for (std::size_t number = 2; readLine(file, line); ++number) {
        if (line.empty())
            continue;
        const std::string place = name + ", line " + std::to_string(number) + ": ";
        const auto fields = fieldsOf(line);
        if (fields.size() != columns)
            return fail(ErrorCode::Corrupt,
                        place + "expected are " + std::to_string(columns) + " fields, found are "
                            + std::to_string(fields.size()) + ".");
        auto label = parseRow(fields);
        if (!label)
            return fail(ErrorCode::Corrupt, place + label.error() + ".");
        labels.push_back(std::move(*label));
    }
    if (file.bad())
        return fail(ErrorCode::Io, name + " cannot be read to its end.");
    return labels;
}

Result<LabelFile> readCsvAnnotations(const std::filesystem::path& path, const AnnotationOptions& options)
{
    const auto rows = readCsvLabels(path);
    if (!rows)
        return tl::unexpected(rows.error());
    const ClassMap map(options);
    LabelFile labels;
    for (const CsvLabel& row : *rows) {
        FrameLabels& frame = labels.frames[row.frame];
        if (row.name.empty())
            continue;
        const std::uint32_t classes = map.classesOf(row.name);
        labels.coveredClasses |= classes;
        if (row.score >= options.scoreThreshold)
            frame.push_back({row.box, classes, row.track});
    }
    return labels;
}

} // namespace jackdaw::vision
