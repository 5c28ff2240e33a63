// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/untrusted.h"

#include "engine/base/forked.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace jackdaw::onnx {

Result<Graph> readUntrusted(const std::filesystem::path& file)
{
    constexpr std::chrono::seconds kPatience{60};
    const std::string name = "The network '" + file.string() + "'";
    const Status tried = tryInCopy(name, kPatience, [&] { return Graph::read(file).map([](const auto&) {}); });
    if (!tried)
        return tl::unexpected(tried.error());
    auto graph = Graph::read(file);
    if (!graph)
        return graph;
    for (const auto& [weight, tensor] : graph->weights()) {
        const auto* const values = std::get_if<std::vector<float>>(&tensor.values);
        if (values && std::any_of(values->begin(), values->end(), [](float value) { return std::isnan(value); }))
            return fail(ErrorCode::Corrupt, name + " has a weight that is no number, in '" + weight + "'.",
                        "Its training failed, or its export: choose another.");
    }
    return graph;
}

} // namespace jackdaw::onnx
