// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/layering/source_tree.h"

namespace jackdaw::layering {

/// The two SPDX lines at the top of every source and CMake file, with the licence of its folder.
std::vector<Violation> checkLicences(const std::vector<SourceFile>& tree);

/// No source file is longer than the 600 lines of HACKING.md.
std::vector<Violation> checkSizes(const std::vector<SourceFile>& tree);

/// A class or struct of a header that takes more than seven lines says what it is: in a comment before it, or at its
/// members.
std::vector<Violation> checkDocumentation(const std::vector<SourceFile>& tree);

/// No notes on work that is left to do.
std::vector<Violation> checkNotes(const std::vector<SourceFile>& tree);

/// No comment cites a document that is not in the repository.
std::vector<Violation> checkCitations(const std::vector<SourceFile>& tree);

/// No path that exists on one machine only.
std::vector<Violation> checkPaths(const std::vector<SourceFile>& tree);

} // namespace jackdaw::layering
