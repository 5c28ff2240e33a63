// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_controller.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace jackdaw::widgets {

/// Above the views of a session whose run failed: why, and what to do. Hidden otherwise.
class FailureBadge : public QWidget {
    Q_OBJECT

public:
    explicit FailureBadge(SessionController& controller, QWidget* parent = nullptr);

    /// Whether the recorded run was cut off, so that it can go on.
    void setCutOff(bool cutOff);

Q_SIGNALS:
    /// The run is to go on where it was cut off.
    void recoverRequested();
    /// A copy is to be looked at; the session stays as it is.
    void copyRequested();
    void discardRequested();
    /// What the failed run recorded is to be looked at.
    void replayRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QPushButton* addRecovery(const QString& title, const QString& tip, void (FailureBadge::*signal)());
    void refresh();
    void restyle();

    SessionController& m_controller;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_replay;
    std::vector<QPushButton*> m_recovery;
    bool m_isCutOff = false;
};

} // namespace jackdaw::widgets
