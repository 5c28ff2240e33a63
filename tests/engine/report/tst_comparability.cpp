// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/comparability.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <fstream>
#include <functional>

using namespace jackdaw;
using namespace jackdaw::report;

namespace {

using Kind = Incomparability::Kind;
using Change = std::function<void(RunFacts&)>;

RunFacts facts()
{
    RunFacts made;
    made.started.planner = "thief";
    made.started.clock = ClockKind::Device;
    made.started.seed = 1;
    made.started.windows = 4;
    made.started.windowLength = std::chrono::seconds(20);
    made.started.golden = "label files";
    made.started.costTable = {{"train/whole", 0.1}};
    made.started.devices = {"CPU"};
    made.started.scenario = R"({"planner": "thief", "seed": 1, "quantum": 0.1,
        "golden": {"models": ["a.onnx"], "scoring_interval_seconds": 1},
        "student": {"family": "point", "pretrained": false},
        "configurations": [{"name": "whole", "epochs": 3}],
        "cameras": [{"name": "gate", "source": "/videos/gate.mp4", "weight": 1}]})";
    CameraAdded gate{CameraId{0}, "gate", "/videos/gate.mp4"};
    gate.sourceHash = "aa";
    made.cameras = {gate};
    made.ending.closed = SessionClosed{"finished", RunOutcome::Finished};
    return made;
}

/// Another value at \p place of the scenario.
Change with(const char* place, const nlohmann::json& value)
{
    return [=](RunFacts& run) {
        auto scenario = nlohmann::json::parse(run.started.scenario);
        scenario[nlohmann::json::json_pointer(place)] = value;
        run.started.scenario = scenario.dump();
    };
}

std::vector<Incomparability> changedBy(const Change& change)
{
    RunFacts other = facts();
    change(other);
    return incomparabilities(facts(), "A", other, "B");
}

} // namespace

/// What keeps two runs from being compared is said, and nothing else.
class TestComparability : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsThatDifferInTheirPlannerAloneAreComparable();
    void whateverElseDiffersIsNamed_data();
    void whateverElseDiffersIsNamed();
    void whatManyCamerasDifferInIsNamedOnce();
    void underWallTimeNothingIsQuiteComparable();
    void factsAreReadFromASession();
    void aFileThatIsNoSessionIsAnError();
};

void TestComparability::runsThatDifferInTheirPlannerAloneAreComparable()
{
    const auto found = changedBy([](RunFacts& run) {
        run.started.planner = "jackdaw";
        run.started.name = "another";
        with("/planner", "jackdaw")(run);
        with("/first_students", "a.jackdaw")(run);
        with("/golden/models/0", "/moved/a.onnx")(run);
        with("/cameras/0/source", "/moved/elsewhere.mp4")(run);
        run.cameras[0].source = "/moved/elsewhere.mp4"; // the same content
    });
    QVERIFY2(found.empty(), found.empty() ? "" : found.front().words.c_str());
}

void TestComparability::whateverElseDiffersIsNamed_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, Change change, Kind kind, const char* words) {
        QTest::newRow(name) << change << kind << QString::fromLatin1(words);
    };
    row(
        "the video",
        [](RunFacts& run) {
            run.cameras[0].sourceHash = "bb";
            run.cameras[0].source = "/videos/yard.mp4";
        },
        Kind::Data, "Camera gate reads gate.mp4 in A, yard.mp4 in B.");
    row(
        "where it begins", [](RunFacts& run) { run.cameras[0].offset = std::chrono::seconds(1); }, Kind::Data,
        "begins elsewhere");
    row(
        "the number of cameras",
        [](RunFacts& run) {
            run.cameras.push_back({CameraId{1}, "yard"});
        },
        Kind::Data, "Other cameras: 1 in A, 2 in B.");
    row(
        "the classes", [](RunFacts& run) { run.started.classes = {"car"}; }, Kind::Data, "none in A, car in B");
    row(
        "the seed", [](RunFacts& run) { run.started.seed = 2; }, Kind::Seed, "Other seed: 1 in A, 2 in B.");
    row(
        "the golden model", [](RunFacts& run) { run.started.golden = "yolox"; }, Kind::Golden,
        "label files in A, yolox in B");
    row(
        "the costs", [](RunFacts& run) { run.started.costTable[0].seconds = 0.2; }, Kind::Costs,
        "cost tables of A and B");
    row(
        "the clock", [](RunFacts& run) { run.started.clock = ClockKind::Wall; }, Kind::Clock, "wall time");
    row(
        "the device", [](RunFacts& run) { run.started.devices = {"GPU"}; }, Kind::Devices, "CPU in A, GPU in B");
    row(
        "the window's length", [](RunFacts& run) { run.started.windowLength = std::chrono::seconds(30); },
        Kind::Windows, "20.000 s in A, 30.000 s in B");
    row(
        "the students", [](RunFacts& run) { run.started.student = "point"; }, Kind::Students, "none in A, point in B");
    row(
        "settings",
        [](RunFacts& run) {
            with("/quantum", 0.2)(run);
            with("/rounds", 1)(run);
        },
        Kind::Settings, "scenarios of A and B: quantum, rounds.");
    // What nothing else speaks of.
    row("a setting of the golden model", with("/golden/scoring_interval_seconds", 2), Kind::Settings,
        "scenarios of A and B: scoring_interval_seconds of the golden model.");
    row("a setting of a camera", with("/cameras/0/weight", 2), Kind::Settings,
        "scenarios of A and B: weight of camera gate.");
    row("a setting that one camera alone has", with("/cameras/0/floor", 0.3), Kind::Settings,
        "scenarios of A and B: floor of camera gate.");
    row("a retraining configuration of the same name", with("/configurations/0/epochs", 9), Kind::Settings,
        "scenarios of A and B: configurations.");
    row("what its students start with", with("/student/pretrained", true), Kind::Settings,
        "scenarios of A and B: student.");
    row(
        "its end",
        [](RunFacts& run) {
            run.ending.closed.reset();
            run.ending.sentence = "not closed: cut off";
        },
        Kind::Ending, "B did not finish: not closed: cut off.");
}

void TestComparability::whateverElseDiffersIsNamed()
{
    QFETCH(Change, change);
    QFETCH(Kind, kind);
    QFETCH(QString, words);
    const auto found = changedBy(change);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == kind);
    QVERIFY2(QString::fromStdString(found[0].words).contains(words), found[0].words.c_str());
}

void TestComparability::whatManyCamerasDifferInIsNamedOnce()
{
    RunFacts base = facts();
    with("/cameras", {{{"weight", 1}}, {{"weight", 1}}, {{"weight", 1}}})(base);
    RunFacts other = facts();
    with("/cameras", {{{"weight", 2}}, {{"weight", 3}}, {{"weight", 1}}})(other);
    const auto found = incomparabilities(base, "A", other, "B");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].words, std::string("Other settings in the scenarios of A and B: weight of 2 cameras."));
}

void TestComparability::underWallTimeNothingIsQuiteComparable()
{
    RunFacts wall = facts();
    wall.started.clock = ClockKind::Wall;
    const auto found = incomparabilities(wall, "A", wall, "B");
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == Kind::Clock);
}

void TestComparability::factsAreReadFromASession()
{
    const TestFolder folder;
    const auto file = folder / "run.jackdaw";
    {
        auto writer = session::SessionWriter::create(file);
        QVERIFY(writer.has_value());
        (*writer)->append(Nanoseconds{0}, facts().started);
        (*writer)->append(Nanoseconds{0}, facts().cameras[0]);
        (*writer)->append(std::chrono::seconds(3), WindowStarted{WindowId{1}, std::chrono::seconds(20), true});
        (*writer)->append(std::chrono::seconds(9), SessionClosed{"finished", RunOutcome::Finished});
        QVERIFY((*writer)->close());
    }
    const auto read = readFacts(file);
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    QCOMPARE(read->cameras.front().sourceHash, std::string("aa"));
    QCOMPARE(read->windows.size(), std::size_t{1});
    QVERIFY(read->windows[0].start == std::chrono::seconds(3));
    QVERIFY(incomparabilities(facts(), "A", *read, "B").empty());
}

void TestComparability::aFileThatIsNoSessionIsAnError()
{
    const TestFolder folder;
    std::ofstream(folder / "words.jackdaw") << "words";
    QVERIFY(!readFacts(folder / "words.jackdaw"));
    QVERIFY(!readFacts(folder / "missing.jackdaw"));
}

QTEST_GUILESS_MAIN(TestComparability)
#include "tst_comparability.moc"
