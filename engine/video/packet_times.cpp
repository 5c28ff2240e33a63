// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/packet_times.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jackdaw::video {
namespace {

/// More than this part of packets without a time, and their order is the decoder's business.
constexpr double kFewWithoutTime = 0.02;
/// A gap is a leap if it is longer than both: a camera that was still for a while is left as it was.
constexpr double kLeapSeconds = 10.0;
constexpr std::int64_t kLeapSteps = 10;
/// Time stamps that go back are a new beginning, unless they only tremble.
constexpr double kTrembleSeconds = 0.3;
constexpr std::int64_t kTrembleSteps = 4;

constexpr std::int64_t kUnknown = AV_NOPTS_VALUE;

std::int64_t inUnits(double seconds, AVRational timeBase)
{
    return timeBase.num > 0 ? std::llround(seconds * timeBase.den / timeBase.num) : 0;
}

/// What rises with the order: when a packet is to be decoded, else when it is shown.
std::int64_t clockOf(const FoundPacket& packet)
{
    return packet.dts != kUnknown ? packet.dts : packet.pts;
}

/// Far from both ends of what fits, so that sums of a few do not overflow.
bool isSane(std::int64_t time)
{
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 8;
    return time != kUnknown && time < kMost && time > -kMost;
}

std::int64_t medianOf(std::vector<std::int64_t> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::int64_t usualStep(const std::vector<FoundPacket>& packets)
{
    std::vector<std::int64_t> steps;
    std::int64_t before = kUnknown;
    for (const FoundPacket& packet : packets) {
        const std::int64_t clock = clockOf(packet);
        if (isSane(clock) && isSane(before) && clock > before)
            steps.push_back(clock - before);
        before = clock;
    }
    return std::max<std::int64_t>(1, medianOf(std::move(steps)));
}

std::int64_t usualDelay(const std::vector<FoundPacket>& packets)
{
    std::vector<std::int64_t> delays;
    for (const FoundPacket& packet : packets)
        if (isSane(packet.pts) && isSane(packet.dts))
            delays.push_back(packet.pts - packet.dts);
    return medianOf(std::move(delays));
}

/// Fills in what packets do not say, and finds the leaps.
class Reading {
public:
    Reading(const std::vector<FoundPacket>& packets, AVRational timeBase, PacketTimes& times) :
        m_packets(packets), m_times(times), m_delay(usualDelay(packets)),
        m_leap(std::max(inUnits(kLeapSeconds, timeBase), kLeapSteps * times.step)),
        m_tremble(std::max(inUnits(kTrembleSeconds, timeBase), kTrembleSteps * times.step))
    {
    }

    void run()
    {
        for (std::size_t order = 0; order < m_packets.size(); ++order) {
            const FoundPacket& packet = m_packets[order];
            const std::int64_t clock = isSane(clockOf(packet)) ? clockOf(packet) : m_clock + m_times.step;
            if (order > 0)
                noteLeap(order, clock - m_clock);
            m_clock = clock;
            m_times.shown.push_back(m_times.ranked ? shownTime(packet, clock) : clock);
            m_times.part.push_back(static_cast<std::int32_t>(m_times.leaps.size()));
        }
    }

private:
    void noteLeap(std::size_t order, std::int64_t by)
    {
        if (by > m_leap || by < -m_tremble)
            m_times.leaps.push_back({order, by});
    }
    std::int64_t shownTime(const FoundPacket& packet, std::int64_t clock) const
    {
        if (isSane(packet.pts))
            return packet.pts;
        return isSane(packet.dts) ? packet.dts + m_delay : clock;
    }

    const std::vector<FoundPacket>& m_packets;
    PacketTimes& m_times;
    std::int64_t m_delay;
    std::int64_t m_leap;
    std::int64_t m_tremble;
    std::int64_t m_clock = 0;
};

/// Lets every part begin where the one before it ends.
void joinParts(const std::vector<FoundPacket>& packets, PacketTimes& times)
{
    struct Range {
        std::int64_t first = std::numeric_limits<std::int64_t>::max();
        std::int64_t last = std::numeric_limits<std::int64_t>::min();
    };
    std::vector<Range> ranges(times.leaps.size() + 1);
    for (std::size_t order = 0; order < packets.size(); ++order) {
        Range& range = ranges[static_cast<std::size_t>(times.part[order])];
        if (packets[order].shown) {
            range.first = std::min(range.first, times.shown[order]);
            range.last = std::max(range.last, times.shown[order]);
        }
    }
    std::vector<std::int64_t> shift(ranges.size());
    std::int64_t next = kUnknown;
    for (std::size_t part = 0; part < ranges.size(); ++part) {
        if (ranges[part].first > ranges[part].last)
            continue;
        shift[part] = next == kUnknown ? -ranges[part].first : next - ranges[part].first;
        next = ranges[part].last + shift[part] + times.step;
    }
    for (std::size_t order = 0; order < packets.size(); ++order)
        times.shown[order] += shift[static_cast<std::size_t>(times.part[order])];
}

} // namespace

PacketTimes PacketTimes::of(const std::vector<FoundPacket>& packets, AVRational timeBase)
{
    PacketTimes times;
    std::size_t withoutPts = 0;
    std::size_t without = 0;
    for (const FoundPacket& packet : packets) {
        withoutPts += isSane(packet.pts) ? 0 : 1;
        without += isSane(clockOf(packet)) ? 0 : 1;
    }
    const double few = kFewWithoutTime * static_cast<double>(packets.size());
    times.ranked = static_cast<double>(withoutPts) <= few;
    times.timed = static_cast<double>(without) <= few;
    if (!times.timed) {
        times.shown.assign(packets.size(), 0);
        times.part.assign(packets.size(), 0);
        return times;
    }
    times.step = usualStep(packets);
    Reading(packets, timeBase, times).run();
    joinParts(packets, times);
    return times;
}

} // namespace jackdaw::video
