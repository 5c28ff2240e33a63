// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"
#include "tests/engine/video/onvif_server.h"
#include "tests/support/secret_session.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace jackdaw::testing;

namespace {

constexpr const char* kPassword = "MARKER-65";

Ended runCamera(const QStringList& words, const QByteArray& input = {})
{
    QProcess process;
    process.start(QStringLiteral(JACKDAW_CLI), QStringList{QStringLiteral("camera")} + words);
    process.waitForStarted();
    process.write(input);
    process.waitForBytesWritten();
    process.closeWriteChannel();
    return ended(process);
}

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

OnvifServer::Behaviour locked()
{
    OnvifServer::Behaviour behaviour;
    behaviour.user = "viewer";
    behaviour.password = kPassword;
    return behaviour;
}

} // namespace

/// What "jackdaw-cli camera" says and keeps.
class TestCameraCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLoginIsKeptListedUsedAndRemoved();
    void whatIsNoLoginIsRefused_data();
    void whatIsNoLoginIsRefused();
    void whereNoSecretStoreRunsOneSentenceSaysSo();
    void camerasOfTheNetworkAreNamedWithTheirStreams();
    void anAddressWithADollarIsNamedAsAScenarioTakesItToo();
    void aCameraThatRefusesIsNamedAllTheSame();
    void aHostIsAskedAlone();
    void aLoginIsForANamedHostAlone();
    void aPasswordInASourceIsNeverRepeated_data();
    void aPasswordInASourceIsNeverRepeated();
};

void TestCameraCommand::aLoginIsKeptListedUsedAndRemoved()
{
    if (const QString missing = SecretSession::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    const SecretSession session(SecretSession::Store::Unlocked);
    const OnvifServer server(locked());
    const QString service = QString::fromStdString(server.service());
    QByteArray told;
    const Ended kept =
        runCamera({QStringLiteral("login"), QStringLiteral("gate")}, QByteArray("viewer:") + kPassword + "\n");
    QVERIFY2(kept.code == 0, kept.told());
    QVERIFY(kept.out.contains(QStringLiteral("\"credentials\": \"secret:gate\"")));
    const Ended listed = runCamera({QStringLiteral("login"), QStringLiteral("--list")});
    QCOMPARE(listed.out, QStringLiteral("secret:gate\n"));
    const Ended used = runCamera(
        {QStringLiteral("discover"), service, QStringLiteral("--credentials"), QStringLiteral("secret:gate")});
    QVERIFY2(used.code == 0 && used.out.contains(QStringLiteral("rtsp://127.0.0.1:8554/sub")), used.told());
    const Ended removed = runCamera({QStringLiteral("login"), QStringLiteral("gate"), QStringLiteral("--remove")});
    QVERIFY2(removed.code == 0, removed.told());
    const Ended gone = runCamera(
        {QStringLiteral("discover"), service, QStringLiteral("--credentials"), QStringLiteral("secret:gate")});
    QCOMPARE(gone.code, 2);
    QVERIFY2(
        gone.err.contains(QStringLiteral("has no entry 'gate' of Jackdaw's. Store it: jackdaw-cli camera login gate.")),
        gone.told());
    for (const Ended& end : {kept, listed, used, removed, gone})
        told += end.told();
    QVERIFY(!told.contains(kPassword));
}

void TestCameraCommand::whatIsNoLoginIsRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("said");
    const QStringList gate{QStringLiteral("login"), QStringLiteral("gate")};
    QTest::newRow("nothing") << gate << QByteArray() << QStringLiteral("is not USER:PASSWORD");
    QTest::newRow("no colon") << gate << QByteArray("MARKER-66\n") << QStringLiteral("is not USER:PASSWORD");
    QTest::newRow("no user") << gate << QByteArray(":MARKER-66\n") << QStringLiteral("is not USER:PASSWORD");
    QTest::newRow("a login as name") << QStringList{QStringLiteral("login"), QStringLiteral("viewer:x")}
                                     << QByteArray("viewer:MARKER-66\n")
                                     << QStringLiteral("cannot be the name of an entry");
    QTest::newRow("no name") << QStringList{QStringLiteral("login")} << QByteArray()
                             << QStringLiteral("name is required");
}

void TestCameraCommand::whatIsNoLoginIsRefused()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, input);
    QFETCH(const QString, said);
    const Ended end = runCamera(words, input);
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(said), end.told());
    QVERIFY(!end.told().contains("MARKER-66"));
}

void TestCameraCommand::whereNoSecretStoreRunsOneSentenceSaysSo()
{
    const QByteArray before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    const Ended end = runCamera({QStringLiteral("login"), QStringLiteral("gate")}, "viewer:MARKER-67\n");
    before.isEmpty() ? qunsetenv("DBUS_SESSION_BUS_ADDRESS") : qputenv("DBUS_SESSION_BUS_ADDRESS", before);
    QCOMPARE(end.code, 2);
    QCOMPARE(messages(end.err).size(), 1);
    QVERIFY2(end.err.contains(QStringLiteral("There is no secret store: this user has no session's message bus.")),
             end.told());
    QVERIFY(!end.told().contains("MARKER-67"));
}

void TestCameraCommand::camerasOfTheNetworkAreNamedWithTheirStreams()
{
    const OnvifServer server({});
    const Ended end = runCamera({QStringLiteral("discover"), QStringLiteral("--interface"), QStringLiteral("127.0.0.1"),
                                 QStringLiteral("--port"), QString::number(server.probePort()),
                                 QStringLiteral("--seconds"), QStringLiteral("1")});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.out.startsWith(QStringLiteral("North gate, IPC-22  http://127.0.0.1:")), end.told());
    QVERIFY2(end.out.contains(QStringLiteral("1920 x 1080, H264")), end.told());
    QVERIFY2(end.out.contains(QStringLiteral("rtsp://127.0.0.1:8554/sub  (sub: at most 5 pictures a second)")),
             end.told());
}

void TestCameraCommand::anAddressWithADollarIsNamedAsAScenarioTakesItToo()
{
    OnvifServer::Behaviour behaviour;
    behaviour.stream = "rtsp://127.0.0.1:8554/${track}/%1";
    const OnvifServer server(behaviour);
    const Ended end = runCamera({QStringLiteral("discover"), QString::fromStdString(server.service())});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("rtsp://127.0.0.1:8554/${track}/sub  (sub: ")), end.told());
    QVERIFY2(end.out.contains(QStringLiteral("as \"source\" of a scenario: rtsp://127.0.0.1:8554/$${track}/sub\n")),
             end.told());
}

void TestCameraCommand::aCameraThatRefusesIsNamedAllTheSame()
{
    const OnvifServer server(locked());
    const Ended end = runCamera({QStringLiteral("discover"), QStringLiteral("--interface"), QStringLiteral("127.0.0.1"),
                                 QStringLiteral("--port"), QString::number(server.probePort()),
                                 QStringLiteral("--seconds"), QStringLiteral("1")});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("North gate"))
                 && end.out.contains(QStringLiteral("refuses user and password. Name its credentials")),
             end.told());
}

void TestCameraCommand::aHostIsAskedAlone()
{
    const Ended off = runCamera({QStringLiteral("discover"), QStringLiteral("127.0.0.1:1")});
    QCOMPARE(off.code, 1);
    QVERIFY2(off.err.contains(QStringLiteral("'http://127.0.0.1:1/onvif/device_service' refuses the connection")),
             off.told());
}

void TestCameraCommand::aLoginIsForANamedHostAlone()
{
    const OnvifServer server(locked());
    qputenv("JACKDAW_TEST_LOGIN", QByteArray("viewer:") + kPassword);
    const QStringList credentials{QStringLiteral("--credentials"), QStringLiteral("env:JACKDAW_TEST_LOGIN")};
    const Ended all =
        runCamera(QStringList{QStringLiteral("discover"), QStringLiteral("--interface"), QStringLiteral("127.0.0.1"),
                              QStringLiteral("--port"), QString::number(server.probePort())}
                  + credentials);
    const Ended one =
        runCamera(QStringList{QStringLiteral("discover"), QString::fromStdString(server.service())} + credentials);
    qunsetenv("JACKDAW_TEST_LOGIN");
    QCOMPARE(all.code, 2);
    QVERIFY2(all.err.contains(QStringLiteral("without a camera that they are for. Name its HOST")), all.told());
    QVERIFY2(one.code == 0 && one.out.contains(QStringLiteral("rtsp://127.0.0.1:8554/sub")), one.told());
}

void TestCameraCommand::aPasswordInASourceIsNeverRepeated_data()
{
    QTest::addColumn<QStringList>("command"); // "%1" is the source
    QTest::addColumn<QString>("source");
    const std::pair<const char*, const char*> commands[] = {
        {"discover", "camera discover %1"},
        {"check", "camera check %1"},
        {"run", "run --video %1 --golden nowhere.onnx"},
        {"scenario make", "scenario make %1 --golden nowhere.onnx --out made.json"},
        {"scenario check", "scenario check scenario.json"},
        {"labels check", "labels check labels.json --video %1"}};
    for (const auto& [name, words] : commands)
        for (const char* source : {"rtsp:/admin:MARKER-69@127.0.0.1", "a:MARKER/69@127.0.0.1/s"})
            QTest::newRow((std::string(name) + ' ' + source).c_str())
                << QString::fromLatin1(words).split(QLatin1Char(' ')) << QString::fromLatin1(source);
}

void TestCameraCommand::aPasswordInASourceIsNeverRepeated()
{
    QFETCH(const QStringList, command);
    QFETCH(const QString, source);
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("labels.json")),
          R"({"images": [{"id": 1, "file_name": "1.png", "width": 9, "height": 9}], "annotations": [],)"
          R"( "categories": [{"id": 1, "name": "car"}]})");
    write(folder.filePath(QStringLiteral("scenario.json")),
          R"({"format": "jackdaw-scenario", "version": 1, "name": "x", "clock": "wall", "windows": 2,)"
          R"( "window_seconds": 20, "planner": "jackdaw", "golden": {"models": ["n.onnx"]},)"
          R"( "cameras": [{"name": "c", "source": ")"
              + source.toLatin1() + R"("}]})");
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(QStringLiteral(JACKDAW_CLI), QStringList(command).replaceInStrings(QStringLiteral("%1"), source));
    const Ended end = ended(process);
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(QStringLiteral("address")), end.told());
    QVERIFY2(!end.told().contains("MARKER"), end.told());
}

QTEST_GUILESS_MAIN(TestCameraCommand)
#include "tst_camera_command.moc"
