// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/ticks.h"

#include <QtTest>

#include <limits>

using namespace jackdaw;

class TestTicks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsAreRoundAndFewEnough();
    void stepsOfTimeAreRoundInSecondsMinutesAndHours();
    void withoutASpanTheStepIsOne();
};

void TestTicks::stepsAreRoundAndFewEnough()
{
    QCOMPARE(tickStep(1, 10), 0.1);
    QCOMPARE(tickStep(1, 4), 0.5);
    for (double span = 1e-3; span < 1e6; span *= 1.7) {
        const double step = tickStep(span, 6);
        QVERIFY(step * 6 >= span * (1 - 1e-9) && step * 6 < span * 2.6);
    }
}

void TestTicks::stepsOfTimeAreRoundInSecondsMinutesAndHours()
{
    QCOMPARE(timeTickStep(240, 8), 30.0);
    QCOMPARE(timeTickStep(7200, 6), 1800.0);
    QCOMPARE(timeTickStep(2, 4), 0.5);
    QCOMPARE(timeTickStep(5 * 86400, 2), 5e5);
}

void TestTicks::withoutASpanTheStepIsOne()
{
    QCOMPARE(tickStep(0, 6), 1.0);
    QCOMPARE(tickStep(5, 0), 1.0);
    QCOMPARE(timeTickStep(std::numeric_limits<double>::quiet_NaN(), 6), 1.0);
}

QTEST_GUILESS_MAIN(TestTicks)
#include "tst_ticks.moc"
