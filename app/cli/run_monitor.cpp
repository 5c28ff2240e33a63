// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_monitor.h"

#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace jackdaw::cli {
namespace {

std::string percent(double value)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%5.1f %%", 100.0 * value);
    return text.data();
}

class StatusLines {
public:
    explicit StatusLines(std::ostream& out) : m_out(out), m_terminal(isatty(STDOUT_FILENO) != 0) { }

    void show(const Event& event)
    {
        m_time = event.time;
        std::visit([&](const auto& body) { show(body); }, event.body);
    }

    void progress()
    {
        if (!m_terminal || m_windows == 0)
            return;
        std::array<char, 96> text{};
        std::snprintf(text.data(), text.size(), "\r  window %u of %u, %.0f s   ", m_window, m_windows - 1,
                      toSeconds(m_time));
        m_out << text.data() << std::flush;
    }

    /// What the run's end means for the program that ran it.
    int exitCode() const
    {
        switch (m_outcome) {
        case RunOutcome::Failed: return kFailed;
        case RunOutcome::Stopped: return kStopped;
        case RunOutcome::Finished: break;
        }
        return everyCameraBroke() ? kFailed : kSuccess;
    }

    /// A source that came to its regular end did not break.
    bool everyCameraBroke() const { return !m_names.empty() && m_broken.size() == m_names.size(); }

private:
    template <class Body>
    void show(const Body&)
    {
    }
    void show(const SessionStarted& started)
    {
        m_windows = started.windows;
        for (const auto& configuration : started.configurations)
            m_configurations.push_back(configuration.name);
        line("planner " + started.planner + ", seed " + std::to_string(started.seed) + ", "
             + std::to_string(started.windows) + " windows, student: " + started.student
             + ", golden: " + started.golden);
    }
    void show(const CameraAdded& camera) { m_names[camera.camera] = camera.name; }
    void show(const WindowStarted& window)
    {
        m_window = window.window.value;
        if (window.counted)
            return;
        m_uncounted.insert(window.window);
        line("window 0: labelling, then training the first students");
    }
    void show(const WindowClosed& closed)
    {
        for (const CameraWindow& camera : closed.cameras)
            line("window " + std::to_string(closed.window.value) + "  " + m_names[camera.camera] + "  "
                 + (m_uncounted.contains(closed.window) ? firstStudent(camera) : describe(camera)) + charged(camera));
    }
    void show(const CameraLost& lost)
    {
        if (!lost.ended)
            m_broken.insert(lost.camera);
        line(m_names[lost.camera] + ": " + lost.reason);
    }
    void show(const CameraRecovered& camera)
    {
        m_broken.erase(camera.camera);
        if (!camera.reason.empty())
            line(m_names[camera.camera] + ": " + camera.reason);
    }
    void show(const VideoFault& fault) { line(m_names[fault.camera] + ": " + fault.message); }
    void show(const Alert& alert)
    {
        clear();
        std::fprintf(stderr, "%s %s\n", alert.message.c_str(), alert.action.c_str());
    }
    void show(const SessionClosed& closed)
    {
        m_outcome = closed.outcome;
        line("session closed: " + closed.reason);
    }

    static std::string accuracy(const CameraWindow& camera)
    {
        std::string text = "accuracy     –  (nothing to see)";
        if (const auto& measured = camera.studentGolden)
            text = "accuracy " + percent(measured->value.value) + " (" + std::to_string(measured->count) + " objects)";
        else if (camera.coverage && camera.coverage->objects > 0)
            text = "accuracy     –  (no object was found)";
        else if (camera.empty.frames == 0)
            text = "accuracy     –  (not scored)";
        if (camera.coverage && camera.coverage->covered > 0)
            text += "  coverage " + percent(static_cast<double>(camera.coverage->covered) / camera.coverage->objects);
        if (camera.empty.falseAlarms > 0)
            text += "  " + std::to_string(camera.empty.falseAlarms) + " false alarms on "
                + std::to_string(camera.empty.frames) + " empty frames";
        return text;
    }

    static std::string firstStudent(const CameraWindow& camera)
    {
        return camera.retrained ? "first student" : "no first student";
    }

    static std::string charged(const CameraWindow& camera)
    {
        double seconds = 0.0;
        for (const KindCharge& one : camera.charged)
            seconds += one.charged.value;
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "  %.1f device-s", seconds);
        return text.data();
    }

    std::string describe(const CameraWindow& camera) const
    {
        std::string text = accuracy(camera) + "  ";
        if (camera.configuration)
            text += (camera.retrained ? "retrained: " : "retraining not accepted: ")
                + m_configurations[camera.configuration->value];
        else
            text += camera.retrained ? "first student" : "not retrained";
        return text + "  " + std::to_string(camera.framesDropped) + " of " + std::to_string(camera.framesDue)
            + " frames dropped";
    }

    void clear()
    {
        if (m_terminal)
            m_out << "\r\033[K" << std::flush;
    }
    void line(const std::string& text)
    {
        clear();
        m_out << text << '\n' << std::flush;
    }

    std::ostream& m_out;
    bool m_terminal;
    RunOutcome m_outcome = RunOutcome::Finished;
    Nanoseconds m_time{0};
    std::uint32_t m_window = 0;
    std::uint32_t m_windows = 0;
    std::map<CameraId, std::string> m_names;
    std::vector<std::string> m_configurations;
    std::set<WindowId> m_uncounted; ///< they train the first students
    std::set<CameraId> m_broken;
};

void sayNotes(RunOutlets* outlets)
{
    for (const std::string& note : outlets ? outlets->takeNotes() : std::vector<std::string>())
        std::fprintf(stderr, "%s\n", note.c_str());
}

} // namespace

int monitor(runtime::Engine& engine, std::ostream& out, const std::vector<Event>& earlier, RunOutlets* outlets)
{
    using namespace std::chrono_literals;
    StatusLines lines(out);
    for (const Event& event : earlier)
        lines.show(event);
    std::vector<Event> events;
    bool stopping = false;
    for (bool finished = false; !finished;) {
        finished = engine.isFinished();
        while (engine.poll(events, 10000) > 0) {
            for (const Event& event : events)
                lines.show(event);
            events.clear();
        }
        lines.progress();
        if (outlets)
            outlets->follow();
        sayNotes(outlets);
        if (isInterrupted() && !std::exchange(stopping, true))
            engine.stop();
        if (!finished)
            std::this_thread::sleep_for(50ms);
    }
    if (const Status outcome = engine.wait(); !outcome) {
        report(outcome.error());
        return kFailed;
    }
    const Status written = outlets ? outlets->finish() : Status();
    sayNotes(outlets);
    if (!written) {
        report(written.error());
        return kFailed;
    }
    if (lines.everyCameraBroke())
        std::fputs("jackdaw-cli: No camera is left: each of them broke off.\n", stderr);
    return lines.exitCode();
}

} // namespace jackdaw::cli
