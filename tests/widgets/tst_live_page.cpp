// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/live/accuracy_panel.h"
#include "widgets/live/diagnostics_panel.h"
#include "widgets/live/live_page.h"
#include "widgets/live/summary_strip.h"
#include "widgets/log/event_log_panel.h"
#include "widgets/log/event_words.h"
#include "widgets/plan/plan_panel.h"
#include "widgets/plan/plan_words.h"
#include "widgets/profile/profile_panel.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/transport/scrub_bar.h"
#include "widgets/transport/transport_bar.h"
#include "widgets/video/video_wall.h"
#include "widgets/workbench/workbench.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

namespace {

class RecordingControl : public EngineControl {
public:
    void pause() override { calls << QStringLiteral("pause"); }
    void resume() override { calls << QStringLiteral("resume"); }
    void stop() override { calls << QStringLiteral("stop"); }
    void note(std::string text) override { calls << QString::fromStdString(text); }
    bool correct(LabelCorrected) override { return true; }
    bool isFinished() const override { return false; }
    QStringList calls;
};

struct Shown {
    explicit Shown(Script script = {}, bool live = false) : source(std::make_shared<ScriptedSource>(script, live))
    {
        page.resize(1400, 900);
        page.show();
        page.resetLayout();
        if (live)
            control = std::make_shared<RecordingControl>();
        page.controller().open(source, control);
        // Panels get their sizes once the page is shown. No timers: on a busy machine a tick would come by itself.
        for (int i = 0; i < 3; ++i)
            QCoreApplication::sendPostedEvents();
    }

    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 12; ++i)
            page.controller().tick();
        // Views redraw seldom; a change of the selection makes them catch up at once.
        const auto selected = page.selection().camera();
        page.selection().setCamera(CameraId{selected == CameraId{0} ? 1U : 0U});
        page.selection().setCamera(selected);
    }

    const QLabel& mode() { return *page.transport().findChild<QLabel*>(QStringLiteral("sessionMode")); }
    QWidget& badge() { return *page.findChild<QWidget*>(QStringLiteral("failureBadge")); }
    /// All that the timeline can say of the row at \p y.
    QStringList readOuts(int y)
    {
        QStringList told;
        for (int x = 180; x < page.live().timeline().viewport()->width() - 8; ++x)
            told << page.live().timeline().readOutAt(QPoint(x, y));
        return told;
    }

    std::shared_ptr<ScriptedSource> source;
    std::shared_ptr<RecordingControl> control;
    Workbench page;
};

} // namespace

class TestLivePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTickPollsOnceWhenLittleIsDue();
    void aTickTakesABoundedNumberOfEvents();
    void aLiveSessionAndItsReplayEndInTheSameState();
    void seekingBackGivesTheStateOfPlayingThere();
    void aClosedControllerShowsNothing();
    void liveCommandsGoToTheEngine();
    void clickingATileSelectsTheCameraEverywhere();
    void doubleClickEnlargesATileAndBack();
    void keysMoveTheSelection();
    void transportActionsDriveTheSession();
    void scrubbingSeeks();
    void aLiveRunCannotBeScrubbed();
    void theTimelineZoomsPansAndReadsOut();
    void theTimelineTellsHowLongADeviceWasIdleAndWhy();
    void theTimelineTellsWhereAJobMoved();
    void aFailedRunReadsAsFailed();
    void aFailedSessionReadsAsFailedWhileItIsReplayed();
    void windowZeroIsCalledFirstStudents();
    void switchingTheThemeRepaintsEverything();
    void everyPanelShowsAnEmptySession();
    void theStatePageTellsAboutLoadingAndErrors();
    void aLayoutCanBeSavedRestoredAndReset();
    void everyControlHasAName();
    void brokenFramesAreLeftOut();
    void theSummaryNamesMeanWorstWindowAndUse();
    void theSummarySaysThatFirstStudentsAreTrained();
    void pointingAndReferencesAreSharedByAllViews();
    void plansCanBeLeafedThrough();
};

void TestLivePage::initTestCase()
{
    applyTheme(*qApp, ThemeKind::Light);
}

void TestLivePage::aTickPollsOnceWhenLittleIsDue()
{
    Shown shown;
    ScriptedSource* source = shown.source.get();
    source->advance(0.01);
    shown.page.controller().tick();
    const int before = source->polls;
    shown.page.controller().tick();
    QCOMPARE(source->polls, before + 1);
}

void TestLivePage::aTickTakesABoundedNumberOfEvents()
{
    Shown shown(Script{.cameras = 16, .windows = 8, .windowSeconds = 60});
    const std::size_t all = shown.source->session().events().size();
    QVERIFY(all > 2 * SessionController::kEventsPerTick);
    const std::uint64_t before = shown.page.controller().state().events;
    shown.source->advance(1e6);
    shown.page.controller().tick();
    QVERIFY(shown.page.controller().state().events - before <= SessionController::kEventsPerTick);
    QVERIFY(shown.page.controller().isCatchingUp());
    for (int i = 0; i < 100 && shown.page.controller().isCatchingUp(); ++i)
        shown.page.controller().tick();
    QCOMPARE(shown.page.controller().state().events, static_cast<std::uint64_t>(all));
}

void TestLivePage::aLiveSessionAndItsReplayEndInTheSameState()
{
    Shown live({}, true);
    Shown replay;
    for (int i = 0; i < 240; ++i)
        live.play(1.0);
    replay.play(70);
    QVERIFY(!(live.page.controller().state() == replay.page.controller().state()));
    replay.play(300);
    QVERIFY(live.page.controller().state().closed.has_value());
    QVERIFY(live.page.controller().state() == replay.page.controller().state());
}

void TestLivePage::seekingBackGivesTheStateOfPlayingThere()
{
    Shown played;
    played.play(90);
    Shown sought;
    sought.play(230);
    sought.page.controller().seek(fromSeconds(90));
    sought.play(0);
    QVERIFY(played.page.controller().state() == sought.page.controller().state());
    QCOMPARE(sought.page.live().events().model().rowCount(), played.page.live().events().model().rowCount());
}

void TestLivePage::aClosedControllerShowsNothing()
{
    Shown shown;
    shown.play(60);
    shown.page.controller().close();
    QVERIFY(shown.page.controller().state() == SessionState{});
    QCOMPARE(shown.page.live().events().model().rowCount(), 0);
    const int polls = shown.source->polls;
    shown.page.controller().tick();
    QCOMPARE(shown.source->polls, polls);
    QVERIFY(!shown.page.grab().isNull());
}

void TestLivePage::liveCommandsGoToTheEngine()
{
    Shown shown({}, true);
    shown.play(10);
    QVERIFY(shown.page.controller().isPlaying());
    shown.page.registry().action(CommandId::PlayPause)->trigger();
    QVERIFY(!shown.page.controller().isPlaying());
    shown.page.registry().action(CommandId::PlayPause)->trigger();
    shown.page.controller().note(QStringLiteral("rain begins"));
    shown.page.registry().action(CommandId::StopRun)->trigger();
    QCOMPARE(shown.control->calls,
             (QStringList{QStringLiteral("pause"), QStringLiteral("resume"), QStringLiteral("rain begins"),
                          QStringLiteral("stop")}));
}

void TestLivePage::clickingATileSelectsTheCameraEverywhere()
{
    Shown shown;
    shown.play(120);
    const QPoint place = shown.page.live().wall().tileRect(CameraId{2}).center();
    QTest::mouseClick(&shown.page.live().wall(), Qt::LeftButton, {}, place);
    QVERIFY(shown.page.selection().camera() == CameraId{2});
    const auto* plan = shown.page.live().plan().findChild<QTableView*>();
    QCOMPARE(plan->selectionModel()->selectedRows().value(0).row(), 2);
    shown.page.raisePanel(QStringLiteral("profileDock"));
    QCoreApplication::processEvents();
    bool named = false;
    for (const QLabel* label : shown.page.live().profile().findChildren<QLabel*>())
        named = named || label->text().contains(QStringLiteral("C Yard"));
    QVERIFY(named);
    // The selected line lies on top, and its windows have their intervals.
    QCOMPARE(shown.page.live().accuracy().chart().scene().lines.back().endLabel, QStringLiteral("C"));
    QVERIFY(!shown.page.live().accuracy().chart().scene().bands.empty());
}

void TestLivePage::doubleClickEnlargesATileAndBack()
{
    Shown shown;
    shown.play(20);
    VideoWall& wall = shown.page.live().wall();
    const QRect small = wall.tileRect(CameraId{1});
    QTest::mouseDClick(&wall, Qt::LeftButton, {}, small.center());
    QVERIFY(wall.enlarged() == CameraId{1});
    QVERIFY(wall.tileRect(CameraId{1}).width() > small.width());
    QVERIFY(wall.tileRect(CameraId{0}).isNull());
    QTest::mouseDClick(&wall, Qt::LeftButton, {}, wall.rect().center());
    QCOMPARE(wall.tileRect(CameraId{1}), small);
}

void TestLivePage::keysMoveTheSelection()
{
    Shown shown;
    shown.play(20);
    VideoWall& wall = shown.page.live().wall();
    wall.setFocus();
    QTest::keyClick(&wall, Qt::Key_Down);
    QVERIFY(shown.page.selection().camera() == CameraId{0});
    QTest::keyClick(&wall, Qt::Key_Up);
    QVERIFY(shown.page.selection().camera() == CameraId{3});
    shown.page.registry().trigger(CommandId::NextCamera);
    QVERIFY(shown.page.selection().camera() == CameraId{0});
    shown.page.registry().trigger(CommandId::PreviousCamera);
    shown.page.registry().trigger(CommandId::EnlargeCamera);
    QVERIFY(wall.enlarged() == CameraId{3});
    shown.page.registry().trigger(CommandId::ClearSelection);
    QVERIFY(!wall.enlarged());
    shown.page.registry().trigger(CommandId::ClearSelection);
    QVERIFY(!shown.page.selection().camera());
}

void TestLivePage::transportActionsDriveTheSession()
{
    Shown shown;
    shown.play(100);
    const CommandRegistry& bar = shown.page.registry();
    SessionController& controller = shown.page.controller();
    bar.action(CommandId::PlayPause)->trigger();
    QVERIFY(shown.source->isPlaying());
    bar.action(CommandId::Hold)->trigger();
    QVERIFY(!shown.source->isPlaying());
    bar.action(CommandId::JumpBack)->trigger();
    QCOMPARE(controller.now(), fromSeconds(95));
    bar.action(CommandId::SecondForward)->trigger();
    QCOMPARE(controller.now(), fromSeconds(96));
    bar.action(CommandId::Faster)->trigger();
    bar.action(CommandId::Faster)->trigger();
    QCOMPARE(shown.source->speed(), 4.0);
    for (int i = 0; i < 10; ++i)
        bar.action(CommandId::Slower)->trigger();
    QCOMPARE(shown.source->speed(), 0.25);
    bar.action(CommandId::ToEnd)->trigger();
    QCOMPARE(controller.now(), controller.duration());
    bar.action(CommandId::ToStart)->trigger();
    QCOMPARE(controller.now(), Nanoseconds{0});
}

void TestLivePage::scrubbingSeeks()
{
    Shown shown;
    shown.play(10);
    auto* bar = shown.page.findChild<ScrubBar*>();
    const int x = bar->xOf(fromSeconds(150));
    QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(x, bar->height() / 2));
    QVERIFY(std::abs(toSeconds(shown.page.controller().now()) - 150.0) < 1.0);
    QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(bar->width() - 1, bar->height() / 2));
    QCOMPARE(shown.page.controller().now(), shown.page.controller().duration());
}

void TestLivePage::aLiveRunCannotBeScrubbed()
{
    Shown shown({}, true);
    shown.play(30);
    auto* bar = shown.page.findChild<ScrubBar*>();
    QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(20, bar->height() / 2));
    QCOMPARE(shown.page.controller().now(), fromSeconds(30));
    QVERIFY(!shown.page.registry().action(CommandId::JumpBack)->isEnabled());
}

void TestLivePage::theTimelineZoomsPansAndReadsOut()
{
    Shown shown;
    shown.play(200);
    TimelineView& timeline = shown.page.live().timeline();
    QCoreApplication::processEvents();
    SessionClock& clock = shown.page.session().clock();
    shown.page.registry().trigger(CommandId::ZoomIn);
    const TimeRange narrow = clock.range();
    QVERIFY(narrow.length() < fromSeconds(200));
    shown.page.registry().trigger(CommandId::PanRight);
    QVERIFY(clock.range().start > narrow.start);
    shown.page.registry().trigger(CommandId::ShowAll);
    QVERIFY(clock.followsAll());
    QString found;
    for (int y = 80; y < timeline.viewport()->height() && found.isEmpty(); y += 4) {
        const QString text = timeline.readOutAt(QPoint(300, y));
        if (text.contains(QStringLiteral("granted")))
            found = text;
    }
    QVERIFY2(found.contains(QStringLiteral("Crossing, inference")), qPrintable(found));
    QVERIFY(timeline.readOutAt(QPoint(300, 5)).isEmpty());
}

void TestLivePage::theTimelineTellsHowLongADeviceWasIdleAndWhy()
{
    Shown shown;
    shown.play(100);
    QStringList told;
    for (int y = 0; y < shown.page.live().timeline().viewport()->height(); y += 5)
        told << shown.readOuts(y);
    // Window 1 of the script.
    QVERIFY2(told.contains(QStringLiteral("device 0, window 1: idle 4.5 of 40.0 s · waiting for samples 2.0 s, nothing "
                                          "worth retraining 2.5 s")),
             qPrintable(told.last()));
    QVERIFY(told.contains(QStringLiteral("device 0, first students: idle 1.0 of 40.0 s · waiting for samples 1.0 s, "
                                         "nothing worth retraining 0.0 s")));
}

void TestLivePage::theTimelineTellsWhereAJobMoved()
{
    Shown shown(Script{.movesAJob = true});
    shown.play(100);
    QStringList told;
    for (int y = 0; y < shown.page.live().timeline().viewport()->height(); y += 5)
        told << shown.readOuts(y).filter(QStringLiteral("moved to device 1"));
    QVERIFY2(!told.isEmpty() && told.first().contains(QStringLiteral("Crossing, retraining")),
             qPrintable(told.value(0)));
    const auto& log = shown.page.controller().state().log;
    const auto moved = std::find_if(log.begin(), log.end(),
                                    [](const LogEntry& entry) { return std::holds_alternative<JobMoved>(entry.body); });
    QVERIFY(moved != log.end());
    QCOMPARE(EventWords::sentence(shown.page.controller().state(), moved->body),
             QStringLiteral("retraining moved to device 1"));
    QCOMPARE(EventWords::camera(shown.page.controller().state(), moved->body), std::optional(CameraId{0}));
}

void TestLivePage::aFailedRunReadsAsFailed()
{
    Shown shown(Script{.fails = true}, true);
    shown.play(100);
    QVERIFY(shown.page.controller().isRunning() && shown.badge().isHidden());
    shown.play(100);
    QVERIFY(!shown.page.controller().isRunning() && !shown.page.controller().isPlaying());
    QCOMPARE(shown.mode().text(), QStringLiteral("Failed"));
    QVERIFY(shown.badge().isVisible());
    const QString said = shown.badge().findChild<QLabel*>(QStringLiteral("failureText"))->text();
    QVERIFY2(said.contains(QStringLiteral("the disk is full.")) && said.contains(QStringLiteral("Make room")),
             qPrintable(said));
    QVERIFY2(shown.page.statusText().startsWith(QStringLiteral("run failed: The session street.jackdaw")),
             qPrintable(shown.page.statusText()));
    for (const CommandId id : {CommandId::PlayPause, CommandId::StopRun})
        QVERIFY(!shown.page.registry().action(id)->isEnabled());
    QVERIFY(shown.page.controller().state().running.empty());
    QSignalSpy replay(&shown.page, &Workbench::replayRequested);
    shown.badge().findChild<QPushButton*>()->click();
    QCOMPARE(replay.count(), 1);
    shown.page.controller().open(std::make_shared<ScriptedSource>(Script{}, true));
    shown.play(0);
    QVERIFY2(shown.badge().isHidden(), "the next run has not failed");
}

void TestLivePage::aFailedSessionReadsAsFailedWhileItIsReplayed()
{
    Shown shown(Script{.fails = true});
    shown.play(20);
    QVERIFY2(shown.badge().isVisible(), "also before its end is shown");
    QVERIFY(shown.badge().findChild<QPushButton*>()->isHidden());
    QVERIFY(shown.page.statusText().contains(QStringLiteral("run failed: The session street.jackdaw")));
    QCOMPARE(shown.mode().text(), QStringLiteral("Replay"));
    QVERIFY(shown.page.registry().action(CommandId::PlayPause)->isEnabled());
    shown.play(200);
    QVERIFY(shown.badge().isVisible());
    Shown good;
    good.play(300);
    QVERIFY(good.badge().isHidden());
    QVERIFY(good.page.statusText().startsWith(QStringLiteral("session closed: finished")));
}

void TestLivePage::windowZeroIsCalledFirstStudents()
{
    Shown shown;
    shown.play(12);
    QVERIFY(shown.page.statusText().contains(QStringLiteral("first students")));
    const auto diagnostics = DiagnosticsPanel::rowsOf(shown.page.controller());
    QCOMPARE(diagnostics[1][0].text, QStringLiteral("Frames dropped"));
    QCOMPARE(diagnostics[1][1].text, QStringLiteral("0"));
    const PlanState* plan = shown.page.session().shownPlan();
    QVERIFY(plan);
    QVERIFY(PlanWords::headline(shown.page.controller().state(), *plan).startsWith(QStringLiteral("First students")));
    for (const LogEntry& entry : shown.page.controller().state().log)
        QVERIFY(!EventWords::sentence(shown.page.controller().state(), entry.body).contains(u"indow 0"));
    for (const CameraState& camera : shown.page.controller().state().cameras)
        QCOMPARE(TileContentMaker::make(shown.page.controller().state(), camera, {}, std::nullopt).evidence,
                 QStringLiteral("no student yet"));
}

void TestLivePage::switchingTheThemeRepaintsEverything()
{
    Shown shown;
    shown.play(120);
    const auto middle = [](QWidget& widget) {
        return widget.grab().toImage().pixelColor(widget.width() - 3, widget.height() - 3);
    };
    const QColor wall = middle(shown.page.live().wall());
    const QColor timeline = middle(*shown.page.live().timeline().viewport());
    const QColor chart = middle(shown.page.live().accuracy().chart());
    applyTheme(*qApp, ThemeKind::Dark);
    QCoreApplication::processEvents();
    QVERIFY(middle(shown.page.live().wall()).lightness() < wall.lightness() - 80);
    QVERIFY(middle(*shown.page.live().timeline().viewport()).lightness() < timeline.lightness() - 80);
    QVERIFY(middle(shown.page.live().accuracy().chart()).lightness() < chart.lightness() - 80);
    applyTheme(*qApp, ThemeKind::Light);
    QCoreApplication::processEvents();
    QCOMPARE(middle(shown.page.live().wall()), wall);
}

void TestLivePage::everyPanelShowsAnEmptySession()
{
    Shown shown(Script{.cameras = 0, .windows = 1});
    shown.play(300);
    QVERIFY(!shown.page.live().accuracy().chart().scene().emptyText.isEmpty());
    const PlanState* plan = shown.page.session().shownPlan();
    QVERIFY(!plan || plan->plan.jobs.empty());
    QVERIFY(!shown.page.grab().isNull());
}

void TestLivePage::theStatePageTellsAboutLoadingAndErrors()
{
    Workbench page;
    page.show();
    QVERIFY(!page.showsSession());
    QSignalSpy cancelled(&page.statePage(), &StatePage::cancelRequested);
    page.statePage().showLoading(QStringLiteral("Opening x.json"), QStringLiteral("Opening cameras"), 0.5);
    page.statePage().findChild<QPushButton*>()->click();
    QCOMPARE(cancelled.count(), 1);
    QSignalSpy commands(&page.statePage(), &StatePage::commandRequested);
    QSignalSpy dismissed(&page.statePage(), &StatePage::dismissed);
    page.statePage().showError(QStringLiteral("The run could not start"), QStringLiteral("a.mp4 is not there."),
                               QStringLiteral("Correct the path."));
    QCOMPARE(page.statePage().findChild<QLabel*>(QStringLiteral("statePageText"))->text(),
             QStringLiteral("a.mp4 is not there."));
    QCOMPARE(page.statePage().findChild<QLabel*>(QStringLiteral("statePageAction"))->text(),
             QStringLiteral("Correct the path."));
    for (QPushButton* button : page.statePage().findChildren<QPushButton*>())
        button->click();
    QCOMPARE(commands.count(), 2);
    QCOMPARE(dismissed.count(), 1);
    page.controller().open(std::make_shared<ScriptedSource>(Script{}));
    QVERIFY(page.showsSession());
}

void TestLivePage::aLayoutCanBeSavedRestoredAndReset()
{
    Shown shown;
    const QByteArray first = shown.page.live().saveLayout();
    auto* dock = shown.page.findChild<QDockWidget*>(QStringLiteral("accuracyDock"));
    dock->close();
    QVERIFY(!dock->isVisible());
    QVERIFY(shown.page.live().restoreLayout(first));
    QVERIFY(dock->isVisible());
    dock->close();
    shown.page.resetLayout();
    QVERIFY(dock->isVisible());
    QVERIFY(!shown.page.live().restoreLayout(QByteArray("no layout")));
}

void TestLivePage::everyControlHasAName()
{
    Shown shown;
    shown.play(60);
    for (const QAbstractButton* button : shown.page.transport().findChildren<QAbstractButton*>())
        QVERIFY(!button->accessibleName().isEmpty());
    for (QWidget* view : std::initializer_list<QWidget*>{&shown.page.live().wall(), &shown.page.live().timeline(),
                                                         &shown.page.live().accuracy(), &shown.page.live().plan(),
                                                         &shown.page.live().profile(), &shown.page.live().events()})
        QVERIFY(!view->accessibleName().isEmpty());
}

void TestLivePage::brokenFramesAreLeftOut()
{
    Shown shown;
    shown.source->givesFrames = false;
    shown.play(5);
    VideoWall& wall = shown.page.live().wall();
    VideoFrame broken{.width = 352, .height = 288};
    for (std::uint32_t camera = 0; camera < 4; ++camera)
        Q_EMIT shown.page.controller().frameArrived(broken, CameraId{camera});
    QVERIFY2(!wall.hasAllPictures(), "a frame without a picture");
    broken.picture = std::make_shared<RgbPicture>(std::vector<std::uint8_t>(10));
    for (std::uint32_t camera = 0; camera < 4; ++camera)
        Q_EMIT shown.page.controller().frameArrived(broken, CameraId{camera});
    QVERIFY2(!wall.hasAllPictures(), "a picture with too few bytes");
    for (std::uint32_t camera = 0; camera < 4; ++camera)
        Q_EMIT shown.page.controller().frameArrived(testing::paintedFrame(CameraId{camera}, 5, 5), CameraId{camera});
    QVERIFY2(wall.hasAllPictures(), "good ones are taken");
}

void TestLivePage::theSummaryNamesMeanWorstWindowAndUse()
{
    Shown shown;
    shown.play(130);
    auto* strip = shown.page.findChild<SummaryStrip*>();
    QVERIFY(strip);
    shown.page.selection().setCamera(CameraId{1}); // makes it catch up at once
    QVERIFY(strip->texts().value(2).contains(QStringLiteral("window 3")));
    const QString said = strip->texts().join(QLatin1Char('|'));
    const SessionState& state = shown.page.controller().state();
    QVERIFY2(said.contains(QStringLiteral("Mean accuracy <b>%1</b>").arg(*meanAccuracy(state), 0, 'f', 2)),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("%1</a>").arg(QString::fromStdString(worstCamera(state)->info.name))),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("30 s left")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("device 0 used")), qPrintable(said));
}

void TestLivePage::theSummarySaysThatFirstStudentsAreTrained()
{
    Shown shown;
    shown.play(12);
    auto* strip = shown.page.findChild<SummaryStrip*>();
    shown.page.selection().setCamera(CameraId{1});
    QVERIFY2(strip->texts().value(2).contains(QStringLiteral("first students: <b>0</b> of 4")),
             qPrintable(strip->texts().value(2)));
    QCOMPARE(strip->texts().value(0), QStringLiteral("Nothing scored yet"));
}

void TestLivePage::pointingAndReferencesAreSharedByAllViews()
{
    Shown shown;
    shown.play(200);
    auto* bar = shown.page.findChild<ScrubBar*>();
    SessionClock& clock = shown.page.session().clock();
    const QPointF place(bar->xOf(fromSeconds(100)), bar->height() / 2);
    QMouseEvent moved(QEvent::MouseMove, place, bar->mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(bar, &moved);
    QVERIFY(clock.pointed() && std::abs(toSeconds(*clock.pointed()) - 100) < 1.0);
    const auto* readOut = shown.page.live().accuracy().findChild<QLabel*>();
    QVERIFY2(readOut->text().startsWith(QStringLiteral("00:01:")), qPrintable(readOut->text()));
    QTest::mouseClick(bar, Qt::LeftButton, Qt::ShiftModifier, QPoint(bar->xOf(fromSeconds(60)), bar->height() / 2));
    QVERIFY(clock.reference() && std::abs(toSeconds(*clock.reference()) - 60) < 1.0);
    QCOMPARE(shown.page.controller().now(), fromSeconds(200)); // it does not seek
    clock.setPointed(fromSeconds(150));
    QVERIFY2(readOut->text().contains(QLatin1Char('(')), "differences stand beside the values");
    shown.page.registry().trigger(CommandId::ClearReference);
    QVERIFY(!clock.reference());
}

void TestLivePage::plansCanBeLeafedThrough()
{
    Shown shown;
    shown.play(130);
    SessionView& session = shown.page.session();
    const auto window = [&] { return session.shownPlan()->plan.window.value; };
    QCOMPARE(window(), 3U);
    shown.page.registry().trigger(CommandId::PreviousPlan);
    QCOMPARE(window(), 2U);
    shown.play(40);
    QCOMPARE(window(), 2U);
    shown.page.registry().trigger(CommandId::NextPlan);
    shown.page.registry().trigger(CommandId::NextPlan);
    shown.play(40);
    QCOMPARE(window(), 5U);
}

QTEST_MAIN(TestLivePage)
#include "tst_live_page.moc"
