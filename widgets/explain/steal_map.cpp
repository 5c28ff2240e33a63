// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/steal_map.h"

#include "widgets/explain/explain_words.h"
#include "widgets/plan/plan_words.h"
#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <set>

namespace jackdaw::widgets {
namespace {

constexpr int kLargestCell = 34;
constexpr int kSmallestCell = 5;

/// "B re": the camera's letter and its kind of job.
QString shortName(const PlannedJob& job)
{
    if (job.owners.empty())
        return format::jobKindShort(job.kind);
    return format::text(cameraLetter(job.owners.front())) + QLatin1Char(' ') + format::jobKindShort(job.kind);
}

} // namespace

StealMap::StealMap(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("stealMap"));
    setAccessibleName(tr("Map of thieves and victims"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
}

void StealMap::show(const SessionState& state, const PlanSearch& search)
{
    m_search = search;
    m_cells.clear();
    m_jobs.clear();
    m_names.clear();
    m_letters.clear();
    m_largest = 0.0;
    std::set<JobIndex> jobs;
    for (std::size_t step = 1; step <= search.lastStep(); ++step) {
        const PlanMove& move = search.move(step);
        Cell& cell = m_cells[{move.thief, move.victim}];
        const double change = move.score - move.bestBefore;
        if (cell.trials++ == 0 || change > cell.bestChange) {
            cell.bestChange = change;
            cell.bestStep = step;
        }
        cell.kept += move.verdict == MoveVerdict::Accepted ? 1 : 0;
        m_largest = std::max(m_largest, change);
        jobs.insert({move.thief, move.victim});
    }
    m_jobs.assign(jobs.begin(), jobs.end());
    if (search.plan())
        for (std::size_t job = 0; job < search.plan()->jobs.size(); ++job) {
            m_names.push_back(PlanWords::job(state, *search.plan(), static_cast<JobIndex>(job)));
            m_letters.push_back(shortName(search.plan()->jobs[job]));
        }
    setAccessibleDescription(tr("%1 pairs were tried").arg(m_cells.size()));
    update();
}

void StealMap::setStep(std::size_t step)
{
    m_step = step;
    update();
}

StealMap::Grid StealMap::grid() const
{
    int widest = 0;
    for (const JobIndex job : m_jobs)
        if (job < m_letters.size())
            widest = std::max(widest, fontMetrics().horizontalAdvance(m_letters[job]));
    const int line = fontMetrics().height();
    const int left = widest + 12 + line;
    const int top = widest + 12 + line;
    const int count = std::max<int>(1, static_cast<int>(m_jobs.size()));
    const int room = std::min(width() - left - 8, height() - top - 8);
    return {left, top, std::clamp(room / count, kSmallestCell, kLargestCell)};
}

QRect StealMap::cellRect(JobIndex thief, JobIndex victim) const
{
    const auto row = std::find(m_jobs.begin(), m_jobs.end(), thief);
    const auto column = std::find(m_jobs.begin(), m_jobs.end(), victim);
    if (row == m_jobs.end() || column == m_jobs.end())
        return {};
    const Grid place = grid();
    return {place.left + static_cast<int>(column - m_jobs.begin()) * place.size,
            place.top + static_cast<int>(row - m_jobs.begin()) * place.size, place.size - 1, place.size - 1};
}

std::optional<StealMap::Pair> StealMap::pairAt(const QPoint& place) const
{
    const Grid at = grid();
    const int count = static_cast<int>(m_jobs.size());
    if (place.x() < at.left || place.y() < at.top)
        return std::nullopt;
    const int column = (place.x() - at.left) / at.size;
    const int row = (place.y() - at.top) / at.size;
    if (column >= count || row >= count)
        return std::nullopt;
    return Pair{m_jobs[static_cast<std::size_t>(row)], m_jobs[static_cast<std::size_t>(column)]};
}

QString StealMap::tipAt(const QPoint& place) const
{
    const auto pair = pairAt(place);
    const auto cell = pair ? m_cells.find(*pair) : m_cells.end();
    if (cell == m_cells.end())
        return {};
    const auto name = [&](JobIndex job) { return job < m_names.size() ? m_names[job] : tr("job %1").arg(job); };
    return tr("%1 from %2: %3 trials, %4 kept; best %5 (step %6)")
        .arg(name(pair->first), name(pair->second))
        .arg(cell->second.trials)
        .arg(cell->second.kept)
        .arg(ExplainWords::change(cell->second.bestChange))
        .arg(cell->second.bestStep);
}

TableTwin StealMap::twin() const
{
    TableTwin twin{{{tr("Thief"), tr("The job that takes"), false},
                    {tr("Victim"), tr("The job that gives"), false},
                    {tr("Trials"), tr("Moves of this pair that were tried")},
                    {tr("Kept"), tr("Of these, moves that were kept")},
                    {tr("Best change of the score"), tr("What the best trial of the pair would have brought")},
                    {tr("Step"), tr("Of the best trial")}},
                   {}};
    const auto name = [&](JobIndex job) { return job < m_names.size() ? m_names[job] : tr("job %1").arg(job); };
    const auto count = [](auto value) { return ValueCell{QString::number(value), static_cast<int>(value)}; };
    for (const auto& [pair, cell] : m_cells)
        twin.rows.push_back({{name(pair.first), {}},
                             {name(pair.second), {}},
                             count(cell.trials),
                             count(cell.kept),
                             {ExplainWords::change(cell.bestChange), cell.bestChange},
                             count(cell.bestStep)});
    return twin;
}

void StealMap::paintLabels(QPainter& painter, const Grid& at) const
{
    const Theme& theme = themeFor(palette());
    const int line = fontMetrics().height();
    const int extent = static_cast<int>(m_jobs.size()) * at.size;
    painter.setPen(theme.mutedText);
    painter.drawText(QRect(at.left, 2, width() - at.left, line), Qt::AlignLeft, tr("victim: gives"));
    painter.save();
    painter.translate(2, at.top + extent);
    painter.rotate(-90);
    painter.drawText(QRect(0, 0, std::max(extent, 90), line), Qt::AlignLeft, tr("thief: takes"));
    painter.restore();
    if (at.size < line - 2)
        return; // names would lie over each other; a cell's tip tells them
    painter.setPen(theme.text);
    for (std::size_t i = 0; i < m_jobs.size(); ++i) {
        const int offset = static_cast<int>(i) * at.size;
        const QString name = m_jobs[i] < m_letters.size() ? m_letters[m_jobs[i]] : QString();
        painter.drawText(QRect(line, at.top + offset, at.left - line - 4, at.size), Qt::AlignRight | Qt::AlignVCenter,
                         name);
        painter.save();
        painter.translate(at.left + offset, at.top - 4);
        painter.rotate(-90);
        painter.drawText(QRect(0, 0, at.top - line, at.size), Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.restore();
    }
}

void StealMap::paintCell(QPainter& painter, const Pair& pair, const Cell& cell) const
{
    const Theme& theme = themeFor(palette());
    const QRect place = cellRect(pair.first, pair.second);
    const double strength = cell.bestChange > 0 && m_largest > 0 ? 0.25 + 0.75 * cell.bestChange / m_largest : 0.0;
    painter.fillRect(place, strength > 0 ? mixed(theme.panel, theme.accent, strength) : theme.grid);
    if (cell.kept > 0 && place.width() >= 6) {
        painter.setPen(strength > 0.5 ? theme.panel : theme.text);
        painter.drawText(place, Qt::AlignCenter, place.width() < 14 ? QStringLiteral("•") : QString::number(cell.kept));
    }
}

void StealMap::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    if (m_jobs.empty()) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect().adjusted(8, 8, -8, -8), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap,
                         tr("No move was tried."));
        return;
    }
    paintLabels(painter, grid());
    for (const auto& [pair, cell] : m_cells)
        paintCell(painter, pair, cell);
    if (m_step == 0 || m_step > m_search.lastStep())
        return;
    const PlanMove& move = m_search.move(m_step);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.cursor, 2));
    painter.drawRect(cellRect(move.thief, move.victim).adjusted(-1, -1, 1, 1));
}

bool StealMap::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tipAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       tip.isEmpty()
                           ? tr("Each cell is a pair of jobs. Colour: what the best trial of the pair would "
                                "have brought; grey: nothing; number: moves that were kept. Click a cell to go "
                                "to its best trial.")
                           : format::plainTip(tip),
                       this);
    return true;
}

void StealMap::mousePressEvent(QMouseEvent* event)
{
    const auto pair = pairAt(event->position().toPoint());
    const auto cell = pair ? m_cells.find(*pair) : m_cells.end();
    if (cell != m_cells.end())
        Q_EMIT stepRequested(cell->second.bestStep);
}

} // namespace jackdaw::widgets
