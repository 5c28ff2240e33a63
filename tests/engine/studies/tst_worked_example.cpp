// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/evaluation.h"
#include "engine/scheduling/planner.h"
#include "engine/studies/worked_example.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::studies;

namespace {

bool within(double fraction, double percent)
{
    return std::abs(fraction * 100.0 - percent) <= 0.01;
}

} // namespace

class TestWorkedExample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uniformUnderTheThreeRules();
    void figureFourD();
    void exhaustiveOptima();
    void jackdawReachesTheOptimum();
};

void TestWorkedExample::uniformUnderTheThreeRules()
{
    const ExampleRun equal = exampleUniform(FreedShare::EqualSplit);
    QVERIFY(within(exampleUniform(FreedShare::Unused).mean, 53.60));
    QVERIFY(within(exampleUniform(FreedShare::OwnInference).mean, 55.17));
    QVERIFY(within(equal.mean, 56.09));
    QVERIFY(within(equal.timelines[0].accuracy[0], 51.25) && within(equal.timelines[0].accuracy[1], 43.33));
    QVERIFY(within(equal.timelines[1].accuracy[0], 58.89) && within(equal.timelines[1].accuracy[1], 70.89));
}

void TestWorkedExample::figureFourD()
{
    QVERIFY(within(exampleFigure4d().mean, 75.295));
    QVERIFY(within(exampleFigure4d(0.2).mean, 73.212));
}

void TestWorkedExample::exhaustiveOptima()
{
    QVERIFY(within(exampleOptimumFixed(Share{0.25}).mean, 75.521));
    const ExampleRun replanned = exampleOptimumReplanned(Share{0.5});
    QVERIFY(within(replanned.mean, 76.094));
    QVERIFY(within(replanned.timelines[0].mean, 67.8125) && within(replanned.timelines[1].mean, 84.375));
}

void TestWorkedExample::jackdawReachesTheOptimum()
{
    const auto planner = std::move(*makePlanner("jackdaw"));
    double a = 0.65;
    double b = 0.50;
    double sum = 0.0;
    for (int window = 0; window < 2; ++window) {
        const WindowProblem p = exampleWindow(window, a, b, Share{0.1});
        const Timeline timeline = intendedTimeline(p, *planner, planner->plan(p));
        sum += timeline.mean;
        a = timeline.deployed[0];
        b = timeline.deployed[1];
    }
    QVERIFY2(within(sum / 2.0, 76.094), std::to_string(sum / 2.0).c_str());
}

QTEST_GUILESS_MAIN(TestWorkedExample)
#include "tst_worked_example.moc"
