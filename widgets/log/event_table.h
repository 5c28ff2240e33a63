// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/event_log_model.h"
#include "widgets/session/session_view.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QAbstractItemModel;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QTableView;

namespace jackdaw::widgets {

/// Keeps the rows that weigh enough, belong to a camera and hold a text.
class EventLogFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLowestWeight(EventWeight weight);
    void setCameraName(const QString& name);
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    EventWeight m_lowest = EventWeight::Normal;
    QString m_camera;
    QString m_text;
};

/// Events as a table that can be filtered; Return or a double click goes to the instant.
class EventTable : public QWidget {
    Q_OBJECT

public:
    /// \p model has the columns and roles of EventLogModel, and outlives the table.
    EventTable(SessionView& session, QAbstractItemModel& model, const QString& name, QWidget* parent = nullptr);

    QTableView& view() { return *m_view; }
    QLineEdit& search() { return *m_search; }
    void focusSearch();

Q_SIGNALS:
    void seekRequested(jackdaw::Nanoseconds instant);

private:
    QWidget* makeFilters();
    void makeTable(const QString& name);
    void filterBySelection();

    SessionController& m_controller;
    Selection& m_selection;
    EventLogFilter* m_filter;
    QTableView* m_view;
    QComboBox* m_weight = nullptr;
    QCheckBox* m_onlySelected = nullptr;
    QLineEdit* m_search = nullptr;
};

} // namespace jackdaw::widgets
