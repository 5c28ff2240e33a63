// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_frame.h"
#include "engine/base/result.h"
#include "engine/video/picture_geometry.h"
#include "engine/video/picture_pool.h"

#include <memory>
#include <optional>
#include <string>

struct AVFrame;
struct AVStream;

namespace jackdaw::video {

/// Turns what a decoder gives into VideoFrames as a player shows them: upright, with square pixels, in the colours that
/// the picture's own marks name, all of one size. Nothing is computed before somebody looks at a picture.
///
/// The first picture sets the camera's size, begin() or make(); others are scaled to it. Used by one thread at a time.
class PictureMaker {
public:
    enum class Source { Video, Images };

    explicit PictureMaker(Source source = Source::Video) : m_source(source) { }

    /// What the container says of all pictures: how they are turned, and the shape of their pixels. What a picture says
    /// itself goes before it. May be called again when a live camera was opened anew; the camera's size stays.
    void setStream(const AVStream& stream);
    /// How the next pictures are turned.
    void setTurn(const Turn& turn) { m_turn = turn; }

    /// The camera's size, from its first picture, unless it is known already.
    void begin(const AVFrame& first);
    int width() const { return m_width; }
    int height() const { return m_height; }

    /// Takes \p decoded over and leaves it empty. Picture and size are set, index and times are not. Unsupported where
    /// the picture's format cannot become RGB.
    Result<VideoFrame> make(AVFrame& decoded);

    /// Set once after each change to another size than the camera's: which ("640 x 480 instead of 1280 x 720 pixels").
    std::optional<std::string> takeSizeChange();

    /// After a seek: the next picture is no change, whatever its size.
    void forgetLatest() { m_last = {}; }

    const PicturePool& pool() const { return *m_pool; }

private:
    struct Size {
        int width = 0;
        int height = 0;
        bool operator==(const Size&) const = default;
    };
    Turn turnOf(const AVFrame& picture) const;
    Size shownSize(const AVFrame& picture) const;
    void noteSize(const Size& size);

    Source m_source;
    Turn m_turn;
    int m_pixelWidth = 0; ///< the container's shape of a pixel; 0: not said
    int m_pixelHeight = 0;
    int m_width = 0;
    int m_height = 0;
    Size m_last;
    std::optional<std::string> m_sizeChange;
    std::shared_ptr<PicturePool> m_pool = std::make_shared<PicturePool>();
};

} // namespace jackdaw::video
