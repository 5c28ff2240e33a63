// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/run_services.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace jackdaw::runtime {

/// Numbers and devices of those jobs of one camera that outlive a window's end. In a run that is resumed they keep the
/// numbers, the devices and the charges that they had.
class CameraJobs {
public:
    /// Of jobs of one kind a session says those first that are named first here.
    enum class Place { Inference, Scoring, Sampling, Retraining, Moving };

    /// \p before: the jobs of the run that is resumed, in their order; none where there is nothing to go on with.
    CameraJobs(CameraId camera, std::vector<PlacedJob> before, RunServices& services);

    JobId number(Place place);
    /// True if the job at \p place was there before.
    bool goesOn(Place place) const { return before(place) != nullptr; }
    /// Starts \p job where the one at \p place was before; otherwise cameras are dealt out to the devices.
    void start(const std::shared_ptr<Job>& job, Place place);
    /// \p job as a session says it at a border.
    PlacedJob placed(const Job& job) const;

private:
    const PlacedJob* before(Place place) const;

    CameraId m_camera;
    std::vector<PlacedJob> m_before;
    RunServices& m_services;
};

} // namespace jackdaw::runtime
