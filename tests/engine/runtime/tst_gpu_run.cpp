// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"
#include "engine/cuda/native_gpu.h"
#include "engine/runtime/check_settings.h"
#include "tests/engine/runtime/recording.h"
#include "tests/support/fake_run.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <set>

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

using Gpus = std::vector<std::shared_ptr<cuda::FakeGpu>>;

/// A run's devices are fake GPUs: everything is real but what the GPU computes.
runtime::Suppliers onFakes(const Gpus& gpus)
{
    runtime::Suppliers suppliers;
    suppliers.devices = [gpus](const runtime::RunSettings&) -> Result<runtime::Devices> {
        runtime::Devices devices;
        for (const auto& gpu : gpus) {
            auto device = cuda::makeCudaDevice(gpu, {.layouts = {.mostPools = 2}});
            if (!device)
                return tl::unexpected(device.error());
            devices.push_back(std::move(*device));
        }
        return devices;
    };
    return suppliers;
}

std::shared_ptr<cuda::FakeGpu> fakeOf(std::uint64_t bytes)
{
    return std::make_shared<cuda::FakeGpu>(cuda::FakeGpuSettings{.memoryBytes = bytes});
}

} // namespace

class TestGpuRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aRunUsesPoolsAndLanesOfAGpu();
    void twoGpusShareTheCameras();
    void aLaunchThatFailsFailsItsJobAlone();
    void aGpuThatIsFullNowAndThenEndsNoCamera();
    void aLostGpuEndsTheRunWithItsReason();
    void aLostGpusJobsGoToTheOther_data();
    void aLostGpusJobsGoToTheOther();
    void whateverCallFailsTheRunGoesOnAndNothingLeaks_data();
    void whateverCallFailsTheRunGoesOnAndNothingLeaks();
    void plansWantNoMoreRetrainingsThanTheGpusMemoryHolds();
    void devicesThatCannotBeOpenedAreTold();
    void aGpuIsRehearsedWithoutOne();
    void whatHasNoCostsOfAGpuIsNotRehearsed();
    void devicesOfTwoKindsAreRefused();
    void aGpuThatIsNamedTwiceIsRefused();
    void whatIsFoundOutAtFirstUseIsDoneForAGpuAlone();
    void workRunsInAPoolOfTheSizeThatIsMadeForIt();
    void aLaneHasItsPartOfItsPool();

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
    runtime::RunSettings m_settings;
};

void TestGpuRun::initTestCase()
{
    m_settings = fakeSettings(m_folder.path().toStdString(), 4, 3);
    m_settings.devices = {{.kind = "cuda"}};
    QVERIFY(prepareFakeRun(m_settings));
}

void TestGpuRun::aRunUsesPoolsAndLanesOfAGpu()
{
    const auto gpu = std::make_shared<cuda::FakeGpu>();
    const FakeOutcome outcome = runFake(m_settings, path("one.jackdaw"), onFakes({gpu}));
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    QCOMPARE(gpu->misuses(), std::vector<std::string>{});
    QCOMPARE(gpu->alive(), std::size_t{0});
    const auto events = readSession(path("one.jackdaw"));
    const auto started = bodies<SessionStarted>(events);
    QVERIFY2(started.at(0).devices.at(0).find("Fake GPU") != std::string::npos, started[0].devices[0].c_str());
    QVERIFY(bodies<JobFailed>(events).empty());
    bool divided = false; // space that is a part of the device
    for (const LeaseGranted& lease : bodies<LeaseGranted>(events))
        divided = divided || (lease.granted > Share{0} && lease.granted < Share{0.95});
    QVERIFY(divided);
    std::size_t retrained = 0;
    for (const WindowClosed& window : outcome.closed)
        for (const CameraWindow& camera : window.cameras)
            retrained += camera.retrained ? 1 : 0;
    QVERIFY(retrained > 0);
}

void TestGpuRun::twoGpusShareTheCameras()
{
    runtime::RunSettings settings = m_settings;
    settings.devices = {{.kind = "cuda"}, {.kind = "cuda", .index = 1}};
    const Gpus gpus{std::make_shared<cuda::FakeGpu>(), std::make_shared<cuda::FakeGpu>()};
    const FakeOutcome outcome = runFake(settings, path("two.jackdaw"), onFakes(gpus));
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    std::set<std::uint32_t> used;
    for (const JobStarted& job : bodies<JobStarted>(readSession(path("two.jackdaw"))))
        used.insert(job.device.value);
    QCOMPARE(used.size(), std::size_t{2});
    for (const auto& gpu : gpus)
        QCOMPARE(gpu->misuses(), std::vector<std::string>{});
}

void TestGpuRun::aLaunchThatFailsFailsItsJobAlone()
{
    const auto gpu = std::make_shared<cuda::FakeGpu>();
    auto records = std::make_shared<std::atomic<int>>(0);
    gpu->setFailure([records](const std::string& call) {
        const bool fails = call == "cuEventRecord" && ++*records == 2001;
        return fails ? cuda::abi::Outcome::InvalidValue : cuda::abi::Outcome::Success;
    });
    const FakeOutcome outcome = runFake(m_settings, path("failing.jackdaw"), onFakes({gpu}));
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    QVERIFY(*records > 2001);
    const auto events = readSession(path("failing.jackdaw"));
    QCOMPARE(bodies<JobFailed>(events).size(), std::size_t{1});
    QCOMPARE(outcome.closed.size(), std::size_t{3});
}

/// Which job a call belongs to is chance. So no more than two fail while first students are made, which a retraining of
/// four pictures at a time survives; after them every 301st.
void TestGpuRun::aGpuThatIsFullNowAndThenEndsNoCamera()
{
    constexpr int kFirstStudentsAreThere = 9000;
    const auto gpu = std::make_shared<cuda::FakeGpu>();
    auto records = std::make_shared<std::atomic<int>>(0);
    gpu->setFailure([records](const std::string& call) {
        const int record = call == "cuEventRecord" ? ++*records : 0;
        const bool fails = record > kFirstStudentsAreThere ? record % 301 == 0 : record == 901 || record == 1501;
        return fails ? cuda::abi::Outcome::OutOfMemory : cuda::abi::Outcome::Success;
    });
    const FakeOutcome outcome = runFake(m_settings, path("full.jackdaw"), onFakes({gpu}));
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    QCOMPARE(outcome.closed.size(), std::size_t{3});
    const auto events = readSession(path("full.jackdaw"));
    std::map<JobId, JobKind> kinds;
    for (const JobStarted& job : bodies<JobStarted>(events))
        kinds[job.job] = job.kind;
    for (const JobFailed& failed : bodies<JobFailed>(events))
        QVERIFY2(kinds[failed.job] == JobKind::Retraining || kinds[failed.job] == JobKind::Profiling,
                 failed.reason.c_str());
    std::size_t halved = 0;
    std::size_t dropped = 0;
    for (const Alert& alert : bodies<Alert>(events)) {
        halved += alert.message.find("at a time instead of") != std::string::npos ? 1 : 0;
        dropped += alert.message.find("Frames dropped for that so far") != std::string::npos ? 1 : 0;
    }
    QVERIFY(halved > 0);
    QVERIFY(dropped > 0);
    for (const CameraWindow& camera : outcome.closed.back().cameras)
        QVERIFY(camera.studentGolden && camera.studentGolden->count > 0);
}

void TestGpuRun::aLostGpuEndsTheRunWithItsReason()
{
    const auto gpu = std::make_shared<cuda::FakeGpu>();
    auto records = std::make_shared<std::atomic<int>>(0);
    gpu->setFailure([records](const std::string& call) {
        const bool fails = call == "cuEventRecord" && ++*records == 2001;
        return fails ? cuda::abi::Outcome::IllegalAddress : cuda::abi::Outcome::Success;
    });
    const FakeOutcome outcome = runFake(m_settings, path("lost.jackdaw"), onFakes({gpu}));
    QVERIFY(!outcome.status);
    QCOMPARE(outcome.status.error().code, ErrorCode::NotFound);
    const auto events = readSession(path("lost.jackdaw"));
    const auto closed = bodies<SessionClosed>(events);
    QCOMPARE(closed.size(), std::size_t{1});
    QVERIFY(closed[0].outcome == RunOutcome::Failed);
    QVERIFY2(closed[0].reason.find("Fake GPU") != std::string::npos, closed[0].reason.c_str());
}

void TestGpuRun::aLostGpusJobsGoToTheOther_data()
{
    QTest::addColumn<int>("lost");
    QTest::addColumn<int>("call");
    for (const int lost : {0, 1})
        for (const int call : {301, 2001, 4502})
            QTest::addRow("GPU %d at call %d", lost, call) << lost << call;
}

/// Whatever runs there at that time.
void TestGpuRun::aLostGpusJobsGoToTheOther()
{
    QFETCH(int, lost);
    QFETCH(int, call);
    runtime::RunSettings settings = m_settings;
    settings.devices = {{.kind = "cuda"}, {.kind = "cuda", .index = 1}};
    const Gpus gpus{std::make_shared<cuda::FakeGpu>(), std::make_shared<cuda::FakeGpu>()};
    auto records = std::make_shared<std::atomic<int>>(0);
    gpus[static_cast<std::size_t>(lost)]->setFailure([records, call](const std::string& name) {
        const bool fails = name == "cuEventRecord" && ++*records == call;
        return fails ? cuda::abi::Outcome::IllegalAddress : cuda::abi::Outcome::Success;
    });
    const auto session = path(("lost " + std::to_string(lost) + ' ' + std::to_string(call)).c_str());
    const FakeOutcome outcome = runFake(settings, session, onFakes(gpus));
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    QCOMPARE(records->load(), call); // nothing is asked of it any more
    QCOMPARE(outcome.closed.size(), std::size_t{3});
    const auto events = readSession(session);
    std::size_t told = 0;
    for (const Alert& alert : bodies<Alert>(events))
        told += alert.action.find("other devices") != std::string::npos ? 1 : 0;
    QCOMPARE(told, std::size_t{1});
    // Every camera is served to the end, all of them on the device that is left.
    std::map<JobId, std::uint32_t> places;
    std::set<JobId> inferences;
    for (const JobStarted& job : bodies<JobStarted>(events)) {
        places[job.job] = job.device.value;
        if (job.kind == JobKind::Inference)
            inferences.insert(job.job);
    }
    for (const JobMoved& moved : bodies<JobMoved>(events))
        places[moved.job] = moved.device.value;
    for (const JobFailed& failed : bodies<JobFailed>(events))
        QVERIFY2(!inferences.contains(failed.job), failed.reason.c_str());
    QVERIFY(inferences.size() >= 4);
    for (const JobId inference : inferences)
        QCOMPARE(places[inference], static_cast<std::uint32_t>(1 - lost));
    for (const CameraWindow& camera : outcome.closed.back().cameras)
        QVERIFY(camera.studentGolden && camera.studentGolden->count > 0);
}

void TestGpuRun::whateverCallFailsTheRunGoesOnAndNothingLeaks_data()
{
    using cuda::abi::Outcome;
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("outcome");
    RandomStream random(23, 0, RandomPurpose::Test);
    for (const Outcome outcome : {Outcome::OutOfMemory, Outcome::InvalidValue, Outcome::IllegalAddress})
        for (int i = 0; i < 4; ++i) {
            const int call = 1 + static_cast<int>(random.below(12000));
            QTest::addRow("call %d, outcome %d", call, static_cast<int>(outcome)) << call << static_cast<int>(outcome);
        }
}

/// Calls of both GPUs, once they are open. What one cannot do any more the other does.
void TestGpuRun::whateverCallFailsTheRunGoesOnAndNothingLeaks()
{
    QFETCH(int, call);
    QFETCH(int, outcome);
    runtime::RunSettings settings = m_settings;
    settings.devices = {{.kind = "cuda"}, {.kind = "cuda", .index = 1}};
    const Gpus gpus{std::make_shared<cuda::FakeGpu>(), std::make_shared<cuda::FakeGpu>()};
    runtime::Suppliers suppliers = onFakes(gpus);
    const auto calls = std::make_shared<std::atomic<int>>(0);
    suppliers.devices = [&, open = suppliers.devices](const runtime::RunSettings& asked) {
        auto devices = open(asked);
        for (const auto& gpu : gpus)
            gpu->setFailure([calls, call, outcome](const std::string&) {
                return ++*calls == call ? static_cast<cuda::abi::Outcome>(outcome) : cuda::abi::Outcome::Success;
            });
        return devices;
    };
    const auto session = path(("failing " + std::to_string(call) + ' ' + std::to_string(outcome)).c_str());
    const FakeOutcome ended = runFake(settings, session, suppliers);
    QVERIFY2(ended.status, ended.status ? "" : ended.status.error().text().c_str());
    QVERIFY2(*calls > call, qPrintable(QString::number(*calls)));
    QCOMPARE(ended.closed.size(), std::size_t{3});
    QVERIFY(bodies<SessionClosed>(readSession(session)).at(0).outcome == RunOutcome::Finished);
    for (const auto& gpu : gpus) {
        QCOMPARE(gpu->misuses(), std::vector<std::string>{});
        if (static_cast<cuda::abi::Outcome>(outcome) != cuda::abi::Outcome::IllegalAddress)
            QCOMPARE(gpu->alive(), std::size_t{0}); // a lost GPU gives nothing back
    }
}

/// Two fifths of the GPU for each retraining: two of them find room, where without that knowledge more run at a time.
void TestGpuRun::plansWantNoMoreRetrainingsThanTheGpusMemoryHolds()
{
    const std::uint64_t memory = std::uint64_t{1} << 30;
    const auto mostAtATime = [&](const char* name, std::uint64_t needed) {
        runtime::RunSettings settings = m_settings;
        settings.costTable = path("costs and memory.json");
        profiling::CostTable costs = *profiling::CostTable::load(m_settings.costTable);
        for (const char* shape : {"train/whole/fake", "train/upper/fake"})
            costs.setMemory(shape, needed);
        if (!costs.save(settings.costTable) || !runFake(settings, path(name), onFakes({fakeOf(memory)})).status)
            return std::size_t{0};
        std::size_t most = 0;
        for (const PlanComputed& plan : bodies<PlanComputed>(readSession(path(name)))) {
            const auto trains = [](const PlannedJob& job) {
                return job.kind == JobKind::Retraining && job.share > Share{0.0} && job.configuration;
            };
            const auto running = std::count_if(plan.jobs.begin(), plan.jobs.end(), trains);
            most = std::max(most, static_cast<std::size_t>(running));
        }
        return most;
    };
    QVERIFY(mostAtATime("roomy.jackdaw", 0) > 2);
    QCOMPARE(mostAtATime("tight.jackdaw", 2 * memory / 5), std::size_t{2});
    QCOMPARE(mostAtATime("full.jackdaw", 2 * memory), std::size_t{0});
}

void TestGpuRun::devicesThatCannotBeOpenedAreTold()
{
    const auto gpu = std::make_shared<cuda::FakeGpu>();
    gpu->setFailure([](const std::string& call) {
        return call == "cuGreenCtxCreate" ? cuda::abi::Outcome::OutOfMemory : cuda::abi::Outcome::Success;
    });
    const FakeOutcome outcome = runFake(m_settings, path("unopened.jackdaw"), onFakes({gpu}));
    QVERIFY(!outcome.status);
    QCOMPARE(outcome.status.error().code, ErrorCode::OutOfMemory);
    QVERIFY(!std::filesystem::exists(path("unopened.jackdaw")));
}

/// With its cost table: the plans are those that it makes itself.
void TestGpuRun::aGpuIsRehearsedWithoutOne()
{
    if (cuda::openGpus())
        QSKIP("This machine has a GPU, which runs are not rehearsed for.");
    runtime::RunSettings settings = m_settings;
    settings.costTable = path("costs of a GPU.json");
    profiling::CostTable costs = *profiling::CostTable::load(m_settings.costTable);
    costs.device = "Big GPU, 132 multiprocessors in 15 parts of 8 and one of 12";
    QVERIFY(costs.save(settings.costTable));
    const FakeOutcome rehearsed = runFake(settings, path("rehearsed.jackdaw"));
    QVERIFY2(rehearsed.status, rehearsed.status ? "" : rehearsed.status.error().text().c_str());
    runtime::Suppliers there;
    there.devices = [](const runtime::RunSettings&) -> Result<runtime::Devices> {
        auto device =
            cuda::makeCudaDevice(std::make_shared<cuda::FakeGpu>(cuda::FakeGpuSettings{.name = "Big GPU"}),
                                 {.layouts = {.mostPools = 2, .firstPools = {Share{0.3}}}, .lanesPerPool = 3});
        runtime::Devices devices;
        devices.push_back(std::move(*device));
        return devices;
    };
    QVERIFY(runFake(settings, path("there.jackdaw"), there).status);
    const auto here = readSession(path("rehearsed.jackdaw"));
    const auto other = readSession(path("there.jackdaw"));
    const SessionStarted started = bodies<SessionStarted>(here).at(0);
    QCOMPARE(started.name, std::string("fake streets (costs of Big GPU)"));
    QCOMPARE(started.devices.at(0), "costs of " + costs.device);
    QCOMPARE(bodies<SessionStarted>(other).at(0).devices.at(0), costs.device);
    for (const CostMeasured& measured : bodies<CostMeasured>(here))
        QVERIFY2(measured.lines.empty(), "a stand-in has nothing to measure");
    QVERIFY(!bodies<PlanComputed>(here).empty());
    QVERIFY(bodies<PlanComputed>(here) == bodies<PlanComputed>(other));
    QVERIFY(bodies<WindowClosed>(here) == bodies<WindowClosed>(other));
}

void TestGpuRun::whatHasNoCostsOfAGpuIsNotRehearsed()
{
    if (cuda::openGpus())
        QSKIP("This machine has a GPU, which runs are not rehearsed for.");
    const FakeOutcome refused = runFake(m_settings, path("refused.jackdaw"));
    QVERIFY(!refused.status && !refused.status.error().action.empty());
    QVERIFY(!std::filesystem::exists(path("refused.jackdaw")));
}

void TestGpuRun::devicesOfTwoKindsAreRefused()
{
    runtime::RunSettings settings = m_settings;
    settings.devices = {{.kind = "cuda"}, {.kind = "cpu"}};
    const Status checked = runtime::checkSettings(settings);
    QVERIFY(!checked);
    QVERIFY2(checked.error().text().find("one kind") != std::string::npos, checked.error().text().c_str());
}

void TestGpuRun::aGpuThatIsNamedTwiceIsRefused()
{
    runtime::RunSettings settings = m_settings;
    settings.devices = {{.kind = "cuda", .index = 1}, {.kind = "cuda", .index = 1}};
    const auto faults = runtime::findFaults(settings);
    QCOMPARE(faults.size(), std::size_t{1});
    QCOMPARE(faults[0].place, std::string("/devices/1/index"));
    settings.devices[1].index = 2;
    QVERIFY(runtime::findFaults(settings).empty());
}

void TestGpuRun::whatIsFoundOutAtFirstUseIsDoneForAGpuAlone()
{
    const compute::Work never = [] { return fail(ErrorCode::Internal, "It was run."); };
    const auto makeNever = [&](bool) { return never; };
    const auto cpu = compute::makeCpuDevice({});
    QVERIFY(runtime::warmUp(*cpu, makeNever));
    const auto fake = cuda::makeCudaDevice(std::make_shared<cuda::FakeGpu>());
    QVERIFY(runtime::warmUp(**fake, makeNever));
}

void TestGpuRun::workRunsInAPoolOfTheSizeThatIsMadeForIt()
{
    const auto fake = cuda::makeCudaDevice(std::make_shared<cuda::FakeGpu>(),
                                           {.layouts = {.mostPools = 2, .firstPools = runtime::measuredParts()}});
    std::vector<Share> made;
    const auto note = [&](Share space) -> Status {
        made.push_back(space);
        return {};
    };
    QVERIFY(runtime::runInFirstLane(**fake, Share{1.0}, note));
    QCOMPARE(made.back(), Share{1.0});
    for (const Share part : runtime::measuredParts()) {
        QVERIFY(runtime::runInFirstLane(**fake, part, note));
        QVERIFY2(std::abs(made.back().value - part.value) < 0.031, "half of its smallest part");
    }
    QVERIFY(!runtime::runInFirstLane(**fake, Share{1.0},
                                     [](Share) -> Status { return fail(ErrorCode::Internal, "It was run."); }));
}

void TestGpuRun::aLaneHasItsPartOfItsPool()
{
    const auto fake =
        cuda::makeCudaDevice(std::make_shared<cuda::FakeGpu>(),
                             {.layouts = {.mostPools = 2, .firstPools = {Share{0.3}}}, .lanesPerPool = 3});
    const std::vector<Share>& lanes = (*fake)->info().lanes;
    const auto pools = (*fake)->partition({Share{0.3}, Share{0.7}});
    QCOMPARE(lanes.size(), std::size_t{2});
    QCOMPARE(lanes.front(), pools->front() / 3.0);
    QCOMPARE(lanes.back(), pools->back() / 3.0);
}

QTEST_APPLESS_MAIN(TestGpuRun)
#include "tst_gpu_run.moc"
