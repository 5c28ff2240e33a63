// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/event_log_model.h"
#include "widgets/session/session_view.h"

#include <QSortFilterProxyModel>
#include <QWidget>

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

/// What happened, as a table that can be filtered; a double click goes to the instant.
class EventLogPanel : public QWidget {
    Q_OBJECT

public:
    EventLogPanel(SessionView& session, QWidget* parent = nullptr);

    EventLogModel& model() { return *m_model; }
    QTableView& view() { return *m_view; }
    void focusSearch();

Q_SIGNALS:
    void seekRequested(jackdaw::Nanoseconds instant);

private:
    QWidget* makeFilters();
    void makeTable();
    void follow();
    void filterBySelection();

    SessionController& m_controller;
    Selection& m_selection;
    EventLogModel* m_model;
    EventLogFilter* m_filter;
    QTableView* m_view;
    QComboBox* m_weight = nullptr;
    QCheckBox* m_onlySelected = nullptr;
    QLineEdit* m_search = nullptr;
};

} // namespace jackdaw::widgets
