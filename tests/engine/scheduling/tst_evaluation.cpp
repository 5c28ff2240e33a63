// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/support/property_seed.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

/// One stream whose inference always keeps up: accuracies are the model's own.
WindowProblem plain(std::vector<RetrainingOption> options, double gpus = 2.0)
{
    WindowProblem p = problem({stream(0, 0.5, std::move(options))}, gpus, 0.1, 100.0);
    p.streams[0].inference = {Share{0.25}, {}, {1.0}, {0.25}};
    return p;
}

} // namespace

class TestEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=20260101"); }
    void theFactorFollowsTheCurve();
    void throughputIsLinearUnlessMeasured();
    void decoupledCountsTheSwapExactly();
    void aRetrainingThatDoesNotEndInTimeCountsAsNotRun();
    void completionAtTheVeryEndCounts();
    void equalSplitGivesEveryoneTheSame();
    void aScriptGivesUpAndPauses();
    void whatIsLeftOfAWindowAddsUpToTheWhole();
    void whatIsLeftOfARetrainingKeepsTheBoundsOfItsCost();
    void theFloorsLargestLackIsSummed();
    void samplesAtWholeSeconds();
    void faultsOfAProblemAreNamed();
    void ownInferenceOfOneStreamEqualsTheDecoupledValue();
};

void TestEvaluation::theFactorFollowsTheCurve()
{
    const InferenceProfile p = profile(0.2);
    QVERIFY(close(p.factorAt(Share{0.2}), 1.0) && close(p.factorAt(Share{0.9}), 1.0));
    QVERIFY(std::abs(p.factorAt(Share{0.1}) - 0.78) < 1e-5);
    QVERIFY(std::abs(p.factorAt(Share{0.2 / 3.0}) - 0.69) < 1e-5);
    QCOMPARE(p.factorAt(Share{0.005}), 0.0);
    QCOMPARE(p.factorAt(Share{0.0}), 0.0);
    QVERIFY(p.factorAt(Share{0.01}) > 0.039);
    QCOMPARE(profile(0.0).factorAt(Share{0.0}), 1.0);
}

void TestEvaluation::throughputIsLinearUnlessMeasured()
{
    QCOMPARE(ThroughputCurve{}.at(0.3), 0.3);
    const ThroughputCurve measured{{0.1, 0.5, 1.0}, {0.36, 0.83, 1.0}};
    QVERIFY(close(measured.at(0.05), 0.18) && close(measured.at(0.3), 0.595) && close(measured.at(2.0), 1.0));
}

void TestEvaluation::decoupledCountsTheSwapExactly()
{
    const WindowProblem p = plain({option(0, 20, 0.9)});
    const StreamAllocation given{Share{0.25}, Share{0.5}, 0};
    QVERIFY(close(decoupledAccuracy(p, 0, given, FreedShare::Unused), 0.5 * 0.4 + 0.9 * 0.6));
}

void TestEvaluation::aRetrainingThatDoesNotEndInTimeCountsAsNotRun()
{
    const WindowProblem p = plain({option(0, 51, 0.9)});
    const StreamAllocation given{Share{0.25}, Share{0.5}, 0};
    QVERIFY(close(decoupledAccuracy(p, 0, given, FreedShare::OwnInference), 0.5));
    QVERIFY(coupledTimeline(p, {given}, FreedShare::EqualSplit).completions.empty());
}

void TestEvaluation::completionAtTheVeryEndCounts()
{
    const WindowProblem p = plain({option(0, 50, 0.9)});
    const Timeline timeline = coupledTimeline(p, {{Share{0.25}, Share{0.5}, 0}}, FreedShare::EqualSplit);
    QCOMPARE(timeline.completions.size(), std::size_t{1});
    QVERIFY(close(timeline.mean, 0.5) && close(timeline.deployed[0], 0.9));
}

void TestEvaluation::equalSplitGivesEveryoneTheSame()
{
    const WindowProblem p =
        problem({stream(0, 0.5, {option(0, 10, 0.9)}), stream(1, 0.5, {option(0, 40, 0.9)})}, 2.0, 0.1, 100.0);
    const Allocation start{{Share{0.5}, Share{0.5}, 0}, {Share{0.5}, Share{0.5}, 0}};
    const Timeline timeline = coupledTimeline(p, start, FreedShare::EqualSplit);
    QVERIFY(close(timeline.completions[0].time, 20.0));
    QVERIFY(close(timeline.steps[1].allocation.retraining(1).value, 0.5 + 0.5 / 3.0));
    QVERIFY(close(timeline.completions[1].time, 20.0 + 30.0 / (0.5 + 0.5 / 3.0)));
    QVERIFY(close(timeline.steps[2].allocation.inference(0).value, 1.0));
}

void TestEvaluation::aScriptGivesUpAndPauses()
{
    const WindowProblem p = plain({option(0, 20, 0.9)});
    const StreamAllocation training{Share{0.25}, Share{1.0}, 0};
    const StreamAllocation paused{Share{0.25}, Share{0.0}, 0};
    const StreamAllocation without{Share{0.25}, Share{0.0}, std::nullopt};
    const Timeline resumed =
        scriptedTimeline(p, {{0.0, Allocation{training}}, {10.0, Allocation{paused}}, {50.0, Allocation{training}}});
    QCOMPARE(resumed.completions.size(), std::size_t{1});
    QVERIFY(close(resumed.completions[0].time, 60.0));
    const Timeline givenUp =
        scriptedTimeline(p, {{0.0, Allocation{training}}, {10.0, Allocation{without}}, {50.0, Allocation{training}}});
    QVERIFY(givenUp.completions.empty() && close(givenUp.mean, 0.5));
}

void TestEvaluation::whatIsLeftOfAWindowAddsUpToTheWhole()
{
    QVERIFY(rc::check("planning again what was already planned changes nothing", [] {
        const auto seed = *rc::gen::inRange<std::uint64_t>(0, 100000);
        const WindowProblem p =
            randomProblem(seed, 2 + seed % 5, 1 + seed % 4, 1.0 + static_cast<double>(seed % 3), 0.1);
        const auto uniform = planner("uniform(0,0.5)");
        const Allocation start = uniform->plan(p).now();
        const double split = coupledTimeline(p, start, FreedShare::EqualSplit).mean;
        const double again = coupledTimeline(p, start, FreedShare::Replanned, [&](const WindowProblem& rest) {
                                 return uniform->plan(rest).now();
                             }).mean;
        RC_ASSERT(std::abs(split - again) < 1e-9);
    }));
}

void TestEvaluation::whatIsLeftOfARetrainingKeepsTheBoundsOfItsCost()
{
    WindowProblem p = plain({option(0, 20, 0.9)});
    p.streams[0].options[0].gpuSeconds = {20.0, 16.0, 30.0};
    WindowRun run(p);
    run.apply(Allocation{{Share{0.25}, Share{1.0}, 0}});
    run.advance(15.0);
    const WindowProblem rest = run.rest();
    QVERIFY(rest.streams[0].running);
    const Estimate& left = rest.streams[0].running->gpuSeconds;
    QVERIFY(close(left.value, 5.0) && close(left.low, 4.0) && close(left.high, 7.5));
}

void TestEvaluation::theFloorsLargestLackIsSummed()
{
    WindowProblem p = plain({option(0, 20, 0.9)});
    p.streams[0].floor = Accuracy{0.7};
    const Timeline timeline = coupledTimeline(p, {{Share{0.25}, Share{1.0}, 0}}, FreedShare::Unused);
    QVERIFY(close(timeline.floorViolation, 0.2));
}

void TestEvaluation::samplesAtWholeSeconds()
{
    const WindowProblem p = plain({option(0, 20.5, 0.9)});
    const Timeline timeline = coupledTimeline(p, {{Share{0.25}, Share{1.0}, 0}}, FreedShare::Unused);
    QVERIFY(close(timeline.sampledMean, (21 * 0.5 + 80 * 0.9) / 101.0));
}

void TestEvaluation::faultsOfAProblemAreNamed()
{
    WindowProblem good = plain({option(0, 20, 0.9)});
    QVERIFY(validate(good).has_value());
    const auto fault = [&](const std::function<void(WindowProblem&)>& spoil) {
        WindowProblem p = good;
        spoil(p);
        const Status status = validate(p);
        return status ? std::string() : status.error().message;
    };
    QVERIFY(fault([](WindowProblem& p) { p.streams.clear(); }).find("streams") == 0);
    QVERIFY(fault([](WindowProblem& p) { p.seconds = std::nan(""); }).find("seconds") == 0);
    QVERIFY(fault([](WindowProblem& p) { p.quantum = Share{0.0}; }).find("quantum") == 0);
    QVERIFY(fault([](WindowProblem& p) { p.devices.clear(); }).find("devices") == 0);
    QVERIFY(fault([](WindowProblem& p) { p.streams[0].weight = -1.0; }).find("streams[0].weight") == 0);
    QVERIFY(fault([](WindowProblem& p) {
                p.streams[0].options[0].gpuSeconds.value = 0.0;
            }).find("streams[0].options[0].gpuSeconds")
            == 0);
    QVERIFY(fault([](WindowProblem& p) { p.streams[0].startAccuracy.value = 1.5; }).find("streams[0].startAccuracy")
            == 0);
    QVERIFY(fault([](WindowProblem& p) {
                p.streams[0].inference.shares = {0.2, 0.1};
            }).find("streams[0].inference.shares")
            == 0);
    QVERIFY(fault([](WindowProblem& p) { p.throughput = {{0.5}, {}}; }).find("throughput.speed") == 0);
    QVERIFY(fault([](WindowProblem& p) { p.streams.push_back(p.streams[0]); }).find("streams[1].camera") == 0);
}

void TestEvaluation::ownInferenceOfOneStreamEqualsTheDecoupledValue()
{
    QVERIFY(rc::check("the coupled timeline of a stream alone is eq. 1", [] {
        const auto seed = *rc::gen::inRange<std::uint64_t>(0, 100000);
        const WindowProblem p = randomProblem(seed, 1, 1, 1.0, 0.1);
        RandomStream random(seed, 1, RandomPurpose::Test);
        const double inference = random.uniform();
        const StreamAllocation given{Share{inference}, Share{1.0 - inference}, 0};
        for (const FreedShare freed : {FreedShare::Unused, FreedShare::OwnInference})
            RC_ASSERT(std::abs(coupledTimeline(p, {given}, freed).mean - decoupledAccuracy(p, 0, given, freed)) < 1e-9);
    }));
}

QTEST_GUILESS_MAIN(TestEvaluation)
#include "tst_evaluation.moc"
