// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/retraining_job.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// What is left of a retraining never looks free: the batch that ends it is still to come.
constexpr GpuSeconds kLeastRemaining{0.01};

} // namespace

RetrainingJob::RetrainingJob(JobId id, CameraId camera, std::optional<ConfigurationId> configuration, Settings settings,
                             learning::TrainingRun::Inputs inputs, Recorder& recorder) :
    Job(id, JobKind::Retraining, {camera}, configuration),
    m_settings(std::move(settings)), m_recorder(recorder), m_work(std::make_shared<Work>()),
    m_measurements(m_settings.profiled)
{
    m_work->inputs = std::move(inputs);
}

Result<Batch> RetrainingJob::takeBatch()
{
    m_running = true;
    switch (m_stage) {
    case Stage::SetUp: return setUp();
    case Stage::Train: return train();
    default: return prepare();
    }
}

Batch RetrainingJob::setUp()
{
    Batch batch;
    if (m_settings.deployed)
        batch.runs = {{learning::PreparedStudent::costShape(m_settings.deployed->weights().architecture()),
                       static_cast<int>(m_work->inputs.heldOut.size())}};
    batch.work = [work = m_work, before = m_settings.before, deployed = m_settings.deployed]() -> Result<BatchOutcome> {
        work->inputs.deployed = before;
        if (deployed) {
            const auto judged = learning::evaluate(*deployed, work->inputs.heldOut);
            if (!judged)
                return tl::unexpected(judged.error());
            work->inputs.deployed = *judged;
        }
        const Accuracy measured = work->inputs.deployed;
        auto run = learning::TrainingRun::create(std::move(work->inputs));
        if (!run)
            return tl::unexpected(run.error());
        work->inputs.deployed = measured;
        work->run = std::move(*run);
        return BatchOutcome{};
    };
    return batch;
}

Batch RetrainingJob::train()
{
    return {{BatchRun{m_work->run->nextBatch()->costShape}}, [work = m_work]() -> Result<BatchOutcome> {
                const Status ran = work->run->runBatch();
                return ran ? Result<BatchOutcome>(BatchOutcome{}) : tl::unexpected(ran.error());
            }};
}

Batch RetrainingJob::prepare()
{
    return {{BatchRun{learning::PreparedStudent::prepareShape(m_best->architecture())}},
            [work = m_work, best = m_best]() -> Result<BatchOutcome> {
                auto prepared = learning::PreparedStudent::prepare(best);
                if (!prepared)
                    return tl::unexpected(prepared.error());
                work->prepared = std::move(*prepared);
                return BatchOutcome{};
            }};
}

void RetrainingJob::batchDone()
{
    m_running = false;
    switch (m_stage) {
    case Stage::SetUp:
        m_settings.before = m_work->inputs.deployed;
        m_settings.deployed.reset();
        m_stage = Stage::Train;
        goOn();
        break;
    case Stage::Train:
        report();
        goOn();
        break;
    default:
        m_prepared = std::move(m_work->prepared);
        m_stage = Stage::Over;
    }
}

/// Points of the learning curve, and how far the run is.
void RetrainingJob::report()
{
    const auto& evaluations = m_work->run->evaluations();
    if (m_reported == evaluations.size())
        return;
    const learning::TrainingConfiguration& training = m_settings.training;
    for (; m_reported < evaluations.size(); ++m_reported) {
        const auto& [epochs, accuracy] = evaluations[m_reported];
        const double passes = epochs * training.dataFraction;
        m_recorder.record(
            ProfilePoint{camera(), m_settings.window, training.family(), passes, accuracy, charged(), true});
        m_measurements.push_back({passes, accuracy.value, m_settings.objects});
    }
    m_after = m_work->run->bestAccuracy();
    m_best = m_work->run->best();
    m_recorder.record(JobProgress{id(), m_work->run->fractionDone()});
}

/// After the last batch of the training, or before it where it was cut off, the best checkpoint is judged.
void RetrainingJob::goOn()
{
    if (m_work->run->nextBatch() && !m_cutOff)
        return;
    m_stage = isAccepted() ? Stage::Prepare : Stage::Over;
}

void RetrainingJob::cutOff()
{
    m_cutOff = true;
    if (!m_running && m_stage == Stage::SetUp)
        m_stage = Stage::Over;
    else if (!m_running && m_stage == Stage::Train)
        goOn();
}

std::string RetrainingJob::rejection() const
{
    if (failure())
        return failure()->text();
    if (!m_after)
        return "No checkpoint was evaluated.";
    return isAccepted() ? "The retraining was given up." : "Worse than the deployed weights on held-out labels.";
}

GpuSeconds RetrainingJob::remaining() const
{
    return std::max(m_settings.cost - charged(), kLeastRemaining);
}

} // namespace jackdaw::runtime
