// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/units.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace jackdaw {

/// A picture as it was decoded, read-only and shared between threads.
class Picture {
public:
    virtual ~Picture() = default;
    /// width * height * 3 bytes, rows without padding, valid as long as the picture. Where it was decoded to another
    /// form, the first call converts it, on whichever thread; a picture that nobody looks at is never converted. Empty
    /// where that fails.
    virtual std::span<const std::uint8_t> rgb() const = 0;
};

/// A picture that is packed RGB from the start.
class RgbPicture final : public Picture {
public:
    explicit RgbPicture(std::vector<std::uint8_t> bytes) : m_bytes(std::move(bytes)) { }
    std::span<const std::uint8_t> rgb() const override { return m_bytes; }

private:
    std::vector<std::uint8_t> m_bytes;
};

/// A picture with its place in its source and in the session. Copies share the picture.
struct VideoFrame {
    int width = 0;
    int height = 0;
    std::int64_t index = 0; ///< position in the source, from 0
    Nanoseconds sourceTime{0}; ///< presentation time in the source
    Nanoseconds time{0}; ///< session time at which the frame is due
    std::shared_ptr<const Picture> picture;

    /// Picture::rgb(); empty where there is no picture.
    std::span<const std::uint8_t> rgb() const { return picture ? picture->rgb() : std::span<const std::uint8_t>(); }
    /// True if the picture has pixels, as many as the size says.
    bool hasPixels() const
    {
        return width > 0 && height > 0
            && rgb().size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
    }
};

} // namespace jackdaw
