// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/vision/picture_size.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// How a network wants its picture.
struct InputStyle {
    enum class Place {
        TopLeft, ///< proportions kept
        Centred, ///< proportions kept
        Stretched, ///< over the whole input
    };

    Place place = Place::TopLeft;
    int fill = 0; ///< grey value around the picture
    bool redFirst = false; ///< channels are red, green, blue; else blue, green, red
    std::array<float, 3> mean; ///< in the order of the channels
    std::array<float, 3> deviation;
};

/// The box that a network's answer is relative to, in pixels of its input.
struct Anchor {
    float width = 0.0F;
    float height = 0.0F;
};

/// What the outputs of a dense detector mean. Its cells lie on one grid per stride. A row has, for a cell and one of
/// its anchors, scores of the classes and a box. All rows of the first grid come first, in it all anchors of the first
/// cell.
struct DetectorFormat {
    /// For a cell and an anchor.
    enum class Boxes {
        CentreAndSize, ///< YOLOX: offset of the centre in cells, logarithm of the size in anchors
        SquashedCentre, ///< YOLOv3: the same, with the offset as a logit
        AnchorOffsets, ///< SSD: offset of the centre in tenths of the anchor, logarithm of the size times 5
        Pixels, ///< already decoded: centre and size in pixels
        Distances, ///< NanoDet: one distribution over `bins` cells for each of left, top, right and bottom
    };
    /// What a score is made of, and objectness too.
    enum class Scores {
        Probabilities,
        Logits, ///< each by itself: a sigmoid makes it a probability
        RivalLogits, ///< a softmax over them and the background, which comes first, makes them probabilities
    };
    enum class Layout {
        Rows, ///< one output: 1 x rows x values; with objectness the box comes first, else the scores
        Split, ///< one output of scores, 1 x rows x scores, and one of boxes, 1 x rows x box values
        SplitByGrid, ///< one output of scores for each grid, then one of boxes for each
        Maps, ///< one output for each grid: 1 x (anchors * values) x height x width, the box first
    };

    std::string family; ///< for the user: "YOLOX"
    InputStyle input;
    Layout layout = Layout::Rows;
    Boxes boxes = Boxes::CentreAndSize;
    Scores scores = Scores::Probabilities;
    std::vector<int> strides;
    std::vector<std::vector<Anchor>> anchors; ///< by grid, as many on each; where there are none a cell is its own
    std::size_t classes = 80;
    /// Where among a row's scores those of the classes are; empty: they are all there is, in their order.
    std::vector<std::uint32_t> columns;
    std::size_t otherScores = 0; ///< of a row, beside those of the classes
    std::size_t bins = 0;
    bool hasObjectness = false; ///< a value between box and classes that multiplies their scores
    bool boxesFirst = false; ///< of a Split: the output of boxes is the first
    bool anchorsFirst = false; ///< all cells of a grid for its first anchor, then all for its second
    float cellCentre = 0.0F; ///< where distances are counted from, in cells

    std::size_t boxValues() const { return boxes == Boxes::Distances ? 4 * bins : 4; }
    std::size_t scoreValues() const { return classes + otherScores; }
    std::size_t values() const { return boxValues() + (hasObjectness ? 1 : 0) + scoreValues(); }
    std::size_t column(std::uint32_t label) const { return columns.empty() ? label : columns[label]; }
    std::size_t anchorsPerCell() const { return anchors.empty() ? 1 : anchors.front().size(); }
    /// Cells of one grid, in each direction.
    static int cells(int pixels, int stride) { return (pixels + stride - 1) / stride; }
    std::size_t rows(PictureSize size) const;
};

/// Outputs of a network, each with its shape. Values are in C order, but those of an output with four extents lie pixel
/// by pixel: height x width x channels.
struct DetectorOutput {
    std::vector<std::int64_t> shape;
    std::span<const float> values;
};

/// A cell of a dense detector's grids with one of its anchors, and where among the outputs its values are.
struct DetectorCell {
    struct Axis {
        float index = 0.0F; ///< column or row
        float pitch = 0.0F; ///< of the grid, pixels
        float anchor = 0.0F; ///< the anchor's extent, pixels

        float centre() const { return (index + 0.5F) * pitch; }
    };
    struct Place {
        std::size_t output = 0;
        std::size_t offset = 0;
    };
    Axis x;
    Axis y;
    Place scores; ///< DetectorFormat::scoreValues()
    Place box; ///< DetectorFormat::boxValues()
    Place objectness; ///< where the format has one
};

/// All cells in the order of the outputs' rows.
std::vector<DetectorCell> cellsOf(const DetectorFormat& format, PictureSize size);

/// A value that a network gave, as what it means; and how that moves with the value.
struct Decoded {
    float value = 0.0F;
    float slope = 1.0F;
};

/// A box along one axis of its cell, in pixels of the network's input, from its two values of that axis.
struct BoxExtent {
    Decoded centre;
    Decoded size;
};
/// For all formats but those with distances.
BoxExtent extentOf(const DetectorFormat& format, const DetectorCell::Axis& axis, float centre, float size);

/// The box of \p cell in pixels of the network's input, from its DetectorFormat::boxValues().
Box boxOf(const DetectorFormat& format, const DetectorCell& cell, std::span<const float> values);

/// How sure a network is that there is something, 0..1.
Decoded objectnessOf(const DetectorFormat& format, float value);

/// How sure a network is of each class where there is something: from the DetectorFormat::scoreValues() of a cell,
/// which are not copied.
class ClassScores {
public:
    ClassScores(const DetectorFormat& format, std::span<const float> values);

    /// 0..1.
    float of(std::uint32_t label) const { return at(m_format->column(label)); }
    /// Adds to the values' \p gradient what comes from \p slopes, the gradients of the scores of \p labels.
    void addGradient(std::span<const std::uint32_t> labels, std::span<const double> slopes,
                     std::span<float> gradient) const;

private:
    float at(std::size_t column) const;

    const DetectorFormat* m_format;
    std::span<const float> m_values;
    float m_largest = 0.0F; ///< of rival logits
    float m_sum = 1.0F; ///< of their exponentials, divided by the largest one
};

/// The format that has such outputs for an input of \p size; nothing where none of the known ones has, or several have.
/// A decoded YOLOX has the same shapes as one that is not: the values, for any picture, tell them apart. Labels are
/// COCO's 0..79 where the network knows COCO, also by the 90 numbers that the data set itself gives its classes.
std::optional<DetectorFormat> recogniseFormat(std::span<const DetectorOutput> outputs, PictureSize size);

/// The same for one output of rows that have scores and behind them a decoded box: what YOLOv8 and its successors are
/// once their box is put there.
std::optional<DetectorFormat> recogniseBoxesBehindScores(std::span<const DetectorOutput> outputs, PictureSize size);

/// The known formats and what they look like, for errors.
std::string knownFormats(PictureSize size);
/// Their names: "a NanoDet, NanoDet-Plus, YOLOX, YOLOv3-tiny, YOLOv5, YOLOv8 or SSDLite detector".
std::string knownFamilies();

/// Objects with score >= \p threshold, from the outputs at \p cells (cellsOf()): boxes in pixels of the network's
/// input, labels are the format's. Only the \p classes count, where any are named; not yet freed from overlaps.
std::vector<Detection> decode(const DetectorFormat& format, std::span<const DetectorCell> cells,
                              std::span<const DetectorOutput> outputs, float threshold,
                              std::span<const std::uint32_t> classes = {});

} // namespace jackdaw::vision
