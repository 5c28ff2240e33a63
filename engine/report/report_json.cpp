// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report.h"
#include "engine/report/report_format.h"

#include <nlohmann/json.hpp>

namespace jackdaw::report {
namespace {

using Json = nlohmann::ordered_json;

Json pair(const Interval& interval)
{
    return Json::array({interval.low, interval.high});
}

Json orNull(const std::optional<Accuracy>& accuracy)
{
    return accuracy ? Json(accuracy->value) : Json();
}

Json measured(const MeasuredAccuracy& accuracy)
{
    return {{"accuracy", accuracy.value.value}, {"balanced", accuracy.balanced.value},
            {"ap50", orNull(accuracy.ap50)},    {"count", accuracy.count},
            {"frames", accuracy.frames},        {"interval", pair(accuracy.interval)}};
}

Json falseAlarms(const EmptyFrames& empty)
{
    return {{"frames", empty.frames}, {"boxes", empty.falseAlarms}};
}

Json coverageJson(const std::optional<Coverage>& coverage)
{
    return coverage ? Json{{"objects", coverage->objects}, {"covered", coverage->covered}} : Json();
}

Json humansJson(const Report& report)
{
    if (!report.goldenHuman && !report.studentHuman)
        return nullptr;
    return {{"golden", orNull(report.goldenHuman)}, {"student", orNull(report.studentHuman)}};
}

Json tallyJson(const Report::Tally& tally)
{
    return {{"all", tally.windows},
            {"with_accuracy", tally.withAccuracy},
            {"at_target", tally.atTarget},
            {"unfinished", tally.unfinished}};
}

Json outagesJson(const Report::Camera& camera)
{
    Json json = Json::array();
    for (const Report::Outage& outage : camera.outages)
        json.push_back({{"from_seconds", toSeconds(outage.from)},
                        {"to_seconds", outage.until ? Json(toSeconds(*outage.until)) : Json()},
                        {"reason", outage.reason},
                        {"regular_end", outage.ended}});
    return json;
}

Json warningsJson(const Report& report)
{
    Json json = Json::array();
    for (const Report::Warning& warning : report.warnings)
        json.push_back({{"seconds", toSeconds(warning.time)},
                        {"camera", warning.alert.camera ? Json(warning.alert.camera->value) : Json()},
                        {"error", warning.alert.severity == Severity::Error},
                        {"message", warning.alert.message}});
    return json;
}

Json windowJson(const Report::Window& window, const std::vector<ConfigurationInfo>& configurations)
{
    const CameraWindow& values = window.values;
    Json json = {{"window", window.window}};
    json["accuracy"] = nullptr;
    if (const MeasuredAccuracy* accuracy = accuracyOf(window))
        json.update(measured(*accuracy));
    json["finished"] = window.finished;
    json["false_alarms"] = falseAlarms(values.empty);
    json["coverage"] = coverageJson(values.coverage);
    json["retrained"] = values.retrained;
    json["configuration"] = nullptr;
    if (values.configuration)
        json["configuration"] = configurationName(values.configuration, configurations);
    json["device_seconds"] = deviceSeconds(values);
    for (std::size_t kind = 0; kind < kJobKinds; ++kind)
        json["charged"][std::string(jobKindName(kind))] = chargedTo(values.charged, static_cast<JobKind>(kind)).value;
    json["frames_due"] = values.framesDue;
    json["frames_dropped"] = values.framesDropped;
    if (values.goldenHuman)
        json["against_people"]["golden"] = measured(*values.goldenHuman);
    if (values.studentHuman)
        json["against_people"]["student"] = measured(*values.studentHuman);
    return json;
}

/// Windows that train first students have no figures but what they cost.
Json firstStudentsJson(const Report::Camera& camera)
{
    Json json = Json::array();
    for (const Report::Window& window : camera.firstStudents)
        json.push_back({{"window", window.window},
                        {"trained", window.values.retrained},
                        {"device_seconds", deviceSeconds(window.values)}});
    return json;
}

/// Of each class by its name.
template <class Number>
Json byClass(const std::vector<Number>& numbers, const std::vector<std::string>& classes)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < numbers.size() && i < classes.size(); ++i)
        json[classes[i]] = numbers[i];
    return json;
}

Json countsJson(const Report::Camera& camera, const std::vector<std::string>& classes)
{
    Json json = Json::array();
    for (const WindowCounts& window : camera.counts) {
        Json lines = Json::array();
        for (const WindowCounts::Line& line : window.lines)
            lines.push_back({{"line", line.name},
                             {"forward", byClass(line.forward, classes)},
                             {"backward", byClass(line.backward, classes)}});
        Json zones = Json::array();
        for (const WindowCounts::Zone& zone : window.zones)
            zones.push_back(
                {{"zone", zone.name}, {"mean", byClass(zone.mean, classes)}, {"most", byClass(zone.most, classes)}});
        json.push_back({{"window", window.window}, {"lines", std::move(lines)}, {"zones", std::move(zones)}});
    }
    return json;
}

Json cameraJson(const Report::Camera& camera, const std::vector<ConfigurationInfo>& configurations)
{
    Json json = {{"camera", camera.camera.value},
                 {"name", camera.name},
                 {"target", camera.target.value},
                 {"mean_accuracy", orNull(camera.mean)},
                 {"camera_windows", tallyJson(camera.tally)},
                 {"false_alarms", falseAlarms(camera.tally.empty)},
                 {"coverage", coverageJson(camera.tally.coverage)},
                 {"outages", outagesJson(camera)},
                 {"first_students", firstStudentsJson(camera)}};
    json["windows"] = Json::array();
    for (const Report::Window& window : camera.windows)
        json["windows"].push_back(windowJson(window, configurations));
    return json;
}

Json reasonsJson(const std::vector<DeviceIdle::Reason>& reasons)
{
    Json json = Json::array();
    for (const DeviceIdle::Reason& reason : reasons)
        json.push_back({{"reason", reason.reason}, {"seconds", reason.seconds}});
    return json;
}

Json idleJson(const Report::IdleDevice& device)
{
    Json json = {{"device", device.device.value},
                 {"name", device.name},
                 {"window_seconds", device.windowSeconds},
                 {"idle_seconds", device.seconds},
                 {"reasons", reasonsJson(device.reasons)}};
    json["windows"] = Json::array();
    for (const DeviceIdle& idle : device.windows)
        json["windows"].push_back({{"window", idle.window.value}, {"reasons", reasonsJson(idle.reasons)}});
    return json;
}

Json meanJson(const std::optional<MeasuredAccuracy>& mean)
{
    if (!mean)
        return {{"mean_accuracy", nullptr}, {"interval", nullptr}, {"balanced", nullptr},
                {"ap50", nullptr},          {"count", 0},          {"frames", 0}};
    return {{"mean_accuracy", mean->value.value},
            {"interval", pair(mean->interval)},
            {"balanced", mean->balanced.value},
            {"ap50", orNull(mean->ap50)},
            {"count", mean->count},
            {"frames", mean->frames}};
}

Json framesJson(const Report::Frames& frames)
{
    return {{"inferred", frames.inferred},
            {"dropped", frames.dropped},
            {"latency_ms",
             {{"median", frames.medianMilliseconds},
              {"p99", frames.p99Milliseconds},
              {"largest", frames.largestMilliseconds}}}};
}

} // namespace

std::string reportJson(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    Json json = {{"name", report.name},
                 {"planner", report.planner},
                 {"seed", report.seed},
                 {"ending", report.ending},
                 {"windows", report.windows}};
    json.update(meanJson(report.mean));
    json["worst_camera"] = orNull(report.worstCamera);
    json["camera_windows"] = tallyJson(report.tally);
    json["false_alarms"] = falseAlarms(report.tally.empty);
    json["coverage"] = coverageJson(report.tally.coverage);
    json["device_seconds"] = report.deviceSeconds;
    json["against_people"] = humansJson(report);
    json["frames"] = framesJson(report.frames);
    json["shares"] = Json::array();
    for (const Report::KindUse& use : report.uses)
        json["shares"].push_back({{"kind", std::string(jobKindName(static_cast<std::size_t>(use.kind)))},
                                  {"requested", use.requested.value},
                                  {"granted", use.granted.value},
                                  {"used", use.used.value}});
    json["warnings"] = warningsJson(report);
    json["idle"] = Json::array();
    for (const Report::IdleDevice& device : report.idle)
        json["idle"].push_back(idleJson(device));
    json["cameras"] = Json::array();
    for (const Report::Camera& camera : report.cameras) {
        json["cameras"].push_back(cameraJson(camera, configurations));
        json["cameras"].back()["counts"] = countsJson(camera, report.classes);
    }
    json["costs"] = Json::array();
    for (const CostMeasured::Line& line : report.costs)
        json["costs"].push_back({{"shape", line.shape},
                                 {"batches", line.batches},
                                 {"charged_seconds", line.chargedSeconds},
                                 {"measured_seconds", line.measuredSeconds}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace jackdaw::report
