// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/datasets/complete_scenario.h"

#include <QtTest>

#include <set>

using jackdaw::learning::TrainedLayers;
using jackdaw::testing::complete;
using jackdaw::testing::hasFaultAt;
using jackdaw::testing::parse;
using nlohmann::json;

/// What a scenario says of its students, and what is usual for each family where it says nothing.
class TestScenarioStudents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOnnxStudentNeedsItsFile();
    void aNewHeadIsTrainedAlone();
    void camerasWithHeadsOfBothKindsAreRetrainedWithWhatIsUsualForEach();
    void aShuffleNetHasAPublishedWidth();
    void aClassifierIsRetrainedByThePapersEighteenConfigurations();
    void camerasOfTwoFamiliesAreRetrainedWithWhatIsUsualForEach();
};

void TestScenarioStudents::anOnnxStudentNeedsItsFile()
{
    json document = complete();
    document["cameras"][1]["student"].erase("network");
    const auto settings = parse(document);
    QVERIFY(!settings);
    QVERIFY2(hasFaultAt(settings.error().message, "/cameras/1/student/network"), settings.error().message.c_str());
}

void TestScenarioStudents::aNewHeadIsTrainedAlone()
{
    json document = complete();
    document.erase("configurations");
    document.erase("first_training");
    document["classes"] = {"car", "van"};
    document["cameras"] = json::array({document["cameras"][1]});
    document["student"] = document["cameras"][0]["student"];
    const auto settings = parse(document);
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    for (const auto& configuration : settings->configurations)
        QVERIFY(configuration.layers != TrainedLayers::Whole);
    QVERIFY(settings->firstTraining.layers == TrainedLayers::Upper);
    document["first_training"] = {{"layers", "whole"}};
    const auto refused = parse(document);
    QVERIFY(!refused);
    QVERIFY2(hasFaultAt(refused.error().message, "/first_training/layers"), refused.error().message.c_str());
    document["student"]["head"] = document["cameras"][0]["student"]["head"] = "own";
    QVERIFY(parse(document));
}

void TestScenarioStudents::camerasWithHeadsOfBothKindsAreRetrainedWithWhatIsUsualForEach()
{
    json document = complete();
    document.erase("configurations");
    document.erase("first_training");
    document["student"] = document["cameras"][1]["student"];
    document["student"]["head"] = "own";
    document["cameras"] = json::array({document["cameras"][1], document["cameras"][1]});
    document["cameras"][1]["name"] = "other yard";
    document["cameras"][1]["student"]["head"] = "own";
    const auto settings = parse(document);
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    std::set<std::string> names;
    std::set<std::string> curves;
    for (const auto& configuration : settings->configurations) {
        names.insert(configuration.name);
        curves.insert(configuration.family());
    }
    QCOMPARE(names.size(), settings->configurations.size());
    QCOMPARE(curves.size(), std::size_t{3}); // the threshold is the same for both
    QVERIFY(settings->cameras[0].firstTraining->learningRate > settings->firstTraining.learningRate);
    QVERIFY(!settings->cameras[1].firstTraining);
}

void TestScenarioStudents::aShuffleNetHasAPublishedWidth()
{
    json document = complete();
    json& student = document["cameras"][2]["student"];
    student["architecture"] = "shufflenet_v2";
    QVERIFY(parse(document));
    student["multiplier"] = 0.7;
    const auto settings = parse(document);
    QVERIFY(!settings);
    QVERIFY2(hasFaultAt(settings.error().message, "/cameras/2/student/multiplier"), settings.error().message.c_str());
}

void TestScenarioStudents::aClassifierIsRetrainedByThePapersEighteenConfigurations()
{
    json document = complete();
    document.erase("configurations");
    document.erase("first_training");
    document["cameras"] = json::array({document["cameras"][2]});
    document["student"] = document["cameras"][0]["student"];
    const auto settings = parse(document);
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    QCOMPARE(settings->configurations.size(), std::size_t{18});
    std::set<std::string> curves;
    for (const auto& configuration : settings->configurations) {
        const bool upper = configuration.layers == TrainedLayers::Upper;
        QCOMPARE(configuration.hidden, upper ? 64 : 1024);
        curves.insert(configuration.family());
    }
    QCOMPARE(curves.size(), std::size_t{6});
}

void TestScenarioStudents::camerasOfTwoFamiliesAreRetrainedWithWhatIsUsualForEach()
{
    json document = complete();
    document.erase("configurations");
    const auto settings = parse(document);
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    std::set<std::string> families;
    for (const auto& configuration : settings->configurations) {
        families.insert(configuration.student);
        QVERIFY(configuration.layers != TrainedLayers::Threshold || configuration.student == "onnx");
    }
    QCOMPARE(families, (std::set<std::string>{"classifier", "onnx", "point"}));
    QVERIFY(!settings->cameras[0].firstTraining);
    QVERIFY(settings->cameras[1].firstTraining->layers == TrainedLayers::Upper);
}

QTEST_GUILESS_MAIN(TestScenarioStudents)
#include "tst_scenario_students.moc"
