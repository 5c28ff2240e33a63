// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/runtime/run_settings.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace jackdaw::cli {

/// What `run` takes: a scenario file or videos, and values that replace the scenario's.
struct RunOptions {
    std::string scenario;
    std::vector<std::string> videos;
    std::vector<std::string> golden;
    std::optional<double> speed;
    std::vector<double> offsets; ///< seconds, per video; one value serves all
    std::optional<double> windowSeconds;
    std::optional<std::uint32_t> windows;
    std::optional<std::string> planner;
    std::optional<std::string> clock;
    std::optional<std::uint64_t> seed;
    std::optional<std::string> costs;
    std::optional<std::string> labelCache;
    std::optional<double> scoringInterval; ///< seconds
    bool unchargedScoring = false;
    std::optional<double> deviceSpeed;
    std::optional<double> goldenPrice;
    std::optional<std::uint32_t> cameras;
    std::optional<std::string> firstStudents;
    std::optional<std::string> newestStudents;
    std::vector<std::string> devices; ///< "cpu", "cuda", "cuda:1"
    std::string out;

    /// \p outHelp: what `--out` is to \p command.
    void addTo(CLI::App& command, const char* outHelp);
    /// The arguments of `run`.
    static Result<RunOptions> parse(std::vector<std::string> arguments);
    /// Reads the scenario, or makes one from the videos, and applies the other options.
    Result<runtime::RunSettings> settings() const;
};

/// Where `calibrate` puts and `run --clock device` finds a cost table if none is named.
std::filesystem::path defaultCostTable();

} // namespace jackdaw::cli
