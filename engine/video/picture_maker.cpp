// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/picture_maker.h"

#include "engine/video/ffmpeg_handles.h"

#include <cmath>
#include <utility>

namespace jackdaw::video {
namespace {

constexpr std::size_t kMatrixBytes = 9 * sizeof(std::int32_t);
/// Pixels of another shape than this are a fault of the header.
constexpr double kLongestPixel = 4.0;

std::string sizeText(int width, int height)
{
    return std::to_string(width) + " x " + std::to_string(height);
}

/// How the whole stream is to be turned; null where it does not say so.
const std::uint8_t* matrixOf(const AVStream& stream)
{
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 29, 100)
    const AVCodecParameters& codec = *stream.codecpar;
    const AVPacketSideData* found =
        av_packet_side_data_get(codec.coded_side_data, codec.nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return found && found->size >= kMatrixBytes ? found->data : nullptr;
#else
    std::size_t bytes = 0;
    const std::uint8_t* matrix = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
    return bytes >= kMatrixBytes ? matrix : nullptr;
#endif
}

} // namespace

void PictureMaker::setStream(const AVStream& stream)
{
    const std::uint8_t* matrix = matrixOf(stream);
    m_turn = matrix ? turnOfMatrix(reinterpret_cast<const std::int32_t*>(matrix)) : Turn{};
    m_pixelWidth = stream.sample_aspect_ratio.num;
    m_pixelHeight = stream.sample_aspect_ratio.den;
}

Turn PictureMaker::turnOf(const AVFrame& picture) const
{
    const AVFrameSideData* matrix = av_frame_get_side_data(&picture, AV_FRAME_DATA_DISPLAYMATRIX);
    if (m_source == Source::Images || !matrix || matrix->size < kMatrixBytes)
        return m_turn;
    return turnOfMatrix(reinterpret_cast<const std::int32_t*>(matrix->data));
}

/// As players do it: the height stays, the width follows from the shape of the pixels.
PictureMaker::Size PictureMaker::shownSize(const AVFrame& picture) const
{
    // Images carry their resolution on paper there, which is no shape that anybody shows.
    const bool own = picture.sample_aspect_ratio.num > 0 && picture.sample_aspect_ratio.den > 0;
    const int across = own ? picture.sample_aspect_ratio.num : m_pixelWidth;
    const int down = own ? picture.sample_aspect_ratio.den : m_pixelHeight;
    Size size{picture.width, picture.height};
    if (m_source == Source::Video && across > 0 && down > 0) {
        const double shape = static_cast<double>(across) / down;
        if (shape < kLongestPixel && shape > 1.0 / kLongestPixel)
            size.width = static_cast<int>(std::max(1L, std::lround(picture.width * shape)));
    }
    if (turnOf(picture).transposed)
        std::swap(size.width, size.height);
    return size;
}

void PictureMaker::begin(const AVFrame& first)
{
    if (m_width > 0)
        return;
    m_last = shownSize(first);
    m_width = m_last.width;
    m_height = m_last.height;
}

void PictureMaker::noteSize(const Size& size)
{
    if (m_last.width > 0 && size != m_last && size != Size{m_width, m_height})
        m_sizeChange = sizeText(size.width, size.height) + " instead of " + sizeText(m_width, m_height) + " pixels";
    m_last = size;
}

Result<VideoFrame> PictureMaker::make(AVFrame& decoded)
{
    begin(decoded);
    noteSize(shownSize(decoded));
    auto held = m_pool->hold(decoded, {m_width, m_height, turnOf(decoded), m_source == Source::Video});
    if (!held)
        return tl::unexpected(held.error());
    VideoFrame frame;
    frame.width = m_width;
    frame.height = m_height;
    frame.picture = std::move(*held);
    return frame;
}

std::optional<std::string> PictureMaker::takeSizeChange()
{
    return std::exchange(m_sizeChange, std::nullopt);
}

} // namespace jackdaw::video
