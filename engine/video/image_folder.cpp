// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/damage_book.h"
#include "engine/video/image_data.h"
#include "engine/video/image_list.h"
#include "engine/video/packet_decoder.h"
#include "engine/video/picture_maker.h"
#include "engine/video/picture_source.h"
#include "engine/video/picture_watch.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace jackdaw::video {
namespace {

namespace fs = std::filesystem;

class ImageFolder final : public PictureSource {
public:
    ImageFolder(std::string path, ImageList list, double imagesPerSecond, SharedWatch watch) :
        m_path(std::move(path)), m_list(std::move(list)), m_rate(imagesPerSecond), m_watch(std::move(watch)),
        m_picture(av_frame_alloc())
    {
    }

    Status start();
    const VideoReader::Info& info() const override { return m_info; }
    Result<std::optional<VideoFrame>> next() override;
    Status seek(Nanoseconds sourceTime) override;
    Status seekFrame(std::int64_t index, Nanoseconds sourceTime) override;
    const PicturePool& pool() const override { return m_maker.pool(); }
    Result<Nanoseconds> length() override { return m_info.duration; }
    std::vector<VideoFault> takeFaults() override { return std::exchange(m_faults, {}); }
    void watchPictures() override { m_pictureWatch.emplace(); }
    std::optional<Nanoseconds> timeBefore(const VideoFrame& frame) const override;

private:
    /// Images in a row that cannot be read.
    struct Broken {
        Nanoseconds since{0};
        std::uint32_t count = 0;
        std::string first; ///< why, in words
    };

    const std::vector<ImageList::File>& files() const { return m_list.files; }
    Nanoseconds timeOf(const ImageList::File& file) const
    {
        return fromSeconds(static_cast<double>(file.number - files().front().number) / m_rate);
    }
    Status decode(const fs::path& file);
    Result<PacketDecoder*> decoderFor(AVCodecID codec);
    Result<VideoFrame> make(const ImageList::File& file);
    void goTo(std::vector<ImageList::File>::const_iterator file);
    void noteBroken(const ImageList::File& file, const Error& error);
    void sayBroken();
    void saySkipped();
    void say(VideoFaultKind kind, Nanoseconds time, std::uint32_t count, std::string message)
    {
        m_faults.push_back({CameraId{}, kind, time, count, std::move(message)});
    }

    std::string m_path;
    ImageList m_list;
    double m_rate; ///< numbers per second
    SharedWatch m_watch;
    std::map<AVCodecID, PacketDecoder> m_decoders;
    PictureMaker m_maker{PictureMaker::Source::Images};
    std::optional<PictureWatch> m_pictureWatch;
    FrameHandle m_picture;
    VideoReader::Info m_info;
    std::size_t m_next = 0;
    std::optional<Broken> m_broken;
    std::vector<VideoFault> m_faults;
};

/// Decodes the first image that can be read, which sets the size.
Status ImageFolder::start()
{
    const double span = static_cast<double>(files().back().number - files().front().number + 1);
    m_info.framesPerSecond = m_rate * static_cast<double>(files().size()) / span;
    m_info.duration = fromSeconds(span / m_rate);
    saySkipped();
    std::optional<Error> error;
    for (const ImageList::File& file : files()) {
        if (m_watch->stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Reading '" + m_path + "' was stopped.");
        const Status decoded = decode(file.path);
        if (!decoded) {
            error = error ? error : decoded.error();
            continue;
        }
        m_maker.begin(*m_picture);
        m_info.width = m_maker.width();
        m_info.height = m_maker.height();
        return {};
    }
    return fail(ErrorCode::Corrupt, "None of the images in '" + m_path + "' can be read: " + error->message,
                error->action, error->detail);
}

void ImageFolder::saySkipped()
{
    const std::size_t count = m_list.skipped.size();
    if (count == 0)
        return;
    say(VideoFaultKind::FilesSkipped, Nanoseconds{0}, static_cast<std::uint32_t>(count),
        "In '" + m_path + "' " + std::to_string(count) + (count == 1 ? " file is" : " files are")
            + " left out as hidden or no image, such as '" + m_list.skipped.front() + "'.");
}

Result<PacketDecoder*> ImageFolder::decoderFor(AVCodecID codec)
{
    auto found = m_decoders.find(codec);
    if (found == m_decoders.end()) {
        // A TIFF decoder that refuses damage refuses tags that it does not know, too; data that is missing it never
        // takes.
        const auto damage = codec == AV_CODEC_ID_TIFF ? PacketDecoder::Damage::Shown : PacketDecoder::Damage::Refused;
        auto decoder = PacketDecoder::open(codec, nullptr, damage);
        if (!decoder)
            return tl::unexpected(decoder.error());
        found = m_decoders.emplace(codec, std::move(*decoder)).first;
    }
    return &found->second;
}

Status ImageFolder::decode(const fs::path& file)
{
    const auto image = readImage(file);
    if (!image)
        return tl::unexpected(image.error());
    ++m_watch->reads;
    auto decoder = decoderFor(image->codec);
    if (!decoder)
        return tl::unexpected(decoder.error());
    PacketHandle packet(av_packet_alloc());
    if (av_new_packet(packet.get(), static_cast<int>(image->bytes.size())) < 0)
        return fail(ErrorCode::Internal, "There is no memory for the image '" + file.string() + "'.");
    std::copy(image->bytes.begin(), image->bytes.end(), packet->data);
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
    m_maker.setTurn(image->turn);
    m_info.codec = (*decoder)->codecName();
    return {};
}

Result<std::optional<VideoFrame>> ImageFolder::next()
{
    for (; m_next < files().size(); ++m_next) {
        if (m_watch->stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Reading '" + m_path + "' was stopped.");
        const ImageList::File& file = files()[m_next];
        auto frame = make(file);
        if (!frame) {
            noteBroken(file, frame.error());
            continue;
        }
        sayBroken();
        ++m_next;
        return std::optional<VideoFrame>(std::move(*frame));
    }
    sayBroken();
    return std::optional<VideoFrame>();
}

Result<VideoFrame> ImageFolder::make(const ImageList::File& file)
{
    if (auto decoded = decode(file.path); !decoded)
        return tl::unexpected(decoded.error());
    if (m_pictureWatch)
        for (const VideoFault& fault : m_pictureWatch->see(*m_picture, timeOf(file)))
            say(fault.kind, fault.sourceTime, fault.count, "'" + m_path + "': " + fault.message);
    auto frame = m_maker.make(*m_picture);
    if (!frame)
        return fail(frame.error().code, "'" + file.path.string() + "': " + frame.error().message, {},
                    frame.error().detail);
    frame->index = file.number;
    frame->sourceTime = timeOf(file);
    frame->time = frame->sourceTime;
    if (const auto change = m_maker.takeSizeChange())
        say(VideoFaultKind::SizeChange, frame->sourceTime, 1,
            "The image '" + file.path.string() + "' has another size: " + *change + "; it is scaled.");
    return frame;
}

void ImageFolder::noteBroken(const ImageList::File& file, const Error& error)
{
    if (!m_broken)
        m_broken = Broken{timeOf(file), 0, error.message};
    ++m_broken->count;
}

void ImageFolder::sayBroken()
{
    if (!m_broken)
        return;
    const std::string many = m_broken->count == 1
        ? std::string(" It is left out.")
        : " It and the next " + std::to_string(m_broken->count - 1) + ", which cannot be read either, are left out.";
    say(VideoFaultKind::FilesSkipped, m_broken->since, m_broken->count, m_broken->first + many);
    m_broken.reset();
}

void ImageFolder::goTo(std::vector<ImageList::File>::const_iterator file)
{
    m_next = static_cast<std::size_t>(file - files().begin());
    m_broken.reset();
    m_maker.forgetLatest();
    if (m_pictureWatch)
        m_pictureWatch->skip();
}

Status ImageFolder::seek(Nanoseconds sourceTime)
{
    goTo(std::lower_bound(files().begin(), files().end(), sourceTime,
                          [this](const ImageList::File& file, Nanoseconds time) { return timeOf(file) < time; }));
    return {};
}

Status ImageFolder::seekFrame(std::int64_t index, Nanoseconds)
{
    goTo(std::lower_bound(files().begin(), files().end(), index,
                          [](const ImageList::File& file, std::int64_t number) { return file.number < number; }));
    return {};
}

std::optional<Nanoseconds> ImageFolder::timeBefore(const VideoFrame& frame) const
{
    const auto found =
        std::lower_bound(files().begin(), files().end(), frame.index,
                         [](const ImageList::File& file, std::int64_t number) { return file.number < number; });
    return found == files().begin() ? std::nullopt : std::optional(timeOf(*(found - 1)));
}

} // namespace

Result<std::unique_ptr<PictureSource>> openImageFolder(const std::string& path, double imagesPerSecond,
                                                       SharedWatch watch, const std::optional<NamePattern>& pattern)
{
    silenceFfmpeg();
    if (!(imagesPerSecond > 0.0) || !std::isfinite(imagesPerSecond))
        return fail(ErrorCode::InvalidInput, "The rate of the image folder '" + path + "' must be above 0 per second.");
    auto list = listImages(path, pattern);
    if (!list)
        return tl::unexpected(list.error());
    auto folder = std::make_unique<ImageFolder>(path, std::move(*list), imagesPerSecond, std::move(watch));
    if (auto started = folder->start(); !started)
        return tl::unexpected(started.error());
    return std::unique_ptr<PictureSource>(std::move(folder));
}

} // namespace jackdaw::video
