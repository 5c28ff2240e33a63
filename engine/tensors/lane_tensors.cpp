// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/tensors/lane_tensors.h"

#include "engine/cuda/repeated_graphs.h"
#include "engine/cuda/shared_library.h"
#include "engine/tensors/device_memory.h"
#include "engine/tensors/failure.h"
#include "engine/tensors/library.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <span>

#include <ATen/Context.h>
#include <ATen/ops/empty.h>
#include <c10/core/AutogradState.h>
#include <c10/core/Stream.h>
#include <c10/core/impl/VirtualGuardImpl.h>

namespace jackdaw::tensors {
namespace {

thread_local int t_onCpu = 0; ///< how many there are

constexpr int kFirstRuns = 3; ///< after which LibTorch takes all memory from what it has kept
constexpr const char* kInstall = "Fetch it (JACKDAW_CUDA=on packaging/run build) or use the CPU.";

c10::Device deviceOf(const cuda::Gpu& gpu)
{
    return {c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(gpu.info().ordinal)};
}

/// A stream that LibTorch did not make is known to it by its address.
c10::Stream streamOf(const cuda::Gpu& gpu, cuda::StreamHandle stream)
{
    return c10::Stream(c10::Stream::UNSAFE, deviceOf(gpu), static_cast<c10::StreamId>(stream.value));
}

/// Makes a GPU and a stream of it those that tensor operations of this thread go to.
class UseStream {
public:
    UseStream(const cuda::Gpu& gpu, cuda::StreamHandle stream) :
        m_guard(c10::DeviceType::CUDA), m_deviceBefore(m_guard.exchangeDevice(deviceOf(gpu))),
        m_streamBefore(m_guard.exchangeStream(streamOf(gpu, stream)))
    {
    }
    ~UseStream()
    {
        m_guard.exchangeStream(m_streamBefore);
        m_guard.exchangeDevice(m_deviceBefore);
    }
    UseStream(const UseStream&) = delete;
    UseStream& operator=(const UseStream&) = delete;

private:
    c10::impl::VirtualGuardImpl m_guard;
    c10::Device m_deviceBefore;
    c10::Stream m_streamBefore;
};

Status guarded(const TensorWork& work)
{
    try {
        work();
        return {};
    } catch (const std::exception& error) {
        return tl::unexpected(
            errorOf(error, "A batch of tensor work", {ErrorCode::Internal, "Work on the GPU broke off.", {}, {}}));
    }
}

/// Host memory that nobody uses, by size.
class HostMemoryPool {
public:
    at::Tensor take(std::size_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        auto& unused = m_unused[bytes];
        if (unused.empty())
            return at::empty({static_cast<std::int64_t>(bytes)}, at::TensorOptions(at::kByte).pinned_memory(true));
        at::Tensor taken = std::move(unused.back());
        unused.pop_back();
        return taken;
    }
    void giveBack(at::Tensor memory)
    {
        const std::lock_guard lock(m_mutex);
        m_unused[static_cast<std::size_t>(memory.numel())].push_back(std::move(memory));
    }

private:
    std::mutex m_mutex;
    std::map<std::size_t, std::vector<at::Tensor>> m_unused;
};

/// As long as the process: at its end the streams are gone that the memory was used in.
HostMemoryPool& hostMemoryPool()
{
    static auto& pool = *new HostMemoryPool;
    return pool;
}

/// Tells for each lane whether it is met for the first time.
class FirstTimes {
public:
    bool isFirst(cuda::StreamHandle stream)
    {
        const std::lock_guard lock(m_mutex);
        return m_known.insert(stream).second;
    }

private:
    std::mutex m_mutex;
    std::set<cuda::StreamHandle> m_known;
};

} // namespace

/// The streams of the branches in each lane, and how they begin and end with it.
class BranchStreams {
public:
    explicit BranchStreams(std::size_t most) : m_most(most) { }

    /// Several works, on as many streams at most.
    Status queue(const cuda::CurrentLane& lane, std::span<const TensorWork> works)
    {
        const auto streams = streamsOf(lane);
        if (!streams)
            return tl::unexpected(streams.error());
        const Lane& of = **streams;
        const std::size_t used = std::min(of.branches.size(), works.size());
        Status done = lane.gpu.record(of.begun.get(), lane.stream);
        for (std::size_t i = 0; i < used && done; ++i)
            done = queueBranch(lane, of, i, works);
        return done;
    }

private:
    struct Branch {
        cuda::Stream stream;
        cuda::Event ended;
    };
    struct Lane {
        cuda::Event begun;
        std::vector<Branch> branches;
    };

    static Status queueBranch(const cuda::CurrentLane& lane, const Lane& of, std::size_t index,
                              std::span<const TensorWork> works)
    {
        const Branch& branch = of.branches[index];
        Status done = lane.gpu.wait(branch.stream.get(), of.begun.get());
        for (std::size_t i = index; i < works.size() && done; i += of.branches.size()) {
            const UseStream use(lane.gpu, branch.stream.get());
            done = guarded(works[i]);
        }
        // Joined also after a failure: what was forked must come back to the lane.
        Status joined = lane.gpu.record(branch.ended.get(), branch.stream.get());
        if (joined)
            joined = lane.gpu.wait(lane.stream, branch.ended.get());
        return done ? joined : done;
    }

    Result<const Lane*> streamsOf(const cuda::CurrentLane& lane)
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_lanes.find(lane.stream); known != m_lanes.end())
            return &known->second;
        Lane made;
        made.branches.resize(m_most);
        Status done = own(lane.gpu, lane.gpu.createEvent(), made.begun);
        for (Branch& branch : made.branches) {
            if (done)
                done = own(lane.gpu, lane.gpu.createStream(lane.pool), branch.stream);
            if (done)
                done = own(lane.gpu, lane.gpu.createEvent(), branch.ended);
        }
        return done.map([&]() -> const Lane* { return &m_lanes.emplace(lane.stream, std::move(made)).first->second; });
    }

    const std::size_t m_most;
    std::mutex m_mutex;
    std::map<cuda::StreamHandle, Lane> m_lanes;
};

namespace {

/// \p queue, some times more the first time in a lane.
cuda::LaneGraphs::Queue warmed(cuda::LaneGraphs::Queue queue)
{
    return [queue = std::move(queue), first = std::make_shared<FirstTimes>()](const cuda::CurrentLane& lane) {
        Status done;
        for (int i = first->isFirst(lane.stream) ? kFirstRuns : 1; i > 0 && done; --i)
            done = queue(lane);
        return done;
    };
}

} // namespace

Status openCuda(const std::string& library)
{
    const std::string name = library.empty() ? (libTorch().folder / kCudaPart).string() : library;
    if (library.empty() && !std::filesystem::exists(name))
        return fail(ErrorCode::NotFound,
                    "LibTorch's part for NVIDIA's GPUs is not installed: " + name + " is not there.", kInstall);
    const auto part = cuda::SharedLibrary::open(name, cuda::SharedLibrary::Symbols::ForAll);
    if (!part)
        return fail(ErrorCode::Unsupported,
                    "LibTorch's part for NVIDIA's GPUs does not fit: " + name + " cannot be opened.", kInstall,
                    part.error().detail);
    if (!at::globalContext().hasCUDA())
        return fail(ErrorCode::Unsupported, "LibTorch finds no GPU that it can use.",
                    "Check the driver (device-check); the CPU works without.");
    return guarded([] { at::globalContext().lazyInitDevice(c10::DeviceType::CUDA); });
}

OnCpu::OnCpu()
{
    ++t_onCpu;
}

OnCpu::~OnCpu()
{
    --t_onCpu;
}

std::optional<int> laneGpu()
{
    const cuda::CurrentLane* lane = t_onCpu > 0 ? nullptr : cuda::currentLane();
    return lane && !lane->gpu.info().isFake ? std::optional(lane->gpu.info().ordinal) : std::nullopt;
}

void outsideOfLane(const TensorWork& work)
{
    const auto gpu = laneGpu();
    if (!gpu)
        return work();
    const c10::Device device(c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(*gpu));
    const c10::Stream outside(c10::Stream::DEFAULT, device);
    const c10::impl::VirtualGuardImpl guard(c10::DeviceType::CUDA);
    const c10::Stream before = guard.exchangeStream(outside);
    try {
        work();
    } catch (...) {
        guard.exchangeStream(before);
        throw;
    }
    guard.exchangeStream(before);
    guard.synchronizeStream(outside);
}

std::shared_ptr<void> hostMemory(std::size_t bytes)
{
    at::Tensor memory = hostMemoryPool().take(bytes);
    void* const begin = memory.data_ptr();
    return {begin, [memory = std::move(memory)](void*) { hostMemoryPool().giveBack(memory); }};
}

void prepareLaneThread()
{
    if (laneGpu()) {
        const cuda::CurrentLane& lane = *cuda::currentLane();
        const c10::impl::VirtualGuardImpl guard(c10::DeviceType::CUDA);
        guard.setDevice(deviceOf(lane.gpu));
        guard.exchangeStream(streamOf(lane.gpu, lane.stream));
    }
    c10::AutogradState::get_tls_state().set_multithreading_enabled(false);
    at::globalContext().setBenchmarkCuDNN(false);
}

Status runOnLane(const cuda::CurrentLane& lane, const TensorWork& work)
{
    return guarded([&] {
        const UseStream use(lane.gpu, lane.stream);
        work();
    });
}

cuda::LaneGraphs::Queue onLane(TensorWork work)
{
    return warmed([work = std::move(work)](const cuda::CurrentLane& lane) { return runOnLane(lane, work); });
}

cuda::LaneGraphs::Queue onBranches(std::vector<TensorWork> works, std::size_t streams)
{
    const auto branches = makeBranchStreams(std::min(streams, works.size()));
    return warmed(
        [branches, works = std::move(works)](const cuda::CurrentLane& lane) { return branches->queue(lane, works); });
}

std::shared_ptr<BranchStreams> makeBranchStreams(std::size_t most)
{
    return std::make_shared<BranchStreams>(most);
}

class RepeatedWork::Impl {
public:
    Impl(std::vector<TensorWork> works, std::shared_ptr<BranchStreams> streams, std::optional<int> gpu) :
        m_works(std::move(works)), m_gpu(gpu), m_branches(std::move(streams)),
        m_graphs(kFirstRuns, [gpu] { return gpu ? memoryGivenBack(*gpu) : 0; })
    {
    }

    void forget() { m_graphs.forget(); }

    void run()
    {
        if (!m_gpu)
            return doAll();
        if (laneGpu() == m_gpu)
            runInLane(*cuda::currentLane());
        else
            runElsewhere();
    }

    std::optional<Nanoseconds> durationOnGpu(int times)
    {
        const auto graph = m_gpu && laneGpu() == m_gpu ? m_graphs.known(*cuda::currentLane()) : std::nullopt;
        if (!graph)
            return std::nullopt;
        const cuda::CurrentLane& lane = *cuda::currentLane();
        cuda::Event begun;
        cuda::Event ended;
        orThrow(own(lane.gpu, lane.gpu.createEvent(), begun));
        orThrow(own(lane.gpu, lane.gpu.createEvent(), ended));
        orThrow(lane.gpu.launch(lane.stream, *graph));
        orThrow(lane.gpu.record(begun.get(), lane.stream));
        for (int i = 0; i < times; ++i)
            orThrow(lane.gpu.launch(lane.stream, *graph));
        orThrow(lane.gpu.record(ended.get(), lane.stream));
        orThrow(lane.gpu.wait(ended.get()));
        const auto taken = lane.gpu.between(begun.get(), ended.get());
        orThrow(taken.map([](Nanoseconds) {}));
        return *taken / times;
    }

private:
    void doAll() const
    {
        for (const TensorWork& work : m_works)
            work();
    }

    void runElsewhere() const
    {
        doAll();
        const c10::impl::VirtualGuardImpl guard(c10::DeviceType::CUDA);
        guard.synchronizeStream(guard.getStream({c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(*m_gpu)}));
    }

    void runInLane(const cuda::CurrentLane& lane)
    {
        const auto graph = m_graphs.graphFor(lane, [&] { return queue(lane); });
        if (graph)
            orThrow(lane.gpu.launch(lane.stream, *graph));
        else if (isForked())
            orThrow(m_branches->queue(lane, m_works));
        else
            doAll();
        orThrow(lane.gpu.synchronize(lane.stream));
        if (!graph)
            m_graphs.ran(lane);
    }

    bool isForked() const { return m_works.size() > 1; }

    Status queue(const cuda::CurrentLane& lane)
    {
        return isForked() ? m_branches->queue(lane, m_works) : guarded([this] { doAll(); });
    }

    const std::vector<TensorWork> m_works;
    const std::optional<int> m_gpu;
    std::shared_ptr<BranchStreams> m_branches; ///< of several works
    cuda::RepeatedGraphs m_graphs;
};

RepeatedWork::RepeatedWork(TensorWork work, std::optional<int> gpu) :
    RepeatedWork(std::vector<TensorWork>{std::move(work)}, gpu)
{
}

RepeatedWork::RepeatedWork(std::vector<TensorWork> works, std::optional<int> gpu)
{
    auto streams = makeBranchStreams(works.size());
    m_impl = std::make_unique<Impl>(std::move(works), std::move(streams), gpu);
}

RepeatedWork::RepeatedWork(std::vector<TensorWork> works, std::shared_ptr<BranchStreams> streams,
                           std::optional<int> gpu) :
    m_impl(std::make_unique<Impl>(std::move(works), std::move(streams), gpu))
{
}

RepeatedWork::~RepeatedWork() = default;
RepeatedWork::RepeatedWork(RepeatedWork&&) noexcept = default;
RepeatedWork& RepeatedWork::operator=(RepeatedWork&&) noexcept = default;

void RepeatedWork::run()
{
    m_impl->run();
}

void RepeatedWork::forget()
{
    m_impl->forget();
}

std::optional<Nanoseconds> RepeatedWork::durationOnGpu(int times)
{
    return m_impl->durationOnGpu(times);
}

} // namespace jackdaw::tensors
