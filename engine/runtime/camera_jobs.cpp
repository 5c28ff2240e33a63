// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_jobs.h"

#include <utility>

namespace jackdaw::runtime {
namespace {

/// A job's kind, and the how manieth of its kind it is.
std::pair<JobKind, int> kindOf(CameraJobs::Place place)
{
    switch (place) {
    case CameraJobs::Place::Inference: return {JobKind::Inference, 0};
    case CameraJobs::Place::Scoring: return {JobKind::Labelling, 0};
    case CameraJobs::Place::Sampling: return {JobKind::Labelling, 1};
    case CameraJobs::Place::Retraining: return {JobKind::Retraining, 0};
    case CameraJobs::Place::Moving: return {JobKind::Inference, 1};
    }
    return {};
}

} // namespace

CameraJobs::CameraJobs(CameraId camera, std::vector<PlacedJob> before, RunServices& services) :
    m_camera(camera), m_before(std::move(before)), m_services(services)
{
}

/// The job of \p place among those of the run that is resumed; null without one.
const PlacedJob* CameraJobs::before(Place place) const
{
    const auto [kind, nth] = kindOf(place);
    int seen = 0;
    for (const PlacedJob& job : m_before) {
        if (job.kind == kind && seen++ == nth)
            return &job;
    }
    return nullptr;
}

JobId CameraJobs::number(Place place)
{
    const PlacedJob* job = before(place);
    return job ? job->job : m_services.newJob();
}

void CameraJobs::start(const std::shared_ptr<Job>& job, Place place)
{
    DeviceSet& devices = m_services.devices;
    const PlacedJob* resumed = before(place);
    if (!resumed)
        return devices.start(job, DeviceId{m_camera.value % static_cast<std::uint32_t>(devices.size())});
    job->addCharge(resumed->charged);
    devices.goOn(job, resumed->host, resumed->device);
}

PlacedJob CameraJobs::placed(const Job& job) const
{
    const DeviceSet& devices = m_services.devices;
    return {job.kind(), m_camera, devices.deviceOf(job.id()), devices.hostOf(job.id()), job.id(), job.charged()};
}

} // namespace jackdaw::runtime
