// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_log_panel.h"

#include <QScrollBar>
#include <QTableView>

namespace jackdaw::widgets {

EventLogPanel::EventLogPanel(SessionView& session, QWidget* parent) :
    EventLogPanel(session, new EventLogModel(session.state()), parent)
{
}

EventLogPanel::EventLogPanel(SessionView& session, EventLogModel* model, QWidget* parent) :
    EventTable(session, *model, tr("Event log"), parent), m_model(model)
{
    setObjectName(QStringLiteral("eventLogPanel"));
    m_model->setParent(this);
    connect(&session.controller(), &SessionController::changed, this, &EventLogPanel::follow);
    connect(&session.controller(), &SessionController::reset, m_model, &EventLogModel::restart);
}

void EventLogPanel::follow()
{
    const QScrollBar* bar = view().verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_model->follow();
    if (atEnd)
        view().scrollToBottom();
}

} // namespace jackdaw::widgets
