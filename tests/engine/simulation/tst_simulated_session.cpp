// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulation/simulated_session.h"
#include "engine/simulation/trace_recorder.h"
#include "tests/engine/simulation/trace_fixtures.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace jackdaw;
using namespace jackdaw::simulation;
using namespace jackdaw::testing;

namespace {

SimulationResult kept(const Trace& trace, const std::string& planner = "jackdaw")
{
    SimulationOptions options;
    options.planner = planner;
    options.keepPlans = true;
    options.estimates = EstimateSource::Predicted;
    return *simulate(trace, options);
}

template <class Body>
std::vector<std::pair<double, Body>> all(const std::vector<Event>& events)
{
    std::vector<std::pair<double, Body>> found;
    for (const Event& event : events)
        if (const auto* body = std::get_if<Body>(&event.body))
            found.emplace_back(toSeconds(event.time), *body);
    return found;
}

} // namespace

class TestSimulatedSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsAreOrderedAndNumbered();
    void everyJobThatStartsEnds();
    void completionsBecomeSwapsAtTheirInstant();
    void scoredFramesIntegrateToTheWindowAccuracy();
    void plansCarryTheirReasonsAndConfigurations();
    void modelsFromTheCloudAreSwappedIn();
    void whatServesIsToldWhenItChanges();
    void withoutAlternativesNothingIsToldOfServing();
    void modelsAreWorthWhatTheyFindOnTheVeryFrames();
    void theSourceIsMarkedSimulatedAndSeeks();
    void aTraceRecordedFromASimulationRepeatsIt();
    void aTraceRecordedOfAnEmptyStreetTakesNoZeroFromIt();
    void furtherRoundsLeaveATraceAsTheFirstOnesMadeIt();
};

void TestSimulatedSession::eventsAreOrderedAndNumbered()
{
    const Trace trace = randomTrace(2, 3, 4, 3);
    const std::vector<Event> events = sessionEvents(trace, kept(trace));
    QVERIFY(std::holds_alternative<SessionStarted>(events.front().body));
    QVERIFY(std::holds_alternative<SessionClosed>(events.back().body));
    QCOMPARE(toSeconds(events.back().time), 300.0);
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(events[i].sequence, i);
        QVERIFY(i == 0 || events[i].time >= events[i - 1].time);
    }
    QCOMPARE(all<WindowStarted>(events).size(), std::size_t{3});
    QCOMPARE(all<WindowClosed>(events).size(), std::size_t{3});
    QCOMPARE(all<CameraAdded>(events).size(), std::size_t{3});
}

void TestSimulatedSession::everyJobThatStartsEnds()
{
    const Trace trace = randomTrace(2, 3, 4, 3);
    const std::vector<Event> events = sessionEvents(trace, kept(trace, "uniform(0,0.3)"));
    std::map<JobId, int> open;
    for (const auto& [time, started] : all<JobStarted>(events))
        if (started.kind == JobKind::Retraining)
            ++open[started.job];
    QVERIFY(!open.empty());
    for (const auto& [time, finished] : all<JobFinished>(events))
        --open[finished.job];
    for (const auto& [time, failed] : all<JobFailed>(events))
        --open[failed.job];
    for (const auto& [job, count] : open)
        QCOMPARE(count, 0);
}

void TestSimulatedSession::completionsBecomeSwapsAtTheirInstant()
{
    const Trace trace = randomTrace(2, 3, 4, 3);
    const SimulationResult result = kept(trace);
    const std::vector<Event> events = sessionEvents(trace, result);
    std::vector<double> expected;
    for (std::size_t w = 0; w < result.windows.size(); ++w)
        for (const auto& completion : result.windows[w].timeline.completions)
            if (completion.time < 100.0)
                expected.push_back(100.0 * static_cast<double>(w) + completion.time);
    const auto swaps = all<WeightsSwapped>(events);
    QVERIFY(!expected.empty());
    QCOMPARE(swaps.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY(std::abs(swaps[i].first - expected[i]) < 1e-6);
        QVERIFY(swaps[i].second.configuration.has_value());
    }
    for (const auto& [time, finished] : all<JobFinished>(events))
        QVERIFY(finished.charged.value > 0.0);
}

void TestSimulatedSession::scoredFramesIntegrateToTheWindowAccuracy()
{
    const Trace trace = randomTrace(6, 2, 4, 2);
    const SimulationResult result = kept(trace);
    const auto scored = all<FrameScored>(sessionEvents(trace, result));
    for (std::size_t w = 0; w < 2; ++w)
        for (std::uint32_t v = 0; v < 2; ++v) {
            double integral = 0.0;
            double since = 100.0 * static_cast<double>(w);
            double value = 0.0;
            for (const auto& [time, frame] : scored)
                if (frame.window.value == w && frame.camera.value == v) {
                    integral += value * (time - since);
                    since = time;
                    value = frame.counts[0].truePositives / static_cast<double>(kSimulatedObjects);
                }
            integral += value * (100.0 * static_cast<double>(w + 1) - since);
            QVERIFY(std::abs(integral / 100.0 - result.windows[w].streams[v].accuracy) < 1e-3);
        }
}

void TestSimulatedSession::plansCarryTheirReasonsAndConfigurations()
{
    Trace trace = randomTrace(2, 3, 4, 2);
    trace.windows[1].streams[0].options[2].name = "only here";
    const SimulationResult result = kept(trace);
    const std::vector<Event> events = sessionEvents(trace, result);
    const auto plans = all<PlanComputed>(events);
    std::size_t made = 0;
    for (const SimulatedWindow& window : result.windows)
        made += window.plans.size();
    QCOMPARE(plans.size(), made);
    QVERIFY(made > 2);
    QVERIFY(!plans.front().second.explanation.empty());
    const SessionStarted started = std::get<SessionStarted>(events.front().body);
    QCOMPARE(started.configurations.size(), std::size_t{5});
    for (const auto& [time, plan] : plans)
        for (const PlannedJob& job : plan.jobs)
            if (job.configuration)
                QVERIFY(job.configuration->value < 5);
    QCOMPARE(all<ProfileEstimated>(events).size(), std::size_t{6});
}

void TestSimulatedSession::modelsFromTheCloudAreSwappedIn()
{
    const Trace trace = plainTrace({0.5, 0.6}, {tracedOption("best", 500, 0.9)}, 2);
    SimulationOptions options;
    options.planner = "cloud(20,50)";
    const auto result = simulate(trace, options);
    QVERIFY(result.has_value());
    const auto swaps = all<WeightsSwapped>(sessionEvents(trace, *result));
    QCOMPARE(swaps.size(), std::size_t{4});
    QCOMPARE(swaps[0].second.before->value, 0.5);
    QCOMPARE(swaps[0].second.after->value, 0.9);
}

void TestSimulatedSession::whatServesIsToldWhenItChanges()
{
    const Trace trace = taughtTrace({0.5}, {tracedOption("long", 20, 0.9)});
    const std::vector<Event> events = sessionEvents(trace, kept(trace));
    const auto told = all<ServingChosen>(events);
    QCOMPARE(told.size(), std::size_t{2});
    QCOMPARE(told[0].second.serving.server, Server::Teacher);
    QVERIFY(std::abs(told[0].second.expected->value - 0.8) < 1e-5);
    QVERIFY(QString::fromStdString(told[0].second.reason)
                .startsWith(QStringLiteral("the golden model serves every frame: 80.0 % expected")));
    QCOMPARE(told[1].second.serving.server, Server::Student);
    QVERIFY(std::abs(told[1].first - 40.0) < 1e-4);
    for (const auto& [time, scored] : all<FrameScored>(events))
        QCOMPARE(scored.server, time < 40.0 - 1e-3 ? Server::Teacher : Server::Student);
    QCOMPARE(all<PlanComputed>(events)[0].second.jobs[0].serving->server, Server::Teacher);
}

void TestSimulatedSession::withoutAlternativesNothingIsToldOfServing()
{
    const Trace trace = randomTrace(2, 3, 4, 3);
    QVERIFY(all<ServingChosen>(sessionEvents(trace, kept(trace))).empty());
}

/// What stood on a scored frame may be the teacher's, or old: where frames were scored at age 0, too, those count.
void TestSimulatedSession::modelsAreWorthWhatTheyFindOnTheVeryFrames()
{
    const Trace trace = plainTrace({0.5}, {}, 2);
    std::vector<Event> events = sessionEvents(trace, kept(trace, "thief"));
    const WeightsSwapped first{CameraId{0}, WeightsVersion{1}, {}, Accuracy{0.5}, Accuracy{0.5}, std::nullopt};
    events.insert(events.begin(), Event{Nanoseconds{0}, 0, first});
    std::vector<Event> more;
    std::vector<Event> taught;
    for (const Event& event : events) {
        more.push_back(event);
        taught.push_back(event);
        const auto* scored = std::get_if<FrameScored>(&event.body);
        if (!scored)
            continue;
        FrameScored fresh = *scored;
        fresh.pair = ScorePair::FreshGolden;
        fresh.counts = {{70, 30, 30}};
        more.push_back({event.time, event.sequence, fresh});
        FrameScored teachers = *scored;
        teachers.server = Server::Teacher;
        teachers.counts = {{100, 0, 0}};
        taught.push_back({event.time, event.sequence, teachers});
    }
    const auto stood = recordTrace(events, {});
    const auto found = recordTrace(more, {});
    const auto beside = recordTrace(taught, {});
    QVERIFY(stood && found && beside);
    for (std::size_t w = 0; w < 2; ++w) {
        QVERIFY(std::abs(stood->windows[w].streams[0].startAccuracy - 0.5) < 5e-3);
        QCOMPARE(found->windows[w].streams[0].startAccuracy, 0.7);
        QCOMPARE(beside->windows[w].streams[0].startAccuracy, stood->windows[w].streams[0].startAccuracy);
        QCOMPARE(found->windows[w].streams[0].recorded->accuracy, stood->windows[w].streams[0].recorded->accuracy);
    }
}

void TestSimulatedSession::theSourceIsMarkedSimulatedAndSeeks()
{
    const Trace trace = randomTrace(2, 3, 4, 3);
    const std::vector<Event> events = sessionEvents(trace, kept(trace));
    auto now = std::chrono::steady_clock::time_point();
    const auto source = openSimulation(events, [&] { return now; });
    QVERIFY(source->capabilities().simulated && source->capabilities().seek && !source->capabilities().live);
    QCOMPARE(toSeconds(source->duration()), 300.0);
    std::vector<Event> got;
    source->poll(got, 100'000);
    QVERIFY2(!got.empty() && got.back().time == Nanoseconds{0}, "paused at the beginning");
    source->setPlaying(true);
    now += std::chrono::seconds(150);
    source->poll(got, 100'000);
    QVERIFY(got.back().time <= std::chrono::seconds(150));
    QVERIFY(got.back().time > std::chrono::seconds(148));
    source->seek(std::chrono::seconds(300));
    QCOMPARE(source->generation(), 1U);
    got.clear();
    while (source->poll(got, 100) > 0) { }
    QVERIFY(got == events);
    QVERIFY(!source->takeFrame(CameraId{0}));
    QCOMPARE(source->droppedEvents(), std::uint64_t{0});
}

/// The circle: simulate, read the events as if they were a session's, simulate what was recorded.
void TestSimulatedSession::aTraceRecordedFromASimulationRepeatsIt()
{
    Trace trace = randomTrace(2, 4, 5, 3);
    for (TracedWindow& window : trace.windows) {
        window.labellingSeconds = 3.0;
        window.delayInferenceShare = 1.0;
    }
    const SimulationResult result = kept(trace, "thief");
    RecordingFacts facts;
    facts.quantum = trace.quantum;
    for (std::uint32_t w = 0; w < 3; ++w)
        for (std::uint32_t v = 0; v < 4; ++v)
            facts.profiles[{WindowId{w}, CameraId{v}}] = trace.inferenceProfiles[0];
    const auto recorded = recordTrace(sessionEvents(trace, result), facts);
    QVERIFY2(recorded, recorded ? "" : recorded.error().message.c_str());
    QCOMPARE(recorded->windows.size(), std::size_t{3});
    QCOMPARE(recorded->windows[0].labellingSeconds + recorded->windows[0].profilingSeconds, 3.0);
    for (std::size_t w = 0; w < 3; ++w)
        for (std::size_t v = 0; v < 4; ++v) {
            const StreamWindow& was = trace.windows[w].streams[v];
            const StreamWindow& is = recorded->windows[w].streams[v];
            QCOMPARE(is.options.size(), was.options.size());
            QVERIFY(std::abs(is.startAccuracy - result.windows[w].streams[v].start) < 5e-3);
            for (std::size_t i = 0; i < was.options.size(); ++i) {
                QVERIFY(
                    std::abs(is.options[i].predictedFinalAccuracy->value - was.options[i].predictedFinalAccuracy->value)
                    < 1e-9);
                if (!is.options[i].measured)
                    continue;
                QVERIFY(std::abs(is.options[i].gpuSeconds - was.options[i].gpuSeconds) < 1e-6);
                QVERIFY(std::abs(is.options[i].finalAccuracy - was.options[i].finalAccuracy) < 5e-3);
            }
        }
    SimulationOptions again = recordedOptions("thief", 1);
    again.swap = SwapRule::Always;
    again.gpus = 2.0; // a simulation has no labelling jobs; a plan of it takes all
    const RecordedComparison comparison = compareWithRecorded(*recorded, *simulate(*recorded, again));
    QCOMPARE(comparison.rows.size(), std::size_t{12});
    QVERIFY2(comparison.meanAbsoluteError < 0.02, std::to_string(comparison.meanAbsoluteError).c_str());
    QVERIFY(comparison.correlation > 0.95);
}

/// A window in which nothing was to be seen says nothing: its model is worth what it was before.
void TestSimulatedSession::aTraceRecordedOfAnEmptyStreetTakesNoZeroFromIt()
{
    const Trace trace = plainTrace({0.5, 0.6}, {}, 3);
    const SimulationResult result = kept(trace, "thief");
    RecordingFacts facts;
    for (std::uint32_t w = 0; w < 3; ++w)
        for (std::uint32_t v = 0; v < 2; ++v)
            facts.profiles[{WindowId{w}, CameraId{v}}] = trace.inferenceProfiles[0];
    std::vector<Event> events = sessionEvents(trace, result);
    for (Event& event : events) {
        if (auto* scored = std::get_if<FrameScored>(&event.body); scored && scored->window != WindowId{1})
            scored->counts = {{0, 2, 0}};
        if (auto* estimated = std::get_if<ProfileEstimated>(&event.body);
            estimated && estimated->window != WindowId{1}) {
            estimated->startAccuracy = Accuracy{0.0};
            estimated->heldOutObjects = 0;
        }
        if (auto* closed = std::get_if<WindowClosed>(&event.body); closed && closed->window != WindowId{1})
            for (CameraWindow& camera : closed->cameras)
                camera.studentGolden.reset();
    }
    const auto recorded = recordTrace(events, facts);
    QVERIFY2(recorded, recorded ? "" : recorded.error().message.c_str());
    for (std::size_t v = 0; v < 2; ++v) {
        const double known = recorded->windows[1].streams[v].startAccuracy;
        QVERIFY2(std::abs(known - (v == 0 ? 0.5 : 0.6)) < 5e-3, std::to_string(known).c_str());
        QCOMPARE(recorded->windows[0].streams[v].startAccuracy, known);
        QCOMPARE(recorded->windows[2].streams[v].startAccuracy, known);
        QVERIFY(!recorded->windows[0].streams[v].recorded && recorded->windows[1].streams[v].recorded);
        QVERIFY(!recorded->windows[2].streams[v].predictedStartAccuracy);
    }
}

/// After each swap a further round: profiled, retrained with the same configuration, rejected.
std::vector<Event> withFurtherRounds(const std::vector<Event>& events)
{
    std::vector<Event> more;
    std::map<CameraId, ProfileEstimated> estimates;
    std::uint32_t job = 100000;
    for (const Event& event : events) {
        more.push_back(event);
        if (const auto* estimated = std::get_if<ProfileEstimated>(&event.body))
            estimates[estimated->camera] = *estimated;
        const auto* swapped = std::get_if<WeightsSwapped>(&event.body);
        if (!swapped || !swapped->configuration || !estimates.contains(swapped->camera))
            continue;
        ProfileEstimated again = estimates.at(swapped->camera);
        again.startAccuracy = Accuracy{0.9};
        for (ConfigurationEstimate& estimate : again.estimates)
            estimate.accuracy = Accuracy{0.95};
        const JobId retraining{job++};
        const auto add = [&](EventBody body) { more.push_back({event.time, event.sequence, std::move(body)}); };
        add(again);
        add(JobStarted{retraining, JobKind::Retraining, swapped->camera, DeviceId{0}, swapped->configuration});
        add(JobFinished{retraining, GpuSeconds{77.0}});
        add(WeightsRejected{swapped->camera, "Worse.", Accuracy{0.9}, Accuracy{0.1}, swapped->configuration});
    }
    return more;
}

/// A window is planned from its first rounds; what a model is worth after them is nothing that its start knew.
void TestSimulatedSession::furtherRoundsLeaveATraceAsTheFirstOnesMadeIt()
{
    const Trace trace = randomTrace(2, 4, 5, 3);
    const std::vector<Event> events = sessionEvents(trace, kept(trace, "thief"));
    const std::vector<Event> further = withFurtherRounds(events);
    QVERIFY(further.size() > events.size());
    const auto first = recordTrace(events, {});
    const auto all = recordTrace(further, {});
    QVERIFY(first && all);
    QVERIFY(all->windows == first->windows);
}

QTEST_GUILESS_MAIN(TestSimulatedSession)
#include "tst_simulated_session.moc"
