// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include <random>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

void verifyError(const std::filesystem::path& file, ErrorCode code, const std::string& words)
{
    const auto reader = SessionReader::open(file);
    QVERIFY2(!reader, "a bad session was opened");
    QVERIFY2(reader.error().message.find(words) != std::string::npos, reader.error().message.c_str());
    QVERIFY2(reader.error().message.find(file.filename().string()) != std::string::npos,
             reader.error().message.c_str());
    QVERIFY(!reader.error().action.empty());
    QVERIFY(reader.error().code == code);
    QVERIFY2(!SessionWriter::resume(file), "a bad session was resumed");
}

std::size_t unknownPlace(const std::vector<Event>& events)
{
    const auto found = std::find_if(events.begin(), events.end(), [](const Event& event) {
        return std::holds_alternative<UnknownEvent>(event.body);
    });
    return static_cast<std::size_t>(found - events.begin());
}

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

class BadSessions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMissingFileIsNamed();
    void aFolderIsNoSession();
    void anEmptyFileIsNamed();
    void aFileThatIsNoDatabaseIsNamed();
    void anotherProgramsDatabaseIsNamed();
    void aNewerFormatIsRefused();
    void aTruncatedSessionIsNamed_data();
    void aTruncatedSessionIsNamed();
    void damagedBytesNeverCrash();
    void aLostEventIsNoticed();
    void anEventThatCannotBeReadIsNamed();
    void aCopyWithoutItsLogSaysSo();
    void whatANewerVersionWroteIsKept();
    void aLargePayloadThatIsDamagedIsNamed();
    void anExistingFileIsNotOverwritten();
    void anUnwritableFolderIsNamed();
};

void BadSessions::aMissingFileIsNamed()
{
    const TestFolder folder;
    verifyError(folder / "none.jackdaw", ErrorCode::NotFound, "is not there");
    QVERIFY(!std::filesystem::exists(folder / "none.jackdaw"));
}

void BadSessions::aFolderIsNoSession()
{
    const TestFolder folder;
    std::filesystem::create_directory(folder / "folder.jackdaw");
    verifyError(folder / "folder.jackdaw", ErrorCode::InvalidInput, "is a folder");
}

void BadSessions::anEmptyFileIsNamed()
{
    const TestFolder folder;
    verifyError(folder.write("empty.jackdaw", ""), ErrorCode::Corrupt, "is empty");
}

void BadSessions::aFileThatIsNoDatabaseIsNamed()
{
    const TestFolder folder;
    verifyError(folder.write("text.jackdaw", std::string(5000, 'x')), ErrorCode::Corrupt, "is not a Jackdaw session");
    verifyError(folder.write("short.jackdaw", "hello"), ErrorCode::Corrupt, "is not a Jackdaw session");
}

void BadSessions::anotherProgramsDatabaseIsNamed()
{
    const TestFolder folder;
    SQLite::Database((folder / "other.jackdaw").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE birds(name TEXT); PRAGMA application_id = 7");
    verifyError(folder / "other.jackdaw", ErrorCode::Corrupt, "is an SQLite file but not a Jackdaw session");
}

void BadSessions::aNewerFormatIsRefused()
{
    const TestFolder folder;
    sample::writeSession(folder / "new.jackdaw", sample::smallSession());
    SQLite::Database((folder / "new.jackdaw").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    verifyError(folder / "new.jackdaw", ErrorCode::Unsupported, "has session format 99");
}

void BadSessions::aTruncatedSessionIsNamed_data()
{
    QTest::addColumn<double>("part");
    for (const double part : {0.0005, 0.002, 0.02, 0.3, 0.5, 0.9, 0.999})
        QTest::addRow("%g", part) << part;
}

void BadSessions::aTruncatedSessionIsNamed()
{
    QFETCH(double, part);
    const TestFolder folder;
    sample::writeSession(folder / "cut.jackdaw", sample::smallSession(100));
    const auto size = std::filesystem::file_size(folder / "cut.jackdaw");
    const auto left = static_cast<std::uintmax_t>(static_cast<double>(size) * part);
    std::filesystem::resize_file(folder / "cut.jackdaw", left);
    verifyError(folder / "cut.jackdaw", ErrorCode::Corrupt, "is truncated at byte " + std::to_string(left));
}

void BadSessions::damagedBytesNeverCrash()
{
    const TestFolder folder;
    sample::writeSession(folder / "whole.jackdaw", sample::smallSession());
    const std::string whole = contentOf(folder / "whole.jackdaw");
    std::mt19937 random(20261121);
    for (int round = 0; round < 60; ++round) {
        std::string damaged = whole;
        for (int i = 0; i < 40; ++i)
            damaged[random() % damaged.size()] = static_cast<char>(random());
        auto reader = SessionReader::open(folder.write("damaged.jackdaw", damaged));
        if (!reader)
            continue;
        const auto events = (*reader)->events(0, 100'000);
        const auto point = findResumePoint(**reader);
        static_cast<void>((*reader)->weights("abc"));
        QVERIFY(events || !events.error().message.empty());
        QVERIFY(point || !point.error().message.empty());
    }
}

void BadSessions::aLostEventIsNoticed()
{
    const TestFolder folder;
    sample::writeSession(folder / "gap.jackdaw", sample::smallSession());
    SQLite::Database((folder / "gap.jackdaw").string(), SQLite::OPEN_READWRITE)
        .exec("DELETE FROM events WHERE seq = 5");
    verifyError(folder / "gap.jackdaw", ErrorCode::Corrupt, "is damaged");
}

void BadSessions::anEventThatCannotBeReadIsNamed()
{
    const TestFolder folder;
    sample::writeSession(folder / "bad.jackdaw", sample::smallSession());
    SQLite::Database((folder / "bad.jackdaw").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE events SET payload = '{\"camera\":true}' WHERE seq = 4");
    auto reader = SessionReader::open(folder / "bad.jackdaw");
    QVERIFY(reader.has_value());
    QVERIFY((*reader)->events(0, 4).has_value());
    const auto events = (*reader)->events(0, 5);
    QVERIFY(!events);
    QVERIFY2(events.error().message.find("event 4: An event of the kind FrameIndexed") != std::string::npos,
             events.error().message.c_str());
    QVERIFY(events.error().message.find("/camera") != std::string::npos);
}

void BadSessions::aCopyWithoutItsLogSaysSo()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "run.jackdaw");
    QVERIFY(writer.has_value());
    const auto starting = SessionReader::open(folder / "run.jackdaw");
    QVERIFY(!starting);
    QVERIFY2(starting.error().message.find("holds no events yet") != std::string::npos,
             starting.error().message.c_str());
    sample::append(**writer, sample::smallSession());
    std::filesystem::copy_file(folder / "run.jackdaw", folder / "copy.jackdaw");
    verifyError(folder / "copy.jackdaw", ErrorCode::Corrupt, "copied without the file copy.jackdaw-wal");
    std::filesystem::copy_file(folder / "run.jackdaw", folder / "both.jackdaw");
    std::filesystem::copy_file(folder / "run.jackdaw-wal", folder / "both.jackdaw-wal");
    const auto reader = SessionReader::open(folder / "both.jackdaw");
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    QCOMPARE((*reader)->started(), sample::started());
}

/// Another kind of event, another name of a job and another field, as a newer version might bring them.
void BadSessions::whatANewerVersionWroteIsKept()
{
    const TestFolder folder;
    auto moments = sample::smallSession();
    moments.pop_back();
    moments.push_back({sample::kWindowLength, JobStarted{JobId{7}, JobKind::Labelling, CameraId{0}, DeviceId{0}, {}}});
    const auto written = sample::writeSession(folder / "new.jackdaw", moments);
    {
        SQLite::Database database((folder / "new.jackdaw").string(), SQLite::OPEN_READWRITE);
        database.exec("UPDATE kinds SET name = 'CostsWeighed' WHERE name = 'CostMeasured'");
        database.exec("UPDATE events SET payload = replace(payload, '\"labelling\"', '\"merging\"') "
                      "WHERE kind = (SELECT kind FROM kinds WHERE name = 'JobStarted')");
        database.exec("UPDATE events SET payload = replace(payload, '{\"camera\"', '{\"mood\":[1],\"camera\"')");
    }
    auto reader = SessionReader::open(folder / "new.jackdaw");
    QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    const auto events = (*reader)->events(0, 10'000);
    QVERIFY2(events.has_value(), events ? "" : events.error().text().c_str());
    QCOMPARE(events->size(), written.size());
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < events->size(); ++i) {
        const bool newer = std::holds_alternative<UnknownEvent>((*events)[i].body);
        unknown += newer ? 1 : 0;
        QVERIFY(newer || (*events)[i] == written[i]);
    }
    QCOMPARE(unknown, std::size_t{sample::kWindows + 1});
    QVERIFY((*reader)->eventsOfKinds({"JobStarted"})->empty());
    QVERIFY(findResumePoint(**reader).has_value());
    reader->reset();

    auto writer = SessionWriter::resume(folder / "new.jackdaw");
    QVERIFY2(writer.has_value(), writer ? "" : writer.error().text().c_str());
    const CostMeasured costs{WindowId{9}, {{"infer", 1, 1.0, 1.0}}};
    (*writer)->append(Nanoseconds{1}, costs);
    (*writer)->append(Nanoseconds{1}, (*events)[unknownPlace(*events)].body);
    QVERIFY((*writer)->close());
    const auto more = (*SessionReader::open(folder / "new.jackdaw"))->events(written.size(), 2);
    QVERIFY((*more)[0].body == EventBody(costs));
    QVERIFY((*more)[1].body == (*events)[unknownPlace(*events)].body);
}

void BadSessions::aLargePayloadThatIsDamagedIsNamed()
{
    const TestFolder folder;
    sample::writeSession(folder / "large.jackdaw",
                         {{Nanoseconds{0}, sample::started()}, {Nanoseconds{0}, Note{std::string(50'000, 'x')}}});
    QVERIFY(std::filesystem::file_size(folder / "large.jackdaw") < 250'000);
    for (const char* payload : {"x'00'", "x''", "x'ffffffff789c'", "zeroblob(3000)", "substr(payload, 1, 40)"}) {
        SQLite::Database((folder / "large.jackdaw").string(), SQLite::OPEN_READWRITE)
            .exec(std::string("UPDATE events SET payload = ") + payload + " WHERE seq = 1");
        auto reader = SessionReader::open(folder / "large.jackdaw");
        const auto events = (*reader)->events(0, 10);
        QVERIFY2(!events, payload);
        QVERIFY2(events.error().message.find("event 1: its compressed payload is damaged") != std::string::npos,
                 events.error().message.c_str());
    }
}

void BadSessions::anExistingFileIsNotOverwritten()
{
    const TestFolder folder;
    const auto file = folder.write("mine.jackdaw", "my diary");
    const auto writer = SessionWriter::create(file);
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, ErrorCode::InvalidInput);
    QCOMPARE(contentOf(file), std::string("my diary"));
}

void BadSessions::anUnwritableFolderIsNamed()
{
    const TestFolder folder;
    const auto missing = SessionWriter::create(folder.path() / "no" / "such" / "a.jackdaw");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Io);
    QVERIFY(missing.error().message.find("cannot be written") != std::string::npos);
    const auto underFile = SessionWriter::create(folder.write("file", "x") / "a.jackdaw");
    QVERIFY(!underFile);
    const auto device = SessionWriter::create("/proc/a.jackdaw");
    QVERIFY(!device);
    QCOMPARE(device.error().code, ErrorCode::Io);
}

QTEST_GUILESS_MAIN(BadSessions)
#include "tst_bad_sessions.moc"
