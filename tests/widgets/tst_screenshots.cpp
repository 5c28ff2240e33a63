// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fake_archive.h"
#include "tests/widgets/fake_setup.h"
#include "tests/widgets/scripted_source.h"
#include "tests/widgets/spoken_text.h"
#include "widgets/setup/camera_wizard.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/setup/golden_panel.h"
#include "widgets/setup/login_dialog.h"
#include "widgets/setup/place_panel.h"
#include "widgets/setup/source_panel.h"
#include "widgets/theme/theme.h"
#include "widgets/workbench/workbench.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMap>
#include <QPushButton>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::FakeArchive;
using jackdaw::testing::FakeSetup;
using jackdaw::testing::goodGolden;
using jackdaw::testing::goodLook;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSource;
using jackdaw::testing::someCameras;
using jackdaw::testing::someFoundCameras;

/// Renders every state of the page in both themes. With JACKDAW_SCREENSHOTS set the pictures are written into that
/// folder, to be looked at. What has to stand in them is asked of the accessibility tree.
class TestScreenshots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateIsDrawn_data();
    void everyStateIsDrawn();
    void everyPanelIsDrawn_data();
    void everyPanelIsDrawn();
    void everyPageTellsWhatItIsFor_data();
    void everyPageTellsWhatItIsFor();
    void theReplayPageIsDrawnInItsStates_data();
    void theReplayPageIsDrawnInItsStates();
    void everyStateOfASetUpIsDrawn_data();
    void everyStateOfASetUpIsDrawn();
    void everyStepOfTheWizardIsDrawn_data();
    void everyStepOfTheWizardIsDrawn();
    void everyStateOfASearchForCamerasIsDrawn_data();
    void everyStateOfASearchForCamerasIsDrawn();

private:
    static void take(QWidget& widget, const QString& name, const QStringList& wanted);
    static QStringList wantedOf(const QString& state, int cameras);
    static void play(Workbench& page, const std::shared_ptr<ScriptedSource>& source, double seconds);
};

void TestScreenshots::take(QWidget& widget, const QString& name, const QStringList& wanted)
{
    const QImage picture = widget.grab().toImage();
    QCOMPARE(picture.size(), widget.size() * picture.devicePixelRatio());
    const QString said = jackdaw::testing::spokenText(widget);
    for (const QString& text : wanted)
        QVERIFY2(said.contains(text),
                 qPrintable(name + QStringLiteral(" lacks “") + text + QStringLiteral("”: ") + said));
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

/// What has to be read in a state of the Live page.
QStringList TestScreenshots::wantedOf(const QString& state, int cameras)
{
    if (cameras == 1 && state == QStringLiteral("empty-street"))
        return {QStringLiteral("Nothing to see lately")};
    if (cameras == 1 && state == QStringLiteral("lost-for-good"))
        return {QStringLiteral("All cameras lost")};
    static const QMap<QString, QStringList> kWanted = {
        {QStringLiteral("welcome"), {QStringLiteral("streets.jackdaw"), QStringLiteral("Add camera")}},
        {QStringLiteral("loading"), {QStringLiteral("Opening cameras and models"), QStringLiteral("Cancel")}},
        {QStringLiteral("error"), {QStringLiteral("yard.mp4 does not exist"), QStringLiteral("Correct the path")}},
        {QStringLiteral("empty"), {QStringLiteral("Nothing scored yet")}},
        {QStringLiteral("first-window"), {QStringLiteral("first students")}},
        {QStringLiteral("failed"), {QStringLiteral("the disk is full"), QStringLiteral("Make room")}},
        {QStringLiteral("failed-replay"), {QStringLiteral("the disk is full"), QStringLiteral("Make room")}},
        {QStringLiteral("two-devices"), {QStringLiteral("device 0 used")}},
    };
    return kWanted.value(state, {QStringLiteral("Mean accuracy"), QStringLiteral("Worst:"), QStringLiteral("Window ")});
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
    take(page, QString::fromLatin1(QTest::currentDataTag()), wantedOf(state, cameras));
}

void TestScreenshots::everyPanelIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("dock");
    for (const bool dark : {false, true})
        for (const char* dock :
             {"profileDock", "eventsDock", "planDock", "timelineDock", "accuracyDock", "diagnosticsDock"})
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
    take(*panel, QString::fromLatin1(QTest::currentDataTag()), {panel->windowTitle()});
}

void TestScreenshots::everyPageTellsWhatItIsFor_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("page");
    QTest::addColumn<int>("cameras");
    QTest::addColumn<QSize>("size");
    for (const bool dark : {false, true})
        for (const Perspective perspective :
             {Perspective::Live, Perspective::Explain, Perspective::Profile, Perspective::Devices})
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
    const QStringList wanted = cameras == 0
        ? QStringList{tr("Nothing scored yet"), tr("No plan yet"), tr("Nothing to judge estimates by yet"),
                      tr("All that is shown")}
        : QStringList{tr("Mean accuracy"), tr("Window 3"), tr("outcomes lie in their"), tr("All that is shown")};
    take(workbench, QString::fromLatin1(QTest::currentDataTag()), {wanted[page]});
    QCOMPARE(workbench.size(), size); // nothing asks for more room than a small screen has
}

void TestScreenshots::everyStateOfASetUpIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("cameras");
    QTest::addColumn<QSize>("size");
    for (const bool dark : {false, true})
        for (const QSize& size : {QSize(1280, 720), QSize(1920, 1080)}) {
            const char* theme = dark ? "dark" : "light";
            for (const int cameras : {1, 4, 16})
                QTest::addRow("setup-%s-seen-%d-%d", theme, cameras, size.width())
                    << dark << QStringLiteral("seen") << cameras << size;
            for (const char* state : {"empty", "loading", "error", "golden", "start"})
                QTest::addRow("setup-%s-%s-%d", theme, state, size.width())
                    << dark << QString::fromLatin1(state) << (state[0] == 's' || state[1] == 'm' ? 0 : 4) << size;
        }
}

void TestScreenshots::everyStateOfASetUpIsDrawn()
{
    QFETCH(bool, dark);
    QFETCH(QString, state);
    QFETCH(int, cameras);
    QFETCH(QSize, size);
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    const auto setup = std::make_shared<FakeSetup>();
    Workbench workbench;
    workbench.cameras().setServices(setup);
    workbench.resize(size);
    workbench.show();
    if (state == QStringLiteral("start"))
        workbench.statePage().showWelcome({QStringLiteral("/data/streets.jackdaw"), QStringLiteral("/data/gate.json")});
    else
        workbench.show(Perspective::Cameras);
    CamerasPage& page = workbench.cameras();
    page.add(someCameras(static_cast<std::size_t>(cameras)), {"/nets/yolox_nano.onnx"});
    if (state == QStringLiteral("error")) {
        setup->finishLooks([](const CameraDraft& camera) -> Result<SourceLook> {
            return fail(ErrorCode::NotFound, "'" + camera.source + "' does not exist.", "Name another file.");
        });
        page.model().edit({}, [](RunDraft& draft) { draft.windows = 1; });
        page.model().editCamera({}, [](CameraDraft& camera) { camera.target = 1.5; });
    } else if (state != QStringLiteral("loading")) {
        setup->finishLooks([](const CameraDraft&) { return goodLook(); });
        page.model().editCamera({}, [](CameraDraft& camera) {
            camera.lines = {{"northbound", {0.15, 0.7}, {0.8, 0.62}}};
            camera.zones = {{"stop line", {{0.5, 0.75}, {0.9, 0.7}, {0.95, 0.9}, {0.55, 0.95}}}};
            camera.ignored = {{"trees", {{0.02, 0.02}, {0.5, 0.02}, {0.4, 0.3}, {0.05, 0.35}}}};
        });
    }
    QCoreApplication::processEvents();
    if (state == QStringLiteral("golden")) {
        page.raisePanel(QStringLiteral("goldenDock"));
        page.golden().testOnce();
        setup->golden(goodGolden());
    }
    QCoreApplication::processEvents();
    const QMap<QString, QStringList> wanted = {{QStringLiteral("start"), {tr("gate.json")}},
                                               {QStringLiteral("error"), {tr("does not exist")}},
                                               {QStringLiteral("empty"), {tr("Add camera")}},
                                               {QStringLiteral("loading"), {tr("opening…")}},
                                               {QStringLiteral("golden"), {tr("yolox_nano.onnx")}}};
    take(workbench, QString::fromLatin1(QTest::currentDataTag()),
         wanted.value(state, {tr("camera 1"), tr("352 × 288, h264, 25 pictures/s")}));
    QCOMPARE(workbench.size(), size);
    QVERIFY2(page.minimumSizeHint().width() <= size.width() && page.minimumSizeHint().height() <= size.height() - 60,
             qPrintable(QStringLiteral("it asks for %1 × %2")
                            .arg(page.minimumSizeHint().width())
                            .arg(page.minimumSizeHint().height())));
}

void TestScreenshots::everyStepOfTheWizardIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("step");
    for (const bool dark : {false, true})
        for (const int step : {1, 2, 3})
            QTest::addRow("wizard-%s-%d", dark ? "dark" : "light", step) << dark << step;
}

void TestScreenshots::everyStepOfTheWizardIsDrawn()
{
    QFETCH(bool, dark);
    QFETCH(int, step);
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    FakeSetup setup;
    SourceTrials trials;
    trials.setServices(&setup);
    CameraWizard wizard(&setup, trials, setup.begin());
    wizard.show();
    wizard.source().findChild<QLineEdit*>(QStringLiteral("source"))->setText(QStringLiteral("/films/gate.mp4"));
    wizard.source().test();
    setup.finishLooks([](const CameraDraft&) { return goodLook(); });
    if (step > 1) {
        wizard.next();
        wizard.findChild<QLineEdit*>(QStringLiteral("wizardNetwork"))->setText(QStringLiteral("/nets/yolox.onnx"));
        wizard.golden().test();
        setup.golden(goodGolden());
    }
    if (step > 2) {
        wizard.next();
        wizard.places().setPlaces({{PlaceKind::Ignored, "trees", {{0.1, 0.1}, {0.5, 0.1}, {0.4, 0.4}}}});
        wizard.places().editor().setTool(PlaceKind::Line);
    }
    QCoreApplication::processEvents();
    const QStringList wanted = {tr("gate.mp4"), tr("yolox.onnx"), tr("trees")};
    take(wizard, QString::fromLatin1(QTest::currentDataTag()), {wanted[step - 1]});
}

void TestScreenshots::everyStateOfASearchForCamerasIsDrawn_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("inWizard");
    QTest::addColumn<QString>("state");
    for (const bool dark : {false, true})
        for (const bool inWizard : {false, true})
            for (const char* state : {"idle", "searching", "found", "failed", "login"})
                QTest::addRow("find-%s-%s-%s", dark ? "dark" : "light", inWizard ? "wizard" : "page", state)
                    << dark << inWizard << QString::fromLatin1(state);
}

void TestScreenshots::everyStateOfASearchForCamerasIsDrawn()
{
    QFETCH(bool, dark);
    QFETCH(bool, inWizard);
    QFETCH(QString, state);
    const QMap<QString, QString> wantedOfSearch{{QStringLiteral("searching"), QStringLiteral("Looking for cameras")},
                                                {QStringLiteral("found"), QStringLiteral("Cameras that answered: 3")},
                                                {QStringLiteral("failed"), QStringLiteral("No camera answered")},
                                                {QStringLiteral("login"), QStringLiteral("secret store")}};
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    const auto setup = std::make_shared<FakeSetup>();
    Workbench workbench;
    workbench.cameras().setServices(setup);
    workbench.resize(1280, 720);
    workbench.show();
    workbench.show(Perspective::Cameras);
    workbench.cameras().add({{.name = "gate", .source = "rtsp://192.168.1.20:554/stream2"}}, {"/nets/yolox_nano.onnx"});
    SourceTrials trials;
    CameraWizard wizard(setup.get(), trials, setup->begin());
    auto* shown = inWizard ? static_cast<QWidget*>(&wizard) : &workbench;
    shown->resize(1280, 720);
    shown->show();
    auto* source = inWizard ? &wizard.source() : workbench.cameras().findChild<SourcePanel*>();
    source->show(CameraDraft{.source = "rtsp://192.168.1.20:554/stream2"});
    if (state != QStringLiteral("idle"))
        source->findChild<QPushButton*>(QStringLiteral("findCameras"))->click();
    if (state == QStringLiteral("failed"))
        setup->network(std::vector<FoundCamera>());
    if (state == QStringLiteral("found") || state == QStringLiteral("login"))
        setup->network(someFoundCameras());
    QCoreApplication::processEvents();
    if (state == QStringLiteral("login")) {
        auto* list = source->findChild<QListWidget*>(QStringLiteral("foundStreams"));
        Q_EMIT list->itemActivated(list->item(2));
        shown = source->findChild<LoginDialog*>();
    }
    QCoreApplication::processEvents();
    take(*shown, QString::fromLatin1(QTest::currentDataTag()),
         {wantedOfSearch.value(state, QStringLiteral("Find cameras"))});
    QVERIFY2(shown->width() <= 1280 && shown->height() <= 720, "it asks for more room than a small screen has");
}

void TestScreenshots::theReplayPageIsDrawnInItsStates_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("cameras");
    QTest::addColumn<QSize>("size");
    const auto row = [](bool dark, const char* state, int cameras, const QSize& size) {
        QTest::addRow("replay-%s-%s-%d-%d", dark ? "dark" : "light", state, cameras, size.width())
            << dark << QString::fromLatin1(state) << cameras << size;
    };
    for (const bool dark : {false, true}) {
        for (const int cameras : {1, 4, 16})
            for (const QSize& size : {QSize(1280, 720), QSize(1920, 1080)})
                row(dark, "labelled", cameras, size);
        for (const char* state : {"running", "missing", "lost", "loading", "unreadable", "live"})
            row(dark, state, 4, QSize(1280, 720));
    }
}

void TestScreenshots::theReplayPageIsDrawnInItsStates()
{
    QFETCH(bool, dark);
    QFETCH(QString, state);
    QFETCH(int, cameras);
    QFETCH(QSize, size);
    applyTheme(*qApp, dark ? ThemeKind::Dark : ThemeKind::Light);
    Script script;
    script.cameras = static_cast<std::uint32_t>(cameras);
    const bool live = state == QStringLiteral("live");
    auto source = std::make_shared<ScriptedSource>(script, live);
    FakeArchive archive(source->session());
    archive.hasPeople = true;
    archive.isRead = state != QStringLiteral("loading") && state != QStringLiteral("unreadable");
    archive.kept = {{fromSeconds(31.0), QStringLiteral("bus in the way")},
                    {fromSeconds(150.0), QStringLiteral("rain")}};
    Workbench workbench;
    workbench.resize(size);
    workbench.show();
    workbench.controller().open(source);
    workbench.show(Perspective::Replay);
    if (!live)
        workbench.setArchive(&archive);
    play(workbench, source, state == QStringLiteral("lost") ? 110.0 : 152.0);
    workbench.selection().setCamera(CameraId{state == QStringLiteral("lost") && cameras > 2 ? 2U : 0U});
    workbench.session().loop().setStart(fromSeconds(60.0));
    workbench.session().loop().setEnd(fromSeconds(90.0));
    if (state == QStringLiteral("unreadable"))
        Q_EMIT archive.outlineFailed(QStringLiteral("The session cannot be read as a whole: run.jackdaw is damaged."));
    if (state == QStringLiteral("missing")) {
        archive.missing = {{CameraId{0}, QStringLiteral("Video not found"),
                            QStringLiteral("Camera Crossing: the source streets/Crossing.mp4 is not there."), true}};
        Q_EMIT archive.missingVideosChanged();
    }
    if (state == QStringLiteral("labelled") || state == QStringLiteral("running"))
        workbench.registry().trigger(CommandId::TryModel);
    if (state == QStringLiteral("labelled"))
        archive.answerModel();
    QCoreApplication::processEvents();
    const QMap<QString, QString> wanted = {{QStringLiteral("labelled"), tr("Golden model")},
                                           {QStringLiteral("running"), tr("Cancel")},
                                           {QStringLiteral("missing"), tr("not where it was")},
                                           {QStringLiteral("unreadable"), tr("run.jackdaw is damaged")}};
    take(workbench, QString::fromLatin1(QTest::currentDataTag()),
         wanted.contains(state) ? QStringList{wanted[state]} : QStringList{tr("Replay")});
    QCOMPARE(workbench.size(), size);
    workbench.setArchive(nullptr);
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
