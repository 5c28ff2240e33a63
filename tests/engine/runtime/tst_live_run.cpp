// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/replay.h"
#include "tests/engine/runtime/live_runs.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>
#include <thread>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;
using Path = std::filesystem::path;

class TestLiveRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theRunGoesThroughAllWindows();
    void predictionsCarryTheWeightsThatMadeThem();
    void accuracyIsMeasuredAndChargesAreAccounted();
    void windowsAndFramesAreTakenAtTheirOwnInstants();
    void twoRunsOfOneSeedAreTheSame();
    void anotherSeedIsAnotherRun();
    void replayGivesWhatTheLiveChannelGave();
    void aCameraThatBreaksOffIsLostAlone();
    void whatIsWrongWithTheSettingsIsFoundBeforeTheFirstFrame();
    void aRetrainingThatDoesNotImproveIsNotSwappedIn();
    void aProfileThatComesTooLateIsGivenUp();
    void pauseLosesNothingAndStopClosesTheSession();
    void aPauseWhileTheFirstStudentsTrainChangesNothing();
    void aRunWithoutACameraEndsBeforeItsWindowDoes();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    const Outcome& reference();

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
    QVERIFY(bodies<ProfileEstimated>(outcome.events).size() >= kWindows - 1);
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
            QVERIFY(chargedTo(camera.charged, JobKind::Labelling).value > 0.0);
            for (const KindCharge& one : camera.charged)
                charged += one.charged.value;
            if (window.window.value == 0) {
                QVERIFY2(!camera.studentGolden, "there was no student");
                QVERIFY2(camera.framesDue == 0 && camera.framesDropped == 0, "nothing was there to drop frames");
                continue;
            }
            QCOMPARE(camera.framesDue, static_cast<std::uint32_t>(kFramesAWindow));
            QVERIFY(camera.studentGolden->frames >= 5);
            QCOMPARE(camera.studentGolden->count, 2 * camera.studentGolden->frames);
            QVERIFY(camera.empty == EmptyFrames{});
            best = std::max(best, camera.studentGolden->value.value);
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

/// Also while a batch is under way.
void TestLiveRun::windowsAndFramesAreTakenAtTheirOwnInstants()
{
    constexpr Nanoseconds kFrame{1'000'000'000 / kFramesPerSecond};
    std::size_t dropped = 0;
    for (const Event& event : reference().events) {
        if (const auto* window = std::get_if<WindowStarted>(&event.body))
            QVERIFY(event.time == m_settings.windowLength * window->window.value);
        if (!std::holds_alternative<FrameDropped>(event.body))
            continue;
        ++dropped;
        QVERIFY2(event.time % kFrame == 0ns, "a frame is dropped when the next one comes due");
    }
    QVERIFY(dropped > 0);
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
        QVERIFY(first.after && first.after->value > 0.0);
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
    const auto closed = bodies<WindowClosed>(outcome.events);
    for (const CameraWindow& camera : closed.at(1).cameras) {
        QVERIFY(!camera.retrained);
        QVERIFY(camera.configuration == ConfigurationId{0});
    }
}

void TestLiveRun::aProfileThatComesTooLateIsGivenUp()
{
    RunSettings settings = m_settings;
    settings.windows = 2;
    settings.profilingBudget = 0.5;
    settings.labelling.trainingSpan = 0.84;
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
        return alert && alert->severity == Severity::Info && alert->topic == AlertTopic::Other;
    });
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].sequence = i;
    QCOMPARE(difference(repeatable(events), repeatable(reference().events)), std::string());
}

void TestLiveRun::aRunWithoutACameraEndsBeforeItsWindowDoes()
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
    const Outcome outcome = finish(**engine);
    QVERIFY(outcome.status.has_value());
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
}

QTEST_GUILESS_MAIN(TestLiveRun)

#include "tst_live_run.moc"
