// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/classifier_plan.h"
#include "engine/learning/learner.h"
#include "engine/learning/student.h"

#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace jackdaw::learning {

/// The point detector.
struct PointSettings {
    int width = 32; ///< see Architecture
    int depth = 1;
    int inputWidth = 352; ///< pictures are scaled to this size; multiples of 32
    int inputHeight = 288;
    bool pretrained = true; ///< begins with the base weights, if they are of its width and depth
    bool operator==(const PointSettings&) const = default;
};

/// What answers on top of an ONNX network's features.
enum class HeadKind {
    Own, ///< the network's own last layers, which know COCO's classes
    Point, ///< a new head that begins with nothing and learns any classes; the network stays as it is
};
/// "own", "point": what a scenario calls them.
const std::vector<std::string>& headNames();

/// A detector that somebody trained and stored as an ONNX file.
struct OnnxSettings {
    std::filesystem::path network;
    int inputWidth = 352; ///< pictures are scaled to this size; multiples of 32
    int inputHeight = 288;
    HeadKind head = HeadKind::Own;
    bool operator==(const OnnxSettings&) const = default;
};

/// A network that names what an object source finds.
struct ClassifierSettings {
    ClassifierNetwork network = ClassifierNetwork::ResNet18;
    double width = 0.5; ///< channels, as a part of the published network's
    int crop = 64; ///< side of the squares that objects are cut out as; a multiple of 32
    std::filesystem::path source; ///< an ONNX detector that finds the objects; empty: what differs from the background
    std::filesystem::path weights; ///< to start from, by torchvision's names; empty: random ones
    int inputWidth = 352; ///< pictures are scaled to this size before objects are searched; multiples of 32
    int inputHeight = 288;
    bool operator==(const ClassifierSettings&) const = default;
};

/// Which network a student is: one alternative per family.
using StudentSettings = std::variant<PointSettings, OnnxSettings, ClassifierSettings>;

/// "point", "onnx", "classifier": what a scenario calls the family, and a configuration that is for one alone.
const std::vector<std::string>& familyNames();
const std::string& familyOf(const StudentSettings& student);

/// Students of \p settings that tell \p classes apart. NotFound, Corrupt and Unsupported name the file and what is
/// wrong with it.
Result<std::shared_ptr<const Learner>> makeLearner(const StudentSettings& settings,
                                                   const std::vector<std::string>& classes);

} // namespace jackdaw::learning
