// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/plan_words.h"

#include "widgets/theme/format.h"

namespace jackdaw::widgets {

QString PlanWords::job(const SessionState& state, const PlanComputed& plan, JobIndex index)
{
    if (index >= plan.jobs.size())
        return tr("job %1").arg(index);
    const PlannedJob& job = plan.jobs[index];
    QStringList owners;
    for (const CameraId owner : job.owners) {
        const CameraState* camera = findCamera(state, owner);
        owners << format::text(cameraLetter(owner)) + QLatin1Char(' ')
                + (camera ? format::text(camera->info.name) : QString());
    }
    return tr("%1 of %2").arg(format::jobKind(job.kind), owners.join(QStringLiteral(", ")));
}

QString PlanWords::victim(const SessionState& state, const PlanComputed& plan, const PlanMove& move)
{
    const bool known = move.thief < plan.jobs.size() && move.victim < plan.jobs.size();
    if (known && plan.jobs[move.thief].owners == plan.jobs[move.victim].owners)
        return tr("its own %1").arg(format::jobKind(plan.jobs[move.victim].kind));
    return job(state, plan, move.victim);
}

QString PlanWords::steal(const SessionState& state, const PlanComputed& plan, const PlanMove& move)
{
    QString thief = job(state, plan, move.thief);
    thief[0] = thief[0].toUpper();
    return tr("%1 takes %2 from %3: mean accuracy %4 → %5")
        .arg(thief, format::share(move.amount), victim(state, plan, move))
        .arg(move.bestBefore, 0, 'f', 3)
        .arg(move.score, 0, 'f', 3);
}

QStringList PlanWords::acceptedSteals(const SessionState& state, const PlanComputed& plan)
{
    QStringList sentences;
    for (const PlanMove& move : plan.trace)
        if (move.verdict == MoveVerdict::Accepted)
            sentences << steal(state, plan, move);
    return sentences;
}

QString PlanWords::headline(const SessionState& state, const PlanState& plan)
{
    QString reason = format::text(plan.plan.reason);
    if (reason.endsWith(QLatin1Char('.')))
        reason.chop(1);
    QString window = format::windowName(state, plan.plan.window);
    window.front() = window.front().toUpper();
    return tr("%1 · %2 · %3 · expected mean accuracy %4")
        .arg(window, format::text(plan.plan.planner), reason, format::accuracy(plan.plan.expected.value));
}

} // namespace jackdaw::widgets
