// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "app/window/plan_trials.h"
#include "engine/scheduling/evaluation.h"
#include "tests/app/window/planned_session.h"
#include "widgets/explain/explain_page.h"
#include "widgets/explain/explain_words.h"
#include "widgets/explain/planners_panel.h"
#include "widgets/explain/what_if_panel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace jackdaw::widgets;
using jackdaw::window::MainWindow;

namespace {

constexpr std::uint32_t kCameras = 3;
constexpr int kPatience = 20'000; ///< ms

/// The window with a plan, and what-if before it.
struct Shown {
    explicit Shown(const PlanComputed& plan, std::uint32_t cameras = kCameras)
    {
        window.resize(1400, 900);
        window.show();
        window.showSession({simulation::openSimulation(sessionWith(plan, cameras)), nullptr, nullptr,
                            QStringLiteral("planned.jackdaw")});
        Workbench& workbench = window.workbench();
        workbench.controller().seek(workbench.controller().duration());
        workbench.controller().tick();
        workbench.show(Perspective::Explain);
        workbench.raisePanel(QStringLiteral("whatIfDock"));
    }

    WhatIfPanel& whatIf() { return window.workbench().explain().whatIf(); }
    PlannersPanel& planners() { return window.workbench().explain().planners(); }
    bool isScored()
    {
        return QTest::qWaitFor([this] { return whatIf().model().rowCount() > 0 && !whatIf().isScoring(); }, kPatience);
    }
    QString text(int row, WhatIfModel::Column column) { return whatIf().model().index(row, column).data().toString(); }

    MainWindow window;
};

/// What the engine's own evaluation says of \p allocation, with the planner asked again at every completion.
scheduling::Timeline evaluated(const scheduling::WindowProblem& problem, const TrialAllocation& trial,
                               const std::string& name)
{
    const auto planner = std::move(*scheduling::makePlanner(name));
    scheduling::Allocation allocation(problem);
    for (std::size_t job = 0; job < allocation.size(); ++job)
        allocation.job(job).share = Share{trial.shares[job]};
    for (std::size_t v = 0; v < allocation.streams(); ++v)
        allocation.option(v) = trial.options[v];
    return scheduling::coupledTimeline(problem, allocation, planner->onCompletion(),
                                       [&](const auto& rest) { return planner->plan(rest).now(); });
}

} // namespace

/// Other shares and other planners in the window of a recorded plan.
class TestWhatIf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thePlansOwnSharesChangeNothing();
    void draggingABorderIsScoredByTheEnginesEvaluation();
    void aDragEndsWhereAShareComesToNothing();
    void aShareIsTypedByKeyboard();
    void scoresLeaveWhatIsTypedAlone();
    void nobodyGetsMoreThanThereIs();
    void withoutItsRetrainingACameraStaysAsItIs();
    void thePlansSharesComeBack();
    void plannersAreScoredAsOnTheCommandLine();
    void aPlannersSharesCanBeTried();
    void anotherPlanBringsItsOwnProblem();
    void aSessionWithoutAProblemSaysSo();
    void aProblemThatIsNoneSaysWhere();
    void theModelKeepsItsPromises();
    void itIsDrawn_data();
    void itIsDrawn();

private:
    QTemporaryDir m_settings;
};

void TestWhatIf::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestWhatIf::thePlansOwnSharesChangeNothing()
{
    const auto problem = plannedProblem(kCameras);
    const PlanComputed plan = plannedBy("thief", problem);
    Shown shown(plan);
    QVERIFY(shown.isScored());
    const TrialAllocation& recorded = shown.whatIf().model().allocation();
    for (std::size_t job = 0; job < plan.jobs.size(); ++job)
        QCOMPARE(recorded.shares[job], plan.jobs[job].share.value);
    const double mean = evaluated(problem, recorded, "thief").mean;
    QVERIFY2(shown.whatIf().headline().contains(ExplainWords::score(mean)), qPrintable(shown.whatIf().headline()));
    QVERIFY(!shown.whatIf().model().isChanged());
    for (int row = 0; row < static_cast<int>(kCameras); ++row)
        QCOMPARE(shown.text(row, WhatIfModel::ByHand), shown.text(row, WhatIfModel::Planned));
}

void TestWhatIf::draggingABorderIsScoredByTheEnginesEvaluation()
{
    const auto problem = plannedProblem(kCameras);
    Shown shown(plannedBy("thief", problem));
    QVERIFY(shown.isScored());
    WhatIfBar& bar = shown.whatIf().bar();
    const double first = bar.pieces()[0].share;
    const double second = bar.pieces()[1].share;
    const int border = static_cast<int>(std::lround(first * (bar.width() - 1)));
    const QPoint middle(border, bar.height() / 2);
    QCOMPARE(bar.borderAt(middle), std::optional<std::size_t>(0));
    QTest::mousePress(&bar, Qt::LeftButton, {}, middle);
    QTest::mouseMove(&bar, middle - QPoint(20, 0));
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, middle - QPoint(20, 0));
    QVERIFY(bar.pieces()[0].share < first);
    QVERIFY(std::abs(bar.pieces()[0].share + bar.pieces()[1].share - first - second) < 1e-9);
    QVERIFY(shown.isScored());
    const auto wanted = evaluated(problem, shown.whatIf().model().allocation(), "thief");
    for (std::size_t v = 0; v < kCameras; ++v) {
        const QModelIndex cell = shown.whatIf().model().index(static_cast<int>(v), WhatIfModel::ByHand);
        QCOMPARE(cell.data(WhatIfModel::kValueRole).toDouble(), wanted.accuracy[v]);
    }
    QVERIFY2(shown.whatIf().headline().contains(ExplainWords::score(wanted.mean)),
             qPrintable(shown.whatIf().headline()));
}

void TestWhatIf::aDragEndsWhereAShareComesToNothing()
{
    Shown shown(plannedBy("thief", plannedProblem(kCameras)));
    QVERIFY(shown.isScored());
    WhatIfBar& bar = shown.whatIf().bar();
    const std::size_t pieces = bar.pieces().size();
    double given = 0.0;
    for (const auto& piece : bar.pieces())
        given += piece.share;
    const QPoint border(static_cast<int>(std::lround(given * (bar.width() - 1))), bar.height() / 2);
    QCOMPARE(bar.borderAt(border), std::optional(pieces - 1));
    QTest::mousePress(&bar, Qt::LeftButton, {}, border);
    QTest::mouseMove(&bar, QPoint(0, border.y()));
    QCOMPARE(bar.pieces().size(), pieces - 1);
    const TrialAllocation left = shown.whatIf().model().allocation();
    QTest::mouseMove(&bar, QPoint(10, border.y()));
    QTest::mouseMove(&bar, border);
    QVERIFY2(shown.whatIf().model().allocation() == left, "no other border is dragged in its place");
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, border);
}

void TestWhatIf::aShareIsTypedByKeyboard()
{
    Shown shown(plannedBy("thief", plannedProblem(kCameras)));
    QVERIFY(shown.isScored());
    auto* table = shown.whatIf().findChild<QTableView*>();
    table->setFocus();
    table->setCurrentIndex(shown.whatIf().model().index(0, WhatIfModel::Inference));
    QTest::keyClick(table, Qt::Key_F2);
    auto* share = table->findChild<QDoubleSpinBox*>();
    QVERIFY(share != nullptr);
    share->selectAll();
    QTest::keyClicks(share, QLocale().toString(0.012, 'f', 3));
    QTest::keyClick(share, Qt::Key_Return);
    QTRY_COMPARE(shown.whatIf().model().allocation().shares[0], 0.012);
    QVERIFY(shown.isScored());
    QVERIFY2(shown.whatIf().headline().contains(QStringLiteral("is given to nobody")),
             qPrintable(shown.whatIf().headline()));
}

void TestWhatIf::scoresLeaveWhatIsTypedAlone()
{
    Shown shown(plannedBy("thief", plannedProblem(kCameras)));
    QVERIFY(shown.isScored());
    auto* table = shown.whatIf().findChild<QTableView*>();
    table->setFocus();
    table->setCurrentIndex(shown.whatIf().model().index(0, WhatIfModel::Inference));
    QTest::keyClick(table, Qt::Key_F2);
    auto* share = table->findChild<QDoubleSpinBox*>();
    QVERIFY(share != nullptr);
    share->selectAll();
    QTest::keyClicks(share, QLocale().toString(0.012, 'f', 3));
    shown.whatIf().model().setScores(TrialScore{{0.1, 0.2, 0.3}, 0.2}, std::nullopt);
    QCOMPARE(shown.text(0, WhatIfModel::Planned), ExplainWords::score(0.1));
    QTest::keyClick(share, Qt::Key_Return);
    QTRY_COMPARE(shown.whatIf().model().allocation().shares[0], 0.012);
}

void TestWhatIf::nobodyGetsMoreThanThereIs()
{
    Shown shown(plannedBy("thief", plannedProblem(kCameras)));
    QVERIFY(shown.isScored());
    WhatIfModel& model = shown.whatIf().model();
    QVERIFY(model.setData(model.index(0, WhatIfModel::Inference), 0.0));
    QVERIFY(model.setData(model.index(1, WhatIfModel::Retraining), 7.0));
    double sum = 0.0;
    for (const double share : model.allocation().shares)
        sum += share;
    QVERIFY(std::abs(sum - 1.0) < 1e-9);
    QVERIFY(!model.setData(model.index(0, WhatIfModel::Configuration), 9));
}

void TestWhatIf::withoutItsRetrainingACameraStaysAsItIs()
{
    const auto problem = plannedProblem(kCameras);
    Shown shown(plannedBy("inference-only", problem));
    QVERIFY(shown.isScored());
    WhatIfModel& model = shown.whatIf().model();
    for (std::size_t v = 0; v < kCameras; ++v) {
        const auto& stream = problem.streams[v];
        const double expected =
            stream.inference.accuracyAt(stream.startAccuracy.value, Share{model.allocation().shares[2 * v]});
        const QModelIndex cell = model.index(static_cast<int>(v), WhatIfModel::Planned);
        QVERIFY(std::abs(cell.data(WhatIfModel::kValueRole).toDouble() - expected) < 1e-9);
        QCOMPARE(shown.text(static_cast<int>(v), WhatIfModel::Configuration), QStringLiteral("not retrained"));
    }
}

void TestWhatIf::thePlansSharesComeBack()
{
    Shown shown(plannedBy("thief", plannedProblem(kCameras)));
    QVERIFY(shown.isScored());
    WhatIfModel& model = shown.whatIf().model();
    auto* reset = shown.whatIf().findChild<QPushButton*>();
    QVERIFY(!reset->isEnabled());
    QVERIFY(model.setData(model.index(0, WhatIfModel::Inference), 0.01));
    QVERIFY(reset->isEnabled());
    reset->click();
    QVERIFY(!model.isChanged());
    QVERIFY(!reset->isEnabled());
}

void TestWhatIf::plannersAreScoredAsOnTheCommandLine()
{
    const auto problem = plannedProblem(kCameras);
    Shown shown(plannedBy("thief", problem));
    shown.window.workbench().raisePanel(QStringLiteral("plannersDock"));
    QVERIFY(shown.isScored());
    shown.planners().compare();
    QVERIFY(QTest::qWaitFor([&] { return !shown.planners().isPlanning(); }, kPatience));
    QCOMPARE(shown.planners().plans().front().planner, std::string("thief"));
    QVERIFY(shown.planners().plans().size() >= 5);
    for (const TrialPlan& plan : shown.planners().plans()) {
        const auto planner = std::move(*scheduling::makePlanner(plan.planner));
        const auto seen = scheduling::withChoice(problem, planner->servingChoice());
        QCOMPARE(plan.score.mean, scheduling::intendedTimeline(seen, *planner, planner->plan(seen)).mean);
    }
    QCOMPARE(shown.planners().table().rowCount(), static_cast<int>(shown.planners().plans().size()));
    QCOMPARE(shown.planners().cameras().rowCount(), static_cast<int>(kCameras));
    QCOMPARE(shown.planners().cameras().columnCount(), 1 + 2 * shown.planners().table().rowCount());
}

void TestWhatIf::aPlannersSharesCanBeTried()
{
    const auto problem = plannedProblem(kCameras);
    Shown shown(plannedBy("inference-only", problem));
    shown.window.workbench().raisePanel(QStringLiteral("plannersDock"));
    QVERIFY(shown.isScored());
    shown.planners().compare();
    QVERIFY(QTest::qWaitFor([&] { return !shown.planners().isPlanning(); }, kPatience));
    const auto& plans = shown.planners().plans();
    const auto thief =
        std::find_if(plans.begin(), plans.end(), [](const TrialPlan& plan) { return plan.planner == "thief"; });
    QVERIFY(thief != plans.end());
    auto* table = shown.planners().findChild<QTableView*>(QStringLiteral("plannersTable"));
    table->setCurrentIndex(table->model()->index(static_cast<int>(thief - plans.begin()), 0));
    for (auto* button : shown.planners().findChildren<QPushButton*>())
        if (button->text().contains(QStringLiteral("by hand")))
            button->click();
    QVERIFY(shown.whatIf().model().allocation() == thief->allocation);
    QVERIFY(shown.whatIf().isVisible());
}

void TestWhatIf::anotherPlanBringsItsOwnProblem()
{
    const auto problem = plannedProblem(kCameras);
    Shown shown(plannedBy("thief", problem));
    QVERIFY(shown.isScored());
    QVERIFY(shown.whatIf().model().setData(shown.whatIf().model().index(0, WhatIfModel::Inference), 0.01));
    const PlanComputed other = plannedBy("inference-only", plannedProblem(1));
    shown.window.showSession(
        {simulation::openSimulation(sessionWith(other, 1)), nullptr, nullptr, QStringLiteral("other.jackdaw")});
    SessionController& controller = shown.window.workbench().controller();
    controller.seek(controller.duration());
    controller.tick();
    QTRY_COMPARE(shown.whatIf().model().rowCount(), 1);
    QVERIFY(!shown.whatIf().model().isChanged());
}

void TestWhatIf::aSessionWithoutAProblemSaysSo()
{
    PlanComputed plan = plannedBy("thief", plannedProblem(kCameras));
    plan.problem.clear();
    Shown shown(plan);
    QTRY_VERIFY2(shown.whatIf().headline().contains(QStringLiteral("did not keep what the planner was told")),
                 qPrintable(shown.whatIf().headline()));
    QCOMPARE(shown.whatIf().model().rowCount(), 0);
    shown.window.workbench().raisePanel(QStringLiteral("plannersDock"));
    QVERIFY(shown.planners().headline().contains(QStringLiteral("did not keep")));
    shown.planners().compare();
    QVERIFY(!shown.planners().isPlanning());
}

void TestWhatIf::aProblemThatIsNoneSaysWhere()
{
    PlanComputed plan = plannedBy("thief", plannedProblem(kCameras));
    plan.problem = R"({"seconds": -1})";
    const auto opened = window::openTrial(plan);
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.find("/seconds") != std::string::npos, opened.error().message.c_str());
    plan = plannedBy("thief", plannedProblem(kCameras));
    plan.jobs.pop_back();
    QVERIFY(!window::openTrial(plan));
}

void TestWhatIf::theModelKeepsItsPromises()
{
    WhatIfModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(*window::openTrial(plannedBy("thief", plannedProblem(2))));
    QVERIFY(model.setData(model.index(1, WhatIfModel::Configuration), 0));
    model.setScores(TrialScore{{0.1, 0.2}, 0.15}, std::nullopt);
    model.show(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestWhatIf::itIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("cameras");
    QTest::addColumn<QSize>("size");
    for (const bool dark : {false, true})
        for (const int cameras : {1, 4, 16})
            for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)})
                QTest::addRow("%s-%d-%d", dark ? "dark" : "light", cameras, size.width()) << dark << cameras << size;
}

/// With JACKDAW_SCREENSHOTS set the pictures are written into that folder, to be looked at.
void TestWhatIf::itIsDrawn()
{
    QFETCH(bool, dark);
    QFETCH(int, cameras);
    QFETCH(QSize, size);
    const auto count = static_cast<std::uint32_t>(cameras);
    Shown shown(plannedBy("jackdaw", plannedProblem(count)), count);
    shown.window.setTheme(dark ? ThemeKind::Dark : ThemeKind::Light);
    shown.window.resize(size);
    QVERIFY(shown.isScored());
    WhatIfModel& model = shown.whatIf().model();
    QVERIFY(model.setData(model.index(0, WhatIfModel::Inference), 0.01));
    QVERIFY(shown.isScored());
    QVERIFY(shown.whatIf().headline().contains(QStringLiteral("by hand")));
    const auto save = [&](const char* what) {
        QTest::qWait(0);
        const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
        if (!folder.isEmpty() && QDir().mkpath(folder))
            shown.window.grab().save(QDir(folder).filePath(
                QStringLiteral("%1-%2.png")
                    .arg(QString::fromLatin1(what), QString::fromLatin1(QTest::currentDataTag()))));
    };
    save("what-if");
    shown.window.workbench().raisePanel(QStringLiteral("plannersDock"));
    shown.planners().compare();
    QVERIFY(QTest::qWaitFor([&] { return !shown.planners().isPlanning(); }, kPatience));
    QVERIFY(shown.planners().table().rowCount() >= 4);
    save("planners");
}

QTEST_MAIN(TestWhatIf)
#include "tst_what_if.moc"
