// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/picture_pool.h"

#include "engine/base/log.h"
#include "engine/video/rgb_converter.h"

#include <utility>

namespace jackdaw::video {

class PicturePool::Decoded final : public Picture {
public:
    explicit Decoded(PicturePool& pool) : m_pool(pool), frame(av_frame_alloc()) { }

    std::span<const std::uint8_t> rgb() const override
    {
        if (!isConverted.load(std::memory_order_acquire))
            m_pool.convert(*this);
        return bytes;
    }

private:
    PicturePool& m_pool;

public:
    FrameHandle frame; ///< empty once converted
    PictureGeometry geometry;
    mutable std::vector<std::uint8_t> bytes; ///< valid once converted
    mutable std::atomic<bool> isConverted{false};
};

PicturePool::PicturePool() : m_converter(std::make_unique<RgbConverter>())
{
}

PicturePool::~PicturePool() = default;

Result<std::shared_ptr<const Picture>> PicturePool::hold(AVFrame& decoded, const PictureGeometry& geometry)
{
    if (!RgbConverter::canConvert(decoded))
        return fail(ErrorCode::Unsupported, "The pictures have a pixel format that cannot be turned into RGB.");
    auto picture = takeFree();
    av_frame_move_ref(picture->frame.get(), &decoded);
    picture->geometry = geometry;
    picture->isConverted = false;
    // The pool lives as long as its last picture.
    return std::shared_ptr<const Picture>(picture.release(), [pool = shared_from_this()](const Picture* held) {
        pool->giveBack(const_cast<Decoded*>(static_cast<const Decoded*>(held)));
    });
}

std::unique_ptr<PicturePool::Decoded> PicturePool::takeFree()
{
    const std::lock_guard lock(m_freeMutex);
    if (m_free.empty()) {
        ++m_made;
        return std::make_unique<Decoded>(*this);
    }
    auto picture = std::move(m_free.back());
    m_free.pop_back();
    return picture;
}

void PicturePool::giveBack(Decoded* picture)
{
    std::unique_ptr<Decoded> owned(picture);
    av_frame_unref(owned->frame.get());
    const std::lock_guard lock(m_freeMutex);
    m_free.push_back(std::move(owned));
}

void PicturePool::convert(const Decoded& picture)
{
    const std::lock_guard lock(m_converterMutex);
    if (picture.isConverted)
        return;
    if (auto converted = m_converter->convert(*picture.frame, picture.geometry, picture.bytes); !converted) {
        log(LogLevel::Error, "video", converted.error().message + " " + converted.error().detail);
        picture.bytes.clear();
    }
    ++m_converted;
    av_frame_unref(picture.frame.get());
    picture.isConverted.store(true, std::memory_order_release);
}

} // namespace jackdaw::video
