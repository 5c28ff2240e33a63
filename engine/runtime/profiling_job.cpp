// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/profiling_job.h"

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
                           Recorder& recorder) :
    Job(id, JobKind::Profiling, camera),
    m_settings(std::move(settings)), m_history(history), m_recorder(recorder)
{
    m_recorder.record(ProfileStarted{camera, m_settings.window, m_settings.profiler.budget});
}

Result<std::vector<BatchRun>> ProfilingJob::runBatch()
{
    if (!m_profiler)
        return judgeStart();
    if (!m_run) {
        if (const Status started = startRequest(); !started)
            return tl::unexpected(started.error());
    }
    const auto batch = m_run->nextBatch();
    if (const Status ran = m_run->runBatch(); !ran)
        return tl::unexpected(ran.error());
    return std::vector{BatchRun{batch->costShape}};
}

Result<std::vector<BatchRun>> ProfilingJob::judgeStart()
{
    const auto& heldOut = m_settings.training.heldOut;
    const auto start = learning::evaluate(*m_settings.student, heldOut);
    if (!start)
        return tl::unexpected(start.error());
    m_settings.profiler.start = *start;
    m_startInterval = binomialInterval(m_settings.profiler.start.value, m_settings.profiler.heldOutObjects);
    m_profiler.emplace(m_settings.profiler, m_history);
    if (heldOut.empty())
        return std::vector<BatchRun>{};
    return std::vector{BatchRun{learning::PreparedStudent::costShape(m_settings.student->weights().architecture()),
                                static_cast<int>(heldOut.size())}};
}

Status ProfilingJob::startRequest()
{
    m_requestStart = charged();
    const auto configuration =
        std::find_if(m_settings.configurations.begin(), m_settings.configurations.end(),
                     [&](const learning::TrainingConfiguration& each) { return each.family() == m_request->family; });
    if (configuration == m_settings.configurations.end())
        return fail(ErrorCode::Internal, "The micro-profiler asked for the unknown family " + m_request->family + ".");
    learning::TrainingRun::Inputs inputs = m_settings.training;
    inputs.configuration = *configuration;
    inputs.configuration.dataFraction = m_request->dataFraction;
    inputs.configuration.epochs = m_request->passes;
    auto run = learning::TrainingRun::create(std::move(inputs));
    if (!run)
        return tl::unexpected(run.error());
    m_run = std::move(*run);
    return {};
}

void ProfilingJob::batchDone()
{
    if (m_run && !m_run->nextBatch())
        finishRequest();
    if (m_run || m_done)
        return;
    m_request = m_profiler->nextRequest();
    if (!m_request)
        finish();
}

void ProfilingJob::finishRequest()
{
    const GpuSeconds spent = charged() - m_requestStart;
    const Accuracy accuracy = m_run->evaluations().empty() ? Accuracy{} : m_run->evaluations().back().accuracy;
    m_profiler->record(*m_request, accuracy, spent);
    m_recorder.record(ProfilePoint{camera(), m_settings.window, m_request->family,
                                   m_request->passes * m_request->dataFraction, accuracy, spent, false});
    m_run.reset();
}

void ProfilingJob::finish()
{
    m_estimates = m_profiler->estimates();
    m_recorder.record(ProfileEstimated{camera(), m_settings.window, start(), m_startInterval,
                                       m_settings.profiler.heldOutObjects, m_estimates, m_profiler->curves(),
                                       charged()});
    m_settings.training = {};
    m_settings.student.reset();
    m_done = true;
}

} // namespace jackdaw::runtime
