// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_session.h"

#include "engine/runtime/check_settings.h"
#include "engine/runtime/plan_request.h"
#include "engine/session/media_identity.h"
#include "engine/vision/box_mover.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {
namespace {

std::vector<PlacedJob> jobsBefore(const CameraSource& source)
{
    return source.resumed ? source.resumed->jobs : std::vector<PlacedJob>();
}

/// Asks for next to nothing, so that work that costs nothing comes to its turn.
constexpr Share kUncharged{1e-3};

/// Accuracies below this say nothing of how boxes age.
constexpr double kLeastBelief = 0.2;

/// Frames in a window, and after a swap, on which a student that does not serve is tried.
constexpr std::uint32_t kTrials = 2;

/// Golden models that may serve the camera.
std::vector<std::shared_ptr<vision::GoldenModel>> teachers(const CameraSource& source)
{
    return source.golden.front()->mayServe() ? source.golden : std::vector<std::shared_ptr<vision::GoldenModel>>();
}

/// Null where there is nothing to count. A live camera's frames never come again, whenever they are due.
std::unique_ptr<CameraCounter> countsOf(CameraId camera, const CameraSource& source, const RunServices& services)
{
    const CameraRun& run = source.run;
    if (run.lines.empty() && run.zones.empty())
        return nullptr;
    CountedBefore before = source.resumed ? source.resumed->counted : CountedBefore();
    if (source.feed->info().live)
        before.until = Nanoseconds{-1};
    return std::make_unique<CameraCounter>(camera, vision::Counter::Places{run.lines, run.zones},
                                           services.settings.classes.size(), before, services.recorder);
}

} // namespace

std::vector<std::string> labelShapes(const CameraSource& camera)
{
    std::vector<std::string> shapes{camera.golden.front()->costShape()};
    if (!camera.second.empty())
        shapes.push_back(camera.second.front()->costShape());
    return shapes;
}

CameraSession::CameraSession(CameraId id, CameraSource source, RunServices& services) :
    m_id(id), m_source(std::move(source)), m_services(services),
    m_scores(id, services.settings.classes.size(), std::move(m_source.human), services.recorder,
             services.learner(id)->task()),
    m_jobs(id, jobsBefore(m_source), services),
    m_serving(id, teachers(m_source), m_jobs, m_scores, services), m_labels{id, labelling(CameraJobs::Place::Scoring),
                                                                            labelling(CameraJobs::Place::Sampling),
                                                                            labelShapes(m_source), services},
    m_corrections(id, m_scores, m_labels, services),
    m_estimate(m_source.feed->info().framesPerSecond, services.settings.classes.size()),
    m_round(id, WindowId{0}, 0, services)
{
    m_scores.holdAgainst(m_source.golden.front());
    m_serving.ignore(m_source.ignored);
    m_serving.countBy(countsOf(id, m_source, services));
    m_jobs.start(m_labels.shareScoring(), CameraJobs::Place::Scoring);
    m_jobs.start(m_labels.shareSampling(), CameraJobs::Place::Sampling);
}

std::shared_ptr<LabellingJob> CameraSession::labelling(CameraJobs::Place place)
{
    const bool samples = place == CameraJobs::Place::Sampling;
    LabellingJob::Settings settings{.learner = m_services.learner(m_id),
                                    .golden = m_source.golden,
                                    .second = m_source.second,
                                    .classes = m_services.settings.classes.size()};
    settings.ignored = m_source.ignored;
    settings.charged = samples || m_services.settings.labelling.scoringCharged;
    settings.taught = std::make_shared<const HumanLabelIndex>(m_source.taught);
    settings.side = &m_services.books;
    settings.learnsMotion = samples && m_services.serving.moved && m_services.costs.knows(vision::kMoveShape);
    return std::make_shared<LabellingJob>(m_jobs.number(place), m_id, std::move(settings), m_scores,
                                          m_services.recorder);
}

GoldenModels CameraSession::modelsAskedTogether() const
{
    return m_source.second.empty() ? GoldenModels() : GoldenModels{m_source.golden.front(), m_source.second.front()};
}

KeptPictures CameraSession::keptPictures() const
{
    const video::StreamInfo& info = m_source.feed->info();
    const video::CameraSettings& camera = m_source.run.settings;
    return {
        info.live ? info.clips : camera.source, camera.imagesPerSecond, {info.width, info.height}, m_source.ignored};
}

void CameraSession::announce()
{
    const video::StreamInfo& info = m_source.feed->info();
    const video::CameraSettings& camera = m_source.run.settings;
    CameraAdded added{m_id,
                      camera.name,
                      camera.source,
                      info.width,
                      info.height,
                      info.framesPerSecond,
                      camera.speed,
                      camera.offset,
                      !m_source.run.humanLabels.empty(),
                      m_source.run.target};
    added.task = m_services.learner(m_id)->task();
    added.student = m_services.learner(m_id)->description();
    added.live = info.live;
    added.clips = info.clips;
    added.lines = m_source.run.lines;
    added.zones = m_source.run.zones;
    added.ignored = m_source.run.ignored;
    session::describeSource(added, m_services.sessionFile);
    m_isAnnounced = info.width > 0;
    m_services.recorder.record(std::move(added));
    warnOfFewPictures(info.framesPerSecond);
}

/// A camera that is slower than its windows are short is never retrained: that is said before anybody wonders.
void CameraSession::warnOfFewPictures(double framesPerSecond)
{
    const RunSettings& settings = m_services.settings;
    const double pictures = framesPerSecond * toSeconds(settings.windowLength) * settings.labelling.trainingSpan;
    if (pictures >= kFewestTrainingFrames)
        return;
    m_services.recorder.record(
        Alert{Severity::Warning, m_id,
              name() + " gives fewer than " + std::to_string(kFewestTrainingFrames)
                  + " pictures in the part of a window that samples are taken from: nothing of it can be retrained.",
              "Use longer windows, or a larger \"training_span\"."});
}

/// Every change of state goes through here, so that a forbidden one is seen.
void CameraSession::take(CameraStep step)
{
    ++m_steps;
    const auto next = stateAfter(m_state, step);
    if (next)
        m_state = *next;
    else
        m_services.recorder.record(Alert{Severity::Error, m_id,
                                         "Camera " + name() + " was to take a step that its state \""
                                             + std::string(runtime::name(m_state)) + "\" does not allow.",
                                         "Please report it."});
}

void CameraSession::beginWindow(WindowId window, const WindowClock& windows)
{
    m_labels.beginWindow(window, windows, m_state == CameraState::NoStudent);
    m_window = window;
    m_paid = true;
    m_serving.inference().tryStudent(kTrials);
    if (m_state != CameraState::FirstTraining)
        m_round = RetrainingRound(m_id, window, 0, m_services);
}

void CameraSession::consider(const SeenModel& model, const std::vector<AgedBoxes>& ageing)
{
    m_belief.consider(model);
    m_estimate.consider(ageing);
    m_estimate.refit(m_services.side);
}

void CameraSession::endWindow()
{
    takeLabelsOfServer();
    m_lastTaught.reset();
    m_belief.age();
    m_estimate.age();
    giveUpSample();
    if (m_state == CameraState::Retraining) {
        if (m_ending)
            m_services.devices.end(m_ending->id(), "It was not prepared within the window after its own.");
        m_ending = m_round.takeRetraining();
        m_ending->cutOff();
    }
    if (isInRound(m_state))
        take(CameraStep::RoundEnded);
}

std::uint32_t CameraSession::endRecord(const std::vector<JobCharge>& charges)
{
    const InferenceJob::FrameCounts frames = m_serving.inference().takeCounts();
    m_closing = std::exchange(m_record, {});
    m_closing.camera = m_id;
    m_closing.framesDue = frames.due;
    m_closing.framesDropped = frames.dropped;
    for (const JobCharge& charge : charges) {
        if (std::find(charge.owners.begin(), charge.owners.end(), m_id) != charge.owners.end())
            addCharge(m_closing.charged, charge.kind, charge.cost / static_cast<double>(charge.owners.size()));
    }
    if (const std::uint32_t missed = m_labels.takeGivenUp()) {
        m_services.recorder.record(
            Alert{Severity::Warning, m_id,
                  std::to_string(missed) + " frames of " + name() + " were not labelled: labelling is behind.",
                  "Use a larger scoring interval, fewer cameras or a faster golden model.", AlertTopic::Device});
    }
    return frames.late;
}

bool CameraSession::tryFirstTraining(bool evenIfIncomplete)
{
    if (m_state != CameraState::NoStudent || m_serving.loading() || (!evenIfIncomplete && !m_labels.isComplete()))
        return false;
    m_round.takeSample(m_labels.takeSample(), m_labels.memory(), m_labels.people());
    if (!m_round.canLearn())
        return false;
    m_round.startFirstTraining(trainingDevice());
    take(CameraStep::FirstTrainingStarted);
    return true;
}

void CameraSession::takeOver(TrainedStudent student)
{
    if (m_state != CameraState::NoStudent)
        return;
    if (student.after)
        expect(scheduling::Estimate::exact(student.after->golden.value));
    m_serving.takeOver(std::move(student));
}

bool CameraSession::mayGoOn() const
{
    return m_state == CameraState::Settled && m_paid
        && m_round.number() + 1 < static_cast<int>(m_services.settings.rounds);
}

void CameraSession::beginRound()
{
    m_round = RetrainingRound(m_id, m_window, m_round.number() + (m_labels.isAsked() ? 1 : 0), m_services);
    m_labels.beginRound(m_round.number());
    take(CameraStep::RoundBegan);
    const bool isFirst = m_round.number() == 0;
    m_round.offerFromHistory(m_labels.expectedFrames(), [this, isFirst](const scheduling::Estimate& start) {
        if (isFirst)
            expect(start);
    });
}

void CameraSession::askForSample()
{
    if (m_state == CameraState::Sampling && !m_labels.isAsked())
        m_labels.ask();
}

/// Labels that came with serving go to the sample; what they say of ageing boxes to the estimates.
void CameraSession::takeLabelsOfServer()
{
    for (const TaughtFrame& taught : m_serving.inference().takeTaught()) {
        m_labels.provide(taught);
        const auto aged =
            m_lastTaught ? agedLabels(*m_lastTaught, taught, m_services.settings.classes.size()) : std::nullopt;
        if (aged)
            m_estimate.add(*aged);
        m_lastTaught = taught;
        if (taught.student)
            m_belief.see(m_scores.held(confident(*taught.student), vision::toLabels(taught.labels)).counts);
    }
    for (const vision::ScoredFrame& fresh : m_scores.takeFresh())
        if (fresh.weights == m_serving.version())
            m_belief.see(fresh.counts);
    for (const AgedBoxes& aged : m_labels.takeAged())
        m_estimate.add(aged);
    const bool inTurn = m_serving.chosen() && m_serving.chosen()->server == Server::Both;
    for (AgedBoxes aged : m_scores.takeAged()) {
        // A student that goes on from the golden model's boxes says nothing of its own.
        if (aged.server == Server::Student && inTurn)
            continue;
        if (aged.server == Server::Student)
            aged.agreement = std::min(aged.agreement / std::max(believed().value, kLeastBelief), 1.0);
        m_estimate.add(aged);
    }
}

std::optional<CameraNews> CameraSession::advance()
{
    takeLabelsOfServer();
    if (m_news)
        return std::exchange(m_news, std::nullopt);
    if (m_serving.finishLoading())
        take(CameraStep::StudentDeployed);
    if (m_ending && m_ending->isOver())
        finish(*std::exchange(m_ending, nullptr));
    switch (m_state) {
    case CameraState::Sampling: return sampled();
    case CameraState::Profiling: return profiled();
    case CameraState::FirstTraining:
    case CameraState::Retraining: return trained();
    default: return std::nullopt;
    }
}

/// The sample is labelled: it is profiled, or offered as history knows it where nobody looks at estimates.
std::optional<CameraNews> CameraSession::sampled()
{
    if (!m_labels.isAsked() || !m_labels.isComplete())
        return std::nullopt;
    const auto sample = m_labels.takeSample();
    if (m_round.number() == 0)
        m_estimate.learn(sample);
    m_estimate.refit(m_services.side);
    m_round.takeSample(sample, m_labels.memory(), m_labels.people());
    if (!m_round.canBeJudged()) {
        m_paid = false;
        take(CameraStep::RoundEnded);
        return CameraNews{.reason = "The sample of " + name() + " holds nothing to learn from."};
    }
    const Status profiling = m_services.profiles ? m_round.startProfile(m_serving, trainingDevice()) : Status{};
    if (m_services.profiles && profiling) {
        take(CameraStep::ProfileStarted);
        return CameraNews{.replan = false};
    }
    if (!profiling)
        m_services.recorder.alert(Severity::Error, m_id, profiling.error());
    m_round.offerFromHistory(m_round.frames());
    take(CameraStep::Offered);
    return CameraNews{.reason = "The sample of " + name() + " is labelled."};
}

/// The profile ended; one that failed leaves the round to what history says.
std::optional<CameraNews> CameraSession::profiled()
{
    const ProfilingJob& job = *m_round.profiling();
    if (!job.isOver())
        return std::nullopt;
    m_services.devices.end(job.id());
    take(CameraStep::Offered);
    if (job.failure()) {
        m_round.offerFromHistory(m_round.frames());
        return CameraNews{.reason = "The profile of " + name() + " failed: its configurations are what history says."};
    }
    expect(m_round.offerEstimates());
    return CameraNews{.reason = "The sample of " + name() + " is labelled and profiled."};
}

std::optional<CameraNews> CameraSession::trained()
{
    if (!m_round.retraining()->isOver())
        return std::nullopt;
    const bool first = m_state == CameraState::FirstTraining;
    const auto job = m_round.takeRetraining();
    finish(*job);
    m_paid = job->prepared() && job->after()->golden > job->before().golden;
    if (first)
        take(job->prepared() ? CameraStep::StudentDeployed : CameraStep::FirstTrainingFailed);
    else
        take(CameraStep::RoundEnded);
    return CameraNews{.reason = "The retraining of " + name() + " ended."};
}

/// A training ended, by itself or because \p givenUp says so: its best checkpoint serves from now on, or it is said why
/// not.
void CameraSession::finish(const RetrainingJob& job, const std::string& givenUp)
{
    m_services.devices.end(job.id(), givenUp);
    if (job.configuration())
        learn(job);
    if (job.prepared()) {
        m_serving.deploy(job);
        m_record.retrained = true;
        if (job.configuration())
            m_belief.deployed(job.after()->golden.value - job.before().golden.value);
        m_serving.inference().tryStudent(kTrials);
        expect(scheduling::Estimate::exact(job.after()->golden.value));
    } else if (!job.failure() && givenUp.empty()) {
        reject(job);
    }
}

/// It is recorded why nothing is deployed.
void CameraSession::reject(const RetrainingJob& job)
{
    WeightsRejected rejected{.camera = m_id, .reason = job.rejection()};
    tellAccuracies(rejected, job.before(), job.after());
    rejected.configuration = job.configuration();
    m_services.recorder.record(std::move(rejected));
}

/// What the retraining's curve turned out to be becomes history.
void CameraSession::learn(const RetrainingJob& job)
{
    LearnedCurve curve{m_id, job.settings().training.family(), {}};
    for (const auto& [epochs, accuracy, objects] : job.measurements())
        curve.points.push_back({epochs, accuracy, objects});
    m_services.books.run([&history = m_services.history, camera = m_id, family = curve.family,
                          points = job.measurements()]() -> SideWork::Effect {
        return [&history, family, fitted = profiling::ProfileHistory::fitted(camera, points)] {
            if (fitted)
                history.add(family, *fitted);
        };
    });
    m_services.newCurves.push_back(std::move(curve));
}

bool CameraSession::giveUpSample()
{
    if (m_state != CameraState::Sampling && m_state != CameraState::Profiling)
        return false;
    if (m_state == CameraState::Profiling)
        m_services.devices.end(m_round.profiling()->id(), "It was not done in time for a retraining in this window.");
    m_round.giveUp();
    take(CameraStep::RoundEnded);
    return true;
}

void CameraSession::follow(const scheduling::StreamAllocation& allocation)
{
    const bool chosen = allocation.option && allocation.retraining > Share{0};
    m_round.setPassedOver(m_state == CameraState::Ready && !allocation.option);
    if (m_state == CameraState::Retraining && !allocation.option) {
        finish(*m_round.takeRetraining(), "The plan gave it up: the share is worth more elsewhere.");
        take(CameraStep::RoundEnded);
    } else if (m_state == CameraState::Sampling && chosen) {
        askForSample();
    } else if (m_state == CameraState::Ready && chosen && *allocation.option != scheduling::kOptionRunning) {
        const scheduling::RetrainingOption& option = m_round.options()[*allocation.option];
        m_record.configuration = option.configuration;
        m_round.startRetraining(m_serving, option, trainingDevice());
        take(CameraStep::RetrainingStarted);
    }
}

scheduling::StreamProblem CameraSession::problem() const
{
    scheduling::StreamProblem stream;
    stream.camera = m_id;
    stream.name = name();
    stream.startAccuracy = believed();
    stream.floor = m_source.run.floor;
    stream.weight = m_source.run.weight;
    if (m_services.costs.knows(m_services.learner(m_id)->inferenceShape()))
        stream.inference = inferenceProfile();
    if (isInRound(m_state))
        stream.options = m_round.options();
    stream.preparation = preparationLeft();
    stream.inferencePlace = placeOf(inference());
    stream.retrainingPlace = placeOf(retraining().value_or(profiling().value_or(sampling())));
    if (m_state == CameraState::Retraining)
        stream.running = m_round.running();
    // What retrainings gain was found on the held-out part, too: what is wrong with its level is wrong with theirs.
    const double shift = stream.startAccuracy.value - m_start.value;
    for (scheduling::RetrainingOption& option : stream.options)
        option.finalAccuracy = shifted(option.finalAccuracy, shift);
    if (stream.running)
        stream.running->finalAccuracy = shifted(stream.running->finalAccuracy, shift);
    return stream;
}

ServingCosts CameraSession::servingCosts() const
{
    const CostBook& costs = m_services.costs;
    const Share lane = m_services.devices.laneOf(m_serving.device(), DeviceSet::Lane::Latency);
    const std::string shape = m_services.learner(m_id)->inferenceShape();
    ServingCosts known{.student = costs.occupied(shape, lane).value_or(GpuSeconds{0})};
    const vision::GoldenModel& golden = *m_source.golden.front();
    if (const auto cost = costs.occupied(golden.costShape(), lane); cost && golden.mayServe())
        known.teacher = *cost;
    if (const auto cost = costs.occupied(vision::kMoveShape, lane))
        known.moving = *cost;
    return known;
}

/// What the planner may choose from.
scheduling::InferenceProfile CameraSession::inferenceProfile() const
{
    scheduling::WindowProblem alone;
    alone.streams.push_back({.inference = m_estimate.profile(servingCosts())});
    return scheduling::withChoice(std::move(alone), m_services.serving).streams.front().inference;
}

Share CameraSession::movingShare() const
{
    return m_estimate.movingShare(servingCosts());
}

void CameraSession::serve(Share inference)
{
    if (!isPlanned() || !hasFeed())
        return;
    const scheduling::InferenceProfile profile = inferenceProfile();
    const ServingOffer best = bestServing(profile, believed().value, inference, m_serving.chosen());
    if (m_serving.chosen() && !isAnother(*m_serving.chosen(), best.serving))
        return;
    m_serving.choose({m_id, best.serving, inference, Accuracy{best.expected}, best.reason});
}

/// Labelling and profiling that the round still needs before a retraining can start.
scheduling::Preparation CameraSession::preparationLeft() const
{
    const GpuSeconds profile = m_services.profiles ? profilingBudget(m_services.settings) : GpuSeconds{0};
    if (m_state == CameraState::Profiling)
        return {GpuSeconds{0}, std::max(profile - m_round.profiling()->worked(), GpuSeconds{0})};
    if (m_state != CameraState::Sampling)
        return {};
    return {m_serving.isTaught() ? GpuSeconds{0} : m_labels.cost() * m_labels.framesLeft(), profile};
}

/// A job that moves has to be set up anew on the other device.
scheduling::JobPlace CameraSession::placeOf(JobId job) const
{
    const std::string prepare = m_services.learner(m_id)->prepareShape();
    return {m_services.devices.deviceOf(job), m_services.costs.cost(prepare).value_or(GpuSeconds{0})};
}

void CameraSession::place(std::optional<DeviceId> inference, std::optional<DeviceId> retraining,
                          std::optional<DeviceId> scoring)
{
    DeviceSet& devices = m_services.devices;
    if (inference)
        m_serving.place(*inference);
    if (scoring)
        devices.move(this->scoring(), *scoring);
    if (!retraining)
        return;
    devices.move(sampling(), *retraining);
    for (const auto& job : {profiling(), this->retraining()}) {
        if (job)
            devices.move(*job, *retraining);
    }
}

scheduling::JobProblem CameraSession::scoringJob() const
{
    scheduling::JobProblem job;
    job.kind = JobKind::Labelling;
    job.name = "scoring of " + name();
    job.owners = {m_id};
    const Share lane = m_services.devices.laneOf(m_services.devices.deviceOf(scoring()), DeviceSet::Lane::Other);
    GpuSeconds cost;
    for (const std::string& shape : labelShapes(m_source))
        cost += m_services.costs.occupied(shape, lane).value_or(GpuSeconds{0});
    job.least = m_services.settings.labelling.scoringCharged
        ? Share{cost.value / m_services.settings.labelling.scoringInterval}
        : kUncharged;
    job.place = placeOf(scoring());
    return job;
}

Share CameraSession::fullRateDemand() const
{
    return isPlanned() ? problem().inference.fullRateDemand : Share{0};
}

std::optional<JobId> CameraSession::profiling() const
{
    return m_state == CameraState::Profiling ? std::optional(m_round.profiling()->id()) : std::nullopt;
}

std::optional<JobId> CameraSession::retraining() const
{
    return m_state == CameraState::Retraining ? std::optional(m_round.retraining()->id()) : std::nullopt;
}

std::vector<JobId> CameraSession::unplannedJobs() const
{
    std::vector<JobId> jobs;
    if (m_state == CameraState::NoStudent)
        jobs.push_back(sampling());
    if (m_state == CameraState::FirstTraining)
        jobs.push_back(m_round.retraining()->id());
    if (m_ending)
        jobs.push_back(m_ending->id());
    if (const auto loading = m_serving.loading())
        jobs.push_back(*loading);
    return jobs;
}

} // namespace jackdaw::runtime
