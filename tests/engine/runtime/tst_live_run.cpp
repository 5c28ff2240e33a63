// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/engine.h"
#include "engine/session/replay.h"
#include "tests/engine/runtime/made_up_run.h"
#include "tests/engine/runtime/recording.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <thread>
#include <unistd.h>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;
using Path = std::filesystem::path;
using Events = std::vector<Event>;

namespace {

constexpr std::size_t kAll = 1000000;

struct Outcome {
    Events events; ///< as the live channel gave them
    Status status;
    std::uint64_t dropped = 0;
};

Outcome finish(Engine& engine)
{
    Outcome outcome;
    outcome.status = engine.wait();
    engine.poll(outcome.events, kAll);
    outcome.dropped = engine.droppedEvents();
    return outcome;
}

Outcome run(const RunSettings& settings, const Path& session)
{
    auto engine = Engine::start(settings, session);
    return engine ? finish(**engine) : Outcome{{}, tl::unexpected(engine.error()), 0};
}

/// Without the one kind that two runs do not share.
Events repeatable(Events events)
{
    for (Event& event : events) {
        if (std::holds_alternative<CostMeasured>(event.body))
            event.body = CostMeasured{};
    }
    return events;
}

/// What of \p events is not as in \p expected, in words; empty if they are the same.
std::string difference(const Events& events, const Events& expected)
{
    const std::size_t common = std::min(events.size(), expected.size());
    for (std::size_t i = 0; i < common; ++i) {
        if (events[i] != expected[i])
            return "event " + std::to_string(i) + " is " + std::string(kindName(events[i].body)) + " at "
                + std::to_string(toSeconds(events[i].time)) + " s, expected " + std::string(kindName(expected[i].body))
                + " at " + std::to_string(toSeconds(expected[i].time)) + " s, or with other values";
    }
    return events.size() == expected.size()
        ? std::string()
        : std::to_string(events.size()) + " events, expected " + std::to_string(expected.size());
}

bool isInOrder(const Events& events)
{
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].sequence != i || (i > 0 && events[i].time < events[i - 1].time))
            return false;
    }
    return !events.empty();
}

std::string closingReason(const Events& events)
{
    const auto* closed = events.empty() ? nullptr : std::get_if<SessionClosed>(&events.back().body);
    return closed ? closed->reason : "not closed";
}

template <class T>
std::size_t positionOf(const Events& events, std::size_t number = 0)
{
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (std::holds_alternative<T>(events[i].body) && number-- == 0)
            return i;
    }
    return events.size();
}

/// Newest accepted version of each camera.
std::map<CameraId, WeightsVersion> newestVersions(const Events& events)
{
    std::map<CameraId, WeightsVersion> newest;
    for (const WeightsSwapped& swapped : bodies<WeightsSwapped>(events))
        newest[swapped.camera] = swapped.version;
    return newest;
}

bool versionsCountUp(const Events& events)
{
    std::map<CameraId, WeightsVersion> newest;
    for (const WeightsSwapped& swapped : bodies<WeightsSwapped>(events)) {
        if (swapped.version.value != ++newest[swapped.camera].value)
            return false;
    }
    return true;
}

bool jobsAreUnique(const Events& events)
{
    std::set<JobId> seen;
    for (const JobStarted& started : bodies<JobStarted>(events)) {
        if (!seen.insert(started.job).second)
            return false;
    }
    return true;
}

/// True if every job that is not a camera's own for the whole run has its end.
bool jobsEnd(const Events& events)
{
    std::set<JobId> open;
    for (const JobStarted& started : bodies<JobStarted>(events)) {
        if (started.kind == JobKind::Profiling || started.kind == JobKind::Retraining)
            open.insert(started.job);
    }
    for (const JobFinished& finished : bodies<JobFinished>(events))
        open.erase(finished.job);
    for (const JobFailed& failed : bodies<JobFailed>(events))
        open.erase(failed.job);
    return open.empty();
}

/// Waits for an event of the live channel; appends all that came to \p events.
template <class Wanted>
bool waitFor(Engine& engine, Events& events, Wanted wanted)
{
    for (std::size_t seen = 0; true; std::this_thread::sleep_for(1ms)) {
        const bool last = engine.isFinished();
        engine.poll(events, kAll);
        for (; seen < events.size(); ++seen) {
            if (wanted(events[seen]))
                return true;
        }
        if (last)
            return false;
    }
}

template <class T>
bool waitForKind(Engine& engine, Events& events)
{
    return waitFor(engine, events, [](const Event& event) { return std::holds_alternative<T>(event.body); });
}

bool saysPaused(const Event& event)
{
    const auto* alert = std::get_if<Alert>(&event.body);
    return alert && alert->message == "The run is paused.";
}

/// A child of the test: runs or resumes a session until it has seen \p count events, and dies on the spot.
int dieInTheMiddle(const Path& folder, const Path& session, std::size_t count, bool resumes)
{
    const RunSettings settings = madeUpSettings(folder);
    auto engine = resumes ? Engine::resume(settings, session) : Engine::start(settings, session);
    if (!engine)
        return 1;
    Events events;
    while (events.size() < count && !(*engine)->isFinished()) {
        (*engine)->poll(events, count - events.size());
        std::this_thread::sleep_for(100us);
    }
    ::kill(::getpid(), SIGKILL);
    return 0;
}

} // namespace

class TestLiveRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theRunGoesThroughAllWindows();
    void predictionsCarryTheWeightsThatMadeThem();
    void accuracyIsMeasuredAndChargesAreAccounted();
    void twoRunsOfOneSeedAreTheSame();
    void anotherSeedIsAnotherRun();
    void replayGivesWhatTheLiveChannelGave();
    void aCameraThatBreaksOffIsLostAlone();
    void whatIsWrongWithTheSettingsIsFoundBeforeTheFirstFrame();
    void aRetrainingThatDoesNotImproveIsNotSwappedIn();
    void aProfileThatComesTooLateIsGivenUp();
    void pauseLosesNothingAndStopClosesTheSession();
    void aPauseWhileTheFirstStudentsTrainChangesNothing();
    void stopIsObeyedAlsoWhenNoCameraIsLeft();
    void aKilledRunGoesOnWithItsNewestWeights();
    void aRunGoesOnFromAnyPointOfItsBeginning();
    void aFinishedSessionIsNotResumed();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    const Outcome& reference();
    void checkResumed(const Events& events, const Events& before);

    QTemporaryDir m_folder;
    RunSettings m_settings;
    std::optional<Outcome> m_reference;
};

void TestLiveRun::initTestCase()
{
    m_settings = madeUpSettings(m_folder.path().toStdString());
    const Status made = writeMadeUpRun(m_settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
}

/// The undisturbed run that the others are held against.
const Outcome& TestLiveRun::reference()
{
    if (!m_reference)
        m_reference = run(m_settings, path("reference.jackdaw"));
    return *m_reference;
}

void TestLiveRun::theRunGoesThroughAllWindows()
{
    const Outcome& outcome = reference();
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    QVERIFY(isInOrder(outcome.events));
    QVERIFY(jobsAreUnique(outcome.events));
    QVERIFY(versionsCountUp(outcome.events));
    const auto started = bodies<WindowStarted>(outcome.events);
    const auto closed = bodies<WindowClosed>(outcome.events);
    QCOMPARE(started.size(), std::size_t{kWindows});
    QCOMPARE(closed.size(), std::size_t{kWindows});
    std::set<WindowId> planned;
    for (const PlanComputed& plan : bodies<PlanComputed>(outcome.events))
        planned.insert(plan.window);
    for (std::uint32_t window = 0; window < kWindows; ++window) {
        QVERIFY(started[window].window == WindowId{window} && closed[window].window == WindowId{window});
        QCOMPARE(started[window].counted, window > 0);
        QCOMPARE(planned.contains(WindowId{window}), window > 0);
    }
    QVERIFY(bodies<WeightsSwapped>(outcome.events).size() >= 2);
    QCOMPARE(bodies<ProfileEstimated>(outcome.events).size(), std::size_t{2 * (kWindows - 1)});
    QVERIFY(jobsEnd(outcome.events));
    QVERIFY(bodies<JobFailed>(outcome.events).empty());
    for (const Alert& alert : bodies<Alert>(outcome.events))
        QVERIFY2(alert.severity != Severity::Error, alert.message.c_str());
}

void TestLiveRun::predictionsCarryTheWeightsThatMadeThem()
{
    std::map<CameraId, WeightsVersion> deployed;
    std::map<CameraId, std::uint32_t> processed;
    for (const Event& event : reference().events) {
        if (const auto* swapped = std::get_if<WeightsSwapped>(&event.body))
            deployed[swapped->camera] = swapped->version;
        if (const auto* frame = std::get_if<FrameIndexed>(&event.body)) {
            QVERIFY(deployed.contains(frame->camera));
            QVERIFY(frame->weights == deployed[frame->camera]);
            QVERIFY(frame->frameTime <= event.time);
            QVERIFY(frame->frame >= kFramesAWindow);
            ++processed[frame->camera];
        }
    }
    QVERIFY(processed[CameraId{0}] > kFramesAWindow / 2 && processed[CameraId{1}] > kFramesAWindow / 2);
}

void TestLiveRun::accuracyIsMeasuredAndChargesAreAccounted()
{
    const auto closed = bodies<WindowClosed>(reference().events);
    QCOMPARE(closed.size(), std::size_t{kWindows});
    double best = 0.0;
    for (const WindowClosed& window : closed) {
        QCOMPARE(window.cameras.size(), std::size_t{2});
        double charged = 0.0;
        for (const CameraWindow& camera : window.cameras) {
            QCOMPARE(camera.framesDue, static_cast<std::uint32_t>(kFramesAWindow));
            QVERIFY(camera.studentGolden.frames >= 8);
            QCOMPARE(camera.studentGolden.count, 2 * camera.studentGolden.frames);
            QVERIFY(camera.charged[static_cast<std::size_t>(JobKind::Labelling)].value > 0.0);
            best = std::max(best, camera.studentGolden.value.value);
            for (const GpuSeconds cost : camera.charged)
                charged += cost.value;
        }
        QVERIFY2(window.window.value == 0 || charged <= kWindowSeconds + 0.2, "more was charged than the device has");
    }
    QVERIFY2(best > 0.2, "the students have learnt nothing");
    for (const DeviceSample& sample : bodies<DeviceSample>(reference().events)) {
        double used = 0.0;
        for (const JobUse& job : sample.jobs)
            used += job.used.value;
        QVERIFY(used <= 1.0 + 1e-9);
    }
}

void TestLiveRun::twoRunsOfOneSeedAreTheSame()
{
    const Outcome again = run(m_settings, path("again.jackdaw"));
    QCOMPARE(difference(repeatable(again.events), repeatable(reference().events)), std::string());
}

void TestLiveRun::anotherSeedIsAnotherRun()
{
    RunSettings settings = m_settings;
    settings.seed = 2;
    settings.windows = 2;
    const Outcome other = run(settings, path("seed.jackdaw"));
    QCOMPARE(closingReason(other.events), std::string("finished"));
    const auto swapped = bodies<WeightsSwapped>(other.events);
    QVERIFY(!swapped.empty());
    QVERIFY(swapped.front().hash != bodies<WeightsSwapped>(reference().events).front().hash);
}

void TestLiveRun::replayGivesWhatTheLiveChannelGave()
{
    const Outcome& live = reference();
    QCOMPARE(live.dropped, std::uint64_t{0});
    QCOMPARE(difference(readSession(path("reference.jackdaw")), live.events), std::string());
    auto replay = session::openReplay(path("reference.jackdaw"));
    QVERIFY(replay.has_value());
    (*replay)->seek((*replay)->duration());
    Events replayed;
    QTRY_COMPARE(((*replay)->poll(replayed, kAll), replayed.size()), live.events.size());
    QCOMPARE(difference(replayed, live.events), std::string());
}

void TestLiveRun::aCameraThatBreaksOffIsLostAlone()
{
    RunSettings settings = m_settings;
    settings.windows = 2;
    settings.cameras[1].settings.source = path("cut.mp4").string();
    std::filesystem::copy_file(m_settings.cameras[1].settings.source, path("cut.mp4"));
    std::filesystem::resize_file(path("cut.mp4"), std::filesystem::file_size(path("cut.mp4")) / 2);
    const Outcome outcome = run(settings, path("cut.jackdaw"));
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    const auto lost = bodies<CameraLost>(outcome.events);
    QCOMPARE(lost.size(), std::size_t{1});
    QVERIFY(lost[0].camera == CameraId{1} && !lost[0].ended);
    QVERIFY2(lost[0].reason.find("cut.mp4") != std::string::npos, lost[0].reason.c_str());
    const auto closed = bodies<WindowClosed>(outcome.events);
    QCOMPARE(closed.size(), std::size_t{2});
    QCOMPARE(closed[1].cameras[0].framesDue, static_cast<std::uint32_t>(kFramesAWindow));
    QVERIFY(closed[1].cameras[1].framesDue < static_cast<std::uint32_t>(kFramesAWindow));
}

void TestLiveRun::whatIsWrongWithTheSettingsIsFoundBeforeTheFirstFrame()
{
    std::ofstream(path("words.onnx")) << "These are words, and no network.";
    std::ofstream(path("empty.csv")) << "frame,class,score,x1,y1,x2,y2\n";
    std::ofstream(path("words.csv")) << "frame,class,score,x1,y1,x2,y2\n0,car,much,1,2,3,4\n";
    std::ofstream(path("words.mp4")) << "These are words, and no film.";
    profiling::CostTable({{"label/file", 0.05}}).save(path("few-costs.json"));
    const auto expectError = [&](const std::string& named, const std::function<void(RunSettings&)>& change) {
        RunSettings settings = m_settings;
        change(settings);
        const auto engine = Engine::start(settings, path("never.jackdaw"));
        QVERIFY2(!engine, named.c_str());
        QVERIFY2(engine.error().text().find(named) != std::string::npos, engine.error().text().c_str());
        QVERIFY2(!std::filesystem::exists(path("never.jackdaw")), named.c_str());
    };
    expectError("missing.csv", [&](RunSettings& s) { s.cameras[1].goldenLabels = path("missing.csv"); });
    expectError("empty.csv", [&](RunSettings& s) { s.cameras[1].goldenLabels = path("empty.csv"); });
    expectError("line 2", [&](RunSettings& s) { s.cameras[1].goldenLabels = path("words.csv"); });
    expectError("camera 0", [&](RunSettings& s) { s.cameras[0].goldenLabels.reset(); });
    expectError("words.onnx", [&](RunSettings& s) { s.labelling.models = {path("words.onnx")}; });
    expectError("missing.onnx", [&](RunSettings& s) { s.labelling.models = {path("missing.onnx")}; });
    expectError("missing.mp4", [&](RunSettings& s) { s.cameras[0].settings.source = path("missing.mp4").string(); });
    expectError("words.mp4", [&](RunSettings& s) { s.cameras[0].settings.source = path("words.mp4").string(); });
    expectError("people.xml", [&](RunSettings& s) { s.cameras[0].humanLabels = {{path("people.xml"), 0, 9, 0}}; });
    expectError("missing.json", [&](RunSettings& s) { s.costTable = path("missing.json"); });
    expectError("infer/", [&](RunSettings& s) { s.costTable = path("few-costs.json"); });
    expectError("cost table", [&](RunSettings& s) { s.costTable.clear(); });
    expectError("robber", [&](RunSettings& s) { s.planner = "robber"; });
    expectError("camera", [&](RunSettings& s) { s.cameras.clear(); });
    expectError("windows", [&](RunSettings& s) { s.windows = 1; });
    expectError("configuration", [&](RunSettings& s) { s.configurations.clear(); });
}

void TestLiveRun::aRetrainingThatDoesNotImproveIsNotSwappedIn()
{
    RunSettings settings = m_settings;
    settings.windows = 2;
    settings.planner = "uniform(0,0.5)";
    settings.configurations.resize(1);
    settings.configurations[0].learningRate = 1e3;
    // The same four seconds again in each window: without drift the first students are as good as they were.
    for (CameraRun& camera : settings.cameras) {
        const std::uint32_t id = camera.settings.id.value;
        camera.settings.source = path("short-" + std::to_string(id) + ".mp4").string();
        camera.settings.loop = true;
        QVERIFY(writeClip(camera.settings.source, id, kFramesAWindow));
    }
    const Outcome outcome = run(settings, path("absurd.jackdaw"));
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    QCOMPARE(bodies<WeightsSwapped>(outcome.events).size(), std::size_t{2});
    for (const WeightsSwapped& first : bodies<WeightsSwapped>(outcome.events))
        QVERIFY(first.after.value > 0.0);
    QVERIFY(jobsEnd(outcome.events));
    const auto rejected = bodies<WeightsRejected>(outcome.events);
    const auto failed = bodies<JobFailed>(outcome.events);
    QVERIFY(!rejected.empty() || !failed.empty());
    for (const WeightsRejected& each : rejected)
        QVERIFY(!each.reason.empty());
    for (const JobFailed& each : failed)
        QVERIFY2(each.reason.find("learning rate") != std::string::npos, each.reason.c_str());
    for (const FrameIndexed& frame : bodies<FrameIndexed>(outcome.events))
        QVERIFY(frame.weights == WeightsVersion{1});
    for (const CameraWindow& camera : bodies<WindowClosed>(outcome.events)[1].cameras) {
        QVERIFY(!camera.retrained);
        QVERIFY(camera.configuration == ConfigurationId{0});
    }
}

void TestLiveRun::aProfileThatComesTooLateIsGivenUp()
{
    RunSettings settings = m_settings;
    settings.windows = 2;
    settings.profilingBudget = 2.0;
    const Outcome outcome = run(settings, path("late.jackdaw"));
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    const auto failed = bodies<JobFailed>(outcome.events);
    QVERIFY(std::any_of(failed.begin(), failed.end(), [](const JobFailed& each) {
        return each.reason == "It was not done in time for a retraining in this window.";
    }));
    QVERIFY(jobsEnd(outcome.events));
    QVERIFY(!bodies<PlanComputed>(outcome.events).empty());
}

void TestLiveRun::pauseLosesNothingAndStopClosesTheSession()
{
    const Path file = path("stopped.jackdaw");
    auto engine = Engine::start(m_settings, file);
    QVERIFY(engine.has_value());
    Events events;
    QVERIFY((*engine)->isPlaying());
    (*engine)->pause();
    QVERIFY(waitFor(**engine, events, saysPaused));
    QVERIFY(!(*engine)->isPlaying());
    QVERIFY(!(*engine)->isFinished());
    (*engine)->note("Seen by the operator.");
    QVERIFY(waitForKind<Note>(**engine, events));
    (*engine)->resume();
    QVERIFY(waitForKind<FrameIndexed>(**engine, events));
    (*engine)->stop();
    const Outcome outcome = finish(**engine);
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    QVERIFY((*engine)->isFinished());
    QCOMPARE(outcome.dropped, std::uint64_t{0});
    events.insert(events.end(), outcome.events.begin(), outcome.events.end());
    QCOMPARE(closingReason(events), std::string("stopped by the user"));
    QVERIFY(isInOrder(events));
    QCOMPARE(difference(readSession(file), events), std::string());
    const auto reader = session::SessionReader::open(file);
    QVERIFY(reader.has_value());
    QVERIFY((*reader)->isComplete());
}

/// Held time does not move for a pause within it: but for the pause's own two alerts the run is as without.
void TestLiveRun::aPauseWhileTheFirstStudentsTrainChangesNothing()
{
    const auto isTraining = [](const Event& event) {
        const auto* started = std::get_if<JobStarted>(&event.body);
        return started && started->kind == JobKind::Retraining;
    };
    auto engine = Engine::start(m_settings, path("paused.jackdaw"));
    QVERIFY(engine.has_value());
    Events events;
    QVERIFY(waitFor(**engine, events, isTraining));
    (*engine)->pause();
    QVERIFY(waitFor(**engine, events, saysPaused));
    (*engine)->resume();
    const Outcome outcome = finish(**engine);
    events.insert(events.end(), outcome.events.begin(), outcome.events.end());
    std::erase_if(events, [](const Event& event) {
        const auto* alert = std::get_if<Alert>(&event.body);
        return alert && alert->severity == Severity::Info;
    });
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].sequence = i;
    QCOMPARE(difference(repeatable(events), repeatable(reference().events)), std::string());
}

void TestLiveRun::stopIsObeyedAlsoWhenNoCameraIsLeft()
{
    RunSettings settings = m_settings;
    settings.clock = ClockKind::Wall;
    settings.windowLength = 10min; // longer than this test may take
    settings.labelling.scoringInterval = 1.0;
    for (CameraRun& camera : settings.cameras)
        camera.settings.speed = 100.0;
    auto engine = Engine::start(settings, path("alone.jackdaw"));
    QVERIFY(engine.has_value());
    Events events;
    std::size_t lost = 0;
    QVERIFY(waitFor(**engine, events,
                    [&](const Event& event) { return std::holds_alternative<CameraLost>(event.body) && ++lost == 2; }));
    (*engine)->stop();
    const Outcome outcome = finish(**engine);
    QVERIFY(outcome.status.has_value());
    QCOMPARE(closingReason(outcome.events), std::string("stopped by the user"));
}

/// \p events is a finished session that was resumed after \p before.
void TestLiveRun::checkResumed(const Events& events, const Events& before)
{
    QVERIFY(events.size() > before.size());
    const auto border = events.begin() + static_cast<std::ptrdiff_t>(before.size());
    QCOMPARE(difference(Events(events.begin(), border), before), std::string());
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(events[i].sequence, std::uint64_t{i});
    QCOMPARE(closingReason(events), std::string("finished"));
    QCOMPARE(bodies<SessionStarted>(events).size(), std::size_t{1});
    QCOMPARE(bodies<CameraAdded>(events).size(), std::size_t{2});
    QVERIFY(versionsCountUp(events));
    QVERIFY(jobsAreUnique(events));

    const auto closedBefore = static_cast<std::uint32_t>(bodies<WindowClosed>(before).size());
    const Events after(border, events.end());
    const auto closed = bodies<WindowClosed>(after);
    QCOMPARE(closed.size(), std::size_t{kWindows - closedBefore});
    for (std::uint32_t i = 0; i < closed.size(); ++i) {
        QVERIFY(closed[i].window == WindowId{closedBefore + i});
        for (const CameraWindow& camera : closed[i].cameras) {
            QCOMPARE(camera.framesDue, static_cast<std::uint32_t>(kFramesAWindow));
            QVERIFY(camera.studentGolden.frames >= 8);
        }
    }
    for (std::size_t i = 1; i < after.size(); ++i)
        QVERIFY(after[i - 1].time <= after[i].time);
    QVERIFY(after.front().time == m_settings.windowLength * closedBefore);

    auto deployed = newestVersions(before);
    for (const Event& event : after) {
        if (const auto* swapped = std::get_if<WeightsSwapped>(&event.body))
            deployed[swapped->camera] = swapped->version;
        if (const auto* frame = std::get_if<FrameIndexed>(&event.body))
            QVERIFY(frame->weights == deployed[frame->camera]);
    }
    QCOMPARE(deployed.size(), std::size_t{2});
}

void TestLiveRun::aKilledRunGoesOnWithItsNewestWeights()
{
    const Events whole = repeatable(reference().events);
    const Path file = path("killed.jackdaw");
    const auto killAfter = [&](std::size_t events, const char* how) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--die-in-the-middle"), m_folder.path(), QString::fromStdString(file.string()),
                     QString::number(events), QString::fromLatin1(how)});
        return child.waitForFinished(-1) && child.exitStatus() == QProcess::CrashExit;
    };

    // Somewhere in window 1, where there are students already.
    RandomStream random(3, 0, RandomPurpose::Test);
    const std::size_t from = positionOf<WindowClosed>(whole);
    const std::size_t count = from + random.below(static_cast<std::uint32_t>((whole.size() - from) / 3));
    QVERIFY(killAfter(count, "start"));
    const Events first = repeatable(readSession(file));
    QVERIFY(!first.empty() && first.size() < whole.size());
    QCOMPARE(difference(first, Events(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(first.size()))),
             std::string());
    // Of the last event the listener knows before the disk does; what came before it was committed.
    for (std::size_t i = first.size(); i + 1 < count; ++i)
        QVERIFY2(!isTransition(whole[i].body), "a transition that was seen is not in the file");

    QVERIFY(killAfter(30 + random.below(60), "resume"));
    const Events second = repeatable(readSession(file));
    QVERIFY(second.size() > first.size());
    QCOMPARE(difference(Events(second.begin(), second.begin() + static_cast<std::ptrdiff_t>(first.size())), first),
             std::string());

    const Events before = readSession(file);
    auto engine = Engine::resume(m_settings, file);
    QVERIFY2(engine, engine ? "" : engine.error().text().c_str());
    const Outcome outcome = finish(**engine);
    QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
    checkResumed(readSession(file), before);
}

void TestLiveRun::aRunGoesOnFromAnyPointOfItsBeginning()
{
    const Events& whole = reference().events;
    const std::map<std::string, std::size_t> cuts = {
        {"started.jackdaw", 1},
        {"first-student.jackdaw", positionOf<WeightsSwapped>(whole) + 1},
        {"first-window.jackdaw", positionOf<WindowClosed>(whole) + 1},
    };
    for (const auto& [name, count] : cuts) {
        const Path file = path(name);
        QVERIFY(cutSession(path("reference.jackdaw"), file, count));
        const Events before = readSession(file);
        QCOMPARE(before.size(), count);
        auto engine = Engine::resume(m_settings, file);
        QVERIFY2(engine, engine ? name.c_str() : engine.error().text().c_str());
        QVERIFY2((*engine)->wait(), name.c_str());
        checkResumed(readSession(file), before);
    }
}

void TestLiveRun::aFinishedSessionIsNotResumed()
{
    QVERIFY(reference().status.has_value());
    const auto engine = Engine::resume(m_settings, path("reference.jackdaw"));
    QVERIFY(!engine);
    QVERIFY(engine.error().message.find("reference.jackdaw") != std::string::npos);
    QVERIFY(!Engine::resume(m_settings, path("no-such.jackdaw")));
    QVERIFY(!std::filesystem::exists(path("no-such.jackdaw")));
}

int main(int argc, char** argv)
{
    if (argc == 6 && std::string(argv[1]) == "--die-in-the-middle")
        return dieInTheMiddle(argv[2], argv[3], std::stoul(argv[4]), std::string(argv[5]) == "resume");
    QCoreApplication application(argc, argv);
    TestLiveRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_live_run.moc"
