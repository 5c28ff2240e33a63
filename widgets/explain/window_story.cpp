// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/window_story.h"

#include "widgets/explain/explain_words.h"
#include "widgets/plan/plan_words.h"
#include "widgets/theme/format.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

QString paragraph(const QString& text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(text);
}

/// Rows of cells, the first of them titles; cells but the first are figures.
QString table(const std::vector<QStringList>& rows)
{
    QString html = QStringLiteral("<table cellpadding='1' cellspacing='4'>");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        html += QStringLiteral("<tr>");
        for (qsizetype j = 0; j < rows[i].size(); ++j)
            html += QStringLiteral("<%1 align='%2'>%3</%1>")
                        .arg(i == 0 ? QStringLiteral("th") : QStringLiteral("td"),
                             j == 0 ? QStringLiteral("left") : QStringLiteral("right"), rows[i][j].toHtmlEscaped());
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

QString nameOf(const SessionState& state, CameraId id)
{
    const CameraState* camera = findCamera(state, id);
    const QString letter = format::text(cameraLetter(id));
    return camera ? letter + QLatin1Char(' ') + format::text(camera->info.name) : letter;
}

QString figure(const std::optional<double>& accuracy)
{
    return accuracy ? format::accuracy(*accuracy) : QStringLiteral("–");
}

std::optional<double> valueOf(const CameraWindow& outcome)
{
    return outcome.studentGolden ? std::optional(outcome.studentGolden->value.value) : std::nullopt;
}

/// What a plan expects of a camera.
std::optional<double> expectedOf(const PlanComputed& plan, CameraId camera)
{
    for (const PlannedJob& job : plan.jobs)
        if (job.kind == JobKind::Inference && job.expected && job.owners == std::vector{camera})
            return job.expected->value;
    return std::nullopt;
}

const PlannedJob* jobOf(const PlanComputed& plan, CameraId camera, JobKind kind)
{
    for (const PlannedJob& job : plan.jobs)
        if (job.kind == kind && job.owners == std::vector{camera})
            return &job;
    return nullptr;
}

/// What a plan gives a camera to learn: retraining, and the labelling and profiling that come before it.
struct Learning {
    double share = 0.0;
    std::optional<ConfigurationId> configuration;
};

Learning learningOf(const PlanComputed& plan, CameraId camera)
{
    Learning learning;
    for (const PlannedJob& job : plan.jobs)
        if (job.owners == std::vector{camera} && job.configuration && job.share.value > 0.0) {
            learning.share += job.share.value;
            learning.configuration = job.configuration;
        }
    return learning;
}

const WindowState* windowOf(const SessionState& state, WindowId window)
{
    for (const WindowState& known : state.windows)
        if (known.window == window)
            return &known;
    return nullptr;
}

} // namespace

std::vector<StoryStep> WindowStory::of(const SessionState& state, WindowId id)
{
    Plans plans;
    for (const PlanState& plan : state.plans)
        if (plan.plan.window == id)
            plans.push_back(&plan);
    const WindowState* window = windowOf(state, id);
    if (plans.empty() || !window)
        return {};
    // The oldest plans are not kept: of a window whose first ones are gone nobody knows what it began with.
    if (plans.front() == &state.plans.front() && state.revisions.plans > state.plans.size())
        return {{tr("The window's first plans are no longer kept"),
                 paragraph(tr("So many plans were made since that it cannot be told how this window began. A later "
                              "window can be told, or this one while it is shown.")),
                 plans.front()->time, StoryPlace::Start}};
    std::vector<StoryStep> steps{beginning(state, *window, *plans.front()), firstPlan(*plans.front())};
    for (StoryStep& step : search(state, *plans.front()))
        steps.push_back(std::move(step));
    steps.push_back(promise(state, *plans.front()));
    if (plans.size() > 1)
        steps.push_back(planningAgain(plans));
    steps.push_back(retrainings(state, *window, *plans.back()));
    if (!window->idle.empty())
        steps.push_back(idle(*window, *plans.back()));
    steps.push_back(outcome(state, *window, plans));
    return steps;
}

StoryStep WindowStory::beginning(const SessionState& state, const WindowState& window, const PlanState& plan)
{
    const std::size_t devices = state.session ? state.session->devices.size() : 1;
    QString text = paragraph(tr("Cameras: %1, devices: %2. The window begins at %3 and lasts %4. Who gets how much is "
                                "decided by the planner “%5”.")
                                 .arg(state.cameras.size())
                                 .arg(devices)
                                 .arg(format::clock(window.start, false), format::duration(window.length),
                                      format::text(plan.plan.planner).toHtmlEscaped()));
    const WindowState* before = nullptr;
    for (const WindowState& known : state.windows)
        if (known.counted && known.closed && known.start < window.start)
            before = &known;
    if (before) {
        std::vector<QStringList> rows{{tr("camera"), tr("accuracy")}};
        for (const CameraWindow& camera : before->cameras)
            rows.push_back({nameOf(state, camera.camera), figure(valueOf(camera))});
        text +=
            paragraph(tr("So well did they see in the window before, held against the golden model:")) + table(rows);
    } else {
        text += paragraph(tr("It is the first window that counts: until now the first students were trained."));
    }
    return {tr("The window"), text, plan.time, StoryPlace::Start};
}

StoryStep WindowStory::firstPlan(const PlanState& plan)
{
    QString text =
        paragraph(tr("The first plan was made at %1 and looks %2 ahead. Why then: “%3”. The beginning of its "
                     "search stands on the right: these shares each job would have if nothing moved.")
                      .arg(format::clock(plan.time), format::duration(plan.plan.remaining),
                           format::text(plan.plan.reason).toHtmlEscaped()));
    if (!plan.plan.explanation.empty())
        text += paragraph(
            tr("The planner's own words: %1").arg(format::text(plan.plan.explanation.front()).toHtmlEscaped()));
    if (const auto mean = expectedMean(plan.plan))
        text += paragraph(
            tr("In the end it expected a mean accuracy of <b>%1</b> of the cameras. How it came there is told next.")
                .arg(format::accuracy(*mean)));
    return {tr("Planning begins"), text, plan.time, StoryPlace::Start};
}

std::vector<StoryStep> WindowStory::search(const SessionState& state, const PlanState& plan)
{
    const auto& kept = plan.plan.trace; // of views' plans the trace holds what was kept
    const std::size_t tried = std::max(plan.movesTried, kept.size());
    if (kept.empty())
        return {{tr("Nothing moves"),
                 paragraph(tried > 0 ? tr("%1 moves were tried, and none made the mean better.").arg(tried)
                                     : tr("This planner tries no moves: its shares follow from a rule.")),
                 plan.time, StoryPlace::End}};
    std::vector<StoryStep> steps{
        {tr("The first steal that is kept"),
         paragraph(PlanWords::steal(state, plan.plan, kept.front()).toHtmlEscaped())
             + paragraph(tr("One job gains more by the share than the other loses, so it stays where it went.")),
         plan.time, StoryPlace::FirstKept}};
    if (tried > kept.size())
        steps.push_back(
            {tr("A steal that is put back"),
             paragraph(tr("%1 moves were tried, those of searches that ended no higher included; of the search that "
                          "decided %2 were kept. This is the first after it that was put back: the words on "
                          "the right say what it would have brought.")
                           .arg(tried)
                           .arg(kept.size())),
             plan.time, StoryPlace::FirstPutBack});
    if (kept.size() > 1) {
        const auto largest = std::max_element(kept.begin(), kept.end(), [](const PlanMove& a, const PlanMove& b) {
            return a.score - a.bestBefore < b.score - b.bestBefore;
        });
        steps.push_back({tr("The steal that brings most"),
                         paragraph(PlanWords::steal(state, plan.plan, *largest).toHtmlEscaped()), plan.time,
                         StoryPlace::LargestKept});
    }
    return steps;
}

StoryStep WindowStory::promise(const SessionState& state, const PlanState& plan)
{
    std::vector<QStringList> rows{
        {tr("camera"), tr("inference"), tr("learning"), tr("configuration"), tr("expected accuracy")}};
    for (const CameraState& camera : state.cameras) {
        const CameraId id = camera.info.camera;
        const PlannedJob* inference = jobOf(plan.plan, id, JobKind::Inference);
        const Learning learning = learningOf(plan.plan, id);
        rows.push_back({nameOf(state, id), inference ? ExplainWords::amount(inference->share.value) : QString(),
                        learning.configuration ? ExplainWords::amount(learning.share) : QStringLiteral("–"),
                        learning.configuration ? format::text(configurationName(state, *learning.configuration))
                                               : QStringLiteral("–"),
                        figure(expectedOf(plan.plan, id))});
    }
    return {tr("What the plan gives and promises"),
            paragraph(tr("Shares of devices, and the accuracy that is expected over the window. Learning is "
                         "retraining, and the labelling and profiling that come before it:"))
                + table(rows),
            plan.time, StoryPlace::End};
}

StoryStep WindowStory::planningAgain(const Plans& plans)
{
    constexpr std::size_t kListed = 8;
    std::vector<QStringList> rows{{tr("at"), tr("because of"), tr("expected mean")}};
    for (std::size_t i = 1; i < plans.size() && i <= kListed; ++i)
        rows.push_back(
            {format::clock(plans[i]->time), format::text(plans[i]->plan.reason), figure(expectedMean(plans[i]->plan))});
    QString text =
        paragraph(tr("Whenever a camera's sample is labelled and profiled, or a retraining ends, the rest of "
                     "the window is planned again. Plans after the first one: %1.")
                      .arg(plans.size() - 1))
        + table(rows);
    if (plans.size() > kListed + 1)
        text += paragraph(tr("… and %1 more.").arg(plans.size() - kListed - 1));
    text += paragraph(tr("PgUp and PgDown go through them. The last one is shown now."));
    return {tr("Planned again"), text, plans.back()->time, StoryPlace::End};
}

StoryStep WindowStory::retrainings(const SessionState& state, const WindowState& window, const PlanState& last)
{
    std::vector<QStringList> rows{
        {tr("camera"), tr("configuration"), tr("predicted"), tr("came to"), tr("what became of it")}};
    for (const CameraState& camera : state.cameras) {
        const ProfileState* profile = findProfile(camera, window.window);
        if (!profile)
            continue;
        for (const Realised& real : profile->realised) {
            std::optional<double> predicted;
            if (profile->estimated)
                for (const ConfigurationEstimate& estimate : profile->estimated->estimates)
                    if (estimate.configuration == real.configuration)
                        predicted = estimate.accuracy.value;
            rows.push_back({nameOf(state, camera.info.camera),
                            format::text(configurationName(state, real.configuration)), figure(predicted),
                            format::accuracy(real.accuracy), real.accepted ? tr("swapped in") : tr("rejected")});
        }
    }
    const QString text = rows.size() == 1
        ? paragraph(tr("No retraining ended in this window."))
        : paragraph(
              tr("Held-out accuracy, as the profile predicted it and as it was when the retraining ended. A model "
                 "that is not worse is swapped in at once:"))
            + table(rows);
    return {tr("What was retrained"), text, last.time, StoryPlace::End};
}

StoryStep WindowStory::idle(const WindowState& window, const PlanState& last)
{
    std::vector<QStringList> rows{{tr("waited for"), tr("device"), tr("seconds")}};
    for (const DeviceIdle& device : window.idle)
        for (const DeviceIdle::Reason& reason : device.reasons)
            if (reason.seconds > 0.0)
                rows.push_back({format::text(reason.reason), QString::number(device.device.value),
                                QString::number(reason.seconds, 'f', 1)});
    return {tr("Where nobody had work"),
            rows.size() == 1 ? paragraph(tr("No device was idle."))
                             : paragraph(tr("Of the window's %1 these were idle:").arg(format::duration(window.length)))
                    + table(rows),
            last.time, StoryPlace::End};
}

StoryStep WindowStory::outcome(const SessionState& state, const WindowState& window, const Plans& plans)
{
    const QString title = tr("What came of it");
    if (!window.closed)
        return {title,
                paragraph(tr("The window is not closed yet at the instant that is shown. Go on to its end, and "
                             "tell it again.")),
                plans.back()->time, StoryPlace::End};
    std::vector<QStringList> rows{{tr("camera"), tr("first plan expected"), tr("came to"), tr("difference")}};
    const auto add = [&](const QString& name, const std::optional<double>& expected,
                         const std::optional<double>& real) {
        rows.push_back({name, figure(expected), figure(real),
                        expected && real ? format::signedAccuracy(*real - *expected) : QStringLiteral("–")});
    };
    for (const CameraWindow& camera : window.cameras)
        add(nameOf(state, camera.camera), expectedOf(plans.front()->plan, camera.camera), valueOf(camera));
    add(tr("mean"), expectedMean(plans.front()->plan), outcomeMean(state, window.window));
    return {title,
            paragraph(tr("The window's accuracy against the golden model, beside what the first plan promised:"))
                + table(rows)
                + paragraph(tr("Whether estimates can be trusted over many windows stands on the page Profile.")),
            plans.back()->time, StoryPlace::End};
}

} // namespace jackdaw::widgets
