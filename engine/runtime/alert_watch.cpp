// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/alert_watch.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace jackdaw::runtime {
namespace {

std::string percent(double part)
{
    return std::to_string(std::lround(100.0 * part)) + " %";
}

/// "45 % (95 % interval 38 % to 52 %, 120 objects)"
std::string figures(const MeasuredAccuracy& measured)
{
    return percent(measured.value.value) + " (95 % interval " + percent(measured.interval.low) + " to "
        + percent(measured.interval.high) + ", " + std::to_string(measured.count)
        + (measured.count == 1 ? " object)" : " objects)");
}

std::string inWindow(WindowId window)
{
    return " in window " + std::to_string(window.value);
}

std::string seconds(Nanoseconds time)
{
    return std::to_string(std::lround(toSeconds(time))) + " s";
}

} // namespace

std::vector<std::string> AlertWatch::kinds()
{
    std::vector<std::string> kinds;
    for (const EventBody& body :
         {EventBody(SessionStarted{}), EventBody(CameraAdded{}), EventBody(CameraLost{}), EventBody(CameraRecovered{}),
          EventBody(GoldenLabelled{}), EventBody(WindowStarted{}), EventBody(WindowClosed{}), EventBody(Alert{})})
        kinds.emplace_back(kindName(body));
    return kinds;
}

void AlertWatch::raise(Alert alert, Nanoseconds now, Alerts& alerts)
{
    if (m_limits.raise(alert.topic, alert.camera, now))
        alerts.push_back(std::move(alert));
}

void AlertWatch::clear(AlertTopic topic, CameraId camera, std::string message, Alerts& alerts)
{
    if (m_limits.clear(topic, camera))
        alerts.push_back({Severity::Info, camera, std::move(message), "", topic});
}

void AlertWatch::learn(const EventBody& body, Nanoseconds now)
{
    if (const auto* started = std::get_if<SessionStarted>(&body)) {
        m_classes = started->classes;
        m_seed = started->seed;
    } else if (const auto* added = std::get_if<CameraAdded>(&body)) {
        m_cameras[added->camera].name = added->name;
        m_cameras[added->camera].target = added->target;
    } else if (const auto* lost = std::get_if<CameraLost>(&body)) {
        Camera& camera = m_cameras[lost->camera];
        camera.lostSince = lost->ended ? std::nullopt : std::optional(now);
        camera.lostReason = lost->reason;
    } else if (const auto* labelled = std::get_if<GoldenLabelled>(&body)) {
        auto& mix = m_cameras[labelled->camera].mix;
        if (!mix)
            mix.emplace(m_classes.size(), m_seed);
        mix->add(labelled->frameTime, labelled->labels);
    } else if (const auto* window = std::get_if<WindowStarted>(&body)) {
        // Frames are of windows by these times, however late the border came.
        m_windows[window->window] = {window->counted, window->length * (window->window.value + 1)};
    } else if (const auto* fault = std::get_if<VideoFault>(&body);
               fault && fault->kind == VideoFaultKind::ClipsStopped) {
        m_cameras[fault->camera].clipsFault = fault->message;
    }
}

std::vector<Alert> AlertWatch::take(const EventBody& body, Nanoseconds now)
{
    Alerts alerts;
    learn(body, now);
    if (const auto* recovered = std::get_if<CameraRecovered>(&body)) {
        Camera& camera = m_cameras[recovered->camera];
        camera.lostSince.reset();
        // How long it was away while the run was, nobody knows.
        const std::string gap =
            recovered->gap > Nanoseconds{0} ? ", after " + seconds(recovered->gap) + " without" : std::string();
        clear(AlertTopic::Camera, recovered->camera, "Camera " + camera.name + " gives pictures again" + gap + '.',
              alerts);
    } else if (const auto* fault = std::get_if<VideoFault>(&body)) {
        raiseClips(fault->camera, m_cameras[fault->camera], now, alerts);
    } else if (const auto* closed = std::get_if<WindowClosed>(&body)) {
        const auto known = m_windows.find(closed->window);
        const Window ended = known != m_windows.end() ? known->second : Window{false, now};
        for (const CameraWindow& window : ended.counted ? closed->cameras : std::vector<CameraWindow>())
            judge(window, closed->window, now, alerts);
        judgeMixes(closed->window, ended.end, now, alerts);
        m_windows.erase(closed->window);
    }
    return alerts;
}

/// As take(), but what came of it is among the events that are recalled.
void AlertWatch::recall(const Event& event)
{
    if (const auto* alert = std::get_if<Alert>(&event.body)) {
        m_limits.recall(*alert, event.time);
        return;
    }
    const AlertLimits limits = m_limits;
    static_cast<void>(take(event.body, event.time));
    m_limits = limits;
}

void AlertWatch::judge(const CameraWindow& window, WindowId number, Nanoseconds now, Alerts& alerts)
{
    Camera& camera = m_cameras[window.camera];
    judgeTarget(camera, window, number, now, alerts);
    judgeDrift(camera, window, number, now, alerts);
}

/// A window in which nothing was to be seen says nothing.
void AlertWatch::judgeTarget(const Camera& camera, const CameraWindow& window, WindowId number, Nanoseconds now,
                             Alerts& alerts)
{
    if (!window.studentGolden)
        return;
    const std::string words = figures(*window.studentGolden) + inWindow(number);
    const std::string target = percent(camera.target.value);
    if (window.studentGolden->value < camera.target)
        raise({Severity::Warning, window.camera,
               "Camera " + camera.name + " is less accurate than its target of " + target + ": " + words + ".",
               "Give it more of a device (fewer cameras, a faster device), or ask less of it with \"target\".",
               AlertTopic::LowAccuracy},
              now, alerts);
    else
        clear(AlertTopic::LowAccuracy, window.camera,
              "Camera " + camera.name + " is at its target of " + target + " again: " + words + ".", alerts);
}

/// What the camera sees has changed where its model, which no retraining makes worse, is surely less accurate on the
/// frames of a window than on those of the window before: the intervals do not touch.
void AlertWatch::judgeDrift(Camera& camera, const CameraWindow& window, WindowId number, Nanoseconds now,
                            Alerts& alerts)
{
    if (!window.freshGolden)
        return;
    const MeasuredAccuracy& fresh = *window.freshGolden;
    if (!camera.before && camera.fresh && fresh.interval.high < camera.fresh->interval.low) {
        camera.before = camera.fresh;
        camera.beforeWindow = camera.freshWindow;
    }
    if (camera.before && fresh.interval.high >= camera.before->interval.low) {
        camera.before.reset();
        clear(AlertTopic::Drift, window.camera,
              "The student of camera " + camera.name + " has caught up with what it sees: " + figures(fresh)
                  + inWindow(number) + ".",
              alerts);
    } else if (camera.before) {
        raise({Severity::Warning, window.camera,
               "What camera " + camera.name + " sees has changed: its student's accuracy was " + figures(*camera.before)
                   + inWindow(camera.beforeWindow) + " and is " + figures(fresh) + inWindow(number) + ".",
               "It is retrained with what it sees now. If that does not help, look at the camera's pictures.",
               AlertTopic::Drift},
              now, alerts);
    }
    camera.fresh = fresh;
    camera.freshWindow = number;
}

/// "person 12 %, car 88 %": of the objects, those classes that occur.
std::string AlertWatch::mixWords(const profiling::ClassMix& mix) const
{
    const double objects = std::accumulate(mix.begin(), mix.end(), 0.0);
    std::string words;
    for (std::size_t i = 0; i < mix.size(); ++i)
        if (mix[i] > 0)
            words += (words.empty() ? "" : ", ") + m_classes[i] + ' ' + percent(mix[i] / objects);
    return words;
}

/// A model may be as good as before on a street that is another one: the golden model's labels say so first.
void AlertWatch::judgeMixes(WindowId number, Nanoseconds end, Nanoseconds now, Alerts& alerts)
{
    for (auto& [id, camera] : m_cameras) {
        const auto change = camera.mix ? camera.mix->close(end) : std::nullopt;
        const bool changedBefore = std::exchange(camera.mixChanged, change.has_value());
        if (change)
            raise({Severity::Warning, id,
                   "What camera " + camera.name + " sees has changed" + inWindow(number) + ": "
                       + mixWords(change->before) + " before, " + mixWords(change->after) + " now.",
                   "It is retrained with what it sees now. If nothing explains it, look at the camera's pictures.",
                   AlertTopic::Drift},
                  now, alerts);
        else if (changedBefore && !camera.before)
            clear(AlertTopic::Drift, id,
                  "What camera " + camera.name + " sees has not changed further" + inWindow(number) + ".", alerts);
    }
}

void AlertWatch::raiseLost(CameraId id, const Camera& camera, Nanoseconds now, Alerts& alerts)
{
    if (camera.lostSince && now - *camera.lostSince >= kLostFor)
        raise({Severity::Warning, id,
               "Camera " + camera.name + " has given no pictures for " + seconds(now - *camera.lostSince) + ": "
                   + camera.lostReason,
               "The guide's page on cameras says what to look at.", AlertTopic::Camera},
              now, alerts);
}

void AlertWatch::raiseClips(CameraId id, const Camera& camera, Nanoseconds now, Alerts& alerts)
{
    if (camera.clipsFault)
        raise({Severity::Warning, id, "No clips of camera " + camera.name + " are kept any more: " + *camera.clipsFault,
               "The run goes on. Clips are kept again as soon as they can be written.", AlertTopic::Storage},
              now, alerts);
}

/// What stands is raised again and again: how often it is said is decided by the limits.
std::vector<Alert> AlertWatch::at(Nanoseconds now)
{
    Alerts alerts;
    for (const auto& [id, camera] : m_cameras) {
        raiseLost(id, camera, now, alerts);
        raiseClips(id, camera, now, alerts);
    }
    return alerts;
}

std::vector<Alert> AlertWatch::clipsKept(CameraId camera)
{
    Alerts alerts;
    m_cameras[camera].clipsFault.reset();
    clear(AlertTopic::Storage, camera, "Clips of camera " + m_cameras[camera].name + " are kept again.", alerts);
    return alerts;
}

} // namespace jackdaw::runtime
