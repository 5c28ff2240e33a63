// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/training_run.h"

#include "engine/learning/guarded.h"
#include "engine/learning/run_impl.h"

#include <algorithm>

namespace jackdaw::learning {
namespace {

Status checkFrames(const std::vector<LabelledFrame>& frames, const std::string& part)
{
    for (const LabelledFrame& frame : frames)
        if (!frame.picture.hasPixels())
            return fail(ErrorCode::InvalidInput,
                        "Frame " + std::to_string(frame.picture.index) + " of the " + part
                            + " has no pixels, or not as many as its size says.");
    return {};
}

Status check(const TrainingInputs& inputs)
{
    if (inputs.training.empty())
        return fail(ErrorCode::InvalidInput, "A retraining has no labelled frame to learn from.",
                    "Label more frames per window.");
    if (auto checked = checkConfiguration(inputs.configuration); !checked)
        return checked;
    if (auto checked = checkFrames(inputs.training, "training part"); !checked)
        return checked;
    if (auto checked = checkFrames(inputs.rehearsal, "rehearsal memory"); !checked)
        return checked;
    return checkFrames(inputs.heldOut, "held-out part");
}

/// The weights that a training begins with.
Result<std::shared_ptr<const NetworkWeights>> startOf(const TrainingInputs& inputs)
{
    if (!inputs.start)
        return fail(ErrorCode::InvalidInput, "A retraining has no weights to start from.");
    auto start = NetworkWeights::from(inputs.start);
    if (!start)
        return start;
    if (auto checked = checkArchitecture((*start)->architecture()); !checked)
        return tl::unexpected(checked.error());
    return start;
}

} // namespace

TrainingRun::TrainingRun(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

TrainingRun::~TrainingRun() = default;

Result<std::unique_ptr<TrainingRun>> TrainingRun::create(TrainingInputs inputs)
{
    auto start = startOf(inputs);
    if (!start)
        return tl::unexpected(start.error());
    if (auto checked = check(inputs); !checked)
        return tl::unexpected(checked.error());
    return guarded("Setting up a retraining", [&] {
        return std::unique_ptr<TrainingRun>(
            new TrainingRun(std::make_unique<Impl>(std::move(inputs), std::move(*start))));
    });
}

std::optional<TrainingRun::Batch> TrainingRun::nextBatch() const
{
    return m_impl->next();
}

Status TrainingRun::runBatch()
{
    if (!m_impl->next())
        return fail(ErrorCode::InvalidInput, "A retraining that has ended was asked for another batch.");
    const Status status = guarded("A retraining's batch", [&] { return m_impl->runNext(); });
    if (!status)
        m_impl->release();
    return status;
}

double TrainingRun::fractionDone() const
{
    return m_impl->fractionDone();
}

const std::vector<TrainingRun::Evaluation>& TrainingRun::evaluations() const
{
    return m_impl->evaluations();
}

std::shared_ptr<const Weights> TrainingRun::best() const
{
    return m_impl->best();
}

std::optional<Accuracy> TrainingRun::bestAccuracy() const
{
    return m_impl->bestAccuracy();
}

std::vector<std::pair<std::string, int>> TrainingRun::batches(const Architecture& architecture,
                                                              const TrainingConfiguration& configuration,
                                                              const FrameCounts& frames, std::size_t evaluations)
{
    const RunPlan plan = RunPlan::of(configuration, frames.training, frames.rehearsal);
    std::vector<std::pair<std::string, int>> counts;
    if (plan.cacheBatches > 0)
        counts.emplace_back(cacheShape(architecture, configuration), static_cast<int>(plan.cacheBatches));
    counts.emplace_back(trainShape(architecture, configuration), static_cast<int>(plan.steps));
    if (frames.heldOut > 0 && evaluations > 0) {
        counts.emplace_back(PreparedStudent::prepareShape(architecture), static_cast<int>(evaluations));
        counts.emplace_back(PreparedStudent::costShape(architecture), static_cast<int>(evaluations * frames.heldOut));
    }
    return counts;
}

} // namespace jackdaw::learning
