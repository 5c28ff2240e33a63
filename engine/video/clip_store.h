// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

struct AVPacket;
struct AVStream;

namespace jackdaw::video {

/// How much of a camera is kept.
struct ClipLimits {
    std::uint64_t bytes = 4'000'000'000; ///< oldest clips go beyond this
    std::chrono::seconds age = std::chrono::hours(72); ///< and beyond this
    std::chrono::seconds length{60}; ///< a clip ends at the first key picture after this, or after a quarter of bytes
};

/// A file of a run's clips.
struct ClipFile {
    std::filesystem::path file;
    Nanoseconds start{0}; ///< source time of its first picture
};

/// Keeps a live camera's packets as they come, without encoding them again, in files of about a minute each: Matroska,
/// which is readable up to where it was cut off. Each run has a folder of its own, named by when it began (UTC). A
/// file's name is the source time of its first picture in nanoseconds, so that the folder itself is the index.
class ClipStore {
public:
    /// \p folder is the camera's; limits are of all runs in it.
    ClipStore(std::filesystem::path folder, ClipLimits limits);
    ~ClipStore();
    ClipStore(const ClipStore&) = delete;
    ClipStore& operator=(const ClipStore&) = delete;

    /// Takes a packet, which has both time stamps, whose source time is \p shift after its own time stamp. Packets
    /// before the first key picture are left out. An Io error (the disk is full, the folder cannot be written) comes
    /// once; clips are tried again at a later key picture.
    Status write(const AVPacket& packet, const AVStream& stream, Nanoseconds shift);
    /// The stream broke: what follows belongs to another file.
    void endClip();
    /// True from an error until a packet is kept again.
    bool isStopped() const { return m_failed.has_value(); }
    /// Io where \p folder cannot be made, or clips cannot be written into it. Makes it.
    static Status check(const std::filesystem::path& folder);
    /// The run's folder.
    const std::filesystem::path& folder() const { return m_folder; }

private:
    struct Clip;
    Status begin(const AVPacket& packet, const AVStream& stream, Nanoseconds shift);
    bool isOver(Nanoseconds shift) const;
    Status append(const AVPacket& packet, const AVStream& stream);
    Status stopped(Status failure);
    void removeOld() const;

    std::filesystem::path m_camera; ///< folder of all its runs
    std::filesystem::path m_folder;
    ClipLimits m_limits;
    std::unique_ptr<Clip> m_clip;
    std::optional<std::chrono::steady_clock::time_point> m_failed;
};

/// True for a run's folder of clips.
bool holdsClips(const std::filesystem::path& folder);

/// The clip of a run's folder that the picture of \p sourceTime is in; nothing where none begins before it.
std::optional<ClipFile> clipAt(const std::filesystem::path& folder, Nanoseconds sourceTime);
/// The first clip that begins after \p start.
std::optional<ClipFile> clipAfter(const std::filesystem::path& folder, Nanoseconds start);

} // namespace jackdaw::video
