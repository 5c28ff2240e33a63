// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/vision/background.h"
#include "engine/vision/matching.h"

#include <algorithm>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

constexpr int kWidth = 160;
constexpr int kHeight = 120;

/// A noisy street with a bright thing at each of \p things.
VideoFrame street(std::uint32_t number, const std::vector<Box>& things, int brighter = 0)
{
    RandomStream random(1, number, RandomPurpose::Test);
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const bool isThing = std::any_of(things.begin(), things.end(), [&](const Box& box) {
                return static_cast<float>(x) >= box.x1 && static_cast<float>(x) < box.x2
                    && static_cast<float>(y) >= box.y1 && static_cast<float>(y) < box.y2;
            });
            const int shade = (isThing ? 200 : 60 + x / 4) + brighter + static_cast<int>(random.below(8));
            pixels.insert(pixels.end(), 3, static_cast<std::uint8_t>(std::clamp(shade, 0, 255)));
        }
    return {.width = kWidth,
            .height = kHeight,
            .index = number,
            .picture = std::make_shared<RgbPicture>(std::move(pixels))};
}

FrameLabels labels(const std::vector<Box>& things)
{
    FrameLabels made;
    for (const Box& box : things)
        made.push_back({box, 1, std::nullopt});
    return made;
}

const Box kParked{20, 20, 50, 40};
const Box kPassing{90, 60, 120, 80};

/// From pictures of an empty street.
Background emptyStreet()
{
    std::vector<VideoFrame> frames;
    for (std::uint32_t i = 0; i < 5; ++i)
        frames.push_back(street(i, {}));
    const FrameLabels none;
    std::vector<BackgroundPicture> pictures;
    for (const VideoFrame& frame : frames)
        pictures.push_back({&frame, &none});
    return *backgroundOf(pictures);
}

} // namespace

class TestBackground : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatDiffersIsARegion()
    {
        const auto regions = movingRegions(street(9, {kParked, kPassing}), emptyStreet(), 16);
        QCOMPARE(regions.size(), std::size_t{2});
        for (const Box& thing : {kParked, kPassing})
            QVERIFY(std::any_of(regions.begin(), regions.end(),
                                [&](const Detection& region) { return overlap(region.box, thing) > 0.7F; }));
        for (const Detection& region : regions)
            QVERIFY(region.score > 0.5F && region.score <= 1.0F && region.label == ClassId{0});
    }

    void anEmptyStreetHasNoRegions() { QVERIFY(movingRegions(street(9, {}), emptyStreet(), 16).empty()); }

    void aPictureThatIsBrighterAsAWholeHasNone()
    {
        QVERIFY(movingRegions(street(9, {}, 40), emptyStreet(), 16).empty());
        QCOMPARE(movingRegions(street(9, {kPassing}, -40), emptyStreet(), 16).size(), std::size_t{1});
    }

    void theLargestRegionsStay()
    {
        const Box large{10, 70, 70, 110};
        const auto regions = movingRegions(street(9, {kPassing, large}), emptyStreet(), 1);
        QCOMPARE(regions.size(), std::size_t{1});
        QVERIFY(overlap(regions[0].box, large) > 0.7F);
    }

    void specksAreNoRegions()
    {
        QVERIFY(movingRegions(street(9, {{40, 40, 41, 41}, {80, 90, 81, 92}}), emptyStreet(), 16).empty());
    }

    void whatIsLabelledIsNoBackground()
    {
        // It stands there in most pictures, so that a plain median would have it.
        std::vector<VideoFrame> frames;
        std::vector<FrameLabels> all;
        for (std::uint32_t i = 0; i < 7; ++i) {
            const std::vector<Box> things = i < 5 ? std::vector<Box>{kParked} : std::vector<Box>{};
            frames.push_back(street(i, things));
            all.push_back(labels(things));
        }
        std::vector<BackgroundPicture> pictures;
        for (std::size_t i = 0; i < frames.size(); ++i)
            pictures.push_back({&frames[i], &all[i]});
        const auto background = backgroundOf(pictures);
        QVERIFY(background);
        QCOMPARE(movingRegions(street(9, {kParked}), *background, 16).size(), std::size_t{1});
        QVERIFY(movingRegions(street(10, {}), *background, 16).empty());
    }

    void whatIsAlwaysCoveredStaysAsItWasBefore()
    {
        const Background before = emptyStreet();
        const VideoFrame frame = street(1, {kParked});
        const FrameLabels covered = labels({kParked});
        const std::vector<BackgroundPicture> pictures{{&frame, &covered}};
        const auto continued = backgroundOf(pictures, &before);
        QVERIFY(continued);
        QCOMPARE(movingRegions(street(9, {kParked}), *continued, 16).size(), std::size_t{1});
    }

    void theBackgroundOfAnotherSceneIsForgotten()
    {
        const VideoFrame elsewhere = street(2, {{0, 0, kWidth, kHeight}});
        const FrameLabels none;
        const std::vector<BackgroundPicture> other{{&elsewhere, &none}};
        const auto before = backgroundOf(other);
        const VideoFrame frame = street(1, {kParked});
        const FrameLabels covered = labels({kParked});
        const std::vector<BackgroundPicture> pictures{{&frame, &covered}};
        QVERIFY(backgroundOf(pictures, &*before) == backgroundOf(pictures));
    }

    void whatIsAlwaysCoveredLooksLikeWhatIsAroundIt()
    {
        const VideoFrame frame = street(1, {kParked});
        const FrameLabels covered = labels({kParked});
        const std::vector<BackgroundPicture> pictures{{&frame, &covered}};
        const auto background = backgroundOf(pictures);
        QVERIFY(background);
        const auto regions = movingRegions(street(9, {kParked}), *background, 16);
        QCOMPARE(regions.size(), std::size_t{1});
        QVERIFY(overlap(regions[0].box, kParked) > 0.7F);
        const FrameLabels everything = labels({{0, 0, kWidth, kHeight}});
        const std::vector<BackgroundPicture> hidden{{&frame, &everything}};
        QVERIFY(backgroundOf(hidden)->isWhole());
    }

    void theSamePicturesGiveTheSameBackground() { QVERIFY(emptyStreet() == emptyStreet()); }

    void picturesThatDoNotFitAreLeftOut()
    {
        QVERIFY(!backgroundOf({}));
        const VideoFrame none;
        const FrameLabels empty;
        const std::vector<BackgroundPicture> unusable{{&none, &empty}};
        QVERIFY(!backgroundOf(unusable));
        VideoFrame other = street(9, {kPassing});
        other.width = kHeight;
        other.height = kWidth;
        QVERIFY(movingRegions(other, emptyStreet(), 16).empty());
        QVERIFY(movingRegions(none, emptyStreet(), 16).empty());
        QVERIFY(movingRegions(street(9, {kPassing}), Background{kWidth, kHeight, {1, 2, 3}}, 16).empty());
    }
};

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_background.moc"
