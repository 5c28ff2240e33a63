// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/device.h"
#include "engine/learning/families.h"
#include "engine/runtime/open_devices.h"
#include "engine/runtime/pictures_again.h"
#include "engine/runtime/run_settings.h"
#include "engine/video/camera_feed.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// Where a run gets its devices, its pictures and its students: from this machine, video files and LibTorch, unless
/// somebody says otherwise.
struct Suppliers {
    std::function<Result<Devices>(const RunSettings&)> devices = openDevices;
    std::function<Result<std::unique_ptr<video::CameraFeed>>(const video::CameraSettings&)> feed = video::openFeed;
    std::function<Result<std::shared_ptr<const learning::Learner>>(const learning::StudentSettings&,
                                                                   const std::vector<std::string>& classes)>
        learner = [](const learning::StudentSettings& student, const std::vector<std::string>& classes) {
            return learning::makeLearner(student, classes);
        };
    PicturesAgain pictures = readAgain;
};

/// Who makes the students of each camera, by its id. Cameras with the same kind of student share one.
using Learners = std::vector<std::shared_ptr<const learning::Learner>>;
Result<Learners> makeLearners(const RunSettings& settings, const Suppliers& suppliers = {});

} // namespace jackdaw::runtime
