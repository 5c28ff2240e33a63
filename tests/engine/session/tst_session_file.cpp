// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"

#include "tests/engine/session/sample_events.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

std::filesystem::path inFolder(const QTemporaryDir& folder, const char* name)
{
    return std::filesystem::path(folder.path().toStdString()) / name;
}

} // namespace

class SessionFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("RC_PARAMS", "seed=20261121 max_success=12"); }
    void whatIsAppendedIsRead();
    void aClosedSessionIsOneFile();
};

void SessionFile::whatIsAppendedIsRead()
{
    QVERIFY(rc::check([] {
        const QTemporaryDir folder;
        auto writer = SessionWriter::create(inFolder(folder, "a.jackdaw"));
        RC_ASSERT(writer.has_value());
        std::vector<Event> appended;
        const auto count = *rc::gen::inRange<std::uint64_t>(0, 60);
        for (std::uint64_t i = 0; i < count; ++i) {
            appended.push_back({Nanoseconds{static_cast<std::int64_t>(i) * 1000}, i, sample::arbitraryBody()});
            RC_ASSERT((*writer)->append(appended.back().time, appended.back().body) == i);
        }
        const auto closed = (*writer)->close();
        if (!closed)
            RC_FAIL(closed.error().text() + closed.error().detail);
        auto reader = SessionReader::open(inFolder(folder, "a.jackdaw"));
        if (!reader)
            RC_FAIL(reader.error().text());
        RC_ASSERT((*reader)->eventCount() == count);
        const auto read = (*reader)->events(0, 1000);
        if (!read)
            RC_FAIL(read.error().text());
        RC_ASSERT(*read == appended);
    }));
}

void SessionFile::aClosedSessionIsOneFile()
{
    const QTemporaryDir folder;
    auto writer = SessionWriter::create(inFolder(folder, "a.jackdaw"));
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, SessionStarted{});
    (*writer)->append(Nanoseconds{1}, SessionClosed{"finished"});
    QVERIFY((*writer)->close());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(QStringLiteral("a.jackdaw")));
}

QTEST_GUILESS_MAIN(SessionFile)
#include "tst_session_file.moc"
