// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::report {

/// What a session says of its run before any result.
struct RunFacts {
    SessionStarted started;
    std::vector<CameraAdded> cameras; ///< by number
    struct Window {
        std::uint32_t window = 0;
        Nanoseconds start{0};
        Nanoseconds length{0};
        bool operator==(const Window&) const = default;
    };
    std::vector<Window> windows; ///< those that began
    session::SessionEnding ending;
};

Result<RunFacts> readFacts(const std::filesystem::path& session);

/// Something but the planner that two runs differ in, so that a difference of their results may come of it.
struct Incomparability {
    enum class Kind { Data, Seed, Golden, Costs, Clock, Devices, Windows, Students, Settings, Ending };
    Kind kind = Kind::Settings;
    std::string words; ///< a sentence
    bool operator==(const Incomparability&) const = default;
};

/// Everything that differs between two runs, the worst first; sentences call them \p baseName and \p otherName. Under
/// wall time they are never quite comparable, which is said too.
std::vector<Incomparability> incomparabilities(const RunFacts& base, const std::string& baseName, const RunFacts& other,
                                               const std::string& otherName);

} // namespace jackdaw::report
