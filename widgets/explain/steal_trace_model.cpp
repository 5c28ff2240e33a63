// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/steal_trace_model.h"

#include "widgets/explain/explain_words.h"
#include "widgets/theme/format.h"

#include <QFont>

#include <algorithm>
#include <array>
#include <set>

namespace jackdaw::widgets {
namespace {

/// "retrain B Gate": short, as columns are.
QString shortName(const SessionState& state, const PlannedJob& job)
{
    QStringList owners;
    for (const CameraId owner : job.owners) {
        const CameraState* camera = findCamera(state, owner);
        owners << format::text(cameraLetter(owner)) + QLatin1Char(' ')
                + (camera ? format::text(camera->info.name) : QString());
    }
    return format::jobKindShort(job.kind) + QLatin1Char(' ') + owners.join(QStringLiteral(", "));
}

} // namespace

void StealTraceModel::show(const SessionState& state, PlanSearch search)
{
    beginResetModel();
    m_search = std::move(search);
    m_jobs.clear();
    if (const PlanComputed* plan = m_search.plan())
        for (std::size_t job = 0; job < plan->jobs.size(); ++job)
            m_jobs.push_back(shortName(state, plan->jobs[job]));
    build();
    endResetModel();
}

void StealTraceModel::setOnlyKept(bool only)
{
    if (only == m_onlyKept)
        return;
    beginResetModel();
    m_onlyKept = only;
    build();
    endResetModel();
}

std::size_t StealTraceModel::decisiveFrom() const
{
    return m_search.plan() ? m_search.plan()->trace.size() - m_search.lastStep() : 0;
}

void StealTraceModel::build()
{
    m_items.clear();
    if (!m_onlyKept)
        for (const auto& lost : m_search.lostSearches())
            m_items.push_back({lost.first, lost.count, true, lost.best});
    const std::size_t from = decisiveFrom();
    bool folding = false;
    for (std::size_t step = 1; step <= m_search.lastStep(); ++step) {
        const bool kept = m_search.move(step).verdict == MoveVerdict::Accepted;
        if (!kept && folding)
            ++m_items.back().count;
        else if (kept || !m_onlyKept)
            m_items.push_back({from + step - 1, 1, false, 0.0});
        folding = !kept && !m_onlyKept;
    }
}

std::optional<std::size_t> StealTraceModel::traceIndex(const QModelIndex& index) const
{
    if (!index.isValid() || !m_search.plan())
        return std::nullopt;
    if (index.internalId() > 0)
        return m_items[index.internalId() - 1].first + static_cast<std::size_t>(index.row());
    const Item& item = m_items[static_cast<std::size_t>(index.row())];
    return isFolded(item) ? std::nullopt : std::optional(item.first);
}

const PlanMove* StealTraceModel::moveAt(const QModelIndex& index) const
{
    const auto place = traceIndex(index);
    return place ? &m_search.plan()->trace[*place] : nullptr;
}

std::optional<std::size_t> StealTraceModel::stepAt(const QModelIndex& index) const
{
    const auto place = traceIndex(index);
    return place && *place >= decisiveFrom() ? std::optional(*place - decisiveFrom() + 1) : std::nullopt;
}

QModelIndex StealTraceModel::indexOf(std::size_t step) const
{
    if (step == 0 || step > m_search.lastStep())
        return {};
    const std::size_t place = decisiveFrom() + step - 1;
    const auto after = std::upper_bound(m_items.begin(), m_items.end(), place,
                                        [](std::size_t p, const Item& item) { return p < item.first; });
    if (after == m_items.begin())
        return {};
    const auto item = std::prev(after);
    const int row = static_cast<int>(item - m_items.begin());
    if (place >= item->first + item->count)
        return {};
    return isFolded(*item) ? index(static_cast<int>(place - item->first), 0, index(row, 0)) : index(row, 0);
}

QModelIndex StealTraceModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex StealTraceModel::parent(const QModelIndex& child) const
{
    return child.isValid() && child.internalId() > 0
        ? createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr{0})
        : QModelIndex();
}

int StealTraceModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_items.size());
    if (parent.internalId() > 0 || parent.column() > 0)
        return 0;
    const Item& item = m_items[static_cast<std::size_t>(parent.row())];
    return isFolded(item) ? static_cast<int>(item.count) : 0;
}

int StealTraceModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString StealTraceModel::jobName(JobIndex job) const
{
    return job < m_jobs.size() ? m_jobs[job] : tr("job %1").arg(job);
}

QString StealTraceModel::moveText(const PlanMove& move, std::size_t place, int column) const
{
    switch (column) {
    case Step: return place >= decisiveFrom() ? QString::number(place - decisiveFrom() + 1) : QString();
    case Thief: return jobName(move.thief);
    case Victim: return jobName(move.victim);
    case Amount: return ExplainWords::amount(move.amount);
    case Score: return ExplainWords::score(move.score);
    case Change: return ExplainWords::change(move.score - move.bestBefore);
    case Verdict: return ExplainWords::verdict(move.verdict);
    default: return {};
    }
}

QString StealTraceModel::itemText(const Item& item, int column) const
{
    if (item.lost) {
        switch (column) {
        case Step: return tr("lost");
        case Thief: return tr("moves: %1").arg(item.count);
        case Victim: return tr("from another start");
        case Score: return ExplainWords::score(item.best);
        case Verdict: return tr("ended no higher");
        default: return {};
        }
    }
    const auto& trace = m_search.plan()->trace;
    std::set<std::pair<JobIndex, JobIndex>> pairs;
    double best = 0.0;
    for (std::size_t i = item.first; i < item.first + item.count; ++i) {
        pairs.emplace(trace[i].thief, trace[i].victim);
        best = std::max<double>(best, trace[i].score);
    }
    switch (column) {
    case Step:
        return QStringLiteral("%1–%2")
            .arg(item.first - decisiveFrom() + 1)
            .arg(item.first - decisiveFrom() + item.count);
    case Thief: return tr("trials: %1").arg(item.count);
    case Victim: return tr("pairs: %1").arg(pairs.size());
    case Score: return ExplainWords::score(best);
    case Change: return ExplainWords::change(best - trace[item.first].bestBefore);
    case Verdict: return tr("no gain: put back");
    default: return {};
    }
}

QVariant StealTraceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PlanMove* move = moveAt(index);
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    if (role == Qt::ToolTipRole)
        return headerData(index.column(), Qt::Horizontal, Qt::ToolTipRole);
    if (role == Qt::FontRole && move && move->verdict == MoveVerdict::Accepted && index.internalId() == 0) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role != Qt::DisplayRole)
        return {};
    return move ? moveText(*move, *traceIndex(index), index.column())
                : itemText(m_items[static_cast<std::size_t>(index.row())], index.column());
}

QVariant StealTraceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> titles = {tr("Step"),   tr("Thief"), tr("Victim"), tr("Verdict"),
                                                     tr("Amount"), tr("Score"), tr("Change")};
    const std::array<QString, ColumnCount> tips = {
        tr("Number of the tried move in the search that decided"),
        tr("The job that would get more"),
        tr("The job that would give it"),
        tr("Kept: strictly better than the best before. Otherwise the share was put back."),
        tr("Share that is moved, in devices (1 = a whole one)"),
        tr("What the planner expects with the moved share: mean window accuracy over the cameras, 0 to 1"),
        tr("Score less the best score before the move")};
    const auto column = static_cast<std::size_t>(section);
    if (role == Qt::DisplayRole)
        return titles[column];
    if (role == Qt::ToolTipRole)
        return tips[column];
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Amount || section == Score || section == Change;
        return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

} // namespace jackdaw::widgets
