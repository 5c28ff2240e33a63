// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace jackdaw::runtime {

/// NVIDIA's GPUs of this machine in words, in the order in which runs name them: cuda:0 is the first. Sets nothing up on
/// them. NotFound and Unsupported say what is missing to use one.
Result<std::vector<std::string>> gpusInWords();

} // namespace jackdaw::runtime
