// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/learner.h"
#include "engine/vision/picture_size.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// The point detector: a residual trunk, its three levels (strides 8, 16, 32) joined at stride 8, per cell one heat map
/// per class, centre offset and log size (after CenterNet, Zhou et al. 2019).
struct Architecture {
    int width = 32; ///< channels of the stem (stride 4); the levels at strides 8, 16, 32 have 2, 3, 4 times as many
    int depth = 1; ///< residual blocks per level
    int classes = 4;
    int inputWidth = 352; ///< pictures are scaled to this size; multiples of 32
    int inputHeight = 288;
    bool operator==(const Architecture&) const = default;

    std::string description() const;
    vision::PictureSize inputSize() const { return {inputWidth, inputHeight}; }
};

/// Weights of the point detector.
class NetworkWeights final : public Weights {
public:
    /// Random initial weights, keyed by seed and camera; the same on every machine.
    static std::shared_ptr<const NetworkWeights> initial(const Architecture& architecture, std::uint64_t seed,
                                                         CameraId camera);

    /// Validates before use: header, offsets, overlaps, sizes, names and shapes against the architecture in the
    /// metadata.
    static Result<std::shared_ptr<const NetworkWeights>> fromSafetensors(std::span<const std::uint8_t> bytes,
                                                                         const std::string& name);
    /// \p weights as what they are; InvalidInput if they are none or another network's.
    static Result<std::shared_ptr<const NetworkWeights>> from(std::shared_ptr<const Weights> weights);
    /// The stored form, which travels with its architecture in its metadata. Convolutions whose weights all are halves
    /// are stored as such (F16), everything else as F32: nothing is lost.
    std::vector<std::uint8_t> toSafetensors() const;
    StoredWeights stored() const override;
    /// Convolution weights rounded to half precision, everything else (biases, BatchNorm) as it is: half the bytes.
    /// Trained weights are rounded before they are judged and serve, so that stored ones serve the same.
    std::shared_ptr<const NetworkWeights> rounded() const;
    /// The same for pictures of another size.
    std::shared_ptr<const NetworkWeights> forInput(vision::PictureSize size) const;
    /// Raw score from which on an object is reported; see ScoreScale. In metadata where it is not kScoreThreshold.
    float threshold() const;
    std::shared_ptr<const NetworkWeights> withThreshold(float threshold) const;

    const Architecture& architecture() const;
    const std::string& hash() const override;

    class Impl;
    explicit NetworkWeights(std::unique_ptr<const Impl> impl);
    ~NetworkWeights() override;
    const Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<const Impl> m_impl;
};

/// The point detector with prepared weights (folded, prepacked). Preparing costs device time: prepareShape(). One
/// picture at a time goes through it.
class PreparedStudent final : public Student {
public:
    static Result<std::unique_ptr<PreparedStudent>> prepare(std::shared_ptr<const NetworkWeights> weights);
    ~PreparedStudent() override;

    Result<std::vector<Detection>> detect(const VideoFrame& frame, float threshold = kScoreThreshold) override;
    std::string kindOfRound() const override;
    std::vector<Result<std::vector<Detection>>> lookTogether(std::span<const Look> looks) override;
    std::size_t classes() const override;
    std::string costShape() const override;

    const NetworkWeights& weights() const;
    /// Name of one inference batch in the cost table, e.g. "infer/1x288x352/w32d1c4".
    static std::string costShape(const Architecture& architecture);
    /// Name of one preparation in the cost table, e.g. "prepare/288x352/w32d1c4": charged when weights are swapped in.
    static std::string prepareShape(const Architecture& architecture);

private:
    class Impl;
    explicit PreparedStudent(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Students that are point detectors of \p architecture, on LibTorch. They begin with \p base, or with weights made by
/// chance if it is null.
std::shared_ptr<const Learner> makeLearner(const Architecture& architecture,
                                           std::shared_ptr<const NetworkWeights> base = nullptr);

/// Fixes the number of threads of all tensor work of the calling thread, and once per process the pools behind it.
/// Called at the start of every thread that runs batches: results are the same to the bit only with the same number.
void useThreads(int threads);

} // namespace jackdaw::learning
