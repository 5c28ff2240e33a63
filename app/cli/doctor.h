// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/runtime/libraries.h"
#include "engine/video/video_abilities.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::cli {

/// One thing that Jackdaw needs or could use.
struct Finding {
    enum class State {
        Good,
        Note, ///< it works, and could work better
        Missing, ///< a run on the CPU does not work without it
    };
    State state = State::Good;
    std::string subject; ///< "CPU", "GPU", "video", …
    std::string text;
    std::string action; ///< what to do; empty where there is nothing to do
    bool operator==(const Finding&) const = default;
};

/// What a machine has, before it is judged.
struct Machine {
    std::string cpuinfo; ///< content of /proc/cpuinfo
    std::string meminfo; ///< content of /proc/meminfo
    unsigned threads = 1;
    Result<std::vector<std::string>> gpus; ///< in words
    runtime::Libraries libraries;
    video::VideoAbilities video;
    std::size_t cameras = 0; ///< plugged in
};

/// Looks at this machine; changes nothing, and uses no GPU.
Machine thisMachine();
/// What there is, and what to do about what is missing.
std::vector<Finding> examine(const Machine& machine);
/// What is judged by looking into folders: where costs and the demo go, and \p data, where sessions do.
std::vector<Finding> examineFolders(const std::filesystem::path& data);

/// What /proc/cpuinfo's content says.
Finding examineProcessor(std::string_view cpuinfo, unsigned threads);
/// Where sessions, students and LibTorch go.
Finding examineDisk(const std::filesystem::path& folder, const std::string& purpose, std::uintmax_t wanted);

/// "ok", "note" or "missing".
const char* stateName(Finding::State state);
/// As JSON: the findings in order, and whether nothing is missing.
std::string jsonOf(const std::vector<Finding>& findings);
bool isComplete(const std::vector<Finding>& findings);

} // namespace jackdaw::cli
