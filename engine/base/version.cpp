// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/version.h"

namespace jackdaw {

const char* version()
{
    return JACKDAW_VERSION;
}

} // namespace jackdaw
