// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the start of the process until all four tiles of a live run show a picture: loading of libraries, window,
// cameras and golden models included; needs the shared data folder, named by JACKDAW_SHARED. And how long it takes
// until a recorded session of a million events is seen, at its beginning and wherever one goes.
#include "app/window/main_window.h"
#include "datasets/scenario/scenario.h"
#include "engine/base/random.h"
#include "engine/session/session_file.h"
#include "tests/support/source_folder.h"
#include "tests/widgets/scripted_session.h"
#include "widgets/live/live_page.h"
#include "widgets/video/video_wall.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <unistd.h>

using namespace jackdaw;

namespace {

constexpr const char* kChild = "--show-first-frame";

/// The ready scenario of four real cameras, at wall-clock speed. Empty where there is no shared data.
QString writeScenario(const QTemporaryDir& folder)
{
    auto settings = datasets::readScenario(testing::sourceFolder() / "datasets/scenarios/real-4-cameras.json");
    if (!settings)
        return {};
    settings->clock = ClockKind::Wall;
    const QString file = folder.filePath(QStringLiteral("four.json"));
    std::ofstream(file.toStdString()) << datasets::scenarioJson(*settings);
    return file;
}

/// Opens the scenario in the window and leaves on the spot when every tile has its picture.
int showFirstFrame(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    window::MainWindow window;
    window.resize(1600, 950);
    window.show();
    window.openFile(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]));
    QObject::connect(&window, &window::MainWindow::openFailed, [](const QString& text) {
        std::fprintf(stderr, "%s\n", qPrintable(text));
        ::_exit(1);
    });
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, [&] {
        if (window.workbench().controller().state().cameras.size() < 4
            || !window.workbench().live().wall().hasAllPictures())
            return;
        window.workbench().live().wall().repaint();
        ::_exit(0);
    });
    look.start(5);
    return QApplication::exec();
}

void windowStartToFirstFrame(benchmark::State& state)
{
    const QTemporaryDir folder;
    const QString scenario = writeScenario(folder);
    if (scenario.isEmpty()) {
        state.SkipWithError("needs the shared data folder: set JACKDAW_SHARED");
        return;
    }
    std::vector<double> seconds;
    for (auto step : state) {
        const QString session = folder.filePath(QStringLiteral("%1.jackdaw").arg(seconds.size()));
        QElapsedTimer timer;
        timer.start();
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(kChild), scenario, session});
        if (!child.waitForFinished(60'000) || child.exitCode() != 0) {
            child.kill();
            child.waitForFinished();
            state.SkipWithError("the window showed no picture");
            return;
        }
        seconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        state.SetIterationTime(seconds.back());
    }
    std::sort(seconds.begin(), seconds.end());
    state.counters["median_s"] = seconds[seconds.size() / 2];
    state.counters["slowest_s"] = seconds.back();
}

/// A session of eight cameras with a million events.
Status recordMillionEvents(const std::filesystem::path& file)
{
    testing::Script script;
    script.cameras = 8;
    script.windows = 110;
    script.windowSeconds = 200.0;
    const testing::ScriptedSession session(script);
    auto writer = session::SessionWriter::create(file);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const Event& event : session.events())
        (*writer)->append(event.time, event.body, session::SessionWriter::Until::Queued);
    return (*writer)->close();
}

double processorMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Turns the window's loop until \p isDone; then all that is stale is painted. Milliseconds by the clock, and of the
/// processor.
std::pair<double, double> shownAfter(window::MainWindow& window, const std::function<bool()>& isDone)
{
    QElapsedTimer timer;
    timer.start();
    const double processor = processorMilliseconds();
    while (!isDone() && timer.elapsed() < 60'000) {
        window.workbench().controller().tick();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    window.repaint();
    return {static_cast<double>(timer.nsecsElapsed()) / 1e6, processorMilliseconds() - processor};
}

void millionEvents(benchmark::State& state)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("long.jackdaw"));
    if (const Status made = recordMillionEvents(file.toStdString()); !made)
        return state.SkipWithError(made.error().message.c_str());
    window::MainWindow window;
    window.resize(1600, 950);
    window.show();
    widgets::SessionController& controller = window.workbench().controller();
    window.openFile(file);
    const auto first = shownAfter(window, [&] { return controller.state().session.has_value(); });
    controller.setPlaying(false);
    std::pair<double, double> worst;
    RandomStream random(1, 0, RandomPurpose::Test);
    for (auto step : state) {
        const Nanoseconds instant = fromSeconds(random.uniform(10.0, toSeconds(controller.duration())));
        controller.seek(instant);
        const auto taken = shownAfter(window, [&] {
            return !controller.isCatchingUp() && controller.state().time <= instant
                && controller.state().time + fromSeconds(1.5) > instant;
        });
        worst = {std::max(worst.first, taken.first), std::max(worst.second, taken.second)};
    }
    state.counters["first_paint_ms"] = first.first;
    state.counters["first_paint_processor_ms"] = first.second;
    state.counters["worst_seek_ms"] = worst.first;
    state.counters["worst_seek_processor_ms"] = worst.second;
}

BENCHMARK(millionEvents)->UseRealTime()->Iterations(100)->Unit(benchmark::kMillisecond);
BENCHMARK(windowStartToFirstFrame)->UseManualTime()->Iterations(7)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc == 4 && qstrcmp(argv[1], kChild) == 0)
        return showFirstFrame(argc, argv);
    const QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
