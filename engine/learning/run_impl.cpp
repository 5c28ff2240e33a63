// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/run_impl.h"

#include "engine/vision/accuracy.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace jackdaw::learning {
namespace {

/// What the learning rate decays to, as a fraction of where it starts.
constexpr double kLastRate = 0.1;

} // namespace

TrainingRun::Impl::Impl(std::shared_ptr<const StudentFamily> family, TrainingInputs inputs,
                        std::unique_ptr<Trainee> trainee) :
    m_family(std::move(family)),
    m_inputs(std::move(inputs)),
    m_plan(m_family->planOf(m_inputs.configuration, {m_inputs.training.size(), m_inputs.rehearsal.size(), 0})),
    m_evaluationEpochs(evaluationEpochs(m_inputs.configuration, m_inputs.evaluateAfter)),
    m_order(m_inputs.seed, m_inputs.camera, RandomPurpose::Shuffling, m_inputs.step),
    m_views(m_inputs.seed, m_inputs.camera, RandomPurpose::Augmentation, m_inputs.step), m_trainee(std::move(trainee))
{
    selectTrainingFrames();
    m_heldOutObjects = static_cast<double>(countObjects(m_inputs.heldOut));
}

void TrainingRun::Impl::selectTrainingFrames()
{
    std::vector<std::size_t> indices(m_inputs.training.size());
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    RandomStream random(m_inputs.seed, m_inputs.camera, RandomPurpose::Sampling, m_inputs.step);
    random.shuffle(std::span(indices));
    indices.resize(m_plan.trainingUsed);
    std::sort(indices.begin(), indices.end());
    m_used = std::move(indices);
    for (std::size_t i = 0; m_used.size() < m_plan.pictures; ++i)
        m_used.push_back(m_inputs.training.size() + i);
}

const LabelledFrame& TrainingRun::Impl::picture(std::size_t index) const
{
    const std::size_t frame = m_used[index];
    const std::size_t training = m_inputs.training.size();
    return frame < training ? m_inputs.training[frame] : m_inputs.rehearsal[frame - training];
}

std::optional<TrainingRun::Batch> TrainingRun::Impl::next() const
{
    if (m_isOver)
        return std::nullopt;
    if (m_scored)
        return Batch{BatchKind::Evaluate, m_family->scoreShape(m_inputs.configuration)};
    if (m_pending)
        return Batch{BatchKind::Evaluate, m_pending->student ? m_family->inferenceShape() : m_family->prepareShape()};
    if (m_cacheBatchesDone < m_plan.cacheBatches)
        return Batch{BatchKind::Prepare, m_family->cacheShape(m_inputs.configuration)};
    return Batch{BatchKind::Train, m_family->trainShape(m_inputs.configuration)};
}

Status TrainingRun::Impl::runNext()
{
    Status status;
    switch (next()->kind) {
    case BatchKind::Prepare: status = cacheBatch(); break;
    case BatchKind::Evaluate: status = m_scored ? scoreBatch() : evaluateBatch(); break;
    case BatchKind::Train: status = trainBatch(); break;
    }
    ++m_batchesDone;
    if (m_isOver)
        release();
    return status;
}

void TrainingRun::Impl::release()
{
    m_isOver = true;
    m_trainee.reset();
    m_pending.reset();
}

double TrainingRun::Impl::fractionDone() const
{
    const std::size_t perEvaluation =
        m_plan.scoreBatches + (m_inputs.heldOut.empty() ? 0 : m_inputs.heldOut.size() + 1);
    const std::size_t all = m_plan.cacheBatches + m_plan.steps + m_evaluationEpochs.size() * perEvaluation;
    return std::min(1.0, static_cast<double>(m_batchesDone) / static_cast<double>(all));
}

View TrainingRun::Impl::viewOf(std::size_t index, bool augment)
{
    const LabelledFrame& frame = picture(index);
    const PictureSize size = m_family->inputSize();
    return {&frame, augment ? augmentedMap(frame.picture, size, m_views) : plainMap(frame.picture, size)};
}

/// Views are cached in the order (view, picture); the last batch is filled up from the start. Where a threshold is
/// chosen, it is from the first view of each picture, which then is the picture itself.
Status TrainingRun::Impl::cacheBatch()
{
    std::vector<View> views;
    for (std::size_t i = 0; i < m_plan.batch; ++i) {
        const std::size_t entry = m_cacheBatchesDone * m_plan.batch + i;
        const bool mustBePlain = m_plan.scoreBatches > 0 && entry < m_plan.pictures;
        views.push_back(viewOf(entry % m_plan.pictures, m_inputs.configuration.augment && !mustBePlain));
    }
    const Status status = m_trainee->cache(views);
    ++m_cacheBatchesDone;
    if (m_cacheBatchesDone == m_plan.cacheBatches)
        m_trainee->endCaching();
    return status;
}

/// Endless: a batch at the end of an epoch is filled up with the first pictures of the next.
std::size_t TrainingRun::Impl::nextPicture()
{
    if (m_epoch.empty()) {
        m_epoch.resize(m_plan.pictures);
        std::iota(m_epoch.begin(), m_epoch.end(), std::size_t{0});
        m_order.shuffle(std::span(m_epoch));
        ++m_epochsDrawn;
    }
    const std::size_t picture = m_epoch.back();
    m_epoch.pop_back();
    return picture;
}

double TrainingRun::Impl::learningRate() const
{
    const double progress = static_cast<double>(m_stepsDone) / static_cast<double>(m_plan.steps);
    const double cosine = 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
    return m_inputs.configuration.learningRate * (kLastRate + (1.0 - kLastRate) * cosine);
}

Status TrainingRun::Impl::trainBatch()
{
    Result<double> loss = 0.0;
    if (m_inputs.configuration.layers == TrainedLayers::Upper) {
        std::vector<std::uint32_t> entries;
        for (std::size_t i = 0; i < m_plan.batch; ++i) {
            const std::size_t index = nextPicture();
            const std::size_t view = (m_epochsDrawn - 1) % m_plan.variants;
            entries.push_back(static_cast<std::uint32_t>(view * m_plan.pictures + index));
        }
        loss = m_trainee->step(entries, learningRate());
    } else {
        const bool augment =
            m_inputs.configuration.augment && m_inputs.configuration.layers != TrainedLayers::Threshold;
        std::vector<View> views;
        for (std::size_t i = 0; i < m_plan.batch; ++i)
            views.push_back(viewOf(nextPicture(), augment));
        loss = m_trainee->step(views, learningRate());
    }
    ++m_stepsDone;
    if (!loss)
        return tl::unexpected(loss.error());
    if (!std::isfinite(*loss))
        return fail(ErrorCode::Internal, "The retraining's loss is not a finite number any more.",
                    "Use a lower learning rate.");
    return startEvaluationIfDue();
}

Status TrainingRun::Impl::startEvaluationIfDue()
{
    while (!m_isOver && !m_pending && m_evaluations.size() < m_evaluationEpochs.size()) {
        const std::size_t due = m_plan.stepsAfter(m_evaluationEpochs[m_evaluations.size()]);
        if (m_stepsDone < std::min(due, m_plan.steps))
            return {};
        if (m_plan.scoreBatches > 0) {
            m_scored = 0;
            return {};
        }
        if (auto started = startEvaluation(); !started)
            return started;
    }
    return {};
}

Status TrainingRun::Impl::startEvaluation()
{
    auto snapshot = m_trainee->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    m_pending.emplace();
    m_pending->weights = std::move(*snapshot);
    if (m_inputs.heldOut.empty())
        finishEvaluation();
    return {};
}

/// Pictures as they are, in order; the last batch is filled up from the start.
Status TrainingRun::Impl::scoreBatch()
{
    std::vector<std::uint32_t> entries;
    for (std::size_t i = 0; i < m_plan.batch; ++i)
        entries.push_back(static_cast<std::uint32_t>((*m_scored * m_plan.batch + i) % m_plan.pictures));
    if (auto scored = m_trainee->score(entries); !scored)
        return scored;
    if (++*m_scored < m_plan.scoreBatches)
        return {};
    m_scored.reset();
    if (auto started = startEvaluation(); !started)
        return started;
    return startEvaluationIfDue();
}

/// First the student is prepared, then it sees one held-out picture per batch.
Status TrainingRun::Impl::evaluateBatch()
{
    if (!m_pending->student) {
        auto student = m_family->prepare(m_pending->weights);
        if (!student)
            return tl::unexpected(student.error());
        m_pending->student = std::move(*student);
        return {};
    }
    const LabelledFrame& frame = m_inputs.heldOut[m_pending->nextFrame];
    const auto judged = m_pending->student->judge(frame);
    if (!judged)
        return tl::unexpected(judged.error());
    m_pending->counts.add(*judged);
    if (++m_pending->nextFrame == m_inputs.heldOut.size()) {
        finishEvaluation();
        return startEvaluationIfDue();
    }
    return {};
}

void TrainingRun::Impl::finishEvaluation()
{
    const HeldOutAccuracy accuracy = m_pending->counts.accuracy();
    m_evaluations.push_back({m_evaluationEpochs[m_evaluations.size()], accuracy});
    if (bestCheckpoint(m_evaluations, m_inputs.deployed, m_heldOutObjects) + 1 == m_evaluations.size()) {
        m_best = m_pending->weights;
        m_bestAccuracy = accuracy;
    }
    m_pending.reset();
    m_isOver = m_evaluations.size() == m_evaluationEpochs.size();
}

std::shared_ptr<const Weights> TrainingRun::Impl::best() const
{
    if (m_best || !m_trainee)
        return m_best ? m_best : m_inputs.start;
    return m_trainee->snapshot().value_or(m_inputs.start);
}

} // namespace jackdaw::learning
