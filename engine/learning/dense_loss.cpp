// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/dense_loss.h"

#include "engine/vision/matching.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace jackdaw::learning {
namespace {

using vision::Decoded;
using vision::DetectorCell;
using vision::DetectorFormat;

/// Edges of a box; what is differentiated.
using Edges = std::array<float, 4>;

/// Binary cross-entropy of a probability, and its derivative.
struct Entropy {
    Entropy(float probability, float target)
    {
        const float p = std::clamp(probability, kLeastDenseProbability, 1.0F - kLeastDenseProbability);
        loss = -target * std::log(p) - (1.0F - target) * std::log(1.0F - p);
        slope = (p - target) / (p * (1.0F - p));
    }
    float loss;
    float slope;
};

/// Overlap of two boxes and its derivatives by the edges of the first.
struct Overlap {
    Overlap(const Box& box, const Box& target)
    {
        const float width = std::min(box.x2, target.x2) - std::max(box.x1, target.x1);
        const float height = std::min(box.y2, target.y2) - std::max(box.y1, target.y1);
        if (!(width > 0.0F && height > 0.0F))
            return;
        const float shared = width * height;
        const float joined = box.area() + target.area() - shared;
        value = shared / joined;
        const Edges sharedSlope{box.x1 > target.x1 ? -height : 0.0F, box.y1 > target.y1 ? -width : 0.0F,
                                box.x2 < target.x2 ? height : 0.0F, box.y2 < target.y2 ? width : 0.0F};
        const Edges areaSlope{-box.height(), -box.width(), box.height(), box.width()};
        for (std::size_t edge = 0; edge < slope.size(); ++edge)
            slope[edge] = (sharedSlope[edge] * (joined + shared) - shared * areaSlope[edge]) / (joined * joined);
    }
    float value = 0.0F;
    Edges slope{};
};

/// Adds to the gradient of a cell's box values what \p edges is the gradient of.
void addBoxGradient(const DetectorFormat& format, const DetectorCell& cell, std::span<const float> values,
                    const Edges& edges, std::span<float> gradient)
{
    if (format.boxes == DetectorFormat::Boxes::Distances) {
        for (std::size_t side = 0; side < edges.size(); ++side) {
            const auto logits = values.subspan(side * format.bins, format.bins);
            const float largest = *std::max_element(logits.begin(), logits.end());
            float sum = 0.0F;
            float weighted = 0.0F;
            for (std::size_t bin = 0; bin < format.bins; ++bin) {
                sum += std::exp(logits[bin] - largest);
                weighted += static_cast<float>(bin) * std::exp(logits[bin] - largest);
            }
            const float mean = weighted / sum;
            const float sign = side < 2 ? -1.0F : 1.0F; // left and top move against their distance
            for (std::size_t bin = 0; bin < format.bins; ++bin)
                gradient[side * format.bins + bin] += sign * edges[side] * cell.x.pitch
                    * (std::exp(logits[bin] - largest) / sum) * (static_cast<float>(bin) - mean);
        }
        return;
    }
    const std::array<vision::BoxExtent, 2> extents{extentOf(format, cell.x, values[0], values[2]),
                                                   extentOf(format, cell.y, values[1], values[3])};
    for (std::size_t axis = 0; axis < extents.size(); ++axis) {
        gradient[axis] += extents[axis].centre.slope * (edges[axis] + edges[2 + axis]);
        gradient[2 + axis] += 0.5F * extents[axis].size.slope * (edges[2 + axis] - edges[axis]);
    }
}

/// One picture's outputs by cell.
class Cells {
public:
    Cells(const DetectorFormat& format, vision::PictureSize size, const DenseOutput& output) :
        m_format(format), m_output(output), m_cells(cellsOf(format, size))
    {
        for (const DetectorCell& cell : m_cells) {
            m_boxes.push_back(boxOf(format, cell, valuesOf(cell.box, format.boxValues())));
            m_scores.emplace_back(format, valuesOf(cell.scores, format.scoreValues()));
        }
    }

    std::size_t count() const { return m_cells.size(); }
    const DetectorCell& cell(std::size_t index) const { return m_cells[index]; }
    const Box& box(std::size_t index) const { return m_boxes[index]; }
    Decoded objectness(std::size_t index) const
    {
        return m_format.hasObjectness ? objectnessOf(m_format, valuesOf(m_cells[index].objectness, 1)[0])
                                      : Decoded{1.0F};
    }
    float score(std::size_t index, std::uint32_t label) const { return m_scores[index].of(label); }

    /// \p slope is the gradient of the objectness itself.
    void addObjectness(std::size_t index, double slope) const
    {
        gradientOf(m_cells[index].objectness, 1)[0] += static_cast<float>(slope) * objectness(index).slope;
    }
    void addScores(std::size_t index, std::span<const std::uint32_t> labels, std::span<const double> slopes) const
    {
        m_scores[index].addGradient(labels, slopes, gradientOf(m_cells[index].scores, m_format.scoreValues()));
    }
    void addEdges(std::size_t index, const Edges& edges) const
    {
        const DetectorCell& cell = m_cells[index];
        addBoxGradient(m_format, cell, valuesOf(cell.box, m_format.boxValues()), edges,
                       gradientOf(cell.box, m_format.boxValues()));
    }

private:
    std::span<const float> valuesOf(const DetectorCell::Place& at, std::size_t count) const
    {
        return m_output.values[at.output].values.subspan(at.offset, count);
    }
    std::span<float> gradientOf(const DetectorCell::Place& at, std::size_t count) const
    {
        return m_output.gradients[at.output].subspan(at.offset, count);
    }

    const DetectorFormat& m_format;
    const DenseOutput& m_output;
    std::vector<DetectorCell> m_cells;
    std::vector<Box> m_boxes;
    std::vector<vision::ClassScores> m_scores;
};

struct Taught {
    std::size_t target = 0;
    float overlap = 0.0F;
    double cost = 0.0;
};

bool contains(const Box& box, float x, float y)
{
    return x > box.x1 && x < box.x2 && y > box.y1 && y < box.y2;
}

/// Which cell is taught which object.
class Assignment {
public:
    Assignment(const Cells& cells, std::span<const DenseTarget> targets) :
        m_cells(cells), m_targets(targets), m_taught(cells.count())
    {
        for (std::size_t target = 0; target < targets.size(); ++target)
            if (!targets[target].isIgnored)
                assign(target);
    }

    const std::optional<Taught>& of(std::size_t cell) const { return m_taught[cell]; }
    std::size_t count() const
    {
        return static_cast<std::size_t>(
            std::count_if(m_taught.begin(), m_taught.end(), [](const auto& taught) { return taught.has_value(); }));
    }

private:
    bool isInside(std::size_t cell, const Box& box) const
    {
        return contains(box, m_cells.cell(cell).x.centre(), m_cells.cell(cell).y.centre());
    }

    bool isNear(std::size_t cell, const Box& box) const
    {
        const auto within = [](const DetectorCell::Axis& axis, float from, float to) {
            return std::abs(axis.centre() - 0.5F * (from + to)) < kDenseCentreRadius * axis.pitch;
        };
        return within(m_cells.cell(cell).x, box.x1, box.x2) && within(m_cells.cell(cell).y, box.y1, box.y2);
    }

    double costOf(std::size_t cell, const DenseTarget& target, float overlap) const
    {
        const float score = std::sqrt(m_cells.score(cell, target.label) * m_cells.objectness(cell).value);
        constexpr double kOutside = 1e5; // only where no better cell is left
        return Entropy(score, 1.0F).loss - 3.0 * std::log(static_cast<double>(overlap) + 1e-8)
            + (isInside(cell, target.box) && isNear(cell, target.box) ? 0.0 : kOutside);
    }

    void assign(std::size_t index)
    {
        const DenseTarget& target = m_targets[index];
        std::vector<std::pair<std::size_t, Taught>> candidates;
        for (std::size_t cell = 0; cell < m_cells.count(); ++cell) {
            if (!isInside(cell, target.box) && !isNear(cell, target.box))
                continue;
            const float overlap = Overlap(m_cells.box(cell), target.box).value;
            candidates.push_back({cell, {index, overlap, costOf(cell, target, overlap)}});
        }
        for (std::size_t i = 0; i < wanted(candidates); ++i)
            if (auto& taught = m_taught[candidates[i].first]; !taught || candidates[i].second.cost < taught->cost)
                taught = candidates[i].second;
    }

    /// As many cells as the ten best overlaps come to. The cheapest come first afterwards.
    static std::size_t wanted(std::vector<std::pair<std::size_t, Taught>>& candidates)
    {
        std::vector<float> overlaps;
        for (const auto& candidate : candidates)
            overlaps.push_back(candidate.second.overlap);
        const std::size_t most = std::min(kMostDenseCandidates, overlaps.size());
        std::partial_sort(overlaps.begin(), overlaps.begin() + static_cast<std::ptrdiff_t>(most), overlaps.end(),
                          std::greater<>());
        const float sum = std::accumulate(overlaps.begin(), overlaps.begin() + static_cast<std::ptrdiff_t>(most), 0.0F);
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const auto& a, const auto& b) { return a.second.cost < b.second.cost; });
        return std::min(candidates.size(), std::max<std::size_t>(1, static_cast<std::size_t>(sum)));
    }

    const Cells& m_cells;
    std::span<const DenseTarget> m_targets;
    std::vector<std::optional<Taught>> m_taught;
};

class Loss {
public:
    Loss(const DetectorFormat& format, const Cells& cells, std::span<const DenseTarget> targets,
         std::span<const std::uint32_t> classes) :
        m_format(format),
        m_cells(cells), m_targets(targets), m_classes(classes), m_assignment(cells, targets),
        m_norm(1.0 / static_cast<double>(std::max<std::size_t>(1, m_assignment.count())))
    {
    }

    double compute()
    {
        for (std::size_t cell = 0; cell < m_cells.count(); ++cell) {
            if (const auto& taught = m_assignment.of(cell))
                teach(cell, *taught);
            else if (!isIgnored(cell))
                silence(cell);
        }
        return m_sum * m_norm;
    }

private:
    bool isIgnored(std::size_t cell) const
    {
        return std::any_of(m_targets.begin(), m_targets.end(), [&](const DenseTarget& target) {
            return target.isIgnored
                && contains(target.box, m_cells.cell(cell).x.centre(), m_cells.cell(cell).y.centre());
        });
    }

    void teach(std::size_t cell, const Taught& taught)
    {
        const DenseTarget& target = m_targets[taught.target];
        teachScores(cell, target.label, taught.overlap);
        if (m_format.hasObjectness)
            teachObjectness(cell, 1.0F);
        const Overlap overlap(m_cells.box(cell), target.box);
        Edges edges;
        for (std::size_t edge = 0; edge < edges.size(); ++edge)
            edges[edge] = static_cast<float>(-kDenseBoxWeight * m_norm) * overlap.slope[edge];
        m_cells.addEdges(cell, edges);
        m_sum += kDenseBoxWeight * (1.0 - static_cast<double>(overlap.value));
    }

    void silence(std::size_t cell)
    {
        if (m_format.hasObjectness)
            teachObjectness(cell, 0.0F);
        else
            teachScores(cell, 0, 0.0F);
    }

    /// The score of \p label should be \p target, those of the other classes nothing.
    void teachScores(std::size_t cell, std::uint32_t label, float target)
    {
        std::vector<double> slopes;
        for (const std::uint32_t each : m_classes)
            slopes.push_back(teachScore(m_cells.score(cell, each), each == label ? target : 0.0F));
        m_cells.addScores(cell, m_classes, slopes);
    }

    /// Adds what \p score loses and gives how that moves with it. Scores without an objectness are weighted by how
    /// wrong they are (quality focal loss): most cells are empty.
    double teachScore(float score, float target)
    {
        const Entropy entropy(score, target);
        const float wrong = score - target;
        const bool focal = !m_format.hasObjectness;
        const float weight = focal ? wrong * wrong : 1.0F;
        const float weightSlope = focal ? 2.0F * wrong : 0.0F;
        m_sum += static_cast<double>(weight * entropy.loss);
        return m_norm * static_cast<double>(weight * entropy.slope + weightSlope * entropy.loss);
    }

    void teachObjectness(std::size_t cell, float target)
    {
        const Entropy entropy(m_cells.objectness(cell).value, target);
        m_sum += static_cast<double>(entropy.loss);
        m_cells.addObjectness(cell, m_norm * static_cast<double>(entropy.slope));
    }

    const DetectorFormat& m_format;
    const Cells& m_cells;
    std::span<const DenseTarget> m_targets;
    std::span<const std::uint32_t> m_classes;
    Assignment m_assignment;
    double m_norm;
    double m_sum = 0.0;
};

} // namespace

double denseLoss(const DetectorFormat& format, vision::PictureSize size, const DenseOutput& output,
                 std::span<const DenseTarget> targets, std::span<const std::uint32_t> classes)
{
    const Cells cells(format, size, output);
    return Loss(format, cells, targets, classes).compute();
}

} // namespace jackdaw::learning
