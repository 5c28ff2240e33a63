// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/camera_session.h"
#include "tests/engine/runtime/part_services.h"
#include "tests/support/fake_run.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using namespace std::chrono_literals;

namespace {

using State = runtime::CameraState;

constexpr CameraId kCamera{0};
constexpr Share kEnough{0.1};

/// One camera on one device. The test is its director: it says which rounds begin, what is retrained, and which jobs
/// get on.
class Stage {
public:
    explicit Stage(bool ends = false)
    {
        m_settings.cameras[0].settings.loop = !ends;
        m_settings.cameras[0].settings.speed = ends ? 0.75 : 1.0; // in window 1
        if (!prepareFakeRun(m_settings))
            return;
        m_parts.costs = CostBook(ClockKind::Device, *profiling::CostTable::load(m_settings.costTable));
        m_devices.add(std::make_unique<DeviceExecutor>(DeviceId{0}, compute::makeCpuDevice({}), m_clock, m_parts.costs,
                                                       m_parts.recording.recorder(), m_wake));
        CameraSource source{.run = m_settings.cameras[0],
                            .feed = *openFakeFeed(m_settings.cameras[0].settings, m_pictures)};
        source.feed->setWake([this] { m_wake.notify(); });
        source.golden.push_back(
            *vision::openGoldenModel({.files = {*m_settings.cameras[0].goldenLabels}, .classes = m_settings.classes}));
        m_camera = std::make_unique<CameraSession>(kCamera, std::move(source), m_parts.services);
    }

    CameraSession& camera() { return *m_camera; }
    std::vector<Event> events() { return m_parts.recording.events(); }

    /// The next window, with its first round where there is a student.
    void beginWindow()
    {
        m_camera->beginWindow(m_windows.begin(), m_windows);
        if (m_camera->state() == State::Settled) {
            m_camera->beginRound();
            m_camera->askForSample();
        }
    }

    void endWindow()
    {
        playUntil(m_windows.end(*m_windows.open()));
        m_camera->endWindow();
        const WindowId window = m_windows.endOpen();
        m_camera->endRecord(m_devices.takeCharges());
        CameraWindow record = m_camera->takeRecord();
        m_camera->scores().close(window, m_windows.start(window), m_windows.end(window), 1, record);
        m_windows.close();
        m_records.push_back(record);
    }

    /// Goes on until \p state, or the open window's end.
    bool playTo(State state)
    {
        while (m_camera->state() != state && m_clock.now() < m_windows.end(*m_windows.open()))
            turn(m_windows.end(*m_windows.open()));
        return m_camera->state() == state;
    }
    void playUntil(Nanoseconds end)
    {
        while (m_clock.now() < end)
            turn(end);
    }

    /// The first student from window 0's labels, while the camera is held, and the beginning of window 1.
    bool trainFirstStudent()
    {
        beginWindow();
        playUntil(m_windows.end(WindowId{0}));
        m_clock.hold();
        while (m_camera->tryFirstTraining(true) || m_camera->isSettingUp())
            turn(kNever);
        m_clock.release();
        if (m_camera->state() != State::Settled)
            return false;
        endWindow();
        beginWindow();
        return m_camera->state() == State::Sampling;
    }

    /// In the open window, whose round is on offer, a retraining runs that its end will cut off after a checkpoint.
    bool retrainUntilTheEnd()
    {
        if (!playTo(State::Ready))
            return false;
        playUntil(m_windows.end(*m_windows.open()) - 2500ms);
        retrain(1);
        endWindow();
        return m_camera->unplannedJobs().size() == 1;
    }

    /// A plan that retrains with the option of \p number.
    void retrain(std::size_t number)
    {
        m_camera->follow({.inference = kEnough, .retraining = kEnough, .option = number});
    }
    void passOver() { m_camera->follow({.inference = kEnough}); }

    std::set<JobId> paused; ///< get nothing
    const std::vector<CameraWindow>& records() const { return m_records; }
    const std::vector<std::string>& news() const { return m_news; }

private:
    void turn(Nanoseconds end)
    {
        for (bool waits = !m_clock.isHeld(); waits; waits = m_camera->waitsForDecoder()) {
            m_camera->pump(std::min(m_clock.now(), end - 1ns), m_channel);
            if (m_camera->waitsForDecoder())
                m_wake.waitUntil(std::chrono::steady_clock::now() + 1s, {});
        }
        m_devices.settle({});
        while (const auto news = m_camera->advance())
            m_news.push_back(news->reason);
        QVERIFY(m_devices.share(requests()));
        QVERIFY(m_devices.submit());
        Nanoseconds next =
            std::min(end == kNever ? kNever : m_clock.elapsedAt(end), m_devices.nextCompletion().value_or(kNever));
        if (const auto frame = m_camera->nextFrame())
            next = std::min(next, m_clock.elapsedAt(*frame));
        m_clock.waitUntil(next, m_wake, {});
    }

    std::vector<compute::ShareRequest> requests() const
    {
        std::set<JobId> jobs{m_camera->inference(), m_camera->scoring(), m_camera->sampling()};
        for (const auto& job : {m_camera->profiling(), m_camera->retraining()}) {
            if (job)
                jobs.insert(*job);
        }
        for (const JobId job : m_camera->unplannedJobs())
            jobs.insert(job);
        std::vector<compute::ShareRequest> shares;
        for (const JobId job : jobs) {
            if (!paused.contains(job))
                shares.push_back({job, kEnough});
        }
        return shares;
    }

    PartServices m_parts{[](const auto& folder) { return fakeSettings(folder, 1, 9); },
                         std::make_shared<FakeLearner>()};
    RunSettings& m_settings = m_parts.settings;
    DeviceSet& m_devices = m_parts.devices;
    DeviceClock& m_clock = m_parts.recording.clock();
    Signal& m_wake = m_parts.wake;
    WindowClock m_windows{m_settings.windowLength, 9};
    LiveChannel m_channel{1};
    std::shared_ptr<Tally> m_pictures = std::make_shared<Tally>();
    std::unique_ptr<CameraSession> m_camera;
    std::vector<CameraWindow> m_records;
    std::vector<std::string> m_news;
};

std::vector<std::string> failures(const std::vector<Event>& events)
{
    std::vector<std::string> reasons;
    for (const JobFailed& failed : bodies<JobFailed>(events))
        reasons.push_back(failed.reason);
    return reasons;
}

} // namespace

/// A camera alone, from its first labels to its loss.
class TestCameraSession : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void labelsOfWindowZeroBecomeAFirstStudent()
    {
        Stage stage;
        QVERIFY(stage.camera().state() == State::NoStudent);
        QVERIFY(!stage.camera().isPlanned());
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.camera().isPlanned());
        const auto swaps = bodies<WeightsSwapped>(stage.events());
        QCOMPARE(swaps.size(), std::size_t{1});
        QVERIFY(swaps[0].after && !swaps[0].before);
    }

    void aRoundGoesFromItsSampleByAProfileToTheSwap()
    {
        Stage stage;
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.playTo(State::Profiling));
        QVERIFY(stage.playTo(State::Ready));
        QCOMPARE(stage.camera().problem().options.size(), std::size_t{4});
        stage.retrain(1);
        QVERIFY(stage.camera().state() == State::Retraining);
        QVERIFY2(stage.camera().problem().running.has_value(), "the planner knows what runs");
        QVERIFY(stage.playTo(State::Settled));
        QVERIFY(stage.camera().mayGoOn());
        stage.endWindow();
        QVERIFY(stage.records().back().retrained);
        QCOMPARE(bodies<WeightsSwapped>(stage.events()).size(), std::size_t{2});
    }

    void anOfferThatIsPassedOverStandsUntilTheWindowEnds()
    {
        Stage stage;
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.playTo(State::Ready));
        QVERIFY(stage.camera().isInFirstRound());
        stage.passOver();
        QVERIFY(!stage.camera().isInFirstRound());
        stage.endWindow();
        QVERIFY(stage.camera().state() == State::Settled);
        QVERIFY(!stage.records().back().retrained);
    }

    void aRetrainingThatThePlanGivesUpSaysSo()
    {
        Stage stage;
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.playTo(State::Ready));
        stage.retrain(1);
        stage.passOver();
        QVERIFY(stage.camera().state() == State::Settled);
        QVERIFY((failures(stage.events())
                 == std::vector<std::string>{"The plan gave it up: the share is worth more elsewhere."}));
    }

    void aRetrainingThatTheWindowCutsOffServesInTheNext()
    {
        Stage stage;
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.retrainUntilTheEnd());
        stage.beginWindow();
        stage.playUntil(405s);
        QVERIFY(stage.camera().unplannedJobs().empty());
        stage.endWindow();
        QVERIFY(stage.records().back().retrained);
        QCOMPARE(bodies<WeightsSwapped>(stage.events()).size(), std::size_t{2});
    }

    void oneThatIsNotPreparedInTheNextWindowEndsAndLeavesTheNextOneItsTurn()
    {
        Stage stage;
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.retrainUntilTheEnd());
        const JobId late = stage.camera().unplannedJobs().front();
        stage.paused = {late};
        stage.beginWindow();
        QVERIFY(stage.retrainUntilTheEnd());
        QVERIFY(stage.camera().unplannedJobs().front() != late);
        stage.beginWindow();
        stage.playUntil(605s);
        QVERIFY(stage.camera().unplannedJobs().empty());
        const auto events = stage.events();
        QVERIFY((failures(events) == std::vector<std::string>{"It was not prepared within the window after its own."}));
        QCOMPARE(bodies<WeightsSwapped>(events).size(), std::size_t{2});
    }

    void aSourceThatEndsIsToldAndAllThatDependsOnItEnds()
    {
        Stage stage(true);
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.playTo(State::Lost));
        QVERIFY(stage.camera().hasEnded() && !stage.camera().hasFeed());
        QVERIFY(stage.camera().unplannedJobs().empty());
        QVERIFY(!stage.news().empty() && stage.news().back().find("gives no more frames") != std::string::npos);
        const auto lost = bodies<CameraLost>(stage.events());
        QVERIFY(lost.size() == 1 && lost[0].ended);
    }
};

QTEST_GUILESS_MAIN(TestCameraSession)
#include "tst_camera_session.moc"
