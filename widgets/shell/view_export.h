// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/value_table_model.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QAbstractItemModel;
class QAbstractItemView;
class QMenu;
class QWidget;

namespace jackdaw::widgets {

/// All rows of a table or tree as comma-separated text, with titles; folded rows follow the row that holds them. Where
/// cells have a value of \p valueRole, that is written instead of the shortened text, and the ends of its interval in
/// columns of their own.
QString csvOf(const QAbstractItemModel& model, std::optional<int> valueRole = {});
/// The selected rows as tab-separated text.
QString selectedText(const QAbstractItemView& view);

/// Writes a picture of \p widget under its accessible name: .png, .svg or .pdf. Empty, or what went wrong.
QString savePicture(QWidget& widget, const QString& file);
/// Writes \p text; empty, or what went wrong.
QString saveText(const QString& text, const QString& file);

/// Where things are saved: asks for a file, unless a test says otherwise. Empty: not at all.
using FileQuestion =
    std::function<QString(QWidget* parent, const QString& title, const QString& name, const QString& filter)>;
void setFileQuestion(FileQuestion question);

/// Asks in a dialog. A name without an ending gets that of \p name, before it is asked whether a file is replaced.
QString askForFile(QWidget* parent, const QString& title, const QString& name, const QString& filter);

/// Copying and saving by a menu on the right mouse button, and Ctrl+C for selected rows.
void addTableExport(QAbstractItemView& view, const QString& name, std::optional<int> valueRole = {});
void addPictureExport(QWidget& widget, const QString& name);

/// A painted view as a table: all that it rests on, not only what is in sight.
struct TableTwin {
    std::vector<ValueColumn> columns;
    std::vector<ValueTableModel::Row> rows;
};
/// Showing \p make's table in a window of its own, and saving it as CSV, by the same menu.
void addTableTwin(QWidget& widget, const QString& name, std::function<TableTwin()> make);

/// Makes \p menu anew: what can be copied and saved of the views of \p page that are in sight, a submenu each. It is
/// how the keyboard comes to all of that.
void fillExportMenu(QMenu& menu, const QWidget& page);

} // namespace jackdaw::widgets
