// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/tensors/failure.h"

#include <exception>
#include <string>

namespace jackdaw::learning {

/// The result of a call that returns T, or that returns a Result itself.
template <class T>
struct Guarded {
    using Type = Result<T>;
};
template <class T>
struct Guarded<Result<T>> {
    using Type = Result<T>;
};

/// Calls \p function; what it throws (LibTorch's and std's exceptions) becomes an error that begins with \p what.
/// Its code is OutOfMemory where memory was lacking, Internal else.
template <class Function>
auto guarded(const std::string& what, Function function) -> typename Guarded<decltype(function())>::Type
{
    try {
        if constexpr (std::is_void_v<decltype(function())>) {
            function();
            return {};
        } else {
            return function();
        }
    } catch (const std::exception& exception) {
        return tl::unexpected(tensors::errorOf(exception, what,
                                               {ErrorCode::Internal,
                                                what + " failed inside the tensor library.",
                                                "Report this with the session file.",
                                                {}}));
    }
}

} // namespace jackdaw::learning
