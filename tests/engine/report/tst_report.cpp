// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/report.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QXmlStreamReader>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <regex>

using namespace jackdaw;
using namespace jackdaw::report;
using namespace jackdaw::session;

namespace {

Report reportOf(const std::vector<sample::Moment>& moments)
{
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", moments);
    auto reader = SessionReader::open(folder / "a.jackdaw");
    const auto report = reader ? makeReport(**reader) : tl::unexpected(reader.error());
    return report.value_or(Report());
}

/// The second camera sees nothing in \p windows, and still finds something.
std::vector<sample::Moment> withEmptyStreet(const std::vector<WindowId>& windows)
{
    auto moments = sample::smallSession();
    for (sample::Moment& moment : moments) {
        auto* closed = std::get_if<WindowClosed>(&moment.body);
        if (closed == nullptr || std::find(windows.begin(), windows.end(), closed->window) == windows.end())
            continue;
        closed->cameras[1].studentGolden.reset();
        closed->cameras[1].empty = {12, 5};
    }
    return moments;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

class Reports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyCountedWindowsCount();
    void figuresAreTheMeans();
    void windowsWithNothingToSeeHaveNoAccuracy();
    void coverageOfClassifiersIsSummedUp();
    void aStreetThatIsEmptyThroughoutHasNoFigureAtAll();
    void windowsAtOrAboveTargetAreCounted();
    void theFirstWindowTrainsFirstStudents();
    void aLostCameraIsListedAndItsUnfinishedWindowsAreCounted();
    void aCameraThatCameBackFinishedItsWindow();
    void aCameraThatTheWindowsNoLongerNameIsStillThere();
    void aRegularEndIsNoLoss();
    void costsAreSummed();
    void idleTimeIsToldWithItsReasons();
    void aSessionFromBeforeIdleTimeSaysNothingOfIt();
    void jsonHasTheKeys();
    void aSessionWithoutWindowsSaysSo();
    void aSessionOfTheFirstWindowOnlyHasItsFirstStudents();
    void htmlIsOneWholePage();
    void namesAreEscaped();
    void aRunThatDidNotFinishSaysHowItEnded();
    void textNamesEveryCameraAndWindow();
    void errorsAreNotCalledWarnings();
};

void Reports::onlyCountedWindowsCount()
{
    const Report report = reportOf(sample::smallSession());
    QCOMPARE(report.windows, 2U);
    QCOMPARE(report.cameras.size(), std::size_t{2});
    for (const Report::Camera& camera : report.cameras) {
        QCOMPARE(camera.windows.size(), std::size_t{2});
        QCOMPARE(camera.windows[0].window, 1U);
    }
    QVERIFY(near(report.deviceSeconds, 4 * 4.0));
    QCOMPARE(report.planner, std::string("thief"));
    QCOMPARE(report.seed, std::uint64_t{7});
}

void Reports::figuresAreTheMeans()
{
    const Report report = reportOf(sample::smallSession());
    // Windows 1 and 2 of cameras 0 and 1: 0.6, 0.7; 0.6, 0.45.
    const MeasuredAccuracy& mean = *report.mean;
    QVERIFY(near(mean.value.value, (0.6 + 0.7 + 0.6 + 0.45) / 4));
    QVERIFY(near(mean.balanced.value, 0.4));
    QVERIFY(near(mean.ap50->value, 0.3));
    QVERIFY(near(report.cameras[0].mean->value, 0.65));
    QVERIFY(near(report.worstCamera->value, 0.525));
    QVERIFY(near(report.studentHuman->value, 0.65) && !report.goldenHuman);
    QCOMPARE(mean.count, 400U);
    QVERIFY(mean.interval.low >= 0.575 - 1e-9 && mean.interval.low < mean.value.value);
    QVERIFY(mean.interval.high <= 0.6 + 1e-9 && mean.interval.high > mean.value.value);
}

void Reports::windowsWithNothingToSeeHaveNoAccuracy()
{
    const Report report = reportOf(withEmptyStreet({WindowId{2}}));
    QVERIFY(near(report.mean->value.value, (0.6 + 0.7 + 0.6) / 3));
    QVERIFY(near(report.worstCamera->value, 0.6));
    QCOMPARE(report.tally.windows, 4U);
    QCOMPARE(report.tally.withAccuracy, 3U);
    QVERIFY((report.tally.empty == EmptyFrames{12, 5}));
    const std::string text = reportText(report, {});
    QVERIFY2(text.find("over 3 of 4 camera-windows") != std::string::npos, text.c_str());
    QVERIFY2(text.find("false alarms: 5 boxes on 12 scored frames") != std::string::npos, text.c_str());
    const auto json = nlohmann::json::parse(reportJson(report, {}));
    QVERIFY(json["cameras"][1]["windows"][1]["accuracy"].is_null());
    QCOMPARE(json["cameras"][1]["windows"][1]["false_alarms"]["boxes"].get<int>(), 5);
    QCOMPARE(json["camera_windows"]["with_accuracy"].get<int>(), 3);
    QVERIFY(reportHtml(report, {}).find("false alarms on 12 scored frames") != std::string::npos);
}

void Reports::coverageOfClassifiersIsSummedUp()
{
    QVERIFY(!reportOf(sample::smallSession()).tally.coverage);
    auto moments = sample::smallSession();
    for (sample::Moment& moment : moments)
        if (auto* closed = std::get_if<WindowClosed>(&moment.body))
            closed->cameras[1].coverage = Coverage{10, 4 + closed->window.value};
    const Report report = reportOf(moments);
    QVERIFY2(report.tally.coverage == (Coverage{20, 11}), "windows 1 and 2");
    QVERIFY(!report.cameras[0].tally.coverage);
    const std::string text = reportText(report, {});
    QVERIFY2(text.find("coverage: 55.0 % of 20 golden objects") != std::string::npos, text.c_str());
    const auto json = nlohmann::json::parse(reportJson(report, {}));
    QCOMPARE(json["coverage"]["covered"].get<int>(), 11);
    QVERIFY(json["cameras"][0]["coverage"].is_null());
    QCOMPARE(json["cameras"][1]["windows"][1]["coverage"]["covered"].get<int>(), 6);
    QVERIFY(reportHtml(report, {}).find("golden objects that had a region") != std::string::npos);
}

void Reports::aStreetThatIsEmptyThroughoutHasNoFigureAtAll()
{
    const Report report = reportOf(withEmptyStreet({WindowId{1}, WindowId{2}}));
    QVERIFY2(report.mean && near(report.mean->value.value, 0.65), "of the other camera");
    QVERIFY(!report.cameras[1].mean);
    QVERIFY(near(report.worstCamera->value, 0.65));
    const auto json = nlohmann::json::parse(reportJson(report, {}));
    QVERIFY(json["cameras"][1]["mean_accuracy"].is_null());
    auto moments = withEmptyStreet({WindowId{1}, WindowId{2}});
    for (sample::Moment& moment : moments)
        if (auto* closed = std::get_if<WindowClosed>(&moment.body))
            closed->cameras[0] = closed->cameras[1];
    const Report nothing = reportOf(moments);
    QVERIFY(!nothing.mean && !nothing.worstCamera);
    QVERIFY(reportText(nothing, {}).find("no accuracy") != std::string::npos);
    QVERIFY(reportText(nothing, {}).find("0.0 %") == std::string::npos);
    QVERIFY(nlohmann::json::parse(reportJson(nothing, {}))["mean_accuracy"].is_null());
    QVERIFY(reportHtml(nothing, {}).find("no accuracy") != std::string::npos);
}

void Reports::windowsAtOrAboveTargetAreCounted()
{
    auto moments = sample::smallSession();
    std::get<CameraAdded>(moments[1].body).target = Accuracy{0.7};
    std::get<CameraAdded>(moments[2].body).target = Accuracy{0.5};
    // Windows 1 and 2 of cameras 0 and 1: 0.6, 0.7; 0.6, 0.45.
    const Report report = reportOf(moments);
    QCOMPARE(report.tally.atTarget, 2U);
    QCOMPARE(report.cameras[0].tally.atTarget, 1U);
    const std::string text = reportText(report, {});
    QVERIFY2(text.find("at or above target: 2 of 4 camera-windows") != std::string::npos, text.c_str());
}

void Reports::theFirstWindowTrainsFirstStudents()
{
    const Report report = reportOf(sample::smallSession());
    QCOMPARE(report.cameras[0].firstStudents.size(), std::size_t{1});
    const std::string text = reportText(report, {});
    const std::size_t row = text.find("first students");
    QVERIFY2(row != std::string::npos, text.c_str());
    const std::string line = text.substr(row, text.find('\n', row) - row);
    QVERIFY2(line.find('%') == std::string::npos && line.find('/') == std::string::npos, line.c_str());
    QVERIFY(reportHtml(report, {}).find("first students") != std::string::npos);
    const auto json = nlohmann::json::parse(reportJson(report, {}));
    QVERIFY(json["cameras"][0]["first_students"][0]["trained"].get<bool>());
}

void Reports::aLostCameraIsListedAndItsUnfinishedWindowsAreCounted()
{
    auto moments = sample::smallSession();
    moments.push_back({fromSeconds(15), CameraLost{CameraId{1}, "The connection broke.", false}});
    std::stable_sort(moments.begin(), moments.end(),
                     [](const sample::Moment& a, const sample::Moment& b) { return a.time < b.time; });
    const Report report = reportOf(moments);
    QCOMPARE(report.cameras[1].outages.size(), std::size_t{1});
    QCOMPARE(report.cameras[1].tally.windows, 2U);
    QCOMPARE(report.cameras[1].tally.unfinished, 2U);
    QVERIFY(!report.cameras[1].mean);
    QVERIFY(near(report.mean->value.value, 0.65));
    const std::string text = reportText(report, {});
    QVERIFY2(text.ends_with("lost camera bridge: lost at 15.0 s: The connection broke.\n"), text.c_str());
    QVERIFY2(text.find("without their camera: 2 of 4") != std::string::npos, text.c_str());
    const auto json = nlohmann::json::parse(reportJson(report, {}))["cameras"][1];
    QCOMPARE(json["outages"][0]["from_seconds"].get<double>(), 15.0);
    QVERIFY(json["outages"][0]["to_seconds"].is_null());
    QVERIFY(json["windows"][0]["accuracy"].is_null() && !json["windows"][0]["finished"].get<bool>());
    QVERIFY(reportHtml(report, {}).find("The connection broke.") != std::string::npos);
}

void Reports::aCameraThatCameBackFinishedItsWindow()
{
    auto moments = sample::smallSession();
    moments.push_back({fromSeconds(12), CameraLost{CameraId{1}, "The connection broke.", false}});
    moments.push_back({fromSeconds(15), CameraRecovered{CameraId{1}}});
    std::stable_sort(moments.begin(), moments.end(),
                     [](const sample::Moment& a, const sample::Moment& b) { return a.time < b.time; });
    const Report report = reportOf(moments);
    QCOMPARE(report.tally.unfinished, 0U);
    QVERIFY(reportText(report, {}).find("lost at 12.0 s, back at 15.0 s") != std::string::npos);
}

void Reports::aCameraThatTheWindowsNoLongerNameIsStillThere()
{
    auto moments = sample::smallSession();
    moments.push_back({fromSeconds(3), CameraLost{CameraId{1}, "The file is damaged.", false}});
    for (sample::Moment& moment : moments)
        if (auto* closed = std::get_if<WindowClosed>(&moment.body))
            closed->cameras.pop_back();
    std::stable_sort(moments.begin(), moments.end(),
                     [](const sample::Moment& a, const sample::Moment& b) { return a.time < b.time; });
    const Report report = reportOf(moments);
    QCOMPARE(report.cameras.size(), std::size_t{2});
    QCOMPARE(report.cameras[1].tally.unfinished, 2U);
    QVERIFY(reportText(report, {}).find("The file is damaged.") != std::string::npos);
}

void Reports::aRegularEndIsNoLoss()
{
    auto moments = sample::smallSession();
    moments.push_back({fromSeconds(15), CameraLost{CameraId{1}, "end of file", true}});
    std::stable_sort(moments.begin(), moments.end(),
                     [](const sample::Moment& a, const sample::Moment& b) { return a.time < b.time; });
    const Report report = reportOf(moments);
    QVERIFY(brokenCameras(report).empty());
    QCOMPARE(report.tally.unfinished, 1U);
    QVERIFY2(near(report.cameras[1].mean->value, 0.6), "until its end the first window was whole");
    const std::string text = reportText(report, {});
    QVERIFY2(text.ends_with("ended camera bridge: ended at 15.0 s: end of file\n"), text.c_str());
}

void Reports::costsAreSummed()
{
    const Report report = reportOf(sample::smallSession());
    QCOMPARE(report.costs.size(), std::size_t{1});
    QCOMPARE(report.costs[0].batches, 30U);
    QVERIFY(near(report.costs[0].chargedSeconds, 6.0));
    QVERIFY(near(report.costs[0].measuredSeconds, 9.0));
}

void Reports::idleTimeIsToldWithItsReasons()
{
    auto moments = sample::smallSession();
    const auto idle = [&](std::uint32_t device, std::uint32_t window, std::vector<DeviceIdle::Reason> reasons) {
        const auto closed = std::find_if(moments.begin(), moments.end(), [&](const sample::Moment& moment) {
            const auto* body = std::get_if<WindowClosed>(&moment.body);
            return body && body->window.value == window;
        });
        moments.insert(
            closed, sample::Moment{closed->time, DeviceIdle{DeviceId{device}, WindowId{window}, std::move(reasons)}});
    };
    idle(0, 0, {{"waiting for samples", 9.0}});
    idle(0, 1, {{"waiting for samples", 1.5}, {"nothing worth retraining", 0.5}});
    idle(0, 2, {{"nothing worth <retraining>", 0.25}, {"nothing worth retraining", 2.75}});
    const Report report = reportOf(moments);
    QCOMPARE(report.idle.size(), std::size_t{1});
    const Report::IdleDevice& device = report.idle.front();
    QCOMPARE(device.name, std::string("cpu"));
    QVERIFY2(near(device.seconds, 5.0) && near(device.windowSeconds, 20.0), "window 0 is not counted");
    QCOMPARE(device.windows.size(), std::size_t{3});
    const std::string text = reportText(report, {});
    QVERIFY2(text.find("idle device 0: 5.0 of 20.0 s (25.0 %): nothing worth retraining 3.2 s, waiting for samples 1.5 "
                       "s, nothing worth <retraining> 0.2 s\n")
                 != std::string::npos,
             text.c_str());
    const auto json = nlohmann::json::parse(reportJson(report, {}))["idle"][0];
    QVERIFY(near(json["idle_seconds"].get<double>(), 5.0));
    QCOMPARE(json["reasons"][0]["reason"].get<std::string>(), std::string("nothing worth retraining"));
    QCOMPARE(json["windows"][0]["reasons"][0]["seconds"].get<double>(), 9.0);
    const std::string html = reportHtml(report, {});
    QVERIFY(html.find("<h2>Idle devices</h2>") != std::string::npos);
    QVERIFY(html.find("nothing worth &lt;retraining&gt;") != std::string::npos);
    QVERIFY(html.find("idle, window 2: ") != std::string::npos && html.find("idle, window 0: ") == std::string::npos);
}

void Reports::aSessionFromBeforeIdleTimeSaysNothingOfIt()
{
    const Report report = reportOf(sample::smallSession());
    QVERIFY(report.idle.empty());
    QVERIFY(reportText(report, {}).find("idle") == std::string::npos);
    QVERIFY(reportHtml(report, {}).find("Idle") == std::string::npos);
}

void Reports::jsonHasTheKeys()
{
    const Report report = reportOf(sample::smallSession());
    const auto json = nlohmann::json::parse(reportJson(report, sample::started().configurations));
    QCOMPARE(json["planner"].get<std::string>(), std::string("thief"));
    QCOMPARE(json["seed"].get<int>(), 7);
    QCOMPARE(json["windows"].get<int>(), 2);
    QCOMPARE(json["mean_accuracy"].get<double>(), report.mean->value.value);
    QCOMPARE(json["interval"][0].get<double>(), report.mean->interval.low);
    QCOMPARE(json["worst_camera"].get<double>(), report.worstCamera->value);
    QCOMPARE(json["balanced"].get<double>(), report.mean->balanced.value);
    QCOMPARE(json["against_people"]["student"].get<double>(), report.studentHuman->value);
    QVERIFY(json["against_people"]["golden"].is_null());
    const auto& camera = json["cameras"][1];
    QCOMPARE(camera["name"].get<std::string>(), std::string("bridge"));
    const auto& kept = camera["windows"][1];
    QCOMPARE(kept["window"].get<int>(), 2);
    QCOMPARE(kept["accuracy"].get<double>(), sample::accuracyOf(1, 2));
    QCOMPARE(kept["count"].get<int>(), 100);
    QCOMPARE(kept["interval"].get<std::vector<double>>(), (std::vector<double>{0.3, 0.9}));
    QCOMPARE(kept["retrained"].get<bool>(), false);
    QVERIFY(kept["configuration"].is_null());
    QCOMPARE(kept["device_seconds"].get<double>(), 4.0);
    QCOMPARE(camera["windows"][0]["configuration"].get<std::string>(), std::string("whole, 12 epochs"));
    QVERIFY(!camera["windows"][0].contains("against_people"));
    QVERIFY(json["cameras"][0]["windows"][0]["against_people"].contains("student"));
}

void Reports::aSessionWithoutWindowsSaysSo()
{
    const Report report = reportOf({{Nanoseconds{0}, sample::started()}});
    QCOMPARE(report.windows, 0U);
    QVERIFY(reportText(report, {}).find("No counted window") != std::string::npos);
    QVERIFY(reportHtml(report, {}).find("No counted window") != std::string::npos);
    QCOMPARE(nlohmann::json::parse(reportJson(report, {}))["cameras"].size(), std::size_t{0});
}

void Reports::aSessionOfTheFirstWindowOnlyHasItsFirstStudents()
{
    auto moments = sample::smallSession();
    std::erase_if(moments, [](const sample::Moment& moment) { return moment.time >= sample::kWindowLength; });
    const Report report = reportOf(moments);
    QCOMPARE(report.windows, 0U);
    for (const std::string& text : {reportText(report, {}), reportHtml(report, {})}) {
        QVERIFY2(text.find("No counted window") != std::string::npos, text.c_str());
        QVERIFY2(text.find("first students") != std::string::npos, text.c_str());
        QVERIFY2(text.find("0.0 %") == std::string::npos, text.c_str());
    }
}

void Reports::htmlIsOneWholePage()
{
    const std::string html = reportHtml(reportOf(sample::smallSession()), sample::started().configurations);
    for (const char* outside : {"http://", "https://", "<script", "<link", "src=", "@import", "url("})
        QVERIFY2(html.find(outside) == std::string::npos, outside);
    QVERIFY(html.find("prefers-color-scheme: dark") != std::string::npos);
    for (std::size_t at = html.find("<svg"); at != std::string::npos; at = html.find("<svg", at + 1)) {
        QXmlStreamReader svg(QByteArray::fromStdString(html.substr(at, html.find("</svg>", at) + 6 - at)));
        while (!svg.atEnd())
            svg.readNext();
        QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
    }
    QVERIFY(html.find("bridge, window 2: 45.0 %") != std::string::npos);
    QVERIFY(html.find("nan") == std::string::npos);
}

void Reports::namesAreEscaped()
{
    auto moments = sample::smallSession();
    std::get<CameraAdded>(moments[1].body).name = "<b>\"gate\" & co";
    const std::string html = reportHtml(reportOf(moments), {});
    QVERIFY(html.find("<b>\"gate") == std::string::npos);
    QVERIFY(html.find("&lt;b&gt;&quot;gate&quot; &amp; co") != std::string::npos);
}

void Reports::aRunThatDidNotFinishSaysHowItEnded()
{
    const Report good = reportOf(sample::smallSession());
    QVERIFY(reportText(good, {}).find("The run") == std::string::npos);
    QCOMPARE(nlohmann::json::parse(reportJson(good, {}))["ending"].get<std::string>(), std::string("finished"));
    auto moments = sample::smallSession();
    moments.back().body = SessionClosed{"The disk <is> full.", RunOutcome::Failed, "Make room."};
    const Report failed = reportOf(moments);
    QVERIFY(reportText(failed, {}).ends_with("\nThe run: failed: The disk <is> full. Make room.\n"));
    QVERIFY(reportHtml(failed, {}).find("failed: The disk &lt;is&gt; full. Make room.") != std::string::npos);
    moments.pop_back();
    QVERIFY(reportText(reportOf(moments), {}).find("The run: not closed: the run was cut off after")
            != std::string::npos);
}

void Reports::textNamesEveryCameraAndWindow()
{
    const std::string text = reportText(reportOf(sample::smallSession()), sample::started().configurations);
    for (const char* words : {"thief", "gate", "bridge", "whole, 12 epochs", "45.0 %", "52.5 %",
                              "golden model –, student 65.0 %", "train/whole", "1.50"})
        QVERIFY2(text.find(words) != std::string::npos, (std::string(words) + " in\n" + text).c_str());
}

void Reports::errorsAreNotCalledWarnings()
{
    auto moments = sample::smallSession();
    const Nanoseconds time = moments.back().time;
    moments.insert(moments.end() - 1,
                   {{time, Alert{Severity::Warning, CameraId{0}, "It is slow.", ""}},
                    {time, Alert{Severity::Error, std::nullopt, "It is lost.", ""}}});
    const std::string text = reportText(reportOf(moments), {});
    for (const char* line : {"warning at [0-9.]+ s: It is slow\\.", "error at [0-9.]+ s: It is lost\\."})
        QVERIFY2(std::regex_search(text, std::regex(line)), text.c_str());
}

QTEST_GUILESS_MAIN(Reports)
#include "tst_report.moc"
