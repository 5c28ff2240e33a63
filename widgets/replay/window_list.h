// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/session_outline.h"
#include "widgets/shell/value_table_model.h"

#include <QCoreApplication>

namespace jackdaw::widgets {

/// All windows of a session as a table.
class WindowList {
    Q_DECLARE_TR_FUNCTIONS(jackdaw::widgets::WindowList)

public:
    enum Column { Window, Start, Length, Mean, Worst, WorstCamera, Retrained };

    static std::vector<ValueColumn> columns();
    /// The value of Start is in nanoseconds.
    static std::vector<ValueTableModel::Row> rows(const SessionOutline& outline);
};

} // namespace jackdaw::widgets
