// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/packet_index.h"

#include "engine/video/demuxer.h"
#include "engine/video/packet_times.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace jackdaw::video {
namespace {

constexpr AVRational kNanosecond{1, 1'000'000'000};
constexpr double kFallbackRate = 25.0;
/// A file's own word is taken where it differs from what was measured by no more.
constexpr double kSameRate = 0.005;

Nanoseconds toNanoseconds(std::int64_t units, AVRational timeBase)
{
    return Nanoseconds{av_rescale_q(units, timeBase, kNanosecond)};
}

FoundPacket describe(const AVPacket& packet, bool torn)
{
    return {packet.pts,
            packet.dts,
            packet.duration,
            packet.pos,
            packet.size,
            (packet.flags & AV_PKT_FLAG_KEY) != 0,
            (packet.flags & AV_PKT_FLAG_DISCARD) == 0,
            torn || (packet.flags & AV_PKT_FLAG_CORRUPT) != 0};
}

} // namespace

Result<PacketIndex> PacketIndex::read(const std::string& path, std::shared_ptr<ReadWatch> watch)
{
    auto demuxer = Demuxer::open(path, watch);
    if (!demuxer)
        return tl::unexpected(demuxer.error());
    PacketHandle packet(av_packet_alloc());
    std::vector<FoundPacket> packets;
    constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max();
    while (packets.size() < kMost && demuxer->read(*packet) >= 0) {
        packets.push_back(describe(*packet, demuxer->skippedData()));
        av_packet_unref(packet.get());
    }
    if (watch->stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Reading '" + path + "' was stopped.");
    PacketIndex index(packets, demuxer->stream().time_base, demuxer->nominalRate());
    index.m_cutOff = demuxer->cutOff();
    index.m_missing = demuxer->missingPackets();
    return index;
}

PacketIndex::PacketIndex(const std::vector<FoundPacket>& packets, AVRational timeBase, double nominalRate)
{
    const PacketTimes times = PacketTimes::of(packets, timeBase);
    m_ranked = times.ranked && times.timed;
    m_rate = nominalRate > 0.0 ? nominalRate : kFallbackRate;
    rankPackets(packets, times);
    if (times.timed) {
        timePictures(packets, times, timeBase);
        noteBreaks(times, timeBase);
        measure(packets, timeBase, nominalRate);
        noteHoles(packets);
    } else {
        countOn();
    }
    listKeys(packets);
}

/// Sorts the shown packets by part and time.
void PacketIndex::rankPackets(const std::vector<FoundPacket>& packets, const PacketTimes& times)
{
    for (std::size_t order = 0; order < packets.size(); ++order)
        if (packets[order].shown)
            m_earliest.push_back(static_cast<std::int32_t>(order));
    std::stable_sort(m_earliest.begin(), m_earliest.end(), [&](std::int32_t left, std::int32_t right) {
        const auto key = [&](std::int32_t order) {
            const auto at = static_cast<std::size_t>(order);
            return std::pair(times.part[at], times.shown[at]);
        };
        return key(left) < key(right);
    });
    m_ranks.assign(packets.size(), -1);
    for (std::size_t rank = 0; rank < m_earliest.size(); ++rank)
        m_ranks[static_cast<std::size_t>(m_earliest[rank])] = static_cast<std::int32_t>(rank);
    m_times.resize(m_earliest.size());
    for (std::size_t rank = m_earliest.size(); rank-- > 1;)
        m_earliest[rank - 1] = std::min(m_earliest[rank - 1], m_earliest[rank]);
}

void PacketIndex::timePictures(const std::vector<FoundPacket>& packets, const PacketTimes& times, AVRational timeBase)
{
    for (std::size_t order = 0; order < packets.size(); ++order)
        if (m_ranks[order] >= 0)
            m_times[static_cast<std::size_t>(m_ranks[order])] = toNanoseconds(times.shown[order], timeBase);
    for (std::size_t rank = 1; rank < m_times.size(); ++rank)
        m_times[rank] = std::max(m_times[rank], m_times[rank - 1] + Nanoseconds{1});
}

void PacketIndex::noteBreaks(const PacketTimes& times, AVRational timeBase)
{
    for (const PacketTimes::Leap& leap : times.leaps) {
        std::int64_t rank = count();
        for (std::size_t order = leap.order; order < m_ranks.size() && times.part[order] == times.part[leap.order];
             ++order)
            if (m_ranks[order] >= 0)
                rank = std::min<std::int64_t>(rank, m_ranks[order]);
        m_breaks.push_back({rank, toNanoseconds(leap.by, timeBase)});
    }
}

/// Where nothing says when pictures are shown.
void PacketIndex::countOn()
{
    for (std::size_t rank = 0; rank < m_times.size(); ++rank)
        m_times[rank] = fromSeconds(static_cast<double>(rank) / m_rate);
    m_length = fromSeconds(static_cast<double>(m_times.size()) / m_rate);
}

void PacketIndex::measure(const std::vector<FoundPacket>& packets, AVRational timeBase, double nominalRate)
{
    if (m_times.empty())
        return;
    std::int64_t lastDuration = 0;
    for (std::size_t order = 0; order < packets.size(); ++order)
        if (m_ranks[order] == count() - 1)
            lastDuration = packets[order].duration;
    const Nanoseconds span = m_times.back() - m_times.front();
    const Nanoseconds mean = count() > 1 ? span / (count() - 1) : fromSeconds(1.0 / m_rate);
    const Nanoseconds own = toNanoseconds(std::max<std::int64_t>(0, lastDuration), timeBase);
    m_length = m_times.back() + (own > Nanoseconds{0} && own < 4 * mean ? own : mean);
    const double measured = static_cast<double>(count()) / toSeconds(m_length);
    const bool known = nominalRate > 0.0 && std::abs(measured / nominalRate - 1.0) <= kSameRate;
    if (count() > 1 && !known && !keepsRate(nominalRate))
        m_rate = measured;
}

void PacketIndex::noteHoles(const std::vector<FoundPacket>& packets)
{
    constexpr double kGap = 1.9; ///< intervals between pictures, of which one is missing at least
    const auto isTorn = [](const FoundPacket& packet) { return packet.torn; };
    if (std::none_of(packets.begin(), packets.end(), isTorn) || !keepsRate(m_rate))
        return;
    // Packets lie in another order than their pictures: what is missing at one place leaves gaps around it.
    constexpr std::ptrdiff_t kReach = 16;
    std::vector<bool> isNear(m_times.size() + 1);
    for (std::ptrdiff_t order = 0; order < std::ssize(packets); ++order)
        for (std::ptrdiff_t at = order - kReach; packets[static_cast<std::size_t>(order)].torn && at <= order + kReach;
             ++at)
            if (const std::int64_t rank = rankOf(at); rank >= 0)
                isNear[static_cast<std::size_t>(rank)] = true;
    for (std::int64_t rank = 1; rank < count(); ++rank) {
        const double gap = toSeconds(timeOf(rank) - timeOf(rank - 1)) * m_rate;
        if (isNear[static_cast<std::size_t>(rank - 1)] && isNear[static_cast<std::size_t>(rank)] && gap >= kGap)
            m_holes.push_back({rank, std::llround(gap) - 1});
    }
}

/// True where nearly all pictures follow each other at that rate, though some may be missing.
bool PacketIndex::keepsRate(double rate) const
{
    constexpr double kNearly = 0.9;
    constexpr double kSameInterval = 0.1;
    std::size_t same = 0;
    for (std::size_t rank = 1; rank < m_times.size(); ++rank)
        same += std::abs(toSeconds(m_times[rank] - m_times[rank - 1]) * rate - 1.0) <= kSameInterval ? 1 : 0;
    return rate > 0.0 && static_cast<double>(same) >= kNearly * static_cast<double>(m_times.size() - 1);
}

void PacketIndex::listKeys(const std::vector<FoundPacket>& packets)
{
    for (std::size_t order = 0; order < packets.size(); ++order)
        if (packets[order].key && m_ranks[order] >= 0)
            m_keys.push_back({static_cast<std::int64_t>(order), m_ranks[order], packets[order]});
}

std::int64_t PacketIndex::rankOf(std::int64_t order) const
{
    return order >= 0 && order < packets() ? m_ranks[static_cast<std::size_t>(order)] : -1;
}

Nanoseconds PacketIndex::timeOf(std::int64_t rank) const
{
    if (rank < 0 || m_times.empty())
        return Nanoseconds{0};
    if (rank < count())
        return m_times[static_cast<std::size_t>(rank)];
    return m_length + (rank - count()) * fromSeconds(1.0 / m_rate);
}

std::int64_t PacketIndex::rankAt(Nanoseconds time) const
{
    return std::lower_bound(m_times.begin(), m_times.end(), time) - m_times.begin();
}

const PacketIndex::KeyPacket* PacketIndex::startFor(std::int64_t rank, std::size_t back) const
{
    if (!m_ranked || rank < 0 || rank >= count())
        return nullptr;
    const std::int32_t earliest = m_earliest[static_cast<std::size_t>(rank)];
    const auto after = std::upper_bound(m_keys.begin(), m_keys.end(), earliest,
                                        [](std::int32_t order, const KeyPacket& key) { return order < key.order; });
    for (auto key = after; key != m_keys.begin();) {
        --key;
        // Pictures before a key picture that come after it in the file may need earlier ones.
        if (key->rank <= rank && back-- == 0)
            return &*key;
    }
    return nullptr;
}

} // namespace jackdaw::video
