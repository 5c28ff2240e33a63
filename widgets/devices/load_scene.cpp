// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/load_scene.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace jackdaw::widgets {
namespace {

/// Columns of the range that shares are averaged over: about one per two pixels.
constexpr std::size_t kColumns = 240;
constexpr std::size_t kKinds = 3; ///< inference, labelling and profiling, retraining

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::LoadScene)
};

std::size_t layerOf(JobKind kind)
{
    const LoadLayer layer = kind == JobKind::Inference ? LoadLayer::Inference
        : kind == JobKind::Retraining                  ? LoadLayer::Retraining
                                                       : LoadLayer::Preparation;
    return static_cast<std::size_t>(layer);
}

/// Mean shares in each column of a range.
struct Load {
    std::array<std::array<double, kColumns>, kKinds> granted{};
    std::array<double, kColumns> asked{};
    std::array<double, kColumns> used{};
    std::size_t known = 0; ///< columns that something is known of
};

class LoadSum {
public:
    LoadSum(TimeRange range, Nanoseconds now) : m_range(range), m_now(now) { }

    void add(std::size_t layer, const std::vector<ShareSample>& shares)
    {
        for (const ShareSample& stretch : shares)
            addStretch(layer, stretch);
    }

    Load result() const
    {
        Load load = m_load;
        const double part = toSeconds(m_now - m_range.start) / toSeconds(m_range.length());
        load.known = static_cast<std::size_t>(std::clamp(part, 0.0, 1.0) * kColumns);
        return load;
    }

private:
    void addStretch(std::size_t layer, const ShareSample& stretch)
    {
        const double width = toSeconds(m_range.length()) / kColumns;
        const double from = std::max(0.0, toSeconds(stretch.start - m_range.start) / width);
        const double to = std::min<double>(kColumns, toSeconds(stretch.end - m_range.start) / width);
        for (double at = from; at < to;) {
            const auto column = static_cast<std::size_t>(at);
            const double next = std::min(to, std::floor(at) + 1.0);
            if (column >= kColumns)
                break;
            m_load.granted[layer][column] += stretch.granted * (next - at);
            m_load.asked[column] += stretch.requested * (next - at);
            m_load.used[column] += stretch.used * (next - at);
            at = next;
        }
    }

    TimeRange m_range;
    Nanoseconds m_now;
    Load m_load;
};

double timeOf(std::size_t column, TimeRange range)
{
    return toSeconds(range.start) + (static_cast<double>(column) + 0.5) * toSeconds(range.length()) / kColumns;
}

void addLayers(ChartScene& scene, const Load& load, TimeRange range, const Theme& theme)
{
    std::array<double, kColumns> base{};
    for (std::size_t layer = 0; layer < kKinds; ++layer) {
        ChartBand band{{}, {}, loadColour(static_cast<LoadLayer>(layer), theme)};
        for (std::size_t column = 0; column < load.known; ++column) {
            band.lower.emplace_back(timeOf(column, range), base[column]);
            base[column] += load.granted[layer][column];
            band.upper.emplace_back(timeOf(column, range), base[column]);
            scene.yHigh = std::max(scene.yHigh, base[column]);
        }
        scene.bands.push_back(std::move(band));
    }
}

void addLine(ChartScene& scene, const std::array<double, kColumns>& values, std::size_t known, TimeRange range,
             const QColor& colour, Qt::PenStyle style)
{
    ChartLine line{{}, colour, 1.4, style, {}};
    for (std::size_t column = 0; column < known; ++column) {
        line.points.emplace_back(timeOf(column, range), values[column]);
        scene.yHigh = std::max(scene.yHigh, values[column]);
    }
    scene.lines.push_back(std::move(line));
}

} // namespace

QColor loadColour(LoadLayer layer, const Theme& theme)
{
    switch (layer) {
    case LoadLayer::Inference: return mixed(theme.panel, theme.accent, 0.5);
    case LoadLayer::Preparation: return mixed(theme.panel, theme.mutedText, 0.5);
    case LoadLayer::Retraining: return mixed(theme.panel, theme.good, 0.5);
    }
    return theme.panel;
}

ChartScene loadScene(const SessionState& state, const DeviceRecords& records, TimeRange range,
                     std::optional<DeviceId> device, const QPalette& palette)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = Words::tr("session time");
    scene.yTitle = Words::tr("share, in devices");
    scene.xIsTime = true;
    scene.xLow = toSeconds(range.start);
    scene.xHigh = std::max(scene.xLow + 0.1, toSeconds(range.end));
    if (state.lanes.empty()) {
        scene.emptyText = Words::tr("No job has run yet. Jobs appear with the first retraining window.");
        return scene;
    }
    LoadSum sum(range, std::min(state.time, range.end));
    for (const Lane& lane : state.lanes)
        if (!device || lane.device == *device)
            sum.add(layerOf(lane.kind), records.shares(lane, range, state.time));
    const Load load = sum.result();
    scene.yHigh = 0.1;
    addLayers(scene, load, range, theme);
    addLine(scene, load.asked, load.known, range, theme.warning, Qt::DashLine);
    addLine(scene, load.used, load.known, range, theme.text, Qt::SolidLine);
    for (const WindowState& window : state.windows)
        scene.rules.push_back(
            {toSeconds(window.start), Qt::Vertical, theme.outline, Qt::SolidLine,
             window.counted ? QStringLiteral("w%1").arg(window.window.value) : Words::tr("first students")});
    scene.yHigh *= 1.08;
    return scene;
}

} // namespace jackdaw::widgets
