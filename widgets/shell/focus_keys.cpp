// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/focus_keys.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTabBar>
#include <QTextEdit>

namespace jackdaw::widgets {
namespace {

bool isMove(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right
        || key == Qt::Key_Home || key == Qt::Key_End || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
}

bool isReturn(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

/// There Return means the default button.
bool isOfDialog(const QWidget& control)
{
    return qobject_cast<const QDialog*>(control.window()) != nullptr;
}

bool uses(const QObject* control, int key)
{
    if (const auto* button = qobject_cast<const QAbstractButton*>(control))
        return key == Qt::Key_Space || (isReturn(key) && !isOfDialog(*button));
    if (qobject_cast<const QAbstractItemView*>(control))
        return isMove(key) || key == Qt::Key_Space || key == Qt::Key_Return;
    if (qobject_cast<const QLineEdit*>(control))
        return key == Qt::Key_Return;
    if (qobject_cast<const QComboBox*>(control))
        return isMove(key) || key == Qt::Key_Space;
    if (qobject_cast<const QAbstractSlider*>(control) || qobject_cast<const QAbstractSpinBox*>(control)
        || qobject_cast<const QTextEdit*>(control))
        return isMove(key);
    return qobject_cast<const QTabBar*>(control) && (key == Qt::Key_Left || key == Qt::Key_Right);
}

/// Return presses the button that has the focus, which Qt leaves to Space; held down it presses once.
bool presses(QObject* control, const QKeyEvent& pressed)
{
    auto* button = qobject_cast<QAbstractButton*>(control);
    constexpr Qt::KeyboardModifiers kPlain = Qt::KeypadModifier;
    if (!button || !isReturn(pressed.key()) || (pressed.modifiers() & ~kPlain) != Qt::NoModifier || isOfDialog(*button))
        return false;
    if (!pressed.isAutoRepeat())
        button->click();
    return true;
}

/// Tables and texts use Tab for themselves unless they are told not to; who came in by it must get out by it.
void letTabLeave(QObject* control)
{
    if (auto* view = qobject_cast<QAbstractItemView*>(control))
        view->setTabKeyNavigation(false);
    else if (auto* text = qobject_cast<QTextEdit*>(control))
        text->setTabChangesFocus(true);
}

} // namespace

bool FocusKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        constexpr Qt::KeyboardModifiers kPlain = Qt::KeypadModifier;
        if ((pressed->modifiers() & ~kPlain) == Qt::NoModifier && uses(watched, pressed->key())) {
            event->accept(); // then it comes as a plain key press
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && presses(watched, *static_cast<QKeyEvent*>(event)))
        return true;
    if (event->type() == QEvent::FocusIn)
        letTabLeave(watched);
    return QObject::eventFilter(watched, event);
}

} // namespace jackdaw::widgets
