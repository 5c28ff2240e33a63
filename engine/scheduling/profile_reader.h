// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/json/reader.h"
#include "engine/scheduling/window_problem.h"

#include <string>
#include <vector>

namespace jackdaw::scheduling {

/// What serves a camera, in the order of Server.
const std::vector<std::string>& serverNames();
/// Kinds of jobs, in the order of JobKind.
const std::vector<std::string>& jobKindNames();

/// How far the numbers of a profile may go, by where it comes from.
struct ProfileRanges {
    json::Range points; ///< shares, and frames of which one is processed
    json::Range demand; ///< of a server that serves
};

/// An inference profile with its alternatives: full_rate_demand, subsampling or shares, factor, and alternatives[] of
/// server, moved, moving, full_rate_demand, subsampling, factor and offset. What is wrong is noted at its place.
InferenceProfile readProfile(json::Object fields, const ProfileRanges& ranges);

} // namespace jackdaw::scheduling
