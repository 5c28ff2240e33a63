// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shortcuts_dialog.h"

#include "widgets/live/commands.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace jackdaw::window {
namespace {

void fill(QTreeWidget& tree)
{
    QTreeWidgetItem* group = nullptr;
    for (const widgets::Command& command : widgets::commands()) {
        if (command.keys.isEmpty())
            continue;
        if (!group || group->text(0) != command.group) {
            group = new QTreeWidgetItem(&tree, {command.group});
            group->setFirstColumnSpanned(true);
            QFont bold = tree.font();
            bold.setBold(true);
            group->setFont(0, bold);
            group->setFlags(Qt::ItemIsEnabled);
        }
        new QTreeWidgetItem(group,
                            {command.title, command.keys.front().toString(QKeySequence::NativeText), command.tip});
    }
    tree.expandAll();
}

void filter(QTreeWidget& tree, const QString& text)
{
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = tree.topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem* item = group->child(j);
            bool shown = false;
            for (int column = 0; column < 3; ++column)
                shown = shown || item->text(column).contains(text, Qt::CaseInsensitive);
            item->setHidden(!shown);
            any = any || shown;
        }
        group->setHidden(!any);
    }
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(640, 560);
    auto* search = new QLineEdit;
    search->setPlaceholderText(tr("Search"));
    search->setAccessibleName(tr("Search in shortcuts"));
    search->setClearButtonEnabled(true);
    auto* tree = new QTreeWidget;
    tree->setHeaderLabels({tr("Command"), tr("Key"), tr("What it does")});
    tree->setRootIsDecorated(false);
    tree->setAccessibleName(tr("Shortcuts"));
    fill(*tree);
    tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(search, &QLineEdit::textChanged, tree, [tree](const QString& text) { filter(*tree, text); });
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(search);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
}

} // namespace jackdaw::window
