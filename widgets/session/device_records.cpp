// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/device_records.h"

#include <algorithm>
#include <optional>

namespace jackdaw::widgets {
namespace {

/// Shares of \p steps that hold at \p time.
LeaseStep leaseAt(const std::vector<LeaseStep>& steps, Nanoseconds time)
{
    const auto after = std::upper_bound(steps.begin(), steps.end(), time,
                                        [](Nanoseconds t, const LeaseStep& step) { return t < step.time; });
    return after == steps.begin() ? LeaseStep{} : *std::prev(after);
}

/// \p stretch cut where the leases change, with the use of the whole laid where something was granted.
void appendCut(std::vector<ShareSample>& out, const ShareSample& stretch, const std::vector<LeaseStep>& steps)
{
    const std::size_t first = out.size();
    Nanoseconds from = stretch.start;
    double grantedTime = 0.0;
    const auto cut = [&](Nanoseconds to) {
        const LeaseStep held = leaseAt(steps, from);
        out.push_back({from, to, held.requested, held.granted, 0.0});
        grantedTime += held.granted * toSeconds(to - from);
        from = to;
    };
    const auto begin = std::upper_bound(steps.begin(), steps.end(), stretch.start,
                                        [](Nanoseconds t, const LeaseStep& step) { return t < step.time; });
    for (auto step = begin; step != steps.end() && step->time < stretch.end; ++step)
        if (step->time > from)
            cut(step->time);
    if (from < stretch.end)
        cut(stretch.end);
    const double usedTime = stretch.used * toSeconds(stretch.end - stretch.start);
    for (std::size_t i = first; i < out.size(); ++i)
        out[i].used = grantedTime > 0 ? out[i].granted * usedTime / grantedTime : stretch.used;
}

/// The job whose share an event changes.
std::optional<JobId> jobOf(const Event& event)
{
    if (const auto* lease = std::get_if<LeaseGranted>(&event.body))
        return lease->job;
    if (const auto* moved = std::get_if<JobMoved>(&event.body))
        return moved->job;
    if (const auto* finished = std::get_if<JobFinished>(&event.body))
        return finished->job;
    if (const auto* failed = std::get_if<JobFailed>(&event.body))
        return failed->job;
    if (const auto* interrupted = std::get_if<JobInterrupted>(&event.body))
        return interrupted->job;
    return std::nullopt;
}

/// What the jobs of a lane hold that run now: there may be several, a camera's student and what moves its boxes.
void addRunning(LeaseStep& sum, const SessionState& state, DeviceId device, CameraId camera, JobKind kind)
{
    for (const JobId id : state.running) {
        const auto job = state.jobs.find(id);
        if (job == state.jobs.end() || job->second.info.device != device || job->second.info.camera != camera
            || job->second.info.kind != kind)
            continue;
        sum.requested += job->second.requested.value;
        sum.granted += job->second.granted.value;
    }
}

/// The lane's samples in a range; those of several jobs over one stretch are added up.
std::vector<ShareSample> samplesIn(const Lane& lane, TimeRange range)
{
    std::vector<ShareSample> samples;
    std::size_t i = sampleAt(lane.samples, range.start);
    if (i == lane.samples.size())
        i = 0;
    while (i > 0 && lane.samples[i - 1].start == lane.samples[i].start)
        --i;
    for (; i < lane.samples.size() && lane.samples[i].start < range.end; ++i) {
        const ShareSample& sample = lane.samples[i];
        if (samples.empty() || samples.back().start != sample.start || samples.back().end != sample.end) {
            samples.push_back(sample);
            continue;
        }
        samples.back().requested += sample.requested;
        samples.back().granted += sample.granted;
        samples.back().used += sample.used;
    }
    return samples;
}

} // namespace

void DeviceRecords::take(const Event& event, const SessionState& state)
{
    extend(event, state);
    const auto job = jobOf(event);
    const auto before = job ? m_lanes.find(*job) : m_lanes.end();
    const std::optional<LaneKey> left = before != m_lanes.end() ? std::optional(before->second) : std::nullopt;
    follow(event);
    const auto noteSum = [&](const LaneKey& lane) {
        LeaseStep sum{event.time, event.sequence, 0.0, 0.0};
        addRunning(sum, state, lane.device, lane.camera, lane.kind);
        note(lane, sum);
    };
    if (left)
        noteSum(*left);
    if (left && m_lanes[*job] != *left)
        noteSum(m_lanes[*job]);
    if (const auto* costs = std::get_if<CostMeasured>(&event.body)) {
        m_costs[costs->window] = costs->lines;
        ++m_revision;
    }
}

/// Puts the event into the stretch that it goes on with, or begins another one.
void DeviceRecords::extend(const Event& event, const SessionState& state)
{
    const auto isIn = [&](const Stretch& stretch) {
        return event.sequence >= stretch.first && event.sequence <= stretch.last + 1;
    };
    if (m_current >= m_seen.size() || !isIn(m_seen[m_current])) {
        const auto found = std::find_if(m_seen.begin(), m_seen.end(), isIn);
        m_current = static_cast<std::size_t>(found - m_seen.begin());
        if (found == m_seen.end())
            begin(event, state);
    }
    Stretch& stretch = m_seen[m_current];
    stretch.last = std::max(stretch.last, event.sequence);
    stretch.time.end = std::max(stretch.time.end, event.time);
}

/// After a jump the state says which leases hold, and that no others do.
void DeviceRecords::begin(const Event& event, const SessionState& state)
{
    m_seen.push_back({event.sequence, event.sequence, {event.time, event.time}});
    if (event.sequence == 0)
        m_seen.back().time.start = Nanoseconds{0};
    for (const JobId id : state.running)
        if (const auto job = state.jobs.find(id); job != state.jobs.end()) {
            const JobStarted& info = job->second.info;
            m_lanes[id] = {info.device, info.camera, info.kind};
        }
    for (const Lane& lane : state.lanes) {
        LeaseStep sum{event.time, event.sequence, 0.0, 0.0};
        addRunning(sum, state, lane.device, lane.camera, lane.kind);
        note({lane.device, lane.camera, lane.kind}, sum);
    }
}

void DeviceRecords::note(const LaneKey& lane, LeaseStep step)
{
    if (m_steps >= kLeaseCapacity)
        return;
    Steps& steps = m_leases[lane];
    const auto place = std::lower_bound(steps.begin(), steps.end(), step,
                                        [](const LeaseStep& a, const LeaseStep& b) { return a.sequence < b.sequence; });
    if (place != steps.end() && place->sequence == step.sequence)
        return;
    steps.insert(place, step);
    ++m_steps;
    ++m_revision;
}

/// Where jobs run.
void DeviceRecords::follow(const Event& event)
{
    if (const auto* started = std::get_if<JobStarted>(&event.body))
        m_lanes[started->job] = {started->device, started->camera, started->kind};
    else if (const auto* moved = std::get_if<JobMoved>(&event.body); moved && m_lanes.contains(moved->job))
        m_lanes[moved->job].device = moved->device;
}

bool DeviceRecords::covers(TimeRange range) const
{
    return std::any_of(m_seen.begin(), m_seen.end(), [&](const Stretch& stretch) {
        return stretch.time.start <= range.start && stretch.time.end >= range.end;
    });
}

std::vector<ShareSample> DeviceRecords::shares(const Lane& lane, TimeRange range, Nanoseconds now) const
{
    std::vector<ShareSample> out;
    const auto found = m_leases.find({lane.device, lane.camera, lane.kind});
    Nanoseconds end = range.start;
    for (const ShareSample& sample : samplesIn(lane, range)) {
        end = sample.end;
        if (found != m_leases.end() && covers({sample.start, sample.end}))
            appendCut(out, sample, found->second);
        else
            out.push_back(sample);
    }
    // What no sample tells of yet: the lease is known to the instant.
    const Nanoseconds last = lane.samples.empty() ? Nanoseconds{0} : lane.samples.back().end;
    const Nanoseconds until = std::min(now, range.end);
    if (found != m_leases.end() && end >= last && until > std::max(last, range.start) && covers({last, until}))
        appendCut(out, {std::max(last, range.start), until, 0.0, 0.0, 0.0}, found->second);
    return out;
}

std::vector<CostMeasured::Line> DeviceRecords::costs() const
{
    std::map<std::string, CostMeasured::Line> sums;
    for (const auto& [window, lines] : m_costs)
        for (const CostMeasured::Line& line : lines) {
            CostMeasured::Line& sum = sums[line.shape];
            sum.shape = line.shape;
            sum.batches += line.batches;
            sum.chargedSeconds += line.chargedSeconds;
            sum.measuredSeconds += line.measuredSeconds;
        }
    std::vector<CostMeasured::Line> all;
    for (auto& [shape, sum] : sums)
        all.push_back(std::move(sum));
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.chargedSeconds > b.chargedSeconds; });
    return all;
}

void DeviceRecords::clear()
{
    *this = DeviceRecords();
}

} // namespace jackdaw::widgets
