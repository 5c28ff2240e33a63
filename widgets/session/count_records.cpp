// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/count_records.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

using Samples = std::vector<CountRecords::Sample>;

/// Both ways together, a number for each class.
std::vector<std::uint32_t> bothWays(const CameraCounts::Line& line)
{
    std::vector<std::uint32_t> sum(std::max(line.forward.size(), line.backward.size()), 0);
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] = (i < line.forward.size() ? line.forward[i] : 0) + (i < line.backward.size() ? line.backward[i] : 0);
    return sum;
}

double countOf(const CountRecords::Sample& sample, std::size_t classIndex)
{
    return classIndex < sample.counts.size() ? sample.counts[classIndex] : 0.0;
}

Samples::const_iterator firstAfter(const Samples& samples, Nanoseconds time)
{
    return std::upper_bound(samples.begin(), samples.end(), time,
                            [](Nanoseconds t, const CountRecords::Sample& sample) { return t < sample.time; });
}

/// Crossings up to \p time.
double crossingsAt(const Samples& samples, std::size_t classIndex, Nanoseconds time)
{
    const auto after = firstAfter(samples, time);
    const double before = after == samples.begin() ? 0.0 : countOf(*std::prev(after), classIndex);
    if (after == samples.end() || !after->afterJump)
        return before;
    const Nanoseconds from = after == samples.begin() ? Nanoseconds{0} : std::prev(after)->time;
    const double part = toSeconds(time - from) / std::max(1e-9, toSeconds(after->time - from));
    return before + part * (countOf(*after, classIndex) - before);
}

Nanoseconds borderOf(TimeRange range, std::size_t part, std::size_t parts)
{
    return range.start
        + fromSeconds(toSeconds(range.length()) * static_cast<double>(part) / static_cast<double>(parts));
}

/// Counts that hold what either of two samples had; of sums those of the later one.
void takeMost(std::vector<std::uint32_t>& counts, const std::vector<std::uint32_t>& others)
{
    counts.resize(std::max(counts.size(), others.size()), 0);
    std::transform(others.begin(), others.end(), counts.begin(), counts.begin(),
                   [](std::uint32_t a, std::uint32_t b) { return std::max(a, b); });
}

/// Every second sample stays, the newest among them, which stays as it is: sums and what was seen at most stay right.
void thin(Samples& samples)
{
    Samples kept;
    for (std::size_t i = (samples.size() + 1) % 2; i < samples.size(); i += 2) {
        samples[i].afterJump = true;
        if (i > 0 && i + 1 < samples.size())
            takeMost(samples[i].counts, samples[i - 1].counts);
        kept.push_back(std::move(samples[i]));
    }
    samples = std::move(kept);
}

} // namespace

void CountRecords::take(const Event& event, const SessionState& state)
{
    const bool isNext = m_newest ? event.sequence == *m_newest + 1 : event.sequence == 0;
    m_newest = event.sequence;
    if (!isNext)
        noteAll(event, state);
    if (const auto* crossing = std::get_if<CrossingCounted>(&event.body)) {
        const CameraState* camera = findCamera(state, crossing->camera);
        if (camera && crossing->line < camera->counts.lines.size())
            note({crossing->camera, false, crossing->line},
                 {event.time, event.sequence, bothWays(camera->counts.lines[crossing->line])});
    } else if (const auto* zone = std::get_if<ZoneCounted>(&event.body)) {
        note({zone->camera, true, zone->zone}, {event.time, event.sequence, zone->objects});
    }
}

/// After a jump: where all counts stand, so that what went before is known by its sum.
void CountRecords::noteAll(const Event& event, const SessionState& state)
{
    for (const CameraState& camera : state.cameras) {
        for (std::uint32_t i = 0; i < camera.counts.lines.size(); ++i)
            note({camera.info.camera, false, i}, {event.time, event.sequence, bothWays(camera.counts.lines[i]), true});
        for (std::uint32_t i = 0; i < camera.counts.zones.size(); ++i)
            note({camera.info.camera, true, i}, {event.time, event.sequence, camera.counts.zones[i], true});
    }
}

void CountRecords::note(const CountPlace& place, Sample sample)
{
    Samples& samples = m_samples[place];
    const auto position =
        std::lower_bound(samples.begin(), samples.end(), sample.sequence,
                         [](const Sample& known, std::uint64_t sequence) { return known.sequence < sequence; });
    if (position != samples.end() && position->sequence == sample.sequence) {
        position->afterJump = position->afterJump && sample.afterJump;
        return;
    }
    ++m_revision;
    samples.insert(position, std::move(sample));
    if (samples.size() > kSeriesCapacity)
        thin(samples);
}

void CountRecords::clear()
{
    m_samples.clear();
    m_newest.reset();
    ++m_revision;
}

const std::vector<CountRecords::Sample>& CountRecords::of(const CountPlace& place) const
{
    static const Samples kNone;
    const auto found = m_samples.find(place);
    return found == m_samples.end() ? kNone : found->second;
}

std::vector<double> crossingsPerMinute(const Samples& samples, std::size_t classIndex, TimeRange range,
                                       std::size_t parts)
{
    std::vector<double> rates;
    const double minutes = toSeconds(range.length()) / static_cast<double>(parts) / 60.0;
    double before = crossingsAt(samples, classIndex, range.start);
    for (std::size_t i = 0; i < parts; ++i) {
        const double now = crossingsAt(samples, classIndex, borderOf(range, i + 1, parts));
        rates.push_back((now - before) / std::max(1e-9, minutes));
        before = now;
    }
    return rates;
}

std::vector<double> mostInZone(const Samples& samples, std::size_t classIndex, TimeRange range, std::size_t parts)
{
    std::vector<double> most;
    for (std::size_t i = 0; i < parts; ++i) {
        auto sample = firstAfter(samples, borderOf(range, i, parts));
        double largest = sample == samples.begin() ? 0.0 : countOf(*std::prev(sample), classIndex);
        for (; sample != samples.end() && sample->time < borderOf(range, i + 1, parts); ++sample)
            largest = std::max(largest, countOf(*sample, classIndex));
        most.push_back(largest);
    }
    return most;
}

} // namespace jackdaw::widgets
