// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <vector>

namespace jackdaw::check {

/// What parts that need pictures take from the user's folder.
struct CheckData {
    std::filesystem::path video;
    std::vector<std::filesystem::path> golden; ///< networks that label, fused if there are several
};

/// Looks for a video in \p folder and its folders "streams" and "videos", and for ONNX networks in it and its folder
/// "models". Of several videos one that is called scenes… is taken, or else the first by name; of several networks
/// those that are called nanodet-plus… and yolox…, or else all. InvalidInput where no folder is named, NotFound where
/// there is nothing of a kind.
Result<CheckData> findCheckData(const std::filesystem::path& folder);

} // namespace jackdaw::check
