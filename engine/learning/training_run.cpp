// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/training_run.h"

#include "engine/learning/guarded.h"
#include "engine/learning/run_impl.h"
#include "engine/learning/threshold_trainee.h"

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
    if (!inputs.start)
        return fail(ErrorCode::InvalidInput, "A retraining has no weights to start from.");
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

} // namespace

TrainingRun::TrainingRun(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

TrainingRun::~TrainingRun() = default;

Result<std::unique_ptr<Training>> TrainingRun::create(std::shared_ptr<const StudentFamily> family,
                                                      TrainingInputs inputs)
{
    if (auto checked = check(inputs); !checked)
        return tl::unexpected(checked.error());
    if (!family->trains(inputs.configuration))
        return fail(ErrorCode::InvalidInput,
                    "Retraining configuration \"" + inputs.configuration.name + "\" is not for students like "
                        + family->description() + ".",
                    "Choose another one: not every kind of student is trained in all of its layers.");
    return guarded("Setting up a retraining", [&]() -> Result<std::unique_ptr<Training>> {
        auto trainee = inputs.configuration.layers == TrainedLayers::Threshold
            ? makeThresholdTrainee(family, inputs.start)
            : family->trainee(inputs.start, inputs.configuration, inputs.training);
        if (!trainee)
            return tl::unexpected(trainee.error());
        auto impl = std::make_unique<Impl>(std::move(family), std::move(inputs), std::move(*trainee));
        return std::unique_ptr<Training>(new TrainingRun(std::move(impl)));
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

std::optional<HeldOutAccuracy> TrainingRun::bestAccuracy() const
{
    return m_impl->bestAccuracy();
}

} // namespace jackdaw::learning
