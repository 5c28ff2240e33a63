// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/allocation_bar.h"
#include "widgets/plan/plan_table_model.h"
#include "widgets/plan/plan_words.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace jackdaw;
using namespace jackdaw::widgets;

namespace {

SessionState twoCameras()
{
    SessionState state;
    for (std::uint32_t camera = 0; camera < 2; ++camera) {
        CameraState added;
        added.info.camera = CameraId{camera};
        added.info.name = camera == 0 ? "Gate" : "Yard";
        state.cameras.push_back(added);
    }
    return state;
}

/// Gate is still labelled, Yard is retrained on another device, and a labelling works for both.
PlanState jobsOfEveryKind()
{
    PlanState plan;
    plan.plan.jobs = {
        {JobKind::Inference, {CameraId{0}}, DeviceId{0}, Share{0.25}, std::nullopt, Accuracy{0.5}, false},
        {JobKind::Labelling, {CameraId{0}}, DeviceId{0}, Share{0.5}, ConfigurationId{2}, std::nullopt, true},
        {JobKind::Inference, {CameraId{1}}, DeviceId{0}, Share{0.125}, std::nullopt, Accuracy{0.75}, false},
        {JobKind::Retraining, {CameraId{1}}, DeviceId{1}, Share{0.75}, ConfigurationId{1}, std::nullopt, false},
        {JobKind::Labelling, {CameraId{0}, CameraId{1}}, DeviceId{1}, Share{0.1}, std::nullopt, std::nullopt, false}};
    return plan;
}

PlanMove move(MoveVerdict verdict, JobIndex thief, JobIndex victim)
{
    PlanMove move;
    move.thief = thief;
    move.victim = victim;
    move.verdict = verdict;
    return move;
}

QString text(const PlanTableModel& table, int row, PlanTableModel::Column column)
{
    return table.index(row, column).data().toString();
}

} // namespace

class TestPlanViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aShareForASampleSaysWhatItIsFor();
    void furtherJobsStandWithEveryOwner();
    void devicesAreNamedWhereThereAreSeveral();
    void onOneDeviceTheTableIsAsItWas();
    void everyDeviceHasItsBar();
    void onlyTheDecidingSearchIsTold();
    void aJobOfSeveralCamerasIsNamedByAllOfThem();
};

void TestPlanViews::aShareForASampleSaysWhatItIsFor()
{
    PlanTableModel table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const PlanState plan = jobsOfEveryKind();
    table.show(twoCameras(), &plan);
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(text(table, 0, PlanTableModel::Retraining), QStringLiteral("0.50 (labelling)"));
    QCOMPARE(text(table, 1, PlanTableModel::Retraining), QStringLiteral("0.75"));
    QVERIFY(text(table, 0, PlanTableModel::Configuration).endsWith(QStringLiteral("(close call)")));
    QCOMPARE(text(table, 1, PlanTableModel::Inference), QString::number(0.125, 'f', 2));
}

void TestPlanViews::furtherJobsStandWithEveryOwner()
{
    PlanTableModel table;
    const PlanState plan = jobsOfEveryKind();
    table.show(twoCameras(), &plan);
    for (const int row : {0, 1})
        QCOMPARE(text(table, row, PlanTableModel::OtherJobs), QStringLiteral("labelling 0.10"));
    QVERIFY(table.tells(PlanTableModel::OtherJobs));
}

void TestPlanViews::devicesAreNamedWhereThereAreSeveral()
{
    PlanTableModel table;
    const PlanState plan = jobsOfEveryKind();
    table.show(twoCameras(), &plan);
    QVERIFY(table.tells(PlanTableModel::Devices));
    QCOMPARE(text(table, 1, PlanTableModel::Devices), QStringLiteral("0, 1"));
}

void TestPlanViews::onOneDeviceTheTableIsAsItWas()
{
    PlanTableModel table;
    PlanState plan = jobsOfEveryKind();
    plan.plan.jobs.pop_back();
    plan.plan.jobs[3].device = DeviceId{0};
    table.show(twoCameras(), &plan);
    QVERIFY(!table.tells(PlanTableModel::Devices) && !table.tells(PlanTableModel::OtherJobs));
}

void TestPlanViews::everyDeviceHasItsBar()
{
    AllocationBar bar;
    const int one = bar.sizeHint().height();
    bar.setPieces(
        {{CameraId{0}, DeviceId{0}, JobKind::Inference, QStringLiteral("A"), 0.5, QStringLiteral("first")},
         {CameraId{1}, DeviceId{1}, JobKind::Retraining, QStringLiteral("B"), 0.5, QStringLiteral("second")}});
    QCOMPARE(bar.sizeHint().height(), 2 * one);
    bar.resize(400, 60);
    QVERIFY(bar.pieceAt({100, 10}) && bar.pieceAt({100, 10})->tip == QStringLiteral("first"));
    QVERIFY2(bar.pieceAt({100, 45}) && bar.pieceAt({100, 45})->tip == QStringLiteral("second"),
             "a device's pieces begin at its own left edge");
    QVERIFY(!bar.pieceAt({300, 10}) && !bar.pieceAt({300, 45}));
    QSignalSpy clicked(&bar, &AllocationBar::cameraClicked);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, {100, 45});
    QCOMPARE(clicked.size(), 1);
    QVERIFY(!bar.grab().isNull());
}

void TestPlanViews::onlyTheDecidingSearchIsTold()
{
    PlanComputed plan = jobsOfEveryKind().plan;
    plan.trace = {move(MoveVerdict::Accepted, 0, 2), move(MoveVerdict::Worse, 0, 3), move(MoveVerdict::Worse, 3, 0),
                  move(MoveVerdict::Accepted, 3, 2)};
    plan.decisiveFrom = 2;
    const PlanComputed told = withDecisiveSteals(plan);
    const QStringList steals = PlanWords::acceptedSteals(twoCameras(), told);
    QCOMPARE(steals.size(), 1);
    QVERIFY2(steals.front().startsWith(QStringLiteral("Retraining of B Yard")), qPrintable(steals.front()));
    plan.decisiveFrom = 99; // a damaged session
    QVERIFY(withDecisiveSteals(plan).trace.empty());
}

void TestPlanViews::aJobOfSeveralCamerasIsNamedByAllOfThem()
{
    const PlanComputed plan = jobsOfEveryKind().plan;
    QCOMPARE(PlanWords::job(twoCameras(), plan, 4), QStringLiteral("labelling of A Gate, B Yard"));
    QCOMPARE(PlanWords::job(twoCameras(), plan, 77), QStringLiteral("job 77"));
}

QTEST_MAIN(TestPlanViews)
#include "tst_plan_views.moc"
