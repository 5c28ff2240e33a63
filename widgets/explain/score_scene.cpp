// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/score_scene.h"

#include "widgets/theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

/// More marks would lie over each other, and take longer to paint than a step may.
constexpr std::size_t kMostMarks = 500;

/// Of the texts below, for the sake of translation.
class Words {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::ScoreScene)
};

ChartLine bestLine(const PlanSearch& search, const Theme& theme)
{
    ChartLine line{{}, theme.accent, 1.8, Qt::SolidLine, {}};
    double best = *search.best(0);
    line.points.emplace_back(0, best);
    for (std::size_t step = 1; step <= search.lastStep(); ++step)
        if (search.move(step).verdict == MoveVerdict::Accepted) {
            line.points.emplace_back(static_cast<double>(step), best);
            best = search.move(step).score;
            line.points.emplace_back(static_cast<double>(step), best);
        }
    line.points.emplace_back(static_cast<double>(search.lastStep()), best);
    return line;
}

/// What was tried: all of a short search, of a long one every so many.
ChartMarks triedMarks(const PlanSearch& search, const Theme& theme)
{
    ChartMarks tried{{}, theme.mutedText, MarkShape::Disc, 3.0, {}};
    const std::size_t stride = std::max<std::size_t>(1, search.lastStep() / kMostMarks);
    for (std::size_t step = 1; step <= search.lastStep(); step += stride)
        if (search.move(step).verdict != MoveVerdict::Infeasible)
            tried.points.emplace_back(static_cast<double>(step), search.move(step).score);
    return tried;
}

/// The best score's range with some room below: trials that are far worse would flatten it.
void fitVertically(ChartScene& scene, const PlanSearch& search)
{
    const double low = *search.best(0);
    const double high = *search.best(search.lastStep());
    const double room = std::max(0.02, 0.6 * (high - low));
    scene.yLow = std::max(0.0, low - room);
    scene.yHigh = std::min(1.0, high + 0.25 * room);
    std::erase_if(scene.marks.front().points,
                  [&](const QPointF& point) { return point.y() < scene.yLow || point.y() > scene.yHigh; });
}

} // namespace

ChartScene scoreScene(const PlanSearch& search, std::size_t step, const QPalette& palette)
{
    const Theme& theme = themeFor(palette);
    ChartScene scene;
    scene.xTitle = Words::tr("tried move");
    scene.yTitle = Words::tr("score: best so far, and tried");
    if (search.lastStep() == 0) {
        scene.emptyText = Words::tr("No move was tried.");
        return scene;
    }
    scene.xHigh = std::max(1.0, static_cast<double>(search.lastStep()));
    scene.marks.push_back(triedMarks(search, theme));
    scene.lines.push_back(bestLine(search, theme));
    scene.rules.push_back({static_cast<double>(step), Qt::Vertical, theme.cursor, Qt::SolidLine, {}});
    fitVertically(scene, search);
    return scene;
}

} // namespace jackdaw::widgets
