// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runtime/live_runs.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;
using Path = std::filesystem::path;

namespace {

/// Device time that each device spent in \p events, and that it was idle for a reason, per window.
struct DeviceTime {
    double used = 0.0;
    double idle = 0.0;
};

std::map<DeviceId, DeviceTime> deviceTimes(const Events& events)
{
    std::map<DeviceId, DeviceTime> times;
    for (const DeviceSample& sample : bodies<DeviceSample>(events))
        for (const JobUse& job : sample.jobs)
            times[sample.device].used += job.used.value * toSeconds(sample.interval);
    for (const DeviceIdle& idle : bodies<DeviceIdle>(events))
        for (const DeviceIdle::Reason& reason : idle.reasons)
            times[idle.device].idle += reason.seconds;
    return times;
}

/// Profiles of each camera and window: one for each round that was sampled.
std::map<std::pair<WindowId, CameraId>, int> roundsOf(const Events& events)
{
    std::map<std::pair<WindowId, CameraId>, int> rounds;
    for (const ProfileEstimated& estimated : bodies<ProfileEstimated>(events))
        ++rounds[{estimated.window, estimated.camera}];
    return rounds;
}

bool plansAtACompletion(const Events& events)
{
    const auto plans = bodies<PlanComputed>(events);
    return std::any_of(plans.begin(), plans.end(), [](const PlanComputed& plan) {
        return plan.reason.starts_with("The retraining of") && plan.reason.ends_with("ended.");
    });
}

} // namespace

/// Runs as a whole: several devices, rounds, idle time, first students that come late, resuming.
class TestRunLoop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void twoDevicesShareTheCamerasAndRepeatToTheBit();
    void moreThreadsBesideAnotherDeviceAreRefused();
    void aCameraIsRetrainedAgainWhileTimeIsLeft();
    void idleTimeHasItsReason();
    void thePublishedBaselinesAreNotAskedAtACompletion();
    void aCameraWithoutLabelsAtFirstGetsItsStudentLater();
    void aResumedRunUnderWallTimeGoesOn();
    void studentsOfOtherNetworksOrClassesAreNotTakenOver();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    RunSettings m_settings;
};

void TestRunLoop::initTestCase()
{
    m_settings = madeUpSettings(m_folder.path().toStdString(), 4);
    const Status made = writeMadeUpRun(m_settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
}

void TestRunLoop::twoDevicesShareTheCamerasAndRepeatToTheBit()
{
    RunSettings settings = m_settings;
    settings.devices.resize(2);
    const Outcome first = run(settings, path("two.jackdaw"));
    QVERIFY2(first.status, first.status ? "" : first.status.error().text().c_str());
    QCOMPARE(closingReason(first.events), std::string("finished"));
    const auto times = deviceTimes(first.events);
    QCOMPARE(times.size(), std::size_t{2});
    for (const auto& [device, time] : times)
        QVERIFY2(time.used > 1.0, std::to_string(time.used).c_str());
    for (const DeviceSample& sample : bodies<DeviceSample>(first.events)) {
        double used = 0.0;
        for (const JobUse& job : sample.jobs)
            used += job.used.value;
        QVERIFY(used <= 1.0 + 1e-9);
    }
    for (const PlanComputed& plan : bodies<PlanComputed>(first.events))
        for (const PlannedJob& job : plan.jobs)
            QVERIFY(job.share <= Share{0} || (job.device && job.device->value < 2));
    const Outcome again = run(settings, path("two-again.jackdaw"));
    QCOMPARE(difference(repeatable(again.events), repeatable(first.events)), std::string());
}

void TestRunLoop::moreThreadsBesideAnotherDeviceAreRefused()
{
    RunSettings settings = m_settings;
    settings.devices = {DeviceSettings{"cpu", 2}, DeviceSettings{"cpu", 1}};
    const auto engine = Engine::start(settings, path("threads.jackdaw"));
    QVERIFY(!engine);
    QVERIFY2(engine.error().text().find("thread") != std::string::npos, engine.error().text().c_str());
}

void TestRunLoop::aCameraIsRetrainedAgainWhileTimeIsLeft()
{
    RunSettings settings = m_settings;
    settings.cameras.resize(1);
    settings.planner = "thief";
    settings.configurations.erase(settings.configurations.begin());
    settings.labelling.trainingFrames = 4; // beside the two that are scored meanwhile
    settings.labelling.trainingSpan = 0.25;
    const Outcome several = run(settings, path("rounds.jackdaw"));
    QCOMPARE(closingReason(several.events), std::string("finished"));
    int most = 0;
    for (const auto& [window, rounds] : roundsOf(several.events))
        most = std::max(most, rounds);
    QVERIFY2(most >= 2, std::to_string(most).c_str());

    settings.rounds = 1;
    const Outcome one = run(settings, path("one-round.jackdaw"));
    for (const auto& [window, rounds] : roundsOf(one.events))
        QCOMPARE(rounds, 1);
}

void TestRunLoop::idleTimeHasItsReason()
{
    RunSettings settings = m_settings;
    settings.cameras.resize(1);
    const Outcome outcome = run(settings, path("idle.jackdaw"));
    const auto idle = bodies<DeviceIdle>(outcome.events);
    QCOMPARE(idle.size(), std::size_t{kWindows});
    for (const DeviceIdle& window : idle) {
        QVERIFY(!window.reasons.empty());
        for (const DeviceIdle::Reason& reason : window.reasons)
            QVERIFY(!reason.reason.empty() && reason.seconds > 0.0 && reason.seconds <= kWindowSeconds);
    }
    const DeviceTime time = deviceTimes(outcome.events)[DeviceId{0}];
    QVERIFY2(std::abs(time.used + time.idle - kWindows * kWindowSeconds) < 1.0,
             (std::to_string(time.used) + " used, " + std::to_string(time.idle) + " idle").c_str());
}

void TestRunLoop::thePublishedBaselinesAreNotAskedAtACompletion()
{
    RunSettings settings = m_settings;
    settings.windows = 2;
    for (const auto& [planner, asked] :
         {std::pair{"fixed-res(0.5)", false}, std::pair{"uniform(0,0.5)", false}, std::pair{"thief", true}}) {
        settings.planner = planner;
        const Outcome outcome = run(settings, path(std::string(planner) + ".jackdaw"));
        QCOMPARE(closingReason(outcome.events), std::string("finished"));
        QVERIFY2(plansAtACompletion(outcome.events) == asked, planner);
    }
}

/// Nothing is to be seen in window 0 of one camera: there is no first student to be trained on it, nor one that another
/// run takes over.
void TestRunLoop::aCameraWithoutLabelsAtFirstGetsItsStudentLater()
{
    RunSettings settings = m_settings;
    settings.cameras.resize(2);
    settings.cameras[1].goldenLabels = path("late.csv");
    std::ifstream all(*m_settings.cameras[1].goldenLabels);
    std::ofstream late(path("late.csv"));
    for (std::string line; std::getline(all, line);) {
        const bool isHeader = line.starts_with("frame");
        if (isHeader || std::stoi(line) >= kFramesAWindow)
            late << line << '\n';
    }
    late.close();
    std::set<std::string> hashes; // of camera 0
    for (const char* name : {"late.jackdaw", "late-too.jackdaw"}) {
        const Outcome outcome = run(settings, path(name));
        QVERIFY2(outcome.status, outcome.status ? "" : outcome.status.error().text().c_str());
        QCOMPARE(closingReason(outcome.events), std::string("finished"));
        std::map<CameraId, Nanoseconds> firstSwap;
        for (const Event& event : outcome.events) {
            if (const auto* swapped = std::get_if<WeightsSwapped>(&event.body))
                firstSwap.emplace(swapped->camera, event.time);
        }
        QCOMPARE(firstSwap.size(), std::size_t{2});
        QVERIFY(firstSwap[CameraId{0}] == settings.windowLength);
        QVERIFY(firstSwap[CameraId{1}] > settings.windowLength);
        hashes.insert(bodies<WeightsSwapped>(outcome.events).front().hash);
        settings.firstStudentsFrom = path("late.jackdaw");
    }
    QCOMPARE(hashes.size(), std::size_t{1});
    settings.cameras.resize(1);
    QVERIFY2(!Engine::start(settings, path("fewer.jackdaw")), "the session has another camera");
}

void TestRunLoop::aResumedRunUnderWallTimeGoesOn()
{
    RunSettings settings = m_settings;
    settings.cameras.resize(1);
    settings.clock = ClockKind::Wall;
    settings.costTable.clear();
    const Path whole = path("wall.jackdaw");
    const Outcome outcome = run(settings, whole);
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    const std::size_t count = positionOf<WindowClosed>(outcome.events) + 1;
    QVERIFY(cutSession(whole, path("cut.jackdaw"), count));
    auto engine = Engine::resume(settings, path("cut.jackdaw"));
    QVERIFY2(engine, engine ? "" : engine.error().text().c_str());
    QVERIFY((*engine)->wait());
    const Events events = readSession(path("cut.jackdaw"));
    QCOMPARE(closingReason(events), std::string("finished"));
    const Events after(events.begin() + static_cast<std::ptrdiff_t>(count), events.end());
    QVERIFY(!bodies<FrameIndexed>(after).empty());
    QVERIFY(!bodies<PlanComputed>(after).empty());
    QVERIFY(!bodies<ProfileEstimated>(after).empty());
}

void TestRunLoop::studentsOfOtherNetworksOrClassesAreNotTakenOver()
{
    const auto refusal = [&](const std::function<void(RunSettings&)>& change) {
        RunSettings settings = m_settings;
        settings.firstStudentsFrom = path("two.jackdaw");
        change(settings);
        if (const Status saved = handMadeCosts(settings).save(path("other-costs.json")); !saved)
            return saved.error().text();
        settings.costTable = path("other-costs.json");
        const auto engine = Engine::start(settings, path("never.jackdaw"));
        return engine ? std::string("accepted") : engine.error().text();
    };
    const std::string network =
        refusal([](RunSettings& settings) { std::get<learning::PointSettings>(settings.student).width = 16; });
    QVERIFY2(network.find("w16") != std::string::npos || network.find("16") != std::string::npos, network.c_str());
    const std::string classes = refusal([](RunSettings& settings) { settings.classes = {"bus", "car"}; });
    QVERIFY2(classes.find("classes") != std::string::npos, classes.c_str());
}

QTEST_GUILESS_MAIN(TestRunLoop)
#include "tst_run_loop.moc"
