// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/import/data_set.h"
#include "engine/runtime/run_settings.h"
#include "engine/vision/annotation_check.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::datasets {

struct ImportOptions {
    std::vector<std::string> cameras; ///< names of those that are wanted; none: all, up to the most that a run has
    std::vector<std::string> classes; ///< of the session; none: those of traffic that the labels know
    std::vector<std::filesystem::path> models; ///< golden networks; labels by people then stand beside them
    std::optional<double> windowSeconds; ///< none: as fits the shortest camera, at most the paper's 200 s
    std::optional<std::uint32_t> windows;
};

/// A scenario of a data set before anything is written.
struct ImportPlan {
    runtime::RunSettings settings; ///< paths to what is written are relative to the scenario's folder
    std::vector<FoundCamera> cameras; ///< of the settings, in their order
    std::vector<std::string> notes; ///< what was decided, a sentence each
};

/// What `import` would write for \p out. InvalidInput names a camera that was not found, or says that no camera has
/// labels and there is no golden model.
Result<ImportPlan> planImport(const FoundDataSet& found, const ImportOptions& options,
                              const std::filesystem::path& out);

/// Writes the scenario \p out, and beside it the folder of filesFolder() with labels in CSV and, where pictures of a
/// camera lie in several folders, links to them. The scenario is read again before this succeeds.
Status writeImport(const ImportPlan& plan, const std::filesystem::path& out);

/// "cities-files" for "cities.json".
std::filesystem::path filesFolder(const std::filesystem::path& out);

/// Each name of the cameras' labels: how often it occurs, and what it is in a session with \p classes. One that is
/// several things, as a car that is sometimes a group to be ignored, is listed once for each.
std::vector<vision::AnnotationCheck::Name> namesIn(const std::vector<FoundCamera>& cameras,
                                                   const std::vector<std::string>& classes);

/// What was found and what would be written, as lines of text.
std::string importText(const FoundDataSet& found, const ImportPlan& plan);

} // namespace jackdaw::datasets
