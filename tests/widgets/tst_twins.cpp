// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/charts/series_chart.h"
#include "widgets/explain/steal_map.h"
#include "widgets/replay/moment_view.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/twins/twins.h"
#include "widgets/video/video_wall.h"
#include "widgets/video/wall_twin.h"
#include "widgets/workbench/workbench.h"

#include <QAction>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

struct Played {
    Played() : source(std::make_shared<ScriptedSource>(Script{}))
    {
        bench.resize(1300, 800);
        bench.show();
        bench.controller().open(source);
        source->advance(172.0);
        for (int i = 0; i < 30; ++i)
            bench.controller().tick();
        for (const Perspective perspective : kPerspectives) {
            bench.show(perspective);
            QCoreApplication::processEvents();
        }
    }

    std::shared_ptr<ScriptedSource> source;
    Workbench bench;
};

QAction* actionOf(const QWidget& widget, const QString& title)
{
    for (QAction* action : widget.actions())
        if (action->text() == title)
            return action;
    return nullptr;
}

/// All views of the workbench that are painted by hand.
QList<QWidget*> paintedViews(const Workbench& bench)
{
    QList<QWidget*> views;
    for (QWidget* widget : bench.findChildren<QWidget*>())
        if (qobject_cast<SeriesChart*>(widget) || qobject_cast<TimelineView*>(widget)
            || qobject_cast<VideoWall*>(widget) || qobject_cast<StealMap*>(widget) || qobject_cast<MomentView*>(widget))
            views << widget;
    return views;
}

} // namespace

/// What is painted can be had as a table and as a figure.
class TestTwins : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPaintedViewIsExported();
    void aTwinIsShownInAWindowOfItsOwn();
    void aTwinIsSavedWhole();
    void theTimelinesSharesAreAllThere();
    void aChartsPointsAreAllThere();
    void aTableCallsLinesAsTheKeyDoes();
    void theWallsTilesAreRows();
};

void TestTwins::everyPaintedViewIsExported()
{
    Played shown;
    const auto views = paintedViews(shown.bench);
    QVERIFY(views.size() >= 10);
    for (const QWidget* view : views)
        for (const char* title : {"Copy picture", "Save picture…", "Show as table…", "Save series as CSV…"})
            QVERIFY2(actionOf(*view, QString::fromUtf8(title)),
                     qPrintable(view->accessibleName() + QStringLiteral(": ") + QString::fromUtf8(title)));
}

void TestTwins::aTwinIsShownInAWindowOfItsOwn()
{
    Played shown;
    for (const QWidget* view : paintedViews(shown.bench)) {
        actionOf(*view, QStringLiteral("Show as table…"))->trigger();
        auto* dialog = view->findChild<QWidget*>(QStringLiteral("tableTwin"));
        QVERIFY2(dialog && dialog->isVisible(), qPrintable(view->accessibleName()));
        auto* table = dialog->findChild<QTableView*>();
        QVERIFY(table && !table->accessibleName().isEmpty() && table->model()->columnCount() >= 3);
        dialog->close();
    }
}

void TestTwins::aTwinIsSavedWhole()
{
    const QTemporaryDir folder;
    Played shown;
    const QString file = folder.filePath(QStringLiteral("a.csv"));
    setFileQuestion([&](QWidget*, const QString&, const QString&, const QString&) { return file; });
    const auto charts = shown.bench.page(Perspective::Live).findChildren<SeriesChart*>();
    SeriesChart* accuracy = nullptr;
    for (SeriesChart* chart : charts)
        if (chart->accessibleName().contains(QStringLiteral("accuracy over time")))
            accuracy = chart;
    QVERIFY(accuracy);
    actionOf(*accuracy, QStringLiteral("Save series as CSV…"))->trigger();
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(saved.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    std::size_t points = 0;
    for (const CameraState& camera : shown.bench.controller().state().cameras)
        points += camera.accuracy.size();
    QCOMPARE(static_cast<std::size_t>(lines.size()), points + 1);
    QVERIFY(lines.front().startsWith(QStringLiteral("Session time (s),Camera,")));
}

void TestTwins::theTimelinesSharesAreAllThere()
{
    Played shown;
    const SessionState& state = shown.bench.controller().state();
    const TableTwin twin = Twins::ofTimeline(state);
    std::size_t samples = 0;
    for (const Lane& lane : state.lanes)
        samples += lane.samples.size();
    QVERIFY(samples > 0);
    QCOMPARE(twin.rows.size(), samples);
    QCOMPARE(twin.rows.front().size(), twin.columns.size());
    QCOMPARE(twin.rows.front()[3].value.toDouble(), toSeconds(state.lanes.front().samples.front().start));
}

void TestTwins::aChartsPointsAreAllThere()
{
    ChartScene scene;
    scene.xTitle = QStringLiteral("cost");
    scene.yTitle = QStringLiteral("accuracy");
    scene.lines.push_back({{{0, 0.1}, {1, 0.2}}, Qt::red, 1.0, Qt::SolidLine, QStringLiteral("A")});
    scene.bands.push_back({{{0, 0.0}}, {{0, 0.3}}, Qt::blue});
    scene.marks.push_back({{{2, 0.5}}, Qt::green, MarkShape::Diamond, 8.0, {}});
    const TableTwin twin = Twins::ofChart(scene);
    QCOMPARE(twin.rows.size(), std::size_t{5});
    QCOMPARE(twin.rows[1][0].text, QStringLiteral("line A"));
    QCOMPARE(twin.rows[4][0].text, QStringLiteral("diamonds"));
    QCOMPARE(twin.rows[4][2].value.toDouble(), 0.5);
}

void TestTwins::aTableCallsLinesAsTheKeyDoes()
{
    ChartScene scene;
    scene.lines.push_back({{{0, 0.1}}, Qt::red, 1.0, Qt::DashLine, QStringLiteral("2")});
    scene.lines.push_back({{{0, 0.1}}, Qt::red, 1.0, Qt::SolidLine, {}});
    scene.keys.push_back({QStringLiteral("2 thief"), Qt::red, Qt::DashLine});
    const TableTwin twin = Twins::ofChart(scene);
    QCOMPARE(twin.rows[0][0].text, QStringLiteral("2 thief"));
    QCOMPARE(twin.rows[1][0].text, QStringLiteral("line 2"));
}

void TestTwins::theWallsTilesAreRows()
{
    Played shown;
    const TableTwin twin = WallTwin::of(shown.bench.controller().state());
    QCOMPARE(twin.rows.size(), std::size_t{4});
    QCOMPARE(twin.rows[1][0].text, QStringLiteral("B Gate"));
    QVERIFY(twin.rows[1][1].text.startsWith(QStringLiteral("F1 ")));
}

QTEST_MAIN(TestTwins)
#include "tst_twins.moc"
