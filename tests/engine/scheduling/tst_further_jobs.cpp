// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/explanation.h"
#include "engine/scheduling/job_groups.h"
#include "engine/scheduling/planners.h"
#include "tests/engine/scheduling/scheduling_fixtures.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

constexpr PlannerOptions kOwn{true, FreedShare::OwnInference};
/// A kind that no other part of the program knows.
constexpr JobKind kMatching = static_cast<JobKind>(200);
constexpr double kWindow = 200.0;

/// Finds the same objects in the views of its owners: \p perDeviceSecond more accuracy for each of them with every
/// device-second, half as much beyond \p half, nothing beyond \p most (shares).
JobProblem matching(std::vector<std::uint32_t> owners, double perDeviceSecond, double half, double most)
{
    JobProblem job;
    job.kind = kMatching;
    job.name = "matching of camera " + std::to_string(owners.front());
    for (const std::uint32_t owner : owners)
        job.owners.push_back(CameraId{owner});
    const double atHalf = perDeviceSecond * half * kWindow;
    job.utility.shares = {half, most};
    job.utility.factor = {atHalf, atHalf + 0.5 * perDeviceSecond * (most - half) * kWindow};
    return job;
}

double gainOf(const WindowProblem& p, const Allocation& allocation, std::size_t j)
{
    return p.furtherJobs[j].utility.factorAt(allocation.job(furtherJob(p, j)).share);
}

/// Best decoupled mean over all splits of the capacity into quanta.
class BruteForce {
public:
    explicit BruteForce(const WindowProblem& p) : m_problem(p), m_groups(jobGroups(p)), m_shares(p.jobs(), 0.0) { }

    double best()
    {
        split(0, static_cast<int>(std::lround(m_problem.totalGpus() / m_problem.quantum.value)));
        return m_best;
    }

private:
    void split(std::size_t job, int units)
    {
        if (job == m_shares.size())
            return score();
        for (int given = 0; given <= units; ++given) {
            m_shares[job] = given * m_problem.quantum.value;
            split(job + 1, units - given);
        }
    }

    void score()
    {
        double sum = 0.0;
        for (const JobGroup& group : m_groups)
            sum += group.weight() * group.best(m_shares, FreedShare::OwnInference).value;
        m_best = std::max(m_best, sum / totalWeight(m_problem));
    }

    const WindowProblem& m_problem;
    std::vector<JobGroup> m_groups;
    JobShares m_shares;
    double m_best = 0.0;
};

/// Two cameras whose models can be retrained, and one matching for both.
WindowProblem besideTwoCameras(double perDeviceSecond)
{
    WindowProblem p = problem({stream(0, 0.5, {option(0, 30, 0.8)}, 0.2), stream(1, 0.6, {option(0, 40, 0.75)}, 0.2)},
                              1.0, 0.1, kWindow);
    p.furtherJobs = {matching({0, 1}, perDeviceSecond, 0.2, 0.4)};
    return p;
}

} // namespace

class TestFurtherJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPlannerConservesTheSharesBesideAFurtherJob();
    void exactEqualsBruteForce();
    void thiefAndJackdawComeCloseToExact();
    void aWorthyJobIsServedAndAWorthlessOneIsNot_data();
    void aWorthyJobIsServedAndAWorthlessOneIsNot();
    void nothingIsGivenBeyondWhatAJobCanUse();
    void aJobOfTwoOwnersCountsForBoth();
    void aJobCountsWithItsOwnersWeight();
    void theLeastShareIsServedFirstByEveryPlanner();
    void whatTheLeastShareYieldsIsExpected();
    void aTimelineCountsWhatAJobAdds();
    void movesNameTheJob();
    void thePlanListsTheJobWithOwnersAndDevice();
    void theOrderOfJobsDoesNotMatter();
    void aShareStandsAsLabellingWhileASampleIsToBeLabelled();
    void preparationTakesTimeBeforeTheRetraining();
    void aPreparedShareMayStillChangeItsConfiguration();
    void faultsOfFurtherJobsAreNamed();
};

void TestFurtherJobs::everyPlannerConservesTheSharesBesideAFurtherJob()
{
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        WindowProblem p = randomProblem(seed, 2 + seed % 4, 3, 0.3 + 0.4 * static_cast<double>(seed % 5), 0.1);
        p.furtherJobs = {matching({0}, 0.004, 0.1, 0.3), matching({0, 1}, 0.001, 0.2, 0.5)};
        p.furtherJobs[1].least = Share{0.05};
        for (const PlannerInfo& info : knownPlanners()) {
            const std::string plain = info.name.substr(0, info.name.find('('));
            const std::string name = plain == "uniform" ? "uniform(1,0.5)" : makePlanner(info.name) ? info.name : plain;
            const Plan plan = planner(name)->plan(p);
            for (const PlanStep& step : plan.steps) {
                QCOMPARE(step.allocation.size(), p.jobs());
                QVERIFY2(conserves(p, step.allocation), name.c_str());
            }
            QCOMPARE(plan.expected.size(), p.streams.size());
        }
    }
}

void TestFurtherJobs::exactEqualsBruteForce()
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        WindowProblem p = randomProblem(seed, 2, 2, 0.8, 0.1);
        // Demands on the grid: what lies between two quanta is the grid's matter, not the job's.
        for (StreamProblem& s : p.streams)
            s.inference = profile(0.2 + 0.1 * static_cast<double>(s.camera.value));
        p.furtherJobs = {
            matching({static_cast<std::uint32_t>(seed % 2)}, 0.0005 * static_cast<double>(1 + seed), 0.2, 0.4)};
        const Plan plan = planner("exact", kOwn)->plan(p);
        QVERIFY2(std::abs(plan.expectedMean - BruteForce(p).best()) < 1e-9, std::to_string(seed).c_str());
        QVERIFY(std::abs(decoupledMean(p, plan.now(), FreedShare::OwnInference) - plan.expectedMean) < 1e-9);
    }
}

/// As close as without a further job: the thief's search may end a point or two below the optimum.
void TestFurtherJobs::thiefAndJackdawComeCloseToExact()
{
    double gap = 0.0;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        WindowProblem p = randomProblem(seed, 3 + seed % 4, 4, 1.5, 0.05);
        p.furtherJobs = {matching({0, 2}, 0.0003 * static_cast<double>(1 + seed % 9), 0.15, 0.5)};
        const double exact = planner("exact", kOwn)->plan(p).expectedMean;
        const double lacks = exact - planner("thief", kOwn)->plan(p).expectedMean;
        QVERIFY2(lacks < 0.02, std::to_string(seed).c_str());
        gap += lacks / 30.0;
        const auto whole = [&](const char* name) {
            const auto made = planner(name, kOwn);
            return intendedTimeline(p, *made, made->plan(p)).mean;
        };
        for (const char* other : {"exact", "thief", "inference-only"})
            QVERIFY2(whole("jackdaw") >= whole(other) - 1e-6, other);
    }
    QVERIFY2(gap < 0.002, std::to_string(gap).c_str());
}

void TestFurtherJobs::aWorthyJobIsServedAndAWorthlessOneIsNot_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"thief", "exact", "jackdaw"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// Where the job earns more with a quantum than any camera would lose by it, it is served to the full, and where it
/// earns next to nothing it takes nothing from the cameras.
void TestFurtherJobs::aWorthyJobIsServedAndAWorthlessOneIsNot()
{
    QFETCH(QString, name);
    const auto made = planner(name.toStdString(), kOwn);
    const auto shareAt = [&](double perDeviceSecond) {
        const WindowProblem p = besideTwoCameras(perDeviceSecond);
        double most = 0.0;
        for (const PlanStep& step : made->plan(p).steps)
            most = std::max(most, step.allocation.job(furtherJob(p, 0)).share.value);
        return most;
    };
    QVERIFY(std::abs(shareAt(0.02) - 0.4) < 1e-9);
    const double between = shareAt(0.0012);
    QVERIFY2(between > 0.0 && between < 0.4 + 1e-9, std::to_string(between).c_str());
    // What no camera can use it may have, but nothing that would cost them.
    const WindowProblem poor = besideTwoCameras(1e-7);
    WindowProblem alone = poor;
    alone.furtherJobs.clear();
    const double cameras = intendedTimeline(alone, *made, made->plan(alone)).mean;
    QVERIFY(std::abs(intendedTimeline(poor, *made, made->plan(poor)).mean - cameras) < 1e-4);
}

void TestFurtherJobs::nothingIsGivenBeyondWhatAJobCanUse()
{
    WindowProblem p = problem({stream(0, 0.9, {}, 0.1)}, 4.0, 0.1, kWindow);
    p.furtherJobs = {matching({0}, 0.001, 0.1, 0.25)};
    for (const char* name : {"thief", "exact", "jackdaw", "inference-only"}) {
        const double given = planner(name, kOwn)->plan(p).now().job(furtherJob(p, 0)).share.value;
        QVERIFY2(std::abs(given - 0.25) < 1e-9, name);
    }
}

/// Two jobs ask for the same last quarter of the device; the one that serves two cameras gets it, though it yields less
/// for each.
void TestFurtherJobs::aJobOfTwoOwnersCountsForBoth()
{
    WindowProblem p = problem({stream(0, 0.5, {}, 0.1), stream(1, 0.5, {}, 0.1)}, 0.45, 0.05, kWindow);
    p.furtherJobs = {matching({0}, 0.003, 0.25, 0.2500001), matching({0, 1}, 0.002, 0.25, 0.2500001)};
    p.furtherJobs[1].name = "matching of both";
    for (const char* name : {"thief", "exact", "jackdaw"}) {
        const Plan plan = planner(name, kOwn)->plan(p);
        const double one = plan.now().job(furtherJob(p, 0)).share.value;
        const double both = plan.now().job(furtherJob(p, 1)).share.value;
        QVERIFY2(both > 0.24 && one < 0.05, name);
        for (std::size_t v = 0; v < 2; ++v) {
            const double expected = 0.5 + gainOf(p, plan.now(), 1) + (v == 0 ? gainOf(p, plan.now(), 0) : 0.0);
            QVERIFY2(std::abs(plan.expected[v] - expected) < 1e-3, name);
        }
    }
}

void TestFurtherJobs::aJobCountsWithItsOwnersWeight()
{
    WindowProblem p = problem({stream(0, 0.5, {}, 0.1), stream(1, 0.5, {}, 0.1)}, 0.45, 0.05, kWindow);
    p.furtherJobs = {matching({0}, 0.002, 0.25, 0.2500001), matching({1}, 0.002, 0.25, 0.2500001)};
    for (std::size_t heavy = 0; heavy < 2; ++heavy) {
        p.streams[heavy].weight = 3.0;
        p.streams[1 - heavy].weight = 1.0;
        for (const char* name : {"thief", "exact", "jackdaw"}) {
            const Plan plan = planner(name, kOwn)->plan(p);
            QVERIFY2(plan.now().job(furtherJob(p, heavy)).share > plan.now().job(furtherJob(p, 1 - heavy)).share, name);
        }
    }
}

void TestFurtherJobs::theLeastShareIsServedFirstByEveryPlanner()
{
    WindowProblem p =
        problem({stream(0, 0.5, {option(0, 20, 0.9)}), stream(1, 0.5, {option(0, 20, 0.9)})}, 0.5, 0.05, kWindow);
    p.furtherJobs = {matching({0}, 1e-7, 0.1, 0.2), {}};
    p.furtherJobs[0].least = Share{0.07};
    p.furtherJobs[1].name = "scoring labels of camera 1";
    p.furtherJobs[1].owners = {CameraId{1}};
    p.furtherJobs[1].least = Share{0.11};
    for (const char* name : {"thief", "exact", "jackdaw", "thief-reference", "inference-only", "uniform(0,0.5)",
                             "fixed-res", "fixed-config", "jackdaw(pessimistic)"}) {
        const Plan plan = planner(name)->plan(p);
        for (const PlanStep& step : plan.steps) {
            QVERIFY2(step.allocation.job(furtherJob(p, 0)).share.value >= 0.07 - 1e-9, name);
            QVERIFY2(std::abs(step.allocation.job(furtherJob(p, 1)).share.value - 0.11) < 1e-9, name);
            QVERIFY2(conserves(p, step.allocation), name);
        }
    }
}

void TestFurtherJobs::whatTheLeastShareYieldsIsExpected()
{
    WindowProblem p = besideTwoCameras(0.001);
    p.furtherJobs[0].least = Share{0.25};
    for (const char* name : {"thief", "exact"}) {
        const Plan plan = planner(name, kOwn)->plan(p);
        QVERIFY(std::abs(plan.expectedMean - decoupledMean(p, plan.now(), FreedShare::OwnInference)) < 1e-9);
        QVERIFY(std::abs((plan.expected[0] + plan.expected[1]) / 2.0 - plan.expectedMean) < 1e-9);
    }
}

void TestFurtherJobs::aTimelineCountsWhatAJobAdds()
{
    WindowProblem p = problem({stream(0, 0.5, {}, 0.1), stream(1, 0.4, {}, 0.1)}, 1.0, 0.1, kWindow);
    p.furtherJobs = {matching({1}, 0.002, 0.2, 0.3)};
    Allocation busy(p);
    for (std::size_t v = 0; v < 2; ++v)
        busy.inference(v) = Share{0.1};
    const Allocation idle = busy;
    busy.job(furtherJob(p, 0)).share = Share{0.1};
    const Timeline timeline = scriptedTimeline(p, {{0.0, busy}, {50.0, idle}});
    QVERIFY(std::abs(timeline.accuracy[0] - 0.5) < 1e-5);
    QVERIFY(std::abs(timeline.accuracy[1] - (0.4 + 0.002 * 0.1 * kWindow * 0.25)) < 1e-5);
}

void TestFurtherJobs::movesNameTheJob()
{
    const WindowProblem p = besideTwoCameras(0.02);
    const std::size_t number = furtherJob(p, 0);
    for (const char* name : {"thief", "thief-reference"}) {
        const Plan plan = planner(name)->plan(p);
        bool stole = false;
        for (const PlanMove& move : plan.trace) {
            QVERIFY(move.thief < p.jobs() && move.victim < p.jobs());
            stole = stole || (move.thief == number && move.verdict == MoveVerdict::Accepted);
        }
        QVERIFY2(stole, name);
    }
    bool told = false;
    for (const std::string& sentence : explain(p, planner("thief")->plan(p)))
        told = told || sentence.find("Matching of camera 0 gets 0.40 of a device, which adds") != std::string::npos;
    QVERIFY(told);
}

void TestFurtherJobs::thePlanListsTheJobWithOwnersAndDevice()
{
    WindowProblem p = besideTwoCameras(0.02);
    p.devices[0].device = DeviceId{3};
    const PlanComputed computed = planComputed(p, planner("jackdaw")->plan(p));
    QCOMPARE(computed.jobs.size(), std::size_t{5});
    const PlannedJob& job = computed.jobs[furtherJob(p, 0)];
    QVERIFY(job.kind == kMatching && job.owners == p.furtherJobs[0].owners);
    QVERIFY(job.device == DeviceId{3} && std::abs(job.share.value - 0.4) < 1e-9);
    QVERIFY(computed.jobs[0].expected && !computed.jobs[1].expected && !job.expected);
    QVERIFY(computed.decisiveFrom <= computed.trace.size());
    QVERIFY(computed.searchStart.empty() || computed.searchStart.size() == p.jobs());
}

void TestFurtherJobs::theOrderOfJobsDoesNotMatter()
{
    WindowProblem p = randomProblem(5, 3, 3, 1.0, 0.1);
    p.furtherJobs = {matching({0}, 0.004, 0.1, 0.3), matching({1, 2}, 0.002, 0.2, 0.5), matching({2}, 0.003, 0.1, 0.2)};
    WindowProblem turned = p;
    std::swap(turned.furtherJobs[0], turned.furtherJobs[2]);
    std::swap(turned.streams[0], turned.streams[1]);
    for (const char* name : {"thief", "exact", "jackdaw", "thief-reference"}) {
        const Allocation a = planner(name)->plan(p).now();
        const Allocation b = planner(name)->plan(turned).now();
        QVERIFY2(a.stream(0) == b.stream(1) && a.stream(2) == b.stream(2), name);
        QVERIFY2(a.job(furtherJob(p, 0)) == b.job(furtherJob(p, 2)), name);
        QVERIFY2(a.job(furtherJob(p, 1)) == b.job(furtherJob(p, 1)), name);
    }
}

void TestFurtherJobs::aShareStandsAsLabellingWhileASampleIsToBeLabelled()
{
    WindowProblem p = problem({stream(0, 0.4, {option(7, 20, 0.9)})}, 1.0, 0.1, kWindow);
    p.streams[0].preparation = {GpuSeconds{5}, GpuSeconds{3}};
    const auto kindOf = [&] { return plannedJobs(p, planner("thief")->plan(p))[retrainingJob(0)]; };
    QVERIFY(kindOf().kind == JobKind::Labelling && kindOf().configuration == ConfigurationId{7});
    QVERIFY(kindOf().share > Share{0.1});
    p.streams[0].preparation.labelling = GpuSeconds{0};
    QVERIFY(kindOf().kind == JobKind::Profiling);
    p.streams[0].preparation.profiling = GpuSeconds{0};
    QVERIFY(kindOf().kind == JobKind::Retraining);
}

/// A preparation is as good as a cost that is higher by as much, under every planner.
void TestFurtherJobs::preparationTakesTimeBeforeTheRetraining()
{
    WindowProblem p = randomProblem(11, 4, 4, 1.0, 0.1);
    WindowProblem dearer = p;
    for (std::size_t v = 0; v < p.streams.size(); ++v) {
        p.streams[v].preparation = {GpuSeconds{3}, GpuSeconds{2}};
        for (RetrainingOption& option : dearer.streams[v].options)
            option.gpuSeconds = Estimate::exact(option.gpuSeconds.value + 5.0);
    }
    for (const char* name : {"thief", "exact", "jackdaw", "thief-reference", "uniform(1,0.5)", "fixed-res"}) {
        const auto made = planner(name);
        const Plan plan = made->plan(p);
        QVERIFY2(plan.now() == made->plan(dearer).now(), name);
        const double mean = intendedTimeline(p, *made, plan).mean;
        QVERIFY2(std::abs(mean - intendedTimeline(dearer, *made, plan).mean) < 1e-9, name);
    }
}

void TestFurtherJobs::aPreparedShareMayStillChangeItsConfiguration()
{
    WindowProblem p = problem({stream(0, 0.4, {option(0, 20, 0.8), option(1, 40, 0.9)}, 0.25)}, 1.0, 0.1, kWindow);
    p.streams[0].preparation = {GpuSeconds{5}, GpuSeconds{3}};
    WindowRun run(p);
    run.apply(Allocation{{Share{0.25}, Share{0.5}, 0}});
    run.advance(12.0);
    const WindowProblem preparing = run.rest();
    QVERIFY(!preparing.streams[0].running && preparing.streams[0].options.size() == 2);
    QCOMPARE(preparing.streams[0].preparation.labelling.value, 0.0);
    QVERIFY(std::abs(preparing.streams[0].preparation.profiling.value - 2.0) < 1e-9);
    run.apply(Allocation{{Share{0.25}, Share{0.5}, 1}});
    run.advance(20.0);
    const WindowProblem training = run.rest();
    QVERIFY(training.streams[0].running && training.streams[0].running->configuration == ConfigurationId{1});
    QVERIFY(std::abs(training.streams[0].running->gpuSeconds.value - 38.0) < 1e-9);
    QVERIFY(run.nextCompletion() > 95.9 && run.nextCompletion() < 96.1);
}

void TestFurtherJobs::faultsOfFurtherJobsAreNamed()
{
    const WindowProblem good = besideTwoCameras(0.001);
    QVERIFY(validate(good).has_value());
    const auto fault = [&](const std::function<void(WindowProblem&)>& spoil) {
        WindowProblem p = good;
        spoil(p);
        const Status status = validate(p);
        return status ? std::string() : status.error().message;
    };
    const auto names = [](const std::string& message, const char* path) { return message.rfind(path, 0) == 0; };
    QVERIFY(names(fault([](auto& p) { p.furtherJobs[0].owners.clear(); }), "furtherJobs[0].owners"));
    QVERIFY(names(fault([](auto& p) { p.furtherJobs[0].owners = {CameraId{9}}; }), "furtherJobs[0].owners"));
    QVERIFY(names(fault([](auto& p) { p.furtherJobs[0].least = Share{-0.1}; }), "furtherJobs[0].least"));
    QVERIFY(names(fault([](auto& p) { p.furtherJobs[0].least = Share{1.0}; }), "furtherJobs"));
    QVERIFY(names(fault([](auto& p) {
                      p.furtherJobs[0].utility.factor = {0.1, 0.5};
                  }),
                  "furtherJobs[0].utility.factor"));
    QVERIFY(names(fault([](auto& p) { p.furtherJobs[0].utility.factor = {0.1}; }), "furtherJobs[0].utility.factor"));
    QVERIFY(names(fault([](auto& p) { p.furtherJobs[0].utility = profile(0.2); }), "furtherJobs[0].utility"));
    QVERIFY(names(fault([](auto& p) { p.furtherJobs[0].place.moveCost = GpuSeconds{-1}; }), "furtherJobs[0].place"));
    QVERIFY(names(fault([](auto& p) {
                      p.streams[1].preparation = {GpuSeconds{1}, GpuSeconds{0}};
                      p.streams[1].running = option(0, 5, 0.8);
                  }),
                  "streams[1].preparation"));
}

QTEST_GUILESS_MAIN(TestFurtherJobs)
#include "tst_further_jobs.moc"
