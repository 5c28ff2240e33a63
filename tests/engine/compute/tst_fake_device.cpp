// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_device.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>

using namespace jackdaw;
using namespace jackdaw::compute;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

Status nothing()
{
    return {};
}

/// Rounded to microseconds: progress is counted in doubles.
std::int64_t micro(Nanoseconds duration)
{
    return std::llround(toSeconds(duration) * 1e6);
}

std::function<Nanoseconds(LaneId, Ticket)> always(Nanoseconds length)
{
    return [length](LaneId, Ticket) { return length; };
}

FakeDevice::Settings wholeSpeed()
{
    FakeDevice::Settings settings;
    settings.speed = [](Share) { return 1.0; };
    return settings;
}

} // namespace

class TestFakeDevice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lanesRunSideBySideAndALaneIsAQueue()
    {
        FakeDevice device(wholeSpeed());
        std::vector<int> order;
        const auto note = [&order](int number) {
            return [&order, number]() -> Status {
                order.push_back(number);
                return {};
            };
        };
        QVERIFY(device.submit({0, 0}, note(1)) && device.submit({0, 0}, note(2)) && device.submit({0, 1}, note(3)));
        device.advance(10ms);
        QCOMPARE(order, (std::vector{1, 3}));
        QVERIFY(device.nextEnd() == Nanoseconds{20ms});
        device.advance(10ms);
        QCOMPARE(order, (std::vector{1, 3, 2}));
        QCOMPARE(device.mostAtATime(), std::size_t{2});
        QVERIFY(!device.nextEnd());
    }

    void batchesEndInTheOrderOfTheirDurations()
    {
        FakeDevice::Settings settings = wholeSpeed();
        settings.duration = [](LaneId lane, Ticket) { return lane.lane == 0 ? Nanoseconds{30ms} : Nanoseconds{10ms}; };
        FakeDevice device(settings);
        const auto slow = device.submit({0, 0}, nothing);
        const auto quick = device.submit({0, 1}, nothing);
        device.advance(100ms);
        const auto ended = device.takeCompletions();
        QCOMPARE(ended.size(), std::size_t{2});
        QVERIFY(ended[0].ticket == *quick && ended[1].ticket == *slow);
        QCOMPARE(micro(ended[0].duration), 10000);
        QCOMPARE(micro(ended[1].duration), 30000);
    }

    void neighboursSlowEachOtherDown()
    {
        FakeDevice::Settings settings = wholeSpeed();
        settings.samePoolNeighbour = 0.5;
        settings.otherPoolNeighbour = 0.8;
        settings.duration = always(20ms);
        FakeDevice device(settings);
        QVERIFY(device.partition({Share{0.5}, Share{0.5}}));
        QVERIFY(device.submit({0, 0}, nothing) && device.submit({0, 1}, nothing));
        device.advance(40ms);
        auto ended = device.takeCompletions();
        QCOMPARE(ended.size(), std::size_t{2});
        QCOMPARE(micro(ended[0].duration), 40000);
        QVERIFY(device.submit({0, 0}, nothing) && device.submit({1, 0}, nothing));
        device.advance(25ms);
        ended = device.takeCompletions();
        QCOMPARE(ended.size(), std::size_t{2});
        QCOMPARE(micro(ended[1].duration), 25000);
    }

    void aPoolIsAsFastAsItIsLarge()
    {
        FakeDevice device({.duration = always(10ms)});
        QVERIFY(device.partition({Share{0.25}, Share{0.75}}));
        QVERIFY(device.submit({0, 0}, nothing));
        device.advance(40ms);
        QCOMPARE(micro(device.takeCompletions().at(0).duration), 40000);
    }

    void aPartitionTakesHoldForLaterBatches()
    {
        FakeDevice device({.duration = always(10ms)});
        QVERIFY(device.partition({Share{0.25}, Share{0.75}}));
        const auto before = device.submit({1, 0}, nothing);
        QVERIFY(device.partition({Share{0.5}}));
        QVERIFY(!device.submit({1, 0}, nothing));
        const auto after = device.submit({0, 0}, nothing);
        device.advance(1s);
        const auto ended = device.takeCompletions();
        QVERIFY(ended.at(0).ticket == *before && ended.at(1).ticket == *after);
        QCOMPARE(micro(ended[0].duration), 13333);
        QCOMPARE(micro(ended[1].duration), 20000);
    }

    void failuresComeWhereTheyAreAskedFor()
    {
        FakeDevice device({});
        const Error broken{ErrorCode::Internal, "It broke.", "", ""};
        device.failNextPartition(broken);
        QCOMPARE(device.partition({Share{1.0}}).error().message, broken.message);
        QVERIFY(device.partition({Share{1.0}}));
        device.failNextSubmit(broken);
        QCOMPARE(device.submit({0, 0}, nothing).error().message, broken.message);
        device.failNextBatch(broken);
        QVERIFY(device.submit({0, 0}, nothing) && device.submit({0, 0}, nothing));
        device.advance(1s);
        const auto ended = device.takeCompletions();
        QVERIFY(!ended.at(0).outcome && ended.at(1).outcome);
    }

    void aLostDeviceCompletesEverythingWithAnErrorAndTakesNothing()
    {
        FakeDevice device({});
        QVERIFY(device.submit({0, 0}, nothing) && device.submit({0, 1}, nothing));
        device.lose();
        const auto ended = device.takeCompletions();
        QCOMPARE(ended.size(), std::size_t{2});
        QVERIFY(
            std::none_of(ended.begin(), ended.end(), [](const Completion& each) { return each.outcome.has_value(); }));
        QCOMPARE(device.submit({0, 0}, nothing).error().code, ErrorCode::NotFound);
        QCOMPARE(device.partition({Share{1.0}}).error().code, ErrorCode::NotFound);
        QVERIFY(!device.nextEnd());
    }
};

QTEST_GUILESS_MAIN(TestFakeDevice)
#include "tst_fake_device.moc"
