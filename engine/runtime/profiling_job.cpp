// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/profiling_job.h"

#include "engine/runtime/training_batches.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::runtime {
namespace {

/// 95 % interval of an accuracy measured on few objects (Agresti-Coull).
Interval binomialInterval(double accuracy, double objects)
{
    constexpr double z = 1.96;
    const double n = objects + z * z;
    const double centre = (accuracy * objects + z * z / 2) / n;
    const double half = z * std::sqrt(centre * (1 - centre) / n);
    return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

} // namespace

ProfilingJob::ProfilingJob(JobId id, CameraId camera, Settings settings, const profiling::ProfileHistory& history,
                           SideWork& side, Recorder& recorder) :
    Job(id, JobKind::Profiling, {camera}),
    m_settings(std::move(settings)), m_history(history), m_side(side), m_recorder(recorder)
{
    m_recorder.record(ProfileStarted{camera, m_settings.window, m_settings.profiler.budget});
}

Result<Batch> ProfilingJob::takeBatch()
{
    m_underWay = true;
    switch (m_stage) {
    case Stage::Judge: return judgeStart();
    case Stage::SetUp: return setUp();
    case Stage::Measure: return measure();
    case Stage::Reckon:
    case Stage::Done: break;
    }
    return fail(ErrorCode::Internal, "A micro-profile that has no batch to run was asked for another batch.");
}

Batch ProfilingJob::judgeStart() const
{
    return judgingBatch(m_settings.student, m_settings.training.heldOut,
                        [results = m_results](const learning::HeldOutAccuracy& start) { results->start = start; });
}

Result<Batch> ProfilingJob::setUp()
{
    m_requestStart = charged();
    m_workStart = worked();
    const profiling::ProfileRequest& request = *m_reckoned.request;
    const auto configuration =
        std::find_if(m_settings.configurations.begin(), m_settings.configurations.end(),
                     [&](const learning::TrainingConfiguration& each) { return each.family() == request.family; });
    if (configuration == m_settings.configurations.end())
        return fail(ErrorCode::Internal, "The micro-profiler asked for the unknown family " + request.family + ".");
    learning::TrainingInputs inputs = m_settings.training;
    inputs.configuration = *configuration;
    inputs.configuration.dataFraction = request.dataFraction;
    inputs.configuration.epochs = request.passes;
    return settingUpBatch(
        m_settings.learner, std::move(inputs),
        [results = m_results](std::unique_ptr<learning::Training> run) { results->run = std::move(run); });
}

Batch ProfilingJob::measure() const
{
    return {{BatchRun{m_results->run->nextBatch()->costShape}}, [results = m_results]() -> Result<BatchOutcome> {
                if (const Status ran = results->run->runBatch(); !ran)
                    return tl::unexpected(ran.error());
                return BatchOutcome{};
            }};
}

void ProfilingJob::batchDone()
{
    m_underWay = false;
    switch (m_stage) {
    case Stage::Judge: return takeStart();
    case Stage::SetUp: m_stage = Stage::Measure; return;
    case Stage::Measure:
        if (!m_results->run->nextBatch())
            finishRequest();
        return;
    case Stage::Reckon:
    case Stage::Done: return;
    }
}

void ProfilingJob::takeStart()
{
    m_settings.profiler.start = start().golden;
    m_startInterval = binomialInterval(start().golden.value, m_settings.profiler.heldOutObjects);
    reckon([inputs = m_settings.profiler, history = m_history] {
        return std::make_shared<profiling::MicroProfiler>(inputs, history);
    });
}

void ProfilingJob::finishRequest()
{
    const profiling::ProfileRequest request = *m_reckoned.request;
    const GpuSeconds spent = charged() - m_requestStart;
    const auto& evaluations = m_results->run->evaluations();
    const Accuracy accuracy = evaluations.empty() ? Accuracy{} : evaluations.back().accuracy.golden;
    m_recorder.record(ProfilePoint{camera(), m_settings.window, request.family, request.passes * request.dataFraction,
                                   accuracy, spent, false});
    m_results->run.reset();
    reckon([profiler = m_reckoned.profiler, request, accuracy, worked = worked() - m_workStart] {
        profiler->record(request, accuracy, worked);
        return profiler;
    });
}

void ProfilingJob::reckon(Informed profiler)
{
    m_stage = Stage::Reckon;
    m_side.run(
        [this, alive = std::weak_ptr<const void>(m_alive), profiler = std::move(profiler)]() -> SideWork::Effect {
            return [this, alive, reckoned = reckoned(profiler())] {
                if (!alive.expired())
                    goOn(reckoned);
            };
        });
}

ProfilingJob::Reckoned ProfilingJob::reckoned(std::shared_ptr<profiling::MicroProfiler> profiler)
{
    Reckoned reckoned{.profiler = std::move(profiler)};
    reckoned.request = reckoned.profiler->nextRequest();
    if (reckoned.request)
        return reckoned;
    reckoned.start = reckoned.profiler->start();
    reckoned.estimates = reckoned.profiler->estimates();
    reckoned.curves = reckoned.profiler->curves();
    return reckoned;
}

void ProfilingJob::goOn(Reckoned reckoned)
{
    m_reckoned = std::move(reckoned);
    if (m_reckoned.request)
        m_stage = Stage::SetUp;
    else
        finish();
}

void ProfilingJob::finish()
{
    m_recorder.record(ProfileEstimated{camera(), m_settings.window, start().golden, m_startInterval,
                                       m_settings.profiler.heldOutObjects, m_reckoned.estimates,
                                       std::move(m_reckoned.curves), charged()});
    m_settings.training = {};
    m_settings.student.reset();
    m_stage = Stage::Done;
}

} // namespace jackdaw::runtime
