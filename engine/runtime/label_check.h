// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "engine/runtime/run_settings.h"
#include "engine/vision/annotation_check.h"

#include <string>
#include <vector>

namespace jackdaw::runtime {

/// What labels of a video file, or of a folder of images, are held against.
Result<vision::VideoFacts> videoFacts(const std::string& source, double imagesPerSecond);

/// Holds all label files of a run against its classes and videos, before hours are spent on them: a sentence for each
/// thing that is probably wrong. Fails with all that cannot be used. Labels of live cameras, and those whose source
/// cannot be read, are held against the classes alone.
Result<std::vector<Alert>> checkLabels(const RunSettings& settings);

} // namespace jackdaw::runtime
