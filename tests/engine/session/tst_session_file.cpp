// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"

#include "tests/engine/session/sample_events.h"
#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"
#include "tests/support/property_seed.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::session;

class SessionFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=20261121 max_success=12"); }
    void whatIsAppendedIsRead();
    void aClosedSessionIsOneFile();
    void aTransitionIsOnDiskWhenAppendReturns();
    void theListenerGetsEveryEventInOrder();
    void severalThreadsGetNumbersWithoutGaps();
    void twoReadersFollowAWriter();
    void aSessionThatIsWrittenOpensAtAnyMoment();
    void itsEndingIsSaid();
    void eventsAreFoundByKind();
    void eventsOfAKindComeInParts();
    void weightsComeBackByHash();
    void aReaderThatStaysOpenDoesNotHinderClosing();
    void nothingIsAppendedAfterClosing();
    void aCutOffSessionGoesOn();
    void aSessionThatIsWrittenCannotBeResumed();
    void aCompleteSessionCannotBeResumed();
};

void SessionFile::whatIsAppendedIsRead()
{
    QVERIFY(rc::check([] {
        const TestFolder folder;
        std::vector<sample::Moment> moments(*rc::gen::inRange<std::size_t>(1, 60));
        for (std::size_t i = 0; i < moments.size(); ++i)
            moments[i] = {Nanoseconds{static_cast<std::int64_t>(i) * 1000}, sample::arbitraryBody()};
        const auto appended = sample::writeSession(folder / "a.jackdaw", moments);
        RC_ASSERT(appended.size() == moments.size());
        auto reader = SessionReader::open(folder / "a.jackdaw");
        if (!reader)
            RC_FAIL(reader.error().text());
        RC_ASSERT((*reader)->eventCount() == moments.size());
        const auto read = (*reader)->events(0, 1000);
        if (!read)
            RC_FAIL(read.error().text());
        RC_ASSERT(*read == appended);
    }));
}

void SessionFile::aClosedSessionIsOneFile()
{
    const TestFolder folder;
    QVERIFY(!sample::writeSession(folder / "a.jackdaw", sample::smallSession()).empty());
    const QDir files(QString::fromStdString(folder.path().string()));
    QCOMPARE(files.entryList(QDir::Files), QStringList(QStringLiteral("a.jackdaw")));
}

void SessionFile::aTransitionIsOnDiskWhenAppendReturns()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, sample::started());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    for (std::uint32_t i = 1; i < 20; ++i) {
        (*writer)->append(Nanoseconds{i}, WindowStarted{WindowId{i}, sample::kWindowLength, true});
        QCOMPARE((*reader)->eventCount(), i + 1);
        QCOMPARE((*reader)->duration(), Nanoseconds{i});
    }
    QVERIFY(!(*reader)->isComplete());
    QCOMPARE((*reader)->started(), sample::started());
}

void SessionFile::theListenerGetsEveryEventInOrder()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    std::vector<Event> heard;
    (*writer)->setListener([&](const Event& event) { heard.push_back(event); });
    const auto appended = sample::append(**writer, sample::smallSession());
    QVERIFY((*writer)->close());
    QVERIFY(heard == appended);
}

void SessionFile::severalThreadsGetNumbersWithoutGaps()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    std::vector<std::jthread> threads;
    for (std::uint32_t thread = 0; thread < 4; ++thread)
        threads.emplace_back([&writer, thread] {
            for (std::int64_t i = 0; i < 3000; ++i)
                (*writer)->append(Nanoseconds{i}, FrameDropped{CameraId{thread}, i});
        });
    threads.clear();
    QVERIFY((*writer)->close());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    const auto events = (*reader)->events(0, 20000);
    QVERIFY(events.has_value());
    QCOMPARE(events->size(), std::size_t{12000});
    std::array<std::int64_t, 4> next{};
    for (std::size_t i = 0; i < events->size(); ++i) {
        const auto& dropped = std::get<FrameDropped>((*events)[i].body);
        QCOMPARE((*events)[i].sequence, i);
        QCOMPARE(dropped.frame, next.at(dropped.camera.value)++);
    }
}

void SessionFile::twoReadersFollowAWriter()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, sample::started());
    std::atomic<int> faults = 0;
    const auto follow = [&](std::vector<Event>& seen) {
        auto reader = SessionReader::open(folder / "a.jackdaw");
        while (reader && (seen.empty() || !std::holds_alternative<SessionClosed>(seen.back().body))) {
            const auto page = (*reader)->events(seen.size(), 64);
            if (!page) {
                ++faults;
                return;
            }
            seen.insert(seen.end(), page->begin(), page->end());
        }
    };
    std::vector<Event> first;
    std::vector<Event> second;
    std::vector<Event> appended = {{Nanoseconds{0}, 0, sample::started()}};
    {
        std::jthread a([&] { follow(first); });
        std::jthread b([&] { follow(second); });
        auto moments = sample::smallSession(100);
        moments.erase(moments.begin());
        const auto rest = sample::append(**writer, moments);
        appended.insert(appended.end(), rest.begin(), rest.end());
    }
    QCOMPARE(faults.load(), 0);
    QVERIFY(first == appended);
    QVERIFY(second == appended);
    QVERIFY((*writer)->close());
}

/// Events come between the queries of a reader that opens: none of them may make it see damage.
void SessionFile::aSessionThatIsWrittenOpensAtAnyMoment()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, sample::started());
    const std::jthread writing([&](const std::stop_token& stop) {
        for (std::uint32_t i = 1; !stop.stop_requested(); ++i)
            (*writer)->append(Nanoseconds{i}, WindowStarted{WindowId{i}, sample::kWindowLength, true});
    });
    for (int i = 0; i < 400; ++i) {
        const auto reader = SessionReader::open(folder / "a.jackdaw");
        QVERIFY2(reader.has_value(), reader ? "" : reader.error().text().c_str());
    }
}

void SessionFile::itsEndingIsSaid()
{
    using State = SessionEnding::State;
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(fromSeconds(1.5), sample::started());
    const auto ending = [&] { return *(*SessionReader::open(folder / "a.jackdaw"))->ending(); };
    QVERIFY(ending().state == State::BeingWritten);
    QCOMPARE(ending().sentence, std::string("not closed: being written by another run, which goes on"));
    QVERIFY((*writer)->close());
    QVERIFY(ending().state == State::CutOff);
    QVERIFY2(ending().sentence.starts_with("not closed: the run was cut off after 1.5"), ending().sentence.c_str());

    writer = SessionWriter::resume(folder / "a.jackdaw");
    const SessionClosed failed{"The golden model cannot be read.", RunOutcome::Failed, "Check the file."};
    (*writer)->append(Nanoseconds{2}, failed);
    QVERIFY((*writer)->close());
    QVERIFY(ending().state == State::Closed);
    QVERIFY(*ending().closed == failed);
    QCOMPARE(ending().sentence, failed.reason);
}

void SessionFile::eventsAreFoundByKind()
{
    const TestFolder folder;
    const auto appended = sample::writeSession(folder / "a.jackdaw", sample::smallSession());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    const auto found = (*reader)->eventsOfKinds({"WindowStarted", "WindowClosed"});
    std::vector<Event> expected;
    std::copy_if(appended.begin(), appended.end(), std::back_inserter(expected), [](const Event& event) {
        return std::holds_alternative<WindowStarted>(event.body) || std::holds_alternative<WindowClosed>(event.body);
    });
    QVERIFY(found.has_value());
    QVERIFY(*found == expected);
    QVERIFY((*reader)->eventsOfKinds({})->empty());
    QVERIFY((*reader)->isComplete());
    QCOMPARE((*reader)->duration(), sample::kWindowLength * sample::kWindows);
}

void SessionFile::eventsOfAKindComeInParts()
{
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", sample::smallSession());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    const std::vector<std::string> kinds{"FrameIndexed", "WindowStarted"};
    const auto whole = (*reader)->eventsOfKinds(kinds);
    QVERIFY(whole && whole->size() > 5);
    std::vector<Event> joined;
    for (bool more = true; more;) {
        const auto part = (*reader)->eventsOfKinds(kinds, joined.empty() ? 0 : joined.back().sequence + 1, 3);
        QVERIFY(part && part->size() <= 3);
        joined.insert(joined.end(), part->begin(), part->end());
        more = part->size() == 3;
    }
    QVERIFY(joined == *whole);
    QVERIFY((*reader)->eventsOfKinds(kinds, (*reader)->eventCount(), 3)->empty());
}

void SessionFile::weightsComeBackByHash()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, sample::started());
    const StoredWeights weights = sample::weightsOf({{1, 2, 3}, std::vector<std::uint8_t>(200'000, 42), {}});
    QVERIFY((*writer)->putWeights(weights));
    QVERIFY((*writer)->putWeights(weights));
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    const auto bytes = (*reader)->weights(weights.hash);
    QVERIFY2(bytes.has_value(), bytes ? "" : bytes.error().text().c_str());
    QCOMPARE(bytes->size(), std::size_t{200'003});
    QCOMPARE(contentAddress(*bytes), weights.hash);
    QVERIFY((*reader)->holdsWeights(weights.hash));
    QVERIFY(!(*reader)->holdsWeights("def"));
    const auto missing = (*reader)->weights("def");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(missing.error().message.find("holds no weights def") != std::string::npos);
}

void SessionFile::aReaderThatStaysOpenDoesNotHinderClosing()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, sample::started());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(reader.has_value());
    (*writer)->append(Nanoseconds{1}, SessionClosed{"finished"});
    QVERIFY((*writer)->close());
    QCOMPARE((*reader)->eventCount(), std::uint64_t{2});
    reader->reset();
    auto again = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(again.has_value());
    QVERIFY((*again)->isComplete());
}

void SessionFile::nothingIsAppendedAfterClosing()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, sample::started());
    QVERIFY((*writer)->close());
    QCOMPARE((*writer)->append(Nanoseconds{1}, SessionClosed{"late"}), std::uint64_t{1});
    QVERIFY(!(*writer)->putWeights(sample::weightsOf({{1}})));
    QVERIFY((*writer)->close());
    QCOMPARE((*SessionReader::open(folder / "a.jackdaw"))->eventCount(), std::uint64_t{1});
}

void SessionFile::aCutOffSessionGoesOn()
{
    const TestFolder folder;
    auto moments = sample::smallSession();
    const std::vector<sample::Moment> before(moments.begin(), moments.begin() + 50);
    const std::vector<sample::Moment> after(moments.begin() + 50, moments.end());
    auto appended = sample::writeSession(folder / "a.jackdaw", before);
    auto writer = SessionWriter::resume(folder / "a.jackdaw");
    QVERIFY2(writer.has_value(), writer ? "" : writer.error().text().c_str());
    const auto rest = sample::append(**writer, after);
    QCOMPARE(rest.front().sequence, std::uint64_t{50});
    QVERIFY((*writer)->close());
    appended.insert(appended.end(), rest.begin(), rest.end());
    auto reader = SessionReader::open(folder / "a.jackdaw");
    QVERIFY(*(*reader)->events(0, 10000) == appended);
}

void SessionFile::aSessionThatIsWrittenCannotBeResumed()
{
    const TestFolder folder;
    auto writer = SessionWriter::create(folder / "a.jackdaw");
    QVERIFY(writer.has_value());
    (*writer)->append(Nanoseconds{0}, sample::started());
    const auto second = SessionWriter::resume(folder / "a.jackdaw");
    QVERIFY(!second);
    QVERIFY(second.error().message.find("is being written by another run") != std::string::npos);
    QVERIFY((*writer)->close());
    QVERIFY(SessionWriter::resume(folder / "a.jackdaw").has_value());
}

void SessionFile::aCompleteSessionCannotBeResumed()
{
    const TestFolder folder;
    sample::writeSession(folder / "a.jackdaw", sample::smallSession());
    const auto writer = SessionWriter::resume(folder / "a.jackdaw");
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, ErrorCode::InvalidInput);
}

QTEST_GUILESS_MAIN(SessionFile)
#include "tst_session_file.moc"
