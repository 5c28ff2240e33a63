// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/source_folder.h"

namespace jackdaw::testing {

std::filesystem::path sourceFolder()
{
    return JACKDAW_SOURCE_DIR;
}

} // namespace jackdaw::testing
