// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/clip_store.h"
#include "engine/video/picture_source.h"

#include <utility>

namespace jackdaw::video {
namespace {

/// Matroska rounds times to milliseconds.
constexpr Nanoseconds kRounding = std::chrono::milliseconds(1);

/// A live camera's clips of one run as one source. Its pictures have the source times that they had live; their numbers
/// are counted from the last seek.
class ClipFolder final : public PictureSource {
public:
    ClipFolder(std::string folder, SharedWatch watch) : m_folder(std::move(folder)), m_watch(std::move(watch)) { }

    const VideoReader::Info& info() const override { return m_info; }
    Result<std::optional<VideoFrame>> next() override;
    Status seek(Nanoseconds sourceTime) override;
    const PicturePool& pool() const override { return m_clip->pool(); }
    Result<Nanoseconds> length() override;

private:
    Status open(const ClipFile& clip);

    std::string m_folder;
    SharedWatch m_watch;
    std::unique_ptr<PictureSource> m_clip;
    VideoReader::Info m_info;
    Nanoseconds m_start{0}; ///< of the open clip
    std::int64_t m_next = 0;
};

Status ClipFolder::open(const ClipFile& clip)
{
    auto opened = openVideoFile(clip.file.string(), m_watch);
    if (!opened)
        return tl::unexpected(opened.error());
    m_clip = std::move(*opened);
    m_start = clip.start;
    m_info = m_clip->info();
    m_info.isNumbered = false;
    return {};
}

/// Before the first clip, to its beginning.
Status ClipFolder::seek(Nanoseconds sourceTime)
{
    auto clip = clipAt(m_folder, sourceTime);
    if (!clip)
        clip = clipAfter(m_folder, sourceTime);
    if (!clip)
        return fail(ErrorCode::NotFound, "The clips in '" + m_folder + "' are gone.");
    if (auto opened = open(*clip); !opened)
        return opened;
    m_next = 0;
    const Nanoseconds time = sourceTime - m_start;
    return time > kRounding ? m_clip->seek(time - kRounding) : Status{};
}

Result<std::optional<VideoFrame>> ClipFolder::next()
{
    while (true) {
        auto frame = m_clip->next();
        if (!frame)
            return frame;
        if (*frame) {
            (*frame)->sourceTime += m_start;
            (*frame)->time = (*frame)->sourceTime;
            (*frame)->index = m_next++;
            return frame;
        }
        const auto clip = clipAfter(m_folder, m_start);
        if (!clip)
            return std::optional<VideoFrame>();
        if (auto opened = open(*clip); !opened)
            return tl::unexpected(opened.error());
    }
}

Result<Nanoseconds> ClipFolder::length()
{
    return fail(ErrorCode::Unsupported, "A live camera's clips have no length: they are not played again.");
}

} // namespace

Result<std::unique_ptr<PictureSource>> openClipFolder(const std::string& folder, SharedWatch watch)
{
    auto source = std::make_unique<ClipFolder>(folder, std::move(watch));
    if (auto begun = source->seek(Nanoseconds{0}); !begun)
        return tl::unexpected(begun.error());
    return std::unique_ptr<PictureSource>(std::move(source));
}

} // namespace jackdaw::video
