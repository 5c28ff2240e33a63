// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/count_records.h"
#include "widgets/session/device_records.h"
#include "widgets/session/landmarks.h"
#include "widgets/session/plan_records.h"
#include "widgets/session/playback_loop.h"
#include "widgets/session/selection.h"
#include "widgets/session/session_clock.h"
#include "widgets/session/session_controller.h"

#include <QObject>

namespace jackdaw::widgets {

/// One session as all pages see it: its source and state, its time axis, what is selected in it, and what the state is
/// too small for. Pages get it and own nothing of it, so that several sessions can stand side by side.
class SessionView : public QObject {
    Q_OBJECT

public:
    explicit SessionView(QObject* parent = nullptr);

    SessionController& controller() { return m_controller; }
    const SessionController& controller() const { return m_controller; }
    SessionClock& clock() { return m_clock; }
    Selection& selection() { return m_selection; }
    Landmarks& landmarks() { return m_landmarks; }
    PlaybackLoop& loop() { return m_loop; }
    const SessionState& state() const { return m_controller.state(); }
    const DeviceRecords& deviceRecords() const { return m_deviceRecords; }
    const CountRecords& countRecords() const { return m_countRecords; }

    /// The plan that is selected, or the newest; null while there is none.
    const PlanState* shownPlan() const;
    /// Goes through the plans that are kept; going past the newest follows it again.
    void stepPlan(int direction);
    /// All of \p plan with every tried move, or null as long as only its accepted ones are known.
    PlanRecords::Plan wholePlan(const PlanState& plan);

Q_SIGNALS:
    /// Somebody said what is on a frame, and the session tells what comes of that.
    void labelCorrected(const jackdaw::LabelCorrected& said);

private:
    SessionController m_controller;
    SessionClock m_clock;
    Selection m_selection;
    Landmarks m_landmarks;
    PlaybackLoop m_loop;
    PlanRecords m_planRecords;
    DeviceRecords m_deviceRecords;
    CountRecords m_countRecords;
};

} // namespace jackdaw::widgets
