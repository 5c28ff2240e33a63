// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/explain_words.h"

#include "widgets/plan/plan_words.h"
#include "widgets/theme/format.h"

#include <QStringList>

#include <cmath>

namespace jackdaw::widgets {
namespace {

QString paragraph(const QString& text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(text);
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text.front() = text.front().toUpper();
    return text;
}

const ConfigurationEstimate* estimateFor(const SessionState& state, const PlanComputed& plan, CameraId camera,
                                         ConfigurationId configuration)
{
    const CameraState* known = findCamera(state, camera);
    const ProfileState* profile = known ? findProfile(*known, plan.window) : nullptr;
    if (!profile || !profile->estimated)
        return nullptr;
    for (const ConfigurationEstimate& estimate : profile->estimated->estimates)
        if (estimate.configuration == configuration)
            return &estimate;
    return nullptr;
}

} // namespace

QString ExplainWords::amount(double share)
{
    return QString::number(share, 'f', share != 0.0 && std::abs(share) < 0.01 ? 4 : 2);
}

QString ExplainWords::score(double score)
{
    return QString::number(score, 'f', 4);
}

QString ExplainWords::change(double change)
{
    const bool nothing = std::abs(change) < 5e-5;
    return (nothing          ? QString()
                : change < 0 ? QStringLiteral("−")
                             : QStringLiteral("+"))
        + QString::number(nothing ? 0.0 : std::abs(change), 'f', 4);
}

QString ExplainWords::verdict(MoveVerdict verdict)
{
    switch (verdict) {
    case MoveVerdict::Accepted: return tr("kept");
    case MoveVerdict::Worse: return tr("put back: not better");
    case MoveVerdict::Infeasible: return tr("put back: breaks a limit");
    case MoveVerdict::Capped: return tr("put back: the victim had less");
    }
    return {};
}

std::optional<double> expectedMean(const PlanComputed& plan)
{
    double sum = 0.0;
    int count = 0;
    for (const PlannedJob& job : plan.jobs)
        if (job.kind == JobKind::Inference && job.expected) {
            sum += job.expected->value;
            ++count;
        }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::optional<double> outcomeMean(const SessionState& state, WindowId id)
{
    double sum = 0.0;
    int count = 0;
    for (const WindowState& window : state.windows)
        if (window.window == id && window.closed)
            for (const CameraWindow& camera : window.cameras)
                if (camera.studentGolden) {
                    sum += camera.studentGolden->value.value;
                    ++count;
                }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

QString ExplainWords::headline(const SessionState& state, const PlanState& shown, const PlanSearch& search)
{
    const PlanComputed& plan = shown.plan;
    QString reason = format::text(plan.reason);
    if (reason.endsWith(QLatin1Char('.')))
        reason.chop(1);
    QStringList parts{
        QStringLiteral("<b>%1</b>, %2").arg(capital(format::windowName(state, plan.window)), format::clock(shown.time)),
        tr("planner %1").arg(format::text(plan.planner).toHtmlEscaped()), reason.toHtmlEscaped()};
    if (search.lastStep() > 0)
        parts << tr("score %1 → <b>%2</b> (%3)")
                     .arg(score(*search.best(0)), score(*search.best(search.lastStep())),
                          change(*search.best(search.lastStep()) - *search.best(0)));
    if (const auto expected = expectedMean(plan)) {
        const auto outcome = outcomeMean(state, plan.window);
        parts
            << (outcome
                    ? tr("cameras' mean: expected %1, came to <b>%2</b>")
                          .arg(format::accuracy(*expected), format::accuracy(*outcome))
                    : tr("cameras' mean: expected %1, the window is not closed yet").arg(format::accuracy(*expected)));
    }
    return parts.join(QStringLiteral("  ·  "));
}

QString ExplainWords::startStep(const PlanSearch& search)
{
    const QString first = tr("The search begins with the shares in the table below.");
    if (search.lastStep() == 0)
        return paragraph(first);
    return paragraph(first)
        + paragraph(
               tr("With them the planner expects a score of <b>%1</b>: the mean over the cameras of their accuracy "
                  "over the rest of the window. From here it takes shares from one job and gives them to another, "
                  "and keeps what makes the score better.")
                   .arg(score(*search.best(0))))
        + paragraph(search.keptCount() > 0
                        ? tr("%1 moves were tried, %2 of them kept.").arg(search.lastStep()).arg(search.keptCount())
                        : tr("%1 moves were tried; none made the score better, so the beginning stands.")
                              .arg(search.lastStep()));
}

QString ExplainWords::moved(const SessionState& state, const PlanComputed& plan, const PlanMove& move,
                            double thiefBefore, double victimBefore)
{
    const QString thief = PlanWords::job(state, plan, move.thief).toHtmlEscaped();
    const QString victim = PlanWords::victim(state, plan, move).toHtmlEscaped();
    const bool kept = move.verdict == MoveVerdict::Accepted;
    const QString who =
        kept ? tr("<b>%1</b> takes <b>%2</b> from <b>%3</b>.") : tr("<b>%1</b> would take <b>%2</b> from <b>%3</b>.");
    QString text = who.arg(capital(thief), amount(move.amount), victim);
    text += QLatin1Char(' ')
        + tr("The thief goes from %1 to %2, the victim from %3 to %4.")
              .arg(amount(thiefBefore), amount(move.thiefAfter.share), amount(victimBefore),
                   amount(move.victimAfter.share));
    return text;
}

QString ExplainWords::judged(const PlanMove& move)
{
    const double gain = move.score - move.bestBefore;
    const QString scores =
        tr("Score %1, best before %2: %3.").arg(score(move.score), score(move.bestBefore), change(gain));
    switch (move.verdict) {
    case MoveVerdict::Accepted:
        return scores + QLatin1Char(' ') + tr("That is the best so far, so the move is <b>kept</b>.");
    case MoveVerdict::Worse:
        return scores + QLatin1Char(' ') + tr("That is not better, so the share is <b>put back</b>.");
    case MoveVerdict::Infeasible:
        return tr(
            "The shares would break a limit, for example a camera's least accuracy. The share is <b>put back</b>.");
    case MoveVerdict::Capped:
        return scores + QLatin1Char(' ')
            + tr("The victim had less than the step of the search and gave what it had. The share is <b>put back</b>.");
    }
    return {};
}

/// What the thief's or the victim's retraining is worth, as its profile has it.
QString ExplainWords::estimate(const SessionState& state, const PlanComputed& plan, const PlanMove& move)
{
    QString text;
    for (const auto& [index, after] :
         {std::pair(move.thief, move.thiefAfter), std::pair(move.victim, move.victimAfter)}) {
        if (index >= plan.jobs.size() || !after.configuration || plan.jobs[index].owners.empty()
            || plan.jobs[index].kind == JobKind::Inference)
            continue;
        const CameraId camera = plan.jobs[index].owners.front();
        const QString name = format::text(configurationName(state, *after.configuration)).toHtmlEscaped();
        const QString letter = format::text(cameraLetter(camera));
        const ConfigurationEstimate* known = estimateFor(state, plan, camera, *after.configuration);
        if (!known) {
            text +=
                paragraph(tr("%1 would be retrained with “%2”; what that brings is expected from history, it was not "
                             "profiled in this window.")
                              .arg(letter, name));
            continue;
        }
        QString sentence =
            tr("%1 would be retrained with “%2”: its profile expects a held-out accuracy of %3 (%4 to %5) "
               "for %6.")
                .arg(letter, name, format::accuracy(known->accuracy.value), format::accuracy(known->interval.low),
                     format::accuracy(known->interval.high), format::gpuSeconds(known->cost));
        if (after.share > 0) {
            const double seconds = known->cost.value / after.share;
            const double left = toSeconds(plan.remaining);
            sentence += QLatin1Char(' ')
                + (seconds <= left ? tr("At a share of %1 that takes %2 s of the %3 s left.")
                                   : tr("At a share of %1 that would take %2 s; only %3 s are left."))
                      .arg(amount(after.share))
                      .arg(seconds, 0, 'f', 0)
                      .arg(left, 0, 'f', 0);
        }
        text += paragraph(sentence
                          + QStringLiteral(" <a href=\"camera:%1\">%2</a>").arg(camera.value).arg(tr("Its estimates")));
    }
    return text;
}

QString ExplainWords::step(const SessionState& state, const PlanSearch& search, std::size_t step)
{
    if (!search.plan())
        return {};
    if (step == 0 || step > search.lastStep())
        return startStep(search);
    const PlanComputed& plan = *search.plan();
    const PlanMove& move = search.move(step);
    const std::vector<double> before = search.before(step);
    const auto shareOf = [&](JobIndex job) { return job < before.size() ? before[job] : 0.0; };
    return paragraph(moved(state, plan, move, shareOf(move.thief), shareOf(move.victim))) + paragraph(judged(move))
        + estimate(state, plan, move);
}

QString ExplainWords::withoutPlan()
{
    return paragraph(
               tr("Once there is a plan, this page tells how it was found: which job took a share from which other, "
                  "what the planner expected of it, and whether the share was kept or put back."))
        + paragraph(tr("In a recording go to the next window with Ctrl+Right."));
}

QString ExplainWords::withoutSearch(const PlanComputed& plan)
{
    QString html =
        paragraph(tr("The planner “%1” tried no moves here: its shares follow from a rule, or nothing was left "
                     "to choose.")
                      .arg(format::text(plan.planner).toHtmlEscaped()));
    for (const std::string& sentence : plan.explanation)
        html += paragraph(format::text(sentence).toHtmlEscaped());
    return html;
}

} // namespace jackdaw::widgets
