// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/charts/series_chart.h"
#include "widgets/profile/calibration_models.h"
#include "widgets/profile/profile_page.h"
#include "widgets/profile/profile_panel.h"
#include "widgets/profile/profile_scenes.h"
#include "widgets/workbench/workbench.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QGuiApplication>
#include <QTableView>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

RetrainingOutcome outcome(double predicted, double realised, std::uint32_t configuration = 0,
                          std::optional<double> cost = {})
{
    RetrainingOutcome made;
    made.estimate.configuration = ConfigurationId{configuration};
    made.estimate.accuracy = Accuracy{predicted};
    made.estimate.interval = {predicted - 0.05, predicted + 0.05};
    made.estimate.cost = GpuSeconds{10};
    made.realised.configuration = ConfigurationId{configuration};
    made.realised.accuracy = Accuracy{realised};
    made.realised.accepted = true;
    if (cost)
        made.realised.cost = GpuSeconds{*cost};
    return made;
}

struct Shown {
    Shown() : source(std::make_shared<ScriptedSource>(Script{}))
    {
        workbench.resize(1500, 900);
        workbench.show();
        workbench.controller().open(source);
        workbench.show(Perspective::Profile);
    }

    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 12; ++i)
            workbench.controller().tick();
        // Views redraw seldom; a change of the selection makes them catch up at once.
        const auto selected = workbench.selection().camera();
        workbench.selection().setCamera(CameraId{77});
        workbench.selection().setCamera(selected);
    }
    ProfilePage& page() { return workbench.profile(); }

    std::shared_ptr<ScriptedSource> source;
    Workbench workbench;
};

} // namespace

class TestProfilePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRecordSaysBiasErrorCoverageAndCost();
    void aRecordOfNothingIsNothing();
    void everyEndedRetrainingIsAnOutcome();
    void theTablesTellTheSameOutcomes();
    void theChartHoldsOneMarkPerOutcome();
    void theVerdictIsASentence();
    void beforeAnyRetrainingThePageSaysSo();
    void aRowLeadsToItsCameraAndWindow();
    void theCameraIsChosenHereAndEverywhere();
    void whatFitsIntoTheWindowIsALineThatMoves();
    void theRealisedCurveIsDrawn();
};

void TestProfilePage::aRecordSaysBiasErrorCoverageAndCost()
{
    const PredictionRecord record =
        recordOf({outcome(0.6, 0.5, 0, 12.0), outcome(0.5, 0.52, 0, 8.0), outcome(0.4, 0.44)});
    QCOMPARE(record.count, std::size_t{3});
    QVERIFY(std::abs(record.bias - (0.1 - 0.02 - 0.04) / 3) < 1e-9);
    QVERIFY(std::abs(record.meanError - (0.1 + 0.02 + 0.04) / 3) < 1e-9);
    QCOMPARE(record.inInterval, std::size_t{2});
    QCOMPARE(record.costs, std::size_t{2});
    QCOMPARE(record.costRatio, 1.0);
}

void TestProfilePage::aRecordOfNothingIsNothing()
{
    const PredictionRecord record = recordOf({});
    QCOMPARE(record.count, std::size_t{0});
    QCOMPARE(record.bias, 0.0);
    QCOMPARE(record.costRatio, 0.0);
    QVERIFY(!calibrationScene({}, {}, {}, QGuiApplication::palette()).emptyText.isEmpty());
}

void TestProfilePage::everyEndedRetrainingIsAnOutcome()
{
    Shown shown;
    shown.play(240);
    const SessionState& state = shown.workbench.session().state();
    std::size_t swaps = 0;
    for (const CameraState& camera : state.cameras)
        swaps += camera.swaps.size();
    const auto outcomes = retrainingOutcomes(state);
    QCOMPARE(outcomes.size(), swaps);
    QVERIFY(std::is_sorted(outcomes.begin(), outcomes.end(),
                           [](const auto& a, const auto& b) { return a.window < b.window; }));
    QVERIFY(std::any_of(outcomes.begin(), outcomes.end(), [](const auto& o) { return !o.realised.accepted; }));
    for (const RetrainingOutcome& each : outcomes)
        QVERIFY(each.realised.cost.has_value());
}

void TestProfilePage::theTablesTellTheSameOutcomes()
{
    Shown shown;
    shown.play(240);
    const SessionState& state = shown.workbench.session().state();
    const auto outcomes = retrainingOutcomes(state);
    CalibrationTableModel calibration;
    OutcomeTableModel table;
    QAbstractItemModelTester first(&calibration, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester second(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    calibration.show(state, outcomes);
    table.show(state, outcomes);
    QCOMPARE(calibration.index(0, CalibrationTableModel::Configuration).data().toString(), QStringLiteral("All"));
    QCOMPARE(calibration.index(0, CalibrationTableModel::Count).data().toString(), QString::number(outcomes.size()));
    std::size_t sum = 0;
    for (int row = 1; row < calibration.rowCount(); ++row) {
        QVERIFY(calibration.configurationAt(row));
        sum += calibration.index(row, CalibrationTableModel::Count).data().toUInt();
    }
    QCOMPARE(sum, outcomes.size());
    QVERIFY(!calibration.configurationAt(0));
    QCOMPARE(table.rowCount(), static_cast<int>(outcomes.size()));
    QCOMPARE(table.index(0, OutcomeTableModel::Window).data().toString(), QStringLiteral("first students"));
    const double error = table.index(0, OutcomeTableModel::Error).data(OutcomeTableModel::kSortRole).toDouble();
    QVERIFY(std::abs(error - outcomes.front().error()) < 1e-12);
    QVERIFY(!table.outcomeAt(table.rowCount()));
    QCOMPARE(shown.page().outcomes().rowCount(), table.rowCount());
    QCOMPARE(shown.page().calibration().rowCount(), calibration.rowCount());
}

void TestProfilePage::theChartHoldsOneMarkPerOutcome()
{
    Shown shown;
    shown.play(240);
    const auto outcomes = retrainingOutcomes(shown.workbench.session().state());
    const ChartScene all = calibrationScene(outcomes, {}, {}, QGuiApplication::palette());
    QCOMPARE(all.marks.size(), outcomes.size());
    QCOMPARE(all.lines.size(), outcomes.size() + 1); // intervals, and the line on which both are equal
    const auto ofOne =
        std::count_if(outcomes.begin(), outcomes.end(), [](const auto& each) { return each.camera == CameraId{1}; });
    const ChartScene one = calibrationScene(outcomes, CameraId{1}, {}, QGuiApplication::palette());
    QCOMPARE(one.marks.size(), outcomes.size());
    QCOMPARE(one.lines.size(), static_cast<std::size_t>(ofOne) + 1);
}

void TestProfilePage::theVerdictIsASentence()
{
    Shown shown;
    shown.play(240);
    const PredictionRecord record = recordOf(retrainingOutcomes(shown.workbench.session().state()));
    QVERIFY2(
        shown.page().verdict().startsWith(
            QStringLiteral("%1 of %2 outcomes lie in their 95 % interval; ").arg(record.inInterval).arg(record.count)),
        qPrintable(shown.page().verdict()));
}

void TestProfilePage::beforeAnyRetrainingThePageSaysSo()
{
    Shown shown;
    shown.play(1);
    QVERIFY(shown.page().verdict().contains(QStringLiteral("no retraining that was predicted has ended")));
    QVERIFY(!shown.page().calibrationChart().scene().emptyText.isEmpty());
    QCOMPARE(shown.page().outcomes().rowCount(), 0);
}

void TestProfilePage::aRowLeadsToItsCameraAndWindow()
{
    Shown shown;
    shown.play(240);
    QTableView* view = nullptr;
    for (auto* each : shown.page().findChildren<QTableView*>())
        if (each->accessibleName() == QStringLiteral("Retrainings, predicted and realised"))
            view = each;
    QVERIFY(view);
    const QModelIndex last = view->model()->index(view->model()->rowCount() - 1, 0);
    Q_EMIT view->clicked(last);
    QVERIFY(shown.workbench.selection().window() == WindowId{0});
    QVERIFY(shown.page().panelOfCamera().shownProfile()->window == WindowId{0});
    QVERIFY(shown.page().panelOfCamera().shownCamera()->info.camera == shown.workbench.selection().camera());
}

void TestProfilePage::theCameraIsChosenHereAndEverywhere()
{
    Shown shown;
    shown.play(100);
    auto* box = shown.page().findChild<QComboBox*>();
    QCOMPARE(box->count(), 4);
    QCOMPARE(box->currentText(), QStringLiteral("A Crossing"));
    Q_EMIT box->activated(2);
    QVERIFY(shown.workbench.selection().camera() == CameraId{2});
    shown.workbench.selection().setCamera(CameraId{3});
    QCOMPARE(box->currentText(), QStringLiteral("D Market"));
}

void TestProfilePage::whatFitsIntoTheWindowIsALineThatMoves()
{
    Shown shown;
    const auto fits = [&](std::uint32_t camera) -> std::optional<double> {
        const SessionState& state = shown.workbench.session().state();
        const CameraState* known = findCamera(state, CameraId{camera});
        const ChartScene scene =
            costScene(state, known, &known->profiles.back(), QGuiApplication::palette(), std::nullopt);
        for (const ChartRule& rule : scene.rules)
            if (rule.label.startsWith(QStringLiteral("fits")))
                return rule.value;
        return std::nullopt;
    };
    shown.play(50);
    const auto early = fits(0);
    shown.play(4);
    const auto later = fits(0);
    QVERIFY(early && later && *later < *early);
    shown.play(40);
    shown.workbench.controller().seek(fromSeconds(240));
    shown.play(0);
    QVERIFY2(!fits(0), "nothing fits into a window that is over");
}

void TestProfilePage::theRealisedCurveIsDrawn()
{
    Shown shown;
    shown.play(80);
    const SessionState& state = shown.workbench.session().state();
    const CameraState& camera = state.cameras.front();
    const ChartScene scene =
        learningCurveScene(state, &camera, findProfile(camera, WindowId{1}), QGuiApplication::palette(), std::nullopt);
    const auto dotted = std::count_if(scene.lines.begin(), scene.lines.end(), [](const ChartLine& line) {
        return line.style == Qt::DotLine && line.points.size() == 4;
    });
    QCOMPARE(dotted, 1);
}

QTEST_MAIN(TestProfilePage)
#include "tst_profile_page.moc"
