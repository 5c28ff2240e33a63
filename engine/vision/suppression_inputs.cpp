// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/suppression_inputs.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

namespace jackdaw::vision {
namespace {

bool isAmong(std::string_view type, std::span<const std::string_view> types)
{
    return std::find(types.begin(), types.end(), type) != types.end();
}

/// What follows from which values are the largest.
bool chooses(const onnx::Node& node)
{
    constexpr std::array<std::string_view, 3> kTypes{"TopK", "NonZero", "NonMaxSuppression"};
    return isAmong(node.type, kTypes);
}

/// Whose first input is what they take from; the others say which and how many.
bool takesFromFirst(const onnx::Node& node)
{
    constexpr std::array<std::string_view, 16> kTypes{
        "TopK",      "Gather",  "GatherElements", "GatherND", "Slice",     "Reshape",  "Expand", "Squeeze",
        "Unsqueeze", "Flatten", "Split",          "Compress", "Transpose", "Identity", "Cast",   "Clip"};
    return isAmong(node.type, kTypes);
}

/// What is no longer a list of boxes or scores: how many there are, which, and how large the largest is, by which
/// boxes of each class are moved apart.
bool isAbout(const onnx::Node& node, const std::string& value)
{
    constexpr std::array<std::string_view, 7> kTypes{"Shape",   "Size",   "ConstantOfShape", "Range",
                                                     "NonZero", "ArgMax", "ReduceMax"};
    return isAmong(node.type, kTypes) || (node.type == "TopK" && node.outputs.size() > 1 && node.outputs[1] == value);
}

/// From the inputs of a suppression back to where nothing was chosen yet.
class WayBack {
public:
    explicit WayBack(const onnx::Graph& graph)
    {
        for (const onnx::Port& port : graph.inputs())
            m_ofPicture.insert(port.name);
        for (const onnx::Node& node : graph.nodes())
            note(node);
    }

    std::optional<std::string> from(const std::string& value) const
    {
        Ends ends;
        if (!collect(value, ends))
            return std::nullopt;
        while (ends.size() > 1) {
            Ends before;
            for (const std::string& end : ends) {
                const onnx::Node* const giver = giverOf(end);
                if (!giver || !takesFromFirst(*giver))
                    return std::nullopt;
                before.insert(giver->inputs.front());
            }
            ends = std::move(before);
        }
        return ends.empty() ? std::nullopt : std::optional(*ends.begin());
    }

    /// The best score of each box was chosen by: behind it are those of all classes.
    std::string withoutReduction(const std::string& scores) const
    {
        std::string value = scores;
        const onnx::Node* giver = giverOf(value);
        while (giver && takesFromFirst(*giver)) {
            value = giver->inputs.front();
            giver = giverOf(value);
        }
        return giver && giver->type == "ReduceMax" ? giver->inputs.front() : scores;
    }

private:
    using Ends = std::set<std::string>;

    void note(const onnx::Node& node)
    {
        const auto isIn = [](const std::set<std::string>& values) {
            return [&values](const std::string& input) { return values.contains(input); };
        };
        const bool chosen = chooses(node) || std::any_of(node.inputs.begin(), node.inputs.end(), isIn(m_chosen));
        const bool seen = std::any_of(node.inputs.begin(), node.inputs.end(), isIn(m_ofPicture));
        for (const std::string& output : node.outputs) {
            m_givers[output] = &node;
            if (chosen)
                m_chosen.insert(output);
            if (seen)
                m_ofPicture.insert(output);
        }
    }

    const onnx::Node* giverOf(const std::string& value) const
    {
        const auto giver = m_givers.find(value);
        return giver == m_givers.end() || giver->second->inputs.empty() ? nullptr : giver->second;
    }

    /// Adds the values from which \p value was chosen. False where it is more than a choice: computed behind it, boxes
    /// would be others than those in front of it.
    bool collect(const std::string& value, Ends& ends) const
    {
        if (!m_ofPicture.contains(value))
            return true;
        if (!m_chosen.contains(value)) {
            ends.insert(value);
            return true;
        }
        const onnx::Node& giver = *m_givers.at(value);
        if (isAbout(giver, value))
            return true;
        if (takesFromFirst(giver))
            return collect(giver.inputs.front(), ends);
        std::size_t lists = 0;
        for (const std::string& input : giver.inputs) {
            Ends own;
            if (!collect(input, own))
                return false;
            lists += own.empty() ? 0 : 1;
            ends.merge(own);
        }
        return lists == 0 || giver.type == "Concat" || (lists == 1 && giver.type == "Add");
    }

    std::map<std::string, const onnx::Node*> m_givers;
    std::set<std::string> m_chosen; ///< values that a choice decides on
    std::set<std::string> m_ofPicture;
};

} // namespace

std::optional<SuppressionInputs> suppressionInputs(const onnx::Graph& graph, const onnx::Node& suppression)
{
    const WayBack back(graph);
    auto boxes = back.from(suppression.inputs[0]);
    const auto scores = back.from(suppression.inputs[1]);
    if (!boxes || !scores)
        return std::nullopt;
    return SuppressionInputs{std::move(*boxes), back.withoutReduction(*scores)};
}

} // namespace jackdaw::vision
