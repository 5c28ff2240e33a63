// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
        Missing, ///< something does not work without it
    };
    State state = State::Good;
    std::string subject; ///< "CPU", "GPU", "video", …
    std::string text;
    std::string action; ///< what to do; empty where there is nothing to do
    bool operator==(const Finding&) const = default;
};

/// Looks at this machine; changes nothing, and uses no GPU.
std::vector<Finding> examineMachine();

/// What /proc/cpuinfo's content says.
Finding examineProcessor(std::string_view cpuinfo, unsigned threads);
/// Where sessions, students and LibTorch go.
Finding examineDisk(const std::filesystem::path& folder, const std::string& purpose, std::uintmax_t wanted);

} // namespace jackdaw::cli
