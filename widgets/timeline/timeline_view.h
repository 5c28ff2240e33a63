// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/live/selection.h"
#include "widgets/live/session_controller.h"
#include "widgets/live/throttle.h"
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
    TimelineView(SessionController& controller, Selection& selection, QWidget* parent = nullptr);

    TimeRange range() const { return m_range; }
    /// Shows the whole session, and goes on showing it while it grows.
    void showAll();
    void zoom(double factor);
    void pan(double part);
    /// What stands at a place of the view, in words; empty where there is nothing.
    QString readOutAt(const QPoint& place) const;
    double paintMilliseconds() const { return m_paintMilliseconds; }

    QSize sizeHint() const override { return {900, 260}; }

Q_SIGNALS:
    void readOutChanged(const QString& text);
    void seekRequested(jackdaw::Nanoseconds instant);

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
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    TimeRange whole() const;
    TimelineCoordinates coordinates() const;
    TimelineCoordinates overviewCoordinates() const;
    QRect overviewRect() const;
    QRect rulerRect() const;
    QRect rowsRect() const;
    QRect rowRect(int row) const;
    int rowAt(int y) const;
    void setRange(TimeRange range);
    void refresh();
    void invalidate();
    void rebuildRows();
    void render();
    void renderRows(QPainter& painter);
    void renderRow(QPainter& painter, int row);
    void paintOverviewFrame(QPainter& painter);
    void dragOverview(const QPoint& place);

    SessionController& m_controller;
    Selection& m_selection;
    std::vector<TimelineRow> m_rows;
    std::array<double, kJobRowKinds> m_scales{1.0, 1.0, 1.0}; ///< share of a full row, by RowKind
    int m_rowHeight = 20;
    TimeRange m_range;
    bool m_showsAll = true;
    QPixmap m_rendered; ///< all but the cursor
    bool m_stale = true;
    std::uint64_t m_seenRevision = ~0ULL;
    Throttle m_throttle;
    double m_paintMilliseconds = 0.0;
    std::optional<QPoint> m_dragFrom;
    TimeRange m_dragRange;
};

} // namespace jackdaw::widgets
