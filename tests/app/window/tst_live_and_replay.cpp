// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/scenario/scenario.h"
#include "engine/runtime/engine.h"
#include "engine/session/replay.h"
#include "tests/app/window/view_values.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <set>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::testing;
using namespace std::chrono_literals;
using Path = std::filesystem::path;

namespace {

/// Copies of the whole state are large: one is kept every so many events, and the last.
constexpr std::size_t kCopyEvery = 50;

/// What the views of one showing of a session went through, event by event.
struct Showing {
    std::vector<Event> events;
    std::vector<QByteArray> digests; ///< of all views' values after each event
    std::vector<SessionState> states; ///< after every kCopyEvery-th event, and the last one
    bool finished = false;
};

/// Shows events one by one as they come from \p source, until the session is closed or \p goesOn says no.
template <class GoesOn>
Showing watch(SessionSource& source, GoesOn goesOn)
{
    Showing showing;
    Views views;
    std::vector<Event> one;
    while (!views.state().closed) {
        const bool more = goesOn();
        one.clear();
        if (source.poll(one, 1) == 0) {
            if (!more)
                break;
            std::this_thread::sleep_for(1ms);
            continue;
        }
        showing.digests.push_back(views.show(one.front()));
        showing.events.push_back(std::move(one.front()));
        if (showing.events.size() % kCopyEvery == 0)
            showing.states.push_back(views.state());
    }
    showing.states.push_back(views.state());
    showing.finished = views.state().closed && views.state().closed->reason == "finished";
    return showing;
}

Showing watchLive(const runtime::RunSettings& settings, const Path& file)
{
    auto engine = runtime::Engine::start(settings, file);
    if (!engine) {
        qWarning("%s", engine.error().text().c_str());
        return {};
    }
    return watch(**engine, [&] { return !(*engine)->isFinished(); });
}

/// Plays the file by a clock that goes on by \p stride from poll to poll.
Showing watchReplay(const Path& file, Nanoseconds stride)
{
    std::chrono::steady_clock::time_point wall;
    auto source = session::openReplay(file, nullptr, [&] { return wall; });
    if (!source)
        return {};
    (*source)->setPlaying(true);
    return watch(**source, [&] {
        wall += std::chrono::duration_cast<std::chrono::steady_clock::duration>(stride);
        return true;
    });
}

std::string difference(const Showing& replay, const Showing& live)
{
    for (std::size_t i = 0; i < std::min(replay.events.size(), live.events.size()); ++i) {
        const std::string where = "event " + std::to_string(i) + ", " + std::string(kindName(live.events[i].body));
        if (replay.events[i] != live.events[i])
            return where + ": another event";
        if (replay.digests[i] != live.digests[i])
            return where + ": views show something else";
    }
    if (replay.events.size() != live.events.size())
        return std::to_string(replay.events.size()) + " events, live " + std::to_string(live.events.size());
    for (std::size_t i = 0; i < live.states.size(); ++i)
        if (!(replay.states[i] == live.states[i]))
            return "state " + std::to_string(i) + " differs";
    return {};
}

/// Two cameras on the real stream, two short windows, the stored golden labels, a narrow student: all stages of a run.
runtime::RunSettings realSettings(const Path& shared)
{
    runtime::RunSettings settings = datasets::defaultSettings();
    settings.name = "real";
    std::get<learning::PointSettings>(settings.student).width = 16;
    settings.windows = 2;
    settings.windowLength = 12s;
    settings.labelling.trainingFrames = 4;
    settings.labelling.scoringInterval = 4.0; // frames that the stored labels know
    settings.firstTraining.epochs = 12;
    settings.configurations.resize(2);
    for (std::uint32_t i = 0; i < 2; ++i) {
        runtime::CameraRun camera;
        camera.settings.id = CameraId{i};
        camera.settings.name = "scene " + std::to_string(4 * i);
        camera.settings.source = (shared / "real/streams/scenes-352x288-25fps.mp4").string();
        camera.settings.speed = 0.2;
        camera.settings.offset = fromSeconds(36.8 * i);
        camera.goldenLabels = shared / "real/golden/scenes-352x288-25fps.csv";
        settings.cameras.push_back(std::move(camera));
    }
    return settings;
}

} // namespace

/// Runs the engine, shows what it does as it does it, and shows the written file: the views go through the same states.
class TestLiveAndReplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunOfTheEngineReplaysToTheSameViews();
    void aRunOnRealVideoReplaysToTheSameViews();
    void anotherRunShowsOtherValues();
    void seekingShowsWhatPlayingThereShows();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    const Showing& madeUp();

    QTemporaryDir m_folder;
    std::optional<Showing> m_madeUp;
};

const Showing& TestLiveAndReplay::madeUp()
{
    if (!m_madeUp) {
        const auto settings = madeUpSettings(Path(m_folder.path().toStdString()));
        m_madeUp = writeMadeUpRun(settings) ? watchLive(settings, path("made-up.jackdaw")) : Showing{};
    }
    return *m_madeUp;
}

void TestLiveAndReplay::aRunOfTheEngineReplaysToTheSameViews()
{
    QVERIFY(madeUp().finished);
    QVERIFY(madeUp().states.size() > 5);
    for (const Nanoseconds stride : {1ms, 40ms, 3000ms}) {
        const Showing replay = watchReplay(path("made-up.jackdaw"), stride);
        QCOMPARE(difference(replay, madeUp()), std::string());
    }
}

void TestLiveAndReplay::aRunOnRealVideoReplaysToTheSameViews()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    runtime::RunSettings settings = realSettings(shared);
    settings.clock = ClockKind::Device;
    settings.costTable = path("real-costs.json");
    QVERIFY(handMadeCosts(settings).save(settings.costTable));
    const Showing live = watchLive(settings, path("real.jackdaw"));
    QVERIFY(live.finished);
    const SessionState& end = live.states.back();
    QCOMPARE(end.cameras.size(), std::size_t{2});
    for (const CameraState& camera : end.cameras) {
        QVERIFY(camera.weights.value > 0);
        QVERIFY(camera.framesScored > 0);
        QVERIFY(!camera.accuracy.empty());
    }
    QVERIFY(!end.plans.empty());
    QCOMPARE(difference(watchReplay(path("real.jackdaw"), 40ms), live), std::string());
}

/// So that the digests are known to tell states apart.
void TestLiveAndReplay::anotherRunShowsOtherValues()
{
    auto settings = madeUpSettings(Path(m_folder.path().toStdString()));
    QVERIFY(madeUp().finished);
    settings.seed = 2;
    const Showing other = watchLive(settings, path("other.jackdaw"));
    QVERIFY(other.finished);
    QVERIFY(other.digests.back() != madeUp().digests.back());
    QVERIFY(!difference(other, madeUp()).empty());
    std::set<QByteArray> different(madeUp().digests.begin(), madeUp().digests.end());
    QVERIFY(different.size() > madeUp().digests.size() / 2);
}

void TestLiveAndReplay::seekingShowsWhatPlayingThereShows()
{
    QVERIFY(madeUp().finished);
    auto source = session::openReplay(path("made-up.jackdaw"));
    QVERIFY(source.has_value());
    const std::vector<Event>& events = madeUp().events;
    for (const double part : {0.9, 0.2, 0.55}) {
        const auto wanted = static_cast<std::size_t>(part * static_cast<double>(events.size()));
        const Nanoseconds instant = events[wanted].time;
        std::size_t due = wanted;
        while (due < events.size() && events[due].time <= instant)
            ++due;
        (*source)->seek(instant);
        Views views;
        QByteArray shown;
        std::vector<Event> one;
        for (std::size_t count = 0; count < due;) {
            one.clear();
            if ((*source)->poll(one, 1) == 1 && ++count > 0)
                shown = views.show(one.front());
        }
        QCOMPARE((*source)->poll(one, 1), std::size_t{0});
        QCOMPARE(shown, madeUp().digests[due - 1]);
    }
}

QTEST_MAIN(TestLiveAndReplay)

#include "tst_live_and_replay.moc"
