// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transport/transport_bar.h"

#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"
#include "widgets/transport/scrub_bar.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

/// So far behind the end of a session that is written it is followed.
constexpr Nanoseconds kAtEnd = std::chrono::seconds(3);
/// Windows begin late by less than this part of them.
constexpr int kLatePart = 50;
constexpr std::array<double, 9> kSpeeds = {0.25, 0.5, 1, 2, 4, 8, 16, 32, 64};

} // namespace

TransportBar::TransportBar(SessionView& session, CommandRegistry& registry, QWidget* parent) :
    QWidget(parent), m_controller(session.controller()), m_landmarks(session.landmarks()), m_registry(registry),
    m_mode(new QLabel), m_time(new QLabel), m_speed(new QComboBox)
{
    setObjectName(QStringLiteral("transportBar"));
    m_mode->setObjectName(QStringLiteral("sessionMode"));
    bindCommands();
    makeSpeeds();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(2);
    row->addWidget(m_mode);
    makeButtons(*row);
    row->addWidget(new ScrubBar(session), 1);
    m_time->setAccessibleName(tr("Time"));
    m_time->setToolTip(tr("Session time shown now / length of the session"));
    m_time->setMinimumWidth(m_time->fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.0 / 00:00:00")) + 8);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_time);
    row->addSpacing(8);
    row->addWidget(m_speed);
    connect(&m_controller, &SessionController::transportChanged, this, &TransportBar::refresh);
    connect(&m_controller, &SessionController::opened, this, &TransportBar::refresh);
    connect(&m_controller, &SessionController::closed, this, &TransportBar::refresh);
    restyle();
    refresh();
}

void TransportBar::bind(CommandId id, void (TransportBar::*run)())
{
    m_registry.bind(id, this, [this, run] { (this->*run)(); });
    m_bound.push_back(id);
}

void TransportBar::bindCommands()
{
    bind(CommandId::PlayPause, &TransportBar::playPause);
    bind(CommandId::JumpBack, &TransportBar::jumpBack);
    bind(CommandId::Hold, &TransportBar::hold);
    bind(CommandId::JumpForward, &TransportBar::jumpForward);
    bind(CommandId::StepBack, &TransportBar::stepBack);
    bind(CommandId::StepForward, &TransportBar::stepForward);
    bind(CommandId::SecondBack, &TransportBar::secondBack);
    bind(CommandId::SecondForward, &TransportBar::secondForward);
    bind(CommandId::PreviousEvent, &TransportBar::previousEvent);
    bind(CommandId::NextEvent, &TransportBar::nextEvent);
    bind(CommandId::ToStart, &TransportBar::toStart);
    bind(CommandId::ToEnd, &TransportBar::toEnd);
    bind(CommandId::Slower, &TransportBar::slower);
    bind(CommandId::Faster, &TransportBar::faster);
    bind(CommandId::StopRun, &TransportBar::stopRun);
}

void TransportBar::makeButtons(QHBoxLayout& row)
{
    for (const CommandId id : {CommandId::ToStart, CommandId::JumpBack, CommandId::PlayPause, CommandId::JumpForward,
                               CommandId::ToEnd, CommandId::StopRun}) {
        auto* button = new QToolButton;
        button->setDefaultAction(m_registry.action(id));
        button->setAutoRaise(true);
        button->setIconSize(QSize(18, 18));
        button->setAccessibleName(command(id).title);
        button->setFocusPolicy(Qt::TabFocus);
        row.addWidget(button);
        m_buttons[id] = button;
    }
}

void TransportBar::makeSpeeds()
{
    for (const double speed : kSpeeds)
        m_speed->addItem(QStringLiteral("%1×").arg(speed), speed);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Session seconds per second ([ and ])"));
    m_speed->setFocusPolicy(Qt::TabFocus);
    connect(m_speed, &QComboBox::activated, this, [this] { m_controller.setSpeed(m_speed->currentData().toDouble()); });
}

void TransportBar::playPause()
{
    m_controller.setPlaying(!m_controller.isPlaying());
}

void TransportBar::jumpForward()
{
    if (m_controller.isPlaying())
        shift(5);
    else
        m_controller.setPlaying(true);
}

void TransportBar::shift(double seconds)
{
    m_controller.seek(m_controller.now() + fromSeconds(seconds));
}

void TransportBar::goToEvent(int direction)
{
    const auto& log = m_controller.state().log;
    if (direction < 0) {
        for (auto entry = log.rbegin(); entry != log.rend(); ++entry)
            if (entry->time < m_controller.now())
                return m_controller.seek(entry->time);
        return;
    }
    goToNextWindow();
}

/// Where its start is not known yet it is reckoned. Under wall time a window begins a moment later than that: at such a
/// border it is the one after it that is wanted.
void TransportBar::goToNextWindow()
{
    for (const Landmarks::Stretch& window : m_landmarks.values().windows)
        if (window.start > m_controller.now())
            return m_controller.seek(window.start);
    const auto& windows = m_controller.state().windows;
    // One that something was told of before it began has no length yet.
    const auto window = std::find_if(windows.rbegin(), windows.rend(),
                                     [](const WindowState& known) { return known.length > Nanoseconds{0}; });
    if (window == windows.rend())
        return;
    Nanoseconds next = window->start + window->length;
    while (next <= m_controller.now() + window->length / kLatePart)
        next += window->length;
    m_controller.seek(next);
}

void TransportBar::refresh()
{
    const bool open = m_controller.isOpen();
    const SourceCapabilities can = m_controller.capabilities();
    const bool playing = m_controller.isPlaying();
    const bool running = m_controller.isRunning();
    const bool failed = m_controller.failure().has_value();
    const bool atEnd = playing && m_controller.duration() - m_controller.now() <= kAtEnd;
    for (const CommandId id : m_bound) {
        const bool live = id == CommandId::PlayPause || id == CommandId::StopRun;
        m_registry.action(id)->setEnabled(can.seek ? id != CommandId::StopRun : running && live);
    }
    for (const auto& [id, button] : m_buttons)
        button->setVisible(id == CommandId::PlayPause || (id == CommandId::StopRun ? can.live : can.seek));
    m_speed->setVisible(can.seek);
    if (can.seek)
        for (int i = 0; i < m_speed->count(); ++i)
            if (qFuzzyCompare(m_speed->itemData(i).toDouble(), m_controller.speed()))
                m_speed->setCurrentIndex(i);
    m_time->setText(
        open ? format::clock(m_controller.now())
                + (can.seek ? QStringLiteral(" / ") + format::clock(m_controller.duration(), false) : QString())
             : QString());
    m_mode->setText(!open               ? QString()
                        : can.simulated ? tr("Simulated")
                        : can.growing   ? (atEnd ? tr("● Following") : tr("Being written"))
                        : can.seek      ? tr("Replay")
                        : running       ? (playing ? tr("● Live") : tr("Paused"))
                        : failed        ? tr("Failed")
                                        : tr("Finished"));
    const Theme& theme = themeFor(palette());
    m_mode->setStyleSheet(
        QStringLiteral("font-weight: bold; padding: 0 6px; color: %1")
            .arg(((running && playing) || (can.growing && atEnd) || (failed && !can.seek) ? theme.error
                                                                                          : theme.mutedText)
                     .name()));
    m_mode->setToolTip(can.growing ? tr("The session is being written by another run, which is only looked at here.")
                                   : QString());
    if (m_shownPlaying != playing)
        restyle();
}

void TransportBar::restyle()
{
    m_shownPlaying = m_controller.isPlaying();
    const auto set = [&](CommandId id, const char* name) {
        m_registry.action(id)->setIcon(icon(QString::fromLatin1(name), palette()));
    };
    set(CommandId::ToStart, "start-of-session");
    set(CommandId::JumpBack, "step-back");
    set(CommandId::PlayPause, m_shownPlaying ? "pause" : "play");
    set(CommandId::JumpForward, "step-forward");
    set(CommandId::ToEnd, "end-of-session");
    set(CommandId::StopRun, "stop");
}

void TransportBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace jackdaw::widgets
