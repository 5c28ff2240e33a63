// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/run_loop.h"

#include "engine/runtime/setup_job.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <utility>

#include <sys/prctl.h>

namespace jackdaw::runtime {

namespace {

/// Most of the processors belong to decoders, lanes and the loop itself.
std::size_t sideThreads()
{
    constexpr std::size_t kMost = 4;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency() / 4, 1, kMost);
}

/// Lets the calling thread's waits end when they are to; usually the kernel lets them last 50 us longer, which is half
/// of what a frame takes on a GPU.
void wakeOnTime()
{
    prctl(PR_SET_TIMERSLACK, 1UL);
}

/// \p run says whether it took what it usually takes. The first time also pays for what is set up once.
void addTwice(std::vector<Batch>& batches, const std::string& shape, const std::function<bool()>& run)
{
    for (const bool counts : {false, true})
        batches.push_back({{BatchRun{shape}}, [run, counts]() -> Result<BatchOutcome> {
                               const bool isUsual = run();
                               return BatchOutcome{counts && isUsual};
                           }});
}

} // namespace

RunLoop::RunLoop(RunParts parts, LiveChannel& channel, CommandQueue& commands, Signal& wake) :
    m_parts(std::move(parts)), m_channel(channel), m_wake(wake), m_clock(*m_parts.clock),
    m_watch(m_parts.settings.windowLength),
    m_recorder(*m_parts.writer, m_clock, &m_watch), m_services{m_parts.settings,
                                                               m_clock,
                                                               m_recorder,
                                                               *m_parts.writer,
                                                               m_parts.costs,
                                                               m_parts.history,
                                                               m_devices,
                                                               m_side,
                                                               m_books,
                                                               m_reads,
                                                               m_parts.learners,
                                                               m_parts.sessionFile,
                                                               m_parts.planner->usesEstimates(),
                                                               m_parts.planner->servingChoice(),
                                                               m_parts.firstJob,
                                                               {},
                                                               m_parts.pictures},
    m_windows(m_parts.settings.windowLength, m_parts.settings.windows,
              m_parts.resume ? m_parts.resume->nextWindow : WindowId{0},
              m_parts.resume && m_parts.resume->state ? m_parts.resume->state->closing : std::nullopt),
    m_director(m_services, *m_parts.planner, m_cameras, m_windows),
    m_border(m_services, m_windows, m_cameras, m_director, m_parts.resume),
    m_turns({m_services, m_clock, channel, commands, wake, m_cameras, m_director, m_border, m_parts.onStage,
             m_parts.corrections}),
    m_side(m_clock.isDeterministic(), m_wake, sideThreads()), m_books(m_clock.isDeterministic(), m_wake, sideThreads()),
    m_reads(m_clock.isDeterministic(), m_wake)
{
    const std::vector<Event> watched = std::exchange(m_parts.watched, {}); // nobody needs them any more
    for (const Event& event : watched)
        m_watch.recall(event);
    for (std::size_t i = 0; i < m_parts.devices.size(); ++i)
        m_devices.add(std::make_unique<DeviceExecutor>(DeviceId{static_cast<std::uint32_t>(i)},
                                                       std::move(m_parts.devices[i]), m_clock, m_parts.costs,
                                                       m_recorder, m_wake));
}

RunLoop::~RunLoop() = default;

Status RunLoop::run(std::stop_token stop)
{
    m_turns.stopBy(std::move(stop));
    if (!m_clock.isDeterministic())
        wakeOnTime();
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
    for (const Alert& warning : m_parts.resume ? std::vector<Alert>() : m_parts.labelWarnings)
        m_recorder.record(warning);
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
    m_turns.awaitFrames();
    return m_devices.goOn(point.state->devices, point.isInside);
}

/// Under wall time, batches that nothing has run yet are measured once: costs have to be known to be planned with.
Status RunLoop::measureUnknownCosts()
{
    std::vector<Batch> batches;
    auto unknown = calibrationBatches(m_parts.learners, m_parts.settings.configurations);
    if (m_services.serving.moved && !m_parts.costs.isPriced())
        unknown.push_back(movingBatch(texturedFrame(0), texturedFrame(3)));
    std::map<std::string, std::function<bool()>> runs;
    for (const auto& batch : unknown)
        runs.emplace(batch.costShape, [run = batch.run] {
            run();
            return true;
        });
    for (const auto& camera : m_cameras)
        for (const auto& model : camera->modelsAskedTogether())
            runs.emplace(model->costShape(), [model] {
                (void)model->detect(texturedFrame(0));
                return !model->lastWasCached();
            });
    for (const auto& [shape, run] : runs)
        if (!m_parts.costs.knows(shape))
            addTwice(batches, shape, run);
    if (batches.empty() || m_cameras.empty())
        return {};
    const auto job = std::make_shared<SetupJob>(m_services.newJob(), CameraId{0}, std::move(batches));
    m_devices.start(job, DeviceId{0});
    const Status shared = m_devices.share({{job->id(), Share{1.0}}});
    while (shared && !job->isOver() && m_turns.next(kNever)) { }
    m_devices.end(job->id(), job->failure() ? job->failure()->text() : std::string());
    return shared;
}

/// With the cameras held, until no student is being trained or prepared.
Status RunLoop::finishSetUp()
{
    m_director.shareEqually();
    const auto isSettingUp = [](const auto& camera) { return camera->isSettingUp(); };
    while (std::any_of(m_cameras.begin(), m_cameras.end(), isSettingUp) && m_turns.next(kNever)) { }
    return m_director.failure();
}

Status RunLoop::runWindows()
{
    while (m_windows.next() && m_turns.mayGoOn() && hasCameras()) {
        m_turns.enter(TurnStage::WindowStart);
        m_border.begin(m_turns.stop());
        if (m_windows.open()->value == 0 && m_parts.settings.newestStudentsFrom)
            takeStudentsOver();
        while (hasCameras() && m_turns.next(m_windows.end(*m_windows.open()))) { }
        m_turns.enter(TurnStage::WindowEnd);
        if (!m_turns.mayGoOn() || !hasCameras())
            break;
        if (m_windows.open()->value == 0)
            holdForFirstStudents();
        m_border.end();
    }
    return m_director.failure();
}

/// The cameras stand still until all that can have a student have one.
void RunLoop::holdForFirstStudents()
{
    m_clock.hold();
    drainLabels();
    takeStudentsOver();
    m_director.trainFirstStudents();
    static_cast<void>(finishSetUp());
    m_clock.release();
}

void RunLoop::takeStudentsOver()
{
    for (std::size_t i = 0; i < m_parts.firstStudents.size(); ++i)
        if (m_parts.firstStudents[i].weights)
            m_cameras[i]->takeOver(m_parts.firstStudents[i]);
}

/// Labels that the ended window still waits for.
void RunLoop::drainLabels()
{
    for (const auto& camera : m_cameras)
        camera->endOfFrames();
    m_director.shareEqually();
    const auto labelsWait = [](const auto& camera) { return camera->labelsWait(); };
    while ((!m_devices.isIdle() || std::any_of(m_cameras.begin(), m_cameras.end(), labelsWait))
           && m_turns.next(kNever)) { }
}

bool RunLoop::hasCameras() const
{
    return std::any_of(m_cameras.begin(), m_cameras.end(),
                       [](const auto& camera) { return camera->hasFeed() || camera->mayReturn(); });
}

/// The session gets its end, whatever happened: a window that was run through is closed, one that was cut off is not.
Status RunLoop::close(const Status& outcome)
{
    const bool complete = outcome && !m_turns.isStopped();
    if (complete) {
        m_clock.hold();
        drainLabels();
        if (m_windows.open())
            m_border.end();
    }
    m_border.close(complete);
    if (outcome)
        m_turns.obeyLast();
    if (outcome) // after an error what is queued may fail as well, and nobody would catch it
        m_border.finishRecord();
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
    if (m_turns.isStopped())
        return {"stopped by the user", RunOutcome::Stopped, {}};
    const auto hasEnded = [](const auto& camera) { return camera->hasEnded(); };
    const bool broken = !hasCameras() && !std::all_of(m_cameras.begin(), m_cameras.end(), hasEnded);
    return {broken ? "no camera gives frames any more" : "finished", RunOutcome::Finished, {}};
}

} // namespace jackdaw::runtime
