// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/signal.h"
#include "engine/cuda/fake_gpu.h"
#include "engine/cuda/lane_graphs.h"
#include "tests/engine/cuda/fake_kernels.h"

#include <QTest>

#include <set>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::compute;
using namespace jackdaw::cuda;
using namespace jackdaw::testing;

namespace {

/// A device over a fake GPU whose batches a test waits for one by one.
class Rig {
public:
    Rig()
    {
        gpu->define("step", stepTwin());
        module = *own(*gpu, gpu->load({}));
        step = *gpu->kernel(module.get(), "step");
        device = *makeCudaDevice(gpu);
        device->setListener([this] { m_ended.notify(); });
    }

    Completion run(LaneId lane, Work work)
    {
        if (!device->submit(lane, std::move(work)))
            return {};
        while (true) {
            if (auto ended = device->takeCompletions(); !ended.empty())
                return ended.front();
            m_ended.waitUntil(Signal::Instant::max(), {});
        }
    }

private:
    Signal m_ended;

public:
    std::shared_ptr<FakeGpu> gpu = std::make_shared<FakeGpu>();
    Module module;
    KernelHandle step;
    std::unique_ptr<Device> device; ///< last: its threads use the others
};

} // namespace

class TestLaneGraphs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLaneCapturesAtItsFirstBatchAndReplaysAfterwards()
    {
        Rig rig;
        int queued = 0;
        std::set<std::thread::id> threads;
        LaneGraphs job([&](const CurrentLane& lane) {
            ++queued;
            threads.insert(std::this_thread::get_id());
            return lane.gpu.launch(lane.stream, rig.step, {132'000, 1}, {});
        });
        for (int i = 0; i < 5; ++i) {
            const Completion ended = rig.run({0, 0}, job.batch());
            QVERIFY(ended.outcome);
            QVERIFY(ended.duration >= Nanoseconds{1'000'000});
        }
        QCOMPARE(queued, 2);
        QVERIFY(rig.run({0, 1}, job.batch()).outcome);
        QCOMPARE(queued, 4);
        QCOMPARE(threads.size(), std::size_t{2});
        QVERIFY(!threads.contains(std::this_thread::get_id()));
    }

    void eachPoolHasAGraphOfItsOwn()
    {
        Rig rig;
        LaneGraphs job([&](const CurrentLane& lane) {
            return lane.gpu.launch(lane.stream, rig.step, {132'000, 1}, {});
        });
        QVERIFY(rig.device->partition({Share{0.2}, Share{0.8}}));
        const Nanoseconds small = (rig.run({0, 0}, job.batch()), rig.run({0, 0}, job.batch()).duration);
        const Nanoseconds large = (rig.run({1, 0}, job.batch()), rig.run({1, 0}, job.batch()).duration);
        QVERIFY(small >= Nanoseconds{5'500'000} && large < Nanoseconds{1'300'000});
        QVERIFY(rig.gpu->misuses().empty());
    }

    void aFailedCaptureFailsItsBatchAndTheNextTriesAgain()
    {
        Rig rig;
        bool fails = true;
        LaneGraphs job([&](const CurrentLane& lane) -> Status {
            return fails ? fail(ErrorCode::Internal, "No plan.") : lane.gpu.launch(lane.stream, rig.step, {8, 1}, {});
        });
        QVERIFY(!rig.run({0, 0}, job.batch()).outcome);
        fails = false;
        for (const char* call : {"cuStreamBeginCapture", "cuStreamEndCapture"}) {
            rig.gpu->setFailure([call](const std::string& name) {
                return name == call ? abi::Outcome::OutOfMemory : abi::Outcome::Success;
            });
            const Completion ended = rig.run({0, 0}, job.batch());
            QVERIFY(!ended.outcome && ended.outcome.error().message.find(call) != std::string::npos);
        }
        rig.gpu->setFailure({});
        QVERIFY(rig.run({0, 0}, job.batch()).outcome);
        QVERIFY(rig.gpu->misuses().empty());
    }
};

QTEST_APPLESS_MAIN(TestLaneGraphs)
#include "tst_lane_graphs.moc"
