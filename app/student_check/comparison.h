// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/check_data.h"
#include "app/check/parts.h"
#include "engine/compute/device.h"
#include "engine/learning/families.h"
#include "engine/learning/family.h"
#include "engine/onnx/gpu_way.h"

#include <memory>
#include <string>
#include <vector>

namespace jackdaw::check {

using Found = std::vector<std::vector<Detection>>; ///< by picture

/// How far scores are apart, at most, where both found the same box.
double scoresApart(const Found& one, const Found& other);

/// The same pictures, weights and retrainings in a lane of the bench's GPU and on one thread of the CPU; both are the
/// CPU on a fake GPU.
class Comparison {
public:
    /// Reads the pictures and labels them on the CPU.
    static Result<Comparison> open(const Bench& bench, const learning::StudentSettings& student, const CheckData& data);

    /// The golden model, computed in one way.
    Status golden(const onnx::GpuWay& way, const Say& say);
    /// Those but the usual one; none without a GPU.
    std::vector<onnx::GpuWay> otherWays() const;
    /// A student with the weights that it begins with.
    Status untrained(const Say& say);
    /// A retraining on both sides, and then the student that came of it on the GPU.
    Status retraining(learning::TrainedLayers layers, int batch, const Say& say);

private:
    using Weights = std::shared_ptr<const learning::Weights>;

    Comparison(std::unique_ptr<compute::Device> device, CheckData data, std::vector<VideoFrame> pictures,
               std::shared_ptr<const learning::Learner> learner, std::string family, bool isSmall);
    Status label();
    Status student(const std::string& name, const Weights& weights, const Say& say);
    /// Runs \p work in the first lane, which is the whole GPU's.
    Status inLane(const std::function<Status()>& work) const;

    std::unique_ptr<compute::Device> m_device;
    CheckData m_data;
    std::vector<VideoFrame> m_pictures;
    std::shared_ptr<const learning::Learner> m_learner;
    std::string m_family;
    bool m_isSmall;
    Found m_labels;
    std::vector<double> m_labelTimes; ///< of the CPU, in milliseconds
    std::vector<learning::LabelledFrame> m_frames;
};

} // namespace jackdaw::check
