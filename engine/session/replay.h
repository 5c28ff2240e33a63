// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/playback_time.h"
#include "engine/api/session_source.h"
#include "engine/base/result.h"

#include <chrono>
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
    /// \p camera's source is not there (NotFound), is another one under its name, or was never kept (InvalidInput).
    /// Said once, before any request. Pictures are asked for all the same, by the name that was recorded: what is there
    /// under it must not be taken for the source.
    virtual void refuse(const CameraAdded& /*camera*/, const Error&) { }
    /// The picture last made ready for \p camera, once.
    virtual std::optional<VideoFrame> take(CameraId camera) = 0;
};

/// What paces a replay; the default is the machine's steady clock.
using WallTime = jackdaw::WallTime;

/// Plays a session file through the same interface as a live run. Starts paused at 0. Events are read by a thread of
/// its own, so that poll() never waits for the disk: a poll that finds events not read yet returns fewer than are due,
/// and the next one goes on. A session that another run writes is followed: its duration grows, capabilities() say so,
/// and ending() tells when it was closed or its writer is gone; it is opened before its first event, too. It is never
/// written to while that run has it. Where the file cannot be read any further, the last event is an Alert that says
/// so.
Result<std::unique_ptr<SessionSource>>
openReplay(const std::filesystem::path& file, std::shared_ptr<FrameProvider> frames = nullptr, WallTime wallTime = {});

} // namespace jackdaw::session
