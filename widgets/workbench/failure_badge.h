// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_controller.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace jackdaw::widgets {

/// Above the views of a session whose run failed: why, and what to do. Hidden otherwise.
class FailureBadge : public QWidget {
    Q_OBJECT

public:
    explicit FailureBadge(SessionController& controller, QWidget* parent = nullptr);

Q_SIGNALS:
    /// What the failed run recorded is to be looked at.
    void replayRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void restyle();

    SessionController& m_controller;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_replay;
};

} // namespace jackdaw::widgets
