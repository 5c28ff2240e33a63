// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/letterbox.h"

#include "engine/vision/detector_heads.h"

#include <algorithm>

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

namespace jackdaw::vision {

Letterbox::Letterbox(const VideoFrame& frame, const InputStyle& style) :
    m_style(style), m_picture(kInputSide, kInputSide, CV_8UC3, cv::Scalar::all(style.fill)),
    m_scale(static_cast<float>(kInputSide) / static_cast<float>(std::max(frame.width, frame.height))),
    m_width(static_cast<float>(frame.width)), m_height(static_cast<float>(frame.height))
{
    // OpenCV has no read-only view of foreign memory; the picture is only read.
    const cv::Mat rgb(frame.height, frame.width, CV_8UC3, const_cast<std::uint8_t*>(frame.rgb().data()));
    const int longer = std::max(frame.width, frame.height);
    const int width = std::max(frame.width * kInputSide / longer, 1);
    const int height = std::max(frame.height * kInputSide / longer, 1);
    const int left = style.centred ? (kInputSide - width) / 2 : 0;
    const int top = style.centred ? (kInputSide - height) / 2 : 0;
    cv::Mat inside = m_picture(cv::Rect(left, top, width, height));
    cv::resize(rgb, inside, inside.size(), 0, 0, cv::INTER_LINEAR);
    m_left = static_cast<float>(left);
    m_top = static_cast<float>(top);
}

cv::Mat Letterbox::blob() const
{
    cv::Mat blob = cv::dnn::blobFromImage(m_picture, 1.0, {}, {}, true, false, CV_32F);
    for (int channel = 0; channel < 3; ++channel) {
        cv::Mat plane(kInputSide, kInputSide, CV_32F, blob.ptr<float>(0, channel));
        const auto i = static_cast<std::size_t>(channel);
        plane.convertTo(plane, CV_32F, 1.0 / m_style.deviation[i], -m_style.mean[i] / m_style.deviation[i]);
    }
    return blob;
}

Box Letterbox::toFrame(const Box& box) const
{
    const auto x = [&](float value) { return std::clamp((value - m_left) / m_scale, 0.0F, m_width); };
    const auto y = [&](float value) { return std::clamp((value - m_top) / m_scale, 0.0F, m_height); };
    return {x(box.x1), y(box.y1), x(box.x2), y(box.y2)};
}

} // namespace jackdaw::vision
