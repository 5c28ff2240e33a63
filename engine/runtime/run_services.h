// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/clock.h"
#include "engine/profiling/profile_history.h"
#include "engine/runtime/cost_book.h"
#include "engine/runtime/device_set.h"
#include "engine/runtime/pictures_again.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/run_settings.h"
#include "engine/runtime/side_work.h"
#include "engine/runtime/suppliers.h"
#include "engine/scheduling/planner.h"
#include "engine/session/session_file.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace jackdaw::runtime {

/// What the parts of one run share. They all live on the engine thread.
struct RunServices {
    const RunSettings& settings;
    const Clock& clock;
    Recorder& recorder;
    session::SessionWriter& writer;
    CostBook& costs;
    profiling::ProfileHistory& history;
    DeviceSet& devices;
    SideWork& side; ///< what plans rest on, and plans
    SideWork& books; ///< what no plan waits for: profiles, curves that are learned, records of windows
    SideWork& reads; ///< what windows' ends do not wait for, either: pictures of corrected frames
    const Learners& learners;
    std::filesystem::path sessionFile;
    bool profiles = true; ///< the planner looks at accuracies, so that samples are worth profiling
    scheduling::ServingChoice serving; ///< ways of serving that the planner may choose from
    std::uint32_t nextJob = 0;
    std::vector<LearnedCurve> newCurves; ///< that came to the history in this window
    PicturesAgain pictures = readAgain; ///< called from any thread

    JobId newJob() { return JobId{nextJob++}; }
    const std::shared_ptr<const learning::Learner>& learner(CameraId camera) const { return learners.at(camera.value); }
};

} // namespace jackdaw::runtime
