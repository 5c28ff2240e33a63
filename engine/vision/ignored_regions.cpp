// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/ignored_regions.h"

#include "engine/base/content_hash.h"
#include "engine/vision/golden_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>

namespace jackdaw::vision {
namespace {

/// Parts that a region's height is cut into where it becomes boxes, and pixels of such a part: students learn nothing
/// of objects that are smaller than two pixels, ignored ones neither.
constexpr double kMostStrips = 32;
constexpr double kLeastStrip = 4.0;

/// Where the region's edges cross the height \p y, from left to right. Between the first and the second it is inside,
/// between the third and the fourth again.
std::vector<double> crossings(const IgnoredRegion& region, double y)
{
    std::vector<double> found;
    const auto& corners = region.corners;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const PicturePoint& a = corners[i];
        const PicturePoint& b = corners[(i + 1) % corners.size()];
        if ((a.y > y) != (b.y > y))
            found.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The middle of what of \p from to \p to lies within \p extent pixels, as a part of these. What lies beyond is at the
/// edge, which regions that reach to it include.
double middleWithin(float from, float to, int extent)
{
    const auto part = [extent](float pixel) {
        constexpr double kInnermost = 1.0 - 1e-9;
        return std::clamp(static_cast<double>(pixel) / extent, 0.0, kInnermost);
    };
    return 0.5 * (part(from) + part(to));
}

bool isInside(const IgnoredRegion& region, const PicturePoint& point)
{
    const std::vector<double> edges = crossings(region, point.y);
    return std::count_if(edges.begin(), edges.end(), [&](double x) { return x > point.x; }) % 2 == 1;
}

void addStrips(const IgnoredRegion& region, PictureSize size, FrameLabels& labels)
{
    const auto [top, bottom] = std::minmax_element(region.corners.begin(), region.corners.end(),
                                                   [](const auto& a, const auto& b) { return a.y < b.y; });
    const double strips = std::clamp(std::floor((bottom->y - top->y) * size.height / kLeastStrip), 1.0, kMostStrips);
    const double height = (bottom->y - top->y) / strips;
    for (int i = 0; i < static_cast<int>(strips); ++i) {
        const double y = top->y + i * height;
        const std::vector<double> edges = crossings(region, y + 0.5 * height);
        for (std::size_t k = 0; k + 1 < edges.size(); k += 2)
            labels.push_back(
                {{static_cast<float>(edges[k] * size.width), static_cast<float>(y * size.height),
                  static_cast<float>(edges[k + 1] * size.width), static_cast<float>((y + height) * size.height)}});
    }
}

class LookOutside final : public GoldenLook {
public:
    LookOutside(IgnoredRegions regions, PictureSize size, std::unique_ptr<GoldenLook> look) :
        m_regions(std::move(regions)), m_size(size), m_look(std::move(look))
    {
    }

    void goOn(double part) override { m_look->goOn(part); }
    Result<std::vector<Detection>> finish() override
    {
        return m_look->finish().map(
            [this](std::vector<Detection>&& found) { return m_regions.outside(std::move(found), m_size); });
    }

private:
    IgnoredRegions m_regions;
    PictureSize m_size;
    std::unique_ptr<GoldenLook> m_look;
};

class GoldenOutside final : public GoldenModel {
public:
    GoldenOutside(IgnoredRegions regions, PictureSize size, std::shared_ptr<GoldenModel> model) :
        m_regions(std::move(regions)), m_size(size), m_model(std::move(model))
    {
    }

    Result<std::vector<Detection>> detect(const VideoFrame& frame) override
    {
        auto found = m_model->detect(frame);
        if (!found)
            return found;
        return m_regions.outside(std::move(*found), {frame.width, frame.height});
    }

    std::unique_ptr<GoldenLook> look(const VideoFrame& frame) override
    {
        auto look = m_model->look(frame);
        if (!look)
            return nullptr;
        return std::make_unique<LookOutside>(m_regions, PictureSize{frame.width, frame.height}, std::move(look));
    }

    std::string description() const override { return m_model->description(); }
    std::string fingerprint() const override
    {
        return m_model->fingerprint() + " outside of " + m_regions.fingerprint();
    }
    bool lastWasCached() const override { return m_model->lastWasCached(); }
    bool knows(const VideoFrame& frame) const override { return m_model->knows(frame); }
    bool mayServe() const override { return m_model->mayServe(); }
    std::optional<FrameLabels> reference(std::int64_t frame) const override
    {
        auto labels = m_model->reference(frame);
        return labels ? std::optional(m_regions.outside(std::move(*labels), m_size)) : std::nullopt;
    }
    std::string costShape() const override { return m_model->costShape(); }

private:
    IgnoredRegions m_regions;
    PictureSize m_size;
    std::shared_ptr<GoldenModel> m_model;
};

} // namespace

IgnoredRegions::IgnoredRegions(std::vector<IgnoredRegion> regions) :
    m_regions(regions.empty() ? nullptr : std::make_shared<const std::vector<IgnoredRegion>>(std::move(regions)))
{
}

std::string IgnoredRegions::fingerprint() const
{
    if (empty())
        return {};
    ContentHash hash;
    for (const IgnoredRegion& region : *m_regions) {
        hash.add(static_cast<std::int64_t>(region.corners.size()));
        for (const PicturePoint& corner : region.corners)
            for (const double coordinate : {corner.x, corner.y})
                hash.add(std::bit_cast<std::int64_t>(coordinate));
    }
    return hash.hex();
}

bool IgnoredRegions::covers(const Box& box, PictureSize size) const
{
    if (empty() || size.width <= 0 || size.height <= 0)
        return false;
    const PicturePoint middle{middleWithin(box.x1, box.x2, size.width), middleWithin(box.y1, box.y2, size.height)};
    return std::any_of(m_regions->begin(), m_regions->end(),
                       [&](const IgnoredRegion& region) { return isInside(region, middle); });
}

std::vector<Detection> IgnoredRegions::outside(std::vector<Detection> predictions, PictureSize size) const
{
    std::erase_if(predictions, [&](const Detection& found) { return covers(found.box, size); });
    return predictions;
}

FrameLabels IgnoredRegions::outside(FrameLabels labels, PictureSize size) const
{
    std::erase_if(labels, [&](const LabelledObject& object) { return covers(object.box, size); });
    return labels;
}

FrameLabels IgnoredRegions::asIgnoredObjects(PictureSize size) const
{
    FrameLabels labels;
    if (empty())
        return labels;
    for (const IgnoredRegion& region : *m_regions)
        addStrips(region, size, labels);
    return labels;
}

std::shared_ptr<GoldenModel> outsideOf(IgnoredRegions regions, PictureSize size, std::shared_ptr<GoldenModel> model)
{
    if (regions.empty())
        return model;
    return std::make_shared<GoldenOutside>(std::move(regions), size, std::move(model));
}

} // namespace jackdaw::vision
