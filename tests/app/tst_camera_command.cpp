// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli_process.h"
#include "tests/engine/video/onvif_server.h"
#include "tests/support/secret_session.h"

#include <QProcess>
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
    void aCameraThatRefusesIsNamedAllTheSame();
    void aHostIsAskedAlone();
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
    QVERIFY2(end.out.contains(QStringLiteral("rtsp://127.0.0.1:8554/sub")), end.told());
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

QTEST_GUILESS_MAIN(TestCameraCommand)
#include "tst_camera_command.moc"
