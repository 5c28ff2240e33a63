// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/student.h"

#include "engine/learning/decoding.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/guarded.h"
#include "engine/learning/score_scale.h"
#include "engine/learning/weights_impl.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace jackdaw::learning {

class PreparedStudent::Impl {
public:
    explicit Impl(std::shared_ptr<const NetworkWeights> studentWeights) :
        weights(std::move(studentWeights)), scale(weights->threshold())
    {
        prepare();
    }

    void prepare() { network = std::make_unique<FusedNetwork>(*weights, 1, onnx::fastestPrecision()); }

    std::shared_ptr<const NetworkWeights> weights;
    ScoreScale scale;
    std::mutex mutex; ///< the network's input and output are of one picture
    std::unique_ptr<FusedNetwork> network;
};

PreparedStudent::PreparedStudent(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

PreparedStudent::~PreparedStudent() = default;

Result<std::unique_ptr<PreparedStudent>> PreparedStudent::prepare(std::shared_ptr<const NetworkWeights> weights)
{
    if (!weights)
        return fail(ErrorCode::InvalidInput, "There are no weights to prepare a student from.");
    if (auto checked = checkArchitecture(weights->architecture()); !checked)
        return tl::unexpected(checked.error());
    return guarded("Preparing student " + weights->hash(), [&] {
        return std::unique_ptr<PreparedStudent>(new PreparedStudent(std::make_unique<Impl>(std::move(weights))));
    });
}

Result<std::vector<Detection>> PreparedStudent::detect(const VideoFrame& frame, float threshold)
{
    if (!frame.hasPixels())
        return fail(ErrorCode::InvalidInput,
                    "Frame " + std::to_string(frame.index)
                        + " was given to a student without pixels, or not as many as its size says.");
    const NetworkPlan& plan = m_impl->weights->impl().plan;
    const PictureMap map = plainMap(frame, plan.architecture.inputSize());
    const std::lock_guard lock(m_impl->mutex);
    const std::string what = "Inference with student " + m_impl->weights->hash();
    return guarded(what, [&]() -> Result<std::vector<Detection>> {
        if (!m_impl->network->isHere())
            m_impl->prepare(); // its job has come to another device
        drawInput(frame, map, plan.architecture.inputSize(), m_impl->network->input());
        const std::span<const float> output = m_impl->network->run();
        if (!std::all_of(output.begin(), output.end(), [](float value) { return std::isfinite(value); }))
            return fail(ErrorCode::Internal, what + " gave answers that are not numbers.",
                        "Let the camera be retrained from other weights.");
        auto found = decode(output, plan.grid(), map, frame.width, frame.height, m_impl->scale.toRaw(threshold));
        for (Detection& detection : found)
            detection.score = m_impl->scale.fromRaw(detection.score);
        return found;
    });
}

std::size_t PreparedStudent::classes() const
{
    return static_cast<std::size_t>(weights().architecture().classes);
}

std::string PreparedStudent::costShape() const
{
    return costShape(weights().architecture());
}

const NetworkWeights& PreparedStudent::weights() const
{
    return *m_impl->weights;
}

std::string PreparedStudent::costShape(const Architecture& architecture)
{
    return "infer/1x" + architecture.description();
}

std::string PreparedStudent::prepareShape(const Architecture& architecture)
{
    return "prepare/" + architecture.description();
}

} // namespace jackdaw::learning
