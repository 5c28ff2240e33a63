// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

namespace jackdaw::cli {

inline constexpr int kSuccess = 0;
inline constexpr int kFailed = 1;      ///< a run or a command failed on its way
inline constexpr int kBadInput = 2;    ///< a file or an option is not what was expected
inline constexpr int kStopped = 3;     ///< stopped by the user; the session is closed and whole
inline constexpr int kAborted = 130;   ///< stopped at once by a second Ctrl-C

/// Prints the error on standard error and says which exit code it means.
int report(const Error& error);

} // namespace jackdaw::cli
