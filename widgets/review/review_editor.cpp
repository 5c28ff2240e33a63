// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/review_editor.h"

#include "engine/api/box_overlap.h"
#include "widgets/review/review_words.h"
#include "widgets/theme/format.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace jackdaw::widgets {
namespace {

constexpr float kLeastSide = 4.0F; ///< of a box, pixels of the source
constexpr double kReach = 8.0; ///< pixels of the screen
constexpr double kHandle = 3.5;
constexpr float kSteps = 320.0F; ///< arrows move by this part of the picture's width
constexpr float kPartOfPicture = 0.18F; ///< of the width, a box that is made by keyboard
/// Changes that follow each other and are undone together.
constexpr int kNudgeRun = 1;

Box ordered(Box box)
{
    if (box.x1 > box.x2)
        std::swap(box.x1, box.x2);
    if (box.y1 > box.y2)
        std::swap(box.y1, box.y2);
    return box;
}

Box within(Box box, const QSizeF& size)
{
    const auto width = static_cast<float>(size.width());
    const auto height = static_cast<float>(size.height());
    box = {std::clamp(box.x1, 0.0F, width), std::clamp(box.y1, 0.0F, height), std::clamp(box.x2, 0.0F, width),
           std::clamp(box.y2, 0.0F, height)};
    return box;
}

/// As a whole, so that it keeps its size.
Box moved(Box box, float dx, float dy, const QSizeF& size)
{
    dx = std::clamp(dx, -box.x1, std::max(-box.x1, static_cast<float>(size.width()) - box.x2));
    dy = std::clamp(dy, -box.y1, std::max(-box.y1, static_cast<float>(size.height()) - box.y2));
    return {box.x1 + dx, box.y1 + dy, box.x2 + dx, box.y2 + dy};
}

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

MomentView::Layer layerOf(BoxOrigin origin, int tagRow)
{
    return {origin, {}, tagRow};
}

} // namespace

ReviewEditor::ReviewEditor(QWidget* parent) : PictureView(parent)
{
    setObjectName(QStringLiteral("reviewEditor"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Frame that is reviewed"));
}

void ReviewEditor::setFrame(const ReviewFrame* frame, const QSize& source)
{
    m_frame = frame;
    m_source = source;
    m_objects.clear();
    m_candidates.clear();
    m_drag = Drag::None;
    pick(std::nullopt);
}

void ReviewEditor::setObjects(std::vector<CorrectedObject> objects, std::vector<bool> isAsGolden)
{
    m_drag = Drag::None;
    m_objects = std::move(objects);
    m_isAsGolden = std::move(isAsGolden);
    m_candidates.clear();
    for (const Detection& seen : m_frame&& m_showsStudent ? m_frame->standing : std::vector<Detection>())
        if (std::none_of(m_objects.begin(), m_objects.end(), [&](const CorrectedObject& object) {
                return object.label == seen.label && boxOverlap(object.box, seen.box) >= kLeastOverlap;
            }))
            m_candidates.push_back(seen);
    if (m_picked && *m_picked >= m_objects.size() + m_candidates.size())
        pick(std::nullopt);
    describe();
    update();
}

void ReviewEditor::setEditable(bool isEditable)
{
    m_isEditable = isEditable;
    describe();
}

void ReviewEditor::setShown(bool golden, bool student)
{
    m_showsGolden = golden;
    m_showsStudent = student;
    setObjects(m_objects, m_isAsGolden);
}

void ReviewEditor::pick(std::optional<std::size_t> box)
{
    const bool isOther = m_picked != box;
    m_picked = box;
    describe();
    update();
    if (isOther)
        Q_EMIT pickedChanged();
}

QString ReviewEditor::name(ClassId label) const
{
    return label.value < static_cast<std::uint32_t>(m_classes.size()) ? m_classes[static_cast<int>(label.value)]
                                                                      : QString::number(label.value);
}

QString ReviewEditor::hint() const
{
    if (!m_frame || !m_isEditable)
        return {};
    if (!m_picked)
        return tr(
            "Return: all boxes are right, next frame. Drag to draw a box, Tab to pick one, 0 if nothing is there.");
    if (*m_picked >= m_objects.size())
        return tr("Only the student sees this: Insert or a class's key takes it over.");
    return tr("Delete rejects the box, a class's key names it; Shift with arrows moves it, Ctrl with arrows sizes it.");
}

void ReviewEditor::describe()
{
    QStringList parts;
    if (m_picked && *m_picked < m_objects.size())
        parts << tr("Box %1 of %2: %3.").arg(*m_picked + 1).arg(m_objects.size()).arg(name(m_objects[*m_picked].label));
    else if (m_picked && *m_picked < m_objects.size() + m_candidates.size())
        parts << tr("Only the student sees: %1.").arg(name(m_candidates[*m_picked - m_objects.size()].label));
    else if (m_frame)
        parts << tr("%1 boxes, %2 more that only the student sees.").arg(m_objects.size()).arg(m_candidates.size());
    parts << hint();
    setAccessibleDescription(parts.join(QLatin1Char(' ')));
}

void ReviewEditor::tell(const QString& what, int run)
{
    m_isAsGolden.resize(m_objects.size());
    update();
    Q_EMIT edited(what, m_objects, run);
}

void ReviewEditor::setClass(ClassId label)
{
    if (label.value >= static_cast<std::uint32_t>(m_classes.size()))
        return;
    m_drawnClass = label;
    if (!m_picked || !m_isEditable) {
        Q_EMIT pickedChanged();
        return;
    }
    if (*m_picked >= m_objects.size())
        return takeOver(label);
    m_objects[*m_picked].label = label;
    tell(tr("name a box"));
}

void ReviewEditor::removePicked()
{
    if (!m_picked || *m_picked >= m_objects.size() || !m_isEditable)
        return;
    m_objects.erase(m_objects.begin() + static_cast<std::ptrdiff_t>(*m_picked));
    pick(std::nullopt);
    tell(tr("reject a box"));
}

void ReviewEditor::removeAll()
{
    if (!m_isEditable || !m_frame)
        return;
    m_objects.clear();
    pick(std::nullopt);
    tell(tr("reject all boxes"));
}

/// What only the student sees is there.
void ReviewEditor::takeOver(ClassId label)
{
    m_objects.push_back({label, m_candidates[*m_picked - m_objects.size()].box});
    m_picked = m_objects.size() - 1;
    tell(tr("take over a box of the student"));
}

void ReviewEditor::insert()
{
    if (!m_isEditable || !m_frame)
        return;
    if (m_picked && *m_picked >= m_objects.size()) {
        takeOver(m_candidates[*m_picked - m_objects.size()].label);
        return;
    }
    const QSizeF size = sourceSize();
    const auto half = static_cast<float>(size.width()) * kPartOfPicture / 2.0F;
    const auto x = static_cast<float>(size.width()) / 2.0F;
    const auto y = static_cast<float>(size.height()) / 2.0F;
    m_objects.push_back({m_drawnClass, within({x - half, y - half, x + half, y + half}, size)});
    m_picked = m_objects.size() - 1;
    tell(tr("draw a box"));
}

std::optional<ClassId> ReviewEditor::classOf(const QKeyEvent& pressed) const
{
    if ((pressed.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return std::nullopt;
    for (int i = 0; i < m_classes.size(); ++i) {
        const ClassId label{static_cast<std::uint32_t>(i)};
        const QString key = ReviewWords::classKey(label);
        if (!key.isEmpty() && pressed.key() == key.at(0).unicode())
            return label;
    }
    return std::nullopt;
}

/// Keys that are commands elsewhere.
bool ReviewEditor::isOurs(const QKeyEvent& pressed) const
{
    const auto modifiers = pressed.modifiers() & ~Qt::KeypadModifier;
    const int key = pressed.key();
    if (isArrow(key))
        return modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier || modifiers == Qt::ControlModifier;
    if (key == Qt::Key_Backspace)
        return modifiers == Qt::NoModifier || modifiers == Qt::ControlModifier;
    if (modifiers != Qt::NoModifier)
        return false;
    return key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Delete
        || key == Qt::Key_Insert || key == Qt::Key_0 || (key == Qt::Key_Escape && m_picked) || classOf(pressed);
}

bool ReviewEditor::event(QEvent* event)
{
    // While something is dragged it stays what is picked; Tab and undo, too, would change that.
    if (m_drag != Drag::None && (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && isOurs(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return PictureView::event(event);
}

/// Boxes come one after the other, and then the next control.
bool ReviewEditor::focusNextPrevChild(bool next)
{
    const auto count = static_cast<std::ptrdiff_t>(m_objects.size() + m_candidates.size());
    const std::ptrdiff_t before = m_picked ? static_cast<std::ptrdiff_t>(*m_picked) : next ? -1 : count;
    const std::ptrdiff_t wanted = before + (next ? 1 : -1);
    if (hasFocus() && wanted >= 0 && wanted < count && (m_picked || next)) {
        pick(static_cast<std::size_t>(wanted));
        return true;
    }
    pick(std::nullopt);
    return PictureView::focusNextPrevChild(next);
}

bool ReviewEditor::nudge(const QKeyEvent& pressed)
{
    const auto modifiers = pressed.modifiers() & ~Qt::KeypadModifier;
    if (!isArrow(pressed.key()) || modifiers == Qt::NoModifier)
        return false;
    const float step = std::max(1.0F, static_cast<float>(sourceSize().width()) / kSteps);
    const float dx = pressed.key() == Qt::Key_Left ? -step : pressed.key() == Qt::Key_Right ? step : 0.0F;
    const float dy = pressed.key() == Qt::Key_Up ? -step : pressed.key() == Qt::Key_Down ? step : 0.0F;
    moveBy(dx, dy, modifiers == Qt::ControlModifier);
    return true;
}

void ReviewEditor::moveBy(float dx, float dy, bool cornerOnly)
{
    if (!m_isEditable || !m_picked || *m_picked >= m_objects.size())
        return;
    Box& box = m_objects[*m_picked].box;
    if (cornerOnly) {
        const Box sized = within({box.x1, box.y1, box.x2 + dx, box.y2 + dy}, sourceSize());
        if (sized.width() < kLeastSide || sized.height() < kLeastSide)
            return;
        box = sized;
    } else {
        box = moved(box, dx, dy, sourceSize());
    }
    tell(cornerOnly ? tr("size a box") : tr("move a box"), kNudgeRun);
}

void ReviewEditor::keyPressEvent(QKeyEvent* event)
{
    if (!isOurs(*event))
        return PictureView::keyPressEvent(event);
    if (nudge(*event))
        return;
    if (const auto label = classOf(*event))
        return setClass(*label);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up: Q_EMIT stepRequested(-1); return;
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_Space: Q_EMIT stepRequested(1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT doneRequested(); return;
    case Qt::Key_Backspace:
        if (event->modifiers() & Qt::ControlModifier)
            Q_EMIT reopenRequested();
        else
            removePicked();
        return;
    case Qt::Key_Delete: return removePicked();
    case Qt::Key_Insert: return insert();
    case Qt::Key_0: return removeAll();
    default: return pick(std::nullopt);
    }
}

QSizeF ReviewEditor::sourceSize() const
{
    return m_source.isEmpty() ? QSizeF(imageSize()) : QSizeF(m_source);
}

QPointF ReviewEditor::toSource(const QPointF& position) const
{
    const QRectF area = pictureRect();
    const QSizeF size = sourceSize();
    return {std::clamp((position.x() - area.left()) / std::max(1.0, area.width()), 0.0, 1.0) * size.width(),
            std::clamp((position.y() - area.top()) / std::max(1.0, area.height()), 0.0, 1.0) * size.height()};
}

QRectF ReviewEditor::onScreen(const Box& box) const
{
    const QRectF area = pictureRect();
    const QSizeF size = sourceSize();
    if (size.isEmpty())
        return {};
    const double sx = area.width() / size.width();
    const double sy = area.height() / size.height();
    return {area.left() + sx * static_cast<double>(box.x1), area.top() + sy * static_cast<double>(box.y1),
            sx * static_cast<double>(box.width()), sy * static_cast<double>(box.height())};
}

/// The smallest box there: it may lie before a large one.
std::optional<std::size_t> ReviewEditor::boxAt(const QPointF& position) const
{
    std::optional<std::size_t> found;
    float area = 0.0F;
    const std::size_t count = m_objects.size() + m_candidates.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Box& box = i < m_objects.size() ? m_objects[i].box : m_candidates[i - m_objects.size()].box;
        if (onScreen(box).contains(position) && (!found || box.area() < area)) {
            found = i;
            area = box.area();
        }
    }
    return found;
}

/// Of the picked box.
std::optional<int> ReviewEditor::cornerAt(const QPointF& position) const
{
    if (!m_picked || *m_picked >= m_objects.size())
        return std::nullopt;
    const QRectF box = onScreen(m_objects[*m_picked].box);
    const QPointF corners[] = {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
    for (int i = 0; i < 4; ++i)
        if (std::hypot(corners[i].x() - position.x(), corners[i].y() - position.y()) <= kReach)
            return i;
    return std::nullopt;
}

void ReviewEditor::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_frame || !hasPicture())
        return;
    m_from = toSource(event->position());
    m_isMoved = false;
    m_drag = Drag::None;
    const bool draws = event->modifiers() & Qt::ShiftModifier;
    if (const auto corner = draws ? std::nullopt : cornerAt(event->position())) {
        m_corner = *corner;
        m_drag = m_isEditable ? Drag::Corner : Drag::None;
        return;
    }
    const auto hit = draws ? std::nullopt : boxAt(event->position());
    pick(hit);
    if (!m_isEditable)
        return;
    m_drag = !hit ? Drag::Draw : *hit < m_objects.size() ? Drag::Move : Drag::None;
    const auto x = static_cast<float>(m_from.x());
    const auto y = static_cast<float>(m_from.y());
    m_drawn = {x, y, x, y};
}

void ReviewEditor::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag == Drag::None) {
        const bool isFree = hasPicture() && m_isEditable && !boxAt(event->position()) && !cornerAt(event->position());
        setCursor(isFree ? Qt::CrossCursor : cornerAt(event->position()) ? Qt::SizeAllCursor : Qt::ArrowCursor);
        return;
    }
    drag(event->position());
    update();
}

void ReviewEditor::drag(const QPointF& position)
{
    const QPointF to = toSource(position);
    const auto x = static_cast<float>(to.x());
    const auto y = static_cast<float>(to.y());
    if (m_drag == Drag::Draw) {
        m_drawn.x2 = x;
        m_drawn.y2 = y;
        return;
    }
    Box& box = m_objects[*m_picked].box;
    if (m_drag == Drag::Move) {
        box = moved(box, x - static_cast<float>(m_from.x()), y - static_cast<float>(m_from.y()), sourceSize());
    } else {
        const bool isLeft = m_corner == 0 || m_corner == 3;
        const bool isTop = m_corner < 2;
        isLeft ? box.x1 = std::min(x, box.x2 - kLeastSide) : box.x2 = std::max(x, box.x1 + kLeastSide);
        isTop ? box.y1 = std::min(y, box.y2 - kLeastSide) : box.y2 = std::max(y, box.y1 + kLeastSide);
    }
    m_isMoved = m_isMoved || to != m_from;
    m_from = to;
}

void ReviewEditor::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag ended = std::exchange(m_drag, Drag::None);
    if (ended == Drag::Draw) {
        const Box box = ordered(m_drawn);
        update();
        if (box.width() < kLeastSide || box.height() < kLeastSide)
            return;
        m_objects.push_back({m_drawnClass, box});
        m_picked = m_objects.size() - 1;
        tell(tr("draw a box"));
    } else if (ended != Drag::None && m_isMoved) {
        tell(ended == Drag::Move ? tr("move a box") : tr("size a box"));
    }
    PictureView::mouseReleaseEvent(event);
}

void ReviewEditor::paintPicked(QPainter& painter) const
{
    const bool isOwn = *m_picked < m_objects.size();
    const QRectF box = onScreen(isOwn ? m_objects[*m_picked].box : m_candidates[*m_picked - m_objects.size()].box);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, 10));
    painter.drawRect(box);
    painter.setPen(QPen(Qt::white, 7));
    painter.drawRect(box);
}

void ReviewEditor::paintHandles(QPainter& painter) const
{
    const QRectF box = onScreen(m_objects[*m_picked].box);
    painter.setPen(QPen(Qt::black, 1));
    painter.setBrush(Qt::white);
    for (const QPointF& corner : {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()})
        painter.drawEllipse(corner, kHandle, kHandle);
}

void ReviewEditor::paintOver(QPainter& painter, const QRectF& picture)
{
    if (!m_frame || !hasPicture())
        return;
    auto golden = layerOf(BoxOrigin::Golden, 1);
    auto rejected = layerOf(BoxOrigin::Golden, -2);
    auto people = layerOf(BoxOrigin::People, 1);
    auto student = layerOf(BoxOrigin::Standing, -1);
    const auto rectOf = [](const Box& box) { return QRectF(box.x1, box.y1, box.width(), box.height()); };
    for (std::size_t i = 0; i < m_objects.size(); ++i)
        (m_isAsGolden[i] ? golden : people)
            .boxes.push_back({rectOf(m_objects[i].box), m_objects[i].label, name(m_objects[i].label)});
    for (const Detection& label : m_showsGolden ? m_frame->golden : std::vector<Detection>())
        if (std::none_of(m_objects.begin(), m_objects.end(), [&](const CorrectedObject& object) {
                return object.label == label.label && boxOverlap(object.box, label.box) > 1.0F - 1e-3F;
            }))
            rejected.boxes.push_back({rectOf(label.box), label.label, tr("not %1").arg(name(label.label))});
    for (const Detection& seen : m_candidates)
        student.boxes.push_back(
            {rectOf(seen.box), seen.label,
             name(seen.label) + QLatin1Char(' ') + QString::number(seen.score, 'f', 2) + QLatin1Char('?')});
    painter.save();
    painter.setClipRect(picture);
    if (m_picked)
        paintPicked(painter);
    const QSize source = sourceSize().toSize();
    for (const MomentView::Layer& layer : {student, rejected, golden, people})
        MomentView::paintLayer(painter, picture.toRect(), source, layer);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_picked && *m_picked < m_objects.size())
        paintHandles(painter);
    if (m_drag == Drag::Draw) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Qt::white, 2));
        painter.drawRect(onScreen(ordered(m_drawn)));
    }
    painter.restore();
}

} // namespace jackdaw::widgets
