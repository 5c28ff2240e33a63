// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/director.h"

#include "engine/runtime/device_shares.h"
#include "engine/runtime/plan_request.h"
#include "engine/scheduling/explanation.h"

#include <algorithm>
#include <map>
#include <string>

namespace jackdaw::runtime {
namespace {

/// Part of a window after which a sample is no longer worth waiting for.
constexpr double kLatestSample = 0.9;
/// Most of a device that inference may take while the first students' samples are labelled.
constexpr double kMostInference = 0.6;
/// Most of the devices that labels of scored frames may take.
constexpr double kMostForScoring = 0.5;
/// Most of a device for a job that must get on whatever is planned, and for all of them.
constexpr double kMostForOneUnplanned = 0.1;
constexpr double kMostForUnplanned = 0.3;

/// Of a device's memory that measured jobs may fill. The rest is for what no job is charged for: contexts and kernels,
/// pictures, and free pieces that LibTorch keeps for each lane.
constexpr double kMemoryForJobs = 0.85;

} // namespace

Director::Director(RunServices& services, const scheduling::Planner& planner, Cameras& cameras,
                   const WindowClock& windows) :
    m_services(services),
    m_planner(planner), m_cameras(cameras), m_windows(windows), m_carryOver(services.settings.windowLength)
{
}

void Director::beginWindow()
{
    m_late = false;
    m_wanted.reset();
    shareExperience();
    for (const auto& camera : m_cameras) {
        if (camera->state() != CameraState::Settled)
            continue;
        camera->beginRound();
        camera->askForSample();
    }
    replan("The window began: samples are still to be labelled, so accuracies are what history says.");
}

/// A camera that saw little of late is believed to be like the others.
void Director::shareExperience()
{
    std::map<std::string, std::vector<SeenModel>> models;
    std::vector<AgedBoxes> aged;
    for (const auto& camera : m_cameras) {
        models[camera->network()].push_back(camera->seenModel());
        const auto ofCamera = camera->agedBoxes();
        aged.insert(aged.end(), ofCamera.begin(), ofCamera.end());
    }
    const std::vector<AgedBoxes> ageing = commonAgeing(aged);
    for (const auto& camera : m_cameras)
        camera->consider(commonModel(models[camera->network()]), ageing);
}

void Director::advance()
{
    planAsWanted();
    // Where frames wait, shares are handed out once for all; under device time each camera's step is told.
    const bool atOnce = m_services.clock.isDeterministic();
    bool shares = false;
    for (const auto& camera : m_cameras) {
        const CameraState before = camera->state();
        const auto news = camera->advance();
        if (!news || !m_windows.open() || m_services.clock.isHeld())
            continue;
        beginFurtherRounds();
        if (!news->replan && !atOnce)
            shares = true;
        else if (!news->replan)
            share();
        else if (before == CameraState::Retraining)
            completed(*camera, news->reason);
        else
            replan(news->reason);
    }
    if (shares)
        share();
    startLateFirstTrainings();
    giveUpLateSamples();
}

/// A camera that has no student when window 0 is over gets one as soon as it has labels.
void Director::startLateFirstTrainings()
{
    const auto open = m_windows.open();
    if (!open || open->value == 0)
        return;
    for (const auto& camera : m_cameras) {
        if (camera->tryFirstTraining())
            replan("The first student of " + camera->name() + " is trained.");
    }
}

void Director::giveUpLateSamples()
{
    const auto open = m_windows.open();
    if (!open || m_late || m_services.clock.now() < m_windows.at(*open, kLatestSample))
        return;
    m_late = true;
    bool any = false;
    for (const auto& camera : m_cameras)
        any = camera->giveUpSample() || any;
    if (any)
        plan("Samples that are not labelled and profiled by now are given up.");
}

void Director::endWindow()
{
    for (const auto& camera : m_cameras)
        camera->endWindow();
}

/// Time that is left when all cameras had their turn is used for further rounds. Only planners that look at what a
/// retraining is expected to bring can tell whether one is worth it; and a camera whose last round brought nothing has
/// nothing to hope for from a few more frames.
void Director::beginFurtherRounds()
{
    const bool mayBegin = m_services.profiles && !m_late
        && std::none_of(m_cameras.begin(), m_cameras.end(), [](const auto& each) { return each->isInFirstRound(); });
    if (!mayBegin)
        return;
    for (const auto& camera : m_cameras) {
        if (camera->mayGoOn())
            camera->beginRound();
    }
}

bool Director::trainFirstStudents()
{
    bool any = false;
    for (const auto& camera : m_cameras)
        any = camera->tryFirstTraining(true) || any;
    if (any)
        shareEqually();
    return std::any_of(m_cameras.begin(), m_cameras.end(),
                       [](const auto& camera) { return camera->state() == CameraState::FirstTraining; });
}

std::vector<CameraSession*> Director::planned()
{
    std::vector<CameraSession*> cameras;
    for (const auto& camera : m_cameras) {
        if (camera->isPlanned())
            cameras.push_back(camera.get());
    }
    return cameras;
}

/// Shares are equal while there is no camera to plan for.
void Director::replan(const std::string& reason)
{
    if (planned().empty())
        shareEqually();
    else
        plan(reason);
}

void Director::deviceLost()
{
    if (m_windows.open() && !m_services.clock.isHeld())
        replan("A device was lost.");
    else
        shareEqually();
}

void Director::plan(const std::string& reason)
{
    const auto asked = std::make_shared<Planned>();
    asked->window = *m_windows.open();
    const Nanoseconds remaining = m_windows.end(asked->window) - m_services.clock.now();
    asked->cameras = planned();
    if (remaining <= Nanoseconds{0} || asked->cameras.empty())
        return;
    if (m_services.side.isBusy()) {
        m_wanted = reason;
        return;
    }
    asked->problem = problem(asked->cameras, remaining);
    if (const Status valid = scheduling::validate(asked->problem); !valid) {
        m_services.recorder.alert(Severity::Error, std::nullopt, valid.error(), AlertTopic::Device);
        shareEqually();
        return;
    }
    for (const CameraSession* camera : asked->cameras)
        asked->steps.push_back(camera->steps());
    m_services.side.run([this, asked, reason, remaining]() -> SideWork::Effect {
        asked->plan = m_planner.plan(asked->problem);
        asked->computed = scheduling::planComputed(asked->problem, asked->plan);
        asked->computed.window = asked->window;
        asked->computed.reason = reason;
        asked->computed.remaining = remaining;
        return [this, asked] { adopt(*asked); };
    });
}

/// What changed while a plan was made.
void Director::planAsWanted()
{
    if (m_wanted && !m_services.side.isBusy() && m_windows.open() && !m_services.clock.isHeld())
        replan(*std::exchange(m_wanted, std::nullopt));
}

/// Unless the window that it was made for is over.
void Director::adopt(const Planned& planned)
{
    if (m_windows.open() != planned.window || m_services.clock.isHeld())
        return;
    m_services.recorder.record(planned.computed);
    apply(planned);
}

/// A camera that has moved on while the plan was made has its share, but does not begin or give up what was meant for
/// where it stood.
void Director::apply(const Planned& planned)
{
    const scheduling::WindowProblem& problem = planned.problem;
    const scheduling::Plan& plan = planned.plan;
    std::vector<CameraSession*> freed;
    m_standing.clear();
    const auto deviceOf = [&](std::size_t job) -> std::optional<DeviceId> {
        const bool placed = job < plan.placement.size() && plan.placement[job];
        return placed ? std::optional(problem.devices[*plan.placement[job]].device) : std::nullopt;
    };
    const std::vector<std::size_t> turns = preparationOrder(problem, plan);
    for (std::size_t i = 0; i < planned.cameras.size(); ++i) {
        CameraSession& camera = *planned.cameras[i];
        const std::size_t scoring = scheduling::furtherJob(problem, i);
        camera.place(deviceOf(scheduling::inferenceJob(i)), deviceOf(scheduling::retrainingJob(i)), deviceOf(scoring));
        m_standing[camera.id()] = {plan.now().stream(i), plan.now().job(scoring).share, turns[i]};
        if (camera.steps() == planned.steps[i])
            camera.follow(plan.now().stream(i));
        else if (planned.problem.streams[i].running && !camera.retraining())
            freed.push_back(&camera);
    }
    share();
    if (m_planner.onCompletion() == scheduling::FreedShare::EqualSplit)
        std::for_each(freed.begin(), freed.end(), [this](CameraSession* camera) { splitFreedShare(*camera); });
}

/// A retraining ended: what happens to its share is the planner's way.
void Director::completed(CameraSession& camera, const std::string& reason)
{
    if (m_planner.onCompletion() == scheduling::FreedShare::EqualSplit && m_standing.contains(camera.id()))
        splitFreedShare(camera);
    else
        plan(reason);
}

/// The published baselines do not plan again within a window: what a retraining frees is split equally over the
/// retrainings that run and all inferences.
void Director::splitFreedShare(CameraSession& camera)
{
    std::vector<Share*> sharers;
    for (auto& [id, standing] : m_standing) {
        sharers.push_back(&standing.planned.inference);
        if (id != camera.id() && standing.planned.retraining > Share{0})
            sharers.push_back(&standing.planned.retraining);
    }
    scheduling::StreamAllocation& ended = m_standing.at(camera.id()).planned;
    const Share part = std::exchange(ended.retraining, Share{0}) / static_cast<double>(sharers.size());
    ended.option.reset();
    for (Share* share : sharers)
        *share += part;
    share();
}

scheduling::WindowProblem Director::problem(const std::vector<CameraSession*>& cameras, Nanoseconds remaining) const
{
    scheduling::WindowProblem problem;
    std::map<DeviceId, double> taken;
    for (const compute::ShareRequest& unplanned : unplannedShares())
        taken[m_services.devices.deviceOf(unplanned.job)] += unplanned.share.value;
    for (std::size_t i = 0; i < m_services.devices.size(); ++i)
        if (const DeviceId device{static_cast<std::uint32_t>(i)}; m_services.devices.works(device))
            problem.devices.push_back({device, 1.0 - taken[device], 0.0});
    for (const CameraSession* camera : cameras) {
        problem.streams.push_back(camera->problem());
        problem.streams.back().throughput = throughput(*camera);
        problem.furtherJobs.push_back(camera->scoringJob());
    }
    fitScoring(problem);
    problem.quantum = Share{m_services.settings.quantum};
    problem.seconds = toSeconds(remaining);
    problem.seed = m_services.settings.seed;
    problem.carriedSeconds = m_carryOver.seconds();
    limitMemory(problem, cameras);
    return problem;
}

/// What a camera's retrainings make of a share, beside neighbours. In less space than a lane has they take turns there;
/// beyond it they are as fast as was measured, and no faster than in a lane where nobody measured.
scheduling::ThroughputCurve Director::throughput(const CameraSession& camera) const
{
    const Share lane = m_services.devices.laneOf(DeviceId{0}, DeviceSet::Lane::Other);
    if (lane >= Share{1.0})
        return {};
    const auto& learner = *m_services.learner(camera.id());
    const auto measured = m_services.costs.table().speedOf(stepShapes(learner, m_services.settings.configurations));
    scheduling::ThroughputCurve curve{{lane.value}, {measured ? measured->progress(lane) : 1.0}};
    for (const auto& bend : measured ? measured->bends() : std::vector<profiling::RatePoint>()) {
        if (bend.space <= lane)
            continue;
        curve.share.push_back(bend.space.value);
        curve.speed.push_back(measured->progress(bend.space));
    }
    return curve;
}

/// What inferences and retrainings need of their device's memory, where it may not hold all of them: jobs that were
/// measured, each as large as its largest batch. Where it does, plans need not know.
void Director::limitMemory(scheduling::WindowProblem& problem, const std::vector<CameraSession*>& cameras) const
{
    const profiling::CostTable& costs = m_services.costs.table();
    double most = 0.0;
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        const auto& learner = *m_services.learner(cameras[i]->id());
        scheduling::StreamProblem& stream = problem.streams[i];
        const auto memoryOf = [&](scheduling::RetrainingOption& option) {
            const auto& configuration = m_services.settings.configurations[option.configuration.value];
            option.memoryBytes = static_cast<double>(trainingMemory(costs, learner, configuration));
            return option.memoryBytes;
        };
        stream.inferenceMemoryBytes = static_cast<double>(costs.memory(learner.inferenceShape()));
        double largest = stream.running ? memoryOf(*stream.running) : 0.0;
        for (scheduling::RetrainingOption& option : stream.options)
            largest = std::max(largest, memoryOf(option));
        most += stream.inferenceMemoryBytes + largest;
    }
    double shared = 0.0;
    for (const CameraSession* camera : cameras)
        shared = std::max(shared, static_cast<double>(costs.memory(camera->goldenShape())));
    for (scheduling::DeviceCapacity& device : problem.devices) {
        const double all = m_services.devices.memoryOf(device.device);
        if (const double bytes = kMemoryForJobs * all - shared; all > 0.0 && most > bytes)
            device.memoryBytes = std::max(bytes, 1.0);
    }
}

/// Where scoring asks for more than it may have, all cameras are scored later alike.
void Director::fitScoring(scheduling::WindowProblem& problem)
{
    double demand = 0.0;
    for (const scheduling::JobProblem& job : problem.furtherJobs)
        demand += job.least.value;
    const double most = kMostForScoring * problem.totalGpus();
    for (scheduling::JobProblem& job : problem.furtherJobs)
        job.least = job.least * (demand > most ? most / demand : 1.0);
}

/// Jobs that must get on whatever is planned, with what they are given.
std::vector<compute::ShareRequest> Director::unplannedShares() const
{
    std::vector<JobId> jobs;
    for (const auto& camera : m_cameras) {
        const auto unplanned = camera->unplannedJobs();
        jobs.insert(jobs.end(), unplanned.begin(), unplanned.end());
    }
    const double share = std::min(kMostForOneUnplanned, kMostForUnplanned / std::max<std::size_t>(jobs.size(), 1));
    std::vector<compute::ShareRequest> requests;
    for (const JobId job : jobs)
        requests.push_back({job, Share{share}});
    return requests;
}

/// Hands out what the newest plan says, to the jobs that there are now.
void Director::share()
{
    std::vector<CameraShares> shares;
    for (const auto& camera : m_cameras) {
        const auto found = m_standing.find(camera->id());
        const Standing standing = found != m_standing.end() ? found->second : Standing{};
        if (found != m_standing.end())
            camera->serve(standing.planned.inference);
        shares.push_back({camera->inference(), camera->moving(), camera->scoring(), camera->sampling(),
                          camera->profiling(), camera->retraining(), camera->isSampling(), standing.planned,
                          camera->movingShare(), standing.scored, standing.turn});
    }
    auto requests = shareRequests(shares);
    for (const compute::ShareRequest& unplanned : unplannedShares()) {
        // A camera without a student has its sample labelled, planned or not.
        std::erase_if(requests, [&](const auto& request) { return request.job == unplanned.job; });
        requests.push_back(unplanned);
    }
    fitDevices(requests);
    give(requests);
}

/// All give way to jobs that came after the plan that holds, while the next one is made.
void Director::fitDevices(std::vector<compute::ShareRequest>& requests) const
{
    constexpr double kRounding = 1e-9;
    std::vector<double> sums(m_services.devices.size(), 0.0);
    for (const compute::ShareRequest& request : requests)
        sums[m_services.devices.deviceOf(request.job).value] += request.share.value;
    for (compute::ShareRequest& request : requests) {
        const double sum = sums[m_services.devices.deviceOf(request.job).value];
        request.share = request.share / (sum > 1.0 + kRounding ? sum : 1.0);
    }
}

/// Inference keeps its full rate as far as possible, all other jobs of the device share the rest.
std::vector<compute::ShareRequest> Director::equalShares(DeviceId device) const
{
    std::vector<compute::ShareRequest> requests;
    std::vector<JobId> others;
    double inference = 0.0;
    const auto isHere = [&](JobId job) { return m_services.devices.deviceOf(job) == device; };
    for (const auto& camera : m_cameras) {
        if (isHere(camera->inference())) {
            requests.push_back({camera->inference(), camera->fullRateDemand(), true});
            inference += camera->fullRateDemand().value;
        }
        std::vector<JobId> jobs = camera->unplannedJobs();
        jobs.insert(jobs.end(), {camera->scoring(), camera->sampling()});
        std::copy_if(jobs.begin(), jobs.end(), std::back_inserter(others), isHere);
    }
    const double squeeze = inference > kMostInference ? kMostInference / inference : 1.0;
    for (compute::ShareRequest& request : requests)
        request.share = request.share * squeeze;
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    for (const JobId job : others)
        requests.push_back({job, Share{(1.0 - inference * squeeze) / static_cast<double>(others.size())}});
    return requests;
}

void Director::shareEqually()
{
    m_standing.clear();
    std::vector<compute::ShareRequest> requests;
    for (std::size_t i = 0; i < m_services.devices.size(); ++i) {
        const auto here = equalShares(DeviceId{static_cast<std::uint32_t>(i)});
        requests.insert(requests.end(), here.begin(), here.end());
    }
    give(requests);
}

void Director::give(const std::vector<compute::ShareRequest>& requests)
{
    if (Status shared = m_services.devices.share(requests); !shared && m_failure)
        m_failure = shared;
}

void Director::submit()
{
    if (Status submitted = m_services.devices.submit(); !submitted && m_failure)
        m_failure = submitted;
}

std::string Director::idleReason() const
{
    const auto isAny = [&](CameraState state) {
        return std::any_of(m_cameras.begin(), m_cameras.end(),
                           [&](const auto& each) { return each->state() == state; });
    };
    if (!m_windows.open())
        return "between windows";
    if (std::any_of(m_cameras.begin(), m_cameras.end(), [](const auto& camera) { return camera->isSampling(); }))
        return "waiting for frames to sample";
    if (isAny(CameraState::NoStudent))
        return "waiting for labels of first students";
    if (m_late)
        return "too late in the window for a further round";
    if (isAny(CameraState::Ready) || isAny(CameraState::Sampling))
        return "nothing worth retraining";
    return "all rounds are over";
}

} // namespace jackdaw::runtime
