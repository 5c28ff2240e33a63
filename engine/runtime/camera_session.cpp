// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_session.h"

#include "engine/runtime/plan_request.h"

#include <algorithm>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// Frames per camera: full after three windows, so that memory does not grow with the length of a run.
constexpr std::size_t kRehearsalCapacity = 12;
/// Labelled frames of a window that go to the rehearsal memory.
constexpr std::size_t kKeptFrames = 4;
/// Fewer labelled frames cannot be split into a training and a held-out part.
constexpr std::size_t kLeastSample = 4;
/// Part of a sample that is expected on the training side of the split.
constexpr double kTrainingPart = 0.7;
/// Part of a window over which the sample of a first student is spread; the rest leaves time to label the last frames.
constexpr double kFirstSampleSpan = 0.95;
/// Rounds of one window never come to this many: keys their random streams.
constexpr std::uint32_t kMostRounds = 64;

Nanoseconds scaled(Nanoseconds duration, double factor)
{
    return fromSeconds(toSeconds(duration) * factor);
}

std::size_t mostRehearsal(const std::vector<learning::TrainingConfiguration>& configurations)
{
    int most = 0;
    for (const auto& configuration : configurations)
        most = std::max(most, configuration.rehearsal);
    return static_cast<std::size_t>(most);
}

} // namespace

CameraSession::CameraSession(CameraId id, CameraSource source, RunServices& services) :
    m_id(id), m_source(std::move(source)), m_services(services),
    m_scores(id, services.settings.classes.size(), std::move(m_source.human), services.recorder),
    m_memory(kRehearsalCapacity)
{
    m_inference = std::make_shared<InferenceJob>(services.newJob(), id, m_scores, services.recorder);
    m_labelling =
        std::make_shared<LabellingJob>(services.newJob(), id, m_source.golden, m_scores, services.recorder);
    services.devices.start(m_inference, DeviceId{0});
    services.devices.start(m_labelling, DeviceId{0});
}

void CameraSession::announce()
{
    const video::StreamInfo& info = m_source.feed->info();
    const video::CameraSettings& camera = m_source.run.settings;
    m_services.recorder.record(CameraAdded{m_id, camera.name, camera.source, info.width, info.height,
                                           info.framesPerSecond, camera.speed, camera.offset,
                                           !m_source.run.humanLabels.empty()});
}

void CameraSession::pump(Nanoseconds due, LiveChannel& channel)
{
    if (!hasFeed() || (m_nextFrame && *m_nextFrame > due))
        return;
    std::vector<VideoFrame> frames;
    const video::FeedState feed = m_source.feed->poll(due, frames);
    for (VideoFrame& frame : frames)
        admit(std::move(frame), channel);
    m_nextFrame.reset();
    if (feed.kind == video::FeedState::Kind::Ready)
        m_nextFrame = feed.nextFrame;
    else if (feed.kind == video::FeedState::Kind::Ended)
        lose();
    else if (feed.waited > m_source.run.settings.patience)
        m_source.feed->giveUp();
}

void CameraSession::admit(VideoFrame frame, LiveChannel& channel)
{
    channel.post(m_id, frame);
    if (m_schedule) {
        if (const auto purpose = m_schedule->take(frame.time))
            m_labelling->offer(frame, *purpose, m_window);
    }
    m_inference->offer(std::move(frame));
}

/// Without frames there is nothing to serve: what is under way for the camera ends, but for labels of its last frames.
void CameraSession::lose()
{
    const auto end = m_source.feed->ended();
    const std::string reason = end ? end->reason : "The source gives no more frames.";
    for (const JobId job : passingJobs())
        m_services.devices.end(job, "Its camera is lost.");
    m_round = {};
    m_ending.reset();
    m_loading = {};
    m_inference->endOfFrames();
    take(CameraStep::FeedLost);
    m_source.feed.reset();
    m_services.recorder.record(CameraLost{m_id, reason, end && end->regular});
    m_news = name() + " gives no more frames.";
}

/// Every change of state goes through here, so that a forbidden one is seen.
void CameraSession::take(CameraStep step)
{
    const auto next = stateAfter(m_state, step);
    if (!next) {
        m_services.recorder.alert(Severity::Error, m_id,
                                  Error{ErrorCode::Internal,
                                        "Camera " + name() + " was to take a step that its state \""
                                            + std::string(runtime::name(m_state)) + "\" does not allow.",
                                        "Please report it."});
        return;
    }
    m_state = *next;
}

void CameraSession::beginWindow(WindowId window, const WindowClock& windows)
{
    const LabellingSettings& labelling = m_services.settings.labelling;
    m_memory.keep(m_labelling->beginSample(window), kKeptFrames);
    m_window = window;
    m_windowEnd = windows.end(window);
    m_round = {};
    m_roundPaid = true;
    const bool first = m_state == CameraState::NoStudent;
    const double span = first ? kFirstSampleSpan : labelling.trainingSpan;
    const double part = m_id.value / static_cast<double>(m_services.settings.cameras.size());
    m_schedule.emplace(SampleSchedule::Settings{
        windows.start(window), m_windowEnd, windows.at(window, span) + fromSeconds(labelling.scoringInterval * part),
        fromSeconds(labelling.scoringInterval)});
    if (first)
        m_schedule->askForTraining(labelling.firstTrainingFrames, windows.start(window),
                                   scaled(windows.length(), span));
}

void CameraSession::endWindow()
{
    giveUpSample();
    if (m_state == CameraState::Retraining) {
        m_round.retraining->cutOff();
        m_ending = std::exchange(m_round.retraining, nullptr);
    }
    if (isInRound(m_state))
        take(CameraStep::RoundEnded);
}

void CameraSession::endRecord(const std::vector<JobCharge>& charges)
{
    const InferenceJob::FrameCounts frames = m_inference->takeCounts();
    m_closing = std::exchange(m_record, {});
    m_closing.camera = m_id;
    m_closing.framesDue = frames.due;
    m_closing.framesDropped = frames.dropped;
    for (const JobCharge& charge : charges) {
        const auto owned = std::count(charge.owners.begin(), charge.owners.end(), m_id);
        if (owned > 0)
            m_closing.charged[static_cast<std::size_t>(charge.kind)] +=
                charge.cost / static_cast<double>(charge.owners.size());
    }
    if (const std::uint32_t missed = m_labelling->takeGivenUp()) {
        m_services.recorder.record(
            Alert{Severity::Warning, m_id,
                  std::to_string(missed) + " frames of " + name() + " were not labelled: labelling is behind.",
                  "Use a larger scoring interval, fewer cameras or a faster golden model."});
    }
}

bool CameraSession::tryFirstTraining()
{
    if (m_state != CameraState::NoStudent || m_labelling->sample().size() < kLeastSample
        || m_labelling->waitingForTraining() > 0 || learning::countObjects(m_labelling->sample()) == 0)
        return false;
    splitSample();
    const RunSettings& settings = m_services.settings;
    auto inputs = trainingInputs();
    inputs.start = learning::Weights::initial(settings.student, settings.seed, m_id.value);
    inputs.configuration = settings.firstTraining;
    inputs.evaluateAfter = evaluationEpochs(inputs.configuration);
    train(std::nullopt, {.training = settings.firstTraining}, std::move(inputs));
    take(CameraStep::FirstTrainingStarted);
    return true;
}

void CameraSession::takeOver(DeployedStudent student)
{
    if (m_state == CameraState::NoStudent)
        load(std::move(student), true);
}

void CameraSession::restore(DeployedStudent student, WeightsVersion version)
{
    m_version = version;
    if (student.weights)
        load(std::move(student), false);
}

/// Prepares a student that is there already, on the device.
void CameraSession::load(DeployedStudent student, bool isNew)
{
    m_loading = {std::move(student), isNew, std::make_shared<std::shared_ptr<learning::PreparedStudent>>(), nullptr};
    Batch batch{{BatchRun{learning::PreparedStudent::prepareShape(m_services.settings.student)}},
                [weights = m_loading.student.weights, into = m_loading.prepared]() -> Result<BatchOutcome> {
                    auto prepared = learning::PreparedStudent::prepare(weights);
                    if (!prepared)
                        return tl::unexpected(prepared.error());
                    *into = std::move(*prepared);
                    return BatchOutcome{};
                }};
    std::vector<Batch> batches;
    batches.push_back(std::move(batch));
    m_loading.job = std::make_shared<SetupJob>(m_services.newJob(), m_id, std::move(batches));
    m_services.devices.start(m_loading.job, m_services.devices.deviceOf(inference()));
}

void CameraSession::loaded()
{
    const Loading loading = std::exchange(m_loading, {});
    m_services.devices.end(loading.job->id());
    if (loading.job->failure())
        return;
    if (loading.isNew)
        deploy(loading.student, *loading.prepared,
               WeightsSwapped{m_id, {}, {}, Accuracy{0}, loading.student.after, std::nullopt});
    else
        serve(loading.student, *loading.prepared);
}

void CameraSession::beginRound()
{
    const int number = m_round.asked ? m_round.number + 1 : m_round.number;
    m_round = {};
    m_round.number = number;
    take(CameraStep::RoundBegan);
    offerFromHistory(expectedFrames());
}

/// The first round's sample is spread over the part of the window that the settings say; a further one takes the newest
/// frames as they come.
void CameraSession::askForSample()
{
    if (m_round.asked || m_state != CameraState::Sampling)
        return;
    m_round.asked = true;
    const LabellingSettings& labelling = m_services.settings.labelling;
    const Nanoseconds span = scaled(m_services.settings.windowLength, labelling.trainingSpan);
    m_schedule->askForTraining(labelling.trainingFrames, m_services.clock.now(), span);
}

std::optional<std::string> CameraSession::advance()
{
    if (m_news)
        return std::exchange(m_news, std::nullopt);
    if (m_loading.job && m_loading.job->isOver())
        loaded();
    if (m_ending && m_ending->isOver())
        retrained(*std::exchange(m_ending, nullptr), {});
    switch (m_state) {
    case CameraState::Sampling: return sampled();
    case CameraState::Profiling: return profiled();
    case CameraState::FirstTraining:
    case CameraState::Retraining: {
        if (!m_round.retraining->isOver())
            return std::nullopt;
        retrained(*std::exchange(m_round.retraining, nullptr), {});
        if (m_state == CameraState::Retraining)
            take(CameraStep::RoundEnded);
        return "The retraining of " + name() + " ended.";
    }
    default: return std::nullopt;
    }
}

bool CameraSession::sampleIsComplete() const
{
    return m_round.asked && m_schedule->trainingLeft() == 0 && m_labelling->waitingForTraining() == 0
        && m_labelling->sample().size() >= kLeastSample;
}

/// The sample is labelled: it is profiled, or offered as history knows it where nobody looks at estimates.
std::optional<std::string> CameraSession::sampled()
{
    if (!sampleIsComplete())
        return std::nullopt;
    splitSample();
    if (m_round.split.heldOutObjects == 0 || learning::countObjects(m_round.split.training) == 0) {
        take(CameraStep::RoundEnded);
        return "The sample of " + name() + " holds nothing to learn from.";
    }
    if (m_services.profiles) {
        const Status started = startProfile();
        if (started) {
            take(CameraStep::ProfileStarted);
            return std::nullopt;
        }
        m_services.recorder.alert(Severity::Error, m_id, started.error());
    }
    offerFromHistory(sampledFrames());
    take(CameraStep::Offered);
    return "The sample of " + name() + " is labelled.";
}

/// The profile ended; one that failed leaves the round to what history says.
std::optional<std::string> CameraSession::profiled()
{
    const ProfilingJob& job = *m_round.profiling;
    if (!job.isOver())
        return std::nullopt;
    take(CameraStep::Offered);
    if (job.failure()) {
        m_services.devices.end(job.id());
        offerFromHistory(sampledFrames());
        return "The profile of " + name() + " failed: its configurations are what history says.";
    }
    const Interval start = job.startInterval();
    m_start = {(start.low + start.high) / 2, start.low, start.high};
    m_round.options = optionsFromEstimates(job.estimates(), m_services.settings.configurations);
    m_services.devices.end(job.id());
    return "The sample of " + name() + " is labelled and profiled.";
}

bool CameraSession::giveUpSample()
{
    if (m_state != CameraState::Sampling && m_state != CameraState::Profiling)
        return false;
    if (m_round.profiling)
        m_services.devices.end(m_round.profiling->id(), "It was not done in time for a retraining in this window.");
    m_round.options.clear();
    take(CameraStep::RoundEnded);
    return true;
}

void CameraSession::follow(const scheduling::StreamAllocation& allocation)
{
    const bool chosen = allocation.option && allocation.retraining > Share{0};
    if (m_state == CameraState::Retraining && !allocation.option) {
        retrained(*std::exchange(m_round.retraining, nullptr), "The plan gave it up: the share is worth more elsewhere.");
        take(CameraStep::RoundEnded);
    } else if (m_state == CameraState::Sampling && chosen) {
        askForSample();
    } else if (m_state == CameraState::Ready && chosen && *allocation.option != scheduling::kOptionRunning) {
        startRetraining(m_round.options[*allocation.option]);
    }
}

scheduling::StreamProblem CameraSession::problem() const
{
    scheduling::StreamProblem stream;
    stream.camera = m_id;
    stream.name = name();
    stream.startAccuracy = m_start;
    stream.floor = m_source.run.floor;
    stream.weight = m_source.run.weight;
    const auto cost = m_services.costs.cost(learning::PreparedStudent::costShape(m_services.settings.student));
    if (cost)
        stream.inference = inferenceProfile(m_source.feed->info().framesPerSecond, *cost, m_labelling->sample(),
                                            m_services.settings.classes.size());
    if (isInRound(m_state))
        stream.options = m_round.options;
    if (m_state == CameraState::Retraining)
        stream.running = runningOption(m_round.options, *m_round.retraining);
    return stream;
}

GpuSeconds CameraSession::preparationLeft() const
{
    const LabellingSettings& labelling = m_services.settings.labelling;
    const GpuSeconds budget = m_services.profiles ? profilingBudget(m_services.settings) : GpuSeconds{0};
    if (m_state == CameraState::Profiling)
        return std::max(budget - m_round.profiling->charged(), GpuSeconds{0});
    if (m_state != CameraState::Sampling)
        return GpuSeconds{0};
    const auto label = m_services.costs.cost(m_source.golden.front()->costShape());
    const int frames = m_round.asked
        ? m_schedule->trainingLeft() + static_cast<int>(m_labelling->waitingForTraining())
        : labelling.trainingFrames;
    return budget + (label ? *label * frames : GpuSeconds{0});
}

Share CameraSession::scoringDemand() const
{
    const auto cost = m_services.costs.cost(m_source.golden.front()->costShape());
    return Share{cost && hasFeed() ? cost->value / m_services.settings.labelling.scoringInterval : 0.0};
}

Share CameraSession::fullRateDemand() const
{
    return isPlanned() ? problem().inference.fullRateDemand : Share{0};
}

std::optional<JobId> CameraSession::profiling() const
{
    return m_state == CameraState::Profiling ? std::optional(m_round.profiling->id()) : std::nullopt;
}

std::optional<JobId> CameraSession::retraining() const
{
    return m_state == CameraState::Retraining ? std::optional(m_round.retraining->id()) : std::nullopt;
}

std::vector<JobId> CameraSession::unplannedJobs() const
{
    std::vector<JobId> jobs;
    if (m_state == CameraState::FirstTraining)
        jobs.push_back(m_round.retraining->id());
    if (m_ending)
        jobs.push_back(m_ending->id());
    if (m_loading.job)
        jobs.push_back(m_loading.job->id());
    return jobs;
}

std::vector<JobId> CameraSession::passingJobs() const
{
    std::vector<JobId> jobs = unplannedJobs();
    for (const auto& job : {profiling(), retraining()}) {
        if (job)
            jobs.push_back(*job);
    }
    return jobs;
}

void CameraSession::splitSample()
{
    m_round.split = learning::splitByTrackAndTime(m_labelling->sample());
    m_round.rehearsal = m_memory.sample(mostRehearsal(m_services.settings.configurations), m_services.settings.seed,
                                        m_id.value, m_window.value);
}

FrameCounts CameraSession::sampledFrames() const
{
    return {m_round.split.training.size(), m_round.rehearsal.size(), m_round.split.heldOut.size()};
}

/// What a round's sample will come to: what the window has already, and as many frames again as a round asks for.
FrameCounts CameraSession::expectedFrames() const
{
    const auto frames = m_labelling->sample().size()
        + static_cast<std::size_t>(m_services.settings.labelling.trainingFrames);
    const auto training = static_cast<std::size_t>(kTrainingPart * static_cast<double>(frames));
    const std::size_t rehearsal =
        std::min(m_memory.size(), mostRehearsal(m_services.settings.configurations));
    return {training, rehearsal, frames - training};
}

/// Offers the planner the camera's configurations as history knows them. In a further round the deployed weights are
/// as good as they were measured in the one before.
void CameraSession::offerFromHistory(const FrameCounts& frames)
{
    const RunSettings& settings = m_services.settings;
    m_round.options.clear();
    const auto configurations =
        profiledConfigurations(m_services.costs, settings.student, settings.configurations, frames);
    if (!configurations) {
        m_services.recorder.alert(Severity::Error, m_id, configurations.error());
        return;
    }
    const auto expected = profiling::expectedFromHistory(m_services.history, m_id, *configurations);
    m_round.options = optionsFromEstimates(expected.estimates, settings.configurations);
    if (m_round.number == 0)
        m_start = {expected.start.mean, expected.start.band.low, expected.start.band.high};
}

Status CameraSession::startProfile()
{
    const RunSettings& settings = m_services.settings;
    const FrameCounts frames = sampledFrames();
    auto configurations = profiledConfigurations(m_services.costs, settings.student, settings.configurations, frames);
    auto families = familyCosts(m_services.costs, settings.student, settings.configurations, frames);
    if (!configurations || !families)
        return tl::unexpected(!configurations ? configurations.error() : families.error());
    ProfilingJob::Settings profile{m_window,
                                   settings.configurations,
                                   {.camera = m_id,
                                    .start = {},
                                    .heldOutObjects = m_round.split.heldOutObjects,
                                    .configurations = std::move(*configurations),
                                    .families = std::move(*families),
                                    .budget = profilingBudget(settings)},
                                   trainingInputs(),
                                   m_inference->sharedStudent()};
    m_round.profiling = std::make_shared<ProfilingJob>(m_services.newJob(), m_id, std::move(profile),
                                                       m_services.history, m_services.recorder);
    m_services.devices.start(m_round.profiling, m_services.devices.deviceOf(inference()));
    return {};
}

void CameraSession::startRetraining(const scheduling::RetrainingOption& option)
{
    auto inputs = trainingInputs();
    inputs.start = m_weights;
    inputs.configuration = m_services.settings.configurations[option.configuration.value];
    inputs.evaluateAfter = evaluationEpochs(inputs.configuration);
    RetrainingJob::Settings job{.training = inputs.configuration, .cost = GpuSeconds{option.gpuSeconds.value}};
    const auto* profiler = m_round.profiling ? m_round.profiling->profiler() : nullptr;
    if (profiler && !m_round.profiling->failure()) {
        job.before = m_round.profiling->start();
        job.profiled = profiler->measurements(job.training.family());
    } else {
        job.deployed = m_inference->sharedStudent();
    }
    m_record.configuration = option.configuration;
    train(option.configuration, std::move(job), std::move(inputs));
    take(CameraStep::RetrainingStarted);
}

void CameraSession::train(std::optional<ConfigurationId> configuration, RetrainingJob::Settings settings,
                          learning::TrainingRun::Inputs inputs)
{
    settings.window = m_window;
    settings.objects = static_cast<double>(m_round.split.heldOutObjects);
    m_round.retraining = std::make_shared<RetrainingJob>(m_services.newJob(), m_id, configuration, std::move(settings),
                                                         std::move(inputs), m_services.recorder);
    m_services.devices.start(m_round.retraining, m_services.devices.deviceOf(inference()));
}

/// A training ended, by itself or because \p givenUp says so: its best checkpoint serves from now on, or it is said why
/// not.
void CameraSession::retrained(const RetrainingJob& job, const std::string& givenUp)
{
    const bool first = m_state == CameraState::FirstTraining;
    m_services.devices.end(job.id(), givenUp);
    if (job.configuration())
        m_services.history.record(m_id, job.settings().training.family(), job.measurements());
    m_roundPaid = job.prepared() != nullptr && *job.after() > job.before();
    if (job.prepared()) {
        deploy({job.best(), *job.after()}, job.prepared(),
               WeightsSwapped{m_id, {}, {}, job.before(), *job.after(), job.configuration()});
        return;
    }
    if (!job.failure() && givenUp.empty())
        m_services.recorder.record(WeightsRejected{m_id, job.rejection(), job.before(),
                                                   job.after().value_or(Accuracy{0}), job.configuration()});
    if (first) {
        take(CameraStep::FirstTrainingFailed);
        m_labelling->beginSample(m_window);
    }
}

/// Stores the weights, swaps them in between two batches and records it. A failure to store them is the writer's, which
/// ends the run.
void CameraSession::deploy(const DeployedStudent& student, std::shared_ptr<learning::PreparedStudent> prepared,
                           WeightsSwapped event)
{
    const learning::Weights& weights = *student.weights;
    if (const Status stored = m_services.writer.putWeights(weights.hash(), weights.toSafetensors()); !stored)
        return;
    ++m_version.value;
    event.version = m_version;
    event.hash = weights.hash();
    m_record.retrained = true;
    serve(student, std::move(prepared));
    m_services.recorder.record(std::move(event));
}

void CameraSession::serve(const DeployedStudent& student, std::shared_ptr<learning::PreparedStudent> prepared)
{
    m_weights = student.weights;
    m_start = scheduling::Estimate::exact(student.after.value);
    m_inference->swap(std::move(prepared), m_version);
    if (!hasStudent(m_state))
        take(CameraStep::StudentDeployed);
}

learning::TrainingRun::Inputs CameraSession::trainingInputs() const
{
    learning::TrainingRun::Inputs inputs;
    inputs.training = m_round.split.training;
    inputs.rehearsal = m_round.rehearsal;
    inputs.heldOut = m_round.split.heldOut;
    inputs.seed = m_services.settings.seed;
    inputs.camera = m_id.value;
    inputs.step = m_window.value * kMostRounds + static_cast<std::uint32_t>(m_round.number);
    return inputs;
}

} // namespace jackdaw::runtime
