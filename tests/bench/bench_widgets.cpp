// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paint times of the Live page and the rate at which its model takes events. Runs offscreen: raster painting is the
// same there as on a display.
#include "tests/widgets/scripted_source.h"
#include "widgets/live/live_page.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/video/video_wall.h"
#include "widgets/workbench/workbench.h"

#include <QApplication>
#include <QElapsedTimer>
#include <benchmark/benchmark.h>

#include <algorithm>
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

/// What one tick at 25 frames/s costs the window: events into the model, a new picture in every tile, and the paint of
/// all that this makes stale.
void livePage(benchmark::State& state)
{
    Script script;
    script.cameras = static_cast<std::uint32_t>(state.range(0));
    script.framesPerSecond = 25.0;
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
    std::vector<double> wall;
    std::vector<double> tick;
    for (auto step : state) {
        state.PauseTiming();
        source->advance(0.04);
        source->prepareFrames();
        state.ResumeTiming();
        QElapsedTimer timer;
        timer.start();
        page.controller().tick();
        QCoreApplication::processEvents();
        tick.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        wall.push_back(page.live().wall().paintMilliseconds());
        if (source->now() >= source->duration())
            source->seek(fromSeconds(20));
    }
    state.counters["median_wall_paint_ms"] = median(wall);
    state.counters["median_tick_ms"] = median(tick);
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
