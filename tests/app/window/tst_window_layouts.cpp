// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/help.h"
#include "app/window/main_window.h"
#include "tests/widgets/scripted_source.h"
#include "widgets/shell/tall_area.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;
using jackdaw::window::MainWindow;

namespace {

void settle()
{
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
}

/// The panel of a page, wherever it is.
QDockWidget& panel(const MainWindow& window, const char* name)
{
    auto* dock = window.findChild<QDockWidget*>(QString::fromLatin1(name));
    if (!dock)
        qFatal("there is no such panel");
    return *dock;
}

/// Pictures to look at, where JACKDAW_SCREENSHOTS names a folder.
void keep(MainWindow& window, const QString& name)
{
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        QVERIFY(window.grab().save(QDir(folder).filePath(name + QStringLiteral(".png"))));
}

} // namespace

/// How large things are when the window starts, starts again, or gets a panel more.
class TestWindowLayouts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void firstStepsFitIntoASmallWindow();
    void firstStepsStandBesideThePagesOfALargeOne();
    void theRunPanelIsWholeAfterARestart_data();
    void theRunPanelIsWholeAfterARestart();
    void aPageThatWasNeverShownIsSizedWhenItIs();
    void thePageThatWasAskedForIsShownWithTheSession();
    void aPanelThatIsAskedForComesToTheFrontOfALayoutThatWasKept();

private:
    QTemporaryDir m_settings;
};

void TestWindowLayouts::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestWindowLayouts::firstStepsFitIntoASmallWindow()
{
    MainWindow window;
    window.resize(1280, 720);
    window.show();
    window.showSession({std::make_shared<ScriptedSource>(Script{}), nullptr, nullptr, QStringLiteral("a.jackdaw")});
    settle();
    window.workbench().registry().trigger(CommandId::FirstSteps);
    QVERIFY(window.help().panel().isVisible());
    for (const Perspective page : kPerspectives) {
        window.workbench().show(page);
        settle();
        const auto name = QStringLiteral("first-steps-%1").arg(static_cast<int>(page));
        QVERIFY2(window.width() == 1280 && window.height() == 720,
                 qPrintable(QStringLiteral("%1: %2 x %3").arg(name).arg(window.width()).arg(window.height())));
        keep(window, name);
    }
    const QRect panel(window.mapFromGlobal(window.help().panel().pos()), window.help().panel().size());
    QVERIFY2(window.rect().contains(panel), "it lies in front of the pages");
}

void TestWindowLayouts::firstStepsStandBesideThePagesOfALargeOne()
{
    MainWindow window;
    window.resize(1600, 900);
    window.show();
    settle();
    window.workbench().registry().trigger(CommandId::FirstSteps);
    settle();
    QVERIFY(window.help().panel().isVisible() && !window.help().panel().isFloating());
    QCOMPARE(window.width(), 1600);
    window.workbench().registry().trigger(CommandId::FirstSteps);
    QVERIFY(!window.help().panel().isVisible());
}

void TestWindowLayouts::theRunPanelIsWholeAfterARestart_data()
{
    QTest::addColumn<bool>("wasShown");
    QTest::newRow("the page was shown") << true;
    QTest::newRow("it was not") << false;
}

void TestWindowLayouts::theRunPanelIsWholeAfterARestart()
{
    QFETCH(bool, wasShown);
    for (int start = 0; start < 3; ++start) {
        MainWindow window;
        start == 0 ? window.showMaximized() : window.show();
        settle();
        if (start == 2 || wasShown)
            window.workbench().show(Perspective::Cameras);
        settle();
        auto* area = panel(window, "runDock").findChild<TallArea*>();
        if (start == 2 || wasShown) {
            QVERIFY(area->isVisible());
            QVERIFY2(area->viewport()->width() >= area->widget()->minimumSizeHint().width(),
                     qPrintable(QStringLiteral("start %1: %2 of %3")
                                    .arg(start)
                                    .arg(area->viewport()->width())
                                    .arg(area->widget()->minimumSizeHint().width())));
            keep(window, QStringLiteral("run-panel-%1").arg(start));
        }
        QVERIFY(window.close());
    }
}

void TestWindowLayouts::aPageThatWasNeverShownIsSizedWhenItIs()
{
    const auto sizeOf = [](MainWindow& window) {
        window.workbench().show(Perspective::Cameras);
        settle();
        return panel(window, "runDock").size();
    };
    QSize first;
    {
        MainWindow window;
        window.resize(1400, 900);
        window.show();
        first = sizeOf(window);
    }
    QSettings().clear();
    for (int start = 0; start < 3; ++start) {
        MainWindow window;
        window.resize(1400, 900);
        window.show();
        settle();
        if (start == 2)
            QCOMPARE(sizeOf(window), first);
        QVERIFY(window.close());
    }
}

void TestWindowLayouts::thePageThatWasAskedForIsShownWithTheSession()
{
    for (const Perspective page : kPerspectives) {
        MainWindow window;
        window.show();
        window.workbench().showAtStart(page, true);
        window.showSession({std::make_shared<ScriptedSource>(Script{}), nullptr, nullptr, QStringLiteral("a.jackdaw")});
        settle();
        QVERIFY2(window.workbench().perspective() == page, qPrintable(perspectiveName(page)));
    }
    MainWindow window;
    window.workbench().showAtStart(Perspective::Cameras, false);
    QVERIFY2(window.workbench().perspective() == Perspective::Cameras, "it needs no session");
    window.showSession({std::make_shared<ScriptedSource>(Script{}), nullptr, nullptr, QStringLiteral("a.jackdaw")});
    QVERIFY2(window.workbench().perspective() == Perspective::Live, "that was opened later");
}

void TestWindowLayouts::aPanelThatIsAskedForComesToTheFrontOfALayoutThatWasKept()
{
    const auto open = [](MainWindow& window) {
        window.resize(1400, 900);
        window.show();
        window.showSession({std::make_shared<ScriptedSource>(Script{}), nullptr, nullptr, QStringLiteral("a.jackdaw")});
        settle();
    };
    {
        MainWindow window;
        open(window);
        window.workbench().show(Perspective::Replay);
        settle();
        panel(window, "boxesDock").raise();
        window.workbench().show(Perspective::Live);
        QVERIFY(window.close());
    }
    MainWindow window;
    open(window);
    window.workbench().registry().trigger(CommandId::TryModel);
    settle();
    QVERIFY(window.workbench().perspective() == Perspective::Replay);
    QVERIFY(!panel(window, "modelDock").visibleRegion().isEmpty());
}

QTEST_MAIN(TestWindowLayouts)
#include "tst_window_layouts.moc"
