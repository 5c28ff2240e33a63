// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cuda/fake_gpu.h"
#include "tests/engine/cuda/fake_kernels.h"

#include <QTest>

#include <array>
#include <cstring>
#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::cuda;
using namespace jackdaw::testing;

namespace {

/// A fake GPU with the kernels of these tests, loaded.
class Bench {
public:
    explicit Bench(FakeGpuSettings settings = {}) : gpu(std::move(settings))
    {
        gpu.define("step", stepTwin());
        gpu.define("mark", markTwin());
        module = *own(gpu, gpu.load({}));
        step = *gpu.kernel(module.get(), "step");
        mark = *gpu.kernel(module.get(), "mark");
    }

    Pool pool(const AtomRange& range) { return *own(gpu, gpu.createPool(range)); }
    Stream stream(const Pool& pool) { return *own(gpu, gpu.createStream(pool.get())); }
    Event event() { return *own(gpu, gpu.createEvent()); }

    /// The numbers of the multiprocessors on which \p queue, called with where they are counted, ran.
    std::vector<std::uint32_t> seenBy(const Stream& stream, const std::function<Status(Address)>& queue)
    {
        std::array<std::uint32_t, 256> seen{};
        const Buffer buffer = *own(gpu, gpu.allocate(sizeof seen));
        const bool queued = gpu.fill(stream.get(), buffer.get().value, 0, sizeof seen) && queue(buffer.get().value)
            && gpu.copy(stream.get(), addressOf(seen.data()), buffer.get().value, sizeof seen)
            && gpu.synchronize(stream.get());
        std::vector<std::uint32_t> numbers;
        for (std::uint32_t i = 0; queued && i < seen.size(); ++i) {
            if (seen[i] > 0)
                numbers.push_back(i);
        }
        return numbers;
    }

    FakeGpu gpu;
    Module module;
    KernelHandle step;
    KernelHandle mark;
};

std::vector<std::uint32_t> numbers(std::uint32_t from, std::uint32_t to)
{
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = from; i < to; ++i)
        all.push_back(i);
    return all;
}

} // namespace

class TestFakeGpu : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKernelRunsOnTheMultiprocessorsOfItsPool()
    {
        Bench bench;
        const Pool small = bench.pool({2, 3, false});
        const Pool rest = bench.pool({15, 0, true});
        const Stream plain = *own(bench.gpu, bench.gpu.createStream({}));
        const auto seen = [&](const Stream& stream) {
            return bench.seenBy(stream, [&](Address to) {
                return bench.gpu.launch(stream.get(), bench.mark, {1, 1}, std::array{to});
            });
        };
        {
            const Stream ofSmall = bench.stream(small);
            const Stream ofRest = bench.stream(rest);
            QCOMPARE(seen(ofSmall), numbers(16, 40));
            QCOMPARE(seen(ofRest), numbers(120, 132));
            QCOMPARE(seen(plain), numbers(0, 132));
        }
        QVERIFY(bench.gpu.misuses().empty());
    }

    void aGraphRunsWhereItWasCaptured()
    {
        Bench bench;
        const Pool a = bench.pool({0, 1, false});
        const Pool b = bench.pool({1, 1, false});
        const Stream ofA = bench.stream(a);
        const Stream ofB = bench.stream(b);
        const auto seen = bench.seenBy(ofB, [&](Address to) {
            const bool captured =
                bench.gpu.beginCapture(ofA.get()) && bench.gpu.launch(ofA.get(), bench.mark, {1, 1}, std::array{to});
            const Graph graph = *own(bench.gpu, bench.gpu.endCapture(ofA.get()));
            return captured ? bench.gpu.launch(ofB.get(), graph.get()) : Status{};
        });
        QCOMPARE(seen, numbers(0, 8));
    }

    void timePassesByCallsAndWaitsAndTheStreamHasItsOwn()
    {
        Bench bench;
        const Pool pool = bench.pool({0, 2, false});
        const Stream stream = bench.stream(pool);
        const Event begun = bench.event();
        const Event ended = bench.event();
        QVERIFY(bench.gpu.record(begun.get(), stream.get()));
        QVERIFY(bench.gpu.launch(stream.get(), bench.step, {16000, 1}, {}));
        QVERIFY(bench.gpu.record(ended.get(), stream.get()));
        QVERIFY(!*bench.gpu.hasPassed(ended.get()));
        QVERIFY(bench.gpu.wait(ended.get()));
        QVERIFY(*bench.gpu.hasPassed(ended.get()));
        const Nanoseconds took = *bench.gpu.between(begun.get(), ended.get());
        QVERIFY(took >= Nanoseconds{1'000'000} && took < Nanoseconds{1'010'000});
    }

    void aPoolTakesTimeAndKeepsMemoryWhenItIsGone()
    {
        FakeGpu gpu;
        const auto before = gpu.memory()->freeBytes;
        const Nanoseconds start = gpu.now();
        Pool pool = *own(gpu, gpu.createPool({0, 4, false}));
        QVERIFY(gpu.now() - start >= Nanoseconds{1'830'000});
        QVERIFY(pool.reset());
        QCOMPARE(before - gpu.memory()->freeBytes, std::uint64_t{5'767'168});
        QCOMPARE(gpu.alive(), std::size_t{0});
    }

    void aPoolIsMadeWhenAllThatRunsHasEnded()
    {
        Bench bench;
        const Pool pool = bench.pool({0, 1, false});
        const Stream stream = bench.stream(pool);
        const Nanoseconds start = bench.gpu.now();
        QVERIFY(bench.gpu.launch(stream.get(), bench.step, {80000, 1}, {}));
        const Pool other = bench.pool({1, 1, false});
        QVERIFY(bench.gpu.now() - start >= Nanoseconds{10'000'000});
    }

    void aThreadThatPlannedInOnePoolFailsInAnother()
    {
        Bench bench;
        const Pool a = bench.pool({0, 1, false});
        const Pool b = bench.pool({1, 1, false});
        const Stream ofA = bench.stream(a);
        const Stream ofB = bench.stream(b);
        QVERIFY(bench.gpu.launch(ofA.get(), bench.step, {1, 1}, {}));
        QVERIFY(!bench.gpu.launch(ofB.get(), bench.step, {1, 1}, {}));
        bool inAnotherThread = false;
        std::thread([&] { inAnotherThread = bench.gpu.launch(ofB.get(), bench.step, {1, 1}, {}).has_value(); }).join();
        QVERIFY(inAnotherThread);
        QCOMPARE(bench.gpu.misuses().size(), std::size_t{1});
    }

    void memoryEndsAndComesBack()
    {
        FakeGpu gpu({.memoryBytes = 1000});
        Buffer first = *own(gpu, gpu.allocate(600));
        const auto second = gpu.allocate(600);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::OutOfMemory);
        QVERIFY(first.reset());
        QVERIFY(own(gpu, gpu.allocate(600)));
        QVERIFY(own(gpu, gpu.allocatePinned(6000)));
        QCOMPARE(gpu.alive(), std::size_t{0});
    }

    void afterABrokenKernelNothingWorks()
    {
        FakeGpu gpu;
        gpu.setFailure([](const std::string& call) {
            return call == "cuEventCreate" ? abi::Outcome::IllegalAddress : abi::Outcome::Success;
        });
        QCOMPARE(gpu.createEvent().error().code, ErrorCode::NotFound);
        const auto memory = gpu.memory();
        QVERIFY(!memory && memory.error().message.find("cuMemGetInfo") != std::string::npos);
    }

    void whatIsGoneIsNotUsed()
    {
        Bench bench;
        const Pool pool = bench.pool({0, 1, false});
        Stream stream = bench.stream(pool);
        const StreamHandle handle = stream.get();
        QVERIFY(!bench.gpu.destroy(pool.get()));
        QVERIFY(stream.reset());
        QVERIFY(!bench.gpu.synchronize(handle));
        QVERIFY(!bench.gpu.destroy(handle));
        QVERIFY(!bench.gpu.createStream(PoolHandle{4711}));
        QCOMPARE(bench.gpu.misuses().size(), std::size_t{4});
    }

    void withoutPoolsAtomsAreUnsupported()
    {
        FakeGpu gpu({.hasPools = false});
        QCOMPARE(gpu.atoms().error().code, ErrorCode::Unsupported);
    }
};

QTEST_APPLESS_MAIN(TestFakeGpu)
#include "tst_fake_gpu.moc"
