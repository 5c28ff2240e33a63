// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "engine/session/session_file.h"
#include "tests/app/cli_process.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

QString contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? QString::fromLatin1(in.readAll()) : QString();
}

} // namespace

class TestCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void helpAndVersionSucceed();
    void wrongCommandLinesAreBadInput_data();
    void wrongCommandLinesAreBadInput();
    void badInputIsNamedAndLeavesNothing_data();
    void badInputIsNamedAndLeavesNothing();
    void aSessionThatIsThereIsNotOverwritten();
    void aRunSucceedsAndIsReported();
    void badSessionsAreNamed_data();
    void badSessionsAreNamed();
    void aReportThatCannotBeWrittenSaysSo();
    void aSessionOfVideosIsResumedFromAnotherFolder();
    void interruptClosesTheSession();
    void aClosedTerminalClosesTheSession();
    void whatIsStartedUnderNohupDoesNotHearTheTerminal();
    void aClosedPipeDoesNotCutTheRunOff();
    void aRunWhoseSessionCannotGrowFails();
    void aRunWhoseCamerasAllBreakFails();
    void aRunGoesOnWithoutACameraThatBreaks();
    void aKilledRunIsResumed();
    void aResumedRunKnowsTheNamesOfBefore();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    QString at(const std::string& name) const { return qt(path(name)); }
    void write(const std::string& name, const std::string& content) const { std::ofstream(path(name)) << content; }
    void writeScenario(const std::string& name, const runtime::RunSettings& settings) const;
    void begin(QProcess& process, const QStringList& arguments) const;
    Ended signalled(QProcess& process, const QStringList& arguments, const std::vector<int>& signalNumbers) const;
    Ended cli(const QStringList& arguments) const;
    QString scenarioWithBrokenCameras(std::size_t cameras) const;
    QStringList leftBehind() const;

    QTemporaryDir m_folder;
    QTemporaryDir m_workingFolder; ///< where the program would put what it names itself
    runtime::RunSettings m_settings;
};

void TestCli::writeScenario(const std::string& name, const runtime::RunSettings& settings) const
{
    write(name, datasets::scenarioJson(settings));
}

void TestCli::begin(QProcess& process, const QStringList& arguments) const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), m_workingFolder.path());
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_workingFolder.path());
    process.start(QStringLiteral(JACKDAW_CLI), arguments);
}

Ended TestCli::cli(const QStringList& arguments) const
{
    QProcess process;
    begin(process, arguments);
    return ended(process);
}

QStringList TestCli::leftBehind() const
{
    return QDir(m_workingFolder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

void TestCli::initTestCase()
{
    m_settings = madeUpSettings(m_folder.path().toStdString());
    const Status made = writeMadeUpRun(m_settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    writeScenario("good.json", m_settings);
    runtime::RunSettings wall = m_settings;
    wall.clock = ClockKind::Wall;
    wall.windowLength = std::chrono::seconds(600); // longer than a test may take
    for (runtime::CameraRun& camera : wall.cameras)
        camera.settings.loop = true;
    writeScenario("endless.json", wall);
    runtime::RunSettings robber = m_settings;
    robber.planner = "robber";
    writeScenario("robber.json", robber);
    write("words.txt", "These are words.\n");
    write("words.json", "These are words, and no JSON.\n");
    write("words.mp4", "These are words, and no film.\n");
    write("words.onnx", "These are words, and no network.\n");
    write("empty.mp4", "");
    write("empty.json", "");
    write("empty.jackdaw", "");
    write("words.jackdaw", "These are words, and no session, however long one makes the sentence about it.\n");
    write("there.jackdaw", "somebody's file");
}

void TestCli::helpAndVersionSucceed()
{
    const Ended help = cli({QStringLiteral("--help")});
    QVERIFY2(help.code == 0, help.told());
    for (const char* command : {"run", "resume", "report", "plan", "example", "calibrate", "demo"}) {
        QVERIFY2(help.out.contains(QLatin1String(command)), command);
        const Ended own = cli({QLatin1String(command), QStringLiteral("--help")});
        QVERIFY2(own.code == 0 && own.err.isEmpty() && !own.out.isEmpty(), own.told());
    }
    QVERIFY2(help.out.contains(QStringLiteral("Exit codes: 0 success")), help.told());
    const Ended version = cli({QStringLiteral("--version")});
    QVERIFY2(version.code == 0 && version.out.startsWith(QStringLiteral("jackdaw-cli ")), version.told());
}

void TestCli::wrongCommandLinesAreBadInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const QString& arguments, const char* named) {
        QTest::newRow(name) << arguments.split(u' ', Qt::SkipEmptyParts) << QString::fromLatin1(named);
    };
    row("no command", QString(), "subcommand");
    row("unknown command", QStringLiteral("steal"), "steal");
    row("unknown option", QStringLiteral("run --frames 3"), "--frames");
    row("one window", QStringLiteral("run --windows 1 x.json"), "--windows");
    row("windows in words", QStringLiteral("run --windows two x.json"), "--windows");
    row("negative window", QStringLiteral("run --window -5 x.json"), "--window");
    row("backward speed", QStringLiteral("run --speed -1 x.json"), "--speed");
    row("nothing to run", QStringLiteral("run"), "--video");
    row("no golden model", QStringLiteral("run --video x.mp4"), "--golden");
    row("unknown clock", QStringLiteral("run --video x.mp4 --golden x.onnx --clock sun"), "--clock");
    row("offsets",
        QStringLiteral("run --video x.mp4 --golden x.onnx --video y.mp4 --video z.mp4 --offset 1 --offset 2"),
        "--offset");
    for (const char* option : {"--video x.mp4", "--golden x.onnx", "--speed 2", "--offset 3"}) {
        const QByteArray name = QByteArray(option) + " beside a scenario";
        row(name.constData(), QStringLiteral("run x.json ") + QLatin1String(option),
            QByteArray(option).split(' ').first());
    }
    row("no case", QStringLiteral("plan"), "case");
    row("no session", QStringLiteral("report"), "session");
    row("two kinds of report", QStringLiteral("report --json --html x.jackdaw"), "--html");
}

void TestCli::wrongCommandLinesAreBadInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Ended end = cli(arguments);
    QVERIFY2(end.code == 2, end.told());
    QVERIFY2(end.err.contains(named), end.told());
    QVERIFY2(messages(end.err).size() <= 2, end.told());
    QVERIFY2(end.err.startsWith(QStringLiteral("jackdaw-cli: ")), end.told());
    const bool hasCommand = !arguments.isEmpty() && end.err.contains(arguments.front() + QStringLiteral(" --help"));
    QVERIFY2(hasCommand || end.err.contains(QStringLiteral("jackdaw-cli --help")) || messages(end.err).size() == 1,
             end.told());
    QVERIFY2(end.out.isEmpty(), end.told());
    QCOMPARE(leftBehind(), QStringList());
}

void TestCli::badInputIsNamedAndLeavesNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named");
    const auto run = [this](const char* name, const QStringList& arguments, const std::string& named, int code = 2) {
        QTest::newRow(name) << QStringList({QStringLiteral("run")}) + arguments << code
                            << QString::fromStdString(named);
    };
    const QString video = QStringLiteral("--video");
    const QString golden = QStringLiteral("--golden");
    const QString clip = at("camera-0.mp4");
    const QString labels = at("camera-0.csv");
    run("missing scenario", {at("missing.json")}, "missing.json");
    run("scenario without content", {at("empty.json")}, "empty.json");
    run("scenario of words", {at("words.json")}, "words.json");
    run("unknown planner in the scenario", {at("robber.json")}, "robber");
    run("missing video", {video, at("missing.mp4"), golden, labels}, "missing.mp4");
    run("empty video", {video, at("empty.mp4"), golden, labels}, "empty.mp4");
    run("text as video", {video, at("words.mp4"), golden, labels}, "words.mp4");
    run("missing golden model", {video, clip, golden, at("missing.onnx")}, "missing.onnx");
    run("text as golden model", {video, clip, golden, at("words.onnx")}, "words.onnx");
    run("golden model of no kind", {video, clip, golden, at("words.txt")}, "words.txt");
    run("unknown planner", {at("good.json"), QStringLiteral("--planner"), QStringLiteral("robber")}, "robber");
    run("missing costs", {at("good.json"), QStringLiteral("--costs"), at("missing-costs.json")}, "missing-costs.json");
    run("no cost table", {video, clip, golden, labels, QStringLiteral("--clock"), QStringLiteral("device")},
        "costs.json");
    run("unknown device", {at("good.json"), QStringLiteral("--device"), QStringLiteral("tpu")}, "tpu");
    run("device with a wrong number", {at("good.json"), QStringLiteral("--device"), QStringLiteral("cuda:x")},
        "cuda:x");
    run("two processors with numbers", {at("good.json"), QStringLiteral("--device"), QStringLiteral("cpu:1")}, "cpu:1");
    run("a GPU beside a processor",
        {at("good.json"), QStringLiteral("--device"), QStringLiteral("cuda"), QStringLiteral("--device"),
         QStringLiteral("cpu")},
        "/devices");
    // Either there is no driver, or it does not show as many GPUs.
    run("a GPU that is not there", {at("good.json"), QStringLiteral("--device"), QStringLiteral("cuda:63")}, "NVIDIA");
    QStringList many{golden, labels, video};
    for (int i = 0; i < 65; ++i)
        many << clip;
    run("65 videos", many, "/cameras: found");
    run("short window", {video, clip, golden, labels, QStringLiteral("--window"), QStringLiteral("0.05")},
        "/window_seconds: found");
    run("short window of a scenario", {at("good.json"), QStringLiteral("--window"), QStringLiteral("0.05")},
        "/window_seconds");
    run("fast video", {video, clip, golden, labels, QStringLiteral("--speed"), QStringLiteral("2000")},
        "/cameras/0/speed: found");
    run("session in no folder", {at("good.json"), QStringLiteral("--out"), at("no-folder/x.jackdaw")}, "no-folder", 1);
    run("session below a file", {at("good.json"), QStringLiteral("--out"), at("words.txt/x.jackdaw")}, "words.txt", 1);
    QTest::newRow("missing case") << QStringList({QStringLiteral("plan"), at("missing-case.json")}) << 2
                                  << QStringLiteral("missing-case.json");
    QTest::newRow("case of words") << QStringList({QStringLiteral("plan"), at("words.json")}) << 2
                                   << QStringLiteral("words.json");
    QTest::newRow("resume of nothing") << QStringList({QStringLiteral("resume"), at("missing.jackdaw")}) << 2
                                       << QStringLiteral("missing.jackdaw");
    QTest::newRow("resume of words") << QStringList({QStringLiteral("resume"), at("words.jackdaw")}) << 2
                                     << QStringLiteral("words.jackdaw");
    QTest::newRow("calibration of nothing")
        << QStringList({QStringLiteral("calibrate"), at("missing.json")}) << 2 << QStringLiteral("missing.json");
}

void TestCli::badInputIsNamedAndLeavesNothing()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const QStringList before = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden);
    const Ended end = cli(arguments);
    QVERIFY2(end.code == code, end.told());
    QVERIFY2(messages(end.err).size() == 1, end.told());
    const QString message = messages(end.err).first();
    QVERIFY2(message.startsWith(QStringLiteral("jackdaw-cli")) && message.endsWith(u'.'), end.told());
    QVERIFY2(message.contains(named), end.told());
    QVERIFY2(end.out.isEmpty(), end.told());
    QCOMPARE(leftBehind(), QStringList());
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden), before);
}

void TestCli::aSessionThatIsThereIsNotOverwritten()
{
    const Ended end = cli({QStringLiteral("run"), at("good.json"), QStringLiteral("--out"), at("there.jackdaw")});
    QVERIFY2(end.code == 2, end.told());
    QVERIFY2(messages(end.err).size() == 1 && end.err.contains(QStringLiteral("there.jackdaw")), end.told());
    QCOMPARE(contentOf(at("there.jackdaw")), QStringLiteral("somebody's file"));
}

void TestCli::aRunSucceedsAndIsReported()
{
    const Ended end = cli({QStringLiteral("run"), at("good.json"), QStringLiteral("--windows"), QStringLiteral("2"),
                           QStringLiteral("--out"), at("good.jackdaw")});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("session closed: finished")), end.told());
    QVERIFY2(end.out.contains(QStringLiteral("window 1  camera 1  accuracy")), end.told());
    const Ended text = cli({QStringLiteral("report"), at("good.jackdaw")});
    QVERIFY2(text.code == 0 && text.err.isEmpty() && end.out.endsWith(text.out), text.told());
    const Ended json = cli({QStringLiteral("report"), at("good.jackdaw"), QStringLiteral("--json")});
    QVERIFY2(json.code == 0 && QJsonDocument::fromJson(json.out.toUtf8()).isObject(), json.told());
    const Ended course = cli({QStringLiteral("report"), at("good.jackdaw"), QStringLiteral("--course")});
    const QJsonObject told = QJsonDocument::fromJson(course.out.toUtf8()).object();
    QVERIFY2(course.code == 0 && told[QStringLiteral("windows")].toArray().size() == 2, course.told());
    const Ended html = cli({QStringLiteral("report"), at("good.jackdaw"), QStringLiteral("--html"),
                            QStringLiteral("--out"), at("good.html")});
    QVERIFY2(html.code == 0 && html.out.isEmpty(), html.told());
    QVERIFY(contentOf(at("good.html")).contains(QStringLiteral("</html>")));
    const Ended again = cli({QStringLiteral("resume"), at("good.jackdaw")});
    QVERIFY2(again.code == 2 && messages(again.err).size() == 1, again.told());
}

void TestCli::badSessionsAreNamed_data()
{
    QTest::addColumn<QString>("session");
    QTest::addColumn<QString>("said");
    QTest::newRow("missing") << at("missing.jackdaw") << QString();
    QTest::newRow("a folder") << m_folder.path() << QString();
    QTest::newRow("empty") << at("empty.jackdaw") << QString();
    QTest::newRow("words") << at("words.jackdaw") << QString();
    QTest::newRow("truncated") << at("truncated.jackdaw") << QString();
    QTest::newRow("newer") << at("newer.jackdaw") << QStringLiteral("99");
    QTest::newRow("another program's") << at("other.jackdaw") << QStringLiteral("not a Jackdaw session");
}

void TestCli::badSessionsAreNamed()
{
    QFETCH(QString, session);
    QFETCH(QString, said);
    if (!std::filesystem::exists(path("newer.jackdaw"))) {
        QVERIFY2(std::filesystem::exists(path("good.jackdaw")), "the run that succeeds comes before");
        for (const char* name : {"truncated.jackdaw", "newer.jackdaw"})
            std::filesystem::copy_file(path("good.jackdaw"), path(name));
        std::filesystem::resize_file(path("truncated.jackdaw"), std::filesystem::file_size(path("good.jackdaw")) / 2);
        SQLite::Database(path("newer.jackdaw").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
        SQLite::Database(path("other.jackdaw").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("CREATE TABLE birds(name TEXT)");
    }
    const Ended end = cli({QStringLiteral("report"), session});
    QVERIFY2(end.code == 2, end.told());
    QVERIFY2(messages(end.err).size() == 1 && end.err.contains(session), end.told());
    QVERIFY2(end.err.contains(said), end.told());
    QVERIFY2(end.out.isEmpty(), end.told());
}

void TestCli::aReportThatCannotBeWrittenSaysSo()
{
    const Ended end =
        cli({QStringLiteral("report"), at("good.jackdaw"), QStringLiteral("--out"), at("no-folder/x.html")});
    QVERIFY2(end.code == 1, end.told());
    QVERIFY2(messages(end.err).size() == 1 && end.err.contains(QStringLiteral("no-folder/x.html")), end.told());
}

void TestCli::aSessionOfVideosIsResumedFromAnotherFolder()
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral(JACKDAW_CLI),
                  {QStringLiteral("run"), QStringLiteral("--video"), QStringLiteral("camera-0.mp4"),
                   QStringLiteral("--golden"), QStringLiteral("camera-0.csv"), QStringLiteral("--window"),
                   QStringLiteral("600"), QStringLiteral("--out"), QStringLiteral("relative.jackdaw")});
    QString out;
    while (!out.contains(QStringLiteral("window 0")) && process.waitForReadyRead(-1))
        out += QString::fromUtf8(process.readAllStandardOutput());
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    QCOMPARE(ended(process).code, -1);
    QProcess second;
    const Ended resumed = signalled(second, {QStringLiteral("resume"), at("relative.jackdaw")}, {SIGTERM});
    QVERIFY2(resumed.code == 3, resumed.told());
}

/// Starts it and sends the signals once window 0 has begun.
Ended TestCli::signalled(QProcess& process, const QStringList& arguments, const std::vector<int>& signalNumbers) const
{
    begin(process, arguments);
    QString out;
    while (!out.contains(QStringLiteral("window 0")) && process.waitForReadyRead(-1))
        out += QString::fromUtf8(process.readAllStandardOutput());
    for (const int number : signalNumbers)
        ::kill(static_cast<pid_t>(process.processId()), number);
    Ended end = ended(process);
    end.out.prepend(out);
    return end;
}

void TestCli::interruptClosesTheSession()
{
    QProcess process;
    const Ended end = signalled(
        process, {QStringLiteral("run"), at("endless.json"), QStringLiteral("--out"), at("stopped.jackdaw")}, {SIGINT});
    QVERIFY2(end.code == 3, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("stopped by the user")), end.told());
    const Ended report = cli({QStringLiteral("report"), at("stopped.jackdaw")});
    QVERIFY2(report.code == 0 && report.err.isEmpty() && !report.out.isEmpty(), report.told());
}

void TestCli::aClosedTerminalClosesTheSession()
{
    QProcess process; // the tests themselves may have been started under nohup
    process.setChildProcessModifier([] { std::signal(SIGHUP, SIG_DFL); });
    // The shell and the kernel both send one.
    const Ended end =
        signalled(process, {QStringLiteral("run"), at("endless.json"), QStringLiteral("--out"), at("hung-up.jackdaw")},
                  {SIGHUP, SIGHUP});
    QVERIFY2(end.code == 3, end.told());
    const auto reader = session::SessionReader::open(path("hung-up.jackdaw"));
    QVERIFY(reader.has_value());
    QVERIFY((*reader)->isComplete());
}

void TestCli::whatIsStartedUnderNohupDoesNotHearTheTerminal()
{
    QProcess process;
    process.setChildProcessModifier([] { std::signal(SIGHUP, SIG_IGN); });
    const Ended end =
        signalled(process, {QStringLiteral("run"), at("endless.json"), QStringLiteral("--out"), at("nohup.jackdaw")},
                  {SIGHUP, SIGTERM}); // a hang-up that is heard would make the second one the end at once
    QVERIFY2(end.code == 3, end.told());
}

void TestCli::aClosedPipeDoesNotCutTheRunOff()
{
    QProcess process;
    process.setChildProcessModifier([] {
        std::array<int, 2> ends{};
        std::signal(SIGPIPE, ::pipe(ends.data()) == 0 ? SIG_DFL : SIG_IGN);
        ::close(ends[0]);
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(ends[1], STDERR_FILENO);
    });
    begin(process,
          {QStringLiteral("run"), at("good.json"), QStringLiteral("--windows"), QStringLiteral("2"),
           QStringLiteral("--out"), at("unheard.jackdaw")});
    QCOMPARE(ended(process).code, 0);
    const auto reader = session::SessionReader::open(path("unheard.jackdaw"));
    QVERIFY(reader.has_value());
    QVERIFY((*reader)->isComplete());
}

void TestCli::aRunWhoseSessionCannotGrowFails()
{
    const auto whole = std::filesystem::file_size(path("good.jackdaw"));
    QProcess process;
    process.setChildProcessModifier([limit = rlim_t{whole / 2}] {
        const rlimit both{limit, limit};
        ::setrlimit(RLIMIT_FSIZE, &both);
        std::signal(SIGXFSZ, SIG_IGN); // writing beyond it is an error then, as on a full disk
    });
    begin(process,
          {QStringLiteral("run"), at("good.json"), QStringLiteral("--windows"), QStringLiteral("2"),
           QStringLiteral("--out"), at("full.jackdaw")});
    const Ended end = ended(process);
    QVERIFY2(end.code == 1, end.told());
    QVERIFY2(end.err.contains(QStringLiteral("full.jackdaw")), end.told());
    QVERIFY2(!end.out.contains(QStringLiteral("session closed: finished")), end.told());
}

/// The scenario with the clips of \p cameras cut off in the middle, which is no regular end.
QString TestCli::scenarioWithBrokenCameras(std::size_t cameras) const
{
    runtime::RunSettings settings = m_settings;
    settings.windows = 2;
    for (std::size_t i = 0; i < cameras; ++i) {
        std::string& source = settings.cameras[i].settings.source;
        const Path cut = path("cut-" + std::to_string(i) + ".mp4");
        std::filesystem::copy_file(source, cut, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(cut, std::filesystem::file_size(cut) / 2);
        source = cut.string();
    }
    const std::string name = std::to_string(cameras) + "-broken.json";
    writeScenario(name, settings);
    return at(name);
}

void TestCli::aRunWhoseCamerasAllBreakFails()
{
    const Ended end = cli({QStringLiteral("run"), scenarioWithBrokenCameras(m_settings.cameras.size()),
                           QStringLiteral("--out"), at("all-broken.jackdaw")});
    QVERIFY2(end.code == 1, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("cut-0.mp4")) && end.out.contains(QStringLiteral("cut-1.mp4")),
             end.told());
    QVERIFY2(end.err.contains(QStringLiteral("No camera is left")), end.told());
    const Ended report = cli({QStringLiteral("report"), at("all-broken.jackdaw")});
    QVERIFY2(report.code == 0 && end.out.endsWith(report.out), report.told());
}

void TestCli::aRunGoesOnWithoutACameraThatBreaks()
{
    const Ended end =
        cli({QStringLiteral("run"), scenarioWithBrokenCameras(1), QStringLiteral("--out"), at("one-broken.jackdaw")});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("cut-0.mp4")), end.told());
    QVERIFY2(end.out.contains(QStringLiteral("session closed: finished")), end.told());
}

void TestCli::aKilledRunIsResumed()
{
    const QString file = at("killed.jackdaw");
    QProcess first;
    const Ended killed =
        signalled(first, {QStringLiteral("run"), at("endless.json"), QStringLiteral("--out"), file}, {SIGKILL});
    QCOMPARE(killed.code, -1);
    const Ended report = cli({QStringLiteral("report"), file});
    QVERIFY2(report.code == 0, report.told());
    QProcess second;
    const Ended resumed = signalled(second, {QStringLiteral("resume"), file}, {SIGTERM});
    QVERIFY2(resumed.code == 3, resumed.told());
    const auto reader = session::SessionReader::open(file.toStdString());
    QVERIFY(reader.has_value());
    QVERIFY((*reader)->isComplete());
}

void TestCli::aResumedRunKnowsTheNamesOfBefore()
{
    const auto events = readSession(path("good.jackdaw"));
    const auto cut = std::find_if(events.begin(), events.end(),
                                  [](const Event& event) { return std::holds_alternative<WindowClosed>(event.body); });
    QVERIFY(cut != events.end());
    QVERIFY(cutSession(path("good.jackdaw"), path("cut.jackdaw"), static_cast<std::size_t>(cut - events.begin()) + 1));
    const Ended end = cli({QStringLiteral("resume"), at("cut.jackdaw")});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("window 1  camera 0  accuracy")), end.told());
    QVERIFY2(end.out.contains(QStringLiteral("session closed: finished")), end.told());
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
