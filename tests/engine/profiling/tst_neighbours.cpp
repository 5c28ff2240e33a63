// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/profiling/cost_table.h"
#include "engine/profiling/neighbours.h"

#include <cmath>
#include <string>
#include <vector>

using namespace jackdaw;
using namespace jackdaw::profiling;

namespace {

constexpr double kMultiprocessors = 132.0;
const std::string kTraining = "train/resnet18";
const std::string kInference = "infer/resnet18";

/// Microseconds alone in pools of an H200: a training step of ResNet-18 on 32 pictures of 64 x 64, inference on 8.
CostTable measured()
{
    const std::vector<double> sizes{8, 16, 24, 32, 48, 64, 88, 132};
    const std::vector<double> training{4690, 2798, 2265, 1883, 1657, 1521, 1447, 1358};
    const std::vector<double> inference{393, 249, 228, 195, 188, 179, 176, 172};
    CostTable table;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const Share part{sizes[i] / kMultiprocessors};
        const bool whole = part >= Share{1.0};
        table.set(whole ? kTraining : CostTable::lineOf(kTraining, part), training[i] * 1e-6);
        table.set(whole ? kInference : CostTable::lineOf(kInference, part), inference[i] * 1e-6);
    }
    return table;
}

Share part(double multiprocessors)
{
    return Share{multiprocessors / kMultiprocessors};
}

bool isWithin(double value, double found, double tolerance)
{
    return std::abs(value / found - 1.0) <= tolerance;
}

} // namespace

/// Progress is the rate in a part of the device times what neighbours leave of it: held against sums of progress on the
/// device, each job's rate against its own alone on all of it.
class TestNeighbours : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// On two plain streams both came to 1.42, in pools of 64 and 68 to 1.46.
    void aPairOfInferenceAndRetrainingComesToWhatItDidOnTheDevice()
    {
        const CostTable table = measured();
        const double sum = table.speed(kInference, part(64)) + table.speed(kTraining, part(68));
        qInfo("pair: %.2f", sum);
        QVERIFY2(isWithin(sum, 1.44, 0.04), std::to_string(sum).c_str());
        QVERIFY(isWithin(table.speed(kTraining, part(68)), 0.79, 0.04));
        QVERIFY(isWithin(table.speed(kInference, part(64)), 0.67, 0.04));
    }

    void threeAndSevenRetrainingsComeToWhatTheyDidOnTheDevice()
    {
        const CostTable table = measured();
        const double three = 3.0 * table.speed(kTraining, Share{1.0 / 3.0});
        const double seven = 7.0 * table.speed(kTraining, Share{1.0 / 7.0});
        qInfo("three: %.2f, seven: %.2f", three, seven);
        QVERIFY2(isWithin(three, 1.97, 0.04), std::to_string(three).c_str());
        QVERIFY2(isWithin(seven, 2.87, 0.04), std::to_string(seven).c_str());
    }

    void withoutNeighboursAndOnTheHostNothingIsSlower()
    {
        QCOMPARE(besideNeighbours(kTraining, Share{0.0}), 1.0);
        QCOMPARE(besideNeighbours(kInference, Share{0.0}), 1.0);
        QCOMPARE(besideNeighbours("move/boxes", Share{0.9}), 1.0);
    }

    void moreNeighboursNeverMakeAJobFaster()
    {
        for (const std::string& shape : {kTraining, kInference, std::string("label/nanodet")})
            for (int busy = 1; busy <= 100; ++busy) {
                const double here = besideNeighbours(shape, Share{0.01 * busy});
                QVERIFY(here > 0.5 && here <= besideNeighbours(shape, Share{0.01 * (busy - 1)}));
            }
    }

    void theCurveThatIsPlannedOnNeverFalls()
    {
        const auto curve = measured().speedOf({kTraining});
        QVERIFY(curve.has_value());
        for (int space = 1; space < 50; ++space)
            QVERIFY(curve->progress(Share{0.02 * space}) <= curve->progress(Share{0.02 * (space + 1)}) + 1e-12);
        QVERIFY(isWithin(3.0 * curve->progress(Share{1.0 / 3.0}), 1.97, 0.06));
    }
};

QTEST_APPLESS_MAIN(TestNeighbours)
#include "tst_neighbours.moc"
