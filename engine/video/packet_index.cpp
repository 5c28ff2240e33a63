// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/packet_index.h"

#include "engine/video/demuxer.h"

#include <algorithm>
#include <utility>

namespace jackdaw::video {

Result<PacketIndex> PacketIndex::read(const std::string& path, std::shared_ptr<ReadWatch> watch)
{
    auto demuxer = Demuxer::open(path, std::move(watch));
    if (!demuxer)
        return tl::unexpected(demuxer.error());
    PacketIndex index;
    PacketHandle packet(av_packet_alloc());
    std::int64_t order = 0;
    while (demuxer->read(*packet) >= 0) {
        const bool shown = (packet->flags & AV_PKT_FLAG_DISCARD) == 0;
        index.m_count += shown ? 1 : 0;
        if (packet->pts == AV_NOPTS_VALUE)
            index.m_usable = false;
        else if (shown)
            index.m_timestamps.push_back(packet->pts);
        if ((packet->flags & AV_PKT_FLAG_KEY) != 0 && packet->pts != AV_NOPTS_VALUE)
            index.m_keys.push_back({order, packet->pts, packet->dts == AV_NOPTS_VALUE ? packet->pts : packet->dts});
        ++order;
        av_packet_unref(packet.get());
    }
    index.finish();
    return index;
}

void PacketIndex::finish()
{
    std::sort(m_timestamps.begin(), m_timestamps.end());
    if (std::adjacent_find(m_timestamps.begin(), m_timestamps.end()) != m_timestamps.end())
        m_usable = false;
    if (m_timestamps.empty())
        m_usable = false;
}

std::int64_t PacketIndex::indexAt(std::int64_t pts) const
{
    return std::lower_bound(m_timestamps.begin(), m_timestamps.end(), pts) - m_timestamps.begin();
}

std::optional<PacketIndex::KeyPacket> PacketIndex::keyPacketBefore(std::int64_t pts) const
{
    std::optional<KeyPacket> best;
    for (const KeyPacket& key : m_keys)
        if (key.pts <= pts && (!best || key.pts > best->pts))
            best = key;
    return best;
}

} // namespace jackdaw::video
