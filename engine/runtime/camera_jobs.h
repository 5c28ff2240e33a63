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
    /// A session says them in this order.
    enum class Place : std::size_t { Inference, Scoring, Sampling, Retraining };

    /// \p before: the jobs of the run that is resumed, in their order; none where there is nothing to go on with.
    CameraJobs(CameraId camera, std::vector<PlacedJob> before, RunServices& services);

    JobId number(Place place);
    /// True if the job at \p place was there before.
    bool goesOn(Place place) const { return static_cast<std::size_t>(place) < m_before.size(); }
    /// Starts \p job where the one at \p place was before; otherwise cameras are dealt out to the devices.
    void start(const std::shared_ptr<Job>& job, Place place);
    /// \p job as a session says it at a border.
    PlacedJob placed(const Job& job) const;

private:
    const PlacedJob& before(Place place) const { return m_before[static_cast<std::size_t>(place)]; }

    CameraId m_camera;
    std::vector<PlacedJob> m_before;
    RunServices& m_services;
};

} // namespace jackdaw::runtime
