// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/profiling/class_mix.h"

#include <cmath>

#include <QTest>
#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::profiling;
using namespace std::chrono_literals;

namespace {

/// A frame every five seconds of a street where a person is as likely as \p persons.
std::vector<ClassMix> street(double persons, int stretches, RandomStream& random)
{
    std::vector<ClassMix> found;
    for (int i = 0; i < stretches; ++i) {
        ClassMix mix(2);
        for (int object = 0; object < 4; ++object)
            ++mix[random.chance(persons) ? 0 : 1];
        found.push_back(mix);
    }
    return found;
}

std::vector<Detection> labels(std::uint32_t persons, std::uint32_t cars)
{
    std::vector<Detection> found(persons, {{}, ClassId{0}, 1.0F});
    found.resize(persons + cars, {{}, ClassId{1}, 1.0F});
    return found;
}

/// A window of \p seconds from \p start, a frame a second.
void see(ClassMixWatch& watch, int start, int seconds, std::uint32_t persons, std::uint32_t cars)
{
    for (int second = start; second < start + seconds; ++second)
        watch.add(std::chrono::seconds(second), labels(persons, cars));
}

} // namespace

class TestClassMix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameMixIsNotApartAndOthersAreAtMostABit();
    void theDistanceIsThatOfTheDefinition();
    void chanceAloneSeldomLooksLikeAChange();
    void aChangeIsFound();
    void fewStretchesSayNothing();
    void aWindowOfAnotherMixIsToldOnce();
    void framesOfTheNextWindowAreItsOwn();
    void aStretchCountsOnceHoweverManyFramesItHas();
    void unknownClassesAndEmptyFramesAreNoObjects();
};

void TestClassMix::theSameMixIsNotApartAndOthersAreAtMostABit()
{
    QVERIFY(rc::check("0 for the same frequencies, symmetric, at most 1", [] {
        const auto size = *rc::gen::inRange<std::size_t>(1, 6);
        const auto a = *rc::gen::container<ClassMix>(size, rc::gen::inRange<std::uint32_t>(0, 50));
        const auto b = *rc::gen::container<ClassMix>(size, rc::gen::inRange<std::uint32_t>(0, 50));
        ClassMix twice = a;
        for (std::uint32_t& objects : twice)
            objects *= 2;
        RC_ASSERT(mixDistance(a, twice) < 1e-12);
        RC_ASSERT(std::abs(mixDistance(a, b) - mixDistance(b, a)) < 1e-12);
        RC_ASSERT(mixDistance(a, b) >= 0.0 && mixDistance(a, b) <= 1.0);
    }));
}

void TestClassMix::theDistanceIsThatOfTheDefinition()
{
    QCOMPARE(mixDistance({5, 0}, {0, 3}), 1.0);
    // H(3/4, 1/4) - (H(1, 0) + H(1/2, 1/2)) / 2
    QVERIFY(std::abs(mixDistance({4, 0}, {2, 2}) - (0.8112781244591328 - 0.5)) < 1e-12);
    QCOMPARE(mixDistance({0, 0}, {2, 2}), 0.0);
}

void TestClassMix::chanceAloneSeldomLooksLikeAChange()
{
    RandomStream random(3, 0, RandomPurpose::Test);
    int alarms = 0;
    constexpr int kWindows = 400;
    for (int i = 0; i < kWindows; ++i) {
        const auto before = street(0.3, 24, random);
        const auto change = mixChange(before, street(0.3, 24, random), static_cast<std::uint64_t>(i));
        alarms += change->byChance <= ClassMixWatch::kMostChance ? 1 : 0;
    }
    QVERIFY2(alarms <= 10,
             QByteArray::number(alarms)); // four are to be expected; more than ten, once in 300 such tests
}

void TestClassMix::aChangeIsFound()
{
    RandomStream random(4, 0, RandomPurpose::Test);
    int found = 0;
    for (int i = 0; i < 50; ++i) {
        const auto before = street(0.2, 24, random);
        const auto change = mixChange(before, street(0.6, 24, random), static_cast<std::uint64_t>(i));
        found += change->byChance <= ClassMixWatch::kMostChance && change->distance > 0.05 ? 1 : 0;
    }
    QVERIFY2(found >= 48, QByteArray::number(found));
}

void TestClassMix::fewStretchesSayNothing()
{
    const std::vector<ClassMix> three(3, {4, 0});
    const std::vector<ClassMix> many(9, {0, 4});
    const std::vector<ClassMix> empty(9, {0, 0});
    QVERIFY(!mixChange(three, many, 1));
    QVERIFY(!mixChange(many, three, 1));
    QVERIFY(!mixChange(many, empty, 1));
}

void TestClassMix::aWindowOfAnotherMixIsToldOnce()
{
    ClassMixWatch watch(2, 7);
    see(watch, 0, 60, 1, 3);
    QVERIFY(!watch.close(60s));
    see(watch, 60, 60, 3, 1);
    const auto change = watch.close(120s);
    QVERIFY(change);
    QCOMPARE(change->before, (ClassMix{12, 36}));
    QCOMPARE(change->after, (ClassMix{36, 12}));
    QVERIFY(change->byChance <= 0.01);
    QVERIFY(!watch.close(180s)); // a window without labels
    see(watch, 180, 60, 3, 1);
    QVERIFY(!watch.close(240s));
}

/// The newest frames of a window may be labelled when those of the next one are already.
void TestClassMix::framesOfTheNextWindowAreItsOwn()
{
    ClassMixWatch watch(2, 7);
    see(watch, 0, 60, 1, 3);
    see(watch, 60, 40, 3, 1);
    QVERIFY(!watch.close(60s));
    see(watch, 100, 20, 3, 1);
    const auto change = watch.close(120s);
    QVERIFY(change);
    QCOMPARE(change->before, (ClassMix{12, 36}));
    QCOMPARE(change->after, (ClassMix{36, 12}));
}

void TestClassMix::aStretchCountsOnceHoweverManyFramesItHas()
{
    ClassMixWatch watch(2, 7);
    see(watch, 0, 60, 2, 2);
    QVERIFY(!watch.close(60s));
    see(watch, 60, 55, 2, 2);
    for (int i = 0; i < 1000; ++i) // one burst of persons, labelled again and again
        watch.add(std::chrono::seconds(115) + std::chrono::milliseconds(i), labels(9, 0));
    QVERIFY(!watch.close(120s));
}

void TestClassMix::unknownClassesAndEmptyFramesAreNoObjects()
{
    ClassMixWatch watch(1, 7);
    see(watch, 0, 60, 1, 5); // the second class is not one of the session's
    QVERIFY(!watch.close(60s));
    see(watch, 60, 60, 1, 0);
    QVERIFY(!watch.close(120s));
    see(watch, 120, 60, 0, 0);
    QVERIFY(!watch.close(180s));
}

QTEST_APPLESS_MAIN(TestClassMix)
#include "tst_class_mix.moc"
