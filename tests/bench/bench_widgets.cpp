// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paint times of the Live page and the rate at which its model takes events. Runs offscreen: raster painting is the
// same there as on a display.
#include "tests/widgets/scripted_source.h"
#include "widgets/explain/explain_page.h"
#include "widgets/live/live_page.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/video/video_wall.h"
#include "widgets/workbench/workbench.h"

#include <QApplication>
#include <QDockWidget>
#include <QElapsedTimer>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <vector>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSession;
using jackdaw::testing::ScriptedSource;

namespace {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return quantile(values, 0.5);
}

/// Processor time of this thread so far.
double processorMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// What one tick costs the window: events into the model, a new picture in every tile, and the paint of all that this
/// makes stale. Beside the clock's time stands the processor's, which other work on the machine does not lengthen.
class Ticks {
public:
    explicit Ticks(std::uint32_t cameras, double framesPerSecond)
    {
        Script script;
        script.cameras = cameras;
        script.framesPerSecond = framesPerSecond;
        m_source = std::make_shared<ScriptedSource>(script);
        m_step = 1.0 / framesPerSecond;
        m_page.resize(1600, 950);
        m_page.show();
        m_page.resetLayout();
    }

    Workbench& page() { return m_page; }

    void begin()
    {
        m_page.controller().open(m_source);
        m_source->advance(120.0);
        for (int i = 0; i < 200; ++i)
            m_page.controller().tick();
        QCoreApplication::processEvents();
    }

    void run(benchmark::State& state)
    {
        for (auto step : state) {
            state.PauseTiming();
            m_source->advance(m_step);
            m_source->prepareFrames();
            state.ResumeTiming();
            tick();
            if (m_source->now() >= m_source->duration())
                m_source->seek(fromSeconds(20));
        }
        state.counters["median_wall_paint_ms"] = median(m_paint);
        state.counters["median_tick_ms"] = median(m_tick);
        state.counters["worst_tick_ms"] = *std::max_element(m_tick.begin(), m_tick.end());
        state.counters["median_processor_ms"] = median(m_processor);
        state.counters["worst_processor_ms"] = *std::max_element(m_processor.begin(), m_processor.end());
    }

private:
    void tick()
    {
        QElapsedTimer timer;
        timer.start();
        const double processor = processorMilliseconds();
        m_page.controller().tick();
        QCoreApplication::processEvents();
        m_processor.push_back(processorMilliseconds() - processor);
        m_tick.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        m_paint.push_back(m_page.live().wall().paintMilliseconds());
    }

    std::shared_ptr<ScriptedSource> m_source;
    double m_step = 0.04;
    Workbench m_page;
    std::vector<double> m_paint;
    std::vector<double> m_tick;
    std::vector<double> m_processor;
};

void livePage(benchmark::State& state)
{
    Ticks ticks(static_cast<std::uint32_t>(state.range(0)), 30.0);
    ticks.begin();
    ticks.run(state);
}

/// With no panel behind another: all are drawn.
void livePageWithAllPanels(benchmark::State& state)
{
    Ticks ticks(static_cast<std::uint32_t>(state.range(0)), 30.0);
    for (auto* panel : ticks.page().live().findChildren<QDockWidget*>())
        panel->setFloating(true);
    for (auto* panel : ticks.page().live().findChildren<QDockWidget*>())
        panel->show();
    ticks.begin();
    ticks.run(state);
}

/// From the choice of the page to its picture, with a plan of so many tried moves.
void openExplainer(benchmark::State& state)
{
    Script script;
    script.cameras = 8;
    script.windows = 2;
    script.leastMoves = static_cast<std::size_t>(state.range(0));
    const auto source = std::make_shared<ScriptedSource>(script);
    Workbench page;
    page.resize(1600, 950);
    page.show();
    std::vector<double> opened;
    for (auto step : state) {
        state.PauseTiming();
        page.show(Perspective::Live);
        page.controller().open(source);
        source->seek(Nanoseconds{0});
        source->advance(60.0);
        for (int i = 0; i < 40; ++i)
            page.controller().tick();
        QCoreApplication::processEvents();
        state.ResumeTiming();
        QElapsedTimer timer;
        timer.start();
        page.show(Perspective::Explain);
        QCoreApplication::processEvents();
        opened.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    if (page.explain().search().lastStep() + 100 < static_cast<std::size_t>(state.range(0)))
        state.SkipWithError("the plan is not shown whole");
    state.counters["worst_ms"] = *std::max_element(opened.begin(), opened.end());
}

void videoWall(benchmark::State& state)
{
    Script script;
    script.cameras = static_cast<std::uint32_t>(state.range(0));
    auto source = std::make_shared<ScriptedSource>(script);
    Workbench page;
    page.resize(1600, 950);
    page.show();
    page.resetLayout();
    page.controller().open(source);
    source->advance(120.0);
    for (int i = 0; i < 40; ++i)
        page.controller().tick();
    QCoreApplication::processEvents();
    for (auto step : state)
        page.live().wall().repaint();
}

/// The timeline drawn anew, with as many samples per row as a series holds.
void timeline(benchmark::State& state)
{
    Script script;
    script.cameras = static_cast<std::uint32_t>(state.range(0));
    script.windows = 40;
    script.windowSeconds = 100;
    script.framesPerSecond = 0.2;
    auto source = std::make_shared<ScriptedSource>(script);
    Workbench page;
    page.resize(1600, 950);
    page.show();
    page.resetLayout();
    page.controller().open(source);
    source->advance(1e6);
    for (int i = 0; i < 100; ++i)
        page.controller().tick();
    QCoreApplication::processEvents();
    std::size_t spans = 0;
    for (const Lane& lane : page.controller().state().lanes)
        spans += lane.samples.size();
    for (auto step : state) {
        page.session().clock().showAll();
        page.live().timeline().viewport()->repaint();
    }
    state.counters["samples"] = static_cast<double>(spans);
}

void ingest(benchmark::State& state)
{
    const ScriptedSession session(Script{.cameras = static_cast<std::uint32_t>(state.range(0))});
    for (auto step : state) {
        SessionModel model;
        for (const Event& event : session.events())
            model.apply(event);
        benchmark::DoNotOptimize(model.state().events);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * session.events().size()));
}

BENCHMARK(livePage)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond);
BENCHMARK(livePageWithAllPanels)->Arg(16)->Unit(benchmark::kMillisecond);
BENCHMARK(openExplainer)->Arg(1'000)->Arg(10'000)->Iterations(20)->Unit(benchmark::kMillisecond);
BENCHMARK(videoWall)->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond);
BENCHMARK(timeline)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond);
BENCHMARK(ingest)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyTheme(application, ThemeKind::Light);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
