// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/targets.h"

#include "engine/learning/loss_terms_impl.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace jackdaw::learning {
namespace {

/// Standard deviation of a centre's Gaussian as a fraction of the box (TTFNet, Liu et al. 2020: 0.54 / 6).
constexpr float kGaussianFraction = 0.09F;
constexpr float kLeastDeviation = 0.4F; ///< cells
/// Cells whose Gaussian is above this learn the box, too: more signal per step than the centre alone (TTFNet).
constexpr float kBoxCellThreshold = 0.3F;
/// An object of which less is left on the plane is ignored.
constexpr float kLeastVisiblePart = 0.4F;
constexpr float kLeastSide = 2.0F; ///< pixels of the input

struct CellRange {
    int x1, y1, x2, y2; ///< inclusive
};

class TargetPainter {
public:
    TargetPainter(const CellGrid& grid, const PictureMap& map) :
        m_map(map), m_columns(grid.columns), m_rows(grid.rows), m_stride(static_cast<float>(grid.stride)),
        m_classes(static_cast<std::size_t>(grid.classes)), m_plane{0.0F, 0.0F, static_cast<float>(m_columns) * m_stride,
                                                                   static_cast<float>(m_rows) * m_stride}
    {
        m_targets.heat.assign(grid.cells() * m_classes, 0.0F);
        m_targets.weight.assign(grid.cells() * m_classes, 1.0F);
    }

    void paint(const vision::LabelledObject& object)
    {
        const Box whole = m_map.toInput(object.box);
        const Box visible = clip(whole);
        if (visible.width() < kLeastSide || visible.height() < kLeastSide)
            return;
        const std::uint32_t known = m_classes >= 32 ? ~0U : (1U << m_classes) - 1U;
        const std::uint32_t allowed = object.allowedClasses & known;
        if (allowed == 0 || visible.area() < kLeastVisiblePart * whole.area())
            return ignore(visible, ~0U);
        const auto label = static_cast<std::size_t>(std::countr_zero(allowed));
        ignore(visible, allowed & ~(1U << label));
        paintObject(visible, label);
    }

    Targets take() { return std::move(m_targets); }

private:
    Box clip(const Box& box) const
    {
        return {std::clamp(box.x1, m_plane.x1, m_plane.x2), std::clamp(box.y1, m_plane.y1, m_plane.y2),
                std::clamp(box.x2, m_plane.x1, m_plane.x2), std::clamp(box.y2, m_plane.y1, m_plane.y2)};
    }

    CellRange cellsOf(float x1, float y1, float x2, float y2) const
    {
        return {std::clamp(static_cast<int>(std::floor(x1)), 0, m_columns - 1),
                std::clamp(static_cast<int>(std::floor(y1)), 0, m_rows - 1),
                std::clamp(static_cast<int>(std::floor(x2)), 0, m_columns - 1),
                std::clamp(static_cast<int>(std::floor(y2)), 0, m_rows - 1)};
    }

    template <class Function>
    void forEachCell(const CellRange& range, Function function)
    {
        for (int y = range.y1; y <= range.y2; ++y)
            for (int x = range.x1; x <= range.x2; ++x)
                function(x, y,
                         static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns)
                             + static_cast<std::size_t>(x));
    }

    /// Takes the loss off the heat maps of \p classes within \p box.
    void ignore(const Box& box, std::uint32_t classes)
    {
        if (classes == 0)
            return;
        const CellRange range = cellsOf(box.x1 / m_stride, box.y1 / m_stride, box.x2 / m_stride, box.y2 / m_stride);
        forEachCell(range, [&](int, int, std::size_t cell) {
            for (std::size_t label = 0; label < m_classes; ++label)
                if ((classes >> label & 1U) != 0 && m_targets.heat[cell * m_classes + label] < 1.0F)
                    m_targets.weight[cell * m_classes + label] = 0.0F;
        });
    }

    void paintObject(const Box& box, std::size_t label)
    {
        const float centreX = (box.x1 + box.x2) / 2 / m_stride;
        const float centreY = (box.y1 + box.y2) / 2 / m_stride;
        const float width = box.width() / m_stride;
        const float height = box.height() / m_stride;
        const float deviationX = std::max(kLeastDeviation, kGaussianFraction * width);
        const float deviationY = std::max(kLeastDeviation, kGaussianFraction * height);
        const CellRange range = cellsOf(centreX - 3 * deviationX, centreY - 3 * deviationY, centreX + 3 * deviationX,
                                        centreY + 3 * deviationY);
        const CellRange centre = cellsOf(centreX, centreY, centreX, centreY);
        const std::size_t firstBox = m_targets.boxes.size();
        float sum = 0.0F;
        forEachCell(range, [&](int x, int y, std::size_t cell) {
            const bool isCentre = x == centre.x1 && y == centre.y1;
            const auto dx = static_cast<float>(x - centre.x1) / deviationX;
            const auto dy = static_cast<float>(y - centre.y1) / deviationY;
            const float value = isCentre ? 1.0F : std::exp(-0.5F * (dx * dx + dy * dy));
            float& heat = m_targets.heat[cell * m_classes + label];
            heat = std::max(heat, value);
            if (isCentre)
                m_targets.weight[cell * m_classes + label] = 1.0F;
            if (value < kBoxCellThreshold)
                return;
            sum += value;
            m_targets.boxes.push_back({static_cast<std::uint32_t>(cell), value,
                                       centreX - (static_cast<float>(x) + 0.5F),
                                       centreY - (static_cast<float>(y) + 0.5F), std::log(width), std::log(height)});
        });
        for (std::size_t i = firstBox; i < m_targets.boxes.size(); ++i)
            m_targets.boxes[i].weight /= sum;
        ++m_targets.objects;
    }

    const PictureMap& m_map;
    int m_columns;
    int m_rows;
    float m_stride;
    std::size_t m_classes;
    Box m_plane;
    Targets m_targets;
};

/// Focal loss of one logit.
LossTerm focal(float logit, float target, float weight)
{
    if (target >= 1.0F)
        return centreTerm(logit, weight);
    const float near = 1.0F - target;
    return otherTerm(logit, weight * near * near * near * near);
}

double heatLoss(const float* output, const Targets& targets, std::size_t classes, std::size_t channels, float scale,
                float* gradient)
{
    double loss = 0.0;
    const std::size_t cells = targets.heat.size() / classes;
    for (std::size_t cell = 0; cell < cells; ++cell)
        for (std::size_t label = 0; label < classes; ++label) {
            const std::size_t index = cell * classes + label;
            const LossTerm term =
                focal(output[cell * channels + label], targets.heat[index], targets.weight[index] * scale);
            loss += term.loss;
            gradient[cell * channels + label] = term.gradient;
        }
    return loss;
}

double boxLoss(const float* output, const Targets& targets, std::size_t classes, std::size_t channels, float scale,
               float* gradient)
{
    double loss = 0.0;
    for (const Targets::BoxCell& box : targets.boxes) {
        const std::size_t begin = box.cell * channels + classes;
        const float wanted[kBoxChannels] = {box.offsetX, box.offsetY, box.logWidth, box.logHeight};
        for (std::size_t i = 0; i < kBoxChannels; ++i) {
            const LossTerm term = boxTerm(output[begin + i], wanted[i], box.weight * scale * kBoxLossWeight);
            loss += term.loss;
            gradient[begin + i] += term.gradient;
        }
    }
    return loss;
}

} // namespace

Targets makeTargets(const vision::FrameLabels& labels, const PictureMap& map, const CellGrid& grid)
{
    TargetPainter painter(grid, map);
    for (const vision::LabelledObject& object : labels)
        painter.paint(object);
    return painter.take();
}

double detectionLoss(std::span<const float> output, const std::vector<const Targets*>& targets, const CellGrid& grid,
                     std::span<float> gradient)
{
    const auto classes = static_cast<std::size_t>(grid.classes);
    const std::size_t channels = grid.channels();
    const std::size_t picture = grid.cells() * channels;
    std::uint32_t objects = 0;
    for (const Targets* target : targets)
        objects += target->objects;
    const float scale = 1.0F / static_cast<float>(std::max(objects, 1U));
    std::fill(gradient.begin(), gradient.end(), 0.0F);
    double loss = 0.0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const float* values = output.data() + i * picture;
        float* slopes = gradient.data() + i * picture;
        loss += heatLoss(values, *targets[i], classes, channels, scale, slopes);
        loss += boxLoss(values, *targets[i], classes, channels, scale, slopes);
    }
    return loss;
}

} // namespace jackdaw::learning
