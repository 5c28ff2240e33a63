// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace jackdaw {

enum class ErrorCode {
    InvalidInput,   ///< what the user gave is not what was expected
    NotFound,       ///< a file or device that was named is not there
    Corrupt,        ///< a file is there and its content is broken
    Unsupported,    ///< well formed, and this version cannot take it
    Io,             ///< reading or writing failed
    Cancelled,      ///< stopped on request
    OutOfMemory,    ///< a device had no memory left for it; less at a time may work
    Internal,       ///< a library failed in a way that input does not explain
};

/// What failed, in words for the user.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message; ///< one sentence: what, where (file, JSON pointer, offset) and what was expected
    std::string action;  ///< what to do about it; may be empty
    std::string detail;  ///< for the log only, e.g. a library's own text

    /// Message and action as one line of text.
    std::string text() const { return action.empty() ? message : message + " " + action; }
};

/// The outcome of an engine function that can fail.
template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string action = {}, std::string detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(action), std::move(detail)});
}

} // namespace jackdaw
