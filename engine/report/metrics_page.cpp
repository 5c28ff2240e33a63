// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/report/metrics_page.h"

#include "engine/session/json_values.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <set>

namespace jackdaw::report {
namespace {

using Label = std::pair<const char*, std::string>;
using Labels = std::initializer_list<Label>;

std::string numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

/// Length of the character of UTF-8 that begins at \p i, or 0 where none does.
std::size_t characterAt(const std::string& text, std::size_t i)
{
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1
        : lead >= 0xC2 && lead < 0xE0      ? 2
        : lead >= 0xE0 && lead < 0xF0      ? 3
        : lead >= 0xF0 && lead < 0xF5      ? 4
                                           : 0;
    for (std::size_t k = 1; k < length; ++k)
        if (i + k >= text.size() || (static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U)
            return 0;
    return length;
}

/// Label values are UTF-8, with backslashes, quotes and line ends escaped.
std::string escaped(const std::string& value)
{
    std::string text;
    for (std::size_t i = 0; i < value.size();) {
        const std::size_t length = characterAt(value, i);
        if (value[i] == '\\' || value[i] == '"')
            text += '\\';
        if (value[i] == '\n')
            text += "\\n";
        else
            text += length == 0 ? std::string("\xEF\xBF\xBD") : value.substr(i, length);
        i += std::max<std::size_t>(length, 1);
    }
    return text;
}

void family(std::string& page, const char* name, const char* type, const char* help)
{
    page.append("# HELP ").append(name).append(" ").append(help).append("\n");
    page.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void sample(std::string& page, const std::string& name, Labels labels, double value)
{
    page += name;
    const char* separator = "{";
    for (const auto& [label, text] : labels) {
        page.append(separator).append(label).append("=\"").append(escaped(text)).append("\"");
        separator = ",";
    }
    page += labels.size() > 0 ? "} " : " ";
    page += numberText(value) + '\n';
}

/// As sessions have it.
template <session::NamedEnum T>
std::string wordFor(T value)
{
    const auto names = session::enumNames(value);
    const auto place = static_cast<std::size_t>(value);
    return std::string(place < names.size() ? names[place] : "other");
}

} // namespace

void MetricsPage::Latency::add(double seconds)
{
    const auto bound = std::lower_bound(kLatencyBounds.begin(), kLatencyBounds.end(), seconds);
    ++counts[static_cast<std::size_t>(bound - kLatencyBounds.begin())];
    sum += seconds;
}

void MetricsPage::take(const Event& event)
{
    m_time = std::max(m_time, event.time);
    std::visit([&](const auto& body) { on(event, body); }, event.body);
}

void MetricsPage::on(const Event&, const SessionStarted& started)
{
    m_session = started;
    m_session.scenario.clear();
    m_session.costTable.clear();
}

/// A live camera that was off at first is announced again when it is known.
void MetricsPage::on(const Event&, const CameraAdded& added)
{
    Camera& camera = m_cameras[added.camera];
    camera.info = added;
    const std::vector<std::uint64_t> none(m_session.classes.size());
    camera.lines.resize(added.lines.size(), {none, none});
    camera.zones.resize(added.zones.size(), std::vector<std::uint32_t>(m_session.classes.size()));
}

void MetricsPage::on(const Event&, const CameraLost& lost)
{
    m_cameras[lost.camera].up = false;
}

void MetricsPage::on(const Event&, const CameraRecovered& recovered)
{
    m_cameras[recovered.camera].up = true;
}

void MetricsPage::on(const Event& event, const FrameIndexed& frame)
{
    Camera& camera = m_cameras[frame.camera];
    ++camera.processed;
    camera.latency.add(std::max(0.0, toSeconds(event.time - frame.frameTime)));
}

void MetricsPage::on(const Event&, const FrameDropped& frame)
{
    ++m_cameras[frame.camera].dropped;
}

void MetricsPage::on(const Event&, const WindowStarted& window)
{
    m_window = window.window;
    m_counted[window.window] = window.counted;
}

void MetricsPage::on(const Event&, const WindowClosed& closed)
{
    const auto counted = m_counted.find(closed.window);
    const bool isCounted = counted == m_counted.end() || counted->second;
    for (const CameraWindow& window : isCounted ? closed.cameras : std::vector<CameraWindow>())
        if (window.studentGolden)
            m_cameras[window.camera].accuracy = window.studentGolden->value;
    m_counted.erase(closed.window);
}

void MetricsPage::on(const Event&, const WeightsSwapped& swapped)
{
    ++m_cameras[swapped.camera].accepted;
}

void MetricsPage::on(const Event&, const WeightsRejected& rejected)
{
    ++m_cameras[rejected.camera].rejected;
}

void MetricsPage::on(const Event&, const JobStarted& started)
{
    m_jobs[started.job] = started;
}

/// Jobs that hold no share any more are forgotten: a run starts thousands of them. Those that began after all that hold
/// one may still get theirs.
void MetricsPage::on(const Event&, const DeviceSample& sample)
{
    m_samples[sample.device] = sample;
    constexpr std::size_t kManyJobs = 4096;
    if (m_jobs.size() <= kManyJobs)
        return;
    std::set<JobId> used;
    for (const auto& [device, newest] : m_samples)
        for (const JobUse& use : newest.jobs)
            used.insert(use.job);
    std::erase_if(m_jobs, [&](const auto& entry) {
        return !used.empty() && entry.first < *used.rbegin() && !used.contains(entry.first);
    });
}

void MetricsPage::on(const Event&, const VideoFault& fault)
{
    ++m_cameras[fault.camera].faults;
}

void MetricsPage::on(const Event&, const CrossingCounted& crossing)
{
    Camera& camera = m_cameras[crossing.camera];
    if (crossing.line >= camera.lines.size())
        return;
    Crossings& line = camera.lines[crossing.line];
    std::vector<std::uint64_t>& way = crossing.forward ? line.forward : line.backward;
    if (crossing.classIndex < way.size())
        ++way[crossing.classIndex];
}

void MetricsPage::on(const Event&, const ZoneCounted& zone)
{
    Camera& camera = m_cameras[zone.camera];
    if (zone.zone < camera.zones.size() && zone.objects.size() == camera.zones[zone.zone].size())
        camera.zones[zone.zone] = zone.objects;
}

void MetricsPage::on(const Event&, const Alert& alert)
{
    ++m_alerts[{alert.topic, alert.severity}];
}

std::string MetricsPage::className(std::size_t label) const
{
    return label < m_session.classes.size() ? m_session.classes[label] : std::to_string(label);
}

std::string MetricsPage::deviceName(DeviceId device) const
{
    const std::string number = std::to_string(device.value);
    return device.value < m_session.devices.size() ? number + ": " + m_session.devices[device.value] : number;
}

std::string MetricsPage::cameraName(CameraId camera) const
{
    const auto known = m_cameras.find(camera);
    const bool isNamed = known != m_cameras.end() && !known->second.info.name.empty();
    return isNamed ? known->second.info.name : std::to_string(camera.value);
}

std::string MetricsPage::text() const
{
    std::string page;
    addSession(page);
    addCameras(page);
    addFrames(page);
    addLatency(page);
    addCounts(page);
    addDevices(page);
    addAlerts(page);
    return page;
}

void MetricsPage::addSession(std::string& page) const
{
    family(page, "jackdaw_session_info", "gauge", "The session that is recorded; always 1.");
    sample(page, "jackdaw_session_info",
           {{"name", m_session.name}, {"planner", m_session.planner}, {"version", m_session.softwareVersion}}, 1);
    family(page, "jackdaw_session_seconds", "gauge", "Session time of the newest event.");
    sample(page, "jackdaw_session_seconds", {}, toSeconds(m_time));
    family(page, "jackdaw_window", "gauge", "Number of the retraining window that is under way.");
    sample(page, "jackdaw_window", {}, m_window.value);
}

void MetricsPage::addCameras(std::string& page) const
{
    const auto up = std::count_if(m_cameras.begin(), m_cameras.end(), [](const auto& one) { return one.second.up; });
    family(page, "jackdaw_cameras_up", "gauge", "Cameras that give pictures.");
    sample(page, "jackdaw_cameras_up", {}, static_cast<double>(up));
    family(page, "jackdaw_camera_up", "gauge", "1 while the camera gives pictures.");
    for (const auto& [id, camera] : m_cameras)
        sample(page, "jackdaw_camera_up", {{"camera", cameraName(id)}}, camera.up ? 1 : 0);
    family(page, "jackdaw_camera_accuracy", "gauge",
           "Accuracy of what served the camera in its newest closed window, from 0 to 1.");
    for (const auto& [id, camera] : m_cameras)
        if (camera.accuracy)
            sample(page, "jackdaw_camera_accuracy", {{"camera", cameraName(id)}}, camera.accuracy->value);
    family(page, "jackdaw_camera_target", "gauge", "Window accuracy that the operator wants.");
    for (const auto& [id, camera] : m_cameras)
        sample(page, "jackdaw_camera_target", {{"camera", cameraName(id)}}, camera.info.target.value);
    family(page, "jackdaw_retrainings_total", "counter",
           "Trained students, first ones included, by whether they were swapped in.");
    for (const auto& [id, camera] : m_cameras) {
        sample(page, "jackdaw_retrainings_total", {{"camera", cameraName(id)}, {"outcome", "accepted"}},
               static_cast<double>(camera.accepted));
        sample(page, "jackdaw_retrainings_total", {{"camera", cameraName(id)}, {"outcome", "rejected"}},
               static_cast<double>(camera.rejected));
    }
}

void MetricsPage::addFrames(std::string& page) const
{
    const auto count = [&](const char* name, const char* help, std::uint64_t Camera::*number) {
        family(page, name, "counter", help);
        for (const auto& [id, camera] : m_cameras)
            sample(page, name, {{"camera", cameraName(id)}}, static_cast<double>(camera.*number));
    };
    count("jackdaw_frames_processed_total", "Frames for which predictions stood.", &Camera::processed);
    count("jackdaw_frames_dropped_total", "Frames that were due and not looked at.", &Camera::dropped);
    count("jackdaw_video_faults_total", "Bursts of damage and other faults of the camera's video.", &Camera::faults);
}

void MetricsPage::addLatency(std::string& page) const
{
    family(page, "jackdaw_frame_latency_seconds", "histogram",
           "Session time from when a frame was due until predictions stood for it.");
    for (const auto& [id, camera] : m_cameras) {
        const std::string name = cameraName(id);
        std::uint64_t below = 0;
        for (std::size_t i = 0; i <= kLatencyBounds.size(); ++i) {
            below += camera.latency.counts[i];
            const std::string bound = i < kLatencyBounds.size() ? numberText(kLatencyBounds[i]) : "+Inf";
            sample(page, "jackdaw_frame_latency_seconds_bucket", {{"camera", name}, {"le", bound}},
                   static_cast<double>(below));
        }
        sample(page, "jackdaw_frame_latency_seconds_sum", {{"camera", name}}, camera.latency.sum);
        sample(page, "jackdaw_frame_latency_seconds_count", {{"camera", name}}, static_cast<double>(below));
    }
}

void MetricsPage::addCounts(std::string& page) const
{
    const auto add = [&](const Camera& camera, std::size_t line, const char* direction,
                         const std::vector<std::uint64_t>& numbers) {
        for (std::size_t label = 0; label < numbers.size(); ++label)
            sample(page, "jackdaw_crossings_total",
                   {{"camera", cameraName(camera.info.camera)},
                    {"line", camera.info.lines[line].name},
                    {"class", className(label)},
                    {"direction", direction}},
                   static_cast<double>(numbers[label]));
    };
    family(page, "jackdaw_crossings_total", "counter", "Objects that went over a counting line.");
    for (const auto& [id, camera] : m_cameras)
        for (std::size_t line = 0; line < camera.lines.size(); ++line) {
            add(camera, line, "forward", camera.lines[line].forward);
            add(camera, line, "backward", camera.lines[line].backward);
        }
    family(page, "jackdaw_zone_objects", "gauge", "Objects in a zone now.");
    for (const auto& [id, camera] : m_cameras)
        for (std::size_t zone = 0; zone < camera.zones.size(); ++zone)
            for (std::size_t label = 0; label < camera.zones[zone].size(); ++label)
                sample(
                    page, "jackdaw_zone_objects",
                    {{"camera", cameraName(id)}, {"zone", camera.info.zones[zone].name}, {"class", className(label)}},
                    camera.zones[zone][label]);
}

/// Of jobs of one kind and camera on one device the sum, so that no series appears with each job.
void MetricsPage::addDevices(std::string& page) const
{
    std::map<std::tuple<DeviceId, std::string, std::string>, std::pair<double, double>> shares;
    family(page, "jackdaw_device_use", "gauge", "Part of the device that was used, in its newest sample.");
    for (const auto& [device, newest] : m_samples) {
        double used = 0.0;
        for (const JobUse& use : newest.jobs) {
            used += use.used.value;
            const auto job = m_jobs.find(use.job);
            const bool known = job != m_jobs.end();
            auto& [granted, taken] = shares[{device, known ? wordFor(job->second.kind) : "other",
                                             known ? cameraName(job->second.camera) : std::string()}];
            granted += use.granted.value;
            taken += use.used.value;
        }
        sample(page, "jackdaw_device_use", {{"device", deviceName(device)}}, used);
    }
    const auto add = [&](const char* name, const char* help, double std::pair<double, double>::*part) {
        family(page, name, "gauge", help);
        for (const auto& [key, share] : shares)
            sample(page, name,
                   {{"device", deviceName(std::get<0>(key))}, {"kind", std::get<1>(key)}, {"camera", std::get<2>(key)}},
                   share.*part);
    };
    add("jackdaw_share_granted", "Share of the device that jobs hold.", &std::pair<double, double>::first);
    add("jackdaw_share_used", "Share of the device that jobs used.", &std::pair<double, double>::second);
}

void MetricsPage::addAlerts(std::string& page) const
{
    family(page, "jackdaw_alerts_total", "counter", "Alerts, by what they are about; info says that one is over.");
    for (const auto& [key, count] : m_alerts)
        sample(page, "jackdaw_alerts_total", {{"topic", wordFor(key.first)}, {"severity", wordFor(key.second)}},
               static_cast<double>(count));
}

} // namespace jackdaw::report
