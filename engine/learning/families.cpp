// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/families.h"

#include "engine/learning/base_weights.h"
#include "engine/learning/classifier_family.h"
#include "engine/learning/network_plan.h"
#include "engine/learning/onnx_family.h"

namespace jackdaw::learning {
namespace {

struct Maker {
    const std::vector<std::string>& classes;

    Result<std::shared_ptr<const Learner>> operator()(const PointSettings& settings) const
    {
        const Architecture architecture{settings.width, settings.depth, static_cast<int>(classes.size()),
                                        settings.inputWidth, settings.inputHeight};
        if (auto checked = checkArchitecture(architecture); !checked)
            return tl::unexpected(checked.error());
        return makeLearner(architecture, settings.pretrained ? baseWeights(architecture, classes) : nullptr);
    }
    Result<std::shared_ptr<const Learner>> operator()(const OnnxSettings& settings) const
    {
        return makeOnnxLearner(settings, classes);
    }
    Result<std::shared_ptr<const Learner>> operator()(const ClassifierSettings& settings) const
    {
        return makeClassifierLearner(settings, classes);
    }
};

} // namespace

Result<std::shared_ptr<const Learner>> makeLearner(const StudentSettings& settings,
                                                   const std::vector<std::string>& classes)
{
    return std::visit(Maker{classes}, settings);
}

} // namespace jackdaw::learning
