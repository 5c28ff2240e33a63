// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/student.h"

#include "engine/base/log.h"
#include "engine/learning/decoding.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/guarded.h"
#include "engine/learning/weights_impl.h"

#include <mutex>

namespace jackdaw::learning {

class PreparedStudent::Impl {
public:
    explicit Impl(std::shared_ptr<const Weights> studentWeights) :
        weights(std::move(studentWeights)), network(*weights, 1, fastestPrecision())
    {
    }

    std::shared_ptr<const Weights> weights;
    std::mutex mutex; ///< the network's input and output are of one picture
    FusedNetwork network;
};

PreparedStudent::PreparedStudent(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

PreparedStudent::~PreparedStudent() = default;

Result<std::unique_ptr<PreparedStudent>> PreparedStudent::prepare(std::shared_ptr<const Weights> weights)
{
    if (!weights)
        return fail(ErrorCode::InvalidInput, "There are no weights to prepare a student from.");
    return guarded("Preparing student " + weights->hash(), [&] {
        return std::unique_ptr<PreparedStudent>(new PreparedStudent(std::make_unique<Impl>(std::move(weights))));
    });
}

std::vector<Detection> PreparedStudent::detect(const VideoFrame& frame, float threshold)
{
    if (!isUsable(frame)) {
        log(LogLevel::Warning, "learning", "a frame without pixels was given to a student");
        return {};
    }
    const NetworkPlan& plan = m_impl->weights->impl().plan;
    const PictureMap map = plainMap(frame, plan.architecture);
    const std::lock_guard lock(m_impl->mutex);
    auto detections = guarded("Inference", [&] {
        drawInput(frame, map, plan.architecture, m_impl->network.input());
        return decode(m_impl->network.run(), plan, map, frame.width, frame.height, threshold);
    });
    if (!detections) {
        log(LogLevel::Error, "learning", detections.error().text() + " " + detections.error().detail);
        return {};
    }
    return std::move(*detections);
}

const Weights& PreparedStudent::weights() const
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
