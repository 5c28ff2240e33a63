// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/scheduling/scheduling_fixtures.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <functional>

using namespace jackdaw;
using namespace jackdaw::scheduling;
using namespace jackdaw::studies;
using namespace jackdaw::testing;
using Json = nlohmann::json;

namespace {

Json smallCase()
{
    return Json::parse(R"({"set": "t", "window": 1, "window_s": 200, "infer_max_res": 0.25,
        "inference_profile_column": "c1", "inference_profile": {"subsampling": [1, 2, 4], "c1": [1, 0.8, 0.5]},
        "streams": [
            {"id": "a", "model": "m", "start_acc": 0.6, "pred_start_acc": 0.5,
             "configs": [{"hp": 0, "epochs": 5, "gpu_seconds": 10, "final_acc": 0.7, "pred_gpu_seconds": 12,
                          "pred_final_acc": 0.8}]},
            {"id": "b", "model": "m", "start_acc": 0.6, "pred_start_acc": 0.5, "configs": []}]})");
}

Result<WindowProblem> parse(const Json& json, CaseColumns columns = CaseColumns::Actual)
{
    return parseCase(json.dump(), "case", columns, 1.0, Share{0.1});
}

/// Every place of a case that the reader needs, for the actual columns.
const std::vector<std::string> kNeeded = {"/window_s",
                                          "/infer_max_res",
                                          "/inference_profile_column",
                                          "/inference_profile",
                                          "/inference_profile/subsampling",
                                          "/inference_profile/c1",
                                          "/streams",
                                          "/streams/0/id",
                                          "/streams/0/start_acc",
                                          "/streams/0/configs",
                                          "/streams/0/configs/0/hp",
                                          "/streams/0/configs/0/epochs",
                                          "/streams/0/configs/0/gpu_seconds",
                                          "/streams/0/configs/0/final_acc"};

} // namespace

class TestCaseFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsActualAndPredictedColumns();
    void readsEveryGivenCase();
    void aMissingFieldIsNamedByItsPointer();
    void aFieldOfTheWrongTypeIsNamedByItsPointer();
    void numbersOutOfRangeAreNamed_data();
    void numbersOutOfRangeAreNamed();
    void duplicateIdsAndConfigurationsAreRefused();
    void aMillionStreamsAreRefused();
    void brokenTextIsRefusedWithoutACrash();
    void emptyGammaIsInferenceOnly();
    void namesGiveTheirNumbersBack();
};

void TestCaseFile::readsActualAndPredictedColumns()
{
    const auto actual = parse(smallCase());
    QVERIFY(actual.has_value());
    QCOMPARE(actual->streams[0].startAccuracy.value, 0.6);
    QCOMPARE(actual->streams[0].options[0].gpuSeconds.value, 10.0);
    const auto predicted = parse(smallCase(), CaseColumns::Predicted);
    QCOMPARE(predicted->streams[0].startAccuracy.value, 0.5);
    QCOMPARE(predicted->streams[0].options[0].finalAccuracy.value, 0.8);
}

void TestCaseFile::readsEveryGivenCase()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    for (const auto& file : caseFiles(shared))
        for (const CaseColumns columns : {CaseColumns::Actual, CaseColumns::Predicted})
            QVERIFY(readCase(file, columns, 1.0, Share{0.1}).has_value());
}

void TestCaseFile::aMissingFieldIsNamedByItsPointer()
{
    for (const std::string& pointer : kNeeded) {
        Json json = smallCase();
        const Json::json_pointer place(pointer);
        json[place.parent_pointer()].erase(place.back());
        const auto result = parse(json);
        QVERIFY2(!result, pointer.c_str());
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
        QVERIFY2(result.error().message.find(pointer) != std::string::npos, result.error().message.c_str());
    }
}

void TestCaseFile::aFieldOfTheWrongTypeIsNamedByItsPointer()
{
    for (const std::string& pointer : kNeeded)
        for (const Json& wrong : {Json(nullptr), Json(true), Json(Json::object()), Json(-1), Json("")}) {
            Json json = smallCase();
            json[Json::json_pointer(pointer)] = wrong;
            const auto result = parse(json);
            QVERIFY2(!result, (pointer + " " + wrong.dump()).c_str());
            QVERIFY2(result.error().message.find(pointer) != std::string::npos, result.error().message.c_str());
        }
}

void TestCaseFile::numbersOutOfRangeAreNamed_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<double>("value");
    const auto row = [](const char* pointer, double value) {
        QTest::addRow("%s %g", pointer, value) << QString::fromLatin1(pointer) << value;
    };
    row("/window_s", 0.0);
    row("/window_s", 1e300);
    row("/infer_max_res", 0.0);
    row("/inference_profile/c1/1", 1.5);
    row("/inference_profile/subsampling/1", 0.5);
    row("/streams/0/start_acc", 1.01);
    row("/streams/0/configs/0/gpu_seconds", 0.0);
    row("/streams/0/configs/0/final_acc", 2.0);
    row("/streams/0/configs/0/hp", 0.5);
}

void TestCaseFile::numbersOutOfRangeAreNamed()
{
    QFETCH(QString, pointer);
    QFETCH(double, value);
    Json json = smallCase();
    json[Json::json_pointer(pointer.toStdString())] = value;
    const auto result = parse(json);
    QVERIFY(!result);
    QVERIFY2(result.error().message.find(pointer.toStdString()) != std::string::npos, result.error().message.c_str());
}

void TestCaseFile::duplicateIdsAndConfigurationsAreRefused()
{
    Json ids = smallCase();
    ids["streams"][1]["id"] = "a";
    QVERIFY(parse(ids).error().message.find("/streams/1/id") != std::string::npos);
    Json configurations = smallCase();
    configurations["streams"][0]["configs"].push_back(configurations["streams"][0]["configs"][0]);
    QVERIFY(parse(configurations).error().message.find("/streams/0/configs/1") != std::string::npos);
}

void TestCaseFile::aMillionStreamsAreRefused()
{
    std::string text = smallCase().dump();
    const std::string stream = R"({"id":"x","start_acc":0.5,"configs":[]},)";
    std::string many;
    many.reserve(stream.size() * 1'000'000);
    for (int i = 0; i < 1'000'000; ++i)
        many += stream;
    text.insert(text.find("\"streams\":[") + 11, many);
    const auto result = parseCase(text, "case", CaseColumns::Actual, 1.0, Share{0.1});
    QVERIFY(!result);
    QVERIFY2(result.error().message.find("expected an array of 1 to") != std::string::npos,
             result.error().message.c_str());
}

void TestCaseFile::brokenTextIsRefusedWithoutACrash()
{
    const std::string whole = smallCase().dump();
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY(!parseCase(whole.substr(0, length), "case", CaseColumns::Actual, 1.0, Share{0.1}));
    for (const char* text : {"NaN", "[]", "1", "{\"window_s\": 1e999}", "\xff\xfe", "{\"window_s\": NaN}"})
        QVERIFY(!parseCase(text, "case", CaseColumns::Actual, 1.0, Share{0.1}));
    QVERIFY(!parseCase(std::string(200'000, '['), "case", CaseColumns::Actual, 1.0, Share{0.1}));
}

void TestCaseFile::emptyGammaIsInferenceOnly()
{
    Json json = smallCase();
    json["streams"][0]["configs"] = Json::array();
    const auto p = parse(json);
    QVERIFY(p.has_value());
    for (const PlannerInfo& info : knownPlanners()) {
        const std::string name =
            info.name.rfind("uniform", 0) == 0 ? "uniform(0,0.5)" : info.name.substr(0, info.name.find('('));
        const Plan plan = planner(name)->plan(*p);
        for (std::size_t v = 0; v < p->streams.size(); ++v)
            QVERIFY2(plan.now().job(retrainingJob(v)) == JobAllocation{}, name.c_str());
    }
}

void TestCaseFile::namesGiveTheirNumbersBack()
{
    const auto option = caseOption(caseOptionName(17, 30));
    QVERIFY(option && option->hp == 17 && option->epochs == 30);
    QVERIFY(!caseOption("whole, 12 epochs"));
}

QTEST_GUILESS_MAIN(TestCaseFile)
#include "tst_case_file.moc"
