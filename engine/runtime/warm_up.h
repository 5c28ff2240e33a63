// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/runtime/run_parts.h"

namespace jackdaw::runtime {

/// Runs, in every lane of the GPUs of \p parts, whatever the run will do there, until it is found out about, allocated
/// and made a graph: no camera waits for that later. The cameras' feeds and golden models are open already.
Status warmUpDevices(RunParts& parts);

} // namespace jackdaw::runtime
