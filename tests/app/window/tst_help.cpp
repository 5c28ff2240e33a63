// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "tests/support/source_folder.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/guide/guide_book.h"
#include "widgets/guide/guide_topics.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::ScriptedSource;
using jackdaw::window::MainWindow;

/// The guide in the program, and the first steps.
class TestHelp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void allPagesOfTheGuideAreInTheProgram();
    void everyPanelAndPageHasItsPlaceInTheGuide();
    void whatTheGuideDoesNotKnowLeadsToItsIndex();
    void linksAndHeadingsAreGoneTo();
    void picturesFitTheWindow();
    void wordsAreFoundHeadingsFirst();
    void whatIsNoPageOfTheGuideIsSaid();
    void theKeyOpensTheGuideAtTheControl();
    void theFirstStepsTickThemselvesOff();
    void theFirstStepsAreKept();
    void bothAreDrawn();

private:
    static void open(MainWindow& window, double seconds);
    QTemporaryDir m_settings;
};

void TestHelp::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestHelp::open(MainWindow& window, double seconds)
{
    const auto source = std::make_shared<ScriptedSource>(jackdaw::testing::Script{}, false);
    window.showSession({source, nullptr, nullptr, QStringLiteral("street.jackdaw")});
    source->advance(seconds);
    for (int i = 0; i < 12; ++i)
        window.workbench().controller().tick();
}

void TestHelp::allPagesOfTheGuideAreInTheProgram()
{
    const QDir folder(jackdaw::testing::sourceFolder() / "resources/guide");
    QStringList written = folder.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    QStringList shown;
    for (const GuidePage& page : guidePages()) {
        QVERIFY2(!page.headings.empty() && page.headings.front().level == 1, qPrintable(page.file));
        shown << page.file;
    }
    QCOMPARE(shown.front(), QStringLiteral("index.md"));
    shown.sort();
    QCOMPARE(shown, written);
}

void TestHelp::everyPanelAndPageHasItsPlaceInTheGuide()
{
    Workbench workbench;
    QStringList faults;
    const auto check = [&faults](const QWidget& control, const QString& name) {
        const QString topic = guideTopicOf(&control);
        if (topic == QStringLiteral("index.md") || !isGuideTopic(topic))
            faults << name + QStringLiteral(" → ") + topic;
    };
    for (const Perspective perspective : kPerspectives)
        check(workbench.page(perspective), perspectiveName(perspective));
    const auto panels = workbench.findChildren<QDockWidget*>();
    QVERIFY(panels.size() > 10);
    for (const QDockWidget* panel : panels)
        check(*panel, panel->objectName());
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestHelp::whatTheGuideDoesNotKnowLeadsToItsIndex()
{
    const QWidget stranger;
    QCOMPARE(guideTopicOf(&stranger), QStringLiteral("index.md"));
    QCOMPARE(guideTopicOf(nullptr), QStringLiteral("index.md"));
    QVERIFY(!isGuideTopic(QStringLiteral("live-page.md#no-such-heading")));
    QVERIFY(!isGuideTopic(QStringLiteral("nothing.md")));
}

void TestHelp::linksAndHeadingsAreGoneTo()
{
    GuideWindow guide;
    guide.show();
    QVERIFY(guide.text().contains(QStringLiteral("Jackdaw guide")));
    auto* browser = guide.findChild<GuideBrowser*>();
    browser->setSource(QUrl(QStringLiteral("live-page.md")));
    QCOMPARE(guide.topic(), QStringLiteral("live-page.md"));
    QCOMPARE(browser->verticalScrollBar()->value(), 0);
    guide.showTopic(QStringLiteral("live-page.md#plan"));
    QCOMPARE(guide.topic(), QStringLiteral("live-page.md#plan"));
    QVERIFY2(browser->verticalScrollBar()->value() > 300, QByteArray::number(browser->verticalScrollBar()->value()));
    QCOMPARE(browser->cursorForPosition(QPoint(30, 8)).block().text(), QStringLiteral("Plan"));
    browser->backward();
    QCOMPARE(guide.topic(), QStringLiteral("live-page.md"));
}

void TestHelp::picturesFitTheWindow()
{
    GuideWindow guide;
    guide.resize(900, 700);
    guide.show();
    guide.showTopic(QStringLiteral("live-page.md"));
    auto* browser = guide.findChild<GuideBrowser*>();
    QVERIFY(browser->document()->idealWidth() <= browser->viewport()->width());
    guide.resize(700, 700);
    QCoreApplication::processEvents();
    QVERIFY(browser->document()->idealWidth() <= browser->viewport()->width());
    QCOMPARE(browser->horizontalScrollBar()->maximum(), 0);
}

void TestHelp::wordsAreFoundHeadingsFirst()
{
    const auto hits = findInGuide(QStringLiteral("REPLAY"));
    QVERIFY(hits.size() > 2);
    QVERIFY(hits.front().title.contains(QStringLiteral("replay"), Qt::CaseInsensitive));
    QVERIFY(!hits.back().title.contains(QStringLiteral("replay"), Qt::CaseInsensitive));
    for (const GuideHit& hit : hits)
        QVERIFY2(isGuideTopic(hit.topic), qPrintable(hit.topic));
    QVERIFY(findInGuide(QStringLiteral("replay xylophone")).empty());
}

void TestHelp::whatIsNoPageOfTheGuideIsSaid()
{
    GuideWindow guide;
    auto* browser = guide.findChild<GuideBrowser*>();
    QSignalSpy left(browser, &GuideBrowser::leftGuide);
    browser->setSource(QUrl(QStringLiteral("../../ARCHITECTURE.md")));
    QCOMPARE(left.size(), 1);
    QCOMPARE(guide.topic(), QStringLiteral("index.md"));
}

void TestHelp::theKeyOpensTheGuideAtTheControl()
{
    MainWindow window;
    window.show();
    open(window, 100.0);
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.workbench().show(Perspective::Profile);
    auto* table = window.workbench().page(Perspective::Profile).findChild<QDockWidget*>(QStringLiteral("outcomesDock"));
    table->widget()->setFocusPolicy(Qt::StrongFocus);
    table->widget()->setFocus();
    QCursor::setPos(window.mapToGlobal(QPoint(-50, -50)));
    QTest::keyClick(&window, Qt::Key_F1);
    QVERIFY(window.help().guide());
    QCOMPARE(window.help().guide()->topic(), QStringLiteral("profile-page.md#retrainings"));
}

void TestHelp::theFirstStepsTickThemselvesOff()
{
    MainWindow window;
    window.show();
    FirstSteps& steps = window.help().firstSteps();
    QCOMPARE(steps.saved(), 0);
    open(window, 172.0);
    QVERIFY(steps.isDone(FirstStep::Run));
    QVERIFY(!steps.isDone(FirstStep::Past));
    window.workbench().selection().setCamera(CameraId{1});
    QVERIFY(steps.isDone(FirstStep::Camera));
    window.workbench().show(Perspective::Explain);
    QVERIFY(steps.isDone(FirstStep::Why));
    window.workbench().controller().seek(fromSeconds(60));
    QVERIFY(steps.isDone(FirstStep::Past));
    QVERIFY(!steps.allDone());
    steps.setDone(FirstStep::Find);
    QVERIFY(steps.allDone());
    steps.startAgain();
    QCOMPARE(steps.saved(), 0);
}

void TestHelp::theFirstStepsAreKept()
{
    {
        MainWindow window;
        window.help().firstSteps().setDone(FirstStep::Why);
    }
    MainWindow again;
    QVERIFY(again.help().firstSteps().isDone(FirstStep::Why));
    QVERIFY(!again.help().firstSteps().isDone(FirstStep::Run));
}

/// Pictures of both to look at, where JACKDAW_SCREENSHOTS names a folder.
void TestHelp::bothAreDrawn()
{
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const QString name = kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        MainWindow window;
        window.setTheme(kind);
        window.resize(1280, 720);
        window.show();
        open(window, 172.0);
        window.workbench().registry().trigger(CommandId::FirstSteps);
        QVERIFY(window.help().panel().isVisible());
        window.help().showTopic(QStringLiteral("planners.md"));
        QCoreApplication::processEvents();
        QVERIFY(window.help().guide()->isVisible());
        if (folder.isEmpty())
            continue;
        QDir().mkpath(folder);
        QVERIFY(window.grab().save(QDir(folder).filePath(QStringLiteral("first-steps-%1.png").arg(name))));
        QVERIFY(window.help().guide()->grab().save(QDir(folder).filePath(QStringLiteral("guide-%1.png").arg(name))));
    }
}

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
