// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/fake_gpu.h"
#include "engine/cuda/repeated_graphs.h"
#include "tests/engine/cuda/fake_kernels.h"

#include <QTest>

#include <latch>
#include <string>

using namespace jackdaw;
using namespace jackdaw::compute;
using namespace jackdaw::cuda;
using namespace jackdaw::testing;

namespace {

constexpr int kFirstRuns = 3;

/// Work of one kernel in lanes of a fake GPU, as tensors::RepeatedWork does it, and what a library would keep.
class Rig {
public:
    Rig()
    {
        m_gpu->define("step", stepTwin());
        m_module = *own(*m_gpu, m_gpu->load({}));
        m_step = *m_gpu->kernel(m_module.get(), "step");
        m_device = *makeCudaDevice(m_gpu);
    }
    ~Rig()
    {
        onLane(0, [this](const CurrentLane&) { graphs.forget(); });
    }

    /// What it did: "single", "graph", or "capture" where it was captured and launched.
    std::string run(std::uint32_t lane = 0)
    {
        std::string did;
        onLane(lane, [&](const CurrentLane& here) { did = runHere(here); });
        return did;
    }
    /// One word for each of \p count runs.
    std::string run(int count, std::uint32_t lane = 0)
    {
        std::string all;
        for (int i = 0; i < count; ++i)
            all += (i > 0 ? " " : "") + run(lane);
        return all;
    }
    void onLane(std::uint32_t lane, const std::function<void(const CurrentLane&)>& work)
    {
        std::latch ended(1);
        QVERIFY(m_device->submit({0, lane}, [&]() -> Status {
            work(*currentLane());
            ended.count_down();
            return {};
        }));
        ended.wait();
    }
    FakeGpu& gpu() { return *m_gpu; }

private:
    std::string runHere(const CurrentLane& lane)
    {
        bool isCaptured = false;
        const auto graph = graphs.graphFor(lane, [&] {
            isCaptured = true;
            whileCaptured();
            return queue(lane);
        });
        const Status done = graph ? lane.gpu.launch(lane.stream, *graph) : queue(lane);
        if (!done || !lane.gpu.synchronize(lane.stream))
            return "failed";
        if (!graph)
            graphs.ran(lane);
        return graph ? isCaptured ? "capture" : "graph" : "single";
    }
    Status queue(const CurrentLane& lane)
    {
        return fails ? fail(ErrorCode::OutOfMemory, "No memory.") : lane.gpu.launch(lane.stream, m_step, {8, 1}, {});
    }

    std::shared_ptr<FakeGpu> m_gpu = std::make_shared<FakeGpu>();
    Module m_module;
    KernelHandle m_step;

public:
    std::int64_t givenBack = 0;
    bool fails = false;
    std::function<void()> whileCaptured = [] {};
    RepeatedGraphs graphs{kFirstRuns, [this] { return givenBack; }};

private:
    std::unique_ptr<Device> m_device; ///< last: its threads use the others
};

} // namespace

class TestRepeatedGraphs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itIsAGraphAfterTheFirstRuns()
    {
        Rig rig;
        QCOMPARE(rig.run(6), std::string("single single single capture graph graph"));
        QVERIFY(rig.gpu().misuses().empty());
    }

    void eachLaneHasItsOwn()
    {
        Rig rig;
        QCOMPARE(rig.run(4), std::string("single single single capture"));
        QCOMPARE(rig.run(4, 1), std::string("single single single capture"));
        QCOMPARE(rig.run(1), std::string("graph"));
        QVERIFY(rig.gpu().misuses().empty());
    }

    void otherMemoryMakesOtherGraphs()
    {
        Rig rig;
        rig.run(5);
        const std::size_t alive = rig.gpu().alive();
        rig.onLane(0, [&](const CurrentLane& lane) {
            QVERIFY(rig.graphs.known(lane));
            rig.graphs.forget();
            QVERIFY(!rig.graphs.known(lane));
        });
        QCOMPARE(rig.gpu().alive(), alive - 1);
        QCOMPARE(rig.run(5), std::string("single single single capture graph"));
    }

    void memoryThatWentBackToTheDriverTakesTheGraphsOfAllLanes()
    {
        Rig rig;
        rig.run(5);
        rig.run(5, 1);
        const std::size_t alive = rig.gpu().alive();
        ++rig.givenBack;
        rig.onLane(0, [&](const CurrentLane& lane) { QVERIFY(!rig.graphs.known(lane)); });
        QCOMPARE(rig.run(5), std::string("single single single capture graph"));
        QCOMPARE(rig.run(5, 1), std::string("single single single capture graph"));
        QCOMPARE(rig.gpu().alive(), alive);
        QVERIFY(rig.gpu().misuses().empty());
    }

    void memoryThatGoesBackWhileItIsCapturedTakesIt()
    {
        Rig rig;
        rig.run(3);
        rig.whileCaptured = [&] { ++rig.givenBack; };
        QCOMPARE(rig.run(1), std::string("single"));
        rig.whileCaptured = [] {};
        QCOMPARE(rig.run(4), std::string("single single capture graph"));
    }

    void aRunThatFailsIsNoneOfTheFirst()
    {
        Rig rig;
        rig.fails = true;
        QCOMPARE(rig.run(4), std::string("failed failed failed failed"));
        rig.fails = false;
        QCOMPARE(rig.run(4), std::string("single single single capture"));
    }

    void whatCannotBeCapturedGoesOnSinglyUntilMemoryComesBack()
    {
        Rig rig;
        rig.run(3);
        rig.gpu().setFailure([](const std::string& call) {
            return call == "cuStreamEndCapture" ? abi::Outcome::OutOfMemory : abi::Outcome::Success;
        });
        QCOMPARE(rig.run(2), std::string("single single"));
        rig.gpu().setFailure({});
        QCOMPARE(rig.run(2), std::string("single single"));
        ++rig.givenBack;
        QCOMPARE(rig.run(4), std::string("single single single capture"));
    }
};

QTEST_APPLESS_MAIN(TestRepeatedGraphs)
#include "tst_repeated_graphs.moc"
