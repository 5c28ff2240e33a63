// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/profiling/throughput_curve.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

constexpr double kMultiprocessors = 132.0;

/// What an H200 takes for a batch, in microseconds, in pools of 8 to 132 multiprocessors.
struct Measured {
    const char* job;
    std::vector<double> microseconds;
};
const std::vector<double> kSizes{8, 16, 24, 32, 48, 64, 88, 132};
const std::vector<Measured> kH200{
    {"ResNet-18, training, batch 32", {4690, 2798, 2265, 1883, 1657, 1521, 1447, 1358}},
    {"point detector, training, batch 8", {5156, 3049, 2349, 2014, 1680, 1457, 1383, 1249}},
    {"ResNet-18, inference, batch 8", {393, 249, 228, 195, 188, 179, 176, 172}},
    {"ResNet-18, inference, batch 64", {2307, 1216, 891, 665, 524, 391, 333, 278}},
    {"point detector, inference, batch 1", {244, 160, 138, 121, 113, 107, 104, 100}},
    {"point detector, inference, batch 8", {1246, 671, 478, 379, 289, 229, 195, 159}},
};

std::vector<RatePoint> pointsOf(const Measured& measured)
{
    std::vector<RatePoint> points;
    for (std::size_t i = 0; i < kSizes.size(); ++i)
        points.push_back({Share{kSizes[i] / kMultiprocessors}, 1e6 / measured.microseconds[i]});
    return points;
}

std::vector<RatePoint> anyPoints()
{
    std::vector<RatePoint> points(*rc::gen::inRange<std::size_t>(1, 12));
    for (RatePoint& point : points)
        point = {Share{*rc::gen::inRange(1, 101) / 100.0}, *rc::gen::inRange(0, 1000) * 1.0};
    return points;
}

} // namespace

class TestThroughputCurve : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCurveIsNearWhatWasMeasured()
    {
        for (const Measured& measured : kH200) {
            const auto curve = ThroughputCurve::fit(pointsOf(measured));
            QVERIFY(curve);
            for (const RatePoint& point : pointsOf(measured)) {
                const double excess = curve->rate(point.space) / point.rate - 1.0;
                QVERIFY2(excess >= -1e-12 && excess < 0.07, measured.job);
            }
        }
    }

    void theFirstAtomsOfARetrainingAreWorthFourTimesTheLaterOnes()
    {
        const auto curve = ThroughputCurve::fit(pointsOf(kH200[0]));
        QVERIFY(curve);
        const double first = curve->progress(Share{16.0 / kMultiprocessors});
        QVERIFY(std::abs(first - 0.485) < 0.001);
        QVERIFY(first > 4.0 * (1.0 - curve->progress(Share{116.0 / kMultiprocessors})));
    }

    void threePointsTellWhatEightTell()
    {
        for (const Measured& measured : kH200) {
            const auto all = pointsOf(measured);
            const auto curve = ThroughputCurve::fit({all[1], all[4], all[7]});
            QVERIFY(curve);
            for (const RatePoint& point : {all[2], all[3], all[5], all[6]})
                QVERIFY2(std::abs(curve->rate(point.space) / point.rate - 1.0) < 0.13, measured.job);
        }
    }

    void nothingIsPromisedBeyondWhatWasMeasured()
    {
        const auto curve = ThroughputCurve::fit({{Share{0.5}, 100.0}});
        QVERIFY(curve);
        QCOMPARE(curve->rate(Share{0.0}), 0.0);
        QCOMPARE(curve->rate(Share{0.25}), 50.0);
        QCOMPARE(curve->rate(Share{1.0}), 100.0);
        QCOMPARE(curve->progress(Share{1.0}), 1.0);
        QCOMPARE(curve->spaceFor(1.0).value, 0.5);
    }

    void aSlowerMeasurementInMoreSpaceLowersNothing()
    {
        const auto curve = ThroughputCurve::fit({{Share{0.5}, 103.0}, {Share{1.0}, 100.0}});
        QVERIFY(curve);
        QCOMPARE(curve->rate(Share{1.0}), 103.0);
    }

    void ofSeveralMeasurementsOfOneSpaceTheMeanCounts()
    {
        const auto curve = ThroughputCurve::fit({{Share{1.0}, 90.0}, {Share{1.0}, 110.0}});
        QVERIFY(curve);
        QCOMPARE(curve->rate(Share{1.0}), 100.0);
    }

    void whatCannotHaveBeenMeasuredIsRefused()
    {
        const double none = std::numeric_limits<double>::quiet_NaN();
        for (const auto& points : std::vector<std::vector<RatePoint>>{{},
                                                                      {{Share{0.0}, 1.0}},
                                                                      {{Share{1.1}, 1.0}},
                                                                      {{Share{none}, 1.0}},
                                                                      {{Share{1.0}, -1.0}},
                                                                      {{Share{1.0}, none}}})
            QCOMPARE(ThroughputCurve::fit(points).error().code, ErrorCode::InvalidInput);
    }

    void everyCurveRisesBendsDownAndIsNowhereBelowItsPoints()
    {
        QVERIFY(rc::check([] {
            std::vector<RatePoint> points = anyPoints();
            std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.space < b.space; });
            points.erase(std::unique(points.begin(), points.end(),
                                     [](const auto& a, const auto& b) { return a.space == b.space; }),
                         points.end());
            const auto curve = ThroughputCurve::fit(points);
            RC_ASSERT(curve.has_value());
            for (const RatePoint& point : points)
                RC_ASSERT(curve->rate(point.space) >= point.rate - 1e-9);
            double gain = std::numeric_limits<double>::infinity();
            for (int i = 0; i < 100; ++i) {
                const double next = curve->rate(Share{(i + 1) / 100.0}) - curve->rate(Share{i / 100.0});
                RC_ASSERT(next >= -1e-9);
                RC_ASSERT(next <= gain + 1e-9);
                gain = next;
            }
        }));
    }

    void theSpaceForAProgressGivesIt()
    {
        QVERIFY(rc::check([] {
            const auto curve = ThroughputCurve::fit(anyPoints());
            RC_ASSERT(curve.has_value());
            const double progress = *rc::gen::inRange(0, 101) / 100.0;
            const Share space = curve->spaceFor(progress);
            RC_ASSERT(space.value >= 0.0);
            RC_ASSERT(space.value <= 1.0);
            const double expected = curve->bends().back().rate > 0.0 ? progress : 0.0;
            RC_ASSERT(std::abs(curve->progress(space) - expected) < 1e-9);
        }));
    }
};

QTEST_APPLESS_MAIN(TestThroughputCurve)
#include "tst_throughput_curve.moc"
