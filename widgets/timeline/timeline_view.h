// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/session/throttle.h"
#include "widgets/timeline/timeline_coordinates.h"
#include "widgets/timeline/timeline_rows.h"

#include <QAbstractScrollArea>
#include <QPixmap>

#include <array>

namespace jackdaw::widgets {

/// Who had which share of the device when, and was it used: an overview of the whole session, and a row per job.
class TimelineView : public QAbstractScrollArea {
    Q_OBJECT

public:
    TimelineView(SessionView& session, QWidget* parent = nullptr);

    /// What stands at a place of the view, in words; empty where there is nothing.
    QString readOutAt(const QPoint& place) const;
    /// Rows of other devices are left out; none shows all.
    void showDevice(std::optional<DeviceId> device);
    double paintMilliseconds() const { return m_paintMilliseconds; }

    QSize sizeHint() const override { return {900, 260}; }

Q_SIGNALS:
    void readOutChanged(const QString& text);
    void seekRequested(jackdaw::Nanoseconds instant);
    /// An area of rows was marked with the mouse: lanes of the state, and the stretch of time.
    void areaMarked(const std::vector<std::size_t>& lanes, jackdaw::widgets::TimeRange range);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    TimelineCoordinates coordinates() const;
    TimelineCoordinates overviewCoordinates() const;
    QRect overviewRect() const;
    QRect rulerRect() const;
    QRect rowsRect() const;
    QRect rowRect(int row) const;
    int rowAt(int y) const;
    void refresh();
    void invalidate();
    void rebuildRows();
    double scaleOf(RowKind kind) const;
    QString scaleText() const;
    void render();
    void renderRows(QPainter& painter);
    void renderRow(QPainter& painter, int row);
    void paintOverviewFrame(QPainter& painter);
    void paintMarkedArea(QPainter& painter);
    void dragOverview(const QPoint& place);
    void endMarking(const QPoint& place);
    std::vector<ShareSample> shares(const Lane& lane, TimeRange range) const;

    SessionView& m_session;
    SessionController& m_controller;
    Selection& m_selection;
    SessionClock& m_clock;
    std::optional<DeviceId> m_device;
    std::vector<TimelineRow> m_rows;
    std::array<double, kJobRowKinds> m_scales{1.0, 1.0, 1.0}; ///< share of a full row, by RowKind
    double m_foldedScale = 1.0; ///< of a row with all jobs of a camera
    bool m_isFolded = false; ///< there is no room for a row of each kind
    int m_rowHeight = 20;
    QPixmap m_rendered; ///< all but the cursor
    bool m_stale = true;
    std::uint64_t m_seenRevision = ~0ULL;
    Throttle m_throttle;
    double m_paintMilliseconds = 0.0;
    std::optional<QPoint> m_dragFrom;
    std::optional<QRect> m_marked; ///< while the mouse marks an area
    TimeRange m_dragRange;
};

} // namespace jackdaw::widgets
