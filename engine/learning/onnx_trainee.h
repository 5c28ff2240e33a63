// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/family.h"
#include "engine/learning/onnx_head.h"
#include "engine/learning/onnx_weights.h"
#include "engine/learning/trainable_network.h"
#include "engine/onnx/network.h"

#include <memory>
#include <span>

namespace jackdaw::learning {

/// What a family of ONNX students is made of.
struct OnnxDetectorPlan {
    std::shared_ptr<const OnnxBase> base;
    vision::DetectorFormat format; ///< of the network as it came
    PictureSize size;
    std::size_t classes = 0; ///< the run's
    std::shared_ptr<const OnnxHead> head;
};

/// Draws \p views into \p input, one after the other, as the format wants its pixels.
void drawViews(std::span<const View> views, const OnnxDetectorPlan& plan, std::span<float> input);
/// How \p format wants its pixels.
PixelStyle pixelStyle(const vision::DetectorFormat& format);

/// A retraining of the head, over features that \p trunk makes of a batch of pictures; where that is on a GPU they stay
/// there. It is for the GPU whose lane makes it.
Result<std::unique_ptr<Trainee>> makeLastLayersTrainee(const OnnxDetectorPlan& plan,
                                                       std::shared_ptr<const OnnxWeights> start, onnx::Network trunk,
                                                       StepWay way = StepWay::OfPlace);
/// A retraining of all convolutions.
Result<std::unique_ptr<Trainee>> makeWholeTrainee(const OnnxDetectorPlan& plan,
                                                  std::shared_ptr<const OnnxWeights> start, int batch,
                                                  StepWay way = StepWay::OfPlace);

} // namespace jackdaw::learning
