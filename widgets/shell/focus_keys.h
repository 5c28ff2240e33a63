// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace jackdaw::widgets {

/// Space, Return, arrows and the keys to the ends belong to the control that has the focus where that uses them: a
/// list's selection moves, not the session's time. Return presses a button, too, outside of dialogs. Tab belongs to
/// none: it goes on to the next control. Installed on the application.
class FocusKeys : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace jackdaw::widgets
