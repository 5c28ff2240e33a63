// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace jackdaw::tensors {

/// An error on its way through code that knows exceptions alone, as work on tensors is. What is caught becomes that
/// error again (errorOf()).
class Failure : public std::runtime_error {
public:
    explicit Failure(Error error) : std::runtime_error(error.text() + ' ' + error.detail), m_error(std::move(error)) { }

    const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// Throws the error of \p done as a Failure, if it has one.
inline void orThrow(const Status& done)
{
    if (!done)
        throw Failure(done.error());
}

/// The kind of what work on tensors threw: that of a Failure, OutOfMemory where LibTorch or the host had no memory
/// left, Internal else.
ErrorCode codeOf(const std::exception& thrown);

/// What work on tensors threw as an error. Where memory was lacking that is what is said of \p what, which begins the
/// sentence; else it is \p broken.
Error errorOf(const std::exception& thrown, const std::string& what, Error broken);

} // namespace jackdaw::tensors
