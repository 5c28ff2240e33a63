// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_view.h"

#include "widgets/theme/format.h"
#include "widgets/timeline/timeline_painter.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr int kLabelWidth = 178;
constexpr int kOverviewHeight = 34;
constexpr int kLowestRow = 15;
constexpr int kHighestRow = 26;
constexpr int kRenderMilliseconds = 250;

} // namespace

TimelineView::TimelineView(SessionController& controller, Selection& selection, QWidget* parent) :
    QAbstractScrollArea(parent), m_controller(controller), m_selection(selection),
    m_throttle(kRenderMilliseconds, [this] { invalidate(); })
{
    setObjectName(QStringLiteral("timelineView"));
    setAccessibleName(tr("Allocation timeline"));
    setToolTip(tr(
        "<p>Each row is a camera's jobs of one kind; its height is a share of the device. “Full row” says what share a "
        "full row is, for inference, retraining, and labelling with profiling.</p><p>Light: granted by the broker; "
        "full "
        "colour: used; line: requested by the plan. Granted but unused time goes to other jobs.</p><p>Idle: how long "
        "the "
        "device had nothing to do in a window, drawn at the window's end; the line below says why.</p><p>Ctrl+wheel or "
        "W "
        "and S "
        "zoom, A and D pan, F shows all.</p>"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    verticalScrollBar()->setSingleStep(kLowestRow);
    connect(&m_controller, &SessionController::changed, this, &TimelineView::refresh);
    connect(&m_controller, &SessionController::reset, this, &TimelineView::invalidate);
    connect(&m_selection, &Selection::cameraChanged, this, &TimelineView::invalidate);
    connect(&m_selection, &Selection::hoverTimeChanged, viewport(), qOverload<>(&QWidget::update));
}

TimeRange TimelineView::whole() const
{
    Nanoseconds end = std::max(m_controller.state().time, fromSeconds(10));
    if (m_controller.capabilities().seek)
        end = std::max(end, m_controller.duration());
    return {Nanoseconds{0}, end};
}

TimelineCoordinates TimelineView::coordinates() const
{
    return {m_showsAll ? whole() : m_range, static_cast<double>(kLabelWidth),
            static_cast<double>(viewport()->width() - 8)};
}

TimelineCoordinates TimelineView::overviewCoordinates() const
{
    return {whole(), static_cast<double>(kLabelWidth), static_cast<double>(viewport()->width() - 8)};
}

QRect TimelineView::overviewRect() const
{
    return {kLabelWidth, 4, viewport()->width() - kLabelWidth - 8, kOverviewHeight};
}

QRect TimelineView::rulerRect() const
{
    return {kLabelWidth, overviewRect().bottom() + 3, viewport()->width() - kLabelWidth - 8,
            2 * fontMetrics().height() + 4};
}

QRect TimelineView::rowsRect() const
{
    const int top = rulerRect().bottom() + 1;
    return {0, top, viewport()->width(), std::max(0, viewport()->height() - top)};
}

QRect TimelineView::rowRect(int row) const
{
    const QRect rows = rowsRect();
    return {kLabelWidth, rows.top() + row * m_rowHeight - verticalScrollBar()->value(), rows.width() - kLabelWidth - 8,
            m_rowHeight};
}

int TimelineView::rowAt(int y) const
{
    if (!rowsRect().contains(QPoint(1, y)))
        return -1;
    const int row = (y - rowsRect().top() + verticalScrollBar()->value()) / m_rowHeight;
    return row < static_cast<int>(m_rows.size()) ? row : -1;
}

void TimelineView::showAll()
{
    m_showsAll = true;
    invalidate();
}

void TimelineView::setRange(TimeRange range)
{
    m_showsAll = range == whole();
    m_range = range;
    invalidate();
}

void TimelineView::zoom(double factor)
{
    const TimelineCoordinates now = coordinates();
    const Nanoseconds middle = m_selection.hoverTime().value_or(now.range.start + now.range.length() / 2);
    setRange(zoomed(now.range, factor, std::clamp(middle, now.range.start, now.range.end), whole()));
}

void TimelineView::pan(double part)
{
    const TimeRange shown = coordinates().range;
    setRange(panned(shown, fromSeconds(toSeconds(shown.length()) * part), whole()));
}

void TimelineView::refresh()
{
    const Revisions& revisions = m_controller.state().revisions;
    if (isVisible() && m_seenRevision != revisions.timeline + revisions.windows)
        m_throttle.request();
}

void TimelineView::invalidate()
{
    m_stale = true;
    rebuildRows();
    viewport()->update();
}

void TimelineView::rebuildRows()
{
    const SessionState& state = m_controller.state();
    m_seenRevision = state.revisions.timeline + state.revisions.windows;
    m_rows = timelineRows(state);
    for (const RowKind kind : {RowKind::Inference, RowKind::Retraining, RowKind::Preparation})
        m_scales[static_cast<std::size_t>(kind)] = rowScale(state, kind);
    m_rowHeight = m_rows.empty()
        ? kHighestRow
        : std::clamp(rowsRect().height() / static_cast<int>(m_rows.size()), kLowestRow, kHighestRow);
    const int height = static_cast<int>(m_rows.size()) * m_rowHeight;
    verticalScrollBar()->setPageStep(rowsRect().height());
    verticalScrollBar()->setRange(0, std::max(0, height - rowsRect().height()));
}

void TimelineView::render()
{
    const Theme& theme = themeFor(palette());
    m_rendered = QPixmap(viewport()->size() * devicePixelRatioF());
    m_rendered.setDevicePixelRatio(devicePixelRatioF());
    m_rendered.fill(theme.panel);
    QPainter painter(&m_rendered);
    painter.setFont(font());
    renderRows(painter);
    painter.fillRect(QRect(0, 0, viewport()->width(), rowsRect().top()), theme.panel);
    const int devices =
        m_controller.state().session ? static_cast<int>(m_controller.state().session->devices.size()) : 1;
    paintStack(painter, overviewRect(), m_controller.state(), overviewCoordinates(), theme, devices);
    paintWindowRules(painter, overviewRect(), m_controller.state(), overviewCoordinates(), theme);
    paintRuler(painter, rulerRect(), m_controller.state(), coordinates(), theme);
    painter.setPen(theme.mutedText);
    painter.drawText(QRect(5, overviewRect().top(), kLabelWidth - 12, kOverviewHeight),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("all jobs, whole session"));
    painter.drawText(QRect(5, rulerRect().top(), kLabelWidth - 12, rulerRect().height()),
                     Qt::AlignLeft | Qt::AlignBottom,
                     tr("full row: %1 / %2 / %3").arg(m_scales[0]).arg(m_scales[1]).arg(m_scales[2]));
    m_stale = false;
}

void TimelineView::renderRow(QPainter& painter, int index)
{
    const Theme& theme = themeFor(palette());
    const SessionState& state = m_controller.state();
    const QRect row = rowRect(index);
    const TimelineRow& content = m_rows[static_cast<std::size_t>(index)];
    const TimelineRow* before = index > 0 ? &m_rows[static_cast<std::size_t>(index) - 1] : nullptr;
    const bool first = !before || before->camera != content.camera || before->device != content.device;
    const bool selected = content.camera && m_selection.camera() == content.camera;
    if (selected)
        painter.fillRect(row, mixed(theme.panel, theme.accent, 0.07));
    paintRowLabel(painter, QRect(0, row.top(), kLabelWidth, row.height()), state, content, theme, selected, first);
    if (content.camera)
        paintRow(painter, row, state, content, coordinates(),
                 {theme, m_scales[static_cast<std::size_t>(content.kind)]});
    else
        paintIdleRow(painter, row, state, content.device, coordinates(), theme);
    if (first && before)
        painter.fillRect(0, row.top(), viewport()->width(), 1, theme.outline);
}

void TimelineView::renderRows(QPainter& painter)
{
    const Theme& theme = themeFor(palette());
    const SessionState& state = m_controller.state();
    for (int i = 0; i < static_cast<int>(m_rows.size()); ++i)
        if (const QRect row = rowRect(i); row.bottom() >= rowsRect().top() && row.top() <= viewport()->height())
            renderRow(painter, i);
    const int bottom = m_rows.empty() ? rowsRect().top() : rowRect(static_cast<int>(m_rows.size()) - 1).bottom();
    paintWindowRules(painter, QRect(kLabelWidth, rowsRect().top(), 1, std::max(0, bottom - rowsRect().top())), state,
                     coordinates(), theme);
    if (m_rows.empty()) {
        painter.setPen(theme.mutedText);
        painter.drawText(rowsRect(), Qt::AlignCenter,
                         tr("No job has run yet. Jobs appear with the first retraining window."));
    }
}

void TimelineView::paintEvent(QPaintEvent*)
{
    QElapsedTimer timer;
    timer.start();
    if (m_stale || m_rendered.size() != viewport()->size() * devicePixelRatioF())
        render();
    QPainter painter(viewport());
    painter.drawPixmap(0, 0, m_rendered);
    paintOverviewFrame(painter);
    const Theme& theme = themeFor(palette());
    const TimelineCoordinates shown = coordinates();
    const auto line = [&](Nanoseconds time, const QPen& pen) {
        if (time < shown.range.start || time > shown.range.end)
            return;
        const int x = static_cast<int>(shown.xOf(time));
        painter.setPen(pen);
        painter.drawLine(x, rulerRect().bottom() - 3, x, viewport()->height());
    };
    if (m_controller.capabilities().seek)
        line(m_controller.now(), QPen(theme.cursor, 1));
    if (m_selection.hoverTime())
        line(*m_selection.hoverTime(), QPen(theme.mutedText, 1, Qt::DashLine));
    m_paintMilliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void TimelineView::paintOverviewFrame(QPainter& painter)
{
    const Theme& theme = themeFor(palette());
    const TimelineCoordinates overview = overviewCoordinates();
    if (m_controller.capabilities().seek) {
        const int x = static_cast<int>(overview.xOf(m_controller.now()));
        painter.fillRect(x, overviewRect().top(), 1, overviewRect().height(), theme.cursor);
    }
    if (m_showsAll)
        return;
    const int left = static_cast<int>(overview.xOf(m_range.start));
    const int right = static_cast<int>(overview.xOf(m_range.end));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRect(QRect(left, overviewRect().top(), std::max(3, right - left), overviewRect().height() - 1));
}

void TimelineView::resizeEvent(QResizeEvent*)
{
    invalidate();
}

void TimelineView::scrollContentsBy(int, int)
{
    m_stale = true;
    viewport()->update();
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const int turned = event->angleDelta().y();
    if (event->modifiers() & Qt::ControlModifier || rulerRect().contains(event->position().toPoint())
        || overviewRect().contains(event->position().toPoint())) {
        const Nanoseconds anchor = coordinates().timeAt(event->position().x());
        setRange(zoomed(coordinates().range, std::pow(0.8, turned / 120.0), anchor, whole()));
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    if (m_dragFrom) {
        dragOverview(place);
        return;
    }
    const bool onTime = place.x() >= kLabelWidth && place.x() <= viewport()->width() - 8;
    const TimelineCoordinates under = overviewRect().contains(place) ? overviewCoordinates() : coordinates();
    m_selection.setHoverTime(onTime ? std::optional(under.timeAt(place.x())) : std::nullopt);
    Q_EMIT readOutChanged(readOutAt(place));
}

void TimelineView::dragOverview(const QPoint& place)
{
    const TimelineCoordinates overview = overviewCoordinates();
    setRange(panned(m_dragRange, overview.timeAt(place.x()) - overview.timeAt(m_dragFrom->x()), whole()));
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    if (overviewRect().contains(place) && !m_showsAll) {
        m_dragFrom = place;
        m_dragRange = m_range;
        return;
    }
    if (overviewRect().contains(place))
        Q_EMIT seekRequested(overviewCoordinates().timeAt(place.x()));
    else if (rulerRect().contains(place))
        Q_EMIT seekRequested(coordinates().timeAt(place.x()));
    else if (const int row = rowAt(place.y()); row >= 0 && m_rows[static_cast<std::size_t>(row)].camera)
        m_selection.setCamera(m_rows[static_cast<std::size_t>(row)].camera);
}

void TimelineView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragFrom.reset();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (rowsRect().contains(event->position().toPoint()) && event->position().x() >= kLabelWidth)
        Q_EMIT seekRequested(coordinates().timeAt(event->position().x()));
}

void TimelineView::leaveEvent(QEvent* event)
{
    QAbstractScrollArea::leaveEvent(event);
    m_selection.setHoverTime(std::nullopt);
    Q_EMIT readOutChanged({});
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_W: zoom(0.7); break;
    case Qt::Key_S: zoom(1.0 / 0.7); break;
    case Qt::Key_A: pan(-0.2); break;
    case Qt::Key_D: pan(0.2); break;
    case Qt::Key_F: showAll(); break;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        invalidate();
}

void TimelineView::showEvent(QShowEvent* event)
{
    QAbstractScrollArea::showEvent(event);
    invalidate();
}

} // namespace jackdaw::widgets
