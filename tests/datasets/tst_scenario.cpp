// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "engine/base/random.h"
#include "engine/runtime/check_settings.h"
#include "tests/datasets/complete_scenario.h"
#include "tests/support/source_folder.h"

#include <QtTest>

#include <set>

#include <nlohmann/json.hpp>

using jackdaw::datasets::parseScenario;
using jackdaw::datasets::scenarioJson;
using jackdaw::testing::complete;
using jackdaw::testing::hasFaultAt;
using jackdaw::testing::kComplete;
using jackdaw::testing::parse;
using nlohmann::json;

namespace {

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

json schema()
{
    QFile file(jackdaw::testing::sourceFolder() / "datasets/scenario.schema.json");
    return file.open(QIODevice::ReadOnly) ? json::parse(file.readAll().toStdString()) : json();
}

/// One value of the complete scenario with what the schema says about it.
struct Field {
    std::string pointer;
    json rule;
    bool required = false;
};

json resolved(const json& root, const json& rule)
{
    json found = rule;
    while (found.contains("$ref"))
        found = root.at(json::json_pointer(found.at("$ref").get<std::string>().substr(1)));
    return found;
}

/// Of the keys of a student.
bool isOfOneFamily(const std::string& key)
{
    static const std::set<std::string> keys{"width",        "depth",      "pretrained", "network", "head",
                                            "architecture", "multiplier", "crop",       "source",  "weights"};
    return keys.contains(key);
}

/// Keys that the complete scenario, one of recordings, cannot have; tst_scenario_live has them.
bool isOfLiveCameras(const std::string& key)
{
    return key == "credentials" || key == "key_frames_only" || key == "clips" || key == "hardware_decoding";
}

void walk(const json& root, const json& rule, const json& value, const Field& at, std::vector<Field>& fields)
{
    if (!at.pointer.empty())
        fields.push_back({at.pointer, rule, at.required});
    if (value.is_object()) {
        const auto required = rule.value("required", json::array());
        for (const auto& [key, inner] : rule.at("properties").items()) {
            if ((isOfOneFamily(key) || isOfLiveCameras(key)) && !value.contains(key))
                continue;
            const bool isRequired = std::find(required.begin(), required.end(), key) != required.end();
            walk(root, resolved(root, inner), value.at(key), {at.pointer + "/" + key, {}, isRequired}, fields);
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            walk(root, resolved(root, rule.at("items")), value[i], {at.pointer + "/" + std::to_string(i), {}, true},
                 fields);
    }
}

std::vector<Field> fields()
{
    std::vector<Field> found;
    const json root = schema();
    walk(root, root, complete(), {}, found);
    return found;
}

bool isInteger(const json& value)
{
    return value.is_number_integer() || (value.is_number_float() && std::floor(value.get<double>()) == value);
}

bool hasType(const json& value, const json& rule)
{
    if (!rule.contains("type"))
        return true;
    const auto type = rule.at("type").get<std::string>();
    return (type == "number" && value.is_number()) || (type == "integer" && isInteger(value))
        || (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean())
        || (type == "array" && value.is_array()) || (type == "object" && value.is_object());
}

bool numberFits(double value, const json& rule)
{
    return value >= rule.value("minimum", -1e308) && value <= rule.value("maximum", 1e308)
        && value > rule.value("exclusiveMinimum", -1e308)
        && (!rule.contains("multipleOf") || std::fmod(value, rule["multipleOf"].get<double>()) == 0.0);
}

/// What the schema alone says about a scalar, or about an array's type and length.
bool fits(const json& value, const json& rule)
{
    if (rule.contains("const"))
        return value == rule.at("const");
    if (rule.contains("enum"))
        return std::find(rule["enum"].begin(), rule["enum"].end(), value) != rule["enum"].end();
    if (!hasType(value, rule))
        return false;
    if (value.is_number())
        return numberFits(value.get<double>(), rule);
    if (value.is_string())
        return value.get<std::string>().size() >= rule.value("minLength", 0U)
            && value.get<std::string>().size() <= rule.value("maxLength", SIZE_MAX);
    return !value.is_array() || (value.size() >= rule["minItems"] && value.size() <= rule["maxItems"]);
}

std::vector<json> oddValues(const json& rule)
{
    std::vector<json> values{nullptr,
                             true,
                             -1,
                             -0.5,
                             0,
                             0.5,
                             1,
                             3.25,
                             1e308,
                             -1e308,
                             1e18,
                             UINT64_MAX,
                             "",
                             "text",
                             "NaN",
                             std::string(5000, 'x'),
                             json::array(),
                             json::array({1}),
                             json::object()};
    for (const char* bound : {"minimum", "maximum", "exclusiveMinimum"}) {
        if (!rule.contains(bound))
            continue;
        const double limit = rule[bound].get<double>();
        for (const double step : {-1.0, -1e-3, 0.0, 1e-3, 1.0})
            values.emplace_back(limit + step);
    }
    return values;
}

/// Where values that the schema allows one by one are faults together with the rest of the complete scenario.
std::string faultTogether(const std::string& pointer, const json& value)
{
    // Above 2^53 a number with an exponent names no single integer.
    if (pointer == "/seed" && value.is_number_float() && std::abs(value.get<double>()) > 9e15)
        return pointer;
    if (pointer == "/planner" && value.is_string())
        return pointer;
    if (pointer == "/window_seconds" && value.is_number() && value.get<double>() < 3.5)
        return "/golden/scoring_interval_seconds";
    if (pointer == "/golden/scoring_interval_seconds")
        return value.is_number() && value.get<double>() > 46.5 ? pointer : "";
    if (pointer.ends_with("/first_frame") && value.is_number() && value.get<double>() > 80)
        return pointer.substr(0, pointer.rfind('/')) + "/last_frame";
    if (pointer.ends_with("/last_frame") && value.is_number() && value.get<double>() < 5)
        return pointer;
    // The other keys are those of the family that was named.
    if (pointer.ends_with("/student/family") && value == (pointer.starts_with("/cameras/1") ? "point" : "onnx"))
        return pointer.substr(0, pointer.rfind('/')) + (pointer.starts_with("/cameras/1") ? "/network" : "/width");
    return {};
}

} // namespace

class TestScenario : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCompleteScenarioSaysEverything();
    void everyFieldWithEveryOddValueIsAcceptedOrNamed();
    void everyMissingFieldIsNamedOrHasADefault();
    void everyUnknownKeyIsNamedWithTheNearestOne();
    void everyValueArrivesInTheSettings();
    void settingsAsTextAndBackAreTheSame();
    void allFaultsAreReportedAtOnce();
    void whatTheReaderRefusesNoRunTakes();
    void namesMustBeTheirOwn();
    void stretchesOfHumanLabelsMustNotOverlap();
    void goldenLabelsMustComeFromSomewhere();
    void aSecondGoldenModelIsAnotherNetwork();
    void unknownVersionsAndFormatsStopAtOnce();
    void pathsAreTakenFromTheFolderAndTheEnvironment();
    void aVariableThatIsNotSetIsToldOnce();
    void aTextCutOffAnywhereSaysSo();
    void aKeyGivenTwiceIsAFault();
    void hugeAndDeeplyNestedTextsEndInOneSentence();
    void randomlyDamagedTextsNeverDoHarm();
    void missingFilesAreNamed();
    void theReadyScenariosAreGood_data();
    void theReadyScenariosAreGood();
};

void TestScenario::theCompleteScenarioSaysEverything()
{
    const auto settings = parse(complete());
    QVERIFY2(settings, bytes(settings ? "" : settings.error().text()));
    QCOMPARE(settings->cameras.size(), 3U);
    QCOMPARE(settings->cameras[1].settings.id.value, 1U);
    QCOMPARE(settings->cameras[0].settings.source, std::string("/scenarios/gate.mp4"));
    QCOMPARE(settings->cameras[0].settings.offset, jackdaw::fromSeconds(9.2));
    QCOMPARE(settings->cameras[0].humanLabels.at(0).labelFirstFrame, 3);
    QCOMPARE(settings->windowLength, jackdaw::fromSeconds(46.5));
    QCOMPARE(std::get<jackdaw::learning::PointSettings>(settings->student).inputHeight, 256);
    QCOMPARE(settings->configurations.at(0).layers, jackdaw::learning::TrainedLayers::Upper);
    QVERIFY(settings->clock == jackdaw::ClockKind::Device);
    QVERIFY(fields().size() > 70);
}

void TestScenario::everyFieldWithEveryOddValueIsAcceptedOrNamed()
{
    int accepted = 0;
    int refused = 0;
    for (const Field& field : fields()) {
        for (const json& value : oddValues(field.rule)) {
            if (value.is_structured() && fits(value, field.rule))
                continue; // an object or array of the right kind, whose inner values are walked by themselves
            json document = complete();
            document[json::json_pointer(field.pointer)] = value;
            const auto settings = parse(document);
            const std::string told = field.pointer + " = " + value.dump().substr(0, 60) + ": "
                + (settings ? "accepted" : settings.error().message);
            const std::string together = faultTogether(field.pointer, value);
            const bool good = fits(value, field.rule) && together.empty();
            QVERIFY2(bool(settings) == good, bytes(told));
            const auto& at = fits(value, field.rule) ? together : field.pointer;
            QVERIFY2(good || hasFaultAt(settings.error().message, at), bytes(told));
            ++(good ? accepted : refused);
        }
    }
    QVERIFY(accepted > 100);
    QVERIFY(refused > 800);
}

void TestScenario::everyMissingFieldIsNamedOrHasADefault()
{
    int named = 0;
    for (const Field& field : fields()) {
        const json::json_pointer pointer(field.pointer);
        json document = complete();
        if (document[pointer.parent_pointer()].is_array())
            continue;
        if (field.pointer == "/cameras/1/student/family" || field.pointer == "/cameras/1/student/network"
            || field.pointer == "/cameras/2/student/family")
            continue; // another family's keys are left
        if (field.pointer == "/clock")
            continue; // prices and uncharged scores go with the clock "device" alone
        document[pointer.parent_pointer()].erase(pointer.back());
        const auto settings = parse(document);
        const std::string told = field.pointer + ": " + (settings ? "accepted" : settings.error().message);
        QVERIFY2(bool(settings) != field.required, bytes(told));
        QVERIFY2(settings || hasFaultAt(settings.error().message, field.pointer), bytes(told));
        named += settings ? 0 : 1;
    }
    QVERIFY(named > 10);
}

void TestScenario::everyUnknownKeyIsNamedWithTheNearestOne()
{
    for (const Field& field : fields()) {
        const json::json_pointer pointer(field.pointer);
        json document = complete();
        json& object = document[pointer.parent_pointer()];
        if (!object.is_object() || field.pointer == "/format" || field.pointer == "/version")
            continue;
        const std::string wrong = pointer.back() + "X";
        object[wrong] = object[pointer.back()];
        const auto settings = parse(document);
        QVERIFY2(!settings, bytes(field.pointer));
        QVERIFY2(hasFaultAt(settings.error().message, field.pointer + "X"), bytes(settings.error().message));
        QVERIFY2(settings.error().message.find("nearest is \"" + pointer.back() + "\"") != std::string::npos,
                 bytes(settings.error().message));
    }
}

void TestScenario::everyValueArrivesInTheSettings()
{
    const std::set<std::string> forReaders{"/$schema", "/description"};
    const json written = json::parse(scenarioJson(*parse(complete())));
    for (const Field& field : fields()) {
        if (forReaders.contains(field.pointer) || !complete()[json::json_pointer(field.pointer)].is_primitive())
            continue;
        const json::json_pointer pointer(field.pointer);
        QVERIFY2(written.contains(pointer), bytes(field.pointer));
        const json expected = complete()[pointer];
        const json& actual = written[pointer];
        const bool isPath = actual.is_string() && actual.get<std::string>().starts_with("/scenarios/");
        QVERIFY2(actual == (isPath ? json("/scenarios/" + expected.get<std::string>()) : expected),
                 bytes(field.pointer + " " + actual.dump()));
    }
}

void TestScenario::settingsAsTextAndBackAreTheSame()
{
    const auto first = parse(complete());
    const auto second = parseScenario(first->scenarioText, "", "again");
    QVERIFY2(second, bytes(second ? "" : second.error().text()));
    QCOMPARE(scenarioJson(*second), scenarioJson(*first));
    QCOMPARE(second->scenarioText, first->scenarioText);
    QCOMPARE(second->cameras[0].settings.offset, first->cameras[0].settings.offset);
    QVERIFY(second->configurations == first->configurations);

    auto settings = jackdaw::datasets::defaultSettings();
    settings.name = "d\"ollar $ and ${NONE}";
    settings.windowLength = jackdaw::Nanoseconds{12'345'678'901};
    settings.labelling.models = {"/models/$a/${b}.onnx"};
    settings.labelling.secondModels = {"/models/$c.onnx"};
    settings.cameras.resize(1);
    settings.cameras[0].settings.name = "cämera";
    settings.cameras[0].settings.source = "/video/$$.mp4";
    settings.cameras[0].settings.offset = jackdaw::Nanoseconds{987'654'321'987};
    const auto read = parseScenario(scenarioJson(settings), "", "again");
    QVERIFY2(read, bytes(read ? "" : read.error().text()));
    QCOMPARE(read->name, settings.name);
    QCOMPARE(read->windowLength, settings.windowLength);
    QVERIFY(read->labelling.models == settings.labelling.models);
    QVERIFY(read->labelling.secondModels == settings.labelling.secondModels);
    QCOMPARE(read->cameras[0].settings.source, settings.cameras[0].settings.source);
    QCOMPARE(read->cameras[0].settings.offset, settings.cameras[0].settings.offset);
    QVERIFY(read->configurations == settings.configurations);
    QVERIFY(read->student == settings.student);
}

void TestScenario::allFaultsAreReportedAtOnce()
{
    json document = complete();
    document["seed"] = -1;
    document["cameras"][0]["speed"] = 0;
    document["cameras"][1]["weight"] = "heavy";
    document["configurations"][1]["epochs"] = nullptr;
    document["golden"]["cash"] = "x";
    document.erase("windows");
    const auto settings = parse(document);
    QVERIFY(!settings);
    QVERIFY(settings.error().code == jackdaw::ErrorCode::InvalidInput);
    const auto& text = settings.error().message;
    for (const char* pointer :
         {"/seed", "/cameras/0/speed", "/cameras/1/weight", "/configurations/1/epochs", "/golden/cash", "/windows"})
        QVERIFY2(hasFaultAt(text, pointer), bytes(text));
    QVERIFY(text.find("test.json") != std::string::npos);
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 6);
}

/// Settings need not come from a scenario: the same is refused, at the same place, wherever they come from.
void TestScenario::whatTheReaderRefusesNoRunTakes()
{
    using jackdaw::runtime::RunSettings;
    const auto good = parse(complete());
    QVERIFY(good);
    QVERIFY(jackdaw::runtime::checkSettings(*good));
    const auto expectFault = [&](const char* place, const json& value, const std::function<void(RunSettings&)>& set) {
        RunSettings settings = *good;
        set(settings);
        const auto faults = jackdaw::runtime::findFaults(settings);
        QVERIFY2(faults.size() == 1 && faults[0].place == place, place);
        const auto status = jackdaw::runtime::checkSettings(settings);
        QVERIFY2(!status && status.error().message.find(std::string(place) + ": found") != std::string::npos, place);
        json document = complete();
        document[json::json_pointer(place)] = value;
        const auto read = parse(document);
        QVERIFY2(!read && hasFaultAt(read.error().message, place), place);
    };
    expectFault("/student/width", 12,
                [](RunSettings& s) { std::get<jackdaw::learning::PointSettings>(s.student).width = 12; });
    expectFault("/student/width", 4,
                [](RunSettings& s) { std::get<jackdaw::learning::PointSettings>(s.student).width = 4; });
    expectFault("/student/input_width", 100,
                [](RunSettings& s) { std::get<jackdaw::learning::PointSettings>(s.student).inputWidth = 100; });
    expectFault("/golden/training_frames", 3, [](RunSettings& s) { s.labelling.trainingFrames = 3; });
    expectFault("/golden/first_training_frames", 2, [](RunSettings& s) { s.labelling.firstTrainingFrames = 2; });
    expectFault("/golden/scoring_interval_seconds", 60, [](RunSettings& s) { s.labelling.scoringInterval = 60.0; });
    expectFault("/golden/training_span", 0, [](RunSettings& s) { s.labelling.trainingSpan = 0.0; });
    expectFault("/windows", 1, [](RunSettings& s) { s.windows = 1; });
    expectFault("/window_seconds", 1e6, [](RunSettings& s) { s.windowLength = jackdaw::fromSeconds(1e6); });
    expectFault("/quantum", 0, [](RunSettings& s) { s.quantum = 0.0; });
    expectFault("/rounds", 0, [](RunSettings& s) { s.rounds = 0; });
    expectFault("/profiling_budget", 0.6, [](RunSettings& s) { s.profilingBudget = 0.6; });
    expectFault("/planner", "robber", [](RunSettings& s) { s.planner = "robber"; });
    expectFault("/cameras/1/speed", 2000, [](RunSettings& s) { s.cameras[1].settings.speed = 2000.0; });
    expectFault("/cameras/0/weight", 0, [](RunSettings& s) { s.cameras[0].weight = 0.0; });
    expectFault("/cameras/1/name", "gate", [](RunSettings& s) { s.cameras[1].settings.name = "gate"; });
    expectFault("/cameras", json::array(), [](RunSettings& s) { s.cameras.clear(); });
    expectFault("/configurations", json::array(), [](RunSettings& s) { s.configurations.clear(); });
}

void TestScenario::namesMustBeTheirOwn()
{
    json document = complete();
    document["cameras"][1]["name"] = "gate";
    document["configurations"][1]["name"] = "short";
    document["classes"][2] = "car";
    const auto settings = parse(document);
    QVERIFY(!settings);
    for (const char* pointer : {"/cameras/1/name", "/configurations/1/name", "/classes/2"})
        QVERIFY2(hasFaultAt(settings.error().message, pointer), bytes(settings.error().message));

    document = complete();
    document["cameras"] = json::array();
    for (int i = 0; i < 65; ++i)
        document["cameras"].push_back({{"name", std::to_string(i)}, {"source", "x.mp4"}});
    QVERIFY(hasFaultAt(parse(document).error().message, "/cameras"));
    document["cameras"].erase(64);
    QVERIFY(parse(document));
}

void TestScenario::stretchesOfHumanLabelsMustNotOverlap()
{
    json document = complete();
    auto& stretches = document["cameras"][0]["human_labels"];
    stretches.push_back({{"file", "b.xml"}, {"first_frame", 99}, {"last_frame", 120}});
    QVERIFY(hasFaultAt(parse(document).error().message, "/cameras/0/human_labels/1/first_frame"));
    stretches[1]["first_frame"] = 100;
    QVERIFY(parse(document));
    QCOMPARE(parse(document)->cameras[0].humanLabels[1].labelFirstFrame, 0);
}

void TestScenario::goldenLabelsMustComeFromSomewhere()
{
    json document = complete();
    document["golden"]["models"] = json::array();
    QVERIFY(parse(document));
    document["cameras"][1].erase("golden_labels");
    QVERIFY(hasFaultAt(parse(document).error().message, "/golden/models"));
    document.erase("golden");
    QVERIFY(hasFaultAt(parse(document).error().message, "/golden/models"));
}

void TestScenario::aSecondGoldenModelIsAnotherNetwork()
{
    json document = complete();
    QCOMPARE(parse(document)->labelling.secondModels.at(0).filename().string(), std::string("c.onnx"));
    document["golden"]["second_models"] = {"c.onnx", "people.csv"};
    QVERIFY(hasFaultAt(parse(document).error().message, "/golden/second_models/1"));
    document["golden"]["second_models"] = document["golden"]["models"];
    QVERIFY(hasFaultAt(parse(document).error().message, "/golden/second_models"));
}

void TestScenario::unknownVersionsAndFormatsStopAtOnce()
{
    json document = complete();
    document["version"] = 2;
    document["seed"] = "x";
    const auto newer = parse(document);
    QVERIFY(hasFaultAt(newer.error().message, "/version"));
    QVERIFY(!hasFaultAt(newer.error().message, "/seed"));
    document["version"] = 1;
    document["format"] = "jackdaw-session";
    QVERIFY(hasFaultAt(parse(document).error().message, "/format"));
    for (const json& other : {json::array(), json(3), json("x"), json()})
        QVERIFY2(!parse(other), bytes(other.dump()));
}

void TestScenario::pathsAreTakenFromTheFolderAndTheEnvironment()
{
    qputenv("JACKDAW_TEST_FOLDER", "/videos");
    qunsetenv("JACKDAW_TEST_NOTHING");
    json document = complete();
    document["cameras"][0]["source"] = "${JACKDAW_TEST_FOLDER}/a.mp4";
    document["cameras"][1]["source"] = "../b$$c.mp4";
    const auto settings = parse(document);
    QVERIFY(settings);
    QCOMPARE(settings->cameras[0].settings.source, std::string("/videos/a.mp4"));
    QCOMPARE(settings->cameras[1].settings.source, std::string("/b$c.mp4"));
    for (const char* bad : {"${JACKDAW_TEST_NOTHING}/a.mp4", "${JACKDAW_TEST_FOLDER/a.mp4", "${}"}) {
        document["cameras"][0]["source"] = bad;
        QVERIFY2(hasFaultAt(parse(document).error().message, "/cameras/0/source"), bad);
    }
}

/// A scenario whose files lie in a folder that a variable names has it in every path.
void TestScenario::aVariableThatIsNotSetIsToldOnce()
{
    qunsetenv("JACKDAW_TEST_NOTHING");
    json document = complete();
    for (json& camera : document["cameras"])
        camera["source"] = "${JACKDAW_TEST_NOTHING}/a.mp4";
    document["golden"]["models"] = {"${JACKDAW_TEST_NOTHING}/a.onnx", "${JACKDAW_TEST_NOTHING}/b.onnx"};
    for (json& camera : document["cameras"])
        camera.erase("golden_labels");
    const std::string told = parse(document).error().message;
    QCOMPARE(told.find('\n'), std::string::npos);
    const std::size_t places = document["cameras"].size() + 1;
    QVERIFY2(told.find("/cameras/0/source and " + std::to_string(places) + " other places: found") != std::string::npos,
             bytes(told));
    QVERIFY2(told.find("JACKDAW_TEST_NOTHING") != std::string::npos, bytes(told));
}

void TestScenario::aTextCutOffAnywhereSaysSo()
{
    const std::string text = kComplete;
    for (std::size_t length = 0; length + 1 < text.size(); ++length) {
        const auto settings = parseScenario(std::string_view(text).substr(0, length), "/", "cut.json");
        QVERIFY(!settings);
        QVERIFY2(settings.error().message.find("line ") != std::string::npos, bytes(settings.error().message));
    }
}

void TestScenario::aKeyGivenTwiceIsAFault()
{
    std::string text = kComplete;
    text.replace(text.find("\"weight\": 2"), 11, "\"speed\": 3");
    const auto settings = parseScenario(text, "/", "twice.json");
    QVERIFY(!settings);
    QVERIFY2(hasFaultAt(settings.error().message, "/cameras/0/speed"), bytes(settings.error().message));
}

void TestScenario::hugeAndDeeplyNestedTextsEndInOneSentence()
{
    const std::string huge = "{\"name\": \"" + std::string(10'000'000, 'x') + "\"}";
    const auto large = parseScenario(huge, "/", "huge.json");
    QVERIFY(!large);
    QVERIFY(large.error().message.find("1048576") != std::string::npos);
    for (const char* unit : {"[", "{\"a\":"}) {
        std::string deep;
        while (deep.size() < 1'000'000)
            deep += unit;
        QVERIFY(!parseScenario(deep, "/", "deep.json"));
    }
    std::string many = R"({"format": "jackdaw-scenario", "version": 1)";
    for (int i = 0; i < 20'000; ++i)
        many += ", \"k" + std::to_string(i) + "\": 1";
    const auto flood = parseScenario(many + "}", "/", "flood.json");
    QVERIFY(!flood);
    QVERIFY(flood.error().message.size() < 20'000);
    QVERIFY(!parseScenario(R"({"seed": 1e999})", "/", "infinite.json"));
}

void TestScenario::randomlyDamagedTextsNeverDoHarm()
{
    jackdaw::RandomStream random(3, 0, jackdaw::RandomPurpose::Test);
    for (int i = 0; i < 3000; ++i) {
        std::string text = kComplete;
        for (std::uint32_t n = 1 + random.below(4); n > 0; --n)
            text[random.below(static_cast<std::uint32_t>(text.size()))] = static_cast<char>(random.below(256));
        const auto settings = parseScenario(text, "/", "damaged.json");
        QVERIFY(settings || settings.error().message.size() > 20);
    }
}

void TestScenario::missingFilesAreNamed()
{
    const auto settings = jackdaw::datasets::readScenario("/no/such/scenario.json");
    QVERIFY(!settings);
    QVERIFY(settings.error().code == jackdaw::ErrorCode::NotFound);
    QVERIFY(settings.error().message.find("/no/such/scenario.json") != std::string::npos);
    QVERIFY(!jackdaw::datasets::readScenario(QDir::tempPath().toStdString()));
}

void TestScenario::theReadyScenariosAreGood_data()
{
    QTest::addColumn<int>("cameras");
    for (const int cameras : {4, 8, 16})
        QTest::addRow("%d cameras", cameras) << cameras;
}

void TestScenario::theReadyScenariosAreGood()
{
    QFETCH(int, cameras);
    qputenv("JACKDAW_SHARED", "/shared");
    const auto file = jackdaw::testing::sourceFolder().string() + "/datasets/scenarios/real-" + std::to_string(cameras)
        + "-cameras.json";
    const auto settings = jackdaw::datasets::readScenario(file);
    QVERIFY2(settings, bytes(settings ? "" : settings.error().text()));
    QCOMPARE(static_cast<int>(settings->cameras.size()), cameras);
    QCOMPARE(settings->labelling.models.at(0).string(),
             std::string("/shared/data/real/models/nanodet-plus-m_416x416.onnx"));
    QVERIFY(settings->configurations.size() >= 6);
    for (const auto& camera : settings->cameras) {
        QCOMPARE(camera.humanLabels.size(), 4U);
        const double halfScenes = jackdaw::toSeconds(camera.settings.offset) / 4.6;
        QVERIFY(std::abs(halfScenes - std::round(halfScenes)) < 1e-9);
    }
}

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
