// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/picture_watch.h"

#include "engine/video/damage_book.h"
#include "engine/video/ffmpeg_handles.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace jackdaw::video {
namespace {

/// A still scene behind a thrifty encoder may well stand for a second or two.
constexpr Nanoseconds kStillFor = std::chrono::seconds(5);
constexpr Nanoseconds kBlankFor = std::chrono::seconds(3);
constexpr std::uint32_t kFewest = 5; ///< pictures

constexpr int kColumns = 64;
constexpr int kRows = 48;
/// Of one colour is a picture if so many of its samples are as near to the most common brightness.
constexpr double kBlankPart = 0.95;
constexpr int kNear = 8;
/// A key picture shows a still scene anew, a little differently.
constexpr double kRedrawn = 1.5; ///< levels, on average

/// Where a picture's brightness lies: the first component, its high byte.
struct Plane {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;
    std::ptrdiff_t step = 0;
    int width = 0;
    int height = 0;
    std::size_t rowBytes() const { return static_cast<std::size_t>(step) * static_cast<std::size_t>(width - 1) + 1; }
};

std::optional<Plane> brightness(const AVFrame& picture)
{
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(picture.format));
    constexpr std::uint64_t kOther = AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_PAL;
    if (!format || (format->flags & kOther) != 0)
        return std::nullopt;
    const AVComponentDescriptor& first = format->comp[0];
    const bool wide = first.depth + first.shift > 8;
    const int high = wide && (format->flags & AV_PIX_FMT_FLAG_BE) == 0 ? 1 : 0;
    if (!picture.data[first.plane])
        return std::nullopt;
    return Plane{picture.data[first.plane] + first.offset + high, picture.linesize[first.plane], first.step,
                 picture.width, picture.height};
}

} // namespace

struct PictureWatch::Samples {
    FrameHandle frame{av_frame_alloc()};
    std::optional<Plane> plane;
    std::vector<std::uint8_t> values;
    bool key = false;

    /// Takes a reference of \p picture.
    bool take(const AVFrame& picture)
    {
        av_frame_unref(frame.get());
        plane.reset();
        if (av_frame_ref(frame.get(), &picture) < 0)
            return false;
        plane = brightness(*frame);
        key = picture.key_frame != 0;
        if (!plane || plane->width < kColumns || plane->height < kRows)
            plane.reset();
        else
            sample();
        return plane.has_value();
    }

    void sample()
    {
        values.clear();
        for (int row = 0; row < kRows; ++row) {
            const std::uint8_t* line = plane->data + plane->stride * ((2 * row + 1) * plane->height / (2 * kRows));
            for (int column = 0; column < kColumns; ++column)
                values.push_back(line[plane->step * ((2 * column + 1) * plane->width / (2 * kColumns))]);
        }
    }

    bool isBlank() const
    {
        std::array<int, 256> counts{};
        for (const std::uint8_t value : values)
            ++counts[value];
        const auto common = std::max_element(counts.begin(), counts.end()) - counts.begin();
        const auto from = std::max<std::ptrdiff_t>(0, common - kNear);
        const auto to = std::min<std::ptrdiff_t>(256, common + kNear + 1);
        int near = 0;
        for (auto level = from; level < to; ++level)
            near += counts[static_cast<std::size_t>(level)];
        return near >= kBlankPart * static_cast<double>(values.size());
    }
};

PictureWatch::PictureWatch() = default;
PictureWatch::~PictureWatch() = default;
PictureWatch::PictureWatch(PictureWatch&&) noexcept = default;
PictureWatch& PictureWatch::operator=(PictureWatch&&) noexcept = default;

void PictureWatch::skip()
{
    m_samples.reset();
    m_still.reset();
    m_blank.reset();
    m_skipped = true;
}

bool PictureWatch::isSame(const AVFrame& picture, const Samples& samples) const
{
    const Plane& before = *m_samples->plane;
    const Plane& now = *samples.plane;
    if (before.width != now.width || before.height != now.height || before.step != now.step
        || m_samples->frame->format != picture.format)
        return false;
    bool equal = true;
    for (int row = 0; equal && row < now.height; ++row)
        equal = std::memcmp(before.data + row * before.stride, now.data + row * now.stride, now.rowBytes()) == 0;
    if (equal || !samples.key || m_samples->key)
        return equal;
    double apart = 0.0;
    for (std::size_t i = 0; i < samples.values.size(); ++i)
        apart += std::abs(int{samples.values[i]} - int{m_samples->values[i]});
    return apart <= kRedrawn * static_cast<double>(samples.values.size());
}

std::optional<VideoFault> PictureWatch::count(std::optional<Run>& run, bool faulty, VideoFaultKind kind,
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
    auto samples = std::make_unique<Samples>();
    if (!samples->take(picture)) {
        skip();
        return faults;
    }
    const bool same = m_samples && isSame(picture, *samples);
    if (!same)
        m_still.reset();
    if (auto fault = count(m_still, true, VideoFaultKind::Frozen, time))
        faults.push_back(std::move(*fault));
    if (auto fault = count(m_blank, samples->isBlank(), VideoFaultKind::Covered, time))
        faults.push_back(std::move(*fault));
    m_samples = std::move(samples);
    m_skipped = false;
    return faults;
}

} // namespace jackdaw::video
