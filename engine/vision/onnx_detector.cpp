// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/onnx_detector.h"

#include "engine/onnx/untrusted.h"
#include "engine/vision/class_map.h"
#include "engine/vision/class_names.h"
#include "engine/vision/coco_classes.h"
#include "engine/vision/detection_fusion.h"
#include "engine/vision/head_choice.h"
#include "engine/vision/input_style.h"
#include "engine/vision/letterbox.h"
#include "engine/vision/picture_input.h"

#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

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
    std::string found;
    for (const onnx::Port& port : inputs)
        found += (found.empty() ? "" : " and ") + onnx::shapeText(port.shape);
    return fail(ErrorCode::Unsupported,
                "The golden model '" + graph.name() + "' takes no picture: expected is one input of 1 x 3 x height x "
                    + "width, or 1 x height x width x 3, found " + (found.empty() ? "none" : found) + ".",
                "Choose " + knownFamilies() + ".");
}

/// Numbers that COCO gives its classes, of which it uses 80.
constexpr std::size_t kCategories = 90;

/// As lists of classes call what is none of them.
bool isBackground(std::string_view name)
{
    const std::string key = nameKey(name);
    return key == "background" || key == "bg";
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

std::string subjectOf(const std::filesystem::path& path)
{
    return "The golden model '" + path.string() + "'";
}

} // namespace

Result<OnnxDetector> OnnxDetector::open(const std::filesystem::path& path, int threads, Runner runner,
                                        std::optional<int> gpu, onnx::GpuWay way)
{
    const auto file = onnx::readUntrusted(path);
    const auto graph = file ? withChannelsFirst(*file) : file;
    const auto metadata = graph ? onnx::readMetadata(path) : tl::unexpected(graph.error());
    if (!metadata)
        return tl::unexpected(metadata.error());
    const auto cut = SuppressedOutput::find(*graph, *metadata);
    if (!cut)
        return tl::unexpected(cut.error());
    const auto size = inputSize(*graph);
    if (!size)
        return tl::unexpected(size.error());
    OnnxDetector detector;
    detector.m_name = path.stem().string();
    detector.m_size = *size;
    if (*cut)
        detector.m_suppressed = (*cut)->output;
    if (auto loaded = detector.load(*cut ? (*cut)->graph : *graph, path, threads, runner, gpu, way); !loaded)
        return tl::unexpected(loaded.error());
    if (auto recognised = detector.recognise(path, *metadata); !recognised)
        return tl::unexpected(recognised.error());
    return detector;
}

Status OnnxDetector::load(const onnx::Graph& graph, const std::filesystem::path& path, int threads, Runner runner,
                          std::optional<int> gpu, onnx::GpuWay way)
{
    const auto precision = runner == Runner::BFloat16 ? onnx::Precision::BFloat16 : onnx::Precision::Float32;
    auto network = runner == Runner::OpenCv ? openByOpenCv(graph, path, m_size)
                                            : openByTorch(graph, m_size, threads, gpu, way, precision);
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
Status OnnxDetector::recognise(const std::filesystem::path& path, const onnx::Metadata& metadata)
{
    fillWithPattern(m_network->input());
    if (auto ran = m_network->run(); !ran)
        return ran;
    const std::vector<DetectorOutput> outputs = m_network->outputs();
    if (!areFinite(outputs))
        return fail(ErrorCode::Unsupported,
                    "The golden model '" + path.string() + "' gives values that are no numbers.",
                    "Half precision may be too narrow for it: export it in single precision.");
    const auto lists = nameLists(path, metadata);
    if (!lists)
        return tl::unexpected(lists.error());
    if (auto known = m_suppressed ? recogniseSuppressed(path, outputs, *lists) : recogniseHead(path, outputs, *lists);
        !known)
        return known;
    if (m_names.empty() && m_format.classes != kCocoClasses)
        if (auto named = nameByCoco(path); !named)
            return named;
    for (std::size_t i = 0; i < m_names.size(); ++i)
        if (m_names[i].empty())
            m_names[i] = "class " + std::to_string(i);
    speak(m_numbers);
    auto style = withInputFile(m_format.input, path);
    if (!style)
        return tl::unexpected(style.error());
    std::error_code error;
    m_hasInputFile = std::filesystem::is_regular_file(inputFileOf(path), error);
    setInput(*style);
    return {};
}

void OnnxDetector::setInput(const InputStyle& style)
{
    m_format.input = style;
    m_network->takeBytes(style);
}

Status OnnxDetector::recogniseHead(const std::filesystem::path& path, std::span<const DetectorOutput> outputs,
                                   const std::vector<NameList>& lists)
{
    auto head = chooseHead(outputs, m_size, lists, subjectOf(path));
    if (!head)
        return tl::unexpected(head.error());
    m_format = std::move(head->format);
    m_view = std::move(head->view);
    m_names = std::move(head->names);
    m_cells = cellsOf(m_format, m_size);
    return {};
}

Status OnnxDetector::recogniseSuppressed(const std::filesystem::path& path, std::span<const DetectorOutput> outputs,
                                         const std::vector<NameList>& lists)
{
    if (auto recognised = m_suppressed->recognise(outputs); !recognised)
        return fail(recognised.error().code,
                    subjectOf(path) + " gives " + shapesText(outputs) + " before it " + m_suppressed->choiceText()
                        + ". " + recognised.error().message,
                    recognised.error().action);
    m_format = m_suppressed->format();
    const std::size_t classes = m_format.classes;
    const auto list =
        std::find_if(lists.begin(), lists.end(), [&](const NameList& each) { return each.names.size() == classes; });
    if (list != lists.end())
        m_names = list->names;
    // COCO's 80 names beside scores by the data set's own numbers say nothing new.
    const bool isCoco = classes == kCategories || classes == kCategories + 1;
    if (list == lists.end() && !lists.empty() && !(isCoco && lists.front().names.size() == kCocoClasses))
        return fail(ErrorCode::InvalidInput,
                    subjectOf(path) + " knows " + std::to_string(classes) + " classes; expected are as many names in "
                        + lists.front().where + ", not " + std::to_string(lists.front().names.size()) + ".",
                    "Write the names of all its classes, one in each line, into a file NAME.names beside it.");
    if (m_names.empty() ? classes == kCategories + 1 : isBackground(m_names.front()))
        m_suppressed->setBackgroundFirst();
    return {};
}

void OnnxDetector::speak(ClassNumbers& numbers)
{
    m_labels.clear();
    for (const std::string& name : m_names)
        m_labels.push_back(numbers.numberOf(name));
    if (&numbers != &m_numbers)
        m_numbers = numbers;
}

bool OnnxDetector::knows(std::uint32_t number) const
{
    return m_labels.empty() ? number < kCocoClasses
                            : std::find(m_labels.begin(), m_labels.end(), number) != m_labels.end();
}

/// Where nobody names them, 90 or 91 classes are COCO's, by the numbers that the data set itself gives them.
Status OnnxDetector::nameByCoco(const std::filesystem::path& path)
{
    const std::size_t classes = m_format.classes;
    for (std::size_t i = 0; i < classes && (classes == kCategories || classes == kCategories + 1); ++i)
        m_names.push_back(cocoNameOfCategory(static_cast<std::int64_t>(i + (classes == kCategories))));
    if (!m_names.empty())
        return {};
    return fail(ErrorCode::Unsupported,
                subjectOf(path) + " knows " + std::to_string(classes)
                    + " classes whose names are not known; expected are COCO's 80.",
                "Write their names, one in each line, into the file '"
                    + std::filesystem::path(path).replace_extension(".names").string()
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
    other.m_names = m_names;
    other.m_numbers = m_numbers;
    other.m_labels = m_labels;
    other.m_cells = m_cells;
    other.m_suppressed = m_suppressed;
    other.m_hasInputFile = m_hasInputFile;
    other.m_network = std::move(*network);
    return other;
}

std::vector<Detection> OnnxDetector::decoded(std::span<const DetectorOutput> outputs)
{
    return m_suppressed ? m_suppressed->decode(outputs, m_size, kThreshold)
                        : decode(m_format, m_cells, m_view.of(outputs), kThreshold);
}

Letterbox OnnxDetector::show(const VideoFrame& frame)
{
    Letterbox letterbox(frame, m_format.input, m_size);
    if (const auto bytes = m_network->bytes(); !bytes.empty())
        letterbox.fill(bytes);
    else
        letterbox.fill(m_network->input());
    return letterbox;
}

std::vector<Detection> OnnxDetector::read(const Letterbox& shown)
{
    auto found = decoded(m_network->outputs());
    for (Detection& detection : found) {
        detection.box = shown.toFrame(detection.box);
        if (!m_labels.empty())
            detection.label = ClassId{m_labels[detection.label.value]};
    }
    return suppressOverlaps(std::move(found), kMaximumOverlap, Rivals::OneKind);
}

Result<std::vector<Detection>> OnnxDetector::detect(const VideoFrame& frame)
{
    const Letterbox shown = show(frame);
    if (auto ran = m_network->run(); !ran)
        return tl::unexpected(ran.error());
    return read(shown);
}

} // namespace jackdaw::vision
