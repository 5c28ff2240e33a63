// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/scripted_source.h"
#include "widgets/theme/theme.h"
#include "widgets/workbench/workbench.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QtTest>

#include <set>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;

/// Renders every state of the page in both themes. With JACKDAW_SCREENSHOTS set the pictures are written into that
/// folder, to be looked at; without it they are checked for not being blank.
class TestScreenshots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateIsDrawn_data();
    void everyStateIsDrawn();
    void everyPanelIsDrawn_data();
    void everyPanelIsDrawn();
    void everyPageTellsWhatItIsFor_data();
    void everyPageTellsWhatItIsFor();

private:
    static void take(QWidget& widget, const QString& name);
    static void play(Workbench& page, const std::shared_ptr<ScriptedSource>& source, double seconds);
};

void TestScreenshots::take(QWidget& widget, const QString& name)
{
    const QImage picture = widget.grab().toImage();
    std::set<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 3)
        for (int x = 0; x < picture.width(); x += 3)
            colours.insert(picture.pixel(x, y));
    QVERIFY2(colours.size() > 20, qPrintable(name + QStringLiteral(" is all but blank")));
    const QString folder = qEnvironmentVariable("JACKDAW_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QVERIFY(picture.save(QDir(folder).filePath(name + QStringLiteral(".png"))));
}

void TestScreenshots::play(Workbench& page, const std::shared_ptr<ScriptedSource>& source, double seconds)
{
    source->advance(seconds);
    for (int i = 0; i < 20; ++i)
        page.controller().tick();
    // Views redraw seldom; a change of the selection makes them catch up at once.
    page.selection().setCamera(CameraId{0});
    page.selection().setCamera(std::nullopt);
    QCoreApplication::processEvents();
}

void TestScreenshots::everyStateIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("cameras");
    for (const bool dark : {false, true}) {
        const char* theme = dark ? "dark" : "light";
        for (const char* state : {"welcome", "loading", "error"})
            QTest::addRow("%s-%s", theme, state) << dark << QString::fromLatin1(state) << 0;
        for (const int cameras : {1, 4, 16})
            for (const char* state : {"empty", "normal", "lost", "first-window", "empty-street", "lost-for-good",
                                      "failed", "failed-replay", "two-devices"})
                QTest::addRow("%s-%s-%d", theme, state, cameras) << dark << QString::fromLatin1(state) << cameras;
    }
}

void TestScreenshots::everyStateIsDrawn()
{
    QFETCH(bool, dark);
    QFETCH(QString, state);
    QFETCH(int, cameras);
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    Workbench page;
    page.resize(1600, 950);
    page.show();
    page.resetLayout();
    if (state == QStringLiteral("welcome"))
        page.statePage().showWelcome(
            {QStringLiteral("/tmp/streets.jackdaw"), QStringLiteral("/tmp/eight-scenes.json")});
    else if (state == QStringLiteral("loading"))
        page.statePage().showLoading(QStringLiteral("Opening demo.json"), QStringLiteral("Opening cameras and models"),
                                     0.4);
    else if (state == QStringLiteral("error"))
        page.statePage().showError(QStringLiteral("The run could not start"),
                                   QStringLiteral("demo.json: /cameras/2/source: streets/yard.mp4 does not exist."),
                                   QStringLiteral("Correct the path, or run the demo again to make the file."));
    if (cameras > 0) {
        Script script;
        script.cameras = static_cast<std::uint32_t>(cameras);
        script.emptiesTheFirstStreet = state == QStringLiteral("empty-street");
        script.losesTheLastForGood = state == QStringLiteral("lost-for-good");
        script.fails = state.startsWith(QStringLiteral("failed"));
        script.movesAJob = state == QStringLiteral("two-devices");
        const bool live = state == QStringLiteral("failed");
        auto source = std::make_shared<ScriptedSource>(script, live);
        const bool inFirstWindow = state == QStringLiteral("first-window");
        source->givesFrames = state != QStringLiteral("empty");
        page.controller().open(source);
        page.controller().setPlaying(true);
        play(page, source,
             state == QStringLiteral("empty")               ? 0.0
                 : inFirstWindow                            ? 30.0
                 : state == QStringLiteral("lost")          ? 118.0
                 : state == QStringLiteral("failed-replay") ? 70.0
                                                            : 172.0);
        if (state == QStringLiteral("normal"))
            page.selection().setCamera(CameraId{cameras > 1 ? 1U : 0U});
    }
    QCoreApplication::processEvents();
    take(page, QString::fromLatin1(QTest::currentDataTag()));
}

void TestScreenshots::everyPanelIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("dock");
    for (const bool dark : {false, true})
        for (const char* dock : {"profileDock", "eventsDock", "planDock", "timelineDock", "accuracyDock"})
            QTest::addRow("%s-%s", dark ? "dark" : "light", dock) << dark << QString::fromLatin1(dock);
}

void TestScreenshots::everyPanelIsDrawn()
{
    QFETCH(bool, dark);
    QFETCH(QString, dock);
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    Workbench page;
    page.resize(1600, 950);
    page.show();
    page.resetLayout();
    auto* panel = page.findChild<QDockWidget*>(dock);
    QVERIFY(panel);
    panel->raise();
    auto source = std::make_shared<ScriptedSource>(Script{});
    page.controller().open(source);
    play(page, source, 198.0);
    page.selection().setCamera(CameraId{3});
    QCoreApplication::processEvents();
    take(*panel, QString::fromLatin1(QTest::currentDataTag()));
}

void TestScreenshots::everyPageTellsWhatItIsFor_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("page");
    QTest::addColumn<int>("cameras");
    QTest::addColumn<QSize>("size");
    for (const bool dark : {false, true})
        for (const Perspective perspective : kPerspectives)
            for (const int cameras : {0, 1, 4, 16})
                for (const QSize& size : {QSize(1280, 720), QSize(1920, 1080)})
                    QTest::addRow("page-%s-%s-%d-%d", dark ? "dark" : "light",
                                  qPrintable(perspectiveName(perspective).toLower()), cameras, size.width())
                        << dark << static_cast<int>(perspective) << cameras << size;
}

void TestScreenshots::everyPageTellsWhatItIsFor()
{
    QFETCH(bool, dark);
    QFETCH(int, page);
    QFETCH(int, cameras);
    QFETCH(QSize, size);
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    Workbench workbench;
    workbench.resize(size);
    workbench.show();
    Script script;
    script.cameras = static_cast<std::uint32_t>(cameras);
    script.windows = cameras == 0 ? 1 : 6;
    script.movesAJob = cameras == 16;
    auto source = std::make_shared<ScriptedSource>(script);
    workbench.controller().open(source);
    workbench.show(static_cast<Perspective>(page));
    play(workbench, source, cameras == 0 ? 0.0 : 152.0);
    if (cameras > 1)
        workbench.selection().setCamera(CameraId{1});
    QCoreApplication::processEvents();
    take(workbench, QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(workbench.size(), size); // nothing asks for more room than a small screen has
    const QStringList wanted = cameras == 0
        ? QStringList{tr("Nothing scored yet"), tr("No plan yet"), tr("Nothing to judge estimates by yet"),
                      tr("All that is shown"), tr("Add recorded sessions")}
        : QStringList{tr("Mean accuracy"), tr("<b>Window 3</b>"), tr("outcomes lie in their"), tr("All that is shown"),
                      tr("Add recorded sessions")};
    bool found = false;
    for (const QLabel* label : workbench.page(static_cast<Perspective>(page)).findChildren<QLabel*>())
        found = found || (label->isVisible() && label->text().contains(wanted[page]));
    QVERIFY2(found, qPrintable(wanted[page]));
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
