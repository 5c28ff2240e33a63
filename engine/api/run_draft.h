// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/picture_places.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a front end lets people set before a run starts. Values may be wrong: whoever shows a draft also shows its
/// faults.
namespace jackdaw {

struct CameraDraft {
    std::string name;
    std::string source; ///< as a scenario writes it: `${NAME}` is a variable, paths may start at its folder
    std::string credentials; ///< "env:NAME" or "file:PATH"; never user and password themselves
    std::string goldenLabels; ///< label file of this recording; empty: the run's golden model labels it
    double speed = 1.0; ///< source seconds per session second
    double offsetSeconds = 0.0;
    bool loop = false;
    double imagesPerSecond = 25.0; ///< of a folder of images
    double framesPerSecond = 0.0; ///< most that it gives; 0: all
    double weight = 1.0;
    double floor = 0.0;
    double target = 0.6;
    std::vector<CountingLine> lines;
    std::vector<CountingZone> zones;
    std::vector<IgnoredRegion> ignored;
    std::string ignoredMask; ///< a picture whose dark parts are ignored, too; empty: none
    /// Place among the cameras of the file that it was read from, whose other settings stay with it; none: it is new.
    std::optional<std::size_t> origin;
    bool operator==(const CameraDraft&) const = default;
};

struct DeviceDraft {
    std::string kind = "cpu"; ///< or "cuda"
    int threads = 1;
    int index = 0; ///< of a GPU
    bool operator==(const DeviceDraft&) const = default;
};

struct RunDraft {
    std::string name;
    std::uint64_t seed = 1;
    bool deviceClock = false; ///< time passes by costs from the cost table
    std::int64_t windows = 2;
    double windowSeconds = 0.0;
    std::string planner;
    double scoringIntervalSeconds = 5.0;
    std::vector<std::string> classes;
    std::vector<std::string> goldenModels; ///< ONNX files, fused, or one label file
    std::vector<DeviceDraft> devices;
    std::vector<CameraDraft> cameras;
    bool operator==(const RunDraft&) const = default;
};

/// Something that is wrong with a draft, or with what its file says beside it.
struct DraftFault {
    std::string place; ///< JSON pointer (RFC 6901) of the value in the scenario
    std::string found;
    std::string expected;
    bool operator==(const DraftFault&) const = default;
};

} // namespace jackdaw
