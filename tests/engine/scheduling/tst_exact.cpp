// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <functional>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

/// Best decoupled mean over every split of the capacity in quanta and every choice, by plain recursion.
double bruteForce(const WindowProblem& p, FreedShare freed)
{
    const int units = static_cast<int>(std::floor(p.totalGpus() / p.quantum.value + 1e-9));
    const std::function<double(std::size_t, int)> best = [&](std::size_t v, int left) -> double {
        if (v == p.streams.size())
            return 0.0;
        double found = -1.0;
        for (int i = 0; i <= left; ++i)
            for (int r = 0; i + r <= left; ++r) {
                double own = decoupledAccuracy(p, v, {p.quantum * i, p.quantum * r, std::nullopt}, freed);
                for (std::size_t o = 0; o < p.streams[v].options.size(); ++o)
                    own = std::max(own, decoupledAccuracy(p, v, {p.quantum * i, p.quantum * r, o}, freed));
                found = std::max(found, own * p.streams[v].weight + best(v + 1, left - i - r));
            }
        return found;
    };
    double weight = 0.0;
    for (const StreamProblem& s : p.streams)
        weight += s.weight;
    return best(0, units) / weight;
}

double exactValue(const WindowProblem& p, FreedShare freed)
{
    PlannerOptions options;
    options.freedShare = freed;
    return decoupledMean(p, planner("exact", options)->plan(p).now(), freed);
}

} // namespace

class TestExact : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsEveryStoredOptimum();
    void equalsBruteForceOnSmallProblems();
    void moreCapacityNeverHurts();
    void halvingTheQuantumNeverHurts();
    void permutingTheStreamsPermutesThePlan();
    void aQuantumAboveTheDemandIsMadeFiner();
};

void TestExact::equalsEveryStoredOptimum()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    for (const auto& row : jsonFile(shared / "ekya" / "reference" / "optimum.json")) {
        const auto file = shared / "ekya" / "cases" / (row["case"].get<std::string>() + ".json");
        const auto p = readCase(file, CaseColumns::Actual, row["gpus"], Share{row["delta"].get<double>()});
        QVERIFY(p.has_value());
        const FreedShare freed = row["freed_share"] == "unused" ? FreedShare::Unused : FreedShare::OwnInference;
        const double reached = exactValue(*p, freed);
        QVERIFY2(std::abs(reached - row["optimum"].get<double>()) <= 1e-6,
                 (row.dump() + " reached " + std::to_string(reached)).c_str());
    }
}

void TestExact::equalsBruteForceOnSmallProblems()
{
    for (std::uint64_t seed = 0; seed < 1200; ++seed) {
        WindowProblem p = randomProblem(seed, 1 + seed % 3, seed % 4, 0.4 + 0.2 * static_cast<double>(seed % 3), 0.1);
        p.streams[0].weight = 1.0 + static_cast<double>(seed % 5);
        for (StreamProblem& s : p.streams)
            s.inference.fullRateDemand.value = std::max(0.1, s.inference.fullRateDemand.value);
        for (const FreedShare freed : {FreedShare::Unused, FreedShare::OwnInference}) {
            const double reached = exactValue(p, freed);
            const double best = bruteForce(p, freed);
            QVERIFY2(std::abs(reached - best) <= 1e-9, std::to_string(seed).c_str());
        }
    }
}

void TestExact::moreCapacityNeverHurts()
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        double last = 0.0;
        for (const double gpus : {0.5, 1.0, 1.5, 2.0, 4.0}) {
            const double reached = exactValue(randomProblem(seed, 5, 5, gpus, 0.05), FreedShare::OwnInference);
            QVERIFY(reached >= last - 1e-9);
            last = reached;
        }
    }
}

void TestExact::halvingTheQuantumNeverHurts()
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        double last = 0.0;
        for (const double quantum : {0.05, 0.025, 0.0125}) {
            const double reached = exactValue(randomProblem(seed, 4, 5, 1.5, quantum), FreedShare::OwnInference);
            QVERIFY(reached >= last - 1e-9);
            last = reached;
        }
    }
}

void TestExact::permutingTheStreamsPermutesThePlan()
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const WindowProblem p = randomProblem(seed, 5, 4, 2.0, 0.1);
        WindowProblem turned = p;
        std::rotate(turned.streams.begin(), turned.streams.begin() + 2, turned.streams.end());
        const Allocation expected = planner("exact")->plan(p).now();
        const Allocation got = planner("exact")->plan(turned).now();
        for (std::size_t v = 0; v < 5; ++v) {
            const double a = decoupledAccuracy(turned, v, expected.stream((v + 2) % 5), FreedShare::OwnInference);
            const double b = decoupledAccuracy(turned, v, got.stream(v), FreedShare::OwnInference);
            QVERIFY(std::abs(a - b) < 1e-9);
        }
    }
}

void TestExact::aQuantumAboveTheDemandIsMadeFiner()
{
    std::vector<StreamProblem> streams;
    for (std::uint32_t v = 0; v < 16; ++v)
        streams.push_back(stream(v, 0.5, {option(0, 3, 0.7), option(1, 6, 0.8)}, 0.02));
    const WindowProblem p = problem(std::move(streams), 1.0, 0.05, 46.0);
    const Plan plan = planner("exact")->plan(p);
    QVERIFY(conserves(p, plan.now()));
    QVERIFY(plan.expectedMean > planner("inference-only")->plan(p).expectedMean + 0.02);
    QVERIFY(plan.expectedMean > planner("thief", {false, FreedShare::OwnInference})->plan(p).expectedMean - 0.02);
}

QTEST_GUILESS_MAIN(TestExact)
#include "tst_exact.moc"
