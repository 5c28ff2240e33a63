// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/streets/street_light.h"
#include "datasets/streets/street_order.h"
#include "datasets/streets/street_traffic.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

using namespace jackdaw::datasets;

namespace {

/// A street with everything in it, by StreetClass.
constexpr std::array<double, kStreetClasses> kAll{0.25, 0.3, 0.08, 0.1, 0.1, 0.05, 0.08, 0.04};

void addTrainingKinds()
{
    QTest::addColumn<int>("kind");
    for (const StreetKind kind : trainingKinds())
        QTest::addRow("%s", std::string(streetKindName(kind)).c_str()) << static_cast<int>(kind);
}

bool isVehicle(const StreetObject& object)
{
    return object.look.kind != StreetClass::Person;
}

QString name(const StreetObject& object)
{
    return QString::fromStdString(streetClassNames()[static_cast<std::size_t>(object.look.kind)]) + QStringLiteral(" ")
        + QString::number(object.track);
}

/// A little less than what an object stands on, so that what only touches does not overlap. People make way.
std::array<Vec2, 4> ground(const StreetObject& object)
{
    const VehicleSize size = isVehicle(object) ? vehicleSize(object.look) : VehicleSize{0.2, 0.2, 1.7};
    const double half = size.length / 2.0 - 0.1;
    return footprint(object.frame, -half, half, size.width / 2.0 - 0.05);
}

/// True if a side of \p a parts the two.
bool isApartBy(const std::array<Vec2, 4>& a, const std::array<Vec2, 4>& b)
{
    const auto side = [](Vec2 p, Vec2 q, Vec2 r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x); };
    for (std::size_t i = 0; i < 4; ++i) {
        const Vec2 p = a[i];
        const Vec2 q = a[(i + 1) % 4];
        const double own = side(p, q, a[(i + 2) % 4]);
        if (std::all_of(b.begin(), b.end(), [&](Vec2 corner) { return side(p, q, corner) * own < 0.0; }))
            return true;
    }
    return false;
}

bool overlap(const StreetObject& a, const StreetObject& b)
{
    if ((!isVehicle(a) && !isVehicle(b)) || (a.parked && b.parked))
        return false;
    if (length(a.frame.origin - b.frame.origin) > 16.0 + (a.look.kind == StreetClass::Train ? 14.0 : 0.0))
        return false;
    return !isApartBy(ground(a), ground(b)) && !isApartBy(ground(b), ground(a));
}

} // namespace

class TestStreetTraffic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vehiclesOfOneLaneNeverOverlap();
    void nothingOverlapsInStreetsToLearnFrom_data();
    void nothingOverlapsInStreetsToLearnFrom();
    void noStreetIsEverStuck_data();
    void noStreetIsEverStuck();
    void anHourNeverRepeats();
    void aClassCanAppearLater();
    void trafficStopsAndGoesOn();
    void busesStopAtTheBusStop();
    void phasesBlendLinearly();
    void whatIsNearerIsPaintedLater();
};

void TestStreetTraffic::vehiclesOfOneLaneNeverOverlap()
{
    for (std::uint32_t camera = 0; camera < 8; ++camera) {
        const auto layout = streetLayout(demoKinds()[camera % 4], camera, 5);
        StreetTraffic traffic(layout, camera, 5);
        const StreetDemand crowded{{0.1, 0.5, 0.2, 0.2}, 3.0};
        double least = 1e9;
        for (int i = 0; i < 6000; ++i) {
            traffic.step(0.1, crowded);
            for (const double gap : traffic.gaps())
                least = std::min(least, gap);
        }
        QVERIFY2(least > 0.3, qPrintable(QStringLiteral("camera %1: %2 m").arg(camera).arg(least)));
        QVERIFY(least < 30.0);
    }
}

void TestStreetTraffic::nothingOverlapsInStreetsToLearnFrom_data()
{
    addTrainingKinds();
}

void TestStreetTraffic::nothingOverlapsInStreetsToLearnFrom()
{
    QFETCH(int, kind);
    const auto layout = streetLayout(static_cast<StreetKind>(kind), 9, 5);
    StreetTraffic traffic(layout, 9, 5);
    for (int i = 0; i < 2400; ++i) {
        traffic.step(0.1, {kAll, 2.5});
        if (i % 6 != 0)
            continue;
        const auto objects = traffic.objects();
        for (std::size_t a = 0; a < objects.size(); ++a) {
            for (std::size_t b = a + 1; b < objects.size(); ++b) {
                if (overlap(objects[a], objects[b]))
                    QFAIL(qPrintable(QStringLiteral("%1 and %2 after %3 s at %4, %5")
                                         .arg(name(objects[a]), name(objects[b]))
                                         .arg(0.1 * i)
                                         .arg(objects[a].frame.origin.x)
                                         .arg(objects[a].frame.origin.y)));
            }
        }
    }
}

void TestStreetTraffic::noStreetIsEverStuck_data()
{
    QTest::addColumn<int>("kind");
    for (const StreetKind kind : {StreetKind::Roundabout, StreetKind::PetrolStation, StreetKind::CarPark,
                                  StreetKind::SchoolStreet, StreetKind::NarrowLane})
        QTest::addRow("%s", std::string(streetKindName(kind)).c_str()) << static_cast<int>(kind);
}

void TestStreetTraffic::noStreetIsEverStuck()
{
    QFETCH(int, kind);
    const auto layout = streetLayout(static_cast<StreetKind>(kind), 3, 2);
    StreetTraffic traffic(layout, 3, 2);
    std::uint32_t newest = 0;
    for (int minute = 0; minute < 5; ++minute) {
        const std::uint32_t last = newest;
        for (int i = 0; i < 600; ++i)
            traffic.step(0.1, {kAll, 2.0});
        for (const auto& object : traffic.objects())
            newest = isVehicle(object) ? std::max(newest, object.track) : newest;
        QVERIFY2(newest > last, qPrintable(QStringLiteral("minute %1").arg(minute)));
    }
}

void TestStreetTraffic::anHourNeverRepeats()
{
    const auto layout = streetLayout(StreetKind::SchoolStreet, 0, 1);
    StreetTraffic traffic(layout, 0, 1);
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 36000; ++i) {
        traffic.step(0.1, {kAll, 1.2});
        seen.insert(traffic.fingerprint());
    }
    // The street may be empty now and then.
    QVERIFY2(seen.size() > 35900, qPrintable(QString::number(seen.size())));
}

void TestStreetTraffic::aClassCanAppearLater()
{
    const std::vector<StreetPhase> phases{
        {0.0, {1, 1, 0, 0, 0, 0, 0, 0}}, {300.0, {1, 1, 0, 0, 0, 0, 0, 0}}, {310.0, {1, 1, 0, 0, 0, 1, 0, 0}}};
    const auto layout = streetLayout(StreetKind::RingRoad, 0, 1);
    StreetTraffic traffic(layout, 0, 1);
    std::array<std::set<std::uint32_t>, 2> tracks;
    for (int i = 0; i < 6000; ++i) {
        traffic.step(0.1, demandOf(phaseAt(phases, 0.1 * i)));
        for (const auto& object : traffic.objects()) {
            if (object.look.kind == StreetClass::Motorcycle)
                tracks[i < 3000 ? 0 : 1].insert(object.track);
        }
    }
    QVERIFY(tracks[0].empty());
    QVERIFY2(tracks[1].size() > 10, qPrintable(QString::number(tracks[1].size())));
}

void TestStreetTraffic::trafficStopsAndGoesOn()
{
    const auto layout = streetLayout(StreetKind::Crossroads, 1, 1);
    StreetTraffic traffic(layout, 1, 1);
    std::map<std::uint32_t, jackdaw::datasets::Vec2> before;
    std::map<std::uint32_t, int> standing;
    int wentOn = 0;
    for (int i = 0; i < 1500; ++i) {
        traffic.step(0.1, {{0.2, 0.6, 0.1, 0.1}, 1.5});
        for (const auto& object : traffic.objects()) {
            if (object.look.kind == StreetClass::Person)
                continue;
            const auto known = before.find(object.track);
            if (known != before.end()) {
                const double moved = length(object.frame.origin - known->second);
                QVERIFY2(moved < 3.0, "a vehicle jumped");
                int& still = standing[object.track];
                if (moved < 0.01) {
                    ++still;
                } else if (moved > 0.5) {
                    wentOn += still > 20 ? 1 : 0;
                    still = 0;
                }
            }
            before[object.track] = object.frame.origin;
        }
    }
    QVERIFY2(wentOn > 3, qPrintable(QString::number(wentOn)));
}

void TestStreetTraffic::busesStopAtTheBusStop()
{
    const auto layout = streetLayout(StreetKind::BusStop, 2, 1);
    StreetTraffic traffic(layout, 2, 1);
    std::map<std::uint32_t, double> lastX;
    std::map<std::uint32_t, double> stood;
    for (int i = 0; i < 3000; ++i) {
        traffic.step(0.1, {{0.0, 0.3, 0.7, 0.0}, 0.6});
        for (const auto& object : traffic.objects()) {
            if (object.look.kind != StreetClass::Bus || object.frame.ahead.x > 0.0)
                continue;
            const auto known = lastX.find(object.track);
            if (known != lastX.end() && std::abs(known->second - object.frame.origin.x) < 0.02)
                stood[object.track] += 0.1;
            lastX[object.track] = object.frame.origin.x;
        }
    }
    QVERIFY(lastX.size() > 5);
    const auto served = std::count_if(stood.begin(), stood.end(), [](const auto& bus) { return bus.second > 4.0; });
    QVERIFY(served * 2 > static_cast<std::ptrdiff_t>(lastX.size()));
}

void TestStreetTraffic::phasesBlendLinearly()
{
    const std::vector<StreetPhase> phases{{10.0, {1, 0, 0, 0}, 1.0, 1.0, 0.0}, {20.0, {0, 1, 0, 0}, 2.0, 0.0, 0.5}};
    const auto middle = phaseAt(phases, 15.0);
    QCOMPARE(middle.daylight, 0.5);
    QCOMPARE(middle.density, 1.5);
    QCOMPARE(middle.classMix[0], 0.5);
    QCOMPARE(phaseAt(phases, 0.0).daylight, 1.0);
    QCOMPARE(phaseAt(phases, 99.0).daylight, 0.0);
    QVERIFY(lightOf(phaseAt(phases, 99.0), {0, 0, 1}, 0.0).lamps > 0.99);
    QCOMPARE(lightOf(phaseAt(phases, 0.0), {0, 0, 1}, 0.0).lamps, 0.0);
    QCOMPARE(demandOf({0.0, {2, 2, 0, 0}, 1.0, 1.0, 0.0}).classMix[1], 0.5);
}

void TestStreetTraffic::whatIsNearerIsPaintedLater()
{
    const StreetView view({{0, 0, 5}, 0.0, 0.2, 377.0}, 704, 576);
    const auto square = [](double x, double y, double along) {
        return std::vector<Vec2>{{x - 1, y - along}, {x + 1, y - along}, {x + 1, y + along}, {x - 1, y + along}};
    };
    QVERIFY((paintingOrder({square(0, 10, 1), square(0, 30, 1), square(0, 20, 1)}, view)
             == std::vector<std::size_t>{1, 2, 0}));
    // The long one stands beside the eye's line: its side parts the two although its middle is farther away.
    QVERIFY((paintingOrder({square(3, 20, 6), square(6, 17, 1)}, view) == std::vector<std::size_t>{1, 0}));
    QVERIFY((paintingOrder({square(6, 20, 6), square(3, 17, 1)}, view) == std::vector<std::size_t>{0, 1}));
}

QTEST_GUILESS_MAIN(TestStreetTraffic)
#include "tst_street_traffic.moc"
