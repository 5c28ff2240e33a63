// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/evaluation.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::studies {

/// One window of a set of schedules that Ekya's authors published with their simulator: who got what from when on.
/// Accuracies are not in such files; what a retraining costs follows from its shares and its end.
struct PublishedSchedule {
    std::string set; ///< e.g. "100_1_thief_True"
    std::string window;
    double period = 0.0; ///< window length that the set was made for; its trainings run to their ends all the same
    double gpus = 0.0;
    std::string scheduler;
    /// Streams with the retraining that the schedule runs, if any, at its derived cost; all accuracies are 0. As long
    /// as the schedule.
    scheduling::WindowProblem problem;
    std::vector<scheduling::PlanStep> steps; ///< as published
};

/// Reads a set of schedules: { "<period>_<GPUs>_<scheduler>_<oracle>": { "<window>": { "<time>": { job: GPUs } } } }
/// with jobs "<stream>_inference" and "<stream>_train_<hp>_<epoch>". A retraining that occurs in several schedules of
/// one window costs in all of them what it costs where it ends first in the file; one that never gets a share costs
/// more than its schedule has. The error names every fault with its JSON pointer.
Result<std::vector<PublishedSchedule>> parseSchedules(std::string_view json, const std::string& name);
Result<std::vector<PublishedSchedule>> readSchedules(const std::filesystem::path& file);

/// The schedule's first allocation lived through by our own rule for freed shares: split equally at each completion. In
/// these schedules a retraining that waits without a share takes part in the split, in later ones of the same software
/// it does not; it is given a share too small to matter, so that the rule counts it.
scheduling::Timeline replayed(const PublishedSchedule& schedule);

/// How far the replay is from what was published.
struct ScheduleDifference {
    std::size_t events = 0; ///< compared
    bool sameEvents = false; ///< as many, with the same retrainings ending
    double time = 0.0; ///< largest difference of an event's time, seconds
    double share = 0.0; ///< largest difference of a share
};
ScheduleDifference difference(const PublishedSchedule& schedule, const scheduling::Timeline& timeline);

} // namespace jackdaw::studies
