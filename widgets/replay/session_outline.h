// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/session_state.h"
#include "widgets/log/event_words.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace jackdaw::widgets {

/// What happened in a session from its first instant to its last, whatever instant is shown: the state is too small for
/// it, and at an instant it knows only what came before.
struct SessionOutline {
    /// An event in words.
    struct Entry {
        Nanoseconds time{0};
        std::uint64_t sequence = 0;
        std::optional<CameraId> camera;
        QString cameraName; ///< "B Gate"
        QString kind;
        QString sentence;
        EventWeight weight = EventWeight::Normal;
        bool operator==(const Entry&) const = default;
    };
    struct Window {
        WindowId window;
        Nanoseconds start{0};
        Nanoseconds length{0};
        bool counted = true; ///< false for the window that trains the first students
        bool isClosed = false;
        std::optional<Accuracy> mean; ///< over the cameras in which something was to be seen
        std::optional<Accuracy> worst;
        std::optional<CameraId> worstCamera;
        std::uint32_t retrained = 0; ///< cameras
        bool operator==(const Window&) const = default;
    };
    /// A camera gave no pictures.
    struct Gap {
        CameraId camera;
        Nanoseconds start{0};
        std::optional<Nanoseconds> end; ///< none: until the session's end
        QString reason;
        bool operator==(const Gap&) const = default;
    };
    /// Weights that were swapped in.
    struct Model {
        CameraId camera;
        WeightsVersion version;
        Nanoseconds time{0};
        std::string hash; ///< content address in the session
        std::optional<Accuracy> heldOut;
        bool operator==(const Model&) const = default;
    };

    std::vector<Entry> entries; ///< in order of time, as are the others
    std::vector<Window> windows;
    std::vector<Gap> gaps;
    std::vector<Model> models;
    bool operator==(const SessionOutline&) const = default;
};

/// Makes an outline of events that come in order. What the views of a session do not log adds nothing.
class OutlineBuilder {
public:
    /// \p state is the one that \p event led to.
    void take(const SessionState& state, const Event& event);
    void clear() { m_outline = {}; }
    const SessionOutline& outline() const { return m_outline; }

private:
    void note(const SessionState& state, const Event& event);
    void on(const WindowStarted& event, Nanoseconds time);
    void on(const WindowClosed& event, Nanoseconds time);
    void on(const CameraLost& event, Nanoseconds time);
    void on(const CameraRecovered& event, Nanoseconds time);
    void on(const WeightsSwapped& event, Nanoseconds time);

    SessionOutline m_outline;
};

} // namespace jackdaw::widgets
