// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"
#include "engine/session/replay.h"
#include "engine/session/session_file.h"
#include "engine/session/snapshot_store.h"
#include "engine/session/state_bytes.h"
#include "tests/engine/session/test_folder.h"
#include "tests/widgets/scripted_session.h"

#include <QDeadlineTimer>
#include <QtTest>

#include <random>
#include <set>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

using Events = std::vector<Event>;

/// Everything that a session can hold, some eight snapshots long.
Events madeUp()
{
    return testing::ScriptedSession({.cameras = 4, .windows = 24, .windowSeconds = 40.0}).events();
}

void write(SessionWriter& writer, const Events& events, std::size_t first, std::size_t last)
{
    for (std::size_t i = first; i < last; ++i)
        writer.append(events[i].time, events[i].body);
}

void write(const std::filesystem::path& file, const Events& events)
{
    auto writer = SessionWriter::create(file);
    write(**writer, events, 0, events.size());
    QVERIFY((*writer)->close());
}

/// How many events are given up to \p instant: all before the first that is later.
std::size_t dueCount(const Events& events, Nanoseconds instant)
{
    const auto later =
        std::find_if(events.begin(), events.end(), [&](const Event& event) { return event.time > instant; });
    return static_cast<std::size_t>(later - events.begin());
}

SessionState played(const Events& events, std::size_t count)
{
    SessionModel model;
    for (std::size_t i = 0; i < count; ++i)
        model.apply(events[i]);
    return model.state();
}

struct Sought {
    SessionState state;
    std::size_t polled = 0; ///< events that came after the start
};

/// Seeks as a view does; \p due events lead there.
Sought seek(SessionSource& source, Nanoseconds instant, std::size_t due)
{
    SessionModel model;
    Sought sought;
    source.seek(instant);
    const QDeadlineTimer guard(60'000);
    SessionSource::Start start = source.takeStart();
    for (; !start.known && !guard.hasExpired(); start = source.takeStart())
        std::this_thread::yield();
    if (start.state)
        model.restore(*start.state);
    Events events;
    while (model.state().events < due && !guard.hasExpired()) {
        events.clear();
        sought.polled += source.poll(events, 256);
        for (const Event& event : events)
            model.apply(event);
        std::this_thread::yield();
    }
    sought.state = model.state();
    return sought;
}

/// Random instants lead to the state of one who played there, and \p most events are played for it.
void verifySeeks(const std::filesystem::path& file, const Events& events, std::size_t most)
{
    auto source = openReplay(file);
    QVERIFY2(source.has_value(), source ? "" : source.error().text().c_str());
    std::mt19937 random(20261126);
    const auto length = (*source)->duration().count();
    for (int i = 0; i < 25; ++i) {
        const Nanoseconds instant{static_cast<std::int64_t>(random()) * length / 4'294'967'295};
        const std::size_t due = dueCount(events, instant);
        const Sought sought = seek(**source, instant, due);
        QVERIFY2(sought.state == played(events, due), std::to_string(toSeconds(instant)).c_str());
        QVERIFY2(sought.polled <= most, std::to_string(sought.polled).c_str());
    }
}

void change(const std::filesystem::path& file, const char* statement)
{
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(statement);
}

} // namespace

class Seek : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSeekLeadsToTheStateOfOneWhoPlayedThere();
    void aViewThatDoesNotAskStartsAtTheFirstEvent();
    void aResumedSessionIsSoughtToo();
    void withoutSnapshotsTheFirstEventIsTheStart();
    void aDamagedSnapshotIsPassedOver();
    void noSnapshotIsTakenOfWhichABitTurned();
    void aStateComesBackFromItsBytes();
    void damagedBytesAreNoState();
    void whatIsPutInLeavesMostPiecesAsTheyWere();
    void snapshotsShareTheirPieces();
    void anEventIsReadByItsNumberWhateverIsShown();
};

void Seek::aSeekLeadsToTheStateOfOneWhoPlayedThere()
{
    const TestFolder folder;
    const Events events = madeUp();
    QVERIFY(events.size() > 4 * kSnapshotEvents);
    write(folder / "a.jackdaw", events);
    verifySeeks(folder / "a.jackdaw", events, kSnapshotEvents);
}

void Seek::anEventIsReadByItsNumberWhateverIsShown()
{
    const TestFolder folder;
    const Events events = madeUp();
    write(folder / "a.jackdaw", events);
    auto source = openReplay(folder / "a.jackdaw");
    QVERIFY(source.has_value());
    const Nanoseconds middle = events[events.size() / 2].time;
    const std::size_t due = dueCount(events, middle);
    for (const std::size_t number : {std::size_t{0}, events.size() - 1, std::size_t{300}}) {
        const QDeadlineTimer guard(60'000);
        std::optional<Event> event = (*source)->recorded(number);
        for (; !event && !guard.hasExpired(); event = (*source)->recorded(number))
            std::this_thread::yield();
        QVERIFY(event && *event == events[number]);
        // What is shown goes on as if nobody had asked.
        QVERIFY(seek(**source, middle, due).state == played(events, due));
    }
    QVERIFY(!(*source)->recorded(events.size()));
}

void Seek::aViewThatDoesNotAskStartsAtTheFirstEvent()
{
    const TestFolder folder;
    const Events events = madeUp();
    write(folder / "a.jackdaw", events);
    auto source = openReplay(folder / "a.jackdaw");
    (*source)->seek((*source)->duration());
    Events polled;
    const QDeadlineTimer guard(60'000);
    while (polled.size() < events.size() && !guard.hasExpired()) {
        (*source)->poll(polled, 1000);
        std::this_thread::yield();
    }
    QVERIFY(polled == events);
}

/// Its times go back to the start of the window in which it was cut off.
void Seek::aResumedSessionIsSoughtToo()
{
    const TestFolder folder;
    Events events = madeUp();
    const std::size_t cut = kSnapshotEvents * 3 / 2;
    const Nanoseconds back = events[cut].time - events[cut / 2].time;
    for (std::size_t i = cut; i < events.size(); ++i)
        events[i].time -= back;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    write(**writer, events, 0, cut);
    QVERIFY((*writer)->close());
    writer = SessionWriter::resume(folder / "a.jackdaw");
    write(**writer, events, cut, events.size());
    QVERIFY((*writer)->close());
    verifySeeks(folder / "a.jackdaw", events, kSnapshotEvents);
}

void Seek::withoutSnapshotsTheFirstEventIsTheStart()
{
    const TestFolder folder;
    const Events events = testing::ScriptedSession({.cameras = 2, .windows = 6}).events();
    write(folder / "a.jackdaw", events);
    for (const char* statement : {"UPDATE snapshots SET layout = layout + 1", "DELETE FROM snapshots"}) {
        change(folder / "a.jackdaw", statement);
        verifySeeks(folder / "a.jackdaw", events, events.size());
    }
}

void Seek::aDamagedSnapshotIsPassedOver()
{
    const TestFolder folder;
    const Events events = madeUp();
    write(folder / "a.jackdaw", events);
    change(
        folder / "a.jackdaw",
        "UPDATE snapshot_pieces SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT max(id) FROM snapshot_pieces)");
    verifySeeks(folder / "a.jackdaw", events, events.size());
}

/// Most bits of a state are numbers: with one of them turned it could be read all the same.
void Seek::noSnapshotIsTakenOfWhichABitTurned()
{
    const TestFolder folder;
    write(folder / "a.jackdaw", madeUp());
    SQLite::Database database((folder / "a.jackdaw").string(), SQLite::OPEN_READWRITE);
    const auto whole = readSnapshot(database, Nanoseconds::max());
    QVERIFY(whole.has_value());
    const auto put = [&](std::int64_t id, const std::string& bytes) {
        SQLite::Statement update(database, "UPDATE snapshot_pieces SET bytes = ? WHERE id = ?");
        update.bind(1, bytes.data(), static_cast<int>(bytes.size()));
        update.bind(2, id);
        update.exec();
    };
    int turned = 0;
    for (std::int64_t id = database.execAndGet("SELECT max(id) FROM snapshot_pieces").getInt64(); id > 0; --id) {
        const std::string bytes =
            database.execAndGet("SELECT bytes FROM snapshot_pieces WHERE id = " + std::to_string(id)).getString();
        std::string damaged = bytes;
        damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
        put(id, damaged);
        const auto taken = readSnapshot(database, Nanoseconds::max());
        QVERIFY2(!taken || *taken->state == *whole->state, "damaged, and taken");
        turned += taken ? 0 : 1;
        put(id, bytes);
    }
    QVERIFY2(turned > 5, "the pieces of the newest snapshot");
}

void Seek::aStateComesBackFromItsBytes()
{
    const Events events = madeUp();
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{900}, events.size()}) {
        const SessionState state = played(events, count);
        const auto back = stateFromBytes(toBytes(state));
        QVERIFY(back.has_value());
        QVERIFY(*back == state);
    }
}

void Seek::damagedBytesAreNoState()
{
    const auto whole = toBytes(played(madeUp(), 900));
    for (std::size_t size = 0; size < whole.size(); size += 1 + size / 7)
        QVERIFY(!stateFromBytes(std::span(whole).first(size)));
    auto more = whole;
    more.push_back(0);
    QVERIFY(!stateFromBytes(more));
    std::mt19937 random(3);
    for (int i = 0; i < 300; ++i) {
        auto damaged = whole;
        damaged[random() % damaged.size()] ^= static_cast<std::uint8_t>(1 + random() % 255);
        static_cast<void>(stateFromBytes(damaged)); // must not crash, nor take memory without end
    }
}

void Seek::whatIsPutInLeavesMostPiecesAsTheyWere()
{
    std::mt19937 random(4);
    std::vector<std::uint8_t> bytes(300'000);
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    const auto piecesOf = [](const std::vector<std::uint8_t>& from) {
        std::set<std::string> pieces;
        std::string joined;
        for (const auto piece : cutByContent(from))
            joined += *pieces.insert(std::string(piece.begin(), piece.end())).first;
        const bool same = joined == std::string(from.begin(), from.end());
        return same ? pieces : std::set<std::string>();
    };
    const auto before = piecesOf(bytes);
    QVERIFY(before.size() > 50);
    bytes.insert(bytes.begin() + 100'000, 33, std::uint8_t{7});
    const auto after = piecesOf(bytes);
    std::size_t shared = 0;
    for (const std::string& piece : after)
        shared += before.contains(piece) ? 1 : 0;
    QVERIFY(!after.empty());
    QVERIFY2(after.size() - shared <= 3, std::to_string(after.size() - shared).c_str());
    QVERIFY(cutByContent({}).empty());
}

void Seek::snapshotsShareTheirPieces()
{
    const TestFolder folder;
    write(folder / "a.jackdaw", madeUp());
    SQLite::Database database((folder / "a.jackdaw").string());
    const double stored = database.execAndGet("SELECT sum(length(bytes)) FROM snapshot_pieces").getDouble();
    const double count = database.execAndGet("SELECT count(*) FROM snapshots").getDouble();
    const auto whole = static_cast<double>(toBytes(played(madeUp(), madeUp().size())).size());
    // Each by itself would take about half of count * whole, since a session grows.
    QVERIFY2(stored < 0.35 * count * whole, std::to_string(stored / whole / count).c_str());
}

QTEST_GUILESS_MAIN(Seek)
#include "tst_seek.moc"
