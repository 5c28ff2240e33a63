// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/vision/counting.h"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

using namespace jackdaw;
using namespace jackdaw::vision;

namespace {

constexpr PictureSize kSize{512, 256};
constexpr std::size_t kClasses = 3;
constexpr ClassId kPerson{0};
constexpr ClassId kCar{1};
constexpr ClassId kTruck{2};

/// From the left edge's middle to the right one's: what comes from above goes over it from its left to its right.
const CountingLine kGate{"gate", {0.25, 0.5}, {0.75, 0.5}};
const CountingZone kYard{"yard", {{0.25, 0.25}, {0.75, 0.25}, {0.75, 0.75}, {0.25, 0.75}}};

/// A box of 40 × 20 whose foot is at (\p x, \p y).
Detection boxAt(double x, double y, ClassId label = kCar, float score = 0.8F)
{
    return {{static_cast<float>(x - 20), static_cast<float>(y - 20), static_cast<float>(x + 20), static_cast<float>(y)},
            label,
            score};
}

/// A counter and the time that goes on, five frames a second.
class Street {
public:
    explicit Street(Counter::Places places = {{kGate}, {kYard}}) : m_counter(std::move(places), kClasses) { }

    void see(std::vector<Detection> boxes, Nanoseconds age = Nanoseconds{0}, PictureSize size = kSize)
    {
        m_now += fromSeconds(0.2);
        for (const Crossing& crossing : m_counter.see({m_now, age, std::move(boxes)}, size))
            crossings.push_back(crossing);
    }
    void walk(const std::vector<PicturePoint>& feet, ClassId label = kCar)
    {
        for (const PicturePoint& foot : feet)
            see({boxAt(foot.x, foot.y, label)});
    }
    /// Straight down through the line's middle.
    void walkDown(double from = 80, double to = 180, double step = 10)
    {
        for (double y = from; y <= to; y += step)
            see({boxAt(256, y)});
    }
    void pause(int frames)
    {
        for (int i = 0; i < frames; ++i)
            see({});
    }
    std::vector<std::uint32_t> inYard() const { return m_counter.inZones().front(); }
    Counter& counter() { return m_counter; }
    Nanoseconds now() const { return m_now; }

    std::vector<Crossing> crossings;

private:
    Counter m_counter;
    Nanoseconds m_now{0};
};

std::vector<bool> ways(const std::vector<Crossing>& crossings)
{
    std::vector<bool> ways;
    for (const Crossing& crossing : crossings)
        ways.push_back(crossing.forward);
    return ways;
}

/// A way of objects through the picture: steps that an object can take, in whole pixels.
rc::Gen<std::vector<std::pair<int, int>>> anySteps()
{
    return rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(-12, 13), rc::gen::inRange(-12, 13)));
}

} // namespace

class TestCounting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatGoesOverALineIsCountedOnce();
    void theWayBackIsCountedForItself();
    void walkingAcrossSoManyTimesCountsSoMany();
    void aTrackAndItsMirrorImageCountTheOtherWayRound();
    void aTrackBackwardsInTimeCountsTheOtherWayRound();
    void waveringOnTheLineDoesNotCount();
    void waveringAfterTheCrossingDoesNotCountAgain();
    void whatGoesPastTheLinesEndIsNotCounted();
    void whatGoesRoundTheEndAndBackOverTheLineIsCountedOnce();
    void aBoxOnASingleFrameIsNotCounted();
    void aBoxThatIsOnlyMovedAlongIsNotCounted();
    void boxesThatAreMovedAlongCountWhereTheyCross();
    void aBoxThatStandsStillNeverCounts();
    void anObjectHiddenOnTheLineIsCountedOnce();
    void anObjectThatAppearsBeyondTheLineIsNotCounted();
    void theClassIsWhatItWasFoundAsMostOften();
    void oneObjectFoundAsTwoClassesIsOne();
    void twoThatMeetOnTheLineAreCountedEachItsWay();
    void aFastObjectOnFewFramesIsCounted();
    void aFrameThatIsNotNewerIsPassedOver();
    void aPictureOfAnotherSizeBeginsAnew();
    void whatIsSeenNoMoreIsForgotten();
    void aClassThatNobodyKnowsIsPassedOver();
    void everyLineCountsForItself();
    void aZoneHoldsWhatStandsInIt();
    void aZonesEdgeDoesNotFlicker();
    void anObjectHiddenForAMomentStaysInItsZone();
    void whatTurnsOutToBeAnotherClassIsCountedAsThatInItsZone();
    void aZoneOfAnyShapeHoldsWhatIsInside();
};

void TestCounting::whatGoesOverALineIsCountedOnce()
{
    Street street;
    street.walkDown();
    QCOMPARE(street.crossings, (std::vector<Crossing>{{0, kCar, true, 0}}));
}

void TestCounting::theWayBackIsCountedForItself()
{
    Street street;
    street.walkDown();
    for (double y = 170; y >= 80; y -= 10)
        street.see({boxAt(256, y)});
    QCOMPARE(street.crossings, (std::vector<Crossing>{{0, kCar, true, 0}, {0, kCar, false, 0}}));
}

void TestCounting::walkingAcrossSoManyTimesCountsSoMany()
{
    const bool held = rc::check("k times across is k, in turn each way", [] {
        const int times = *rc::gen::inRange(0, 9);
        const int step = *rc::gen::inRange(4, 13);
        const int reach = *rc::gen::inRange(2, 5) * 12;
        const int side = *rc::gen::inRange(-100, 101);
        Street street;
        int way = 1;
        double y = 128 - reach;
        street.see({boxAt(256 + side, y)});
        for (int i = 0; i < times; ++i, way = -way)
            for (const double end = 128 + way * reach; way * (end - y) > 0;) {
                y = way > 0 ? std::min(end, y + step) : std::max(end, y - step);
                street.see({boxAt(256 + side, y)});
            }
        RC_ASSERT(street.crossings.size() == static_cast<std::size_t>(times));
        for (std::size_t i = 0; i < street.crossings.size(); ++i)
            RC_ASSERT(street.crossings[i].forward == (i % 2 == 0));
    });
    QVERIFY(held);
}

void TestCounting::aTrackAndItsMirrorImageCountTheOtherWayRound()
{
    const bool held = rc::check("mirrored at the line's height, every crossing goes the other way", [] {
        const auto steps = *anySteps();
        Street street;
        Street mirrored({{{"gate", {0.25, 0.5}, {0.75, 0.5}}}, {}});
        double x = *rc::gen::inRange(0, 512);
        double y = *rc::gen::inRange(0, 256);
        for (const auto& [dx, dy] : steps) {
            street.see({boxAt(x, y)});
            mirrored.see({boxAt(x, 256 - y)});
            x += dx;
            y += dy;
        }
        auto expected = ways(street.crossings);
        expected.flip();
        RC_ASSERT(ways(mirrored.crossings) == expected);
    });
    QVERIFY(held);
    const bool sideways = rc::check("mirrored left to right with its line, nothing changes but the line's sides", [] {
        const auto steps = *anySteps();
        Street street({{{"gate", {0.125, 0.25}, {0.75, 0.875}}}, {}});
        Street mirrored({{{"gate", {0.875, 0.25}, {0.25, 0.875}}}, {}});
        double x = *rc::gen::inRange(0, 512);
        double y = *rc::gen::inRange(0, 256);
        for (const auto& [dx, dy] : steps) {
            street.see({boxAt(x, y)});
            mirrored.see({boxAt(512 - x, y)});
            x += dx;
            y += dy;
        }
        auto expected = ways(street.crossings);
        expected.flip();
        RC_ASSERT(ways(mirrored.crossings) == expected);
    });
    QVERIFY(sideways);
}

void TestCounting::aTrackBackwardsInTimeCountsTheOtherWayRound()
{
    const bool held = rc::check("a way and the same way back differ in direction alone", [] {
        const int step = *rc::gen::inRange(3, 13);
        const int slant = *rc::gen::inRange(-6, 7);
        std::vector<PicturePoint> feet;
        for (int y = 60; y <= 200; y += step)
            feet.push_back({256.0 + slant * (y - 128) / 10.0, static_cast<double>(y)});
        Street there;
        there.walk(feet);
        std::reverse(feet.begin(), feet.end());
        Street back;
        back.walk(feet);
        RC_ASSERT(ways(there.crossings) == std::vector<bool>{true});
        RC_ASSERT(ways(back.crossings) == std::vector<bool>{false});
    });
    QVERIFY(held);
}

void TestCounting::waveringOnTheLineDoesNotCount()
{
    Street street;
    for (int i = 0; i < 40; ++i)
        street.see({boxAt(256, i % 2 == 0 ? 127 : 129)});
    QVERIFY(street.crossings.empty());
}

void TestCounting::waveringAfterTheCrossingDoesNotCountAgain()
{
    Street street;
    street.walkDown(80, 140);
    for (int i = 0; i < 40; ++i)
        street.see({boxAt(256, i % 2 == 0 ? 127 : 132)});
    street.walkDown(132, 200);
    QCOMPARE(ways(street.crossings), std::vector<bool>{true});
}

void TestCounting::whatGoesPastTheLinesEndIsNotCounted()
{
    Street street;
    for (double y = 80; y <= 180; y += 10)
        street.see({boxAt(100, y), boxAt(420, y)});
    QVERIFY(street.crossings.empty());
}

void TestCounting::whatGoesRoundTheEndAndBackOverTheLineIsCountedOnce()
{
    Street street;
    for (double y = 80; y <= 180; y += 10)
        street.see({boxAt(100, y)});
    for (double x = 110; x <= 256; x += 10)
        street.see({boxAt(x, 180)});
    for (double y = 170; y >= 80; y -= 10)
        street.see({boxAt(256, y)});
    QCOMPARE(ways(street.crossings), std::vector<bool>{false});
}

void TestCounting::aBoxOnASingleFrameIsNotCounted()
{
    Street street;
    street.see({boxAt(256, 110)});
    street.pause(10);
    street.see({boxAt(256, 150)});
    street.pause(10);
    QVERIFY(street.crossings.empty());
    QCOMPARE(street.inYard(), std::vector<std::uint32_t>(kClasses));
}

void TestCounting::aBoxThatIsOnlyMovedAlongIsNotCounted()
{
    Street street;
    for (int i = 0; i < 10; ++i)
        street.see({boxAt(256, 80 + 10 * i)}, fromSeconds(0.2 * i));
    QVERIFY(street.crossings.empty());
}

void TestCounting::boxesThatAreMovedAlongCountWhereTheyCross()
{
    Street street;
    street.see({boxAt(256, 70)});
    for (int i = 0; i < 10; ++i)
        street.see({boxAt(256, 80 + 10 * i)}, fromSeconds(0.2 * i));
    QCOMPARE(ways(street.crossings), std::vector<bool>{true});
}

void TestCounting::aBoxThatStandsStillNeverCounts()
{
    Street street;
    for (int i = 0; i < 100; ++i)
        street.see({boxAt(256, 128), boxAt(300, 100), boxAt(220, 160)});
    QVERIFY(street.crossings.empty());
    QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{0, 3, 0}));
}

void TestCounting::anObjectHiddenOnTheLineIsCountedOnce()
{
    Street street;
    street.walkDown(80, 110);
    street.pause(3);
    street.walkDown(150, 200);
    QCOMPARE(street.crossings, (std::vector<Crossing>{{0, kCar, true, 0}}));
}

void TestCounting::anObjectThatAppearsBeyondTheLineIsNotCounted()
{
    Street street;
    street.walkDown(132, 240);
    QVERIFY(street.crossings.empty());
}

void TestCounting::theClassIsWhatItWasFoundAsMostOften()
{
    Street street;
    for (int i = 0; i < 12; ++i)
        street.see({boxAt(256, 80 + 8 * i, i % 3 == 1 ? kCar : kTruck)});
    QCOMPARE(street.crossings, (std::vector<Crossing>{{0, kTruck, true, 0}}));
}

void TestCounting::oneObjectFoundAsTwoClassesIsOne()
{
    Street street;
    for (double y = 80; y <= 180; y += 10)
        street.see({boxAt(257, y + 1, kTruck, 0.4F), boxAt(256, y, kCar, 0.7F)});
    QCOMPARE(street.crossings, (std::vector<Crossing>{{0, kCar, true, 0}}));
}

void TestCounting::twoThatMeetOnTheLineAreCountedEachItsWay()
{
    Street street;
    for (int i = 0; i <= 12; ++i)
        street.see({boxAt(240, 68 + 10 * i), boxAt(272, 188 - 10 * i)});
    QCOMPARE(street.crossings.size(), std::size_t{2});
    QCOMPARE(
        std::count_if(street.crossings.begin(), street.crossings.end(), [](const Crossing& c) { return c.forward; }),
        std::ptrdiff_t{1});
    QVERIFY(street.crossings[0].track != street.crossings[1].track);
}

void TestCounting::aFastObjectOnFewFramesIsCounted()
{
    Street street;
    street.walkDown(60, 200, 35);
    QCOMPARE(ways(street.crossings), std::vector<bool>{true});
}

void TestCounting::aFrameThatIsNotNewerIsPassedOver()
{
    Street street;
    street.walkDown(80, 110);
    const Nanoseconds now = street.now();
    QVERIFY(street.counter().see({now, Nanoseconds{0}, {boxAt(256, 180)}}, kSize).empty());
    QVERIFY(street.counter().see({now - fromSeconds(1), Nanoseconds{0}, {boxAt(256, 180)}}, kSize).empty());
    QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{0, 1, 0}));
}

void TestCounting::aPictureOfAnotherSizeBeginsAnew()
{
    Street street;
    street.walkDown(80, 120);
    street.see({boxAt(256, 140)}, Nanoseconds{0}, {256, 128});
    street.see({boxAt(256, 150)}, Nanoseconds{0}, {256, 128});
    QVERIFY(street.crossings.empty());
    street.see({boxAt(128, 40)}, Nanoseconds{0}, {256, 128});
    street.see({boxAt(128, 60)}, Nanoseconds{0}, {256, 128});
    street.see({boxAt(128, 80)}, Nanoseconds{0}, {256, 128});
    QCOMPARE(ways(street.crossings), std::vector<bool>{true});
    street.see({boxAt(128, 80)}, Nanoseconds{0}, {0, 0});
}

void TestCounting::whatIsSeenNoMoreIsForgotten()
{
    Street street;
    street.walkDown(80, 120);
    street.counter().forget();
    QCOMPARE(street.inYard(), std::vector<std::uint32_t>(kClasses));
    street.walkDown(140, 180);
    QVERIFY(street.crossings.empty());
    street.pause(20);
    QCOMPARE(street.inYard(), std::vector<std::uint32_t>(kClasses));
}

void TestCounting::aClassThatNobodyKnowsIsPassedOver()
{
    Street street;
    street.walkDown(80, 100);
    for (double y = 80; y <= 180; y += 10)
        street.see({boxAt(200, y, ClassId{17})});
    QVERIFY(street.crossings.empty());
}

void TestCounting::everyLineCountsForItself()
{
    Street street({{kGate, {"back", {0.75, 0.625}, {0.25, 0.625}}, {"far", {0.0, 0.5}, {0.25, 0.5}}}, {}});
    street.walkDown();
    QCOMPARE(street.crossings, (std::vector<Crossing>{{0, kCar, true, 0}, {1, kCar, false, 0}}));
}

void TestCounting::aZoneHoldsWhatStandsInIt()
{
    Street street;
    for (int i = 0; i < 3; ++i)
        street.see({boxAt(200, 100), boxAt(300, 150, kPerson), boxAt(40, 100), boxAt(256, 250)});
    QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{1, 1, 0}));
    street.pause(10);
    QCOMPARE(street.inYard(), std::vector<std::uint32_t>(kClasses));
}

void TestCounting::aZonesEdgeDoesNotFlicker()
{
    Street street;
    street.see({boxAt(130, 128)});
    for (int i = 0; i < 20; ++i) {
        street.see({boxAt(i % 2 == 0 ? 126.5 : 129.5, 128)});
        QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{0, 1, 0}));
    }
    street.see({boxAt(120, 128)});
    QCOMPARE(street.inYard(), std::vector<std::uint32_t>(kClasses));
}

void TestCounting::anObjectHiddenForAMomentStaysInItsZone()
{
    Street street;
    street.walkDown(80, 120);
    street.pause(3);
    QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{0, 1, 0}));
}

void TestCounting::whatTurnsOutToBeAnotherClassIsCountedAsThatInItsZone()
{
    Street street;
    street.walk({{200, 100}, {200, 100}}, kCar);
    QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{0, 1, 0}));
    street.walk({{200, 100}, {200, 100}, {200, 100}}, kTruck);
    QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{0, 0, 1}));
}

void TestCounting::aZoneOfAnyShapeHoldsWhatIsInside()
{
    const CountingZone hook{"hook", {{0.1, 0.1}, {0.9, 0.1}, {0.9, 0.9}, {0.7, 0.9}, {0.7, 0.4}, {0.1, 0.4}}};
    Street street({{}, {hook}});
    for (int i = 0; i < 3; ++i)
        street.see({boxAt(100, 60), boxAt(400, 200), boxAt(150, 200)});
    QCOMPARE(street.inYard(), (std::vector<std::uint32_t>{0, 2, 0}));
}

QTEST_GUILESS_MAIN(TestCounting)
#include "tst_counting.moc"
