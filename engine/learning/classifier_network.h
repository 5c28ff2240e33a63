// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/classifier_weights.h"
#include "engine/learning/crops.h"
#include "engine/learning/step_way.h"
#include "engine/onnx/precision.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// Networks of many thin layers lose too much in bfloat16: a quarter of the largest value in a ShuffleNetV2, three
/// thousandths in a ResNet-18.
onnx::Precision precisionOf(const ClassifierArchitecture& architecture);

/// What the frozen trunk of a classifier makes of crops, kept for all epochs.
class CropFeatures {
public:
    CropFeatures();
    ~CropFeatures();
    std::size_t size() const;
    void clear();

    class Impl;
    Impl& impl() { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

/// A classifier for inference on batches of one size, its units fused.
class PreparedClassifier {
public:
    PreparedClassifier(const ClassifierWeights& weights, int batch, onnx::Precision precision);
    ~PreparedClassifier();

    /// batch x crop x crop x 3, to be filled by the caller.
    std::span<float> input();
    /// Runs on input(). The result, batch x classes before any softmax, is valid until the next call.
    std::span<const float> run();
    /// Runs the trunk on \p crops, at most a batch, and keeps what it makes of them. Where there are kernels pictures
    /// stay beside the network.
    void append(CropFeatures& features, std::span<const Crop> crops);

    class Impl;

private:
    std::unique_ptr<Impl> m_impl;
};

/// A classifier with gradients, and its optimiser. The loss is the cross-entropy of the allowed classes together. By
/// kernels a step is a graph for so many crops: they are filled up from the first ones to one of few numbers.
class LearningClassifier {
public:
    LearningClassifier(std::shared_ptr<const ClassifierWeights> start, bool upperOnly, onnx::Precision precision,
                       StepWay way = StepWay::OfPlace);
    ~LearningClassifier();

    /// One step of the whole network. Each crop has a class that is allowed. Returns the loss; where it is not finite
    /// nothing is changed.
    double step(std::span<const Crop> crops, double learningRate);
    /// One step of the upper layers on \p crops of the trunk's features; \p allowed are the classes of each, as bits.
    double step(CropFeatures& features, std::span<const std::size_t> crops, std::span<const std::uint32_t> allowed,
                double learningRate);
    /// What the GPU takes for a step like the last one; see RepeatedWork::durationOnGpu().
    std::optional<Nanoseconds> durationOnGpu(int times);

    /// All weights as they are now, the matrices rounded to halves.
    std::vector<float> values() const;

    class Impl;

private:
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::learning
