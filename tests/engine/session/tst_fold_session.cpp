// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/fold_session.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

bool hasLog(const std::filesystem::path& file)
{
    return std::filesystem::exists(file.string() + "-wal");
}

} // namespace

class FoldSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSessionThatWasReadUntilItsEndIsOneFileAgain();
    void aSessionThatIsReadStaysAsItIs();
    void aSessionThatIsWrittenStaysAsItIs();
    void nothingIsMadeWhereThereIsNothing();
};

void FoldSession::aSessionThatWasReadUntilItsEndIsOneFileAgain()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    auto writer = SessionWriter::create(file);
    QVERIFY(writer);
    const auto events = sample::append(**writer, sample::smallSession());
    auto reader = SessionReader::open(file);
    QVERIFY(reader);
    QVERIFY((*writer)->close());
    QVERIFY(hasLog(file));
    reader->reset();
    foldSession(file);
    QVERIFY(!hasLog(file));
    auto again = SessionReader::open(file);
    QVERIFY(again);
    const auto read = (*again)->events(0, events.size());
    QVERIFY(read && *read == events);
}

void FoldSession::aSessionThatIsReadStaysAsItIs()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    auto writer = SessionWriter::create(file);
    QVERIFY(writer);
    const auto events = sample::append(**writer, sample::smallSession());
    auto reader = SessionReader::open(file);
    QVERIFY(reader);
    QVERIFY((*writer)->close());
    foldSession(file);
    const auto read = (*reader)->events(0, events.size());
    QVERIFY(read && *read == events);
}

void FoldSession::aSessionThatIsWrittenStaysAsItIs()
{
    const TestFolder folder;
    const auto file = folder / "a.jackdaw";
    auto writer = SessionWriter::create(file);
    QVERIFY(writer);
    const auto events = sample::append(**writer, sample::smallSession());
    foldSession(file);
    QVERIFY(hasLog(file));
    QVERIFY((*writer)->close());
    auto reader = SessionReader::open(file);
    QVERIFY(reader);
    QCOMPARE((*reader)->eventCount(), static_cast<std::uint64_t>(events.size()));
}

void FoldSession::nothingIsMadeWhereThereIsNothing()
{
    const TestFolder folder;
    foldSession(folder / "missing.jackdaw");
    QVERIFY(!std::filesystem::exists(folder / "missing.jackdaw"));
}

QTEST_GUILESS_MAIN(FoldSession)
#include "tst_fold_session.moc"
