// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/video/picture_geometry.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

struct AVFrame;

namespace jackdaw::video {

class RgbConverter;

/// The pictures of one source: each holds what the decoder gave, and its RGB form once somebody wanted it. A picture
/// that nobody holds any more is used again with its buffers, so that a source that plays on allocates nothing.
class PicturePool : public std::enable_shared_from_this<PicturePool> {
public:
    PicturePool();
    ~PicturePool();

    /// Takes \p decoded over and leaves it empty; it is shown as \p geometry says. Unsupported where its format cannot
    /// become RGB.
    Result<std::shared_ptr<const Picture>> hold(AVFrame& decoded, const PictureGeometry& geometry);

    /// Pictures allocated so far: as many as were held at once.
    std::size_t made() const { return m_made; }
    /// Conversions to RGB so far.
    std::size_t converted() const { return m_converted; }

private:
    class Decoded;

    std::unique_ptr<Decoded> takeFree();
    void giveBack(Decoded* picture);
    void convert(const Decoded& picture);

    std::mutex m_freeMutex;
    std::vector<std::unique_ptr<Decoded>> m_free;
    std::mutex m_converterMutex; ///< one conversion at a time per source
    std::unique_ptr<RgbConverter> m_converter;
    std::atomic<std::size_t> m_made{0};
    std::atomic<std::size_t> m_converted{0};
};

} // namespace jackdaw::video
