// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/background_work.h"

#include <QCoreApplication>

#include <utility>

namespace jackdaw::window {

void WorkThreads::run(std::stop_source stop, std::function<void()> task)
{
    std::erase_if(m_running, [](const Running& running) { return running.isOver->load(); });
    auto isOver = std::make_shared<std::atomic<bool>>(false);
    std::jthread thread([task = std::move(task), isOver] {
        task();
        *isOver = true;
    });
    m_running.push_back({std::move(stop), std::move(isOver), std::move(thread)});
}

void WorkThreads::finish()
{
    for (Running& running : m_running)
        running.stop.request_stop();
    m_running.clear();
}

BackgroundWork::BackgroundWork(WorkThreads& threads, Task task) : m_isWanted(std::make_shared<bool>(true))
{
    const Tell tell = [isWanted = m_isWanted](std::function<void()> call) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [isWanted, call = std::move(call)] {
                if (*isWanted)
                    call();
            },
            Qt::QueuedConnection);
    };
    threads.run(m_stop, [token = m_stop.get_token(), task = std::move(task), tell] { task(token, tell); });
}

BackgroundWork::~BackgroundWork()
{
    *m_isWanted = false;
    m_stop.request_stop();
}

} // namespace jackdaw::window
