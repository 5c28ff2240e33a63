// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "datasets/scenario/scenario.h"
#include "tests/engine/video/rtsp_server.h"
#include "tests/support/sentences.h"
#include "tests/support/shared_data.h"
#include "widgets/live/live_page.h"
#include "widgets/setup/camera_form.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/setup/check_panel.h"
#include "widgets/setup/golden_panel.h"
#include "widgets/setup/place_panel.h"
#include "widgets/video/video_wall.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::window::MainWindow;

namespace {

constexpr int kPatience = 120'000; ///< milliseconds, of a machine that is busy

/// The window as somebody uses it who has videos and no scenario.
struct Window : MainWindow {
    Window()
    {
        setQuestion([this](const QString& title, const QString&) {
            asked << title;
            return true;
        });
        resize(1280, 720);
        show();
    }
    bool drop(const QStringList& paths)
    {
        QMimeData files;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls << QUrl::fromLocalFile(path);
        files.setUrls(urls);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &files, Qt::LeftButton, {});
        QCoreApplication::sendEvent(this, &enter);
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &files, Qt::LeftButton, {});
        QCoreApplication::sendEvent(this, &drop);
        return enter.isAccepted();
    }
    CamerasPage& page() { return workbench().cameras(); }
    const RunDraft& draft() { return page().model().draft(); }
    const SourceTrial& trial(std::size_t camera) { return page().trials().of(draft().cameras[camera]); }
    QString stateText()
    {
        const auto* label = workbench().statePage().findChild<QLabel*>(QStringLiteral("statePageText"));
        return label ? label->text() : QString();
    }
    QStringList asked;
};

} // namespace

/// From own videos to a run, through the real engine.
class TestOwnCameras : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void droppedVideosAreMeasured();
    void undoIsOfferedAsLongAsThereIsSomethingToUndo();
    void oneVideoIsNoSession();
    void labelsWithoutAVideoSayWhatIsMissing();
    void whatCannotBeUsedIsSaid();
    void aMissingVideoIsSaidInWords();
    void aPipeIsNotReadAhead();
    void aLiveCameraIsMeasured();
    void aLoginThatIsRefusedIsSaidAndMended();
    void theGoldenNetworkFindsSomethingOnTheVideo();
    void aNetworkInAnotherScaleIsSaidToBeSo();
    void aNetworkThatIsNoneIsSaidInWords();
    void theLabelFileIsShownOnItsPicture();
    void aMeaningIsWrittenAndFollowed();
    void fourOwnVideosGoLive();
    void aScenarioIsEditedAndItsOtherKeysStay();
    void labelsThatDoNotFitAreFound();
    void aFailedDeviceClockStartOffersToCalibrate();
    void calibratingIsCancelled();
    void cancellingTheDemoEndsItsRendering();
    void whatDidNotOpenIsNotOfferedAgain();
    void leavingAnUnsavedSetUpAsks();

private:
    QString data(const QString& path) const { return QString::fromStdString((m_shared / path.toStdString()).string()); }
    QString video(int number) const
    {
        const QStringList names{
            QStringLiteral("jamcam-03601-20190628-1400"), QStringLiteral("jamcam-06514-20190628-1401"),
            QStringLiteral("jamcam-03601-20190702-1000"), QStringLiteral("jamcam-07307-20190524-1715")};
        return data(QStringLiteral("real/videos/%1.mp4").arg(names[number]));
    }
    QString labels(int number) const
    {
        return data(QStringLiteral("real/golden/%1.csv").arg(QFileInfo(video(number)).completeBaseName()));
    }
    QString copied(const QString& path)
    {
        const QString copy = m_folder->filePath(QFileInfo(path).fileName());
        QFile::copy(path, copy);
        return copy;
    }

    std::filesystem::path m_shared;
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOwnCameras::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    qputenv("XDG_CACHE_HOME", m_settings.filePath(QStringLiteral("cache")).toUtf8());
    qputenv("XDG_DATA_HOME", m_settings.filePath(QStringLiteral("data")).toUtf8());
}

void TestOwnCameras::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    JACKDAW_NEED_SHARED_DATA(shared);
    m_shared = shared;
}

void TestOwnCameras::droppedVideosAreMeasured()
{
    Window window;
    QVERIFY(window.drop({video(0), video(1), video(2), labels(1)}));
    QCOMPARE(window.draft().cameras.size(), 3U);
    QVERIFY(window.page().isVisible());
    QVERIFY(window.draft().cameras[1].goldenLabels.ends_with("jamcam-06514-20190628-1401.csv"));
    for (std::size_t i = 0; i < 3; ++i)
        QTRY_VERIFY_WITH_TIMEOUT(window.trial(i).stage == SourceTrial::Stage::Seen, kPatience);
    const SourceLook& look = window.trial(0).look;
    QCOMPARE(look.width, 352);
    QCOMPARE(look.height, 288);
    QVERIFY2(look.givesPerSecond > 20.0 && look.givesPerSecond < 30.0,
             qPrintable(QString::number(look.givesPerSecond)));
    QVERIFY(!look.live && look.codec.find("264") != std::string::npos);
}

void TestOwnCameras::undoIsOfferedAsLongAsThereIsSomethingToUndo()
{
    Window window;
    QVERIFY(window.drop({video(0)}));
    CommandRegistry& registry = window.workbench().registry();
    const auto offers = [&](CommandId command) { return registry.action(command)->isEnabled(); };
    QVERIFY(offers(CommandId::Undo) && !offers(CommandId::Redo));
    while (window.page().model().canUndo())
        registry.trigger(CommandId::Undo);
    QVERIFY(!offers(CommandId::Undo) && offers(CommandId::Redo));
}

void TestOwnCameras::oneVideoIsNoSession()
{
    Window window;
    QSignalSpy failed(&window, &MainWindow::openFailed);
    window.openFile(video(0));
    QCOMPARE(window.draft().cameras.size(), 1U);
    QVERIFY(failed.isEmpty() && window.page().isVisible());
}

void TestOwnCameras::labelsWithoutAVideoSayWhatIsMissing()
{
    Window window;
    window.drop({labels(0)});
    QVERIFY2(window.stateText().contains(QStringLiteral("not in which video")), qPrintable(window.stateText()));
    window.drop({video(0)});
    window.drop({labels(0)});
    QVERIFY(window.draft().cameras[0].goldenLabels.ends_with(".csv"));
}

void TestOwnCameras::whatCannotBeUsedIsSaid()
{
    Window window;
    window.drop({data(QStringLiteral("real/LICENSES/ons-chrono_lens.OGL-3.txt"))});
    QVERIFY(window.draft().cameras.empty());
    QFile letter(m_folder->filePath(QStringLiteral("letter.pdf")));
    QVERIFY(letter.open(QIODevice::WriteOnly));
    window.drop({letter.fileName()});
    QVERIFY2(window.stateText().startsWith(QStringLiteral("letter.pdf cannot be used")),
             qPrintable(window.stateText()));
}

void TestOwnCameras::aMissingVideoIsSaidInWords()
{
    Window window;
    const QString path = copied(video(0));
    window.drop({path});
    QTRY_VERIFY_WITH_TIMEOUT(!window.trial(0).isUnderWay(), kPatience);
    QVERIFY(QFile::remove(path));
    window.page().trials().look(window.draft().cameras[0]);
    QTRY_VERIFY_WITH_TIMEOUT(window.trial(0).stage == SourceTrial::Stage::Failed, kPatience);
    const QString said = QString::fromStdString(window.trial(0).error.text());
    QVERIFY2(said.contains(path), qPrintable(said));
}

void TestOwnCameras::aPipeIsNotReadAhead()
{
    const QString pipe = m_folder->filePath(QStringLiteral("pipe.mp4"));
    QCOMPARE(::mkfifo(pipe.toUtf8().constData(), 0600), 0);
    Window window;
    window.drop({pipe});
    QTRY_VERIFY_WITH_TIMEOUT(window.trial(0).stage == SourceTrial::Stage::Failed, kPatience);
    QVERIFY(window.trial(0).error.message.find("is a pipe") != std::string::npos);
    QVERIFY2(window.page().model().faults().size() == 1, "it may be played: the golden model alone is missing");
}

void TestOwnCameras::aLiveCameraIsMeasured()
{
    const jackdaw::testing::RtspServer server({.launch = jackdaw::testing::movingPicture()});
    Window window;
    window.page().add({{.name = "live", .source = server.address()}}, {});
    QTRY_VERIFY_WITH_TIMEOUT(window.trial(0).stage == SourceTrial::Stage::Seen, kPatience);
    const SourceLook& look = window.trial(0).look;
    QVERIFY(look.live && look.pictures > 1 && look.picture.hasPixels());
    QCOMPARE(look.width, 176);
    QVERIFY(look.givesPerSecond > 0.0);
}

void TestOwnCameras::aLoginThatIsRefusedIsSaidAndMended()
{
    const jackdaw::testing::RtspServer server(
        {.launch = jackdaw::testing::movingPicture(), .user = "viewer", .password = "secret"});
    Window window;
    window.page().add({{.name = "live", .source = server.address()}}, {});
    QTRY_VERIFY_WITH_TIMEOUT(window.trial(0).stage == SourceTrial::Stage::Failed, kPatience);
    QVERIFY2(window.trial(0).error.message.find("user and password") != std::string::npos,
             window.trial(0).error.message.c_str());
    qputenv("JACKDAW_TEST_LOGIN", "viewer:secret");
    window.page().model().editCamera({}, [](CameraDraft& camera) { camera.credentials = "env:JACKDAW_TEST_LOGIN"; });
    QVERIFY2(window.trial(0).stage == SourceTrial::Stage::None, "other credentials are another trial");
    window.page().trials().look(window.draft().cameras[0]);
    QTRY_VERIFY_WITH_TIMEOUT(window.trial(0).stage == SourceTrial::Stage::Seen, kPatience);
}

void TestOwnCameras::theGoldenNetworkFindsSomethingOnTheVideo()
{
    Window window;
    window.drop({video(0), data(QStringLiteral("real/models/yolox_nano.onnx"))});
    QCOMPARE(window.draft().goldenModels.size(), 1U);
    window.page().golden().test();
    QTRY_VERIFY_WITH_TIMEOUT(window.page().golden().outcome().has_value(), kPatience);
    const auto& outcome = *window.page().golden().outcome();
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QVERIFY(outcome->isNetwork && outcome->millisecondsPerFrame > 0.0 && outcome->inputWidth == 416);
    QVERIFY(!outcome->boxes.empty() && outcome->picture.hasPixels());
    QVERIFY(std::any_of(outcome->names.begin(), outcome->names.end(),
                        [](const NameMeaning& name) { return name.name == "car" && !name.classes.empty(); }));
}

/// One picture alone does not show it.
void TestOwnCameras::aNetworkInAnotherScaleIsSaidToBeSo()
{
    Window window;
    const QString network = m_folder->filePath(QStringLiteral("scaled.onnx"));
    QVERIFY(QFile::copy(data(QStringLiteral("real/models/yolox_nano.onnx")), network));
    QFile input(m_folder->filePath(QStringLiteral("scaled.input")));
    QVERIFY(input.open(QIODevice::WriteOnly) && input.write("values 0-1\n") > 0);
    input.close();
    window.drop({video(0), network});
    window.page().golden().test();
    QTRY_VERIFY_WITH_TIMEOUT(window.page().golden().outcome().has_value(), kPatience);
    const auto& outcome = *window.page().golden().outcome();
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    const std::string warnings = jackdaw::testing::joined(outcome->warnings);
    QVERIFY2(warnings.find("With 'values 0-255'") != std::string::npos, warnings.c_str());
}

void TestOwnCameras::aNetworkThatIsNoneIsSaidInWords()
{
    Window window;
    QFile network(m_folder->filePath(QStringLiteral("net.onnx")));
    QVERIFY(network.open(QIODevice::WriteOnly) && network.write("no network") > 0);
    network.close();
    window.drop({video(0), network.fileName()});
    window.page().golden().test();
    QTRY_VERIFY_WITH_TIMEOUT(window.page().golden().outcome().has_value(), kPatience);
    QVERIFY(!*window.page().golden().outcome());
    QVERIFY(window.page().golden().outcome()->error().message.find("net.onnx") != std::string::npos);
}

void TestOwnCameras::theLabelFileIsShownOnItsPicture()
{
    Window window;
    window.drop({video(0), labels(0)});
    window.page().golden().test();
    QTRY_VERIFY_WITH_TIMEOUT(window.page().golden().outcome().has_value(), kPatience);
    const auto& outcome = *window.page().golden().outcome();
    QVERIFY2(outcome, outcome ? "" : outcome.error().text().c_str());
    QVERIFY(!outcome->isNetwork && outcome->frames > 0 && outcome->objects > 0);
    QVERIFY(outcome->picture.hasPixels() && !outcome->boxes.empty());
    QVERIFY(outcome->faults.empty());
}

void TestOwnCameras::aMeaningIsWrittenAndFollowed()
{
    Window window;
    QFile file(m_folder->filePath(QStringLiteral("jamcam.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("frame,class,score,x1,y1,x2,y2\n0,car,1,10,10,60,60\n0,kart,1,80,80,120,120\n");
    file.close();
    window.drop({video(0), file.fileName()});
    const auto meaningOf = [&](const std::string& name) -> std::vector<std::string> {
        window.page().golden().test();
        if (!QTest::qWaitFor([&] { return window.page().golden().outcome().has_value(); }, kPatience))
            return {"never"};
        for (const NameMeaning& each : (*window.page().golden().outcome())->names)
            if (each.name == name)
                return each.classes;
        return {"nothing"};
    };
    QVERIFY(meaningOf("kart") != std::vector<std::string>{"car"});
    QVERIFY(window.page().services()->setMeaning(window.draft().cameras[0].goldenLabels, "kart", {"truck"}));
    QVERIFY(window.page().services()->setMeaning(window.draft().cameras[0].goldenLabels, "kart", {"car"}));
    QVERIFY(meaningOf("kart") == std::vector<std::string>{"car"});
    QFile mapping(file.fileName() + QStringLiteral(".map"));
    QVERIFY(mapping.open(QIODevice::ReadOnly));
    QCOMPARE(mapping.readAll(), QByteArray("kart=car\n"));
}

void TestOwnCameras::fourOwnVideosGoLive()
{
    Window window;
    window.drop({video(0), video(1), video(2), video(3), labels(0), labels(1), labels(2), labels(3)});
    QCOMPARE(window.draft().cameras.size(), 4U);
    window.page().model().edit({}, [](RunDraft& draft) {
        draft.windows = 2;
        draft.windowSeconds = 6.0;
        draft.scoringIntervalSeconds = 2.0;
    });
    QVERIFY2(window.page().model().faults().empty(),
             window.page().model().faults().empty() ? "" : window.page().model().faults()[0].place.c_str());
    QVERIFY(window.workbench().registry().action(CommandId::StartRun)->isEnabled());
    window.workbench().registry().trigger(CommandId::StartRun);
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().showsSession(), kPatience);
    QVERIFY(window.workbench().perspective() == Perspective::Live);
    const SessionState& state = window.workbench().controller().state();
    QTRY_COMPARE_WITH_TIMEOUT(state.cameras.size(), std::size_t{4}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().live().wall().hasAllPictures(), kPatience);
    window.workbench().registry().trigger(CommandId::StopRun);
    QTRY_VERIFY_WITH_TIMEOUT(state.closed.has_value(), kPatience);
    QVERIFY(QFileInfo::exists(window.sessionFile()));
}

void TestOwnCameras::aScenarioIsEditedAndItsOtherKeysStay()
{
    const QString path = m_folder->filePath(QStringLiteral("site.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\": \"jackdaw-scenario\", \"version\": 1, \"description\": \"the yard\", \"windows\": 3,\n"
               "\"window_seconds\": 60, \"golden\": {\"models\": [\"net.onnx\"], \"training_frames\": 12},\n"
               "\"cameras\": [{\"name\": \"gate\", \"source\": \"gate.mp4\", \"clips of\": \"Ann\"}]}");
    file.close();
    Window window;
    window.editScenario(path);
    QVERIFY(window.page().isVisible());
    QCOMPARE(window.page().model().faults().size(), 1U);
    window.page().model().editCamera({}, [](CameraDraft& camera) { camera.target = 0.7; });
    window.workbench().registry().trigger(CommandId::SaveScenario);
    QVERIFY(!window.page().model().isChanged());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    for (const char* kept :
         {"\"description\": \"the yard\"", "\"training_frames\": 12", "\"clips of\": \"Ann\"", "\"target\": 0.7"})
        QVERIFY2(text.contains(kept), kept);
    window.editScenario(m_folder->filePath(QStringLiteral("nowhere.json")));
    QVERIFY(window.stateText().contains(QStringLiteral("nowhere.json")));
    QVERIFY2(window.page().model().file() == path, "what was opened stays");
}

void TestOwnCameras::labelsThatDoNotFitAreFound()
{
    Window window;
    QFile file(m_folder->filePath(QStringLiteral("far.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("frame,class,score,x1,y1,x2,y2\n900000,car,1,10,10,60,60\n");
    file.close();
    window.drop({video(0), file.fileName()});
    window.page().checks().checkLabels();
    QVERIFY(window.page().checks().isWorking());
    QTRY_VERIFY_WITH_TIMEOUT(!window.page().checks().isWorking(), kPatience);
    const QString said = window.page().checks().findChild<QLabel*>(QStringLiteral("checkOutcome"))->text();
    QVERIFY2(said.contains(QStringLiteral("far.csv")), qPrintable(said));
}

void TestOwnCameras::aFailedDeviceClockStartOffersToCalibrate()
{
    Window window;
    window.drop({video(0), labels(0)});
    window.page().model().edit({}, [](RunDraft& draft) { draft.deviceClock = true; });
    QSignalSpy failed(&window, &MainWindow::openFailed);
    window.startSetup();
    QVERIFY(failed.wait(kPatience));
    QStringList offers;
    QPushButton* calibrate = nullptr;
    for (auto* button : window.workbench().statePage().findChildren<QPushButton*>(QStringLiteral("offer"))) {
        offers << button->text();
        if (button->text() == QStringLiteral("Calibrate now"))
            calibrate = button;
    }
    QVERIFY2(calibrate, qPrintable(offers.join(QLatin1Char(' ')) + window.stateText()));
    calibrate->click();
    auto* progress = window.workbench().statePage().findChild<QProgressBar*>();
    QVERIFY(progress);
    QCOMPARE(progress->accessibleName(), QStringLiteral("Calibrating"));
    Q_EMIT window.workbench().statePage().cancelRequested();
    QVERIFY2(!QFileInfo::exists(m_settings.filePath(QStringLiteral("cache/jackdaw/costs.json"))),
             "nothing is saved of what was cancelled");
}

void TestOwnCameras::calibratingIsCancelled()
{
    Window window;
    window.drop({video(0), labels(0)});
    window.page().checks().calibrate();
    QVERIFY(window.page().checks().isWorking());
    for (auto* button : window.page().checks().findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Cancel"))
            button->click();
    QVERIFY(!window.page().checks().isWorking());
    const QString said = window.page().checks().findChild<QLabel*>(QStringLiteral("checkOutcome"))->text();
    QVERIFY2(said.contains(QStringLiteral("cancelled")), qPrintable(said));
}

void TestOwnCameras::cancellingTheDemoEndsItsRendering()
{
    const QDir cache(m_settings.filePath(QStringLiteral("cache/jackdaw")));
    const auto leftovers = [&] { return cache.entryList({QStringLiteral("demo*")}, QDir::Dirs).size(); };
    Window window;
    window.runDemo();
    QTRY_VERIFY_WITH_TIMEOUT(leftovers() == 1, kPatience);
    Q_EMIT window.workbench().statePage().cancelRequested();
    QTRY_VERIFY_WITH_TIMEOUT(leftovers() == 0, kPatience);
    QVERIFY(!window.workbench().showsSession());
}

void TestOwnCameras::whatDidNotOpenIsNotOfferedAgain()
{
    QFile file(m_folder->filePath(QStringLiteral("broken.jackdaw")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no session") > 0);
    file.close();
    QSettings().setValue(QStringLiteral("recentFiles"), QStringList{file.fileName()});
    Window window;
    QSignalSpy failed(&window, &MainWindow::openFailed);
    window.openFile(file.fileName());
    QVERIFY(failed.wait(kPatience));
    QVERIFY(QSettings().value(QStringLiteral("recentFiles")).toStringList().isEmpty());
}

void TestOwnCameras::leavingAnUnsavedSetUpAsks()
{
    Window window;
    window.drop({video(0)});
    window.workbench().registry().trigger(CommandId::NewScenario);
    QCOMPARE(window.asked, QStringList{QStringLiteral("Leave the set-up?")});
    QVERIFY(window.draft().cameras.empty());
    QVERIFY(window.close());
    QCOMPARE(window.asked.size(), 1);
}

QTEST_MAIN(TestOwnCameras)
#include "tst_own_cameras.moc"
