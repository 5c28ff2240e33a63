// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"
#include "engine/runtime/cost_book.h"

#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// Work of one camera on the device, run batch by batch under leases. All calls come from the device's executor thread.
class Job {
public:
    Job(JobId id, JobKind kind, CameraId camera) : m_id(id), m_kind(kind), m_camera(camera) { }
    virtual ~Job() = default;

    JobId id() const { return m_id; }
    JobKind kind() const { return m_kind; }
    CameraId camera() const { return m_camera; }
    GpuSeconds charged() const { return m_charged; }
    void addCharge(GpuSeconds cost) { m_charged += cost; }

    virtual std::optional<ConfigurationId> configuration() const { return std::nullopt; }
    /// True if there is a batch to run now.
    virtual bool ready() const = 0;
    /// Runs one batch and says what it ran. An error fails the job, nothing else.
    virtual Result<std::vector<BatchRun>> runBatch() = 0;
    /// Called after the batch was charged: what it made takes effect at this session time.
    virtual void batchDone() { }

private:
    JobId m_id;
    JobKind m_kind;
    CameraId m_camera;
    GpuSeconds m_charged;
};

} // namespace jackdaw::runtime
