// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/retraining_job.h"

#include "engine/runtime/training_batches.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// What is left of a retraining never looks free: the batch that ends it is still to come.
constexpr GpuSeconds kLeastRemaining{0.01};

} // namespace

RetrainingJob::RetrainingJob(JobId id, CameraId camera, Settings settings, Recorder& recorder) :
    Job(id, JobKind::Retraining, {camera}, settings.configuration), m_settings(std::move(settings)),
    m_recorder(recorder), m_stage(m_settings.judged ? Stage::Judge : Stage::SetUp)
{
}

Result<Batch> RetrainingJob::takeBatch()
{
    m_underWay = m_stage;
    switch (m_stage) {
    case Stage::Judge: return judge();
    case Stage::SetUp: return setUp();
    case Stage::Train: return train();
    case Stage::Prepare: return prepare();
    case Stage::Broken: return tl::unexpected(*m_results->broken);
    case Stage::Done: break;
    }
    return fail(ErrorCode::Internal, "A retraining that has ended was asked for another batch.");
}

Batch RetrainingJob::judge() const
{
    return judgingBatch(m_settings.judged, m_settings.training.heldOut,
                        [results = m_results](Accuracy deployed) { results->deployed = deployed; });
}

Batch RetrainingJob::setUp() const
{
    return settingUpBatch(m_settings.training, [results = m_results](std::unique_ptr<learning::TrainingRun> run) {
        results->run = std::move(run);
    });
}

Batch RetrainingJob::train() const
{
    return {{BatchRun{m_results->run->nextBatch()->costShape}}, [results = m_results]() -> Result<BatchOutcome> {
                if (const Status ran = results->run->runBatch(); !ran)
                    results->broken = ran.error();
                return BatchOutcome{.representative = !results->broken};
            }};
}

Batch RetrainingJob::prepare() const
{
    return {{BatchRun{learning::PreparedStudent::prepareShape(m_best->architecture())}},
            [results = m_results, best = m_best]() -> Result<BatchOutcome> {
                auto prepared = learning::PreparedStudent::prepare(best);
                if (!prepared)
                    return tl::unexpected(prepared.error());
                results->prepared = std::move(*prepared);
                return BatchOutcome{};
            }};
}

void RetrainingJob::batchDone()
{
    const Stage ended = *std::exchange(m_underWay, std::nullopt);
    if (ended != m_stage)
        return; // abandoned meanwhile
    switch (ended) {
    case Stage::Judge:
        m_settings.training.deployed = m_results->deployed;
        m_settings.judged.reset();
        m_stage = Stage::SetUp;
        return;
    case Stage::SetUp: m_stage = Stage::Train; return;
    case Stage::Train: return trained();
    case Stage::Prepare:
        m_prepared = m_results->prepared;
        m_stage = m_results->broken ? Stage::Broken : Stage::Done;
        return;
    case Stage::Broken:
    case Stage::Done: return;
    }
}

void RetrainingJob::trained()
{
    report();
    if (m_results->broken)
        m_stage = isAccepted() ? Stage::Prepare : Stage::Broken;
    else if (!m_results->run->nextBatch())
        endTraining();
}

void RetrainingJob::endTraining()
{
    m_stage = isAccepted() ? Stage::Prepare : Stage::Done;
}

/// Takes over and records what was evaluated since the last call.
void RetrainingJob::report()
{
    const learning::TrainingRun& run = *m_results->run;
    if (m_evaluations.size() == run.evaluations().size())
        return;
    for (std::size_t i = m_evaluations.size(); i < run.evaluations().size(); ++i) {
        m_recorder.record(ProfilePoint{camera(), m_settings.window, training().family(),
                                       run.evaluations()[i].epochs * training().dataFraction,
                                       run.evaluations()[i].accuracy, charged(), true});
    }
    m_evaluations = run.evaluations();
    m_best = run.best();
    m_after = run.bestAccuracy();
    m_recorder.record(JobProgress{id(), run.fractionDone()});
}

void RetrainingJob::abandon()
{
    if (m_stage < Stage::Prepare)
        endTraining();
}

std::string RetrainingJob::whyRejected() const
{
    if (failure())
        return failure()->text();
    return m_after ? "Worse than the deployed weights on held-out labels." : "No checkpoint was evaluated.";
}

GpuSeconds RetrainingJob::remaining() const
{
    return std::max(m_settings.cost - charged(), kLeastRemaining);
}

std::vector<profiling::CurveMeasurement> RetrainingJob::measurements() const
{
    std::vector<profiling::CurveMeasurement> points;
    for (const auto& evaluation : m_evaluations)
        points.push_back({evaluation.epochs * training().dataFraction, evaluation.accuracy.value, m_settings.objects});
    return points;
}

} // namespace jackdaw::runtime
