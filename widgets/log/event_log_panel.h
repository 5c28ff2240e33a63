// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/event_table.h"

namespace jackdaw::widgets {

/// What happened up to the instant that is shown, as it comes.
class EventLogPanel : public EventTable {
    Q_OBJECT

public:
    explicit EventLogPanel(SessionView& session, QWidget* parent = nullptr);

    EventLogModel& model() { return *m_model; }

private:
    EventLogPanel(SessionView& session, EventLogModel* model, QWidget* parent);
    void follow();

    EventLogModel* m_model;
};

} // namespace jackdaw::widgets
