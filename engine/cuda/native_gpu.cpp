// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/native_gpu.h"

#include "engine/base/log.h"
#include "engine/cuda/driver_error.h"

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace jackdaw::cuda {
namespace {

constexpr std::size_t kMostArguments = 512; ///< words; a kernel's parameters may have 4096 bytes
constexpr std::size_t kNameLength = 256;

/// The driver's pointer behind a handle, and back.
template <class Pointer, class Tag>
Pointer pointer(Handle<Tag> handle)
{
    return reinterpret_cast<Pointer>(handle.value);
}
template <class HandleType, class Pointer>
HandleType handle(Pointer pointer)
{
    return {reinterpret_cast<std::uint64_t>(pointer)};
}

class NativeGpu final : public Gpu {
public:
    NativeGpu(std::shared_ptr<const DriverTable> driver, abi::DeviceOrdinal device, GpuInfo info) :
        m_driver(std::move(driver)), m_call(m_driver->call), m_device(device), m_info(std::move(info))
    {
    }
    ~NativeGpu() override;

    const GpuInfo& info() const override { return m_info; }
    Result<GpuMemory> memory() override;
    Nanoseconds now() const override { return std::chrono::steady_clock::now().time_since_epoch(); }

    Result<Atoms> atoms() override;
    Result<PoolHandle> createPool(const AtomRange& atoms) override;

    Result<StreamHandle> createStream(PoolHandle pool) override;
    Status synchronize(StreamHandle stream) override;

    Result<EventHandle> createEvent() override;
    Status record(EventHandle event, StreamHandle stream) override;
    Status wait(EventHandle event) override;
    Status wait(StreamHandle stream, EventHandle event) override;
    Result<bool> hasPassed(EventHandle event) override;
    Result<Nanoseconds> between(EventHandle from, EventHandle to) override;

    Result<BufferHandle> allocate(std::size_t bytes) override;
    Result<PinnedHandle> allocatePinned(std::size_t bytes) override;
    Status copy(StreamHandle stream, Address to, Address from, std::size_t bytes) override;
    Status fill(StreamHandle stream, Address to, std::uint8_t value, std::size_t bytes) override;

    Result<ModuleHandle> load(std::span<const std::byte> image) override;
    Result<KernelHandle> kernel(ModuleHandle module, const std::string& name) override;
    Status launch(StreamHandle stream, KernelHandle kernel, Grid grid,
                  std::span<const std::uint64_t> arguments) override;

    Status beginCapture(StreamHandle stream) override;
    Result<GraphHandle> endCapture(StreamHandle stream) override;
    Status launch(StreamHandle stream, GraphHandle graph) override;

    Status destroy(PoolHandle pool) override;
    Status destroy(StreamHandle stream) override;
    Status destroy(EventHandle event) override;
    Status destroy(BufferHandle buffer) override;
    Status destroy(PinnedHandle memory) override;
    Status destroy(ModuleHandle module) override;
    Status destroy(GraphHandle graph) override;

private:
    /// The atoms as the driver knows them. A description cannot be destroyed, so each is made once.
    struct Division {
        std::vector<abi::Resource> atoms;
        abi::Resource rest;
        Atoms sizes;
        std::map<AtomRange, abi::ResourceDescription> descriptions;
    };

    Status check(const char* call, abi::Outcome outcome) const;
    /// Makes the GPU's context the one of the calling thread, then calls.
    template <class Function, class... Arguments>
    Status call(const char* name, Function function, Arguments... arguments);
    Status useContext();
    Result<Division*> division();
    Result<abi::ResourceDescription> describe(const AtomRange& range);

    std::shared_ptr<const DriverTable> m_driver;
    const abi::EntryPoints& m_call;
    const abi::DeviceOrdinal m_device;
    const GpuInfo m_info;
    std::mutex m_mutex; ///< of what is made at the first use
    abi::Context m_context = nullptr;
    std::optional<Division> m_division;
};

#define JACKDAW_CALL(name, ...) call(#name, m_call.name __VA_OPT__(, ) __VA_ARGS__)

NativeGpu::~NativeGpu()
{
    if (!m_context)
        return;
    if (const Status released = check("cuDevicePrimaryCtxRelease", m_call.cuDevicePrimaryCtxRelease(m_device));
        !released)
        log(LogLevel::Warning, "cuda", released.error().text());
}

Status NativeGpu::check(const char* call, abi::Outcome outcome) const
{
    if (outcome == abi::Outcome::Success)
        return {};
    return tl::unexpected(callError(m_info.name, call, outcome));
}

template <class Function, class... Arguments>
Status NativeGpu::call(const char* name, Function function, Arguments... arguments)
{
    if (const Status ready = useContext(); !ready)
        return ready;
    return check(name, function(arguments...));
}

Status NativeGpu::useContext()
{
    const std::lock_guard lock(m_mutex);
    if (!m_context) {
        const auto outcome = m_call.cuDevicePrimaryCtxRetain(&m_context, m_device);
        if (outcome != abi::Outcome::Success) {
            m_context = nullptr;
            return check("cuDevicePrimaryCtxRetain", outcome);
        }
    }
    return check("cuCtxSetCurrent", m_call.cuCtxSetCurrent(m_context));
}

Result<GpuMemory> NativeGpu::memory()
{
    std::size_t free = 0;
    std::size_t total = 0;
    return JACKDAW_CALL(cuMemGetInfo, &free, &total).map([&] { return GpuMemory{total, free}; });
}

Result<NativeGpu::Division*> NativeGpu::division()
{
    if (!m_driver->missingForPools.empty())
        return fail(ErrorCode::Unsupported,
                    "NVIDIA's driver (for CUDA " + versionText(m_info.driverVersion) + ") cannot divide " + m_info.name
                        + " into pools: it lacks " + m_driver->missingForPools + ".",
                    "Update the driver for shares of space; until then jobs share its time.");
    if (const Status ready = useContext(); !ready)
        return tl::unexpected(ready.error());
    const std::lock_guard lock(m_mutex);
    if (m_division)
        return &*m_division;
    Division made;
    abi::Resource whole;
    unsigned count = 0;
    const auto split = [&](abi::Resource* groups, abi::Resource* rest) {
        // 1 asks for the smallest part; with the default flags parts can run every kind of kernel.
        return check("cuDevSmResourceSplitByCount",
                     m_call.cuDevSmResourceSplitByCount(groups, &count, &whole, rest, 0, 1));
    };
    Status done =
        check("cuDeviceGetDevResource", m_call.cuDeviceGetDevResource(m_device, &whole, abi::kMultiprocessorResource));
    if (done)
        done = split(nullptr, nullptr);
    made.atoms.resize(count);
    if (done && count > 0)
        done = split(made.atoms.data(), &made.rest);
    if (!done || count == 0)
        return fail(ErrorCode::Unsupported, m_info.name + " cannot be divided into pools: jobs share its time.", {},
                    done ? "It has no part." : done.error().message);
    made.sizes = {count, made.atoms.front().multiprocessors.count,
                  made.rest.type == abi::kMultiprocessorResource ? made.rest.multiprocessors.count : 0};
    return &m_division.emplace(std::move(made));
}

Result<Atoms> NativeGpu::atoms()
{
    return division().map([](const Division* division) { return division->sizes; });
}

Result<abi::ResourceDescription> NativeGpu::describe(const AtomRange& range)
{
    const auto divided = division();
    if (!divided)
        return tl::unexpected(divided.error());
    Division& known = **divided;
    if (range.first + range.count > known.sizes.count || known.sizes.multiprocessors(range) == 0)
        return fail(ErrorCode::InvalidInput, m_info.name + " has no such atoms.");
    const std::lock_guard lock(m_mutex);
    abi::ResourceDescription& description = known.descriptions[range];
    if (description)
        return description;
    const auto first = known.atoms.begin() + range.first;
    std::vector<abi::Resource> parts(first, first + range.count);
    if (range.withRest && known.sizes.rest > 0)
        parts.push_back(known.rest);
    const Status made =
        check("cuDevResourceGenerateDesc",
              m_call.cuDevResourceGenerateDesc(&description, parts.data(), static_cast<unsigned>(parts.size())));
    return made.map([&] { return description; });
}

Result<PoolHandle> NativeGpu::createPool(const AtomRange& atoms)
{
    const auto description = describe(atoms);
    if (!description)
        return tl::unexpected(description.error());
    abi::GreenContext context = nullptr;
    return JACKDAW_CALL(cuGreenCtxCreate, &context, *description, m_device, abi::kGreenContextDefaultStream).map([&] {
        return handle<PoolHandle>(context);
    });
}

Result<StreamHandle> NativeGpu::createStream(PoolHandle pool)
{
    abi::Stream stream = nullptr;
    const Status made = pool
        ? JACKDAW_CALL(cuGreenCtxStreamCreate, &stream, pointer<abi::GreenContext>(pool), abi::kStreamNonBlocking, 0)
        : JACKDAW_CALL(cuStreamCreate, &stream, abi::kStreamNonBlocking);
    return made.map([&] { return handle<StreamHandle>(stream); });
}

Status NativeGpu::synchronize(StreamHandle stream)
{
    return JACKDAW_CALL(cuStreamSynchronize, pointer<abi::Stream>(stream));
}

Result<EventHandle> NativeGpu::createEvent()
{
    abi::Event event = nullptr;
    return JACKDAW_CALL(cuEventCreate, &event, abi::kEventDefault).map([&] { return handle<EventHandle>(event); });
}

Status NativeGpu::record(EventHandle event, StreamHandle stream)
{
    return JACKDAW_CALL(cuEventRecord, pointer<abi::Event>(event), pointer<abi::Stream>(stream));
}

Status NativeGpu::wait(EventHandle event)
{
    return JACKDAW_CALL(cuEventSynchronize, pointer<abi::Event>(event));
}

Status NativeGpu::wait(StreamHandle stream, EventHandle event)
{
    return JACKDAW_CALL(cuStreamWaitEvent, pointer<abi::Stream>(stream), pointer<abi::Event>(event), 0U);
}

Result<bool> NativeGpu::hasPassed(EventHandle event)
{
    if (const Status ready = useContext(); !ready)
        return tl::unexpected(ready.error());
    const abi::Outcome outcome = m_call.cuEventQuery(pointer<abi::Event>(event));
    if (outcome == abi::Outcome::NotReady)
        return false;
    return check("cuEventQuery", outcome).map([] { return true; });
}

Result<Nanoseconds> NativeGpu::between(EventHandle from, EventHandle to)
{
    float milliseconds = 0.0F;
    return JACKDAW_CALL(cuEventElapsedTime, &milliseconds, pointer<abi::Event>(from), pointer<abi::Event>(to)).map([&] {
        return fromSeconds(static_cast<double>(milliseconds) / 1e3);
    });
}

Result<BufferHandle> NativeGpu::allocate(std::size_t bytes)
{
    abi::DeviceAddress address = 0;
    return JACKDAW_CALL(cuMemAlloc, &address, bytes).map([&] { return BufferHandle{address}; });
}

Result<PinnedHandle> NativeGpu::allocatePinned(std::size_t bytes)
{
    void* address = nullptr;
    return JACKDAW_CALL(cuMemHostAlloc, &address, bytes, 0U).map([&] { return PinnedHandle{addressOf(address)}; });
}

Status NativeGpu::copy(StreamHandle stream, Address to, Address from, std::size_t bytes)
{
    return JACKDAW_CALL(cuMemcpyAsync, to, from, bytes, pointer<abi::Stream>(stream));
}

Status NativeGpu::fill(StreamHandle stream, Address to, std::uint8_t value, std::size_t bytes)
{
    return JACKDAW_CALL(cuMemsetD8Async, to, value, bytes, pointer<abi::Stream>(stream));
}

Result<ModuleHandle> NativeGpu::load(std::span<const std::byte> image)
{
    abi::Library library = nullptr;
    return JACKDAW_CALL(cuLibraryLoadData, &library, image.data(), nullptr, nullptr, 0U, nullptr, nullptr, 0U).map([&] {
        return handle<ModuleHandle>(library);
    });
}

Result<KernelHandle> NativeGpu::kernel(ModuleHandle module, const std::string& name)
{
    abi::Kernel kernel = nullptr;
    return JACKDAW_CALL(cuLibraryGetKernel, &kernel, pointer<abi::Library>(module), name.c_str()).map([&] {
        return handle<KernelHandle>(kernel);
    });
}

Status NativeGpu::launch(StreamHandle stream, KernelHandle kernel, Grid grid, std::span<const std::uint64_t> arguments)
{
    if (arguments.size() > kMostArguments)
        return fail(ErrorCode::InvalidInput, "A kernel was launched with more arguments than expected.");
    // In a row: where the last parameter is several words, the driver reads them all from its first one's place.
    std::array<std::uint64_t, kMostArguments> words{};
    std::array<void*, kMostArguments> parameters{};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        words[i] = arguments[i];
        parameters[i] = &words[i];
    }
    // A kernel of a library is launched in the context of its stream, and so in the stream's pool.
    return JACKDAW_CALL(cuLaunchKernel, pointer<abi::Function>(kernel), grid.blocks, 1U, 1U, grid.threads, 1U, 1U, 0U,
                        pointer<abi::Stream>(stream), parameters.data(), nullptr);
}

Status NativeGpu::beginCapture(StreamHandle stream)
{
    return JACKDAW_CALL(cuStreamBeginCapture, pointer<abi::Stream>(stream), abi::kCaptureThreadLocal);
}

Result<GraphHandle> NativeGpu::endCapture(StreamHandle stream)
{
    abi::Graph graph = nullptr;
    if (const Status ended = JACKDAW_CALL(cuStreamEndCapture, pointer<abi::Stream>(stream), &graph); !ended)
        return tl::unexpected(ended.error());
    abi::ExecutableGraph executable = nullptr;
    const Status made = JACKDAW_CALL(cuGraphInstantiateWithFlags, &executable, graph, 0ULL);
    const Status dropped = JACKDAW_CALL(cuGraphDestroy, graph);
    if (made && !dropped)
        log(LogLevel::Warning, "cuda", dropped.error().text());
    return made.map([&] { return handle<GraphHandle>(executable); });
}

Status NativeGpu::launch(StreamHandle stream, GraphHandle graph)
{
    return JACKDAW_CALL(cuGraphLaunch, pointer<abi::ExecutableGraph>(graph), pointer<abi::Stream>(stream));
}

Status NativeGpu::destroy(PoolHandle pool)
{
    return JACKDAW_CALL(cuGreenCtxDestroy, pointer<abi::GreenContext>(pool));
}

Status NativeGpu::destroy(StreamHandle stream)
{
    return JACKDAW_CALL(cuStreamDestroy, pointer<abi::Stream>(stream));
}

Status NativeGpu::destroy(EventHandle event)
{
    return JACKDAW_CALL(cuEventDestroy, pointer<abi::Event>(event));
}

Status NativeGpu::destroy(BufferHandle buffer)
{
    return JACKDAW_CALL(cuMemFree, buffer.value);
}

Status NativeGpu::destroy(PinnedHandle memory)
{
    return JACKDAW_CALL(cuMemFreeHost, pointer<void*>(memory));
}

Status NativeGpu::destroy(ModuleHandle module)
{
    return JACKDAW_CALL(cuLibraryUnload, pointer<abi::Library>(module));
}

Status NativeGpu::destroy(GraphHandle graph)
{
    return JACKDAW_CALL(cuGraphExecDestroy, pointer<abi::ExecutableGraph>(graph));
}

#undef JACKDAW_CALL

/// What the driver says of device \p ordinal.
Result<GpuInfo> describe(const DriverTable& driver, int ordinal, abi::DeviceOrdinal& device)
{
    GpuInfo info{.ordinal = ordinal, .name = "GPU " + std::to_string(ordinal), .driverVersion = driver.version};
    std::array<char, kNameLength> name{};
    std::array<char, kNameLength> busId{};
    std::size_t bytes = 0;
    int major = 0;
    int minor = 0;
    int multiprocessors = 0;
    const abi::EntryPoints& call = driver.call;
    const auto attribute = [&](int which, int& value) { return call.cuDeviceGetAttribute(&value, which, device); };
    const std::pair<const char*, std::function<abi::Outcome()>> questions[]{
        {"cuDeviceGet", [&] { return call.cuDeviceGet(&device, ordinal); }},
        {"cuDeviceGetName", [&] { return call.cuDeviceGetName(name.data(), kNameLength - 1, device); }},
        {"cuDeviceGetPCIBusId", [&] { return call.cuDeviceGetPCIBusId(busId.data(), kNameLength - 1, device); }},
        {"cuDeviceTotalMem", [&] { return call.cuDeviceTotalMem(&bytes, device); }},
        {"cuDeviceGetAttribute", [&] { return attribute(abi::kMultiprocessorCount, multiprocessors); }},
        {"cuDeviceGetAttribute", [&] { return attribute(abi::kComputeCapabilityMajor, major); }},
        {"cuDeviceGetAttribute", [&] { return attribute(abi::kComputeCapabilityMinor, minor); }},
    };
    for (const auto& [question, ask] : questions) {
        if (const abi::Outcome outcome = ask(); outcome != abi::Outcome::Success)
            return tl::unexpected(callError(info.name, question, outcome));
    }
    info.name = name.data();
    info.busId = busId.data();
    info.computeCapability = major * 10 + minor;
    info.multiprocessors = static_cast<std::uint32_t>(multiprocessors);
    info.memoryBytes = bytes;
    return info;
}

} // namespace

Result<std::vector<std::shared_ptr<Gpu>>> openGpus(const std::string& library)
{
    auto opened = openDriver(library);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto driver = std::make_shared<const DriverTable>(*std::move(opened));
    int count = 0;
    if (const abi::Outcome outcome = driver->call.cuDeviceGetCount(&count); outcome != abi::Outcome::Success)
        return tl::unexpected(callError("NVIDIA's driver", "cuDeviceGetCount", outcome));
    std::vector<std::shared_ptr<Gpu>> gpus;
    for (int ordinal = 0; ordinal < count; ++ordinal) {
        abi::DeviceOrdinal device = 0;
        auto info = describe(*driver, ordinal, device);
        if (!info)
            return tl::unexpected(info.error());
        gpus.push_back(std::make_shared<NativeGpu>(driver, device, *std::move(info)));
    }
    if (gpus.empty())
        return tl::unexpected(noGpuError());
    return gpus;
}

} // namespace jackdaw::cuda
