// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/vision/accuracy.h"
#include "engine/vision/classification.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

constexpr std::size_t kClasses = 3;

Box boxAt(float x, float size = 20.0F)
{
    return {x, 10.0F, x + size, 10.0F + size};
}

Detection region(float x, std::uint32_t name, float score = 0.5F)
{
    return {boxAt(x), ClassId{name}, score};
}

LabelledObject object(float x, std::uint32_t allowed)
{
    return {boxAt(x), allowed, std::nullopt};
}

} // namespace

class TestClassification : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRightNameIsRightAndAWrongOneIsWrong()
    {
        const NamedObjects named =
            matchNames({region(0, 0), region(100, 2)}, {object(0, 0b001), object(100, 0b010)}, kClasses);
        QCOMPARE(named.counts[0], (ClassCounts{1, 0, 0}));
        QCOMPARE(named.counts[1], (ClassCounts{0, 0, 1}));
        QCOMPARE(named.counts[2], (ClassCounts{0, 1, 0}));
        QCOMPARE(f1(named.counts)->value, 0.5);
        QCOMPARE(named.uncovered, 0U);
    }

    void objectsWithoutARegionCountForTheCoverageAlone()
    {
        const NamedObjects named = matchNames({region(0, 0)}, {object(0, 1), object(100, 1), object(200, 1)}, kClasses);
        QCOMPARE(f1(named.counts)->value, 1.0);
        QCOMPARE(named.uncovered, 2U);
    }

    void regionsWithoutAnObjectSayNothing()
    {
        const NamedObjects named = matchNames({region(0, 0), region(300, 1)}, {object(0, 1)}, kClasses);
        QCOMPARE(f1(named.counts)->value, 1.0);
        QCOMPARE(named.counts[1], ClassCounts{});
    }

    void aRegionBelongsToTheObjectThatItOverlapsMostWhateverItsName()
    {
        // The second object is named rightly by the region, but the first is closer to it.
        const NamedObjects named = matchNames({region(0, 1)}, {object(1, 0b001), object(8, 0b010)}, kClasses);
        QCOMPARE(named.uncovered, 1U);
        QCOMPARE(named.counts[0], (ClassCounts{0, 0, 1}));
        QCOMPARE(named.counts[1], (ClassCounts{0, 1, 0}));
    }

    void howSureANameIsDoesNotMatter()
    {
        const FrameLabels reference{object(0, 1)};
        const auto sure = matchNames({region(0, 0, 0.9F), region(4, 1, 0.3F)}, reference, kClasses);
        const auto unsure = matchNames({region(0, 0, 0.3F), region(4, 1, 0.9F)}, reference, kClasses);
        QVERIFY(sure == unsure);
        QCOMPARE(sure.counts[0].truePositives, 1U);
    }

    void anyNameThatALabelAllowsIsRight()
    {
        for (const std::uint32_t name : {1U, 2U}) {
            const auto named = matchNames({region(0, name)}, {object(0, 0b110)}, kClasses);
            QCOMPARE(named.counts[name].truePositives, 1U);
        }
        const auto wrong = matchNames({region(0, 0)}, {object(0, 0b110)}, kClasses);
        QCOMPARE(wrong.counts[1].falseNegatives, 1U);
    }

    void ignoredObjectsAndClassesThatAreNotCoveredCountNeitherWay()
    {
        const auto ignored = matchNames({region(0, 1)}, {object(0, 0)}, kClasses);
        QVERIFY(!f1(ignored.counts));
        QCOMPARE(ignored.uncovered, 0U);
        const auto left = matchNames({region(0, 1)}, {object(0, 0b001)}, kClasses, {0.3F, 0b110});
        QVERIFY(!f1(left.counts));
        QCOMPARE(left.uncovered, 0U);
    }

    void namesAndLabelsBeyondTheClassesAreWrongOrNone()
    {
        const auto named = matchNames({region(0, 9)}, {object(0, 1), object(100, 1U << 20U)}, kClasses);
        QCOMPARE(named.uncovered, 0U);
        QCOMPARE(named.counts.size(), kClasses);
        QCOMPARE(named.counts[0].falseNegatives, 1U);
    }

    void nothingIsFoundInEmptyFrames()
    {
        const auto named = matchNames({}, {}, kClasses);
        QVERIFY(!f1(named.counts));
        QCOMPARE(named.uncovered, 0U);
    }

    void theF1OfTheCountsIsThePartThatIsRightlyNamed()
    {
        RandomStream random(4, 0, RandomPurpose::Test);
        for (int run = 0; run < 200; ++run) {
            std::vector<Detection> regions;
            FrameLabels reference;
            for (int i = 0; i < 6; ++i) {
                regions.push_back(region(static_cast<float>(random.below(80)), random.below(kClasses)));
                reference.push_back(object(static_cast<float>(random.below(80)), 1U + random.below(7)));
            }
            const auto named = matchNames(regions, reference, kClasses);
            const std::uint32_t covered = objectsIn(named.counts);
            QVERIFY(covered <= regions.size());
            QCOMPARE(covered + named.uncovered, static_cast<std::uint32_t>(reference.size()));
            double right = 0.0;
            for (const ClassCounts& count : named.counts)
                right += count.truePositives;
            if (covered > 0)
                QVERIFY(std::abs(f1(named.counts)->value - right / covered) < 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(TestClassification)
#include "tst_classification.moc"
