// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report.h"

#include "engine/base/statistics.h"
#include "engine/report/report_format.h"

#include <algorithm>
#include <map>
#include <set>

namespace jackdaw::report {
namespace {

/// A running mean; 0 of nothing.
struct Mean {
    double sum = 0.0;
    double count = 0.0;

    void add(double value)
    {
        sum += value;
        count += 1.0;
    }
    double value() const { return count > 0.0 ? sum / count : 0.0; }
};

/// Gathers a report from the events of a session, in order.
class Gatherer {
public:
    void take(const EventBody& body)
    {
        std::visit([this](const auto& value) { apply(value); }, body);
    }

    Report finish(const SessionStarted& started)
    {
        Report report;
        report.name = started.name;
        report.planner = started.planner;
        report.seed = started.seed;
        addWindows(report);
        addMeans(report);
        for (auto& entry : m_costs)
            report.costs.push_back(std::move(entry.second));
        return report;
    }

private:
    template <class T>
    void apply(const T&)
    {
    }
    void apply(const CameraAdded& added) { m_cameraNames[added.camera] = added.name; }
    void apply(const WindowStarted& started)
    {
        if (started.counted)
            m_counted.insert(started.window);
        else
            m_counted.erase(started.window);
    }
    void apply(const WindowClosed& closed) { m_closed[closed.window] = closed.cameras; }
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

    void addWindows(Report& report) const
    {
        std::map<CameraId, Report::Camera> cameras;
        for (const auto& [id, name] : m_cameraNames)
            cameras[id] = {id, name, {}, {}};
        for (const auto& [window, values] : m_closed) {
            if (!m_counted.contains(window))
                continue;
            ++report.windows;
            for (const CameraWindow& value : values) {
                cameras[value.camera].camera = value.camera;
                cameras[value.camera].windows.push_back({window.value, value});
                report.deviceSeconds += deviceSeconds(value);
            }
        }
        for (auto& entry : cameras)
            report.cameras.push_back(std::move(entry.second));
    }

    static void addMeans(Report& report)
    {
        Mean balanced;
        Mean ap50;
        Mean goldenHuman;
        Mean studentHuman;
        Mean worst;
        std::map<std::uint32_t, std::vector<double>> blocks;
        for (Report::Camera& camera : report.cameras) {
            Mean own;
            for (const Report::Window& window : camera.windows) {
                const CameraWindow& values = window.values;
                if (values.goldenHuman)
                    goldenHuman.add(values.goldenHuman->value.value);
                if (values.studentHuman)
                    studentHuman.add(values.studentHuman->value.value);
                if (!isScored(values))
                    continue;
                own.add(values.studentGolden->value.value);
                balanced.add(values.studentGolden->balanced.value);
                if (values.studentGolden->ap50)
                    ap50.add(values.studentGolden->ap50->value);
                report.mean.count += values.studentGolden->count;
                report.mean.frames += values.studentGolden->frames;
                blocks[window.window].push_back(values.studentGolden->value.value);
            }
            camera.mean.value = own.value();
            if (own.count > 0.0 && (worst.count == 0.0 || own.value() < worst.sum))
                worst = {own.value(), 1.0};
        }
        report.mean.balanced.value = balanced.value();
        if (ap50.count > 0.0)
            report.mean.ap50 = Accuracy{ap50.value()};
        report.meanGoldenHuman = goldenHuman.value();
        report.meanStudentHuman = studentHuman.value();
        report.worstCamera.value = worst.value();
        addInterval(report, blocks);
    }

    static void addInterval(Report& report, const std::map<std::uint32_t, std::vector<double>>& byWindow)
    {
        std::vector<std::vector<double>> blocks;
        for (const auto& entry : byWindow)
            blocks.push_back(entry.second);
        const MeanWithInterval mean = blockBootstrap(blocks, report.seed);
        report.mean.value.value = mean.mean;
        report.mean.interval = mean.interval;
    }

    std::map<CameraId, std::string> m_cameraNames;
    std::set<WindowId> m_counted;
    std::map<WindowId, std::vector<CameraWindow>> m_closed;
    std::map<std::string, CostMeasured::Line> m_costs;
};

} // namespace

Result<Report> makeReport(session::SessionReader& reader)
{
    const auto events = reader.eventsOfKinds({"CameraAdded", "WindowStarted", "WindowClosed", "CostMeasured"});
    if (!events)
        return tl::unexpected(events.error());
    Gatherer gatherer;
    for (const Event& event : *events)
        gatherer.take(event.body);
    return gatherer.finish(reader.started());
}

} // namespace jackdaw::report
