// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/support/shared_data.h"

#include "engine/scheduling/explanation.h"

#include <QRegularExpression>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

const PlannerOptions kOwn{true, FreedShare::OwnInference};

double decoupled(const WindowProblem& p, const std::string& name, FreedShare freed)
{
    PlannerOptions options;
    options.freedShare = freed;
    options.trace = false;
    return decoupledMean(p, planner(name, options)->plan(p).now(), freed);
}

double coupled(const WindowProblem& p, const std::string& name)
{
    const auto made = planner(name, {false, FreedShare::OwnInference});
    return intendedTimeline(p, *made, made->plan(p)).mean;
}

} // namespace

class TestThief : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNotBelowAlgorithmOneOnAnyGivenCase();
    void isNotBelowAnyUniformOnAnyGivenCase();
    void movesWhereTheFairShareIsBelowTheQuantum();
    void aQuantumAboveTheInferenceDemandDoesNotStarveInference();
    void inferenceNeverKeepsMoreThanItCanUse();
    void withoutUsefulOptionsNothingIsRetrained();
    void floorsThatCannotBeMetAreReportedAndViolatedLeast();
    void aRunningRetrainingGoesOnOrIsGivenUp();
    void everyTriedMoveIsInTheTraceAndTheAcceptedOnesRise();
    void aTracedMoveSaysWhatItLeavesBothJobsWith();
    void noSentenceSpeaksOfMoreThanTheDevice();
    void sharesAreConservedOnRandomProblems();
    void whereItIsAskedAgainItTrainsOneAfterTheOther();
    void theExplanationNamesThiefAndVictim();
};

void TestThief::isNotBelowAlgorithmOneOnAnyGivenCase()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const nlohmann::json rows = jsonFile(shared / "ekya" / "reference" / "optimum.json");
    QCOMPARE(rows.size(), std::size_t{160});
    for (const auto& row : rows) {
        const auto file = shared / "ekya" / "cases" / (row["case"].get<std::string>() + ".json");
        const auto p = readCase(file, CaseColumns::Actual, row["gpus"], Share{row["delta"].get<double>()});
        QVERIFY(p.has_value());
        const FreedShare freed = row["freed_share"] == "unused" ? FreedShare::Unused : FreedShare::OwnInference;
        const double reached = decoupled(*p, "thief", freed);
        QVERIFY2(reached >= row["algorithm1"].get<double>() - 1e-6,
                 (row.dump() + " reached " + std::to_string(reached)).c_str());
    }
}

void TestThief::isNotBelowAnyUniformOnAnyGivenCase()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    for (const auto& file : caseFiles(shared))
        for (const double gpus : {1.0, 2.0, 4.0, 8.0}) {
            const auto p = readCase(file, CaseColumns::Actual, gpus, Share{0.1});
            QVERIFY(p.has_value());
            const double own = decoupled(*p, "thief", FreedShare::OwnInference);
            const double lived = coupled(*p, "thief");
            for (int c = 0; c < 18; ++c)
                for (const char* x : {"0.1", "0.3", "0.5", "0.7", "0.9"}) {
                    const std::string name = "uniform(" + std::to_string(c) + "," + x + ")";
                    const std::string where = file.stem().string() + " " + std::to_string(gpus) + " " + name;
                    QVERIFY2(own >= decoupled(*p, name, FreedShare::OwnInference) - 1e-9, where.c_str());
                    const double other = coupled(*p, name);
                    QVERIFY2(lived >= other - 1e-9,
                             (where + " coupled " + std::to_string(lived) + " " + std::to_string(other)).c_str());
                }
        }
}

void TestThief::movesWhereTheFairShareIsBelowTheQuantum()
{
    std::vector<StreamProblem> streams;
    for (std::uint32_t v = 0; v < 10; ++v)
        streams.push_back(stream(v, 0.5, {option(0, 20, 0.9)}));
    const WindowProblem p = problem(std::move(streams), 1.0, 0.1, 200.0);
    const Plan plan = planner("thief", kOwn)->plan(p);
    Allocation even(p);
    for (std::size_t v = 0; v < 10; ++v)
        even.set(v, {Share{0.05}, Share{0.05}, std::nullopt});
    const double fair = decoupledMean(p, even, FreedShare::Unused);
    QVERIFY(plan.expectedMean > fair + 0.05);
}

void TestThief::aQuantumAboveTheInferenceDemandDoesNotStarveInference()
{
    std::vector<StreamProblem> streams;
    for (std::uint32_t v = 0; v < 16; ++v)
        streams.push_back(stream(v, 0.5, {option(0, 3, 0.7), option(1, 6, 0.8)}, 0.02));
    const WindowProblem p = problem(std::move(streams), 1.0, 0.05, 46.0);
    const Plan plan = planner("thief", kOwn)->plan(p);
    for (std::size_t v = 0; v < p.streams.size(); ++v)
        QVERIFY(plan.now().inference(v).value >= 0.02 - 1e-9);
    const auto trains = [](const JobAllocation& job) { return job.option.has_value(); };
    QVERIFY(std::any_of(plan.now().begin(), plan.now().end(), trains));
}

void TestThief::inferenceNeverKeepsMoreThanItCanUse()
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const WindowProblem p = randomProblem(seed, 4, 3, 8.0, 0.1);
        const Plan plan = planner("thief", kOwn)->plan(p);
        for (std::size_t v = 0; v < 4; ++v)
            QVERIFY(plan.now().inference(v).value <= p.streams[v].inference.fullRateDemand.value + 1e-9);
    }
}

void TestThief::withoutUsefulOptionsNothingIsRetrained()
{
    const WindowProblem p = problem({stream(0, 0.9, {option(0, 10, 0.8)}), stream(1, 0.9, {})}, 1.0, 0.1, 100.0);
    const Plan plan = planner("thief", kOwn)->plan(p);
    for (std::size_t v = 0; v < p.streams.size(); ++v)
        QVERIFY(plan.now().job(retrainingJob(v)) == JobAllocation{});
}

void TestThief::floorsThatCannotBeMetAreReportedAndViolatedLeast()
{
    WindowProblem p =
        problem({stream(0, 0.5, {option(0, 10, 0.9)}), stream(1, 0.5, {option(0, 10, 0.9)})}, 0.2, 0.05, 100.0);
    for (StreamProblem& s : p.streams)
        s.floor = Accuracy{0.45};
    const Plan plan = planner("thief", kOwn)->plan(p);
    const double least = 2.0 * (0.45 - 0.5 * p.streams[0].inference.factorAt(Share{0.1}));
    QVERIFY(plan.floorViolation > 0.0);
    QVERIFY(plan.floorViolation <= least + 1e-6);
    p.devices[0].gpus = 2.0;
    QCOMPARE(planner("thief", kOwn)->plan(p).floorViolation, 0.0);
}

void TestThief::aRunningRetrainingGoesOnOrIsGivenUp()
{
    WindowProblem p =
        problem({stream(0, 0.4, {option(0, 30, 0.9)}), stream(1, 0.4, {option(0, 30, 0.9)})}, 1.0, 0.1, 60.0);
    p.streams[0].running = option(0, 5, 0.9);
    const Plan plan = planner("thief", kOwn)->plan(p);
    QVERIFY(plan.now().option(0) == kOptionRunning);
    p.streams[0].running = option(0, 5000, 0.9);
    QVERIFY(!planner("thief", kOwn)->plan(p).now().option(0));
}

void TestThief::everyTriedMoveIsInTheTraceAndTheAcceptedOnesRise()
{
    const WindowProblem p = randomProblem(7, 5, 4, 2.0, 0.1);
    const Plan plan = planner("thief", kOwn)->plan(p);
    QVERIFY(plan.decisiveFrom < plan.trace.size());
    double last = 0.0;
    for (std::size_t i = plan.decisiveFrom; i < plan.trace.size(); ++i) {
        const PlanMove& move = plan.trace[i];
        QVERIFY(move.amount > 0.0F);
        if (move.verdict != MoveVerdict::Accepted)
            continue;
        QVERIFY(move.score > move.bestBefore);
        QVERIFY(move.bestBefore >= last - 1e-6);
        last = move.score;
    }
    QVERIFY(std::abs(last - plan.expectedMean) < 1e-5);
    const PlannerOptions silent{false, FreedShare::OwnInference};
    const Plan same = planner("thief", silent)->plan(p);
    QVERIFY(same.trace.empty());
    QVERIFY(same.now() == plan.now());
}

void TestThief::aTracedMoveSaysWhatItLeavesBothJobsWith()
{
    const WindowProblem p = randomProblem(7, 5, 4, 2.0, 0.1);
    const Plan plan = planner("thief", kOwn)->plan(p);
    Allocation state = plan.searchStart;
    const auto shareOf = [&](JobIndex job) -> Share& { return state.job(job).share; };
    std::size_t accepted = 0;
    for (std::size_t i = plan.decisiveFrom; i < plan.trace.size(); ++i) {
        const PlanMove& move = plan.trace[i];
        const double thief = shareOf(move.thief).value + static_cast<double>(move.amount);
        const double victim = std::max(0.0, shareOf(move.victim).value - static_cast<double>(move.amount));
        QVERIFY(std::abs(static_cast<double>(move.thiefAfter.share) - thief) < 1e-5);
        QVERIFY(std::abs(static_cast<double>(move.victimAfter.share) - victim) < 1e-5);
        if (move.verdict != MoveVerdict::Accepted)
            continue;
        ++accepted;
        shareOf(move.thief) = Share{thief};
        shareOf(move.victim) = Share{victim};
        for (const auto& [job, after] : {std::pair{move.thief, move.thiefAfter}, {move.victim, move.victimAfter}}) {
            const std::size_t v = *streamOf(p, job);
            state.option(v).reset();
            for (std::size_t o = 0; o < p.streams[v].options.size(); ++o)
                if (p.streams[v].options[o].configuration == after.configuration)
                    state.option(v) = o;
        }
    }
    QVERIFY(accepted > 0);
    for (std::size_t v = 0; v < p.streams.size(); ++v)
        if (plan.now().option(v))
            QVERIFY2(plan.now().option(v) == state.option(v), "the trace leads to another configuration than the plan");
}

void TestThief::noSentenceSpeaksOfMoreThanTheDevice()
{
    const QRegularExpression share(QStringLiteral("([0-9.]+) GPU"));
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const WindowProblem p = randomProblem(seed, 5, 4, 1.0, 0.1);
        for (const char* name : {"thief", "jackdaw"})
            for (const std::string& sentence : explain(p, planner(name, kOwn)->plan(p))) {
                const QString text = QString::fromStdString(sentence);
                for (auto match = share.globalMatch(text); match.hasNext();)
                    QVERIFY2(match.next().captured(1).toDouble() <= 1.0 || text.contains(QStringLiteral("left")),
                             sentence.c_str());
            }
    }
}

void TestThief::sharesAreConservedOnRandomProblems()
{
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const WindowProblem p = randomProblem(seed, 1 + seed % 7, seed % 5, 0.5 + static_cast<double>(seed % 4), 0.1);
        for (const char* name : {"thief", "inference-only", "uniform(0,0.5)"})
            QVERIFY(conserves(p, planner(name)->plan(p).now()));
    }
}

void TestThief::whereItIsAskedAgainItTrainsOneAfterTheOther()
{
    std::vector<StreamProblem> streams;
    for (std::uint32_t v = 0; v < 16; ++v)
        streams.push_back(stream(v, 0.5, {option(0, 3, 0.7), option(1, 6, 0.8)}, 0.02));
    const WindowProblem p = problem(std::move(streams), 1.0, 0.05, 46.0);
    const auto lived = [&](const PlannerOptions& options) {
        const auto thief = planner("thief", options);
        return intendedTimeline(p, *thief, thief->plan(p)).mean;
    };
    QVERIFY(lived({false, FreedShare::Replanned}) > lived(kOwn) + 0.01);
    for (const char* uniform : {"uniform(0,0.3)", "uniform(0,0.5)", "uniform(1,0.3)", "uniform(1,0.5)"})
        QVERIFY(lived({false, FreedShare::Replanned}) > coupled(p, uniform));
}

void TestThief::theExplanationNamesThiefAndVictim()
{
    const WindowProblem p = problem({stream(0, 0.4, {option(0, 30, 0.9)}), stream(1, 0.9, {})}, 1.0, 0.1, 100.0);
    std::string all;
    for (const std::string& sentence : explain(p, planner("thief", kOwn)->plan(p)))
        all += sentence + "\n";
    QVERIFY2(all.find("etraining of camera 0") != std::string::npos, all.c_str());
    QVERIFY2(all.find("points to the mean") != std::string::npos, all.c_str());
}

QTEST_GUILESS_MAIN(TestThief)
#include "tst_thief.moc"
