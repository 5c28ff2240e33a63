// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/live_loop.h"
#include "engine/runtime/window_planner.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// Part of window 0 over which its sample is spread; the rest leaves time to label the last frames.
constexpr double kFirstSampleSpan = 0.95;
/// Part of a window after which a sample is no longer worth waiting for.
constexpr double kLatestSample = 0.85;
/// Labelled frames of a window that go to the rehearsal memory.
constexpr std::size_t kKeptFrames = 4;

Nanoseconds scaled(Nanoseconds duration, double factor)
{
    return fromSeconds(toSeconds(duration) * factor);
}

} // namespace

void LiveLoop::beginWindow(WindowId window)
{
    if (m_open)
        endWindow();
    m_open = window;
    const LabellingSettings& labelling = m_parts.settings.labelling;
    const bool first = window.value == 0;
    m_recorder.record(WindowStarted{window, m_parts.settings.windowLength, !first});
    for (LiveCamera& camera : m_cameras) {
        camera.memory.keep(camera.labelling->beginSample(window), kKeptFrames);
        camera.window = {};
        camera.window.schedule.emplace(SampleSchedule::Settings{
            windowStart(window), windowEnd(window), first ? labelling.firstTrainingFrames : labelling.trainingFrames,
            scaled(m_parts.settings.windowLength, first ? kFirstSampleSpan : labelling.trainingSpan),
            fromSeconds(labelling.scoringInterval),
            fromSeconds(labelling.scoringInterval * camera.id.value / static_cast<double>(m_cameras.size()))});
    }
}

void LiveLoop::endWindow()
{
    closeWhenComplete(true);
    collectCounts();
    m_closing = m_open;
    m_open.reset();
    for (LiveCamera& camera : m_cameras)
        camera.closing = std::exchange(camera.record, {});
}

void LiveLoop::collectCounts()
{
    for (LiveCamera& camera : m_cameras) {
        const InferenceJob::FrameCounts frames = camera.inference->takeCounts();
        camera.record.camera = camera.id;
        camera.record.framesDue = frames.due;
        camera.record.framesDropped = frames.dropped;
        camera.record.charged = m_executor.takeCharges(camera.id);
        if (const std::uint32_t missed = camera.labelling->takeGivenUp()) {
            m_recorder.record(
                Alert{Severity::Warning, camera.id,
                      std::to_string(missed) + " frames of " + camera.name() + " were not scored: labelling is behind.",
                      "Use a larger scoring interval, fewer cameras or a faster golden model."});
        }
    }
    if (auto lines = m_parts.costs.takeLines(); !lines.empty())
        m_recorder.record(CostMeasured{*m_open, std::move(lines)});
}

void LiveLoop::closeWhenComplete(bool evenIfIncomplete)
{
    if (!m_closing)
        return;
    const WindowId window = *m_closing;
    if (!evenIfIncomplete && !std::all_of(m_cameras.begin(), m_cameras.end(), [&](const LiveCamera& camera) {
            return camera.scores->isComplete(window);
        }))
        return;
    WindowClosed closed{window, {}};
    for (LiveCamera& camera : m_cameras) {
        if (const auto carried = camera.scores->close(window, windowStart(window), windowEnd(window),
                                                      m_parts.settings.seed, camera.closing))
            m_carryOver.add(*carried);
        closed.cameras.push_back(std::exchange(camera.closing, {}));
    }
    m_closing.reset();
    m_recorder.record(std::move(closed));
}

/// Labels that the ended window still waits for, with the cameras held.
void LiveLoop::drainLabels()
{
    for (LiveCamera& camera : m_cameras)
        camera.inference->endOfFrames();
    shareEqually();
    while (!stopped() && m_failure && std::any_of(m_cameras.begin(), m_cameras.end(), [](const LiveCamera& camera) {
        return camera.labelling->ready();
    })) {
        obeyCommands();
        if (!m_executor.runBatch())
            break;
    }
}

Status LiveLoop::trainFirstStudents(WindowId window)
{
    for (LiveCamera& camera : m_cameras)
        refreshInferenceProfile(camera);
    shareEqually();
    while (step(windowEnd(window))) { }
    if (stopped() || !m_failure)
        return m_failure;
    m_clock.hold();
    drainLabels();
    Status made;
    if (!m_parts.firstStudents.empty())
        made = takeOverFirstStudents();
    for (LiveCamera& camera : m_cameras) {
        if (camera.weights)
            continue;
        if (const Status started = startFirstTraining(camera, window); !started)
            m_recorder.alert(Severity::Error, camera.id, started.error());
    }
    runFirstTrainings();
    if (made)
        made = measureUnknownCosts();
    m_clock.release();
    return made;
}

Status LiveLoop::startFirstTraining(LiveCamera& camera, WindowId window)
{
    splitSample(camera);
    const RunSettings& settings = m_parts.settings;
    auto inputs = trainingInputs(camera, window);
    inputs.start = learning::Weights::initial(settings.student, settings.seed, camera.id);
    inputs.configuration = settings.firstTraining;
    inputs.evaluateAfter = evaluationEpochs(inputs.configuration);
    auto run = learning::TrainingRun::create(std::move(inputs));
    if (!run)
        return tl::unexpected(run.error());
    camera.window.retraining = std::make_shared<RetrainingJob>(
        newJob(), camera.id,
        RetrainingJob::Settings{std::nullopt, settings.firstTraining, window, Accuracy{0},
                                static_cast<double>(camera.window.split.heldOutObjects), GpuSeconds{0}},
        std::move(*run), m_recorder);
    m_executor.add(camera.window.retraining);
    return {};
}

void LiveLoop::runFirstTrainings()
{
    shareEqually();
    while (!stopped() && m_failure && m_executor.runBatch()) {
        obeyCommands();
        for (LiveCamera& camera : m_cameras) {
            if (camera.window.retraining && camera.window.retraining->isDone())
                finishRetraining(camera);
        }
    }
}

Status LiveLoop::takeOverFirstStudents()
{
    for (std::size_t i = 0; i < m_cameras.size(); ++i) {
        if (m_cameras[i].weights)
            continue;
        const FirstStudent& student = m_parts.firstStudents[i];
        auto prepared = learning::PreparedStudent::prepare(student.weights);
        if (!prepared)
            return tl::unexpected(prepared.error());
        deploy(m_cameras[i], student.weights, std::move(*prepared),
               WeightsSwapped{m_cameras[i].id, {}, {}, std::nullopt, student.after, std::nullopt});
    }
    return {};
}

void LiveLoop::retrainWindow(WindowId window)
{
    for (LiveCamera& camera : m_cameras)
        expectSample(camera);
    plan(window, "The window began: samples are still to be labelled, so accuracies are what history says.");
    const Nanoseconds latest = windowStart(window) + scaled(m_parts.settings.windowLength, kLatestSample);
    bool running = true;
    while (running) {
        running = step(windowEnd(window));
        for (LiveCamera& camera : m_cameras)
            advance(camera, window);
        if (m_clock.now() >= latest && giveUpSampling())
            plan(window, "Samples that are not labelled and profiled by now are given up.");
    }
    giveUpSampling();
    endRetrainings();
}

/// Moves one camera on, and plans again whenever that changes what there is to plan.
void LiveLoop::advance(LiveCamera& camera, WindowId window)
{
    if (advanceSampling(camera, window))
        plan(window, "The sample of " + camera.name() + " is labelled and profiled.");
    if (camera.window.retraining && camera.window.retraining->isDone()) {
        finishRetraining(camera);
        plan(window, "The retraining of " + camera.name() + " ended.");
    }
}

/// A retraining that did not end in its window is stopped; its best checkpoint is swapped in if it is good enough.
void LiveLoop::endRetrainings()
{
    for (LiveCamera& camera : m_cameras) {
        if (!camera.window.retraining)
            continue;
        const Status prepared = camera.window.retraining->abandon();
        finishRetraining(camera, prepared ? "The window ended before the retraining did." : prepared.error().text());
    }
}

} // namespace jackdaw::runtime
