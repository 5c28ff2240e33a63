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
    bool centred = false; ///< else at the top left
    int fill = 0; ///< grey value around the picture
    std::array<float, 3> mean; ///< blue, green, red
    std::array<float, 3> deviation;
};

/// What the outputs of a dense detector mean. Its cells lie on one grid per stride; all rows of the first grid come
/// first. For each cell there are scores of the classes and a box.
struct DetectorFormat {
    enum class Boxes {
        CentreAndSize, ///< YOLOX: offset of the centre in cells, logarithm of the size in cells
        Pixels, ///< YOLOX, already decoded: centre and size in pixels
        Distances, ///< NanoDet: one distribution over `bins` cells for each of left, top, right and bottom
    };

    std::string family; ///< for the user: "YOLOX"
    InputStyle input;
    Boxes boxes = Boxes::CentreAndSize;
    std::vector<int> strides;
    std::size_t classes = 80;
    std::size_t bins = 0;
    bool hasObjectness = false; ///< a value between box and classes that multiplies their scores
    bool isSplit = false; ///< scores of every stride are one output each, then the boxes of every stride are
    float cellCentre = 0.0F; ///< where distances are counted from, in cells

    std::size_t boxValues() const { return boxes == Boxes::Distances ? 4 * bins : 4; }
    std::size_t values() const { return boxValues() + (hasObjectness ? 1 : 0) + classes; }
    /// Cells of one grid, in each direction.
    static int cells(int pixels, int stride) { return (pixels + stride - 1) / stride; }
    std::size_t rows(PictureSize size) const;
};

/// Outputs of a network, each in C order with its shape.
struct DetectorOutput {
    std::vector<std::int64_t> shape;
    std::span<const float> values;
};

/// A cell of a dense detector's grids, and where among the outputs its values are.
struct DetectorCell {
    struct Place {
        std::size_t output = 0;
        std::size_t offset = 0;
    };
    float x = 0.0F; ///< column
    float y = 0.0F; ///< row
    float stride = 0.0F;
    Place scores; ///< one per class
    Place box; ///< DetectorFormat::boxValues()
    Place objectness; ///< where the format has one
};

/// All cells in the order of the outputs' rows.
std::vector<DetectorCell> cellsOf(const DetectorFormat& format, PictureSize size);

/// The box of \p cell in pixels of the network's input.
Box boxOf(const DetectorFormat& format, const DetectorCell& cell, std::span<const float> values);

/// The format that has such outputs for an input of \p size; nothing where none of the known ones has. A decoded YOLOX
/// has the same shapes as one that is not: the values, for any picture, tell them apart.
std::optional<DetectorFormat> recogniseFormat(std::span<const DetectorOutput> outputs, PictureSize size);

/// The known formats and what they look like, for errors.
std::string knownFormats(PictureSize size);

/// Objects with score >= \p threshold, from the outputs at \p cells (cellsOf()): boxes in pixels of the network's
/// input, labels are the network's. Only the \p classes count, where any are named; not yet freed from overlaps.
std::vector<Detection> decode(const DetectorFormat& format, std::span<const DetectorCell> cells,
                              std::span<const DetectorOutput> outputs, float threshold,
                              std::span<const std::uint32_t> classes = {});

} // namespace jackdaw::vision
