// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "datasets/scenario/scenario.h"
#include "engine/secrets/secret_store.h"
#include "engine/session/session_file.h"
#include "engine/video/video_reader.h"
#include "tests/app/cli_process.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"
#include "tests/engine/video/rtsp_server.h"
#include "tests/support/secret_session.h"
#include "tests/support/small_detector.h"

#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

constexpr const char* kPassword = "MARKER-3b9a7c";
constexpr const char* kRefused = "MARKER-c04f21";
constexpr int kForever = 180'000; ///< ms; a test that waits for so long has failed

} // namespace

/// A live camera in a whole run of jackdaw-cli: what it shows, and what it must not show.
class TestLiveCamera : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aLiveCameraIsRunAndReplayedFromItsClips();
    void aPasswordIsFoundNowhere();
    void aCameraThatRefusesItsPasswordShowsNoneEither();
    void aPasswordOfTheSecretStoreOpensTheCameraAndIsFoundNowhere();
    void aPasswordInAnAddressIsRefusedWithoutBeingRepeated();
    void whatOnlyRecordingsHaveIsRefused_data();
    void whatOnlyRecordingsHaveIsRefused();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    void writeScenario(const std::string& name, const std::string& address,
                       const std::function<void(runtime::CameraRun&)>& change = {}) const;
    Ended run(const std::string& scenario, const std::string& session, const char* login);
    QStringList filesWith(const QByteArray& words) const;

    QTemporaryDir m_folder;
    std::unique_ptr<RtspServer> m_server;
    QByteArray m_told; ///< all that the program printed
    QByteArray m_processes; ///< command lines and titles while it ran
};

void TestLiveCamera::initTestCase()
{
    QVERIFY(m_folder.isValid());
    const auto graph = onnx::Graph::make(SmallYolox().parts());
    QVERIFY(graph);
    QVERIFY(graph->write(path("golden.onnx")));
    m_server = std::make_unique<RtspServer>(
        RtspStream{movingPicture("x264enc tune=zerolatency key-int-max=10 speed-preset=1", "rtph264pay", 96, 96),
                   "viewer", kPassword});
    writeScenario("live.json", m_server->address());
}

void TestLiveCamera::writeScenario(const std::string& name, const std::string& address,
                                   const std::function<void(runtime::CameraRun&)>& change) const
{
    runtime::RunSettings settings = madeUpSettings(m_folder.path().toStdString(), 1);
    settings.clock = ClockKind::Wall;
    settings.costTable.clear();
    settings.windows = 2;
    settings.labelling.models = {path("golden.onnx")};
    runtime::CameraRun& camera = settings.cameras.front();
    camera.goldenLabels.reset();
    camera.settings.source = address;
    camera.settings.framesPerSecond = 5.0;
    camera.settings.live.credentials = "env:JACKDAW_TEST_CAMERA";
    camera.settings.live.clips = path("clips");
    if (change)
        change(camera);
    std::ofstream(path(name)) << datasets::scenarioJson(settings);
}

Ended TestLiveCamera::run(const std::string& scenario, const std::string& session, const char* login)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("JACKDAW_TEST_CAMERA"), QStringLiteral("viewer:") + QString::fromUtf8(login));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(JACKDAW_CLI),
                  {QStringLiteral("run"), qt(path(scenario)), QStringLiteral("--out"), qt(path(session)),
                   QStringLiteral("--events"), qt(path(session + ".jsonl"))});
    process.waitForStarted(kForever);
    for (const char* name : {"cmdline", "comm", "status"}) {
        QFile file(QStringLiteral("/proc/%1/%2").arg(process.processId()).arg(QString::fromUtf8(name)));
        if (file.open(QIODevice::ReadOnly))
            m_processes += file.readAll();
    }
    const Ended end = ended(process);
    m_told += end.told();
    return end;
}

QStringList TestLiveCamera::filesWith(const QByteArray& words) const
{
    QStringList found;
    for (QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(words))
            found += file.fileName();
    }
    return found;
}

void TestLiveCamera::aLiveCameraIsRunAndReplayedFromItsClips()
{
    const Ended end = run("live.json", "live.jackdaw", kPassword);
    QVERIFY2(end.code == 0, end.told());
    const auto events = readSession(path("live.jackdaw"));
    const auto added = bodies<CameraAdded>(events);
    QCOMPARE(added.size(), std::size_t{1});
    QVERIFY(added[0].live);
    QCOMPARE(added[0].source, m_server->address());
    QCOMPARE(added[0].width, 96);
    QVERIFY(bodies<CameraLost>(events).empty());
    QVERIFY(bodies<GoldenLabelled>(events).size() > 3);
    auto reader = video::VideoReader::open(added[0].clips);
    QVERIFY2(reader, reader ? "" : reader.error().text().c_str());
    const Nanoseconds moment = std::chrono::seconds(3);
    QVERIFY((*reader)->seek(moment));
    const auto frame = (*reader)->next();
    QVERIFY(frame && *frame && (*frame)->hasPixels());
    QVERIFY((*frame)->sourceTime >= moment - std::chrono::milliseconds(2)
            && (*frame)->sourceTime < moment + std::chrono::milliseconds(200));
}

void TestLiveCamera::aPasswordIsFoundNowhere()
{
    QVERIFY(!m_told.isEmpty() && !m_processes.isEmpty());
    QVERIFY(!m_told.contains(kPassword));
    QVERIFY(!m_processes.contains(kPassword));
    QCOMPARE(filesWith(kPassword), QStringList());
    QProcess report;
    report.start(
        QStringLiteral(JACKDAW_CLI),
        {QStringLiteral("report"), qt(path("live.jackdaw")), QStringLiteral("--json"), qt(path("report.json"))});
    QVERIFY(!ended(report).told().contains(kPassword));
    QCOMPARE(filesWith(kPassword), QStringList());
}

void TestLiveCamera::aCameraThatRefusesItsPasswordShowsNoneEither()
{
    writeScenario("refused.json", m_server->address());
    const Ended end = run("refused.json", "refused.jackdaw", kRefused);
    QVERIFY2(end.out.contains(QStringLiteral("refuses user and password")), end.told());
    QVERIFY(!m_told.contains(kRefused));
    QCOMPARE(filesWith(kRefused), QStringList());
    const auto lost = bodies<CameraLost>(readSession(path("refused.jackdaw")));
    QCOMPARE(lost.size(), std::size_t{1});
}

void TestLiveCamera::aPasswordOfTheSecretStoreOpensTheCameraAndIsFoundNowhere()
{
    if (const QString missing = SecretSession::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    const SecretSession session(SecretSession::Store::Unlocked);
    QVERIFY(secrets::SecretStore().store("gate", std::string("viewer:") + kPassword).has_value());
    writeScenario("secret.json", m_server->address(),
                  [](runtime::CameraRun& camera) { camera.settings.live.credentials = "secret:gate"; });
    const Ended end = run("secret.json", "secret.jackdaw", kRefused);
    QVERIFY2(end.code == 0, end.told());
    const auto events = readSession(path("secret.jackdaw"));
    QVERIFY(bodies<CameraLost>(events).empty());
    QVERIFY(bodies<GoldenLabelled>(events).size() > 3);
    QVERIFY(!end.told().contains(kPassword));
    QCOMPARE(filesWith(kPassword), QStringList());
}

void TestLiveCamera::aPasswordInAnAddressIsRefusedWithoutBeingRepeated()
{
    QString address = QString::fromStdString(m_server->address());
    address.insert(7, QStringLiteral("viewer:MARKER-77aa@"));
    writeScenario("shown.json", address.toStdString());
    const Ended end = run("shown.json", "shown.jackdaw", "x");
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(QStringLiteral("/cameras/0/source")), end.told());
    QVERIFY(!end.told().contains("MARKER-77aa"));
    QVERIFY(!std::filesystem::exists(path("shown.jackdaw")));
}

void TestLiveCamera::whatOnlyRecordingsHaveIsRefused_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("speed") << 0;
    QTest::newRow("loop") << 1;
    QTest::newRow("labels") << 2;
}

void TestLiveCamera::whatOnlyRecordingsHaveIsRefused()
{
    QFETCH(const int, what);
    writeScenario("wrong.json", m_server->address(), [&](runtime::CameraRun& camera) {
        camera.settings.speed = what == 0 ? 2.0 : 1.0;
        camera.settings.loop = what == 1;
        if (what == 2)
            camera.goldenLabels = path("labels.csv");
    });
    const Ended end = run("wrong.json", "wrong.jackdaw", "x");
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(QStringLiteral("/cameras/0")), end.told());
    QVERIFY2(end.err.contains(QStringLiteral("live camera")), end.told());
}

QTEST_GUILESS_MAIN(TestLiveCamera)
#include "tst_live_camera.moc"
