// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/packet_decoder.h"
#include "engine/video/picture_source.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>
#include <vector>

namespace jackdaw::video {
namespace {

namespace fs = std::filesystem;

/// No picture of a camera is larger; a larger file is something else.
constexpr std::uintmax_t kLargestFile = 256U << 20U;

bool isImage(const fs::path& path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

std::optional<AVCodecID> codecOf(const std::vector<std::uint8_t>& data)
{
    static constexpr std::uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static constexpr std::uint8_t jpeg[] = {0xFF, 0xD8, 0xFF};
    if (data.size() > sizeof png && std::memcmp(data.data(), png, sizeof png) == 0)
        return AV_CODEC_ID_PNG;
    if (data.size() > sizeof jpeg && std::memcmp(data.data(), jpeg, sizeof jpeg) == 0)
        return AV_CODEC_ID_MJPEG;
    return std::nullopt;
}

/// A JPEG's last bytes are its end mark; the decoder fills the rest of a cut one with grey and says nothing.
bool endsEarly(AVCodecID codec, const std::vector<std::uint8_t>& data)
{
    static constexpr std::uint8_t endMark[] = {0xFF, 0xD9};
    return codec == AV_CODEC_ID_MJPEG
        && std::search(data.end() - std::min<std::ptrdiff_t>(64, std::ssize(data)), data.end(), std::begin(endMark),
                       std::end(endMark))
        == data.end();
}

Result<std::vector<std::uint8_t>> readFile(const fs::path& path)
{
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error)
        return fail(ErrorCode::Io, "The image '" + path.string() + "' cannot be read.", {}, error.message());
    if (size == 0)
        return fail(ErrorCode::Corrupt, "The image '" + path.string() + "' is empty (0 bytes).", "Copy it again.");
    if (size > kLargestFile)
        return fail(ErrorCode::Unsupported, "The image '" + path.string() + "' is larger than 256 MiB.");
    std::vector<std::uint8_t> data(size);
    std::ifstream file(path, std::ios::binary);
    if (!file.read(reinterpret_cast<char*>(data.data()), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::Io, "The image '" + path.string() + "' cannot be read.", "Check its permissions.");
    return data;
}

class ImageFolder final : public PictureSource {
public:
    ImageFolder(std::string path, std::vector<fs::path> files, double imagesPerSecond, SharedWatch watch) :
        m_path(std::move(path)), m_files(std::move(files)), m_watch(std::move(watch)), m_picture(av_frame_alloc())
    {
        m_info.framesPerSecond = imagesPerSecond;
        m_info.duration = timeOf(m_files.size());
    }

    Status start();
    const VideoReader::Info& info() const override { return m_info; }
    Result<std::optional<VideoFrame>> next() override;
    Status seek(Nanoseconds sourceTime) override;
    const PicturePool& pool() const override { return *m_pool; }
    Result<Nanoseconds> length() override { return m_info.duration; }

private:
    Nanoseconds timeOf(std::size_t index) const
    {
        return fromSeconds(static_cast<double>(index) / m_info.framesPerSecond);
    }
    Status decode(const fs::path& file);
    Result<PacketDecoder*> decoderFor(AVCodecID codec);

    std::string m_path;
    std::vector<fs::path> m_files;
    SharedWatch m_watch;
    std::map<AVCodecID, PacketDecoder> m_decoders;
    std::shared_ptr<PicturePool> m_pool = std::make_shared<PicturePool>();
    FrameHandle m_picture;
    VideoReader::Info m_info;
    std::size_t m_next = 0;
};

/// Decodes the first image, which sets the size.
Status ImageFolder::start()
{
    if (auto first = decode(m_files.front()); !first)
        return first;
    m_info.width = m_picture->width;
    m_info.height = m_picture->height;
    m_info.codec = m_decoders.begin()->second.codecName();
    return {};
}

Result<PacketDecoder*> ImageFolder::decoderFor(AVCodecID codec)
{
    auto found = m_decoders.find(codec);
    if (found == m_decoders.end()) {
        auto decoder = PacketDecoder::open(codec, nullptr);
        if (!decoder)
            return tl::unexpected(decoder.error());
        found = m_decoders.emplace(codec, std::move(*decoder)).first;
    }
    return &found->second;
}

Status ImageFolder::decode(const fs::path& file)
{
    const auto data = readFile(file);
    if (!data)
        return tl::unexpected(data.error());
    ++m_watch->reads;
    const auto codec = codecOf(*data);
    if (!codec)
        return fail(ErrorCode::Corrupt, "The image '" + file.string() + "' is neither PNG nor JPEG.");
    if (endsEarly(*codec, *data))
        return fail(ErrorCode::Corrupt, "The image '" + file.string() + "' is cut off.", "Copy it again.");
    auto decoder = decoderFor(*codec);
    if (!decoder)
        return tl::unexpected(decoder.error());
    PacketHandle packet(av_packet_alloc());
    if (av_new_packet(packet.get(), static_cast<int>(data->size())) < 0)
        return fail(ErrorCode::Internal, "There is no memory for the image '" + file.string() + "'.");
    std::copy(data->begin(), data->end(), packet->data);
    // Otherwise the PNG decoder takes the picture for a difference to the one before.
    packet->flags |= AV_PKT_FLAG_KEY;
    int code = (*decoder)->send(packet.get());
    if (code >= 0)
        code = (*decoder)->receive(*m_picture);
    if (code < 0) {
        (*decoder)->flush();
        return fail(ErrorCode::Corrupt, "The image '" + file.string() + "' is damaged.", "Copy it again.",
                    ffmpegText(code));
    }
    return {};
}

Result<std::optional<VideoFrame>> ImageFolder::next()
{
    if (m_next >= m_files.size())
        return std::optional<VideoFrame>();
    const fs::path& file = m_files[m_next];
    if (auto decoded = decode(file); !decoded)
        return tl::unexpected(decoded.error());
    if (m_picture->width != m_info.width || m_picture->height != m_info.height)
        return fail(ErrorCode::Unsupported,
                    "The image '" + file.string() + "' is " + std::to_string(m_picture->width) + " x "
                        + std::to_string(m_picture->height) + " pixels, the first one of the folder "
                        + std::to_string(m_info.width) + " x " + std::to_string(m_info.height) + ".",
                    "Keep images of one size in a folder.");
    auto held = m_pool->hold(*m_picture);
    if (!held)
        return fail(held.error().code, "'" + file.string() + "': " + held.error().message, {}, held.error().detail);
    VideoFrame frame;
    frame.width = m_info.width;
    frame.height = m_info.height;
    frame.index = static_cast<std::int64_t>(m_next);
    frame.sourceTime = timeOf(m_next);
    frame.time = frame.sourceTime;
    frame.picture = std::move(*held);
    ++m_next;
    return std::optional<VideoFrame>(std::move(frame));
}

Status ImageFolder::seek(Nanoseconds sourceTime)
{
    m_next = 0;
    if (sourceTime > Nanoseconds{0}) {
        const double position = std::floor(toSeconds(sourceTime) * m_info.framesPerSecond);
        m_next = static_cast<std::size_t>(std::min(position, static_cast<double>(m_files.size())));
    }
    while (m_next > 0 && timeOf(m_next - 1) >= sourceTime)
        --m_next;
    while (m_next < m_files.size() && timeOf(m_next) < sourceTime)
        ++m_next;
    return {};
}

Result<std::vector<fs::path>> listImages(const std::string& path)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_regular_file(error) && isImage(entry->path()))
            files.push_back(entry->path());
    if (error)
        return fail(ErrorCode::Io, "The folder '" + path + "' cannot be read.", "Check its permissions.",
                    error.message());
    if (files.empty())
        return fail(ErrorCode::NotFound, "The folder '" + path + "' holds no images (.png, .jpg).",
                    "Choose a folder of images or a video file.");
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

Result<std::unique_ptr<PictureSource>> openImageFolder(const std::string& path, double imagesPerSecond,
                                                       SharedWatch watch)
{
    silenceFfmpeg();
    if (!(imagesPerSecond > 0.0) || !std::isfinite(imagesPerSecond))
        return fail(ErrorCode::InvalidInput, "The rate of the image folder '" + path + "' must be above 0 per second.");
    auto files = listImages(path);
    if (!files)
        return tl::unexpected(files.error());
    auto folder = std::make_unique<ImageFolder>(path, std::move(*files), imagesPerSecond, std::move(watch));
    if (auto started = folder->start(); !started)
        return tl::unexpected(started.error());
    return std::unique_ptr<PictureSource>(std::move(folder));
}

} // namespace jackdaw::video
