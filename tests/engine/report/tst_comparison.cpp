// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/comparison.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace jackdaw;
using namespace jackdaw::report;

namespace {

Report::Camera camera(std::uint32_t id, std::optional<double> accuracy)
{
    Report::Window window;
    window.window = 1;
    if (accuracy)
        window.values.studentGolden =
            MeasuredAccuracy{Accuracy{*accuracy}, Accuracy{*accuracy}, std::nullopt, 10, 5, {0, 1}};
    Report::Camera made;
    made.camera = CameraId{id};
    made.name = "camera " + std::to_string(id);
    made.tally.windows = 1;
    made.tally.withAccuracy = accuracy ? 1 : 0;
    made.windows.push_back(std::move(window));
    return made;
}

ComparedRun runOf(const std::string& planner, std::vector<Report::Camera> cameras)
{
    ComparedRun made;
    made.planner = planner;
    made.seed = 1;
    for (const Report::Camera& each : cameras)
        add(made.report.tally, each.tally);
    made.report.cameras = std::move(cameras);
    return made;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gainsArePairedByCamera();
    void whatRestsOnNothingIsNone();
    void aCameraThatBrokeInARunIsSaid();
    void windowsAndCamerasAddUpToTheRows();
};

void TestComparison::gainsArePairedByCamera()
{
    // Each planner's run lacks an accuracy of another camera: only the first camera can be compared.
    const std::vector<ComparedRun> runs{runOf("base", {camera(0, 0.5), camera(1, 0.9), camera(2, std::nullopt)}),
                                        runOf("better", {camera(0, 0.6), camera(1, std::nullopt), camera(2, 0.2)})};
    const auto rows = comparisonRows(runs, {"base", "better"});
    QCOMPARE(rows.size(), std::size_t{2});
    QVERIFY(near(rows[0].accuracy->mean, 0.7));
    QVERIFY(near(rows[1].accuracy->mean, 0.4));
    QVERIFY(near(rows[1].gain->mean, 0.1));
    QCOMPARE(rows[1].tally.withAccuracy, 2U);
    QCOMPARE(rows[1].tally.windows, 3U);
}

void TestComparison::whatRestsOnNothingIsNone()
{
    const std::vector<ComparedRun> runs{runOf("base", {camera(0, std::nullopt)})};
    const auto rows = comparisonRows(runs, {"base"});
    QVERIFY(!rows[0].accuracy && !rows[0].people && !rows[0].balanced && !rows[0].worstCamera && !rows[0].gain);
    QVERIFY(comparisonTable(rows).find("0.0") == std::string::npos);
    QVERIFY(comparisonTable(rows).find("–") != std::string::npos);
    const auto json = nlohmann::json::parse(comparisonJson(rows, runs, "a.json"));
    QVERIFY(json["rows"][0]["accuracy"].is_null() && json["rows"][0]["worst_camera"].is_null());
    QVERIFY(json["runs"][0]["mean_accuracy"].is_null());
}

void TestComparison::aCameraThatBrokeInARunIsSaid()
{
    std::vector<ComparedRun> runs{runOf("base", {camera(0, 0.5), camera(1, 0.5)})};
    QVERIFY(lostCameras(runs).empty());
    runs[0].report.cameras[1].outages.push_back({fromSeconds(12), std::nullopt, "The file is damaged.", false});
    runs[0].report.cameras[0].outages.push_back({fromSeconds(13), std::nullopt, "end of file", true});
    QCOMPARE(lostCameras(runs),
             std::string("base, seed 1: lost camera camera 1: lost at 12.0 s: The file is damaged.\n"));
    const auto json = nlohmann::json::parse(comparisonJson({}, runs, "a.json"));
    QCOMPARE(json["runs"][0]["lost_cameras"].size(), std::size_t{1});
}

void TestComparison::windowsAndCamerasAddUpToTheRows()
{
    const std::vector<ComparedRun> runs{runOf("base", {camera(0, 0.5), camera(1, 0.9), camera(2, std::nullopt)}),
                                        runOf("better", {camera(0, 0.6), camera(1, std::nullopt), camera(2, 0.2)})};
    const auto windows = comparedWindows(runs, {"base", "better"});
    QCOMPARE(windows.size(), std::size_t{1});
    QVERIFY(near(*windows[0].sides[0].mean, 0.7) && near(*windows[0].sides[1].mean, 0.4));
    QVERIFY(near(*windows[0].sides[0].gain, 0.0) && near(*windows[0].sides[1].gain, 0.1));
    QVERIFY(!windows[0].sides[1].cameras.contains(CameraId{1}));
    const auto cameras = comparedCameras(runs, {"base", "better"});
    QCOMPARE(cameras.size(), std::size_t{3});
    QVERIFY(near(cameras[0].sides[1].gain->mean, 0.1));
    QVERIFY(near(*cameras[1].sides[0].mean, 0.9) && !cameras[1].sides[1].mean && !cameras[1].sides[1].gain);
    QVERIFY(near(*cameras[2].sides[1].mean, 0.2) && !cameras[2].sides[1].gain);
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
