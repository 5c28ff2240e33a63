// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/base/log.h"
#include "engine/learning/student.h"

#include <exception>
#include <mutex>

#include <ATen/Parallel.h>

namespace jackdaw::learning {
namespace {

/// Nothing here forks tensor work, and the pool can only be sized before its first use.
void shrinkInteropPool()
{
    try {
        at::set_num_interop_threads(1);
    } catch (const std::exception& exception) {
        log(LogLevel::Debug, "learning", exception.what());
    }
}

} // namespace

void useThreads(int threads)
{
    static std::once_flag once;
    std::call_once(once, shrinkInteropPool);
    thread_local int current = 0;
    if (threads < 1 || threads == current)
        return;
    at::set_num_threads(threads);
    current = threads;
}

} // namespace jackdaw::learning
