// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/classifier_network.h"
#include "engine/learning/units_impl.h"

#include <cstdint>
#include <utility>
#include <vector>

#include <ATen/ATen.h>

namespace jackdaw::learning {

inline at::Tensor pixelOrder(const at::Tensor& values)
{
    return values.contiguous(at::MemoryFormat::ChannelsLast);
}

inline at::Tensor half(const at::Tensor& values, bool first)
{
    const std::int64_t channels = values.size(1) / 2;
    return pixelOrder(values.narrow(1, first ? 0 : channels, channels));
}

/// The one interpreter of a plan, for training and for inference: the steps after \p begin, whose result is \p input,
/// up to and with \p end.
inline at::Tensor runSteps(UnitRunner& units, const ClassifierPlan& plan, int begin, int end, at::Tensor input)
{
    std::vector<at::Tensor> results(plan.steps.size());
    const auto result = [&](int step) -> at::Tensor& { return results[static_cast<std::size_t>(step)]; };
    result(begin) = std::move(input);
    for (int i = begin + 1; i <= end; ++i) {
        const ClassifierStep& step = plan.steps[static_cast<std::size_t>(i)];
        const at::Tensor& first = result(step.input);
        switch (step.kind) {
        case ClassifierStep::Kind::Unit:
            result(i) = units.run(step.unit, first, step.activation, step.other < 0 ? nullptr : &result(step.other));
            break;
        case ClassifierStep::Kind::MaxPool: result(i) = at::max_pool2d(first, {3, 3}, {2, 2}, {1, 1}); break;
        case ClassifierStep::Kind::FirstHalf:
        case ClassifierStep::Kind::SecondHalf:
            result(i) = half(first, step.kind == ClassifierStep::Kind::FirstHalf);
            break;
        case ClassifierStep::Kind::Shuffle:
            result(i) = pixelOrder(at::stack({first, result(step.other)}, 2).flatten(1, 2));
            break;
        case ClassifierStep::Kind::Mean: result(i) = pixelOrder(at::mean(first, {2, 3}, true)); break;
        case ClassifierStep::Kind::Input: break;
        }
    }
    return result(end);
}

inline int lastStep(const ClassifierPlan& plan)
{
    return static_cast<int>(plan.steps.size()) - 1;
}

inline at::Tensor emptyPixels(const ClassifierPlan& plan, std::int64_t crops, at::Device place)
{
    return hostTensor({crops, plan.architecture.crop, plan.architecture.crop, 3}, place);
}

inline at::Tensor inputOf(const at::Tensor& pixels, at::Device place, at::ScalarType type)
{
    return pixels.to(place).permute({0, 3, 1, 2}).to(type);
}

class CropFeatures::Impl {
public:
    std::vector<at::Tensor> crops;
};

} // namespace jackdaw::learning
