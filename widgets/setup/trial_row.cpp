// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/trial_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace jackdaw::widgets {

QHBoxLayout* makeTrialRow(QPushButton* test, QLabel* facts)
{
    facts->setTextFormat(Qt::PlainText);
    facts->setWordWrap(true);
    facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout;
    row->addWidget(test, 0, Qt::AlignTop);
    row->addWidget(facts, 1);
    return row;
}

} // namespace jackdaw::widgets
