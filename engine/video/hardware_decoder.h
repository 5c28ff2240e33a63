// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"

#include <memory>
#include <string>

namespace jackdaw::video {

struct BufferDeleter {
    void operator()(AVBufferRef* buffer) const { av_buffer_unref(&buffer); }
};

/// A graphics card that decodes.
struct HardwareDecoder {
    const char* name = ""; ///< "VAAPI"
    AVPixelFormat format = AV_PIX_FMT_NONE; ///< of the pictures that lie in its memory
    std::unique_ptr<AVBufferRef, BufferDeleter> device;
};

/// What decodes such video on this machine, opened; Unsupported, with the reason, where the processor has to. CUDA's
/// decoder is taken where this process uses CUDA already, since its context takes some hundred megabytes of the GPU.
Result<HardwareDecoder> hardwareFor(const AVCodec& decoder, const AVCodecParameters& parameters);

/// Pictures of fewer lines are decoded faster than they would be moved between a card's memory and the machine's.
inline constexpr int kFewestHardwareLines = 720;

} // namespace jackdaw::video
