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
