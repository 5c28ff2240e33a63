// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/rgb_converter.h"

#include <algorithm>
#include <cstddef>

namespace jackdaw::video {
namespace {

/// The scaler works in blocks of pixels: with rows that are no whole number of blocks it needs padded ones.
constexpr int kBlock = 32;

int paddedStride(int width)
{
    return (width + kBlock - 1) / kBlock * kBlock * 3;
}

/// Video without a mark is taken for ITU-R 601, as small cameras send it.
int scalerColourSpace(int colourSpace)
{
    return colourSpace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601;
}

} // namespace

bool RgbConverter::prepare(const AVFrame& picture)
{
    const int colourSpace = scalerColourSpace(picture.colorspace);
    if (m_scaler && picture.width == m_width && picture.height == m_height && picture.format == m_format
        && colourSpace == m_colourSpace)
        return true;
    m_scaler.reset(sws_getContext(picture.width, picture.height, static_cast<AVPixelFormat>(picture.format),
                                  picture.width, picture.height, AV_PIX_FMT_RGB24, SWS_BICUBIC, nullptr, nullptr,
                                  nullptr));
    if (!m_scaler)
        return false;
    m_width = picture.width;
    m_height = picture.height;
    m_format = picture.format;
    m_colourSpace = colourSpace;
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(picture.format));
    if (format && (format->flags & AV_PIX_FMT_FLAG_RGB) == 0)
        setColours(picture.color_range == AVCOL_RANGE_JPEG);
    return true;
}

void RgbConverter::setColours(bool fullRange)
{
    int* inverse = nullptr;
    int* table = nullptr;
    int fromRange = 0;
    int toRange = 0;
    int brightness = 0;
    int contrast = 0;
    int saturation = 0;
    if (sws_getColorspaceDetails(m_scaler.get(), &inverse, &fromRange, &table, &toRange, &brightness, &contrast,
                                 &saturation)
        < 0)
        return;
    sws_setColorspaceDetails(m_scaler.get(), sws_getCoefficients(m_colourSpace), fullRange ? 1 : fromRange,
                             sws_getCoefficients(SWS_CS_DEFAULT), toRange, brightness, contrast, saturation);
}

bool RgbConverter::canConvert(const AVFrame& picture)
{
    return sws_isSupportedInput(static_cast<AVPixelFormat>(picture.format)) != 0;
}

Status RgbConverter::convert(const AVFrame& picture, std::vector<std::uint8_t>& rgb)
{
    if (!prepare(picture))
        return fail(ErrorCode::Unsupported, "The pictures have a pixel format that cannot be turned into RGB.");
    const auto rowBytes = static_cast<std::size_t>(m_width) * 3;
    rgb.resize(rowBytes * static_cast<std::size_t>(m_height));

    const bool direct = m_width % kBlock == 0;
    const int stride = direct ? m_width * 3 : paddedStride(m_width);
    if (!direct)
        m_padded.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(m_height)
                        + std::size_t{kBlock} * 3);
    std::uint8_t* const target[4] = {direct ? rgb.data() : m_padded.data(), nullptr, nullptr, nullptr};
    const int strides[4] = {stride, 0, 0, 0};
    const int rows = sws_scale(m_scaler.get(), picture.data, picture.linesize, 0, m_height, target, strides);
    if (rows != m_height)
        return fail(ErrorCode::Internal, "A picture could not be turned into RGB.", {}, ffmpegText(rows));
    for (int y = 0; !direct && y < m_height; ++y)
        std::copy_n(m_padded.data() + static_cast<std::ptrdiff_t>(y) * stride, rowBytes,
                    rgb.data() + static_cast<std::size_t>(y) * rowBytes);
    return {};
}

} // namespace jackdaw::video
