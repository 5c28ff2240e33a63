// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/explain/explain_page.h"
#include "widgets/explain/explain_words.h"
#include "widgets/explain/score_scene.h"
#include "widgets/explain/share_table_model.h"
#include "widgets/explain/steal_map.h"
#include "widgets/explain/steal_trace_model.h"
#include "widgets/explain/window_story.h"
#include "widgets/workbench/workbench.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

PlanMove move(MoveVerdict verdict, JobIndex thief, JobIndex victim, float score, float best, float thiefShare,
              float victimShare, std::uint16_t search = 1)
{
    PlanMove made;
    made.search = search;
    made.thief = thief;
    made.victim = victim;
    made.verdict = verdict;
    made.amount = 0.1F;
    made.score = score;
    made.bestBefore = best;
    made.thiefAfter.share = thiefShare;
    made.victimAfter.share = victimShare;
    return made;
}

/// Two cameras; the search begins at 0.5 each, and two of its five moves are kept. One search was lost before.
std::shared_ptr<PlanComputed> smallPlan()
{
    using enum MoveVerdict;
    auto plan = std::make_shared<PlanComputed>();
    plan->planner = "thief";
    plan->reason = "window start";
    plan->window = WindowId{1};
    for (std::uint32_t camera = 0; camera < 2; ++camera) {
        plan->jobs.push_back({JobKind::Inference, {CameraId{camera}}, DeviceId{0}, Share{0.4}});
        plan->jobs.push_back({JobKind::Retraining, {CameraId{camera}}, DeviceId{0}, Share{0.1}});
    }
    plan->trace = {move(Accepted, 1, 0, 0.45F, 0.4F, 0.1F, 0.4F, 0), move(Worse, 1, 0, 0.44F, 0.45F, 0.2F, 0.3F, 0),
                   move(Accepted, 1, 0, 0.55F, 0.5F, 0.1F, 0.4F),    move(Worse, 1, 0, 0.52F, 0.55F, 0.2F, 0.3F),
                   move(Infeasible, 1, 2, 0.0F, 0.55F, 0.2F, 0.4F),  move(Accepted, 3, 2, 0.6F, 0.55F, 0.1F, 0.4F),
                   move(Worse, 0, 3, 0.58F, 0.6F, 0.5F, 0.0F)};
    plan->decisiveFrom = 2;
    plan->searchStart = {Share{0.5}, Share{0.0}, Share{0.5}, Share{0.0}};
    return plan;
}

SessionState twoCameras()
{
    SessionModel model;
    model.apply({{}, 0, CameraAdded{CameraId{0}, "Crossing"}});
    model.apply({{}, 1, CameraAdded{CameraId{1}, "Gate"}});
    return model.state();
}

struct Shown {
    explicit Shown(Script script = {}, bool live = false) : source(std::make_shared<ScriptedSource>(script, live))
    {
        workbench.resize(1500, 900);
        workbench.show();
        workbench.controller().open(source);
        workbench.show(Perspective::Explain);
    }

    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 12; ++i)
            workbench.controller().tick();
    }
    ExplainPage& page() { return workbench.explain(); }
    QString note() { return page().findChild<QLabel*>(QStringLiteral("explainNote"))->text(); }
    void run(CommandId id) { workbench.registry().trigger(id); }

    std::shared_ptr<ScriptedSource> source;
    Workbench workbench;
};

bool near(const std::vector<double>& shares, const std::vector<double>& wanted)
{
    if (shares.size() != wanted.size())
        return false;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (std::abs(shares[i] - wanted[i]) > 1e-6)
            return false;
    return true;
}

} // namespace

class TestExplainPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesAreFollowedThroughTheSearch();
    void aStartThatIsNotToldFollowsFromTheKeptMoves();
    void stepsGoByTrialPairAndSteal();
    void lostSearchesAreSummedUp();
    void aPlanWithoutASearchHasNoSteps();
    void triedMovesAreFoldedBetweenKeptOnes();
    void onlyKeptMovesCanBeShown();
    void aTraceOfTenThousandMovesIsFoldedAtOnce();
    void wordsTellWhoTakesWhatAndWhatBecomesOfIt();
    void wordsTellWhatAProfileExpects();
    void theScoreChartShowsTheBestSoFar();
    void thePageFollowsTheNewestPlanUntilOneStepsThroughIt();
    void commandsStepThroughTheSearch();
    void steppingFromAnotherPageShowsThisOne();
    void theTableShowsSharesBeforeAndAfter();
    void aCellOfTheMapLeadsToItsBestTrial();
    void playingGoesToTheEndAndStops();
    void whatIsMissingOfAPlanIsSaid();
    void aPlanIsReadWholeWhileTheSessionStands();
    void aWindowIsToldFromItsPlanToItsOutcome();
    void eachStepOfAToldWindowStandsWhereItsWordsSay();
    void aToldPlanThatIsReadLaterStandsAtItsPlaceThen();
    void theKeyboardGoesOnFromTheStory();
    void aWindowIsToldFromAnyPage();
    void aStoryIsEndedByTheUser();
    void whatIsNotThereIsNotTold();
    void anEmptySessionSaysWhenAPlanComes();
    void theHeadlineHoldsExpectationAgainstOutcome();
    void theLinkToTheEstimatesLeadsToTheProfile();
};

void TestExplainPage::sharesAreFollowedThroughTheSearch()
{
    const PlanSearch search(smallPlan());
    QCOMPARE(search.lastStep(), std::size_t{5});
    QCOMPARE(search.keptCount(), std::size_t{2});
    QVERIFY(near(search.before(0), {0.5, 0.0, 0.5, 0.0}));
    QVERIFY(near(search.tried(0), {0.5, 0.0, 0.5, 0.0}));
    QVERIFY(near(search.before(1), {0.5, 0.0, 0.5, 0.0}));
    QVERIFY(near(search.tried(1), {0.4, 0.1, 0.5, 0.0}));
    QVERIFY(near(search.before(2), {0.4, 0.1, 0.5, 0.0}));
    QVERIFY(near(search.tried(2), {0.3, 0.2, 0.5, 0.0}));
    QVERIFY(near(search.tried(4), {0.4, 0.1, 0.4, 0.1}));
    QVERIFY(near(search.before(5), {0.4, 0.1, 0.4, 0.1}));
    QVERIFY(std::abs(*search.best(0) - 0.5) < 1e-6 && std::abs(*search.best(3) - 0.55) < 1e-6
            && std::abs(*search.best(5) - 0.6) < 1e-6);
}

void TestExplainPage::aStartThatIsNotToldFollowsFromTheKeptMoves()
{
    auto plan = smallPlan();
    plan->searchStart.clear();
    QVERIFY(near(PlanSearch(plan).before(0), {0.5, 0.0, 0.5, 0.0}));
}

void TestExplainPage::stepsGoByTrialPairAndSteal()
{
    const PlanSearch search(smallPlan());
    QCOMPARE(search.next(0, StepUnit::Trial, 1), std::size_t{1});
    QCOMPARE(search.next(1, StepUnit::Pair, 1), std::size_t{3});
    QCOMPARE(search.next(1, StepUnit::Steal, 1), std::size_t{4});
    QCOMPARE(search.next(4, StepUnit::Steal, 1), std::size_t{4});
    QCOMPARE(search.next(4, StepUnit::Steal, -1), std::size_t{1});
    QCOMPARE(search.next(1, StepUnit::Steal, -1), std::size_t{0});
    QCOMPARE(search.next(0, StepUnit::Trial, -1), std::size_t{0});
    QCOMPARE(search.next(5, StepUnit::Trial, 1), std::size_t{5});
}

void TestExplainPage::lostSearchesAreSummedUp()
{
    const auto lost = PlanSearch(smallPlan()).lostSearches();
    QCOMPARE(lost.size(), std::size_t{1});
    QCOMPARE(lost.front().count, std::size_t{2});
    QVERIFY(std::abs(lost.front().best - 0.45) < 1e-6);
}

void TestExplainPage::aPlanWithoutASearchHasNoSteps()
{
    auto plan = smallPlan();
    plan->trace.clear();
    plan->searchStart.clear();
    plan->explanation = {"Every camera gets the same."};
    const PlanSearch search(plan);
    QCOMPARE(search.lastStep(), std::size_t{0});
    QVERIFY(!search.best(0));
    QVERIFY(near(search.before(0), {0.4, 0.1, 0.4, 0.1}));
    QVERIFY(ExplainWords::withoutSearch(*plan).contains(QStringLiteral("Every camera gets the same.")));
    QVERIFY(!scoreScene(search, 0, QPalette()).emptyText.isEmpty());
    const PlanSearch none;
    QCOMPARE(none.lastStep(), std::size_t{0});
    QVERIFY(none.before(0).empty() && none.lostSearches().empty());
}

void TestExplainPage::triedMovesAreFoldedBetweenKeptOnes()
{
    StealTraceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(twoCameras(), PlanSearch(smallPlan()));
    // The lost search, a kept move, two that are folded, a kept one, a single one that was put back.
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.rowCount(model.index(0, 0)), 2);
    QCOMPARE(model.rowCount(model.index(2, 0)), 2);
    QCOMPARE(model.rowCount(model.index(4, 0)), 0);
    QCOMPARE(model.index(2, StealTraceModel::Thief).data().toString(), QStringLiteral("trials: 2"));
    QCOMPARE(model.index(2, StealTraceModel::Victim).data().toString(), QStringLiteral("pairs: 2"));
    QCOMPARE(model.index(2, StealTraceModel::Step).data().toString(), QStringLiteral("2–3"));
    QCOMPARE(model.index(1, StealTraceModel::Thief).data().toString(), QStringLiteral("retrain A Crossing"));
    QCOMPARE(model.index(1, StealTraceModel::Verdict).data().toString(), QStringLiteral("kept"));
    QCOMPARE(model.index(1, StealTraceModel::Change).data().toString(), QStringLiteral("+0.0500"));
    QVERIFY(!model.stepAt(model.index(0, 0, model.index(0, 0))));
    for (std::size_t step = 1; step <= 5; ++step) {
        QVERIFY(model.indexOf(step).isValid());
        QVERIFY(model.stepAt(model.indexOf(step)) == step);
    }
    QVERIFY(!model.indexOf(0).isValid() && !model.indexOf(6).isValid());
    model.show(twoCameras(), PlanSearch());
    QCOMPARE(model.rowCount(), 0);
}

void TestExplainPage::onlyKeptMovesCanBeShown()
{
    StealTraceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(twoCameras(), PlanSearch(smallPlan()));
    model.setOnlyKept(true);
    QCOMPARE(model.rowCount(), 2);
    for (int row = 0; row < 2; ++row)
        QCOMPARE(model.index(row, StealTraceModel::Verdict).data().toString(), QStringLiteral("kept"));
    QVERIFY(!model.indexOf(2).isValid());
    QVERIFY(model.indexOf(4).isValid());
    model.setOnlyKept(false);
    QCOMPARE(model.rowCount(), 5);
}

void TestExplainPage::aTraceOfTenThousandMovesIsFoldedAtOnce()
{
    auto plan = smallPlan();
    for (int i = 0; i < 10'000; ++i)
        plan->trace.push_back(move(i % 100 == 0 ? MoveVerdict::Accepted : MoveVerdict::Worse,
                                   static_cast<JobIndex>(i % 4), static_cast<JobIndex>((i + 1) % 4), 0.7F, 0.7F, 0.1F,
                                   0.1F));
    StealTraceModel model;
    model.show(twoCameras(), PlanSearch(plan));
    QVERIFY2(model.rowCount() < 300, qPrintable(QString::number(model.rowCount())));
    QCOMPARE(model.search().lastStep(), std::size_t{10'005});
    QVERIFY(model.stepAt(model.indexOf(10'005)) == 10'005U);
}

void TestExplainPage::wordsTellWhoTakesWhatAndWhatBecomesOfIt()
{
    const PlanSearch search(smallPlan());
    const auto words = [&](std::size_t step) {
        return QTextDocumentFragment::fromHtml(ExplainWords::step(twoCameras(), search, step)).toPlainText();
    };
    QVERIFY(words(0).contains(QStringLiteral("a score of 0.5000")));
    QVERIFY(words(0).contains(QStringLiteral("5 moves were tried, 2 of them kept")));
    QVERIFY2(words(1).contains(QStringLiteral("Retraining of A Crossing takes 0.10 from its own inference.")),
             qPrintable(words(1)));
    QVERIFY(words(1).contains(QStringLiteral("The thief goes from 0.00 to 0.10, the victim from 0.50 to 0.40.")));
    QVERIFY(words(1).contains(QStringLiteral("Score 0.5500, best before 0.5000: +0.0500.")));
    QVERIFY(words(1).contains(QStringLiteral("the move is kept")));
    QVERIFY(words(2).contains(QStringLiteral("would take")) && words(2).contains(QStringLiteral("−0.0300"))
            && words(2).contains(QStringLiteral("put back")));
    QVERIFY(words(3).contains(QStringLiteral("from inference of B Gate"))
            && words(3).contains(QStringLiteral("break a limit")));
    QCOMPARE(ExplainWords::amount(0.0012), QStringLiteral("0.0012"));
    QCOMPARE(ExplainWords::change(-1e-6), QStringLiteral("0.0000"));
}

void TestExplainPage::wordsTellWhatAProfileExpects()
{
    Shown shown;
    shown.play(55);
    QVERIFY(shown.page().search().plan()->window == WindowId{1});
    QString said;
    for (std::size_t step = 1; step <= shown.page().search().lastStep(); ++step) {
        shown.page().goTo(step);
        said += shown.page().words();
    }
    QVERIFY2(said.contains(QStringLiteral("its profile expects a held-out accuracy of")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("s of the 34 s left."))
                 || said.contains(QStringLiteral("only 34 s are left")),
             qPrintable(said));
}

void TestExplainPage::theScoreChartShowsTheBestSoFar()
{
    const ChartScene scene = scoreScene(PlanSearch(smallPlan()), 3, QPalette());
    QCOMPARE(scene.lines.size(), std::size_t{1});
    QVERIFY(std::abs(scene.lines.front().points.front().y() - 0.5) < 1e-6);
    QVERIFY(std::abs(scene.lines.front().points.back().y() - 0.6) < 1e-6);
    QCOMPARE(scene.rules.front().value, 3.0);
    QVERIFY(scene.yLow < 0.5 && scene.yHigh > 0.6);
}

void TestExplainPage::thePageFollowsTheNewestPlanUntilOneStepsThroughIt()
{
    Shown shown;
    shown.play(60);
    QVERIFY(shown.page().search().plan()->window == WindowId{1});
    shown.play(40);
    QVERIFY(shown.page().search().plan()->window == WindowId{2});
    shown.run(CommandId::FirstTrial);
    shown.play(40);
    QVERIFY2(shown.page().search().plan()->window == WindowId{2}, "who steps through a plan keeps it");
    QCOMPARE(shown.page().step(), std::size_t{0});
    shown.run(CommandId::NextPlan);
    QVERIFY(shown.page().search().plan()->window == WindowId{3});
}

void TestExplainPage::commandsStepThroughTheSearch()
{
    Shown shown;
    shown.play(60);
    const PlanSearch& search = shown.page().search();
    QVERIFY(shown.page().step() == search.keptAt(search.lastStep()));
    shown.run(CommandId::FirstTrial);
    QVERIFY(!shown.workbench.registry().action(CommandId::PreviousTrial)->isEnabled());
    shown.run(CommandId::NextTrial);
    QCOMPARE(shown.page().step(), std::size_t{1});
    shown.run(CommandId::NextSteal);
    QCOMPARE(search.move(shown.page().step()).verdict, MoveVerdict::Accepted);
    shown.run(CommandId::PreviousSteal);
    QCOMPARE(shown.page().step(), std::size_t{0});
    shown.run(CommandId::LastTrial);
    QCOMPARE(shown.page().step(), search.lastStep());
    QVERIFY(!shown.workbench.registry().action(CommandId::NextTrial)->isEnabled());
}

void TestExplainPage::steppingFromAnotherPageShowsThisOne()
{
    Shown shown;
    shown.play(60);
    shown.run(CommandId::LivePage);
    shown.run(CommandId::PreviousSteal);
    QVERIFY(shown.workbench.perspective() == Perspective::Explain);
}

void TestExplainPage::theTableShowsSharesBeforeAndAfter()
{
    ShareTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const PlanSearch search(smallPlan());
    model.show(twoCameras(), search, 1);
    QCOMPARE(model.rowCount(), 3); // jobs without a share that are not moved are left out
    QCOMPARE(model.index(0, ShareTableModel::Job).data().toString(), QStringLiteral("inference of A Crossing"));
    QCOMPARE(model.index(0, ShareTableModel::Before).data().toString(), QStringLiteral("0.50"));
    QCOMPARE(model.index(0, ShareTableModel::After).data().toString(), QStringLiteral("0.40"));
    QCOMPARE(model.index(0, ShareTableModel::Change).data().toString(), QStringLiteral("−0.10"));
    QCOMPARE(model.index(1, ShareTableModel::Change).data().toString(), QStringLiteral("+0.10"));
    QCOMPARE(model.index(2, ShareTableModel::Change).data().toString(), QString());
    QCOMPARE(model.headerData(ShareTableModel::After, Qt::Horizontal).toString(), QStringLiteral("After"));
    model.show(twoCameras(), search, 2);
    QCOMPARE(model.headerData(ShareTableModel::After, Qt::Horizontal).toString(), QStringLiteral("Tried"));
    model.show(twoCameras(), PlanSearch(), 0);
    QCOMPARE(model.rowCount(), 0);
}

void TestExplainPage::aCellOfTheMapLeadsToItsBestTrial()
{
    StealMap map;
    map.resize(420, 380);
    const PlanSearch search(smallPlan());
    map.show(twoCameras(), search);
    QSignalSpy asked(&map, &StealMap::stepRequested);
    const QPoint cell = map.cellRect(1, 0).center();
    QVERIFY2(map.tipAt(cell).startsWith(QStringLiteral(
                 "retraining of A Crossing from inference of A Crossing: 2 trials, 1 kept; best +0.0500")),
             qPrintable(map.tipAt(cell)));
    QTest::mouseClick(&map, Qt::LeftButton, {}, cell);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().toULongLong(), 1ULL);
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.cellRect(0, 1).center()); // never tried
    QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(1, 1));
    QCOMPARE(asked.count(), 1);
    QVERIFY(map.cellRect(9, 9).isNull());
}

void TestExplainPage::playingGoesToTheEndAndStops()
{
    Shown shown;
    shown.play(60);
    ExplainPage& page = shown.page();
    shown.run(CommandId::PlayTrials);
    QVERIFY2(page.isPlaying() && page.step() == 0, "from the end it begins again");
    page.setPlaying(false);
    QVERIFY(!page.isPlaying());
    shown.run(CommandId::PlayTrials);
    for (std::size_t i = 0; i <= page.search().lastStep() && page.isPlaying(); ++i)
        page.playOn();
    QVERIFY(!page.isPlaying());
    QVERIFY(page.step() == page.search().keptAt(page.search().lastStep()));
}

void TestExplainPage::whatIsMissingOfAPlanIsSaid()
{
    Shown shown;
    shown.source->hasSnapshots = true;
    shown.source->readsRecord = false;
    shown.workbench.controller().seek(fromSeconds(200));
    shown.play(0);
    QVERIFY2(shown.note().contains(QStringLiteral("reading them from the session")), qPrintable(shown.note()));
    QCOMPARE(shown.page().search().lastStep(), shown.page().search().keptCount());
    shown.source->readsRecord = true;
    shown.play(1);
    QVERIFY(shown.note().isEmpty());
    QVERIFY(shown.page().search().lastStep() > shown.page().search().keptCount());
}

void TestExplainPage::aPlanIsReadWholeWhileTheSessionStands()
{
    Shown shown;
    shown.source->hasSnapshots = true;
    shown.source->readsRecord = false;
    shown.workbench.controller().seek(fromSeconds(200));
    shown.play(0);
    QVERIFY(!shown.note().isEmpty() && !shown.workbench.controller().isPlaying());
    shown.source->readsRecord = true;
    QTRY_VERIFY(shown.note().isEmpty());
    QVERIFY(shown.page().search().lastStep() > shown.page().search().keptCount());
}

void TestExplainPage::aWindowIsToldFromItsPlanToItsOutcome()
{
    Shown shown;
    shown.play(121);
    shown.run(CommandId::TellWindow);
    QVERIFY(shown.page().story().isVisible());
    QStringList titles;
    for (const StoryStep& step : shown.page().story().steps())
        titles << step.title;
    QCOMPARE(titles,
             (QStringList{QStringLiteral("The window"), QStringLiteral("Planning begins"),
                          QStringLiteral("The first steal that is kept"), QStringLiteral("A steal that is put back"),
                          QStringLiteral("The steal that brings most"),
                          QStringLiteral("What the plan gives and promises"), QStringLiteral("What was retrained"),
                          QStringLiteral("Where nobody had work"), QStringLiteral("What came of it")}));
    const SessionState& state = shown.workbench.session().state();
    const PlanComputed& plan = state.plans.back().plan;
    const QString outcome = shown.page().story().steps().back().text;
    for (const double figure : {*expectedMean(plan), *outcomeMean(state, plan.window)})
        QVERIFY2(outcome.contains(QStringLiteral("<td align='right'>%1</td>").arg(figure, 0, 'f', 2)),
                 qPrintable(outcome));
    QVERIFY(shown.page().story().steps()[7].text.contains(QStringLiteral("waiting for samples")));
}

void TestExplainPage::eachStepOfAToldWindowStandsWhereItsWordsSay()
{
    Shown shown;
    shown.play(121);
    shown.run(CommandId::TellWindow);
    ExplainPage& page = shown.page();
    QCOMPARE(page.step(), std::size_t{0});
    page.story().go(1);
    page.story().go(1);
    QVERIFY(page.search().move(page.step()).verdict == MoveVerdict::Accepted);
    const std::size_t first = page.step();
    page.story().go(1);
    QVERIFY(page.step() > first && page.search().move(page.step()).verdict != MoveVerdict::Accepted);
    page.story().go(1);
    QVERIFY(page.search().move(page.step()).verdict == MoveVerdict::Accepted);
    page.story().go(1);
    QCOMPARE(page.step(), *page.search().keptAt(page.search().lastStep()));
}

void TestExplainPage::aToldPlanThatIsReadLaterStandsAtItsPlaceThen()
{
    Shown shown;
    shown.source->hasSnapshots = true;
    shown.source->readsRecord = false;
    shown.workbench.controller().seek(fromSeconds(121));
    shown.play(0);
    shown.run(CommandId::TellWindow);
    for (int i = 0; i < 3; ++i)
        shown.page().story().go(1);
    QVERIFY2(shown.page().search().move(shown.page().step()).verdict == MoveVerdict::Accepted,
             "what was put back is not known yet");
    shown.source->readsRecord = true;
    QTRY_VERIFY(shown.note().isEmpty());
    QVERIFY(shown.page().search().move(shown.page().step()).verdict != MoveVerdict::Accepted);
}

void TestExplainPage::theKeyboardGoesOnFromTheStory()
{
    Shown shown;
    shown.workbench.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.workbench));
    shown.play(121);
    shown.run(CommandId::TellWindow);
    for (std::size_t i = 1; i < shown.page().story().steps().size(); ++i) {
        auto* next = qobject_cast<QToolButton*>(QApplication::focusWidget());
        QVERIFY(next && next->text().startsWith(QStringLiteral("Next")));
        next->click();
        QCOMPARE(shown.page().story().current(), i);
    }
}

void TestExplainPage::aWindowIsToldFromAnyPage()
{
    const auto source = std::make_shared<ScriptedSource>(Script{});
    Workbench workbench;
    workbench.resize(1500, 900);
    workbench.show();
    workbench.controller().open(source);
    source->advance(121);
    for (int i = 0; i < 12; ++i)
        workbench.controller().tick();
    QVERIFY(workbench.perspective() == Perspective::Live);
    QAction* tell = workbench.registry().action(CommandId::TellWindow);
    QVERIFY2(tell->isEnabled(), "there is a plan, though its page was never shown");
    tell->trigger();
    QVERIFY(workbench.perspective() == Perspective::Explain);
    QVERIFY(workbench.explain().story().isVisible());
}

void TestExplainPage::aStoryIsEndedByTheUser()
{
    Shown shown;
    shown.play(121);
    shown.run(CommandId::TellWindow);
    for (auto* button : shown.page().story().findChildren<QToolButton*>())
        if (button->text() == QStringLiteral("End story"))
            button->click();
    QVERIFY(shown.page().story().isHidden());
    QVERIFY2(shown.page().search().plan(), "the plan stays");
}

void TestExplainPage::whatIsNotThereIsNotTold()
{
    Shown shown;
    shown.play(1);
    QVERIFY(!shown.workbench.registry().action(CommandId::TellWindow)->isEnabled());
    QVERIFY(WindowStory::of(shown.workbench.session().state(), WindowId{0}).empty());
    shown.play(90);
    const SessionState& state = shown.workbench.session().state();
    QVERIFY(WindowStory::of(state, WindowId{77}).empty());
    const auto steps = WindowStory::of(state, WindowId{2});
    QVERIFY2(steps.back().text.contains(QStringLiteral("not closed yet")), qPrintable(steps.back().text));
    SessionState later = state;
    later.plans.erase(later.plans.begin());
    const WindowId oldest = later.plans.front().plan.window;
    const auto gone = WindowStory::of(later, oldest);
    QCOMPARE(gone.size(), std::size_t{1});
    QVERIFY2(gone[0].title.contains(QStringLiteral("no longer kept")), qPrintable(gone[0].title));
    QVERIFY2(WindowStory::of(later, WindowId{2}).size() > 3, "one of which all plans are there");
}

void TestExplainPage::anEmptySessionSaysWhenAPlanComes()
{
    Shown shown;
    shown.play(1);
    QVERIFY(shown.page().headline().contains(QStringLiteral("No plan yet")));
    QCOMPARE(shown.page().trace().rowCount(), 0);
    QVERIFY(!shown.workbench.registry().action(CommandId::PlayTrials)->isEnabled());
}

void TestExplainPage::theHeadlineHoldsExpectationAgainstOutcome()
{
    Shown shown;
    shown.play(60);
    QVERIFY2(shown.page().headline().contains(QStringLiteral("the window is not closed yet")),
             qPrintable(shown.page().headline()));
    shown.run(CommandId::FirstTrial);
    shown.play(30);
    const auto& window = shown.workbench.session().state().windows[1];
    QVERIFY(window.closed);
    const double outcome = *outcomeMean(shown.workbench.session().state(), WindowId{1});
    QVERIFY2(shown.page().headline().contains(QStringLiteral("came to <b>%1</b>").arg(outcome, 0, 'f', 2)),
             qPrintable(shown.page().headline()));
    QVERIFY(shown.page().headline().startsWith(QStringLiteral("<b>Window 1</b>")));
}

void TestExplainPage::theLinkToTheEstimatesLeadsToTheProfile()
{
    Shown shown;
    shown.play(60);
    auto* words = shown.page().findChild<QTextBrowser*>();
    Q_EMIT words->anchorClicked(QUrl(QStringLiteral("camera:1")));
    QVERIFY(shown.workbench.perspective() == Perspective::Profile);
    QVERIFY(shown.workbench.selection().camera() == CameraId{1});
    QVERIFY(shown.workbench.selection().window() == WindowId{1});
}

QTEST_MAIN(TestExplainPage)
#include "tst_explain_page.moc"
