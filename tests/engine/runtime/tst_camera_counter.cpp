// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"
#include "engine/runtime/live_boxes.h"
#include "tests/engine/runtime/live_runs.h"
#include "tests/support/fake_run.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

constexpr CameraId kCamera{0};
const CountingLine kGate{"gate", {0.0, 0.5}, {1.0, 0.5}};
const CountingZone kLower{"lower half", {{0.0, 0.5}, {1.0, 0.5}, {1.0, 1.0}, {0.0, 1.0}}};

/// A camera's boxes with counts, and a car that drives down through a picture of 100 × 100.
struct CountingBench {
    explicit CountingBench(CountedBefore before = {})
    {
        boxes.countBy(std::make_unique<CameraCounter>(kCamera, vision::Counter::Places{{kGate}, {kLower}}, 2, before,
                                                      recording.recorder()));
    }
    /// Its foot is 10 pixels lower on each frame.
    void find(int number)
    {
        VideoFrame frame{100, 100, number};
        frame.time = fromSeconds(0.2 * number);
        const auto foot = static_cast<float>(10 * number + 5);
        boxes.found(frame, {frame.time, WeightsVersion{1}, {{{40, foot - 20, 60, foot}, ClassId{1}, 0.9F}}});
    }
    void drive(int from, int until)
    {
        for (int number = from; number <= until; ++number)
            find(number);
    }

    Recording recording;
    ScoreBook scores{kCamera, 2, {}, recording.recorder()};
    LiveBoxes boxes{kCamera, scores, recording.recorder()};
};

std::vector<std::string> kindsOf(const Events& events, std::initializer_list<std::string_view> wanted)
{
    std::vector<std::string> kinds;
    for (const Event& event : events)
        if (std::find(wanted.begin(), wanted.end(), kindName(event.body)) != wanted.end())
            kinds.emplace_back(kindName(event.body));
    return kinds;
}

/// Fake streets with a line across and a zone on the right half.
RunSettings countedStreets(const Path& folder)
{
    RunSettings settings = fakeSettings(folder, 2, 3);
    settings.cameras[0].lines = {{"across", {0.5, 0.0}, {0.5, 1.0}}};
    settings.cameras[0].zones = {{"right half", {{0.5, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.5, 1.0}}}};
    return settings;
}

Events goOn(const RunSettings& settings, const Path& file)
{
    FakeTallies tallies;
    Suppliers suppliers;
    suppliers.feed = [&](const auto& camera) { return openFakeFeed(camera, tallies.pictures); };
    suppliers.learner = [&](const auto&, const auto&) { return std::make_shared<FakeLearner>(tallies); };
    auto parts = reopenRun(settings, file, suppliers);
    if (!parts)
        return {};
    LiveChannel channel(settings.cameras.size());
    Signal wake;
    CommandQueue commands(wake);
    const Status ended = RunLoop(std::move(*parts), channel, commands, wake).run({});
    return ended ? readSession(file) : Events();
}

/// Of all classes, forward and backward.
std::size_t crossingsOf(const Events& events, bool forward)
{
    const auto crossings = bodies<CrossingCounted>(events);
    return static_cast<std::size_t>(std::count_if(crossings.begin(), crossings.end(),
                                                  [&](const auto& crossing) { return crossing.forward == forward; }));
}

} // namespace

class TestCameraCounter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsCountedIsRecordedBeforeItsFrame();
    void aZoneIsToldFirstAndThenWhenItChanges();
    void framesThatTheSessionTellsOfAreNotCountedAgain();
    void tracksOfAResumedRunHaveNumbersOfTheirOwn();
    void aCameraThatIsGoneHasEmptyZones();
    void whereASourceBeginsAgainTracksBeginAnew();
    void whatIsFoundLateIsPassedOver();
    void whatASessionCountedIsFound();
    void aSessionWithoutCountsSaysNothing();
    void aRunCountsWhatItsCameraServes();
    void camerasWithoutLinesCountNothing();
    void twoRunsCountAlike();
    void aResumedRunCountsNothingTwice();
};

void TestCameraCounter::whatIsCountedIsRecordedBeforeItsFrame()
{
    CountingBench bench;
    bench.drive(3, 7);
    const Events events = bench.recording.events();
    const auto crossings = bodies<CrossingCounted>(events);
    QCOMPARE(crossings.size(), std::size_t{1});
    QVERIFY((crossings[0] == CrossingCounted{kCamera, 0, 1, true, 0, fromSeconds(1.0)}));
    const auto kinds = kindsOf(events, {"CrossingCounted", "FrameIndexed"});
    QCOMPARE(kinds,
             (std::vector<std::string>{"FrameIndexed", "FrameIndexed", "CrossingCounted", "FrameIndexed",
                                       "FrameIndexed", "FrameIndexed"}));
}

void TestCameraCounter::aZoneIsToldFirstAndThenWhenItChanges()
{
    CountingBench bench;
    bench.drive(3, 9);
    const auto zones = bodies<ZoneCounted>(bench.recording.events());
    QCOMPARE(zones.size(), std::size_t{2});
    QVERIFY((zones[0] == ZoneCounted{kCamera, 0, {0, 0}, fromSeconds(0.6)}));
    QVERIFY((zones[1] == ZoneCounted{kCamera, 0, {0, 1}, fromSeconds(1.0)}));
}

void TestCameraCounter::framesThatTheSessionTellsOfAreNotCountedAgain()
{
    CountingBench bench({fromSeconds(1.2), 5});
    bench.drive(3, 9);
    const Events events = bench.recording.events();
    QVERIFY(bodies<CrossingCounted>(events).empty());
    const auto zones = bodies<ZoneCounted>(events);
    QCOMPARE(zones.size(), std::size_t{1});
    QVERIFY((zones[0] == ZoneCounted{kCamera, 0, {0, 1}, fromSeconds(1.4)}));
}

void TestCameraCounter::tracksOfAResumedRunHaveNumbersOfTheirOwn()
{
    CountingBench bench({fromSeconds(0.8), 5});
    bench.drive(3, 9);
    const auto crossings = bodies<CrossingCounted>(bench.recording.events());
    QCOMPARE(crossings.size(), std::size_t{1});
    QCOMPARE(crossings[0].track, std::int64_t{5});
}

void TestCameraCounter::aCameraThatIsGoneHasEmptyZones()
{
    CountingBench bench;
    bench.drive(3, 8);
    bench.boxes.counts()->forget(fromSeconds(1.9));
    bench.find(9); // it was under way
    const auto zones = bodies<ZoneCounted>(bench.recording.events());
    QCOMPARE(zones.size(), std::size_t{3});
    QVERIFY((zones[2].objects == std::vector<std::uint32_t>{0, 0}));
}

void TestCameraCounter::whereASourceBeginsAgainTracksBeginAnew()
{
    CountingBench bench;
    bench.drive(2, 4); // above the line; then the source begins again, and the object there is below it
    for (int number = 5; number < 9; ++number) {
        VideoFrame frame{100, 100, number - 5};
        frame.time = fromSeconds(0.2 * number);
        bench.boxes.found(frame, {frame.time, WeightsVersion{1}, {{{40, 45, 60, 65}, ClassId{1}, 0.9F}}});
    }
    const Events events = bench.recording.events();
    QVERIFY(bodies<CrossingCounted>(events).empty());
    QVERIFY((bodies<ZoneCounted>(events).back().objects == std::vector<std::uint32_t>{0, 1}));
}

void TestCameraCounter::whatIsFoundLateIsPassedOver()
{
    CountingBench bench;
    bench.drive(2, 4);
    bench.find(3);
    bench.drive(5, 7);
    QCOMPARE(bodies<CrossingCounted>(bench.recording.events()).size(), std::size_t{1});
}

void TestCameraCounter::whatASessionCountedIsFound()
{
    Recording recording;
    Signal wake;
    recording.recorder().record(SessionStarted{});
    for (int i = 0; i < 12; ++i) {
        recording.clock().waitUntil(fromSeconds(i), wake, {});
        recording.recorder().record(FrameIndexed{CameraId{1}, i, {}, fromSeconds(i - 0.5)});
    }
    recording.recorder().record(CrossingCounted{CameraId{0}, 0, 0, true, 7, fromSeconds(3)});
    recording.recorder().record(CrossingCounted{CameraId{0}, 0, 0, true, 4, fromSeconds(4)});
    QVERIFY(!recording.events().empty());
    const auto reader = session::SessionReader::open(recording.path("recording.jackdaw"));
    QVERIFY(reader);
    auto counted = countedBefore(**reader, fromSeconds(8));
    QVERIFY(counted);
    QVERIFY((*counted)[CameraId{0}].until == fromSeconds(4));
    QCOMPARE((*counted)[CameraId{0}].nextTrack, std::int64_t{8});
    QVERIFY((*counted)[CameraId{1}].until == fromSeconds(10.5));
    QCOMPARE((*counted)[CameraId{1}].nextTrack, std::int64_t{0});
}

void TestCameraCounter::aSessionWithoutCountsSaysNothing()
{
    Recording recording;
    recording.recorder().record(SessionStarted{});
    QVERIFY(!recording.events().empty());
    const auto reader = session::SessionReader::open(recording.path("recording.jackdaw"));
    QVERIFY(reader);
    const auto counted = countedBefore(**reader, fromSeconds(8));
    QVERIFY(counted && counted->empty());
}

void TestCameraCounter::aRunCountsWhatItsCameraServes()
{
    const QTemporaryDir folder;
    const Path path = folder.path().toStdString();
    const RunSettings settings = countedStreets(path);
    QVERIFY(prepareFakeRun(settings));
    QVERIFY(runFake(settings, path / "run.jackdaw").status);
    const Events events = readSession(path / "run.jackdaw");
    const auto added = bodies<CameraAdded>(events);
    QVERIFY(added[0].lines == settings.cameras[0].lines);
    QVERIFY(added[0].zones == settings.cameras[0].zones);
    // Everything on these streets goes to the right.
    QVERIFY(crossingsOf(events, false) > 20);
    QVERIFY(crossingsOf(events, true) < crossingsOf(events, false) / 4);
    SessionModel model;
    for (const Event& event : events)
        model.apply(event);
    const auto& counts = model.state().cameras[0].counts;
    std::size_t backward = 0;
    for (const std::uint32_t number : counts.lines.at(0).backward)
        backward += number;
    QCOMPARE(backward, crossingsOf(events, false));
    QCOMPARE(counts.zones.size(), std::size_t{1});
}

void TestCameraCounter::camerasWithoutLinesCountNothing()
{
    const QTemporaryDir folder;
    const Path path = folder.path().toStdString();
    const RunSettings settings = countedStreets(path);
    QVERIFY(prepareFakeRun(settings));
    QVERIFY(runFake(settings, path / "run.jackdaw").status);
    for (const CrossingCounted& crossing : bodies<CrossingCounted>(readSession(path / "run.jackdaw")))
        QVERIFY(crossing.camera == CameraId{0});
    for (const ZoneCounted& zone : bodies<ZoneCounted>(readSession(path / "run.jackdaw")))
        QVERIFY(zone.camera == CameraId{0});
}

void TestCameraCounter::twoRunsCountAlike()
{
    const QTemporaryDir folder;
    const Path path = folder.path().toStdString();
    const RunSettings settings = countedStreets(path);
    QVERIFY(prepareFakeRun(settings));
    QVERIFY(runFake(settings, path / "one.jackdaw").status);
    QVERIFY(runFake(settings, path / "two.jackdaw").status);
    QCOMPARE(difference(repeatable(readSession(path / "one.jackdaw")), repeatable(readSession(path / "two.jackdaw"))),
             std::string());
}

void TestCameraCounter::aResumedRunCountsNothingTwice()
{
    const QTemporaryDir folder;
    const Path path = folder.path().toStdString();
    const RunSettings settings = countedStreets(path);
    QVERIFY(prepareFakeRun(settings));
    const auto keepModels = [&](RunParts& parts) {
        parts.writer.reset();
        std::filesystem::remove(path / "whole.jackdaw");
        parts.writer = std::move(*session::SessionWriter::create(path / "whole.jackdaw", session::KeptModels::All));
    };
    QVERIFY(runFake(settings, path / "whole.jackdaw", {}, keepModels).status);
    const Events whole = readSession(path / "whole.jackdaw");
    const auto last = std::find_if(whole.rbegin(), whole.rend(), [](const Event& event) {
        return std::holds_alternative<WindowStarted>(event.body);
    });
    const auto border = static_cast<std::size_t>(whole.rend() - last);
    // In the middle of the last window.
    const std::size_t cut = (border + whole.size()) / 2;
    QVERIFY(cutSession(path / "whole.jackdaw", path / "cut.jackdaw", cut));
    const Events before = readSession(path / "cut.jackdaw");
    const Events resumed = goOn(settings, path / "cut.jackdaw");
    QVERIFY(resumed.size() > before.size());
    Nanoseconds newest{0};
    for (const FrameIndexed& frame : bodies<FrameIndexed>(before))
        if (frame.camera == CameraId{0})
            newest = std::max(newest, frame.frameTime);
    const Events after(resumed.begin() + static_cast<std::ptrdiff_t>(before.size()), resumed.end());
    std::set<std::int64_t> earlier;
    for (const CrossingCounted& crossing : bodies<CrossingCounted>(before))
        earlier.insert(crossing.track);
    QVERIFY(!bodies<CrossingCounted>(after).empty());
    for (const CrossingCounted& crossing : bodies<CrossingCounted>(after)) {
        QVERIFY(crossing.frameTime > newest);
        QVERIFY(!earlier.contains(crossing.track));
    }
    // Tracks begin anew at the border: what was on the line then may be missed.
    const auto expected = static_cast<double>(bodies<CrossingCounted>(whole).size());
    const auto counted = static_cast<double>(bodies<CrossingCounted>(resumed).size());
    QVERIFY2(std::abs(counted - expected) <= 3, qPrintable(QString::number(counted - expected)));
}

QTEST_GUILESS_MAIN(TestCameraCounter)
#include "tst_camera_counter.moc"
