// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report.h"

#include "engine/base/statistics.h"
#include "engine/report/report_format.h"

#include <algorithm>
#include <map>

namespace jackdaw::report {
namespace {

/// A running mean; none of nothing.
struct Mean {
    double sum = 0.0;
    double count = 0.0;

    void add(const std::optional<Accuracy>& accuracy)
    {
        sum += accuracy ? accuracy->value : 0.0;
        count += accuracy ? 1.0 : 0.0;
    }
    std::optional<Accuracy> value() const { return count > 0.0 ? std::optional(Accuracy{sum / count}) : std::nullopt; }
};

std::optional<Accuracy> valueOf(const std::optional<MeasuredAccuracy>& accuracy)
{
    return accuracy ? std::optional(accuracy->value) : std::nullopt;
}

void add(std::optional<Coverage>& sum, const std::optional<Coverage>& more)
{
    if (!more)
        return;
    sum = sum.value_or(Coverage{});
    sum->objects += more->objects;
    sum->covered += more->covered;
}

Report::Tally tallyOf(const Report::Camera& camera)
{
    Report::Tally tally;
    for (const Report::Window& window : camera.windows) {
        const MeasuredAccuracy* accuracy = accuracyOf(window);
        ++tally.windows;
        tally.withAccuracy += accuracy ? 1 : 0;
        tally.atTarget += accuracy && accuracy->value >= camera.target ? 1 : 0;
        tally.unfinished += window.finished ? 0 : 1;
        tally.empty.frames += window.values.empty.frames;
        tally.empty.falseAlarms += window.values.empty.falseAlarms;
        add(tally.coverage, window.values.coverage);
    }
    return tally;
}

std::optional<Accuracy> meanOf(const Report::Camera& camera)
{
    Mean mean;
    for (const Report::Window& window : camera.windows)
        if (const MeasuredAccuracy* accuracy = accuracyOf(window))
            mean.add(accuracy->value);
    return mean.value();
}

std::optional<Accuracy> worstOf(const std::vector<Report::Camera>& cameras)
{
    std::optional<Accuracy> worst;
    for (const Report::Camera& camera : cameras)
        if (camera.mean && (!worst || *camera.mean < *worst))
            worst = camera.mean;
    return worst;
}

/// Over all cameras and windows; cameras of one window are drawn together.
std::optional<MeasuredAccuracy> meanOf(const Report& report)
{
    MeasuredAccuracy mean;
    Mean balanced;
    Mean ap50;
    std::map<std::uint32_t, std::vector<double>> byWindow;
    for (const Report::Camera& camera : report.cameras)
        for (const Report::Window& window : camera.windows)
            if (const MeasuredAccuracy* accuracy = accuracyOf(window)) {
                balanced.add(accuracy->balanced);
                ap50.add(accuracy->ap50);
                mean.count += accuracy->count;
                mean.frames += accuracy->frames;
                byWindow[window.window].push_back(accuracy->value.value);
            }
    std::vector<std::vector<double>> blocks;
    for (auto& entry : byWindow)
        blocks.push_back(std::move(entry.second));
    const auto drawn = blockBootstrap(blocks, report.seed);
    if (!drawn)
        return std::nullopt;
    mean.value = Accuracy{drawn->mean};
    mean.interval = drawn->interval;
    mean.balanced = *balanced.value();
    mean.ap50 = ap50.value();
    return mean;
}

void addMeans(Report& report)
{
    Mean golden;
    Mean student;
    for (Report::Camera& camera : report.cameras) {
        camera.mean = meanOf(camera);
        camera.tally = tallyOf(camera);
        add(report.tally, camera.tally);
        for (const Report::Window& window : camera.windows) {
            report.deviceSeconds += deviceSeconds(window.values);
            golden.add(valueOf(window.values.goldenHuman));
            student.add(valueOf(window.values.studentHuman));
        }
    }
    report.mean = meanOf(report);
    report.worstCamera = worstOf(report.cameras);
    report.goldenHuman = golden.value();
    report.studentHuman = student.value();
}

/// Sums of equal reasons, the longest first.
std::vector<DeviceIdle::Reason> summed(const std::vector<DeviceIdle::Reason>& reasons)
{
    std::map<std::string, double> sums;
    for (const DeviceIdle::Reason& reason : reasons)
        sums[reason.reason] += reason.seconds;
    std::vector<DeviceIdle::Reason> sorted;
    for (const auto& [reason, seconds] : sums)
        sorted.push_back({reason, seconds});
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.seconds > b.seconds; });
    return sorted;
}

/// Gathers a report from the events of a session, in order.
class Gatherer {
public:
    void take(const Event& event)
    {
        m_now = event.time;
        m_counts.take(event);
        std::visit([this](const auto& value) { apply(value); }, event.body);
    }

    Report finish(const SessionStarted& started)
    {
        Report report;
        report.name = started.name;
        report.classes = started.classes;
        report.planner = started.planner;
        report.seed = started.seed;
        addWindows(report);
        addIdle(report, started.devices);
        addFrames(report);
        addUses(report);
        auto counts = m_counts.finish(started.classes.size());
        for (auto& entry : m_cameras) {
            report.cameras.push_back(std::move(entry.second));
            report.cameras.back().counts = std::move(counts[entry.first]);
        }
        addMeans(report);
        for (auto& entry : m_costs)
            report.costs.push_back(std::move(entry.second));
        report.warnings = std::move(m_warnings);
        return report;
    }

private:
    struct Window {
        Nanoseconds start{0};
        Nanoseconds length{0};
        bool counted = true;
        std::optional<std::map<CameraId, CameraWindow>> closed;
    };

    template <class T>
    void apply(const T&)
    {
    }
    void apply(const CameraAdded& added)
    {
        Report::Camera& camera = m_cameras[added.camera];
        camera.camera = added.camera;
        camera.name = added.name;
        camera.target = added.target;
    }
    void apply(const Alert& alert)
    {
        if (alert.severity != Severity::Info)
            m_warnings.push_back({m_now, alert});
    }
    void apply(const CameraLost& lost)
    {
        m_cameras[lost.camera].outages.push_back({m_now, std::nullopt, lost.reason, lost.ended});
    }
    void apply(const CameraRecovered& recovered)
    {
        auto& outages = m_cameras[recovered.camera].outages;
        if (!outages.empty())
            outages.back().until = m_now;
    }
    void apply(const WindowStarted& started)
    {
        m_windows[started.window] = {m_now, started.length, started.counted, std::nullopt};
        m_isCounted = started.counted;
    }
    void apply(const FrameIndexed& frame)
    {
        // Boxes that were moved to a frame and those that are found on it later are one frame's.
        auto& newest = m_newestFrames.try_emplace(frame.camera, Nanoseconds{-1}).first->second;
        if (m_isCounted && frame.frameTime > newest)
            m_latencies.push_back(1e3 * toSeconds(m_now - frame.frameTime));
        newest = std::max(newest, frame.frameTime);
    }
    void apply(const FrameDropped&) { m_dropped += m_isCounted ? 1 : 0; }
    void apply(const JobStarted& job) { m_kinds[job.job] = job.kind; }
    void apply(const DeviceSample& sample)
    {
        if (!m_isCounted)
            return;
        const double seconds = toSeconds(sample.interval);
        m_sampled[sample.device] += seconds;
        for (const JobUse& job : sample.jobs) {
            Report::KindUse& sum = m_uses[m_kinds[job.job]];
            sum.requested.value += job.requested.value * seconds;
            sum.granted.value += job.granted.value * seconds;
            sum.used.value += job.used.value * seconds;
        }
    }
    void apply(const WindowClosed& closed)
    {
        auto& values = m_windows[closed.window].closed.emplace();
        for (const CameraWindow& camera : closed.cameras) {
            values[camera.camera] = camera;
            m_cameras[camera.camera].camera = camera.camera;
        }
    }
    /// A window that was cut off at its very end is gone through, and told of, again.
    void apply(const DeviceIdle& idle) { m_idle[idle.device][idle.window] = idle; }
    void apply(const CostMeasured& measured)
    {
        for (const CostMeasured::Line& line : measured.lines) {
            CostMeasured::Line& sum = m_costs[line.shape];
            sum.shape = line.shape;
            sum.batches += line.batches;
            sum.chargedSeconds += line.chargedSeconds;
            sum.measuredSeconds += line.measuredSeconds;
        }
    }

    /// A broken camera leaves a window with the predictions of its last frame standing, which says nothing of the rest.
    /// A source that came to its end was whole until then.
    static bool isFinished(const Report::Camera& camera, const Window& window)
    {
        const Nanoseconds end = window.start + window.length;
        return std::none_of(camera.outages.begin(), camera.outages.end(), [&](const Report::Outage& outage) {
            const bool began = outage.ended ? outage.from <= window.start : outage.from < end;
            return began && (!outage.until || *outage.until >= end);
        });
    }

    /// A camera that was away has its windows too, though the session may not name it in them.
    void addWindows(Report& report)
    {
        for (const auto& [id, window] : m_windows) {
            if (!window.closed)
                continue;
            report.windows += window.counted ? 1 : 0;
            for (auto& [cameraId, camera] : m_cameras) {
                const auto values = window.closed->find(cameraId);
                const bool finished = isFinished(camera, window);
                if (values == window.closed->end() && finished)
                    continue;
                auto& windows = window.counted ? camera.windows : camera.firstStudents;
                windows.push_back({id.value, {}, finished});
                if (values != window.closed->end())
                    windows.back().values = values->second;
            }
        }
    }

    void addFrames(Report& report)
    {
        report.frames.inferred = m_latencies.size();
        report.frames.dropped = m_dropped;
        if (m_latencies.empty())
            return;
        std::sort(m_latencies.begin(), m_latencies.end());
        report.frames.medianMilliseconds = quantile(m_latencies, 0.5);
        report.frames.p99Milliseconds = quantile(m_latencies, 0.99);
        report.frames.largestMilliseconds = m_latencies.back();
    }

    /// Over the time of the device that was sampled longest: all are sampled alike.
    void addUses(Report& report) const
    {
        double seconds = 0.0;
        for (const auto& [device, sampled] : m_sampled)
            seconds = std::max(seconds, sampled);
        for (const auto& [kind, sum] : m_uses)
            report.uses.push_back(
                {kind, {sum.requested.value / seconds}, {sum.granted.value / seconds}, {sum.used.value / seconds}});
    }

    void addIdle(Report& report, const std::vector<std::string>& names)
    {
        for (const auto& [id, windows] : m_idle) {
            Report::IdleDevice device{id, id.value < names.size() ? names[id.value] : std::string(), 0.0, 0.0, {}, {}};
            for (const auto& [windowId, idle] : windows) {
                device.windows.push_back(idle);
                const Window& window = m_windows[windowId];
                if (!window.counted)
                    continue;
                device.windowSeconds += toSeconds(window.length);
                device.reasons.insert(device.reasons.end(), idle.reasons.begin(), idle.reasons.end());
            }
            device.reasons = summed(device.reasons);
            for (const DeviceIdle::Reason& reason : device.reasons)
                device.seconds += reason.seconds;
            report.idle.push_back(std::move(device));
        }
    }

    Nanoseconds m_now{0};
    CountGatherer m_counts;
    bool m_isCounted = false; ///< the window that was begun last
    std::vector<double> m_latencies; ///< milliseconds
    std::map<CameraId, Nanoseconds> m_newestFrames; ///< that had predictions, by when they were due
    std::uint64_t m_dropped = 0;
    std::map<JobId, JobKind> m_kinds;
    std::map<JobKind, Report::KindUse> m_uses; ///< device-seconds
    std::map<DeviceId, double> m_sampled; ///< seconds
    std::vector<Report::Warning> m_warnings;
    std::map<CameraId, Report::Camera> m_cameras;
    std::map<WindowId, Window> m_windows;
    std::map<DeviceId, std::map<WindowId, DeviceIdle>> m_idle;
    std::map<std::string, CostMeasured::Line> m_costs;
};

std::string endingText(const session::SessionEnding& ending)
{
    if (!ending.closed || ending.closed->outcome != RunOutcome::Failed)
        return ending.sentence;
    const std::string& action = ending.closed->action;
    return "failed: " + ending.closed->reason + (action.empty() ? "" : ' ' + action);
}

} // namespace

void add(Report::Tally& sum, const Report::Tally& more)
{
    sum.windows += more.windows;
    sum.withAccuracy += more.withAccuracy;
    sum.atTarget += more.atTarget;
    sum.unfinished += more.unfinished;
    sum.empty.frames += more.empty.frames;
    sum.empty.falseAlarms += more.empty.falseAlarms;
    add(sum.coverage, more.coverage);
}

const MeasuredAccuracy* accuracyOf(const Report::Window& window)
{
    return window.finished && window.values.studentGolden ? &*window.values.studentGolden : nullptr;
}

std::vector<std::string> brokenCameras(const Report& report)
{
    std::vector<std::string> lines;
    for (const Report::Camera& camera : report.cameras)
        for (const Report::Outage& outage : camera.outages)
            if (!outage.ended)
                lines.push_back(camera.name + ": " + outageText(outage));
    return lines;
}

Result<Report> makeReport(session::SessionReader& reader)
{
    const auto events = reader.eventsOfKinds(
        {"CameraAdded", "CameraLost", "CameraRecovered", "WindowStarted", "WindowClosed", "DeviceIdle", "CostMeasured",
         "FrameIndexed", "FrameDropped", "JobStarted", "DeviceSample", "CrossingCounted", "ZoneCounted", "Alert"});
    if (!events)
        return tl::unexpected(events.error());
    const auto ending = reader.ending();
    if (!ending)
        return tl::unexpected(ending.error());
    Gatherer gatherer;
    for (const Event& event : *events)
        gatherer.take(event);
    Report report = gatherer.finish(reader.started());
    report.ending = endingText(*ending);
    return report;
}

} // namespace jackdaw::report
