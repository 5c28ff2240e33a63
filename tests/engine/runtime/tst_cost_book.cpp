// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cost_book.h"

#include <QTest>

#include <cmath>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace std::chrono_literals;

namespace {

profiling::CostTable table()
{
    return profiling::CostTable({{"infer", 0.01}, {"train", 0.03}});
}

/// A training step is half as fast in an eighth of the device, beside neighbours.
profiling::CostTable tableWithParts()
{
    profiling::CostTable parts = table();
    parts.set(profiling::CostTable::lineOf("train", Share{0.125}), 0.046875);
    return parts;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class TestCostBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deviceTimeIsChargedFromTheTableWhateverTheMachineTook()
    {
        CostBook book(ClockKind::Device, table());
        const auto charged = book.charge({{"infer", 3}, {"train", 1}}, 9s);
        QVERIFY(charged.has_value());
        QCOMPARE(charged->count(), std::chrono::nanoseconds(60ms).count());
        QVERIFY(near(book.cost("infer")->value, 0.01));
    }

    void deviceTimeRefusesAShapeThatIsInNoTableAndNamesIt()
    {
        CostBook book(ClockKind::Device, table());
        const auto charged = book.charge({{"infer", 1}, {"train/other", 1}}, 1s);
        QVERIFY(!charged);
        QVERIFY(charged.error().message.find("train/other") != std::string::npos);
        QVERIFY(!charged.error().action.empty());
        book.learn("train/other", 0.5);
        QVERIFY2(!book.knows("train/other"), "a measurement must not change what a repeatable run is charged");
    }

    void wallTimeIsChargedAsMeasuredAndLearnt()
    {
        CostBook book(ClockKind::Wall, table());
        QVERIFY(near(book.cost("infer")->value, 0.01));
        const auto charged = book.charge({{"infer", 2}}, 8s);
        QVERIFY(charged.has_value());
        QVERIFY(*charged == 8s);
        QVERIFY(near(book.cost("infer")->value, 4.0));
    }

    void wallTimeTakesShapesThatNoTableKnows()
    {
        CostBook book(ClockKind::Wall, {});
        QVERIFY(!book.knows("infer"));
        QVERIFY(book.charge({{"infer", 1}}, 20ms).has_value());
        QVERIFY(near(book.cost("infer")->value, 0.02));
    }

    void aMeasurementOfSeveralShapesIsDividedAsTheTableSays()
    {
        CostBook book(ClockKind::Wall, table());
        QVERIFY(book.charge({{"infer", 1}, {"train", 1}}, 8s).has_value());
        const auto lines = book.takeLines();
        QCOMPARE(lines.size(), std::size_t{2});
        QVERIFY(near(lines[0].measuredSeconds, 2.0));
        QVERIFY(near(lines[1].measuredSeconds, 6.0));
    }

    void batchesArePricedByTheSpaceThatTheyRunIn()
    {
        CostBook book(ClockKind::Device, tableWithParts());
        QVERIFY(*book.price({{"train", 1}}) == 30ms);
        QVERIFY(*book.price({{"train", 2}}, Share{0.125}) == 120ms);
        QVERIFY(*book.price({{"infer", 1}}, Share{0.125}) == 10ms);
        QVERIFY(*book.charge({{"train", 1}}, 1s, true, Share{0.125}) == 60ms);
        QVERIFY(book.onWholeDevice({{"train", 1}}, 60ms, Share{0.125}) == 30ms);
        QVERIFY(book.onWholeDevice({{"infer", 1}}, 60ms, Share{0.125}) == 60ms);
        QVERIFY(near(book.occupied("train", Share{0.125})->value, 0.0075));
        QVERIFY(near(book.occupied("train", Share{1.0})->value, 0.03));
        QVERIFY(!book.occupied("other", Share{1.0}));
    }

    void whatIsLearntInAPartOfTheDeviceIsTheCostOnAllOfIt()
    {
        CostBook book(ClockKind::Wall, tableWithParts());
        QVERIFY(*book.charge({{"train", 1}}, 80ms, true, Share{0.125}) == 80ms);
        QVERIFY(near(book.cost("train")->value, 0.04));
    }

    void learningFollowsAMachineWhoseSpeedChanged()
    {
        CostBook book(ClockKind::Wall, {});
        for (int i = 0; i < 100; ++i)
            book.learn("train", 1.0);
        QVERIFY(near(book.cost("train")->value, 1.0));
        for (int i = 0; i < 100; ++i)
            book.learn("train", 2.0);
        QVERIFY(book.cost("train")->value > 1.95);
        QVERIFY(book.cost("train")->value <= 2.0);
    }

    void chargedAndMeasuredStandSideBySideUntilTaken()
    {
        CostBook book(ClockKind::Device, table());
        QVERIFY(book.charge({{"infer", 2}}, 1s).has_value());
        QVERIFY(book.charge({{"infer", 3}}, 2s).has_value());
        const auto lines = book.takeLines();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].shape, std::string("infer"));
        QCOMPARE(lines[0].batches, 5U);
        QVERIFY(near(lines[0].chargedSeconds, 0.05));
        QVERIFY(near(lines[0].measuredSeconds, 3.0));
        QVERIFY(book.takeLines().empty());
    }

    void aCachedResultIsChargedButSaysNothingAboutTheCost()
    {
        CostBook device(ClockKind::Device, table());
        const auto charged = device.charge({{"train", 1}}, 1ms, false);
        QVERIFY(charged.has_value());
        QVERIFY(*charged == 30ms);
        QVERIFY(device.takeLines().empty());

        CostBook wall(ClockKind::Wall, table());
        QVERIFY(wall.charge({{"train", 1}}, 1ms, false).has_value());
        QVERIFY(near(wall.cost("train")->value, 0.03));
    }

    void aPriceIsKnownBeforeTheWorkRuns()
    {
        CostBook device(ClockKind::Device, table());
        QVERIFY(device.isPriced());
        QVERIFY(*device.price({{"infer", 3}, {"train", 1}}) == 60ms);
        QVERIFY(*device.price({}) == 0ns);
        QVERIFY(!device.price({{"infer", 1}, {"train/other", 1}}));
        QVERIFY(!CostBook(ClockKind::Wall, table()).isPriced());
    }

    void workThatRanNothingCostsNothingUnderDeviceTime()
    {
        CostBook book(ClockKind::Device, table());
        const auto charged = book.charge({}, 5s);
        QVERIFY(charged.has_value());
        QVERIFY(*charged == 0ns);
    }
};

QTEST_GUILESS_MAIN(TestCostBook)
#include "tst_cost_book.moc"
