// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/detector_format.h"

#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace jackdaw::vision {
namespace {

using Boxes = DetectorFormat::Boxes;
using Layout = DetectorFormat::Layout;
using Scores = DetectorFormat::Scores;
using Place = InputStyle::Place;

constexpr std::size_t kBins = 8;

/// As the networks were trained.
constexpr InputStyle kNanoDetInput{Place::Centred, 0, false, {103.53F, 116.28F, 123.675F}, {57.375F, 57.12F, 58.395F}};
constexpr InputStyle kYoloxInput{Place::TopLeft, 114, false, {0.0F, 0.0F, 0.0F}, {1.0F, 1.0F, 1.0F}};
constexpr InputStyle kYolov3Input{Place::Centred, 127, true, {0.0F, 0.0F, 0.0F}, {255.0F, 255.0F, 255.0F}};
constexpr InputStyle kYolov5Input{Place::Centred, 114, true, {0.0F, 0.0F, 0.0F}, {255.0F, 255.0F, 255.0F}};
constexpr InputStyle kSsdInput{Place::Stretched, 127, true, {127.5F, 127.5F, 127.5F}, {127.5F, 127.5F, 127.5F}};

DetectorFormat nanoDetPlus()
{
    return {.family = "NanoDet-Plus",
            .input = kNanoDetInput,
            .boxes = Boxes::Distances,
            .strides = {8, 16, 32, 64},
            .bins = kBins};
}

/// The first NanoDet: three grids, whose cells' points are their centres.
DetectorFormat nanoDet()
{
    return {.family = "NanoDet",
            .input = kNanoDetInput,
            .layout = Layout::SplitByGrid,
            .boxes = Boxes::Distances,
            .strides = {8, 16, 32},
            .bins = kBins,
            .cellCentre = 0.5F};
}

DetectorFormat yolox()
{
    return {.family = "YOLOX", .input = kYoloxInput, .strides = {8, 16, 32}, .hasObjectness = true};
}

/// As darknet has it: what its last convolutions give, the coarse grid first or last. Anchors are pixels of the input,
/// whatever its size (Redmon and Farhadi, YOLOv3, 2018, section 2.1; darknet's yolov3-tiny.cfg).
DetectorFormat yolov3Tiny(bool coarseFirst)
{
    const std::vector<Anchor> fine{{10, 14}, {23, 27}, {37, 58}};
    const std::vector<Anchor> coarse{{81, 82}, {135, 169}, {344, 319}};
    DetectorFormat format{.family = "YOLOv3-tiny",
                          .input = kYolov3Input,
                          .layout = Layout::Maps,
                          .boxes = Boxes::SquashedCentre,
                          .scores = Scores::Logits,
                          .strides = {16, 32},
                          .anchors = {fine, coarse},
                          .hasObjectness = true};
    if (coarseFirst) {
        std::reverse(format.strides.begin(), format.strides.end());
        std::reverse(format.anchors.begin(), format.anchors.end());
    }
    return format;
}

/// As PyTorch networks of that shape are exported (Ultralytics): decoded, in one output.
DetectorFormat decodedYolov3Tiny()
{
    DetectorFormat format = yolov3Tiny(false);
    format.layout = Layout::Rows;
    format.boxes = Boxes::Pixels;
    format.scores = Scores::Probabilities;
    format.anchorsFirst = true;
    return format;
}

/// As it is exported (Ultralytics): decoded, three anchors to a cell.
DetectorFormat yolov5()
{
    return {.family = "YOLOv5",
            .input = kYolov5Input,
            .boxes = Boxes::Pixels,
            .strides = {8, 16, 32},
            .anchors = {{{10, 13}, {16, 30}, {33, 23}},
                        {{30, 61}, {62, 45}, {59, 119}},
                        {{116, 90}, {156, 198}, {373, 326}}},
            .hasObjectness = true,
            .anchorsFirst = true};
}

/// Scores, and behind them the decoded box; no anchors, and nothing but the classes says that something is there.
DetectorFormat yolov8()
{
    return {.family = "YOLOv8", .input = kYolov5Input, .boxes = Boxes::Pixels, .strides = {8, 16, 32}};
}

/// Two squares, and of each ratio a wide and a tall one; parts of the picture's width and height, which none is larger
/// than (Liu et al., SSD, 2016, section 2.2; the last scale is of the whole picture).
std::vector<Anchor> ssdAnchors(double scale, double nextScale, PictureSize size)
{
    const double between = std::sqrt(scale * nextScale);
    std::vector<std::pair<double, double>> parts{{scale, scale}, {between, between}};
    for (const double ratio : {2.0, 3.0}) {
        const double root = std::sqrt(ratio);
        parts.insert(parts.end(), {{scale * root, scale / root}, {scale / root, scale * root}});
    }
    std::vector<Anchor> anchors;
    for (const auto& [width, height] : parts)
        anchors.push_back({static_cast<float>(std::min(width, 1.0) * size.width),
                           static_cast<float>(std::min(height, 1.0) * size.height)});
    return anchors;
}

/// The head of SSDLite (Sandler et al., MobileNetV2, 2018, section 6.2) on six grids, with the anchors of torchvision's
/// ssdlite320_mobilenet_v3_large: scales from 0.2 to 0.95. Its outputs come in either order.
DetectorFormat ssdLite(PictureSize size, bool boxesFirst)
{
    constexpr double kSmallest = 0.2;
    constexpr double kLargest = 0.95;
    DetectorFormat format{.family = "SSDLite",
                          .input = kSsdInput,
                          .layout = Layout::Split,
                          .boxes = Boxes::AnchorOffsets,
                          .scores = Scores::RivalLogits,
                          .strides = {16, 32, 64, 128, 256, 512},
                          .otherScores = 1,
                          .boxesFirst = boxesFirst};
    const std::size_t last = format.strides.size() - 1;
    const auto scaleOf = [&](std::size_t grid) {
        return grid > last ? 1.0
                           : kSmallest + (kLargest - kSmallest) * static_cast<double>(grid) / static_cast<double>(last);
    };
    for (std::size_t grid = 0; grid <= last; ++grid)
        format.anchors.push_back(ssdAnchors(scaleOf(grid), scaleOf(grid + 1), size));
    return format;
}

std::vector<DetectorFormat> formatsFor(PictureSize size)
{
    return {nanoDetPlus(),      nanoDet(),           yolox(),  yolov3Tiny(true),
            yolov3Tiny(false),  decodedYolov3Tiny(), yolov5(), ssdLite(size, false),
            ssdLite(size, true)};
}

using Shape = std::vector<std::int64_t>;

Shape shapeOf(std::size_t rows, std::size_t values)
{
    return {1, static_cast<std::int64_t>(rows), static_cast<std::int64_t>(values)};
}

std::size_t cellsOfGrid(int stride, PictureSize size)
{
    return static_cast<std::size_t>(DetectorFormat::cells(size.width, stride))
        * static_cast<std::size_t>(DetectorFormat::cells(size.height, stride));
}

std::size_t rowsOfGrid(const DetectorFormat& format, std::size_t grid, PictureSize size)
{
    return cellsOfGrid(format.strides[grid], size) * format.anchorsPerCell();
}

Shape mapShape(const DetectorFormat& format, int stride, PictureSize size)
{
    return {1, static_cast<std::int64_t>(format.anchorsPerCell() * format.values()),
            DetectorFormat::cells(size.height, stride), DetectorFormat::cells(size.width, stride)};
}

std::vector<Shape> shapesOf(const DetectorFormat& format, PictureSize size)
{
    std::vector<Shape> shapes;
    switch (format.layout) {
    case Layout::Rows: return {shapeOf(format.rows(size), format.values())};
    case Layout::Split:
        shapes = {shapeOf(format.rows(size), format.scoreValues()), shapeOf(format.rows(size), format.boxValues())};
        if (format.boxesFirst)
            std::swap(shapes[0], shapes[1]);
        return shapes;
    case Layout::SplitByGrid:
        for (const std::size_t values : {format.scoreValues(), format.boxValues()})
            for (std::size_t grid = 0; grid < format.strides.size(); ++grid)
                shapes.push_back(shapeOf(rowsOfGrid(format, grid, size), values));
        return shapes;
    case Layout::Maps:
        for (const int stride : format.strides)
            shapes.push_back(mapShape(format, stride, size));
        return shapes;
    }
    return shapes;
}

/// How many scores each row of \p outputs has, if they are outputs of \p format. Negative where values are missing.
std::int64_t scoresIn(const DetectorFormat& format, std::span<const DetectorOutput> outputs)
{
    const Shape& shape = outputs[format.boxesFirst && outputs.size() > 1 ? 1 : 0].shape;
    const bool isWhole = format.layout == Layout::Rows || format.layout == Layout::Maps;
    const auto others = static_cast<std::int64_t>(isWhole ? format.values() - format.scoreValues() : 0);
    if (format.layout == Layout::Maps)
        return shape.size() == 4 ? shape[1] / static_cast<std::int64_t>(format.anchorsPerCell()) - others : -1;
    return shape.size() == 3 ? shape[2] - others : -1;
}

/// The background is the first score. COCO gives its 80 classes numbers up to 90: where there are as many, they are
/// meant.
void nameRivals(DetectorFormat& format, std::size_t scores)
{
    constexpr std::size_t kCocoCategories = 90;
    const bool isCoco = scores == kCocoCategories + 1;
    format.classes = isCoco ? kCocoClasses : scores - 1;
    format.otherScores = scores - format.classes;
    format.columns.resize(format.classes);
    std::iota(format.columns.begin(), format.columns.end(), 1U);
    if (isCoco)
        std::transform(format.columns.begin(), format.columns.end(), format.columns.begin(),
                       [](std::uint32_t column) { return cocoCategory(column - 1); });
}

/// \p format with as many classes as \p outputs have, if they can be its.
std::optional<DetectorFormat> fitted(DetectorFormat format, std::span<const DetectorOutput> outputs, PictureSize size)
{
    const std::int64_t scores = scoresIn(format, outputs);
    if (scores <= static_cast<std::int64_t>(format.otherScores))
        return std::nullopt;
    if (format.scores == Scores::RivalLogits)
        nameRivals(format, static_cast<std::size_t>(scores));
    else
        format.classes = static_cast<std::size_t>(scores);
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

/// Surer than this nobody is: whoever was could not learn any more.
constexpr float kLeastProbability = 1e-5F;

float bounded(float probability)
{
    return std::clamp(probability, kLeastProbability, 1.0F - kLeastProbability);
}

Decoded sigmoid(float logit)
{
    const float probability = bounded(1.0F / (1.0F + std::exp(-logit)));
    return {probability, probability * (1.0F - probability)};
}

Decoded exponential(float value, float scale, float rate)
{
    const float result = scale * std::exp(rate * value);
    return {result, rate * result};
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

/// How a score moves with its own value, as long as the sum over its rivals stays.
float slopeOf(Scores scores, float score)
{
    switch (scores) {
    case Scores::Probabilities: return 1.0F;
    case Scores::Logits: return score * (1.0F - score);
    case Scores::RivalLogits: return score;
    }
    return 1.0F;
}

/// The best class by \p values, a row's scores; where \p classes are named, of those.
std::uint32_t bestClass(const DetectorFormat& format, std::span<const float> values,
                        std::span<const std::uint32_t> classes)
{
    if (classes.empty() && format.columns.empty())
        return static_cast<std::uint32_t>(std::max_element(values.begin(), values.end()) - values.begin());
    std::uint32_t best = classes.empty() ? 0 : classes.front();
    const auto consider = [&](std::uint32_t label) {
        if (values[format.column(label)] > values[format.column(best)])
            best = label;
    };
    std::for_each(classes.begin(), classes.end(), consider);
    for (std::uint32_t label = 0; classes.empty() && label < format.classes; ++label)
        consider(label);
    return best;
}

/// Most cells show nothing but background, and no class can be surer than it is against the background alone.
bool mayReach(const DetectorFormat& format, std::span<const float> values, std::uint32_t label, float threshold)
{
    return format.scores != Scores::RivalLogits
        || sigmoid(values[format.column(label)] - values.front()).value >= threshold;
}

/// Row number \p row of a grid: which cell, and which anchor.
DetectorCell cellAt(const DetectorFormat& format, std::size_t grid, std::size_t row, PictureSize size)
{
    const int stride = format.strides[grid];
    const int columns = DetectorFormat::cells(size.width, stride);
    const int lines = DetectorFormat::cells(size.height, stride);
    const std::size_t cells = cellsOfGrid(stride, size);
    const std::size_t at = format.anchorsFirst ? row % cells : row / format.anchorsPerCell();
    const auto x = static_cast<float>(at % static_cast<std::size_t>(columns));
    const auto y = static_cast<float>(at / static_cast<std::size_t>(columns));
    const auto step = static_cast<float>(stride);
    if (format.anchors.empty())
        return {{x, step, step}, {y, step, step}, {}, {}, {}};
    const Anchor& anchor = format.anchors[grid][format.anchorsFirst ? row / cells : row % format.anchorsPerCell()];
    // These grids share the picture evenly.
    return {{x, static_cast<float>(size.width) / static_cast<float>(columns), anchor.width},
            {y, static_cast<float>(size.height) / static_cast<float>(lines), anchor.height},
            {},
            {},
            {}};
}

/// Where the values of row \p row of grid number \p grid are; \p before rows are of earlier grids.
void place(DetectorCell& cell, const DetectorFormat& format, std::size_t grid, std::size_t row, std::size_t before)
{
    const std::size_t all = before + row;
    if (format.layout == Layout::SplitByGrid) {
        cell.scores = {grid, row * format.scoreValues()};
        cell.box = {format.strides.size() + grid, row * format.boxValues()};
    } else if (format.layout == Layout::Split) {
        cell.scores = {format.boxesFirst ? 1U : 0U, all * format.scoreValues()};
        cell.box = {format.boxesFirst ? 0U : 1U, all * format.boxValues()};
    } else {
        const bool isMap = format.layout == Layout::Maps;
        const std::size_t output = isMap ? grid : 0;
        const std::size_t first = (isMap ? row : all) * format.values();
        const bool boxIsFirst = isMap || format.hasObjectness;
        cell.box = {output, boxIsFirst ? first : first + format.scoreValues()};
        cell.objectness = {output, first + format.boxValues()};
        cell.scores = {output, boxIsFirst ? first + format.values() - format.scoreValues() : first};
    }
}

std::string shapeText(const DetectorFormat& format, PictureSize size)
{
    std::string text;
    for (const Shape& shape : shapesOf(format, size)) {
        text += text.empty() ? "" : " and ";
        for (std::size_t i = 0; i < shape.size(); ++i)
            text += (i == 0 ? "" : " x ") + std::to_string(shape[i]);
    }
    return text + " (" + format.family + ")";
}

} // namespace

std::size_t DetectorFormat::rows(PictureSize size) const
{
    std::size_t rows = 0;
    for (std::size_t grid = 0; grid < strides.size(); ++grid)
        rows += rowsOfGrid(*this, grid, size);
    return rows;
}

std::optional<DetectorFormat> recogniseFormat(std::span<const DetectorOutput> outputs, PictureSize size)
{
    if (outputs.empty())
        return std::nullopt;
    std::vector<DetectorFormat> fitting;
    for (const DetectorFormat& known : formatsFor(size))
        if (auto format = fitted(known, outputs, size))
            fitting.push_back(std::move(*format));
    if (fitting.size() != 1)
        return std::nullopt;
    DetectorFormat& format = fitting.front();
    if (format.boxes == Boxes::CentreAndSize && isDecoded(outputs[0].values, format, size))
        format.boxes = Boxes::Pixels;
    return format;
}

std::optional<DetectorFormat> recogniseBoxesBehindScores(std::span<const DetectorOutput> outputs, PictureSize size)
{
    return outputs.size() == 1 ? fitted(yolov8(), outputs, size) : std::nullopt;
}

std::string knownFormats(PictureSize size)
{
    std::string text;
    for (const DetectorFormat& known : {nanoDetPlus(), yolox(), yolov3Tiny(true), yolov5(), ssdLite(size, false)})
        text += shapeText(known, size) + ", ";
    return text + "or three outputs of scores and three of boxes (NanoDet)";
}

std::string knownFamilies()
{
    return "a NanoDet, NanoDet-Plus, YOLOX, YOLOv3-tiny, YOLOv5, YOLOv8 or SSDLite detector, or one that suppresses "
           "overlaps "
           "itself";
}

std::vector<DetectorCell> cellsOf(const DetectorFormat& format, PictureSize size)
{
    std::vector<DetectorCell> cells;
    for (std::size_t grid = 0; grid < format.strides.size(); ++grid) {
        const std::size_t before = cells.size();
        for (std::size_t row = 0; row < rowsOfGrid(format, grid, size); ++row) {
            cells.push_back(cellAt(format, grid, row, size));
            place(cells.back(), format, grid, row, before);
        }
    }
    return cells;
}

BoxExtent extentOf(const DetectorFormat& format, const DetectorCell::Axis& axis, float centre, float size)
{
    constexpr float kOffsetVariance = 0.1F;
    constexpr float kSizeVariance = 0.2F;
    switch (format.boxes) {
    case Boxes::Pixels:
    case Boxes::Distances: return {{centre, 1.0F}, {size, 1.0F}};
    case Boxes::CentreAndSize:
        return {{(centre + axis.index) * axis.pitch, axis.pitch}, exponential(size, axis.anchor, 1.0F)};
    case Boxes::SquashedCentre: {
        const Decoded offset = sigmoid(centre);
        return {{(offset.value + axis.index) * axis.pitch, offset.slope * axis.pitch},
                exponential(size, axis.anchor, 1.0F)};
    }
    case Boxes::AnchorOffsets: {
        const float unit = kOffsetVariance * axis.anchor;
        return {{axis.centre() + centre * unit, unit}, exponential(size, axis.anchor, kSizeVariance)};
    }
    }
    return {};
}

Box boxOf(const DetectorFormat& format, const DetectorCell& cell, std::span<const float> values)
{
    if (format.boxes == Boxes::Distances) {
        std::array<float, 4> distance{};
        for (std::size_t side = 0; side < distance.size(); ++side)
            distance[side] = cell.x.pitch * expectedBin(values.subspan(side * format.bins, format.bins));
        const float x = (cell.x.index + format.cellCentre) * cell.x.pitch;
        const float y = (cell.y.index + format.cellCentre) * cell.y.pitch;
        return {x - distance[0], y - distance[1], x + distance[2], y + distance[3]};
    }
    const BoxExtent x = extentOf(format, cell.x, values[0], values[2]);
    const BoxExtent y = extentOf(format, cell.y, values[1], values[3]);
    const float halfWidth = 0.5F * x.size.value;
    const float halfHeight = 0.5F * y.size.value;
    return {x.centre.value - halfWidth, y.centre.value - halfHeight, x.centre.value + halfWidth,
            y.centre.value + halfHeight};
}

Decoded objectnessOf(const DetectorFormat& format, float value)
{
    return format.scores == Scores::Probabilities ? Decoded{value, 1.0F} : sigmoid(value);
}

ClassScores::ClassScores(const DetectorFormat& format, std::span<const float> values) :
    m_format(&format), m_values(values)
{
    if (format.scores != Scores::RivalLogits)
        return;
    m_largest = *std::max_element(values.begin(), values.end());
    m_sum = std::accumulate(values.begin(), values.end(), 0.0F,
                            [&](float sum, float value) { return sum + std::exp(value - m_largest); });
}

float ClassScores::at(std::size_t column) const
{
    const float value = m_values[column];
    switch (m_format->scores) {
    case Scores::Probabilities: return value;
    case Scores::Logits: return sigmoid(value).value;
    case Scores::RivalLogits: return bounded(std::exp(value - m_largest) / m_sum);
    }
    return value;
}

void ClassScores::addGradient(std::span<const std::uint32_t> labels, std::span<const double> slopes,
                              std::span<float> gradient) const
{
    double mean = 0.0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::size_t column = m_format->column(labels[i]);
        const float score = at(column);
        gradient[column] += static_cast<float>(slopes[i]) * slopeOf(m_format->scores, score);
        mean += slopes[i] * static_cast<double>(score);
    }
    if (m_format->scores != Scores::RivalLogits)
        return;
    // What one of them gains all lose, by what they have.
    for (std::size_t column = 0; column < m_values.size(); ++column)
        gradient[column] -= static_cast<float>(mean) * at(column);
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
        const float objectness =
            format.hasObjectness ? objectnessOf(format, valuesAt(cell.objectness, 1)[0]).value : 1.0F;
        // No class can be surer than that something is there.
        if (!(objectness >= threshold))
            continue;
        const auto scores = valuesAt(cell.scores, format.scoreValues());
        const std::uint32_t label = bestClass(format, scores, classes);
        if (!mayReach(format, scores, label, threshold))
            continue;
        const float score = objectness * ClassScores(format, scores).of(label);
        if (score >= threshold)
            found.push_back({boxOf(format, cell, valuesAt(cell.box, format.boxValues())), ClassId{label}, score});
    }
    return found;
}

} // namespace jackdaw::vision
