// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/picture_view.h"
#include "widgets/setup/places.h"

#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// Lines, zones and ignored regions drawn on a camera's picture, by mouse or by keyboard.
///
/// Mouse: with a tool each click sets a corner, a double click or a click on the first corner closes a region. Without
/// one a place is picked, its corners and itself are dragged. Keyboard: arrows move the cross or the picked corner,
/// with Shift in small steps; Space sets a corner, Return closes, Page Up and Down pick another corner, Delete removes,
/// Esc gives up what is being drawn.
class PlaceEditor : public PictureView {
    Q_OBJECT

public:
    explicit PlaceEditor(QWidget* parent = nullptr);

    void setPlaces(const std::vector<Place>& places);
    const std::vector<Place>& places() const { return m_places; }
    /// Regions of the camera's mask: they are shown, and changed in the mask's own file alone.
    void setMasked(const std::vector<IgnoredRegion>& regions);
    /// What the next corners make; none: places are picked and moved.
    void setTool(std::optional<PlaceKind> tool);
    std::optional<PlaceKind> tool() const { return m_tool; }
    void pick(std::optional<std::size_t> place);
    std::optional<std::size_t> picked() const { return m_picked; }
    void removePicked();
    /// What can be done at this moment, in a sentence.
    QString hint() const;

Q_SIGNALS:
    /// The user changed places.
    void edited(const std::vector<jackdaw::widgets::Place>& places);
    void pickedChanged();
    /// Tool, or how far a drawing is.
    void toolChanged();

protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintOver(QPainter& painter, const QRectF& picture) override;

private:
    PicturePoint pointAt(const QPointF& position) const;
    QPointF positionOf(const PicturePoint& point) const;
    double reach() const;
    void setCorner(const PicturePoint& point);
    void close();
    void giveUp();
    void moveBy(double dx, double dy);
    void pickCorner(int step);
    void tell();
    void describe();
    void paintPlace(QPainter& painter, const Place& place, bool isPicked) const;
    void paintDrawing(QPainter& painter) const;

    std::vector<Place> m_places;
    std::vector<Place> m_masked;
    std::optional<PlaceKind> m_tool;
    std::vector<PicturePoint> m_open; ///< corners of what is being drawn
    PicturePoint m_cross{0.5, 0.5}; ///< where the next corner would be
    std::optional<std::size_t> m_picked;
    std::optional<std::size_t> m_corner; ///< of the picked one
    PicturePoint m_grabbed; ///< where the mouse was when it moved last
    bool m_isDragging = false;
    bool m_isMoved = false;
};

} // namespace jackdaw::widgets
