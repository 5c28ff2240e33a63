// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/replay.h"
#include "engine/vision/box_mover.h"
#include "tests/engine/runtime/live_runs.h"
#include "tests/support/fake_run.h"
#include "tests/support/serving_golden.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

constexpr std::uint32_t kCameras = 3;

enum class Golden { MayServe, MayNotServe };

/// A frame of a camera.
using FrameKey = std::pair<CameraId, std::int64_t>;

/// Frames on which the golden model found what then stood, by the time of the event.
std::set<std::tuple<CameraId, std::int64_t, Nanoseconds>> servedFrames(const Events& events)
{
    std::set<std::tuple<CameraId, std::int64_t, Nanoseconds>> frames;
    for (const Event& event : events) {
        const auto* indexed = std::get_if<FrameIndexed>(&event.body);
        if (indexed && indexed->server == Server::Teacher && indexed->age == Nanoseconds{0})
            frames.emplace(indexed->camera, indexed->frame, event.time);
    }
    return frames;
}

std::size_t countOf(const std::vector<ServingChosen>& choices, Server server)
{
    return static_cast<std::size_t>(std::count_if(
        choices.begin(), choices.end(), [server](const auto& choice) { return choice.serving.server == server; }));
}

} // namespace

/// Runs in which the golden model serves cameras: three fake streets on one device, which it could serve every second
/// frame of.
class TestTaughtRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatServesACameraIsRecordedWithItsReason();
    void itDoesNotFlap();
    void labelsOfServedFramesCostNothing();
    void noFrameIsScoredByWhatWasFoundOnIt();
    void theDeviceIsNeverChargedMoreThanItHas();
    void movingIsChargedAsInference();
    void theSameRunHasTheSameEvents();
    void replayGivesWhatTheLiveChannelGave();
    void labelFilesNeverServe();
    void plannersThatOnlyKnowTheStudentLeaveItServing();
    void teacherOnlyIsServedByTheGoldenModelAlone();
    void scoringThatIsNotChargedCostsNothingAndTeachesNobody();

private:
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Outcome play(const RunSettings& settings, const std::string& name, Golden golden = Golden::MayServe) const;

    QTemporaryDir m_folder;
    RunSettings m_settings;
    Outcome m_run;
};

/// As Engine::start(), with a live channel that holds all events.
Outcome TestTaughtRun::play(const RunSettings& settings, const std::string& name, Golden golden) const
{
    Suppliers suppliers;
    const FakeTallies tallies;
    suppliers.feed = [&](const auto& camera) { return openFakeFeed(camera, tallies.pictures); };
    suppliers.learner = [&](const auto&, const auto&) { return std::make_shared<FakeLearner>(tallies); };
    auto parts = openRun(settings, path(name), suppliers);
    if (!parts)
        return {{}, tl::unexpected(parts.error()), 0};
    if (golden == Golden::MayServe)
        letGoldenModelsServe(*parts);
    Outcome outcome;
    parts->writer->setListener([&](const Event& event) { outcome.events.push_back(event); });
    LiveChannel channel(settings.cameras.size());
    Signal wake;
    CommandQueue commands(wake);
    outcome.status = RunLoop(std::move(*parts), channel, commands, wake).run({});
    return outcome;
}

void TestTaughtRun::initTestCase()
{
    m_settings = fakeSettings(m_folder.path().toStdString(), kCameras, 4);
    m_settings.planner = "thief";
    QVERIFY(prepareFakeRun(m_settings));
    auto costs = profiling::CostTable::load(m_settings.costTable);
    QVERIFY(costs.has_value());
    costs->set("label/file", 0.04);
    costs->set(vision::kMoveShape, 0.002);
    QVERIFY(costs->save(m_settings.costTable));
    m_run = play(m_settings, "taught.jackdaw");
    QVERIFY2(m_run.status, m_run.status ? "" : m_run.status.error().text().c_str());
    QCOMPARE(closingReason(m_run.events), std::string("finished"));
}

void TestTaughtRun::whatServesACameraIsRecordedWithItsReason()
{
    const auto choices = bodies<ServingChosen>(m_run.events);
    QVERIFY(countOf(choices, Server::Teacher) > 0);
    std::set<CameraId> taught;
    for (const ServingChosen& choice : choices) {
        QVERIFY(choice.serving.every >= 1.0 && choice.share > Share{0} && choice.share <= Share{1.0});
        QVERIFY(choice.expected && choice.expected->value > 0.0 && choice.expected->value <= 1.0);
        const std::string server =
            choice.serving.server == Server::Teacher ? "the golden model serves" : "its student serves";
        QVERIFY2(choice.reason.starts_with(server), choice.reason.c_str());
        QVERIFY(choice.reason.find(" expected") != std::string::npos);
        if (choice.serving.server == Server::Teacher)
            taught.insert(choice.camera);
    }
    QCOMPARE(taught.size(), std::size_t{kCameras});
    QVERIFY(!servedFrames(m_run.events).empty());
}

void TestTaughtRun::itDoesNotFlap()
{
    std::map<CameraId, std::vector<Serving>> ways;
    for (const ServingChosen& choice : bodies<ServingChosen>(m_run.events))
        ways[choice.camera].push_back(choice.serving);
    for (const auto& [camera, chosen] : ways) {
        for (std::size_t i = 1; i < chosen.size(); ++i)
            QVERIFY2(chosen[i] != chosen[i - 1], "what is as before is not told again");
        QVERIFY2(chosen.size() < 40, std::to_string(chosen.size()).c_str());
    }
}

void TestTaughtRun::labelsOfServedFramesCostNothing()
{
    const auto served = servedFrames(m_run.events);
    std::size_t free = 0;
    for (const Event& event : m_run.events) {
        const auto* labelled = std::get_if<GoldenLabelled>(&event.body);
        if (!labelled || labelled->charged > GpuSeconds{0})
            continue;
        ++free;
        QVERIFY2(served.contains({labelled->camera, labelled->frame, event.time}),
                 "a label that cost nothing came with serving");
    }
    QVERIFY2(free > 20, std::to_string(free).c_str());
}

void TestTaughtRun::noFrameIsScoredByWhatWasFoundOnIt()
{
    std::size_t taught = 0;
    for (const FrameScored& scored : bodies<FrameScored>(m_run.events)) {
        if (scored.pair == ScorePair::FreshGolden) {
            QVERIFY2(scored.server == Server::Student, "the golden model always agrees with itself");
            continue;
        }
        QVERIFY(scored.predictionAge > Nanoseconds{0});
        taught += scored.server == Server::Teacher ? 1 : 0;
    }
    QVERIFY2(taught > 20, std::to_string(taught).c_str());
}

void TestTaughtRun::theDeviceIsNeverChargedMoreThanItHas()
{
    for (const DeviceSample& sample : bodies<DeviceSample>(m_run.events)) {
        double used = 0.0;
        for (const JobUse& job : sample.jobs)
            used += job.used.value;
        QVERIFY2(used <= 1.0 + 1e-9, std::to_string(used).c_str());
    }
    for (const WindowClosed& window : bodies<WindowClosed>(m_run.events)) {
        double charged = 0.0;
        for (const CameraWindow& camera : window.cameras)
            for (const KindCharge& charge : camera.charged)
                charged += charge.charged.value;
        // First students are trained while the cameras are held, beside window 0's time; a batch may end in the next.
        if (window.window != WindowId{0})
            QVERIFY2(charged <= toSeconds(m_settings.windowLength) + 1.0, std::to_string(charged).c_str());
    }
}

void TestTaughtRun::movingIsChargedAsInference()
{
    const auto choices = bodies<ServingChosen>(m_run.events);
    const bool moves =
        std::any_of(choices.begin(), choices.end(), [](const auto& choice) { return choice.serving.moved; });
    const auto indexed = bodies<FrameIndexed>(m_run.events);
    const auto moved = std::count_if(indexed.begin(), indexed.end(),
                                     [](const FrameIndexed& frame) { return frame.age > Nanoseconds{0}; });
    QVERIFY2(moves && moved > 0, "nobody knows at first that these streets have nothing to be followed");
    std::size_t started = 0;
    for (const JobStarted& job : bodies<JobStarted>(m_run.events))
        started += job.kind == JobKind::Inference ? 1 : 0;
    QCOMPARE(started, std::size_t{2 * kCameras});
    for (const WindowClosed& window : bodies<WindowClosed>(m_run.events))
        for (const CameraWindow& camera : window.cameras)
            QVERIFY(window.window == WindowId{0} || chargedTo(camera.charged, JobKind::Inference) > GpuSeconds{0});
}

void TestTaughtRun::theSameRunHasTheSameEvents()
{
    const Outcome again = play(m_settings, "again.jackdaw");
    const std::string other = difference(repeatable(again.events), repeatable(m_run.events));
    QVERIFY2(other.empty(), other.c_str());
}

void TestTaughtRun::replayGivesWhatTheLiveChannelGave()
{
    auto replay = session::openReplay(path("taught.jackdaw"));
    QVERIFY(replay.has_value());
    (*replay)->seek((*replay)->duration());
    Events replayed;
    QTRY_COMPARE_WITH_TIMEOUT(((*replay)->poll(replayed, kAll), replayed.size()), m_run.events.size(), 60'000);
    QCOMPARE(difference(replayed, m_run.events), std::string());
}

void TestTaughtRun::labelFilesNeverServe()
{
    RunSettings settings = m_settings;
    settings.windows = 2;
    const Outcome outcome = play(settings, "files.jackdaw", Golden::MayNotServe);
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    const auto choices = bodies<ServingChosen>(outcome.events);
    QVERIFY(!choices.empty());
    QCOMPARE(countOf(choices, Server::Teacher), std::size_t{0});
    QVERIFY(servedFrames(outcome.events).empty());
    for (const GoldenLabelled& labelled : bodies<GoldenLabelled>(outcome.events))
        QVERIFY(labelled.charged > GpuSeconds{0});
}

void TestTaughtRun::plannersThatOnlyKnowTheStudentLeaveItServing()
{
    RunSettings settings = m_settings;
    settings.windows = 2;
    for (const char* planner : {"uniform(0,0.5)", "student-only"}) {
        settings.planner = planner;
        const Outcome outcome = play(settings, std::string(planner) + ".jackdaw");
        QCOMPARE(closingReason(outcome.events), std::string("finished"));
        for (const ServingChosen& choice : bodies<ServingChosen>(outcome.events))
            QVERIFY(choice.serving.server == Server::Student && !choice.serving.moved);
        QVERIFY(servedFrames(outcome.events).empty());
    }
}

void TestTaughtRun::teacherOnlyIsServedByTheGoldenModelAlone()
{
    RunSettings settings = m_settings;
    settings.windows = 3;
    settings.planner = "teacher-only";
    const Outcome outcome = play(settings, "teacher-only.jackdaw");
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    const auto choices = bodies<ServingChosen>(outcome.events);
    QVERIFY(!choices.empty());
    for (const ServingChosen& choice : choices) {
        QVERIFY(choice.serving.server == Server::Teacher && !choice.serving.moved);
        QVERIFY2(choice.reason.find("student") == std::string::npos, choice.reason.c_str());
    }
    const WindowClosed last = bodies<WindowClosed>(outcome.events).back();
    for (const CameraWindow& camera : last.cameras) {
        QVERIFY(!camera.retrained && !camera.freshGolden);
        QVERIFY2(camera.studentGolden && camera.studentGolden->value.value > 0.7, "the labels are the truth here");
    }
}

void TestTaughtRun::scoringThatIsNotChargedCostsNothingAndTeachesNobody()
{
    RunSettings settings = m_settings;
    settings.windows = 3;
    settings.labelling.scoringCharged = false;
    settings.planner = "uniform(0,0.5)";
    const Outcome outcome = play(settings, "uncharged.jackdaw");
    QCOMPARE(closingReason(outcome.events), std::string("finished"));
    QVERIFY(!bodies<SessionStarted>(outcome.events).front().scoringCharged);
    std::set<FrameKey> scored;
    for (const FrameScored& frame : bodies<FrameScored>(outcome.events))
        scored.emplace(frame.camera, frame.frame);
    std::size_t free = 0;
    for (const GoldenLabelled& labelled : bodies<GoldenLabelled>(outcome.events)) {
        free += labelled.charged > GpuSeconds{0} ? 0 : 1;
        // At the end of window 0 there may be no student yet that could be scored.
        if (labelled.frameTime < settings.windowLength)
            continue;
        QVERIFY2(labelled.charged > GpuSeconds{0} || scored.contains({labelled.camera, labelled.frame}),
                 "only what scores need costs nothing");
    }
    QVERIFY2(free > 50, std::to_string(free).c_str());
    for (const WindowClosed& window : bodies<WindowClosed>(outcome.events))
        for (const CameraWindow& camera : window.cameras) {
            const double most = 0.04
                * (window.window == WindowId{0} ? settings.labelling.firstTrainingFrames
                                                : settings.labelling.trainingFrames);
            QVERIFY2(chargedTo(camera.charged, JobKind::Labelling).value <= most + 1e-9, "samples alone are charged");
        }
}

QTEST_GUILESS_MAIN(TestTaughtRun)
#include "tst_taught_run.moc"
