// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/onnx/graph.h"

#include <cstdint>
#include <cstdlib>
#include <span>

using namespace jackdaw;

/// What was accepted must come back from its own bytes; what was not, says why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto graph = onnx::Graph::decode(std::span(data, size), "fuzz");
    if (!graph) {
        if (graph.error().message.empty())
            std::abort();
        return 0;
    }
    const auto bytes = graph->encoded();
    if (!bytes)
        return 0;
    const auto again = onnx::Graph::decode(*bytes, "again");
    if (!again || *again->encoded() != *bytes)
        std::abort();
    return 0;
}
