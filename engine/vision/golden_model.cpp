// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/golden_model.h"

#include "engine/vision/annotation_document.h"
#include "engine/vision/class_bits.h"
#include "engine/vision/golden_parts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::vision {
namespace {

Status checkSettings(const GoldenSettings& settings)
{
    if (settings.files.empty())
        return fail(ErrorCode::InvalidInput, "The golden model names no file.", "Name ONNX files or one label file.");
    if (settings.classes.empty() || settings.classes.size() > kMaximumClasses)
        return fail(ErrorCode::InvalidInput,
                    "A session has 1 to 32 classes, not " + std::to_string(settings.classes.size()) + ".");
    if (!(settings.scoreThreshold >= 0.0F && settings.scoreThreshold <= 1.0F))
        return fail(ErrorCode::InvalidInput, "The golden model's score threshold must be from 0 to 1.");
    if (settings.threads < 1)
        return fail(ErrorCode::InvalidInput, "The golden model needs at least 1 thread.");
    if (settings.files.size() > 1 && std::any_of(settings.files.begin(), settings.files.end(), isAnnotationPath))
        return fail(ErrorCode::InvalidInput, "A golden model is one label file or a number of ONNX files, not both.");
    return {};
}

} // namespace

FrameLabels referenceOf(const GoldenModel& model, std::int64_t frame, const std::vector<Detection>& labels)
{
    auto reference = model.reference(frame);
    return reference ? std::move(*reference) : toLabels(labels);
}

Result<std::unique_ptr<GoldenModel>> openGoldenModel(const GoldenSettings& settings)
{
    if (auto checked = checkSettings(settings); !checked)
        return tl::unexpected(checked.error());
    return isAnnotationPath(settings.files.front()) ? openAnnotationGolden(settings) : openNetworkGolden(settings);
}

} // namespace jackdaw::vision
