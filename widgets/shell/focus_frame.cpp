// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/focus_frame.h"

#include "widgets/theme/theme.h"

#include <QDockWidget>
#include <QFocusEvent>
#include <QPainter>
#include <QWidget>

namespace jackdaw::widgets {
namespace {

constexpr int kAround = 2; ///< pixels between the control and the frame's outer edge

class Frame : public QWidget {
public:
    explicit Frame(QWidget* window) : QWidget(window)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(themeFor(palette()).accent, kAround));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
};

/// Panels that lie behind others as tabs count as visible for Qt, and Tab goes into them.
void bringForward(QWidget& control)
{
    for (QWidget* at = &control; at; at = at->parentWidget())
        if (auto* panel = qobject_cast<QDockWidget*>(at))
            panel->raise();
}

bool isOfKeyboard(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

} // namespace

FocusFrame::~FocusFrame()
{
    delete m_frame;
}

bool FocusFrame::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
        // A dialog that opens tells itself so where none of its controls has the focus yet: there is nothing to frame.
        if (auto* control = qobject_cast<QWidget*>(watched);
            control && !control->isWindow() && isOfKeyboard(static_cast<QFocusEvent*>(event)->reason()))
            follow(*control);
        break;
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::MouseButtonPress:
        if (watched == m_control)
            leave();
        break;
    case QEvent::Resize:
    case QEvent::Move:
        if (const auto* moved = qobject_cast<QWidget*>(watched);
            m_control && moved && (moved == m_control || moved->isAncestorOf(m_control)))
            place();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusFrame::follow(QWidget& control)
{
    bringForward(control);
    m_control = &control;
    if (!m_frame || m_frame->parentWidget() != control.window()) {
        delete m_frame;
        m_frame = new Frame(control.window());
    }
    place();
    m_frame->show();
    m_frame->raise();
}

void FocusFrame::place()
{
    QRect at = QRect(m_control->mapTo(m_control->window(), QPoint(0, 0)), m_control->size())
                   .adjusted(-kAround, -kAround, kAround, kAround);
    // What is scrolled out of sight has no frame there.
    for (const QWidget* around = m_control->parentWidget(); around;
         around = around->isWindow() ? nullptr : around->parentWidget())
        at = at.intersected(QRect(around->mapTo(m_control->window(), QPoint(0, 0)), around->size()));
    m_frame->setGeometry(at);
}

void FocusFrame::leave()
{
    m_control = nullptr;
    if (m_frame)
        m_frame->hide();
}

} // namespace jackdaw::widgets
