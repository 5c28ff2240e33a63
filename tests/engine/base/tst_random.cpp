// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

using namespace jackdaw;

namespace {

RandomStream stream(std::uint64_t seed, std::uint32_t owner = 0, std::uint32_t step = 0)
{
    return {seed, owner, RandomPurpose::Test, step};
}

/// The stream whose counter is (0, owner, purpose, step): any counter of the published vectors can be built.
RandomStream rawStream(std::uint64_t key, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3)
{
    return {key, c1, static_cast<RandomPurpose>(c2), c3};
}

} // namespace

class TestRandom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePublishedVectorOfPhiloxIsMet()
    {
        // Random123 1.09, kat_vectors: philox4x32 10 rounds, counter and key all zero.
        RandomStream random = rawStream(0, 0, 0, 0);
        for (const std::uint32_t expected : {0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U})
            QCOMPARE(random(), expected);
    }

    void theSameKeyGivesTheSameNumbers()
    {
        RandomStream a = stream(42, 3, 7);
        RandomStream b = stream(42, 3, 7);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(a(), b());
    }

    void everyPartOfTheKeyMakesAnotherStream()
    {
        std::set<std::vector<std::uint32_t>> beginnings;
        const auto begin = [&](RandomStream random) { beginnings.insert({random(), random(), random(), random()}); };
        begin(stream(1));
        begin(stream(2));
        begin(stream(1ULL << 32));
        begin(stream(1, 1));
        begin(stream(1, 0, 1));
        begin({1, 0, RandomPurpose::Sampling});
        QCOMPARE(beginnings.size(), std::size_t{6});
    }

    void streamsAreNotCorrelated()
    {
        RandomStream a = stream(9, 0);
        RandomStream b = stream(9, 1);
        double sum = 0.0;
        constexpr int kCount = 20000;
        for (int i = 0; i < kCount; ++i)
            sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
        // Standard deviation of the mean product: (1 / 12) / sqrt(n); four of them.
        QVERIFY(std::abs(sum / kCount) < 4.0 / 12.0 / std::sqrt(kCount));
    }

    void uniformNumbersFillTheirRangeEvenly()
    {
        RandomStream random = stream(5);
        std::vector<int> bins(16, 0);
        constexpr int kCount = 32000;
        for (int i = 0; i < kCount; ++i) {
            const double value = random.uniform();
            QVERIFY(value >= 0.0 && value < 1.0);
            ++bins[static_cast<std::size_t>(value * 16)];
        }
        double chiSquare = 0.0;
        for (const int count : bins)
            chiSquare += std::pow(count - kCount / 16.0, 2) / (kCount / 16.0);
        QVERIFY2(chiSquare < 37.7, qPrintable(QString::number(chiSquare))); // 99.9 % of 15 degrees of freedom
        for (int i = 0; i < 100; ++i) {
            const double value = random.uniform(-3.0, -2.0);
            QVERIFY(value >= -3.0 && value < -2.0);
        }
    }

    void integersStayBelowTheirBoundAndAreEven()
    {
        RandomStream random = stream(6);
        std::vector<int> counts(7, 0);
        for (int i = 0; i < 70000; ++i)
            ++counts.at(random.below(7));
        for (const int count : counts)
            QVERIFY(std::abs(count - 10000) < 400); // four standard deviations
        QCOMPARE(random.below(1), 0U);
        for (int i = 0; i < 100; ++i)
            QVERIFY(random.below(0xC0000001U) < 0xC0000001U);
    }

    /// Of a bound of three quarters of the range, every third number would come twice as often as the others.
    void noNumberIsFavouredBelowALargeBound()
    {
        RandomStream random = stream(6);
        int thirds = 0;
        for (int i = 0; i < 30000; ++i)
            thirds += random.below(0xC0000000U) % 3 == 0 ? 1 : 0;
        QVERIFY2(std::abs(thirds - 10000) < 330, qPrintable(QString::number(thirds))); // four standard deviations
    }

    void normalNumbersHaveMeanZeroAndDeviationOne()
    {
        RandomStream random = stream(7);
        double sum = 0.0;
        double squares = 0.0;
        constexpr int kCount = 40000;
        for (int i = 0; i < kCount; ++i) {
            const double value = random.normal();
            QVERIFY(std::isfinite(value));
            sum += value;
            squares += value * value;
        }
        QVERIFY(std::abs(sum / kCount) < 0.02);
        QVERIFY(std::abs(squares / kCount - 1.0) < 0.03);
    }

    void chanceKeepsItsProbability()
    {
        RandomStream random = stream(8);
        int hits = 0;
        for (int i = 0; i < 10000; ++i)
            hits += random.chance(0.3) ? 1 : 0;
        QVERIFY(std::abs(hits - 3000) < 190);
        QVERIFY(!random.chance(0.0));
        QVERIFY(random.chance(1.0));
    }

    void shufflingKeepsEveryValue()
    {
        std::vector<int> values(50);
        std::iota(values.begin(), values.end(), 0);
        const auto sorted = values;
        RandomStream random = stream(10);
        random.shuffle(std::span<int>(values));
        QVERIFY(values != sorted);
        std::sort(values.begin(), values.end());
        QCOMPARE(values, sorted);
        random.shuffle(std::span<int>());
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
