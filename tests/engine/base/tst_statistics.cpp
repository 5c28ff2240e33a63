// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/random.h"
#include "engine/base/statistics.h"

#include <cmath>

using namespace jackdaw;

class TestStatistics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quantilesLieBetweenOrderStatistics()
    {
        const std::vector<double> sorted{1.0, 2.0, 4.0, 8.0};
        QCOMPARE(quantile(sorted, 0.0), 1.0);
        QCOMPARE(quantile(sorted, 1.0), 8.0);
        QCOMPARE(quantile(sorted, 0.5), 3.0);
        QCOMPARE(quantile(sorted, 5.0 / 6.0), 6.0);
        QCOMPARE(quantile(sorted, 2.0), 8.0);
        QCOMPARE(quantile(sorted, -1.0), 1.0);
        QCOMPARE(quantile(std::vector<double>{3.0}, 0.7), 3.0);
    }

    void theMeanIsOverValuesNotOverBlocks()
    {
        const std::vector<std::vector<double>> blocks{{1.0, 1.0, 1.0}, {0.0}};
        QCOMPARE(blockBootstrap(blocks, 1)->mean, 0.75);
    }

    void theIntervalOfTwoBlocksIsThatOfTheirFourDraws()
    {
        // Draws of two blocks {0} and {1}: means 0, 1/2, 1/2, 1, each a quarter; so the interval is all of it.
        const auto result = *blockBootstrap(std::vector<std::vector<double>>{{0.0}, {1.0}}, 1);
        QCOMPARE(result.interval, (Interval{0.0, 1.0}));
    }

    void theIntervalOfFourBlocksIsThatOfAllTheirDraws()
    {
        // All 256 draws in order: number 6 of them (2.5 %) is 2 / 4, number 249 (97.5 %) is 22 / 4.
        const std::vector<std::vector<double>> blocks{{0.0}, {1.0}, {3.0}, {7.0}};
        QCOMPARE(blockBootstrap(blocks, 1)->interval, (Interval{0.5, 5.5}));
    }

    void valuesOfOneBlockAreDrawnTogether()
    {
        // A hundred equal values in two blocks are two independent values, not a hundred.
        const std::vector<std::vector<double>> two{std::vector<double>(50, 0.2), std::vector<double>(50, 0.8)};
        const auto together = *blockBootstrap(two, 1);
        QVERIFY(together.interval.high - together.interval.low > 0.5);
        std::vector<std::vector<double>> hundred;
        for (int i = 0; i < 100; ++i)
            hundred.push_back({i < 50 ? 0.2 : 0.8});
        const auto apart = *blockBootstrap(hundred, 1);
        QVERIFY(apart.interval.high - apart.interval.low < 0.15);
    }

    void manyBlocksComeNearTheNormalInterval()
    {
        RandomStream random(3, 0, RandomPurpose::Test);
        std::vector<std::vector<double>> blocks;
        for (int i = 0; i < 400; ++i)
            blocks.push_back({random.normal()});
        const auto result = *blockBootstrap(blocks, 1);
        const double halfWidth = 0.5 * (result.interval.high - result.interval.low);
        QVERIFY(std::abs(halfWidth - 1.96 / std::sqrt(400.0)) < 0.015);
        QVERIFY(result.interval.low < result.mean && result.mean < result.interval.high);
    }

    void oneBlockHasNoWidth()
    {
        const auto result = *blockBootstrap(std::vector<std::vector<double>>{{0.2, 0.4}}, 1);
        QVERIFY(std::abs(result.mean - 0.3) < 1e-12);
        QCOMPARE(result.interval.low, result.interval.high);
    }

    void ofNothingThereIsNoMean()
    {
        QVERIFY(!blockBootstrap({}, 1));
        QVERIFY(!blockBootstrap(std::vector<std::vector<double>>{{}, {}}, 1));
    }

    void emptyBlocksDoNotCount()
    {
        const std::vector<std::vector<double>> with{{0.2}, {}, {0.6}};
        const std::vector<std::vector<double>> without{{0.2}, {0.6}};
        QCOMPARE(blockBootstrap(with, 4)->interval, blockBootstrap(without, 4)->interval);
    }

    void theSameSeedGivesTheSameInterval()
    {
        RandomStream random(2, 0, RandomPurpose::Test);
        std::vector<std::vector<double>> blocks;
        for (int i = 0; i < 10; ++i)
            blocks.push_back({random.uniform(), random.uniform()});
        QCOMPARE(blockBootstrap(blocks, 9)->interval, blockBootstrap(blocks, 9)->interval);
        QVERIFY(!(blockBootstrap(blocks, 9)->interval == blockBootstrap(blocks, 10)->interval));
    }
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
