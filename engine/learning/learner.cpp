// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/learner.h"

#include "engine/learning/student.h"
#include "engine/learning/training_run.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/matching.h"

namespace jackdaw::learning {
namespace {

class NetworkLearner final : public Learner {
public:
    explicit NetworkLearner(const Architecture& architecture) : m_architecture(architecture) { }

    std::string description() const override { return m_architecture.description(); }

    std::shared_ptr<const Weights> initial(std::uint64_t seed, CameraId camera) const override
    {
        return NetworkWeights::initial(m_architecture, seed, camera);
    }

    Result<std::shared_ptr<const Weights>> read(std::span<const std::uint8_t> stored,
                                                const std::string& name) const override
    {
        auto weights = NetworkWeights::fromSafetensors(stored, name);
        if (!weights)
            return tl::unexpected(weights.error());
        if (const Architecture& found = (*weights)->architecture(); found != m_architecture)
            return fail(ErrorCode::InvalidInput,
                        name + " are weights of a student " + found.description() + "; this run's are " + description()
                            + ".",
                        "Take those of the same student.");
        return std::move(*weights);
    }

    Result<std::unique_ptr<Student>> prepare(std::shared_ptr<const Weights> weights) const override
    {
        auto own = NetworkWeights::from(std::move(weights));
        if (!own)
            return tl::unexpected(own.error());
        return PreparedStudent::prepare(std::move(*own));
    }

    Result<std::unique_ptr<Training>> train(TrainingInputs inputs) const override
    {
        return TrainingRun::create(std::move(inputs));
    }

    Result<LabelledFrame> keep(const VideoFrame& frame, vision::FrameLabels labels) const override
    {
        return makeLabelledFrame(frame, std::move(labels), m_architecture);
    }

    std::string inferenceShape() const override { return PreparedStudent::costShape(m_architecture); }
    std::string prepareShape() const override { return PreparedStudent::prepareShape(m_architecture); }

    std::vector<std::pair<std::string, int>> batches(const TrainingConfiguration& configuration,
                                                     const FrameCounts& frames, std::size_t evaluations) const override
    {
        return TrainingRun::batches(m_architecture, configuration, frames, evaluations);
    }

    std::vector<CalibrationBatch>
    calibrationBatches(const std::vector<TrainingConfiguration>& configurations) const override
    {
        return learning::calibrationBatches(m_architecture, configurations);
    }

private:
    const Architecture m_architecture;
};

} // namespace

std::shared_ptr<const Learner> makeLearner(const Architecture& architecture)
{
    return std::make_shared<const NetworkLearner>(architecture);
}

Result<Accuracy> evaluate(Student& student, const std::vector<LabelledFrame>& frames)
{
    std::vector<ClassCounts> counts;
    for (const LabelledFrame& frame : frames) {
        const auto detections = student.detect(frame.picture);
        if (!detections)
            return tl::unexpected(detections.error());
        vision::add(counts, vision::match(*detections, frame.labels, student.classes()));
    }
    return vision::f1(counts).value_or(Accuracy{0});
}

} // namespace jackdaw::learning
