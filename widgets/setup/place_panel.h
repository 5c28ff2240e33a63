// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/place_editor.h"

#include <QWidget>

#include <map>

class QLabel;
class QTableWidget;
class QTableWidgetItem;
class QToolButton;

namespace jackdaw::widgets {

/// The picture with its places, the tools that draw them, and the same places as a table whose names and corners can be
/// typed.
class PlacePanel : public QWidget {
    Q_OBJECT

public:
    explicit PlacePanel(QWidget* parent = nullptr);

    PlaceEditor& editor() { return *m_editor; }
    QTableWidget& table() { return *m_table; }
    void setPlaces(const std::vector<Place>& places);

Q_SIGNALS:
    void edited(const std::vector<jackdaw::widgets::Place>& places);

private:
    QWidget* makeTools();
    void fillTable();
    void takeFromTable(QTableWidgetItem* item);
    void refreshTools();
    void tell(const std::vector<Place>& places);

    PlaceEditor* m_editor;
    QTableWidget* m_table;
    QLabel* m_hint;
    std::map<PlaceKind, QToolButton*> m_tools;
    QToolButton* m_remove = nullptr;
};

} // namespace jackdaw::widgets
