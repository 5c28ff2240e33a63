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

    /// Of what becomes of models nobody waits for the disk: what a run that is cut off goes on with is then the model
    /// before.
    void record(EventBody body)
    {
        using Until = session::SessionWriter::Until;
        const bool isOfModel =
            std::holds_alternative<WeightsSwapped>(body) || std::holds_alternative<WeightsRejected>(body);
        m_writer.append(m_clock.now(), std::move(body), isOfModel ? Until::Queued : Until::OnDisk);
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
