// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/plan_words.h"

#include "widgets/theme/format.h"

namespace jackdaw::widgets {

QString PlanWords::job(const SessionState& state, const PlanComputed& plan, const PlanJob& job)
{
    QString who = tr("stream %1").arg(job.stream);
    if (job.stream < plan.streams.size()) {
        const CameraId id = plan.streams[job.stream].camera;
        const CameraState* camera = findCamera(state, id);
        who =
            format::text(cameraLetter(id)) + QLatin1Char(' ') + (camera ? format::text(camera->info.name) : QString());
    }
    return job.kind == PlannedJob::Inference ? tr("inference of %1").arg(who) : tr("retraining of %1").arg(who);
}

QString PlanWords::steal(const SessionState& state, const PlanComputed& plan, const PlanMove& move)
{
    QString thief = job(state, plan, move.thief);
    thief[0] = thief[0].toUpper();
    return tr("%1 takes %2 from %3: mean accuracy %4 → %5")
        .arg(thief, format::share(move.amount), job(state, plan, move.victim))
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

QString PlanWords::headline(const PlanState& plan)
{
    return tr("Window %1 · %2 · %3 · expected mean accuracy %4")
        .arg(plan.plan.window.value)
        .arg(format::text(plan.plan.planner), format::text(plan.plan.reason),
             format::accuracy(plan.plan.expected.value));
}

} // namespace jackdaw::widgets
