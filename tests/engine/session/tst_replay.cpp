// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/replay.h"

#include "engine/session/session_file.h"
#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include <random>

using namespace jackdaw;
using namespace jackdaw::session;
using namespace std::chrono_literals;

namespace {

/// Takes note of what is asked for and hands out what the test puts there.
class FakeFrames : public FrameProvider {
public:
    struct Request {
        CameraId camera;
        std::string source;
        std::int64_t frame = 0;
        Nanoseconds sourceTime{0};
    };

    void request(CameraId camera, const std::string& source, std::int64_t frame, Nanoseconds sourceTime) override
    {
        requests.push_back({camera, source, frame, sourceTime});
    }
    std::optional<VideoFrame> take(CameraId camera) override
    {
        const auto found = ready.find(camera);
        if (found == ready.end())
            return std::nullopt;
        return ready.extract(found).mapped();
    }

    std::vector<Request> requests;
    std::map<CameraId, VideoFrame> ready;
};

/// A replay whose wall clock the test moves.
struct Fixture {
    explicit Fixture(int framesAWindow = 20)
    {
        events = sample::writeSession(folder / "a.jackdaw", sample::smallSession(framesAWindow));
        open();
    }

    void open()
    {
        auto opened = openReplay(folder / "a.jackdaw", frames, [this] { return wall; });
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        source = std::move(*opened);
    }

    std::vector<Event> due(Nanoseconds instant) const
    {
        std::vector<Event> result;
        std::copy_if(events.begin(), events.end(), std::back_inserter(result),
                     [&](const Event& event) { return event.time <= instant; });
        return result;
    }

    /// Polls until that many events came; the reading thread may be slower than the test.
    std::vector<Event> take(std::size_t count, std::size_t most = 1000)
    {
        std::vector<Event> taken;
        const QDeadlineTimer guard(30'000);
        while (taken.size() < count && !guard.hasExpired()) {
            source->poll(taken, most);
            std::this_thread::yield();
        }
        std::vector<Event> more;
        source->poll(more, most);
        taken.insert(taken.end(), more.begin(), more.end());
        return taken;
    }

    TestFolder folder;
    std::vector<Event> events;
    std::shared_ptr<FakeFrames> frames = std::make_shared<FakeFrames>();
    std::chrono::steady_clock::time_point wall{};
    std::unique_ptr<SessionSource> source;
};

} // namespace

class Replay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itStartsPausedAtZero();
    void eventsComeWhenTheyAreDue();
    void speedMultipliesAndIsLimited();
    void theWholeSessionIsIdentical();
    void aSeekGivesTheSameEventsAsPlayingThere();
    void randomSeeksNeverChangeTheSequence();
    void noMoreThanAskedForIsGiven();
    void itHoldsAtTheEnd();
    void theNewestPictureIsAskedFor();
    void thePictureOfADroppedFrameIsAskedForToo();
    void aDroppedFrameIsShownForWhenItWasDue();
    void picturesOfBeforeASeekAreNotShown();
    void aSeekRightBehindASnapshotAsksForThePicture();
    void aCutOffSessionPlaysToItsLastEvent();
    void aSessionThatIsWrittenPlays();
    void aDamagedEventEndsInAnAlert();
    void aMissingFileIsAnError();
};

void Replay::itStartsPausedAtZero()
{
    Fixture test;
    QVERIFY(test.source->capabilities().seek);
    QVERIFY(!test.source->capabilities().live);
    QVERIFY(!test.source->isPlaying());
    test.wall += 5s;
    QCOMPARE(test.source->now(), Nanoseconds{0});
    QVERIFY2(test.source->ending() == std::get<SessionClosed>(test.events.back().body), "known from the beginning");
    QCOMPARE(test.source->duration(), sample::kWindowLength * sample::kWindows);
    QVERIFY(test.take(test.due(0s).size()) == test.due(0s));
    QCOMPARE(test.source->droppedEvents(), std::uint64_t{0});
}

void Replay::eventsComeWhenTheyAreDue()
{
    Fixture test;
    test.source->setPlaying(true);
    std::size_t given = 0;
    for (int step = 0; step < 7; ++step) {
        const auto due = test.due(test.source->now());
        const auto taken = test.take(due.size() - given);
        QVERIFY(taken == std::vector<Event>(due.begin() + static_cast<std::ptrdiff_t>(given), due.end()));
        given = due.size();
        test.wall += 3s;
        QCOMPARE(test.source->now(), 3s * (step + 1));
    }
    test.source->setPlaying(false);
    test.wall += 100s;
    QCOMPARE(test.source->now(), Nanoseconds(21s));
}

void Replay::speedMultipliesAndIsLimited()
{
    Fixture test;
    test.source->setPlaying(true);
    test.source->setSpeed(4.0);
    test.wall += 1s;
    QCOMPARE(test.source->now(), Nanoseconds(4s));
    test.source->setSpeed(0.0);
    test.wall += 4s;
    QCOMPARE(test.source->now(), Nanoseconds(5s));
    test.source->setSpeed(1e9);
    test.wall += 250ms;
    QCOMPARE(test.source->now(), Nanoseconds(21s));
}

void Replay::theWholeSessionIsIdentical()
{
    Fixture test(400);
    test.source->setPlaying(true);
    test.wall += 1000s;
    QVERIFY(test.take(test.events.size(), 777) == test.events);
}

void Replay::aSeekGivesTheSameEventsAsPlayingThere()
{
    Fixture test(100);
    QCOMPARE(test.source->generation(), 0U);
    for (const auto instant : {Nanoseconds(17s), Nanoseconds(3s), Nanoseconds(0), Nanoseconds(30s)}) {
        const auto before = test.source->generation();
        test.source->seek(instant);
        QCOMPARE(test.source->generation(), before + 1);
        QCOMPARE(test.source->now(), instant);
        QVERIFY(test.take(test.due(instant).size()) == test.due(instant));
    }
    test.source->seek(-5s);
    QCOMPARE(test.source->now(), Nanoseconds{0});
    test.source->seek(999s);
    QCOMPARE(test.source->now(), test.source->duration());
}

void Replay::randomSeeksNeverChangeTheSequence()
{
    Fixture test(150);
    std::mt19937 random(3);
    test.source->setPlaying(true);
    std::vector<Event> seen;
    for (int step = 0; step < 300; ++step) {
        if (random() % 10 == 0) {
            test.source->seek(Nanoseconds(random() % 30) * 1'000'000'000);
            seen.clear();
        }
        test.wall += std::chrono::milliseconds(random() % 400);
        test.source->poll(seen, random() % 200);
        QVERIFY(seen.size() <= test.events.size());
        QVERIFY(std::equal(seen.begin(), seen.end(), test.events.begin()));
        QVERIFY(seen.empty() || seen.back().time <= test.source->now());
    }
    const auto rest = test.due(test.source->now()).size() - seen.size();
    const auto taken = test.take(rest);
    seen.insert(seen.end(), taken.begin(), taken.end());
    QVERIFY(seen == test.due(test.source->now()));
}

void Replay::noMoreThanAskedForIsGiven()
{
    Fixture test;
    test.source->seek(30s);
    std::vector<Event> taken = {Event{}};
    QCOMPARE(test.source->poll(taken, 0), std::size_t{0});
    const QDeadlineTimer guard(30'000);
    while (taken.size() < 1 + test.events.size() && !guard.hasExpired()) {
        const std::size_t before = taken.size();
        const std::size_t given = test.source->poll(taken, 7);
        QVERIFY(given <= 7);
        QCOMPARE(taken.size(), before + given);
    }
    QVERIFY(std::equal(taken.begin() + 1, taken.end(), test.events.begin(), test.events.end()));
}

void Replay::itHoldsAtTheEnd()
{
    Fixture test;
    test.source->setPlaying(true);
    QVERIFY(test.source->isPlaying());
    test.wall += 1h;
    QVERIFY(!test.source->isPlaying());
    QCOMPARE(test.source->now(), test.source->duration());
    test.source->seek(1s);
    QVERIFY(test.source->isPlaying());
}

void Replay::theNewestPictureIsAskedFor()
{
    Fixture test;
    test.source->seek(13s);
    test.take(test.due(13s).size());
    QCOMPARE(test.frames->requests.size(), std::size_t{2});
    const auto& request = test.frames->requests.back();
    QCOMPARE(request.camera, CameraId{1});
    QCOMPARE(request.source, std::string("video-1.mp4"));
    QCOMPARE(request.frame, std::int64_t{1006});
    QCOMPARE(request.sourceTime, Nanoseconds(6500ms));
    test.frames->ready[CameraId{1}] = VideoFrame{352, 288, 1006, 6500ms, {}, nullptr};
    const auto picture = test.source->takeFrame(CameraId{1});
    QVERIFY(picture.has_value());
    QCOMPARE(picture->time, Nanoseconds(13s));
    QVERIFY(!test.source->takeFrame(CameraId{1}).has_value());
}

/// Before the first student all frames are dropped, and shown all the same.
void Replay::thePictureOfADroppedFrameIsAskedForToo()
{
    Fixture test;
    auto moments = sample::smallSession();
    moments.resize(1);
    moments.push_back({0s, CameraAdded{CameraId{0}, "gate", "gate.mp4", 352, 288, 5.0, 0.2, 4s, false}});
    moments.push_back({10s, FrameDropped{CameraId{0}, 150}});
    std::filesystem::remove(test.folder / "a.jackdaw");
    test.events = sample::writeSession(test.folder / "a.jackdaw", moments);
    test.open();
    test.source->seek(10s);
    test.take(3);
    QCOMPARE(test.frames->requests.size(), std::size_t{1});
    QCOMPARE(test.frames->requests[0].source, std::string("gate.mp4"));
    QCOMPARE(test.frames->requests[0].frame, std::int64_t{150});
    QCOMPARE(test.frames->requests[0].sourceTime, Nanoseconds(6s));
    test.frames->ready[CameraId{0}] = VideoFrame{352, 288, 150, 6s, {}, nullptr};
    const auto picture = test.source->takeFrame(CameraId{0});
    QVERIFY(picture.has_value());
    QCOMPARE(picture->time, Nanoseconds(10s));
}

/// Its event comes when the next frame took its place.
void Replay::aDroppedFrameIsShownForWhenItWasDue()
{
    Fixture test;
    auto moments = sample::smallSession();
    moments.resize(1);
    moments.push_back({0s, CameraAdded{CameraId{0}, "gate", "gate.mp4", 352, 288, 5.0, 1.0}});
    moments.push_back({10100ms, FrameIndexed{CameraId{0}, 50, 5s, 10s, {}, {}}});
    moments.push_back({10300ms, FrameIndexed{CameraId{0}, 52, 5200ms, 10200ms, {}, {}}});
    moments.push_back({10600ms, FrameDropped{CameraId{0}, 54}});
    std::filesystem::remove(test.folder / "a.jackdaw");
    test.events = sample::writeSession(test.folder / "a.jackdaw", moments);
    test.open();
    test.source->seek(11s);
    test.take(5);
    QCOMPARE(test.frames->requests.size(), std::size_t{1});
    QCOMPARE(test.frames->requests[0].frame, std::int64_t{54});
    QCOMPARE(test.frames->requests[0].sourceTime, Nanoseconds(5400ms));
    test.frames->ready[CameraId{0}] = VideoFrame{352, 288, 54, 5400ms, {}, nullptr};
    const auto picture = test.source->takeFrame(CameraId{0});
    QVERIFY(picture.has_value());
    QCOMPARE(picture->time, Nanoseconds(10400ms));
}

void Replay::picturesOfBeforeASeekAreNotShown()
{
    Fixture test;
    test.source->seek(13s);
    test.take(test.due(13s).size());
    test.source->seek(2s);
    test.frames->ready[CameraId{1}] = VideoFrame{352, 288, 1006, 6500ms, {}, nullptr};
    QVERIFY(!test.source->takeFrame(CameraId{1}).has_value());
}

/// No frame is told of between the snapshot and the instant, so that nothing but the snapshot knows the newest one.
void Replay::aSeekRightBehindASnapshotAsksForThePicture()
{
    Fixture test(400);
    const Event& last = test.events.at(1023); // the snapshot's
    test.source->seek(last.time + 1ns);
    SessionSource::Start start{.known = false, .state = nullptr};
    QVERIFY(QTest::qWaitFor([&] { // is given once
        start = test.source->takeStart();
        return start.known;
    }));
    QVERIFY(start.state && !start.state->cameras.empty());
    std::vector<Event> after;
    QVERIFY(QTest::qWaitFor([&] {
        test.source->poll(after, 1000);
        return !test.frames->requests.empty();
    }));
    for (const CameraState& camera : start.state->cameras) {
        const bool isAsked = std::any_of(test.frames->requests.begin(), test.frames->requests.end(),
                                         [&](const auto& request) { return request.camera == camera.info.camera; });
        QVERIFY2(isAsked || camera.frame < 0, camera.info.name.c_str());
    }
}

void Replay::aCutOffSessionPlaysToItsLastEvent()
{
    Fixture test;
    auto moments = sample::smallSession();
    moments.resize(70);
    std::filesystem::remove(test.folder / "a.jackdaw");
    test.events = sample::writeSession(test.folder / "a.jackdaw", moments);
    test.open();
    QCOMPARE(test.source->duration(), moments.back().time);
    const auto ending = test.source->ending();
    QVERIFY(ending && ending->outcome == RunOutcome::Failed);
    QVERIFY2(ending->reason.find("cut off after") != std::string::npos, ending->reason.c_str());
    QVERIFY2(ending->action.find("resume") != std::string::npos, ending->action.c_str());
    test.source->seek(1h);
    QVERIFY(test.take(70) == test.events);
}

void Replay::aSessionThatIsWrittenPlays()
{
    Fixture test;
    auto writer = SessionWriter::create(test.folder / "live.jackdaw");
    QVERIFY(writer.has_value());
    auto moments = sample::smallSession();
    const auto last = std::find_if(moments.begin(), moments.end(), [](const auto& moment) {
        return std::holds_alternative<WindowClosed>(moment.body);
    });
    const auto events = sample::append(**writer, {moments.begin(), last + 1});
    auto source = openReplay(test.folder / "live.jackdaw");
    QVERIFY(source.has_value());
    test.source = std::move(*source);
    test.source->seek(1h);
    QVERIFY2(!test.source->ending(), "it goes on");
    QVERIFY(test.take(events.size()) == events);
    test.source.reset();
}

void Replay::aDamagedEventEndsInAnAlert()
{
    Fixture test(100);
    test.source.reset();
    SQLite::Database((test.folder / "a.jackdaw").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE events SET payload = 'x' WHERE seq = 300");
    test.open();
    test.source->seek(1h);
    const auto taken = test.take(257);
    QCOMPARE(taken.size(), std::size_t{257});
    QVERIFY(std::equal(taken.begin(), taken.end() - 1, test.events.begin()));
    const auto* alert = std::get_if<Alert>(&taken.back().body);
    QVERIFY(alert != nullptr);
    QVERIFY(alert->severity == Severity::Error);
    QVERIFY(alert->message.find("event 300") != std::string::npos);
}

void Replay::aMissingFileIsAnError()
{
    QCOMPARE(openReplay("no/such.jackdaw").error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(Replay)
#include "tst_replay.moc"
