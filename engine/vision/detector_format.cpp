// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/detector_format.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::vision {
namespace {

constexpr std::size_t kBins = 8;

/// As the networks were trained: in the middle of black, normalised; at the top left of grey, as it is.
constexpr InputStyle kNanoDetInput{true, 0, {103.53F, 116.28F, 123.675F}, {57.375F, 57.12F, 58.395F}};
constexpr InputStyle kYoloxInput{false, 114, {0.0F, 0.0F, 0.0F}, {1.0F, 1.0F, 1.0F}};

DetectorFormat nanoDetPlus()
{
    return {.family = "NanoDet-Plus",
            .input = kNanoDetInput,
            .boxes = DetectorFormat::Boxes::Distances,
            .strides = {8, 16, 32, 64},
            .bins = kBins};
}

/// The first NanoDet: three grids, whose cells' points are their centres.
DetectorFormat nanoDet()
{
    return {.family = "NanoDet",
            .input = kNanoDetInput,
            .boxes = DetectorFormat::Boxes::Distances,
            .strides = {8, 16, 32},
            .bins = kBins,
            .isSplit = true,
            .cellCentre = 0.5F};
}

DetectorFormat yolox()
{
    return {.family = "YOLOX", .input = kYoloxInput, .strides = {8, 16, 32}, .hasObjectness = true};
}

using Shape = std::vector<std::int64_t>;

Shape shapeOf(std::size_t rows, std::size_t values)
{
    return {1, static_cast<std::int64_t>(rows), static_cast<std::int64_t>(values)};
}

std::size_t rowsOf(int stride, PictureSize size)
{
    return static_cast<std::size_t>(DetectorFormat::cells(size.width, stride))
        * static_cast<std::size_t>(DetectorFormat::cells(size.height, stride));
}

std::vector<Shape> shapesOf(const DetectorFormat& format, PictureSize size)
{
    if (!format.isSplit)
        return {shapeOf(format.rows(size), format.values())};
    std::vector<Shape> shapes;
    for (const std::size_t values : {format.classes, format.boxValues()})
        for (const int stride : format.strides)
            shapes.push_back(shapeOf(rowsOf(stride, size), values));
    return shapes;
}

/// \p format with as many classes as \p outputs have, if they can be its.
std::optional<DetectorFormat> fitted(DetectorFormat format, std::span<const DetectorOutput> outputs, PictureSize size)
{
    const Shape& first = outputs.front().shape;
    const std::size_t others = format.isSplit ? 0 : format.values() - format.classes;
    if (first.size() != 3 || first[2] <= static_cast<std::int64_t>(others))
        return std::nullopt;
    format.classes = static_cast<std::size_t>(first[2]) - others;
    const std::vector<Shape> expected = shapesOf(format, size);
    const bool fits =
        std::equal(outputs.begin(), outputs.end(), expected.begin(), expected.end(),
                   [](const DetectorOutput& output, const Shape& shape) { return output.shape == shape; });
    return fits ? std::optional(std::move(format)) : std::nullopt;
}

/// Offsets of a centre are a few cells; decoded centres reach to the far edge of the picture.
bool isDecoded(std::span<const float> values, const DetectorFormat& format, PictureSize size)
{
    float largest = 0.0F;
    for (std::size_t row = 0; row < format.rows(size); ++row)
        largest = std::max(largest, values[row * format.values()]);
    return largest > 0.5F * static_cast<float>(size.width);
}

/// Expected bin of a distribution given as logits (Li et al., Generalized Focal Loss, 2020).
float expectedBin(std::span<const float> logits)
{
    const float largest = *std::max_element(logits.begin(), logits.end());
    float sum = 0.0F;
    float weighted = 0.0F;
    for (std::size_t bin = 0; bin < logits.size(); ++bin) {
        const float weight = std::exp(logits[bin] - largest);
        sum += weight;
        weighted += weight * static_cast<float>(bin);
    }
    return weighted / sum;
}

/// Index and score of the best class; where \p classes are named, of those.
std::pair<std::uint32_t, float> bestClass(std::span<const float> scores, std::span<const std::uint32_t> classes)
{
    if (classes.empty()) {
        const auto best = std::max_element(scores.begin(), scores.end());
        return {static_cast<std::uint32_t>(best - scores.begin()), *best};
    }
    std::pair<std::uint32_t, float> best{classes.front(), scores[classes.front()]};
    for (const std::uint32_t label : classes)
        if (scores[label] > best.second)
            best = {label, scores[label]};
    return best;
}

/// Where the values of row \p row of grid number \p grid are; \p before rows are of earlier grids.
void place(DetectorCell& cell, const DetectorFormat& format, std::size_t grid, std::size_t row, std::size_t before)
{
    if (format.isSplit) {
        cell.scores = {grid, row * format.classes};
        cell.box = {format.strides.size() + grid, row * format.boxValues()};
        return;
    }
    const std::size_t first = (before + row) * format.values();
    const std::size_t boxFirst = format.hasObjectness ? first : first + format.classes;
    cell.box = {0, boxFirst};
    cell.objectness = {0, first + format.boxValues()};
    cell.scores = {0, format.hasObjectness ? first + format.boxValues() + 1 : first};
}

} // namespace

std::size_t DetectorFormat::rows(PictureSize size) const
{
    std::size_t rows = 0;
    for (const int stride : strides)
        rows += rowsOf(stride, size);
    return rows;
}

std::optional<DetectorFormat> recogniseFormat(std::span<const DetectorOutput> outputs, PictureSize size)
{
    if (outputs.empty())
        return std::nullopt;
    for (const DetectorFormat& known : {nanoDetPlus(), nanoDet(), yolox()}) {
        auto format = fitted(known, outputs, size);
        if (!format)
            continue;
        if (format->hasObjectness && isDecoded(outputs[0].values, *format, size))
            format->boxes = DetectorFormat::Boxes::Pixels;
        return format;
    }
    return std::nullopt;
}

std::string knownFormats(PictureSize size)
{
    std::string text;
    for (const DetectorFormat& known : {nanoDetPlus(), yolox()})
        text += (text.empty() ? "" : ", ") + std::string("1 x ") + std::to_string(known.rows(size)) + " x "
            + std::to_string(known.values()) + " (" + known.family + ")";
    return text + " or three outputs of scores and three of boxes (NanoDet)";
}

std::vector<DetectorCell> cellsOf(const DetectorFormat& format, PictureSize size)
{
    std::vector<DetectorCell> cells;
    for (std::size_t grid = 0; grid < format.strides.size(); ++grid) {
        const int stride = format.strides[grid];
        const auto columns = static_cast<std::size_t>(DetectorFormat::cells(size.width, stride));
        const std::size_t before = cells.size();
        for (std::size_t row = 0; row < rowsOf(stride, size); ++row) {
            DetectorCell cell{static_cast<float>(row % columns),
                              static_cast<float>(row / columns),
                              static_cast<float>(stride),
                              {},
                              {},
                              {}};
            place(cell, format, grid, row, before);
            cells.push_back(cell);
        }
    }
    return cells;
}

Box boxOf(const DetectorFormat& format, const DetectorCell& cell, std::span<const float> values)
{
    if (format.boxes == DetectorFormat::Boxes::Distances) {
        std::array<float, 4> distance{};
        for (std::size_t side = 0; side < distance.size(); ++side)
            distance[side] = cell.stride * expectedBin(values.subspan(side * format.bins, format.bins));
        const float x = (cell.x + format.cellCentre) * cell.stride;
        const float y = (cell.y + format.cellCentre) * cell.stride;
        return {x - distance[0], y - distance[1], x + distance[2], y + distance[3]};
    }
    const bool decoded = format.boxes == DetectorFormat::Boxes::Pixels;
    const float x = decoded ? values[0] : (values[0] + cell.x) * cell.stride;
    const float y = decoded ? values[1] : (values[1] + cell.y) * cell.stride;
    const float halfWidth = 0.5F * (decoded ? values[2] : std::exp(values[2]) * cell.stride);
    const float halfHeight = 0.5F * (decoded ? values[3] : std::exp(values[3]) * cell.stride);
    return {x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight};
}

std::vector<Detection> decode(const DetectorFormat& format, std::span<const DetectorCell> cells,
                              std::span<const DetectorOutput> outputs, float threshold,
                              std::span<const std::uint32_t> classes)
{
    const auto valuesAt = [&](const DetectorCell::Place& at, std::size_t count) {
        return outputs[at.output].values.subspan(at.offset, count);
    };
    std::vector<Detection> found;
    for (const DetectorCell& cell : cells) {
        const float objectness = format.hasObjectness ? valuesAt(cell.objectness, 1)[0] : 1.0F;
        // No class can be surer than that something is there.
        if (!(objectness >= threshold))
            continue;
        const auto [label, score] = bestClass(valuesAt(cell.scores, format.classes), classes);
        if (objectness * score >= threshold)
            found.push_back(
                {boxOf(format, cell, valuesAt(cell.box, format.boxValues())), ClassId{label}, objectness * score});
    }
    return found;
}

} // namespace jackdaw::vision
