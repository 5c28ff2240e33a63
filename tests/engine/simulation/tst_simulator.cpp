// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/evaluation.h"
#include "engine/simulation/simulator.h"
#include "engine/simulation/window_problems.h"
#include "engine/studies/case_file.h"
#include "engine/studies/worked_example.h"
#include "tests/engine/simulation/trace_fixtures.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <cmath>
#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::simulation;
using namespace jackdaw::studies;
using namespace jackdaw::testing;

namespace {

SimulationOptions under(const std::string& planner)
{
    SimulationOptions options;
    options.planner = planner;
    return options;
}

SimulationResult simulated(const Trace& trace, const SimulationOptions& options)
{
    const auto result = simulate(trace, options);
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return *result;
}

bool near(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) < tolerance;
}

/// The worked example as a trace: both windows of Ekya's table 1 (NSDI'22, §3.2).
Trace exampleTrace()
{
    Trace trace = plainTrace({0.65, 0.50}, {}, 2, 3.0);
    trace.inferenceProfiles = {{Share{1.0}, {}, {1.0}, {1.0}}};
    const std::vector<TracedOption> options[2][2] = {{{tracedOption("1A", 85, 0.75), tracedOption("2A", 65, 0.70)},
                                                      {tracedOption("1B", 80, 0.90), tracedOption("2B", 50, 0.85)}},
                                                     {{tracedOption("1A", 90, 0.95), tracedOption("2A", 40, 0.90)},
                                                      {tracedOption("1B", 80, 0.98), tracedOption("2B", 70, 0.90)}}};
    for (std::size_t w = 0; w < 2; ++w) {
        trace.windows[w].seconds = 120.0;
        for (std::size_t v = 0; v < 2; ++v)
            trace.windows[w].streams[v].options = options[w][v];
    }
    return trace;
}

} // namespace

class TestSimulator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWorkedExampleComesOutOfATrace();
    void everyGivenCaseEqualsItsIntendedTimeline();
    void modelsCarryOverWithTheDropOfTheTrace();
    void anUnretrainedModelFollowsTheTracesOwnAccuracy();
    void freshWindowsDoNotKnowEachOther();
    void delaysLeaveInferenceAlone();
    void aDelayOfTheWholeWindowIsInferenceOnly();
    void estimatesDecideAndTruthCounts();
    void runningRetrainingsAreReplannedWithTrueCosts();
    void errorsDependOnTheirKeysAlone();
    void injectedErrorsHaveTheirDeviation();
    void aWorseModelIsKeptOutOnRequest();
    void idleShareIsCounted();
    void everyPlannerServesAsItMayChoose();
    void theTeacherServesUntilAModelIsDelivered();
    void simulationsAreDeterministicAndConserveShares();
    void badOptionsAreNamed_data();
    void badOptionsAreNamed();
};

void TestSimulator::theWorkedExampleComesOutOfATrace()
{
    const Trace trace = exampleTrace();
    QVERIFY(near(simulated(trace, under("uniform(0,0.5)")).mean, 0.5609, 1e-4));
    QVERIFY(simulated(trace, under("jackdaw")).mean > 0.7609 - 1e-4);
    SimulationOptions fresh = under("uniform(0,0.5)");
    fresh.carryOver = false;
    QVERIFY(simulated(trace, fresh).mean < 0.56);
}

void TestSimulator::everyGivenCaseEqualsItsIntendedTimeline()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto folder = shared / "ekya" / "cases";
    const auto trace = traceFromCases({folder / "c10_w1.json", folder / "c10_w2.json"});
    QVERIFY(trace.has_value());
    for (const std::string name : {"uniform(3,0.5)", "inference-only", "thief"})
        for (const double gpus : {1.0, 4.0}) {
            SimulationOptions options = under(name);
            options.gpus = gpus;
            options.carryOver = false;
            const SimulationResult result = simulated(*trace, options);
            for (std::size_t w = 0; w < 2; ++w) {
                const auto problem = readCase(folder / ("c10_w" + std::to_string(w + 1) + ".json"), CaseColumns::Actual,
                                              gpus, Share{0.1});
                const auto planner = std::move(*makePlanner(name));
                const Timeline intended = intendedTimeline(*problem, *planner, planner->plan(*problem));
                QVERIFY2(near(result.windows[w].mean, intended.mean), name.c_str());
                QVERIFY(near(result.windows[w].timeline.sampledMean, intended.sampledMean));
            }
        }
}

void TestSimulator::modelsCarryOverWithTheDropOfTheTrace()
{
    Trace trace = plainTrace({0.5}, {tracedOption("a", 20, 0.9)}, 2);
    trace.windows[1].streams[0].carriedDrop = 0.15;
    trace.windows[1].streams[0].options.clear();
    const SimulationResult result = simulated(trace, under("jackdaw"));
    QVERIFY(near(result.windows[0].streams[0].end, 0.9));
    QVERIFY(near(result.windows[1].streams[0].start, 0.75));
    QVERIFY(near(result.windows[1].streams[0].accuracy, 0.75));
}

void TestSimulator::anUnretrainedModelFollowsTheTracesOwnAccuracy()
{
    Trace trace = plainTrace({0.5, 0.6}, {}, 3);
    trace.windows[1].streams[0].startAccuracy = 0.3;
    trace.windows[2].streams[0].startAccuracy = 0.8;
    trace.windows[0].streams[1].options = {tracedOption("a", 10, 0.7)};
    trace.windows[1].streams[1].startAccuracy = 0.4;
    const SimulationResult result = simulated(trace, under("jackdaw"));
    QVERIFY(near(result.windows[1].streams[0].start, 0.3));
    QVERIFY(near(result.windows[2].streams[0].start, 0.8));
    QVERIFY2(near(result.windows[1].streams[1].start, 0.5), "a retrained model moves by the same drop");
}

void TestSimulator::freshWindowsDoNotKnowEachOther()
{
    const Trace trace = plainTrace({0.5}, {tracedOption("a", 20, 0.9)}, 2);
    SimulationOptions options = under("jackdaw");
    options.carryOver = false;
    const SimulationResult result = simulated(trace, options);
    QVERIFY(near(result.windows[1].streams[0].start, 0.5));
    QVERIFY(near(result.windows[0].mean, result.windows[1].mean));
}

void TestSimulator::delaysLeaveInferenceAlone()
{
    Trace trace = plainTrace({0.5}, {tracedOption("a", 15, 0.9)});
    trace.windows[0].labellingSeconds = 4.0;
    trace.windows[0].profilingSeconds = 6.0;
    trace.windows[0].delayInferenceShare = 0.125; // every second frame: factor 0.78
    SimulationOptions options = under("uniform(0,0.5)");
    const SimulationResult result = simulated(trace, options);
    const Timeline& timeline = result.windows[0].timeline;
    QCOMPARE(timeline.steps.front().time, 0.0);
    QVERIFY(near(timeline.steps[1].time, 10.0));
    QVERIFY(!timeline.steps.front().allocation.option(0));
    QVERIFY(near(timeline.completions.front().time, 10.0 + 15.0 / 0.5));
    // 10 s at .5·.78 (share .125), 30 s at .5, 60 s at .9
    QVERIFY(near(result.mean, (10 * 0.5 * 0.78 + 30 * 0.5 + 60 * 0.9) / 100.0, 1e-5));
    options.labellingSeconds = 0.0;
    options.profilingSeconds = 0.0;
    QVERIFY(near(simulated(trace, options).mean, (30 * 0.5 + 70 * 0.9) / 100.0));
}

void TestSimulator::aDelayOfTheWholeWindowIsInferenceOnly()
{
    Trace trace = plainTrace({0.5}, {tracedOption("a", 15, 0.9)});
    trace.windows[0].labellingSeconds = 500.0;
    const SimulationResult result = simulated(trace, under("jackdaw"));
    QVERIFY(near(result.mean, 0.5));
    QCOMPARE(result.retrainings, std::size_t{0});
}

void TestSimulator::estimatesDecideAndTruthCounts()
{
    Trace trace = plainTrace({0.5}, {tracedOption("good", 20, 0.9), tracedOption("bad", 20, 0.4)});
    trace.windows[0].streams[0].options[0].predictedFinalAccuracy = Estimate::exact(0.55);
    trace.windows[0].streams[0].options[1].predictedFinalAccuracy = Estimate::exact(0.95);
    SimulationOptions options = under("jackdaw");
    const SimulationResult known = simulated(trace, options);
    QCOMPARE(*known.windows[0].streams[0].option, std::size_t{0});
    options.estimates = EstimateSource::Predicted;
    const SimulationResult predicted = simulated(trace, options);
    QCOMPARE(*predicted.windows[0].streams[0].option, std::size_t{1});
    QVERIFY(near(predicted.windows[0].streams[0].end, 0.4));
    QVERIFY(predicted.mean < 0.5);
    QVERIFY2(predicted.windows[0].promised > 0.8, "the plan promised what it was told");
}

/// The first plan believes that b takes 60 GPU-seconds; when a ends, what is left of b is known to be little.
void TestSimulator::runningRetrainingsAreReplannedWithTrueCosts()
{
    Trace trace = plainTrace({0.5, 0.5}, {tracedOption("x", 20, 0.9)});
    trace.windows[0].streams[1].options[0].predictedGpuSeconds = Estimate::exact(35.0);
    SimulationOptions options = under("thief");
    options.estimates = EstimateSource::Predicted;
    options.keepPlans = true;
    const SimulationResult result = simulated(trace, options);
    const auto& plans = result.windows[0].plans;
    QVERIFY(plans.size() >= 2);
    QCOMPARE(plans[0].problem.streams[1].options[0].gpuSeconds.value, 35.0);
    for (std::size_t i = 1; i < plans.size(); ++i)
        for (const StreamProblem& stream : plans[i].problem.streams)
            if (stream.running)
                QVERIFY(stream.running->gpuSeconds.value <= 20.0);
    for (std::size_t i = 1; i < plans.size(); ++i)
        QVERIFY(near(plans[i].problem.seconds, 100.0 - plans[i].time));
}

void TestSimulator::errorsDependOnTheirKeysAlone()
{
    const Trace trace = randomTrace(5, 4, 5, 3);
    SimulationOptions options = under("thief");
    options.accuracyError = 0.2;
    options.costError = 0.3;
    const std::vector<double> start{0.5, 0.5, 0.5, 0.5};
    const WindowProblems a = windowProblems(trace, 1, start, options);
    options.planner = "jackdaw";
    options.gpus = 7.0;
    const WindowProblems b = windowProblems(trace, 1, start, options);
    for (std::size_t v = 0; v < 4; ++v)
        for (std::size_t i = 0; i < 5; ++i)
            QVERIFY(a.believed.streams[v].options[i].finalAccuracy == b.believed.streams[v].options[i].finalAccuracy);
    options.seed = 2;
    const WindowProblems c = windowProblems(trace, 1, start, options);
    QVERIFY(!(a.believed.streams[0].options[0].finalAccuracy == c.believed.streams[0].options[0].finalAccuracy));
    QVERIFY(validate(a.believed).has_value());
    QVERIFY(validate(c.believed).has_value());
}

void TestSimulator::injectedErrorsHaveTheirDeviation()
{
    std::vector<TracedOption> options(500, tracedOption("x", 10, 0.5));
    for (std::size_t i = 0; i < options.size(); ++i)
        options[i].name = std::to_string(i);
    const Trace trace = plainTrace({0.5, 0.5, 0.5, 0.5}, options);
    SimulationOptions simulation;
    simulation.accuracyError = 0.1;
    simulation.costError = 0.2;
    const WindowProblems problems = windowProblems(trace, 0, {0.5, 0.5, 0.5, 0.5}, simulation);
    double squares = 0.0;
    double logSquares = 0.0;
    int inside = 0;
    for (const StreamProblem& stream : problems.believed.streams)
        for (const RetrainingOption& option : stream.options) {
            squares += std::pow(option.finalAccuracy.value - 0.5, 2.0);
            logSquares += std::pow(std::log(option.gpuSeconds.value / 10.0), 2.0);
            inside += option.finalAccuracy.low <= 0.5 && 0.5 <= option.finalAccuracy.high ? 1 : 0;
        }
    QVERIFY(near(std::sqrt(squares / 2000.0), 0.1, 0.005));
    QVERIFY(near(std::sqrt(logSquares / 2000.0), 0.2, 0.01));
    QVERIFY2(inside > 1860 && inside < 1940, std::to_string(inside).c_str());
    QCOMPARE(problems.truth.streams[0].options[0].finalAccuracy.value, 0.5);
}

void TestSimulator::aWorseModelIsKeptOutOnRequest()
{
    Trace trace = plainTrace({0.5}, {tracedOption("bad", 20, 0.3)});
    trace.windows[0].streams[0].options[0].predictedFinalAccuracy = Estimate::exact(0.95);
    SimulationOptions options = under("jackdaw");
    options.estimates = EstimateSource::Predicted;
    QVERIFY(near(simulated(trace, options).windows[0].streams[0].end, 0.3));
    options.swap = SwapRule::IfBetter;
    QVERIFY(near(simulated(trace, options).windows[0].streams[0].end, 0.5));
}

void TestSimulator::idleShareIsCounted()
{
    const Trace trace = plainTrace({0.5}, {});
    const SimulationResult result = simulated(trace, under("inference-only"));
    QVERIFY2(near(result.windows[0].idleGpuSeconds, 75.0), "a quarter of the device is all that inference can use");
    const SimulationResult uniform = simulated(trace, under("uniform(1,0.5)"));
    QVERIFY2(near(uniform.windows[0].idleGpuSeconds, 75.0), "a half that inference holds is not all used");
}

/// The student's quarter of a device is worth .5, the teacher's half .8; nothing is to be retrained.
void TestSimulator::everyPlannerServesAsItMayChoose()
{
    const Trace trace = taughtTrace({0.5}, {}, 2);
    for (const char* name : {"student-only", "student-only(moved)", "inference-only", "uniform(0,0.5)", "fixed-res",
                             "thief-reference", "cloud(5,5)"})
        QVERIFY2(near(simulated(trace, under(name)).mean, 0.5, 1e-5), name);
    for (const char* name : {"teacher-only", "teacher-only(moved)", "thief", "exact", "jackdaw"})
        QVERIFY2(near(simulated(trace, under(name)).mean, 0.8, 1e-5), name);
}

/// Retraining takes the half that the teacher leaves, for 40 of 100 s: .8 until then, .9 after.
void TestSimulator::theTeacherServesUntilAModelIsDelivered()
{
    const SimulationResult result = simulated(taughtTrace({0.5}, {tracedOption("long", 20, 0.9)}), under("jackdaw"));
    QVERIFY2(near(result.mean, 0.86, 1e-5), std::to_string(result.mean).c_str());
    QCOMPARE(result.retrainings, std::size_t{1});
}

void TestSimulator::simulationsAreDeterministicAndConserveShares()
{
    const bool holds = rc::check([] {
        const Trace trace = randomTrace(*rc::gen::inRange<std::uint64_t>(0, 1000), 3, 3, 2);
        SimulationOptions options = under(*rc::gen::element<std::string>("thief", "jackdaw", "exact", "uniform(1,0.5)",
                                                                         "thief-reference", "inference-only"));
        options.gpus = *rc::gen::element(0.5, 1.0, 3.0);
        options.estimates = *rc::gen::element(EstimateSource::Actual, EstimateSource::Predicted);
        options.accuracyError = *rc::gen::element(0.0, 0.2);
        options.carryOver = *rc::gen::arbitrary<bool>();
        options.labellingSeconds = *rc::gen::element(0.0, 7.5);
        const SimulationResult a = simulated(trace, options);
        const SimulationResult b = simulated(trace, options);
        RC_ASSERT(a.mean == b.mean);
        RC_ASSERT(a.mean >= 0.0 && a.mean <= 1.0);
        for (const SimulatedWindow& window : a.windows) {
            RC_ASSERT(window.idleGpuSeconds >= 0.0);
            for (const PlanStep& step : window.timeline.steps) {
                for (const JobAllocation& job : step.allocation)
                    RC_ASSERT(job.share.value >= 0.0);
                RC_ASSERT(step.allocation.total().value <= *options.gpus + 1e-9);
            }
        }
    });
    QVERIFY(holds);
}

void TestSimulator::badOptionsAreNamed_data()
{
    QTest::addColumn<QByteArray>("planner");
    QTest::addColumn<double>("gpus");
    QTest::addColumn<double>("error");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("unknown planner") << QByteArray("genius") << 1.0 << 0.0 << QByteArray("genius");
    QTest::newRow("uniform without parameters") << QByteArray("uniform") << 1.0 << 0.0 << QByteArray("two parameters");
    QTest::newRow("no capacity") << QByteArray("thief") << 0.0 << 0.0 << QByteArray("capacity");
    QTest::newRow("infinite capacity") << QByteArray("thief") << HUGE_VAL << 0.0 << QByteArray("capacity");
    QTest::newRow("NaN error") << QByteArray("thief") << 1.0 << std::nan("") << QByteArray("accuracy error");
    QTest::newRow("large error") << QByteArray("thief") << 1.0 << 2.0 << QByteArray("accuracy error");
    QTest::newRow("cloud without a link") << QByteArray("cloud") << 1.0 << 0.0 << QByteArray("two rates");
    QTest::newRow("cloud with one rate") << QByteArray("cloud(5)") << 1.0 << 0.0 << QByteArray("two rates");
    QTest::newRow("unknown heuristic") << QByteArray("cached(luck)") << 1.0 << 0.0 << QByteArray("heuristic");
    QTest::newRow("no cached models") << QByteArray("cached(location)") << 1.0 << 0.0 << QByteArray("cached models");
}

void TestSimulator::badOptionsAreNamed()
{
    QFETCH(QByteArray, planner);
    QFETCH(double, gpus);
    QFETCH(double, error);
    QFETCH(QByteArray, told);
    SimulationOptions options = under(planner.toStdString());
    options.gpus = gpus;
    options.accuracyError = error;
    const auto result = simulate(plainTrace({0.5}, {}), options);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QVERIFY2(result.error().text().find(told.toStdString()) != std::string::npos, result.error().text().c_str());
}

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
