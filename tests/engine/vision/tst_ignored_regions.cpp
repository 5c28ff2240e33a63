// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/vision/golden_model.h"
#include "engine/vision/ignored_regions.h"

#include <QtTest>

#include <numeric>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

constexpr PictureSize kSize{200, 100};

/// The left half; and an L whose notch, at the right of its upper part, is no part of it.
const IgnoredRegion kHalf{"half", {{0, 0}, {0.5, 0}, {0.5, 1}, {0, 1}}};
const IgnoredRegion kNotched{"L", {{0.5, 0}, {0.7, 0}, {0.7, 0.6}, {1, 0.6}, {1, 1}, {0.5, 1}}};

/// 10 x 10 pixels around a point.
Box around(float x, float y)
{
    return {x - 5, y - 5, x + 5, y + 5};
}

/// Finds the same objects on every frame; its name may not change what a cache knows it by.
class Fixed final : public GoldenModel {
public:
    Result<std::vector<Detection>> detect(const VideoFrame& frame) override
    {
        if (frame.index < 0)
            return fail(ErrorCode::Internal, "no");
        return std::vector<Detection>{{around(20, 50), ClassId{0}, 0.9F}, {around(150, 50), ClassId{1}, 0.8F}};
    }
    std::string description() const override { return "fixed"; }
    std::string fingerprint() const override { return "f"; }
    bool lastWasCached() const override { return true; }
    bool knows(const VideoFrame& frame) const override { return frame.index != 7; }
    bool mayServe() const override { return true; }
    std::string costShape() const override { return "label/fixed"; }
    std::optional<FrameLabels> reference(std::int64_t frame) const override
    {
        if (frame < 3)
            return std::nullopt;
        return FrameLabels{{around(20, 50), 0}, {around(150, 50), 3}};
    }
};

VideoFrame frameOf(std::int64_t index)
{
    return {.width = kSize.width, .height = kSize.height, .index = index};
}

} // namespace

class TestIgnoredRegions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anObjectIsWhereItsMiddleIs();
    void aNotchIsNoPartOfARegion();
    void noRegionsCoverNothing();
    void predictionsAndLabelsLoseTheSameObjects();
    void regionsFillTheirAreaWithIgnoredObjects();
    void aGoldenModelLosesOnlyWhatLiesInThem();
    void aGoldenModelWithoutRegionsIsItself();
    void otherCornersAreOtherResults();
};

void TestIgnoredRegions::anObjectIsWhereItsMiddleIs()
{
    const IgnoredRegions regions({kHalf});
    QVERIFY(regions.covers(around(99, 50), kSize));
    QVERIFY(!regions.covers(around(101, 50), kSize));
    QVERIFY2(!regions.covers({2, 0, 200, 100}, kSize), "nearly half of it lies there, but not its middle");
    QVERIFY2(regions.covers({90, -8, 104, 12}, kSize), "it is cut off by the picture's edge, and its middle is not");
    QVERIFY(!regions.covers(around(50, 50), {}));
    QVERIFY2(regions.covers({90, -40, 104, 10}, kSize), "what of it lies in the picture counts");
    const IgnoredRegions right({{"right", {{0.5, 0}, {1, 0}, {1, 1}, {0.5, 1}}}});
    QVERIFY2(right.covers({205, 40, 240, 60}, kSize), "what lies beyond the edge is at the edge");
    QVERIFY(right.covers({150, 90, 190, 140}, kSize));
}

void TestIgnoredRegions::aNotchIsNoPartOfARegion()
{
    const IgnoredRegions regions({kNotched});
    QVERIFY(regions.covers(around(120, 30), kSize));
    QVERIFY(!regions.covers(around(160, 30), kSize));
    QVERIFY(regions.covers(around(160, 80), kSize));
}

void TestIgnoredRegions::noRegionsCoverNothing()
{
    const IgnoredRegions none(std::vector<IgnoredRegion>{});
    QVERIFY(none.empty());
    QVERIFY(!none.covers(around(50, 50), kSize));
    QVERIFY(none.asIgnoredObjects(kSize).empty());
    QVERIFY(none.fingerprint().empty());
}

void TestIgnoredRegions::predictionsAndLabelsLoseTheSameObjects()
{
    const IgnoredRegions regions({kHalf});
    const std::vector<Detection> found{{around(20, 50), ClassId{0}, 0.9F}, {around(150, 50), ClassId{1}, 0.2F}};
    QCOMPARE(regions.outside(found, kSize), std::vector<Detection>{found[1]});
    const FrameLabels labels{{around(20, 50), 1}, {around(30, 50), 0}, {around(150, 50), 2}};
    QCOMPARE(regions.outside(labels, kSize), FrameLabels{labels[2]});
}

void TestIgnoredRegions::regionsFillTheirAreaWithIgnoredObjects()
{
    const FrameLabels filled = IgnoredRegions({kNotched}).asIgnoredObjects(kSize);
    QVERIFY2(std::all_of(filled.begin(), filled.end(), [](const auto& object) { return object.box.height() >= 4.0F; }),
             "students pass over what is too small to be learned");
    const float area = std::accumulate(filled.begin(), filled.end(), 0.0F,
                                       [](float sum, const LabelledObject& object) { return sum + object.box.area(); });
    QVERIFY2(std::abs(area - 0.32F * 200 * 100) < 0.05F * 0.32F * 200 * 100, qPrintable(QString::number(area)));
    for (const LabelledObject& object : filled) {
        QVERIFY(object.isIgnored());
        QVERIFY2(object.box.x1 >= 100 && (object.box.y1 > 55 || object.box.x2 < 141), "not in the notch");
    }
}

void TestIgnoredRegions::aGoldenModelLosesOnlyWhatLiesInThem()
{
    const auto model = outsideOf(IgnoredRegions({kHalf}), kSize, std::make_shared<Fixed>());
    const auto found = model->detect(frameOf(0));
    QVERIFY(found);
    QCOMPARE(found->size(), std::size_t{1});
    QCOMPARE(found->front().label, ClassId{1});
    QVERIFY2(!model->detect(frameOf(-1)), "its failures are failures");
    QVERIFY(!model->knows(frameOf(7)) && model->knows(frameOf(8)));
    QVERIFY(!model->reference(0));
    QVERIFY(model->reference(3) == (FrameLabels{{around(150, 50), 3}}));
    QVERIFY(model->mayServe() && model->lastWasCached());
    QCOMPARE(model->costShape(), std::string("label/fixed"));
    QCOMPARE(model->description(), std::string("fixed"));
}

void TestIgnoredRegions::aGoldenModelWithoutRegionsIsItself()
{
    const auto model = std::make_shared<Fixed>();
    QCOMPARE(outsideOf({}, kSize, model).get(), model.get());
}

void TestIgnoredRegions::otherCornersAreOtherResults()
{
    IgnoredRegion moved = kHalf;
    moved.corners[1].x = moved.corners[2].x = 0.4;
    const auto one = outsideOf(IgnoredRegions({kHalf}), kSize, std::make_shared<Fixed>());
    const auto other = outsideOf(IgnoredRegions({moved}), kSize, std::make_shared<Fixed>());
    QVERIFY(one->fingerprint() != other->fingerprint() && one->fingerprint() != "f");
}

QTEST_GUILESS_MAIN(TestIgnoredRegions)
#include "tst_ignored_regions.moc"
