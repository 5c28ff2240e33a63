// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/charts/series_chart.h"
#include "widgets/devices/device_tables.h"
#include "widgets/devices/devices_page.h"
#include "widgets/devices/load_scene.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/workbench/workbench.h"

#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

struct Shown {
    explicit Shown(Script script = {}) : source(std::make_shared<ScriptedSource>(script))
    {
        workbench.resize(1500, 900);
        workbench.show();
        workbench.controller().open(source);
        workbench.show(Perspective::Devices);
    }

    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 12; ++i)
            workbench.controller().tick();
        page().showDevice(std::nullopt); // makes the page catch up at once
    }
    DevicesPage& page() { return workbench.devices(); }
    const SessionState& state() { return workbench.session().state(); }

    std::shared_ptr<ScriptedSource> source;
    Workbench workbench;
};

QStringList column(const ValueTableModel& model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

double value(const ValueTableModel& model, int row, int column)
{
    return model.index(row, column).data(ValueTableModel::kSortRole).toDouble();
}

/// The lane of the first camera's retrainings.
std::size_t retrainingLane(const SessionState& state)
{
    for (std::size_t i = 0; i < state.lanes.size(); ++i)
        if (state.lanes[i].kind == JobKind::Retraining && state.lanes[i].camera == CameraId{0})
            return i;
    return state.lanes.size();
}

/// Where the first row of jobs begins.
int firstRow(const TimelineView& timeline)
{
    for (int y = 0; y < timeline.viewport()->height(); ++y)
        if (!timeline.readOutAt({timeline.viewport()->width() / 3, y}).isEmpty())
            return y;
    return -1;
}

} // namespace

class TestDevicesPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deviceTimeIsTheAreaUnderShares();
    void jobsThatRunNowAreListedWithTheirShares();
    void idleTimeIsToldWithItsReasons();
    void costsAreHeldAgainstWhatBatchesTook();
    void jumpedOverCostsAreSaidToBeUnknown();
    void aMarkedAreaIsSummed();
    void aClickMarksTheSecondAroundIt();
    void aClickOnAJobMarksItFromStartToEnd();
    void theMarkedJobsPlanIsShown();
    void aMarkedJobThatIsUnderWayGoesOn();
    void draggingOverTheTimelineMarksAnArea();
    void ofManyCamerasEachHasARowForAllItsJobs();
    void aPinnedCameraStaysOnTopWithAllItsRows();
    void aDoubleClickOnANamePinsTheCamera();
    void aFoldedRowReadsOutEachOfItsJobs();
    void oneDeviceCanBeShownAlone();
    void theLoadIsStackedAndNeverAboveTheDevices();
    void anEmptySessionShowsNothingButSaysWhy();
    void theTimeRangeIsThatOfTheLivePage();
};

void TestDevicesPage::deviceTimeIsTheAreaUnderShares()
{
    const std::vector<ShareSample> shares{{fromSeconds(0), fromSeconds(4), 0.6, 0.5, 0.4},
                                          {fromSeconds(4), fromSeconds(6), 1.0, 1.0, 0.9}};
    const DeviceTime all = deviceTime(shares, {fromSeconds(0), fromSeconds(10)});
    QVERIFY(std::abs(all.requested - 4.4) < 1e-9 && std::abs(all.granted - 4.0) < 1e-9
            && std::abs(all.used - 3.4) < 1e-9);
    const DeviceTime part = deviceTime(shares, {fromSeconds(3), fromSeconds(5)});
    QVERIFY(std::abs(part.granted - 1.5) < 1e-9);
    QCOMPARE(deviceTime(shares, {fromSeconds(8), fromSeconds(9)}).granted, 0.0);
}

void TestDevicesPage::jobsThatRunNowAreListedWithTheirShares()
{
    Shown shown;
    shown.play(52);
    const ValueTableModel& jobs = shown.page().jobs();
    QCOMPARE(jobs.rowCount(), static_cast<int>(shown.state().running.size()));
    const QStringList names = column(jobs, 0);
    const auto training = names.indexOf(QStringLiteral("A Crossing, retraining"));
    QVERIFY2(training >= 0, qPrintable(names.join(QLatin1Char('|'))));
    const int row = static_cast<int>(training);
    QCOMPARE(jobs.index(row, 2).data().toString(), QStringLiteral("0.15"));
    QCOMPARE(jobs.index(row, 3).data().toString(), QStringLiteral("0.15"));
    QVERIFY(value(jobs, row, 4) > 0.0);
    QVERIFY(jobs.index(row, 5).data().toString().endsWith(QStringLiteral(" %")));
}

void TestDevicesPage::idleTimeIsToldWithItsReasons()
{
    Shown shown;
    shown.play(100);
    const ValueTableModel& idle = shown.page().idle();
    // Windows 1 and 0 have ended; the newest comes first, reasons of no time are left out.
    QCOMPARE(column(idle, 4),
             (QStringList{QStringLiteral("waiting for samples"), QStringLiteral("nothing worth retraining"),
                          QStringLiteral("waiting for samples")}));
    QCOMPARE(column(idle, 2), (QStringList{QStringLiteral("2.0 s"), QStringLiteral("2.5 s"), QStringLiteral("1.0 s")}));
    QCOMPARE(idle.index(0, 0).data().toString(), QStringLiteral("window 1"));
    QCOMPARE(idle.index(0, 3).data().toString(), QStringLiteral("5 %"));
}

void TestDevicesPage::costsAreHeldAgainstWhatBatchesTook()
{
    Shown shown;
    shown.play(85);
    const ValueTableModel& costs = shown.page().costs();
    QCOMPARE(column(costs, 0), (QStringList{QStringLiteral("train/whole/8x288x352"), QStringLiteral("infer/352x288")}));
    QCOMPARE(column(costs, 4), (QStringList{QStringLiteral("0.95"), QStringLiteral("1.10")}));
    QVERIFY(shown.page().findChild<QLabel*>(QStringLiteral("costNote"))->text().contains(QStringLiteral("2")));
}

void TestDevicesPage::jumpedOverCostsAreSaidToBeUnknown()
{
    Shown shown;
    shown.source->hasSnapshots = true;
    shown.workbench.controller().seek(fromSeconds(100));
    shown.play(0);
    QCOMPARE(shown.page().costs().rowCount(), 0);
    QVERIFY(
        shown.page().findChild<QLabel*>(QStringLiteral("costNote"))->text().contains(QStringLiteral("jumped over")));
}

void TestDevicesPage::aMarkedAreaIsSummed()
{
    Shown shown;
    shown.play(120);
    const TimeRange range{fromSeconds(80), fromSeconds(120)};
    shown.page().mark({0, 1}, range);
    const ValueTableModel& sums = shown.page().sums();
    QCOMPARE(sums.rowCount(), 3);
    QCOMPARE(sums.index(2, 0).data().toString(), QStringLiteral("All of them"));
    for (int figure = 2; figure <= 4; ++figure)
        QVERIFY(std::abs(value(sums, 0, figure) + value(sums, 1, figure) - value(sums, 2, figure)) < 1e-9);
    QVERIFY(value(sums, 2, 4) > 0.0 && value(sums, 2, 4) <= value(sums, 2, 3));
    QVERIFY2(shown.page().markedText().startsWith(QStringLiteral("Marked: 00:01:20.0 to 00:02:00.0")),
             qPrintable(shown.page().markedText()));
    shown.page().clearMark();
    QVERIFY(shown.page().markedText().startsWith(QStringLiteral("All that is shown")));
    QVERIFY(sums.rowCount() > 3);
}

void TestDevicesPage::aClickMarksTheSecondAroundIt()
{
    Shown shown;
    shown.play(120);
    shown.page().mark({0}, {fromSeconds(90), fromSeconds(90)});
    QVERIFY(shown.page().markedText().contains(QStringLiteral("00:01:29.5 to 00:01:30.5")));
    shown.page().mark({999}, {fromSeconds(90), fromSeconds(95)});
    QCOMPARE(shown.page().sums().rowCount(), 0);
}

void TestDevicesPage::aClickOnAJobMarksItFromStartToEnd()
{
    Shown shown;
    shown.play(160);
    const std::size_t lane = retrainingLane(shown.state());
    const JobSpan span = shown.state().lanes[lane].spans.back();
    const Nanoseconds middle = (span.start + *span.end) / 2;
    shown.page().mark({lane}, {middle, middle});
    const QString text = shown.page().markedText();
    QVERIFY2(text.startsWith(QStringLiteral("Marked: A Crossing, retraining, ")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("epochs")));
    QCOMPARE(shown.page().sums().rowCount(), 1);
    const double seconds = toSeconds(*span.end - span.start);
    QVERIFY2(std::abs(value(shown.page().sums(), 0, 3) - 0.15 * seconds) < 0.02, "its share over its time");
    shown.page().mark({lane}, {*span.end + fromSeconds(1), *span.end + fromSeconds(1)});
    QVERIFY2(shown.page().markedText().startsWith(QStringLiteral("Marked: 00:")), "no job there");
}

void TestDevicesPage::theMarkedJobsPlanIsShown()
{
    Shown shown;
    shown.play(160);
    const std::size_t lane = retrainingLane(shown.state());
    const JobSpan span = shown.state().lanes[lane].spans.front();
    QPushButton* button = nullptr;
    for (auto* each : shown.page().findChildren<QPushButton*>())
        if (each->text() == QStringLiteral("Its plan"))
            button = each;
    QVERIFY(button && button->isHidden());
    shown.page().mark({lane}, {span.start, span.start});
    QVERIFY(!button->isHidden());
    button->click();
    QVERIFY(shown.workbench.perspective() == Perspective::Explain);
    QVERIFY(shown.workbench.session().shownPlan()->time <= span.start);
    QVERIFY(shown.workbench.session().shownPlan()->plan.window == WindowId{0});
}

void TestDevicesPage::aMarkedJobThatIsUnderWayGoesOn()
{
    Shown shown;
    std::optional<Nanoseconds> begun;
    std::size_t lane = 0;
    for (int second = 0; !begun && second < 150; ++second) {
        shown.play(1);
        lane = retrainingLane(shown.state());
        if (lane < shown.state().lanes.size() && !shown.state().lanes[lane].spans.back().end)
            begun = shown.state().lanes[lane].spans.back().start;
    }
    QVERIFY2(begun, "a retraining is under way");
    shown.page().mark({lane}, {*begun, *begun});
    const QString before = shown.page().markedText();
    shown.play(2);
    shown.page().hide();
    shown.page().show();
    QVERIFY2(shown.page().markedText() != before, qPrintable(before));
}

void TestDevicesPage::draggingOverTheTimelineMarksAnArea()
{
    Shown shown;
    shown.play(200);
    QCoreApplication::processEvents();
    TimelineView& timeline = shown.page().timeline();
    QSignalSpy marked(&timeline, &TimelineView::areaMarked);
    QWidget* port = timeline.viewport();
    const QPoint from(port->width() / 2, port->height() * 2 / 5);
    const QPoint to(port->width() * 3 / 4, port->height() * 3 / 5);
    QTest::mousePress(port, Qt::LeftButton, {}, from);
    QTest::mouseMove(port, to);
    QTest::mouseRelease(port, Qt::LeftButton, {}, to);
    QCOMPARE(marked.count(), 1);
    const auto range = marked.front().at(1).value<TimeRange>();
    QVERIFY(range.length() > fromSeconds(10));
    QVERIFY(!marked.front().at(0).value<std::vector<std::size_t>>().empty());
    QVERIFY(shown.page().markedText().startsWith(QStringLiteral("Marked")));
}

void TestDevicesPage::ofManyCamerasEachHasARowForAllItsJobs()
{
    Shown shown(Script{.cameras = 16});
    shown.play(120);
    const std::vector<TimelineRow> rows = timelineRows(shown.state());
    const std::vector<TimelineRow> folded = foldedRows(rows, {CameraId{3}});
    QCOMPARE(rows.size(), std::size_t{16 * 3 + 1});
    QCOMPARE(folded.size(), std::size_t{15 + 3 + 1});
    std::size_t lanes = 0;
    for (const TimelineRow& row : folded) {
        lanes += row.lanes.size();
        QCOMPARE(row.kind == RowKind::All, row.camera && *row.camera != CameraId{3});
    }
    QCOMPARE(lanes, shown.state().lanes.size());
    QVERIFY2(rowScale(shown.state(), RowKind::All) >= rowScale(shown.state(), RowKind::Inference), "jobs add up");
}

void TestDevicesPage::aPinnedCameraStaysOnTopWithAllItsRows()
{
    Shown shown(Script{.cameras = 16});
    shown.play(120);
    QCoreApplication::processEvents();
    const QPoint first(shown.page().timeline().viewport()->width() / 3, firstRow(shown.page().timeline()) + 4);
    QVERIFY2(shown.page().timeline().readOutAt(first).contains(QStringLiteral("Crossing")),
             qPrintable(shown.page().timeline().readOutAt(first)));
    QAction* pin = shown.workbench.registry().action(CommandId::PinCamera);
    QVERIFY2(!pin->isEnabled(), "none is selected");
    shown.workbench.selection().setCamera(CameraId{13});
    pin->trigger();
    QVERIFY(shown.page().timeline().readOutAt(first).contains(QStringLiteral("Harbour 2, inference")));
    pin->trigger();
    QVERIFY(shown.page().timeline().readOutAt(first).contains(QStringLiteral("Crossing")));
    pin->trigger();
    shown.workbench.controller().close();
    shown.workbench.controller().open(std::make_shared<ScriptedSource>(Script{}));
    QVERIFY2(shown.workbench.selection().pins().empty(), "another session has other cameras");
}

void TestDevicesPage::aDoubleClickOnANamePinsTheCamera()
{
    Shown shown;
    shown.play(120);
    QCoreApplication::processEvents();
    QWidget* port = shown.page().timeline().viewport();
    QSignalSpy sought(&shown.page().timeline(), &TimelineView::seekRequested);
    shown.workbench.selection().setCamera(CameraId{3}); // so that the rows are those of now
    const QPoint name(60, firstRow(shown.page().timeline()) + 4);
    QTest::mouseClick(port, Qt::LeftButton, {}, name);
    QTest::mouseDClick(port, Qt::LeftButton, {}, name);
    QCOMPARE(shown.workbench.selection().pins().size(), std::size_t{1});
    QVERIFY(sought.isEmpty());
    QVERIFY(shown.workbench.selection().pins().contains(*shown.workbench.selection().camera()));
}

void TestDevicesPage::aFoldedRowReadsOutEachOfItsJobs()
{
    Shown shown(Script{.cameras = 16});
    shown.play(52);
    QCoreApplication::processEvents();
    const TimelineView& timeline = shown.page().timeline();
    const TimeRange range = shown.workbench.session().clock().range();
    const TimelineCoordinates time{range, 178.0, static_cast<double>(timeline.viewport()->width() - 8)};
    const QPoint place(static_cast<int>(time.xOf(fromSeconds(50))), firstRow(timeline) + 4);
    const QString text = timeline.readOutAt(place);
    QVERIFY2(text.contains(QStringLiteral("inference: requested"))
                 && text.contains(QStringLiteral("retraining: requested")),
             qPrintable(text));
}

void TestDevicesPage::oneDeviceCanBeShownAlone()
{
    Shown shown(Script{.movesAJob = true});
    shown.play(100);
    auto* box = shown.page().findChild<QComboBox*>();
    QCOMPARE(box->count(), 3);
    const int all = shown.page().idle().rowCount();
    Q_EMIT box->activated(2);
    QVERIFY(shown.page().idle().rowCount() < all);
    for (const QString& device : column(shown.page().idle(), 1))
        QCOMPARE(device, QStringLiteral("1"));
    shown.page().showDevice(std::nullopt);
    QCOMPARE(shown.page().idle().rowCount(), all);
}

void TestDevicesPage::theLoadIsStackedAndNeverAboveTheDevices()
{
    Shown shown;
    shown.play(160);
    const TimeRange range{fromSeconds(0), fromSeconds(160)};
    const ChartScene scene = loadScene(shown.state(), shown.workbench.session().deviceRecords(), range, std::nullopt,
                                       QGuiApplication::palette());
    QCOMPARE(scene.bands.size(), std::size_t{3});
    QCOMPARE(scene.lines.size(), std::size_t{2});
    for (std::size_t layer = 1; layer < scene.bands.size(); ++layer)
        for (std::size_t i = 0; i < scene.bands[layer].lower.size(); ++i)
            QVERIFY(scene.bands[layer].lower[i] == scene.bands[layer - 1].upper[i]);
    for (const QPointF& top : scene.bands.back().upper)
        QVERIFY2(top.y() <= 1.01, qPrintable(QString::number(top.y())));
}

void TestDevicesPage::anEmptySessionShowsNothingButSaysWhy()
{
    Shown shown(Script{.cameras = 0, .windows = 1});
    shown.play(0);
    QCOMPARE(shown.page().jobs().rowCount(), 0);
    QCOMPARE(shown.page().sums().rowCount(), 0);
    QVERIFY(shown.page().load().scene().emptyText.contains(QStringLiteral("No job has run yet")));
}

void TestDevicesPage::theTimeRangeIsThatOfTheLivePage()
{
    Shown shown;
    shown.play(160);
    shown.workbench.registry().trigger(CommandId::ZoomIn);
    const TimeRange range = shown.workbench.session().clock().range();
    shown.page().showDevice(std::nullopt);
    QCOMPARE(shown.page().load().scene().xLow, toSeconds(range.start));
    QCOMPARE(shown.page().load().scene().xHigh, toSeconds(range.end));
}

QTEST_MAIN(TestDevicesPage)
#include "tst_devices_page.moc"
