// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

constexpr double kMultiprocessors = 132.0;

/// Microseconds of a training step of the point detector, batches of 8, in pools of an H200.
ThroughputCurve measured()
{
    constexpr double kWhole = 1249.0;
    ThroughputCurve curve;
    for (const auto& [size, time] : {std::pair{8.0, 5156.0},
                                     {16.0, 3049.0},
                                     {24.0, 2349.0},
                                     {32.0, 2014.0},
                                     {48.0, 1680.0},
                                     {64.0, 1457.0},
                                     {kMultiprocessors, kWhole}}) {
        curve.share.push_back(size / kMultiprocessors);
        curve.speed.push_back(kWhole / time);
    }
    return curve;
}

/// Cameras whose retrainings take 1.5 or 3 s of a whole H200, in a window of 15 s.
WindowProblem onTheDevice(std::uint32_t cameras)
{
    std::vector<StreamProblem> streams;
    for (std::uint32_t i = 0; i < cameras; ++i)
        streams.push_back(stream(i, 0.35 + 0.01 * (i % 10), {option(0, 1.5, 0.7), option(1, 3.0, 0.75)}, 0.004));
    WindowProblem made = problem(std::move(streams), 1.0, 0.05, 15.0);
    made.throughput = measured();
    return made;
}

WindowProblem believedProportional(WindowProblem problem)
{
    problem.throughput = {};
    return problem;
}

/// What comes of a window on the device where the planner is told what \p told makes of it.
Timeline lived(const WindowProblem& truth, const Planner& planner, WindowProblem (*told)(WindowProblem))
{
    const auto plan = [&](const WindowProblem& rest) { return planner.plan(told(rest)).now(); };
    return coupledTimeline(truth, plan(truth), FreedShare::Replanned, plan);
}

WindowProblem asItIs(WindowProblem problem)
{
    return problem;
}

WindowProblem alikeOf(WindowProblem problem)
{
    for (StreamProblem& stream : problem.streams)
        stream.throughput = {};
    return problem;
}

std::size_t retrainingsAtOnce(const Allocation& allocation)
{
    std::size_t running = 0;
    for (std::size_t v = 0; v < allocation.streams(); ++v)
        running += allocation.retraining(v) > Share{0.0} ? 1 : 0;
    return running;
}

} // namespace

/// A small part of a GPU gives a retraining much of its speed: what it is worth to plan with that, against shares that
/// are taken for speeds.
class TestPlanningOnCurves : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void retrainingsGoSideBySide()
    {
        const WindowProblem truth = onTheDevice(16);
        const auto jackdaw = planner("jackdaw");
        QVERIFY(retrainingsAtOnce(jackdaw->plan(truth).now()) >= 3);
        QCOMPARE(retrainingsAtOnce(jackdaw->plan(believedProportional(truth)).now()), std::size_t{1});
    }

    /// Half of the students are slower in small parts of the device than the others.
    void eachCamerasRetrainingsAreAsFastAsItsOwnStudent()
    {
        WindowProblem truth = onTheDevice(8);
        for (std::size_t v = 0; v < truth.streams.size(); v += 2)
            truth.streams[v].throughput = {{0.25, 0.5, 1.0}, {0.2, 0.6, 1.0}};
        const auto made = planner("jackdaw");
        const Plan plan = made->plan(truth);
        QVERIFY(std::abs(intendedTimeline(truth, *made, plan).mean - plan.expectedMean) < 0.01);
        QVERIFY(made->plan(alikeOf(truth)).expectedMean > plan.expectedMean + 0.005);
        const double onOwn = lived(truth, *made, asItIs).mean;
        const double onOne = lived(truth, *made, alikeOf).mean;
        qInfo("%.4f on each camera's curve, %.4f on one for all", onOwn, onOne);
        QVERIFY(onOwn > onOne - 1e-9);
    }

    void moreRetrainingsEndThanWhereSharesAreTakenForSpeeds()
    {
        for (const char* name : {"jackdaw", "thief"}) {
            const WindowProblem truth = onTheDevice(16);
            const auto made = planner(name);
            const Timeline curves = lived(truth, *made, asItIs);
            const Timeline shares = lived(truth, *made, believedProportional);
            const std::string figures = std::string(name) + ": " + std::to_string(curves.mean) + " with "
                + std::to_string(curves.completions.size()) + " retrainings on curves, " + std::to_string(shares.mean)
                + " with " + std::to_string(shares.completions.size()) + " on shares";
            qInfo("%s", figures.c_str());
            QVERIFY2(curves.mean > shares.mean + 0.02, figures.c_str());
            QVERIFY2(curves.completions.size() > shares.completions.size(), figures.c_str());
        }
    }

    void whatIsPromisedIsWhatComesOfIt()
    {
        const WindowProblem truth = onTheDevice(16);
        const auto made = planner("jackdaw");
        const Plan plan = made->plan(truth);
        QVERIFY(std::abs(intendedTimeline(truth, *made, plan).mean - plan.expectedMean) < 0.01);
        const Plan onShares = made->plan(believedProportional(truth));
        QVERIFY2(onShares.expectedMean < plan.expectedMean - 0.02, "shares promise less than the device can do");
    }
};

QTEST_APPLESS_MAIN(TestPlanningOnCurves)
#include "tst_planning_on_curves.moc"
