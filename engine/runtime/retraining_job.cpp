// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/retraining_job.h"

#include "engine/runtime/training_cost.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// What is left of a retraining never looks free: the batch that ends it is still to come.
constexpr GpuSeconds kLeastRemaining{0.01};

} // namespace

RetrainingJob::RetrainingJob(JobId id, CameraId camera, Settings settings, std::unique_ptr<learning::TrainingRun> run,
                             Recorder& recorder) :
    Job(id, JobKind::Retraining, camera),
    m_settings(std::move(settings)), m_run(std::move(run)), m_recorder(recorder)
{
}

Result<std::vector<BatchRun>> RetrainingJob::runBatch()
{
    if (const auto batch = m_run->nextBatch()) {
        if (const Status ran = m_run->runBatch(); !ran) {
            static_cast<void>(abandon());
            return tl::unexpected(ran.error());
        }
        return std::vector{BatchRun{batch->costShape}};
    }
    m_done = true;
    if (!isAccepted())
        return std::vector<BatchRun>{};
    if (const Status prepared = prepare(); !prepared)
        return tl::unexpected(prepared.error());
    return std::vector{BatchRun{learning::PreparedStudent::prepareShape(m_run->best()->architecture())}};
}

void RetrainingJob::batchDone()
{
    const auto& evaluations = m_run->evaluations();
    if (m_reported == evaluations.size())
        return;
    for (; m_reported < evaluations.size(); ++m_reported) {
        m_recorder.record(ProfilePoint{camera(), m_settings.window, m_settings.training.family(),
                                       evaluations[m_reported].epochs * m_settings.training.dataFraction,
                                       evaluations[m_reported].accuracy, charged(), true});
    }
    m_recorder.record(JobProgress{id(), m_run->fractionDone()});
}

Status RetrainingJob::prepare()
{
    auto prepared = learning::PreparedStudent::prepare(m_run->best());
    if (!prepared)
        return tl::unexpected(prepared.error());
    m_prepared = std::move(*prepared);
    return {};
}

Status RetrainingJob::abandon()
{
    m_done = true;
    return after() && isAccepted() && !m_prepared ? prepare() : Status{};
}

GpuSeconds RetrainingJob::remaining() const
{
    return std::max(m_settings.cost - charged(), kLeastRemaining);
}

bool RetrainingJob::isAccepted() const
{
    const auto accuracy = after();
    return accuracy && *accuracy >= m_settings.before;
}

std::vector<profiling::CurveMeasurement> RetrainingJob::measurements() const
{
    std::vector<profiling::CurveMeasurement> points;
    for (const auto& evaluation : m_run->evaluations())
        points.push_back(
            {evaluation.epochs * m_settings.training.dataFraction, evaluation.accuracy.value, m_settings.objects});
    return points;
}

} // namespace jackdaw::runtime
