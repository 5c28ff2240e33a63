// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace jackdaw {

enum class LogLevel { Debug, Info, Warning, Error };

/// Writes one line to standard error. The program's log is for developers; what a user must see is an event.
void log(LogLevel level, std::string_view room, std::string_view message);

/// Lines below \p level are not written. Safe to call from any thread.
void setLogLevel(LogLevel level);

} // namespace jackdaw
