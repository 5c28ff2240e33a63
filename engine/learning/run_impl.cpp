// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/run_impl.h"

#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace jackdaw::learning {
namespace {

/// What the learning rate decays to, as a fraction of where it starts.
constexpr double kLastRate = 0.1;

} // namespace

TrainingRun::Impl::Impl(TrainingInputs inputs, std::shared_ptr<const NetworkWeights> start) :
    m_inputs(std::move(inputs)), m_start(std::move(start)), m_network(m_start->impl().plan),
    m_plan(RunPlan::of(m_inputs.configuration, m_inputs.training.size(), m_inputs.rehearsal.size())),
    m_evaluationEpochs(evaluationEpochs(m_inputs.configuration, m_inputs.evaluateAfter)),
    m_order(m_inputs.seed, m_inputs.camera, RandomPurpose::Shuffling, m_inputs.step),
    m_views(m_inputs.seed, m_inputs.camera, RandomPurpose::Augmentation, m_inputs.step),
    m_cache(std::make_unique<ActivationCache>()),
    m_trainable(std::make_unique<TrainableNetwork>(*m_start, m_inputs.configuration.layers,
                                                   m_inputs.configuration.batch, onnx::fastestPrecision()))
{
    selectTrainingFrames();
    m_heldOutObjects = static_cast<double>(countObjects(m_inputs.heldOut));
    if (m_inputs.configuration.layers == TrainedLayers::Upper)
        m_trunk = std::make_unique<FusedNetwork>(*m_start, m_inputs.configuration.batch, onnx::fastestPrecision());
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
    const Architecture& architecture = m_network.architecture;
    if (m_isOver)
        return std::nullopt;
    if (m_pending)
        return Batch{BatchKind::Evaluate,
                     m_pending->student ? PreparedStudent::costShape(architecture)
                                        : PreparedStudent::prepareShape(architecture)};
    if (m_cacheBatchesDone < m_plan.cacheBatches)
        return Batch{BatchKind::Prepare, cacheShape(architecture, m_inputs.configuration)};
    return Batch{BatchKind::Train, trainShape(architecture, m_inputs.configuration)};
}

Status TrainingRun::Impl::runNext()
{
    Status status;
    switch (next()->kind) {
    case BatchKind::Prepare: cacheBatch(); break;
    case BatchKind::Evaluate: status = evaluateBatch(); break;
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
    m_trunk.reset();
    m_cache.reset();
    m_trainable.reset();
    m_pending.reset();
    m_cachedTargets.clear();
}

double TrainingRun::Impl::fractionDone() const
{
    const std::size_t perEvaluation = m_inputs.heldOut.empty() ? 0 : m_inputs.heldOut.size() + 1;
    const std::size_t all = m_plan.cacheBatches + m_plan.steps + m_evaluationEpochs.size() * perEvaluation;
    return std::min(1.0, static_cast<double>(m_batchesDone) / static_cast<double>(all));
}

Targets TrainingRun::Impl::drawPicture(std::size_t index, std::span<float> input)
{
    const LabelledFrame& frame = picture(index);
    const Architecture& architecture = m_network.architecture;
    const PictureMap map = m_inputs.configuration.augment ? augmentedMap(frame.picture, architecture, m_views)
                                                          : plainMap(frame.picture, architecture);
    drawInput(frame.picture, map, architecture, input);
    return makeTargets(frame.labels, map, m_network);
}

/// Views are cached in the order (view, picture); the last batch is filled up from the start.
void TrainingRun::Impl::cacheBatch()
{
    const std::span<float> input = m_trunk->input();
    const auto batch = static_cast<std::size_t>(m_inputs.configuration.batch);
    const std::size_t size = input.size() / batch;
    for (std::size_t i = 0; i < batch; ++i) {
        const std::size_t entry = m_cacheBatchesDone * batch + i;
        m_cachedTargets.push_back(drawPicture(entry % m_plan.pictures, input.subspan(i * size, size)));
    }
    m_cache->append(*m_trunk);
    ++m_cacheBatchesDone;
    if (m_cacheBatchesDone == m_plan.cacheBatches)
        m_trunk.reset();
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
    const auto batch = static_cast<std::size_t>(m_inputs.configuration.batch);
    std::vector<const Targets*> targets;
    double loss = 0.0;
    if (m_inputs.configuration.layers == TrainedLayers::Upper) {
        std::vector<std::uint32_t> indices;
        for (std::size_t i = 0; i < batch; ++i) {
            const std::size_t index = nextPicture();
            const std::size_t view = (m_epochsDrawn - 1) % m_plan.variants;
            indices.push_back(static_cast<std::uint32_t>(view * m_plan.pictures + index));
            targets.push_back(&m_cachedTargets[indices.back()]);
        }
        loss = m_trainable->step(*m_cache, indices, targets, learningRate());
    } else {
        std::vector<Targets> drawn(batch);
        const std::span<float> input = m_trainable->input();
        const std::size_t size = input.size() / batch;
        for (std::size_t i = 0; i < batch; ++i) {
            drawn[i] = drawPicture(nextPicture(), input.subspan(i * size, size));
            targets.push_back(&drawn[i]);
        }
        loss = m_trainable->step(targets, learningRate());
    }
    ++m_stepsDone;
    if (!std::isfinite(loss))
        return fail(ErrorCode::Internal, "The retraining's loss is not a finite number any more.",
                    "Use a lower learning rate.");
    startEvaluationIfDue();
    return {};
}

void TrainingRun::Impl::startEvaluationIfDue()
{
    while (!m_isOver && !m_pending && m_evaluations.size() < m_evaluationEpochs.size()) {
        const std::size_t due = m_plan.stepsAfter(m_evaluationEpochs[m_evaluations.size()], m_inputs.configuration);
        if (m_stepsDone < std::min(due, m_plan.steps))
            return;
        m_pending.emplace();
        m_pending->weights = m_trainable->snapshot();
        if (m_inputs.heldOut.empty())
            finishEvaluation();
    }
}

/// First the student is prepared, then it sees one held-out picture per batch.
Status TrainingRun::Impl::evaluateBatch()
{
    if (!m_pending->student) {
        auto student = PreparedStudent::prepare(m_pending->weights);
        if (!student)
            return tl::unexpected(student.error());
        m_pending->student = std::move(*student);
        return {};
    }
    const LabelledFrame& frame = m_inputs.heldOut[m_pending->nextFrame];
    const auto detections = m_pending->student->detect(frame.picture);
    if (!detections)
        return tl::unexpected(detections.error());
    const auto classes = static_cast<std::size_t>(m_network.architecture.classes);
    vision::add(m_pending->counts, vision::match(*detections, frame.labels, classes));
    if (++m_pending->nextFrame == m_inputs.heldOut.size()) {
        finishEvaluation();
        startEvaluationIfDue();
    }
    return {};
}

void TrainingRun::Impl::finishEvaluation()
{
    const Accuracy accuracy = vision::f1(m_pending->counts).value_or(Accuracy{0});
    m_evaluations.push_back({m_evaluationEpochs[m_evaluations.size()], accuracy});
    if (bestCheckpoint(m_evaluations, m_inputs.deployed, m_heldOutObjects) + 1 == m_evaluations.size()) {
        m_best = m_pending->weights;
        m_bestAccuracy = accuracy;
    }
    m_pending.reset();
    m_isOver = m_evaluations.size() == m_evaluationEpochs.size();
}

std::shared_ptr<const NetworkWeights> TrainingRun::Impl::best() const
{
    if (m_best)
        return m_best;
    return m_trainable ? m_trainable->snapshot() : m_start;
}

} // namespace jackdaw::learning
