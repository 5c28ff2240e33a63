// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/rgb_converter.h"

#include <algorithm>
#include <cstddef>

namespace jackdaw::video {
namespace {

/// The scaler works in blocks of pixels: with rows that are no whole number of blocks it needs padded ones.
constexpr int kBlock = 32;
/// From this height on, video without a mark is high definition.
constexpr int kHdHeight = 720;

int paddedStride(int width)
{
    return (width + kBlock - 1) / kBlock * kBlock * 3;
}

/// Small video without a mark is taken for ITU-R 601, as small cameras send it, large one for 709.
int scalerColourSpace(const AVFrame& picture, const PictureGeometry& geometry)
{
    switch (picture.colorspace) {
    case AVCOL_SPC_BT709: return SWS_CS_ITU709;
    case AVCOL_SPC_FCC: return SWS_CS_FCC;
    case AVCOL_SPC_SMPTE240M: return SWS_CS_SMPTE240M;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return SWS_CS_BT2020;
    case AVCOL_SPC_UNSPECIFIED:
    case AVCOL_SPC_RESERVED:
        return geometry.unmarkedHdIs709 && picture.height >= kHdHeight ? SWS_CS_ITU709 : SWS_CS_ITU601;
    default: return SWS_CS_ITU601;
    }
}

} // namespace

bool RgbConverter::prepare(const Recipe& recipe)
{
    if (m_scaler && recipe == m_recipe)
        return true;
    const auto format = static_cast<AVPixelFormat>(recipe.format);
    // Without them a scaled picture is darker by a few levels than one that only changes its form.
    const bool scaled = recipe.fromWidth != recipe.toWidth || recipe.fromHeight != recipe.toHeight;
    const int flags = SWS_BICUBIC | (scaled ? SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT : 0);
    m_scaler.reset(sws_getContext(recipe.fromWidth, recipe.fromHeight, format, recipe.toWidth, recipe.toHeight,
                                  AV_PIX_FMT_RGB24, flags, nullptr, nullptr, nullptr));
    if (!m_scaler)
        return false;
    m_recipe = recipe;
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    if (description && (description->flags & AV_PIX_FMT_FLAG_RGB) == 0)
        setColours(recipe);
    return true;
}

void RgbConverter::setColours(const Recipe& recipe)
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
    if (recipe.range != AVCOL_RANGE_UNSPECIFIED)
        fromRange = recipe.range == AVCOL_RANGE_JPEG ? 1 : 0;
    sws_setColorspaceDetails(m_scaler.get(), sws_getCoefficients(recipe.colourSpace), fromRange,
                             sws_getCoefficients(SWS_CS_DEFAULT), toRange, brightness, contrast, saturation);
}

bool RgbConverter::canConvert(const AVFrame& picture)
{
    return picture.width > 0 && picture.height > 0
        && sws_isSupportedInput(static_cast<AVPixelFormat>(picture.format)) != 0;
}

Status RgbConverter::convert(const AVFrame& picture, const PictureGeometry& geometry, std::vector<std::uint8_t>& rgb)
{
    const int width = geometry.storedWidth();
    const int height = geometry.storedHeight();
    if (!prepare({picture.width, picture.height, width, height, picture.format, scalerColourSpace(picture, geometry),
                  picture.color_range}))
        return fail(ErrorCode::Unsupported, "The pictures have a pixel format that cannot be turned into RGB.");
    const auto rowBytes = static_cast<std::size_t>(width) * 3;
    rgb.resize(rowBytes * static_cast<std::size_t>(height));

    const bool direct = width % kBlock == 0 && geometry.turn.isNone();
    const int stride = direct ? width * 3 : paddedStride(width);
    if (!direct)
        m_padded.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height) + std::size_t{kBlock} * 3);
    std::uint8_t* const target[4] = {direct ? rgb.data() : m_padded.data(), nullptr, nullptr, nullptr};
    const int strides[4] = {stride, 0, 0, 0};
    const int rows = sws_scale(m_scaler.get(), picture.data, picture.linesize, 0, picture.height, target, strides);
    if (rows != height)
        return fail(ErrorCode::Internal, "A picture could not be turned into RGB.", {}, ffmpegText(rows));
    if (!geometry.turn.isNone())
        turnRgb(m_padded.data(), width, height, stride, geometry.turn, rgb);
    for (int y = 0; !direct && geometry.turn.isNone() && y < height; ++y)
        std::copy_n(m_padded.data() + static_cast<std::ptrdiff_t>(y) * stride, rowBytes,
                    rgb.data() + static_cast<std::size_t>(y) * rowBytes);
    return {};
}

} // namespace jackdaw::video
