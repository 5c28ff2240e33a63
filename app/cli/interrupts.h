// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jackdaw::cli {

/// From now on Ctrl-C is counted instead of ending the program; the second one ends it at once.
void catchInterrupts();
bool isInterrupted();

} // namespace jackdaw::cli
