// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transport/scrub_bar.h"

#include "widgets/theme/format.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace jackdaw::widgets {

ScrubBar::ScrubBar(SessionView& session, QWidget* parent) :
    QWidget(parent), m_controller(session.controller()), m_clock(session.clock())
{
    setObjectName(QStringLiteral("scrubBar"));
    setAccessibleName(tr("Position in the session"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_controller, &SessionController::transportChanged, this, qOverload<>(&QWidget::update));
    connect(&m_controller, &SessionController::reset, this, qOverload<>(&QWidget::update));
    connect(&m_clock, &SessionClock::pointedChanged, this, qOverload<>(&QWidget::update));
    connect(&m_clock, &SessionClock::referenceChanged, this, qOverload<>(&QWidget::update));
}

QRect ScrubBar::bar() const
{
    return rect().adjusted(8, 4, -8, -4);
}

Nanoseconds ScrubBar::length() const
{
    Nanoseconds planned{0};
    const SessionState& state = m_controller.state();
    // A live run's planned length: counted windows, and the one that trains the first students.
    if (state.session && !m_controller.capabilities().seek)
        planned = state.session->windowLength * (state.session->windows + 1);
    return std::max({m_controller.duration(), planned, Nanoseconds{1'000'000'000}});
}

int ScrubBar::xOf(Nanoseconds time) const
{
    return bar().left() + static_cast<int>(toSeconds(time) / toSeconds(length()) * bar().width());
}

Nanoseconds ScrubBar::timeAt(int x) const
{
    const double part = std::clamp(static_cast<double>(x - bar().left()) / std::max(1, bar().width()), 0.0, 1.0);
    return fromSeconds(part * toSeconds(length()));
}

void ScrubBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(this);
    const QRect whole = bar();
    painter.fillRect(whole, theme.tile);
    if (!m_controller.isOpen())
        return;
    const int now = xOf(m_controller.now());
    painter.fillRect(QRect(whole.left(), whole.top(), now - whole.left(), whole.height()),
                     mixed(theme.tile, theme.accent, 0.28));
    paintWindows(painter);
    paintSwaps(painter);
    painter.setPen(theme.outline);
    painter.drawRect(whole.adjusted(0, 0, -1, -1));
    const auto line = [&](std::optional<Nanoseconds> time, const QPen& pen) {
        if (!time)
            return;
        painter.setPen(pen);
        painter.drawLine(xOf(*time), whole.top(), xOf(*time), whole.bottom());
    };
    line(m_clock.pointed(), QPen(theme.mutedText, 1, Qt::DashLine));
    line(m_clock.reference(), QPen(theme.accent, 1, Qt::DotLine));
    painter.fillRect(QRect(now - 1, whole.top() - 3, 3, whole.height() + 6), theme.cursor);
}

void ScrubBar::paintWindows(QPainter& painter) const
{
    const Theme& theme = themeFor(palette());
    const auto& windows = m_controller.state().windows;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const int left = xOf(windows[i].start);
        const int right =
            i + 1 < windows.size() ? xOf(windows[i + 1].start) : xOf(windows[i].start + windows[i].length);
        painter.fillRect(left, bar().top(), 1, bar().height(), theme.outline);
        paintWindowName(painter, windows[i], left, right);
    }
}

/// The longest of its names that fits.
void ScrubBar::paintWindowName(QPainter& painter, const WindowState& window, int left, int right) const
{
    QStringList names{QStringLiteral("w%1").arg(window.window.value)};
    if (!window.counted)
        names.prepend(tr("first students"));
    for (const QString& name : names)
        if (right - left > fontMetrics().horizontalAdvance(name) + 8) {
            painter.setPen(themeFor(palette()).mutedText);
            painter.drawText(QRect(left + 4, bar().top(), right - left, bar().height()),
                             Qt::AlignLeft | Qt::AlignVCenter, name);
            return;
        }
}

void ScrubBar::paintSwaps(QPainter& painter) const
{
    const Theme& theme = themeFor(palette());
    for (const CameraState& camera : m_controller.state().cameras)
        for (const SwapMark& swap : camera.swaps)
            painter.fillRect(xOf(swap.time) - 1, swap.accepted ? bar().bottom() - 6 : bar().bottom() - 3, 2,
                             swap.accepted ? 6 : 3, theme.camera(camera.info.camera));
}

void ScrubBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (event->modifiers() & Qt::ShiftModifier)
        m_clock.setReference(timeAt(static_cast<int>(event->position().x())));
    else
        m_controller.seek(timeAt(static_cast<int>(event->position().x())));
}

void ScrubBar::mouseMoveEvent(QMouseEvent* event)
{
    const Nanoseconds time = timeAt(static_cast<int>(event->position().x()));
    m_clock.setPointed(time);
    setToolTip(m_controller.capabilities().seek
                   ? format::clock(time)
                   : tr("A live run cannot be scrubbed; open its session file to replay it."));
    if ((event->buttons() & Qt::LeftButton) && !(event->modifiers() & Qt::ShiftModifier))
        m_controller.seek(time);
}

void ScrubBar::leaveEvent(QEvent*)
{
    m_clock.setPointed(std::nullopt);
}

} // namespace jackdaw::widgets
