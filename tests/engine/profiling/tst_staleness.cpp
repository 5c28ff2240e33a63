// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/profiling/staleness.h"

#include <cmath>
#include <limits>
#include <string>

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

std::vector<StalenessSample> samplesOf(double rest, double lifetime, int count, double objects, double noise,
                                       double steady = 1.0)
{
    RandomStream random(5, 0, RandomPurpose::Test);
    std::vector<StalenessSample> samples;
    for (int i = 0; i < count; ++i) {
        const double age = 0.2 * (1 + i % 15);
        const double value = steady * (rest + (1.0 - rest) * std::exp(-age / lifetime)) + noise * random.normal();
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

    /// After long only what stays is left: normal about 0.2 with a deviation of 0.2, from 0 on, in steps of 0.05.
    void theBandHoldsNineteenOfTwentyCases()
    {
        const Interval band = Staleness().band(1e6);
        QVERIFY2(std::abs(band.high - 0.6) < 0.051, qPrintable(QString::number(band.high)));
        QVERIFY2(band.low < 0.051, qPrintable(QString::number(band.low)));
    }

    void samplesThatSayNothingAreLeftOut()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<StalenessSample> bad{{nan, 0.5, 9.0}, {1.0, nan, 9.0}, {1.0, 0.1, 0.0}, {-1.0, 0.1, 9.0}};
        QCOMPARE(Staleness(bad).factor(1.0), Staleness().factor(1.0));
        QCOMPARE(Staleness(bad).agreement(1.0), Staleness().agreement(1.0));
    }

    void everyKthFrameCostsAKthAndLosesSteadily()
    {
        for (const Boxes boxes : {Boxes::Students, Boxes::GoldenModels}) {
            const auto curve = subsamplingCurve(Staleness(), boxes, 5.0, GpuSeconds{0.02}, 20);
            QCOMPARE(curve.size(), std::size_t{20});
            QVERIFY(std::abs(curve.front().demand.value - 0.1) < 1e-12);
            for (std::size_t i = 1; i < curve.size(); ++i) {
                QVERIFY(curve[i].factor < curve[i - 1].factor);
                QVERIFY(std::abs(curve[i].demand.value * curve[i].every - 0.1) < 1e-12);
            }
        }
    }

    /// What stands when a frame comes was found on an older one, even where every frame is processed.
    void theFactorOfKIsTheMeanOverAgesOfOneToKFrames()
    {
        const Staleness staleness(samplesOf(0.3, 0.8, 50, 50.0, 0.0, 0.9));
        const auto students = subsamplingCurve(staleness, Boxes::Students, 10.0, GpuSeconds{0.01}, 3);
        const auto golden = subsamplingCurve(staleness, Boxes::GoldenModels, 10.0, GpuSeconds{0.01}, 3);
        QVERIFY(std::abs(students[0].factor - staleness.factor(0.1)) < 1e-12);
        QVERIFY(std::abs(golden[0].factor - staleness.agreement(0.1)) < 1e-12);
        const auto mean = [](double a, double b, double c) { return (a + b + c) / 3.0; };
        QVERIFY(std::abs(students[2].factor - mean(staleness.factor(0.1), staleness.factor(0.2), staleness.factor(0.3)))
                < 1e-12);
        QVERIFY(std::abs(golden[2].factor
                         - mean(staleness.agreement(0.1), staleness.agreement(0.2), staleness.agreement(0.3)))
                < 1e-12);
    }

    /// A golden model that flickers tells nothing of how long boxes last.
    void whatFlickersIsNotTakenForAgeing()
    {
        const Staleness flickers(samplesOf(0.4, 0.6, 400, 50.0, 0.04, 0.75));
        QVERIFY(std::abs(flickers.factor(0.0) - 1.0) < 1e-12);
        for (const double age : {0.2, 1.0, 3.0}) {
            const double kept = 0.4 + 0.6 * std::exp(-age / 0.6);
            QVERIFY(std::abs(flickers.agreement(age) - 0.75 * kept) < 0.04);
            QVERIFY2(std::abs(flickers.factor(age) - kept) < 0.06, std::to_string(flickers.factor(age)).c_str());
        }
    }

    void boxesThatAreMovedAlongAreBelievedToLastLonger()
    {
        const Staleness standing({}, Ageing::Standing);
        const Staleness moved({}, Ageing::Moved);
        for (const double age : {0.2, 1.0, 3.0}) {
            QVERIFY(moved.factor(age) > standing.factor(age));
            QVERIFY(moved.agreement(age) > standing.agreement(age));
        }
    }

    void stillScenesKeepTheirAccuracy()
    {
        std::vector<StalenessSample> still;
        for (int i = 0; i < 60; ++i)
            still.push_back({0.2 * (1 + i % 15), 1.0, 50.0});
        for (const Boxes boxes : {Boxes::Students, Boxes::GoldenModels})
            QVERIFY(subsamplingCurve(Staleness(still), boxes, 5.0, GpuSeconds{0.01}, 10).back().factor > 0.95);
    }
};

QTEST_GUILESS_MAIN(TestStaleness)
#include "tst_staleness.moc"
