// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/vision/golden_model.h"

namespace jackdaw::vision {

/// A golden model whose answers are read from a file, by the index of the frame. Private to the vision room.
Result<std::unique_ptr<GoldenModel>> openAnnotationGolden(const GoldenSettings& settings);

/// A golden model of one or more networks.
Result<std::unique_ptr<GoldenModel>> openNetworkGolden(const GoldenSettings& settings);

/// True for a model that answers by the frame's index and not by its picture.
bool answersByIndex(const GoldenModel& model);

} // namespace jackdaw::vision
