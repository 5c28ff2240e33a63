// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/dense_tensor_loss_impl.h"

#include "engine/learning/units_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace jackdaw::learning {
namespace {

using vision::DetectorCell;
using vision::DetectorFormat;

constexpr std::int64_t kFirstRoom = 16; ///< targets of a picture
constexpr double kNever = std::numeric_limits<float>::infinity();

at::Tensor bounded(const at::Tensor& probability)
{
    return probability.clamp(kLeastDenseProbability, 1.0F - kLeastDenseProbability);
}

/// Binary cross-entropy of a probability, and its derivative.
struct Entropies {
    Entropies(const at::Tensor& probability, const at::Tensor& target)
    {
        const at::Tensor p = bounded(probability);
        const at::Tensor q = 1.0 - p;
        loss = -(target * p.log() + (1.0 - target) * q.log());
        slope = (p - target) / (p * q);
    }
    at::Tensor loss;
    at::Tensor slope;
};

/// Overlaps of boxes, whose edges are the last extent, and their derivatives by the edges of the first.
struct Overlaps {
    Overlaps(const at::Tensor& boxes, const at::Tensor& targets)
    {
        const auto edge = [](const at::Tensor& of, std::int64_t index) { return of.select(-1, index); };
        const at::Tensor width =
            at::minimum(edge(boxes, 2), edge(targets, 2)) - at::maximum(edge(boxes, 0), edge(targets, 0));
        const at::Tensor height =
            at::minimum(edge(boxes, 3), edge(targets, 3)) - at::maximum(edge(boxes, 1), edge(targets, 1));
        const at::Tensor ownWidth = edge(boxes, 2) - edge(boxes, 0);
        const at::Tensor ownHeight = edge(boxes, 3) - edge(boxes, 1);
        meets = at::logical_and(width > 0.0, height > 0.0);
        shared = width * height;
        joined = ownWidth * ownHeight + (edge(targets, 2) - edge(targets, 0)) * (edge(targets, 3) - edge(targets, 1))
            - shared;
        value = at::where(meets, shared / joined, 0.0);
        sharedSlopes = {-height * (edge(boxes, 0) > edge(targets, 0)), -width * (edge(boxes, 1) > edge(targets, 1)),
                        height * (edge(boxes, 2) < edge(targets, 2)), width * (edge(boxes, 3) < edge(targets, 3))};
        areaSlopes = {-ownHeight, -ownWidth, ownHeight, ownWidth};
    }
    at::Tensor slope(std::size_t edge) const
    {
        return at::where(meets,
                         (sharedSlopes[edge] * (joined + shared) - shared * areaSlopes[edge]) / (joined * joined), 0.0);
    }
    at::Tensor value;
    at::Tensor meets;
    at::Tensor shared;
    at::Tensor joined;
    std::array<at::Tensor, 4> sharedSlopes;
    std::array<at::Tensor, 4> areaSlopes;
};

/// The places of \p count values of each cell, where \p placeOf says that they begin.
template <class PlaceOf>
at::Tensor placesOf(const std::vector<DetectorCell>& cells, const std::vector<std::size_t>& begins, std::size_t count,
                    PlaceOf placeOf)
{
    at::Tensor places =
        at::empty({static_cast<std::int64_t>(cells.size()), static_cast<std::int64_t>(count)}, at::kLong);
    auto* next = places.data_ptr<std::int64_t>();
    for (const DetectorCell& cell : cells)
        for (std::size_t i = 0; i < count; ++i)
            *next++ = static_cast<std::int64_t>(begins[placeOf(cell).output] + placeOf(cell).offset + i);
    return places;
}

/// Where each output begins among all values of a picture.
std::vector<std::size_t> beginsOf(const DetectorFormat& format, const std::vector<DetectorCell>& cells)
{
    std::vector<std::size_t> sizes;
    const auto reaches = [&](const DetectorCell::Place& place, std::size_t count) {
        sizes.resize(std::max(sizes.size(), place.output + 1));
        sizes[place.output] = std::max(sizes[place.output], place.offset + count);
    };
    for (const DetectorCell& cell : cells) {
        reaches(cell.scores, format.scoreValues());
        reaches(cell.box, format.boxValues());
        if (format.hasObjectness)
            reaches(cell.objectness, 1);
    }
    std::vector<std::size_t> begins{0};
    for (const std::size_t size : sizes)
        begins.push_back(begins.back() + size);
    return begins;
}

} // namespace

struct DenseTensorLoss::Seen {
    at::Tensor values; ///< pictures x values
    at::Tensor boxValues; ///< pictures x cells x box values
    at::Tensor boxes; ///< pictures x cells x 4
    at::Tensor scores; ///< of the classes: pictures x cells x classes
    at::Tensor scoreSlopes; ///< with their own values
    at::Tensor shares; ///< of rivals: pictures x cells x all scores
    at::Tensor objectness; ///< pictures x cells
    at::Tensor objectnessSlope;
    std::vector<at::Tensor> bins; ///< of distances: probabilities, pictures x cells x 4 x bins, and their means
    std::array<at::Tensor, 2> centreSlopes; ///< of all other boxes, along x and y
    std::array<at::Tensor, 2> sizeSlopes;
};

struct DenseTensorLoss::Taught {
    at::Tensor is; ///< pictures x cells
    at::Tensor isSilenced;
    at::Tensor target; ///< pictures x cells: which one
    at::Tensor overlap;
    at::Tensor norm; ///< pictures x 1
};

DenseTensorLoss::DenseTensorLoss(const DetectorFormat& format, vision::PictureSize size,
                                 const std::vector<std::uint32_t>& classes, std::size_t pictures, at::Device place) :
    m_format(format),
    m_place(place), m_pictures(static_cast<std::int64_t>(pictures)),
    m_classes(static_cast<std::int64_t>(classes.size())), m_labels(classes.begin(), classes.end())
{
    tensors::outsideOfLane([&] {
        std::vector<std::int64_t> columns;
        for (const std::uint32_t label : classes)
            columns.push_back(static_cast<std::int64_t>(m_format.column(label)));
        m_columns = at::tensor(columns).to(m_place);
        placeCells(cellsOf(format, size));
    });
    makeTargets(kFirstRoom);
}

void DenseTensorLoss::placeCells(const std::vector<DetectorCell>& cells)
{
    const auto begins = beginsOf(m_format, cells);
    m_scorePlaces = placesOf(cells, begins, m_format.scoreValues(), [](const DetectorCell& cell) {
                        return cell.scores;
                    }).to(m_place);
    m_boxPlaces =
        placesOf(cells, begins, m_format.boxValues(), [](const DetectorCell& cell) { return cell.box; }).to(m_place);
    m_objectnessPlaces =
        placesOf(cells, begins, 1, [](const DetectorCell& cell) { return cell.objectness; }).flatten().to(m_place);
    const at::Tensor axes = at::empty({2, 4, static_cast<std::int64_t>(cells.size())});
    auto values = axes.accessor<float, 3>();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::array<const DetectorCell::Axis*, 2> both{&cells[i].x, &cells[i].y};
        const auto cell = static_cast<std::int64_t>(i);
        for (std::int64_t axis = 0; axis < 2; ++axis) {
            const DetectorCell::Axis& of = *both[static_cast<std::size_t>(axis)];
            values[axis][0][cell] = of.index;
            values[axis][1][cell] = of.pitch;
            values[axis][2][cell] = of.anchor;
            values[axis][3][cell] = of.centre();
        }
    }
    m_axes = axes.to(m_place);
}

void DenseTensorLoss::makeTargets(std::int64_t count)
{
    m_targets = HostPair::make({m_pictures, count, 4}, m_place);
    m_targetClasses = HostPair::make({m_pictures, count}, m_place, at::kLong);
    m_isTaught = HostPair::make({m_pictures, count}, m_place);
    m_isIgnored = HostPair::make({m_pictures, count}, m_place);
}

TensorLoss::Room DenseTensorLoss::set(const std::vector<std::vector<DenseTarget>>& targets)
{
    std::size_t most = 0;
    for (const auto& each : targets)
        most = std::max(most, each.size());
    const auto room = static_cast<std::size_t>(m_targetClasses.host.size(1));
    const bool isNew = most > room;
    if (isNew)
        makeTargets(static_cast<std::int64_t>(2 * most));
    for (const Pair* each : {&m_targets, &m_targetClasses, &m_isTaught, &m_isIgnored})
        each->host.zero_();
    auto boxes = m_targets.host.accessor<float, 3>();
    for (std::size_t picture = 0; picture < targets.size(); ++picture)
        for (std::size_t i = 0; i < targets[picture].size(); ++i) {
            const DenseTarget& target = targets[picture][i];
            const auto row = static_cast<std::int64_t>(picture);
            const auto at = static_cast<std::int64_t>(i);
            const std::array<float, 4> edges{target.box.x1, target.box.y1, target.box.x2, target.box.y2};
            for (std::size_t edge = 0; edge < edges.size(); ++edge)
                boxes[row][at][static_cast<std::int64_t>(edge)] = edges[edge];
            const auto label = std::find(m_labels.begin(), m_labels.end(), std::int64_t{target.label});
            m_targetClasses.host.accessor<std::int64_t, 2>()[row][at] =
                label == m_labels.end() ? 0 : label - m_labels.begin();
            (target.isIgnored ? m_isIgnored : m_isTaught).host.accessor<float, 2>()[row][at] = 1.0F;
        }
    return isNew ? TensorLoss::Room::New : TensorLoss::Room::Same;
}

DenseTensorLoss::Seen DenseTensorLoss::read(const at::Tensor& values) const
{
    const auto of = [&](const at::Tensor& places) {
        return values.index_select(1, places.flatten()).reshape({m_pictures, places.size(0), -1});
    };
    Seen seen;
    seen.values = values;
    seen.boxValues = of(m_boxPlaces);
    const at::Tensor raw = of(m_scorePlaces);
    switch (m_format.scores) {
    case DetectorFormat::Scores::Probabilities:
        seen.scores = raw.index_select(2, m_columns);
        seen.scoreSlopes = at::ones_like(seen.scores);
        break;
    case DetectorFormat::Scores::Logits:
        seen.scores = bounded(at::sigmoid(raw.index_select(2, m_columns)));
        seen.scoreSlopes = seen.scores * (1.0 - seen.scores);
        break;
    case DetectorFormat::Scores::RivalLogits:
        seen.shares = bounded(at::softmax(raw, 2));
        seen.scores = seen.shares.index_select(2, m_columns);
        seen.scoreSlopes = seen.scores;
        break;
    }
    if (!m_format.hasObjectness) {
        seen.objectness = at::ones_like(seen.scores.select(2, 0));
    } else {
        const at::Tensor value = values.index_select(1, m_objectnessPlaces);
        const bool isLogit = m_format.scores != DetectorFormat::Scores::Probabilities;
        seen.objectness = isLogit ? bounded(at::sigmoid(value)) : value;
        seen.objectnessSlope = isLogit ? seen.objectness * (1.0 - seen.objectness) : at::ones_like(value);
    }
    seen.boxes = boxesOf(seen);
    return seen;
}

/// boxOf() for all cells; what its gradient needs is left in \p seen.
at::Tensor DenseTensorLoss::boxesOf(Seen& seen) const
{
    using Boxes = DetectorFormat::Boxes;
    const auto axis = [&](std::int64_t direction, std::int64_t what) {
        return m_axes.select(0, direction).select(0, what);
    };
    if (m_format.boxes == Boxes::Distances) {
        const auto bins = static_cast<std::int64_t>(m_format.bins);
        const at::Tensor shares = at::softmax(seen.boxValues.reshape({m_pictures, -1, 4, bins}), 3);
        const at::Tensor numbers = at::arange(bins, shares.options());
        const at::Tensor means = (shares * numbers).sum(3);
        seen.bins = {shares, means, numbers};
        const at::Tensor distances = means * axis(0, 1).unsqueeze(1);
        const at::Tensor x = (axis(0, 0) + m_format.cellCentre) * axis(0, 1);
        const at::Tensor y = (axis(1, 0) + m_format.cellCentre) * axis(1, 1);
        return at::stack({x - distances.select(2, 0), y - distances.select(2, 1), x + distances.select(2, 2),
                          y + distances.select(2, 3)},
                         2);
    }
    std::array<at::Tensor, 2> centres;
    std::array<at::Tensor, 2> halves;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto direction = static_cast<std::int64_t>(i);
        const at::Tensor centre = seen.boxValues.select(2, direction);
        const at::Tensor size = seen.boxValues.select(2, 2 + direction);
        const at::Tensor index = axis(direction, 0);
        const at::Tensor pitch = axis(direction, 1);
        const at::Tensor anchor = axis(direction, 2);
        if (m_format.boxes == Boxes::Pixels) {
            centres[i] = centre;
            halves[i] = 0.5 * size;
            seen.centreSlopes[i] = at::ones_like(centre);
            seen.sizeSlopes[i] = at::ones_like(size);
        } else if (m_format.boxes == Boxes::AnchorOffsets) {
            constexpr double kOffset = 0.1;
            constexpr double kSize = 0.2;
            centres[i] = axis(direction, 3) + centre * anchor * kOffset;
            seen.centreSlopes[i] = (anchor * kOffset).expand_as(centre);
            const at::Tensor extent = anchor * at::exp(size * kSize);
            halves[i] = 0.5 * extent;
            seen.sizeSlopes[i] = extent * kSize;
        } else {
            const bool isSquashed = m_format.boxes == Boxes::SquashedCentre;
            const at::Tensor offset = isSquashed ? bounded(at::sigmoid(centre)) : centre;
            centres[i] = (offset + index) * pitch;
            seen.centreSlopes[i] = isSquashed ? offset * (1.0 - offset) * pitch : pitch.expand_as(centre);
            const at::Tensor extent = anchor * at::exp(size);
            halves[i] = 0.5 * extent;
            seen.sizeSlopes[i] = extent;
        }
    }
    return at::stack({centres[0] - halves[0], centres[1] - halves[1], centres[0] + halves[0], centres[1] + halves[1]},
                     2);
}

at::Tensor DenseTensorLoss::costs(const Seen& seen, const at::Tensor& overlaps, const at::Tensor& inside,
                                  const at::Tensor& near)
{
    constexpr double kOutside = 1e5; // only where no better cell is left
    const at::Tensor classes = m_targetClasses.there.unsqueeze(2).expand_as(overlaps);
    const at::Tensor scores = seen.scores.transpose(1, 2).gather(1, classes) * seen.objectness.unsqueeze(1);
    const at::Tensor surprise = -bounded(scores.sqrt()).log();
    return surprise - 3.0 * (overlaps + 1e-8).log() + at::logical_and(inside, near).logical_not() * kOutside;
}

/// Each object is taught to as many cells as their ten best overlaps come to, the cheapest ones.
DenseTensorLoss::Taught DenseTensorLoss::assign(const Seen& seen)
{
    const at::Tensor targets = m_targets.there.unsqueeze(2); // pictures x targets x 1 x 4
    const auto edge = [&](std::int64_t index) { return targets.select(3, index); };
    const at::Tensor x = m_axes[0][3];
    const at::Tensor y = m_axes[1][3];
    const at::Tensor inside =
        at::logical_and(at::logical_and(x > edge(0), x < edge(2)), at::logical_and(y > edge(1), y < edge(3)));
    const auto within = [&](const at::Tensor& centre, const at::Tensor& pitch, std::int64_t from, std::int64_t to) {
        return (centre - 0.5 * (edge(from) + edge(to))).abs() < kDenseCentreRadius * pitch;
    };
    const at::Tensor near = at::logical_and(within(x, m_axes[0][1], 0, 2), within(y, m_axes[1][1], 1, 3));
    const at::Tensor may = at::logical_and(at::logical_or(inside, near), m_isTaught.there.unsqueeze(2) > 0.0);
    const at::Tensor overlaps = Overlaps(seen.boxes.unsqueeze(1), targets).value;
    const at::Tensor cost = at::where(may, costs(seen, overlaps, inside, near), kNever);

    const std::int64_t most = std::min<std::int64_t>(kMostDenseCandidates, cost.size(2));
    const at::Tensor best = std::get<0>(at::where(may, overlaps, 0.0).topk(most, 2)).sum(2, true);
    const auto [cheapest, cells] = cost.topk(most, 2, false);
    const at::Tensor wanted = at::arange(most, best.options()) < best.floor().clamp_min(1.0);
    const at::Tensor chosen = at::full_like(cost, kNever).scatter_(2, cells, at::where(wanted, cheapest, kNever));

    Taught taught;
    at::Tensor price;
    std::tie(price, taught.target) = chosen.min(1);
    taught.is = price < kNever;
    taught.overlap = overlaps.gather(1, taught.target.unsqueeze(1)).squeeze(1) * taught.is;
    const at::Tensor ignored = at::logical_and(inside, m_isIgnored.there.unsqueeze(2) > 0.0).any(1);
    taught.isSilenced = at::logical_or(taught.is, ignored).logical_not();
    taught.norm = taught.is.sum(1, true).clamp_min(1).to(at::kFloat).reciprocal();
    return taught;
}

/// The gradient of the scores of a cell; without an objectness, of empty cells too.
at::Tensor DenseTensorLoss::teachScores(const Seen& seen, const Taught& taught, at::Tensor& lost) const
{
    const bool focal = !m_format.hasObjectness;
    const at::Tensor label = m_targetClasses.there.gather(1, taught.target).unsqueeze(2);
    const at::Tensor isClass = at::arange(m_classes, label.options()) == label;
    const at::Tensor target = isClass * taught.overlap.unsqueeze(2);
    const Entropies entropy(seen.scores, target);
    const at::Tensor counts = (focal ? at::logical_or(taught.is, taught.isSilenced) : taught.is).unsqueeze(2);
    const at::Tensor wrong = seen.scores - target;
    const at::Tensor loss = focal ? wrong * wrong * entropy.loss : entropy.loss;
    const at::Tensor slope = focal ? wrong * wrong * entropy.slope + 2.0 * wrong * entropy.loss : entropy.slope;
    lost = lost + at::where(counts, loss, 0.0).sum({1, 2}).unsqueeze(1);
    const at::Tensor slopes = at::where(counts, slope, 0.0) * seen.scoreSlopes;
    at::Tensor gradient = at::zeros({m_pictures, m_scorePlaces.size(0), m_scorePlaces.size(1)}, seen.values.options())
                              .index_copy(2, m_columns, slopes);
    if (m_format.scores == DetectorFormat::Scores::RivalLogits)
        gradient = gradient - slopes.sum(2, true) * seen.shares; // what one of them gains all lose
    return gradient;
}

at::Tensor DenseTensorLoss::teachObjectness(const Seen& seen, const Taught& taught, at::Tensor& lost) const
{
    const Entropies entropy(seen.objectness, taught.is.to(at::kFloat));
    const at::Tensor counts = at::logical_or(taught.is, taught.isSilenced);
    lost = lost + at::where(counts, entropy.loss, 0.0).sum(1, true);
    return at::where(counts, entropy.slope, 0.0) * seen.objectnessSlope;
}

at::Tensor DenseTensorLoss::teachBoxes(const Seen& seen, const Taught& taught, at::Tensor& lost) const
{
    const at::Tensor targets = m_targets.there.gather(1, taught.target.unsqueeze(2).expand({-1, -1, 4}));
    const Overlaps overlap(seen.boxes, targets);
    lost = lost + kDenseBoxWeight * at::where(taught.is, 1.0 - overlap.value, 0.0).sum(1, true);
    std::array<at::Tensor, 4> edges;
    for (std::size_t edge = 0; edge < edges.size(); ++edge)
        edges[edge] = at::where(taught.is, overlap.slope(edge), 0.0) * -kDenseBoxWeight;
    if (m_format.boxes == DetectorFormat::Boxes::Distances) {
        // Left and top move against their distance.
        const at::Tensor all = at::stack({-edges[0], -edges[1], edges[2], edges[3]}, 2) * m_axes[0][1].unsqueeze(1);
        const at::Tensor apart = seen.bins[2] - seen.bins[1].unsqueeze(3);
        return (all.unsqueeze(3) * seen.bins[0] * apart).flatten(2);
    }
    std::vector<at::Tensor> slopes(4);
    for (std::size_t axis = 0; axis < 2; ++axis) {
        slopes[axis] = seen.centreSlopes[axis] * (edges[axis] + edges[2 + axis]);
        slopes[2 + axis] = 0.5 * seen.sizeSlopes[axis] * (edges[2 + axis] - edges[axis]);
    }
    return at::stack(slopes, 2);
}

std::pair<at::Tensor, std::vector<at::Tensor>> DenseTensorLoss::of(const std::vector<at::Tensor>& outputs)
{
    const at::NoGradGuard noGradient;
    for (Pair* each : {&m_targets, &m_targetClasses, &m_isTaught, &m_isIgnored})
        each->upload();
    const Seen seen = read(at::cat(outputs, 1));
    const Taught taught = assign(seen);
    at::Tensor lost = at::zeros({m_pictures, 1}, seen.values.options());
    const at::Tensor scale = taught.norm / static_cast<double>(m_pictures);
    at::Tensor gradient = at::zeros_like(seen.values);
    const auto put = [&](const at::Tensor& places, const at::Tensor& slopes) {
        gradient.index_copy_(1, places.flatten(), slopes.flatten(1) * scale);
    };
    put(m_scorePlaces, teachScores(seen, taught, lost));
    if (m_format.hasObjectness)
        put(m_objectnessPlaces, teachObjectness(seen, taught, lost));
    put(m_boxPlaces, teachBoxes(seen, taught, lost));
    std::vector<std::int64_t> sizes;
    for (const at::Tensor& output : outputs)
        sizes.push_back(output.size(1));
    const auto parts = gradient.split_with_sizes(sizes, 1);
    return {(lost * scale).sum(), {parts.begin(), parts.end()}};
}

} // namespace jackdaw::learning
