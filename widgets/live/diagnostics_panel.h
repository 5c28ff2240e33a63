// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/session/session_view.h"
#include "widgets/shell/value_table_model.h"

#include <QTimer>
#include <QWidget>

#include <vector>

namespace jackdaw::widgets {

/// How engine and window keep up, for those who look for the reason of something slow.
class DiagnosticsPanel : public QWidget {
    Q_OBJECT

public:
    explicit DiagnosticsPanel(SessionView& session, QWidget* parent = nullptr);

    /// A value in each row: its name, the figure, what it means.
    static std::vector<ValueTableModel::Row> rowsOf(const SessionController& controller);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    SessionView& m_session;
    ValueTableModel* m_rows;
    QTimer m_timer;
};

} // namespace jackdaw::widgets
