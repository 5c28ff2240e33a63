// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/runtime/made_up_run.h"
#include "tests/support/small_detector.h"

/// A run whose cameras have students of every family.
namespace jackdaw::testing {

inline constexpr CameraId kPointCamera{0};
inline constexpr CameraId kOnnxCamera{1};
inline constexpr CameraId kClassifierCamera{2};

/// \p settings with one camera for each family; the network of one lies in \p folder, where it is written.
inline Result<runtime::RunSettings> withEveryFamily(runtime::RunSettings settings, const std::filesystem::path& folder)
{
    const auto network = folder / "small.onnx";
    const auto graph = onnx::Graph::make(SmallYolox().parts());
    if (const Status written = graph ? graph->write(network) : tl::unexpected(graph.error()); !written)
        return tl::unexpected(written.error());
    settings.cameras.at(kOnnxCamera.value).student = learning::OnnxSettings{network, kPictureSide, kPictureSide};
    learning::ClassifierSettings classifier;
    classifier.width = 0.125;
    classifier.crop = 32;
    classifier.inputWidth = classifier.inputHeight = kPictureSide;
    settings.cameras.at(kClassifierCamera.value).student = classifier;
    settings.configurations.push_back(configuration("threshold", learning::TrainedLayers::Threshold, 1));
    settings.configurations.back().student = "onnx";
    return settings;
}

} // namespace jackdaw::testing
