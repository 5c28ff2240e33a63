// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace jackdaw {

/// Version of this build, as "0.2.0".
const char* version();

} // namespace jackdaw
