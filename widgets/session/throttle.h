// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

namespace jackdaw::widgets {

/// Runs an action at most once per interval, and always once more after the last request: a view that redraws seldom
/// still ends up showing the newest state.
class Throttle {
public:
    Throttle(int milliseconds, std::function<void()> action) : m_interval(milliseconds), m_action(std::move(action))
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { run(); });
    }

    void request()
    {
        if (m_timer.isActive())
            return;
        if (!m_since.isValid() || m_since.elapsed() >= m_interval)
            run();
        else
            m_timer.start(static_cast<int>(m_interval - m_since.elapsed()));
    }

private:
    void run()
    {
        m_since.restart();
        m_action();
    }

    qint64 m_interval;
    std::function<void()> m_action;
    QElapsedTimer m_since;
    QTimer m_timer;
};

} // namespace jackdaw::widgets
