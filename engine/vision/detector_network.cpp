// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/detector_network.h"

#include "engine/base/forked.h"
#include "engine/vision/quiet_opencv.h"

#include <chrono>
#include <utility>

#include <opencv2/dnn.hpp>

namespace jackdaw::vision {
namespace {

class TorchNetwork final : public DetectorNetwork {
public:
    TorchNetwork(onnx::Network network, bool isOnGpu) : m_network(std::move(network)), m_isOnGpu(isOnGpu) { }

    std::span<float> input() override { return m_network.input(); }
    std::span<std::uint8_t> bytes() override { return m_network.bytes(); }
    void takeBytes(const InputStyle& style) override
    {
        if (m_isOnGpu)
            m_network.takeBytes({style.mean, style.deviation, !style.redFirst});
    }

    Status run() override { return m_network.run(); }
    bool canPause() const override { return !m_isOnGpu; }
    Status runTo(double part) override { return m_network.runTo(part); }
    std::vector<DetectorOutput> outputs() override
    {
        std::vector<DetectorOutput> outputs;
        for (std::size_t i = 0; i < m_network.outputCount(); ++i)
            outputs.push_back({m_network.outputShape(i), m_network.output(i)});
        return outputs;
    }

    onnx::Network* onGpu() override { return m_isOnGpu ? &m_network : nullptr; }

    Result<std::unique_ptr<DetectorNetwork>> copy() const override
    {
        return std::make_unique<TorchNetwork>(m_network.clone(), m_isOnGpu);
    }

private:
    onnx::Network m_network;
    bool m_isOnGpu;
};

class OpenCvNetwork final : public DetectorNetwork {
public:
    /// \p bytes are the graph's own: OpenCV crashes on files with weights in other files, and reads no half precision.
    OpenCvNetwork(const onnx::Graph& graph, const std::vector<std::uint8_t>& bytes, const std::filesystem::path& path,
                  PictureSize size) :
        m_graph(graph),
        m_name(path.string()), m_net(cv::dnn::readNetFromONNX(bytes)),
        m_picture(size.height, size.width, CV_32FC3, cv::Scalar(0))
    {
        for (const onnx::Port& port : graph.outputs())
            m_outputs.push_back(port.name);
        m_net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        m_net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    }

    std::span<float> input() override { return {m_picture.ptr<float>(), m_picture.total() * 3}; }

    Status run() override
    {
        try {
            m_net.setInput(cv::dnn::blobFromImage(m_picture));
            m_net.forward(m_results, m_outputs);
        } catch (const cv::Exception& error) {
            return fail(ErrorCode::Internal, "The network '" + m_name + "' failed on a picture.", {}, error.what());
        }
        return {};
    }

    std::vector<DetectorOutput> outputs() override
    {
        std::vector<DetectorOutput> outputs;
        m_turned.clear();
        for (const cv::Mat& result : m_results)
            outputs.push_back({{result.size.p, result.size.p + result.dims}, pixelByPixel(result)});
        return outputs;
    }

    Result<std::unique_ptr<DetectorNetwork>> copy() const override
    {
        return openByOpenCv(m_graph, m_name, {m_picture.cols, m_picture.rows});
    }

private:
    /// OpenCV gives maps channel by channel.
    std::span<const float> pixelByPixel(const cv::Mat& result)
    {
        if (result.dims == 4 && result.size[0] == 1)
            return valuesOf(m_turned.emplace_back(result.reshape(1, result.size[1]).t()));
        return valuesOf(result);
    }
    static std::span<const float> valuesOf(const cv::Mat& result) { return {result.ptr<float>(), result.total()}; }

    onnx::Graph m_graph;
    std::string m_name;
    cv::dnn::Net m_net;
    std::vector<std::string> m_outputs; ///< in the file's order, which OpenCV does not keep
    cv::Mat m_picture;
    std::vector<cv::Mat> m_results;
    std::vector<cv::Mat> m_turned; ///< those of the results that are maps
};

/// For one picture of the largest networks on a slow machine.
constexpr std::chrono::seconds kPatience{120};

/// In a copy of the process there are no threads that OpenCV could wait for.
Status runOnce(const onnx::Graph& graph, const std::vector<std::uint8_t>& bytes, const std::filesystem::path& path,
               PictureSize size)
{
    cv::setNumThreads(1);
    try {
        OpenCvNetwork network(graph, bytes, path, size);
        return network.run();
    } catch (const std::exception& error) {
        return fail(ErrorCode::Unsupported, "The network '" + path.string() + "' cannot be read by OpenCV either.", {},
                    error.what());
    }
}

} // namespace

Result<std::unique_ptr<DetectorNetwork>> openByTorch(const onnx::Graph& graph, PictureSize size, int threads,
                                                     std::optional<int> gpu, onnx::GpuWay way,
                                                     onnx::Precision precision)
{
    onnx::NetworkSettings settings;
    settings.precision = precision;
    settings.inputs = {{1, 3, size.height, size.width}};
    settings.order = onnx::Order::Pixels;
    settings.threads = threads;
    settings.gpu = gpu;
    settings.gpuWay = way;
    auto network = onnx::Network::prepare(graph, settings);
    if (!network)
        return tl::unexpected(network.error());
    return std::make_unique<TorchNetwork>(std::move(*network), gpu.has_value());
}

Result<std::unique_ptr<DetectorNetwork>> openByOpenCv(const onnx::Graph& graph, const std::filesystem::path& path,
                                                      PictureSize size)
{
    const QuietOpenCv quiet;
    const auto bytes = graph.encoded();
    if (!bytes)
        return tl::unexpected(bytes.error());
    const std::string subject = "The network '" + path.string() + "'";
    const Status tried = tryInCopy(subject, kPatience, [&] { return runOnce(graph, *bytes, path, size); });
    if (!tried)
        return tl::unexpected(tried.error());
    try {
        return std::make_unique<OpenCvNetwork>(graph, *bytes, path, size);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Unsupported, subject + " cannot be read by OpenCV either.", {}, error.what());
    }
}

} // namespace jackdaw::vision
