// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_script.h"
#include "engine/base/result.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::datasets {

/// Films \p cameras into \p folder, which is there: FILE.mp4 and its truth FILE.csv each; up to \p threads of them side by
/// side. \p progress is called by this thread only.
Status filmCameras(const std::vector<StreetCamera>& cameras, const std::filesystem::path& folder, std::size_t threads,
                   const std::function<void(double fraction)>& progress, const std::stop_token& stop = {});

struct FilmedStreets {
    std::filesystem::path scenario; ///< plays the films
    std::vector<StreetCamera> cameras;
};

/// Films all cameras of \p script into \p folder, which is empty or does not exist yet, and writes streets.json, the
/// scenario that plays them. Nothing is left in the folder where that fails.
Result<FilmedStreets> filmStreets(const StreetScript& script, const std::filesystem::path& folder, std::size_t threads,
                                  const std::function<void(double fraction)>& progress = {},
                                  const std::stop_token& stop = {});

} // namespace jackdaw::datasets
