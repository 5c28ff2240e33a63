// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/job_groups.h"
#include "tests/engine/scheduling/odd_problems.h"
#include "tests/support/property_seed.h"

#include <QTest>

#include <rapidcheck.h>

#include <numeric>
#include <span>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

constexpr double kRounding = 1e-9;
/// A sequence gives an inference its demand, and a little above it the curve may still rise by as much: k is demand
/// over (share + 1e-6).
constexpr double kCurveRounding = 1e-6;
constexpr PlannerOptions kSilent{false, FreedShare::OwnInference};

/// Every planner that the registry knows, with parameters where it needs some.
std::vector<std::string> everyPlanner()
{
    std::vector<std::string> names;
    for (const PlannerInfo& info : knownPlanners()) {
        const std::string name = info.name.substr(0, info.name.find('('));
        names.push_back(name == "uniform" ? "uniform(1,0.7)" : makePlanner(info.name) ? info.name : name);
    }
    return names;
}

/// Any shape with at most \p streams streams; nothing is left out but sizes that would take the published thief long.
Shape drawShape(std::size_t streams)
{
    Shape shape;
    shape.seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
    shape.streams = *rc::gen::inRange<std::size_t>(1, streams + 1);
    shape.options = *rc::gen::inRange<std::size_t>(0, 7);
    shape.gpusPerStream = *rc::gen::element(0.02, 0.07, 0.13, 0.26, 0.5, 1.7);
    shape.quantum = *rc::gen::element(0.05, 0.1, 0.25, 1.0);
    shape.seconds = *rc::gen::element(0.2, 20.0, 200.0, 400.0);
    shape.identical = *rc::gen::inRange(0, 6) == 0;
    shape.byShares = *rc::gen::arbitrary<bool>();
    shape.idle = *rc::gen::arbitrary<bool>();
    shape.floors = *rc::gen::arbitrary<bool>();
    shape.weights = *rc::gen::arbitrary<bool>();
    shape.running = *rc::gen::arbitrary<bool>();
    shape.measured = *rc::gen::arbitrary<bool>();
    shape.served = *rc::gen::arbitrary<bool>();
    return shape;
}

Shape drawLinearShape(std::size_t streams)
{
    Shape shape = drawShape(streams);
    shape.floors = shape.weights = shape.running = shape.measured = shape.served = false;
    return shape;
}

Score scoreUnder(const WindowProblem& whole, const std::string& name, FreedShare freed = FreedShare::OwnInference)
{
    const auto made = planner(name, {false, freed});
    const WindowProblem p = withChoice(whole, made->servingChoice());
    const Timeline timeline = intendedTimeline(p, *made, made->plan(p));
    return {timeline.mean, timeline.floorViolation};
}

bool below(const Score& own, const Score& other)
{
    if (own.violation > other.violation + kRounding)
        return true;
    return own.violation > other.violation - kRounding && own.mean < other.mean - kCurveRounding;
}

std::vector<std::string> uniforms(std::size_t configurations)
{
    std::vector<std::string> names;
    for (std::size_t c = 0; c < configurations; ++c)
        for (const char* x : {"0.1", "0.3", "0.5", "0.7", "0.9"})
            names.push_back("uniform(" + std::to_string(c) + "," + x + ")");
    return names;
}

void requireJackdawIsNotBelow(const WindowProblem& p, std::vector<std::string> others)
{
    const Score own = scoreUnder(p, "jackdaw");
    const std::vector<std::string> more = uniforms(std::max<std::size_t>(1, mostOptions(p)));
    others.insert(others.end(), more.begin(), more.end());
    for (const std::string& name : others) {
        const Score other = scoreUnder(p, name);
        RC_LOG() << std::setprecision(12) << name << " " << other.mean << " lacks " << other.violation << "; jackdaw "
                 << own.mean << " lacks " << own.violation << "\n";
        RC_ASSERT(!below(own, other));
    }
}

double exactMean(const WindowProblem& p)
{
    return planner("exact", kSilent)->plan(p).expectedMean;
}

WindowProblem permuted(const WindowProblem& p, const std::vector<std::size_t>& order)
{
    WindowProblem turned = p;
    for (std::size_t v = 0; v < order.size(); ++v)
        turned.streams[v] = p.streams[order[v]];
    return turned;
}

/// Score of what the search began with: the fair split that every stealing planner starts from, with the best
/// configurations at these shares.
Score fairStart(const WindowProblem& p)
{
    const double fair = p.totalGpus() / (2.0 * static_cast<double>(p.streams.size()));
    Score score;
    for (const JobGroup& model : jobGroups(p)) {
        const Choice choice = model.best(fair, fair, FreedShare::OwnInference);
        score.mean += model.weight() * choice.value / totalWeight(p);
        score.violation += choice.violation;
    }
    return score;
}

Score decoupledScore(const WindowProblem& p, const Allocation& allocation)
{
    Score score{decoupledMean(p, allocation, FreedShare::OwnInference), 0.0};
    for (std::size_t v = 0; v < p.streams.size(); ++v) {
        const StreamProblem& s = p.streams[v];
        const double now = s.inference.accuracyAt(s.startAccuracy.value, allocation.inference(v));
        score.violation += std::max(0.0, s.floor.value - now);
    }
    return score;
}

} // namespace

class TestProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=20261121 max_success=400"); }
    void sharesAreConservedByEveryPlanner();
    void plansAreDeterministic();
    void moreCapacityNeverHurtsExact();
    void halvingTheQuantumNeverHurtsExact();
    void permutingTheStreamsPermutesThePlan();
    void saturatedInferenceNeverHoardsIdleShare();
    void noPlanIsBelowItsOwnStart();
    void jackdawIsNotBelowTheOthersOnCaseShapedProblems();
    void jackdawIsNotBelowTheOthersOnOddProblems();
};

void TestProperties::sharesAreConservedByEveryPlanner()
{
    QVERIFY(rc::check("shares are >= 0, sum to at most the capacity, and options exist", [] {
        const WindowProblem whole = oddProblem(drawShape(12));
        RC_ASSERT(validate(whole).has_value());
        for (const std::string& name : everyPlanner()) {
            if (name == "thief-reference" && whole.streams.size() > 5)
                continue;
            const WindowProblem p = withChoice(whole, planner(name)->servingChoice());
            for (const PlanStep& step : planner(name)->plan(p).steps) {
                RC_LOG() << name << " at " << step.time << " s\n";
                RC_ASSERT(step.allocation.size() == p.jobs());
                RC_ASSERT(conserves(p, step.allocation));
                for (std::size_t v = 0; v < p.streams.size(); ++v)
                    if (const auto option = step.allocation.option(v))
                        RC_ASSERT((*option == kOptionRunning ? p.streams[v].running.has_value()
                                                             : *option < p.streams[v].options.size()));
            }
        }
    }));
}

void TestProperties::plansAreDeterministic()
{
    QVERIFY(rc::check("the same problem gives the same plan", [] {
        const WindowProblem p = oddProblem(drawShape(5));
        for (const std::string& name : everyPlanner()) {
            const Plan a = planner(name)->plan(p);
            const Plan b = planner(name)->plan(p);
            RC_ASSERT(a.steps.size() == b.steps.size());
            for (std::size_t i = 0; i < a.steps.size(); ++i)
                RC_ASSERT((a.steps[i].time == b.steps[i].time && a.steps[i].allocation == b.steps[i].allocation));
            RC_ASSERT((a.trace == b.trace && a.expectedMean == b.expectedMean));
        }
    }));
}

/// The grid is the same for both capacities, as a larger one with the same δ contains every allocation of a smaller.
void TestProperties::moreCapacityNeverHurtsExact()
{
    QVERIFY(rc::check("exact is monotone in the capacity", [] {
        Shape shape = drawLinearShape(8);
        WindowProblem p = oddProblem(shape);
        double last = 0.0;
        for (const double factor : {1.0, 1.3, 2.0, 3.7}) {
            p.devices[0].gpus = factor * shape.gpusPerStream * static_cast<double>(shape.streams);
            const double reached = exactMean(p);
            RC_ASSERT(reached >= last - kRounding);
            last = reached;
        }
    }));
}

void TestProperties::halvingTheQuantumNeverHurtsExact()
{
    QVERIFY(rc::check("exact is monotone in the quantum", [] {
        Shape shape = drawLinearShape(5);
        WindowProblem p = oddProblem(shape);
        // Demands of at least δ keep the grid that the problem names (see ExactPlanner).
        for (StreamProblem& s : p.streams)
            s.inference = profile(1.0 + 0.1 * static_cast<double>(s.camera.value));
        double last = 0.0;
        for (const double quantum : {0.2, 0.1, 0.05}) {
            p.quantum = Share{quantum};
            const double reached = exactMean(p);
            RC_ASSERT(reached >= last - kRounding);
            last = reached;
        }
    }));
}

/// Each stream gets the same whatever its place, from every planner and at every step.
void TestProperties::permutingTheStreamsPermutesThePlan()
{
    QVERIFY(rc::check("the order of the streams does not matter", [] {
        const Shape shape = drawShape(5);
        const WindowProblem p = oddProblem(shape);
        std::vector<std::size_t> order(p.streams.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        RandomStream(shape.seed, 4, RandomPurpose::Test).shuffle(std::span(order));
        const WindowProblem turned = permuted(p, order);
        for (const std::string& name : everyPlanner()) {
            const Plan before = planner(name)->plan(p);
            const Plan after = planner(name)->plan(turned);
            RC_ASSERT(before.steps.size() == after.steps.size());
            for (std::size_t i = 0; i < before.steps.size(); ++i)
                for (std::size_t v = 0; v < order.size(); ++v)
                    RC_ASSERT(after.steps[i].allocation.stream(v) == before.steps[i].allocation.stream(order[v]));
            RC_ASSERT(before.trace.size() == after.trace.size());
            for (std::size_t i = 0; i < before.trace.size(); ++i)
                RC_ASSERT(order[*streamOf(p, after.trace[i].thief)] == *streamOf(p, before.trace[i].thief));
        }
        RC_ASSERT(std::abs(exactMean(p) - exactMean(turned)) < kRounding);
    }));
}

/// The published thief keeps idle inference shares (as in its code), and what uniform and fixed-res give is fixed.
void TestProperties::saturatedInferenceNeverHoardsIdleShare()
{
    QVERIFY(rc::check("inference never has more than it can use while a retraining runs", [] {
        const WindowProblem p = oddProblem(drawShape(8));
        for (const char* name : {"inference-only", "fixed-config", "exact", "thief", "jackdaw"}) {
            const Allocation now = planner(name, kSilent)->plan(p).now();
            for (std::size_t v = 0; v < p.streams.size(); ++v) {
                RC_LOG() << name << " stream " << v << "\n";
                RC_ASSERT(now.inference(v).value <= saturationShare(p.streams[v].inference) + 1e-6);
            }
        }
    }));
}

void TestProperties::noPlanIsBelowItsOwnStart()
{
    QVERIFY(rc::check("thief is not below the fair split, jackdaw not below planning nothing", [] {
        const WindowProblem p = oddProblem(drawShape(8));
        const Score thief = decoupledScore(p, planner("thief", kSilent)->plan(p).now());
        RC_ASSERT(!below(thief, fairStart(p)));
        RC_ASSERT(!below(scoreUnder(p, "jackdaw"), scoreUnder(p, "inference-only")));
    }));
}

void TestProperties::jackdawIsNotBelowTheOthersOnCaseShapedProblems()
{
    QVERIFY(rc::check("jackdaw is not below the others, linear throughput", [] {
        const Shape shape = drawShape(10);
        requireJackdawIsNotBelow(caseShapedProblem(shape), {"thief", "exact", "inference-only", "fixed-res"});
    }));
    QVERIFY(rc::check("jackdaw is not below the published thief", [] {
        const WindowProblem p = caseShapedProblem(drawShape(4));
        RC_ASSERT(!below(scoreUnder(p, "jackdaw"), scoreUnder(p, "thief-reference")));
    }));
}

void TestProperties::jackdawIsNotBelowTheOthersOnOddProblems()
{
    QVERIFY(rc::check("jackdaw is not below the others, anything", [] {
        requireJackdawIsNotBelow(oddProblem(drawShape(7)), {"thief", "inference-only"});
    }));
}

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
