// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/vision/coco_classes.h"
#include "engine/vision/detection_fusion.h"

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

constexpr std::uint32_t kPerson = 0;
constexpr std::uint32_t kCar = 2;
constexpr std::uint32_t kTruck = 7;

Detection detection(float x, float score, std::uint32_t label = kCar)
{
    return {{x, 0, x + 10, 10}, ClassId{label}, score};
}

bool near(float a, float b)
{
    return std::abs(a - b) < 1e-5F;
}

} // namespace

class TestDetectionFusion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBestOfOverlappingBoxesIsKept();
    void carsAndTrucksCompeteAndPersonsDoNot();
    void twoModelsAgreeOnAWeightedBox();
    void whatOneModelSeesCountsHalf();
    void aModelThatDoesNotKnowAClassSaysNothingAgainstIt();
    void twoBoxesOfOneModelCountOnce();
    void theSurestNamesTheObject();
    void farBoxesStayApart();
    void nothingFusesToNothing();
    void classNamesAreKnownInBothSpellings();
};

void TestDetectionFusion::theBestOfOverlappingBoxesIsKept()
{
    const auto kept =
        suppressOverlaps({detection(1, 0.5F), detection(0, 0.9F), detection(30, 0.2F)}, 0.5F, Rivals::OneKind);
    QCOMPARE(kept.size(), std::size_t(2));
    QCOMPARE(kept[0].score, 0.9F);
    QCOMPARE(kept[1].score, 0.2F);
}

void TestDetectionFusion::carsAndTrucksCompeteAndPersonsDoNot()
{
    const auto kept = suppressOverlaps(
        {detection(0, 0.9F, kTruck), detection(0, 0.8F, kCar), detection(0, 0.3F, kPerson)}, 0.5F, Rivals::OneKind);
    QCOMPARE(kept.size(), std::size_t(2));
    QVERIFY(kept[0].label == ClassId{kTruck});
    QVERIFY(kept[1].label == ClassId{kPerson});
}

void TestDetectionFusion::twoModelsAgreeOnAWeightedBox()
{
    const std::vector<std::vector<Detection>> models{{detection(0, 0.6F)}, {detection(1, 0.2F)}};
    const auto fused = fuse(models, 0.55F);
    QCOMPARE(fused.size(), std::size_t(1));
    QVERIFY(near(fused[0].score, 0.4F));
    QVERIFY(near(fused[0].box.x1, 0.25F));
    QVERIFY(near(fused[0].box.x2, 10.25F));
}

void TestDetectionFusion::whatOneModelSeesCountsHalf()
{
    const std::vector<std::vector<Detection>> models{{detection(0, 0.6F)}, {}};
    const auto fused = fuse(models, 0.55F);
    QCOMPARE(fused.size(), std::size_t(1));
    QVERIFY(near(fused[0].score, 0.3F));
    QVERIFY(fused[0].box == detection(0, 0).box);
}

void TestDetectionFusion::aModelThatDoesNotKnowAClassSaysNothingAgainstIt()
{
    const auto onlyTheFirstKnowsTrucks = [](std::size_t model, ClassId label) {
        return model == 0 || label.value != kTruck;
    };
    const std::vector<std::vector<Detection>> models{
        {detection(0, 0.6F, kTruck), detection(40, 0.6F, kTruck), detection(80, 0.6F, kCar)},
        {detection(40, 0.2F, kCar)},
        {}};
    const auto fused = fuse(models, 0.55F, onlyTheFirstKnowsTrucks);
    QCOMPARE(fused.size(), std::size_t(3));
    QVERIFY(fused[0].label == ClassId{kTruck} && near(fused[0].score, 0.6F));
    QVERIFY2(fused[1].label == ClassId{kTruck} && near(fused[1].score, 0.6F), "a car there is no weaker truck");
    QVERIFY(fused[2].label == ClassId{kCar} && near(fused[2].score, 0.2F));
}

void TestDetectionFusion::twoBoxesOfOneModelCountOnce()
{
    const std::vector<std::vector<Detection>> models{{detection(0, 0.8F), detection(1, 0.4F)}, {detection(0, 0.2F)}};
    const auto fused = fuse(models, 0.55F);
    QCOMPARE(fused.size(), std::size_t(1));
    QVERIFY(near(fused[0].score, 0.5F));
    QVERIFY(near(fused[0].box.x1, 0.4F / 1.4F));
}

void TestDetectionFusion::theSurestNamesTheObject()
{
    const std::vector<std::vector<Detection>> models{{detection(0, 0.5F, kCar)}, {detection(0, 0.7F, kTruck)}};
    const auto fused = fuse(models, 0.55F);
    QCOMPARE(fused.size(), std::size_t(1));
    QVERIFY(fused[0].label == ClassId{kTruck});
    QVERIFY(near(fused[0].score, 0.6F));
}

void TestDetectionFusion::farBoxesStayApart()
{
    const std::vector<std::vector<Detection>> models{{detection(0, 0.5F)}, {detection(4, 0.7F)}};
    QCOMPARE(fuse(models, 0.55F).size(), std::size_t(2));
}

void TestDetectionFusion::nothingFusesToNothing()
{
    QVERIFY(fuse({}, 0.55F).empty());
    QVERIFY(fuse(std::vector<std::vector<Detection>>(2), 0.55F).empty());
}

void TestDetectionFusion::classNamesAreKnownInBothSpellings()
{
    QCOMPARE(*cocoIndex("car"), int(kCar));
    QCOMPARE(*cocoIndex("truck"), int(kTruck));
    QCOMPARE(*cocoIndex("toothbrush"), 79);
    QVERIFY(cocoIndex("motorbike") == cocoIndex("motorcycle"));
    QVERIFY(!cocoIndex("van"));
}

QTEST_GUILESS_MAIN(TestDetectionFusion)
#include "tst_detection_fusion.moc"
