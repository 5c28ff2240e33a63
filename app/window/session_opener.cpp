// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/session_opener.h"

#include "app/window/folders.h"
#include "app/window/replay_frames.h"
#include "app/window/worked_story.h"
#include "datasets/scenario/scenario.h"
#include "datasets/streets/street_renderer.h"
#include "engine/runtime/engine.h"
#include "engine/session/replay.h"
#include "engine/simulation/simulated_session.h"
#include "engine/simulation/trace_file.h"

#include <QFileInfo>

namespace jackdaw::window {
namespace {

std::filesystem::path toPath(const QString& file)
{
    return std::filesystem::path(file.toStdString());
}

Result<OpenedSession> replayOf(const QString& file)
{
    auto frames = std::make_shared<ReplayFrames>();
    auto source = session::openReplay(toPath(file), frames);
    if (!source)
        return tl::unexpected(source.error());
    return OpenedSession{std::move(*source), nullptr, frames, file};
}

} // namespace

SessionOpener::SessionOpener(QObject* parent) : QObject(parent)
{
}

SessionOpener::~SessionOpener()
{
    cancel();
    m_threads.clear();
}

void SessionOpener::cancel()
{
    ++m_ticket;
}

void SessionOpener::start(const QString& failureTitle, Work work)
{
    const std::uint64_t ticket = ++m_ticket;
    m_threads.emplace_back([this, ticket, failureTitle, work = std::move(work)] {
        auto outcome = std::make_shared<Result<OpenedSession>>(work(ticket));
        QMetaObject::invokeMethod(
            this, [this, ticket, failureTitle, outcome] { finish(ticket, failureTitle, std::move(*outcome)); },
            Qt::QueuedConnection);
    });
}

void SessionOpener::finish(std::uint64_t ticket, const QString& failureTitle, Result<OpenedSession> outcome)
{
    if (ticket != m_ticket) {
        if (outcome)
            dispose(std::move(*outcome));
        return;
    }
    if (outcome)
        Q_EMIT opened(*outcome);
    else if (!failureTitle.isEmpty())
        Q_EMIT failed(failureTitle, QString::fromStdString(outcome.error().message),
                      QString::fromStdString(outcome.error().action));
}

void SessionOpener::tell(std::uint64_t ticket, const QString& title, const QString& text, double fraction)
{
    QMetaObject::invokeMethod(
        this,
        [this, ticket, title, text, fraction] {
            if (ticket == m_ticket)
                Q_EMIT progressed(title, text, fraction);
        },
        Qt::QueuedConnection);
}

void SessionOpener::openScenario(const QString& scenario, const QString& sessionFile)
{
    Q_EMIT progressed(tr("Opening %1").arg(QFileInfo(scenario).fileName()), tr("Reading the scenario"), -1.0);
    start(tr("The run could not start"), [this, scenario, sessionFile](std::uint64_t ticket) {
        return startRun(ticket, toPath(scenario), sessionFile);
    });
}

Result<OpenedSession> SessionOpener::startRun(std::uint64_t ticket, const std::filesystem::path& scenario,
                                              const QString& sessionFile)
{
    auto settings = datasets::readScenario(scenario);
    if (!settings)
        return tl::unexpected(settings.error());
    if (settings->clock == ClockKind::Device && settings->costTable.empty())
        settings->costTable = toPath(cacheFolder()) / "costs.json";
    if (settings->scenarioText.empty())
        settings->scenarioText = datasets::scenarioJson(*settings);
    const QString file = sessionFile.isEmpty() ? m_names.next(QString::fromStdString(settings->name)) : sessionFile;
    tell(ticket, tr("Opening %1").arg(QString::fromStdString(scenario.filename().string())),
         tr("Opening cameras and models"), -1.0);
    auto engine = runtime::Engine::start(std::move(*settings), toPath(file));
    if (!engine)
        return tl::unexpected(engine.error());
    const std::shared_ptr<runtime::Engine> shared = std::move(*engine);
    return OpenedSession{shared, shared, nullptr, file};
}

void SessionOpener::openSession(const QString& file)
{
    Q_EMIT progressed(tr("Opening %1").arg(QFileInfo(file).fileName()), tr("Reading the session"), -1.0);
    start(tr("The session could not be opened"), [file](std::uint64_t) { return replayOf(file); });
}

void SessionOpener::reopen(const QString& file)
{
    start({}, [file](std::uint64_t) { return replayOf(file); });
}

void SessionOpener::openTrace(const QString& trace)
{
    Q_EMIT progressed(tr("Opening %1").arg(QFileInfo(trace).fileName()), tr("Simulating the trace"), -1.0);
    start(tr("The trace could not be simulated"), [trace](std::uint64_t) -> Result<OpenedSession> {
        const auto read = simulation::readTrace(toPath(trace));
        if (!read)
            return tl::unexpected(read.error());
        simulation::SimulationOptions options;
        options.estimates = simulation::EstimateSource::Predicted;
        options.keepPlans = true;
        const auto result = simulation::simulate(*read, options);
        if (!result)
            return tl::unexpected(result.error());
        return OpenedSession{simulation::openSimulation(simulation::sessionEvents(*read, *result)), nullptr, nullptr,
                             trace};
    });
}

void SessionOpener::tellStory()
{
    Q_EMIT progressed(tr("Preparing the story"), tr("Planning the example"), -1.0);
    start(tr("The story could not be told"), [](std::uint64_t) -> Result<OpenedSession> {
        auto story = workedStory();
        if (!story)
            return tl::unexpected(story.error());
        return OpenedSession{simulation::openSimulation(std::move(story->events)), nullptr, nullptr, tr("Two cameras"),
                             std::move(story->steps)};
    });
}

void SessionOpener::runDemo(const QString& sessionFile)
{
    const QString title = tr("Making the demo");
    Q_EMIT progressed(title, tr("Rendering four street scenes; this is done once"), 0.0);
    start(tr("The demo could not start"), [this, title, sessionFile](std::uint64_t ticket) -> Result<OpenedSession> {
        const std::filesystem::path folder = toPath(cacheFolder()) / "demo";
        const Status made = datasets::makeDemo(folder, 1, [&](double fraction) {
            tell(ticket, title, tr("Rendering four street scenes; this is done once"), fraction);
        });
        if (!made)
            return tl::unexpected(made.error());
        return startRun(ticket, folder / "demo.json", sessionFile);
    });
}

void SessionOpener::dispose(OpenedSession session)
{
    m_threads.emplace_back([held = std::move(session)]() mutable {
        if (held.control)
            held.control->stop();
        held = {};
    });
}

} // namespace jackdaw::window
