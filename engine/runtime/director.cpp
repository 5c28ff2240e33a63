// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/director.h"

#include "engine/runtime/device_shares.h"
#include "engine/runtime/plan_request.h"
#include "engine/scheduling/explanation.h"

#include <algorithm>

namespace jackdaw::runtime {
namespace {

/// Part of a window after which a sample is no longer worth waiting for.
constexpr double kLatestSample = 0.85;
/// Most of a device that inference may take while the first students' samples are labelled.
constexpr double kMostInference = 0.6;
/// Most of a device that is kept back for scoring.
constexpr double kMostReserve = 0.5;

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
    m_standing.clear();
    for (const auto& camera : m_cameras) {
        camera->beginWindow(*m_windows.open(), m_windows);
        if (camera->state() != CameraState::Settled)
            continue;
        camera->beginRound();
        camera->askForSample();
    }
    if (planned().empty())
        shareEqually();
    else
        plan("The window began: samples are still to be labelled, so accuracies are what history says.");
}

void Director::advance()
{
    for (const auto& camera : m_cameras) {
        const CameraState before = camera->state();
        const auto reason = camera->advance();
        if (!reason || !m_windows.open() || m_services.clock.isHeld())
            continue;
        if (mayBeginFurtherRound(*camera))
            camera->beginRound();
        if (before == CameraState::Retraining)
            completed(*camera, *reason);
        else
            plan(*reason);
    }
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

/// Only planners that look at what a retraining is expected to bring can tell whether another one is worth it; and a
/// camera whose last round brought nothing has nothing to hope for from a few more frames.
bool Director::mayBeginFurtherRound(const CameraSession& camera) const
{
    return camera.state() == CameraState::Settled && camera.lastRoundPaid() && m_services.profiles && !m_late;
}

bool Director::trainFirstStudents()
{
    bool any = false;
    for (const auto& camera : m_cameras)
        any = camera->tryFirstTraining() || any;
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

void Director::plan(const std::string& reason)
{
    const WindowId window = *m_windows.open();
    const Nanoseconds remaining = m_windows.end(window) - m_services.clock.now();
    const std::vector<CameraSession*> cameras = planned();
    if (remaining <= Nanoseconds{0} || cameras.empty())
        return;
    m_standing.clear();
    m_reserve = scoringReserve();
    auto problem = makeProblem(cameras, m_services.settings, 1.0 - m_reserve, remaining);
    problem.carriedSeconds = m_carryOver.seconds();
    if (const Status valid = scheduling::validate(problem); !valid) {
        m_services.recorder.alert(Severity::Error, std::nullopt, valid.error());
        shareEqually();
        return;
    }
    const scheduling::Plan made = m_planner.plan(problem);
    m_services.recorder.record(PlanComputed{window, made.planner, reason, remaining,
                                            scheduling::plannedStreams(problem, made), Accuracy{made.expectedMean},
                                            made.trace, scheduling::explain(problem, made)});
    apply(made, cameras);
}

void Director::apply(const scheduling::Plan& plan, const std::vector<CameraSession*>& cameras)
{
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        m_standing[cameras[i]->id()] = plan.now()[i];
        cameras[i]->follow(plan.now()[i]);
    }
    share();
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
    for (auto& [id, allocation] : m_standing) {
        sharers.push_back(&allocation.inference);
        if (id != camera.id() && allocation.retraining > Share{0})
            sharers.push_back(&allocation.retraining);
    }
    scheduling::StreamAllocation& ended = m_standing.at(camera.id());
    const Share part = std::exchange(ended.retraining, Share{0}) / static_cast<double>(sharers.size());
    ended.option.reset();
    for (Share* share : sharers)
        *share += part;
    share();
}

double Director::scoringReserve() const
{
    double demand = 0.0;
    for (const auto& camera : m_cameras)
        demand += camera->scoringDemand().value;
    return std::min(demand, kMostReserve);
}

/// Hands out what the newest plan and its reserve say, for the jobs that there are now.
void Director::share()
{
    std::vector<CameraShares> shares;
    for (const auto& camera : m_cameras) {
        CameraShares jobs{camera->inference(), camera->labelling(), camera->profiling(), camera->retraining(),
                          camera->state() == CameraState::Sampling && camera->isSampled(), {}};
        if (const auto standing = m_standing.find(camera->id()); standing != m_standing.end())
            jobs.planned = standing->second;
        shares.push_back(jobs);
    }
    give(shareRequests(shares, m_reserve));
}

void Director::shareEqually()
{
    std::vector<compute::ShareRequest> requests;
    double inference = 0.0;
    for (const auto& camera : m_cameras)
        inference += camera->fullRateDemand().value;
    const double squeeze = inference > kMostInference ? kMostInference / inference : 1.0;
    std::vector<JobId> others;
    for (const auto& camera : m_cameras) {
        requests.push_back({camera->inference(), camera->fullRateDemand() * squeeze, true});
        others.push_back(camera->labelling());
        for (const auto& job : {camera->retraining(), camera->ending()}) {
            if (job)
                others.push_back(*job);
        }
    }
    const double rest = (1.0 - inference * squeeze) / static_cast<double>(others.size());
    for (const JobId job : others)
        requests.push_back({job, Share{rest}});
    give(requests);
}

void Director::give(const std::vector<compute::ShareRequest>& requests)
{
    if (Status shared = m_services.devices.share(requests); !shared && m_failure)
        m_failure = shared;
}

std::string Director::idleReason() const
{
    const auto isAny = [&](CameraState state) {
        return std::any_of(m_cameras.begin(), m_cameras.end(), [&](const auto& each) { return each->state() == state; });
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
