// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner_wrappers.h"
#include "tests/engine/scheduling/scheduling_fixtures.h"

#include <QTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::testing;

namespace {

/// The problem after its jobs were put where \p plan says: the same question asked again.
WindowProblem settled(WindowProblem p, const Plan& plan, GpuSeconds moveCost)
{
    const auto placeOf = [&](std::size_t job) {
        const auto where = plan.placement[job];
        return JobPlace{where ? std::optional(p.devices[*where].device) : std::nullopt, moveCost};
    };
    for (std::size_t v = 0; v < p.streams.size(); ++v) {
        p.streams[v].inferencePlace = placeOf(inferenceJob(v));
        p.streams[v].retrainingPlace = placeOf(retrainingJob(v));
    }
    for (std::size_t j = 0; j < p.furtherJobs.size(); ++j)
        p.furtherJobs[j].place = placeOf(furtherJob(p, j));
    return p;
}

WindowProblem onTwoDevices(std::uint64_t seed)
{
    WindowProblem p = randomProblem(seed, 2 + seed % 9, 4, 2.0, 0.1);
    p.devices = {{DeviceId{0}, 1.0, 0.0}, {DeviceId{1}, 1.0, 0.0}};
    return p;
}

/// One camera whose inference wants 0.6 and runs on device 0, where a retraining of another leaves it 0.3.
WindowProblem crowded(GpuSeconds moveCost)
{
    WindowProblem p = problem({stream(0, 0.8, {}, 0.6), stream(1, 0.2, {option(0, 70, 0.9)}, 0.05)}, 2.0, 0.1, 100.0);
    p.devices = {{DeviceId{0}, 1.0, 0.0}, {DeviceId{1}, 1.0, 0.0}};
    p.streams[0].inferencePlace = {DeviceId{0}, moveCost};
    p.streams[1].retrainingPlace = {DeviceId{0}, GpuSeconds{1e6}};
    return p;
}

const Allocation kCrowded{{Share{0.6}, Share{0.0}, std::nullopt}, {Share{0.05}, Share{0.7}, 0}};

} // namespace

class TestPlacement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void planningAgainMovesNothing();
    void aJobStaysThoughAnotherDeviceWouldFitItTighter();
    void aMoveThatPaysIsMade();
    void aMoveThatCostsMoreThanItBringsIsNotMade();
    void aNewJobLeavesRoomForThoseThatStay();
    void aJobWithoutMemoryAtHomeMovesWhateverItCosts();
    void aDeviceThatIsGoneIsNoHome();
    void theTotalOfEachDeviceIsKept();
    void furtherJobsArePlacedToo();
    void plansNameTheDeviceOfEachJob();
};

void TestPlacement::planningAgainMovesNothing()
{
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const WindowProblem p = onTwoDevices(seed);
        for (const char* name : {"thief", "exact", "jackdaw"}) {
            const Plan first = planner(name)->plan(p);
            // Even where moving is free there is no reason to.
            const GpuSeconds cost{seed % 2 == 0 ? 0.0 : 2.0};
            const Plan again = planner(name)->plan(settled(p, first, cost));
            QVERIFY2(again.placement == first.placement, (name + std::to_string(seed)).c_str());
            QVERIFY(again.now() == first.now());
            QCOMPARE(again.moveCost.value, 0.0);
        }
    }
}

void TestPlacement::aJobStaysThoughAnotherDeviceWouldFitItTighter()
{
    WindowProblem p = problem({stream(0, 0.8, {}, 0.3)}, 1.5, 0.1, 100.0);
    p.devices = {{DeviceId{0}, 1.0, 0.0}, {DeviceId{1}, 0.5, 0.0}};
    const Allocation allocation{{Share{0.3}, Share{0.0}, std::nullopt}};
    QVERIFY(place(p, allocation).placement[0] == std::size_t{1});
    p.streams[0].inferencePlace.device = DeviceId{0};
    QVERIFY(place(p, allocation).placement[0] == std::size_t{0});
}

void TestPlacement::aMoveThatPaysIsMade()
{
    const PlacedAllocation placed = place(crowded(GpuSeconds{1}), kCrowded);
    QVERIFY(placed.placement[inferenceJob(0)] == std::size_t{1});
    QVERIFY(std::abs(placed.allocation.inference(0).value - 0.6) < 1e-9);
    QCOMPARE(placed.moveCost.value, 1.0);
}

/// At 0.3 of 0.6 GPU the inference keeps 78 % of its accuracy: a move must take less than 22 % of the window.
void TestPlacement::aMoveThatCostsMoreThanItBringsIsNotMade()
{
    const double bearable = 0.22 * 100.0 * 0.6;
    QVERIFY(place(crowded(GpuSeconds{bearable * 0.95}), kCrowded).placement[0] == std::size_t{1});
    const PlacedAllocation stays = place(crowded(GpuSeconds{bearable * 1.05}), kCrowded);
    QVERIFY(stays.placement[inferenceJob(0)] == std::size_t{0});
    QVERIFY(std::abs(stays.allocation.inference(0).value - 0.3) < 1e-9);
    QCOMPARE(stays.moveCost.value, 0.0);
}

void TestPlacement::aNewJobLeavesRoomForThoseThatStay()
{
    WindowProblem p =
        problem({stream(0, 0.5, {option(0, 50, 0.9)}), stream(1, 0.5, {}), stream(2, 0.5, {})}, 2.0, 0.1, 100.0);
    p.devices = {{DeviceId{0}, 1.0, 0.0}, {DeviceId{1}, 1.0, 0.0}};
    for (const std::size_t v : {1U, 2U})
        p.streams[v].inferencePlace = {DeviceId{0}, GpuSeconds{1}};
    const Allocation allocation{
        {Share{0.2}, Share{0.7}, 0}, {Share{0.25}, Share{0.0}, std::nullopt}, {Share{0.25}, Share{0.0}, std::nullopt}};
    const PlacedAllocation placed = place(p, allocation);
    QVERIFY(placed.placement[retrainingJob(0)] == std::size_t{1});
    QVERIFY(placed.placement[inferenceJob(1)] == std::size_t{0} && placed.placement[inferenceJob(2)] == std::size_t{0});
    QVERIFY(placed.lost < 1e-9);
}

void TestPlacement::aJobWithoutMemoryAtHomeMovesWhateverItCosts()
{
    WindowProblem p = problem({stream(0, 0.8, {}, 0.3)}, 2.0, 0.1, 100.0);
    p.devices = {{DeviceId{0}, 1.0, 1e9}, {DeviceId{1}, 1.0, 4e9}};
    p.streams[0].inferenceMemoryBytes = 2e9;
    p.streams[0].inferencePlace = {DeviceId{0}, GpuSeconds{1e6}};
    const PlacedAllocation placed = place(p, Allocation{{Share{0.3}, Share{0.0}, std::nullopt}});
    QVERIFY(placed.placement[inferenceJob(0)] == std::size_t{1});
}

void TestPlacement::aDeviceThatIsGoneIsNoHome()
{
    WindowProblem p = problem({stream(0, 0.8, {}, 0.3)}, 2.0, 0.1, 100.0);
    p.devices = {{DeviceId{0}, 1.0, 0.0}, {DeviceId{1}, 1.0, 0.0}};
    p.streams[0].inferencePlace = {DeviceId{7}, GpuSeconds{5}};
    const PlacedAllocation placed = place(p, Allocation{{Share{0.3}, Share{0.0}, std::nullopt}});
    QVERIFY(placed.placement[inferenceJob(0)].has_value());
    QCOMPARE(placed.moveCost.value, 0.0);
}

void TestPlacement::theTotalOfEachDeviceIsKept()
{
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        WindowProblem p = onTwoDevices(seed);
        RandomStream random(seed, 3, RandomPurpose::Test);
        for (StreamProblem& s : p.streams) {
            s.inferencePlace = {DeviceId{static_cast<std::uint32_t>(random.below(2))},
                                GpuSeconds{random.uniform(0, 9)}};
            s.retrainingPlace = {DeviceId{static_cast<std::uint32_t>(random.below(2))},
                                 GpuSeconds{random.uniform(0, 9)}};
        }
        for (const char* name : {"thief", "exact", "jackdaw", "uniform(0,0.5)"}) {
            const Plan plan = planner(name)->plan(p);
            std::vector<double> used(2, 0.0);
            for (std::size_t job = 0; job < p.jobs(); ++job)
                if (plan.placement[job])
                    used[*plan.placement[job]] += plan.now().job(job).share.value;
                else
                    QVERIFY(plan.now().job(job).share.value <= 1e-9);
            QVERIFY2(used[0] <= 1.0 + 1e-9 && used[1] <= 1.0 + 1e-9, name);
        }
    }
}

void TestPlacement::furtherJobsArePlacedToo()
{
    WindowProblem p = onTwoDevices(3);
    JobProblem job;
    job.name = "labels";
    job.owners = {CameraId{0}};
    job.least = Share{0.2};
    job.place = {DeviceId{1}, GpuSeconds{3}};
    p.furtherJobs = {job};
    for (const char* name : {"thief", "exact", "jackdaw"}) {
        const Plan plan = planner(name)->plan(p);
        QVERIFY2(plan.placement[furtherJob(p, 0)] == std::size_t{1}, name);
        QVERIFY2(std::abs(plan.now().job(furtherJob(p, 0)).share.value - 0.2) < 1e-9, name);
    }
}

void TestPlacement::plansNameTheDeviceOfEachJob()
{
    WindowProblem p = onTwoDevices(4);
    p.devices[1].device = DeviceId{6};
    const Plan plan = planner("thief")->plan(p);
    const std::vector<PlannedJob> jobs = plannedJobs(p, plan);
    bool second = false;
    for (std::size_t job = 0; job < jobs.size(); ++job) {
        QVERIFY(jobs[job].device.has_value() == (jobs[job].share.value > 0.0));
        second = second || jobs[job].device == DeviceId{6};
        if (jobs[job].device)
            QVERIFY(*jobs[job].device == p.devices[*plan.placement[job]].device);
    }
    QVERIFY(second);
}

QTEST_GUILESS_MAIN(TestPlacement)
#include "tst_placement.moc"
