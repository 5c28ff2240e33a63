// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/output_view.h"

#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <limits>

namespace jackdaw::vision {
namespace {

/// 1 x values x rows, of which there are more rows.
bool mayBeTurned(const DetectorOutput& output)
{
    return output.shape.size() == 3 && output.shape[0] == 1 && output.shape[1] > 4 && output.shape[2] > output.shape[1];
}

onnx::Node nodeOf(std::string type, std::vector<std::string> inputs, std::string output)
{
    onnx::Node node;
    node.type = std::move(type);
    node.inputs = std::move(inputs);
    node.outputs = {std::move(output)};
    return node;
}

/// The values [\p begin, \p end) of each row. What is taken was said by attributes before opset 10.
void addSlice(onnx::GraphParts& parts, const std::string& input, std::int64_t begin, std::int64_t end,
              const std::string& output)
{
    using Whole = std::vector<std::int64_t>;
    constexpr std::int64_t kFirstWithInputs = 10;
    const std::pair<const char*, Whole> said[] = {{"starts", {begin}}, {"ends", {end}}, {"axes", {2}}};
    onnx::Node slice = nodeOf("Slice", {input}, output);
    for (const auto& [name, values] : said) {
        if (parts.opset < kFirstWithInputs) {
            slice.attributes[name] = values;
            continue;
        }
        slice.inputs.push_back(output + "." + name);
        parts.weights[slice.inputs.back()] = {{1}, values};
    }
    parts.nodes.push_back(std::move(slice));
}

bool knowsCoco(const OutputView::Found& found)
{
    return found.format.classes == kCocoClasses;
}

/// Rows whose box comes first and has been put behind the scores: centres of a network that decodes itself reach the
/// far half of its picture.
bool isOfPixels(const DetectorFormat& format, std::span<const float> values, PictureSize size)
{
    float farthest = 0.0F;
    for (std::size_t at = format.classes; at < values.size(); at += format.values())
        farthest = std::max(farthest, values[at]);
    return farthest > 0.5F * static_cast<float>(size.width);
}

/// Whether what comes before the boxes can be nothing but scores.
bool areScoresFirst(const DetectorFormat& format, std::span<const float> values)
{
    for (std::size_t at = 0; at + format.values() <= values.size(); at += format.values()) {
        const auto scores = values.subspan(at, format.classes);
        if (!std::all_of(scores.begin(), scores.end(), [](float score) { return score >= 0.0F && score <= 1.0F; }))
            return false;
    }
    return true;
}

} // namespace

std::vector<OutputView::Found> OutputView::readings(std::span<const DetectorOutput> outputs, PictureSize size)
{
    // As appliedTo() has them, and no other detector.
    if (const auto behind = recogniseBoxesBehindScores(outputs, size);
        behind && areScoresFirst(*behind, outputs.front().values) && isOfPixels(*behind, outputs.front().values, size))
        return {{OutputView(), *behind}};
    std::vector<Found> found;
    const auto consider = [&](OutputView view) {
        const auto seen = view.of(outputs);
        auto format = view.m_boxFirst ? recogniseBoxesBehindScores(seen, size) : recogniseFormat(seen, size);
        const bool isBare = format && view.m_boxFirst && !view.m_isTurned;
        if (format && (!isBare || isOfPixels(*format, seen.front().values, size)))
            found.push_back({std::move(view), std::move(*format)});
    };
    consider({});
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        OutputView one;
        if (outputs.size() > 1) {
            one.m_only = i;
            consider(one);
        }
        for (const bool isTurned : {false, true}) {
            one.m_isTurned = isTurned;
            if (isTurned ? !mayBeTurned(outputs[i]) : outputs[i].shape.size() != 3 || outputs[i].shape[2] < 5)
                continue;
            one.m_boxFirst = false;
            if (isTurned)
                consider(one);
            one.m_boxFirst = true;
            consider(one);
        }
    }
    std::stable_partition(found.begin(), found.end(), knowsCoco);
    return found;
}

std::size_t OutputView::whereOf(std::size_t value, std::size_t values) const
{
    constexpr std::size_t kBox = 4;
    return m_boxFirst ? (value + values - kBox) % values : value;
}

std::vector<DetectorOutput> OutputView::of(std::span<const DetectorOutput> outputs)
{
    if (isPlain())
        return {outputs.begin(), outputs.end()};
    const DetectorOutput& chosen = outputs[m_only.value_or(0)];
    if (!m_isTurned && !m_boxFirst)
        return {chosen};
    const std::int64_t rowAxis = m_isTurned ? 2 : 1;
    const auto rows = static_cast<std::size_t>(chosen.shape[static_cast<std::size_t>(rowAxis)]);
    const auto values = static_cast<std::size_t>(chosen.shape[static_cast<std::size_t>(3 - rowAxis)]);
    m_turned.resize(values * rows);
    for (std::size_t value = 0; value < values; ++value) {
        const std::size_t to = whereOf(value, values);
        for (std::size_t row = 0; row < rows; ++row)
            m_turned[row * values + to] = chosen.values[m_isTurned ? value * rows + row : row * values + value];
    }
    return {{{1, static_cast<std::int64_t>(rows), static_cast<std::int64_t>(values)}, m_turned}};
}

Result<onnx::Graph> OutputView::appliedTo(const onnx::Graph& graph) const
{
    if (isPlain())
        return graph;
    onnx::GraphParts parts{graph.name(), graph.opset(), {}, {}, graph.weights(), {}};
    parts.inputs.assign(graph.inputs().begin(), graph.inputs().end());
    parts.nodes.assign(graph.nodes().begin(), graph.nodes().end());
    std::string output = graph.outputs()[m_only.value_or(0)].name;
    if (m_isTurned) {
        parts.nodes.push_back(nodeOf("Transpose", {output}, "jackdaw.rows"));
        parts.nodes.back().attributes["perm"] = std::vector<std::int64_t>{0, 2, 1};
        output = "jackdaw.rows";
    }
    if (m_boxFirst) {
        addSlice(parts, output, 0, 4, "jackdaw.boxes");
        addSlice(parts, output, 4, std::numeric_limits<std::int32_t>::max(), "jackdaw.scores");
        parts.nodes.push_back(nodeOf("Concat", {"jackdaw.scores", "jackdaw.boxes"}, "jackdaw.seen"));
        parts.nodes.back().attributes["axis"] = std::int64_t{2};
        output = "jackdaw.seen";
    }
    parts.outputs = {{output, {}}};
    return onnx::Graph::make(std::move(parts));
}

std::string OutputView::text() const
{
    std::string text = m_only ? "its output number " + std::to_string(*m_only + 1) + " alone" : "";
    if (m_isTurned)
        text += std::string(text.empty() ? "" : ", ") + "values before rows";
    return text;
}

} // namespace jackdaw::vision
