// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/profiling/micro_profiler.h"

#include "tests/support/property_seed.h"

#include <algorithm>
#include <cmath>

#include <QTest>

#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

constexpr std::uint32_t kObjects = 120;

/// Two families of a plausible kind: the whole net, dear and good, and its upper part, cheap and a little worse.
MicroProfiler::Inputs twoFamilies(double budget)
{
    MicroProfiler::Inputs inputs;
    inputs.camera = CameraId{0};
    inputs.start = Accuracy{0.25};
    inputs.heldOutObjects = kObjects;
    inputs.budget = GpuSeconds{budget};
    inputs.families = {{"whole", GpuSeconds{0.0}, GpuSeconds{0.3}, GpuSeconds{0.05}},
                       {"upper", GpuSeconds{0.1}, GpuSeconds{0.1}, GpuSeconds{0.05}}};
    std::uint32_t id = 0;
    for (const double epochs : {3.0, 6.0, 12.0, 25.0})
        inputs.configurations.push_back({ConfigurationId{id++}, "whole", epochs, GpuSeconds{0.3 * epochs}});
    for (const double epochs : {3.0, 6.0, 12.0, 25.0})
        inputs.configurations.push_back({ConfigurationId{id++}, "upper", epochs, GpuSeconds{0.1 + 0.1 * epochs}});
    return inputs;
}

double truth(double start, double ceiling, double scale, double epochs)
{
    return start + (ceiling - start) * (1.0 - std::exp(-epochs / scale));
}

/// What a measurement of accuracy \p p over kObjects objects shows.
double measured(double p, RandomStream& random)
{
    int hits = 0;
    for (std::uint32_t i = 0; i < kObjects; ++i)
        hits += random.chance(p) ? 1 : 0;
    return static_cast<double>(hits) / kObjects;
}

const ConfigurationEstimate& estimate(const std::vector<ConfigurationEstimate>& estimates, std::uint32_t id)
{
    return *std::find_if(estimates.begin(), estimates.end(),
                         [id](const auto& one) { return one.configuration == ConfigurationId{id}; });
}

/// Earlier windows in which whole reached 0.7 and upper 0.45, everywhere alike.
ProfileHistory clearHistory()
{
    ProfileHistory history;
    for (int i = 0; i < 6; ++i) {
        for (const auto& [family, ceiling] : {std::pair("whole", 0.7), std::pair("upper", 0.45)}) {
            std::vector<CurveMeasurement> points;
            for (const double epochs : {0.0, 1.0, 3.0, 6.0, 12.0, 25.0})
                points.push_back({epochs, truth(0.25, ceiling, 3.0, epochs), 400.0});
            history.record(CameraId{static_cast<std::uint32_t>(i % 3)}, family, points);
        }
    }
    return history;
}

} // namespace

class TestMicroProfiler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=2026"); }

    void historyAloneSaysWhatToExpectOfAWindow()
    {
        const auto inputs = twoFamilies(100.0);
        const auto blank = expectedFromHistory({}, CameraId{0}, inputs.configurations);
        const auto taught = expectedFromHistory(clearHistory(), CameraId{0}, inputs.configurations);
        QCOMPARE(taught.estimates.size(), inputs.configurations.size());
        for (std::size_t i = 0; i < taught.estimates.size(); ++i) {
            const auto& of = taught.estimates[i];
            QVERIFY(of.configuration == inputs.configurations[i].id && of.cost == inputs.configurations[i].cost);
            QVERIFY(of.interval.low <= of.accuracy.value && of.accuracy.value <= of.interval.high);
            QVERIFY(of.accuracy.value > taught.start.mean);
        }
        const double gap = estimate(taught.estimates, 3).accuracy.value - estimate(taught.estimates, 7).accuracy.value;
        const double before = estimate(blank.estimates, 3).accuracy.value - estimate(blank.estimates, 7).accuracy.value;
        QVERIFY2(gap > 0.1 && std::abs(before) < 0.02, "whole ended better than upper, which nothing but history says");
    }

    void aModelThatFoundNothingIsExpectedToGainMostAndBeginsLow()
    {
        const auto gainFrom = [](double start) {
            auto inputs = twoFamilies(0.0);
            inputs.start = Accuracy{start};
            inputs.heldOutObjects = 8;
            const MicroProfiler profiler(inputs, clearHistory());
            return estimate(profiler.estimates(), 3).accuracy.value - profiler.start().mean;
        };
        auto nothing = twoFamilies(0.0);
        nothing.start = Accuracy{0.0};
        nothing.heldOutObjects = 8;
        const auto start = MicroProfiler(nothing, clearHistory()).start();
        QVERIFY2(start.mean > 0.0 && start.mean < 0.15, std::to_string(start.mean).c_str());
        QVERIFY(start.band.low <= start.mean && start.mean <= start.band.high);
        QVERIFY(gainFrom(0.0) > gainFrom(0.25) + 0.05);
        QVERIFY(gainFrom(0.25) > gainFrom(0.5));
    }

    void theCheapestFamilyIsMeasuredFirst()
    {
        const MicroProfiler profiler(twoFamilies(100.0), {});
        const auto request = profiler.nextRequest();
        QVERIFY(request);
        QCOMPARE(request->family, std::string("upper"));
        QVERIFY(request->dataFraction <= 0.3);
        QVERIFY(request->cost.value > 0.0);
    }

    void aFamilyIsAskedForOnce()
    {
        MicroProfiler profiler(twoFamilies(100.0), {});
        std::vector<std::string> asked;
        while (const auto request = profiler.nextRequest()) {
            asked.push_back(request->family);
            QVERIFY(asked.size() <= 2);
            profiler.record(*request, Accuracy{0.3}, request->cost);
        }
        QCOMPARE(asked, (std::vector<std::string>{"upper", "whole"}));
        QCOMPARE(profiler.measurements("whole").size(), std::size_t{2});
        QCOMPARE(profiler.measurements("whole").front().accuracy, 0.25);
    }

    void aFamilyIsNotTrainedForLongerThanItsConfigurations()
    {
        auto inputs = twoFamilies(100.0);
        for (const double most : {1.0, 4.0}) {
            for (FamilyCost& family : inputs.families)
                family.mostPasses = most;
            MicroProfiler profiler(inputs, {});
            int asked = 0;
            while (const auto request = profiler.nextRequest()) {
                QVERIFY(request->passes <= most);
                profiler.record(*request, Accuracy{0.4}, request->cost);
                ++asked;
            }
            QCOMPARE(asked, most < 2.0 ? 0 : 2);
        }
    }

    void anAbandonedFamilyIsChargedAndLeftAlone()
    {
        MicroProfiler profiler(twoFamilies(100.0), {});
        const auto request = profiler.nextRequest();
        profiler.abandon(*request, GpuSeconds{0.07});
        QCOMPARE(profiler.spent().value, 0.07);
        QCOMPARE(profiler.nextRequest()->family, std::string("whole"));
        QCOMPARE(profiler.measurements("upper").size(), std::size_t{1});
    }

    void theBudgetIsNeverExceeded()
    {
        QVERIFY(rc::check("budget", [] {
            const double budget = *rc::gen::inRange(0, 200) / 100.0;
            MicroProfiler profiler(twoFamilies(budget), {});
            while (const auto request = profiler.nextRequest()) {
                RC_ASSERT(profiler.spent().value + request->cost.value <= budget);
                profiler.record(*request, Accuracy{0.4}, request->cost);
            }
            RC_ASSERT(profiler.spent().value <= budget);
        }));
    }

    void aTinyBudgetLivesOnPriorAndStart()
    {
        MicroProfiler profiler(twoFamilies(0.01), clearHistory());
        QVERIFY(!profiler.nextRequest());
        const auto estimates = profiler.estimates();
        QCOMPARE(estimates.size(), std::size_t{8});
        const double expected = truth(0.25, 0.7, 3.0, 25.0);
        QVERIFY(std::abs(estimate(estimates, 3).accuracy.value - expected) < 0.06);
        for (const auto& one : estimates) {
            QVERIFY(one.interval.low <= one.accuracy.value && one.accuracy.value <= one.interval.high);
            QVERIFY(one.accuracy.value >= 0.2);
        }
    }

    void aCameraWithoutHeldOutObjectsIsNotMeasured()
    {
        auto inputs = twoFamilies(100.0);
        inputs.heldOutObjects = 0;
        QVERIFY(!MicroProfiler(inputs, {}).nextRequest());
    }

    void aFamilyFarFromTheFrontIsNotMeasured()
    {
        auto inputs = twoFamilies(100.0);
        // The upper part at the price of the whole net: known to be worse, so of no use.
        for (auto& configuration : inputs.configurations) {
            if (configuration.family == "upper")
                configuration.cost = GpuSeconds{0.31 * configuration.epochs};
        }
        MicroProfiler profiler(inputs, clearHistory());
        while (const auto request = profiler.nextRequest()) {
            QVERIFY(request->family != "upper");
            profiler.record(*request, Accuracy{0.35}, request->cost);
        }
    }

    void theParetoFrontHoldsWhatNothingDominates()
    {
        MicroProfiler profiler(twoFamilies(0.0), clearHistory());
        const auto estimates = profiler.estimates();
        QVERIFY(std::any_of(estimates.begin(), estimates.end(), [](const auto& one) { return one.pareto; }));
        for (const auto& one : estimates) {
            const bool dominated = std::any_of(estimates.begin(), estimates.end(), [&](const auto& other) {
                return other.cost <= one.cost && other.accuracy >= one.accuracy
                    && (other.cost < one.cost || other.accuracy > one.accuracy);
            });
            QCOMPARE(one.pareto, !dominated);
        }
        // 25 epochs of the upper part cost 2.6 and end lower than 6 epochs of the whole net at 1.8.
        QVERIFY(!estimate(estimates, 7).pareto);
        QVERIFY(estimate(estimates, 3).pareto);
    }

    void equalEstimatesKeepOneOnTheFront()
    {
        auto inputs = twoFamilies(0.0);
        inputs.configurations = {{ConfigurationId{4}, "whole", 6.0, GpuSeconds{1.0}},
                                 {ConfigurationId{2}, "whole", 6.0, GpuSeconds{1.0}}};
        const auto estimates = MicroProfiler(inputs, {}).estimates();
        QVERIFY(estimate(estimates, 2).pareto);
        QVERIFY(!estimate(estimates, 4).pareto);
    }

    void pointsOfTheRetrainingItselfSharpenTheEstimate()
    {
        MicroProfiler profiler(twoFamilies(0.0), {});
        const auto before = estimate(profiler.estimates(), 3);
        for (const double epochs : {3.0, 6.0, 12.0})
            profiler.observe("whole", {epochs, truth(0.25, 0.6, 4.0, epochs), kObjects});
        const auto after = estimate(profiler.estimates(), 3);
        QCOMPARE(profiler.spent().value, 0.0);
        QVERIFY(after.interval.high - after.interval.low < 0.5 * (before.interval.high - before.interval.low));
        QVERIFY(std::abs(after.accuracy.value - truth(0.25, 0.6, 4.0, 25.0)) < 0.05);
    }

    void curvesRiseWithinTheirBands()
    {
        MicroProfiler profiler(twoFamilies(100.0), clearHistory());
        const auto curves = profiler.curves();
        QCOMPARE(curves.size(), std::size_t{2});
        for (const auto& curve : curves) {
            QCOMPARE(curve.points.front().epochs, 0.0);
            QCOMPARE(curve.points.back().epochs, 25.0);
            for (std::size_t i = 0; i < curve.points.size(); ++i) {
                const CurvePoint& point = curve.points[i];
                QVERIFY(point.band.low <= point.mean.value && point.mean.value <= point.band.high);
                QVERIFY(point.band.low >= 0.0 && point.band.high <= 1.0);
                QVERIFY(i == 0 || point.mean >= curve.points[i - 1].mean);
            }
        }
    }

    void predictionsAreCalibratedOverManyWindows();
};

/// Cameras whose curves differ from window to window: estimates made before the retraining are compared with the truth.
void TestMicroProfiler::predictionsAreCalibratedOverManyWindows()
{
    RandomStream random(7, 0, RandomPurpose::Test);
    ProfileHistory history;
    double bias = 0.0;
    double error = 0.0;
    int covered = 0;
    int count = 0;
    for (int window = 0; window < 40; ++window) {
        for (std::uint32_t camera = 0; camera < 3; ++camera) {
            const double start = random.uniform(0.1, 0.5);
            const double easy = std::clamp(0.62 + 0.3 * (start - 0.3) + 0.08 * random.normal(), start, 0.98);
            const double scale = std::exp(std::log(4.0) + 0.4 * random.normal());
            const auto trueAt = [&](const std::string& family, double epochs) {
                return family == "whole" ? truth(start, easy, scale, epochs)
                                         : truth(start, std::max(start, easy - 0.08), 0.7 * scale, epochs);
            };
            auto inputs = twoFamilies(1.0);
            inputs.camera = CameraId{camera};
            inputs.start = Accuracy{measured(start, random)};
            MicroProfiler profiler(inputs, history);
            while (const auto request = profiler.nextRequest()) {
                const double p = trueAt(request->family, request->dataFraction * request->passes);
                profiler.record(*request, Accuracy{measured(p, random)}, request->cost);
            }
            const auto estimates = profiler.estimates();
            for (const auto& one : estimates) {
                if (window < 3)
                    continue;
                const double value = trueAt(one.family, one.epochs);
                bias += one.accuracy.value - value;
                error += std::abs(one.accuracy.value - value);
                covered += one.interval.low <= value && value <= one.interval.high ? 1 : 0;
                ++count;
            }
            const std::string chosen = random.chance(0.7) ? "whole" : "upper";
            for (const double epochs : {3.0, 6.0, 12.0})
                profiler.observe(chosen, {epochs, measured(trueAt(chosen, epochs), random), kObjects});
            for (const char* family : {"whole", "upper"})
                history.record(inputs.camera, family, profiler.measurements(family));
        }
    }
    bias /= count;
    error /= count;
    const double coverage = static_cast<double>(covered) / count;
    qInfo("bias %.4f, mean absolute error %.4f, coverage %.3f of %d estimates", bias, error, coverage, count);
    QVERIFY(std::abs(bias) < 0.02);
    QVERIFY(error < 0.06);
    QVERIFY(coverage >= 0.85);
}

QTEST_GUILESS_MAIN(TestMicroProfiler)
#include "tst_micro_profiler.moc"
