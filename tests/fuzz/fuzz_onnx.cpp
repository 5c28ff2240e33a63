// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/onnx/graph.h"
#include "engine/vision/class_names.h"
#include "engine/vision/picture_input.h"
#include "engine/vision/suppression_inputs.h"

#include <cstdint>
#include <cstdlib>
#include <span>

using namespace jackdaw;

namespace {

/// What golden models look for in a graph before they run it.
void lookAt(const onnx::Graph& graph)
{
    const auto turned = vision::withChannelsFirst(graph);
    if (!turned && turned.error().message.empty())
        std::abort();
    (void)vision::choiceInputs(graph);
    for (const onnx::Node& node : graph.nodes()) {
        if (node.type == "NonMaxSuppression" && node.inputs.size() >= 2)
            (void)vision::suppressionInputs(graph, node);
        (void)vision::listedNames(node.name);
    }
}

} // namespace

/// What was accepted must come back from its own bytes; what was not, says why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto graph = onnx::Graph::decode(std::span(data, size), "fuzz");
    if (!graph) {
        if (graph.error().message.empty())
            std::abort();
        return 0;
    }
    lookAt(*graph);
    const auto bytes = graph->encoded();
    if (!bytes)
        return 0;
    const auto again = onnx::Graph::decode(*bytes, "again");
    if (!again || *again->encoded() != *bytes)
        std::abort();
    return 0;
}
