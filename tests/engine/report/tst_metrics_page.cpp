// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/metrics_page.h"

#include <QtTest>

#include <cstring>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace jackdaw;
using namespace jackdaw::report;
using namespace std::chrono_literals;

namespace {

/// A page as Prometheus reads it (exposition format 0.0.4): its samples by name and labels, or what is wrong with it.
struct Page {
    std::map<std::string, std::string> samples; ///< "name{labels}" → value
    std::map<std::string, std::string> types;
    std::string fault;

    std::string value(const std::string& sample) const
    {
        const auto found = samples.find(sample);
        return found == samples.end() ? "absent" : found->second;
    }
};

/// The family that a sample belongs to.
std::string familyOf(const std::string& name, const std::map<std::string, std::string>& types)
{
    for (const char* suffix : {"_bucket", "_sum", "_count"}) {
        const std::string family = name.ends_with(suffix) ? name.substr(0, name.size() - std::strlen(suffix)) : "";
        if (const auto type = types.find(family); type != types.end() && type->second == "histogram")
            return family;
    }
    return name;
}

Page parse(const std::string& text)
{
    static const std::regex help("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\n]+)");
    static const std::regex type("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)");
    static const std::string label = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\n\"])*\"";
    static const std::regex sample("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{" + label + "(?:," + label
                                   + ")*\\})? "
                                     "(NaN|[+-]Inf|[-+0-9.e]+)");
    Page page;
    std::string current;
    std::set<std::string> helped;
    if (text.empty() || text.back() != '\n')
        page.fault = "the last line has no end";
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line) && page.fault.empty();) {
        std::smatch match;
        if (std::regex_match(line, match, help)) {
            current = match[1];
            if (!helped.insert(current).second)
                page.fault = "a family stands twice: " + line;
        } else if (std::regex_match(line, match, type)) {
            if (match[1] != current || page.types.contains(current))
                page.fault = "a type out of place: " + line;
            page.types[current] = match[2];
        } else if (std::regex_match(line, match, sample)) {
            if (familyOf(match[1], page.types) != current || !page.types.contains(current))
                page.fault = "a sample out of its family: " + line;
            if (!page.samples.emplace(match[1].str() + match[2].str(), match[3]).second)
                page.fault = "a series stands twice: " + line;
            if (page.types[current] == "counter" && !current.ends_with("_total"))
                page.fault = "a counter without _total: " + line;
        } else {
            page.fault = "no line of the format: " + line;
        }
    }
    return page;
}

struct Run {
    Run()
    {
        SessionStarted started;
        started.name = "crossing";
        started.planner = "jackdaw";
        started.softwareVersion = "0.1.0";
        started.classes = {"car", "person"};
        started.devices = {"cpu"};
        take(started);
        CameraAdded gate{CameraId{0}, "gate", "gate.mp4"};
        gate.lines = {{"road", {}, {}}};
        gate.zones = {{"stop", {}}};
        take(gate);
        take(CameraAdded{CameraId{1}, "bridge", "bridge.mp4"});
    }
    void take(EventBody body) { page.take({now, next++, std::move(body)}); }
    Page read() const { return parse(page.text()); }

    MetricsPage page;
    Nanoseconds now{0};
    std::uint64_t next = 0;
};

} // namespace

class TestMetricsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyPageIsAPage();
    void framesAreCountedWithTheirLatency();
    void accuracyIsThatOfTheNewestCountedWindow();
    void camerasThatAreLostAreNotUp();
    void countsOfLinesAndZones();
    void sharesAreSummedByKindAndCamera();
    void alertsAreCountedByTopic();
    void whatComesAndGoesOfJobsIsForgotten();
    void jobsThatHaveNoShareYetAreKept();
    void namesAreEscaped();
    void numbersOutOfRangeChangeNothing();
};

void TestMetricsPage::anEmptyPageIsAPage()
{
    const Page empty = parse(MetricsPage().text());
    QCOMPARE(empty.fault, std::string());
    QCOMPARE(empty.value("jackdaw_cameras_up"), std::string("0"));
    const Page begun = Run().read();
    QCOMPARE(begun.fault, std::string());
    QCOMPARE(begun.value("jackdaw_session_info{name=\"crossing\",planner=\"jackdaw\",version=\"0.1.0\"}"),
             std::string("1"));
    QCOMPARE(begun.value("jackdaw_cameras_up"), std::string("2"));
    QCOMPARE(begun.value("jackdaw_camera_target{camera=\"gate\"}"), std::string("0.6"));
    QCOMPARE(begun.value("jackdaw_camera_accuracy{camera=\"gate\"}"), std::string("absent"));
}

void TestMetricsPage::framesAreCountedWithTheirLatency()
{
    Run run;
    run.now = 10s;
    for (const Nanoseconds late :
         {Nanoseconds(0ms), Nanoseconds(50ms), Nanoseconds(70ms), Nanoseconds(3s), Nanoseconds(90s)})
        run.take(FrameIndexed{CameraId{0}, 1, {}, run.now - late, {}, {}});
    run.take(FrameDropped{CameraId{0}, 2});
    const Page page = run.read();
    QCOMPARE(page.fault, std::string());
    QCOMPARE(page.value("jackdaw_session_seconds"), std::string("10"));
    QCOMPARE(page.value("jackdaw_frames_processed_total{camera=\"gate\"}"), std::string("5"));
    QCOMPARE(page.value("jackdaw_frames_dropped_total{camera=\"gate\"}"), std::string("1"));
    QCOMPARE(page.value("jackdaw_frames_processed_total{camera=\"bridge\"}"), std::string("0"));
    const auto bucket = [&](const std::string& bound) {
        return page.value("jackdaw_frame_latency_seconds_bucket{camera=\"gate\",le=\"" + bound + "\"}");
    };
    QCOMPARE(bucket("0.05"), std::string("2"));
    QCOMPARE(bucket("0.1"), std::string("3"));
    QCOMPARE(bucket("2"), std::string("3"));
    QCOMPARE(bucket("5"), std::string("4"));
    QCOMPARE(bucket("60"), std::string("4"));
    QCOMPARE(bucket("+Inf"), std::string("5"));
    QCOMPARE(page.value("jackdaw_frame_latency_seconds_count{camera=\"gate\"}"), std::string("5"));
    QCOMPARE(page.value("jackdaw_frame_latency_seconds_sum{camera=\"gate\"}"), std::string("93.12"));
}

void TestMetricsPage::accuracyIsThatOfTheNewestCountedWindow()
{
    Run run;
    const auto close = [&](std::uint32_t number, bool counted, std::optional<double> value) {
        run.take(WindowStarted{WindowId{number}, 10s, counted});
        CameraWindow window;
        window.camera = CameraId{0};
        if (value)
            window.studentGolden = MeasuredAccuracy{Accuracy{*value}, {}, {}, 10, 2, {}};
        run.take(WindowClosed{WindowId{number}, {window}});
    };
    const std::string accuracy = "jackdaw_camera_accuracy{camera=\"gate\"}";
    close(0, false, 0.1);
    QCOMPARE(run.read().value(accuracy), std::string("absent"));
    close(1, true, 0.75);
    QCOMPARE(run.read().value(accuracy), std::string("0.75"));
    close(2, true, std::nullopt);
    QCOMPARE(run.read().value(accuracy), std::string("0.75"));
    QCOMPARE(run.read().value("jackdaw_window"), std::string("2"));
    run.take(WeightsSwapped{CameraId{0}});
    run.take(WeightsRejected{CameraId{0}});
    run.take(WeightsRejected{CameraId{0}});
    QCOMPARE(run.read().value("jackdaw_retrainings_total{camera=\"gate\",outcome=\"accepted\"}"), std::string("1"));
    QCOMPARE(run.read().value("jackdaw_retrainings_total{camera=\"gate\",outcome=\"rejected\"}"), std::string("2"));
}

void TestMetricsPage::camerasThatAreLostAreNotUp()
{
    Run run;
    run.take(CameraLost{CameraId{1}, "gone", false});
    QCOMPARE(run.read().value("jackdaw_cameras_up"), std::string("1"));
    QCOMPARE(run.read().value("jackdaw_camera_up{camera=\"bridge\"}"), std::string("0"));
    run.take(CameraRecovered{CameraId{1}, "back", 1s});
    QCOMPARE(run.read().value("jackdaw_cameras_up"), std::string("2"));
}

void TestMetricsPage::countsOfLinesAndZones()
{
    Run run;
    run.take(CrossingCounted{CameraId{0}, 0, 0, true, 1, {}});
    run.take(CrossingCounted{CameraId{0}, 0, 0, true, 2, {}});
    run.take(CrossingCounted{CameraId{0}, 0, 1, false, 3, {}});
    run.take(ZoneCounted{CameraId{0}, 0, {3, 0}, {}});
    const Page page = run.read();
    QCOMPARE(page.fault, std::string());
    const auto crossings = [&](const std::string& label, const std::string& way) {
        return page.value("jackdaw_crossings_total{camera=\"gate\",line=\"road\",class=\"" + label + "\",direction=\""
                          + way + "\"}");
    };
    QCOMPARE(crossings("car", "forward"), std::string("2"));
    QCOMPARE(crossings("car", "backward"), std::string("0"));
    QCOMPARE(crossings("person", "backward"), std::string("1"));
    QCOMPARE(page.value("jackdaw_zone_objects{camera=\"gate\",zone=\"stop\",class=\"car\"}"), std::string("3"));
    // A live camera that was off at first is announced again: what was counted stays.
    CameraAdded again{CameraId{0}, "gate", "gate.mp4"};
    again.lines = {{"road", {}, {}}};
    again.zones = {{"stop", {}}};
    run.take(again);
    QCOMPARE(run.read().samples, page.samples);
}

void TestMetricsPage::sharesAreSummedByKindAndCamera()
{
    Run run;
    run.take(JobStarted{JobId{1}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}});
    run.take(JobStarted{JobId{2}, JobKind::Inference, CameraId{0}, DeviceId{0}, {}});
    run.take(JobStarted{JobId{3}, JobKind::Retraining, CameraId{1}, DeviceId{0}, {}});
    run.take(DeviceSample{DeviceId{0},
                          1s,
                          {{JobId{1}, Share{0.25}, Share{0.25}, Share{0.125}},
                           {JobId{2}, Share{0.25}, Share{0.25}, Share{0.25}},
                           {JobId{3}, Share{0.5}, Share{0.5}, Share{0.5}}}});
    const Page page = run.read();
    QCOMPARE(page.fault, std::string());
    QCOMPARE(page.value("jackdaw_device_use{device=\"0: cpu\"}"), std::string("0.875"));
    const std::string inference = "{device=\"0: cpu\",kind=\"inference\",camera=\"gate\"}";
    QCOMPARE(page.value("jackdaw_share_granted" + inference), std::string("0.5"));
    QCOMPARE(page.value("jackdaw_share_used" + inference), std::string("0.375"));
    QCOMPARE(page.value("jackdaw_share_granted{device=\"0: cpu\",kind=\"retraining\",camera=\"bridge\"}"),
             std::string("0.5"));
}

void TestMetricsPage::alertsAreCountedByTopic()
{
    Run run;
    run.take(Alert{Severity::Warning, CameraId{0}, "low", "", AlertTopic::LowAccuracy});
    run.take(Alert{Severity::Info, CameraId{0}, "over", "", AlertTopic::LowAccuracy});
    run.take(Alert{Severity::Warning, CameraId{1}, "low", "", AlertTopic::LowAccuracy});
    const Page page = run.read();
    QCOMPARE(page.value("jackdaw_alerts_total{topic=\"low-accuracy\",severity=\"warning\"}"), std::string("2"));
    QCOMPARE(page.value("jackdaw_alerts_total{topic=\"low-accuracy\",severity=\"info\"}"), std::string("1"));
}

/// A day of short jobs; the page stays as long as it was.
void TestMetricsPage::whatComesAndGoesOfJobsIsForgotten()
{
    Run run;
    std::size_t length = 0;
    for (std::uint32_t job = 0; job < 20'000; ++job) {
        run.take(JobStarted{JobId{job}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}});
        run.take(DeviceSample{DeviceId{0}, 1s, {{JobId{job}, Share{1}, Share{1}, Share{1}}}});
        if (job == 10)
            length = run.page.text().size();
    }
    QCOMPARE(run.page.text().size(), length);
    QCOMPARE(run.read().value("jackdaw_share_used{device=\"0: cpu\",kind=\"retraining\",camera=\"gate\"}"),
             std::string("1"));
}

/// Many jobs are forgotten when a sample comes: not those that began since the one before.
void TestMetricsPage::jobsThatHaveNoShareYetAreKept()
{
    Run run;
    const auto sampleOf = [](std::uint32_t job) {
        return DeviceSample{DeviceId{0}, 1s, {{JobId{job}, Share{1}, Share{1}, Share{1}}}};
    };
    for (std::uint32_t job = 1; job <= 5000; ++job)
        run.take(JobStarted{JobId{job}, JobKind::Retraining, CameraId{0}, DeviceId{0}, {}});
    run.take(JobStarted{JobId{5001}, JobKind::Inference, CameraId{1}, DeviceId{0}, {}});
    run.take(sampleOf(5000));
    run.take(sampleOf(5001));
    QCOMPARE(run.read().value("jackdaw_share_used{device=\"0: cpu\",kind=\"inference\",camera=\"bridge\"}"),
             std::string("1"));
}

void TestMetricsPage::namesAreEscaped()
{
    Run run;
    run.take(CameraAdded{CameraId{2}, "a \"b\" \\c\nd \xC3\xBC \xFF", "x.mp4"});
    const Page page = run.read();
    QCOMPARE(page.fault, std::string());
    QCOMPARE(page.value("jackdaw_camera_up{camera=\"a \\\"b\\\" \\\\c\\nd \xC3\xBC \xEF\xBF\xBD\"}"), std::string("1"));
}

/// A newer program's session may hold what this one does not expect.
void TestMetricsPage::numbersOutOfRangeChangeNothing()
{
    Run run;
    const Page before = run.read();
    run.take(CrossingCounted{CameraId{0}, 7, 0, true, 1, {}});
    run.take(CrossingCounted{CameraId{0}, 0, 9, true, 1, {}});
    run.take(ZoneCounted{CameraId{0}, 5, {1, 2}, {}});
    run.take(ZoneCounted{CameraId{0}, 0, {1, 2, 3}, {}});
    QCOMPARE(run.read().samples, before.samples);
    run.take(FrameDropped{CameraId{9}, 1});
    QCOMPARE(run.read().value("jackdaw_frames_dropped_total{camera=\"9\"}"), std::string("1"));
    QCOMPARE(run.read().fault, std::string());
}

QTEST_GUILESS_MAIN(TestMetricsPage)
#include "tst_metrics_page.moc"
