// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/replay_archive.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace jackdaw::widgets {

/// Above the views of a recording whose videos are not where they were: which, and a button to say where they are.
/// Hidden otherwise.
class MissingBadge : public QWidget {
    Q_OBJECT

public:
    explicit MissingBadge(QWidget* parent = nullptr);

    void show(const std::vector<MissingVideo>& videos, const SessionState& state);

    using QWidget::show;

Q_SIGNALS:
    void locateRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_locate;
};

} // namespace jackdaw::widgets
