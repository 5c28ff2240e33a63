// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/shared_library.h"

#include <dlfcn.h>

namespace jackdaw::cuda {

SharedLibrary::SharedLibrary(void* handle) : m_handle(handle, ::dlclose)
{
}

Result<SharedLibrary> SharedLibrary::open(const std::string& name, Symbols symbols)
{
    const int scope = symbols == Symbols::Own ? RTLD_LOCAL : RTLD_GLOBAL | RTLD_NODELETE;
    if (void* handle = ::dlopen(name.c_str(), RTLD_NOW | scope))
        return SharedLibrary(handle);
    const char* why = ::dlerror();
    return fail(ErrorCode::NotFound, "The library " + name + " could not be opened.", {}, why ? why : "");
}

void* SharedLibrary::find(const char* symbol) const
{
    return m_handle ? ::dlsym(m_handle.get(), symbol) : nullptr;
}

} // namespace jackdaw::cuda
