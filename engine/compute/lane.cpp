// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/compute/lane.h"

#include <utility>

namespace jackdaw::compute {

void CompletionQueue::add(Completion completion)
{
    std::unique_lock lock(m_mutex);
    m_completions.push_back(std::move(completion));
    const auto listener = m_listener;
    lock.unlock();
    if (listener)
        listener();
}

std::vector<Completion> CompletionQueue::takeAll()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_completions, {});
}

void CompletionQueue::setListener(std::function<void()> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

LaneThread::LaneThread(std::function<void()> onStart, Run run, CompletionQueue& ended) :
    m_run(std::move(run)), m_ended(ended), m_thread([this, start = std::move(onStart)](std::stop_token stop) {
        if (start)
            start();
        serve(stop);
    })
{
}

void LaneThread::submit(Ticket ticket, Work work)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push_back({ticket, std::move(work)});
    m_submitted.notify_one();
}

void LaneThread::serve(const std::stop_token& stop)
{
    while (const auto batch = nextBatch(stop))
        m_ended.add(m_run(batch->ticket, batch->work));
}

std::optional<LaneThread::Submitted> LaneThread::nextBatch(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_submitted.wait(lock, stop, [this] { return !m_queue.empty(); });
    if (stop.stop_requested())
        return std::nullopt;
    Submitted batch = std::move(m_queue.front());
    m_queue.pop_front();
    return batch;
}

} // namespace jackdaw::compute
