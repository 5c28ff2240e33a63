// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace jackdaw::session {

/// Brings a session that is closed into one file again. Its writer does so where nobody reads; who read it until then
/// calls this afterwards. Where others still read it stays as it is, which is no fault.
void foldSession(const std::filesystem::path& file);

} // namespace jackdaw::session
