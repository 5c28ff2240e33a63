// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QProcess>
#include <QtTest>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <random>

#include <sys/resource.h>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

constexpr std::uint64_t kCycle = 23;

StoredWeights weightsAt(std::uint64_t sequence);

/// The event that the child process appends at \p sequence: mostly telemetry, transitions in between.
EventBody bodyAt(std::uint64_t sequence)
{
    if (sequence == 0)
        return sample::started();
    if (sequence % kCycle == 7)
        return WindowStarted{WindowId{static_cast<std::uint32_t>(sequence / kCycle)}, sample::kWindowLength, true};
    if (sequence % kCycle == 16)
        return WeightsSwapped{CameraId{0},
                              WeightsVersion{static_cast<std::uint32_t>(sequence / kCycle)},
                              weightsAt(sequence).hash,
                              Accuracy{0.1},
                              Accuracy{0.2},
                              std::nullopt};
    return FrameIndexed{CameraId{1},
                        static_cast<std::int64_t>(sequence),
                        Nanoseconds{1},
                        Nanoseconds{2},
                        {},
                        std::vector<Detection>(sequence % 9, {{1, 2, 3, 4}, ClassId{1}, 0.3F})};
}

/// The lower half is the same for ten models in a row.
StoredWeights weightsAt(std::uint64_t sequence)
{
    return sample::weightsOf({std::vector<std::uint8_t>(150'000, static_cast<std::uint8_t>(sequence / kCycle / 10)),
                              std::vector<std::uint8_t>(150'000, static_cast<std::uint8_t>(sequence))});
}

/// In the child: appends until it is killed and prints each transition's number once append() has returned.
int appendForever(const char* file)
{
    auto writer = SessionWriter::create(file);
    if (!writer)
        return 1;
    for (std::uint64_t sequence = 0;; ++sequence) {
        const EventBody body = bodyAt(sequence);
        if (std::holds_alternative<WeightsSwapped>(body))
            if (!(*writer)->putWeights(weightsAt(sequence)))
                return 2;
        if ((*writer)->append(Nanoseconds{static_cast<std::int64_t>(sequence)}, body) != sequence)
            return 3;
        if (isTransition(body)) {
            std::printf("%llu\n", static_cast<unsigned long long>(sequence));
            std::fflush(stdout);
        }
    }
}

/// In the child: the file may not grow beyond a limit, as on a full disk. 0 if the failure shows as it should.
int appendToFullDisk(const char* file)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400'000, 400'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 1;
    auto writer = SessionWriter::create(file);
    if (!writer)
        return 2;
    (*writer)->append(Nanoseconds{0}, sample::started());
    for (int i = 0; i < 100'000 && !(*writer)->failure(); ++i)
        (*writer)->append(Nanoseconds{i}, Note{std::string(200, 'x')});
    const auto failure = (*writer)->failure();
    if (!failure || failure->code != ErrorCode::Io || failure->message.find("full.jackdaw") == std::string::npos)
        return 3;
    // Nothing hangs and everything says that it failed.
    (*writer)->append(Nanoseconds{5}, WindowStarted{});
    if ((*writer)->putWeights(sample::weightsOf({{1, 2, 3}})))
        return 4;
    return (*writer)->close() ? 5 : 0;
}

/// Prints that many lines, then dies by kill -9; returns the last number that was printed.
std::optional<std::uint64_t> runUntilKilled(const std::filesystem::path& file, int acknowledgements, int spins)
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--append"), QString::fromStdString(file.string())});
    QByteArray printed;
    while (printed.count('\n') < acknowledgements && child.waitForReadyRead(60'000))
        printed += child.readAllStandardOutput();
    // Spent here, not given away: on a busy machine a yield takes as long as all others want to run.
    std::atomic<int> spent{0};
    while (spent < 100 * spins)
        ++spent;
    child.kill();
    child.waitForFinished(60'000);
    printed += child.readAllStandardOutput();
    if (printed.count('\n') < acknowledgements || child.exitStatus() != QProcess::CrashExit)
        return std::nullopt;
    const QList<QByteArray> lines = printed.left(printed.lastIndexOf('\n')).split('\n');
    return lines.back().toULongLong();
}

void verifyEvents(SessionReader& reader, std::uint64_t count)
{
    const auto events = reader.events(0, count + 1);
    QVERIFY2(events.has_value(), events ? "" : events.error().text().c_str());
    QCOMPARE(events->size(), count);
    for (std::uint64_t i = 0; i < count; ++i) {
        QCOMPARE((*events)[i].sequence, i);
        QVERIFY((*events)[i].body == bodyAt(i));
    }
}

/// The first and the newest of the models named are there, the others are not.
void verifyModels(SessionReader& reader)
{
    const auto events = reader.eventsOfKinds({"WeightsSwapped"});
    QVERIFY(events.has_value());
    for (std::size_t i = 0; i < events->size(); ++i) {
        const std::string hash = std::get<WeightsSwapped>((*events)[i].body).hash;
        const auto bytes = reader.weights(hash);
        QCOMPARE(bytes.has_value(), i == 0 || i + 1 == events->size());
        if (bytes)
            QCOMPARE(contentAddress(*bytes), hash);
        else
            QVERIFY(bytes.error().message.find("is not kept") != std::string::npos);
    }
}

void verifyGoesOn(const std::filesystem::path& file, std::uint64_t next)
{
    auto writer = SessionWriter::resume(file);
    QVERIFY2(writer.has_value(), writer ? "" : writer.error().text().c_str());
    for (std::uint64_t i = next; i < next + 30; ++i)
        QCOMPARE((*writer)->append(Nanoseconds{static_cast<std::int64_t>(i)}, bodyAt(i)), i);
    QVERIFY((*writer)->close());
    auto reader = SessionReader::open(file);
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->eventCount(), next + 30);
}

} // namespace

class CutOff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKilledRunLosesNoAcknowledgedTransition_data();
    void aKilledRunLosesNoAcknowledgedTransition();
    void aFullDiskIsReported();
};

void CutOff::aKilledRunLosesNoAcknowledgedTransition_data()
{
    QTest::addColumn<int>("acknowledgements");
    QTest::addColumn<int>("spins");
    std::mt19937 random(1);
    for (int i = 0; i < 20; ++i) {
        const int acknowledgements = 1 + static_cast<int>(random() % 70);
        const int spins = static_cast<int>(random() % 20'000);
        QTest::addRow("kill %d", i) << acknowledgements << spins;
    }
}

void CutOff::aKilledRunLosesNoAcknowledgedTransition()
{
    QFETCH(int, acknowledgements);
    QFETCH(int, spins);
    const TestFolder folder;
    const auto acknowledged = runUntilKilled(folder / "killed.jackdaw", acknowledgements, spins);
    QVERIFY(acknowledged.has_value());
    auto reader = SessionReader::open(folder / "killed.jackdaw");
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    const std::uint64_t count = (*reader)->eventCount();
    QVERIFY2(count > *acknowledged, (std::to_string(count) + " " + std::to_string(*acknowledged)).c_str());
    QVERIFY(!(*reader)->isComplete());
    const auto point = findResumePoint(**reader);
    QVERIFY(point.has_value());
    QCOMPARE(point->started, sample::started());
    verifyEvents(**reader, count);
    verifyModels(**reader);
    reader->reset();
    verifyGoesOn(folder / "killed.jackdaw", count);
}

void CutOff::aFullDiskIsReported()
{
    const TestFolder folder;
    const auto file = folder / "full.jackdaw";
    QCOMPARE(QProcess::execute(QCoreApplication::applicationFilePath(),
                               {QStringLiteral("--full"), QString::fromStdString(file.string())}),
             0);
    auto reader = SessionReader::open(file);
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    const std::uint64_t count = (*reader)->eventCount();
    QVERIFY(count > 1);
    QVERIFY((*reader)->events(0, count).has_value());
    const auto ending = (*reader)->ending();
    QVERIFY(ending.has_value() && ending->state == SessionEnding::State::CutOff);
    QVERIFY2(ending->sentence.find("its disk was full") != std::string::npos, ending->sentence.c_str());
    reader->reset();
    verifyGoesOn(file, count);
}

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--append")
        return appendForever(argv[2]);
    if (argc == 3 && std::string_view(argv[1]) == "--full")
        return appendToFullDisk(argv[2]);
    QCoreApplication app(argc, argv);
    CutOff test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cut_off.moc"
