// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace jackdaw::widgets {

/// Draws a frame around the control that the keyboard came to, whatever its style or its own painting makes of the
/// focus, and brings the panel that it lies in to the front. The mouse brings none: who clicks knows where. Installed
/// on the application.
class FocusFrame : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~FocusFrame() override;

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget& control);
    void place();
    void leave();

    QPointer<QWidget> m_control; ///< that has the frame
    QPointer<QWidget> m_frame; ///< dies with the window that it lies in
};

} // namespace jackdaw::widgets
