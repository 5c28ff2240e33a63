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
    QWidget(parent), m_controller(session.controller()), m_clock(session.clock()), m_landmarks(session.landmarks()),
    m_loop(session.loop()), m_selection(session.selection())
{
    setObjectName(QStringLiteral("scrubBar"));
    setAccessibleName(tr("Position in the session"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_controller, &SessionController::transportChanged, this, qOverload<>(&QWidget::update));
    connect(&m_controller, &SessionController::reset, this, qOverload<>(&QWidget::update));
    connect(&m_landmarks, &Landmarks::changed, this, qOverload<>(&QWidget::update));
    connect(&m_loop, &PlaybackLoop::changed, this, qOverload<>(&QWidget::update));
    connect(&m_selection, &Selection::cameraChanged, this, qOverload<>(&QWidget::update));
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
    paintGaps(painter);
    paintWindows(painter);
    paintSwaps(painter);
    paintLoop(painter);
    paintMarks(painter);
    painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(theme.outline, 1));
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

/// Those of the whole session as far as it was read, and what was seen after these: a session may still be written.
std::vector<Landmarks::Stretch> ScrubBar::windows() const
{
    std::vector<Landmarks::Stretch> windows = m_landmarks.values().windows;
    const auto known = windows.empty() ? std::nullopt : std::optional(windows.back().start);
    for (const WindowState& window : m_controller.state().windows)
        if (!known || window.start > *known)
            windows.push_back({window.start,
                               window.start + window.length,
                               window.counted ? QStringLiteral("w%1").arg(window.window.value) : tr("first students"),
                               {}});
    return windows;
}

void ScrubBar::paintWindows(QPainter& painter) const
{
    const Theme& theme = themeFor(palette());
    const auto windows = this->windows();
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const int left = xOf(windows[i].start);
        const int right = i + 1 < windows.size() ? xOf(windows[i + 1].start) : xOf(windows[i].end);
        painter.fillRect(left, bar().top(), 1, bar().height(), theme.outline);
        QStringList names{windows[i].name};
        if (i == 0)
            names << QStringLiteral("w0");
        paintWindowName(painter, names, left, right);
    }
}

/// The longest of its names that fits.
void ScrubBar::paintWindowName(QPainter& painter, const QStringList& names, int left, int right) const
{
    for (const QString& name : names)
        if (right - left > fontMetrics().horizontalAdvance(name) + 8) {
            painter.setPen(themeFor(palette()).mutedText);
            painter.drawText(QRect(left + 4, bar().top(), right - left, bar().height()),
                             Qt::AlignLeft | Qt::AlignVCenter, name);
            return;
        }
}

void ScrubBar::paintGaps(QPainter& painter) const
{
    const Theme& theme = themeFor(palette());
    for (const Landmarks::Stretch& gap : m_landmarks.values().gaps) {
        if (m_selection.camera() && gap.camera != m_selection.camera())
            continue;
        const int left = xOf(gap.start);
        const QRect place(left, bar().top(), std::max(2, xOf(gap.end) - left), bar().height());
        painter.fillRect(place, mixed(theme.tile, theme.error, 0.22));
        painter.fillRect(place, QBrush(theme.error, Qt::BDiagPattern));
    }
}

void ScrubBar::paintLoop(QPainter& painter) const
{
    const Theme& theme = themeFor(palette());
    const auto letter = [&](const std::optional<Nanoseconds>& time, const QString& name, bool before) {
        if (!time)
            return;
        const int x = xOf(*time);
        const int width = fontMetrics().horizontalAdvance(name) + 4;
        painter.fillRect(x, bar().top(), 1, bar().height(), theme.accent);
        painter.setPen(theme.text);
        painter.drawText(QRect(before ? x - width : x + 1, bar().top(), width, bar().height()), Qt::AlignCenter, name);
    };
    if (m_loop.isActive())
        painter.fillRect(QRect(xOf(*m_loop.start()), bar().top(), xOf(*m_loop.end()) - xOf(*m_loop.start()), 4),
                         theme.accent);
    letter(m_loop.start(), QStringLiteral("A"), true);
    letter(m_loop.end(), QStringLiteral("B"), false);
}

/// A small flag above the line, which no swap has.
void ScrubBar::paintMarks(QPainter& painter) const
{
    const Theme& theme = themeFor(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Landmarks::Point& mark : m_landmarks.values().marks) {
        const int x = xOf(mark.time);
        const QPoint corners[] = {{x, bar().top() - 4}, {x + 8, bar().top() - 1}, {x, bar().top() + 3}};
        painter.setPen(QPen(theme.text, 1));
        painter.drawLine(x, bar().top() - 4, x, bar().bottom());
        painter.setBrush(theme.warning);
        painter.drawPolygon(corners, 3);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
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
    setToolTip(tipAt(static_cast<int>(event->position().x())));
    if ((event->buttons() & Qt::LeftButton) && !(event->modifiers() & Qt::ShiftModifier))
        m_controller.seek(time);
}

/// The instant, and what is there.
QString ScrubBar::tipAt(int x) const
{
    if (!m_controller.capabilities().seek)
        return tr("A live run cannot be scrubbed; open its session file to replay it.");
    const Nanoseconds time = timeAt(x);
    QStringList lines{format::clock(time)};
    constexpr int kNear = 4;
    for (const Landmarks::Point& mark : m_landmarks.values().marks)
        if (std::abs(xOf(mark.time) - x) <= kNear)
            lines << mark.name;
    for (const Landmarks::Stretch& gap : m_landmarks.values().gaps)
        if (time >= gap.start && time < gap.end && (!m_selection.camera() || gap.camera == m_selection.camera()))
            lines << tr("Camera %1 gave no pictures: %2").arg(format::text(cameraLetter(*gap.camera)), gap.name);
    return format::plainTip(lines.join(QStringLiteral(" · ")));
}

/// Said when it is come to: while playing it would be said all the time.
void ScrubBar::describe()
{
    setAccessibleDescription(
        tr("At %1 of %2").arg(format::clock(m_controller.now()), format::clock(m_controller.duration())));
}

void ScrubBar::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    describe();
    update();
}

void ScrubBar::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ScrubBar::leaveEvent(QEvent*)
{
    m_clock.setPointed(std::nullopt);
}

} // namespace jackdaw::widgets
