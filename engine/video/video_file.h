// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/damage_book.h"
#include "engine/video/demuxer.h"
#include "engine/video/packet_decoder.h"
#include "engine/video/packet_index.h"
#include "engine/video/picture_maker.h"
#include "engine/video/picture_source.h"
#include "engine/video/picture_watch.h"
#include "engine/video/stream_clock.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// Pictures of a video file. A regular file is read through once beforehand, without decoding: a picture's index and
/// time are then the same whether it was reached by playing or by a seek, whatever is damaged before it. Pictures that
/// are lost leave a gap in both.
class VideoFile final : public PictureSource {
public:
    static Result<std::unique_ptr<PictureSource>> open(const std::string& path, SharedWatch watch);

    const VideoReader::Info& info() const override { return m_info; }
    Result<std::optional<VideoFrame>> next() override;
    Status seek(Nanoseconds sourceTime) override;
    const PicturePool& pool() const override { return m_maker.pool(); }
    Result<Nanoseconds> length() override;
    std::vector<VideoFault> takeFaults() override;
    void watchPictures() override { m_pictureWatch.emplace(); }
    std::optional<Nanoseconds> timeBefore(const VideoFrame& frame) const override;

private:
    VideoFile(std::string path, SharedWatch watch, Demuxer demuxer, PacketDecoder decoder);

    /// A packet that the decoder complained of, whose picture has not come out yet.
    struct Complained {
        std::int64_t order = 0;
        std::string why;
    };

    Status start();
    void describe();
    Status checkRepeatable() const;
    Status reopen();
    Status rewind();
    Status jumpTo(const PacketIndex::KeyPacket& key);
    Status seekRank(std::int64_t rank);
    Result<bool> reach(std::int64_t rank, const PacketIndex::KeyPacket* key);
    Status skipBefore(Nanoseconds sourceTime);

    Result<bool> decode();
    Status feed();
    void send();
    bool isAtBreak(std::int64_t order) const;
    bool place();
    std::int64_t rankOfPicture(Nanoseconds& time);
    void judge(std::int64_t order, Nanoseconds time);
    void noteDamage(std::int64_t order);
    void noteLost(std::int64_t order, std::string why);
    std::optional<std::string> takeComplaint(std::int64_t order);
    Result<VideoFrame> take();
    void finish();

    void sayBreaks(std::int64_t rank);
    void noteHoles(std::int64_t rank);
    void noteSwallowed(std::int64_t rank);
    void sayLeap(Nanoseconds leap, Nanoseconds time);
    void sayCutOff(const std::string& how);
    void say(VideoFaultKind kind, Nanoseconds time, std::string message, std::uint32_t count = 1);

    bool isRanked() const { return m_index && m_index->isRanked(); }
    Nanoseconds interval() const { return fromSeconds(1.0 / m_info.framesPerSecond); }

    std::string m_path;
    SharedWatch m_watch;
    Demuxer m_demuxer;
    PacketDecoder m_decoder;
    PictureMaker m_maker;
    std::optional<PacketIndex> m_index; ///< not of a pipe
    std::optional<StreamClock> m_clock; ///< of a pipe
    std::optional<PictureWatch> m_pictureWatch;
    DamageBook m_damage;
    std::vector<VideoFault> m_faults;
    std::deque<Complained> m_complained;
    std::int64_t m_firstDamage = -1; ///< order of the first damaged packet since the last seek
    VideoReader::Info m_info;

    PacketHandle m_packet;
    bool m_packetWaits = false; ///< m_packet is the next one for the decoder
    std::int64_t m_order = 0; ///< of the packet that is read next
    bool m_drained = false; ///< the decoder knows that no packet follows
    std::size_t m_faultsAtEnd = 0; ///< of the decoder since then
    bool m_finished = false; ///< nothing follows

    FrameHandle m_picture; ///< decoded, not yet given out, if m_pending
    bool m_pending = false;
    std::int64_t m_rank = -1; ///< of the latest picture; earlier ones are not given out
    Nanoseconds m_time{0}; ///< its time
    std::int64_t m_shownRank = -1; ///< of the latest picture since the last seek; -1: none
    std::vector<std::int64_t> m_lost; ///< ranks after it that were said to be lost
    bool m_givesEach = true; ///< a picture comes of each packet
    std::int64_t m_firstRank = 0; ///< of the first picture that can be decoded, which has index 0
    Nanoseconds m_origin{0}; ///< its time in the index
};

} // namespace jackdaw::video
