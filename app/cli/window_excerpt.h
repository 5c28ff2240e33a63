// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ids.h"
#include "engine/base/result.h"

#include <filesystem>

namespace jackdaw::cli {

/// Writes one closed window of \p session as a session of its own, \p out, small enough to be passed on: how it was
/// planned, step by step, what its jobs did and what came of it. Left out are searches that were lost, what the golden
/// model labelled, most frames' boxes, and what a run would need to go on.
Status writeWindow(const std::filesystem::path& session, WindowId window, const std::filesystem::path& out);

} // namespace jackdaw::cli
