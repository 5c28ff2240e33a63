// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/signal.h"
#include "engine/compute/layout.h"
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"
#include "tests/engine/cuda/fake_kernels.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <latch>
#include <mutex>
#include <rapidcheck.h>
#include <set>
#include <stdexcept>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::compute;
using namespace jackdaw::cuda;
using namespace jackdaw::testing;

namespace {

/// A device over a fake GPU, with a kernel that remembers plans.
class Rig {
public:
    explicit Rig(FakeGpuSettings gpuSettings = {}, CudaSettings settings = {}) :
        gpu(std::make_shared<FakeGpu>(std::move(gpuSettings)))
    {
        gpu->define("step", stepTwin());
        module = *own(*gpu, gpu->load({}));
        step = *gpu->kernel(module.get(), "step");
        device = *makeCudaDevice(gpu, std::move(settings));
        device->setListener([this] { m_ended.notify(); });
    }

    /// Work of this many microseconds on one multiprocessor.
    Work steps(std::uint32_t blocks) const
    {
        return [kernel = step, blocks]() -> Status {
            const CurrentLane& lane = *currentLane();
            return lane.gpu.launch(lane.stream, kernel, {blocks, 1}, {});
        };
    }
    std::vector<Completion> wait(std::size_t count)
    {
        std::vector<Completion> all;
        while (all.size() < count) {
            for (Completion& completion : device->takeCompletions())
                all.push_back(std::move(completion));
            if (all.size() < count)
                m_ended.waitUntil(Signal::Instant::max(), {});
        }
        return all;
    }
    Completion run(LaneId lane, Work work)
    {
        return device->submit(lane, std::move(work)) ? wait(1).front() : Completion{};
    }

private:
    Signal m_ended;

public:
    std::shared_ptr<FakeGpu> gpu;
    Module module;
    KernelHandle step;
    std::unique_ptr<Device> device; ///< last: its threads use the others
};

bool names(const Error& error, const std::string& what)
{
    return error.message.find(what) != std::string::npos;
}

/// Fails the call with this number, from 0, and counts all.
class FailingCall {
public:
    explicit FailingCall(std::size_t number, abi::Outcome outcome = abi::Outcome::InvalidValue) :
        m_number(number), m_outcome(outcome)
    {
    }
    abi::Outcome operator()(const std::string& call)
    {
        if (m_count++ != m_number)
            return abi::Outcome::Success;
        m_failed = call;
        return m_outcome;
    }
    const std::string& failed() const { return m_failed; }

private:
    std::size_t m_number;
    abi::Outcome m_outcome;
    std::size_t m_count = 0;
    std::string m_failed;
};

std::vector<Share> anySizes(std::uint32_t most)
{
    std::vector<Share> sizes(*rc::gen::inRange(1U, most + 1));
    for (Share& size : sizes)
        size.value = *rc::gen::inRange(1, 100) / 100.0 / static_cast<double>(sizes.size());
    return sizes;
}

} // namespace

class TestCudaDevice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDeviceSaysWhatItsGpuIs()
    {
        Rig rig({.name = "H200"});
        const DeviceInfo& info = rig.device->info();
        QCOMPARE(info.kind, std::string("cuda"));
        QCOMPARE(info.name, std::string("H200, 132 multiprocessors in 15 parts of 8 and one of 12"));
        QCOMPARE(info.mostPools, 4U);
        QCOMPARE(info.lanesPerPool, 4U);
        QCOMPARE(info.unit.value, 8.0 / 132.0);
        QCOMPARE(rig.device->pools(), std::vector<Share>{Share{1.0}});
    }

    void poolsHaveTheSizesThatAtomsAllow()
    {
        Rig rig;
        const auto sizes = rig.device->partition({Share{0.3}, Share{0.7}});
        QVERIFY(sizes);
        QCOMPARE(*sizes, (std::vector<Share>{Share{48.0 / 132}, Share{84.0 / 132}}));
        QCOMPARE(rig.device->pools(), *sizes);
        QCOMPARE(rig.device->partition({Share{0.6}, Share{0.6}}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(rig.device->partition(std::vector<Share>(5, Share{0.1})).error().code, ErrorCode::InvalidInput);
        QCOMPARE(rig.device->pools(), *sizes);
    }

    void aBatchTakesWhatItsPoolGivesIt()
    {
        Rig rig;
        const Nanoseconds whole = rig.run({0, 0}, rig.steps(132'000)).duration;
        QVERIFY(rig.device->partition({Share{0.2}, Share{0.8}}));
        const Nanoseconds small = rig.run({0, 0}, rig.steps(132'000)).duration;
        const Nanoseconds large = rig.run({1, 0}, rig.steps(132'000)).duration;
        QVERIFY(whole >= Nanoseconds{1'000'000} && whole < Nanoseconds{1'010'000});
        QVERIFY(small >= Nanoseconds{5'500'000} && small < Nanoseconds{5'510'000});
        QVERIFY(large > whole && large < small);
    }

    void everyLaneHasAThreadAndAStreamOfOnePoolForLife()
    {
        std::mutex mutex;
        std::multiset<std::thread::id> started;
        Rig rig({}, {.onThreadStart = [&] {
                    const std::lock_guard lock(mutex);
                    started.insert(std::this_thread::get_id());
                }});
        std::map<std::thread::id, std::set<std::uint64_t>> streams;
        for (int round = 0; round < 3; ++round) {
            for (const double first : {0.2, 0.6}) {
                QVERIFY(rig.device->partition({Share{first}, Share{1.0 - first}}));
                for (const LaneId lane : {LaneId{0, 0}, LaneId{1, 3}}) {
                    const Completion done = rig.run(lane, [&]() -> Status {
                        streams[std::this_thread::get_id()].insert(currentLane()->stream.value);
                        return rig.steps(8)();
                    });
                    QVERIFY2(done.outcome, done.outcome ? "" : done.outcome.error().message.c_str());
                }
            }
        }
        QCOMPARE(streams.size(), std::size_t{4});
        QCOMPARE(started.size(), std::size_t{4});
        for (const auto& [thread, used] : streams) {
            QCOMPARE(used.size(), std::size_t{1});
            QVERIFY(started.contains(thread));
        }
        QVERIFY(rig.gpu->misuses().empty());
        QVERIFY(!currentLane());
    }

    void aBatchEndsWhereItBeganWhenTheDeviceIsPartitioned()
    {
        Rig rig;
        std::latch begun(1);
        std::latch goOn(1);
        std::uint32_t before = 0;
        QVERIFY(rig.device->submit({0, 0}, [&]() -> Status {
            begun.count_down();
            goOn.wait();
            before = currentLane()->multiprocessors;
            return {};
        }));
        begun.wait();
        QVERIFY(rig.device->partition({Share{0.2}, Share{0.8}}));
        std::uint32_t after = 0;
        const Completion second = rig.run({0, 0}, [&]() -> Status {
            after = currentLane()->multiprocessors;
            return {};
        });
        goOn.count_down();
        QVERIFY(second.outcome && rig.wait(1).front().outcome);
        QCOMPARE(before, 132U);
        QCOMPARE(after, 24U);
    }

    void partitioningAgainTakesNoMemoryAndMakesNothing()
    {
        Rig rig;
        const auto alive = rig.gpu->alive();
        const auto used = rig.device->memory().usedBytes;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(rig.device->partition(i % 2 ? std::vector{Share{0.3}, Share{0.7}}
                                                : std::vector{Share{0.7}, Share{0.3}}));
            QVERIFY(rig.run({1, 0}, rig.steps(80)).outcome);
        }
        QCOMPARE(rig.gpu->alive(), alive);
        QCOMPARE(rig.device->memory().usedBytes, used);
    }

    void aBatchThatFindsNoMemoryFailsAlone()
    {
        Rig rig;
        const Completion full = rig.run({0, 0}, []() -> Status {
            const CurrentLane& lane = *currentLane();
            return own(lane.gpu, lane.gpu.allocate(std::size_t{1} << 40)).map([](const Buffer&) {});
        });
        QVERIFY(!full.outcome);
        QCOMPARE(full.outcome.error().code, ErrorCode::OutOfMemory);
        QVERIFY(rig.run({0, 0}, rig.steps(8)).outcome);
    }

    void aLaunchThatFailsAndAnExceptionFailTheirBatchAlone()
    {
        Rig rig;
        rig.gpu->setFailure([](const std::string& call) {
            return call == "cuLaunchKernel" ? abi::Outcome::LaunchOutOfResources : abi::Outcome::Success;
        });
        const Completion launch = rig.run({0, 0}, rig.steps(8));
        QVERIFY(!launch.outcome && names(launch.outcome.error(), "cuLaunchKernel"));
        rig.gpu->setFailure({});
        const Completion thrown = rig.run({0, 1}, []() -> Status { throw std::runtime_error("no plan"); });
        QVERIFY(!thrown.outcome && thrown.outcome.error().detail == "no plan");
        // A job's own NotFound is no loss of the device.
        const Completion missing =
            rig.run({0, 0}, []() -> Status { return fail(ErrorCode::NotFound, "No such file."); });
        QVERIFY(!missing.outcome);
        QVERIFY(rig.run({0, 0}, rig.steps(8)).outcome);
    }

    void aBrokenKernelLosesTheDevice()
    {
        Rig rig;
        rig.gpu->setFailure([](const std::string& call) {
            return call == "cuEventSynchronize" ? abi::Outcome::IllegalAddress : abi::Outcome::Success;
        });
        const Completion broken = rig.run({0, 0}, rig.steps(8));
        QVERIFY(!broken.outcome);
        QCOMPARE(broken.outcome.error().code, ErrorCode::NotFound);
        QCOMPARE(rig.device->submit({0, 0}, rig.steps(8)).error().code, ErrorCode::NotFound);
        QCOMPARE(rig.device->partition({Share{1.0}}).error().code, ErrorCode::NotFound);
    }

    void aLaneThatIsNotThereIsRefused()
    {
        Rig rig;
        for (const LaneId lane : {LaneId{0, 4}, LaneId{1, 0}}) {
            const auto ticket = rig.device->submit(lane, rig.steps(8));
            QVERIFY(!ticket);
            QCOMPARE(ticket.error().code, ErrorCode::InvalidInput);
        }
    }

    void withoutPoolsThereIsOneWithLanesThatShareTime()
    {
        Rig rig({.name = "Old", .hasPools = false});
        QCOMPARE(rig.device->info().mostPools, 1U);
        QCOMPARE(rig.device->info().unit.value, 1.0);
        QCOMPARE(rig.device->info().name, std::string("Old, 132 multiprocessors whose time is shared"));
        QVERIFY(rig.device->partition({Share{0.4}}));
        QVERIFY(rig.run({0, 3}, rig.steps(8)).outcome);
    }

    void whateverCallFailsWhileADeviceIsMadeNothingLeaksAndItIsNamed()
    {
        for (std::size_t number = 0;; ++number) {
            const auto gpu = std::make_shared<FakeGpu>();
            FailingCall failing(number);
            gpu->setFailure(std::ref(failing));
            auto device = makeCudaDevice(gpu);
            if (failing.failed().empty()) {
                QVERIFY(device);
                QVERIFY2(number > 100, "each pool, stream and event is made by a call");
                return;
            }
            QVERIFY(!device);
            QVERIFY2(names(device.error(), failing.failed()), device.error().message.c_str());
            QVERIFY(names(device.error(), "Fake GPU"));
            QCOMPARE(gpu->alive(), std::size_t{0});
            QVERIFY(gpu->misuses().empty());
        }
    }

    void whateverHappensToTwoDevicesNothingLeaks()
    {
        QVERIFY(rc::check([] {
            const CudaSettings settings{.lanesPerPool = 2};
            std::array<std::optional<Rig>, 2> rigs;
            for (auto& rig : rigs)
                rig.emplace(FakeGpuSettings{.atoms = {*rc::gen::inRange(1U, 12U), 4, *rc::gen::inRange(0U, 4U)}},
                            settings);
            const std::array gpus{rigs[0]->gpu, rigs[1]->gpu};
            const auto turns = *rc::gen::inRange(0, 20);
            for (int turn = 0; turn < turns; ++turn)
                anyTurn(*rigs[*rc::gen::inRange(0U, 2U)]);
            const auto first = *rc::gen::inRange(0U, 2U);
            rigs[first].reset();
            RC_ASSERT(gpus[first]->alive() == 0U);
            rigs[1 - first].reset();
            for (const auto& gpu : gpus) {
                RC_ASSERT(gpu->alive() == 0U);
                RC_ASSERT(gpu->misuses().empty());
            }
        }));
    }

    void layoutsOfAnyJobsAreServed()
    {
        QVERIFY(rc::check([] {
            Rig rig({.atoms = {*rc::gen::inRange(1U, 20U), 8, *rc::gen::inRange(0U, 8U)}}, {.lanesPerPool = 2});
            const auto count = *rc::gen::inRange(1U, 9U);
            std::vector<ShareRequest> requests;
            for (std::uint32_t id = 0; id < count; ++id)
                requests.push_back(
                    {JobId{id}, Share{*rc::gen::inRange(0, 101) / 100.0 / count}, *rc::gen::arbitrary<bool>()});
            const auto layout = layOut(requests, rig.device->info());
            RC_ASSERT(layout.has_value());
            const auto sizes = rig.device->partition(layout->pools);
            RC_ASSERT(sizes.has_value());
            RC_ASSERT(sizes->size() == layout->pools.size());
            for (const PlacedJob& job : layout->jobs)
                RC_ASSERT(rig.run(job.lane, rig.steps(8)).outcome.has_value());
        }));
    }

private:
    /// A partition, or a batch that may fail in any way and perhaps one after it.
    static void anyTurn(Rig& rig)
    {
        const std::uint32_t most = rig.device->info().mostPools;
        if (*rc::gen::inRange(0, 3) == 0) {
            RC_ASSERT(rig.device->partition(anySizes(most)).has_value());
            return;
        }
        const auto pools = static_cast<std::uint32_t>(rig.device->pools().size());
        const LaneId lane{*rc::gen::inRange(0U, pools), *rc::gen::inRange(0U, 2U)};
        const auto outcome =
            *rc::gen::element(abi::Outcome::Success, abi::Outcome::OutOfMemory, abi::Outcome::InvalidValue);
        FailingCall failing(*rc::gen::inRange(0U, 6U), outcome);
        rig.gpu->setFailure(std::ref(failing));
        const Completion done = rig.run(lane, rig.steps(*rc::gen::inRange(1U, 1000U)));
        rig.gpu->setFailure({});
        const bool failed = !failing.failed().empty() && outcome != abi::Outcome::Success;
        RC_ASSERT(done.outcome.has_value() != failed);
        if (failed)
            RC_ASSERT(names(done.outcome.error(), failing.failed()));
        if (*rc::gen::arbitrary<bool>()) {
            RC_ASSERT(rig.device->submit(lane, rig.steps(5)).has_value());
            rig.wait(1);
        }
    }
};

QTEST_APPLESS_MAIN(TestCudaDevice)
#include "tst_cuda_device.moc"
