// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/clock.h"
#include "engine/runtime/alert_watch.h"
#include "engine/session/session_file.h"

#include <utility>

namespace jackdaw::runtime {

/// Stamps events with session time and appends them to the session, with the alerts that follow from them.
class Recorder {
public:
    /// \p watch says what alerts follow; null: none do.
    Recorder(session::SessionWriter& writer, const Clock& clock, AlertWatch* watch = nullptr) :
        m_writer(writer), m_clock(clock), m_watch(watch)
    {
    }

    void record(EventBody body)
    {
        std::vector<Alert> alerts = m_watch ? m_watch->take(body, m_clock.now()) : std::vector<Alert>();
        append(std::move(body));
        tell(std::move(alerts));
    }
    /// Says what follows from time having passed.
    void look()
    {
        if (m_watch)
            tell(m_watch->at(m_clock.now()));
    }
    /// Clips of \p camera are kept, again or still.
    void clipsKept(CameraId camera)
    {
        if (m_watch)
            tell(m_watch->clipsKept(camera));
    }
    void alert(Severity severity, std::optional<CameraId> camera, const Error& error,
               AlertTopic topic = AlertTopic::Other)
    {
        record(Alert{severity, camera, error.message, error.action, topic});
    }

private:
    /// Under wall time the loop does not wait for the disk: frames would be dropped meanwhile. Events come to the file
    /// in their order, so that a run that is cut off goes on from what it says. Of what becomes of models nobody waits.
    void append(EventBody body)
    {
        using Until = session::SessionWriter::Until;
        const bool isOfModel =
            std::holds_alternative<WeightsSwapped>(body) || std::holds_alternative<WeightsRejected>(body);
        const bool waits = m_clock.isDeterministic() && !isOfModel;
        m_writer.append(m_clock.now(), std::move(body), waits ? Until::OnDisk : Until::Queued);
    }
    void tell(std::vector<Alert> alerts)
    {
        for (Alert& alert : alerts)
            append(std::move(alert));
    }

    session::SessionWriter& m_writer;
    const Clock& m_clock;
    AlertWatch* m_watch;
};

} // namespace jackdaw::runtime
