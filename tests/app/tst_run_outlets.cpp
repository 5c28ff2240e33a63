// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "tests/app/cli_process.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"
#include "tests/support/small_broker.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

/// A port of this machine that is held, or was free a moment ago.
class Port {
public:
    Port() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* raw = reinterpret_cast<sockaddr*>(&address);
        if (::bind(m_socket, raw, size) == 0 && ::listen(m_socket, 1) == 0 && ::getsockname(m_socket, raw, &size) == 0)
            m_number = ntohs(address.sin_port);
    }
    ~Port() { release(); }
    Port(const Port&) = delete;
    Port& operator=(const Port&) = delete;
    void release()
    {
        if (m_socket >= 0)
            ::close(std::exchange(m_socket, -1));
    }
    std::uint16_t number() const { return m_number; }
    QString text() const { return QString::number(m_number); }

private:
    int m_socket;
    std::uint16_t m_number = 0;
};

/// The page at a port of this machine; empty where nobody answers.
std::string ask(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        const std::string request = "GET /metrics HTTP/1.0\r\n\r\n";
        static_cast<void>(::send(socket, request.data(), request.size(), MSG_NOSIGNAL));
        char part[4096];
        for (ssize_t count = 0; (count = ::recv(socket, part, sizeof part, 0)) > 0;)
            answer.append(part, static_cast<std::size_t>(count));
    }
    ::close(socket);
    return answer;
}

/// Ports at which a process listens.
QStringList portsOf(qint64 process)
{
    QStringList sockets;
    for (const auto& file : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/fd")) {
        std::error_code closed;
        sockets << qt(std::filesystem::read_symlink(file.path(), closed));
    }
    QStringList ports;
    for (const char* name : {"tcp", "tcp6"}) {
        QFile table(QStringLiteral("/proc/%1/net/%2").arg(process).arg(QLatin1String(name)));
        if (!table.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& line : table.readAll().split('\n')) {
            const QList<QByteArray> columns = line.simplified().split(' ');
            constexpr int kState = 3;
            constexpr int kSocket = 9;
            const bool listens = columns.size() > kSocket && columns[kState] == "0A";
            if (listens && sockets.contains(QStringLiteral("socket:[%1]").arg(QString::fromLatin1(columns[kSocket]))))
                ports << QString::fromLatin1(columns[1]);
        }
    }
    return ports;
}

constexpr const char* kMarker = "swordfish-5f3a";

} // namespace

/// Whom jackdaw-cli tells of a run while it goes on.
class TestRunOutlets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPageTellsOfARunWhileItGoesOn();
    void aPortInUseStopsTheRunAtOnce();
    void nothingListensUnlessAsked();
    void aBrokerThatIsNotThereChangesNothing();
    void aBrokerThatNeverAnswersIsToldOf();
    void aRunThatGoesOnTellsTheBrokerWhatIsNew();
    void wrongOptionsAreNamed_data();
    void wrongOptionsAreNamed();

private:
    QString at(const std::string& name) const { return qt(Path(m_folder.path().toStdString()) / name); }
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    static Ended cli(const QStringList& arguments);

    QTemporaryDir m_folder;
};

Ended TestRunOutlets::cli(const QStringList& arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("BROKER_LOGIN"), QStringLiteral("viewer:") + QLatin1String(kMarker));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(JACKDAW_CLI), arguments);
    return ended(process);
}

void TestRunOutlets::initTestCase()
{
    runtime::RunSettings settings = madeUpSettings(m_folder.path().toStdString());
    QVERIFY(writeMadeUpRun(settings));
    settings.cameras[0].lines = {{"road", {0.5, 0.0}, {0.5, 1.0}}};
    std::ofstream(path("short.json")) << datasets::scenarioJson(settings);
    const Ended end = cli({QStringLiteral("run"), at("short.json"), QStringLiteral("--out"), at("short.jackdaw")});
    QVERIFY2(end.code == 0 && !end.err.contains(QStringLiteral("MQTT")), end.told());
    settings.windows = 200;
    for (runtime::CameraRun& camera : settings.cameras)
        camera.settings.loop = true;
    std::ofstream(path("long.json")) << datasets::scenarioJson(settings);
}

void TestRunOutlets::aPageTellsOfARunWhileItGoesOn()
{
    Port port;
    port.release();
    QProcess process;
    process.start(QStringLiteral(JACKDAW_CLI),
                  {QStringLiteral("run"), at("long.json"), QStringLiteral("--out"), at("long.jackdaw"),
                   QStringLiteral("--metrics"), port.text()});
    std::string page;
    while (process.state() != QProcess::NotRunning
           && page.find("jackdaw_frames_processed_total{camera=\"camera 0\"} ") == std::string::npos) {
        process.waitForFinished(20);
        page = ask(port.number());
    }
    QVERIFY2(page.starts_with("HTTP/1.1 200 OK\r\n"), page.c_str());
    QVERIFY(page.find("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n") != std::string::npos);
    QVERIFY(page.find("jackdaw_session_info{name=\"made up\"") != std::string::npos);
    QVERIFY(page.find("jackdaw_cameras_up 2\n") != std::string::npos);
    QCOMPARE(portsOf(process.processId()).size(), 1);
    process.terminate();
    QCOMPARE(ended(process).code, 3);
    QVERIFY2(ask(port.number()).empty(), "the page ends with the run");
    QVERIFY(!QFile::exists(at("long.jackdaw-wal")));
}

void TestRunOutlets::aPortInUseStopsTheRunAtOnce()
{
    const Port port;
    const Ended end = cli({QStringLiteral("run"), at("short.json"), QStringLiteral("--out"), at("none.jackdaw"),
                           QStringLiteral("--metrics"), port.text()});
    QCOMPARE(end.code, 1);
    QVERIFY2(end.err.contains(QStringLiteral("port %1: the port is in use").arg(port.text())), end.told());
    QVERIFY(!QFile::exists(at("none.jackdaw")));
}

void TestRunOutlets::nothingListensUnlessAsked()
{
    QProcess process;
    process.start(QStringLiteral(JACKDAW_CLI),
                  {QStringLiteral("run"), at("long.json"), QStringLiteral("--out"), at("unasked.jackdaw")});
    while (readSession(path("unasked.jackdaw")).empty() && process.state() != QProcess::NotRunning)
        process.waitForFinished(20);
    QVERIFY(process.state() == QProcess::Running);
    QVERIFY2(portsOf(process.processId()).isEmpty(), qPrintable(portsOf(process.processId()).join(u' ')));
    process.terminate();
    const Ended end = ended(process);
    QCOMPARE(end.code, 3);
    QVERIFY(!end.err.contains(QStringLiteral("MQTT")));
}

/// Neither does it slow the run down, nor is the password anywhere.
void TestRunOutlets::aBrokerThatIsNotThereChangesNothing()
{
    Port port;
    port.release();
    const Ended end = cli({QStringLiteral("run"), at("short.json"), QStringLiteral("--out"), at("mqtt.jackdaw"),
                           QStringLiteral("--events"), at("mqtt.jsonl"), QStringLiteral("--mqtt"),
                           QStringLiteral("mqtt://127.0.0.1:") + port.text(), QStringLiteral("--mqtt-credentials"),
                           QStringLiteral("env:BROKER_LOGIN")});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.err.contains(QStringLiteral("The MQTT broker is not reached")), end.told());
    QVERIFY2(end.err.contains(QStringLiteral("did not reach the MQTT broker")), end.told());
    const auto with = readSession(path("mqtt.jackdaw"));
    QCOMPARE(with.size(), readSession(path("short.jackdaw")).size());
    QVERIFY(!end.out.contains(QLatin1String(kMarker)) && !end.err.contains(QLatin1String(kMarker)));
    for (const QFileInfo& info : QDir(m_folder.path()).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(kMarker), qPrintable(info.fileName()));
    }
}

/// It is there, and takes nothing.
void TestRunOutlets::aBrokerThatNeverAnswersIsToldOf()
{
    const SmallBroker broker([](const std::string&) { return SmallBroker::Answer::Ignore; });
    const Ended end = cli({QStringLiteral("run"), at("short.json"), QStringLiteral("--out"), at("silent.jackdaw"),
                           QStringLiteral("--mqtt"), QStringLiteral("mqtt://127.0.0.1:%1").arg(broker.port())});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.err.contains(QStringLiteral("did not reach the MQTT broker")), end.told());
    QVERIFY(broker.taken().empty());
}

/// What was told before is not told again; what it is called is known from there.
void TestRunOutlets::aRunThatGoesOnTellsTheBrokerWhatIsNew()
{
    const auto whole = readSession(path("short.jackdaw"));
    const auto closed = std::find_if(whole.begin(), whole.end(), [](const Event& event) {
        const auto* window = std::get_if<WindowClosed>(&event.body);
        return window && window->window == WindowId{1};
    });
    QVERIFY(closed != whole.end());
    const auto count = static_cast<std::size_t>(closed - whole.begin()) + 1;
    QVERIFY(cutSession(path("short.jackdaw"), path("cut.jackdaw"), count));
    const SmallBroker broker;
    const Ended end = cli({QStringLiteral("resume"), at("cut.jackdaw"), QStringLiteral("--mqtt"),
                           QStringLiteral("mqtt://127.0.0.1:%1").arg(broker.port())});
    QVERIFY2(end.code == 0, end.told());
    bool named = false;
    for (const std::string& text : broker.taken()) {
        named = named || text.starts_with("jackdaw/camera 0/window ");
        const auto line = nlohmann::json::parse(text.substr(text.find('{')));
        QVERIFY2(line["sequence"].get<std::size_t>() >= count, text.c_str());
    }
    QVERIFY2(named, end.told());
}

void TestRunOutlets::wrongOptionsAreNamed_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("named");
    QTest::newRow("no port") << QStringList{QStringLiteral("--metrics"), QStringLiteral("here")}
                             << QStringLiteral("\"here\" says no port");
    QTest::newRow("no broker") << QStringList{QStringLiteral("--mqtt"), QStringLiteral("broker")}
                               << QStringLiteral("no address of a broker");
    QTest::newRow("a password in the address")
        << QStringList{QStringLiteral("--mqtt"), QStringLiteral("mqtt://viewer:swordfish-5f3a@broker")}
        << QStringLiteral("carries a user or a password");
    QTest::newRow("credentials alone") << QStringList{QStringLiteral("--mqtt-credentials"),
                                                      QStringLiteral("env:BROKER_LOGIN")}
                                       << QStringLiteral("without --mqtt");
    QTest::newRow("a password as credentials")
        << QStringList{QStringLiteral("--mqtt"), QStringLiteral("mqtt://broker"), QStringLiteral("--mqtt-credentials"),
                       QStringLiteral("viewer:swordfish-5f3a")}
        << QStringLiteral("\"secret:NAME\", \"env:NAME\" or \"file:PATH\"");
    QTest::newRow("a variable that is not set")
        << QStringList{QStringLiteral("--mqtt"), QStringLiteral("mqtt://broker"), QStringLiteral("--mqtt-credentials"),
                       QStringLiteral("env:NO_SUCH_LOGIN")}
        << QStringLiteral("NO_SUCH_LOGIN");
}

void TestRunOutlets::wrongOptionsAreNamed()
{
    QFETCH(QStringList, options);
    QFETCH(QString, named);
    for (const char* command : {"run", "serve"}) {
        QStringList arguments{QString::fromLatin1(command), at("short.json")};
        if (arguments[0] == QStringLiteral("serve"))
            arguments << QStringLiteral("--folder") << at("served");
        else
            arguments << QStringLiteral("--out") << at("wrong.jackdaw");
        if (arguments[0] == QStringLiteral("serve") && named.contains(QStringLiteral("NO_SUCH_LOGIN")))
            continue; // the runs look for it, and are started again where it is not there yet
        const Ended end = cli(arguments + options);
        QCOMPARE(end.code, 2);
        QVERIFY2(end.err.contains(named) && !end.err.contains(QLatin1String(kMarker)), end.told());
        QVERIFY(!QFile::exists(at("wrong.jackdaw")) && !QFile::exists(at("served")));
    }
}

QTEST_GUILESS_MAIN(TestRunOutlets)
#include "tst_run_outlets.moc"
