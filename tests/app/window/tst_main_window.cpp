// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "app/window/options.h"
#include "tests/app/window/compared_sessions.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/explain/explain_page.h"
#include "widgets/live/live_page.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;
using jackdaw::testing::writeCompared;
using jackdaw::window::MainWindow;

namespace {

class RecordingControl : public EngineControl {
public:
    void pause() override { }
    void resume() override { }
    void stop() override { ++stops; }
    void note(std::string) override { }
    bool correct(LabelCorrected) override { return true; }
    bool isFinished() const override { return finished; }
    int stops = 0;
    bool finished = false;
};

/// The window with a session that comes of a script; questions are answered by the test.
struct Shown {
    explicit Shown(bool live, Script script = {}) : source(std::make_shared<ScriptedSource>(script, live))
    {
        window.setQuestion([this](const QString& title, const QString&) {
            asked << title;
            return answer;
        });
        window.resize(1300, 800);
        window.show();
        if (live)
            control = std::make_shared<RecordingControl>();
        window.showSession({source, control, nullptr, QStringLiteral("street.jackdaw")});
    }

    void play(double seconds)
    {
        source->advance(seconds);
        for (int i = 0; i < 12; ++i)
            window.workbench().controller().tick();
    }
    Workbench& workbench() { return window.workbench(); }

    std::shared_ptr<ScriptedSource> source;
    std::shared_ptr<RecordingControl> control;
    QStringList asked;
    bool answer = false;
    MainWindow window;
};

QSet<QAction*> actionsOf(const QMenu& menu)
{
    QSet<QAction*> all;
    for (QAction* action : menu.actions())
        if (action->menu())
            all |= actionsOf(*action->menu());
        else
            all << action;
    return all;
}

window::Options optionsOf(const QStringList& arguments)
{
    const auto parsed = window::parseOptions(QStringList{QStringLiteral("jackdaw")} + arguments);
    const auto* options = std::get_if<window::Options>(&parsed);
    return options ? *options : window::Options{};
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void everyCommandIsInAMenu();
    void noCommandHasTheKeyOfAMenu();
    void pagesAreReachedByKeys();
    void theStartPageShowsWhileNoSessionIsOpen();
    void openingDuringARunAsksFirst();
    void aWrongFileDoesNotEndTheRun();
    void quittingDuringARunAsksAndThenStopsItCleanly();
    void quittingARecordingDoesNotAsk();
    void closingASessionGoesBackToTheStartPage();
    void whatAnotherRunWritesIsFollowedAtItsEnd();
    void aWriterThatIsGoneIsSaid();
    void aFailedEngineIsSaidOnEveryPage();
    void anEngineThatEndsWithoutAWordIsSaidOnEveryPage();
    void keysAndLayoutsAreKeptBetweenStarts();
    void thePanelsMenuIsThatOfThePage();
    void everyCommandCanBeCarriedOutOnEveryPage();
    void thePageOfAPictureCanBeChosen();
    void aRunThatIsOverIsShownFromItsRecording();
    void aReportIsSavedWhereTheUserSays();

private:
    QTemporaryDir m_settings;
};

void TestMainWindow::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestMainWindow::everyCommandIsInAMenu()
{
    MainWindow window;
    QSet<QAction*> listed;
    for (const QMenu* menu : window.findChildren<QMenu*>())
        listed |= actionsOf(*menu);
    for (const Command& known : commands())
        QVERIFY2(listed.contains(window.workbench().registry().action(known.id)), qPrintable(known.title));
}

/// Qt would carry out neither.
void TestMainWindow::noCommandHasTheKeyOfAMenu()
{
    MainWindow window;
    for (const QAction* menu : window.menuBar()->actions()) {
        const QKeySequence key = QKeySequence::mnemonic(menu->text());
        QVERIFY2(!key.isEmpty(), qPrintable(menu->text()));
        const auto owner = window.workbench().registry().owner(key);
        QVERIFY2(!owner,
                 qPrintable(key.toString() + QStringLiteral(": ") + (owner ? command(*owner).title : QString())));
    }
}

void TestMainWindow::pagesAreReachedByKeys()
{
    Shown shown(false);
    shown.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    const std::array keys = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_6, Qt::Key_7};
    for (const std::size_t page : {3U, 1U, 4U, 6U, 2U, 5U, 0U}) {
        QTest::keyClick(&shown.window, keys[page], Qt::ControlModifier);
        QVERIFY(shown.workbench().perspective() == kPerspectives[page]);
    }
}

void TestMainWindow::theStartPageShowsWhileNoSessionIsOpen()
{
    MainWindow window;
    window.show();
    QVERIFY(!window.workbench().showsSession());
    window.showSession({std::make_shared<ScriptedSource>(Script{}), nullptr, nullptr, QStringLiteral("a.jackdaw")});
    QVERIFY(window.workbench().showsSession());
    QVERIFY(window.windowTitle().startsWith(QStringLiteral("a ")));
}

void TestMainWindow::openingDuringARunAsksFirst()
{
    Shown shown(true);
    shown.play(30);
    shown.window.openFile(QStringLiteral("other.jackdaw"));
    shown.window.runDemo();
    QCOMPARE(shown.asked.size(), 2);
    QVERIFY(shown.workbench().showsSession());
    QVERIFY(shown.workbench().controller().isOpen());
    QCOMPARE(shown.window.sessionFile(), QStringLiteral("street.jackdaw"));
}

void TestMainWindow::aWrongFileDoesNotEndTheRun()
{
    Shown shown(true);
    shown.answer = true;
    shown.play(30);
    QSignalSpy failed(&shown.window, &MainWindow::openFailed);
    shown.window.openFile(m_settings.filePath(QStringLiteral("not-there.jackdaw")));
    QVERIFY(failed.wait(10'000));
    QVERIFY(shown.workbench().controller().isRunning());
    QCOMPARE(shown.control->stops, 0);
    Q_EMIT shown.workbench().statePage().dismissed();
    QVERIFY2(shown.workbench().showsSession(), "back leads to the run");
}

void TestMainWindow::quittingDuringARunAsksAndThenStopsItCleanly()
{
    Shown shown(true);
    shown.play(30);
    QVERIFY(!shown.window.close());
    QVERIFY(shown.window.isVisible());
    QCOMPARE(shown.control->stops, 0);
    shown.answer = true;
    QVERIFY2(!shown.window.close(), "it waits for the engine");
    QCOMPARE(shown.control->stops, 1);
    QVERIFY(!shown.workbench().showsSession());
    shown.control->finished = true;
    QVERIFY(shown.window.close());
    QCOMPARE(shown.asked.size(), 2);
}

void TestMainWindow::quittingARecordingDoesNotAsk()
{
    Shown shown(false);
    shown.play(30);
    QVERIFY(shown.window.close());
    QVERIFY(shown.asked.isEmpty());
}

void TestMainWindow::closingASessionGoesBackToTheStartPage()
{
    Shown shown(false);
    shown.play(30);
    shown.workbench().registry().trigger(CommandId::CloseSession);
    QVERIFY(!shown.workbench().showsSession());
    QVERIFY(!shown.workbench().controller().isOpen());
    QCOMPARE(shown.window.windowTitle(), QStringLiteral("Jackdaw"));
}

void TestMainWindow::whatAnotherRunWritesIsFollowedAtItsEnd()
{
    Shown shown(false);
    const auto written = std::make_shared<ScriptedSource>(Script{});
    written->growing = true;
    shown.window.showSession({written, nullptr, nullptr, QStringLiteral("written.jackdaw")});
    SessionController& controller = shown.workbench().controller();
    QVERIFY(controller.isPlaying() && !controller.isRunning());
    QCOMPARE(controller.now(), written->duration());
    controller.tick();
    const auto* mode = shown.window.findChild<QLabel*>(QStringLiteral("sessionMode"));
    QCOMPARE(mode->text(), QStringLiteral("● Following"));
    QVERIFY(mode->toolTip().contains(QStringLiteral("another run")));
    QVERIFY2(shown.workbench().statusText().startsWith(QStringLiteral("being written by another run")),
             qPrintable(shown.workbench().statusText()));
    QVERIFY2(!shown.workbench().registry().action(CommandId::StopRun)->isEnabled(), "it is only looked at");
    controller.setPlaying(false);
    controller.setPlaying(true);
    QVERIFY2(controller.now() == written->duration(), "playing at the end follows, and does not begin anew");
    controller.seek(fromSeconds(20));
    controller.tick();
    QCOMPARE(mode->text(), QStringLiteral("Being written"));
    QVERIFY(shown.window.close());
    QVERIFY2(shown.asked.isEmpty(), "leaving it ends nothing");
}

/// No event says so.
void TestMainWindow::aWriterThatIsGoneIsSaid()
{
    Shown shown(false);
    const auto written = std::make_shared<ScriptedSource>(Script{});
    written->growing = true;
    shown.window.showSession({written, nullptr, nullptr, QStringLiteral("written.jackdaw")});
    shown.workbench().controller().setPlaying(false);
    auto* badge = shown.window.findChild<QWidget*>(QStringLiteral("failureBadge"));
    QVERIFY(badge->isHidden());
    written->growing = false;
    written->cutOff = SessionClosed{"The session was not closed.", RunOutcome::Failed, "Resume it."};
    shown.workbench().controller().tick();
    QVERIFY(badge->isVisible());
    QCOMPARE(shown.window.findChild<QLabel*>(QStringLiteral("sessionMode"))->text(), QStringLiteral("Replay"));
    QVERIFY(shown.workbench().statusText().startsWith(QStringLiteral("run failed")));
}

void TestMainWindow::aFailedEngineIsSaidOnEveryPage()
{
    Shown shown(true, Script{.fails = true});
    shown.play(300);
    auto* badge = shown.window.findChild<QWidget*>(QStringLiteral("failureBadge"));
    for (const Perspective page : kPerspectives) {
        shown.workbench().show(page);
        QVERIFY(badge->isVisible());
    }
    shown.control->finished = true;
    QVERIFY2(shown.window.close(), "a run that has ended needs no question");
    QVERIFY(shown.asked.isEmpty());
}

void TestMainWindow::anEngineThatEndsWithoutAWordIsSaidOnEveryPage()
{
    Shown shown(true);
    shown.play(20.0);
    auto* badge = shown.window.findChild<QWidget*>(QStringLiteral("failureBadge"));
    QVERIFY(!badge->isVisible());
    shown.control->finished = true;
    shown.play(0.0);
    for (const Perspective perspective : kPerspectives) {
        shown.workbench().show(perspective);
        QVERIFY(badge->isVisible());
    }
    QVERIFY(!shown.workbench().controller().isRunning());
    QVERIFY(badge->accessibleDescription().contains(QStringLiteral("did not say how")));
}

void TestMainWindow::keysAndLayoutsAreKeptBetweenStarts()
{
    {
        Shown shown(false);
        shown.workbench().registry().setKeys(CommandId::ShowAll, {QKeySequence(QStringLiteral("Ctrl+Alt+F"))});
        shown.workbench().show(Perspective::Devices);
        shown.window.findChild<QDockWidget*>(QStringLiteral("loadDock"))->close();
        QVERIFY(shown.window.close());
    }
    Shown again(false);
    QVERIFY(again.workbench().registry().owner(QKeySequence(QStringLiteral("Ctrl+Alt+F"))) == CommandId::ShowAll);
    QVERIFY(again.workbench().perspective() == Perspective::Devices);
    QVERIFY(again.window.findChild<QDockWidget*>(QStringLiteral("loadDock"))->isHidden());
}

void TestMainWindow::thePanelsMenuIsThatOfThePage()
{
    Shown shown(false);
    QMenu* panels = nullptr;
    for (QMenu* menu : shown.window.findChildren<QMenu*>())
        if (menu->title() == QStringLiteral("Panels of this page"))
            panels = menu;
    QVERIFY(panels);
    shown.workbench().show(Perspective::Explain);
    Q_EMIT panels->aboutToShow();
    QCOMPARE(panels->actions().size(), shown.workbench().explain().panelActions().size());
    shown.workbench().show(Perspective::Live);
    Q_EMIT panels->aboutToShow();
    QCOMPARE(panels->actions().size(), shown.workbench().live().panelActions().size());
}

/// But for those that open a dialog or end what is shown.
void TestMainWindow::everyCommandCanBeCarriedOutOnEveryPage()
{
    const QSet<CommandId> others{CommandId::OpenScenario,
                                 CommandId::OpenSession,
                                 CommandId::RunDemo,
                                 CommandId::TellStory,
                                 CommandId::TellDemoWindow,
                                 CommandId::CloseSession,
                                 CommandId::Quit,
                                 CommandId::AddNote,
                                 CommandId::Palette,
                                 CommandId::Shortcuts,
                                 CommandId::About,
                                 CommandId::LivePage,
                                 CommandId::ExplainPage,
                                 CommandId::ProfilePage,
                                 CommandId::DevicesPage,
                                 CommandId::CamerasPage,
                                 CommandId::AddCamera,
                                 CommandId::NewScenario,
                                 CommandId::EditScenario,
                                 CommandId::SaveScenario,
                                 CommandId::SaveScenarioAs,
                                 CommandId::ReplayPage,
                                 CommandId::ComparePage,
                                 CommandId::CompareThis,
                                 CommandId::RunPlanners,
                                 CommandId::AddToComparison,
                                 CommandId::SimulatePlanners,
                                 CommandId::ReviewPage,
                                 CommandId::ExportCorrections};
    Shown shown(false);
    for (const Perspective page : kPerspectives) {
        shown.play(30);
        for (const Command& known : commands()) {
            shown.workbench().show(page);
            if (!others.contains(known.id))
                shown.workbench().registry().trigger(known.id);
            shown.play(0);
        }
        QVERIFY(shown.workbench().showsSession());
    }
}

void TestMainWindow::thePageOfAPictureCanBeChosen()
{
    const auto page = [](const char* name) {
        return optionsOf({QStringLiteral("--page"), QString::fromLatin1(name), QStringLiteral("a.jackdaw")}).page;
    };
    QVERIFY(page("explain") == Perspective::Explain);
    QVERIFY(page("Devices") == Perspective::Devices);
    QVERIFY(page("cameras") == Perspective::Cameras);
    QVERIFY(page("compare") == Perspective::Compare);
    QVERIFY(page("review") == Perspective::Review);
    QVERIFY(!page("nowhere"));
    QVERIFY(std::holds_alternative<window::Answer>(
        window::parseOptions({QStringLiteral("jackdaw"), QStringLiteral("--page"), QStringLiteral("nowhere")})));
}

/// Its bar scrubs at once, on the page and at the instant that was shown.
void TestMainWindow::aRunThatIsOverIsShownFromItsRecording()
{
    Shown shown(true);
    const QString file = writeCompared(m_settings, QStringLiteral("over"), {.windows = 2});
    shown.window.showSession({shown.source, shown.control, nullptr, file});
    shown.workbench().show(Perspective::Devices);
    shown.play(1000);
    QVERIFY(shown.workbench().controller().state().closed.has_value());
    QVERIFY(!shown.workbench().controller().capabilities().seek);
    shown.control->finished = true;
    SessionController& controller = shown.workbench().controller();
    QTRY_VERIFY(controller.isOpen() && controller.capabilities().seek);
    QCOMPARE(shown.window.sessionFile(), file);
    QVERIFY(!controller.isPlaying());
    QTRY_VERIFY(controller.now() == controller.duration());
    QVERIFY(shown.workbench().perspective() == Perspective::Devices);
    QVERIFY(shown.asked.isEmpty());
}

void TestMainWindow::aReportIsSavedWhereTheUserSays()
{
    const QString session = writeCompared(m_settings, QStringLiteral("reported"), {.windows = 2});
    const QString page = m_settings.filePath(QStringLiteral("page.html"));
    Shown shown(false);
    QString suggested;
    shown.window.setReportQuestion([&](const QString& file) {
        suggested = file;
        return page;
    });
    shown.workbench().registry().trigger(CommandId::SaveReport);
    QVERIFY2(suggested.isEmpty(), "street.jackdaw is not there");
    shown.window.showSession({shown.source, nullptr, nullptr, session});
    shown.workbench().registry().trigger(CommandId::SaveReport);
    QVERIFY2(suggested.endsWith(QStringLiteral("reported.html")), qPrintable(suggested));
    QTRY_VERIFY(QFile::exists(page));
    QFile written(page);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("street 0"));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
