// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "engine/simulation/trace_file.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/simulation/trace_fixtures.h"
#include "tests/support/shared_data.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::testing;

namespace {

struct Ended {
    int code = -1; ///< -1: it did not end by itself
    QString out;
    QString err;

    QByteArray told() const { return (QString::number(code) + u'\n' + out + u'\n' + err).toUtf8(); }
};

Ended ended(QProcess& process)
{
    const bool finished = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return {finished ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class TestSimulate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theTableHasARowPerPlannerAndCapacity();
    void jsonHoldsRowsRunsAndWindows();
    void csvHasALinePerRunWindowAndStream();
    void threadsAndRepetitionsGiveTheSameOutput();
    void badInputIsNamed_data();
    void badInputIsNamed();
    void interruptLeavesValidPartialOutput();
    void casesAreImportedAndSimulated();
    void publishedSchedulesAreReplayed();
    void aSessionBecomesATraceThatIsHeldAgainstIt();

private:
    QString at(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void begin(QProcess& process, const QStringList& arguments) const
    {
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(JACKDAW_CLI), arguments);
    }
    Ended cli(const QStringList& arguments) const
    {
        QProcess process;
        begin(process, arguments);
        return ended(process);
    }
    Ended simulate(const QStringList& arguments) const
    {
        return cli(QStringList{QStringLiteral("simulate"), at("small.trace.json")} + arguments);
    }

    QTemporaryDir m_folder;
};

void TestSimulate::initTestCase()
{
    QVERIFY(simulation::writeTrace(randomTrace(3, 3, 4, 2), at("small.trace.json").toStdString()).has_value());
    QVERIFY(simulation::writeTrace(randomTrace(4, 40, 10, 20), at("large.trace.json").toStdString()).has_value());
    std::ofstream(at("words.json").toStdString()) << "These are words.";
    std::ofstream(at("negative.trace.json").toStdString())
        << R"({"format":"jackdaw-trace","version":1,"name":"x","devices":[{"gpus":-1}]})";
}

void TestSimulate::theTableHasARowPerPlannerAndCapacity()
{
    const Ended end = simulate({QStringLiteral("--gpus"), QStringLiteral("1,2.5"), QStringLiteral("--seeds"),
                                QStringLiteral("2"), QStringLiteral("--error"), QStringLiteral("0.1")});
    QVERIFY2(end.code == 0, end.told());
    const QStringList lines = end.out.split(u'\n', Qt::SkipEmptyParts);
    QVERIFY2(lines.size() == 2 + 8, end.told());
    QVERIFY2(lines[0].contains(QStringLiteral("3 streams, 2 windows, models carry over")), end.told());
    QVERIFY2(lines.last().startsWith(QStringLiteral("jackdaw")), end.told());
    QVERIFY2(end.err.contains(QStringLiteral("16 of 16")), end.told());
}

void TestSimulate::jsonHoldsRowsRunsAndWindows()
{
    const Ended end = simulate({QStringLiteral("--json"), QStringLiteral("--planners"),
                                QStringLiteral("uniform(1,0.5),thief"), QStringLiteral("--quiet")});
    QVERIFY2(end.code == 0 && end.err.isEmpty(), end.told());
    const QJsonObject document = QJsonDocument::fromJson(end.out.toUtf8()).object();
    QCOMPARE(document[QStringLiteral("complete")].toBool(), true);
    QCOMPARE(document[QStringLiteral("rows")].toArray().size(), 2);
    const QJsonObject run = document[QStringLiteral("runs")].toArray()[1].toObject();
    QCOMPARE(run[QStringLiteral("planner")].toString(), QStringLiteral("thief"));
    QCOMPARE(run[QStringLiteral("gpus")].toDouble(), 2.0);
    const QJsonArray windows = run[QStringLiteral("windows")].toArray();
    QCOMPARE(windows.size(), 2);
    double mean = 0.0;
    for (const auto& window : windows)
        mean += window.toObject()[QStringLiteral("mean")].toDouble() / 2;
    QVERIFY(std::abs(mean - run[QStringLiteral("mean")].toDouble()) < 1e-9);
    QCOMPARE(windows[0].toObject()[QStringLiteral("streams")].toObject().size(), 3);
}

void TestSimulate::csvHasALinePerRunWindowAndStream()
{
    const Ended end = simulate({QStringLiteral("--csv"), QStringLiteral("--planners"),
                                QStringLiteral("uniform(1,0.5),jackdaw"), QStringLiteral("--out"), at("out.csv")});
    QVERIFY2(end.code == 0 && end.out.isEmpty(), end.told());
    QFile file(at("out.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 2 * 2 * 3);
    QVERIFY(lines[0].startsWith(QStringLiteral("planner,gpus,delta,seed,window,stream,accuracy")));
    QVERIFY(lines[1].startsWith(QStringLiteral("\"uniform(1,0.5)\",2,0.1,1,0,stream 0,")));
}

void TestSimulate::threadsAndRepetitionsGiveTheSameOutput()
{
    const QStringList arguments{QStringLiteral("--csv"),   QStringLiteral("--quiet"), QStringLiteral("--seeds"),
                                QStringLiteral("4"),       QStringLiteral("--error"), QStringLiteral("0.2"),
                                QStringLiteral("--fresh"), QStringLiteral("--jobs")};
    const Ended one = simulate(arguments + QStringList{QStringLiteral("1")});
    const Ended four = simulate(arguments + QStringList{QStringLiteral("4")});
    QVERIFY2(one.code == 0, one.told());
    QCOMPARE(one.out, four.out);
}

void TestSimulate::badInputIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* arguments, const char* named) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ') << QString::fromLatin1(named);
    };
    row("simulate none.json", "none.json");
    row("simulate words.json", "text that is no JSON at line 1, column 1");
    row("simulate negative.trace.json", "/devices/0/gpus: found the number");
    row("simulate small.trace.json --planners genius", "genius");
    row("simulate small.trace.json --planners cloud(1)", "cloud(up,down)");
    row("simulate small.trace.json --planners cached(location)", "cached models");
    row("simulate small.trace.json --gpus 0", "--gpus");
    row("simulate small.trace.json --error -1", "--error");
    row("simulate small.trace.json --json --csv", "--csv");
    row("simulate", "trace");
    row("trace none.jackdaw", "none.jackdaw");
    row("trace words.json", "text that is no JSON");
    row("trace --schedules small.trace.json", "an object of windows under a name");
}

void TestSimulate::badInputIsNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Ended end = cli(arguments);
    QVERIFY2(end.code == 2, end.told());
    QVERIFY2(end.out.isEmpty(), end.told());
    QVERIFY2(end.err.contains(named), end.told());
}

void TestSimulate::interruptLeavesValidPartialOutput()
{
    QProcess process;
    begin(process,
          {QStringLiteral("simulate"), at("large.trace.json"), QStringLiteral("--planners"), QStringLiteral("thief"),
           QStringLiteral("--seeds"), QStringLiteral("100000"), QStringLiteral("--json"), QStringLiteral("--jobs"),
           QStringLiteral("2")});
    process.setReadChannel(QProcess::StandardError);
    QString progress;
    while (!progress.contains(QStringLiteral("3 of 100000")) && process.waitForReadyRead(-1))
        progress += QString::fromUtf8(process.readAllStandardError());
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Ended end = ended(process);
    QVERIFY2(end.code == 3, end.told().left(2000));
    const QJsonObject document = QJsonDocument::fromJson(end.out.toUtf8()).object();
    QCOMPARE(document[QStringLiteral("complete")].toBool(true), false);
    const auto runs = document[QStringLiteral("runs")].toArray().size();
    QVERIFY(runs >= 3 && runs < 100'000);
    QVERIFY2(end.err.contains(QStringLiteral("stopped after %1 of 100000 runs").arg(runs)),
             end.err.right(500).toUtf8());
}

void TestSimulate::casesAreImportedAndSimulated()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto folder = QString::fromStdString((shared / "ekya" / "cases").string());
    const QStringList cases{folder + QStringLiteral("/c4_w1.json"), folder + QStringLiteral("/c4_w2.json")};
    const Ended import =
        cli(QStringList{QStringLiteral("trace")} + cases + QStringList{QStringLiteral("-o"), at("c4.trace.json")});
    QVERIFY2(import.code == 0, import.told());
    const QStringList options{QStringLiteral("--csv"), QStringLiteral("--quiet"), QStringLiteral("--gpus"),
                              QStringLiteral("1,4")};
    const Ended direct = cli(QStringList{QStringLiteral("simulate")} + cases + options);
    const Ended imported = cli(QStringList{QStringLiteral("simulate"), at("c4.trace.json")} + options);
    QVERIFY2(direct.code == 0, direct.told());
    QCOMPARE(direct.out, imported.out);
}

void TestSimulate::publishedSchedulesAreReplayed()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto file = shared / "ekya" / "reference" / "schedules_3city_0713.json";
    const Ended end =
        cli({QStringLiteral("trace"), QStringLiteral("--schedules"), QString::fromStdString(file.string())});
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.out.contains(QStringLiteral("108 schedules, 300 events; 108 replayed")), end.told());
}

void TestSimulate::aSessionBecomesATraceThatIsHeldAgainstIt()
{
    runtime::RunSettings settings = madeUpSettings(m_folder.path().toStdString());
    const Status made = writeMadeUpRun(settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    settings.planner = "thief";
    std::ofstream(at("run.json").toStdString()) << datasets::scenarioJson(settings);
    const Ended run = cli({QStringLiteral("run"), at("run.json"), QStringLiteral("--out"), at("run.jackdaw")});
    QVERIFY2(run.code == 0, run.told());
    const Ended recorded = cli({QStringLiteral("trace"), at("run.jackdaw")});
    QVERIFY2(recorded.code == 0, recorded.told());
    QVERIFY2(recorded.out.contains(QStringLiteral("trace: run.trace.json (2 streams")), recorded.told());
    QVERIFY2(recorded.out.contains(QStringLiteral("recorded  simulated")), recorded.told());
    const auto trace = simulation::readTrace(at("run.trace.json").toStdString());
    QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
    QCOMPARE(trace->windows.size(), std::size_t{settings.windows - 1});
    QVERIFY(trace->windows[0].labellingSeconds + trace->windows[0].profilingSeconds > 0.0);
    QVERIFY(trace->windows[0].streams[0].recorded.has_value());
    const Ended simulated = cli({QStringLiteral("simulate"), at("run.trace.json"), QStringLiteral("--quiet")});
    QVERIFY2(simulated.code == 0, simulated.told());
}

QTEST_GUILESS_MAIN(TestSimulate)
#include "tst_simulate.moc"
