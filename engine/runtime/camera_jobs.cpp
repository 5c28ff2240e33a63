// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/camera_jobs.h"

#include <utility>

namespace jackdaw::runtime {

CameraJobs::CameraJobs(CameraId camera, std::vector<PlacedJob> before, RunServices& services) :
    m_camera(camera), m_before(std::move(before)), m_services(services)
{
}

JobId CameraJobs::number(Place place)
{
    return goesOn(place) ? before(place).job : m_services.newJob();
}

void CameraJobs::start(const std::shared_ptr<Job>& job, Place place)
{
    DeviceSet& devices = m_services.devices;
    if (!goesOn(place))
        return devices.start(job, DeviceId{m_camera.value % static_cast<std::uint32_t>(devices.size())});
    job->addCharge(before(place).charged);
    devices.goOn(job, before(place).host, before(place).device);
}

PlacedJob CameraJobs::placed(const Job& job) const
{
    const DeviceSet& devices = m_services.devices;
    return {job.kind(), m_camera, devices.deviceOf(job.id()), devices.hostOf(job.id()), job.id(), job.charged()};
}

} // namespace jackdaw::runtime
