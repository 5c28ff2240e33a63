// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/task_thread.h"

#include <utility>

namespace jackdaw::window {

TaskThread::TaskThread() : m_thread([this](const std::stop_token& ending) { run(ending); })
{
}

TaskThread::~TaskThread()
{
    cancel();
}

void TaskThread::start(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_current.request_stop();
        m_next = std::move(task);
    }
    m_changed.notify_one();
}

void TaskThread::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_current.request_stop();
    m_next.reset();
}

void TaskThread::run(const std::stop_token& ending)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, ending, [this] { return m_next.has_value(); })) {
        const Task task = *std::exchange(m_next, std::nullopt);
        m_current = std::stop_source();
        const std::stop_token stop = m_current.get_token();
        lock.unlock();
        task(stop);
        lock.lock();
    }
}

} // namespace jackdaw::window
