// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulation/alternatives.h"
#include "engine/simulation/served_window.h"
#include "tests/engine/simulation/trace_fixtures.h"

#include <QtTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::simulation;
using namespace jackdaw::testing;

namespace {

bool near(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) < tolerance;
}

SimulationResult simulated(const Trace& trace, const std::string& planner, bool carryOver = true)
{
    SimulationOptions options;
    options.planner = planner;
    options.carryOver = carryOver;
    const auto result = simulate(trace, options);
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return *result;
}

CachedModel model(const std::string& name, std::vector<double> classes, double hour, double objects,
                  const std::string& location)
{
    return {name, {std::move(classes), hour, objects, location}};
}

/// Two windows of one stream; three cached models, each best for another heuristic.
Trace cacheTrace()
{
    Trace trace = plainTrace({0.5}, {}, 2);
    trace.cachedModels = {model("a", {0.9, 0.1}, 8.0, 4.0, "gate"), model("b", {0.5, 0.5}, 23.5, 9.0, "yard"),
                          model("c", {0.1, 0.9}, 14.0, 20.0, "gate")};
    trace.windows[0].streams[0].scene = Scene{{0.85, 0.15}, 1.0, 18.0, "yard"};
    trace.windows[0].streams[0].cachedAccuracy = {0.6, 0.7, 0.8};
    trace.windows[1].streams[0].scene = Scene{{0.2, 0.8}, 9.0, 5.0, "gate"};
    trace.windows[1].streams[0].cachedAccuracy = {0.55, 0.65, 0.75};
    return trace;
}

} // namespace

class TestAlternatives : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void delaysOfTheCloudAreThePublishedOnes();
    void modelsFromTheCloudArriveAtTheirDelay();
    void modelsThatArriveAfterTheWindowCountLater();
    void freshWindowsNeverSeeLateModels();
    void theCloudTakesNoWorseModel();
    void everyHeuristicTakesItsNearestModel_data();
    void everyHeuristicTakesItsNearestModel();
    void amongEqualsTheNewestModelIsTaken();
    void hoursGoAroundTheClock();
    void whatIsSeenIsKnownWhenLabelsAreThere();
    void aSceneThatSaysNothingIsNamed();
    void servedTimelinesAreExact();
};

/// Ekya, NSDI'22, table 3: 8 streams, 400 s windows.
void TestAlternatives::delaysOfTheCloudAreThePublishedOnes()
{
    QVERIFY(near(cloudDelay(8, 400, 5.1, 17.5), 432.0, 1.5));
    QVERIFY(near(cloudDelay(8, 400, 8.5, 15.0), 363.0, 1.0));
    QVERIFY(near(cloudDelay(8, 400, 10.2, 35.0), 216.0, 1.0));
}

void TestAlternatives::modelsFromTheCloudArriveAtTheirDelay()
{
    Trace trace = plainTrace({0.5, 0.6}, {tracedOption("cheap", 5, 0.7), tracedOption("best", 500, 0.9)});
    const double delay = cloudDelay(2, 100, 10, 40);
    QVERIFY(delay < 100.0);
    const SimulationResult result = simulated(trace, "cloud(10, 40)");
    QVERIFY(near(result.windows[0].streams[0].accuracy, (0.5 * delay + 0.9 * (100 - delay)) / 100));
    QVERIFY(near(result.windows[0].streams[1].accuracy, (0.6 * delay + 0.9 * (100 - delay)) / 100));
    QCOMPARE(result.windows[0].deliveries.size(), std::size_t{2});
    QVERIFY(near(result.windows[0].deliveries[0].time, delay));
    QCOMPARE(result.retrainings, std::size_t{0});
}

void TestAlternatives::modelsThatArriveAfterTheWindowCountLater()
{
    Trace trace = plainTrace({0.5}, {tracedOption("best", 50, 0.9)}, 3);
    trace.windows[1].streams[0].carriedDrop = 0.1;
    trace.windows[2].streams[0].carriedDrop = 0.0;
    const double delay = cloudDelay(1, 100, 1, 3.98); // 40 s up, 100 s down
    QVERIFY(near(delay, 140.0));
    const SimulationResult result = simulated(trace, "cloud(1,3.98)");
    QVERIFY(near(result.windows[0].mean, 0.5));
    QVERIFY(result.windows[0].deliveries.empty());
    // Window 1: the base model has dropped to .4 until 40 s, then window 0's model counts with its drop.
    QVERIFY(near(result.windows[1].mean, 0.4 * 0.4 + 0.6 * 0.8));
    QVERIFY2(near(result.windows[2].mean, 0.8),
             "the link was busy when window 1 began; window 2's models come too late");
}

void TestAlternatives::freshWindowsNeverSeeLateModels()
{
    const Trace trace = plainTrace({0.5}, {tracedOption("best", 50, 0.9)}, 3);
    QVERIFY(near(simulated(trace, "cloud(1,3.98)", false).mean, 0.5));
}

void TestAlternatives::theCloudTakesNoWorseModel()
{
    const Trace trace = plainTrace({0.8}, {tracedOption("worse", 50, 0.6)});
    SimulationOptions options;
    options.planner = "cloud(1000,1000)";
    QVERIFY(simulate(trace, options)->mean < 0.7);
    options.swap = SwapRule::IfBetter;
    QVERIFY(near(simulate(trace, options)->mean, 0.8));
}

void TestAlternatives::everyHeuristicTakesItsNearestModel_data()
{
    QTest::addColumn<QByteArray>("planner");
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("second");
    QTest::newRow("classes") << QByteArray("cached(class-distribution)") << 0.6 << 0.75;
    QTest::newRow("hour") << QByteArray("cached(time-of-day)") << 0.7 << 0.55;
    QTest::newRow("objects") << QByteArray("cached(object-count)") << 0.8 << 0.55;
    QTest::newRow("place") << QByteArray("cached(location)") << 0.7 << 0.75;
}

void TestAlternatives::everyHeuristicTakesItsNearestModel()
{
    QFETCH(QByteArray, planner);
    QFETCH(double, first);
    QFETCH(double, second);
    const SimulationResult result = simulated(cacheTrace(), planner.toStdString());
    QVERIFY(near(result.windows[0].mean, first));
    QVERIFY(near(result.windows[1].mean, second));
}

void TestAlternatives::amongEqualsTheNewestModelIsTaken()
{
    const Trace trace = cacheTrace();
    QCOMPARE(*nearestModel(trace.cachedModels, Scene{{}, {}, {}, "gate"}, CacheHeuristic::Location), std::size_t{2});
    QCOMPARE(*nearestModel(trace.cachedModels, Scene{{}, {}, {}, "nowhere"}, CacheHeuristic::Location), std::size_t{2});
    QVERIFY(!nearestModel(trace.cachedModels, Scene{}, CacheHeuristic::ObjectCount));
}

void TestAlternatives::hoursGoAroundTheClock()
{
    const auto distance = [](double a, double b) {
        return *sceneDistance(Scene{{}, a, {}, {}}, Scene{{}, b, {}, {}}, CacheHeuristic::TimeOfDay);
    };
    QVERIFY(near(distance(23.5, 0.5), 1.0));
    QVERIFY(near(distance(0.0, 24.0), 0.0));
    QVERIFY(near(distance(6.0, 18.0), 12.0));
}

/// Before that the model of the window before serves, with what it is worth now.
void TestAlternatives::whatIsSeenIsKnownWhenLabelsAreThere()
{
    Trace trace = cacheTrace();
    trace.windows[0].labellingSeconds = trace.windows[1].labellingSeconds = 20.0;
    const SimulationResult seen = simulated(trace, "cached(class-distribution)");
    QVERIFY(near(seen.windows[0].mean, 0.2 * 0.5 + 0.8 * 0.6));
    QVERIFY(near(seen.windows[1].mean, 0.2 * 0.55 + 0.8 * 0.75));
    const SimulationResult placed = simulated(trace, "cached(location)");
    QVERIFY(near(placed.windows[0].mean, 0.7));
    QVERIFY(near(placed.windows[1].mean, 0.75));
}

void TestAlternatives::aSceneThatSaysNothingIsNamed()
{
    Trace trace = cacheTrace();
    SimulationOptions options;
    options.planner = "cached(time-of-day)";
    trace.windows[1].streams[0].scene->hour.reset();
    auto result = simulate(trace, options);
    QVERIFY(!result);
    QVERIFY2(result.error().message.find("window 1 of stream 0") != std::string::npos, result.error().message.c_str());
    trace = cacheTrace();
    trace.windows[0].streams[0].cachedAccuracy.clear();
    result = simulate(trace, options);
    QVERIFY(!result);
    QVERIFY2(result.error().message.find("window 0 of stream 0") != std::string::npos, result.error().message.c_str());
}

/// Against the evaluator of the planners, where nothing is delivered.
void TestAlternatives::servedTimelinesAreExact()
{
    WindowProblem problem;
    problem.seconds = 10.5;
    problem.devices = {{DeviceId{0}, 1.0, 0.0}};
    StreamProblem stream;
    stream.startAccuracy = Estimate::exact(0.6);
    stream.inference = {Share{0.25}, {1, 2, 4}, {1, 0.78, 0.6}, {}};
    stream.floor = Accuracy{0.5};
    problem.streams = {stream};
    const Allocation allocation{{Share{0.125}, Share{0.0}, std::nullopt}};
    const Timeline alone = servedTimeline(problem, allocation, {});
    const Timeline reference = coupledTimeline(problem, allocation, FreedShare::Unused);
    QVERIFY(near(alone.mean, reference.mean));
    QVERIFY(near(alone.sampledMean, reference.sampledMean));
    QVERIFY(near(alone.floorViolation, reference.floorViolation));
    const Timeline delivered = servedTimeline(problem, allocation, {{2.5, 0, 0.9}, {20.0, 0, 1.0}});
    const double factor = stream.inference.factorAt(Share{0.125});
    QVERIFY(near(delivered.mean, factor * (2.5 * 0.6 + 8.0 * 0.9) / 10.5));
    QVERIFY2(near(delivered.sampledMean, factor * (3 * 0.6 + 8 * 0.9) / 11.0), "t = 0, 1, 2 and 3 to 10");
    QVERIFY(near(delivered.deployed[0], 0.9));
    const Timeline late = servedTimeline(problem, allocation, {{problem.seconds, 0, 0.9}});
    QVERIFY2(near(late.deployed[0], 0.6), "what comes at the end is the next window's");
}

QTEST_GUILESS_MAIN(TestAlternatives)
#include "tst_alternatives.moc"
