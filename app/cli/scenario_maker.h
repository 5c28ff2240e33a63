// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/run_options.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jackdaw::cli {

/// What `scenario make` takes beside the options of `run`.
struct MakeOptions {
    RunOptions run;
    std::vector<std::string> sources; ///< videos, folders, live cameras; or one scenario that is written anew
    std::string credentials; ///< of all live cameras
    std::vector<std::string> names; ///< of the cameras; none: by their sources
    std::vector<std::string> classes; ///< none: the usual ones
};

/// A scenario of what stands on the command line. Recordings are opened, so that one that cannot be read is named;
/// where neither --window nor --windows is given, windows fit the shortest of them.
Result<runtime::RunSettings> makeScenario(MakeOptions options);

/// \p settings with paths below \p folder as seen from there, as a scenario in that folder says them.
runtime::RunSettings seenFrom(runtime::RunSettings settings, const std::filesystem::path& folder);

} // namespace jackdaw::cli
