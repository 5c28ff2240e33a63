// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_controller.h"

#include <QCoreApplication>
#include <QString>

namespace jackdaw::widgets {

/// What the line at the bottom says: for people, not for those who look after the window.
class StatusWords {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::StatusWords)

public:
    static QString of(const SessionController& controller);

private:
    static QString condition(const SessionController& controller);
    static QString window(const SessionState& state);
    static QString accuracy(const SessionState& state);
    static QString left(const SessionController& controller);
};

} // namespace jackdaw::widgets
