// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/command_registry.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace jackdaw::widgets {

/// All commands with their keys; can be searched, and keys can be changed.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(CommandRegistry& registry, QWidget* parent = nullptr);

    /// Selects a command, whose key can then be changed.
    void select(CommandId id);
    /// Gives the selected command the keys that the field holds.
    void setKeys();

private:
    void fill();
    QWidget* makeEditor();
    std::optional<CommandId> selected() const;
    void showSelected();
    void warnOfOwner();

    CommandRegistry& m_registry;
    QLineEdit* m_search;
    QTreeWidget* m_tree;
    QKeySequenceEdit* m_keys = nullptr;
    QPushButton* m_set = nullptr;
    QLabel* m_hint = nullptr;
};

} // namespace jackdaw::widgets
