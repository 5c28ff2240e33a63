// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>
#include <functional>
#include <optional>
#include <thread>

namespace jackdaw::widgets {

/// Work away from the window's thread, one at a time. Of what is asked for meanwhile only the newest is done, and what
/// an older request came to is thrown away.
class NewestWork : public QObject {
    Q_OBJECT

public:
    /// Done with the outcome, on the window's thread.
    using Effect = std::function<void()>;
    /// Runs on a thread of its own: touches nothing of the window.
    using Work = std::function<Effect()>;

    explicit NewestWork(QObject* parent = nullptr) : QObject(parent) { }
    /// Waits for what is under way.
    ~NewestWork() override = default;

    void run(Work work);
    /// Nothing that was asked for so far has an effect any more.
    void forget();
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged();

private:
    void begin(Work work);
    void end(std::uint64_t ticket, const Effect& effect);

    std::uint64_t m_ticket = 0;
    bool m_busy = false;
    std::optional<Work> m_next;
    std::jthread m_thread;
};

} // namespace jackdaw::widgets
