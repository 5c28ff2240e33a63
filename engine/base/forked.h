// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <functional>
#include <string>

namespace jackdaw {

/// Does \p work in a copy of this process, which ends with it: whatever it breaks there, this process goes on. For
/// libraries that crash on files that were made to hurt, or that were made by somebody else's program.
///
/// Gives back what \p work did. Corrupt where the copy crashed, and Unsupported where it did not end within \p limit;
/// \p subject begins these sentences: "The network 'a.onnx'". Only this thread lives in the copy, so \p work must not
/// wait for others.
Status tryInCopy(const std::string& subject, std::chrono::seconds limit, const std::function<Status()>& work);

} // namespace jackdaw
