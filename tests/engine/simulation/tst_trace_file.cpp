// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulation/simulator.h"
#include "engine/simulation/trace_file.h"
#include "engine/studies/case_file.h"
#include "tests/engine/simulation/trace_fixtures.h"
#include "tests/support/shared_data.h"
#include "tests/support/source_folder.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include <nlohmann/json.hpp>

using namespace jackdaw;
using namespace jackdaw::simulation;
using namespace jackdaw::studies;
using namespace jackdaw::testing;
using Json = nlohmann::json;

namespace {

Json complete()
{
    return Json::parse(completeTrace());
}

Result<Trace> parse(const Json& document)
{
    return parseTrace(document.dump(), "trace");
}

Json schema()
{
    std::ifstream file(testing::sourceFolder() / "datasets/trace.schema.json");
    return Json::parse(file);
}

const Json& resolved(const Json& root, const Json& rule)
{
    const Json* at = &rule;
    while (at->contains("$ref"))
        at = &root.at(Json::json_pointer(at->at("$ref").get<std::string>().substr(1)));
    return *at;
}

bool hasType(const Json& value, const std::string& type)
{
    return (type == "number" && value.is_number()) || (type == "integer" && value.is_number_integer())
        || (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean())
        || (type == "array" && value.is_array()) || (type == "object" && value.is_object());
}

bool allows(const Json& root, const Json& unresolved, const Json& value);

bool allowsObject(const Json& root, const Json& rule, const Json& value)
{
    for (const Json& key : rule.value("required", Json::array()))
        if (!value.contains(key.get<std::string>()))
            return false;
    for (const auto& [key, inner] : value.items())
        if (!rule.at("properties").contains(key) || !allows(root, rule.at("properties").at(key), inner))
            return false;
    return true;
}

bool allowsArray(const Json& root, const Json& rule, const Json& value)
{
    if (value.size() < rule.value("minItems", std::size_t{0}) || value.size() > rule.value("maxItems", SIZE_MAX))
        return false;
    return std::all_of(value.begin(), value.end(),
                       [&](const Json& element) { return allows(root, rule.at("items"), element); });
}

/// What a validator for the keywords that the schema uses says.
bool allows(const Json& root, const Json& unresolved, const Json& value)
{
    const Json& rule = resolved(root, unresolved);
    if (rule.contains("const") && value != rule.at("const"))
        return false;
    for (const Json& choices : {rule.value("anyOf", Json::array())})
        if (!choices.empty() && std::none_of(choices.begin(), choices.end(), [&](const Json& choice) {
                return allows(root, choice, value);
            }))
            return false;
    if (rule.contains("oneOf")
        && std::count_if(rule.at("oneOf").begin(), rule.at("oneOf").end(),
                         [&](const Json& choice) { return value.contains(choice.at("required")[0]); })
            != 1)
        return false;
    if (rule.contains("type") && !hasType(value, rule.at("type")))
        return false;
    if (value.is_number() && (value < rule.value("minimum", -HUGE_VAL) || value > rule.value("maximum", HUGE_VAL)))
        return false;
    if (value.is_string() && value.get<std::string>().size() < rule.value("minLength", std::size_t{0}))
        return false;
    if (value.is_object() && rule.contains("properties"))
        return allowsObject(root, rule, value);
    return !value.is_array() || !rule.contains("items") || allowsArray(root, rule, value);
}

bool allows(const Json& value)
{
    static const Json root = schema();
    return allows(root, root, value);
}

void collectPointers(const Json& value, const std::string& at, std::vector<std::string>& pointers)
{
    if (!at.empty())
        pointers.push_back(at);
    if (value.is_object())
        for (const auto& [key, inner] : value.items())
            collectPointers(inner, at + "/" + key, pointers);
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            collectPointers(value[i], at + "/" + std::to_string(i), pointers);
}

/// Every place of the complete trace.
std::vector<std::string> places()
{
    std::vector<std::string> pointers;
    collectPointers(complete(), "", pointers);
    return pointers;
}

/// Faults that a schema cannot express: they join two places.
bool joinsPlaces(const std::string& message)
{
    static const std::vector<std::string> known{
        "as long as",        "above the number before", "at least the number before",
        "at most the value", "at least the value",      "different from the",
        "the id of one",     "the name of one",         "does not list before",
        "elements",          "a whole number >= 0 and", "where boxes are not moved",
        "together with",     "where both serve"};
    return std::any_of(known.begin(), known.end(),
                       [&](const std::string& part) { return message.find(part) != std::string::npos; });
}

/// The message names \p pointer or a place inside or around it.
bool names(const std::string& message, const std::string& pointer)
{
    for (std::string at = pointer; !at.empty(); at = at.substr(0, at.rfind('/')))
        if (message.find(at) != std::string::npos)
            return true;
    return message.find("the whole text") != std::string::npos;
}

} // namespace

class TestTraceFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingThatATraceSaysIsRead();
    void windowsListStreamsInAnyOrder();
    void whatIsWrittenIsReadAgain();
    void randomTracesSurviveTheRoundTrip();
    void aFileIsWrittenWholeOrNotAtAll();
    void everyGivenSetBecomesATraceOfTwoWindows();
    void casesOfDifferentSetsAreRefused();
    void theSchemaKnowsAndDescribesEveryField();
    void readerAndSchemaAgreeOnEveryField_data();
    void readerAndSchemaAgreeOnEveryField();
    void unknownKeysAreNamed();
    void duplicatesAndStrangersAreNamed_data();
    void duplicatesAndStrangersAreNamed();
    void brokenTextIsRefusedWithItsPlace_data();
    void brokenTextIsRefusedWithItsPlace();
    void aMillionStreamsAreRefused();
    void whateverIsAcceptedCanBeSimulated();
};

void TestTraceFile::everythingThatATraceSaysIsRead()
{
    const auto trace = parse(complete());
    QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
    QCOMPARE(trace->totalGpus(), 2.5);
    QCOMPARE(trace->devices[0].memoryBytes, 8e9);
    QCOMPARE(trace->devices[1].device.value, 1U);
    QCOMPARE(trace->throughput.at(0.5), 0.83);
    QCOMPARE(trace->inferenceProfiles[1].factorAt(Share{0.1}), 0.4);
    const scheduling::ServingCurve& taught = trace->inferenceProfiles[0].alternatives.at(0);
    QVERIFY(
        (taught == scheduling::ServingCurve{Server::Teacher, true, Share{0.02}, Share{0.8}, {1.0, 4.0}, {0.9, 0.7}}));
    const scheduling::ServingCurve& inTurn = trace->inferenceProfiles[0].alternatives.at(1);
    QVERIFY(inTurn.server == Server::Both && (inTurn.offset == std::vector<double>{0.5, 0.3}));
    QVERIFY(trace->inferenceProfiles[1].alternatives.empty());
    QCOMPARE(trace->streams[0].weight, 2.0);
    QCOMPARE(trace->streams[0].floor, 0.3);
    QCOMPARE(*trace->cachedModels[1].scene.hour, 19.0);
    const StreamWindow& gate = trace->windows[0].streams[0];
    QCOMPARE(gate.predictedStartAccuracy->low, 0.4);
    QCOMPARE(*gate.carriedDrop, 0.05);
    QCOMPARE(gate.inferenceProfile, std::size_t{1});
    QCOMPARE(gate.options[0].predictedGpuSeconds->high, 15.0);
    QCOMPARE(gate.options[1].predictedFinalAccuracy->low, 0.85);
    QVERIFY(gate.options[0].measured && !gate.options[1].measured);
    QCOMPARE(*gate.options[0].family, 3U);
    QCOMPARE(gate.cachedAccuracy[1], 0.5);
    QCOMPARE(*gate.recorded->option, std::size_t{0});
    QVERIFY(gate.recorded->swapped);
    QCOMPARE(trace->windows[0].delayInferenceShare, 0.6);
    QCOMPARE(configurationNames(*trace), (std::vector<std::string>{"short", "long"}));
}

void TestTraceFile::windowsListStreamsInAnyOrder()
{
    const auto trace = parse(complete());
    QVERIFY(trace.has_value());
    QCOMPARE(trace->windows[1].streams[1].startAccuracy, 0.4);
    QCOMPARE(trace->windows[1].streams[0].startAccuracy, 0.5);
}

void TestTraceFile::whatIsWrittenIsReadAgain()
{
    const auto trace = parse(complete());
    QVERIFY(trace.has_value());
    const auto again = parseTrace(traceJson(*trace), "written");
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QCOMPARE(traceJson(*again), traceJson(*trace));
    QVERIFY(again->windows == trace->windows);
    QVERIFY(again->cachedModels == trace->cachedModels);
    QVERIFY(again->inferenceProfiles == trace->inferenceProfiles);
    QVERIFY(again->streams == trace->streams);
    QVERIFY2(allows(Json::parse(traceJson(*trace))), "the written trace fits its schema");
}

void TestTraceFile::randomTracesSurviveTheRoundTrip()
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Trace trace = randomTrace(seed, 4, 5, 3);
        const auto again = parseTrace(traceJson(trace), "written");
        QVERIFY(again.has_value());
        QVERIFY2(again->windows == trace.windows, "to the last bit");
        QVERIFY(allows(Json::parse(traceJson(trace))));
    }
}

void TestTraceFile::aFileIsWrittenWholeOrNotAtAll()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "a.trace.json";
    const Trace trace = randomTrace(1, 2, 2, 2);
    QVERIFY(writeTrace(trace, file).has_value());
    const auto read = readTrace(file);
    QVERIFY(read.has_value());
    QVERIFY(read->windows == trace.windows);
    const Status failed = writeTrace(trace, file.parent_path() / "none" / "a.trace.json");
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Io);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    QCOMPARE(readTrace(file.parent_path() / "b.json").error().code, ErrorCode::NotFound);
}

void TestTraceFile::everyGivenSetBecomesATraceOfTwoWindows()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    for (const std::string set : {"c2", "c4", "c6", "c8", "c10"}) {
        const auto folder = shared / "ekya" / "cases";
        const auto trace = traceFromCases({folder / (set + "_w1.json"), folder / (set + "_w2.json")});
        QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->windows.size(), std::size_t{2});
        QCOMPARE(trace->inferenceProfiles.size(), std::size_t{1});
        QVERIFY(trace->windows[1].streams[0].options[0].predictedFinalAccuracy.has_value());
        QVERIFY(trace->windows[0].streams[0].startAccuracy
                != *&trace->windows[0].streams[0].predictedStartAccuracy->value);
        const auto again = parseTrace(traceJson(*trace), "written");
        QVERIFY(again.has_value());
        QVERIFY(again->windows == trace->windows);
    }
}

void TestTraceFile::casesOfDifferentSetsAreRefused()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto folder = shared / "ekya" / "cases";
    const auto trace = traceFromCases({folder / "c2_w1.json", folder / "c4_w2.json"});
    QVERIFY(!trace);
    QVERIFY(trace.error().message.find("c4_w2.json has other streams") != std::string::npos);
    QVERIFY(!traceFromCases({}));
    QVERIFY(!traceFromCases({folder / "c99_w1.json"}));
}

void TestTraceFile::theSchemaKnowsAndDescribesEveryField()
{
    QVERIFY(allows(complete()));
    const std::function<void(const Json&, const std::string&)> walk = [&](const Json& rule, const std::string& at) {
        if (!rule.is_object())
            return;
        if (rule.contains("properties"))
            for (const auto& [key, inner] : rule.at("properties").items())
                QVERIFY2(inner.contains("$ref") || inner.contains("description"), (at + "/" + key).c_str());
        for (const auto& [key, inner] : rule.items())
            walk(inner, at + "/" + key);
    };
    walk(schema(), "");
}

void TestTraceFile::readerAndSchemaAgreeOnEveryField_data()
{
    QTest::addColumn<QByteArray>("pointer");
    for (const std::string& pointer : places())
        QTest::newRow(pointer.c_str()) << QByteArray::fromStdString(pointer);
}

/// Every field missing, of another type, negative, huge: what the schema forbids is refused with the field's pointer,
/// what it allows is refused only for reasons that join several fields.
void TestTraceFile::readerAndSchemaAgreeOnEveryField()
{
    QFETCH(QByteArray, pointer);
    const Json::json_pointer place(pointer.toStdString());
    std::vector<Json> variants;
    Json without = complete();
    if (without[place.parent_pointer()].is_object())
        without[place.parent_pointer()].erase(place.back());
    else
        without[place.parent_pointer()].erase(static_cast<std::size_t>(std::stoul(place.back())));
    variants.push_back(without);
    for (const Json& value : {Json(nullptr), Json(true), Json("text"), Json(""), Json(Json::object()),
                              Json(Json::array()), Json(-1), Json(-0.5), Json(0), Json(0.5), Json(1), Json(1.5),
                              Json(2), Json(1e7), Json(1e30), Json(std::vector<double>{0.1, 0.2}),
                              Json(std::vector<double>{0.2, 0.1}), Json{{"value", 0.5}, {"low", 0.4}, {"high", 0.6}}}) {
        variants.push_back(complete());
        variants.back()[place] = value;
    }
    for (const Json& variant : variants) {
        const auto trace = parse(variant);
        const std::string told = trace ? "accepted" : trace.error().message;
        if (!allows(variant))
            QVERIFY2(!trace, (pointer.toStdString() + " in " + variant.dump()).c_str());
        else
            QVERIFY2(trace || joinsPlaces(told), told.c_str());
        if (trace)
            continue;
        QCOMPARE(trace.error().code, ErrorCode::InvalidInput);
        QVERIFY2(joinsPlaces(told) || names(told, pointer.toStdString()), told.c_str());
    }
}

void TestTraceFile::unknownKeysAreNamed()
{
    for (const std::string pointer :
         {"/colour", "/devices/0/colour", "/throughput/colour", "/streams/1/colour", "/inference_profiles/0/colour",
          "/windows/0/colour", "/windows/0/streams/0/configurations/1/colour",
          "/windows/0/streams/0/predicted_start_accuracy/colour", "/windows/0/streams/0/scene/colour",
          "/windows/0/streams/0/recorded/colour", "/cached_models/0/scene/colour"}) {
        Json document = complete();
        document[Json::json_pointer(pointer)] = 1;
        const auto trace = parse(document);
        QVERIFY2(!trace, pointer.c_str());
        QVERIFY2(trace.error().message.find(pointer + ": found an unknown key") != std::string::npos,
                 trace.error().message.c_str());
    }
}

void TestTraceFile::duplicatesAndStrangersAreNamed_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* pointer, const char* value) {
        QTest::newRow(pointer) << QByteArray(pointer) << QByteArray(value);
    };
    row("/streams/1/id", "gate");
    row("/windows/0/streams/1/stream", "gate");
    row("/windows/0/streams/0/stream", "nobody");
    row("/windows/0/streams/0/configurations/1/name", "short");
    row("/windows/0/streams/0/recorded/configuration", "none");
    row("/format", "other");
}

void TestTraceFile::duplicatesAndStrangersAreNamed()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    Json document = complete();
    document[Json::json_pointer(pointer.toStdString())] = value.toStdString();
    const auto trace = parse(document);
    QVERIFY(!trace);
    QVERIFY2(trace.error().message.find(pointer.toStdString() + ": found ") != std::string::npos,
             trace.error().message.c_str());
}

void TestTraceFile::brokenTextIsRefusedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("empty") << QByteArray("") << QByteArray("line 1, column 1");
    QTest::newRow("cut") << QByteArray("{\n \"format\": ") << QByteArray("line 2");
    QTest::newRow("NaN") << QByteArray("{\"quantum\": NaN}") << QByteArray("line 1, column 13");
    QTest::newRow("too large") << QByteArray("{\"quantum\": 1e999}") << QByteArray("a number that is too large");
    QTest::newRow("no object") << QByteArray("[1]")
                               << QByteArray("the whole text: found an array of 1, expected an object");
    QTest::newRow("nothing in it") << QByteArray("{}") << QByteArray("/format: found nothing");
    QTest::newRow("newer version") << QByteArray("{\"format\":\"jackdaw-trace\",\"version\":2}")
                                   << QByteArray("/version: found the number 2, expected 1");
    QTest::newRow("binary") << QByteArray("\xff\xfe\x00\x01", 4) << QByteArray("no JSON at line 1, column 1");
    QTest::newRow("deep") << QByteArray(100'000, '[') << QByteArray("nested deeper than 64 levels");
}

void TestTraceFile::brokenTextIsRefusedWithItsPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, told);
    const auto trace = parseTrace(text.toStdString(), "trace");
    QVERIFY(!trace);
    QCOMPARE(trace.error().code, ErrorCode::InvalidInput);
    QVERIFY2(trace.error().message.find(told.toStdString()) != std::string::npos, trace.error().message.c_str());
}

void TestTraceFile::aMillionStreamsAreRefused()
{
    std::string text = R"({"format":"jackdaw-trace","version":1,"name":"x","devices":[{"gpus":1}],"quantum":0.1,
        "inference_profiles":[{"full_rate_demand":0.25,"subsampling":[1],"factor":[1]}],"streams":[{"id":"0"})";
    for (int i = 1; i < 1'000'000; ++i)
        text += ",{\"id\":\"" + std::to_string(i) + "\"}";
    const auto trace = parseTrace(text + R"(],"windows":[]})", "trace");
    QVERIFY(!trace);
    QVERIFY2(trace.error().message.find("/streams: found an array of 1000000, expected an array of 1 to 10000 elements")
                 != std::string::npos,
             trace.error().message.c_str());
}

void TestTraceFile::whateverIsAcceptedCanBeSimulated()
{
    const auto trace = parse(complete());
    for (const char* planner : {"thief", "exact", "jackdaw", "uniform(0,0.5)", "inference-only", "thief-reference",
                                "fixed-res", "fixed-config", "cloud(50,100)"}) {
        SimulationOptions options;
        options.planner = planner;
        options.gpus = 1.0;
        const auto result = simulate(*trace, options);
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        QVERIFY(result->mean > 0.0 && result->mean <= 1.0);
    }
}

QTEST_GUILESS_MAIN(TestTraceFile)
#include "tst_trace_file.moc"
