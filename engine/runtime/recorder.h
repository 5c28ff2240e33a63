// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/clock.h"
#include "engine/session/session_file.h"

#include <utility>

namespace jackdaw::runtime {

/// Stamps events with session time and appends them to the session.
class Recorder {
public:
    Recorder(session::SessionWriter& writer, const Clock& clock) : m_writer(writer), m_clock(clock) { }

    /// Under wall time the loop does not wait for the disk: frames would be dropped meanwhile. Events come to the file
    /// in their order, so that a run that is cut off goes on from what it says. Of what becomes of models nobody waits.
    void record(EventBody body)
    {
        using Until = session::SessionWriter::Until;
        const bool isOfModel =
            std::holds_alternative<WeightsSwapped>(body) || std::holds_alternative<WeightsRejected>(body);
        const bool waits = m_clock.isDeterministic() && !isOfModel;
        m_writer.append(m_clock.now(), std::move(body), waits ? Until::OnDisk : Until::Queued);
    }
    void alert(Severity severity, std::optional<CameraId> camera, const Error& error)
    {
        record(Alert{severity, camera, error.message, error.action});
    }

private:
    session::SessionWriter& m_writer;
    const Clock& m_clock;
};

} // namespace jackdaw::runtime
