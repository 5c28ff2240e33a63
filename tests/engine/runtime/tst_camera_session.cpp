// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/camera_session.h"
#include "engine/vision/box_mover.h"
#include "tests/engine/runtime/part_services.h"
#include "tests/support/fake_run.h"
#include "tests/support/serving_golden.h"

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

constexpr scheduling::ServingChoice kEveryWay{.student = true, .teacher = true, .moved = true};

struct StageOptions {
    bool ends = false; ///< in window 1
    scheduling::ServingChoice serving;
    bool goldenServes = false;
    bool movingHasAPrice = false;
    bool beside = false; ///< profiles and offers are reckoned on threads of their own
};

/// One camera on one device. The test is its director: it says which rounds begin, what is retrained, and which jobs
/// get on.
class Stage {
public:
    explicit Stage(const StageOptions& options = {}) :
        m_parts([](const auto& folder) { return fakeSettings(folder, 1, 9); }, std::make_shared<FakeLearner>(),
                options.beside)
    {
        m_settings.cameras[0].settings.loop = !options.ends;
        m_settings.cameras[0].settings.speed = options.ends ? 0.75 : 1.0;
        if (!prepareFakeRun(m_settings))
            return;
        auto prices = *profiling::CostTable::load(m_settings.costTable);
        if (options.movingHasAPrice)
            prices.set(vision::kMoveShape, 0.002);
        m_parts.costs = CostBook(ClockKind::Device, prices);
        m_parts.services.serving = options.serving;
        m_devices.add(std::make_unique<DeviceExecutor>(DeviceId{0}, compute::makeCpuDevice({}), m_clock, m_parts.costs,
                                                       m_parts.recording.recorder(), m_wake));
        CameraSource source{.run = m_settings.cameras[0],
                            .feed = *openFakeFeed(m_settings.cameras[0].settings, m_pictures)};
        source.feed->setWake([this] { m_wake.notify(); });
        source.golden.push_back(
            *vision::openGoldenModel({.files = {*m_settings.cameras[0].goldenLabels}, .classes = m_settings.classes}));
        if (options.goldenServes)
            source.golden[0] = std::make_shared<ServingGolden>(source.golden[0]);
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
        CameraWindow record = m_camera->record();
        ScoreBook& scores = m_camera->scores();
        judgeWindow(scores.scoresOf(window), m_windows.start(window), m_windows.end(window), 1, record);
        scores.close(window, m_windows.start(window), m_windows.end(window));
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
        playUntil(m_windows.end(*m_windows.open()) - 3500ms);
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
        m_parts.finishSideWork();
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
        for (const auto& job : {m_camera->profiling(), m_camera->retraining(), m_camera->moving()}) {
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

    PartServices m_parts;
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

std::size_t positionOf(const std::vector<Event>& events, const EventBody& body)
{
    const auto found =
        std::find_if(events.begin(), events.end(), [&](const Event& event) { return event.body == body; });
    return static_cast<std::size_t>(found - events.begin());
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

    void whatIsReckonedBesideTheLoopComesToTheSame()
    {
        Stage atOnce;
        Stage beside({.beside = true});
        for (Stage* stage : {&atOnce, &beside}) {
            QVERIFY(stage->trainFirstStudent());
            QVERIFY(stage->playTo(State::Ready));
            stage->retrain(1);
            QVERIFY(stage->playTo(State::Settled));
            stage->endWindow();
            stage->beginWindow();
            QVERIFY(stage->playTo(State::Ready));
        }
        const auto estimated = bodies<ProfileEstimated>(atOnce.events());
        QVERIFY(estimated.size() == 2 && !estimated[0].estimates.empty());
        QCOMPARE(beside.events().size(), atOnce.events().size());
        QVERIFY(bodies<ProfileEstimated>(beside.events()) == estimated);
        QVERIFY(bodies<ProfilePoint>(beside.events()) == bodies<ProfilePoint>(atOnce.events()));
        QVERIFY(beside.records() == atOnce.records());
    }

    void anOfferOfHistoryThatComesTooLateIsNone()
    {
        PartServices parts([](const auto& folder) { return fakeSettings(folder, 1, 9); },
                           std::make_shared<FakeLearner>(), true);
        QVERIFY(prepareFakeRun(parts.settings));
        parts.costs = CostBook(ClockKind::Device, *profiling::CostTable::load(parts.settings.costTable));
        RetrainingRound round(kCamera, WindowId{1}, 0, parts.services);
        int told = 0;
        round.offerFromHistory({6, 0, 2}, [&](const scheduling::Estimate&) { ++told; });
        QVERIFY2(round.options().empty(), "it is still reckoned");
        round.withdrawOffer();
        parts.finishSideWork();
        QVERIFY(round.options().empty());
        QCOMPARE(told, 0);
        round.offerFromHistory({6, 0, 2}, [&](const scheduling::Estimate&) { ++told; });
        parts.finishSideWork();
        QCOMPARE(round.options().size(), std::size_t{4});
        QCOMPARE(told, 1);
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
        Stage stage({.ends = true});
        QVERIFY(stage.trainFirstStudent());
        QVERIFY(stage.playTo(State::Lost));
        QVERIFY(stage.camera().hasEnded() && !stage.camera().hasFeed());
        QVERIFY(stage.camera().unplannedJobs().empty());
        QVERIFY(!stage.news().empty() && stage.news().back().find("gives no more frames") != std::string::npos);
        const auto lost = bodies<CameraLost>(stage.events());
        QVERIFY(lost.size() == 1 && lost[0].ended);
    }

    void waysToServeAreOfferedThatThePlannerKnowsAndThatHaveAPrice()
    {
        const auto offered = [](const StageOptions& options) {
            Stage stage(options);
            std::vector<std::pair<Server, bool>> ways;
            if (stage.trainFirstStudent())
                for (const auto& curve : stage.camera().problem().inference.alternatives)
                    ways.emplace_back(curve.server, curve.moved);
            return ways;
        };
        using Ways = std::vector<std::pair<Server, bool>>;
        QVERIFY((
            offered({.serving = kEveryWay, .goldenServes = true, .movingHasAPrice = true})
            == Ways{{Server::Student, true}, {Server::Teacher, false}, {Server::Teacher, true}, {Server::Both, true}}));
        QVERIFY2((offered({.serving = kEveryWay, .movingHasAPrice = true}) == Ways{{Server::Student, true}}),
                 "a label file serves nobody");
        QVERIFY2((offered({.serving = kEveryWay, .goldenServes = true}) == Ways{{Server::Teacher, false}}),
                 "what moving costs is not known");
        QVERIFY(offered({.goldenServes = true, .movingHasAPrice = true}).empty());
    }

    void aRoundsLabelsComeWithServingWhileTheGoldenModelServes()
    {
        Stage stage({.serving = kEveryWay, .goldenServes = true, .movingHasAPrice = true});
        QVERIFY(stage.trainFirstStudent());
        stage.camera().serve(Share{0.9});
        stage.camera().serve(Share{0.9});
        QCOMPARE(stage.camera().problem().preparation.labelling, GpuSeconds{0});
        QVERIFY(stage.camera().moving().has_value());
        QVERIFY(stage.camera().movingShare() > Share{0});
        QVERIFY(stage.playTo(State::Profiling));
        const auto events = stage.events();
        const auto choices = bodies<ServingChosen>(events);
        QVERIFY2(choices.size() == 1, "what serves already is not chosen again");
        QVERIFY(choices[0].serving.server == Server::Teacher && choices[0].serving.moved);
        const std::size_t start = positionOf(events, choices[0]);
        std::size_t taught = 0;
        for (std::size_t i = start; i < events.size(); ++i) {
            if (const auto* labelled = std::get_if<GoldenLabelled>(&events[i].body))
                taught += labelled->charged == GpuSeconds{0} ? 1 : 0;
        }
        QVERIFY2(static_cast<int>(taught) >= fakeSettings({}, 1, 9).labelling.trainingFrames,
                 std::to_string(taught).c_str());
    }
};

QTEST_GUILESS_MAIN(TestCameraSession)
#include "tst_camera_session.moc"
