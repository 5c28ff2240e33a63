// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/check_settings.h"
#include "tests/datasets/complete_scenario.h"

#include <QtTest>

#include <algorithm>

using namespace jackdaw;
using jackdaw::testing::complete;
using jackdaw::testing::hasFaultAt;
using jackdaw::testing::parse;
using json = nlohmann::json;

namespace {

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

} // namespace

/// Lines, zones and ignored regions of a scenario's cameras.
class TestScenarioCounting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesMustLeadSomewhere();
    void zonesMustEncloseSomething();
    void linesAndZonesHaveNamesOfTheirOwn();
    void ignoredRegionsAreCheckedAsZonesAre();
};

void TestScenarioCounting::linesMustLeadSomewhere()
{
    const auto settings = parse(complete());
    QVERIFY(settings);
    QCOMPARE(settings->cameras[0].lines.size(), std::size_t{2});
    QVERIFY(settings->cameras[0].lines[1] == (CountingLine{"out", {0.2, 0.3}, {0.8, 0.4}}));
    json document = complete();
    document["cameras"][0]["lines"][1]["to"] = document["cameras"][0]["lines"][1]["from"];
    const auto refused = parse(document);
    QVERIFY(!refused);
    QVERIFY2(hasFaultAt(refused.error().message, "/cameras/0/lines/1/to"), bytes(refused.error().message));
}

void TestScenarioCounting::zonesMustEncloseSomething()
{
    const auto settings = parse(complete());
    QVERIFY(settings);
    QVERIFY(settings->cameras[0].zones
            == (std::vector<CountingZone>{{"crossing", {{0.2, 0.15}, {0.85, 0.2}, {0.8, 0.75}}}}));
    json document = complete();
    document["cameras"][1]["zones"][0]["corners"] = {{0.25, 0.25}, {0.5, 0.5}, {0.75, 0.75}};
    const auto flat = parse(document);
    QVERIFY(!flat);
    QVERIFY2(hasFaultAt(flat.error().message, "/cameras/1/zones/0/corners"), bytes(flat.error().message));
    document["cameras"][1]["zones"][0]["corners"] = {{0.25, 0.25}, {0.5, 0.5}};
    const auto few = parse(document);
    QVERIFY(!few);
    QVERIFY2(hasFaultAt(few.error().message, "/cameras/1/zones/0/corners"), bytes(few.error().message));
    auto direct = *settings;
    direct.cameras[1].zones[0].corners.resize(2);
    QVERIFY(!runtime::checkSettings(direct));
    direct = *settings;
    direct.cameras[2].lines[0].to.x = 1.5;
    const auto faults = runtime::findFaults(direct);
    QVERIFY(std::any_of(faults.begin(), faults.end(),
                        [](const auto& fault) { return fault.place == "/cameras/2/lines/0/to/0"; }));
}

void TestScenarioCounting::linesAndZonesHaveNamesOfTheirOwn()
{
    json document = complete();
    document["cameras"][0]["lines"][1]["name"] = "in";
    const auto lines = parse(document);
    QVERIFY(!lines);
    QVERIFY2(hasFaultAt(lines.error().message, "/cameras/0/lines/1/name"), bytes(lines.error().message));
    document = complete();
    document["cameras"][2]["zones"].push_back(document["cameras"][2]["zones"][0]);
    const auto zones = parse(document);
    QVERIFY(!zones);
    QVERIFY2(hasFaultAt(zones.error().message, "/cameras/2/zones/1/name"), bytes(zones.error().message));
}

void TestScenarioCounting::ignoredRegionsAreCheckedAsZonesAre()
{
    const auto settings = parse(complete());
    QVERIFY(settings);
    QVERIFY(settings->cameras[0].ignored
            == (std::vector<IgnoredRegion>{{"screen", {{0.7, 0.05}, {0.95, 0.05}, {0.95, 0.3}, {0.7, 0.35}}}}));
    json document = complete();
    document["cameras"][1]["ignored"][0]["corners"] = {{0.25, 0.25}, {0.5, 0.5}, {0.75, 0.75}};
    const auto flat = parse(document);
    QVERIFY(!flat);
    QVERIFY2(hasFaultAt(flat.error().message, "/cameras/1/ignored/0/corners"), bytes(flat.error().message));
    QVERIFY2(flat.error().message.find("around the region") != std::string::npos, bytes(flat.error().message));
    document = complete();
    document["cameras"][2]["ignored"].push_back(document["cameras"][2]["ignored"][0]);
    document["cameras"][2]["ignored"][0]["corners"][0][1] = 1.5;
    const auto outside = parse(document);
    QVERIFY(!outside);
    QVERIFY2(hasFaultAt(outside.error().message, "/cameras/2/ignored/1/name"), bytes(outside.error().message));
    QVERIFY2(hasFaultAt(outside.error().message, "/cameras/2/ignored/0/corners/0/1"), bytes(outside.error().message));
}

QTEST_GUILESS_MAIN(TestScenarioCounting)
#include "tst_scenario_counting.moc"
