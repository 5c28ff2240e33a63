// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_view.h"

#include "widgets/theme/format.h"
#include "widgets/timeline/timeline_painter.h"

#include <QElapsedTimer>
#include <QEvent>
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
/// Of so many cameras each has its rows, even if one has to scroll.
constexpr std::size_t kUnfoldedCameras = 4;

} // namespace

TimelineView::TimelineView(SessionView& session, QWidget* parent) :
    QAbstractScrollArea(parent), m_session(session), m_controller(session.controller()),
    m_selection(session.selection()), m_clock(session.clock()),
    m_throttle(kRenderMilliseconds, [this] { invalidate(); })
{
    setObjectName(QStringLiteral("timelineView"));
    setAccessibleName(tr("Allocation timeline"));
    setToolTip(tr(
        "<p>Each row is a camera's jobs of one kind; its height is a share of the device. “Full row” says what share a "
        "full row is, for inference, retraining, and labelling with profiling.</p><p>Light: granted by the broker; "
        "full colour: used; line: requested by the plan. Granted but unused time goes to other jobs. Where many "
        "cameras have little room, all jobs of one are on top of each other in one row.</p><p>Idle: how long the "
        "device had nothing to do in a window, drawn at the window's end; the line below says why.</p><p>A double "
        "click on a name pins the camera: its rows stay on top, one for each kind of job. Ctrl+wheel or W and S zoom, "
        "A and D pan, F shows all; Shift-click sets a reference.</p>"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    verticalScrollBar()->setSingleStep(kLowestRow);
    connect(&m_controller, &SessionController::changed, this, &TimelineView::refresh);
    connect(&m_controller, &SessionController::reset, this, &TimelineView::invalidate);
    for (auto signal : {&Selection::cameraChanged, &Selection::pinsChanged})
        connect(&m_selection, signal, this, &TimelineView::invalidate);
    connect(&m_clock, &SessionClock::rangeChanged, this, &TimelineView::invalidate);
    for (auto signal : {&SessionClock::pointedChanged, &SessionClock::referenceChanged})
        connect(&m_clock, signal, viewport(), qOverload<>(&QWidget::update));
}

TimelineCoordinates TimelineView::coordinates() const
{
    return {m_clock.range(), static_cast<double>(kLabelWidth), static_cast<double>(viewport()->width() - 8)};
}

TimelineCoordinates TimelineView::overviewCoordinates() const
{
    return {m_clock.whole(), static_cast<double>(kLabelWidth), static_cast<double>(viewport()->width() - 8)};
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

void TimelineView::showDevice(std::optional<DeviceId> device)
{
    m_device = device;
    invalidate();
}

std::vector<ShareSample> TimelineView::shares(const Lane& lane, TimeRange range) const
{
    return m_session.deviceRecords().shares(lane, range, m_controller.state().time);
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
    if (m_device)
        std::erase_if(m_rows, [this](const TimelineRow& row) { return row.device != *m_device; });
    m_isFolded =
        state.cameras.size() > kUnfoldedCameras && static_cast<int>(m_rows.size()) * kLowestRow > rowsRect().height();
    if (m_isFolded)
        m_rows = foldedRows(m_rows, m_selection.pins());
    movePinsUp(m_rows, m_selection.pins());
    m_foldedScale = rowScale(state, RowKind::All);
    for (const RowKind kind : {RowKind::Inference, RowKind::Retraining, RowKind::Preparation})
        m_scales[static_cast<std::size_t>(kind)] = rowScale(state, kind);
    m_rowHeight = m_rows.empty()
        ? kHighestRow
        : std::clamp(rowsRect().height() / static_cast<int>(m_rows.size()), kLowestRow, kHighestRow);
    const int height = static_cast<int>(m_rows.size()) * m_rowHeight;
    verticalScrollBar()->setPageStep(rowsRect().height());
    verticalScrollBar()->setRange(0, std::max(0, height - rowsRect().height()));
}

double TimelineView::scaleOf(RowKind kind) const
{
    return kind == RowKind::All ? m_foldedScale : m_scales[static_cast<std::size_t>(kind)];
}

QString TimelineView::scaleText() const
{
    const QString each = tr("%1 / %2 / %3").arg(m_scales[0]).arg(m_scales[1]).arg(m_scales[2]);
    if (!m_isFolded)
        return tr("full row: %1").arg(each);
    return m_selection.pins().empty() ? tr("full row: %1").arg(m_foldedScale)
                                      : tr("full row: %1, pinned %2").arg(m_foldedScale).arg(each);
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
                     fontMetrics().elidedText(scaleText(), Qt::ElideRight, kLabelWidth - 12));
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
    const bool pinned = content.camera && m_selection.pins().contains(*content.camera);
    paintRowLabel(painter, QRect(0, row.top(), kLabelWidth, row.height()), state, content, theme,
                  {selected, first, pinned});
    if (content.camera)
        paintRow(painter, row, state, content, coordinates(),
                 {theme, scaleOf(content.kind), [this](const Lane& lane) { return shares(lane, m_clock.range()); }});
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
    if (m_clock.pointed())
        line(*m_clock.pointed(), QPen(theme.mutedText, 1, Qt::DashLine));
    if (m_clock.reference())
        line(*m_clock.reference(), QPen(theme.accent, 1, Qt::DotLine));
    paintMarkedArea(painter);
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
    if (m_clock.followsAll())
        return;
    const TimeRange shown = m_clock.range();
    const int left = static_cast<int>(overview.xOf(shown.start));
    const int right = static_cast<int>(overview.xOf(shown.end));
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
        m_clock.setRange(zoomed(m_clock.range(), std::pow(0.8, turned / 120.0), anchor, m_clock.whole()));
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
    if (m_marked)
        m_marked->setBottomRight(place);
    const bool onTime = place.x() >= kLabelWidth && place.x() <= viewport()->width() - 8;
    const TimelineCoordinates under = overviewRect().contains(place) ? overviewCoordinates() : coordinates();
    m_clock.setPointed(onTime ? std::optional(under.timeAt(place.x())) : std::nullopt);
    Q_EMIT readOutChanged(readOutAt(place));
}

void TimelineView::dragOverview(const QPoint& place)
{
    const TimelineCoordinates overview = overviewCoordinates();
    m_clock.setRange(
        panned(m_dragRange, overview.timeAt(place.x()) - overview.timeAt(m_dragFrom->x()), m_clock.whole()));
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    if (event->modifiers() & Qt::ShiftModifier && place.x() >= kLabelWidth) {
        const bool above = overviewRect().contains(place);
        m_clock.setReference((above ? overviewCoordinates() : coordinates()).timeAt(place.x()));
        return;
    }
    if (overviewRect().contains(place) && !m_clock.followsAll()) {
        m_dragFrom = place;
        m_dragRange = m_clock.range();
        return;
    }
    if (overviewRect().contains(place))
        Q_EMIT seekRequested(overviewCoordinates().timeAt(place.x()));
    else if (rulerRect().contains(place))
        Q_EMIT seekRequested(coordinates().timeAt(place.x()));
    else if (const int row = rowAt(place.y()); row >= 0) {
        if (m_rows[static_cast<std::size_t>(row)].camera)
            m_selection.setCamera(m_rows[static_cast<std::size_t>(row)].camera);
        if (place.x() >= kLabelWidth)
            m_marked = QRect(place, place);
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragFrom.reset();
    if (m_marked)
        endMarking(event->position().toPoint());
}

/// A click marks the row at an instant, a drag all rows and the time that it went over.
void TimelineView::endMarking(const QPoint& place)
{
    const QRect area = QRect(m_marked->topLeft(), place).normalized();
    m_marked.reset();
    std::vector<std::size_t> lanes;
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        if (rowRect(row).top() <= area.bottom() && rowRect(row).bottom() >= area.top())
            lanes.insert(lanes.end(), m_rows[static_cast<std::size_t>(row)].lanes.begin(),
                         m_rows[static_cast<std::size_t>(row)].lanes.end());
    const TimelineCoordinates shown = coordinates();
    Q_EMIT areaMarked(lanes, {shown.timeAt(area.left()), shown.timeAt(area.right())});
    viewport()->update();
}

void TimelineView::paintMarkedArea(QPainter& painter)
{
    if (!m_marked)
        return;
    const Theme& theme = themeFor(palette());
    QColor fill = theme.accent;
    fill.setAlpha(40);
    painter.fillRect(m_marked->normalized(), fill);
    painter.setPen(theme.accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(m_marked->normalized());
}

/// On a name it pins the camera.
void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().toPoint().y());
    if (row >= 0 && event->position().x() < kLabelWidth && m_rows[static_cast<std::size_t>(row)].camera)
        m_selection.togglePin(*m_rows[static_cast<std::size_t>(row)].camera);
    if (rowsRect().contains(event->position().toPoint()) && event->position().x() >= kLabelWidth)
        Q_EMIT seekRequested(coordinates().timeAt(event->position().x()));
}

void TimelineView::leaveEvent(QEvent* event)
{
    QAbstractScrollArea::leaveEvent(event);
    m_clock.setPointed(std::nullopt);
    Q_EMIT readOutChanged({});
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
