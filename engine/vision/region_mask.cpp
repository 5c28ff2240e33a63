// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/region_mask.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <opencv2/imgproc.hpp>

namespace jackdaw::vision {
namespace {

constexpr int kLongestSide = 320; ///< cells
constexpr double kLeastArea = 4.0; ///< cells; smaller ones are what compression leaves
constexpr std::size_t kMostRegions = 64; ///< as a camera may have drawn ones
constexpr double kTolerance = 1.0; ///< cells; slanted edges are stairs of one cell

/// A mask as cells, dark ones and light ones.
class Cells {
public:
    explicit Cells(const VideoFrame& mask)
    {
        const double scale = std::min(1.0, static_cast<double>(kLongestSide) / std::max(mask.width, mask.height));
        m_width = std::max(1, static_cast<int>(std::lround(mask.width * scale)));
        m_height = std::max(1, static_cast<int>(std::lround(mask.height * scale)));
        for (int y = 0; y < m_height; ++y)
            for (int x = 0; x < m_width; ++x)
                m_isDark.push_back(shadeOf(mask, x, y) < 128.0);
    }

    int width() const { return m_width; }
    int height() const { return m_height; }
    bool isDark(int x, int y) const { return m_isDark[static_cast<std::size_t>(y * m_width + x)]; }
    std::size_t count() const { return m_isDark.size(); }
    std::size_t dark() const { return static_cast<std::size_t>(std::count(m_isDark.begin(), m_isDark.end(), true)); }

private:
    /// The mean of all that lies in a cell.
    double shadeOf(const VideoFrame& mask, int x, int y) const
    {
        const auto begin = [](int cell, int cells, int pixels) { return cell * pixels / cells; };
        const auto end = [&](int cell, int cells, int pixels) {
            return std::max(begin(cell, cells, pixels) + 1, begin(cell + 1, cells, pixels));
        };
        double sum = 0.0;
        double pixels = 0.0;
        for (int v = begin(y, m_height, mask.height); v < end(y, m_height, mask.height); ++v)
            for (int u = begin(x, m_width, mask.width); u < end(x, m_width, mask.width); ++u) {
                const auto at =
                    (static_cast<std::size_t>(v) * static_cast<std::size_t>(mask.width) + static_cast<std::size_t>(u))
                    * 3;
                sum += (mask.rgb()[at] + mask.rgb()[at + 1] + mask.rgb()[at + 2]) / 3.0;
                pixels += 1.0;
            }
        return sum / pixels;
    }

    int m_width = 0;
    int m_height = 0;
    std::vector<bool> m_isDark;
};

using Corners = std::vector<cv::Point>;

/// Positive around dark cells, negative around a hole in them.
double areaOf(const Corners& loop)
{
    double twice = 0.0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const cv::Point& a = loop[i];
        const cv::Point& b = loop[(i + 1) % loop.size()];
        twice += static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y;
    }
    return 0.5 * twice;
}

/// The edges of the dark cells of some columns, as closed ways along the sides of cells that have the dark on their
/// right.
class Edges {
public:
    Edges(const Cells& cells, int from, int to)
    {
        const auto isDark = [&](int x, int y) {
            return x >= from && x < to && y >= 0 && y < cells.height() && cells.isDark(x, y);
        };
        for (int y = 0; y < cells.height(); ++y)
            for (int x = from; x < to; ++x) {
                if (!isDark(x, y))
                    continue;
                add(!isDark(x, y - 1), {x, y}, {x + 1, y});
                add(!isDark(x + 1, y), {x + 1, y}, {x + 1, y + 1});
                add(!isDark(x, y + 1), {x + 1, y + 1}, {x, y + 1});
                add(!isDark(x - 1, y), {x, y + 1}, {x, y});
            }
    }

    std::vector<Corners> loops()
    {
        std::vector<Corners> found;
        while (!m_next.empty())
            found.push_back(loopFrom(m_next.begin()->first));
        return found;
    }

private:
    using Point = std::pair<int, int>;

    void add(bool isEdge, Point from, Point to)
    {
        if (isEdge)
            m_next[from].push_back(to);
    }

    /// Where cells meet at a corner alone the way stays with its own cell: it turns right.
    Point take(Point at, Point before)
    {
        const auto way = m_next.find(at);
        std::vector<Point>& ends = way->second;
        const Point right{at.first - (at.second - before.second), at.second + (at.first - before.first)};
        const auto turn = std::find(ends.begin(), ends.end(), right);
        const auto chosen = turn == ends.end() ? ends.begin() : turn;
        const Point next = *chosen;
        ends.erase(chosen);
        if (ends.empty())
            m_next.erase(way);
        return next;
    }

    Corners loopFrom(Point start)
    {
        Corners loop;
        Point before = start;
        Point at = take(start, start);
        while (at != start) {
            const Point next = take(at, before);
            const bool turns = next.first - at.first != at.first - before.first;
            if (turns)
                loop.emplace_back(at.first, at.second);
            before = std::exchange(at, next);
        }
        loop.emplace_back(start.first, start.second);
        return loop;
    }

    std::map<Point, std::vector<Point>> m_next; ///< ends of the edges that begin at a point
};

IgnoredRegion regionOf(const Corners& loop, const Cells& cells, const std::string& name)
{
    Corners few;
    cv::approxPolyDP(loop, few, kTolerance, true);
    IgnoredRegion region{name, {}};
    for (const cv::Point& corner : few)
        region.corners.push_back(
            {static_cast<double>(corner.x) / cells.width(), static_cast<double>(corner.y) / cells.height()});
    return region;
}

/// Where there are more parts and holes than any mask has, dividing them would take long.
bool isCrowded(const Cells& cells)
{
    const std::vector<Corners> loops = Edges(cells, 0, cells.width()).loops();
    const auto isLarge = [](const Corners& loop) { return std::abs(areaOf(loop)) >= kLeastArea; };
    return static_cast<std::size_t>(std::count_if(loops.begin(), loops.end(), isLarge)) > kMostRegions;
}

/// A polygon has no holes: where there is one the columns are divided at it.
void addRegions(const Cells& cells, int from, int to, const std::string& name, std::vector<IgnoredRegion>& regions)
{
    const std::vector<Corners> loops = Edges(cells, from, to).loops();
    for (const Corners& loop : loops) {
        if (areaOf(loop) > -kLeastArea)
            continue;
        const auto [left, right] =
            std::minmax_element(loop.begin(), loop.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
        const int middle = (left->x + right->x) / 2;
        addRegions(cells, from, middle, name, regions);
        addRegions(cells, middle, to, name, regions);
        return;
    }
    for (const Corners& loop : loops)
        if (areaOf(loop) >= kLeastArea && regions.size() <= kMostRegions)
            if (IgnoredRegion region = regionOf(loop, cells, name); region.corners.size() >= 3)
                regions.push_back(std::move(region));
}

} // namespace

Result<std::vector<IgnoredRegion>> regionsOfMask(const VideoFrame& mask, const std::string& name)
{
    const std::string subject = "The mask '" + name + "'";
    if (!mask.hasPixels())
        return fail(ErrorCode::InvalidInput, subject + " is no picture.");
    const std::string action = "What is black in a mask is passed over, what is white counts.";
    const Cells cells(mask);
    if (cells.dark() == cells.count())
        return fail(ErrorCode::InvalidInput, subject + " is dark everywhere: nothing of the picture would count.",
                    action);
    std::vector<IgnoredRegion> regions;
    const bool crowded = isCrowded(cells);
    if (!crowded)
        addRegions(cells, 0, cells.width(), name, regions);
    if (crowded || regions.size() > kMostRegions)
        return fail(ErrorCode::InvalidInput,
                    subject + " has more than " + std::to_string(kMostRegions)
                        + " dark parts, as a photograph has and no mask.",
                    action);
    if (regions.empty())
        return fail(ErrorCode::InvalidInput, subject + " is dark nowhere: nothing would be passed over.", action);
    return regions;
}

} // namespace jackdaw::vision
