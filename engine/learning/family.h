// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/learning/picture.h"
#include "engine/learning/run_plan.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// A labelled picture as a step of a retraining sees it. The frame outlives it.
struct View {
    const LabelledFrame* frame = nullptr;
    PictureMap map;
};

/// A network while it is retrained: what differs between families. Everything else, from the order of the pictures to
/// the choice of the checkpoint, is TrainingRun's. A trainee takes steps on views, or, where the upper layers alone are
/// trained, on entries of a cache of what the frozen layers make of them. It is never asked for the other.
class Trainee {
public:
    virtual ~Trainee() = default;

    /// One step. The loss; where it is not finite nothing has changed.
    virtual Result<double> step(std::span<const View>, double /*learningRate*/) { return cannot("views"); }
    virtual Result<double> step(std::span<const std::uint32_t> /*entries*/, double /*learningRate*/)
    {
        return cannot("a cache");
    }

    /// Adds an entry for each view; there are as many as the configuration's batch.
    virtual Status cache(std::span<const View>) { return cannot("a cache"); }
    virtual void clearCache() { }
    /// After the last cache(): what only that needed may go.
    virtual void endCaching() { }
    /// Looks at entries for the threshold of the next snapshot; only where the family chooses one.
    virtual Status score(std::span<const std::uint32_t> /*entries*/) { return cannot("a threshold"); }

    /// The weights as they are now.
    virtual Result<std::shared_ptr<const Weights>> snapshot() = 0;

private:
    static tl::unexpected<Error> cannot(const std::string& what)
    {
        return fail(ErrorCode::Internal, "These layers are not trained on " + what + ".");
    }
};

/// One kind of network for one run's classes at one size of the input. Students of all families are trained, priced and
/// calibrated alike, by what a family says here.
class StudentFamily : public Learner, public std::enable_shared_from_this<StudentFamily> {
public:
    /// As familyNames() has it.
    virtual const std::string& familyName() const = 0;
    virtual PictureSize inputSize() const = 0;
    /// That its students tell apart.
    virtual std::size_t classes() const = 0;
    /// \p training is the window's training part, for what is made of it as a whole.
    virtual Result<std::unique_ptr<Trainee>> trainee(std::shared_ptr<const Weights> start,
                                                     const TrainingConfiguration& configuration,
                                                     std::span<const LabelledFrame> training) const = 0;
    /// One inference that costs as much as any, for the calibration of its price.
    virtual void exercise(Student& student, const VideoFrame& picture) const { (void)student.detect(picture); }
    /// Raw scores of the student from which on it makes a statement; see ScoreScale.
    virtual float thresholdOf(const Weights& weights) const = 0;
    virtual std::shared_ptr<const Weights> withThreshold(const Weights& weights, float threshold) const = 0;

    /// Of a step of \p configuration in the cost table, e.g. "train/whole/4x288x352/w32d1c4".
    std::string trainShape(const TrainingConfiguration& configuration) const;
    /// Of a batch whose frozen activations are cached.
    std::string cacheShape(const TrainingConfiguration& configuration) const;
    /// Of a batch that is looked at for the threshold.
    std::string scoreShape(const TrainingConfiguration& configuration) const;
    /// Whether a retraining's checkpoints get a threshold of their own: where training moves all scores.
    virtual bool choosesThreshold(const TrainingConfiguration& configuration) const = 0;
    RunPlan planOf(const TrainingConfiguration& configuration, const FrameCounts& frames) const;

    bool trains(const TrainingConfiguration& configuration) const override
    {
        return configuration.student.empty() || configuration.student == familyName();
    }
    Result<std::unique_ptr<Training>> train(TrainingInputs inputs) const final;
    Result<LabelledFrame> keep(const VideoFrame& frame, vision::FrameLabels labels,
                               std::optional<vision::PeopleLabels> people) const final;
    std::string inferenceShape() const final { return "infer/1x" + description(); }
    std::string prepareShape() const final { return "prepare/" + description(); }
    std::vector<std::pair<std::string, int>> batches(const TrainingConfiguration& configuration,
                                                     const FrameCounts& frames, std::size_t evaluations) const final;
    std::vector<CalibrationBatch>
    calibrationBatches(const std::vector<TrainingConfiguration>& configurations) const final;
};

} // namespace jackdaw::learning
