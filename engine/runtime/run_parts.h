// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/compute/device.h"
#include "engine/runtime/camera_session.h"
#include "engine/runtime/suppliers.h"
#include "engine/runtime/turn_stage.h"
#include "engine/scheduling/planner.h"
#include "engine/session/session_file.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// What a run is made of; opened and checked by openRun() and reopenRun().
struct RunParts {
    RunSettings settings;
    SessionStarted started; ///< the session's first event
    std::unique_ptr<Clock> clock;
    std::filesystem::path sessionFile;
    std::unique_ptr<session::SessionWriter> writer;
    std::vector<std::unique_ptr<compute::Device>> devices;
    std::unique_ptr<scheduling::Planner> planner;
    Learners learners;
    CostBook costs{ClockKind::Wall, {}};
    std::vector<CameraSource> cameras;
    std::vector<Alert> labelWarnings; ///< what is probably wrong with label files; said as the run begins
    std::string golden; ///< the golden model in words; empty if every camera brings its own labels
    profiling::ProfileHistory history;
    std::vector<TrainedStudent> firstStudents; ///< per camera, if taken over from an earlier session
    std::optional<session::ResumePoint> resume;
    std::vector<Event> watched; ///< what a resumed session holds of AlertWatch::kinds()
    std::vector<Event> corrections; ///< LabelCorrected of the window that a resumed session goes through again
    PicturesAgain pictures = readAgain;
    std::uint32_t firstJob = 0; ///< a resumed session goes on counting its jobs
    StageListener onStage; ///< for measuring; none in a usual run
};

} // namespace jackdaw::runtime
