// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/hardware_decoder.h"

#include "engine/video/video_abilities.h"

#include <dlfcn.h>

namespace jackdaw::video {
namespace {

constexpr const char* kDriver = "libcuda.so.1";
constexpr const char* kDecoder = "libnvcuvid.so.1";

class Library {
public:
    Library(const char* name, int flags) : m_handle(::dlopen(name, RTLD_LAZY | flags)) { }
    ~Library()
    {
        if (m_handle)
            ::dlclose(m_handle);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    bool isThere() const { return m_handle != nullptr; }
    template <class Function>
    Function function(const char* name) const
    {
        return m_handle ? reinterpret_cast<Function>(::dlsym(m_handle, name)) : nullptr;
    }

private:
    void* m_handle;
};

/// Why it would not work, before anything is opened; empty where it may.
std::string obstacle(AVHWDeviceType type)
{
    if (type != AV_HWDEVICE_TYPE_CUDA)
        return {};
    if (!Library(kDecoder, 0).isThere())
        return "NVIDIA's driver has no decoder here";
    return Library(kDriver, RTLD_NOLOAD).isThere() ? "" : "no device of this run is a GPU";
}

AVPixelFormat formatOf(const AVCodec& decoder, AVHWDeviceType type)
{
    for (int i = 0; const AVCodecHWConfig* config = avcodec_get_hw_config(&decoder, i); ++i)
        if (config->device_type == type && (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0)
            return config->pix_fmt;
    return AV_PIX_FMT_NONE;
}

struct Kind {
    const char* name;
    AVHWDeviceType type;
};
constexpr Kind kKinds[]{{"CUDA", AV_HWDEVICE_TYPE_CUDA}, {"VAAPI", AV_HWDEVICE_TYPE_VAAPI}};

/// The number of the first GPU that this process works on, whose primary context is in use; 0 where the driver does not
/// say.
int gpuInUse()
{
    const Library driver(kDriver, RTLD_NOLOAD);
    const auto getCount = driver.function<int (*)(int*)>("cuDeviceGetCount");
    const auto getDevice = driver.function<int (*)(int*, int)>("cuDeviceGet");
    const auto getState = driver.function<int (*)(int, unsigned*, int*)>("cuDevicePrimaryCtxGetState");
    int count = 0;
    if (!getCount || !getDevice || !getState || getCount(&count) != 0)
        return 0;
    for (int gpu = 0; gpu < count; ++gpu) {
        int device = 0;
        unsigned flags = 0;
        int isActive = 0;
        if (getDevice(&device, gpu) == 0 && getState(device, &flags, &isActive) == 0 && isActive != 0)
            return gpu;
    }
    return 0;
}

/// A device is opened once for all cameras. A GPU gets a context of its own: FFmpeg shares the process's only where
/// that was made with FFmpeg's flags, and its copies would be in the way of the lanes there.
Result<AVBufferRef*> openDevice(const Kind& kind)
{
    static std::mutex mutex;
    static std::array<std::unique_ptr<AVBufferRef, BufferDeleter>, std::size(kKinds)> opened;
    const std::lock_guard lock(mutex);
    auto& device = opened.at(static_cast<std::size_t>(&kind - kKinds));
    if (!device) {
        AVBufferRef* raw = nullptr;
        silenceFfmpeg();
        const std::string gpu = kind.type == AV_HWDEVICE_TYPE_CUDA ? std::to_string(gpuInUse()) : std::string();
        const char* const name = gpu.empty() ? nullptr : gpu.c_str();
        if (const int code = av_hwdevice_ctx_create(&raw, kind.type, name, nullptr, 0); code < 0)
            return fail(ErrorCode::Unsupported, "no graphics card answers", {}, ffmpegText(code));
        device.reset(raw);
    }
    return av_buffer_ref(device.get());
}

Result<HardwareDecoder> open(const Kind& kind, const AVCodec& decoder)
{
    const AVPixelFormat format = formatOf(decoder, kind.type);
    if (format == AV_PIX_FMT_NONE)
        return fail(ErrorCode::Unsupported,
                    std::string("FFmpeg has no such decoder for ") + avcodec_get_name(decoder.id));
    if (const std::string reason = obstacle(kind.type); !reason.empty())
        return fail(ErrorCode::Unsupported, reason);
    const auto device = openDevice(kind);
    if (!device)
        return tl::unexpected(device.error());
    HardwareDecoder made{kind.name, format, {}};
    made.device.reset(*device);
    return made;
}

} // namespace

Result<HardwareDecoder> hardwareFor(const AVCodec& decoder, const AVCodecParameters& parameters)
{
    if (parameters.height < kFewestHardwareLines)
        return fail(ErrorCode::Unsupported,
                    "pictures of fewer than " + std::to_string(kFewestHardwareLines)
                        + " lines are decoded faster by the processor");
    std::string reasons;
    for (const Kind& kind : kKinds) {
        auto opened = open(kind, decoder);
        if (opened)
            return opened;
        reasons += (reasons.empty() ? "" : "; ") + std::string(kind.name) + ": " + opened.error().message;
    }
    return fail(ErrorCode::Unsupported, reasons);
}

std::vector<VideoAbilities::Hardware> hardwareAbilities()
{
    std::vector<VideoAbilities::Hardware> found;
    const AVCodec* decoder = avcodec_find_decoder(AV_CODEC_ID_H264);
    for (const Kind& kind : kKinds) {
        VideoAbilities::Hardware hardware{kind.name, {}};
        if (!decoder || formatOf(*decoder, kind.type) == AV_PIX_FMT_NONE)
            hardware.missing = "FFmpeg was built without it";
        else if (kind.type == AV_HWDEVICE_TYPE_CUDA) // opening it would take memory of the GPU
            hardware.missing = Library(kDecoder, 0).isThere() && Library(kDriver, 0).isThere()
                ? ""
                : "NVIDIA's driver with its decoder (libnvcuvid) is not there";
        else if (const auto device = openDevice(kind); device)
            std::unique_ptr<AVBufferRef, BufferDeleter>(*device).reset();
        else
            hardware.missing = device.error().message;
        found.push_back(std::move(hardware));
    }
    return found;
}

} // namespace jackdaw::video
