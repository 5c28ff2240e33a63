// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/layering/source_tree.h"

namespace jackdaw::layering {

/// Who may include whom (ARCHITECTURE.md): app → widgets → engine/api ← engine rooms, and each library in its room
/// only. A room that is not in the table is a violation too: the house has no unknown rooms.
std::vector<Violation> checkIncludes(const std::vector<SourceFile>& tree);

/// What a CMakeLists.txt of a room links must not exceed the table either.
std::vector<Violation> checkLinks(const std::vector<SourceFile>& tree);

} // namespace jackdaw::layering
