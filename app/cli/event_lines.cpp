// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/event_lines.h"

#include <array>
#include <cstdio>
#include <optional>

#include <nlohmann/json.hpp>

namespace jackdaw::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What all lines begin with. Times are seconds of session time.
Json head(const Event& event, const char* kind, Nanoseconds time)
{
    return {{"sequence", event.sequence}, {"time", toSeconds(time)}, {"event", kind}};
}

const char* severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info: return "info";
    case Severity::Warning: return "warning";
    case Severity::Error: break;
    }
    return "error";
}

const char* topicName(AlertTopic topic)
{
    switch (topic) {
    case AlertTopic::LowAccuracy: return "low-accuracy";
    case AlertTopic::Camera: return "camera";
    case AlertTopic::Drift: return "drift";
    case AlertTopic::Storage: return "storage";
    case AlertTopic::Device: return "device";
    case AlertTopic::Other: break;
    }
    return "other";
}

template <class Body>
std::vector<Json> told(const Event&, const Body&, const SessionNames&)
{
    return {};
}

std::vector<Json> told(const Event& event, const CrossingCounted& crossing, const SessionNames& names)
{
    Json line = head(event, "crossing", crossing.frameTime);
    line["camera"] = names.camera(crossing.camera);
    line["line"] = names.line(crossing.camera, crossing.line);
    line["class"] = names.label(crossing.classIndex);
    line["direction"] = crossing.forward ? "forward" : "backward";
    line["track"] = crossing.track;
    return {line};
}

std::vector<Json> told(const Event& event, const ZoneCounted& zone, const SessionNames& names)
{
    Json line = head(event, "zone", zone.frameTime);
    line["camera"] = names.camera(zone.camera);
    line["zone"] = names.zone(zone.camera, zone.zone);
    line["objects"] = Json::object();
    for (std::size_t i = 0; i < zone.objects.size(); ++i)
        line["objects"][names.label(i)] = zone.objects[i];
    return {line};
}

std::vector<Json> told(const Event& event, const Alert& alert, const SessionNames& names)
{
    Json line = head(event, "alert", event.time);
    line["severity"] = severityName(alert.severity);
    line["topic"] = topicName(alert.topic);
    line["camera"] = alert.camera ? Json(names.camera(*alert.camera)) : Json();
    line["message"] = alert.message;
    line["action"] = alert.action;
    return {line};
}

std::vector<Json> told(const Event& event, const CameraLost& lost, const SessionNames& names)
{
    Json line = head(event, lost.ended ? "camera-ended" : "camera-lost", event.time);
    line["camera"] = names.camera(lost.camera);
    line["reason"] = lost.reason;
    return {line};
}

std::vector<Json> told(const Event& event, const CameraRecovered& back, const SessionNames& names)
{
    Json line = head(event, "camera-recovered", event.time);
    line["camera"] = names.camera(back.camera);
    line["reason"] = back.reason;
    line["gap"] = toSeconds(back.gap);
    return {line};
}

std::vector<Json> told(const Event& event, const WindowClosed& closed, const SessionNames& names)
{
    std::vector<Json> lines;
    for (const CameraWindow& camera : closed.cameras) {
        Json& line = lines.emplace_back(head(event, "window", event.time));
        line["camera"] = names.camera(camera.camera);
        line["window"] = closed.window.value;
        line["accuracy"] = nullptr;
        if (camera.studentGolden)
            line["accuracy"] = camera.studentGolden->value.value;
        line["objects"] = camera.studentGolden ? camera.studentGolden->count : 0;
        line["retrained"] = camera.retrained;
    }
    return lines;
}

std::string quoted(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string cell = "\"";
    for (const char character : text)
        cell += character == '"' ? std::string("\"\"") : std::string(1, character);
    return cell + '"';
}

std::string seconds(Nanoseconds time)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", toSeconds(time));
    return text.data();
}

} // namespace

void SessionNames::learn(const Event& event)
{
    if (const auto* started = std::get_if<SessionStarted>(&event.body))
        m_classes = started->classes;
    else if (const auto* added = std::get_if<CameraAdded>(&event.body))
        m_cameras[added->camera] = *added;
}

std::string SessionNames::camera(CameraId camera) const
{
    const auto known = m_cameras.find(camera);
    return known == m_cameras.end() ? std::to_string(camera.value) : known->second.name;
}

std::string SessionNames::line(CameraId camera, std::size_t line) const
{
    const auto known = m_cameras.find(camera);
    const bool isNamed = known != m_cameras.end() && line < known->second.lines.size();
    return isNamed ? known->second.lines[line].name : std::to_string(line);
}

std::string SessionNames::zone(CameraId camera, std::size_t zone) const
{
    const auto known = m_cameras.find(camera);
    const bool isNamed = known != m_cameras.end() && zone < known->second.zones.size();
    return isNamed ? known->second.zones[zone].name : std::to_string(zone);
}

std::string SessionNames::label(std::size_t label) const
{
    return label < m_classes.size() ? m_classes[label] : std::to_string(label);
}

std::vector<std::string> EventLines::json(const Event& event)
{
    m_names.learn(event);
    const auto lines = std::visit([&](const auto& body) { return told(event, body, m_names); }, event.body);
    std::vector<std::string> texts;
    for (const Json& line : lines)
        texts.push_back(line.dump(-1, ' ', false, Json::error_handler_t::replace));
    return texts;
}

std::vector<std::string> EventLines::rows(const CrossingCounted& crossing) const
{
    return {seconds(crossing.frameTime) + ',' + quoted(m_names.camera(crossing.camera)) + ",line,"
            + quoted(m_names.line(crossing.camera, crossing.line)) + ',' + quoted(m_names.label(crossing.classIndex))
            + ',' + (crossing.forward ? "forward" : "backward") + ',' + std::to_string(crossing.track) + ','};
}

std::vector<std::string> EventLines::rows(const ZoneCounted& zone)
{
    std::vector<std::string> rows;
    std::vector<std::uint32_t>& told = m_zones[{zone.camera, zone.zone}];
    told.resize(zone.objects.size());
    for (std::size_t i = 0; i < zone.objects.size(); ++i) {
        if (told[i] == zone.objects[i])
            continue;
        told[i] = zone.objects[i];
        rows.push_back(seconds(zone.frameTime) + ',' + quoted(m_names.camera(zone.camera)) + ",zone,"
                       + quoted(m_names.zone(zone.camera, zone.zone)) + ',' + quoted(m_names.label(i)) + ",,,"
                       + std::to_string(told[i]));
    }
    return rows;
}

std::vector<std::string> EventLines::csv(const Event& event)
{
    m_names.learn(event);
    if (const auto* crossing = std::get_if<CrossingCounted>(&event.body))
        return rows(*crossing);
    if (const auto* zone = std::get_if<ZoneCounted>(&event.body))
        return rows(*zone);
    return {};
}

} // namespace jackdaw::cli
