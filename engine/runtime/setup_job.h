// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/job.h"

#include <vector>

namespace jackdaw::runtime {

/// Work that has to be done on a device before something can begin: preparing a student that is there already,
/// measuring batches that nobody has run yet.
class SetupJob final : public Job {
public:
    /// In order, each a batch of its own.
    SetupJob(JobId id, CameraId camera, std::vector<Batch> batches);

    bool ready() const override { return !m_running && m_next < m_batches.size(); }
    Result<Batch> takeBatch() override;
    void batchDone() override;
    /// Done, or failed.
    bool isOver() const { return failure() || m_next == m_batches.size(); }

private:
    std::vector<Batch> m_batches;
    std::size_t m_next = 0;
    bool m_running = false;
};

} // namespace jackdaw::runtime
