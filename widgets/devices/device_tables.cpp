// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/device_tables.h"

#include "widgets/theme/format.h"

#include <algorithm>

namespace jackdaw::widgets {
namespace {

ValueCell seconds(double value)
{
    return {QString::number(value, 'f', value < 100 ? 2 : 0), value};
}

ValueCell share(double value)
{
    return {format::share(value), value};
}

const JobUse* newestUse(const SessionState& state, DeviceId device, JobId job)
{
    const auto sample = state.latestUse.find(device);
    if (sample == state.latestUse.end())
        return nullptr;
    for (const JobUse& use : sample->second.jobs)
        if (use.job == job)
            return &use;
    return nullptr;
}

} // namespace

DeviceTime deviceTime(const std::vector<ShareSample>& shares, TimeRange range)
{
    DeviceTime sum;
    for (const ShareSample& stretch : shares) {
        const double length = toSeconds(std::min(stretch.end, range.end) - std::max(stretch.start, range.start));
        if (length <= 0)
            continue;
        sum.requested += stretch.requested * length;
        sum.granted += stretch.granted * length;
        sum.used += stretch.used * length;
    }
    return sum;
}

QString DeviceTables::laneName(const SessionState& state, const Lane& lane)
{
    const CameraState* camera = findCamera(state, lane.camera);
    return tr("%1 %2, %3")
        .arg(format::text(cameraLetter(lane.camera)), camera ? format::text(camera->info.name) : QString(),
             format::jobKind(lane.kind));
}

std::vector<ValueColumn> DeviceTables::jobColumns()
{
    return {{tr("Job"), tr("A job that runs, or may run as soon as it is leased time"), false},
            {tr("Device"), tr("Where its batches run")},
            {tr("Asked"), tr("Share that the plan asks for, in devices (1 = a whole one)")},
            {tr("Granted"), tr("Share that the broker gives, after rounding to what the device can divide")},
            {tr("Used"),
             tr("Charged time by the time of the newest sample. Unused time goes to other jobs, so it can be "
                "more than what was granted.")},
            {tr("Progress"), tr("How far the job is; inference never ends")}};
}

DeviceTables::Rows DeviceTables::jobs(const SessionState& state, std::optional<DeviceId> device)
{
    Rows rows;
    for (const JobId id : state.running) {
        const auto job = state.jobs.find(id);
        if (job == state.jobs.end() || (device && job->second.info.device != *device))
            continue;
        const JobState& known = job->second;
        const JobUse* use = newestUse(state, known.info.device, id);
        const bool hasEnd = known.info.kind != JobKind::Inference;
        rows.push_back({{laneName(state, state.lanes[known.lane]), {}},
                        {QString::number(known.info.device.value), known.info.device.value},
                        share(known.requested.value),
                        share(known.granted.value),
                        use ? share(use->used.value) : ValueCell{QStringLiteral("–"), -1.0},
                        hasEnd ? ValueCell{tr("%1 %").arg(static_cast<int>(known.fraction * 100)), known.fraction}
                               : ValueCell{QString(), -1.0}});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a[0].text < b[0].text; });
    return rows;
}

std::vector<ValueColumn> DeviceTables::idleColumns()
{
    return {{tr("Window"), tr("Retraining window"), false},
            {tr("Device"), tr("Device that had nothing to do")},
            {tr("Idle"), tr("Seconds of the window in which it had nothing to do, for this reason")},
            {tr("Of window"), tr("The same as a part of the window")},
            {tr("Why"), tr("What it waited for"), false}};
}

DeviceTables::Rows DeviceTables::idle(const SessionState& state, std::optional<DeviceId> device)
{
    Rows rows;
    for (auto window = state.windows.rbegin(); window != state.windows.rend(); ++window)
        for (const DeviceIdle& idle : window->idle) {
            if (device && idle.device != *device)
                continue;
            for (const DeviceIdle::Reason& reason : idle.reasons) {
                if (reason.seconds <= 0.0)
                    continue;
                const double part = reason.seconds / std::max(1e-9, toSeconds(window->length));
                rows.push_back({{format::windowName(state, window->window), window->window.value},
                                {QString::number(idle.device.value), idle.device.value},
                                {tr("%1 s").arg(reason.seconds, 0, 'f', 1), reason.seconds},
                                {tr("%1 %").arg(part * 100, 0, 'f', 0), part},
                                {format::text(reason.reason), {}}});
            }
        }
    return rows;
}

std::vector<ValueColumn> DeviceTables::costColumns()
{
    return {
        {tr("Batch"), tr("Shape of a batch: what it does, with how much"), false},
        {tr("Batches"), tr("How many ran in the windows that were seen")},
        {tr("Charged"), tr("Device-seconds that they were charged")},
        {tr("Measured"), tr("Seconds that they really took")},
        {tr("Measured by charged"), tr("1: the cost table is right. Above 1: batches take longer than is charged.")}};
}

DeviceTables::Rows DeviceTables::costs(const DeviceRecords& records)
{
    Rows rows;
    for (const CostMeasured::Line& line : records.costs()) {
        const double ratio = line.chargedSeconds > 0 ? line.measuredSeconds / line.chargedSeconds : 0.0;
        rows.push_back({{format::text(line.shape), {}},
                        {QString::number(line.batches), line.batches},
                        seconds(line.chargedSeconds),
                        seconds(line.measuredSeconds),
                        line.chargedSeconds > 0 ? ValueCell{QString::number(ratio, 'f', 2), ratio}
                                                : ValueCell{QStringLiteral("–"), -1.0}});
    }
    return rows;
}

std::vector<ValueColumn> DeviceTables::sumColumns()
{
    return {{tr("Jobs"), tr("All jobs of one kind of a camera on a device"), false},
            {tr("Device"), tr("Where they ran")},
            {tr("Asked"), tr("Device-seconds that plans asked for in the marked time")},
            {tr("Granted"), tr("Device-seconds that leases gave, changes to the instant")},
            {tr("Used"), tr("Device-seconds that were charged")},
            {tr("Of granted"), tr("Above 100 %: time that others left over was used, too")}};
}

DeviceTables::Rows DeviceTables::sums(const SessionState& state, const DeviceRecords& records,
                                      const std::vector<std::size_t>& lanes, TimeRange range)
{
    Rows rows;
    DeviceTime all;
    const auto add = [&](const QString& name, const QString& device, const DeviceTime& time) {
        constexpr double kLeast = 0.01; // device-seconds; a part of less says nothing
        const double part = time.granted > kLeast ? time.used / time.granted : 0.0;
        rows.push_back({{name, {}},
                        {device, {}},
                        seconds(time.requested),
                        seconds(time.granted),
                        seconds(time.used),
                        time.granted > kLeast ? ValueCell{tr("%1 %").arg(part * 100, 0, 'f', 0), part}
                                              : ValueCell{QStringLiteral("–"), -1.0}});
    };
    for (const std::size_t index : lanes) {
        if (index >= state.lanes.size())
            continue;
        const Lane& lane = state.lanes[index];
        const DeviceTime time = deviceTime(records.shares(lane, range, state.time), range);
        if (time.requested + time.granted + time.used <= 0.0)
            continue;
        add(laneName(state, lane), QString::number(lane.device.value), time);
        all.requested += time.requested;
        all.granted += time.granted;
        all.used += time.used;
    }
    if (rows.size() > 1)
        add(tr("All of them"), {}, all);
    return rows;
}

} // namespace jackdaw::widgets
