// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/streets/street_light.h"
#include "datasets/streets/street_order.h"
#include "datasets/streets/street_traffic.h"

#include <QtTest>

#include <algorithm>
#include <map>

using namespace jackdaw::datasets;

class TestStreetTraffic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vehiclesOfOneLaneNeverOverlap();
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
