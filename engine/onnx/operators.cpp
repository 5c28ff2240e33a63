// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/operators.h"

namespace jackdaw::onnx {
namespace {

std::map<std::string_view, Operator> makeTable()
{
    std::map<std::string_view, Operator> table;
    for (const auto group : {arithmeticOperators(), shapeOperators(), sliceOperators(), convolutionOperators(),
                             poolingOperators(), resizeOperators()})
        for (const Operator& known : group)
            table.emplace(known.name, known);
    return table;
}

} // namespace

const Operator* findOperator(const Node& node)
{
    static const std::map<std::string_view, Operator> table = makeTable();
    const auto found = node.domain.empty() ? table.find(node.type) : table.end();
    return found == table.end() ? nullptr : &found->second;
}

} // namespace jackdaw::onnx
