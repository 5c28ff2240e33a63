// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/learning/stored_tensors.h"
#include "engine/learning/unit.h"

#include <cstddef>
#include <string>
#include <vector>

namespace jackdaw::learning {

enum class ClassifierNetwork { ResNet18, MobileNetV2, ShuffleNetV2 };
/// "resnet18", "mobilenet_v2", "shufflenet_v2": as torchvision calls them.
const std::vector<std::string>& classifierNetworkNames();

/// A network that names what a small square picture shows.
struct ClassifierArchitecture {
    ClassifierNetwork network = ClassifierNetwork::ResNet18;
    double width = 0.5; ///< channels, as a part of the published network's
    int crop = 64; ///< pixels of its input, in each direction
    int classes = 4;
    int hidden = 0; ///< width of a further linear layer before the last one (without an activation); 0: there is none
    bool operator==(const ClassifierArchitecture&) const = default;

    /// "64x64/resnet18w0.5c4": without the hidden layer, which costs next to nothing.
    std::string description() const;
};

/// One operation. Operands are numbers of earlier steps; step 0 is the input.
struct ClassifierStep {
    enum class Kind {
        Input,
        Unit, ///< convolution, perhaps plus the addend, then the activation
        MaxPool, ///< 3 x 3, every second pixel
        FirstHalf, ///< of the channels
        SecondHalf,
        Shuffle, ///< the channels of both operands, one of each in turn
        Mean, ///< over the pixels
    };
    Kind kind = Kind::Input;
    int input = 0;
    int other = -1; ///< the addend, or the second operand
    int unit = -1;
    Activation activation = Activation::None;
};

/// The whole structure of a network: units, tensors by torchvision's names, and the steps that connect them. Linear
/// layers are units of one pixel.
struct ClassifierPlan {
    ClassifierArchitecture architecture;
    std::vector<Unit> units;
    std::vector<TensorSpec> tensors;
    std::vector<ClassifierStep> steps; ///< the last one gives a value per class
    std::size_t values = 0;
    int trunkEnd = 0; ///< the step whose result the upper layers take, and nothing else of the trunk
    std::vector<int> head; ///< the linear layers' units
    int features = 0; ///< what they take

    static ClassifierPlan of(const ClassifierArchitecture& architecture);
};

/// Says which field of \p architecture is out of range.
Status checkArchitecture(const ClassifierArchitecture& architecture);

} // namespace jackdaw::learning
