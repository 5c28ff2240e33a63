// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/profiling/staleness.h"

#include <cmath>
#include <limits>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

std::vector<StalenessSample> samplesOf(double rest, double lifetime, int count, double objects, double noise)
{
    RandomStream random(5, 0, RandomPurpose::Test);
    std::vector<StalenessSample> samples;
    for (int i = 0; i < count; ++i) {
        const double age = 0.2 * (1 + i % 15);
        const double value = rest + (1.0 - rest) * std::exp(-age / lifetime) + noise * random.normal();
        samples.push_back({age, value, objects});
    }
    return samples;
}

} // namespace

class TestStaleness : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void freshBoxesLoseNothingAndOldOnesMore()
    {
        const Staleness unknown;
        QVERIFY(std::abs(unknown.factor(0.0) - 1.0) < 1e-12);
        double last = 1.0;
        for (const double age : {0.1, 0.5, 1.0, 3.0, 10.0}) {
            QVERIFY(unknown.factor(age) < last);
            last = unknown.factor(age);
        }
        QVERIFY(last >= 0.0);
    }

    void manySamplesGiveTheFactorBack()
    {
        const Staleness staleness(samplesOf(0.4, 0.6, 200, 50.0, 0.05));
        for (const double age : {0.2, 1.0, 3.0})
            QVERIFY(std::abs(staleness.factor(age) - (0.4 + 0.6 * std::exp(-age / 0.6))) < 0.04);
        const Interval band = staleness.band(1.0);
        QVERIFY(band.low < staleness.factor(1.0) && staleness.factor(1.0) < band.high);
        QVERIFY(band.high - band.low < 0.1);
    }

    void fewSamplesStayNearThePrior()
    {
        const Interval known = Staleness(samplesOf(0.4, 0.6, 100, 50.0, 0.05)).band(1.0);
        const Interval one = Staleness(samplesOf(0.4, 0.6, 1, 5.0, 0.0)).band(1.0);
        QVERIFY(one.high - one.low > known.high - known.low);
    }

    void samplesThatSayNothingAreLeftOut()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<StalenessSample> bad{{nan, 0.5, 9.0}, {1.0, nan, 9.0}, {1.0, 0.1, 0.0}, {-1.0, 0.1, 9.0}};
        QCOMPARE(Staleness(bad).factor(1.0), Staleness().factor(1.0));
    }

    void everyKthFrameCostsAKthAndLosesSteadily()
    {
        const auto curve = subsamplingCurve(Staleness(), 5.0, GpuSeconds{0.02}, 20);
        QCOMPARE(curve.size(), std::size_t{20});
        QVERIFY(std::abs(curve.front().factor - 1.0) < 1e-12);
        QVERIFY(std::abs(curve.front().demand.value - 0.1) < 1e-12);
        for (std::size_t i = 1; i < curve.size(); ++i) {
            QVERIFY(curve[i].factor < curve[i - 1].factor);
            QVERIFY(std::abs(curve[i].demand.value * curve[i].every - 0.1) < 1e-12);
        }
    }

    void theFactorOfKIsTheMeanOverTheAgesBetweenTwoProcessedFrames()
    {
        const Staleness staleness(samplesOf(0.3, 0.8, 50, 50.0, 0.0));
        const auto curve = subsamplingCurve(staleness, 10.0, GpuSeconds{0.01}, 3);
        const double expected = (1.0 + staleness.factor(0.1) + staleness.factor(0.2)) / 3.0;
        QVERIFY(std::abs(curve[2].factor - expected) < 1e-12);
    }

    void stillScenesKeepTheirAccuracy()
    {
        std::vector<StalenessSample> still;
        for (int i = 0; i < 60; ++i)
            still.push_back({0.2 * (1 + i % 15), 1.0, 50.0});
        QVERIFY(subsamplingCurve(Staleness(still), 5.0, GpuSeconds{0.01}, 10).back().factor > 0.95);
    }
};

QTEST_GUILESS_MAIN(TestStaleness)
#include "tst_staleness.moc"
