// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/place_editor.h"

#include "widgets/theme/format.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr double kStep = 0.02; ///< of the picture, by an arrow key
constexpr double kSmallStep = 0.002;
constexpr double kReach = 9.0; ///< pixels
constexpr double kHandle = 4.0; ///< pixels
const QColor kShadow(0, 0, 0, 160);

QColor colourOf(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::Line: return QColor(0xff, 0xd5, 0x4f);
    case PlaceKind::Zone: return QColor(0x4d, 0xd0, 0xe1);
    case PlaceKind::Ignored: return QColor(0xff, 0x8a, 0x80);
    }
    return {};
}

/// Kinds differ by more than their colours.
Qt::PenStyle styleOf(PlaceKind kind)
{
    return kind == PlaceKind::Zone ? Qt::DashLine : Qt::SolidLine;
}

bool isOurs(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return true;
    default: return false;
    }
}

} // namespace

PlaceEditor::PlaceEditor(QWidget* parent) : PictureView(parent)
{
    setObjectName(QStringLiteral("placeEditor"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Picture of the camera with its places"));
    describe();
}

void PlaceEditor::setMasked(const std::vector<IgnoredRegion>& regions)
{
    m_masked.clear();
    for (const IgnoredRegion& region : regions)
        m_masked.push_back({PlaceKind::Ignored, region.name, region.corners});
    update();
}

void PlaceEditor::setPlaces(const std::vector<Place>& places)
{
    if (places == m_places)
        return;
    m_places = places;
    if (m_picked && *m_picked >= m_places.size())
        pick(std::nullopt);
    if (m_picked && m_corner && *m_corner >= m_places[*m_picked].corners.size())
        m_corner = std::nullopt;
    describe();
    update();
}

void PlaceEditor::setTool(std::optional<PlaceKind> tool)
{
    m_open.clear();
    m_tool = tool;
    setCursor(tool ? Qt::CrossCursor : Qt::ArrowCursor);
    if (tool)
        pick(std::nullopt);
    describe();
    update();
    Q_EMIT toolChanged();
}

void PlaceEditor::pick(std::optional<std::size_t> place)
{
    if (m_picked == place)
        return;
    m_picked = place;
    m_corner = std::nullopt;
    describe();
    update();
    Q_EMIT pickedChanged();
}

void PlaceEditor::removePicked()
{
    if (!m_picked)
        return;
    m_places.erase(m_places.begin() + static_cast<std::ptrdiff_t>(*m_picked));
    pick(std::nullopt);
    tell();
}

QString PlaceEditor::hint() const
{
    if (!m_tool)
        return m_picked
            ? tr("Drag the place or one of its corners. Page Up and Down pick a corner, arrows move, Delete "
                 "removes.")
            : tr("Click a place to change it, or choose what to draw.");
    if (*m_tool == PlaceKind::Line)
        return m_open.empty() ? tr("Click where the line begins (arrows and Space by keyboard).")
                              : tr("Click where it ends. Forward is from its left to its right.");
    return m_open.size() < 3 ? tr("Click the corners one after the other (arrows and Space by keyboard).")
                             : tr("Click the next corner; a double click, Return or the first corner closes it.");
}

void PlaceEditor::describe()
{
    QStringList places;
    for (const Place& place : m_places)
        places << QStringLiteral("%1 %2").arg(placeKindName(place.kind), format::text(place.name));
    setAccessibleDescription(
        (places.isEmpty() ? tr("No places.") : places.join(QStringLiteral(", ")) + QLatin1Char('.')) + QLatin1Char(' ')
        + hint());
}

void PlaceEditor::tell()
{
    describe();
    update();
    Q_EMIT edited(m_places);
}

PicturePoint PlaceEditor::pointAt(const QPointF& position) const
{
    const QRectF area = pictureRect();
    const auto rounded = [](double value) { return std::round(1000.0 * value) / 1000.0; };
    return inPicture({rounded((position.x() - area.left()) / std::max(1.0, area.width())),
                      rounded((position.y() - area.top()) / std::max(1.0, area.height()))});
}

QPointF PlaceEditor::positionOf(const PicturePoint& point) const
{
    const QRectF area = pictureRect();
    return {area.left() + point.x * area.width(), area.top() + point.y * area.height()};
}

double PlaceEditor::reach() const
{
    return kReach / std::max(1.0, pictureRect().width());
}

void PlaceEditor::setCorner(const PicturePoint& point)
{
    const bool isFirst = m_open.size() >= 3 && std::hypot(point.x - m_open[0].x, point.y - m_open[0].y) <= reach();
    if (isFirst) {
        close();
        return;
    }
    if (m_open.empty() || !(m_open.back() == point))
        m_open.push_back(point);
    if (*m_tool == PlaceKind::Line && m_open.size() == 2)
        close();
    describe();
    update();
    Q_EMIT toolChanged();
}

void PlaceEditor::close()
{
    if (!m_tool || m_open.size() < fewestCorners(*m_tool))
        return;
    const PlaceKind kind = *m_tool;
    const auto behind = std::find_if(m_places.begin(), m_places.end(), [&](const Place& place) {
        return static_cast<int>(place.kind) > static_cast<int>(kind);
    });
    const auto made = m_places.insert(behind, {kind, freePlaceName(m_places, kind), std::exchange(m_open, {})});
    const auto index = static_cast<std::size_t>(made - m_places.begin());
    setTool(std::nullopt);
    pick(index);
    tell();
}

void PlaceEditor::giveUp()
{
    if (!m_open.empty()) {
        m_open.clear();
        describe();
        update();
        Q_EMIT toolChanged();
    } else if (m_tool) {
        setTool(std::nullopt);
    } else {
        pick(std::nullopt);
    }
}

void PlaceEditor::moveBy(double dx, double dy)
{
    if (m_tool || !m_picked) {
        m_cross = inPicture({m_cross.x + dx, m_cross.y + dy});
        update();
        return;
    }
    Place& place = m_places[*m_picked];
    if (m_corner)
        place.corners[*m_corner] = inPicture({place.corners[*m_corner].x + dx, place.corners[*m_corner].y + dy});
    else
        movePlace(place, dx, dy);
    tell();
}

void PlaceEditor::pickCorner(int step)
{
    if (!m_picked || m_places[*m_picked].corners.empty())
        return;
    const auto count = static_cast<int>(m_places[*m_picked].corners.size());
    const int before = m_corner ? static_cast<int>(*m_corner) : (step > 0 ? -1 : 0);
    m_corner = static_cast<std::size_t>((before + step + count) % count);
    update();
}

void PlaceEditor::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::RightButton)
        giveUp();
    if (event->button() != Qt::LeftButton)
        return;
    const PicturePoint point = pointAt(event->position());
    if (m_tool) {
        setCorner(point);
        return;
    }
    const auto hit = placeAt(m_places, point, reach());
    pick(hit ? std::optional(hit->place) : std::nullopt);
    m_corner = hit ? hit->corner : std::nullopt;
    m_grabbed = point;
    m_isDragging = hit.has_value();
    m_isMoved = false;
    update();
}

void PlaceEditor::mouseMoveEvent(QMouseEvent* event)
{
    const PicturePoint point = pointAt(event->position());
    if (m_tool) {
        m_cross = point;
        update();
        return;
    }
    if (!m_isDragging || !m_picked || point == m_grabbed)
        return;
    Place& place = m_places[*m_picked];
    if (m_corner)
        place.corners[*m_corner] = point;
    else
        movePlace(place, point.x - m_grabbed.x, point.y - m_grabbed.y);
    m_grabbed = point;
    m_isMoved = true;
    update();
}

void PlaceEditor::mouseReleaseEvent(QMouseEvent*)
{
    if (std::exchange(m_isDragging, false) && std::exchange(m_isMoved, false))
        tell();
}

void PlaceEditor::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (m_tool && event->button() == Qt::LeftButton)
        close();
    else
        mousePressEvent(event);
}

/// Keys that are commands elsewhere.
bool PlaceEditor::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        const bool isPlain = (pressed->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
        const bool givesUp = pressed->key() == Qt::Key_Escape && (m_tool || m_picked);
        if (isPlain && (isOurs(pressed->key()) || givesUp)) {
            event->accept();
            return true;
        }
    }
    return PictureView::event(event);
}

void PlaceEditor::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers() & Qt::ShiftModifier ? kSmallStep : kStep;
    switch (event->key()) {
    case Qt::Key_Left: return moveBy(-step, 0.0);
    case Qt::Key_Right: return moveBy(step, 0.0);
    case Qt::Key_Up: return moveBy(0.0, -step);
    case Qt::Key_Down: return moveBy(0.0, step);
    case Qt::Key_PageUp: return pickCorner(-1);
    case Qt::Key_PageDown: return pickCorner(1);
    case Qt::Key_Escape:
        if (m_tool || m_picked)
            return giveUp();
        return PictureView::keyPressEvent(event); // it may close a dialog
    case Qt::Key_Delete: return removePicked();
    case Qt::Key_Space:
        if (m_tool)
            setCorner(m_cross);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter: return close();
    case Qt::Key_Backspace:
        if (!m_open.empty())
            m_open.pop_back();
        update();
        return;
    default: PictureView::keyPressEvent(event);
    }
}

void PlaceEditor::focusInEvent(QFocusEvent* event)
{
    PictureView::focusInEvent(event);
    update();
}

void PlaceEditor::paintPlace(QPainter& painter, const Place& place, bool isPicked) const
{
    QPolygonF corners;
    for (const PicturePoint& corner : place.corners)
        corners << positionOf(corner);
    const QColor colour = colourOf(place.kind);
    QColor inside = colour;
    inside.setAlpha((place.kind == PlaceKind::Ignored ? 110 : 40) + (isPicked ? 40 : 0));
    painter.setBrush(place.kind == PlaceKind::Line
                         ? QBrush()
                         : QBrush(inside, place.kind == PlaceKind::Ignored ? Qt::BDiagPattern : Qt::SolidPattern));
    const auto draw = [&](const QPen& pen) {
        painter.setPen(pen);
        place.kind == PlaceKind::Line ? painter.drawPolyline(corners) : painter.drawPolygon(corners);
    };
    draw(QPen(kShadow, isPicked ? 5 : 4));
    draw(QPen(colour, isPicked ? 3 : 2, styleOf(place.kind)));
    for (int i = 0; isPicked && i < corners.size(); ++i) {
        painter.setPen(QPen(kShadow, 1));
        painter.setBrush(m_corner == static_cast<std::size_t>(i) ? QColor(Qt::white) : colour);
        painter.drawEllipse(corners[i], kHandle + 1, kHandle + 1);
    }
    const QString name = format::text(place.name);
    QRectF plate(0, 0, painter.fontMetrics().horizontalAdvance(name) + 8, painter.fontMetrics().height());
    plate.moveCenter(corners.boundingRect().center());
    painter.fillRect(plate, QColor(0, 0, 0, 170));
    painter.setPen(colour);
    painter.drawText(plate, Qt::AlignCenter, name);
}

void PlaceEditor::paintDrawing(QPainter& painter) const
{
    const QColor colour = colourOf(*m_tool);
    QPolygonF corners;
    for (const PicturePoint& corner : m_open)
        corners << positionOf(corner);
    const QPointF cross = positionOf(m_cross);
    QPolygonF line = corners;
    line << cross;
    for (const QPen& pen : {QPen(kShadow, 4), QPen(colour, 2, Qt::DotLine)}) {
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
        painter.drawLine(cross - QPointF(9, 0), cross + QPointF(9, 0));
        painter.drawLine(cross - QPointF(0, 9), cross + QPointF(0, 9));
    }
    painter.setBrush(colour);
    painter.setPen(QPen(kShadow, 1));
    for (const QPointF& corner : corners)
        painter.drawEllipse(corner, kHandle, kHandle);
}

void PlaceEditor::paintOver(QPainter& painter, const QRectF& picture)
{
    painter.save();
    painter.setClipRect(picture.adjusted(-kHandle, -kHandle, kHandle, kHandle));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Place& region : m_masked)
        paintPlace(painter, region, false);
    for (std::size_t i = 0; i < m_places.size(); ++i)
        paintPlace(painter, m_places[i], m_picked == i);
    if (m_tool)
        paintDrawing(painter);
    painter.restore();
}

} // namespace jackdaw::widgets
