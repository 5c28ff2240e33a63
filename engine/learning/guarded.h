// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <exception>
#include <string>

namespace jackdaw::learning {

/// Calls \p function; what it throws (LibTorch's and std's exceptions) becomes an error that begins with \p what.
template <class Function>
auto guarded(const std::string& what, Function function) -> Result<decltype(function())>
{
    try {
        if constexpr (std::is_void_v<decltype(function())>) {
            function();
            return {};
        } else {
            return function();
        }
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Internal, what + " failed inside the tensor library.",
                    "Report this with the session file.", exception.what());
    }
}

} // namespace jackdaw::learning
