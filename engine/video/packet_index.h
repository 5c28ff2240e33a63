// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/read_watch.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// Time stamps of all pictures of a file, from its packets alone: what an exact seek needs.
class PacketIndex {
public:
    /// Reads \p path from its beginning to its end without decoding.
    static Result<PacketIndex> read(const std::string& path, std::shared_ptr<ReadWatch> watch);

    struct KeyPacket {
        std::int64_t order = 0; ///< packets of the stream before this one
        std::int64_t pts = 0;
        std::int64_t dts = 0;
    };

    /// False where a packet has no time stamp, or two have the same one.
    bool isUsable() const { return m_usable; }
    /// In order of time, in the stream's time base.
    const std::vector<std::int64_t>& timestamps() const { return m_timestamps; }
    /// Pictures that the file shows.
    std::int64_t count() const { return m_count; }
    /// Position of the first picture at or after \p pts.
    std::int64_t indexAt(std::int64_t pts) const;
    /// Where decoding must start so that the picture at \p pts comes out whole.
    std::optional<KeyPacket> keyPacketBefore(std::int64_t pts) const;

private:
    void finish();

    std::vector<std::int64_t> m_timestamps;
    std::vector<KeyPacket> m_keys;
    std::int64_t m_count = 0;
    bool m_usable = true;
};

} // namespace jackdaw::video
