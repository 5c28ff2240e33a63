// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/onnx_head.h"

#include "engine/learning/decoding.h"
#include "engine/learning/dense_tensor_loss_impl.h"
#include "engine/learning/head_loss_impl.h"
#include "engine/learning/targets.h"
#include "engine/vision/detection_fusion.h"

#include <algorithm>
#include <bit>
#include <optional>

namespace jackdaw::learning {
namespace {

/// An object of which less is left on the plane is ignored.
constexpr float kLeastVisiblePart = 0.4F;
constexpr float kLeastSide = 2.0F; ///< pixels of the input
constexpr float kMaximumOverlap = 0.5F;
constexpr std::size_t kMostObjects = 100;

template <class Value>
std::span<Value> part(std::span<Value> all, std::size_t picture, std::size_t pictures)
{
    const std::size_t size = all.size() / pictures;
    return all.subspan(picture * size, size);
}

at::Device placeOf(std::optional<int> gpu)
{
    return gpu ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(*gpu)) : at::Device(at::kCPU);
}

class OwnHead final : public OnnxHead {
public:
    OwnHead(const vision::DetectorFormat& format, vision::PictureSize size, const std::vector<std::uint32_t>& classes) :
        m_format(format), m_size(size), m_classes(classes), m_cells(cellsOf(format, size))
    {
    }

    std::vector<Detection> objects(std::span<const vision::DetectorOutput> outputs, float threshold) const override
    {
        auto found = vision::suppressOverlaps(decode(m_format, m_cells, outputs, threshold, m_classes), kMaximumOverlap,
                                              vision::Rivals::OneKind, kMostObjects);
        for (Detection& detection : found) {
            const auto label = std::find(m_classes.begin(), m_classes.end(), detection.label.value);
            detection.label = ClassId{static_cast<std::uint32_t>(label - m_classes.begin())};
        }
        return found;
    }

    /// The mean over the pictures.
    double loss(std::span<const std::span<const float>> outputs, std::span<const vision::FrameLabels> labels,
                std::span<const std::span<float>> gradients) const override
    {
        const std::size_t pictures = labels.size();
        double sum = 0.0;
        for (std::size_t picture = 0; picture < pictures; ++picture) {
            const auto values = outputsOf(outputs, picture, pictures);
            std::vector<std::span<float>> slopes;
            for (const std::span<float> gradient : gradients)
                slopes.push_back(part(gradient, picture, pictures));
            sum += denseLoss(m_format, m_size, {values, slopes}, targetsOf(labels[picture]), m_classes);
        }
        for (const std::span<float> gradient : gradients)
            for (float& slope : gradient)
                slope /= static_cast<float>(pictures);
        return sum / static_cast<double>(pictures);
    }

    std::unique_ptr<HeadLoss> tensorLoss(std::size_t pictures, std::optional<int> gpu) const override
    {
        return std::make_unique<ByTensors>(*this, pictures, placeOf(gpu));
    }

private:
    class ByTensors final : public HeadLoss {
    public:
        ByTensors(const OwnHead& head, std::size_t pictures, at::Device place) :
            m_head(head), m_loss(head.m_format, head.m_size, head.m_classes, pictures, place)
        {
        }

        TensorLoss::Room set(std::span<const vision::FrameLabels> labels) override
        {
            std::vector<std::vector<DenseTarget>> targets;
            for (const vision::FrameLabels& each : labels)
                targets.push_back(m_head.targetsOf(each));
            return m_loss.set(targets);
        }
        std::pair<at::Tensor, std::vector<at::Tensor>> of(const std::vector<at::Tensor>& outputs) override
        {
            return m_loss.of(outputs);
        }

    private:
        const OwnHead& m_head;
        DenseTensorLoss m_loss;
    };

    std::vector<DenseTarget> targetsOf(const vision::FrameLabels& labels) const
    {
        std::vector<DenseTarget> targets;
        for (const vision::LabelledObject& object : labels)
            if (const auto target = targetOf(object))
                targets.push_back(*target);
        return targets;
    }

    std::optional<DenseTarget> targetOf(const vision::LabelledObject& object) const
    {
        const Box& whole = object.box;
        const auto width = static_cast<float>(m_size.width);
        const auto height = static_cast<float>(m_size.height);
        const Box visible{std::clamp(whole.x1, 0.0F, width), std::clamp(whole.y1, 0.0F, height),
                          std::clamp(whole.x2, 0.0F, width), std::clamp(whole.y2, 0.0F, height)};
        if (visible.width() < kLeastSide || visible.height() < kLeastSide)
            return std::nullopt;
        const std::uint32_t known = m_classes.size() >= 32 ? ~0U : (1U << m_classes.size()) - 1U;
        const std::uint32_t allowed = object.allowedClasses & known;
        if (allowed == 0 || visible.area() < kLeastVisiblePart * whole.area())
            return DenseTarget{visible, 0, true};
        return DenseTarget{visible, m_classes[static_cast<std::size_t>(std::countr_zero(allowed))], false};
    }

    vision::DetectorFormat m_format;
    vision::PictureSize m_size;
    std::vector<std::uint32_t> m_classes;
    std::vector<vision::DetectorCell> m_cells;
};

class PointHead final : public OnnxHead {
public:
    explicit PointHead(const CellGrid& grid) : m_grid(grid) { }

    std::vector<Detection> objects(std::span<const vision::DetectorOutput> outputs, float threshold) const override
    {
        return decode(outputs.front().values, m_grid, {}, m_grid.columns * m_grid.stride, m_grid.rows * m_grid.stride,
                      threshold);
    }

    double loss(std::span<const std::span<const float>> outputs, std::span<const vision::FrameLabels> labels,
                std::span<const std::span<float>> gradients) const override
    {
        const std::vector<Targets> drawn = targetsOf(labels, m_grid);
        return detectionLoss(outputs.front(), pointersTo(drawn), m_grid, gradients.front());
    }

    std::unique_ptr<HeadLoss> tensorLoss(std::size_t pictures, std::optional<int> gpu) const override
    {
        return std::make_unique<ByTensors>(m_grid, pictures, placeOf(gpu));
    }

private:
    static std::vector<Targets> targetsOf(std::span<const vision::FrameLabels> labels, const CellGrid& grid)
    {
        std::vector<Targets> drawn;
        for (const vision::FrameLabels& each : labels)
            drawn.push_back(makeTargets(each, {}, grid));
        return drawn;
    }
    static std::vector<const Targets*> pointersTo(const std::vector<Targets>& drawn)
    {
        std::vector<const Targets*> targets;
        for (const Targets& each : drawn)
            targets.push_back(&each);
        return targets;
    }

    class ByTensors final : public HeadLoss {
    public:
        ByTensors(const CellGrid& grid, std::size_t pictures, at::Device place) :
            m_grid(grid), m_loss(grid, pictures, place)
        {
        }

        TensorLoss::Room set(std::span<const vision::FrameLabels> labels) override
        {
            const std::vector<Targets> drawn = targetsOf(labels, m_grid);
            return m_loss.set(pointersTo(drawn));
        }
        std::pair<at::Tensor, std::vector<at::Tensor>> of(const std::vector<at::Tensor>& outputs) override
        {
            const at::Tensor& output = outputs.front();
            const auto [loss, gradient] = m_loss.of(output.reshape({output.size(0), m_grid.rows, m_grid.columns, -1}));
            return {loss, {gradient.flatten(1)}};
        }

    private:
        CellGrid m_grid;
        TensorLoss m_loss;
    };

    CellGrid m_grid;
};

} // namespace

std::unique_ptr<const OnnxHead> makeOwnHead(const vision::DetectorFormat& format, vision::PictureSize size,
                                            const std::vector<std::uint32_t>& classes)
{
    return std::make_unique<const OwnHead>(format, size, classes);
}

std::unique_ptr<const OnnxHead> makePointHead(const CellGrid& grid)
{
    return std::make_unique<const PointHead>(grid);
}

std::vector<vision::DetectorOutput> outputsOf(std::span<const std::span<const float>> outputs, std::size_t picture,
                                              std::size_t pictures)
{
    std::vector<vision::DetectorOutput> parts;
    for (const std::span<const float> output : outputs)
        parts.push_back({{}, part(output, picture, pictures)});
    return parts;
}

} // namespace jackdaw::learning
