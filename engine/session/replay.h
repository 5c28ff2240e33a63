// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/session_source.h"
#include "engine/base/result.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace jackdaw::session {

/// Opens pictures of a recorded camera: (source path, index in the source) → picture. Kept apart so that this room does
/// not know FFmpeg; the program passes video's reader in.
class FrameProvider {
public:
    virtual ~FrameProvider() = default;
    /// Asks for a picture; never blocks. The newest request of a camera wins.
    virtual void request(CameraId camera, const std::string& source, std::int64_t frame, Nanoseconds sourceTime) = 0;
    /// The picture last made ready for \p camera, once.
    virtual std::optional<VideoFrame> take(CameraId camera) = 0;
};

/// Plays a session file through the same interface as a live run. Starts paused at 0.
Result<std::unique_ptr<SessionSource>> openReplay(const std::filesystem::path& file,
                                                  std::shared_ptr<FrameProvider> frames = nullptr);

} // namespace jackdaw::session
