// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/student.h"
#include "engine/video/camera_feed.h"

#include <functional>
#include <memory>

namespace jackdaw::runtime {

/// Where a run gets its pictures and its students: from video files and LibTorch, unless somebody says otherwise.
struct Suppliers {
    std::function<Result<std::unique_ptr<video::CameraFeed>>(const video::CameraSettings&)> feed =
        [](const video::CameraSettings& settings) { return video::CameraFeed::open(settings); };
    std::function<std::shared_ptr<const learning::Learner>(const learning::Architecture&)> learner =
        &learning::makeLearner;
};

} // namespace jackdaw::runtime
