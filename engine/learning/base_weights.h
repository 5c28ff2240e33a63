// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/student.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// The classes that the base weights tell apart, in their order.
const std::vector<std::string>& baseClasses();

/// What students begin with where nothing better is named: weights of the point detector, made on rendered streets that
/// no demo and no measurement uses (`jackdaw-cli pretrain`), for students of \p architecture that tell \p classes
/// apart. Classes that the base does not know begin as if nothing had been learned of them. Null where the base is of
/// another width or depth.
std::shared_ptr<const NetworkWeights> baseWeights(const Architecture& architecture,
                                                  const std::vector<std::string>& classes);

} // namespace jackdaw::learning
