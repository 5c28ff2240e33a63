// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/profiling/learning_curve.h"
#include "engine/profiling/profile_history.h"

#include "tests/support/property_seed.h"

#include <cmath>
#include <limits>

#include <QTest>

#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

double truth(double start, double ceiling, double scale, double epochs)
{
    return start + (ceiling - start) * (1.0 - std::exp(-epochs / scale));
}

std::vector<CurveMeasurement> exactPoints(double start, double ceiling, double scale, double objects)
{
    std::vector<CurveMeasurement> points;
    for (const double epochs : {0.0, 1.0, 3.0, 6.0, 12.0, 25.0})
        points.push_back({epochs, truth(start, ceiling, scale, epochs), objects});
    return points;
}

std::vector<CurveMeasurement> arbitraryPoints()
{
    std::vector<CurveMeasurement> points;
    const int count = *rc::gen::inRange(0, 7);
    for (int i = 0; i < count; ++i)
        points.push_back({*rc::gen::inRange(0, 300) / 10.0, *rc::gen::inRange(0, 101) / 100.0,
                          static_cast<double>(*rc::gen::inRange(0, 400))});
    return points;
}

} // namespace

class TestLearningCurve : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=2026 max_success=40"); }

    void whateverWasMeasuredTheCurveRisesWithinZeroAndOne()
    {
        QVERIFY(rc::check("monotone and bounded", [] {
            const auto curve = LearningCurve::fit({}, arbitraryPoints());
            double last = 0.0;
            for (const double epochs : {0.0, 0.1, 1.0, 3.0, 10.0, 30.0, 100.0, 1e6}) {
                const auto predicted = curve.at(epochs);
                RC_ASSERT(predicted.mean >= last - 1e-12);
                RC_ASSERT(0.0 <= predicted.band.low && predicted.band.low <= predicted.band.high);
                RC_ASSERT(predicted.band.high <= 1.0);
                last = predicted.mean;
            }
            RC_ASSERT(last <= 1.0);
        }));
    }

    void manyExactPointsGiveTheCurveBack()
    {
        const auto curve = LearningCurve::fit({}, exactPoints(0.2, 0.75, 5.0, 5000.0));
        for (const double epochs : {0.0, 2.0, 8.0, 25.0})
            QVERIFY(std::abs(curve.at(epochs).mean - truth(0.2, 0.75, 5.0, epochs)) < 0.02);
        QVERIFY(std::abs(curve.ceiling() - 0.75) < 0.03);
        QVERIFY(std::abs(curve.logScale() - std::log(5.0)) < 0.2);
    }

    void theStartAnchorsTheCurve()
    {
        for (const double start : {0.0, 0.3, 0.62, 0.9}) {
            const std::vector<CurveMeasurement> points{{0.0, start, 200.0}};
            QVERIFY(std::abs(LearningCurve::fit({}, points).at(0.0).mean - start) < 0.03);
        }
    }

    void fewObjectsLeaveAWiderBand()
    {
        double last = 0.0;
        for (const double objects : {1000.0, 100.0, 20.0, 5.0}) {
            const auto band = LearningCurve::fit({}, exactPoints(0.2, 0.7, 4.0, objects)).at(12.0).band;
            QVERIFY(band.high - band.low > last);
            last = band.high - band.low;
        }
    }

    void aFallingCurveIsReadAsNoGain()
    {
        const std::vector<CurveMeasurement> points{{0.0, 0.6, 200.0}, {3.0, 0.5, 200.0}, {6.0, 0.52, 200.0}};
        const auto curve = LearningCurve::fit({}, points);
        QVERIFY(curve.at(6.0).mean < 0.62);
        QVERIFY(curve.at(6.0).mean >= curve.at(0.0).mean);
    }

    void nothingMeasuredIsThePrior()
    {
        const CurvePrior prior;
        const auto curve = LearningCurve::fit(prior, {});
        QVERIFY(curve.at(12.0).band.high - curve.at(12.0).band.low > 0.4);
        QVERIFY(std::abs(curve.logScale() - prior.logScaleMean) < 0.1);
    }

    void meaninglessPointsAreLeftOut()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<CurveMeasurement> good{{0.0, 0.3, 100.0}};
        const std::vector<CurveMeasurement> mixed{
            {0.0, 0.3, 100.0}, {3.0, nan, 100.0}, {nan, 0.5, 100.0}, {-1.0, 0.5, 100.0}, {3.0, 0.9, 0.0}};
        QCOMPARE(LearningCurve::fit({}, mixed).at(12.0).mean, LearningCurve::fit({}, good).at(12.0).mean);
    }

    void theSamePointsGiveTheSameBits()
    {
        const auto points = exactPoints(0.1, 0.6, 3.0, 80.0);
        QCOMPARE(LearningCurve::fit({}, points).at(7.0).mean, LearningCurve::fit({}, points).at(7.0).mean);
    }

    void anEarlyPointNarrowsTheEstimateAndMoreObjectsNarrowItMore()
    {
        const std::vector<CurveMeasurement> start{{0.0, 0.2, 100.0}};
        const auto curve = LearningCurve::fit({}, start);
        const double few = curve.expectedNarrowing(3.0, 10.0, 12.0);
        const double many = curve.expectedNarrowing(3.0, 500.0, 12.0);
        QVERIFY(few > 0.0);
        QVERIFY(many > few);
        QVERIFY(curve.expectedNarrowing(12.0, 500.0, 12.0) > many);
    }

    void noiseIsBinomialWithAFloor()
    {
        QVERIFY(measurementDeviation(0.5, 1e9) > 0.02);
        QVERIFY(std::abs(measurementDeviation(0.5, 25.0) - std::hypot(0.1, 0.035)) < 1e-3);
        QVERIFY(measurementDeviation(0.0, 4.0) > 0.1);
    }

    void anUnknownFamilyHasTheWidePrior()
    {
        const ProfileHistory history;
        const CurvePrior prior = history.prior(CameraId{3}, "whole");
        QCOMPARE(prior.ceilingMean, CurvePrior{}.ceilingMean);
        QVERIFY(prior.ceilingDeviation >= 0.15);
    }

    void twoOrThreeWindowsMakeThePriorGood()
    {
        ProfileHistory history;
        for (int window = 0; window < 3; ++window)
            history.record(CameraId{0}, "whole", exactPoints(0.2, 0.8, 3.0, 100.0));
        const CurvePrior prior = history.prior(CameraId{0}, "whole");
        const std::vector<CurveMeasurement> start{{0.0, 0.2, 100.0}};
        const auto predicted = LearningCurve::fit(prior, start).at(12.0);
        QVERIFY(std::abs(predicted.mean - truth(0.2, 0.8, 3.0, 12.0)) < 0.05);
        QVERIFY(predicted.band.high - predicted.band.low < 0.4);
    }

    void aCameraLeansOnTheOthersUntilItHasItsOwn()
    {
        ProfileHistory history;
        for (std::uint32_t camera = 1; camera < 6; ++camera)
            history.record(CameraId{camera}, "whole", exactPoints(0.2, 0.8, 3.0, 300.0));
        QVERIFY(history.prior(CameraId{0}, "whole").ceilingMean > 0.7);
        double last = history.prior(CameraId{0}, "whole").ceilingMean;
        for (int window = 0; window < 6; ++window) {
            history.record(CameraId{0}, "whole", exactPoints(0.2, 0.5, 3.0, 300.0));
            const double mean = history.prior(CameraId{0}, "whole").ceilingMean;
            QVERIFY(mean < last);
            last = mean;
        }
        QVERIFY(last < 0.62);
        QVERIFY(history.prior(CameraId{1}, "whole").ceilingMean > last + 0.05);
    }

    void anUnseenFamilyBorrowsFromTheOthersWithMoreDoubt()
    {
        ProfileHistory history;
        for (int window = 0; window < 5; ++window)
            history.record(CameraId{0}, "whole", exactPoints(0.2, 0.8, 3.0, 300.0));
        const CurvePrior seen = history.prior(CameraId{0}, "whole");
        const CurvePrior unseen = history.prior(CameraId{0}, "upper");
        QVERIFY(unseen.ceilingMean > 0.65);
        QVERIFY(unseen.ceilingDeviation > seen.ceilingDeviation);
    }

    void aWindowWithoutTrainingTeachesNothing()
    {
        ProfileHistory history;
        history.record(CameraId{0}, "whole", {{0.0, 0.4, 100.0}});
        history.record(CameraId{0}, "whole", {});
        QCOMPARE(history.prior(CameraId{0}, "whole").ceilingDeviation, CurvePrior{}.ceilingDeviation);
    }

    void theHistoryStaysBoundedAndFollowsThePresent()
    {
        ProfileHistory history;
        for (int window = 0; window < 70; ++window)
            history.record(CameraId{0}, "whole", exactPoints(0.2, 0.9, 3.0, 300.0));
        for (int window = 0; window < 64; ++window)
            history.record(CameraId{0}, "whole", exactPoints(0.2, 0.5, 3.0, 300.0));
        QVERIFY(std::abs(history.prior(CameraId{0}, "whole").ceilingMean - 0.5) < 0.05);
    }
};

QTEST_GUILESS_MAIN(TestLearningCurve)
#include "tst_learning_curve.moc"
