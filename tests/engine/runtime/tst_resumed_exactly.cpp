// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/cuda/cuda_device.h"
#include "engine/cuda/fake_gpu.h"
#include "engine/runtime/open_run.h"
#include "engine/runtime/run_loop.h"
#include "engine/session/event_json.h"
#include "engine/vision/box_mover.h"
#include "tests/engine/runtime/live_runs.h"
#include "tests/engine/runtime/student_families.h"
#include "tests/support/serving_golden.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace jackdaw;
using namespace jackdaw::runtime;
using namespace jackdaw::testing;
using Path = std::filesystem::path;

namespace {

constexpr std::uint32_t kLongWindows = 4;
constexpr std::size_t kCutsInside = 4;

/// Whether the golden models, which are label files, serve as if they were networks.
enum class Golden { LabelsOnly, ServesToo };

/// GPUs are fake ones, whose lanes work on the CPU.
Suppliers suppliers()
{
    Suppliers made;
    made.devices = [](const RunSettings& settings) -> Result<Devices> {
        if (!settings.devices.front().isGpu())
            return openDevices(settings);
        auto device = cuda::makeCudaDevice(
            std::make_shared<cuda::FakeGpu>(),
            {.layouts = {.mostPools = 2}, .lanesPerPool = 2, .onThreadStart = [] { learning::useThreads(1); }});
        if (!device)
            return tl::unexpected(device.error());
        Devices devices;
        devices.push_back(std::move(*device));
        return devices;
    };
    return made;
}

/// As the engine does, on this thread. The session's events.
Events runToTheEnd(Result<RunParts> parts, const Path& file, Golden golden)
{
    if (!parts)
        return {};
    if (golden == Golden::ServesToo)
        letGoldenModelsServe(*parts);
    LiveChannel channel(parts->settings.cameras.size());
    Signal wake;
    CommandQueue commands(wake);
    learning::useThreads(1);
    const Status ended = RunLoop(std::move(*parts), channel, commands, wake).run({});
    return ended ? readSession(file) : Events();
}

/// As Engine::start(), but for the models: the session keeps them all, so that it can be cut anywhere.
Events runKeepingModels(const RunSettings& settings, const Path& file, Golden golden)
{
    auto parts = openRun(settings, file, suppliers());
    if (!parts)
        return {};
    parts->writer.reset();
    std::filesystem::remove(file);
    parts->writer = std::move(*session::SessionWriter::create(file, session::KeptModels::All));
    return runToTheEnd(std::move(parts), file, golden);
}

/// Positions just after the border of each window but the first.
std::vector<std::size_t> bordersOf(const Events& events)
{
    std::vector<std::size_t> borders;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (std::holds_alternative<ResumeState>(events[i].body))
            borders.push_back(i + 1);
    }
    return borders;
}

bool describesTheCut(const Event& event)
{
    const auto* alert = std::get_if<Alert>(&event.body);
    return (alert && alert->message.starts_with("The run was cut off"))
        || std::holds_alternative<JobInterrupted>(event.body);
}

Events from(const Events& events, std::size_t position)
{
    return Events(events.begin() + static_cast<std::ptrdiff_t>(position), events.end());
}

/// The first event of \p events that is not as in \p expected, field by field; empty if there is none. Sequence
/// numbers do not count, nor does what was really measured.
std::string firstDifference(const Events& events, const Events& expected)
{
    const auto text = [](const Event& event) {
        const EventBody body = std::holds_alternative<CostMeasured>(event.body) ? CostMeasured{} : event.body;
        return std::to_string(event.time.count()) + ' ' + std::string(kindName(body)) + ' ' + session::toJson(body);
    };
    for (std::size_t i = 0; i < std::min(events.size(), expected.size()); ++i) {
        if (text(events[i]) != text(expected[i]))
            return std::to_string(i) + " of " + std::to_string(expected.size()) + ":\n"
                + text(events[i]).substr(0, 2000) + "\nexpected\n" + text(expected[i]).substr(0, 2000);
    }
    return events.size() == expected.size()
        ? std::string()
        : std::to_string(events.size()) + " events, expected " + std::to_string(expected.size());
}

/// Jobs that \p events leave without an end.
std::set<JobId> openJobs(const Events& events)
{
    std::set<JobId> open;
    for (const Event& event : events) {
        if (const auto* started = std::get_if<JobStarted>(&event.body))
            open.insert(started->job);
        else if (const auto* finished = std::get_if<JobFinished>(&event.body))
            open.erase(finished->job);
        else if (const auto* failed = std::get_if<JobFailed>(&event.body))
            open.erase(failed->job);
        else if (const auto* interrupted = std::get_if<JobInterrupted>(&event.body))
            open.erase(interrupted->job);
    }
    return open;
}

/// Borders of \p events at which \p holds for a camera.
template <class Holds>
std::size_t bordersWith(const Events& events, Holds holds)
{
    const auto states = bodies<ResumeState>(events);
    return static_cast<std::size_t>(std::count_if(states.begin(), states.end(), [&](const ResumeState& state) {
        return std::any_of(state.cameras.begin(), state.cameras.end(), holds);
    }));
}

bool isOwedLabels(const CameraAtBorder& camera)
{
    return camera.scoring.underWay || !camera.scoring.queue.empty();
}

bool isInInference(const CameraAtBorder& camera)
{
    return camera.inference.underWay || camera.inference.waiting;
}

bool isBeingTaught(const CameraAtBorder& camera)
{
    const auto& found = camera.inference.found;
    return found && found->server == Server::Teacher;
}

/// Its boxes are moved along, and the picture that they lie on has to be read again.
bool isBeingMoved(const CameraAtBorder& camera)
{
    return camera.inference.standsOn && camera.inference.serving && camera.inference.serving->moved;
}

bool isBeingTrained(const CameraAtBorder& camera)
{
    return camera.retraining && camera.retraining->inTraining;
}

bool hasToBePrepared(const CameraAtBorder& camera)
{
    return camera.retraining && !camera.retraining->hash.empty();
}

/// True if a retraining that was cut off at the last border had been prepared when the run was cut off: there is less
/// to do in the window than there was.
bool preparesLess(const Events& before)
{
    const std::set<JobId> open = openJobs(before);
    const ResumeState state = bodies<ResumeState>(before).back();
    return std::any_of(state.placement.begin(), state.placement.end(), [&](const PlacedJob& job) {
        return job.kind == JobKind::Retraining && !open.contains(job.job);
    });
}

std::size_t plansIn(const Events& events)
{
    return bodies<PlanComputed>(events).size();
}

} // namespace

/// Runs that are cut off at many moments go on as if they had not been.
class TestResumedExactly : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatFollowsABorderIsTheSame_data();
    void whatFollowsABorderIsTheSame();
    void aWindowThatWasCutOffIsPlannedFromTheSame_data();
    void aWindowThatWasCutOffIsPlannedFromTheSame();
    void plansWereCompared();
    void underWallTimeFramesPlansAndRetrainingsGoOn();

private:
    struct Scenario {
        RunSettings settings;
        Path file;
        Golden golden = Golden::LabelsOnly;
        Events events;
    };

    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    void addScenario(const std::string& name, RunSettings settings, double inference, double label = 0.15,
                     Golden golden = Golden::LabelsOnly);
    Events resumed(const Scenario& scenario, std::size_t count);
    void checkJobs(const Events& before, const Events& after);

    QTemporaryDir m_folder;
    std::map<std::string, Scenario> m_scenarios;
    std::size_t m_plansCompared = 0;
};

/// Runs \p settings with labels that are dear, so that they are behind at the borders.
void TestResumedExactly::addScenario(const std::string& name, RunSettings settings, double inference, double label,
                                     Golden golden)
{
    settings.costTable = path(name + "-costs.json");
    auto costs = handMadeCosts(settings);
    costs.set("label/file", label);
    costs.set((*runtime::makeLearners(settings))[0]->inferenceShape(), inference);
    if (golden == Golden::ServesToo)
        costs.set(vision::kMoveShape, 0.02);
    QVERIFY(costs.save(settings.costTable));
    Scenario& scenario = m_scenarios[name];
    scenario = {settings, path(name + ".jackdaw"), golden, {}};
    scenario.events = runKeepingModels(scenario.settings, scenario.file, golden);
    QCOMPARE(closingReason(scenario.events), std::string("finished"));
    QCOMPARE(bordersOf(scenario.events).size(), std::size_t{kLongWindows - 1});
}

/// One device; students of every family on it; two devices; one where every retraining is far too long for its window;
/// one where it nearly fits, so that a good checkpoint is still to be prepared at a border; one where the golden model
/// serves and boxes are moved along; a GPU, where jobs are side by side in lanes.
void TestResumedExactly::initTestCase()
{
    RunSettings settings = madeUpSettings(m_folder.path().toStdString(), 3);
    settings.windows = kLongWindows;
    settings.labelling.scoringInterval = 0.45;
    settings.labelling.trainingFrames = 6;
    const Status made = writeMadeUpRun(settings);
    QVERIFY2(made, made ? "" : made.error().text().c_str());
    for (const CameraRun& camera : settings.cameras) {
        const int frames = static_cast<int>(kLongWindows) * kFramesAWindow;
        QVERIFY(writeClip(camera.settings.source, camera.settings.id.value, frames));
        writeLabels(*camera.goldenLabels, settings.classes, camera.settings.id.value, frames);
    }
    addScenario("one device", settings, 0.005);
    const auto families = withEveryFamily(settings, m_folder.path().toStdString());
    QVERIFY(families.has_value());
    addScenario("every family", *families, 0.005);
    RunSettings cut = settings;
    cut.planner = "uniform(1,0.5)";
    cut.configurations[1].epochs = 60;
    cut.labelling.trainingFrames = 4;
    cut.labelling.scoringInterval = 1.3;
    addScenario("cut off", cut, 0.06, 0.03);
    cut.configurations[1].epochs = 8;
    addScenario("nearly done", cut, 0.03, 0.02);
    settings.planner = "thief";
    addScenario("taught", settings, 0.005, 0.07, Golden::ServesToo);
    settings.planner = "jackdaw";
    settings.devices.resize(2);
    addScenario("two devices", settings, 0.005, 0.3);
    settings.devices = {{.kind = "cuda"}};
    addScenario("a GPU", settings, 0.005, 0.1);
    QVERIFY(bordersWith(m_scenarios["one device"].events, isOwedLabels) > 0);
    QVERIFY(bordersWith(m_scenarios["two devices"].events, isOwedLabels) > 0);
    QVERIFY(bordersWith(m_scenarios["cut off"].events, isInInference) > 0);
    QVERIFY(bordersWith(m_scenarios["cut off"].events, isBeingTrained) > 0);
    QVERIFY(bordersWith(m_scenarios["nearly done"].events, hasToBePrepared) > 0);
    QVERIFY(bordersWith(m_scenarios["taught"].events, isBeingTaught) > 0);
    QVERIFY(bordersWith(m_scenarios["taught"].events, isBeingMoved) > 0);
}

/// The whole session of \p scenario, cut off after \p count events and resumed.
Events TestResumedExactly::resumed(const Scenario& scenario, std::size_t count)
{
    const Path cut = path("cut-" + scenario.file.stem().string() + '-' + std::to_string(count) + ".jackdaw");
    if (!cutSession(scenario.file, cut, count))
        return {};
    return runToTheEnd(reopenRun(scenario.settings, cut, suppliers()), cut, scenario.golden);
}

void TestResumedExactly::whatFollowsABorderIsTheSame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qulonglong>("count");
    for (const auto& [name, scenario] : m_scenarios) {
        for (const std::size_t border : bordersOf(scenario.events))
            QTest::addRow("%s, %zu events", name.c_str(), border) << QString::fromStdString(name) << qulonglong{border};
    }
}

void TestResumedExactly::whatFollowsABorderIsTheSame()
{
    QFETCH(const QString, name);
    QFETCH(const qulonglong, count);
    const Scenario& scenario = m_scenarios.at(name.toStdString());
    const Events events = resumed(scenario, count);
    QCOMPARE(closingReason(events), std::string("finished"));
    Events after = from(events, count);
    std::erase_if(after, describesTheCut);
    const std::string difference = firstDifference(after, from(scenario.events, count));
    QVERIFY2(difference.empty(), difference.c_str());
}

void TestResumedExactly::aWindowThatWasCutOffIsPlannedFromTheSame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qulonglong>("count");
    for (const auto& [name, scenario] : m_scenarios) {
        const std::size_t first = bordersOf(scenario.events).front();
        RandomStream random(17, 0, RandomPurpose::Test, static_cast<std::uint32_t>(name.size()));
        for (std::size_t i = 0; i < kCutsInside; ++i) {
            const std::size_t span = (scenario.events.size() - 1 - first) / kCutsInside;
            const std::size_t count = first + span * i + random.below(static_cast<std::uint32_t>(span));
            QTest::addRow("%s, %zu events", name.c_str(), count) << QString::fromStdString(name) << qulonglong{count};
        }
    }
}

/// Every job has its end, and an interrupted one ran at the cut.
void TestResumedExactly::checkJobs(const Events& before, const Events& after)
{
    const std::set<JobId> open = openJobs(before);
    for (const JobInterrupted& interrupted : bodies<JobInterrupted>(after))
        QVERIFY(open.contains(interrupted.job));
    Events all = before;
    all.insert(all.end(), after.begin(), after.end());
    QVERIFY(jobsAreUnique(all));
    std::map<JobId, JobKind> kinds;
    for (const JobStarted& started : bodies<JobStarted>(all))
        kinds[started.job] = started.kind;
    for (const JobId job : openJobs(all))
        QVERIFY(kinds[job] == JobKind::Inference || kinds[job] == JobKind::Labelling);
}

void TestResumedExactly::aWindowThatWasCutOffIsPlannedFromTheSame()
{
    QFETCH(const QString, name);
    QFETCH(const qulonglong, count);
    const Scenario& scenario = m_scenarios.at(name.toStdString());
    const Events events = resumed(scenario, count);
    QCOMPARE(closingReason(events), std::string("finished"));
    const Events before(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
    const Events after = from(events, count);
    checkJobs(before, after);
    QVERIFY(versionsCountUp(events));

    std::map<WindowId, int> closed;
    for (const WindowClosed& each : bodies<WindowClosed>(events))
        ++closed[each.window];
    QCOMPARE(closed.size(), std::size_t{kLongWindows});
    QVERIFY(std::all_of(closed.begin(), closed.end(), [](const auto& window) { return window.second == 1; }));

    QVERIFY(plansIn(after) > 1);
    if (preparesLess(before))
        return;
    const Events expected = from(scenario.events, bordersOf(before).back());
    const auto first = [](const Events& all) { return all[positionOf<PlanComputed>(all)]; };
    const std::string difference = firstDifference({first(after)}, {first(expected)});
    QVERIFY2(difference.empty(), difference.c_str());
    ++m_plansCompared;
}

void TestResumedExactly::plansWereCompared()
{
    QVERIFY2(m_plansCompared >= kCutsInside, std::to_string(m_plansCompared).c_str());
}

/// By a planner that retrains whatever it costs: on a busy machine others may find that nothing pays.
void TestResumedExactly::underWallTimeFramesPlansAndRetrainingsGoOn()
{
    RunSettings settings = m_scenarios.at("one device").settings;
    settings.cameras.resize(2);
    settings.windows = 4;
    settings.planner = "uniform(0,0.5)";
    settings.clock = ClockKind::Wall;
    settings.costTable.clear();
    const Scenario wall{settings, path("wall.jackdaw"), Golden::LabelsOnly,
                        runKeepingModels(settings, path("wall.jackdaw"), Golden::LabelsOnly)};
    QCOMPARE(closingReason(wall.events), std::string("finished"));
    const auto borders = bordersOf(wall.events);
    QCOMPARE(borders.size(), std::size_t{3});
    // At a border, and inside of a window.
    for (const std::size_t count : {borders[1], (borders[0] + borders[1]) / 2}) {
        const Events events = resumed(wall, count);
        QCOMPARE(closingReason(events), std::string("finished"));
        const Events after = from(events, count);
        QVERIFY(!bodies<FrameIndexed>(after).empty());
        QVERIFY(plansIn(after) > 0);
        const auto started = bodies<JobStarted>(after);
        QVERIFY(std::any_of(started.begin(), started.end(),
                            [](const JobStarted& job) { return job.kind == JobKind::Retraining; }));
        // What batches cost is known: nothing is measured before the first window.
        QVERIFY(std::none_of(started.begin(), started.end(),
                             [](const JobStarted& job) { return job.kind == JobKind::Evaluation; }));
        QCOMPARE(bodies<WindowClosed>(events).size(), std::size_t{4});
        checkJobs(Events(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count)), after);
    }
}

QTEST_GUILESS_MAIN(TestResumedExactly)
#include "tst_resumed_exactly.moc"
