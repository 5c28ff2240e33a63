// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/replay_bar.h"

#include "widgets/theme/format.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <utility>

namespace jackdaw::widgets {

ReplayBar::ReplayBar(SessionView& session, CommandRegistry& registry, QWidget* parent) :
    QWidget(parent), m_session(session), m_time(new QLineEdit), m_loop(new QLabel), m_note(new QLabel)
{
    setObjectName(QStringLiteral("replayBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 8, 3);
    row->setSpacing(3);
    for (const CommandId id : {CommandId::FrameBack, CommandId::FrameForward, CommandId::AddMark, CommandId::LoopStart,
                               CommandId::LoopEnd, CommandId::ClearLoop}) {
        auto* button = new QToolButton;
        button->setDefaultAction(registry.action(id));
        button->setAccessibleName(command(id).title);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
        if (id == CommandId::FrameForward || id == CommandId::AddMark)
            row->addSpacing(10);
    }
    m_loop->setTextFormat(Qt::PlainText);
    m_loop->setAccessibleName(tr("Repeated stretch"));
    m_time->setObjectName(QStringLiteral("goToTime"));
    m_time->setPlaceholderText(tr("Go to…"));
    m_time->setAccessibleName(tr("Go to time"));
    m_time->setToolTip(
        tr("<p>Session time (7:12.4 or 432 s), a window (w3), or of the selected camera its source's time "
           "(source 3:10), a frame (frame 4776) or the time of day (14:05:10 UTC). Return goes "
           "there.</p>"));
    m_time->setMaximumWidth(fontMetrics().averageCharWidth() * 22);
    m_note->setObjectName(QStringLiteral("replayNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_loop);
    row->addSpacing(10);
    row->addWidget(m_time);
    row->addSpacing(10);
    row->addWidget(m_note, 1);
    connect(m_time, &QLineEdit::returnPressed, this, &ReplayBar::goToTime);
    connect(&session.loop(), &PlaybackLoop::changed, this, &ReplayBar::showLoop);
}

void ReplayBar::focusTime()
{
    if (!m_time->hasFocus()) {
        m_isAskedFor = true;
        m_before = window()->focusWidget();
    }
    m_time->setFocus();
    m_time->selectAll();
}

/// Where somebody went into the field without being asked, they stay there.
void ReplayBar::leaveTime()
{
    if (!std::exchange(m_isAskedFor, false))
        return;
    if (m_before && m_before->isVisible())
        m_before->setFocus();
    else
        m_time->clearFocus();
}

void ReplayBar::say(const QString& text)
{
    m_note->setText(text);
    m_note->setToolTip(format::plainTip(text));
}

QString ReplayBar::said() const
{
    return m_note->text();
}

void ReplayBar::goToTime()
{
    if (!m_context)
        return;
    if (!m_session.controller().capabilities().seek) {
        say(tr("A live run cannot be scrubbed; open its session file to replay it."));
        return;
    }
    const auto read = GoToTime::read(m_time->text(), m_context());
    if (const auto* fault = std::get_if<QString>(&read)) {
        say(*fault);
        return;
    }
    say({});
    m_session.controller().seek(std::get<Nanoseconds>(read));
    leaveTime();
}

void ReplayBar::showLoop()
{
    const PlaybackLoop& loop = m_session.loop();
    const auto written = [](const std::optional<Nanoseconds>& time) {
        return time ? format::clock(*time) : QStringLiteral("…");
    };
    m_loop->setText(loop.start() || loop.end() ? tr("%1 – %2").arg(written(loop.start()), written(loop.end()))
                                               : QString());
}

} // namespace jackdaw::widgets
