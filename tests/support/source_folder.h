// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace jackdaw::testing {

/// The root of the source tree that this test was built from.
std::filesystem::path sourceFolder();

} // namespace jackdaw::testing
