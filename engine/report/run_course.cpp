// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/run_course.h"

#include "engine/base/statistics.h"
#include "engine/report/report_format.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace jackdaw::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr Nanoseconds kHalf = std::chrono::milliseconds(500);
constexpr Nanoseconds kStretch = std::chrono::seconds(10);

using Shares = RunCourse::Shares;

/// Adds \p more, \p times over.
void add(Shares& sum, const Shares& more, double times)
{
    sum.requested.value += more.requested.value * times;
    sum.granted.value += more.granted.value * times;
}

Shares over(const Shares& sum, double seconds)
{
    return {sum.requested / seconds, sum.granted / seconds};
}

/// Gathers a course from the events of a session, in order.
class Gatherer {
public:
    void take(const Event& event)
    {
        leaseUntil(event.time);
        std::visit([this](const auto& value) { apply(value); }, event.body);
    }

    RunCourse finish()
    {
        for (std::size_t window = 0; window < m_course.windows.size(); ++window)
            for (std::size_t half = 0; half < m_course.windows[window].halves.size(); ++half)
                finish(m_course.windows[window].halves[half], m_raw[{window, half}]);
        return std::move(m_course);
    }

private:
    struct Job {
        JobKind kind = JobKind::Inference;
        DeviceId device;
        Shares lease;
    };
    /// What a half second is summed up from.
    struct Raw {
        std::vector<double> latencies; ///< milliseconds
        std::map<JobKind, Shares> shares; ///< device-seconds
        double seconds = 0.0; ///< of it that passed before its window, or the session, ended
    };
    /// Of one device, since its last one ended with a sample.
    struct Stretch {
        Nanoseconds from{0};
        std::map<JobKind, Shares> shares; ///< device-seconds
        std::map<JobKind, double> used; ///< device-seconds
    };

    template <class T>
    void apply(const T&)
    {
    }
    void apply(const CameraAdded& added) { m_course.cameras[added.camera] = added.name; }
    void apply(const WindowStarted& started)
    {
        m_course.windows.push_back({started.window, m_now, started.counted, {}});
        if (started.counted && !m_countedFrom)
            m_countedFrom = m_now;
    }
    void apply(const FrameIndexed& frame)
    {
        // Boxes that were moved to a frame and those that are found on it later are one frame's.
        auto& newest = m_newestFrames.try_emplace(frame.camera, Nanoseconds{-1}).first->second;
        if (frame.frameTime > newest)
            if (Raw* const raw = rawAt(frame.frameTime))
                raw->latencies.push_back(1e3 * toSeconds(m_now - frame.frameTime));
        newest = std::max(newest, frame.frameTime);
    }
    void apply(const FrameDropped& dropped)
    {
        if (rawAt(m_now))
            ++m_course.windows.back().halves.back().dropped[dropped.camera];
    }
    void apply(const JobStarted& job) { m_jobs[job.job] = {job.kind, job.device, {}}; }
    void apply(const JobMoved& job)
    {
        lease(job.job, {});
        m_jobs[job.job].device = job.device;
    }
    void apply(const LeaseGranted& granted) { lease(granted.job, {granted.requested, granted.granted}); }
    void apply(const JobFinished& job) { lease(job.job, {}); }
    void apply(const JobFailed& job) { lease(job.job, {}); }
    void apply(const JobInterrupted& job) { lease(job.job, {}); }
    void apply(const DeviceSample& sample)
    {
        Stretch& stretch = m_stretches[sample.device];
        for (const JobUse& use : sample.jobs)
            stretch.used[m_jobs[use.job].kind] += use.used.value * toSeconds(sample.interval);
        if (m_now - stretch.from < kStretch)
            return;
        if (m_countedFrom && stretch.from >= *m_countedFrom)
            endStretch(sample.device, stretch);
        stretch = {m_now, {}, {}};
    }

    /// From now on the job has these shares.
    void lease(JobId id, const Shares& shares)
    {
        Job& job = m_jobs[id];
        Shares& held = m_held[{job.device, job.kind}];
        add(held, job.lease, -1.0);
        job.lease = shares;
        add(held, job.lease, 1.0);
    }

    void endStretch(DeviceId device, const Stretch& stretch)
    {
        const double seconds = toSeconds(m_now - stretch.from);
        for (const auto& [kind, sums] : stretch.shares) {
            const auto used = stretch.used.find(kind);
            m_course.uses.push_back({device, kind, stretch.from, m_now, over(sums, seconds),
                                     Share{used == stretch.used.end() ? 0.0 : used->second / seconds}});
        }
    }

    /// The half second of \p time in the window that began last before it; null before the first one.
    Raw* rawAt(Nanoseconds time)
    {
        auto window = std::find_if(m_course.windows.rbegin(), m_course.windows.rend(),
                                   [time](const auto& each) { return each.start <= time; });
        if (window == m_course.windows.rend())
            return nullptr;
        const auto half = static_cast<std::size_t>((time - window->start) / kHalf);
        if (window->halves.size() <= half)
            window->halves.resize(half + 1);
        return &m_raw[{static_cast<std::size_t>(m_course.windows.rend() - window) - 1, half}];
    }

    /// Counts the leases that hold up to \p now, half second by half second.
    void leaseUntil(Nanoseconds now)
    {
        while (m_now < now) {
            const Nanoseconds start = m_course.windows.empty() ? m_now : m_course.windows.back().start;
            const Nanoseconds next = std::min(now, start + ((m_now - start) / kHalf + 1) * kHalf);
            const double seconds = toSeconds(next - m_now);
            Raw* const raw = rawAt(m_now);
            if (raw)
                raw->seconds += seconds;
            for (const auto& [held, shares] : m_held) {
                const auto& [device, kind] = held;
                if (raw)
                    add(raw->shares[kind], shares, seconds);
                add(m_stretches[device].shares[kind], shares, seconds);
            }
            m_now = next;
        }
    }

    static void finish(RunCourse::Half& half, Raw& raw)
    {
        half.inferred = static_cast<std::uint32_t>(raw.latencies.size());
        std::sort(raw.latencies.begin(), raw.latencies.end());
        if (!raw.latencies.empty()) {
            half.medianMilliseconds = quantile(raw.latencies, 0.5);
            half.p99Milliseconds = quantile(raw.latencies, 0.99);
            half.largestMilliseconds = raw.latencies.back();
        }
        for (const auto& [kind, sums] : raw.shares)
            half.shares[kind] = over(sums, raw.seconds);
    }

    Nanoseconds m_now{0};
    RunCourse m_course;
    std::map<std::pair<std::size_t, std::size_t>, Raw> m_raw; ///< by window and half second
    std::map<CameraId, Nanoseconds> m_newestFrames; ///< that had predictions, by when they were due
    std::map<JobId, Job> m_jobs;
    std::map<std::pair<DeviceId, JobKind>, Shares> m_held; ///< by their jobs now
    std::map<DeviceId, Stretch> m_stretches;
    std::optional<Nanoseconds> m_countedFrom; ///< where the first counted window began
};

Json sharesJson(const std::vector<RunCourse::Half>& halves)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < halves.size(); ++i)
        for (const auto& [kind, shares] : halves[i].shares) {
            Json& of = json[std::string(jobKindName(static_cast<std::size_t>(kind)))];
            for (const auto& [key, share] :
                 {std::pair{"requested", shares.requested}, std::pair{"granted", shares.granted}}) {
                Json& values = of[key];
                while (values.size() < i)
                    values.push_back(0.0);
                values.push_back(std::round(share.value * 1e4) / 1e4);
            }
        }
    return json;
}

double rounded(double value)
{
    return std::round(value * 1e3) / 1e3;
}

Json windowJson(const RunCourse::Window& window, const std::map<CameraId, std::string>& names)
{
    Json rows = Json::array();
    Json drops = Json::array();
    double at = 0.0;
    for (const RunCourse::Half& half : window.halves) {
        std::uint32_t dropped = 0;
        for (const auto& [camera, frames] : half.dropped) {
            const auto name = names.find(camera);
            drops.push_back({{"at", at}, {"camera", name == names.end() ? "" : name->second}, {"frames", frames}});
            dropped += frames;
        }
        rows.push_back(Json::array({at, half.inferred, dropped, rounded(half.medianMilliseconds),
                                    rounded(half.p99Milliseconds), rounded(half.largestMilliseconds)}));
        at += toSeconds(kHalf);
    }
    return {{"window", window.window.value},
            {"start", toSeconds(window.start)},
            {"counted", window.counted},
            {"columns", {"at", "inferred", "dropped", "median_ms", "p99_ms", "largest_ms"}},
            {"rows", std::move(rows)},
            {"drops", std::move(drops)},
            {"shares", sharesJson(window.halves)}};
}

} // namespace

RunCourse courseOf(const std::vector<Event>& events)
{
    Gatherer gatherer;
    for (const Event& event : events)
        gatherer.take(event);
    return gatherer.finish();
}

Result<RunCourse> makeCourse(session::SessionReader& reader)
{
    const auto events =
        reader.eventsOfKinds({"CameraAdded", "WindowStarted", "FrameIndexed", "FrameDropped", "JobStarted", "JobMoved",
                              "JobFinished", "JobFailed", "JobInterrupted", "LeaseGranted", "DeviceSample"});
    if (!events)
        return tl::unexpected(events.error());
    RunCourse course = courseOf(*events);
    course.name = reader.started().name;
    course.planner = reader.started().planner;
    return course;
}

std::string courseJson(const RunCourse& course)
{
    Json json{{"format", "jackdaw-course"}, {"version", 1},
              {"name", course.name},        {"planner", course.planner},
              {"cameras", Json::array()},   {"windows", Json::array()},
              {"uses", Json::array()}};
    for (const auto& [camera, name] : course.cameras)
        json["cameras"].push_back(name);
    for (const RunCourse::Window& window : course.windows)
        json["windows"].push_back(windowJson(window, course.cameras));
    for (const RunCourse::Use& use : course.uses)
        json["uses"].push_back({{"device", use.device.value},
                                {"kind", std::string(jobKindName(static_cast<std::size_t>(use.kind)))},
                                {"from", toSeconds(use.from)},
                                {"to", toSeconds(use.to)},
                                {"requested", rounded(use.shares.requested.value)},
                                {"granted", rounded(use.shares.granted.value)},
                                {"used", rounded(use.used.value)}});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace jackdaw::report
