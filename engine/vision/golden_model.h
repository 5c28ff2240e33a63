// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/onnx/gpu_way.h"
#include "engine/vision/labels.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// A frame on its way through a golden model that gives way now and then, on one thread at a time.
class GoldenLook {
public:
    virtual ~GoldenLook() = default;
    /// Goes on until \p part of it (0 to 1) is done. What fails is said by finish().
    virtual void goOn(double part) = 0;
    /// Does what is left. What detect() says of the frame, to the bit. Once.
    virtual Result<std::vector<Detection>> finish() = 0;
};

/// The large accurate model that labels samples of frames; for several threads at a time.
class GoldenModel {
public:
    virtual ~GoldenModel() = default;

    /// Objects of the session's classes with score >= the model's threshold. Deterministic.
    virtual Result<std::vector<Detection>> detect(const VideoFrame& frame) = 0;

    /// detect() of \p frame in parts; the model outlives it. Null where it can only be done in one piece.
    virtual std::unique_ptr<GoldenLook> look(const VideoFrame& /*frame*/) { return nullptr; }

    /// In words, for the session: "fusion of nanodet-plus-m_416x416 and yolox_nano".
    virtual std::string description() const = 0;

    /// Changes whenever the results could: hash of the model files and options. Key of the label cache.
    virtual std::string fingerprint() const = 0;

    /// True if the calling thread's last detect() was answered from a cache: its duration says nothing about the
    /// model's cost. Without a default, so that no wrapper forgets to say it.
    virtual bool lastWasCached() const = 0;

    /// False for frames that a label file does not cover: they were not labelled, which is not to say that they are
    /// empty, and detect() fails. Without a default, so that no wrapper forgets to say it.
    virtual bool knows(const VideoFrame& frame) const = 0;

    /// False for label files: they cost nothing and know the truth, so they judge and teach, but serve no camera.
    virtual bool mayServe() const = 0;

    /// What is right on the frame with this index, where that says more than detect(): a label file's objects that may
    /// be of several classes, and those that count neither way. Nothing where the detections say it all.
    virtual std::optional<FrameLabels> reference(std::int64_t /*frame*/) const { return std::nullopt; }

    /// Shape name in the cost table, e.g. "label/nanodet-plus-m_416x416+yolox_nano".
    virtual std::string costShape() const = 0;
};

/// What predictions on the frame with this index are held against, and what is learned from it: \p labels, which \p
/// model gave for it, as far as it cannot say it better.
FrameLabels referenceOf(const GoldenModel& model, std::int64_t frame, const std::vector<Detection>& labels);

/// Cost shape of labels from a file.
inline constexpr const char* kFileCostShape = "label/file";

struct GoldenSettings {
    /// ONNX files (of formats that recogniseFormat() knows), fused when there are several; or
    /// one label file (any that readAnnotations() knows), whose labels then count as the golden model's.
    std::vector<std::filesystem::path> files;
    std::vector<std::string> classes; ///< the session's classes, as the networks call them
    float scoreThreshold = 0.3F; ///< after fusion
    int threads = 1;
    std::optional<int> gpu; ///< LibTorch's number of the GPU that runs the networks; none: the CPU
    onnx::GpuWay gpuWay;
};

/// Fails with a sentence that names the file if one is missing, is not ONNX, or has outputs of the wrong shape.
Result<std::unique_ptr<GoldenModel>> openGoldenModel(const GoldenSettings& settings);

/// Keeps results on disk by content hash of (fingerprint, picture). Golden calls that hit the cache are still charged
/// their cost; the cache only saves the machine's time between runs. \p folder is created on first use.
std::unique_ptr<GoldenModel> withLabelCache(std::unique_ptr<GoldenModel> model, std::filesystem::path folder);

} // namespace jackdaw::vision
