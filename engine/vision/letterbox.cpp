// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/letterbox.h"

#include <algorithm>
#include <array>

#include <opencv2/imgproc.hpp>

namespace jackdaw::vision {

namespace {

/// What \p frame becomes inside of \p input.
cv::Size scaledSize(const VideoFrame& frame, PictureSize input, InputStyle::Place place)
{
    if (place == InputStyle::Place::Stretched)
        return {input.width, input.height};
    // Whole numbers: the scale as a float may miss a pixel.
    const auto shorter = [](std::int64_t extent, std::int64_t full, std::int64_t other) {
        return std::max(static_cast<int>(extent * full / other), 1);
    };
    const bool isWide = std::int64_t{frame.width} * input.height >= std::int64_t{frame.height} * input.width;
    return {isWide ? input.width : shorter(frame.width, input.height, frame.height),
            isWide ? shorter(frame.height, input.width, frame.width) : input.height};
}

} // namespace

Letterbox::Letterbox(const VideoFrame& frame, const InputStyle& style, PictureSize input) :
    m_style(style), m_picture(input.height, input.width, CV_8UC3, cv::Scalar::all(style.fill)),
    m_scaleX(static_cast<float>(input.width) / static_cast<float>(frame.width)),
    m_scaleY(static_cast<float>(input.height) / static_cast<float>(frame.height)),
    m_width(static_cast<float>(frame.width)), m_height(static_cast<float>(frame.height))
{
    if (style.place != InputStyle::Place::Stretched)
        m_scaleX = m_scaleY = std::min(m_scaleX, m_scaleY);
    // OpenCV has no read-only view of foreign memory; the picture is only read.
    const cv::Mat rgb(frame.height, frame.width, CV_8UC3, const_cast<std::uint8_t*>(frame.rgb().data()));
    const cv::Size size = scaledSize(frame, input, style.place);
    const bool isCentred = style.place == InputStyle::Place::Centred;
    const int left = isCentred ? (input.width - size.width) / 2 : 0;
    const int top = isCentred ? (input.height - size.height) / 2 : 0;
    cv::Mat inside = m_picture(cv::Rect({left, top}, size));
    cv::resize(rgb, inside, size, 0, 0, cv::INTER_LINEAR);
    m_left = static_cast<float>(left);
    m_top = static_cast<float>(top);
}

void Letterbox::fill(std::span<float> input) const
{
    std::array<std::array<float, 256>, 3> values{};
    for (std::size_t channel = 0; channel < values.size(); ++channel)
        for (std::size_t grey = 0; grey < values[channel].size(); ++grey)
            values[channel][grey] = (static_cast<float>(grey) - m_style.mean[channel]) / m_style.deviation[channel];
    const std::span<const std::uint8_t> rgb(m_picture.data, m_picture.total() * 3);
    for (std::size_t i = 0; i < rgb.size(); i += 3)
        for (std::size_t channel = 0; channel < 3; ++channel)
            input[i + channel] = values[channel][rgb[i + (m_style.redFirst ? channel : 2 - channel)]];
}

void Letterbox::fill(std::span<std::uint8_t> input) const
{
    std::copy_n(m_picture.data, input.size(), input.begin());
}

Box Letterbox::toFrame(const Box& box) const
{
    const auto x = [&](float value) { return std::clamp((value - m_left) / m_scaleX, 0.0F, m_width); };
    const auto y = [&](float value) { return std::clamp((value - m_top) / m_scaleY, 0.0F, m_height); };
    return {x(box.x1), y(box.y1), x(box.x2), y(box.y2)};
}

} // namespace jackdaw::vision
