// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/review.h"
#include "widgets/replay/moment_view.h"
#include "widgets/setup/picture_view.h"

#include <QStringList>

#include <cstddef>
#include <optional>
#include <vector>

namespace jackdaw::widgets {

/// A frame with the objects that a person says are there, drawn and changed by mouse or by keyboard; what only the
/// student sees can be taken over.
///
/// Mouse: a drag on free ground draws a box (with Shift anywhere), a click picks one, a drag moves it or one of its
/// corners. Keyboard: Tab walks the boxes and then goes on to the next control, Delete rejects the picked one, a
/// class's key names it, Shift with arrows moves it and Ctrl with arrows its lower right corner, Insert takes over what
/// only the student sees, or makes a box in the middle, 0 rejects all. Return says that the frame is done, arrows and
/// Space go to other frames.
class ReviewEditor : public PictureView {
    Q_OBJECT

public:
    explicit ReviewEditor(QWidget* parent = nullptr);

    /// Another frame: nothing is picked. \p source: pixels of the boxes' picture; empty: that of the picture.
    void setFrame(const ReviewFrame* frame, const QSize& source);
    void setClasses(const QStringList& classes)
    {
        m_classes = classes;
        m_drawnClass = {};
    }
    /// What is there; what is picked stays as far as it can.
    void setObjects(std::vector<CorrectedObject> objects, std::vector<bool> isAsGolden);
    const std::vector<CorrectedObject>& objects() const { return m_objects; }
    void setEditable(bool isEditable);
    void setShown(bool golden, bool student);

    /// Index into objects(), and behind them into what only the student sees.
    std::optional<std::size_t> picked() const { return m_picked; }
    void pick(std::optional<std::size_t> box);
    /// Boxes of the student that have no partner of their class among the objects.
    const std::vector<Detection>& candidates() const { return m_candidates; }
    /// The class of boxes that are drawn next.
    ClassId drawnClass() const { return m_drawnClass; }
    /// Names the picked box, or what is drawn next.
    void setClass(ClassId label);
    void removePicked();
    void removeAll();
    /// Takes over the picked box of the student; without one makes a box in the middle.
    void insert();
    /// What can be done at this moment, in a sentence.
    QString hint() const;

Q_SIGNALS:
    /// The user changed the objects. \p what: "move a box"; \p run: the same for changes that are undone together, or
    /// 0.
    void edited(const QString& what, const std::vector<jackdaw::CorrectedObject>& objects, int run);
    void pickedChanged();
    void doneRequested();
    void stepRequested(int frames);
    void reopenRequested();

protected:
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintOver(QPainter& painter, const QRectF& picture) override;

private:
    enum class Drag { None, Draw, Move, Corner };
    bool isOurs(const QKeyEvent& pressed) const;
    std::optional<ClassId> classOf(const QKeyEvent& pressed) const;
    void takeOver(ClassId label);
    bool nudge(const QKeyEvent& pressed);
    void moveBy(float dx, float dy, bool cornerOnly);
    void tell(const QString& what, int run = 0);
    void describe();
    QSizeF sourceSize() const;
    QPointF toSource(const QPointF& position) const;
    QRectF onScreen(const Box& box) const;
    std::optional<std::size_t> boxAt(const QPointF& position) const;
    std::optional<int> cornerAt(const QPointF& position) const;
    void drag(const QPointF& position);
    QString name(ClassId label) const;
    void paintPicked(QPainter& painter) const;
    void paintHandles(QPainter& painter) const;

    const ReviewFrame* m_frame = nullptr;
    QSize m_source;
    QStringList m_classes;
    std::vector<CorrectedObject> m_objects;
    std::vector<bool> m_isAsGolden; ///< of m_objects
    std::vector<Detection> m_candidates;
    std::optional<std::size_t> m_picked;
    ClassId m_drawnClass;
    bool m_isEditable = false;
    bool m_showsGolden = true;
    bool m_showsStudent = true;
    Drag m_drag = Drag::None;
    int m_corner = 0; ///< that is dragged: 0 top left, then clockwise
    QPointF m_from; ///< where the drag began or was last, pixels of the source
    Box m_drawn; ///< so far
    bool m_isMoved = false;
};

} // namespace jackdaw::widgets
