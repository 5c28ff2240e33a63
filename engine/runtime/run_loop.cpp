// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/run_loop.h"

#include "engine/runtime/setup_job.h"

#include <algorithm>
#include <exception>

namespace jackdaw::runtime {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

/// Under wall time the loop comes round at least this often: devices are sampled every second, and a source that hangs
/// is noticed.
constexpr Nanoseconds kLongestWait = std::chrono::seconds(1);

} // namespace

RunLoop::RunLoop(RunParts parts, LiveChannel& channel, CommandQueue& commands, Signal& wake) :
    m_parts(std::move(parts)), m_channel(channel), m_commands(commands), m_wake(wake), m_clock(*m_parts.clock),
    m_recorder(*m_parts.writer, m_clock), m_services{m_parts.settings,    m_clock,
                                                     m_recorder,          *m_parts.writer,
                                                     m_parts.costs,       m_parts.history,
                                                     m_devices,           m_parts.learner,
                                                     m_parts.sessionFile, m_parts.planner->usesEstimates(),
                                                     m_parts.firstJob,    {}},
    m_windows(m_parts.settings.windowLength, m_parts.settings.windows,
              m_parts.resume ? m_parts.resume->nextWindow : WindowId{0},
              m_parts.resume && m_parts.resume->state ? m_parts.resume->state->closing : std::nullopt),
    m_director(m_services, *m_parts.planner, m_cameras, m_windows)
{
    for (std::size_t i = 0; i < m_parts.devices.size(); ++i)
        m_devices.add(std::make_unique<DeviceExecutor>(DeviceId{static_cast<std::uint32_t>(i)},
                                                       std::move(m_parts.devices[i]), m_clock, m_parts.costs,
                                                       m_recorder, m_wake));
}

RunLoop::~RunLoop() = default;

Status RunLoop::run(std::stop_token stop)
{
    m_stop = std::move(stop);
    Status outcome;
    try {
        outcome = begin();
        if (outcome)
            outcome = runWindows();
    } catch (const std::exception& error) {
        outcome = fail(ErrorCode::Internal, "The run ended by an internal error.",
                       "The session file holds everything up to it; please report it.", error.what());
    }
    if (const auto failure = m_parts.writer->failure(); failure && outcome)
        outcome = tl::unexpected(*failure);
    return close(outcome);
}

Status RunLoop::begin()
{
    if (!m_parts.resume)
        m_recorder.record(m_parts.started);
    addCameras();
    m_clock.hold();
    Status set = m_parts.resume ? goOn() : Status();
    if (set)
        set = measureUnknownCosts();
    m_clock.release();
    return set;
}

void RunLoop::addCameras()
{
    const std::size_t known = m_parts.resume ? m_parts.resume->cameras.size() : 0;
    for (std::size_t i = 0; i < m_parts.cameras.size(); ++i) {
        m_parts.cameras[i].feed->setWake([this] { m_wake.notify(); });
        const CameraId id{static_cast<std::uint32_t>(i)};
        m_cameras.push_back(std::make_unique<CameraSession>(id, std::move(m_parts.cameras[i]), m_services));
        if (i >= known)
            m_cameras.back()->announce();
    }
}

/// A resumed session is at the border again where it goes on, with each camera's newest accepted weights.
Status RunLoop::goOn()
{
    const session::ResumePoint& point = *m_parts.resume;
    m_recorder.record(Alert{
        Severity::Info, std::nullopt,
        "The run was cut off; it goes on where window " + std::to_string(point.nextWindow.value) + " begins.", ""});
    for (const JobStarted& job : point.interrupted)
        m_recorder.record(JobInterrupted{job.job});
    for (const auto& camera : m_cameras)
        camera->restore();
    if (!point.state)
        return {};
    m_director.carryOver().restore(point.state->carried);
    awaitFrames();
    return m_devices.goOn(point.state->devices, point.isInside);
}

/// Under device time the run had known when each camera's next frame is due.
void RunLoop::awaitFrames()
{
    const auto waitsForDecoder = [](const auto& camera) { return camera->waitsForDecoder(); };
    for (bool waits = m_clock.isDeterministic(); waits && !isStopped();) {
        for (const auto& camera : m_cameras)
            camera->pump(m_clock.now() - Nanoseconds{1}, m_channel);
        waits = std::any_of(m_cameras.begin(), m_cameras.end(), waitsForDecoder);
        if (waits)
            m_wake.waitUntil(std::chrono::steady_clock::now() + kLongestWait, m_stop);
    }
}

/// Under wall time, batches that nothing has run yet are measured once: costs have to be known to be planned with.
Status RunLoop::measureUnknownCosts()
{
    std::vector<Batch> batches;
    for (auto& batch : m_parts.learner->calibrationBatches(m_parts.settings.configurations)) {
        if (m_parts.costs.knows(batch.costShape))
            continue;
        for (const bool representative : {false, true}) // the first one also pays for what is set up once
            batches.push_back(
                {{BatchRun{batch.costShape}}, [run = batch.run, representative]() -> Result<BatchOutcome> {
                     run();
                     return BatchOutcome{representative};
                 }});
    }
    if (batches.empty() || m_cameras.empty())
        return {};
    const auto job = std::make_shared<SetupJob>(m_services.newJob(), CameraId{0}, std::move(batches));
    m_devices.start(job, DeviceId{0});
    const Status shared = m_devices.share({{job->id(), Share{1.0}}});
    while (shared && !job->isOver() && turn(kNever)) { }
    m_devices.end(job->id(), job->failure() ? job->failure()->text() : std::string());
    return shared;
}

/// With the cameras held, until no student is being trained or prepared.
Status RunLoop::finishSetUp()
{
    m_director.shareEqually();
    const auto isSettingUp = [](const auto& camera) { return camera->isSettingUp(); };
    while (std::any_of(m_cameras.begin(), m_cameras.end(), isSettingUp) && turn(kNever)) { }
    return m_director.failure();
}

Status RunLoop::runWindows()
{
    while (m_windows.next() && mayGoOn() && hasCameras()) {
        beginWindow();
        while (hasCameras() && turn(m_windows.end(*m_windows.open()))) { }
        if (!mayGoOn() || !hasCameras())
            break;
        if (m_windows.open()->value == 0)
            holdForFirstStudents();
        endWindow();
    }
    return m_director.failure();
}

void RunLoop::beginWindow()
{
    const WindowId window = m_windows.begin();
    for (const auto& camera : m_cameras)
        camera->beginWindow(window, m_windows);
    const auto& resume = m_parts.resume;
    const bool isSaid = resume && resume->saysAll() && resume->nextWindow == window;
    if (window.value > 0 && !isSaid)
        m_recorder.record(resumeState(window));
    m_recorder.record(WindowStarted{window, m_windows.length(), window.value > 0});
    m_director.beginWindow();
}

void RunLoop::endWindow()
{
    m_director.endWindow();
    closeWindow(true);
    const WindowId window = m_windows.endOpen();
    const std::vector<JobCharge> charges = m_devices.takeCharges();
    for (const auto& camera : m_cameras)
        camera->endRecord(charges);
    for (DeviceIdle& idle : m_devices.takeIdle(window))
        m_recorder.record(std::move(idle));
    if (auto lines = m_parts.costs.takeLines(); !lines.empty())
        m_recorder.record(CostMeasured{window, std::move(lines)});
    closeWindow();
}

/// What a run that is cut off from here on needs to go on from here.
ResumeState RunLoop::resumeState(WindowId window)
{
    ResumeState state{.window = window, .nextJob = m_services.nextJob};
    // Measured costs decide under wall time only, and differ from run to run.
    if (!m_clock.isDeterministic())
        state.costs = m_parts.costs.learned();
    state.curves = std::exchange(m_services.newCurves, {});
    state.carried = m_director.carryOver().sums();
    state.closing = m_windows.closing();
    const bool known = m_devices.awaitWork(m_stop);
    for (const auto& camera : m_cameras) {
        state.cameras.push_back(camera->atBorder(state.closing, known));
        const auto jobs = camera->placement();
        state.placement.insert(state.placement.end(), jobs.begin(), jobs.end());
    }
    state.devices = m_devices.atBorder(known);
    return state;
}

/// A window that had ended before the border where a run goes on may have been closed after it, before the run was cut
/// off.
bool RunLoop::isRecorded(WindowId closed) const
{
    return m_parts.resume && closed < m_parts.resume->notClosed;
}

/// Records the window that ended, once its last labels are there.
void RunLoop::closeWindow(bool evenIfIncomplete)
{
    const auto window = m_windows.closing();
    if (!window)
        return;
    const auto isComplete = [&](const auto& camera) { return camera->scores().isComplete(*window); };
    if (!evenIfIncomplete && !std::all_of(m_cameras.begin(), m_cameras.end(), isComplete))
        return;
    WindowClosed closed{*window, {}};
    for (const auto& camera : m_cameras) {
        CameraWindow record = camera->takeRecord();
        const auto carried = camera->scores().close(*window, m_windows.start(*window), m_windows.end(*window),
                                                    m_parts.settings.seed, record);
        if (carried)
            m_director.carryOver().add(*carried);
        closed.cameras.push_back(std::move(record));
    }
    m_windows.close();
    if (!isRecorded(closed.window))
        m_recorder.record(std::move(closed));
}

/// The cameras stand still until all that can have a student have one.
void RunLoop::holdForFirstStudents()
{
    m_clock.hold();
    drainLabels();
    for (std::size_t i = 0; i < m_parts.firstStudents.size(); ++i)
        m_cameras[i]->takeOver(m_parts.firstStudents[i]);
    m_director.trainFirstStudents();
    static_cast<void>(finishSetUp());
    m_clock.release();
}

/// Labels that the ended window still waits for.
void RunLoop::drainLabels()
{
    for (const auto& camera : m_cameras)
        camera->endOfFrames();
    m_director.shareEqually();
    const auto labelsWait = [](const auto& camera) { return camera->labelsWait(); };
    while ((!m_devices.isIdle() || std::any_of(m_cameras.begin(), m_cameras.end(), labelsWait)) && turn(kNever)) { }
}

bool RunLoop::isStopped() const
{
    return m_stop.stop_requested() || m_stopCommand;
}

bool RunLoop::mayGoOn() const
{
    return !isStopped() && m_director.failure() && !m_parts.writer->failure();
}

bool RunLoop::hasCameras() const
{
    return std::any_of(m_cameras.begin(), m_cameras.end(), [](const auto& camera) { return camera->hasFeed(); });
}

/// Goes round once. False at \p until, or when the run does not go on, or nothing can happen any more.
bool RunLoop::turn(Nanoseconds until)
{
    obeyCommands();
    pump(until);
    m_devices.settle(m_stop);
    m_director.advance();
    closeWindow();
    m_devices.sample();
    if (m_clock.now() >= until || !mayGoOn())
        return false;
    m_director.submit();
    return wait(until);
}

/// Frames from \p until on belong to the next window and stay in their queues; so do all while the cameras are held.
void RunLoop::pump(Nanoseconds until)
{
    if (m_clock.isHeld())
        return;
    const Nanoseconds due = std::min(m_clock.now(), until - Nanoseconds{1});
    for (const auto& camera : m_cameras)
        camera->pump(due, m_channel);
}

/// Until the next frame, the next batch that ends, or \p until. False if nothing of that will come.
bool RunLoop::wait(Nanoseconds until)
{
    using SteadyClock = std::chrono::steady_clock;
    const auto waitsForDecoder = [](const auto& camera) { return camera->waitsForDecoder(); };
    const bool decoding = !m_clock.isHeld() && std::any_of(m_cameras.begin(), m_cameras.end(), waitsForDecoder);
    // Session time stands until it is certain that no frame is missing.
    if (m_clock.isDeterministic() && decoding) {
        m_wake.waitUntil(SteadyClock::now() + kLongestWait, m_stop);
        return true;
    }
    Nanoseconds next = until == kNever ? kNever : m_clock.elapsedAt(until);
    for (const auto& camera : m_cameras) {
        if (camera->nextFrame())
            next = std::min(next, m_clock.elapsedAt(*camera->nextFrame()));
    }
    next = std::min(next, m_devices.nextCompletion().value_or(kNever));
    if (next == kNever && m_devices.isIdle())
        return false;
    if (!m_clock.isDeterministic())
        next = std::min(next, m_clock.elapsed() + kLongestWait);
    const Nanoseconds before = m_clock.now();
    m_clock.waitUntil(next, m_wake, m_stop);
    m_devices.countIdle(m_clock.now() - before, m_director.idleReason());
    return true;
}

void RunLoop::obeyCommands()
{
    while (const auto command = m_commands.take()) {
        std::visit(Overloaded{[&](const PauseCommand&) { pause(); }, [](const ResumeCommand&) {},
                              [&](const StopCommand&) { m_stopCommand = true; },
                              [&](const NoteCommand& note) { m_recorder.record(Note{note.text}); }},
                   *command);
    }
}

void RunLoop::pause()
{
    m_recorder.record(Alert{Severity::Info, std::nullopt, "The run is paused.", ""});
    m_clock.hold();
    for (bool paused = true; paused && !isStopped();) {
        m_wake.waitUntil(Signal::Instant::max(), m_stop);
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

/// The session gets its end, whatever happened: a window that was run through is closed, one that was cut off is not.
Status RunLoop::close(const Status& outcome)
{
    const bool complete = outcome && !isStopped();
    if (complete) {
        m_clock.hold();
        drainLabels();
        if (m_windows.open())
            endWindow();
    }
    closeWindow(complete);
    const std::uint64_t last = m_parts.writer->append(m_clock.now(), closing(outcome));
    const Status closed = m_parts.writer->close();
    if (!outcome || closed)
        return outcome;
    // The file did not take its end any more: who looks on hears of it all the same.
    m_channel.push({m_clock.now(), last + 1, closing(closed)});
    return closed;
}

SessionClosed RunLoop::closing(const Status& outcome) const
{
    if (!outcome)
        return {outcome.error().message, RunOutcome::Failed, outcome.error().action};
    if (isStopped())
        return {"stopped by the user", RunOutcome::Stopped, {}};
    const auto hasEnded = [](const auto& camera) { return camera->hasEnded(); };
    const bool broken = !hasCameras() && !std::all_of(m_cameras.begin(), m_cameras.end(), hasEnded);
    return {broken ? "no camera gives frames any more" : "finished", RunOutcome::Finished, {}};
}

} // namespace jackdaw::runtime
