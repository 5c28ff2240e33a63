// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"
#include "app/window/replay_frames.h"
#include "app/window/session_archive.h"
#include "app/window/session_copy.h"
#include "engine/api/session_model.h"
#include "tests/app/window/recorded_run.h"
#include "tests/engine/runtime/recording.h"
#include "widgets/live/live_page.h"
#include "widgets/replay/moment_panel.h"
#include "widgets/replay/replay_page.h"
#include "widgets/video/video_wall.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace jackdaw;
using namespace jackdaw::testing;
using jackdaw::widgets::BoxOrigin;
using jackdaw::widgets::CommandId;
using jackdaw::window::MainWindow;
using jackdaw::window::SessionArchive;
using Path = std::filesystem::path;

namespace {

/// What the engine and its threads may take.
constexpr int kPatienceMilliseconds = 60'000;

} // namespace

/// A session that the engine recorded, as the Replay page asks about it.
class TestSessionArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void theOutlineHasAllThatTheRunLogged();
    void goldenLabelsOfAFrameAreFound();
    void everyKeptModelCanLook();
    void theGoldenModelSeesWhatItsFileSays();
    void aCancelledModelDoesNotAnswer();
    void aFrameThatIsNotThereIsAnError();
    void aSessionThatIsGoneIsSaid();
    void aVideoThatMovedIsLocated();
    void aReplacedVideoIsNotShown();
    void marksOutliveTheWindow();
    void aDamagedSideFileIsLeftAlone();
    void whatOthersWroteIntoTheSideFileStays();
    void anInstantShowsTheVeryFrame();
    void aCutOffRunIsOfferedAndRecovered();
    void aCopyLeavesTheSessionAsItIs();
    void aRunThatWasUnderWayIsOfferedAtTheStart();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    QString text(const std::string& name) const { return QString::fromStdString(path(name).string()); }
    /// The session with its videos in a folder of its own, so that these can be moved.
    Path fresh(const std::string& name) { return copyOfRun(path("made"), path(name)); }
    static std::shared_ptr<window::ReplayFrames> framesOf(const Path& file);
    static void waitForOutline(SessionArchive& archive);
    /// A frame that was scored or learned from in the session.
    static GoldenLabelled labelledFrame(const Path& file);
    static widgets::FrameQuestion questionOf(const GoldenLabelled& labelled);

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
};

void TestSessionArchive::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("jackdaw-test"));
    QCoreApplication::setApplicationName(QStringLiteral("jackdaw-archive-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    const Status recorded = recordRun(path("made"));
    QVERIFY2(recorded, recorded ? "" : recorded.error().text().c_str());
}

std::shared_ptr<window::ReplayFrames> TestSessionArchive::framesOf(const Path& file)
{
    auto frames = std::make_shared<window::ReplayFrames>();
    const auto source = session::openReplay(file, frames);
    // What the session asks for is where the archive looks.
    if (source) {
        std::vector<Event> events;
        (*source)->setPlaying(true);
        (*source)->seek((*source)->duration());
        const QDeadlineTimer guard(kPatienceMilliseconds);
        while (!guard.hasExpired() && !std::any_of(events.begin(), events.end(), [](const Event& event) {
            return std::holds_alternative<SessionClosed>(event.body);
        }))
            (*source)->poll(events, 1024);
        (*source)->poll(events, 1024);
    }
    return frames;
}

void TestSessionArchive::waitForOutline(SessionArchive& archive)
{
    QSignalSpy read(&archive, &SessionArchive::outlineChanged);
    QTRY_VERIFY_WITH_TIMEOUT(archive.outline() && !archive.models(CameraId{0}).empty(), kPatienceMilliseconds);
}

GoldenLabelled TestSessionArchive::labelledFrame(const Path& file)
{
    const auto labelled = bodies<GoldenLabelled>(readSession(file));
    return labelled.at(labelled.size() / 2);
}

widgets::FrameQuestion TestSessionArchive::questionOf(const GoldenLabelled& labelled)
{
    return {labelled.camera, labelled.frame, fromSeconds(static_cast<double>(labelled.frame) / kFramesPerSecond), {}};
}

void TestSessionArchive::theOutlineHasAllThatTheRunLogged()
{
    const Path file = path("made/run.jackdaw");
    SessionArchive archive(text("made/run.jackdaw"), nullptr);
    waitForOutline(archive);
    SessionModel model;
    for (const Event& event : readSession(file))
        model.apply(event);
    const SessionState& state = model.state();
    QCOMPARE(archive.outline()->entries.size(), state.log.size());
    for (std::size_t i = 0; i < state.log.size(); ++i) {
        QCOMPARE(archive.outline()->entries[i].sequence, state.log[i].sequence);
        QCOMPARE(archive.outline()->entries[i].sentence, widgets::EventWords::sentence(state, state.log[i].body));
    }
    QCOMPARE(archive.outline()->windows.size(), std::size_t{kWindows});
    QVERIFY(archive.outline()->windows.back().mean.has_value());
}

void TestSessionArchive::goldenLabelsOfAFrameAreFound()
{
    const Path file = path("made/run.jackdaw");
    SessionArchive archive(text("made/run.jackdaw"), nullptr);
    waitForOutline(archive);
    const GoldenLabelled labelled = labelledFrame(file);
    widgets::FrameQuestion question = questionOf(labelled);
    question.standing = labelled.labels;
    QSignalSpy answered(&archive, &SessionArchive::frameAnswered);
    archive.ask(question);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, kPatienceMilliseconds);
    const auto answer = answered[0][0].value<widgets::FrameAnswer>();
    QVERIFY(answer.golden.has_value());
    QCOMPARE(answer.golden->boxes.size(), labelled.labels.size());
    QCOMPARE(answer.golden->standing.right, static_cast<std::uint32_t>(labelled.labels.size()));
    QCOMPARE(answer.golden->standing.f1->value, 1.0);
    QVERIFY(!answer.people);
    // A frame that nobody labelled.
    question.frame = 1'000'000;
    archive.ask(question);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 2, kPatienceMilliseconds);
    QVERIFY(!answered[1][0].value<widgets::FrameAnswer>().golden);
}

void TestSessionArchive::everyKeptModelCanLook()
{
    const Path file = path("made/run.jackdaw");
    SessionArchive archive(text("made/run.jackdaw"), framesOf(file));
    waitForOutline(archive);
    const auto question = questionOf(labelledFrame(file));
    const auto models = archive.models(question.camera);
    QVERIFY(models.size() >= 2);
    QVERIFY(models.back().golden);
    QSignalSpy answered(&archive, &SessionArchive::modelAnswered);
    QSignalSpy failed(&archive, &SessionArchive::modelFailed);
    QSignalSpy progressed(&archive, &SessionArchive::modelProgressed);
    for (int i = 0; i + 1 < static_cast<int>(models.size()); ++i) {
        archive.tryModel(question, models[static_cast<std::size_t>(i)]);
        QTRY_COMPARE_WITH_TIMEOUT(answered.size() + failed.size(), i + 1, kPatienceMilliseconds);
        QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed[0][0].toString()));
        const auto answer = answered.last()[0].value<widgets::ModelAnswer>();
        QCOMPARE(answer.frame, question.frame);
        QVERIFY(answer.model == models[static_cast<std::size_t>(i)]);
        QVERIFY(answer.againstGolden.has_value());
    }
    QVERIFY(progressed.size() >= 4);
    QVERIFY(!progressed[1][1].toString().isEmpty());
}

void TestSessionArchive::theGoldenModelSeesWhatItsFileSays()
{
    const Path file = path("made/run.jackdaw");
    SessionArchive archive(text("made/run.jackdaw"), framesOf(file));
    waitForOutline(archive);
    const GoldenLabelled labelled = labelledFrame(file);
    QSignalSpy answered(&archive, &SessionArchive::modelAnswered);
    archive.tryModel(questionOf(labelled), {true, {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, kPatienceMilliseconds);
    const auto answer = answered[0][0].value<widgets::ModelAnswer>();
    QCOMPARE(answer.boxes.size(), labelled.labels.size());
    QCOMPARE(answer.againstGolden->f1->value, 1.0);
}

void TestSessionArchive::aCancelledModelDoesNotAnswer()
{
    const Path file = path("made/run.jackdaw");
    SessionArchive archive(text("made/run.jackdaw"), framesOf(file));
    waitForOutline(archive);
    QSignalSpy answered(&archive, &SessionArchive::modelAnswered);
    QSignalSpy failed(&archive, &SessionArchive::modelFailed);
    const auto question = questionOf(labelledFrame(file));
    archive.tryModel(question, archive.models(question.camera).front());
    archive.cancelModel();
    // The next one answers, and nothing of the first comes before it.
    archive.tryModel(question, {true, {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, kPatienceMilliseconds);
    QVERIFY(answered[0][0].value<widgets::ModelAnswer>().model.golden);
    QVERIFY(failed.isEmpty());
}

void TestSessionArchive::aFrameThatIsNotThereIsAnError()
{
    const Path file = path("made/run.jackdaw");
    SessionArchive archive(text("made/run.jackdaw"), framesOf(file));
    waitForOutline(archive);
    QSignalSpy failed(&archive, &SessionArchive::modelFailed);
    widgets::FrameQuestion question = questionOf(labelledFrame(file));
    question.frame = 100'000;
    question.sourceTime = fromSeconds(20'000.0);
    archive.tryModel(question, archive.models(question.camera).front());
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMilliseconds);
    const QString words = failed[0][0].toString();
    QVERIFY2(words.contains(QStringLiteral("100000")) || words.contains(QStringLiteral("end")), qPrintable(words));
    widgets::ModelChoice unknown{false, WeightsVersion{9}, "00112233445566778899aabbccddeeff"};
    archive.tryModel(questionOf(labelledFrame(file)), unknown);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, kPatienceMilliseconds);
    QVERIFY(failed[1][0].toString().contains(QStringLiteral("00112233")));
}

void TestSessionArchive::aSessionThatIsGoneIsSaid()
{
    SessionArchive archive(text("none.jackdaw"), nullptr);
    QSignalSpy failed(&archive, &SessionArchive::outlineFailed);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMilliseconds);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("none.jackdaw is not there")));
}

void TestSessionArchive::aVideoThatMovedIsLocated()
{
    const Path file = fresh("moved");
    // Neither where it was recorded nor beside the session.
    std::filesystem::create_directories(path("elsewhere/videos"));
    for (const char* name : {"camera-0.mp4", "camera-1.mp4"}) {
        std::filesystem::rename(path("made") / name, path("kept-") += name);
        std::filesystem::rename(path("moved") / name, path("elsewhere/videos") / name);
    }
    auto frames = std::make_shared<window::ReplayFrames>();
    const auto source = session::openReplay(file, frames);
    QVERIFY(source.has_value());
    {
        SessionArchive archive(QString::fromStdString(file.string()), frames);
        QCOMPARE(archive.missingVideos().size(), std::size_t{2});
        QCOMPARE(archive.missingVideos()[0].title, QStringLiteral("Video not found"));
        QVERIFY(archive.locate(text("made")).contains(QStringLiteral("camera 0, camera 1")));
        QCOMPARE(archive.missingVideos().size(), std::size_t{2});
        QSignalSpy changed(&archive, &SessionArchive::missingVideosChanged);
        QVERIFY(archive.locate(text("elsewhere/videos")).startsWith(QStringLiteral("Found: camera 0, camera 1")));
        QCOMPARE(changed.size(), 1);
        QVERIFY(archive.missingVideos().empty());
    }
    // The next time nobody needs to be asked.
    auto again = std::make_shared<window::ReplayFrames>();
    QVERIFY(session::openReplay(file, again).has_value());
    QCOMPARE(again->refused().size(), std::size_t{2});
    const SessionArchive archive(QString::fromStdString(file.string()), again);
    QVERIFY(archive.missingVideos().empty());
    for (const char* name : {"camera-0.mp4", "camera-1.mp4"})
        std::filesystem::rename(path("kept-") += name, path("made") / name);
}

void TestSessionArchive::aReplacedVideoIsNotShown()
{
    const Path file = fresh("replaced");
    std::filesystem::rename(path("made/camera-0.mp4"), path("away.mp4"));
    std::ofstream(path("replaced/camera-0.mp4")) << "another film";
    auto frames = std::make_shared<window::ReplayFrames>();
    QVERIFY(session::openReplay(file, frames).has_value());
    SessionArchive archive(QString::fromStdString(file.string()), frames);
    QCOMPARE(archive.missingVideos().size(), std::size_t{1});
    QCOMPARE(archive.missingVideos()[0].title, QStringLiteral("Another video"));
    QVERIFY(archive.locate(text("replaced")).contains(QStringLiteral("is not in")));
    frames->request(CameraId{0}, (path("replaced") / "camera-0.mp4").string(), 0, Nanoseconds{0});
    QVERIFY(!frames->sourceOf(CameraId{0}));
    std::filesystem::rename(path("away.mp4"), path("made/camera-0.mp4"));
}

void TestSessionArchive::marksOutliveTheWindow()
{
    const QString file = QString::fromStdString(fresh("marked").string());
    const std::vector<widgets::Mark> marks{{Nanoseconds{86'400'000'000'001}, QStringLiteral("<b>bus</b> & co")}};
    QFile session(file);
    QVERIFY(session.open(QIODevice::ReadOnly));
    const QByteArray before = session.readAll();
    {
        SessionArchive archive(file, nullptr);
        QCOMPARE(archive.keepMarks(marks), QString());
    }
    const SessionArchive again(file, nullptr);
    QVERIFY(again.marks() == marks);
    QVERIFY(session.seek(0));
    QVERIFY(session.readAll() == before); // the session itself is not touched
}

void TestSessionArchive::aDamagedSideFileIsLeftAlone()
{
    const QString file = QString::fromStdString(fresh("damaged").string());
    QFile side(file + QStringLiteral(".view.json"));
    QVERIFY(side.open(QIODevice::WriteOnly));
    side.write("{\"marks\": [");
    side.close();
    SessionArchive archive(file, nullptr);
    QVERIFY2(archive.sideFault().contains(QStringLiteral("is damaged at byte")), qPrintable(archive.sideFault()));
    QVERIFY(!archive.keepMarks({{Nanoseconds{1}, QStringLiteral("a")}}).isEmpty());
    QVERIFY(side.open(QIODevice::ReadOnly));
    QCOMPARE(side.readAll(), QByteArray("{\"marks\": ["));
}

void TestSessionArchive::whatOthersWroteIntoTheSideFileStays()
{
    const QString file = QString::fromStdString(fresh("shared").string());
    QFile side(file + QStringLiteral(".view.json"));
    QVERIFY(side.open(QIODevice::WriteOnly));
    side.write("{\"reviewer\": \"Ada\", \"version\": 1}");
    side.close();
    SessionArchive archive(file, nullptr);
    QCOMPARE(archive.keepMarks({{Nanoseconds{1}, QStringLiteral("a")}}), QString());
    QVERIFY(side.open(QIODevice::ReadOnly));
    QVERIFY(side.readAll().contains("\"Ada\""));
}

void TestSessionArchive::anInstantShowsTheVeryFrame()
{
    MainWindow window;
    window.resize(1300, 800);
    window.show();
    window.openFile(text("made/run.jackdaw"));
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().showsSession(), kPatienceMilliseconds);
    widgets::Workbench& bench = window.workbench();
    bench.controller().setPlaying(false);
    bench.show(widgets::Perspective::Replay);
    bench.selection().setCamera(CameraId{1});
    QTRY_VERIFY_WITH_TIMEOUT(bench.replay().outline().windows.size() == kWindows, kPatienceMilliseconds);
    widgets::MomentPanel& panel = bench.replay().moment();
    bench.controller().seek(fromSeconds(9.13));
    QTRY_VERIFY_WITH_TIMEOUT(panel.moment().isExact(), kPatienceMilliseconds);
    for (int i = 0; i < 3; ++i) {
        const std::int64_t before = panel.moment().frame();
        bench.registry().trigger(CommandId::FrameForward);
        QTRY_COMPARE_WITH_TIMEOUT(panel.moment().frame(), before + 1, kPatienceMilliseconds);
        const VideoFrame expected = pictureOf(1, static_cast<int>(before + 1));
        const QColor shown = panel.view().picture().pixelColor(objectsOf(1, static_cast<int>(before + 1))[0].x + 10,
                                                               objectsOf(1, static_cast<int>(before + 1))[0].y + 8);
        const auto colour = colourOf(objectsOf(1, static_cast<int>(before + 1))[0].label, static_cast<int>(before + 1));
        QVERIFY(std::abs(shown.red() - colour[0]) < 60 && std::abs(shown.green() - colour[1]) < 60);
        QCOMPARE(expected.index, before + 1);
    }
}

void TestSessionArchive::aCutOffRunIsOfferedAndRecovered()
{
    const Path whole = fresh("cut");
    const Path file = path("cut/cut.jackdaw");
    const std::size_t events = readSession(whole).size();
    QVERIFY(cutSession(whole, file, events * 2 / 3).has_value());
    MainWindow window;
    window.resize(1300, 800);
    window.show();
    window.openFile(QString::fromStdString(file.string()));
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().showsSession(), kPatienceMilliseconds);
    auto* badge = window.findChild<QWidget*>(QStringLiteral("failureBadge"));
    QTRY_VERIFY(badge->isVisible());
    QPushButton* recover = nullptr;
    for (QPushButton* button : badge->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Recover"))
            recover = button;
    QVERIFY(recover && recover->isVisible());
    recover->click();
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().controller().capabilities().live, kPatienceMilliseconds);
    // What was recorded before is part of what is shown.
    QTRY_COMPARE_WITH_TIMEOUT(window.workbench().controller().state().cameras.size(), std::size_t{2},
                              kPatienceMilliseconds);
    QCOMPARE(window.workbench().controller().state().cameras[0].info.name, std::string("camera 0"));
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().controller().state().closed.has_value(), kPatienceMilliseconds);
    QVERIFY(window.workbench().controller().state().closed->outcome == RunOutcome::Finished);
}

void TestSessionArchive::aCopyLeavesTheSessionAsItIs()
{
    const Path whole = fresh("copied");
    const Path file = path("copied/cut.jackdaw");
    QVERIFY(cutSession(whole, file, readSession(whole).size() / 2).has_value());
    QVERIFY(window::isCutOff(QString::fromStdString(file.string())));
    const auto copy = window::copySession(QString::fromStdString(file.string()));
    QVERIFY(copy.has_value());
    QCOMPARE(QFileInfo(*copy).fileName(), QStringLiteral("cut-copy-1.jackdaw"));
    QVERIFY(readSession(copy->toStdString()) == readSession(file));
    const auto second = window::copySession(QString::fromStdString(file.string()));
    QVERIFY(second.has_value() && *second != *copy);
    QVERIFY(!window::copySession(text("none.jackdaw")).has_value());
    QVERIFY(!QFile::exists(text("none-copy-1.jackdaw")));
}

void TestSessionArchive::aRunThatWasUnderWayIsOfferedAtTheStart()
{
    const Path whole = fresh("crashed");
    const Path file = path("crashed/cut.jackdaw");
    QVERIFY(cutSession(whole, file, readSession(whole).size() / 2).has_value());
    QSettings().setValue(QStringLiteral("runningSession"), QString::fromStdString(file.string()));
    MainWindow window;
    window.show();
    QVERIFY(window.offerRecovery());
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().showsSession(), kPatienceMilliseconds);
    // A session that was closed is nothing to recover.
    QSettings().setValue(QStringLiteral("runningSession"), QString::fromStdString(whole.string()));
    MainWindow other;
    QVERIFY(!other.offerRecovery());
    QVERIFY2(QSettings().contains(QStringLiteral("runningSession")), "another window may be recording it");
}

QTEST_MAIN(TestSessionArchive)
#include "tst_session_archive.moc"
