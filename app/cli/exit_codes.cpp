// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exit_codes.h"

#include <iostream>

namespace jackdaw::cli {

int report(const Error& error)
{
    // A list of faults stands on lines of its own, and what to do about it below.
    const bool isList = error.message.find('\n') != std::string::npos;
    std::cerr << "jackdaw-cli: " << error.message << (error.action.empty() ? "" : isList ? "\n  " : " ")
              << error.action << '\n';
    if (!error.detail.empty())
        std::cerr << "  (" << error.detail << ")\n";
    switch (error.code) {
    case ErrorCode::Io:
    case ErrorCode::Internal:
    case ErrorCode::OutOfMemory:
    case ErrorCode::Cancelled: return kFailed;
    default: return kBadInput;
    }
}

} // namespace jackdaw::cli
