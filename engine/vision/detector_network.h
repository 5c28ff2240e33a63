// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/onnx/network.h"
#include "engine/vision/detector_format.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace jackdaw::vision {

/// A network that takes one picture. Private to the vision room.
class DetectorNetwork {
public:
    virtual ~DetectorNetwork() = default;

    /// To be filled with a picture: height x width x 3.
    virtual std::span<float> input() = 0;
    /// To be filled instead where there is one: height x width x 3, as bytes. See takeBytes().
    virtual std::span<std::uint8_t> bytes() { return {}; }
    /// From now on pictures come as bytes, scaled as \p style says, where that is faster.
    virtual void takeBytes(const InputStyle& /*style*/) { }
    virtual Status run() = 0;
    /// Whether runTo() can stop on the way.
    virtual bool canPause() const { return false; }
    /// Runs up to \p part of it (0 to 1) for run() to go on from there; 0: from the beginning.
    virtual Status runTo(double /*part*/) { return {}; }
    /// Of the last run(). They are valid until the next.
    virtual std::vector<DetectorOutput> outputs() = 0;
    /// What runs it, where it may run side by side with others on one GPU; null elsewhere.
    virtual onnx::Network* onGpu() { return nullptr; }
    /// Another one of the same network; they may run side by side.
    virtual Result<std::unique_ptr<DetectorNetwork>> copy() const = 0;
};

/// By LibTorch: the fast way. Unsupported where the room of ONNX networks cannot run \p graph.
Result<std::unique_ptr<DetectorNetwork>> openByTorch(const onnx::Graph& graph, PictureSize size, int threads,
                                                     std::optional<int> gpu = {}, onnx::GpuWay way = {},
                                                     onnx::Precision precision = onnx::Precision::Float32);
/// By OpenCV dnn: another implementation of the same networks, to fall back on and to compare with.
Result<std::unique_ptr<DetectorNetwork>> openByOpenCv(const onnx::Graph& graph, const std::filesystem::path& path,
                                                      PictureSize size);

} // namespace jackdaw::vision
