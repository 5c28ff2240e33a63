// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/onnx_detector.h"

#include "engine/base/forked.h"
#include "engine/vision/annotation_text.h"
#include "engine/vision/class_map.h"
#include "engine/vision/coco_classes.h"
#include "engine/vision/detection_fusion.h"
#include "engine/vision/letterbox.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>
#include <variant>

namespace jackdaw::vision {
namespace {

/// What a network is less sure of does not enter the fusion.
constexpr float kThreshold = 0.15F;
constexpr float kMaximumOverlap = 0.5F;
/// Of the picture that is given to a network that takes any size.
constexpr int kUsualSide = 416;

Result<PictureSize> inputSize(const onnx::Graph& graph)
{
    const auto inputs = graph.inputs();
    if (inputs.size() == 1 && inputs[0].shape.size() == 4 && inputs[0].shape[1] == 3) {
        const auto side = [&](std::size_t axis) {
            const std::int64_t extent = inputs[0].shape[axis];
            return extent > 0 ? static_cast<int>(extent) : kUsualSide;
        };
        return PictureSize{side(3), side(2)};
    }
    return fail(ErrorCode::Unsupported,
                "The golden model '" + graph.name() + "' takes no picture: expected is one input of 1 x 3 x height x "
                    + "width, found " + (inputs.empty() ? "none" : onnx::shapeText(inputs[0].shape)) + ".",
                "Choose " + knownFamilies() + ".");
}

/// Files come from anywhere: one that breaks its reader breaks a copy of this process first.
Result<onnx::Graph> readUntrusted(const std::filesystem::path& path)
{
    constexpr std::chrono::seconds kPatience{60};
    const Status tried = tryInCopy("The network '" + path.string() + "'", kPatience,
                                   [&] { return onnx::Graph::read(path).map([](const auto&) {}); });
    if (!tried)
        return tl::unexpected(tried.error());
    auto graph = onnx::Graph::read(path);
    if (!graph)
        return graph;
    for (const auto& [name, tensor] : graph->weights()) {
        const auto* const values = std::get_if<std::vector<float>>(&tensor.values);
        if (values && std::any_of(values->begin(), values->end(), [](float value) { return std::isnan(value); }))
            return fail(ErrorCode::Corrupt,
                        "The network '" + path.string() + "' has a weight that is no number, in '" + name + "'.",
                        "Its training failed, or its export: choose another.");
    }
    return graph;
}

/// As cocoIndex(), whatever the spelling.
std::optional<std::uint32_t> cocoIndexOf(std::string_view name)
{
    for (std::uint32_t i = 0; i < kCocoClasses; ++i)
        if (nameKey(cocoName(i)) == nameKey(name))
            return i;
    return std::nullopt;
}

/// Something to be seen in every part of the picture, the same each time.
void fillWithPattern(std::span<float> input)
{
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = static_cast<float>((i * 2654435761U >> 7U) % 256U);
}

bool areFinite(std::span<const DetectorOutput> outputs)
{
    return std::all_of(outputs.begin(), outputs.end(), [](const DetectorOutput& output) {
        return std::all_of(output.values.begin(), output.values.end(),
                           [](float value) { return std::isfinite(value); });
    });
}

std::string shapesText(std::span<const DetectorOutput> outputs)
{
    std::string text;
    for (const DetectorOutput& output : outputs)
        text += (text.empty() ? "" : ", ") + onnx::shapeText(output.shape);
    return text;
}

} // namespace

Result<OnnxDetector> OnnxDetector::open(const std::filesystem::path& path, int threads, Runner runner,
                                        std::optional<int> gpu)
{
    const auto graph = readUntrusted(path);
    if (!graph)
        return tl::unexpected(graph.error());
    const auto size = inputSize(*graph);
    if (!size)
        return tl::unexpected(size.error());
    OnnxDetector detector;
    detector.m_name = path.stem().string();
    detector.m_size = *size;
    if (auto loaded = detector.load(*graph, path, threads, runner, gpu); !loaded)
        return tl::unexpected(loaded.error());
    if (auto recognised = detector.recognise(path.string()); !recognised)
        return tl::unexpected(recognised.error());
    return detector;
}

Status OnnxDetector::load(const onnx::Graph& graph, const std::filesystem::path& path, int threads, Runner runner,
                          std::optional<int> gpu)
{
    auto network =
        runner == Runner::OpenCv ? openByOpenCv(graph, path, m_size) : openByTorch(graph, m_size, threads, gpu);
    if (!network && runner == Runner::Fastest && !gpu) {
        auto other = openByOpenCv(graph, path, m_size);
        if (!other)
            return tl::unexpected(network.error());
        network = std::move(other);
        runner = Runner::OpenCv;
    }
    if (!network)
        return tl::unexpected(network.error());
    if (runner == Runner::OpenCv)
        m_name += " (by OpenCV)";
    m_network = std::move(*network);
    return {};
}

/// Runs the network on a test picture: its outputs tell what it is.
Status OnnxDetector::recognise(const std::string& path)
{
    fillWithPattern(m_network->input());
    const auto outputs = m_network->run();
    if (!outputs)
        return tl::unexpected(outputs.error());
    if (!areFinite(*outputs))
        return fail(ErrorCode::Unsupported, "The golden model '" + path + "' gives values that are no numbers.",
                    "Half precision may be too narrow for it: export it in single precision.");
    auto found = OutputView::recognise(*outputs, m_size);
    if (!found)
        return fail(ErrorCode::Unsupported,
                    "The golden model '" + path + "' gives an output of " + shapesText(*outputs) + "; expected is "
                        + knownFormats(m_size) + ".",
                    "Choose such a detector.");
    const DetectorFormat* const format = &found->format;
    if (auto named = nameClasses(path, format->classes); !named)
        return named;
    m_format = found->format;
    m_view = std::move(found->view);
    m_cells = cellsOf(m_format, m_size);
    return {};
}

/// Where they are not COCO's 80, a file beside the network says what they are, in its order. Those that COCO has not
/// are nobody's.
Status OnnxDetector::nameClasses(const std::filesystem::path& path, std::size_t classes)
{
    if (classes == kCocoClasses)
        return {};
    const std::filesystem::path file = std::filesystem::path(path).replace_extension(".names");
    std::error_code error;
    const auto text = std::filesystem::is_regular_file(file, error)
        ? readLabelText(file, "The file '" + file.string() + "'")
        : Result<std::string>(std::string());
    if (!text)
        return tl::unexpected(text.error());
    LineReader lines(*text);
    m_labels.clear();
    for (std::string_view line; lines.next(line);)
        if (!trimmed(line).empty())
            m_labels.push_back(cocoIndexOf(trimmed(line)));
    if (m_labels.size() == classes)
        return {};
    return fail(ErrorCode::Unsupported,
                "The golden model '" + path.string() + "' knows " + std::to_string(classes)
                    + " classes whose names are not known; expected are COCO's 80"
                    + (m_labels.empty() ? "."
                                        : ", or as many names as that in '" + file.string() + "', not "
                               + std::to_string(m_labels.size()) + "."),
                "Write their names, one in each line, into the file '" + file.string()
                    + "', or choose a detector that was trained on COCO.");
}

Result<OnnxDetector> OnnxDetector::copy() const
{
    auto network = m_network->copy();
    if (!network)
        return tl::unexpected(network.error());
    OnnxDetector other;
    other.m_name = m_name;
    other.m_size = m_size;
    other.m_format = m_format;
    other.m_view = m_view;
    other.m_labels = m_labels;
    other.m_cells = m_cells;
    other.m_network = std::move(*network);
    return other;
}

Result<std::vector<Detection>> OnnxDetector::detect(const VideoFrame& frame)
{
    const Letterbox letterbox(frame, m_format.input, m_size);
    letterbox.fill(m_network->input());
    const auto outputs = m_network->run();
    if (!outputs)
        return tl::unexpected(outputs.error());
    auto found = decode(m_format, m_cells, m_view.of(*outputs), kThreshold);
    if (!m_labels.empty())
        std::erase_if(found, [&](const Detection& detection) { return !m_labels[detection.label.value]; });
    for (Detection& detection : found) {
        detection.box = letterbox.toFrame(detection.box);
        if (!m_labels.empty())
            detection.label = ClassId{*m_labels[detection.label.value]};
    }
    return suppressOverlaps(std::move(found), kMaximumOverlap, Rivals::OneKind);
}

} // namespace jackdaw::vision
