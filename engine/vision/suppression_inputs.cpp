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
        if (holds(value) == Holds::Computed)
            return std::nullopt;
        Ends ends = endsOf(value);
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
    enum class Holds {
        Nothing, ///< neither boxes nor scores: what is chosen by, or how many
        List, ///< of them, as they were in front of the choice
        Computed, ///< more than a choice: computed behind it, boxes would be others than those in front of it
    };

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
            if (chosen)
                m_holds[output] = heldBy(node, output);
        }
    }

    const onnx::Node* giverOf(const std::string& value) const
    {
        const auto giver = m_givers.find(value);
        return giver == m_givers.end() || giver->second->inputs.empty() ? nullptr : giver->second;
    }

    /// Of a node's output, with what is known of its inputs.
    Holds heldBy(const onnx::Node& node, const std::string& output) const
    {
        if (isAbout(node, output))
            return Holds::Nothing;
        if (takesFromFirst(node))
            return node.inputs.empty() ? Holds::Nothing : holds(node.inputs.front());
        std::size_t lists = 0;
        for (const std::string& input : node.inputs) {
            const Holds held = holds(input);
            if (held == Holds::Computed)
                return held;
            lists += held == Holds::List ? 1 : 0;
        }
        const bool isChoice = lists == 0 || node.type == "Concat" || (lists == 1 && node.type == "Add");
        return !isChoice ? Holds::Computed : lists == 0 ? Holds::Nothing : Holds::List;
    }

    Holds holds(const std::string& value) const
    {
        if (!m_ofPicture.contains(value))
            return Holds::Nothing;
        const auto known = m_holds.find(value);
        return known == m_holds.end() ? Holds::List : known->second;
    }

    /// The values from which \p value was chosen. Each way back is gone once: in a network they part and join again.
    Ends endsOf(const std::string& value) const
    {
        Ends ends;
        Ends seen{value};
        std::vector<std::string> open{value};
        while (!open.empty()) {
            const std::string at = std::move(open.back());
            open.pop_back();
            if (holds(at) == Holds::Nothing)
                continue;
            if (!m_chosen.contains(at)) {
                ends.insert(at);
                continue;
            }
            const onnx::Node& giver = *m_givers.at(at);
            const std::size_t inputs = takesFromFirst(giver) ? 1 : giver.inputs.size();
            for (std::size_t i = 0; i < inputs; ++i)
                if (seen.insert(giver.inputs[i]).second)
                    open.push_back(giver.inputs[i]);
        }
        return ends;
    }

    std::map<std::string, const onnx::Node*> m_givers;
    std::set<std::string> m_chosen; ///< values that a choice decides on
    std::set<std::string> m_ofPicture;
    std::map<std::string, Holds> m_holds; ///< of m_chosen
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

std::optional<SuppressionInputs> choiceInputs(const onnx::Graph& graph)
{
    const auto nodes = graph.nodes();
    const bool chooses = std::any_of(nodes.begin(), nodes.end(), [](const auto& node) { return node.type == "TopK"; });
    const auto last = std::find_if(nodes.begin(), nodes.end(), [&](const onnx::Node& node) {
        return node.type == "Concat" && node.inputs.size() == 3 && !node.outputs.empty()
            && node.outputs.front() == graph.outputs()[0].name;
    });
    if (!chooses || graph.outputs().size() != 1 || last == nodes.end())
        return std::nullopt;
    const WayBack back(graph);
    auto boxes = back.from(last->inputs[0]);
    const auto scores = back.from(last->inputs[1]);
    if (!boxes || !scores)
        return std::nullopt;
    return SuppressionInputs{std::move(*boxes), back.withoutReduction(*scores)};
}

} // namespace jackdaw::vision
