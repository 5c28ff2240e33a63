// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "datasets/streets/street_files.h"
#include "engine/base/text_file.h"
#include "engine/video/video_reader.h"
#include "engine/vision/annotation_file.h"
#include "tests/support/source_folder.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace jackdaw;
using namespace jackdaw::datasets;

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

const char* const kScript = R"({
  "$schema": "streets.schema.json", "format": "jackdaw-streets", "version": 1, "name": "two streets",
  "description": "every key", "seed": 7, "width": 96, "height": 80, "frames_per_second": 5, "seconds": 4,
  "window_seconds": 2, "smallest_side": 9,
  "courses": [
    {"name": "day", "phases": [
      {"at_seconds": 0, "classes": {"person": 1, "car": 2, "bus": 0, "truck": 0, "van": 1, "motorcycle": 0.5,
       "bicycle": 0.5, "train": 0}, "density": 2, "daylight": 0.9, "haze": 0.1, "fog": 0.2, "rain": 0.3, "wind": 1},
      {"at_seconds": 3, "rain": 0}]}],
  "cameras": [
    {"name": "Mill, gate", "kind": "school-street", "course": "day", "copies": 2, "variety": 0.5, "start_seconds": 1,
     "apart_seconds": 10},
    {"name": "Ring", "kind": "ring-road", "course": "day"}]
})";

Result<StreetScript> parse(const Json& document)
{
    return parseStreetScript(document.dump(), "test.json");
}

/// The error's text for the script with \p value at \p pointer; "" where it is read.
std::string errorWith(const char* pointer, const Json& value)
{
    Json document = Json::parse(kScript);
    document[Json::json_pointer(pointer)] = value;
    const auto script = parse(document);
    return script ? std::string() : script.error().text();
}

std::string schemaText()
{
    return readText(testing::sourceFolder() / "datasets/streets.schema.json", "schema").value();
}

} // namespace

class TestStreetScript : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aScriptIsReadAndWrittenAndReadAgain();
    void whatAPhaseDoesNotSayStays();
    void copiesBeginOneAfterTheOther();
    void everyFaultIsToldAtOnce();
    void faultsNameTheirPlace_data();
    void faultsNameTheirPlace();
    void theSchemaNamesAllStreetsAndClasses();
    void theShippedScriptsAreReadable();
    void filmsTruthAndScenarioBelongTogether();
    void aFolderThatHoldsSomethingIsLeftAlone();
    void aStoppedFilmLeavesNothing();
};

void TestStreetScript::aScriptIsReadAndWrittenAndReadAgain()
{
    const auto script = parseStreetScript(kScript, "test.json");
    QVERIFY2(script, script ? "" : script.error().text().c_str());
    QCOMPARE(script->groups.size(), 2U);
    QVERIFY(script->groups[0].kind == StreetKind::SchoolStreet);
    const auto again = parseStreetScript(streetScriptJson(*script), "again.json");
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QVERIFY(*again == *script);
}

void TestStreetScript::whatAPhaseDoesNotSayStays()
{
    const auto script = parseStreetScript(kScript, "test.json");
    const auto& phases = script->courses.front().phases;
    QCOMPARE(phases[1].seconds, 3.0);
    QCOMPARE(phases[1].rain, 0.0);
    QCOMPARE(phases[1].fog, 0.2);
    QVERIFY(phases[1].classMix == phases[0].classMix);
}

void TestStreetScript::copiesBeginOneAfterTheOther()
{
    const auto script = parseStreetScript(kScript, "test.json");
    const auto cameras = streetCameras(*script, {"person", "car"});
    QCOMPARE(cameras.size(), 3U);
    QCOMPARE(cameras[1].file, std::string("01-mill-gate-2"));
    QCOMPARE(cameras[1].street.start, 11.0);
    QVERIFY(cameras[0].street.camera != cameras[1].street.camera);
    QVERIFY((cameras[2].street.classes == std::vector<std::string>{"person", "car"}));
}

void TestStreetScript::everyFaultIsToldAtOnce()
{
    Json document = Json::parse(kScript);
    document["width"] = 98;
    document["cameras"][0]["kind"] = "high-way";
    document["cameras"][1]["course"] = "night";
    document["courses"][0]["phases"][1]["at_seconds"] = 0;
    document["courses"][0]["phases"][0]["classes"]["tram"] = 1;
    const auto script = parse(document);
    QVERIFY(!script);
    const std::string text = script.error().text();
    for (const char* pointer : {"/width", "/cameras/0/kind", "/cameras/1/course", "/courses/0/phases/1",
                                "/courses/0/phases/0/classes/tram"})
        QVERIFY2(text.find(pointer) != std::string::npos, (std::string(pointer) + " in " + text).c_str());
}

void TestStreetScript::faultsNameTheirPlace_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    for (const auto& [pointer, value] : std::vector<std::pair<const char*, const char*>>{
             {"/format", R"("jackdaw-scenario")"},
             {"/version", "2"},
             {"/seconds", "0.5"},
             {"/height", "40"},
             {"/frames_per_second", "0"},
             {"/smallest_side", "1"},
             {"/window_seconds", "0"},
             {"/courses", "[]"},
             {"/cameras", "[]"},
             {"/cameras/0/copies", "64"},
             {"/cameras/0/variety", "1.5"},
             {"/cameras/0/start_seconds", "-1"},
             {"/courses/0/phases/0/fog", "2"},
             {"/courses/0/phases/0/wind", R"("strong")"},
             {"/courses/0/phases/0/classes", "{}"},
             {"/colour", "1"}})
        QTest::addRow("%s", pointer) << QString::fromLatin1(pointer) << QString::fromLatin1(value);
}

void TestStreetScript::faultsNameTheirPlace()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    const std::string text = errorWith(pointer.toStdString().c_str(), Json::parse(value.toStdString()));
    const std::string place = pointer == QStringLiteral("/cameras/0/copies") ? "/cameras" : pointer.toStdString();
    QVERIFY2(text.find(place) != std::string::npos, text.c_str());
}

void TestStreetScript::theSchemaNamesAllStreetsAndClasses()
{
    const Json schema = Json::parse(schemaText());
    const auto& properties = schema.at("properties");
    QVERIFY(properties.at("cameras").at("items").at("properties").at("kind").at("enum") == Json(streetKindNames()));
    const auto& phase = properties.at("courses").at("items").at("properties").at("phases").at("items").at("properties");
    std::set<std::string> classes;
    for (const auto& [name, rule] : phase.at("classes").at("properties").items())
        classes.insert(name);
    QVERIFY((classes == std::set<std::string>(streetClassNames().begin(), streetClassNames().end())));
    // What the schema knows is what can be said, and what can be said is read.
    const Json document = Json::parse(kScript);
    for (const auto& [key, rule] : properties.items())
        QVERIFY2(document.contains(key), key.c_str());
    for (const auto& [key, rule] : phase.items())
        QVERIFY2(document["courses"][0]["phases"][0].contains(key), key.c_str());
    for (const auto& [key, rule] : properties.at("cameras").at("items").at("properties").items())
        QVERIFY2(document["cameras"][0].contains(key), key.c_str());
}

void TestStreetScript::theShippedScriptsAreReadable()
{
    const fs::path folder = testing::sourceFolder() / "datasets/streets/scripts";
    const auto hour = readStreetScript(folder / "hour.json");
    QVERIFY2(hour, hour ? "" : hour.error().text().c_str());
    QCOMPARE(hour->seconds, 3600.0);
    QCOMPARE(hour->width, 320);
    QCOMPARE(hour->height, 240);
    QCOMPARE(hour->framesPerSecond, 10);
    QCOMPARE(streetCameras(*hour, streetClassNames()).size(), 8U);
    const auto learning = readStreetScript(folder / "learning.json");
    QVERIFY2(learning, learning ? "" : learning.error().text().c_str());
    std::set<StreetKind> kinds;
    for (const auto* script : {&*hour, &*learning}) {
        for (const auto& group : script->groups) {
            kinds.insert(group.kind);
            QVERIFY(std::find(demoKinds().begin(), demoKinds().end(), group.kind) == demoKinds().end());
        }
    }
    QCOMPARE(kinds.size(), trainingKinds().size());
}

void TestStreetScript::filmsTruthAndScenarioBelongTogether()
{
    const QTemporaryDir temporary;
    const fs::path folder = fs::path(temporary.path().toStdString()) / "films";
    const auto script = parseStreetScript(kScript, "test.json");
    std::vector<double> progress;
    const auto filmed = filmStreets(*script, folder, 2, [&](double fraction) { progress.push_back(fraction); });
    QVERIFY2(filmed, filmed ? "" : filmed.error().text().c_str());
    QCOMPARE(progress.back(), 1.0);
    const auto settings = readScenario(filmed->scenario);
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    QCOMPARE(settings->cameras.size(), 3U);
    QCOMPARE(settings->windows, 2U);
    for (const auto& camera : settings->cameras) {
        auto reader = video::VideoReader::open(camera.settings.source);
        QVERIFY2(reader, reader ? "" : reader.error().text().c_str());
        QCOMPARE((*reader)->info().width, 96);
        const auto labels = vision::readAnnotationFile(
            *camera.goldenLabels, {settings->classes, vision::trafficAliases(settings->classes), 0.0F});
        QVERIFY2(labels, labels ? "" : labels.error().text().c_str());
        QCOMPARE(labels->frames.size(), 20U);
    }
}

void TestStreetScript::aFolderThatHoldsSomethingIsLeftAlone()
{
    const QTemporaryDir temporary;
    const fs::path folder = temporary.path().toStdString();
    QVERIFY(writeText(folder / "letter.txt", "keep"));
    const auto filmed = filmStreets(*parseStreetScript(kScript, "test.json"), folder, 1);
    QVERIFY(!filmed);
    QVERIFY(filmed.error().message.find(folder.string()) != std::string::npos);
    QVERIFY(fs::exists(folder / "letter.txt"));
    QVERIFY(!filmStreets(*parseStreetScript(kScript, "test.json"), "/proc/no/films", 1));
}

void TestStreetScript::aStoppedFilmLeavesNothing()
{
    const QTemporaryDir temporary;
    const fs::path folder = fs::path(temporary.path().toStdString()) / "films";
    auto script = parseStreetScript(kScript, "test.json");
    script->seconds = 3600.0;
    std::stop_source stop;
    const auto filmed = filmStreets(*script, folder, 2, [&](double) { stop.request_stop(); }, stop.get_token());
    QVERIFY(!filmed);
    QVERIFY(filmed.error().code == ErrorCode::Cancelled);
    QVERIFY(!fs::exists(folder));
}

QTEST_GUILESS_MAIN(TestStreetScript)
#include "tst_street_script.moc"
