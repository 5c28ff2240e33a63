// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/head_loss_impl.h"
#include "engine/learning/kernel_views_impl.h"
#include "engine/learning/onnx_trainee.h"
#include "engine/learning/optimiser_impl.h"
#include "engine/onnx/trainable.h"
#include "engine/tensors/lane_tensors.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// The part of a network that learns, with its optimiser. On the CPU its loss is computed by a loop; on a GPU a step is
/// one work of tensors, from the pictures to the weights.
class Learning {
public:
    Learning(const OnnxDetectorPlan& plan, std::shared_ptr<const OnnxWeights> start, onnx::Trainable trainable,
             std::vector<std::string> names, std::optional<int> gpu, StepWay way);

    onnx::Trainable& network() { return m_trainable; }
    /// Draws a batch of views as the first input, with kernels where that is on the GPU.
    void draw(std::span<const View> views);
    /// \p values of the network, wherever they are.
    at::Tensor there(std::span<const float> values) const;

    /// On the inputs, of pictures with \p labels. The loss; where it is not finite nothing has changed.
    Result<double> step(std::span<const vision::FrameLabels> labels, double learningRate);
    /// What the network makes of each picture of a batch, without a step.
    Result<std::vector<std::vector<Detection>>> look(std::size_t pictures);

    float threshold() const { return m_start->threshold(); }
    std::shared_ptr<const Weights> snapshot(float threshold) const;

private:
    /// What a step by tensors needs and leaves, which stays where it is.
    struct ByTensors {
        std::unique_ptr<HeadLoss> loss;
        at::Tensor hostPictures; ///< where the host draws them; none where kernels do, or features come
        at::Tensor hostRate;
        at::Tensor rate;
        at::Tensor hostValue;
        std::vector<at::Tensor> hostOutputs;
        tensors::RepeatedWork step;
        tensors::RepeatedWork look;
    };

    void makeByTensors();
    std::span<float> hostInput();
    Result<double> stepByLoop(std::span<const vision::FrameLabels> labels, double learningRate);
    Result<double> stepByTensors(std::span<const vision::FrameLabels> labels, double learningRate);
    void doStep();
    void doLook();
    void bringPictures();
    std::vector<std::span<const float>> outputs() const;

    OnnxDetectorPlan m_plan;
    std::shared_ptr<const OnnxWeights> m_start;
    onnx::Trainable m_trainable;
    std::vector<std::string> m_names;
    at::Device m_place;
    std::vector<at::Tensor> m_weights; ///< views of the network's
    Optimiser m_optimiser;
    std::optional<KernelViews> m_views; ///< where there are kernels
    std::unique_ptr<ByTensors> m_byTensors; ///< last: it uses the others
};

} // namespace jackdaw::learning
