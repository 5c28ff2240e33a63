// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/vision/accuracy.h"

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

ScoredFrame frameAt(double seconds, std::uint32_t version, std::vector<ClassCounts> counts)
{
    return {fromSeconds(seconds), WeightsVersion{version}, std::move(counts)};
}

std::optional<MeasuredAccuracy> inWindow(const std::vector<ScoredFrame>& frames, double start = 0.0, double end = 10.0)
{
    return windowAccuracy(frames, {}, fromSeconds(start), fromSeconds(end), 7);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

Detection prediction(float x, float score, std::uint32_t label = 0)
{
    return {{x, 0, x + 10, 10}, ClassId{label}, score};
}

LabelledObject object(float x, std::uint32_t classes = 1)
{
    return {{x, 0, x + 10, 10}, classes, std::nullopt};
}

} // namespace

class TestAccuracy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void f1CountsAllClassesTogether();
    void withoutObjectsThereIsNoF1();
    void addGrowsTheSum();
    void oneVersionPoolsItsFramesByTheTimeTheyStandFor();
    void aChangeOfWeightsInMidWindowSplitsTheAverage();
    void aChangeBetweenTwoScoredFramesCountsFromItsOwnTime();
    void aChangeOutsideTheScoredFramesChangesNothing();
    void missedObjectsOfCarriedOverPredictionsCostAccuracy();
    void aWindowWithoutFramesHasNoAccuracy();
    void aWindowInWhichNothingIsToBeSeenHasNoAccuracy();
    void theTimeInWhichNothingIsToBeSeenDoesNotCount();
    void aSpanCountsForTheTimeInWhichThereWasSomething();
    void falseAlarmsOnEmptyFramesAreCountedApart();
    void emptyFramesChangeNoAccuracyAndNoInterval();
    void framesOutsideTheWindowAreIgnored();
    void theOrderOfTheFramesDoesNotMatter();
    void theBalancedValueIsAveragedOverSpansToo();
    void theBalancedValueOfNamesIsTheMeanOfTheClassesRightOnes();
    void objectsWithoutARegionAreCountedApart();
    void theIntervalHoldsTheValueAndDependsOnTheSeedOnly();
    void equalFramesGiveAnIntervalOfNoWidth();
    void averagePrecisionOfAHandMadeRanking();
    void averagePrecisionIsPerfectForPerfectPredictions();
    void averagePrecisionIsTheMeanOverOccurringClasses();
    void withoutObjectsThereIsNoAveragePrecision();
};

void TestAccuracy::f1CountsAllClassesTogether()
{
    const std::vector<ClassCounts> counts{{3, 1, 0}, {1, 0, 2}};
    QVERIFY(near(f1(counts)->value, 8.0 / 11.0));
}

void TestAccuracy::withoutObjectsThereIsNoF1()
{
    QVERIFY(!f1({}));
    QVERIFY(!f1(std::vector<ClassCounts>(4)));
    QVERIFY2(!f1(std::vector<ClassCounts>{{0, 7, 0}}), "false alarms are no accuracy");
    QCOMPARE(f1(std::vector<ClassCounts>{{0, 7, 1}})->value, 0.0);
}

void TestAccuracy::addGrowsTheSum()
{
    std::vector<ClassCounts> sum{{1, 2, 3}};
    add(sum, std::vector<ClassCounts>{{1, 1, 1}, {0, 0, 4}});
    const std::vector<ClassCounts> expected{{2, 3, 4}, {0, 0, 4}};
    QVERIFY(sum == expected);
}

void TestAccuracy::oneVersionPoolsItsFramesByTheTimeTheyStandFor()
{
    // 2 s of (1, 0, 1) and 8 s of (2, 1, 0): TP 2 + 16, FP 8, FN 2.
    const auto found = *inWindow({frameAt(0, 0, {{1, 0, 1}}), frameAt(2, 0, {{2, 1, 0}})});
    QVERIFY(near(found.value.value, 36.0 / 46.0));
    QCOMPARE(found.frames, 2U);
    QCOMPARE(found.count, 4U);
    QVERIFY(!found.ap50);
}

void TestAccuracy::aChangeOfWeightsInMidWindowSplitsTheAverage()
{
    // Version 0 from 1 s to 4 s: 1 s of (0, 0, 2), 2 s of (1, 0, 1): TP 2, FN 4 → F1 = 4 / 8 for 3 s.
    // Version 1 from 4 s to 10 s: 6 s of (3, 1, 0): F1 = 6 / 7 for 6 s.
    const auto found = inWindow({frameAt(1, 0, {{0, 0, 2}}), frameAt(2, 0, {{1, 0, 1}}), frameAt(4, 1, {{3, 1, 0}})});
    QVERIFY(near(found->value.value, (3.0 * 0.5 + 6.0 * 6.0 / 7.0) / 9.0));
}

void TestAccuracy::aChangeBetweenTwoScoredFramesCountsFromItsOwnTime()
{
    // Version 0 from 0 s to 3 s: F1 = 0; version 1 from 3 s to 10 s: 5 s of (1, 0, 1), then 2 s of (2, 0, 0).
    const std::vector<ScoredFrame> frames{frameAt(0, 0, {{0, 0, 2}}), frameAt(6, 1, {{1, 0, 1}}),
                                          frameAt(8, 1, {{2, 0, 0}})};
    const std::vector<WeightsChange> changes{{fromSeconds(3), WeightsVersion{1}}};
    const auto found = windowAccuracy(frames, changes, fromSeconds(0), fromSeconds(10), 7);
    QVERIFY(near(found->value.value, 0.7 * (2.0 * 9.0) / (2.0 * 9.0 + 5.0)));
}

void TestAccuracy::aChangeOutsideTheScoredFramesChangesNothing()
{
    const std::vector<ScoredFrame> frames{frameAt(1, 0, {{0, 0, 2}}), frameAt(6, 1, {{1, 0, 1}})};
    const std::vector<WeightsChange> changes{{fromSeconds(0.5), WeightsVersion{0}},
                                             {fromSeconds(4), WeightsVersion{7}},
                                             {fromSeconds(9), WeightsVersion{2}}};
    QVERIFY(windowAccuracy(frames, changes, fromSeconds(0), fromSeconds(10), 7) == inWindow(frames));
}

void TestAccuracy::missedObjectsOfCarriedOverPredictionsCostAccuracy()
{
    // All frames between 2 s and 10 s were dropped: the predictions of 2 s are scored against what is there then.
    const auto kept = inWindow({frameAt(0, 0, {{2, 0, 0}}), frameAt(5, 0, {{2, 0, 0}})});
    const auto dropped = inWindow({frameAt(0, 0, {{2, 0, 0}}), frameAt(5, 0, {{0, 2, 2}})});
    QCOMPARE(kept->value.value, 1.0);
    QVERIFY(near(dropped->value.value, 0.5));
}

void TestAccuracy::aWindowWithoutFramesHasNoAccuracy()
{
    QVERIFY(!inWindow({}));
    QVERIFY(!inWindow({frameAt(-1, 0, {{1, 0, 0}}), frameAt(10, 0, {{1, 0, 0}})}));
}

void TestAccuracy::aWindowInWhichNothingIsToBeSeenHasNoAccuracy()
{
    QVERIFY(!inWindow({frameAt(0, 0, {{0, 0, 0}}), frameAt(5, 0, {})}));
    QVERIFY2(!inWindow({frameAt(0, 0, {{0, 3, 0}}), frameAt(5, 1, {{0, 1, 0}})}), "false alarms only");
}

void TestAccuracy::theTimeInWhichNothingIsToBeSeenDoesNotCount()
{
    // 2 s of (1, 0, 1), 3 s of nothing, 5 s of (3, 0, 0): TP 2 + 15, FN 2.
    const auto found = *inWindow({frameAt(0, 0, {{1, 0, 1}}), frameAt(2, 0, {{0, 4, 0}}), frameAt(5, 0, {{3, 0, 0}})});
    QVERIFY(near(found.value.value, 34.0 / 36.0));
    QCOMPARE(found.frames, 2U);
    QCOMPARE(found.count, 5U);
}

void TestAccuracy::aSpanCountsForTheTimeInWhichThereWasSomething()
{
    // Version 0 is worth 0 for 1 s, then nothing is to be seen for 5 s; version 1 is worth 1 for 4 s.
    const auto found = inWindow({frameAt(0, 0, {{0, 0, 2}}), frameAt(1, 0, {{0, 0, 0}}), frameAt(6, 1, {{4, 0, 0}})});
    QVERIFY(near(found->value.value, 4.0 / 5.0));
    QVERIFY(near(inWindow({frameAt(0, 0, {{0, 9, 0}}), frameAt(8, 1, {{4, 0, 0}})})->value.value, 1.0));
}

void TestAccuracy::falseAlarmsOnEmptyFramesAreCountedApart()
{
    const std::vector<ScoredFrame> frames{frameAt(-1, 0, {{0, 9, 0}}), frameAt(0, 0, {{0, 3, 0}, {0, 1, 0}}),
                                          frameAt(2, 0, {}),           frameAt(4, 0, {{1, 2, 0}, {0, 0, 0}}),
                                          frameAt(6, 1, {{0, 1, 0}}),  frameAt(10, 1, {{0, 9, 0}})};
    QVERIFY((emptyFrames(frames, fromSeconds(0), fromSeconds(10)) == EmptyFrames{3, 5}));
    QVERIFY(emptyFrames({}, fromSeconds(0), fromSeconds(10)) == EmptyFrames{});
}

void TestAccuracy::emptyFramesChangeNoAccuracyAndNoInterval()
{
    std::vector<ScoredFrame> busy;
    std::vector<ScoredFrame> mixed;
    for (std::uint32_t i = 0; i < 40; ++i) {
        busy.push_back(frameAt(0.25 * i, i < 20 ? 0 : 1, {{1 + i % 4, i % 3, (i * 7) % 4}}));
        mixed.push_back(frameAt(0.5 * i, i < 20 ? 0 : 1, busy.back().counts));
        mixed.push_back(frameAt(0.5 * i + 0.25, i < 20 ? 0 : 1, {{0, i % 5, 0}}));
    }
    const auto expected = *inWindow(busy);
    const auto found = *inWindow(mixed, 0.0, 20.0);
    QVERIFY(near(found.value.value, expected.value.value));
    QVERIFY(near(found.interval.low, expected.interval.low) && near(found.interval.high, expected.interval.high));
}

void TestAccuracy::framesOutsideTheWindowAreIgnored()
{
    const std::vector<ScoredFrame> inside{frameAt(11, 0, {{1, 0, 1}}), frameAt(14, 0, {{3, 0, 0}})};
    std::vector<ScoredFrame> all{frameAt(9, 0, {{0, 0, 9}})};
    all.insert(all.end(), inside.begin(), inside.end());
    all.push_back(frameAt(20, 0, {{0, 9, 9}}));
    QVERIFY(inWindow(all, 10, 20) == inWindow(inside, 10, 20));
}

void TestAccuracy::theOrderOfTheFramesDoesNotMatter()
{
    std::vector<ScoredFrame> frames{frameAt(0, 0, {{1, 0, 1}}), frameAt(3, 0, {{2, 1, 0}}), frameAt(7, 1, {{1, 1, 1}})};
    const auto forward = inWindow(frames);
    std::swap(frames[0], frames[2]);
    QVERIFY(inWindow(frames) == forward);
}

void TestAccuracy::theBalancedValueIsAveragedOverSpansToo()
{
    // 4 s: classes 1 and 0 → 0.5; 6 s: only the first class occurs → 2 / 3.
    const auto found = inWindow({frameAt(0, 0, {{2, 0, 0}, {0, 0, 1}}), frameAt(4, 1, {{1, 1, 0}, {0, 1, 0}})});
    QVERIFY(near(found->balanced.value, (4.0 * 0.5 + 6.0 * 2.0 / 3.0) / 10.0));
}

void TestAccuracy::theBalancedValueOfNamesIsTheMeanOfTheClassesRightOnes()
{
    const std::vector<ScoredFrame> frames{frameAt(0, 0, {{9, 1, 1}, {0, 1, 1}, {0, 0, 0}})};
    const auto ofTask = [&](Task task) {
        return *windowAccuracy(frames, {}, fromSeconds(0), fromSeconds(10), 1, task);
    };
    QVERIFY(near(ofTask(Task::Classification).balanced.value, (0.9 + 0.0) / 2));
    QVERIFY(near(ofTask(Task::Detection).balanced.value, (18.0 / 20.0 + 0.0) / 2));
    QVERIFY(near(ofTask(Task::Classification).value.value, 9.0 / 11.0));
    QVERIFY(near(ofTask(Task::Detection).value.value, 9.0 / 11.0));
}

void TestAccuracy::objectsWithoutARegionAreCountedApart()
{
    std::vector<ScoredFrame> frames{frameAt(1, 0, {{2, 0, 1}}), frameAt(3, 0, {{0, 0, 0}}),
                                    frameAt(12, 0, {{1, 0, 0}})};
    frames[0].uncovered = 1;
    frames[1].uncovered = 4;
    QVERIFY((coverage(frames, fromSeconds(0), fromSeconds(10)) == Coverage{8, 3}));
    QVERIFY2(emptyFrames(frames, fromSeconds(0), fromSeconds(10)) == EmptyFrames{}, "there were objects");
}

void TestAccuracy::theIntervalHoldsTheValueAndDependsOnTheSeedOnly()
{
    std::vector<ScoredFrame> frames;
    for (std::uint32_t i = 0; i < 40; ++i)
        frames.push_back(frameAt(0.25 * i, i < 20 ? 0 : 1, {{i % 5, i % 3, (i * 7) % 4}}));
    const auto found = *windowAccuracy(frames, {}, fromSeconds(0), fromSeconds(10), 1);
    QVERIFY(found.interval.low < found.value.value && found.value.value < found.interval.high);
    QVERIFY(found.interval.low > 0.0 && found.interval.high < 1.0);
    QVERIFY(windowAccuracy(frames, {}, fromSeconds(0), fromSeconds(10), 1) == found);
    QVERIFY(windowAccuracy(frames, {}, fromSeconds(0), fromSeconds(10), 2)->interval != found.interval);
}

void TestAccuracy::equalFramesGiveAnIntervalOfNoWidth()
{
    std::vector<ScoredFrame> frames;
    for (int i = 0; i < 10; ++i)
        frames.push_back(frameAt(i, 0, {{2, 1, 1}}));
    const auto found = *inWindow(frames);
    QVERIFY(near(found.interval.low, found.value.value) && near(found.interval.high, found.value.value));
}

void TestAccuracy::averagePrecisionOfAHandMadeRanking()
{
    // Ranking: right, wrong, right, right of four objects. Precision at the hits: 1, 2/3, 3/4; made to fall: 1, 3/4,
    // 3/4.
    const std::vector<PredictedFrame> frames{{{prediction(0, 0.9F), prediction(300, 0.8F)}, {object(0), object(50)}},
                                             {{prediction(0, 0.7F), prediction(50, 0.6F)}, {object(0), object(50)}}};
    QVERIFY(near(ap50(frames, 1)->value, (1.0 + 0.75 + 0.75) / 4.0));
}

void TestAccuracy::averagePrecisionIsPerfectForPerfectPredictions()
{
    const std::vector<PredictedFrame> frames{{{prediction(0, 0.9F), prediction(50, 0.2F)}, {object(0), object(50)}}};
    QCOMPARE(ap50(frames, 1)->value, 1.0);
}

void TestAccuracy::averagePrecisionIsTheMeanOverOccurringClasses()
{
    const std::vector<PredictedFrame> frames{
        {{prediction(0, 0.9F, 0), prediction(90, 0.9F, 2)}, {object(0, 1U), object(50, 2U)}}};
    QCOMPARE(ap50(frames, 3)->value, 0.5);
    QVERIFY2(near(ap50(frames, 3, 1U)->value, 1.0), "only the first class is covered");
}

void TestAccuracy::withoutObjectsThereIsNoAveragePrecision()
{
    QVERIFY(!ap50({}, 3));
    const std::vector<PredictedFrame> frames{{{prediction(0, 0.9F)}, {}}};
    QVERIFY(!ap50(frames, 1));
}

QTEST_GUILESS_MAIN(TestAccuracy)
#include "tst_accuracy.moc"
