// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace jackdaw::testing {

/// Tries the properties of a test program with \p parameters of rapidcheck, e.g. "seed=2026 max_success=400". What the
/// variable RC_PARAMS said when the program was started goes before it: that is how a fault is repeated.
void usePropertyParameters(const char* parameters);

} // namespace jackdaw::testing
