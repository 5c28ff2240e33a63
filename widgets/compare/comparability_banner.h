// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/comparison_values.h"

#include <QWidget>

class QLabel;

namespace jackdaw::widgets {

/// Says loudly that runs differ in more than their planner, and in what; or quietly that they do not.
class ComparabilityBanner : public QWidget {
    Q_OBJECT

public:
    explicit ComparabilityBanner(QWidget* parent = nullptr);

    void show(const Comparison& comparison);
    /// The loud words; empty where there are none.
    QString warning() const { return m_warning; }

    using QWidget::show;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    QLabel* m_icon;
    QLabel* m_text;
    QString m_warning;
};

} // namespace jackdaw::widgets
