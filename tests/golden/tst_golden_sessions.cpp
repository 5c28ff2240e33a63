// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"
#include "engine/report/report.h"
#include "engine/runtime/engine.h"
#include "engine/session/replay.h"
#include "engine/session/session_file.h"
#include "tests/engine/runtime/live_runs.h"
#include "tests/engine/session/test_folder.h"
#include "tests/golden/golden_run.h"
#include "tests/support/source_folder.h"

#include <QDeadlineTimer>
#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace jackdaw;
using namespace jackdaw::session;
using namespace jackdaw::testing;

namespace {

using Path = std::filesystem::path;

constexpr std::size_t kCompleteEvents = 144;
constexpr std::size_t kCutOffEvents = 197;
constexpr double kCompleteAccuracy = 0.1;

Path golden(const char* name)
{
    return testing::sourceFolder() / "tests/golden" / name;
}

int formatOf(const Path& file)
{
    return SQLite::Database(file.string()).execAndGet("PRAGMA user_version").getInt();
}

void verifyWeights(SessionReader& reader, std::size_t count)
{
    const auto swaps = reader.eventsOfKinds({"WeightsSwapped"});
    QVERIFY(swaps.has_value());
    QCOMPARE(swaps->size(), count);
    for (const Event& event : *swaps) {
        const std::string hash = std::get<WeightsSwapped>(event.body).hash;
        const auto bytes = reader.weights(hash);
        QVERIFY2(bytes.has_value(), bytes ? "" : bytes.error().text().c_str());
        const auto weights = learning::NetworkWeights::fromSafetensors(*bytes, hash);
        QVERIFY2(weights.has_value(), weights ? "" : weights.error().text().c_str());
        QCOMPARE((*weights)->hash(), hash);
    }
}

/// All events of a replay that is at its end.
Events replayed(const Path& file, std::size_t count)
{
    Events events;
    auto source = openReplay(file);
    if (!source)
        return events;
    (*source)->seek((*source)->duration());
    const QDeadlineTimer guard(60'000);
    while (events.size() < count && !guard.hasExpired()) {
        (*source)->poll(events, kAll);
        std::this_thread::yield();
    }
    return events;
}

} // namespace

/// Sessions that earlier versions wrote: they open, replay, report and go on.
class GoldenSessions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyAreOfTheFormatTheyStandFor();
    void theCompleteOneOpens();
    void theCompleteOneReplays();
    void theCompleteOneReports();
    void theCutOffOneHasItsResumePoint();
    void theCutOffOneIsBroughtToThisFormat();
    void theCutOffOneGoesOn();
};

void GoldenSessions::theyAreOfTheFormatTheyStandFor()
{
    QCOMPARE(formatOf(golden("complete-1.jackdaw")), 1);
    QCOMPARE(formatOf(golden("cut-off-1.jackdaw")), 1);
}

void GoldenSessions::theCompleteOneOpens()
{
    auto reader = SessionReader::open(golden("complete-1.jackdaw"));
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    QVERIFY((*reader)->isComplete());
    QCOMPARE((*reader)->eventCount(), std::uint64_t{kCompleteEvents});
    QCOMPARE((*reader)->started().seed, std::uint64_t{5});
    QVERIFY(!(*reader)->started().costTable.empty());
    const auto ending = (*reader)->ending();
    QVERIFY(ending.has_value() && ending->state == SessionEnding::State::Closed);
    QVERIFY(ending->closed->outcome == RunOutcome::Finished);
    QCOMPARE(ending->sentence, std::string("finished"));
    verifyWeights(**reader, 2);
    const auto missing = (*reader)->weights("0123");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void GoldenSessions::theCompleteOneReplays()
{
    const Events events = replayed(golden("complete-1.jackdaw"), kCompleteEvents);
    QCOMPARE(events.size(), kCompleteEvents);
    SessionModel model;
    for (const Event& event : events)
        model.apply(event);
    QCOMPARE(model.state().cameras.size(), std::size_t{1});
    QCOMPARE(model.state().cameras[0].framesProcessed, std::uint64_t{20});
    QCOMPARE(model.state().windows.size(), std::size_t{2});
    QVERIFY(!model.state().plans.empty());
    QVERIFY(model.state().plans.front().movesTried > 0);
    QVERIFY(model.state().closed.has_value());
}

void GoldenSessions::theCompleteOneReports()
{
    auto reader = SessionReader::open(golden("complete-1.jackdaw"));
    const auto made = report::makeReport(**reader);
    QVERIFY2(made.has_value(), made ? "" : made.error().text().c_str());
    const std::string json = report::reportJson(*made, (*reader)->started().configurations);
    QVERIFY(json.find("\"mean_accuracy\": 0.1") != std::string::npos);
    QVERIFY(json.find("\"name\": \"camera 0\"") != std::string::npos);
}

void GoldenSessions::theCutOffOneHasItsResumePoint()
{
    auto reader = SessionReader::open(golden("cut-off-1.jackdaw"));
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    QVERIFY(!(*reader)->isComplete());
    const auto ending = (*reader)->ending();
    QVERIFY(ending.has_value() && ending->state == SessionEnding::State::CutOff);
    QVERIFY2(ending->sentence.starts_with("not closed: "), ending->sentence.c_str());
    const auto point = findResumePoint(**reader);
    QVERIFY2(point.has_value(), point ? "" : point.error().text().c_str());
    QCOMPARE(point->nextWindow, WindowId{1});
    QCOMPARE(point->time, point->started.windowLength);
    QCOMPARE(point->cameras.size(), std::size_t{2});
    QVERIFY(point->cameras[0].version == WeightsVersion{1} && point->cameras[1].version == WeightsVersion{1});
    QVERIFY(!point->state);
    // Both cameras' inference, and the retraining that had just begun.
    QVERIFY(point->interrupted.size() >= 3);
    QCOMPARE(point->interrupted.back().kind, JobKind::Retraining);
    verifyWeights(**reader, 2);
}

void GoldenSessions::theCutOffOneIsBroughtToThisFormat()
{
    const TestFolder folder;
    const Path file = folder / "cut.jackdaw";
    std::filesystem::copy_file(golden("cut-off-1.jackdaw"), file);
    const Events before = readSession(file);
    QCOMPARE(before.size(), kCutOffEvents);
    auto writer = SessionWriter::resume(file);
    QVERIFY2(writer.has_value(), writer ? "" : writer.error().text().c_str());
    QCOMPARE((*writer)->append(Nanoseconds{0}, Note{"goes on"}), std::uint64_t{kCutOffEvents});
    QVERIFY((*writer)->close());
    QCOMPARE(formatOf(file), kFormatVersion);
    Events after = readSession(file);
    after.pop_back();
    QCOMPARE(difference(after, before), std::string());
    auto reader = SessionReader::open(file);
    verifyWeights(**reader, 2);
}

void GoldenSessions::theCutOffOneGoesOn()
{
    const TestFolder folder;
    const Path file = folder / "cut.jackdaw";
    std::filesystem::copy_file(golden("cut-off-1.jackdaw"), file);
    const Status made = writeGoldenRun(folder.path());
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    auto engine = runtime::Engine::resume(goldenSettings(folder.path()), file);
    QVERIFY2(engine, engine ? "" : engine.error().text().c_str());
    const Status ended = (*engine)->wait();
    QVERIFY2(ended, ended ? "" : ended.error().text().c_str());
    const Events events = readSession(file);
    QVERIFY(events.size() > kCutOffEvents);
    QCOMPARE(closingReason(events), std::string("finished"));
    QCOMPARE(bodies<WindowClosed>(events).size(), std::size_t{2});
    QVERIFY(versionsCountUp(events));
}

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--make-media")
        return writeGoldenRun(argv[2]) ? 0 : 1;
    QCoreApplication application(argc, argv);
    GoldenSessions test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_golden_sessions.moc"
