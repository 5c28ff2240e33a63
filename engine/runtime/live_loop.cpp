// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/live_loop.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

/// Frames per camera: full after three windows, so that memory does not grow with the length of a run.
constexpr std::size_t kRehearsalCapacity = 12;

std::unique_ptr<compute::Device> makeDevice(const DeviceSettings& settings, const Clock& clock)
{
    return compute::makeCpuDevice(
        {.threads = settings.threads,
         .onThreadStart = [threads = settings.threads] { learning::useThreads(threads); },
         .stopwatch = clock.isDeterministic() ? costStopwatch(settings.threads) : StopwatchKind::Wall});
}

} // namespace

LiveLoop::LiveLoop(RunParts parts, LiveChannel& channel, CommandQueue& commands, Signal& wake) :
    m_parts(std::move(parts)), m_channel(channel), m_commands(commands), m_wake(wake), m_clock(*m_parts.clock),
    m_recorder(*m_parts.writer, m_clock),
    m_executor(DeviceId{0}, makeDevice(m_parts.settings.device, m_clock), m_clock, m_parts.costs, m_recorder, wake),
    m_carryOver(m_parts.settings.windowLength), m_nextJob(m_parts.firstJob)
{
}

LiveLoop::~LiveLoop() = default;

void LiveLoop::addCameras()
{
    const std::size_t classes = m_parts.settings.classes.size();
    m_cameras.resize(m_parts.settings.cameras.size());
    for (std::size_t i = 0; i < m_cameras.size(); ++i) {
        LiveCamera& camera = m_cameras[i];
        camera.run = m_parts.settings.cameras[i];
        camera.id = CameraId{static_cast<std::uint32_t>(i)};
        camera.feed = std::move(m_parts.feeds[i]);
        camera.nextFrame = camera.feed->nextFrameTime();
        camera.ownGolden = std::move(m_parts.cameraGolden[i]);
        camera.memory = learning::RehearsalMemory(kRehearsalCapacity);
        const bool hasHuman = !m_parts.humanLabels[i].empty();
        camera.scores = std::make_unique<ScoreBook>(camera.id, classes, std::move(m_parts.humanLabels[i]), m_recorder);
        const video::StreamInfo& info = camera.feed->info();
        if (!m_parts.resume || i >= m_parts.resume->cameras.size()) {
            m_recorder.record(CameraAdded{camera.id, camera.name(), camera.run.settings.source, info.width, info.height,
                                          info.framesPerSecond, camera.run.settings.speed, camera.run.settings.offset,
                                          hasHuman});
        }
        vision::GoldenModel& golden = camera.ownGolden ? *camera.ownGolden : *m_parts.golden;
        camera.inference = std::make_shared<InferenceJob>(newJob(), camera.id, *camera.scores, m_recorder);
        camera.labelling = std::make_shared<LabellingJob>(newJob(), camera.id, golden, *camera.scores, m_recorder);
        m_executor.add(camera.inference);
        m_executor.add(camera.labelling);
    }
}

Status LiveLoop::run(std::stop_token stop)
{
    m_stop = stop;
    if (!m_parts.resume)
        m_recorder.record(m_parts.started);
    addCameras();
    m_failure = restoreStudents();
    const WindowId first = m_parts.resume ? m_parts.resume->nextWindow : WindowId{0};
    for (WindowId window = first; window.value < m_parts.settings.windows && !stopped() && m_failure; ++window.value) {
        beginWindow(window);
        if (needsFirstStudents(window == first))
            endBy(trainFirstStudents(window));
        else
            retrainWindow(window);
    }
    const bool cut = stopped();
    if (!cut && m_open) {
        drainLabels();
        while (runOn()) { }
        endWindow();
    }
    closeWhenComplete(!cut);
    m_recorder.record(SessionClosed{!m_failure ? m_failure.error().text() : cut ? "stopped by the user" : "finished"});
    const Status closed = m_parts.writer->close();
    return !m_failure ? m_failure : closed;
}

/// A resumed run may have students for some of its cameras only. Later windows do not stop for a camera that got none.
bool LiveLoop::needsFirstStudents(bool firstWindow) const
{
    const auto isUntrained = [](const LiveCamera& camera) { return !camera.weights; };
    return firstWindow ? std::any_of(m_cameras.begin(), m_cameras.end(), isUntrained)
                       : std::all_of(m_cameras.begin(), m_cameras.end(), isUntrained);
}

bool LiveLoop::step(Nanoseconds until)
{
    obeyCommands();
    if (stopped())
        return false;
    if (const auto failure = m_parts.writer->failure()) {
        endBy(tl::unexpected(*failure));
        return false;
    }
    pump(until);
    closeWhenComplete();
    if (!submit())
        return false;
    m_clock.waitUntil(nextInstant(until), m_wake, m_stop);
    settle();
    return m_clock.now() < until;
}

bool LiveLoop::submit()
{
    endBy(m_executor.submit());
    return m_failure.has_value();
}

/// The first error ends the run, and is what the run tells.
void LiveLoop::endBy(const Status& status)
{
    if (m_failure)
        m_failure = status;
}

void LiveLoop::settle()
{
    m_executor.settle(m_stop);
    m_executor.sample();
}

/// One round without frames, for as long as there are batches: false if none is under way.
bool LiveLoop::runOn()
{
    obeyCommands();
    if (stopped() || !submit() || m_executor.isIdle())
        return false;
    m_clock.waitUntil(m_executor.nextCompletion().value_or(kNever), m_wake, m_stop);
    settle();
    return true;
}

void LiveLoop::obeyCommands()
{
    while (const auto command = m_commands.take()) {
        std::visit(Overloaded{[&](const PauseCommand&) { pause(); }, [](const ResumeCommand&) {},
                              [&](const StopCommand&) { m_stopCommand = true; },
                              [&](const NoteCommand& note) { m_recorder.record(Note{note.text}); }},
                   *command);
    }
}

void LiveLoop::pause()
{
    m_recorder.record(Alert{Severity::Info, std::nullopt, "The run is paused.", ""});
    m_clock.hold();
    for (bool paused = true; paused && !stopped();) {
        m_clock.waitUntil(kNever, m_wake, m_stop);
        while (const auto command = m_commands.take()) {
            paused = paused && !std::holds_alternative<ResumeCommand>(*command);
            m_stopCommand = m_stopCommand || std::holds_alternative<StopCommand>(*command);
            if (const auto* note = std::get_if<NoteCommand>(&*command))
                m_recorder.record(Note{note->text});
        }
    }
    m_clock.release();
    m_recorder.record(Alert{Severity::Info, std::nullopt, "The run goes on.", ""});
}

/// Frames from \p until on belong to the next window and stay in their queues.
void LiveLoop::pump(Nanoseconds until)
{
    const Nanoseconds due = std::min(m_clock.now(), until - Nanoseconds{1});
    std::vector<VideoFrame> frames;
    for (LiveCamera& camera : m_cameras) {
        if (!camera.hasFeed() || (camera.nextFrame && *camera.nextFrame > due))
            continue;
        frames.clear();
        camera.feed->collect(due, frames);
        for (VideoFrame& frame : frames)
            admit(camera, std::move(frame));
        camera.nextFrame = camera.feed->nextFrameTime();
        if (!camera.nextFrame)
            loseFeed(camera);
    }
}

void LiveLoop::admit(LiveCamera& camera, VideoFrame frame)
{
    m_channel.post(camera.id, frame);
    if (camera.window.schedule) {
        if (const auto purpose = camera.window.schedule->take(frame.time))
            camera.labelling->offer(frame, *purpose, *m_open);
    }
    camera.inference->offer(std::move(frame));
}

void LiveLoop::loseFeed(LiveCamera& camera)
{
    const auto end = camera.feed->ended();
    camera.feed.reset();
    m_recorder.record(
        CameraLost{camera.id, end ? end->reason : "The source gives no more frames.", end && end->regular});
}

/// When something is to be done next: a batch ends, a frame comes due, the window ends.
Nanoseconds LiveLoop::nextInstant(Nanoseconds until) const
{
    Nanoseconds next = until;
    for (const LiveCamera& camera : m_cameras) {
        if (camera.hasFeed() && camera.nextFrame)
            next = std::min(next, *camera.nextFrame);
    }
    return std::min(m_clock.elapsedAt(next), m_executor.nextCompletion().value_or(kNever));
}

} // namespace jackdaw::runtime
