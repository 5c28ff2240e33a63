// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/setup_job.h"

namespace jackdaw::runtime {

SetupJob::SetupJob(JobId id, CameraId camera, std::vector<Batch> batches) :
    Job(id, JobKind::Evaluation, {camera}), m_batches(std::move(batches))
{
}

Result<Batch> SetupJob::takeBatch()
{
    m_running = true;
    return std::move(m_batches[m_next]);
}

void SetupJob::batchDone()
{
    m_running = false;
    ++m_next;
}

} // namespace jackdaw::runtime
