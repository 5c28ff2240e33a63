// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/live_loop.h"

#include <algorithm>
#include <thread>

namespace jackdaw::runtime {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

/// Frames per camera: full after three windows, so that memory does not grow with the length of a run.
constexpr std::size_t kRehearsalCapacity = 12;
constexpr Nanoseconds kLongestWait = std::chrono::milliseconds(50);

SessionClosed closing(const Status& outcome, bool stopped)
{
    if (!outcome)
        return {outcome.error().message, RunOutcome::Failed, outcome.error().action};
    return stopped ? SessionClosed{"stopped by the user", RunOutcome::Stopped} : SessionClosed{"finished"};
}

} // namespace

LiveLoop::LiveLoop(RunParts parts, LiveChannel& channel, CommandQueue& commands) :
    m_parts(std::move(parts)), m_channel(channel), m_commands(commands), m_clock(*m_parts.clock),
    m_recorder(*m_parts.writer, m_clock),
    m_executor(DeviceId{0}, compute::makeStrideBroker(), m_clock, m_parts.costs, m_recorder,
               m_clock.isDeterministic() ? costStopwatch(m_parts.settings.device.threads) : StopwatchKind::Wall),
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
                                          hasHuman, camera.run.target});
        }
        vision::GoldenModel& golden = camera.ownGolden ? *camera.ownGolden : *m_parts.golden;
        camera.inference = std::make_shared<InferenceJob>(newJob(), camera.id, *camera.scores, m_recorder);
        camera.labelling = std::make_shared<LabellingJob>(newJob(), camera.id, m_parts.settings.student, golden,
                                                          *camera.scores, m_recorder);
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
            m_failure = trainFirstStudents(window);
        else
            retrainWindow(window);
    }
    const bool cut = stopped();
    if (!cut && m_open) {
        drainLabels();
        endWindow();
    }
    closeWhenComplete(!cut);
    m_recorder.record(closing(m_failure, cut));
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
        m_failure = tl::unexpected(*failure);
        return false;
    }
    pump(until);
    closeWhenComplete();
    if (!m_executor.runBatch())
        idle(until);
    m_executor.sample();
    return m_clock.now() < until;
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
    using namespace std::chrono_literals;
    m_recorder.record(Alert{Severity::Info, std::nullopt, "The run is paused.", ""});
    m_clock.hold();
    for (bool paused = true; paused && !stopped();) {
        std::this_thread::sleep_for(20ms);
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

void LiveLoop::idle(Nanoseconds until)
{
    Nanoseconds next = until;
    for (const LiveCamera& camera : m_cameras) {
        if (camera.hasFeed() && camera.nextFrame)
            next = std::min(next, *camera.nextFrame);
    }
    // Commands are looked for between waits.
    if (!m_clock.isDeterministic())
        next = std::min(next, m_clock.now() + kLongestWait);
    m_clock.waitUntil(next, m_stop);
}

} // namespace jackdaw::runtime
