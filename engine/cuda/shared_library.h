// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <memory>
#include <string>

namespace jackdaw::cuda {

/// A library that is opened at run time, for as long as it is owned.
class SharedLibrary {
public:
    SharedLibrary() = default;

    /// NotFound, with the loader's own words as the detail.
    static Result<SharedLibrary> open(const std::string& name);

    /// Null if there is no such symbol.
    void* find(const char* symbol) const;
    template <class Function>
    Function function(const char* symbol) const
    {
        return reinterpret_cast<Function>(find(symbol));
    }

private:
    explicit SharedLibrary(void* handle);

    std::shared_ptr<void> m_handle;
};

} // namespace jackdaw::cuda
