// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "engine/base/random.h"
#include "tests/app/cli_process.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <fstream>

using namespace jackdaw;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

constexpr std::uint32_t kLongRun = 8; ///< windows

/// What a file of events holds: whole lines, and what comes after the last of them.
struct Lines {
    QList<QJsonObject> whole;
    QByteArray rest;
    bool isValid = true;
};

Lines linesOf(const QString& file)
{
    Lines lines;
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return lines;
    QList<QByteArray> texts = in.readAll().split('\n');
    lines.rest = texts.takeLast();
    for (const QByteArray& text : texts) {
        const QJsonDocument json = QJsonDocument::fromJson(text);
        lines.isValid = lines.isValid && json.isObject();
        lines.whole.append(json.object());
    }
    return lines;
}

QList<QByteArray> rowsOf(const QString& file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> rows = in.readAll().split('\n');
    rows.removeLast();
    return rows;
}

/// The kinds of events that lines tell of.
bool isTold(const EventBody& body)
{
    return std::holds_alternative<CrossingCounted>(body) || std::holds_alternative<ZoneCounted>(body)
        || std::holds_alternative<Alert>(body) || std::holds_alternative<CameraLost>(body)
        || std::holds_alternative<CameraRecovered>(body) || std::holds_alternative<WindowClosed>(body);
}

const char* wordFor(const EventBody& body)
{
    if (std::holds_alternative<CrossingCounted>(body))
        return "crossing";
    if (std::holds_alternative<ZoneCounted>(body))
        return "zone";
    if (std::holds_alternative<Alert>(body))
        return "alert";
    if (const auto* lost = std::get_if<CameraLost>(&body))
        return lost->ended ? "camera-ended" : "camera-lost";
    return std::holds_alternative<WindowClosed>(body) ? "window" : "camera-recovered";
}

/// The first of \p lines that is not as \p events have it, up to \p last; empty if there is none.
std::string firstFault(const QList<QJsonObject>& lines, const std::vector<Event>& events, std::uint64_t last)
{
    qsizetype next = 0;
    for (const Event& event : events) {
        if (!isTold(event.body) || event.sequence > last)
            continue;
        const auto* closed = std::get_if<WindowClosed>(&event.body);
        for (std::size_t i = 0; i < (closed ? closed->cameras.size() : 1); ++i, ++next) {
            if (next == lines.size() && event.sequence == last)
                return {}; // of the last event some lines may be missing
            if (next >= lines.size())
                return "event " + std::to_string(event.sequence) + " is missing";
            const QJsonObject& line = lines[next];
            if (line[QStringLiteral("sequence")].toInteger() != static_cast<qint64>(event.sequence)
                || line[QStringLiteral("event")].toString() != QString::fromLatin1(wordFor(event.body)))
                return "line " + std::to_string(next) + " is not event " + std::to_string(event.sequence);
        }
    }
    return next == lines.size() ? std::string() : "there are lines too many";
}

} // namespace

/// What jackdaw-cli tells other programs of what cameras count.
class TestCounts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRunTellsWhatItCountsWhileItRuns();
    void countsAreExportedAsATable();
    void countsAreExportedAsLines();
    void countsStandInTheReport();
    void wrongExportsAreNamed_data();
    void wrongExportsAreNamed();
    void aFileThatIsThereIsNotAddedTo();
    void aFileThatCannotBeWrittenStopsTheRunAtOnce();
    void linesGoToAPipeToo();
    void linesAndStatusShareAFile_data();
    void linesAndStatusShareAFile();
    void aKilledRunLeavesNoHalfLineAndNothingThatTheSessionLacks();
    void aResumedRunGoesOnAfterTheLastLine();
    void anotherFileIsNotGoneOnWith();

private:
    QString at(const std::string& name) const { return qt(Path(m_folder.path().toStdString()) / name); }
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    static Ended cli(const QStringList& arguments);
    bool killWhenWritten(const QString& session, const QString& events, qint64 bytes) const;

    QTemporaryDir m_folder;
};

Ended TestCounts::cli(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(JACKDAW_CLI), arguments);
    return ended(process);
}

void TestCounts::initTestCase()
{
    runtime::RunSettings settings = madeUpSettings(m_folder.path().toStdString());
    QVERIFY(writeMadeUpRun(settings));
    settings.cameras[0].lines = {{"the \"gate\", left", {0.5, 0.0}, {0.5, 1.0}}};
    // Things appear and vanish there, so that few of them live long enough to cross one line.
    for (int i = 2; i < 20; ++i)
        settings.cameras[1].lines.push_back({"road " + std::to_string(i), {0.0, 0.05 * i}, {1.0, 0.05 * i}});
    settings.cameras[1].zones = {{"yard", {{0.0, 0.0}, {1.0, 0.0}, {1.0, 0.6}, {0.0, 0.6}}}};
    std::ofstream(path("counted.json")) << datasets::scenarioJson(settings);
    settings.windows = kLongRun;
    for (runtime::CameraRun& camera : settings.cameras)
        camera.settings.loop = true;
    std::ofstream(path("long.json")) << datasets::scenarioJson(settings);
    std::ofstream(path("words.jsonl")) << "These are words.\n";
}

void TestCounts::aRunTellsWhatItCountsWhileItRuns()
{
    const Ended end = cli({QStringLiteral("run"), at("counted.json"), QStringLiteral("--out"), at("run.jackdaw"),
                           QStringLiteral("--events"), at("run.jsonl")});
    QVERIFY2(end.code == 0, end.told());
    const Lines lines = linesOf(at("run.jsonl"));
    QVERIFY(lines.isValid && lines.rest.isEmpty());
    const auto events = readSession(path("run.jackdaw"));
    QCOMPARE(firstFault(lines.whole, events, events.size()), std::string());
    QVERIFY(!QFile::exists(at("run.jackdaw-wal")));
    QVERIFY(bodies<CrossingCounted>(events).size() > 3);
    QVERIFY(bodies<ZoneCounted>(events).size() > 3);
    const auto crossing = std::find_if(lines.whole.begin(), lines.whole.end(), [](const QJsonObject& line) {
        return line[QStringLiteral("event")] == QStringLiteral("crossing");
    });
    QVERIFY(crossing != lines.whole.end());
    QVERIFY(!(*crossing)[QStringLiteral("line")].toString().isEmpty());
    const QStringList ways{QStringLiteral("forward"), QStringLiteral("backward")};
    QVERIFY(ways.contains((*crossing)[QStringLiteral("direction")].toString()));
}

void TestCounts::countsAreExportedAsATable()
{
    const Ended end = cli({QStringLiteral("export"), at("run.jackdaw"), QStringLiteral("--counts"), at("counts.csv")});
    QVERIFY2(end.code == 0, end.told());
    const auto rows = rowsOf(at("counts.csv"));
    QCOMPARE(rows[0], QByteArray("time,camera,place,name,class,direction,track,objects"));
    const auto events = readSession(path("run.jackdaw"));
    const auto crossings =
        std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.contains(",line,"); });
    QCOMPARE(crossings, static_cast<std::ptrdiff_t>(bodies<CrossingCounted>(events).size()));
    const auto first = bodies<CrossingCounted>(events).front();
    const QString name = first.camera == CameraId{0} ? QStringLiteral("\"the \"\"gate\"\", left\"")
                                                     : QStringLiteral("road %1").arg(first.line + 2);
    const QString expected = QStringLiteral("%1,camera %2,line,%3,%4,%5,%6,")
                                 .arg(toSeconds(first.frameTime), 0, 'f', 3)
                                 .arg(first.camera.value)
                                 .arg(name, first.classIndex == 0 ? QStringLiteral("car") : QStringLiteral("bus"),
                                      first.forward ? QStringLiteral("forward") : QStringLiteral("backward"))
                                 .arg(first.track);
    QVERIFY2(rows.contains(expected.toUtf8()), expected.toUtf8());
    // The numbers of a class lead from one row to the next.
    std::vector<std::uint32_t> told(2);
    for (const ZoneCounted& zone : bodies<ZoneCounted>(events))
        for (std::size_t i = 0; i < 2; ++i)
            told[i] = zone.objects[i];
    for (const auto& [index, label] : {std::pair(0U, "car"), std::pair(1U, "bus")}) {
        const QByteArray mark = QByteArray(",zone,yard,") + label + ",,,";
        QByteArray last("0");
        for (const QByteArray& row : rows)
            if (row.contains(mark))
                last = row.mid(row.lastIndexOf(',') + 1);
        QCOMPARE(last.toUInt(), told[index]);
    }
}

void TestCounts::countsAreExportedAsLines()
{
    const Ended end =
        cli({QStringLiteral("export"), at("run.jackdaw"), QStringLiteral("--counts"), at("counts.jsonl")});
    QVERIFY2(end.code == 0, end.told());
    const Lines lines = linesOf(at("counts.jsonl"));
    QVERIFY(lines.isValid && lines.rest.isEmpty());
    const auto events = readSession(path("run.jackdaw"));
    QCOMPARE(static_cast<std::size_t>(lines.whole.size()),
             bodies<CrossingCounted>(events).size() + bodies<ZoneCounted>(events).size());
}

void TestCounts::countsStandInTheReport()
{
    const auto crossings = bodies<CrossingCounted>(readSession(path("run.jackdaw")));
    const Ended text = cli({QStringLiteral("report"), at("run.jackdaw")});
    QVERIFY2(text.out.contains(QStringLiteral("forward")) && text.out.contains(QStringLiteral("yard")), text.told());
    const Ended html = cli({QStringLiteral("report"), at("run.jackdaw"), QStringLiteral("--html")});
    QVERIFY2(html.out.contains(QStringLiteral("Over the lines")), html.told());
    QVERIFY2(html.out.contains(QStringLiteral("the &quot;gate&quot;, left")), html.told());
    const Ended json = cli({QStringLiteral("report"), at("run.jackdaw"), QStringLiteral("--json")});
    const auto report = QJsonDocument::fromJson(json.out.toUtf8()).object();
    int sum = 0;
    for (const auto& camera : report[QStringLiteral("cameras")].toArray())
        for (const auto& window : camera.toObject()[QStringLiteral("counts")].toArray())
            for (const auto& line : window.toObject()[QStringLiteral("lines")].toArray())
                for (const char* way : {"forward", "backward"})
                    for (const auto& number : line.toObject()[QLatin1String(way)].toObject())
                        sum += number.toInt();
    QCOMPARE(static_cast<std::size_t>(sum), crossings.size());
}

void TestCounts::wrongExportsAreNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto wrong = [](const char* name, const QStringList& arguments, const char* named) {
        QTest::newRow(name) << arguments << QString::fromLatin1(named);
    };
    const QString counts = QStringLiteral("--counts");
    wrong("another kind of file", {at("run.jackdaw"), counts, at("counts.xls")}, ".csv or .jsonl");
    wrong("beside a camera", {at("run.jackdaw"), QStringLiteral("camera 0"), at("a.onnx"), counts, at("a.csv")},
          "--counts");
    wrong("nothing", {at("run.jackdaw")}, "--counts");
    wrong("no session", {at("missing.jackdaw"), counts, at("a.csv")}, "missing.jackdaw");
    wrong("no folder", {at("run.jackdaw"), counts, at("nowhere/a.csv")}, "nowhere");
}

void TestCounts::wrongExportsAreNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Ended end = cli(QStringList{QStringLiteral("export")} + arguments);
    QVERIFY2(end.code > 0 && end.err.contains(named), end.told());
}

void TestCounts::aFileThatIsThereIsNotAddedTo()
{
    const Ended end = cli({QStringLiteral("run"), at("counted.json"), QStringLiteral("--out"), at("again.jackdaw"),
                           QStringLiteral("--events"), at("words.jsonl")});
    QVERIFY2(end.code > 0 && end.err.contains(QStringLiteral("words.jsonl is already there")), end.told());
    QVERIFY(!QFile::exists(at("again.jackdaw")));
    QCOMPARE(rowsOf(at("words.jsonl")), QList<QByteArray>{"These are words."});
}

void TestCounts::aFileThatCannotBeWrittenStopsTheRunAtOnce()
{
    const Ended end = cli({QStringLiteral("run"), at("counted.json"), QStringLiteral("--out"), at("again.jackdaw"),
                           QStringLiteral("--events"), at("nowhere/run.jsonl")});
    QVERIFY2(end.code > 0 && end.err.contains(QStringLiteral("nowhere/run.jsonl")), end.told());
    QVERIFY(!QFile::exists(at("again.jackdaw")));
}

void TestCounts::linesGoToAPipeToo()
{
    const Ended end = cli({QStringLiteral("run"), at("counted.json"), QStringLiteral("--out"), at("piped.jackdaw"),
                           QStringLiteral("--events"), QStringLiteral("/dev/stderr")});
    QVERIFY2(end.code == 0, end.told());
    const auto count = end.err.count(QStringLiteral("\"event\":\"crossing\""));
    QCOMPARE(static_cast<std::size_t>(count), bodies<CrossingCounted>(readSession(path("piped.jackdaw"))).size());
}

void TestCounts::linesAndStatusShareAFile_data()
{
    QTest::addColumn<QString>("events");
    QTest::newRow("by the system's name") << QStringLiteral("/dev/stdout");
    QTest::newRow("as a dash") << QStringLiteral("-");
    QTest::newRow("by its own name") << at("shared.txt");
}

/// Standard output is redirected into a file, and the events go there as well: nothing is written over.
void TestCounts::linesAndStatusShareAFile()
{
    QFETCH(QString, events);
    QFile::remove(at("shared.jackdaw"));
    QFile::remove(at("shared.txt"));
    QProcess process;
    process.setStandardOutputFile(at("shared.txt"));
    process.start(QStringLiteral(JACKDAW_CLI),
                  {QStringLiteral("run"), at("counted.json"), QStringLiteral("--out"), at("shared.jackdaw"),
                   QStringLiteral("--events"), events});
    const Ended end = ended(process);
    QVERIFY2(end.code == 0, end.told());
    QList<QJsonObject> lines;
    QList<QByteArray> status;
    for (const QByteArray& row : rowsOf(at("shared.txt")))
        row.startsWith('{') ? lines.append(QJsonDocument::fromJson(row).object()) : status.append(row);
    const auto told = readSession(path("shared.jackdaw"));
    QCOMPARE(firstFault(lines, told, told.size()), std::string());
    const Ended alone = cli({QStringLiteral("report"), at("shared.jackdaw")});
    QVERIFY2(status.join('\n').contains(alone.out.trimmed().toUtf8()), "the report stands there as a whole");
}

/// Starts a long run and kills it as soon as \p bytes of its lines were seen.
bool TestCounts::killWhenWritten(const QString& session, const QString& events, qint64 bytes) const
{
    QProcess process;
    process.start(
        QStringLiteral(JACKDAW_CLI),
        {QStringLiteral("run"), at("long.json"), QStringLiteral("--out"), session, QStringLiteral("--events"), events});
    while (process.state() != QProcess::NotRunning && QFile(events).size() < bytes)
        process.waitForFinished(1);
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    return ended(process).code == -1;
}

void TestCounts::aKilledRunLeavesNoHalfLineAndNothingThatTheSessionLacks()
{
    RandomStream random(5, 0, RandomPurpose::Test, 0);
    for (int round = 0; round < 6; ++round) {
        const std::string name = "killed-" + std::to_string(round);
        QVERIFY(killWhenWritten(at(name + ".jackdaw"), at(name + ".jsonl"), 200 + random.below(6000)));
        const Lines lines = linesOf(at(name + ".jsonl"));
        QVERIFY(lines.isValid && !lines.whole.isEmpty());
        QVERIFY2(lines.rest.trimmed().isEmpty(), lines.rest);
        const auto last = static_cast<std::uint64_t>(lines.whole.last()[QStringLiteral("sequence")].toInteger());
        const auto events = readSession(path(name + ".jackdaw"));
        QVERIFY(events.size() > last);
        QCOMPARE(firstFault(lines.whole, events, last), std::string());
    }
}

void TestCounts::aResumedRunGoesOnAfterTheLastLine()
{
    QVERIFY(killWhenWritten(at("cut.jackdaw"), at("cut.jsonl"), 3000));
    // As after a loss of power: a piece of a line.
    std::ofstream(path("cut.jsonl"), std::ios::app) << R"({"sequence": 99)";
    const Ended end = cli({QStringLiteral("resume"), at("cut.jackdaw"), QStringLiteral("--events"), at("cut.jsonl")});
    QVERIFY2(end.code == 0, end.told());
    const Lines lines = linesOf(at("cut.jsonl"));
    QVERIFY(lines.isValid && lines.rest.isEmpty());
    const auto events = readSession(path("cut.jackdaw"));
    QCOMPARE(firstFault(lines.whole, events, events.size()), std::string());
}

void TestCounts::anotherFileIsNotGoneOnWith()
{
    QVERIFY(killWhenWritten(at("other.jackdaw"), at("other.jsonl"), 500));
    const Ended end =
        cli({QStringLiteral("resume"), at("other.jackdaw"), QStringLiteral("--events"), at("words.jsonl")});
    QVERIFY2(end.code > 0 && end.err.contains(QStringLiteral("words.jsonl")), end.told());
    QCOMPARE(rowsOf(at("words.jsonl")), QList<QByteArray>{"These are words."});
}

QTEST_GUILESS_MAIN(TestCounts)
#include "tst_counts.moc"
