// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/event_pages.h"
#include "engine/session/replay.h"
#include "engine/session/write_lock.h"
#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDeadlineTimer>
#include <QProcess>
#include <QtTest>

#include <cstdio>
#include <functional>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::session;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 60'000; ///< milliseconds
/// Of a child that writes: a few dozen pages.
constexpr std::uint64_t kManyEvents = 20 * EventPages::kPageEvents + 17;

EventBody bodyAt(std::uint64_t sequence)
{
    if (sequence == 0)
        return sample::started();
    if (sequence % 100 == 7)
        return WindowStarted{WindowId{static_cast<std::uint32_t>(sequence / 100)}, sample::kWindowLength, true};
    return FrameIndexed{CameraId{1}, static_cast<std::int64_t>(sequence), Nanoseconds{1}, Nanoseconds{2}, {}, {}};
}

Nanoseconds timeAt(std::uint64_t sequence)
{
    return 10ms * static_cast<std::int64_t>(sequence);
}

/// In the child: writes many events, says so, and then closes the session as soon as a line comes, or waits for its
/// end.
int writeMany(const char* file)
{
    auto writer = SessionWriter::create(file);
    if (!writer)
        return 1;
    for (std::uint64_t sequence = 0; sequence < kManyEvents; ++sequence)
        (*writer)->append(timeAt(sequence), bodyAt(sequence));
    std::puts("written");
    std::fflush(stdout);
    std::getchar();
    (*writer)->append(timeAt(kManyEvents), SessionClosed{"finished"});
    return (*writer)->close() ? 0 : 2;
}

/// In the child: has a session and does not begin it.
int holdUnbegun(const char* file)
{
    const auto lock = WriteLock::take(file);
    std::puts("held");
    std::fflush(stdout);
    std::getchar();
    return lock ? 0 : 1;
}

/// Another process that has a session. Ends with the test.
struct Child {
    Child(const char* task, const std::filesystem::path& file)
    {
        process.start(QCoreApplication::applicationFilePath(),
                      {QString::fromLatin1(task), QString::fromStdString(file.string())});
    }
    ~Child()
    {
        process.kill();
        process.waitForFinished(kPatience);
    }
    bool awaitLine()
    {
        while (!process.canReadLine())
            if (!process.waitForReadyRead(kPatience))
                return false;
        return !process.readLine().isEmpty();
    }
    bool end()
    {
        process.write("\n");
        return process.waitForFinished(kPatience) && process.exitCode() == 0;
    }
    QProcess process;
};

/// A session that is followed, on a wall clock that the test moves.
struct Follower {
    explicit Follower(const std::filesystem::path& file)
    {
        auto opened = openReplay(file, nullptr, [this] { return wall; });
        if (opened)
            source = std::move(*opened);
    }
    void poll() { source->poll(events, 1000); }
    bool pollUntil(const std::function<bool()>& done)
    {
        const QDeadlineTimer guard(kPatience);
        while (!done() && !guard.hasExpired()) {
            poll();
            std::this_thread::yield();
        }
        return done();
    }
    /// Plays at the end, as the window does.
    void follow()
    {
        source->seek(source->duration());
        source->setPlaying(true);
        events.clear();
    }

    std::chrono::steady_clock::time_point wall{};
    std::unique_ptr<SessionSource> source;
    std::vector<Event> events;
};

bool eventually(const std::function<bool()>& holds)
{
    const QDeadlineTimer guard(kPatience);
    while (!holds() && !guard.hasExpired())
        std::this_thread::yield();
    return holds();
}

bool isNumbered(const std::vector<Event>& events)
{
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].sequence != i)
            return false;
    return true;
}

} // namespace

class GrowingSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsAppendedComes();
    void whoIsAtTheEndStaysThere();
    void whoWentBackStaysBehind();
    void aPausedFollowerStands();
    void aSeekKnowsWhatWasWrittenSince();
    void itEndsWhenTheSessionIsClosed();
    void theClosedSessionIsOneFileAgain();
    void itIsOpenedBeforeTheFirstEvent();
    void aWriterThatDiesBeforeTheFirstEventIsSaid();
    void manyPagesOfAnotherProcessCome();
    void aKilledWriterIsSaid();
    void aResumedSessionIsFollowedOn();
    void theWriterNeverWaitsForItsFollowers();
    void whoOnlyAsksKeepsNoWriterAway();
    void aFileThatIsMovedBeforeItsEndIsSaid();
    void aPageThatIsLostEndsTheGrowing();
};

void GrowingSession::whatIsAppendedComes()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer);
    const auto moments = sample::smallSession();
    auto expected = sample::append(**writer, {moments.begin(), moments.begin() + 4});
    Follower follower(folder / "a.jackdaw");
    QVERIFY(follower.source);
    QVERIFY(follower.source->capabilities().growing && !follower.source->capabilities().live);
    QVERIFY(!follower.source->ending());
    follower.follow();
    for (auto next = moments.begin() + 4; next != moments.end();
         next += std::min<std::ptrdiff_t>(20, moments.end() - next)) {
        const auto last = next + std::min<std::ptrdiff_t>(20, moments.end() - next);
        for (const Event& event : sample::append(**writer, {next, last}))
            expected.push_back(event);
    }
    QVERIFY((*writer)->close());
    QVERIFY(follower.pollUntil([&] {
        follower.wall += 1s;
        return follower.events.size() == expected.size();
    }));
    QVERIFY(follower.events == expected);
}

void GrowingSession::whoIsAtTheEndStaysThere()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer);
    (*writer)->append(0s, sample::started());
    Follower follower(folder / "a.jackdaw");
    QVERIFY(follower.source);
    follower.follow();
    QVERIFY(follower.source->isPlaying());
    // No wall time passes: a simulated run is quicker than any clock.
    (*writer)->append(100s, WindowStarted{WindowId{1}, 10s, true});
    QVERIFY(follower.pollUntil([&] { return follower.source->now() == Nanoseconds(100s); }));
    QVERIFY(follower.source->isPlaying());
    // What comes at the pace of the clock is played at that pace.
    (*writer)->append(101s, WindowStarted{WindowId{2}, 10s, true});
    QVERIFY(follower.pollUntil([&] { return follower.source->duration() == Nanoseconds(101s); }));
    QCOMPARE(follower.source->now(), Nanoseconds(100s));
    follower.wall += 600ms;
    QCOMPARE(follower.source->now(), Nanoseconds(100'600ms));
    follower.wall += 1s;
    QCOMPARE(follower.source->now(), Nanoseconds(101s));
    QVERIFY(follower.source->isPlaying());
}

void GrowingSession::whoWentBackStaysBehind()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer);
    (*writer)->append(0s, sample::started());
    (*writer)->append(100s, WindowStarted{WindowId{1}, 10s, true});
    Follower follower(folder / "a.jackdaw");
    QVERIFY(follower.source);
    follower.follow();
    follower.poll();
    follower.source->seek(50s);
    (*writer)->append(200s, WindowStarted{WindowId{2}, 10s, true});
    QVERIFY(follower.pollUntil([&] { return follower.source->duration() == Nanoseconds(200s); }));
    QCOMPARE(follower.source->now(), Nanoseconds(50s));
    follower.wall += 10s;
    QCOMPARE(follower.source->now(), Nanoseconds(60s));
}

void GrowingSession::aPausedFollowerStands()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer);
    (*writer)->append(0s, sample::started());
    Follower follower(folder / "a.jackdaw");
    QVERIFY(follower.source);
    follower.follow();
    follower.poll();
    follower.source->setPlaying(false);
    (*writer)->append(100s, WindowStarted{WindowId{1}, 10s, true});
    QVERIFY(follower.pollUntil([&] { return follower.source->duration() == Nanoseconds(100s); }));
    QCOMPARE(follower.source->now(), Nanoseconds{0});
    QVERIFY(!follower.source->isPlaying());
}

/// A snapshot may tell of events that were written after the last look.
void GrowingSession::aSeekKnowsWhatWasWrittenSince()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer);
    (*writer)->append(0s, sample::started());
    Follower follower(folder / "a.jackdaw");
    QVERIFY(follower.source);
    for (std::uint64_t sequence = 1; sequence <= 3000; ++sequence)
        (*writer)->append(timeAt(sequence), bodyAt(sequence));
    (*writer)->append(40s, WindowStarted{WindowId{1}, 10s, true}); // on disk when this returns
    QVERIFY(follower.pollUntil([&] { return follower.source->duration() == Nanoseconds(40s); }));
    follower.source->seek(40s);
    std::optional<SessionSource::Start> start;
    QVERIFY(follower.pollUntil([&] {
        start = follower.source->takeStart();
        return start->known;
    }) || start->known);
    follower.events.clear();
    QVERIFY(follower.pollUntil(
        [&] { return !follower.events.empty() && follower.events.back().time == Nanoseconds(40s); }));
    QCOMPARE(follower.events.back().sequence, std::uint64_t{3001});
    const auto recorded = follower.source->recorded(3001);
    QVERIFY(recorded && recorded->time == Nanoseconds(40s));
    QVERIFY(!follower.source->recorded(3002));
}

void GrowingSession::itEndsWhenTheSessionIsClosed()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer);
    (*writer)->append(0s, sample::started());
    Follower follower(folder / "a.jackdaw");
    QVERIFY(follower.source);
    follower.follow();
    (*writer)->append(10s, SessionClosed{"stopped by the user", RunOutcome::Stopped});
    QVERIFY((*writer)->close());
    QVERIFY(follower.pollUntil([&] { return follower.events.size() == 2; }));
    QVERIFY(!follower.source->capabilities().growing);
    QVERIFY(!follower.source->isPlaying());
    const auto ending = follower.source->ending();
    QVERIFY(ending && ending->outcome == RunOutcome::Stopped);
    // As any recorded session from now on.
    follower.events.clear();
    follower.source->seek(0s);
    QVERIFY(follower.pollUntil([&] { return follower.events.size() == 1; }));
}

void GrowingSession::theClosedSessionIsOneFileAgain()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    auto writer = SessionWriter::create(file);
    QVERIFY(writer);
    auto expected = sample::append(**writer, sample::smallSession());
    expected.pop_back();
    Follower follower(file);
    QVERIFY(follower.source);
    QVERIFY((*writer)->close());
    QVERIFY(follower.pollUntil([&] { return !std::filesystem::exists(file.string() + "-wal"); }));
    follower.source->seek(1h);
    follower.events.clear();
    QVERIFY(follower.pollUntil([&] { return follower.events.size() >= expected.size(); }));
    QVERIFY(isNumbered(follower.events));
}

void GrowingSession::itIsOpenedBeforeTheFirstEvent()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    {
        Child child("--hold", file);
        QVERIFY(child.awaitLine());
        Follower early(file);
        QVERIFY2(early.source, "a session that has no file yet, but a writer");
        QVERIFY(early.source->capabilities().growing);
        QCOMPARE(early.source->duration(), Nanoseconds{0});
        QVERIFY(child.end());
    }
    auto writer = SessionWriter::create(file);
    QVERIFY(writer);
    Follower follower(file);
    QVERIFY2(follower.source, "a session without an event");
    follower.follow();
    follower.poll();
    QVERIFY(!follower.source->ending());
    (*writer)->append(0s, sample::started());
    QVERIFY(follower.pollUntil([&] { return follower.events.size() == 1; }));
    QVERIFY(std::holds_alternative<SessionStarted>(follower.events[0].body));
}

void GrowingSession::aWriterThatDiesBeforeTheFirstEventIsSaid()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    Child child("--hold", file);
    QVERIFY(child.awaitLine());
    Follower follower(file);
    QVERIFY(follower.source);
    child.process.kill();
    QVERIFY(child.process.waitForFinished(kPatience));
    QVERIFY(follower.pollUntil([&] { return follower.source->ending().has_value(); }));
    QVERIFY(!follower.source->capabilities().growing);
    QCOMPARE(follower.source->ending()->outcome, RunOutcome::Failed);
    QVERIFY2(follower.source->ending()->reason.find("a.jackdaw is not there") != std::string::npos,
             follower.source->ending()->reason.c_str());
}

void GrowingSession::manyPagesOfAnotherProcessCome()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    Child child("--write", file);
    // Whenever it is opened: before, at, or after its beginning.
    std::unique_ptr<Follower> follower;
    const QDeadlineTimer guard(kPatience);
    while ((!follower || !follower->source) && !guard.hasExpired())
        follower = std::make_unique<Follower>(file);
    QVERIFY(follower->source);
    follower->source->setPlaying(true);
    QVERIFY(child.awaitLine());
    QVERIFY(follower->pollUntil([&] {
        follower->wall += 1s;
        return follower->events.size() >= kManyEvents - 500; // the rest is written within a second, or at the end
    }));
    QVERIFY(!follower->source->ending());
    QVERIFY(child.end());
    QVERIFY(follower->pollUntil([&] {
        follower->wall += 1s;
        return follower->events.size() == kManyEvents + 1;
    }));
    QVERIFY(isNumbered(follower->events));
    for (const Event& event : follower->events)
        QVERIFY(event.sequence == kManyEvents || event.body == bodyAt(event.sequence));
    QVERIFY(follower->source->ending()->outcome == RunOutcome::Finished);
}

void GrowingSession::aKilledWriterIsSaid()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    Child child("--write", file);
    QVERIFY(child.awaitLine());
    Follower follower(file);
    QVERIFY(follower.source);
    QVERIFY(follower.source->capabilities().growing);
    follower.follow();
    child.process.kill();
    QVERIFY(child.process.waitForFinished(kPatience));
    QVERIFY(follower.pollUntil([&] { return follower.source->ending().has_value(); }));
    QVERIFY(!follower.source->capabilities().growing && !follower.source->isPlaying());
    const SessionClosed ending = *follower.source->ending();
    QCOMPARE(ending.outcome, RunOutcome::Failed);
    QVERIFY2(ending.reason.find("cut off after") != std::string::npos, ending.reason.c_str());
    QVERIFY2(ending.action.find("resume") != std::string::npos, ending.action.c_str());
    // Nothing of what was committed is lost, and the session can be gone on with.
    follower.source->seek(1h);
    follower.events.clear();
    QVERIFY(follower.pollUntil([&] { return follower.events.size() >= kManyEvents - 500; }));
    QVERIFY(isNumbered(follower.events));
    QVERIFY(SessionWriter::resume(file));
}

void GrowingSession::aResumedSessionIsFollowedOn()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    auto moments = sample::smallSession();
    moments.pop_back();
    auto expected = sample::writeSession(file, moments);
    Follower follower(file);
    QVERIFY(follower.source);
    QVERIFY(follower.source->ending()->outcome == RunOutcome::Failed);
    auto writer = SessionWriter::resume(file);
    QVERIFY(writer);
    QVERIFY(follower.pollUntil([&] { return follower.source->capabilities().growing; }));
    QVERIFY(!follower.source->ending());
    (*writer)->append(100s, SessionClosed{"finished"});
    QVERIFY((*writer)->close());
    QVERIFY(follower.pollUntil([&] { return follower.source->ending().has_value(); }));
    QCOMPARE(follower.source->ending()->outcome, RunOutcome::Finished);
    QCOMPARE(follower.source->duration(), Nanoseconds(100s));
}

/// Followers hold no lock that a writer waits for: neither committing nor folding the log into the file.
void GrowingSession::theWriterNeverWaitsForItsFollowers()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    auto writer = SessionWriter::create(file);
    QVERIFY(writer);
    (*writer)->append(0s, sample::started());
    std::vector<std::unique_ptr<Follower>> followers;
    for (int i = 0; i < 4; ++i) {
        followers.push_back(std::make_unique<Follower>(file));
        QVERIFY(followers.back()->source);
        followers.back()->source->setPlaying(true);
    }
    std::jthread reading([&](std::stop_token stop) {
        while (!stop.stop_requested())
            for (auto& follower : followers) {
                follower->wall += 1s;
                follower->poll();
            }
    });
    std::uint64_t last = 0;
    for (int i = 1; i <= 40; ++i) {
        for (int j = 0; j < 200; ++j)
            (*writer)->append(i * 1s, Note{std::string(2000, 'x')});
        last = (*writer)->append(i * 1s, WindowStarted{WindowId{1}, 1s, true});
    }
    QVERIFY(!(*writer)->failure());
    reading.request_stop();
    reading.join();
    // 16 MB went through the log, which is folded from 8 MB on whoever reads.
    QVERIFY(std::filesystem::file_size(file) > 8'000'000);
    for (auto& follower : followers)
        QVERIFY(follower->pollUntil([&] {
            follower->wall += 1s;
            return follower->events.size() == last + 1;
        }));
    QVERIFY((*writer)->close());
}

void GrowingSession::whoOnlyAsksKeepsNoWriterAway()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    std::jthread asking([&](std::stop_token stop) {
        while (!stop.stop_requested())
            WriteLock::isHeld(file);
    });
    for (int i = 0; i < 2000; ++i) {
        const auto lock = WriteLock::take(file);
        QVERIFY2(lock, lock ? "" : lock.error().text().c_str());
        QVERIFY(!WriteLock::take(file));
    }
}

/// It cannot be opened again when it is closed: what was read stays, and asking for more is no crash.
void GrowingSession::aFileThatIsMovedBeforeItsEndIsSaid()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    Child child("--write", file);
    QVERIFY(child.awaitLine());
    auto opened = GrowingFile::open(file);
    QVERIFY(opened);
    EventPages pages(*std::move(opened));
    // Before it is asked for one the thread reads sixteen pages: the seventeenth and eighteenth are not among them.
    QVERIFY(eventually([&] { return pages.find(18) != nullptr; }));
    std::filesystem::rename(file, folder / "b.jackdaw");
    child.end();
    QVERIFY(eventually([&] { return pages.failureAt(1000).has_value(); }));
    QVERIFY(pages.extent().ending.state != SessionEnding::State::BeingWritten);
    QVERIFY(pages.find(18));
    QVERIFY(eventually([&] {
        pages.find(16);
        return pages.failureAt(16).has_value();
    }));
    QCOMPARE(pages.failureAt(16)->message, std::string("The session cannot be read any more."));
    QVERIFY(pages.find(18));
}

void GrowingSession::aPageThatIsLostEndsTheGrowing()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    auto writer = SessionWriter::create(file);
    QVERIFY(writer);
    for (std::uint64_t sequence = 0; sequence < kManyEvents; ++sequence)
        (*writer)->append(timeAt(sequence), bodyAt(sequence));
    Follower follower(file);
    QVERIFY(follower.source);
    QVERIFY(follower.pollUntil([&] { return follower.source->duration() >= timeAt(kManyEvents - 1); }));
    // As long as nothing is played the thread reads sixteen pages: this one is of the eighteenth.
    SQLite::Database other(file.string(), SQLite::OPEN_READWRITE, kPatience);
    QCOMPARE(other.exec("DELETE FROM events WHERE seq = 4400"), 1);
    QVERIFY(follower.source->capabilities().growing);
    follower.source->setPlaying(true);
    QVERIFY(follower.pollUntil([&] {
        follower.wall += 1s;
        return follower.source->ending().has_value();
    }));
    QVERIFY(!follower.source->capabilities().growing);
    QVERIFY2(follower.source->ending()->reason.find("lost events") != std::string::npos,
             follower.source->ending()->reason.c_str());
}

int main(int argc, char** argv)
{
    const std::string task = argc == 3 ? argv[1] : "";
    if (task == "--write")
        return writeMany(argv[2]);
    if (task == "--hold")
        return holdUnbegun(argv[2]);
    QCoreApplication app(argc, argv);
    GrowingSession test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_growing_session.moc"
