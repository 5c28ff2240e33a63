// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::vision {

/// A frame's detections as the bytes of one cache file: magic, key, count, 24 bytes per detection (little-endian) and
/// the hash of all that, so that a damaged or foreign file is seen.
std::string encodeLabelRecord(const std::vector<Detection>& detections, std::string_view key);

/// Nothing where the bytes are not exactly such a record for \p key.
std::optional<std::vector<Detection>> decodeLabelRecord(std::string_view bytes, std::string_view key);

} // namespace jackdaw::vision
