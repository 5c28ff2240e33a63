// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/video_reader.h"

#include "engine/video/clip_store.h"
#include "engine/video/picture_source.h"
#include "engine/video/source_name.h"

#include <utility>

namespace jackdaw::video {

Result<std::unique_ptr<PictureSource>> openPictureSource(const std::string& path, double imagesPerSecond,
                                                         SharedWatch watch)
{
    auto name = readSourceName(path);
    if (!name)
        return tl::unexpected(name.error());
    if (name->isFolder && !name->pattern && holdsClips(name->path))
        return openClipFolder(name->path, std::move(watch));
    if (name->isFolder)
        return openImageFolder(name->path, imagesPerSecond, std::move(watch), name->pattern);
    return openVideoFile(name->path, std::move(watch));
}

class VideoReader::Impl {
public:
    explicit Impl(std::unique_ptr<PictureSource> opened) : source(std::move(opened)) { }

    std::unique_ptr<PictureSource> source;
};

VideoReader::VideoReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}
VideoReader::~VideoReader() = default;

Result<std::unique_ptr<VideoReader>> VideoReader::open(const std::string& path, double imagesPerSecond,
                                                       std::stop_token stop)
{
    auto source = openPictureSource(path, imagesPerSecond, std::make_shared<ReadWatch>(std::move(stop)));
    if (!source)
        return tl::unexpected(source.error());
    return std::unique_ptr<VideoReader>(new VideoReader(std::make_unique<Impl>(std::move(*source))));
}

const VideoReader::Info& VideoReader::info() const
{
    return m_impl->source->info();
}

Result<std::optional<VideoFrame>> VideoReader::next()
{
    return m_impl->source->next();
}

Status VideoReader::seek(Nanoseconds sourceTime)
{
    return m_impl->source->seek(sourceTime);
}

Status VideoReader::seekFrame(std::int64_t index, Nanoseconds sourceTime)
{
    return m_impl->source->seekFrame(index, sourceTime);
}

std::vector<VideoFault> VideoReader::takeFaults()
{
    return m_impl->source->takeFaults();
}

} // namespace jackdaw::video
