// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/explanation.h"
#include "engine/scheduling/planner_wrappers.h"
#include "tests/engine/scheduling/scheduling_fixtures.h"

#include <QtTest>

#include <algorithm>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

class TestUncertainty : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPessimistIsSafeInTheWorstCase();
    void contestedChoicesAreNamed();
    void jobsDoNotSpanDevices();
    void memoryKeepsARetrainingOut();
    void oneDeviceNeedsNoPlacing();
    void anUnreachableFloorIsMissedByAsLittleAsPossible();
    void whatIfGivesMoreToTheStreamThatCountsMore();
    void wrongChangesAreNamed();
    void jackdawIsNeverBelowTheOthersOnOddProblems();
};

void TestUncertainty::aPessimistIsSafeInTheWorstCase()
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        WindowProblem p = randomProblem(seed, 5, 4, 2.0, 0.1);
        RandomStream random(seed, 3, RandomPurpose::Test);
        for (StreamProblem& s : p.streams)
            for (RetrainingOption& o : s.options) {
                const double half = random.uniform(0.0, 0.3);
                o.finalAccuracy.low = std::max(0.0, o.finalAccuracy.value - half);
                o.finalAccuracy.high = std::min(1.0, o.finalAccuracy.value + half);
            }
        const auto at = [&](const char* name) {
            return scriptedTimeline(worstCase(p), planner(name)->plan(p).steps).mean;
        };
        QVERIFY(at("jackdaw(pessimistic)") >= at("jackdaw") - 1e-9);
    }
    QVERIFY(!makePlanner("inference-only(pessimistic)"));
    QVERIFY(!makePlanner("jackdaw(pessimistic)(pessimistic)"));
}

void TestUncertainty::contestedChoicesAreNamed()
{
    WindowProblem p = problem({stream(0, 0.4, {option(0, 20, 0.8), option(1, 20, 0.78)})}, 1.0, 0.1, 200.0);
    QVERIFY(!planner("jackdaw")->plan(p).contested[0]);
    p.streams[0].options[0].finalAccuracy = {0.8, 0.7, 0.9};
    p.streams[0].options[1].finalAccuracy = {0.78, 0.7, 0.85};
    const Plan plan = planner("jackdaw")->plan(p);
    QVERIFY(plan.contested[0] && plan.contests[0].runnerUp == std::size_t{1});
    std::string all;
    for (const std::string& sentence : explain(p, plan))
        all += sentence;
    QVERIFY2(all.find("\"option 0\" (70.0 % to 90.0 %) and \"option 1\"") != std::string::npos, all.c_str());
}

void TestUncertainty::jobsDoNotSpanDevices()
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        WindowProblem p = randomProblem(seed, 2 + seed % 6, 4, 1.0, 0.1);
        p.devices = {{DeviceId{0}, 0.7, 0.0}, {DeviceId{1}, 0.5, 0.0}, {DeviceId{2}, 0.3, 0.0}};
        for (const char* name : {"thief", "exact", "jackdaw"}) {
            const Plan plan = planner(name)->plan(p);
            std::vector<double> used(3, 0.0);
            for (std::size_t job = 0; job < p.jobs(); ++job)
                if (plan.placement[job])
                    used[*plan.placement[job]] += plan.now().job(job).share.value;
            for (std::size_t d = 0; d < 3; ++d)
                QVERIFY(used[d] <= p.devices[d].gpus + 1e-9);
            QVERIFY(plan.packingLoss >= 0.0);
        }
    }
    const WindowProblem p = [] {
        WindowProblem two = problem({stream(0, 0.5, {option(0, 150, 0.95)})}, 2.0, 0.1, 200.0);
        two.devices = {{DeviceId{0}, 0.6, 0.0}, {DeviceId{1}, 0.6, 0.0}};
        return two;
    }();
    const PlacedAllocation placed = place(p, Allocation{{Share{0.2}, Share{1.0}, 0}});
    QVERIFY(std::abs(placed.lost - 0.4) < 1e-9);
    QVERIFY(placed.placement[inferenceJob(0)] != placed.placement[retrainingJob(0)]);
}

void TestUncertainty::memoryKeepsARetrainingOut()
{
    WindowProblem p = problem({stream(0, 0.5, {option(0, 20, 0.95)})}, 1.0, 0.1, 200.0);
    p.devices[0].memoryBytes = 1e9;
    p.streams[0].options[0].memoryBytes = 2e9;
    const Plan plan = planner("thief")->plan(p);
    QVERIFY(!plan.now().option(0));
    QVERIFY(plan.packingLoss > 0.1);
    p.devices[0].memoryBytes = 3e9;
    QVERIFY(planner("thief")->plan(p).now().option(0).has_value());
}

void TestUncertainty::oneDeviceNeedsNoPlacing()
{
    const Plan plan = planner("thief")->plan(randomProblem(1, 4, 3, 1.0, 0.1));
    QVERIFY(plan.placement.empty());
    QCOMPARE(plan.packingLoss, 0.0);
}

void TestUncertainty::anUnreachableFloorIsMissedByAsLittleAsPossible()
{
    WindowProblem p =
        problem({stream(0, 0.5, {option(0, 20, 0.9)}), stream(1, 0.3, {option(0, 20, 0.9)})}, 0.6, 0.05, 200.0);
    for (StreamProblem& s : p.streams)
        s.floor = Accuracy{0.4};
    const Plan plan = planner("jackdaw")->plan(p);
    QVERIFY(std::abs(plan.floorViolation - 0.1) < 1e-9);
    QVERIFY(explain(p, plan)[0].find("10.0 points are missing") != std::string::npos);
}

void TestUncertainty::whatIfGivesMoreToTheStreamThatCountsMore()
{
    const WindowProblem p =
        problem({stream(0, 0.6, {option(0, 40, 0.9)}), stream(1, 0.6, {option(0, 40, 0.9)})}, 0.4, 0.05, 100.0);
    const auto changed = changedProblem(p, "camera 1.weight=x8");
    QVERIFY(changed.has_value());
    QCOMPARE(changed->streams[1].weight, 8.0);
    const PlanDifference d = whatIf(*planner("jackdaw"), p, *changed);
    QVERIFY(d.streams[1].expectedAfter >= d.streams[1].expectedBefore - 1e-9);
    QVERIFY(d.streams[0].expectedAfter <= d.streams[0].expectedBefore + 1e-9);
    QVERIFY(!explainDifference(p, d).empty());
    const PlanDifference same = whatIf(*planner("jackdaw"), p, p);
    QCOMPARE(explainDifference(p, same).back(), std::string("No stream would get anything else."));
}

void TestUncertainty::wrongChangesAreNamed()
{
    const WindowProblem p = randomProblem(1, 2, 2, 1.0, 0.1);
    for (const char* text : {"", "gpus", "gpus=", "gpus=-1", "gpus=nan", "nobody.weight=2", "camera 0.colour=2",
                             "camera 0.weight=0", "camera 0.floor=2", "=2"}) {
        const auto changed = changedProblem(p, text);
        QVERIFY2(!changed, text);
        QVERIFY(!changed.error().action.empty());
    }
}

void TestUncertainty::jackdawIsNeverBelowTheOthersOnOddProblems()
{
    for (std::uint64_t seed = 1000; seed < 1060; ++seed) {
        const WindowProblem p = oddProblem(seed);
        const auto timeline = [&](const std::string& name) {
            const auto made = planner(name, {false, FreedShare::OwnInference});
            return intendedTimeline(p, *made, made->plan(p));
        };
        const Timeline own = timeline("jackdaw");
        std::vector<std::string> others{"thief", "inference-only", "uniform(0,0.5)", "uniform(1,0.3)",
                                        "uniform(2,0.9)"};
        if (p.streams.size() <= 5)
            others.emplace_back("thief-reference");
        for (const std::string& name : others) {
            const Timeline other = timeline(name);
            QVERIFY2(own.floorViolation < other.floorViolation - 1e-9
                         || (own.floorViolation < other.floorViolation + 1e-9 && own.mean >= other.mean - 1e-9),
                     (std::to_string(seed) + " " + name).c_str());
        }
    }
}

QTEST_GUILESS_MAIN(TestUncertainty)
#include "tst_uncertainty.moc"
