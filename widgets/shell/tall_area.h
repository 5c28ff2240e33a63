// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace jackdaw::widgets {

/// Holds what is taller than there is room: it scrolls up and down alone, and is never too narrow for what it holds.
class TallArea : public QScrollArea {
    Q_OBJECT

public:
    explicit TallArea(QWidget* content, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace jackdaw::widgets
