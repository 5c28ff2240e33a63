// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/learning/families.h"
#include "engine/video/camera_feed.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// What people's labels are for. Never both: a model that learned a frame would be flattered by it.
enum class LabelUse { Score, Train };
/// "score", "train": what a scenario calls them.
const std::vector<std::string>& labelUses();

/// Human labels of a stretch of a camera's source: frames [firstFrame, lastFrame] of the source are frames
/// labelFirstFrame... of the label file.
struct HumanLabels {
    std::filesystem::path file;
    std::int64_t firstFrame = 0;
    std::int64_t lastFrame = 0;
    std::int64_t labelFirstFrame = 0;
    LabelUse use = LabelUse::Score;
};

struct CameraRun {
    video::CameraSettings settings;
    double weight = 1.0; ///< priority in the planner's mean
    Accuracy floor{0.0}; ///< a_MIN
    Accuracy target = kDefaultTarget; ///< window accuracy that the operator wants
    std::vector<HumanLabels> humanLabels;
    /// Golden labels of this camera's source from a file; replaces the golden model for this camera.
    std::optional<std::filesystem::path> goldenLabels;
    std::optional<learning::StudentSettings> student; ///< where it is not the run's
    std::optional<learning::TrainingConfiguration> firstTraining; ///< likewise
    std::vector<CountingLine> lines;
    std::vector<CountingZone> zones;
    std::vector<IgnoredRegion> ignored;
    /// A picture whose dark parts are ignored regions, too.
    std::optional<std::filesystem::path> ignoredMask;
};

/// When and how often the golden model labels (all charged).
struct LabellingSettings {
    std::vector<std::filesystem::path> models; ///< ONNX files, or one annotation file
    /// ONNX files of another golden model: where people labelled nothing, a retrained student must not be worse in its
    /// eyes either. Empty: there is none.
    std::vector<std::filesystem::path> secondModels;
    double scoreThreshold = 0.3;
    int trainingFrames = 8; ///< per camera and window: the sample that training and profiling use
    int firstTrainingFrames = 24; ///< the same in window 0, whose sample trains a first student from nothing
    double trainingSpan = 0.16; ///< part of the window, from its start, over which that sample is spread
    double scoringInterval = 5.0; ///< seconds between scored frames after it
    /// False: labels that only scores need cost nothing, and these frames train nobody. An operator does not score; for
    /// experiments, under device time alone.
    bool scoringCharged = true;
};

struct DeviceSettings {
    std::string kind = "cpu"; ///< one of deviceKinds()
    int threads = 1; ///< of a CPU; of a GPU, those that each of its lanes uses for what the host does
    int index = 0; ///< of a GPU: its number in the driver's order
    bool isGpu() const { return kind != "cpu"; }
};
/// "cpu", "cuda": what a scenario calls them.
const std::vector<std::string>& deviceKinds();

/// What is charged under device time against what the cost table says: an experiment with another device.
struct Pricing {
    double deviceSpeed = 1.0; ///< all costs are divided by it
    double golden = 1.0; ///< the golden model's are multiplied by it
    bool isUsual() const { return deviceSpeed == 1.0 && golden == 1.0; }
};

/// Everything a run needs; made from a scenario file or the command line, already checked.
struct RunSettings {
    std::string name;
    std::vector<CameraRun> cameras;
    std::vector<std::string> classes;
    LabellingSettings labelling;
    learning::StudentSettings student; ///< of cameras that name none
    std::vector<learning::TrainingConfiguration> configurations; ///< at least one
    /// How window 0 trains the first students, for all planners alike.
    learning::TrainingConfiguration firstTraining{.name = "first student", .epochs = 40};
    /// A session of the same cameras and seed whose first students are taken over instead of trained again: runs that
    /// differ only in the planner then start alike without doing the same work.
    std::optional<std::filesystem::path> firstStudentsFrom;
    /// An earlier session whose newest students serve from the beginning, camera by camera of the same name; cameras
    /// that it has none for train their first.
    std::optional<std::filesystem::path> newestStudentsFrom;
    std::uint32_t rounds = 8; ///< most rounds of sampling, profiling and retraining that a camera has in a window
    double profilingBudget = 0.02; ///< share of the window that micro-profiling of all cameras may take
    std::uint32_t windows = 2; ///< >= 2; window 0 trains the first students and is not counted
    Nanoseconds windowLength{0};
    std::vector<DeviceSettings> devices{DeviceSettings{}}; ///< at least one
    std::string planner = "thief";
    double quantum = 0.05;
    std::uint64_t seed = 1;
    ClockKind clock = ClockKind::Wall;
    std::filesystem::path costTable; ///< device time only
    Pricing pricing; ///< device time only
    std::optional<std::filesystem::path> labelCache; ///< folder for golden results
    std::string scenarioText; ///< recorded in the session
};

} // namespace jackdaw::runtime
