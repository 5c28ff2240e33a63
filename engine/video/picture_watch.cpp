// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/picture_watch.h"

#include "engine/video/damage_book.h"
#include "engine/video/ffmpeg_handles.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace jackdaw::video {
namespace {

constexpr Nanoseconds kLook = std::chrono::milliseconds(200);
constexpr Nanoseconds kStillFor = std::chrono::seconds(5);
constexpr Nanoseconds kBlankFor = std::chrono::seconds(3);
constexpr std::uint32_t kFewest = 5; ///< pictures

constexpr int kColumns = 128;
constexpr int kRows = 96;
/// No point of a still picture changes by more levels, even where it was encoded anew: so said for 14 s and more of
/// encoded stills, and never for longer than 1 s of real scenes, an empty room among them.
constexpr int kAlike = 6;
/// Of one colour is a picture if so many of its points are as near to the most common brightness.
constexpr double kBlankPart = 0.95;
constexpr int kNear = 8;

/// Where a picture's brightness lies: its first component.
struct Plane {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;
    std::ptrdiff_t step = 0;
    int width = 0;
    int height = 0;
    int bytes = 1; ///< of a value
    bool bigEndian = false;
    int surplus = 0; ///< low bits beyond 8

    std::size_t rowBytes() const
    {
        return static_cast<std::size_t>(step) * static_cast<std::size_t>(width - 1) + static_cast<std::size_t>(bytes);
    }
    std::uint8_t at(int x, int y) const
    {
        const std::uint8_t* value = data + y * stride + x * step;
        if (bytes == 1)
            return static_cast<std::uint8_t>(*value >> surplus);
        const unsigned word = bigEndian ? value[0] << 8U | value[1] : value[1] << 8U | value[0];
        return static_cast<std::uint8_t>(word >> static_cast<unsigned>(surplus));
    }
};

std::optional<Plane> brightness(const AVFrame& picture)
{
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(picture.format));
    constexpr std::uint64_t kOther =
        AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_FLOAT;
    if (!format || (format->flags & kOther) != 0)
        return std::nullopt;
    const AVComponentDescriptor& first = format->comp[0];
    const int bits = first.depth + first.shift;
    if (!picture.data[first.plane] || bits < 8 || bits > 16)
        return std::nullopt;
    return Plane{picture.data[first.plane] + first.offset,
                 picture.linesize[first.plane],
                 first.step,
                 picture.width,
                 picture.height,
                 bits > 8 ? 2 : 1,
                 (format->flags & AV_PIX_FMT_FLAG_BE) != 0,
                 bits - 8};
}

void takePoints(const Plane& plane, std::vector<std::uint8_t>& points)
{
    points.clear();
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column)
            points.push_back(
                plane.at((2 * column + 1) * plane.width / (2 * kColumns), (2 * row + 1) * plane.height / (2 * kRows)));
}

bool areAlike(const std::vector<std::uint8_t>& one, const std::vector<std::uint8_t>& other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](std::uint8_t left, std::uint8_t right) { return std::abs(int{left} - int{right}) <= kAlike; });
}

bool isBlank(const std::vector<std::uint8_t>& points)
{
    std::array<int, 256> counts{};
    for (const std::uint8_t level : points)
        ++counts[level];
    const auto common = std::max_element(counts.begin(), counts.end()) - counts.begin();
    const auto from = std::max<std::ptrdiff_t>(0, common - kNear);
    const auto to = std::min<std::ptrdiff_t>(256, common + kNear + 1);
    const int near = std::accumulate(counts.begin() + from, counts.begin() + to, 0);
    return near >= kBlankPart * static_cast<double>(points.size());
}

} // namespace

void PictureWatch::skip()
{
    m_first.clear();
    m_still.reset();
    m_blank.reset();
    m_turn.reset();
    m_skipped = true;
}

void PictureWatch::reconnect()
{
    if (!m_still || !m_still->said) {
        m_first.clear();
        m_still.reset();
    }
    if (m_blank && !m_blank->said)
        m_blank.reset();
    m_turn.reset();
}

/// A function of the time, so that a source is looked at in the same places wherever it is begun.
bool PictureWatch::isDue(Nanoseconds time)
{
    const std::int64_t turn = time / kLook;
    return std::exchange(m_turn, turn) != turn;
}

std::optional<VideoFault> PictureWatch::judge(std::optional<Run>& run, bool faulty, VideoFaultKind kind,
                                              Nanoseconds time)
{
    if (!faulty) {
        run.reset();
        return std::nullopt;
    }
    if (!run)
        run = Run{time, 0, m_skipped};
    ++run->pictures;
    const bool still = kind == VideoFaultKind::Frozen;
    if (run->said || run->pictures < kFewest || time - run->since < (still ? kStillFor : kBlankFor))
        return std::nullopt;
    run->said = true;
    VideoFault fault;
    fault.kind = kind;
    fault.sourceTime = run->since;
    fault.count = run->pictures;
    fault.message = still ? "the picture has been the same since " : "one colour has been all over since ";
    fault.message += secondsText(run->since) + (still ? ", as if it were frozen." : ": nothing is to be seen.");
    return fault;
}

std::vector<VideoFault> PictureWatch::see(const AVFrame& picture, Nanoseconds time)
{
    std::vector<VideoFault> faults;
    if (!isDue(time)) {
        for (std::optional<Run>* run : {&m_still, &m_blank})
            if (*run)
                ++(*run)->pictures;
        return faults;
    }
    const auto plane = brightness(picture);
    if (!plane) {
        skip();
        return faults;
    }
    takePoints(*plane, m_points);
    if (!areAlike(m_points, m_first)) {
        m_first = m_points;
        m_still.reset();
    }
    // One colour that stands is one fault.
    const bool blank = isBlank(m_points);
    if (auto fault = judge(m_still, !blank, VideoFaultKind::Frozen, time))
        faults.push_back(std::move(*fault));
    if (auto fault = judge(m_blank, blank, VideoFaultKind::Covered, time))
        faults.push_back(std::move(*fault));
    m_skipped = false;
    return faults;
}

} // namespace jackdaw::video
