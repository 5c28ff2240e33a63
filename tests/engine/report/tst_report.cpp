// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/report.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QXmlStreamReader>
#include <QtTest>

#include <nlohmann/json.hpp>

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
    void windowsWithoutScoresHaveNoAccuracy();
    void costsAreSummed();
    void jsonHasTheKeys();
    void aSessionWithoutWindowsSaysSo();
    void htmlIsOneWholePage();
    void namesAreEscaped();
    void textNamesEveryCameraAndWindow();
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
    QVERIFY(near(report.mean.value.value, (0.6 + 0.7 + 0.6 + 0.45) / 4));
    QVERIFY(near(report.mean.balanced.value, 0.4));
    QVERIFY(near(report.cameras[0].mean.value, 0.65));
    QVERIFY(near(report.worstCamera.value, 0.525));
    QVERIFY(near(report.meanStudentHuman, 0.65));
    QCOMPARE(report.mean.count, 400U);
    QVERIFY(report.mean.interval.low >= 0.575 - 1e-9 && report.mean.interval.low < report.mean.value.value);
    QVERIFY(report.mean.interval.high <= 0.6 + 1e-9 && report.mean.interval.high > report.mean.value.value);
}

void Reports::windowsWithoutScoresHaveNoAccuracy()
{
    auto moments = sample::smallSession();
    for (sample::Moment& moment : moments) {
        auto* closed = std::get_if<WindowClosed>(&moment.body);
        if (closed != nullptr && closed->window == WindowId{2})
            closed->cameras[1].studentGolden.reset();
    }
    const Report report = reportOf(moments);
    QVERIFY(near(report.mean.value.value, (0.6 + 0.7 + 0.6) / 3));
    QVERIFY(near(report.worstCamera.value, 0.6));
    const auto json = nlohmann::json::parse(reportJson(report, {}));
    QVERIFY(json["cameras"][1]["windows"][1]["accuracy"].is_null());
}

void Reports::costsAreSummed()
{
    const Report report = reportOf(sample::smallSession());
    QCOMPARE(report.costs.size(), std::size_t{1});
    QCOMPARE(report.costs[0].batches, 30U);
    QVERIFY(near(report.costs[0].chargedSeconds, 6.0));
    QVERIFY(near(report.costs[0].measuredSeconds, 9.0));
}

void Reports::jsonHasTheKeys()
{
    const Report report = reportOf(sample::smallSession());
    const auto json = nlohmann::json::parse(reportJson(report, sample::started().configurations));
    QCOMPARE(json["planner"].get<std::string>(), std::string("thief"));
    QCOMPARE(json["seed"].get<int>(), 7);
    QCOMPARE(json["windows"].get<int>(), 2);
    QCOMPARE(json["mean_accuracy"].get<double>(), report.mean.value.value);
    QCOMPARE(json["interval"][0].get<double>(), report.mean.interval.low);
    QCOMPARE(json["worst_camera"].get<double>(), report.worstCamera.value);
    QCOMPARE(json["balanced"].get<double>(), report.mean.balanced.value);
    QCOMPARE(json["against_people"]["student"].get<double>(), report.meanStudentHuman);
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

void Reports::textNamesEveryCameraAndWindow()
{
    const std::string text = reportText(reportOf(sample::smallSession()), sample::started().configurations);
    for (const char* words : {"thief", "gate", "bridge", "whole, 12 epochs", "45.0 %", "52.5 %",
                              "golden model -, student 65.0 %", "train/whole", "1.50"})
        QVERIFY2(text.find(words) != std::string::npos, (std::string(words) + " in\n" + text).c_str());
}

QTEST_GUILESS_MAIN(Reports)
#include "tst_report.moc"
