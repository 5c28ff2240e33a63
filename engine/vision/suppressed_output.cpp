// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/suppressed_output.h"

#include "engine/onnx/split.h"
#include "engine/vision/suppression_inputs.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::vision {
namespace {

/// A coordinate that is a part of the picture is hardly larger, one in pixels hardly ever smaller.
constexpr float kLargestPart = 2.0F;

const onnx::Node* suppressionOf(const onnx::Graph& graph)
{
    const auto nodes = graph.nodes();
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [](const onnx::Node& node) { return node.type == "NonMaxSuppression"; });
    return found == nodes.end() ? nullptr : &*found;
}

/// Rows of values.
struct List {
    std::size_t outer = 0;
    std::size_t inner = 0;
};

/// Second corners are right of the first ones and below them; sizes, in most of a picture, are less than the centres.
bool areCentres(std::span<const float> boxes)
{
    constexpr std::size_t kFew = 20; // one in so many boxes
    std::size_t reversed = 0;
    for (std::size_t at = 0; at + 4 <= boxes.size(); at += 4)
        reversed += boxes[at + 2] < boxes[at] || boxes[at + 3] < boxes[at + 1] ? 1 : 0;
    return reversed * kFew > boxes.size() / 4;
}

/// Of one picture, whose axis may be left out.
std::optional<List> listOf(const DetectorOutput& output)
{
    const auto& shape = output.shape;
    const bool isOfOne = shape.size() == 3 && shape[0] == 1;
    if ((!isOfOne && shape.size() != 2) || shape.back() < 1 || shape[shape.size() - 2] < 1)
        return std::nullopt;
    return List{static_cast<std::size_t>(shape[shape.size() - 2]), static_cast<std::size_t>(shape.back())};
}

} // namespace

Result<std::optional<SuppressedOutput::Cut>> SuppressedOutput::find(const onnx::Graph& graph,
                                                                    const onnx::Metadata& metadata)
{
    const onnx::Node* const node = suppressionOf(graph);
    if (!node)
        return findChoice(graph);
    const auto nodes = graph.nodes();
    const auto count = std::count_if(nodes.begin(), nodes.end(),
                                     [](const onnx::Node& each) { return each.type == "NonMaxSuppression"; });
    if (count > 1 || node->inputs.size() < 2)
        return fail(ErrorCode::Unsupported,
                    "The network '" + graph.name() + "' suppresses overlaps in " + std::to_string(count) + " places.",
                    "Export it without its suppression of overlaps (NMS).");
    const auto inputs = suppressionInputs(graph, *node);
    if (!inputs)
        return fail(ErrorCode::Unsupported,
                    "The network '" + graph.name()
                        + "' suppresses overlaps of boxes that it works out anew behind a choice of the best.",
                    "Export it without its suppression of overlaps (NMS).");
    auto part = onnx::partBefore(graph, {inputs->scores, inputs->boxes});
    if (!part)
        return tl::unexpected(part.error());
    SuppressedOutput output;
    const auto attribute = node->attributes.find("center_point_box");
    output.m_centred = attribute != node->attributes.end() && attribute->second == onnx::Attribute(std::int64_t{1});
    output.m_isTensorFlow = metadata.producer.starts_with("tf") || metadata.producer.starts_with("keras");
    return Cut{output, std::move(*part)};
}

Result<std::optional<SuppressedOutput::Cut>> SuppressedOutput::findChoice(const onnx::Graph& graph)
{
    const auto inputs = choiceInputs(graph);
    if (!inputs)
        return std::nullopt;
    auto part = onnx::partBefore(graph, {inputs->scores, inputs->boxes});
    if (!part)
        return tl::unexpected(part.error());
    SuppressedOutput output;
    output.m_isChoice = true;
    return Cut{output, std::move(*part)};
}

std::string SuppressedOutput::choiceText() const
{
    return m_isChoice ? "chooses the best boxes" : "suppresses overlaps";
}

Status SuppressedOutput::recognise(std::span<const DetectorOutput> outputs)
{
    const auto boxes = outputs.size() == 2 ? listOf(outputs[1]) : std::nullopt;
    const auto scores = boxes ? listOf(outputs[0]) : std::nullopt;
    if (!scores || boxes->inner != 4 || (scores->inner != boxes->outer && scores->outer != boxes->outer))
        return fail(ErrorCode::Unsupported,
                    std::string(m_isChoice ? "What it chooses from" : "What it suppresses overlaps of")
                        + " are no boxes (1 x boxes x 4) with scores (1 x classes x boxes).",
                    m_isChoice ? "Export it without its choice of the best boxes (end-to-end)."
                               : "Export it without its suppression of overlaps (NMS).");
    m_boxes = boxes->outer;
    m_isByBox = scores->inner != m_boxes;
    m_classes = m_isByBox ? scores->inner : scores->outer;
    if (m_isChoice)
        m_centred = areCentres(outputs[1].values);
    m_isRelative = std::all_of(outputs[1].values.begin(), outputs[1].values.end(),
                               [](float value) { return std::abs(value) <= kLargestPart; });
    return {};
}

/// TensorFlow's detectors stretch the picture and want -1 to 1, PyTorch's mostly 0 to 1 with grey around it.
DetectorFormat SuppressedOutput::format() const
{
    DetectorFormat format;
    format.family = m_isTensorFlow ? "SSD, as TensorFlow writes it"
        : m_isChoice               ? "boxes before the choice of the best, as YOLOv10 has it"
                                   : "boxes before a suppression of overlaps";
    format.boxes = DetectorFormat::Boxes::Pixels;
    format.classes = m_classes;
    if (m_isTensorFlow)
        format.input = {InputStyle::Place::Stretched, 127, true, {127.5F, 127.5F, 127.5F}, {127.5F, 127.5F, 127.5F}};
    else
        format.input = {InputStyle::Place::Centred, 114, true, {0.0F, 0.0F, 0.0F}, {255.0F, 255.0F, 255.0F}};
    return format;
}

/// Corners of such networks come in any order.
Box SuppressedOutput::boxOf(std::span<const float> values, PictureSize size) const
{
    const float scaleX = m_isRelative ? static_cast<float>(size.width) : 1.0F;
    const float scaleY = m_isRelative ? static_cast<float>(size.height) : 1.0F;
    const std::size_t x = m_isTensorFlow ? 1 : 0;
    const std::size_t y = m_isTensorFlow ? 0 : 1;
    if (m_centred) {
        const float halfWidth = 0.5F * values[2 + x] * scaleX;
        const float halfHeight = 0.5F * values[2 + y] * scaleY;
        return {values[x] * scaleX - halfWidth, values[y] * scaleY - halfHeight, values[x] * scaleX + halfWidth,
                values[y] * scaleY + halfHeight};
    }
    return {std::min(values[x], values[2 + x]) * scaleX, std::min(values[y], values[2 + y]) * scaleY,
            std::max(values[x], values[2 + x]) * scaleX, std::max(values[y], values[2 + y]) * scaleY};
}

std::vector<Detection> SuppressedOutput::decode(std::span<const DetectorOutput> outputs, PictureSize size,
                                                float threshold) const
{
    const std::span<const float> scores = outputs[0].values;
    const auto scoreOf = [&](std::size_t label, std::size_t box) {
        return scores[m_isByBox ? box * m_classes + label : label * m_boxes + box];
    };
    std::vector<Detection> found;
    for (std::size_t box = 0; box < m_boxes && m_firstClass < m_classes; ++box) {
        std::size_t best = m_firstClass;
        for (std::size_t label = best + 1; label < m_classes; ++label)
            if (scoreOf(label, box) > scoreOf(best, box))
                best = label;
        if (const float score = scoreOf(best, box); score >= threshold)
            found.push_back({boxOf(outputs[1].values.subspan(4 * box, 4), size),
                             ClassId{static_cast<std::uint32_t>(best)}, std::min(score, 1.0F)});
    }
    return found;
}

} // namespace jackdaw::vision
