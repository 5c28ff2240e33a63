// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <memory>
#include <string>

namespace jackdaw::cuda {

/// A library that is opened at run time.
class SharedLibrary {
public:
    /// Who in the process may use the library's symbols. One whose symbols are for all stays for the life of the
    /// process.
    enum class Symbols { Own, ForAll };

    SharedLibrary() = default;

    /// NotFound, with the loader's own words as the detail.
    static Result<SharedLibrary> open(const std::string& name, Symbols symbols = Symbols::Own);

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
