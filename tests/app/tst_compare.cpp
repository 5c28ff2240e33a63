// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "engine/session/session_file.h"
#include "tests/app/cli_process.h"
#include "tests/engine/runtime/made_up_run.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

/// A terminal of which a child process gets the other end as its standard error.
class Terminal {
public:
    Terminal() : m_master(::posix_openpt(O_RDWR | O_NOCTTY))
    {
        const winsize size{8, 60, 0, 0};
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0
            || (m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY)) < 0
            || ::ioctl(m_slave, TIOCSWINSZ, &size) != 0)
            qFatal("There is no terminal to be had.");
    }
    ~Terminal()
    {
        ::close(m_master);
        ::close(m_slave);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    int childsEnd() const { return m_slave; }

    /// Takes in what came so far.
    const QByteArray& shown()
    {
        std::array<char, 4096> part{};
        for (pollfd waiting{m_master, POLLIN, 0}; ::poll(&waiting, 1, 0) > 0 && (waiting.revents & POLLIN) != 0;)
            m_shown.append(part.data(), ::read(m_master, part.data(), part.size()));
        return m_shown;
    }

private:
    int m_master = -1;
    int m_slave = -1;
    QByteArray m_shown;
};

/// What stands on a terminal after \p output, which moves only as the progress lines do.
QStringList screenAfter(const QByteArray& output)
{
    static const QRegularExpression up(QStringLiteral("^\x1b\\[(\\d+)A\r\x1b\\[J"));
    QStringList lines{QString()};
    QString rest = QString::fromUtf8(output);
    while (!rest.isEmpty()) {
        const auto moved = up.match(rest);
        if (moved.hasMatch()) {
            lines = lines.mid(0, lines.size() - 1 - moved.captured(1).toInt()) << QString();
            rest = rest.mid(moved.capturedLength());
            continue;
        }
        if (rest.front() == u'\n')
            lines << QString();
        else if (rest.front() != u'\r')
            lines.back() += rest.front();
        rest = rest.mid(1);
    }
    return lines;
}

} // namespace

/// jackdaw-cli compare: what it says while its runs go, and when they or their arguments are no good.
class TestCompare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatCanBeKnownBeforehandIsRefusedAndNothingRuns_data();
    void whatCanBeKnownBeforehandIsRefusedAndNothingRuns();
    void aLineIsWrittenWhenAWindowOfARunCloses();
    void quietSaysNothingOfTheRuns();
    void completeRunsAreNotRunAgain();
    void aSessionOfOtherOptionsIsNotTakenForThisOne();
    void aFileThatIsNoSessionIsLeftAlone();
    void aTerminalShowsALineForEachRunAndIsLeftClean();
    void theErrorOfARunIsTheErrorOfTheComparison();
    void aRunWithoutCamerasFailsTheComparison();
    void interruptStopsTheRunsAndTheSameCommandGoesOn();

private:
    QString at(const char* name) const { return qt(m_path / name); }
    void write(const char* name, const std::string& content) const { std::ofstream(m_path / name) << content; }
    void begin(QProcess& process, const QStringList& arguments) const;
    Ended compare(const QStringList& arguments) const;

    QTemporaryDir m_folder;
    QTemporaryDir m_workingFolder;
    Path m_path;
    runtime::RunSettings m_settings;
};

void TestCompare::initTestCase()
{
    m_path = m_folder.path().toStdString();
    m_settings = madeUpSettings(m_path);
    const Status made = writeMadeUpRun(m_settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    write("good.json", datasets::scenarioJson(m_settings));
    runtime::RunSettings faulty = m_settings;
    faulty.windowLength = std::chrono::milliseconds(1);
    write("faulty.json", datasets::scenarioJson(faulty));
    runtime::RunSettings blind = m_settings;
    blind.cameras.front().settings.source = (m_path / "gone.mp4").string();
    write("blind.json", datasets::scenarioJson(blind));
    write("words.txt", "These are words.\n");
}

void TestCompare::begin(QProcess& process, const QStringList& arguments) const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), m_workingFolder.path());
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_workingFolder.path());
    process.start(QStringLiteral(JACKDAW_CLI), QStringList({QStringLiteral("compare")}) + arguments);
}

Ended TestCompare::compare(const QStringList& arguments) const
{
    QProcess process;
    begin(process, arguments);
    return ended(process);
}

void TestCompare::whatCanBeKnownBeforehandIsRefusedAndNothingRuns_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [this](const char* name, const char* scenario, const QStringList& options, const char* named) {
        QTest::newRow(name) << QStringList({at(scenario)}) + options << QString::fromLatin1(named);
    };
    const QString planner = QStringLiteral("--planner");
    const QString thief = QStringLiteral("thief");
    row("a scenario that is not there", "missing.json", {}, "missing.json");
    row("a scenario's fault", "faulty.json", {}, "/window_seconds");
    row("a video that is not there", "blind.json", {}, "gone.mp4");
    row("a planner that does not exist", "good.json", {planner, thief, QStringLiteral("robber")}, "robber");
    row("a planner twice", "good.json", {planner, thief, thief}, "thief");
    row("a cost table that is not there", "good.json", {QStringLiteral("--run=--costs=no-costs.json")},
        "no-costs.json");
    row("an option that a run does not have", "good.json", {QStringLiteral("--run=--frames=3")}, "--frames");
    row("a run's option out of its range", "good.json", {QStringLiteral("--run=--windows=1")}, "--windows");
    row("a scenario's option", "good.json", {QStringLiteral("--run=--speed=2")}, "--speed");
    row("an option of its own", "good.json", {QStringLiteral("--run=--seed=3")}, "--seed");
}

void TestCompare::whatCanBeKnownBeforehandIsRefusedAndNothingRuns()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Ended end = compare(arguments);
    QVERIFY2(end.code == 2, end.told());
    QVERIFY2(messages(end.err).size() == 1 && end.err.contains(named), end.told());
    QVERIFY2(end.out.isEmpty(), end.told());
    QCOMPARE(QDir(m_workingFolder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
}

void TestCompare::aLineIsWrittenWhenAWindowOfARunCloses()
{
    const Ended end = compare({at("good.json"), QStringLiteral("--planner"), QStringLiteral("inference-only"),
                               QStringLiteral("thief"), QStringLiteral("--folder"), at("runs"),
                               QStringLiteral("--json"), at("table.json")});
    QVERIFY2(end.code == 0, end.told());
    for (const char* run : {"inference-only, seed 1", "thief, seed 1"}) {
        const QString name = QString::fromLatin1(run);
        const QRegularExpression last(
            QStringLiteral("^%1: window 2 of 2 closed, accuracy +\\d+\\.\\d %(, about \\d+ s left)?$").arg(name),
            QRegularExpression::MultilineOption);
        QVERIFY2(end.err.contains(last), end.told());
        QVERIFY2(end.out.contains(name + QStringLiteral(": mean accuracy ")), end.told());
    }
    QVERIFY2(!end.err.contains(u'\x1b') && !end.out.contains(QStringLiteral("window 2")), end.told());
    QFile table(at("table.json"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(table.readAll()).object().value(QStringLiteral("rows")).toArray().size(), 2);
}

void TestCompare::quietSaysNothingOfTheRuns()
{
    const Ended end = compare({at("good.json"), QStringLiteral("--planner"), QStringLiteral("thief"),
                               QStringLiteral("--folder"), at("quiet"), QStringLiteral("--quiet")});
    QVERIFY2(end.code == 0 && end.err.isEmpty() && end.out.contains(QStringLiteral("gain over")), end.told());
}

void TestCompare::completeRunsAreNotRunAgain()
{
    const auto written = std::filesystem::last_write_time(m_path / "runs/thief-seed1.jackdaw");
    const Ended end = compare({at("good.json"), QStringLiteral("--planner"), QStringLiteral("inference-only"),
                               QStringLiteral("thief"), QStringLiteral("--folder"), at("runs")});
    QVERIFY2(end.code == 0 && end.err.isEmpty(), end.told());
    QVERIFY2(end.out.contains(QStringLiteral("thief, seed 1: mean accuracy ")), end.told());
    QVERIFY(std::filesystem::last_write_time(m_path / "runs/thief-seed1.jackdaw") == written);
}

void TestCompare::aSessionOfOtherOptionsIsNotTakenForThisOne()
{
    const Ended end = compare({at("good.json"), QStringLiteral("--planner"), QStringLiteral("thief"),
                               QStringLiteral("--folder"), at("runs"), QStringLiteral("--run=--windows=2")});
    QVERIFY2(end.code == 2, end.told());
    QVERIFY2(end.err.contains(QStringLiteral("thief-seed1.jackdaw")) && messages(end.err).size() == 1, end.told());
}

void TestCompare::aFileThatIsNoSessionIsLeftAlone()
{
    std::filesystem::create_directory(m_path / "taken");
    write("taken/thief-seed1.jackdaw", "somebody's file");
    const Ended end = compare({at("good.json"), QStringLiteral("--planner"), QStringLiteral("thief"),
                               QStringLiteral("--folder"), at("taken")});
    QVERIFY2(end.code == 2 && end.err.contains(QStringLiteral("taken/thief-seed1.jackdaw")), end.told());
    QCOMPARE(std::filesystem::file_size(m_path / "taken/thief-seed1.jackdaw"), std::uintmax_t{15});
}

void TestCompare::aTerminalShowsALineForEachRunAndIsLeftClean()
{
    Terminal terminal;
    QProcess process;
    process.setChildProcessModifier([end = terminal.childsEnd()] { ::dup2(end, STDERR_FILENO); });
    begin(process,
          {at("good.json"), QStringLiteral("--planner"), QStringLiteral("inference-only"), QStringLiteral("thief"),
           QStringLiteral("--seeds"), QStringLiteral("2"), QStringLiteral("--jobs"), QStringLiteral("2"),
           QStringLiteral("--folder"), at("shown")});
    while (!process.waitForFinished(20) && process.state() != QProcess::NotRunning)
        terminal.shown();
    QCOMPARE(process.exitCode(), 0);
    const QString shown = QString::fromUtf8(terminal.shown());
    QVERIFY2(shown.contains(QStringLiteral("inference-only, seed 1  starting\r\n"
                                           "inference-only, seed 2  starting\r\n2 waiting\r\n")),
             shown.toUtf8());
    QVERIFY2(shown.contains(QStringLiteral("thief, seed 2  window ")), shown.toUtf8());
    QCOMPARE(screenAfter(terminal.shown()), QStringList{QString()});
}

void TestCompare::theErrorOfARunIsTheErrorOfTheComparison()
{
    QProcess process;
    process.setChildProcessModifier([] {
        const rlimit both{200'000, 200'000};
        ::setrlimit(RLIMIT_FSIZE, &both);
        std::signal(SIGXFSZ, SIG_IGN); // writing beyond it is an error then, as on a full disk
    });
    begin(process,
          {at("good.json"), QStringLiteral("--planner"), QStringLiteral("inference-only"), QStringLiteral("thief"),
           QStringLiteral("--folder"), at("full"), QStringLiteral("--quiet")});
    const Ended end = ended(process);
    QVERIFY2(end.code == 1, end.told());
    const QStringList told = messages(end.err);
    QCOMPARE(told.size(), 2);
    QVERIFY2(told[0].startsWith(QStringLiteral("jackdaw-cli: inference-only, seed 1: "))
                 && told[0].contains(QStringLiteral("full/inference-only-seed1.jackdaw")),
             end.told());
    QVERIFY2(told[1].startsWith(QStringLiteral("jackdaw-cli: thief, seed 1: Left out: inference-only, seed 1")),
             end.told());
    QVERIFY2(!end.err.contains(QStringLiteral("is not there")), end.told());
}

void TestCompare::aRunWithoutCamerasFailsTheComparison()
{
    runtime::RunSettings settings = m_settings;
    for (runtime::CameraRun& camera : settings.cameras) {
        const Path cut = m_path / ("cut-" + camera.settings.name + ".mp4");
        std::filesystem::copy_file(camera.settings.source, cut);
        std::filesystem::resize_file(cut, std::filesystem::file_size(cut) / 2);
        camera.settings.source = cut.string();
    }
    write("broken.json", datasets::scenarioJson(settings));
    const QStringList arguments{
        at("broken.json"), QStringLiteral("--planner"), QStringLiteral("thief"), QStringLiteral("--folder"),
        at("broken"),      QStringLiteral("--quiet")};
    for (int time = 0; time < 2; ++time) {
        const Ended end = compare(arguments);
        QVERIFY2(end.code == 1, end.told());
        QVERIFY2(end.err.contains(QStringLiteral("thief, seed 1: No camera is left")), end.told());
    }
}

void TestCompare::interruptStopsTheRunsAndTheSameCommandGoesOn()
{
    const QStringList arguments{at("good.json"),         QStringLiteral("--planner"),
                                QStringLiteral("thief"), QStringLiteral("--folder"),
                                at("stopped"),           QStringLiteral("--run=--windows=3")};
    const Path session = m_path / "stopped/thief-seed1.jackdaw";
    QProcess process;
    begin(process, arguments);
    while (!std::filesystem::exists(session) && !process.waitForFinished(5)) { }
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Ended end = ended(process);
    QVERIFY2(end.code == 3 && end.err.contains(QStringLiteral("the same command goes on")), end.told());
    const Ended again = compare(arguments);
    QVERIFY2(again.code == 0 && again.out.contains(QStringLiteral("thief, seed 1: mean accuracy")), again.told());
}

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
