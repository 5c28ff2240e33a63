// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/student.h"

#include "engine/learning/decoding.h"
#include "engine/learning/fused_network.h"
#include "engine/learning/guarded.h"
#include "engine/learning/round_looks.h"
#include "engine/learning/round_network.h"
#include "engine/learning/score_scale.h"
#include "engine/learning/step_kernels_impl.h"
#include "engine/learning/weights_impl.h"
#include "engine/tensors/lane_tensors.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

namespace jackdaw::learning {

class PreparedStudent::Impl {
public:
    explicit Impl(std::shared_ptr<const NetworkWeights> studentWeights) :
        weights(std::move(studentWeights)), what("Inference with student " + weights->hash()),
        scale(weights->threshold())
    {
        prepare();
    }

    /// Rounds need kernels of the house's own.
    void prepare()
    {
        const bool isInRounds = tensors::laneGpu() && StepKernels::here();
        folded = isInRounds ? std::make_shared<const FoldedWeights>(*weights) : nullptr;
        network = isInRounds ? nullptr : std::make_unique<FusedNetwork>(*weights, 1, onnx::fastestPrecision());
        looksInRounds = isInRounds;
    }

    /// Its job may have come to another device.
    void bringHere()
    {
        if (folded ? !folded->isHere() : !network->isHere())
            prepare();
    }

    /// The weights for rounds; null where they are elsewhere, or there are none.
    std::shared_ptr<const FoldedWeights> foldedHere()
    {
        const std::lock_guard lock(mutex);
        return folded && folded->isHere() ? folded : nullptr;
    }

    Status checkPixels(const VideoFrame& frame) const
    {
        if (frame.hasPixels())
            return {};
        return fail(ErrorCode::InvalidInput,
                    "Frame " + std::to_string(frame.index)
                        + " was given to a student without pixels, or not as many as its size says.");
    }

    PictureMap mapOf(const VideoFrame& frame) const
    {
        return plainMap(frame, weights->impl().plan.architecture.inputSize());
    }

    /// What the network's \p output says of \p frame.
    Result<std::vector<Detection>> found(std::span<const float> output, const VideoFrame& frame, float threshold) const
    {
        if (!std::all_of(output.begin(), output.end(), [](float value) { return std::isfinite(value); }))
            return fail(ErrorCode::Internal, what + " gave answers that are not numbers.",
                        "Let the camera be retrained from other weights.");
        auto found = decode(output, weights->impl().plan.grid(), mapOf(frame), frame.width, frame.height,
                            scale.toRaw(threshold));
        for (Detection& detection : found)
            detection.score = scale.fromRaw(detection.score);
        return found;
    }

    /// A look at \p frame with \p here, which this one has for rounds.
    AskedLook asked(std::shared_ptr<const FoldedWeights> here, const VideoFrame& frame, float threshold) const
    {
        return {{std::move(here), &frame, mapOf(frame)},
                what,
                [this, &frame, threshold](std::span<const float> answer) { return found(answer, frame, threshold); }};
    }

    const std::shared_ptr<const NetworkWeights> weights;
    const std::string what;
    const ScoreScale scale;
    std::atomic<bool> looksInRounds = false;
    std::mutex mutex; ///< of what follows; the network's input and output are of one picture
    std::shared_ptr<const FoldedWeights> folded; ///< for rounds
    std::unique_ptr<FusedNetwork> network; ///< where there are none
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
    if (const Status pixels = m_impl->checkPixels(frame); !pixels)
        return tl::unexpected(pixels.error());
    std::unique_lock lock(m_impl->mutex);
    return guarded(m_impl->what, [&]() -> Result<std::vector<Detection>> {
        m_impl->bringHere();
        const PictureMap map = m_impl->mapOf(frame);
        const NetworkPlan& plan = m_impl->weights->impl().plan;
        if (m_impl->folded) {
            const AskedLook asked = m_impl->asked(m_impl->folded, frame, threshold);
            lock.unlock(); // whoever looks in another lane need not wait
            return lookInRounds(RoundNetwork::here(plan), {&asked, 1}).front();
        }
        drawInput(frame, map, plan.architecture.inputSize(), m_impl->network->input());
        return m_impl->found(m_impl->network->run(), frame, threshold);
    });
}

std::string PreparedStudent::kindOfRound() const
{
    return m_impl->looksInRounds ? costShape() : std::string();
}

std::vector<Result<std::vector<Detection>>> PreparedStudent::lookTogether(std::span<const Look> looks)
{
    std::vector<AskedLook> asked;
    for (const Look& look : looks) {
        Impl& of = *dynamic_cast<PreparedStudent&>(*look.student).m_impl;
        const auto folded = of.foldedHere();
        if (!folded || !look.frame->hasPixels())
            return Student::lookTogether(looks); // each says for itself what it lacks, or comes here
        asked.push_back(of.asked(folded, *look.frame, look.threshold));
    }
    return lookInRounds(RoundNetwork::here(m_impl->weights->impl().plan), asked);
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
