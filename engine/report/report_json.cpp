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

Json humansJson(const HumanFigures& figures)
{
    if (!figures.any())
        return nullptr;
    Json json;
    json["golden"] = figures.golden ? Json(*figures.golden) : Json();
    json["student"] = figures.student ? Json(*figures.student) : Json();
    return json;
}

Json windowJson(const Report::Window& window, const std::vector<ConfigurationInfo>& configurations)
{
    const CameraWindow& values = window.values;
    Json json = {{"window", window.window}};
    json["accuracy"] = nullptr;
    if (values.studentGolden)
        json.update(measured(*values.studentGolden));
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

Json cameraJson(const Report::Camera& camera, const std::vector<ConfigurationInfo>& configurations)
{
    Json json = {{"camera", camera.camera.value}, {"name", camera.name}, {"mean_accuracy", camera.mean.value}};
    json["windows"] = Json::array();
    for (const Report::Window& window : camera.windows)
        json["windows"].push_back(windowJson(window, configurations));
    return json;
}

} // namespace

std::string reportJson(const Report& report, const std::vector<ConfigurationInfo>& configurations)
{
    Json json = {{"name", report.name},
                 {"planner", report.planner},
                 {"seed", report.seed},
                 {"windows", report.windows},
                 {"mean_accuracy", report.mean.value.value},
                 {"interval", pair(report.mean.interval)},
                 {"balanced", report.mean.balanced.value},
                 {"ap50", orNull(report.mean.ap50)},
                 {"count", report.mean.count},
                 {"frames", report.mean.frames},
                 {"worst_camera", report.worstCamera.value},
                 {"device_seconds", report.deviceSeconds}};
    json["against_people"] = humansJson(humanFigures(report));
    json["cameras"] = Json::array();
    for (const Report::Camera& camera : report.cameras)
        json["cameras"].push_back(cameraJson(camera, configurations));
    json["costs"] = Json::array();
    for (const CostMeasured::Line& line : report.costs)
        json["costs"].push_back({{"shape", line.shape},
                                 {"batches", line.batches},
                                 {"charged_seconds", line.chargedSeconds},
                                 {"measured_seconds", line.measuredSeconds}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace jackdaw::report
