// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/session_opener.h"

#include "app/window/demo_window.h"
#include "app/window/folders.h"
#include "app/window/replay_frames.h"
#include "app/window/resumed_session.h"
#include "app/window/session_copy.h"
#include "app/window/worked_story.h"
#include "datasets/scenario/scenario.h"
#include "datasets/streets/street_renderer.h"
#include "engine/runtime/engine.h"
#include "engine/session/replay.h"
#include "engine/session/session_file.h"
#include "engine/simulation/simulated_session.h"
#include "engine/simulation/trace_file.h"

#include <QFileInfo>

namespace jackdaw::window {
namespace {

std::filesystem::path toPath(const QString& file)
{
    return std::filesystem::path(file.toStdString());
}

std::filesystem::path usualCostTable()
{
    return toPath(cacheFolder()) / "costs.json";
}

QString openingTitle(const runtime::RunSettings& settings)
{
    return SessionOpener::tr("Opening %1").arg(QString::fromStdString(settings.name));
}

/// What needs a cost table says how one is made.
bool isMissingCosts(const runtime::RunSettings& settings, const Error& error)
{
    return settings.clock == ClockKind::Device && error.action.find("jackdaw-cli calibrate") != std::string::npos;
}

Result<OpenedSession> replay(const QString& file)
{
    auto reader = session::SessionReader::open(toPath(file));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto ending = (*reader)->ending();
    auto frames = std::make_shared<ReplayFrames>();
    auto source = session::openReplay(toPath(file), frames);
    if (!source)
        return tl::unexpected(source.error());
    OpenedSession opened{std::move(*source), nullptr, frames, file};
    opened.isCutOff = ending && ending->state == session::SessionEnding::State::CutOff;
    return opened;
}

} // namespace

SessionOpener::SessionOpener(QObject* parent) : QObject(parent)
{
}

SessionOpener::~SessionOpener()
{
    cancel();
    m_threads.finish();
}

void SessionOpener::cancel()
{
    ++m_ticket;
    m_stop.request_stop();
    m_uncalibrated.reset();
}

void SessionOpener::start(const QString& failureTitle, Work work)
{
    cancel();
    const std::uint64_t ticket = m_ticket;
    m_stop = std::stop_source();
    m_threads.run(m_stop, [this, ticket, failureTitle, work = std::move(work), stop = m_stop.get_token()] {
        auto outcome = std::make_shared<Result<OpenedSession>>(work(ticket, stop));
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
    start(tr("The run could not start"), [this, scenario, sessionFile](std::uint64_t ticket, const std::stop_token&) {
        return startScenario(ticket, toPath(scenario), sessionFile);
    });
}

void SessionOpener::openRun(runtime::RunSettings settings, const QString& sessionFile)
{
    Q_EMIT progressed(openingTitle(settings), tr("Opening cameras and models"), -1.0);
    start(tr("The run could not start"),
          [this, run = Run{std::move(settings), sessionFile}](std::uint64_t ticket, const std::stop_token&) {
              return startRun(ticket, run);
          });
}

Result<OpenedSession> SessionOpener::startScenario(std::uint64_t ticket, const std::filesystem::path& scenario,
                                                   const QString& sessionFile)
{
    auto settings = datasets::readScenario(scenario);
    if (!settings)
        return tl::unexpected(settings.error());
    return startRun(ticket, {std::move(*settings), sessionFile});
}

Result<OpenedSession> SessionOpener::startRun(std::uint64_t ticket, Run run)
{
    runtime::RunSettings& settings = run.settings;
    if (settings.clock == ClockKind::Device && settings.costTable.empty())
        settings.costTable = usualCostTable();
    if (settings.scenarioText.empty())
        settings.scenarioText = datasets::scenarioJson(settings);
    const QString file =
        run.sessionFile.isEmpty() ? m_names.next(QString::fromStdString(settings.name)) : run.sessionFile;
    tell(ticket, openingTitle(settings), tr("Opening cameras and models"), -1.0);
    auto engine = runtime::Engine::start(settings, toPath(file));
    if (!engine) {
        if (isMissingCosts(settings, engine.error()))
            QMetaObject::invokeMethod(
                this,
                [this, ticket, run = std::move(run)] {
                    if (ticket == m_ticket)
                        m_uncalibrated = run;
                },
                Qt::QueuedConnection);
        return tl::unexpected(engine.error());
    }
    const std::shared_ptr<runtime::Engine> shared = std::move(*engine);
    return OpenedSession{shared, shared, nullptr, file};
}

Status SessionOpener::calibrate(std::uint64_t ticket, const runtime::RunSettings& settings, const std::stop_token& stop)
{
    std::error_code ignored; // where it cannot be made, saving says so
    std::filesystem::create_directories(settings.costTable.parent_path(), ignored);
    int measured = 0;
    return runtime::calibrate(
        settings, settings.costTable,
        [&](const std::string& shape, double) {
            tell(ticket, tr("Calibrating"),
                 tr("Kinds of work measured: %1, the last: %2").arg(++measured).arg(QString::fromStdString(shape)),
                 -1.0);
        },
        stop);
}

void SessionOpener::calibrateAndRun()
{
    if (!m_uncalibrated)
        return;
    Run run = *m_uncalibrated;
    Q_EMIT progressed(tr("Calibrating"), tr("Measuring what each kind of work costs on this machine"), -1.0);
    start(tr("The costs could not be measured"),
          [this, run = std::move(run)](std::uint64_t ticket, const std::stop_token& stop) -> Result<OpenedSession> {
              if (const Status measured = calibrate(ticket, run.settings, stop); !measured)
                  return tl::unexpected(measured.error());
              return startRun(ticket, run);
          });
}

void SessionOpener::openSession(const QString& file)
{
    Q_EMIT progressed(tr("Opening %1").arg(QFileInfo(file).fileName()), tr("Reading the session"), -1.0);
    start(tr("The session could not be opened"),
          [file](std::uint64_t, const std::stop_token&) { return replay(file); });
}

void SessionOpener::reopen(const QString& file)
{
    start({}, [file](std::uint64_t, const std::stop_token&) { return replay(file); });
}

void SessionOpener::resumeSession(const QString& file)
{
    Q_EMIT progressed(tr("Recovering %1").arg(QFileInfo(file).fileName()), tr("Opening cameras and models"), -1.0);
    start(tr("The run could not be recovered"), [file](std::uint64_t, const std::stop_token&) -> Result<OpenedSession> {
        auto reader = session::SessionReader::open(toPath(file));
        if (!reader)
            return tl::unexpected(reader.error());
        auto before = stateAtEnd(**reader);
        if (!before)
            return tl::unexpected(before.error());
        auto settings = datasets::parseScenario((*reader)->started().scenario, std::filesystem::current_path(),
                                                "the scenario in " + file.toStdString());
        if (!settings)
            return tl::unexpected(settings.error());
        reader->reset();
        auto engine = runtime::Engine::resume(std::move(*settings), toPath(file));
        if (!engine)
            return tl::unexpected(engine.error());
        const std::shared_ptr<runtime::Engine> shared = std::move(*engine);
        return OpenedSession{resumedSession(shared, std::move(*before)), shared, nullptr, file};
    });
}

void SessionOpener::openCopy(const QString& file)
{
    Q_EMIT progressed(tr("Copying %1").arg(QFileInfo(file).fileName()), tr("The session stays as it is"), -1.0);
    start(tr("The session could not be copied"),
          [file](std::uint64_t, const std::stop_token&) -> Result<OpenedSession> {
              const auto copy = copySession(file);
              return copy ? replay(*copy) : tl::unexpected(copy.error());
          });
}

void SessionOpener::openTrace(const QString& trace)
{
    Q_EMIT progressed(tr("Opening %1").arg(QFileInfo(trace).fileName()), tr("Simulating the trace"), -1.0);
    start(tr("The trace could not be simulated"),
          [trace](std::uint64_t, const std::stop_token&) -> Result<OpenedSession> {
              const auto read = simulation::readTrace(toPath(trace));
              if (!read)
                  return tl::unexpected(read.error());
              simulation::SimulationOptions options;
              options.estimates = simulation::EstimateSource::Predicted;
              options.keepPlans = true;
              const auto result = simulation::simulate(*read, options);
              if (!result)
                  return tl::unexpected(result.error());
              return OpenedSession{simulation::openSimulation(simulation::sessionEvents(*read, *result)), nullptr,
                                   nullptr, trace};
          });
}

void SessionOpener::tellStory()
{
    Q_EMIT progressed(tr("Preparing the story"), tr("Planning the example"), -1.0);
    start(tr("The story could not be told"), [](std::uint64_t, const std::stop_token&) -> Result<OpenedSession> {
        auto story = workedStory();
        if (!story)
            return tl::unexpected(story.error());
        return OpenedSession{simulation::openSimulation(std::move(story->events)), nullptr, nullptr, tr("Two cameras"),
                             std::move(story->steps)};
    });
}

void SessionOpener::tellDemoWindow()
{
    Q_EMIT progressed(tr("Preparing the story"), tr("Reading the recorded window"), -1.0);
    start(tr("The story could not be told"), [](std::uint64_t, const std::stop_token&) -> Result<OpenedSession> {
        const auto file = demoWindowFile();
        if (!file)
            return tl::unexpected(file.error());
        auto story = windowStory(*file);
        if (!story)
            return tl::unexpected(story.error());
        auto session = replay(*file);
        if (!session)
            return session;
        session->story = *std::move(story);
        // Its videos come with the demo, if that was ever made here: nobody has lost them.
        if (!QFileInfo::exists(cacheFolder() + QStringLiteral("/demo/demo.json")))
            session->frames.reset();
        return session;
    });
}

void SessionOpener::runDemo(const QString& sessionFile)
{
    const QString title = tr("Making the demo");
    Q_EMIT progressed(title, tr("Rendering four street scenes; this is done once"), 0.0);
    start(tr("The demo could not start"),
          [this, title, sessionFile](std::uint64_t ticket, const std::stop_token& stop) -> Result<OpenedSession> {
              const std::filesystem::path folder = toPath(cacheFolder()) / "demo";
              const auto told = [&](double fraction) {
                  tell(ticket, title, tr("Rendering four street scenes; this is done once"), fraction);
              };
              if (const Status made = datasets::makeDemo(folder, 1, told, stop); !made)
                  return tl::unexpected(made.error());
              return startScenario(ticket, folder / "demo.json", sessionFile);
          });
}

void SessionOpener::dispose(OpenedSession session)
{
    m_threads.run({}, [held = std::make_shared<OpenedSession>(std::move(session))] {
        if (held->control)
            held->control->stop();
        *held = {};
    });
}

} // namespace jackdaw::window
