// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/family.h"
#include "engine/learning/onnx_weights.h"
#include "engine/onnx/network.h"
#include "engine/vision/detector_format.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace jackdaw::learning {

/// What a family of ONNX students is made of.
struct OnnxDetectorPlan {
    std::shared_ptr<const OnnxBase> base;
    vision::DetectorFormat format;
    PictureSize size;
    std::vector<std::uint32_t> classes; ///< of the network, by the run's classes
};

/// How \p format wants its pixels.
PixelStyle pixelStyle(const vision::DetectorFormat& format);

/// What the outputs for one picture say, from a raw score of \p threshold on: boxes in pixels of the input, freed from
/// overlaps, with the run's classes.
std::vector<Detection> objectsIn(const OnnxDetectorPlan& plan, std::span<const vision::DetectorCell> cells,
                                 std::span<const vision::DetectorOutput> outputs, float threshold);

/// A retraining of the last layers, over features that \p trunk makes of a batch of pictures.
Result<std::unique_ptr<Trainee>> makeLastLayersTrainee(const OnnxDetectorPlan& plan,
                                                       std::shared_ptr<const OnnxWeights> start, onnx::Network trunk);
/// A retraining of all convolutions.
Result<std::unique_ptr<Trainee>> makeWholeTrainee(const OnnxDetectorPlan& plan,
                                                  std::shared_ptr<const OnnxWeights> start, int batch);

} // namespace jackdaw::learning
