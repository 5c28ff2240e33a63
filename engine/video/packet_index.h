// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/video/ffmpeg_handles.h"
#include "engine/video/read_watch.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// One packet of a video as it is found in a file.
struct FoundPacket {
    std::int64_t pts = AV_NOPTS_VALUE;
    std::int64_t dts = AV_NOPTS_VALUE;
    std::int64_t duration = 0;
    std::int64_t position = -1; ///< byte in the file
    int size = 0;
    bool key = false;
    bool shown = true; ///< false: an edit list leaves it out
    bool torn = false; ///< data is missing in it or before it
};

struct PacketTimes;

/// A place where the time stamps leap.
struct TimeBreak {
    std::int64_t rank = 0; ///< of the first picture after it
    Nanoseconds leap{0}; ///< how far the time stamps went, ahead or back
};

/// A place where data is missing, and with it whole pictures.
struct MissingPictures {
    std::int64_t rank = 0; ///< of the first picture after them
    std::int64_t count = 0; ///< by the time that is missing
};

/// Where the pictures of a file lie in its packets and in time: what rates, lengths and exact seeks rest on. It comes
/// of the packets alone, not of what the file says about itself. A picture's *rank* is its place in the order in which
/// pictures are shown, its *order* that of its packet in the file.
class PacketIndex {
public:
    /// Reads \p path from its beginning to its end without decoding.
    static Result<PacketIndex> read(const std::string& path, std::shared_ptr<ReadWatch> watch);

    /// As above, of packets in the order of their file. \p nominalRate is what the file says of itself.
    PacketIndex(const std::vector<FoundPacket>& packets, AVRational timeBase, double nominalRate);

    struct KeyPacket {
        std::int64_t order = 0;
        std::int64_t rank = 0;
        FoundPacket found;
    };

    /// False where time stamps do not tell the order of pictures: the n-th picture that comes out has rank n.
    bool isRanked() const { return m_ranked; }
    std::int64_t packets() const { return static_cast<std::int64_t>(m_ranks.size()); }
    /// Pictures that the file shows.
    std::int64_t count() const { return static_cast<std::int64_t>(m_times.size()); }
    /// Rank of the picture in a packet; -1 where it is not shown.
    std::int64_t rankOf(std::int64_t order) const;
    /// From the first picture on, without leaps.
    Nanoseconds timeOf(std::int64_t rank) const;
    /// Rank of the first picture at or after \p time.
    std::int64_t rankAt(Nanoseconds time) const;
    /// Where decoding must start so that the picture \p rank comes out whole: the \p back-th key packet before it.
    const KeyPacket* startFor(std::int64_t rank, std::size_t back) const;

    /// Pictures per second; exactly the file's own word where that is right.
    double rate() const { return m_rate; }
    /// Time of the last picture plus its duration.
    Nanoseconds length() const { return m_length; }
    const std::vector<TimeBreak>& breaks() const { return m_breaks; }
    /// Where whole packets are gone; only where the file keeps one rate, since a pause would look the same.
    const std::vector<MissingPictures>& holes() const { return m_holes; }

    /// How a file ended that should have gone on, as one clause; nothing where it ended as it should.
    const std::optional<std::string>& cutOff() const { return m_cutOff; }
    /// Pictures that its header promises beyond its end; 0: not known.
    std::int64_t missing() const { return m_missing; }

private:
    void rankPackets(const std::vector<FoundPacket>& packets, const PacketTimes& times);
    void timePictures(const std::vector<FoundPacket>& packets, const PacketTimes& times, AVRational timeBase);
    void noteBreaks(const PacketTimes& times, AVRational timeBase);
    void measure(const std::vector<FoundPacket>& packets, AVRational timeBase, double nominalRate);
    void noteHoles(const std::vector<FoundPacket>& packets);
    void countOn();
    bool keepsRate(double rate) const;
    void listKeys(const std::vector<FoundPacket>& packets);

    bool m_ranked = true;
    std::vector<std::int32_t> m_ranks; ///< by order
    std::vector<Nanoseconds> m_times; ///< by rank
    std::vector<std::int32_t> m_earliest; ///< by rank: least order of this picture and all that follow
    std::vector<KeyPacket> m_keys; ///< by order
    std::vector<TimeBreak> m_breaks;
    std::vector<MissingPictures> m_holes;
    double m_rate = 0.0;
    Nanoseconds m_length{0};
    std::optional<std::string> m_cutOff;
    std::int64_t m_missing = 0;
};

} // namespace jackdaw::video
