// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/serve_plan.h"
#include "datasets/scenario/scenario.h"
#include "engine/session/session_file.h"
#include "tests/app/cli_process.h"
#include "tests/engine/runtime/live_runs.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <ctime>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace std::chrono_literals;
using Path = std::filesystem::path;

namespace {

constexpr int kForever = 120'000; ///< ms; a test that waits for so long has failed

cli::WallInstant at(int hour, int minute, int second)
{
    std::tm local{};
    local.tm_year = 126;
    local.tm_mon = 10;
    local.tm_mday = 27;
    local.tm_hour = hour;
    local.tm_min = minute;
    local.tm_sec = second;
    local.tm_isdst = -1;
    return std::chrono::system_clock::from_time_t(std::mktime(&local));
}

} // namespace

class TestServe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aSessionLastsUntilMidnight();
    void pausesGrowAndStayBelowAMinuteOrSo();
    void sessionsAreInTheOrderOfTheirBeginning();
    void onlyOldFilesOfSessionsAreRemoved();
    void aScenarioThatIsWrongIsToldAtOnce();
    void whatARunRefusesIsToldAndNotTriedForEver();
    void sessionsFollowOneAnotherAndHandTheirStudentsOn();
    void argumentsAreHandedOnToEachRun();
    void aFolderIsServedOnce();
    void aRunThatIsKilledIsFollowedByAnother();
    void sigtermClosesTheSession();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    void start(QProcess& process, const std::string& folder, const QStringList& more = {}) const;
    static bool waitForOutput(QProcess& process, const char* words, int times);
    static qint64 childOf(const QProcess& process);

    QTemporaryDir m_folder;
};

void TestServe::initTestCase()
{
    QVERIFY(m_folder.isValid());
    runtime::RunSettings settings = madeUpSettings(m_folder.path().toStdString());
    QVERIFY(writeMadeUpRun(settings));
    settings.windows = 2;
    for (runtime::CameraRun& camera : settings.cameras)
        camera.settings.loop = true;
    std::ofstream(path("street.json")) << datasets::scenarioJson(settings);
}

void TestServe::start(QProcess& process, const std::string& folder, const QStringList& more) const
{
    process.start(
        QStringLiteral(JACKDAW_CLI),
        QStringList{QStringLiteral("serve"), qt(path("street.json")), QStringLiteral("--folder"), qt(path(folder))}
            + more);
}

bool TestServe::waitForOutput(QProcess& process, const char* words, int times)
{
    QByteArray output;
    while (output.count(words) < times) {
        if (!process.waitForReadyRead(kForever))
            return false;
        output += process.readAllStandardOutput();
    }
    return true;
}

qint64 TestServe::childOf(const QProcess& process)
{
    const QString pid = QString::number(process.processId());
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    return children.open(QIODevice::ReadOnly) ? children.readAll().split(' ').front().toLongLong() : 0;
}

void TestServe::aSessionLastsUntilMidnight()
{
    QCOMPARE(cli::windowsUntilMidnight(at(23, 0, 0), 60s), 60U);
    QCOMPARE(cli::windowsUntilMidnight(at(23, 59, 50), 60s), 2U);
    QCOMPARE(cli::windowsUntilMidnight(at(12, 0, 1), 200s), 216U);
    QCOMPARE(cli::windowsUntilMidnight(at(0, 0, 0), 1ms), 100'000U);
}

void TestServe::pausesGrowAndStayBelowAMinuteOrSo()
{
    for (int failures = 1; failures < 40; ++failures) {
        QVERIFY(cli::pauseAfter(failures) >= cli::pauseAfter(failures - 1));
        QVERIFY(cli::pauseAfter(failures) <= 64s);
    }
    QCOMPARE(cli::pauseAfter(0), 1s);
}

void TestServe::sessionsAreInTheOrderOfTheirBeginning()
{
    const Path folder = path("order");
    std::filesystem::create_directories(folder);
    for (const char* name : {"2026-11-28T000001.jackdaw", "2026-11-27T235959.jackdaw", "notes.jackdaw", "a.txt"})
        std::ofstream(folder / name) << "x";
    const auto sessions = cli::sessionsIn(folder);
    QCOMPARE(sessions.size(), std::size_t{2});
    QCOMPARE(sessions[0].filename().string(), std::string("2026-11-27T235959.jackdaw"));
    QCOMPARE(cli::sessionStem(at(9, 30, 5)), std::string("2026-11-27T093005"));
}

void TestServe::onlyOldFilesOfSessionsAreRemoved()
{
    const Path folder = path("old");
    std::filesystem::create_directories(folder);
    const auto now = std::filesystem::file_time_type::clock::now();
    for (const char* name : {"2026-01-01T000000.jackdaw", "2026-01-01T000000.log", "2026-11-27T000000.jackdaw",
                             "holiday.jackdaw", "2026-01-01.txt"})
        std::ofstream(folder / name) << "x";
    for (const char* name : {"2026-01-01T000000.jackdaw", "2026-01-01T000000.log", "holiday.jackdaw", "2026-01-01.txt"})
        std::filesystem::last_write_time(folder / name, now - std::chrono::hours(24 * 40));
    const auto files = cli::outdated(folder, std::chrono::hours(24 * 30), now);
    QCOMPARE(files.size(), std::size_t{2});
    QCOMPARE(files[0].filename().string(), std::string("2026-01-01T000000.jackdaw"));
    QCOMPARE(files[1].filename().string(), std::string("2026-01-01T000000.log"));
    QVERIFY(cli::outdated(path("missing"), std::chrono::hours(1), now).empty());
}

void TestServe::aScenarioThatIsWrongIsToldAtOnce()
{
    QProcess process;
    process.start(QStringLiteral(JACKDAW_CLI),
                  {QStringLiteral("serve"), qt(path("missing.json")), QStringLiteral("--folder"), qt(path("nothing"))});
    const Ended end = ended(process);
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(QStringLiteral("missing.json")), end.told());
    QVERIFY(!std::filesystem::exists(path("nothing")));
}

void TestServe::whatARunRefusesIsToldAndNotTriedForEver()
{
    QProcess process;
    start(process, "refused", {QStringLiteral("--run=--planner=nobody")});
    const Ended end = ended(process);
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(QStringLiteral("nobody")), end.told());
}

void TestServe::sessionsFollowOneAnotherAndHandTheirStudentsOn()
{
    QProcess process;
    start(process, "days", {QStringLiteral("--windows"), QStringLiteral("2")});
    QVERIFY(waitForOutput(process, "session: ", 3)); // the first two are over then
    const auto sessions = cli::sessionsIn(path("days"));
    QVERIFY(sessions.size() >= 2);
    process.terminate();
    QVERIFY(process.waitForFinished(kForever));
    const auto first = readSession(sessions[0]);
    const auto second = readSession(sessions[1]);
    QCOMPARE(closingReason(first), std::string("finished"));
    QVERIFY(!bodies<WeightsSwapped>(first).empty());
    // The newest student of the first session serves the second one before anything was trained there.
    const auto taken = bodies<WeightsSwapped>(second);
    QVERIFY(!taken.empty());
    std::string newest;
    for (const WeightsSwapped& swap : bodies<WeightsSwapped>(first))
        if (swap.camera == taken.front().camera)
            newest = swap.hash;
    QCOMPARE(taken.front().hash, newest);
    QVERIFY(std::filesystem::exists(Path(sessions[0]).replace_extension(".jsonl")));
    QVERIFY(std::filesystem::exists(Path(sessions[0]).replace_extension(".log")));
}

void TestServe::argumentsAreHandedOnToEachRun()
{
    QProcess process;
    start(process, "handed",
          {QStringLiteral("--windows"), QStringLiteral("2"), QStringLiteral("--run=--planner=inference-only")});
    QVERIFY(waitForOutput(process, "session: ", 2));
    process.terminate();
    QVERIFY(process.waitForFinished(kForever));
    const auto events = readSession(cli::sessionsIn(path("handed")).front());
    QCOMPARE(std::get<SessionStarted>(events.front().body).planner, std::string("inference-only"));
}

void TestServe::aFolderIsServedOnce()
{
    QProcess process;
    start(process, "shared", {QStringLiteral("--windows"), QStringLiteral("1000")});
    QVERIFY(waitForOutput(process, "session: ", 1));
    QProcess second;
    start(second, "shared");
    const Ended end = ended(second);
    QCOMPARE(end.code, 2);
    QVERIFY2(end.err.contains(QStringLiteral("is served already")), end.told());
    process.terminate();
    QVERIFY(process.waitForFinished(kForever));
}

void TestServe::aRunThatIsKilledIsFollowedByAnother()
{
    QProcess process;
    start(process, "killed", {QStringLiteral("--windows"), QStringLiteral("1000")});
    QVERIFY(waitForOutput(process, "session: ", 1));
    const qint64 child = childOf(process);
    QVERIFY(child > 0);
    QCOMPARE(::kill(static_cast<pid_t>(child), SIGKILL), 0);
    QVERIFY(waitForOutput(process, "session: ", 1));
    process.terminate();
    QVERIFY(process.waitForFinished(kForever));
    QCOMPARE(process.exitCode(), 0);
}

void TestServe::sigtermClosesTheSession()
{
    QProcess process;
    start(process, "stopped", {QStringLiteral("--windows"), QStringLiteral("1000")});
    QVERIFY(waitForOutput(process, "session: ", 1));
    QTRY_VERIFY_WITH_TIMEOUT(!cli::sessionsIn(path("stopped")).empty(), kForever);
    process.terminate();
    QVERIFY(process.waitForFinished(kForever));
    QCOMPARE(process.exitCode(), 0);
    const auto events = readSession(cli::sessionsIn(path("stopped")).front());
    QCOMPARE(closingReason(events), std::string("stopped by the user"));
}

QTEST_GUILESS_MAIN(TestServe)
#include "tst_serve.moc"
