// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "tests/app/cli_process.h"
#include "tests/datasets/made_data_sets.h"
#include "tests/support/source_folder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

/// Scenarios made, checked and shown on the command line.
class TestScenarioCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void videosFoldersAndCamerasBecomeAScenario();
    void windowsFitTheShortestRecording();
    void aScenarioIsWrittenInFull();
    void aScenarioThatIsThereIsNotReplaced();
    void whatCannotBeMadeIsNamed_data();
    void whatCannotBeMadeIsNamed();
    void aScenarioThatIsWholeIsFine();
    void everyFaultIsToldAtOnce();
    void aCostTableThatIsNamedIsLookedAtUnderWallTimeToo();
    void faultsOfTheFileAreToldWithTheirPlaces();
    void whatIsShownIsWhatRuns();
    void demandFollowsFromACostTable();
    void streetScriptsAreCheckedAndShown();

private:
    Path at(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Ended cli(const QString& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(JACKDAW_CLI),
                      QStringList{QStringLiteral("scenario")} + arguments.split(u' ', Qt::SkipEmptyParts));
        return ended(process);
    }

    QTemporaryDir m_folder;
};

void TestScenarioCommand::initTestCase()
{
    QVERIFY(writeVideo(at("gate.mp4"), 900, 10));
    writePictures(at("yard"), "frame_", 0, 30);
    writeFile(at("gate.csv"), "frame,class,x1,y1,x2,y2\n0,car,1,2,30,40\n10,person,1,2,30,40\n");
    writeFile(at("yard.csv"), "frame,class,x1,y1,x2,y2\n0,car,1,2,30,40\n");
}

void TestScenarioCommand::videosFoldersAndCamerasBecomeAScenario()
{
    const Ended told =
        cli(QStringLiteral("make gate.mp4 yard rtsp://10.0.0.20:554/stream2 --golden m.onnx --window 20 --windows 4 "
                           "--planner jackdaw --credentials env:GATE_LOGIN --out made.json"));
    QVERIFY2(told.code == 0, told.told().constData());
    const auto settings = datasets::readScenario(at("made.json"));
    QVERIFY2(settings, settings ? "" : settings.error().text().c_str());
    QCOMPARE(settings->cameras.size(), std::size_t{3});
    QCOMPARE(settings->cameras[0].settings.name, std::string("gate"));
    QCOMPARE(settings->cameras[2].settings.name, std::string("10.0.0.20"));
    QCOMPARE(settings->cameras[2].settings.live.credentials, std::string("env:GATE_LOGIN"));
    QVERIFY(settings->cameras[0].settings.live.credentials.empty() && !settings->cameras[2].settings.loop);
    QCOMPARE(settings->windows, 4U);
    QCOMPARE(settings->planner, std::string("jackdaw"));
    QFile file(qt(at("made.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains("\"source\": \"gate.mp4\"") && !text.contains(m_folder.path().toUtf8()),
             "paths below its folder are as seen from there");
}

void TestScenarioCommand::windowsFitTheShortestRecording()
{
    const Ended told = cli(QStringLiteral("make gate.mp4 --golden gate.csv --name front --out fit.json"));
    QVERIFY2(told.code == 0, told.told().constData());
    const auto settings = datasets::readScenario(at("fit.json"));
    QVERIFY(settings);
    QCOMPARE(settings->windows, 6U);
    QVERIFY(std::abs(toSeconds(settings->windowLength) - 15.0) < 0.1);
    QVERIFY(!settings->cameras[0].settings.loop);
    QCOMPARE(settings->cameras[0].settings.name, std::string("front"));
    QCOMPARE(settings->cameras[0].goldenLabels->filename().string(), std::string("gate.csv"));
    QVERIFY2(cli(QStringLiteral("make yard --golden yard.csv --out short.json")).code == 0, "1.2 s are repeated");
    QVERIFY(datasets::readScenario(at("short.json"))->cameras[0].settings.loop);
}

void TestScenarioCommand::aScenarioIsWrittenInFull()
{
    writeFile(at("small.json"),
              R"({"format": "jackdaw-scenario", "version": 1, "windows": 3, "window_seconds": 20,)"
              R"( "cameras": [{"name": "g", "source": "gate.mp4", "golden_labels": "gate.csv"}]})");
    QCOMPARE(cli(QStringLiteral("make small.json --planner exact --seed 9 --out whole.json")).code, 0);
    const auto settings = datasets::readScenario(at("whole.json"));
    QVERIFY(settings);
    QCOMPARE(settings->planner, std::string("exact"));
    QCOMPARE(settings->seed, 9U);
    QFile file(qt(at("whole.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("\"first_training_frames\": 24"));
}

/// But for the one that is read, which is written anew.
void TestScenarioCommand::aScenarioThatIsThereIsNotReplaced()
{
    writeFile(at("mine.json"), "mine");
    const Ended told = cli(QStringLiteral("make gate.mp4 --golden gate.csv --out mine.json"));
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(QStringLiteral("mine.json is already there")), told.told().constData());
    QFile file(qt(at("mine.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
    QCOMPARE(cli(QStringLiteral("make gate.mp4 --golden gate.csv --out again.json")).code, 0);
    QCOMPARE(cli(QStringLiteral("make again.json --seed 9 --out again.json")).code, 0);
    const auto settings = datasets::readScenario(at("again.json"));
    QVERIFY(settings);
    QCOMPARE(settings->seed, 9U);
}

void TestScenarioCommand::whatCannotBeMadeIsNamed_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("a file that is not there") << "nothing.mp4 --golden m.onnx"
                                              << "nothing.mp4";
    QTest::newRow("no golden model") << "gate.mp4"
                                     << "golden model";
    QTest::newRow("names") << "gate.mp4 yard --golden m.onnx --name one"
                           << "--name has 1 values for 2 cameras";
    QTest::newRow("a password") << "rtsp://me:opensesame@10.0.0.20/x --golden m.onnx"
                                << "/cameras/0/source";
    QTest::newRow("credentials") << "rtsp://10.0.0.20/x --golden m.onnx --credentials me:opensesame"
                                 << "credentials";
}

void TestScenarioCommand::whatCannotBeMadeIsNamed()
{
    QFETCH(QString, arguments);
    QFETCH(QString, words);
    const Ended told = cli(QStringLiteral("make ") + arguments + QStringLiteral(" --out none.json"));
    QVERIFY2(told.code == 2 || told.code == 1, told.told().constData());
    QVERIFY2(told.err.contains(words), told.told().constData());
    QVERIFY2(!told.err.contains(QStringLiteral("opensesame")), "what is secret is not repeated");
    QVERIFY(!std::filesystem::exists(at("none.json")));
}

void TestScenarioCommand::aScenarioThatIsWholeIsFine()
{
    QCOMPARE(cli(QStringLiteral("make gate.mp4 --golden gate.csv --out fine.json")).code, 0);
    const Ended told = cli(QStringLiteral("check fine.json"));
    QVERIFY2(told.code == 0, told.told().constData());
    QVERIFY(told.out.contains(QStringLiteral("nothing stands in the way of a run")));
}

void TestScenarioCommand::everyFaultIsToldAtOnce()
{
    writeFile(at("many.json"),
              R"({"format": "jackdaw-scenario", "version": 1, "windows": 3, "window_seconds": 20, "clock": "device",)"
              R"( "cost_table": "costs.json", "golden": {"models": ["gone.onnx"]}, "cameras": [)"
              R"({"name": "a", "source": "gone.mp4"}, {"name": "b", "source": "yard", "golden_labels": "gone.csv"},)"
              R"({"name": "c", "source": "gate.mp4", "golden_labels": "gate.csv"}]})");
    const Ended told = cli(QStringLiteral("check many.json"));
    QCOMPARE(told.code, 2);
    for (const char* words : {"Camera a: ", "gone.mp4", "Camera b: ", "gone.csv", "gone.onnx", "costs.json"})
        QVERIFY2(told.out.contains(QString::fromUtf8(words)), told.told().constData());
    QVERIFY(!told.out.contains(QStringLiteral("Camera c: ")));
    const Ended json = cli(QStringLiteral("check many.json --json"));
    QVERIFY(QJsonDocument::fromJson(json.out.toUtf8())[QStringLiteral("faults")].toArray().size() >= 4);
}

/// A run opens it under any clock.
void TestScenarioCommand::aCostTableThatIsNamedIsLookedAtUnderWallTimeToo()
{
    writeFile(at("wall.json"),
              R"({"format": "jackdaw-scenario", "version": 1, "windows": 2, "window_seconds": 20, "clock": "wall",)"
              R"( "cost_table": "costs.json",)"
              R"( "cameras": [{"name": "c", "source": "gate.mp4", "golden_labels": "gate.csv"}]})");
    const Ended told = cli(QStringLiteral("check wall.json"));
    QCOMPARE(told.code, 2);
    QVERIFY2(told.out.contains(QStringLiteral("costs.json")), told.told().constData());
}

void TestScenarioCommand::faultsOfTheFileAreToldWithTheirPlaces()
{
    writeFile(at("bad.json"),
              R"({"format": "jackdaw-scenario", "version": 1, "windows": 1, "window_seconds": -4,)"
              R"( "cameras": [{"name": "g", "source": "gate.mp4", "password": "hush"}]})");
    const Ended told = cli(QStringLiteral("check bad.json"));
    QCOMPARE(told.code, 2);
    for (const char* words : {"/windows", "/window_seconds", "/cameras/0/password", "credentials"})
        QVERIFY2(told.err.contains(QString::fromUtf8(words)), told.told().constData());
}

void TestScenarioCommand::whatIsShownIsWhatRuns()
{
    QCOMPARE(
        cli(QStringLiteral("make gate.mp4 yard --golden gate.csv yard.csv --window 15 --windows 5 --out s.json")).code,
        0);
    const Ended told = cli(QStringLiteral("show s.json"));
    QVERIFY2(told.code == 0, told.told().constData());
    for (const char* words :
         {"5 of 15 s, 75 s in all", "label files", "gate", "64 x 48", "gate.csv", "0/0/0", "trained:"})
        QVERIFY2(told.out.contains(QString::fromUtf8(words)), told.told().constData());
    const Ended json = cli(QStringLiteral("show s.json --json"));
    const QJsonObject made = QJsonDocument::fromJson(json.out.toUtf8()).object();
    QCOMPARE(made[QStringLiteral("cameras")].toArray().size(), 2);
    QCOMPARE(made[QStringLiteral("cameras")][0][QStringLiteral("frames_per_second")].toDouble(), 10.0);
}

void TestScenarioCommand::demandFollowsFromACostTable()
{
    QCOMPARE(cli(QStringLiteral("make gate.mp4 --golden gate.csv --window 15 --windows 5 --out d.json")).code, 0);
    const QJsonDocument bare = QJsonDocument::fromJson(cli(QStringLiteral("show d.json --json")).out.toUtf8());
    writeFile(at("c.json"),
              R"({"format": "jackdaw-cost-table", "version": 1, "device": "made up",)"
              R"( "batches": {"infer/1x288x352/w32d1c4": 0.02, "label/file": 0.5}})");
    const Ended told = cli(QStringLiteral("show d.json --json --costs c.json"));
    QVERIFY2(told.code == 0, told.told().constData());
    const QJsonValue demand = QJsonDocument::fromJson(told.out.toUtf8())[QStringLiteral("demand")];
    QVERIFY2(std::abs(demand[QStringLiteral("inference")].toDouble() - 0.2) < 0.001, told.told().constData());
    QVERIFY2(demand[QStringLiteral("labels")].toDouble() > 0.2, told.told().constData());
    QVERIFY2(demand[QStringLiteral("cheapest_retraining")].isNull(), "what no table says is not known");
    QVERIFY(bare.isObject());
    // What a run would refuse is a fault of the check: a table that says nothing of training.
    QFile made(qt(at("d.json")));
    QVERIFY(made.open(QIODevice::ReadOnly));
    QJsonObject timed = QJsonDocument::fromJson(made.readAll()).object();
    timed[QStringLiteral("clock")] = QStringLiteral("device");
    timed[QStringLiteral("cost_table")] = QStringLiteral("c.json");
    writeFile(at("timed.json"), QJsonDocument(timed).toJson().toStdString());
    const Ended checked = cli(QStringLiteral("check timed.json"));
    QVERIFY2(checked.code == 2 && checked.told().contains("train/"), checked.told().constData());
}

void TestScenarioCommand::streetScriptsAreCheckedAndShown()
{
    const QString script = qt(sourceFolder() / "datasets/streets/scripts/hour.json");
    const Ended fine = cli(QStringLiteral("check ") + script);
    QVERIFY2(fine.code == 0, fine.told().constData());
    const Ended told = cli(QStringLiteral("show ") + script);
    QVERIFY2(told.code == 0, told.told().constData());
    QVERIFY(told.out.contains(QStringLiteral("frames/s")) && told.out.contains(QStringLiteral("phases from")));
    writeFile(at("script.json"), R"({"format": "jackdaw-streets", "version": 1, "seconds": -1})");
    const Ended bad = cli(QStringLiteral("check script.json"));
    QVERIFY2(bad.code == 2 && bad.err.contains(QStringLiteral("/seconds")), bad.told().constData());
}

QTEST_GUILESS_MAIN(TestScenarioCommand)
#include "tst_scenario_command.moc"
