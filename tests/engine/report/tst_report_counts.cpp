// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/count_charts.h"
#include "engine/report/report.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace jackdaw;
using namespace jackdaw::report;
using namespace jackdaw::session;

namespace {

constexpr CameraId kGate{0};

/// The small session with a line and a zone at its first camera. Windows are 10 s long, and begin at 0, 10 and 20 s.
std::vector<sample::Moment> countedSession()
{
    auto moments = sample::smallSession();
    for (sample::Moment& moment : moments)
        if (auto* added = std::get_if<CameraAdded>(&moment.body); added && added->camera == kGate) {
            added->lines = {{"road <in>", {0, 0.5}, {1, 0.5}}};
            added->zones = {{"yard", {{0, 0}, {1, 0}, {1, 1}}}};
        }
    const auto put = [&](double seconds, EventBody body) {
        // A little later than the frame, as a run records it; before the session's end.
        const Nanoseconds time = fromSeconds(seconds + 0.05);
        const auto later = std::find_if(moments.begin(), moments.end(),
                                        [&](const sample::Moment& moment) { return moment.time > time; });
        moments.insert(later == moments.end() ? moments.end() - 1 : later, {time, std::move(body)});
    };
    const auto cross = [&](double seconds, std::uint32_t label, bool forward) {
        put(seconds, CrossingCounted{kGate, 0, label, forward, 0, fromSeconds(seconds)});
    };
    const auto zone = [&](double seconds, std::vector<std::uint32_t> objects) {
        put(seconds, ZoneCounted{kGate, 0, std::move(objects), fromSeconds(seconds)});
    };
    cross(10, 0, true);
    cross(12, 0, true);
    cross(13, 1, true);
    cross(19.9, 0, false);
    cross(20, 1, false);
    zone(10, {0, 0});
    zone(15, {2, 1});
    zone(17.5, {0, 1});
    return moments;
}

Report reportOf(const std::vector<sample::Moment>& moments)
{
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", moments);
    auto reader = SessionReader::open(folder / "a.jackdaw");
    const auto report = reader ? makeReport(**reader) : tl::unexpected(reader.error());
    return report.value_or(Report());
}

} // namespace

/// What cameras counted, as reports tell it.
class ReportCounts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void crossingsBelongToTheWindowOfTheirFrame();
    void zonesHaveTheirMeanOverTimeAndTheMost();
    void camerasWithoutLinesHaveNoCounts();
    void aSessionThatWasCutOffHasCountsUntilThen();
    void textsNameTheClasses();
    void allKindsOfReportsTellThem();
    void countsOverTimeAreDrawn();
};

void ReportCounts::crossingsBelongToTheWindowOfTheirFrame()
{
    const Report report = reportOf(countedSession());
    const auto& counts = report.cameras[0].counts;
    QCOMPARE(counts.size(), std::size_t{3});
    QCOMPARE(counts[0].lines[0].forward, (std::vector<std::uint32_t>{0, 0}));
    QCOMPARE(counts[1].lines[0].forward, (std::vector<std::uint32_t>{2, 1}));
    QCOMPARE(counts[1].lines[0].backward, (std::vector<std::uint32_t>{1, 0}));
    QCOMPARE(counts[2].lines[0].backward, (std::vector<std::uint32_t>{0, 1}));
    QCOMPARE(counts[2].window, 2U);
}

void ReportCounts::zonesHaveTheirMeanOverTimeAndTheMost()
{
    const Report report = reportOf(countedSession());
    const auto& counts = report.cameras[0].counts;
    QCOMPARE(counts[0].zones[0].mean, (std::vector<double>{0, 0}));
    QCOMPARE(counts[1].zones[0].mean, (std::vector<double>{0.5, 0.5}));
    QCOMPARE(counts[1].zones[0].most, (std::vector<std::uint32_t>{2, 1}));
    QCOMPARE(counts[2].zones[0].mean, (std::vector<double>{0, 1}));
    QCOMPARE(counts[2].zones[0].most, (std::vector<std::uint32_t>{0, 1}));
}

void ReportCounts::camerasWithoutLinesHaveNoCounts()
{
    QVERIFY(reportOf(countedSession()).cameras[1].counts.empty());
    for (const Report::Camera& camera : reportOf(sample::smallSession()).cameras)
        QVERIFY(camera.counts.empty());
}

void ReportCounts::aSessionThatWasCutOffHasCountsUntilThen()
{
    auto moments = countedSession();
    std::erase_if(moments, [](const sample::Moment& moment) { return moment.time > fromSeconds(17.55); });
    const auto counts = reportOf(moments).cameras.at(0).counts;
    QCOMPARE(counts.size(), std::size_t{2});
    QVERIFY(std::abs(counts[1].zones[0].mean[0] - 5.0 / 7.55) < 1e-6);
    QCOMPARE(counts[1].lines[0].forward, (std::vector<std::uint32_t>{2, 1}));
}

void ReportCounts::textsNameTheClasses()
{
    const std::vector<std::string> classes{"car", "bus", "person"};
    QCOMPARE(countText(std::vector<std::uint32_t>{4, 1, 0}, classes), std::string("5 (car 4, bus 1)"));
    QCOMPARE(countText(std::vector<std::uint32_t>{0, 0, 0}, classes), std::string("0"));
    QCOMPARE(countText(std::vector<double>{0, 0.25, 0}, classes), std::string("0.25 (bus 0.25)"));
    QCOMPARE(mostText({"", {}, {0, 2, 3}}, classes), std::string("bus 2, person 3"));
    QCOMPARE(mostText({"", {}, {0, 0, 0}}, classes), std::string("0"));
}

void ReportCounts::allKindsOfReportsTellThem()
{
    const Report report = reportOf(countedSession());
    const std::string text = reportText(report, {});
    QVERIFY2(text.find("3 (car 2, person 1)") != std::string::npos, text.c_str());
    QVERIFY2(text.find("1.00 (car 0.50, person 0.50)") != std::string::npos, text.c_str());
    const std::string html = reportHtml(report, {});
    QVERIFY(html.find("<td class=\"t\">road &lt;in&gt;</td>") != std::string::npos);
    QVERIFY(html.find("Over the lines") != std::string::npos);
    QVERIFY(html.find("In the zones") != std::string::npos);
    QVERIFY(reportHtml(reportOf(sample::smallSession()), {}).find("Over the lines") == std::string::npos);
    const auto json = nlohmann::json::parse(reportJson(report, {}));
    const auto& window = json["cameras"][0]["counts"][1];
    QCOMPARE(window["window"].get<int>(), 1);
    QCOMPARE(window["lines"][0]["line"].get<std::string>(), std::string("road <in>"));
    QCOMPARE(window["lines"][0]["forward"]["car"].get<int>(), 2);
    QCOMPARE(window["zones"][0]["most"]["car"].get<int>(), 2);
    QVERIFY(json["cameras"][1]["counts"].empty());
}

void ReportCounts::countsOverTimeAreDrawn()
{
    const Report report = reportOf(countedSession());
    const auto charts = countCharts(report);
    QCOMPARE(charts.size(), std::size_t{2});
    QCOMPARE(charts[0].title, report.cameras[0].name + ": over road <in>");
    QCOMPARE(charts[0].categories, (std::vector<std::string>{"0", "1", "2"}));
    QCOMPARE(charts[0].series.size(), std::size_t{2});
    QCOMPARE(charts[0].series[0].name, report.classes[0]);
    QCOMPARE(charts[0].series[0].points[1].y, 3.0);
    QCOMPARE(charts[0].series[1].points[2].y, 1.0);
    QCOMPARE(charts[1].series[0].points[1].y, 0.5);
    const std::string html = reportHtml(report, {});
    QVERIFY(html.find("Counts over the windows") != std::string::npos);
    QVERIFY(html.find(": over road &lt;in&gt;") != std::string::npos);
    QVERIFY(countCharts(reportOf(sample::smallSession())).empty());
    QVERIFY(reportHtml(reportOf(sample::smallSession()), {}).find("Counts over") == std::string::npos);
}

QTEST_GUILESS_MAIN(ReportCounts)
#include "tst_report_counts.moc"
