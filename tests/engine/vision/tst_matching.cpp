// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/vision/matching.h"

#include "tests/support/property_seed.h"

#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

Detection prediction(Box box, float score, std::uint32_t label = 0)
{
    return {box, ClassId{label}, score};
}
LabelledObject object(Box box, std::uint32_t classes = 1)
{
    return {box, classes, std::nullopt};
}
bool near(float a, float b)
{
    return std::abs(a - b) < 1e-6F;
}

rc::Gen<Box> anyBox()
{
    return rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, 60), rc::gen::inRange(0, 60), rc::gen::inRange(0, 30),
                                       rc::gen::inRange(0, 30)),
                        [](const std::tuple<int, int, int, int>& box) {
                            const auto [x, y, width, height] = box;
                            return Box{float(x), float(y), float(x + width), float(y + height)};
                        });
}

} // namespace

class TestMatching : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=20260621"); }
    void overlapOfKnownBoxes();
    void labelsAreTheDetectionsAboveTheThreshold();
    void theSurestPredictionTakesTheObject();
    void aPredictionTakesTheObjectThatItOverlapsMost();
    void theWrongClassIsAFalseAlarmAndAMiss();
    void anObjectOfSeveralClassesCountsForThePredictedOne();
    void predictionsOnIgnoredObjectsAreLeftOut();
    void anIgnoredObjectDoesNotHideAnObjectBesideIt();
    void classesThatAreNotCoveredAreLeftOut();
    void everyPredictionAndObjectIsCountedOnce();
    void aWeakDetectionIsBelievedWhereABoxStands();
    void whatIsThereAlreadyConfirmsNoSecondDetection();
};

void TestMatching::overlapOfKnownBoxes()
{
    QVERIFY(near(overlap({0, 0, 10, 10}, {0, 0, 10, 10}), 1.0F));
    QVERIFY(near(overlap({0, 0, 10, 10}, {5, 0, 15, 10}), 1.0F / 3.0F));
    QCOMPARE(overlap({0, 0, 10, 10}, {10, 0, 20, 10}), 0.0F);
    QCOMPARE(overlap({0, 0, 0, 0}, {0, 0, 0, 0}), 0.0F);
    QCOMPARE(overlap({5, 5, 3, 3}, {0, 0, 10, 10}), 0.0F);
}

void TestMatching::labelsAreTheDetectionsAboveTheThreshold()
{
    const auto labels = toLabels({prediction({0, 0, 1, 1}, 0.3F, 2), prediction({0, 0, 2, 2}, 0.29F, 0)}, 0.3F);
    QCOMPARE(labels.size(), std::size_t(1));
    QCOMPARE(labels[0].allowedClasses, 4U);
    QVERIFY(!labels[0].track);
}

void TestMatching::theSurestPredictionTakesTheObject()
{
    const auto counts =
        match({prediction({1, 0, 11, 10}, 0.4F), prediction({3, 0, 13, 10}, 0.8F)}, {object({0, 0, 10, 10})}, 1);
    QVERIFY(counts[0] == (ClassCounts{1, 1, 0}));
}

void TestMatching::aPredictionTakesTheObjectThatItOverlapsMost()
{
    const auto counts = match({prediction({4, 0, 14, 10}, 0.9F), prediction({0, 0, 10, 10}, 0.8F)},
                              {object({0, 0, 10, 10}), object({5, 0, 15, 10})}, 1);
    QVERIFY(counts[0] == (ClassCounts{2, 0, 0}));
}

void TestMatching::theWrongClassIsAFalseAlarmAndAMiss()
{
    const auto counts = match({prediction({0, 0, 10, 10}, 0.9F, 1)}, {object({0, 0, 10, 10}, 1U)}, 2);
    QVERIFY(counts[0] == (ClassCounts{0, 0, 1}));
    QVERIFY(counts[1] == (ClassCounts{0, 1, 0}));
}

void TestMatching::anObjectOfSeveralClassesCountsForThePredictedOne()
{
    const FrameLabels van{object({0, 0, 10, 10}, 0b110U)};
    const auto right = match({prediction({0, 0, 10, 10}, 0.9F, 2)}, van, 3);
    QVERIFY(right[2] == (ClassCounts{1, 0, 0}));
    QVERIFY(right[1] == ClassCounts{});
    const auto missed = match({}, van, 3);
    QVERIFY(missed[1] == (ClassCounts{0, 0, 1}));
}

void TestMatching::predictionsOnIgnoredObjectsAreLeftOut()
{
    const FrameLabels ignored{object({0, 0, 100, 100}, 0U)};
    QVERIFY2(match({prediction({10, 10, 20, 20}, 0.9F)}, ignored, 1)[0] == ClassCounts{},
             "inside a large ignored area");
    QVERIFY2(match({prediction({-50, -50, 250, 250}, 0.9F)}, ignored, 1)[0] == ClassCounts{}, "around it");
    QVERIFY((match({prediction({95, 95, 115, 115}, 0.9F)}, ignored, 1)[0] == ClassCounts{0, 1, 0}));
}

void TestMatching::anIgnoredObjectDoesNotHideAnObjectBesideIt()
{
    const auto counts =
        match({prediction({0, 0, 10, 10}, 0.9F)}, {object({0, 0, 12, 10}, 0U), object({0, 0, 10, 11})}, 1);
    QVERIFY(counts[0] == (ClassCounts{1, 0, 0}));
}

void TestMatching::classesThatAreNotCoveredAreLeftOut()
{
    const auto counts = match({prediction({0, 0, 10, 10}, 0.9F, 1)}, {object({50, 0, 60, 10}, 2U)}, 2, {0.3F, 1U});
    QVERIFY(counts[0] == ClassCounts{} && counts[1] == ClassCounts{});
}

void TestMatching::everyPredictionAndObjectIsCountedOnce()
{
    const bool held = rc::check("counts add up", [] {
        const auto boxes = *rc::gen::container<std::vector<Box>>(anyBox());
        const auto references = *rc::gen::container<std::vector<Box>>(anyBox());
        std::vector<Detection> predictions;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            predictions.push_back(prediction(boxes[i], float(i % 7) / 7.0F, std::uint32_t(i % 3)));
        FrameLabels labels;
        for (std::size_t i = 0; i < references.size(); ++i)
            labels.push_back(object(references[i], 1U << (i % 3)));
        std::size_t predicted = 0;
        std::size_t present = 0;
        for (const ClassCounts& count : match(predictions, labels, 3)) {
            predicted += count.truePositives + count.falsePositives;
            present += count.truePositives + count.falseNegatives;
        }
        RC_ASSERT(predicted == predictions.size());
        RC_ASSERT(present == labels.size());
    });
    QVERIFY(held);
}

void TestMatching::aWeakDetectionIsBelievedWhereABoxStands()
{
    constexpr Hysteresis kScores{0.25F, 0.15F};
    const std::vector<Detection> standing{prediction({0, 0, 10, 10}, 0.9F), prediction({50, 50, 60, 60}, 0.9F),
                                          prediction({80, 0, 90, 10}, 0.9F)};
    const std::vector<Detection> found{prediction({100, 100, 110, 110}, 0.6F), prediction({2, 0, 12, 10}, 0.2F),
                                       prediction({30, 30, 40, 40}, 0.2F), prediction({50, 50, 60, 60}, 0.2F, 1),
                                       prediction({80, 0, 90, 10}, 0.1F)};
    const auto named = vision::confirmed(found, standing, kScores, Names::OfStanding);
    QVERIFY(named[3].label == ClassId{0} && named[3].score == 0.25F);
    const auto confirmed = vision::confirmed(found, standing, kScores);
    QCOMPARE(confirmed.size(), found.size());
    QCOMPARE(confirmed[0].score, 0.6F);
    QCOMPARE(confirmed[1].score, 0.25F);
    QVERIFY(confirmed[1].box == found[1].box);
    QVERIFY2(confirmed[2].score == 0.2F, "nothing stood there");
    QVERIFY(confirmed[3].label == ClassId{1} && confirmed[3].score == 0.25F);
    QVERIFY2(confirmed[4].score == 0.1F, "too weak");
    QVERIFY(vision::confirmed(found, {}, kScores) == found);
    QVERIFY(vision::confirmed({}, standing, kScores).empty());
}

void TestMatching::whatIsThereAlreadyConfirmsNoSecondDetection()
{
    const std::vector<Detection> found{prediction({0, 0, 10, 10}, 0.5F), prediction({3, 0, 13, 10}, 0.2F)};
    QVERIFY(vision::confirmed({found[1]}, {found[0], found[0]}, {0.25F, 0.15F}).front().score == 0.25F);
    QVERIFY(vision::confirmed(found, {prediction({1, 0, 11, 10}, 0.9F)}, {0.25F, 0.15F}) == found);
}

QTEST_GUILESS_MAIN(TestMatching)
#include "tst_matching.moc"
