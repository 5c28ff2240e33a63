// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <cstdint>
#include <optional>

namespace jackdaw::runtime {

/// When retraining windows begin and end. At most one is open, and at most one has ended and waits for its last labels.
class WindowClock {
public:
    /// \p count windows of \p length (> 0) from session time 0 on; \p first is the first that is opened, \p closing the
    /// one before it where that still waits for its last labels.
    WindowClock(Nanoseconds length, std::uint32_t count, WindowId first = {},
                std::optional<WindowId> closing = std::nullopt);

    Nanoseconds length() const { return m_length; }
    Nanoseconds start(WindowId window) const { return m_length * window.value; }
    Nanoseconds end(WindowId window) const { return start(window) + m_length; }
    /// The instant at which \p part (0..1) of \p window is over.
    Nanoseconds at(WindowId window, double part) const;

    /// The window that is opened next; none after the last.
    std::optional<WindowId> next() const;
    std::optional<WindowId> open() const { return m_open; }
    /// Ended, and not yet closed.
    std::optional<WindowId> closing() const { return m_closing; }

    /// Opens the next window, which becomes open(). None may be open, and one must be left.
    WindowId begin();
    /// The open window has ended and becomes closing(). None may be closing.
    WindowId endOpen();
    /// The closing window has all labels that it will get.
    void close() { m_closing.reset(); }

private:
    Nanoseconds m_length;
    std::uint32_t m_count;
    std::uint32_t m_next;
    std::optional<WindowId> m_open;
    std::optional<WindowId> m_closing;
};

} // namespace jackdaw::runtime
