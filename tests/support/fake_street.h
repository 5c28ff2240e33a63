// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/detection.h"
#include "engine/base/random.h"
#include "engine/base/units.h"
#include "engine/video/picture_source.h"
#include "engine/video/recorded_feed.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Streets without pictures: what is to be seen on a frame follows from its number alone, and how much a street has
/// changed from the time. So days of many cameras pass within minutes.
namespace jackdaw::testing {

/// How many of something live, and how many did at most.
class Tally {
public:
    void add()
    {
        const int now = ++m_now;
        int most = m_most;
        while (most < now && !m_most.compare_exchange_weak(most, now)) { }
    }
    void remove() { --m_now; }
    int now() const { return m_now; }
    int most() const { return m_most; }

private:
    std::atomic<int> m_now{0};
    std::atomic<int> m_most{0};
};

/// Is counted by a Tally while it lives.
class Counted {
public:
    explicit Counted(std::shared_ptr<Tally> tally) : m_tally(std::move(tally)) { m_tally->add(); }
    ~Counted() { m_tally->remove(); }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

private:
    std::shared_ptr<Tally> m_tally;
};

struct FakeStreet {
    static constexpr int kWidth = 352;
    static constexpr int kHeight = 288;
    static constexpr int kFrames = 1000; ///< after which it begins again
    static constexpr Nanoseconds kInterval = std::chrono::milliseconds(200);
    static constexpr std::uint32_t kObjects = 8;
    static constexpr int kLife = 50; ///< frames that an object is to be seen
    static constexpr std::uint32_t kClasses = 2;

    /// Objects that are there on frame \p index of \p camera, with score 1.
    static std::vector<Detection> objects(std::uint32_t camera, std::int64_t index)
    {
        std::vector<Detection> seen;
        for (std::uint32_t lane = 0; lane < kObjects; ++lane) {
            const auto age = index + lane * 13;
            RandomStream random(7, camera * kObjects + lane, RandomPurpose::Test,
                                static_cast<std::uint32_t>(age / kLife));
            const float x = static_cast<float>(random.below(120)) + 4.0F * static_cast<float>(age % kLife);
            const float y = 4.0F + 35.0F * static_cast<float>(lane);
            seen.push_back({{x, y, x + 30.0F, y + 22.0F}, ClassId{random.below(kClasses)}, 1.0F});
        }
        return seen;
    }

    /// What a street looks like at \p time, as a point on a line: day and night, and something new every hour.
    static double look(std::uint32_t camera, Nanoseconds time)
    {
        const double hours = toSeconds(time) / 3600.0;
        RandomStream random(8, camera, RandomPurpose::Test, static_cast<std::uint32_t>(hours));
        return std::sin(2 * 3.14159265358979 * hours / 24.0) + random.uniform(0.0, 0.4) + 0.3 * std::sin(9.0 * hours);
    }

    /// Labels of all frames, as a file of golden labels holds them.
    static void writeLabels(const std::string& file, const std::vector<std::string>& classes, std::uint32_t camera)
    {
        std::ofstream out(file);
        out << "frame,class,score,x1,y1,x2,y2\n";
        for (int frame = 0; frame < kFrames; ++frame) {
            for (const Detection& object : objects(camera, frame))
                out << frame << ',' << classes[object.label.value] << ",1," << object.box.x1 << ',' << object.box.y1
                    << ',' << object.box.x2 << ',' << object.box.y2 << '\n';
        }
    }
};

/// All pictures of a street have the same pixels; each is counted.
class FakePicture final : public Picture {
public:
    FakePicture(std::shared_ptr<const std::vector<std::uint8_t>> pixels, std::shared_ptr<Tally> tally) :
        m_pixels(std::move(pixels)), m_counted(std::move(tally))
    {
    }
    std::span<const std::uint8_t> rgb() const override { return *m_pixels; }

private:
    std::shared_ptr<const std::vector<std::uint8_t>> m_pixels;
    Counted m_counted;
};

/// A street as a source of frames that nobody has to decode.
class FakeSource final : public video::PictureSource {
public:
    explicit FakeSource(std::shared_ptr<Tally> pictures) : m_pictures(std::move(pictures)) { }

    const video::VideoReader::Info& info() const override { return m_info; }
    Result<std::optional<VideoFrame>> next() override
    {
        if (m_next == FakeStreet::kFrames)
            return std::optional<VideoFrame>();
        VideoFrame frame;
        frame.width = FakeStreet::kWidth;
        frame.height = FakeStreet::kHeight;
        frame.index = m_next;
        frame.sourceTime = m_next++ * FakeStreet::kInterval;
        frame.picture = std::make_shared<FakePicture>(m_pixels, m_pictures);
        return std::optional<VideoFrame>(std::move(frame));
    }
    Status seek(Nanoseconds sourceTime) override
    {
        m_next = (sourceTime + FakeStreet::kInterval - Nanoseconds{1}) / FakeStreet::kInterval;
        return {};
    }
    const video::PicturePool& pool() const override { return *m_pool; }
    Result<Nanoseconds> length() override { return FakeStreet::kFrames * FakeStreet::kInterval; }

private:
    std::shared_ptr<Tally> m_pictures;
    std::shared_ptr<const std::vector<std::uint8_t>> m_pixels = std::make_shared<std::vector<std::uint8_t>>(
        std::size_t{FakeStreet::kWidth} * FakeStreet::kHeight * 3, std::uint8_t{110});
    std::int64_t m_next = 0;
    std::shared_ptr<video::PicturePool> m_pool = std::make_shared<video::PicturePool>();
    video::VideoReader::Info m_info{FakeStreet::kWidth, FakeStreet::kHeight, 5.0,
                                    FakeStreet::kFrames* FakeStreet::kInterval, "none"};
};

inline Result<std::unique_ptr<video::RecordedFeed>> openFakeFeed(const video::CameraSettings& settings,
                                                                 std::shared_ptr<Tally> pictures)
{
    return video::RecordedFeed::open(settings,
                                     [pictures](const auto&) -> Result<std::unique_ptr<video::PictureSource>> {
                                         return std::make_unique<FakeSource>(pictures);
                                     });
}

} // namespace jackdaw::testing
