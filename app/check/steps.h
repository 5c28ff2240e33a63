// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <functional>
#include <initializer_list>

namespace jackdaw::check {

/// Takes \p steps one after the other; the first that fails is the last.
inline Status inOrder(std::initializer_list<std::function<Status()>> steps)
{
    for (const auto& step : steps) {
        if (Status done = step(); !done)
            return done;
    }
    return {};
}

/// Takes \p step so many times, until it fails.
inline Status repeat(int times, const std::function<Status()>& step)
{
    for (int i = 0; i < times; ++i) {
        if (Status done = step(); !done)
            return done;
    }
    return {};
}

} // namespace jackdaw::check
