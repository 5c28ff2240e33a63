// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "datasets/scenario/scenario_document.h"
#include "tests/datasets/complete_scenario.h"
#include "tests/datasets/edited_scenario.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace jackdaw;
using datasets::ScenarioDocument;
using jackdaw::testing::kEdited;
using json = nlohmann::ordered_json;

namespace {

ScenarioDocument opened()
{
    return *ScenarioDocument::parse(kEdited, "my.json");
}

json changedBy(const std::function<void(RunDraft&)>& change)
{
    const ScenarioDocument document = opened();
    RunDraft draft = document.draft();
    change(draft);
    return json::parse(document.textOf(draft));
}

bool isFaulty(const std::vector<DraftFault>& faults, const std::string& place)
{
    return std::any_of(faults.begin(), faults.end(), [&](const DraftFault& fault) { return fault.place == place; });
}

} // namespace

/// What is edited is written, and all else stays.
class TestScenarioDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAChangeTheFileSaysTheSame();
    void aDraftHoldsWhatTheFileSays();
    void keysThatNobodyKnowsAreKept();
    void camerasKeepTheirOtherSettingsWhereverTheyGo();
    void aValueOfAnotherKindStaysUntilItIsChanged();
    void placesAreWrittenAsTheReaderWantsThem();
    void theOneDeviceOfOlderFilesBecomesAList();
    void relativePathsStillLeadThereWhenTheFileMoves();
    void everyFaultHasItsPlace();
    void aFreshRunLacksOnlyCamerasAndTheirLabels();
    void aCompleteScenarioIsTheSameAfterEveryFieldWasWritten();
    void whatIsNoScenarioIsRefused_data();
    void whatIsNoScenarioIsRefused();
};

void TestScenarioDocument::withoutAChangeTheFileSaysTheSame()
{
    const ScenarioDocument document = opened();
    QVERIFY(json::parse(document.textOf(document.draft())) == json::parse(kEdited));
}

void TestScenarioDocument::aDraftHoldsWhatTheFileSays()
{
    const RunDraft draft = opened().draft();
    QCOMPARE(draft.seed, std::uint64_t{18446744073709551615U});
    QCOMPARE(draft.windows, std::int64_t{4});
    QCOMPARE(draft.windowSeconds, 60.0);
    QVERIFY(draft.goldenModels == std::vector<std::string>{"nets/a.onnx"});
    QVERIFY((draft.devices == std::vector{DeviceDraft{.kind = "cpu", .threads = 2}}));
    QCOMPARE(draft.planner, std::string("thief"));
    QCOMPARE(draft.cameras.size(), 2U);
    QCOMPARE(draft.cameras[1].source, std::string("rtsp://10.0.0.2/b"));
    QCOMPARE(draft.cameras[1].credentials, std::string("file:yard.login"));
    QVERIFY(draft.cameras[1].origin == 1U);
}

void TestScenarioDocument::keysThatNobodyKnowsAreKept()
{
    const json made = changedBy([](RunDraft& draft) {
        draft.windows = 9;
        draft.planner = "jackdaw";
        draft.scoringIntervalSeconds = 2.5;
        draft.cameras[0].target = 0.75;
    });
    QVERIFY(made["note of the operator"] == json::parse(kEdited)["note of the operator"]);
    QCOMPARE(made.begin().key(), std::string("note of the operator"));
    QCOMPARE(made["windows"].get<int>(), 9);
    QCOMPARE(made["planner"].get<std::string>(), std::string("jackdaw"));
    QCOMPARE(made["golden"]["training_frames"].get<int>(), 12);
    QCOMPARE(made["golden"]["scoring_interval_seconds"].get<double>(), 2.5);
    QCOMPARE(made["cameras"][0]["owner"].get<std::string>(), std::string("Ann"));
    QCOMPARE(made["cameras"][0]["target"].get<double>(), 0.75);
    QCOMPARE(made["device"]["cooling"].get<std::string>(), std::string("loud"));
}

void TestScenarioDocument::camerasKeepTheirOtherSettingsWhereverTheyGo()
{
    const json made = changedBy([](RunDraft& draft) {
        CameraDraft copy = draft.cameras[0];
        copy.name = "gate (2)";
        draft.cameras = {draft.cameras[1], copy, CameraDraft{.name = "new", .source = "c.mp4"}};
    });
    QCOMPARE(made["cameras"].size(), 3U);
    QCOMPARE(made["cameras"][0]["target"].get<std::string>(), std::string("high"));
    QCOMPARE(made["cameras"][1]["owner"].get<std::string>(), std::string("Ann"));
    QCOMPARE(made["cameras"][1]["human_labels"].size(), 1U);
    QVERIFY(made["cameras"][2] == json({{"name", "new"}, {"source", "c.mp4"}}));
}

void TestScenarioDocument::aValueOfAnotherKindStaysUntilItIsChanged()
{
    QCOMPARE(changedBy([](RunDraft& draft) { draft.windows = 5; })["cameras"][1]["target"].get<std::string>(),
             std::string("high"));
    QCOMPARE(changedBy([](RunDraft& draft) { draft.cameras[1].target = 0.9; })["cameras"][1]["target"].get<double>(),
             0.9);
}

void TestScenarioDocument::placesAreWrittenAsTheReaderWantsThem()
{
    const std::vector<PicturePoint> corners{{0.1, 0.1}, {0.5, 0.1}, {0.5, 0.75}};
    const json made = changedBy([&](RunDraft& draft) {
        draft.cameras[0].lines = {{"in", {0.25, 0.5}, {0.75, 0.5}}};
        draft.cameras[0].zones = {{"stop", corners}};
        draft.cameras[0].ignored = {{"trees", corners}};
    });
    const json& camera = made["cameras"][0];
    const json area = json::array({{0.1, 0.1}, {0.5, 0.1}, {0.5, 0.75}});
    QVERIFY(camera["lines"] == json::array({{{"name", "in"}, {"from", {0.25, 0.5}}, {"to", {0.75, 0.5}}}}));
    QVERIFY(camera["zones"] == json::array({{{"name", "stop"}, {"corners", area}}}));
    QVERIFY2(camera["ignored_mask"] == json("films/gate.png"), "what is not changed stays");
    QVERIFY(camera["ignored"] == json::array({{{"name", "trees"}, {"corners", area}}}));
    const auto again = ScenarioDocument::parse(made.dump(), "again");
    QVERIFY(again->draft().cameras[0].ignored == (std::vector<IgnoredRegion>{{"trees", corners}}));
    QVERIFY(!json::parse(again->textOf(opened().draft()))["cameras"][0].contains("zones"));
}

void TestScenarioDocument::theOneDeviceOfOlderFilesBecomesAList()
{
    const json made = changedBy([](RunDraft& draft) { draft.devices.push_back({.kind = "cuda", .index = 1}); });
    QVERIFY(!made.contains("device"));
    QCOMPARE(made["devices"].size(), 2U);
    QCOMPARE(made["devices"][1]["index"].get<int>(), 1);
}

void TestScenarioDocument::relativePathsStillLeadThereWhenTheFileMoves()
{
    const ScenarioDocument document = opened();
    const json away = json::parse(document.movedTextOf(document.draft(), "/data/site", "/srv/ann"));
    QCOMPARE(away["cameras"][0]["source"].get<std::string>(), std::string("/data/site/films/gate.mp4"));
    QCOMPARE(away["cameras"][0]["human_labels"][0]["file"].get<std::string>(),
             std::string("/data/site/films/gate.xml"));
    QCOMPARE(away["cameras"][1]["source"].get<std::string>(), std::string("rtsp://10.0.0.2/b"));
    QCOMPARE(away["cameras"][1]["credentials"].get<std::string>(), std::string("file:/data/site/yard.login"));
    QCOMPARE(away["golden"]["models"][0].get<std::string>(), std::string("/data/site/nets/a.onnx"));
    QCOMPARE(away["cameras"][0]["ignored_mask"].get<std::string>(), std::string("/data/site/films/gate.png"));
    QCOMPARE(document.draft().cameras[0].ignoredMask, std::string("films/gate.png"));
    const json up = json::parse(document.movedTextOf(document.draft(), "/data/site", "/data"));
    QCOMPARE(up["cameras"][0]["source"].get<std::string>(), std::string("site/films/gate.mp4"));
}

void TestScenarioDocument::everyFaultHasItsPlace()
{
    const auto faults = datasets::findScenarioFaults(kEdited, "/nowhere");
    for (const char* place : {"/note of the operator", "/cameras/0/owner", "/cameras/1/target", "/device/cooling"})
        QVERIFY2(isFaulty(faults, place), place);
    const auto broken = datasets::findScenarioFaults("{", "/nowhere");
    QVERIFY(!broken.empty());
    const json twice = changedBy([](RunDraft& draft) { draft.cameras[1].name = "gate"; });
    QVERIFY(isFaulty(datasets::findScenarioFaults(twice.dump(), "/"), "/cameras/1/name"));
}

void TestScenarioDocument::aFreshRunLacksOnlyCamerasAndTheirLabels()
{
    const ScenarioDocument document;
    RunDraft draft = document.draft();
    QVERIFY(isFaulty(datasets::findScenarioFaults(document.textOf(draft), "/"), "/cameras"));
    draft.cameras.push_back({.name = "gate", .source = "gate.mp4"});
    const auto unlabelled = datasets::findScenarioFaults(document.textOf(draft), "/");
    QCOMPARE(unlabelled.size(), 1U);
    QCOMPARE(unlabelled[0].place, std::string("/golden/models"));
    draft.goldenModels = {"net.onnx"};
    QVERIFY(datasets::findScenarioFaults(document.textOf(draft), "/").empty());
}

void TestScenarioDocument::aCompleteScenarioIsTheSameAfterEveryFieldWasWritten()
{
    const std::string text = jackdaw::testing::complete().dump();
    const auto document = ScenarioDocument::parse(text, "complete");
    QVERIFY(document);
    RunDraft draft = document->draft();
    const auto original = datasets::parseScenario(text, "/data", "complete");
    QVERIFY2(original, original ? "" : original.error().text().c_str());
    RunDraft other = draft;
    other.windows += 1;
    other.cameras[0].target += 0.01;
    const auto between = ScenarioDocument::parse(document->textOf(other), "between");
    const auto back = between->textOf(draft);
    const auto settings = datasets::parseScenario(back, "/data", "complete");
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    QCOMPARE(settings->scenarioText, original->scenarioText);
}

void TestScenarioDocument::whatIsNoScenarioIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("no JSON") << QByteArray("{\"format\": ") << QStringLiteral("other.json");
    QTest::newRow("a list") << QByteArray("[1, 2]") << QStringLiteral("no scenario");
    QTest::newRow("COCO labels") << QByteArray("{\"images\": [], \"annotations\": []}")
                                 << QStringLiteral("no scenario");
    QTest::newRow("a key twice") << QByteArray("{\"format\": \"jackdaw-scenario\", \"seed\": 1, \"seed\": 2}")
                                 << QStringLiteral("seed");
}

void TestScenarioDocument::whatIsNoScenarioIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const auto document = ScenarioDocument::parse(text.toStdString(), "other.json");
    QVERIFY(!document);
    QVERIFY2(QString::fromStdString(document.error().text()).contains(says), document.error().text().c_str());
}

QTEST_GUILESS_MAIN(TestScenarioDocument)
#include "tst_scenario_document.moc"
