// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/vision/class_names.h"
#include "engine/vision/detector_format.h"
#include "engine/vision/detector_network.h"
#include "engine/vision/output_view.h"
#include "engine/vision/suppressed_output.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::vision {

class Letterbox;

/// One pretrained detector of the COCO classes, or of others that it names itself or a file beside it. Private to the
/// vision room.
class OnnxDetector {
public:
    enum class Runner {
        Fastest, ///< LibTorch, or OpenCV where that cannot run the network
        OpenCv,
        BFloat16, ///< LibTorch in half the precision, to know what that costs
    };
    /// \p gpu is that of GoldenSettings; there LibTorch alone runs it.
    static Result<OnnxDetector> open(const std::filesystem::path& path, int threads, Runner runner = Runner::Fastest,
                                     std::optional<int> gpu = {}, onnx::GpuWay way = {});

    /// Boxes in pixels of the frame, labels are numbers of classNumbers(), best first.
    Result<std::vector<Detection>> detect(const VideoFrame& frame);
    /// The same in parts: gives its network \p frame, and reads what came out of it once it was run.
    Letterbox show(const VideoFrame& frame);
    std::vector<Detection> read(const Letterbox& shown);
    DetectorNetwork& network() { return *m_network; }
    const DetectorNetwork& network() const { return *m_network; }

    /// Another one of the same network; they may run side by side.
    Result<OnnxDetector> copy() const;

    /// File name without extension, and what runs it where that is not LibTorch.
    const std::string& name() const { return m_name; }
    PictureSize size() const { return m_size; }
    const DetectorFormat& format() const { return m_format; }
    const OutputView& view() const { return m_view; }
    /// Whether it can find the class of that number.
    bool knows(std::uint32_t number) const;
    /// What it calls its classes; empty where nobody says it, and they are COCO's.
    const std::vector<std::string>& ownNames() const { return m_names; }
    const ClassNumbers& classNumbers() const { return m_numbers; }
    /// From now on labels are by \p numbers, which get the names that they lack: several detectors have one language.
    void speak(ClassNumbers& numbers);
    /// Whether a file beside it says how pictures are scaled.
    bool hasInputFile() const { return m_hasInputFile; }
    /// From now on pictures are scaled like that.
    void setInput(const InputStyle& style);

private:
    OnnxDetector() = default;
    Status load(const onnx::Graph& graph, const std::filesystem::path& path, int threads, Runner runner,
                std::optional<int> gpu, onnx::GpuWay way);
    Status recognise(const std::filesystem::path& path, const onnx::Metadata& metadata);
    Status recogniseHead(const std::filesystem::path& path, std::span<const DetectorOutput> outputs,
                         const std::vector<NameList>& lists);
    Status recogniseSuppressed(const std::filesystem::path& path, std::span<const DetectorOutput> outputs,
                               const std::vector<NameList>& lists);
    Status nameByCoco(const std::filesystem::path& path);
    std::vector<Detection> decoded(std::span<const DetectorOutput> outputs);

    std::string m_name;
    PictureSize m_size;
    OutputView m_view;
    DetectorFormat m_format;
    std::optional<SuppressedOutput> m_suppressed; ///< instead of a format's cells
    bool m_hasInputFile = false;
    std::vector<std::string> m_names; ///< of its classes; empty: they are COCO's
    ClassNumbers m_numbers;
    std::vector<std::uint32_t> m_labels; ///< numbers of the names
    std::vector<DetectorCell> m_cells;
    std::unique_ptr<DetectorNetwork> m_network;
};

} // namespace jackdaw::vision
