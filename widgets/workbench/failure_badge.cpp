// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/failure_badge.h"

#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace jackdaw::widgets {

FailureBadge::FailureBadge(SessionController& controller, QWidget* parent) :
    QWidget(parent), m_controller(controller), m_icon(new QLabel), m_text(new QLabel),
    m_replay(new QPushButton(tr("Replay the session")))
{
    setObjectName(QStringLiteral("failureBadge"));
    setAccessibleName(tr("The run failed"));
    m_text->setObjectName(QStringLiteral("failureText"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_replay->setToolTip(tr("Opens what was recorded until the run failed"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 6);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_replay);
    row->addWidget(addRecovery(tr("Recover"), tr("Goes on with the run where it was cut off, in the same session"),
                               &FailureBadge::recoverRequested));
    row->addWidget(addRecovery(tr("Open a copy"), tr("Copies the session and shows the copy; this one stays as it is"),
                               &FailureBadge::copyRequested));
    row->addWidget(
        addRecovery(tr("Discard…"), tr("Moves the session to the wastebasket"), &FailureBadge::discardRequested));
    connect(m_replay, &QPushButton::clicked, this, &FailureBadge::replayRequested);
    for (const auto signal : {&SessionController::opened, &SessionController::closed, &SessionController::changed})
        connect(&m_controller, signal, this, &FailureBadge::refresh);
    restyle();
    refresh();
}

QPushButton* FailureBadge::addRecovery(const QString& title, const QString& tip, void (FailureBadge::*signal)())
{
    auto* button = new QPushButton(title);
    button->setToolTip(tip);
    connect(button, &QPushButton::clicked, this, signal);
    m_recovery.push_back(button);
    return button;
}

void FailureBadge::setCutOff(bool cutOff)
{
    m_isCutOff = cutOff;
    refresh();
}

void FailureBadge::refresh()
{
    const auto failure = m_controller.failure();
    setVisible(failure.has_value());
    if (!failure)
        return;
    const QString reason = format::text(failure->reason);
    const QString action = format::text(failure->action);
    m_text->setText(QStringLiteral("<b>%1</b> %2 %3")
                        .arg(m_controller.capabilities().live ? tr("The run failed.") : tr("This run failed."),
                             reason.toHtmlEscaped(), action.toHtmlEscaped()));
    setAccessibleDescription(reason + QLatin1Char(' ') + action);
    const bool live = m_controller.capabilities().live;
    m_replay->setVisible(live);
    for (QPushButton* button : m_recovery)
        button->setVisible(!live && m_isCutOff);
}

void FailureBadge::restyle()
{
    m_icon->setPixmap(iconPixmap(QStringLiteral("warning"), themeFor(palette()).error, 20));
}

void FailureBadge::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), mixed(theme.panel, theme.error, 0.12));
    painter.fillRect(0, height() - 2, width(), 2, theme.error);
}

void FailureBadge::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace jackdaw::widgets
