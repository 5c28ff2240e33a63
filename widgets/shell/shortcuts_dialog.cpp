// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/shortcuts_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kCommandRole = Qt::UserRole;

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

QTreeWidgetItem* addGroup(QTreeWidget& tree, const QString& title)
{
    auto* group = new QTreeWidgetItem(&tree, {title});
    group->setFirstColumnSpanned(true);
    QFont bold = tree.font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFlags(Qt::ItemIsEnabled);
    return group;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(CommandRegistry& registry, QWidget* parent) :
    QDialog(parent), m_registry(registry), m_search(new QLineEdit), m_tree(new QTreeWidget)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(720, 620);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in shortcuts"));
    m_search->setClearButtonEnabled(true);
    m_tree->setHeaderLabels({tr("Command"), tr("Key"), tr("What it does")});
    m_tree->setRootIsDecorated(false);
    m_tree->setAccessibleName(tr("Shortcuts"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* reset = buttons->addButton(tr("Reset all"), QDialogButtonBox::ResetRole);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    layout->addWidget(makeEditor());
    layout->addWidget(buttons);
    fill();
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(reset, &QPushButton::clicked, &m_registry, &CommandRegistry::resetKeys);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) { filter(*m_tree, text); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showSelected);
    connect(&m_registry, &CommandRegistry::keysChanged, this, &ShortcutsDialog::fill);
    showSelected();
}

QWidget* ShortcutsDialog::makeEditor()
{
    auto* editor = new QWidget;
    auto* row = new QHBoxLayout(editor);
    row->setContentsMargins(0, 0, 0, 0);
    m_keys = new QKeySequenceEdit;
    m_keys->setAccessibleName(tr("New key"));
    m_set = new QPushButton(tr("Set key"));
    m_hint = new QLabel;
    m_hint->setWordWrap(true);
    row->addWidget(m_keys);
    row->addWidget(m_set);
    row->addWidget(m_hint, 1);
    connect(m_set, &QPushButton::clicked, this, &ShortcutsDialog::setKeys);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::warnOfOwner);
    return editor;
}

void ShortcutsDialog::fill()
{
    const auto kept = selected();
    m_tree->clear();
    QTreeWidgetItem* group = nullptr;
    for (const Command& known : commands()) {
        if (!group || group->text(0) != known.group)
            group = addGroup(*m_tree, known.group);
        const QString keys = QKeySequence::listToString(m_registry.keys(known.id), QKeySequence::NativeText);
        auto* item = new QTreeWidgetItem(group, {known.title, keys, known.tip});
        item->setData(0, kCommandRole, static_cast<int>(known.id));
    }
    m_tree->expandAll();
    filter(*m_tree, m_search->text());
    if (kept)
        select(*kept);
}

std::optional<CommandId> ShortcutsDialog::selected() const
{
    const QTreeWidgetItem* item = m_tree->currentItem();
    const QVariant id = item ? item->data(0, kCommandRole) : QVariant();
    return id.isValid() ? std::optional(static_cast<CommandId>(id.toInt())) : std::nullopt;
}

void ShortcutsDialog::select(CommandId id)
{
    for (QTreeWidgetItemIterator item(m_tree); *item; ++item)
        if ((*item)->data(0, kCommandRole).isValid() && (*item)->data(0, kCommandRole).toInt() == static_cast<int>(id))
            m_tree->setCurrentItem(*item);
}

void ShortcutsDialog::showSelected()
{
    const auto id = selected();
    m_keys->setEnabled(id.has_value());
    m_set->setEnabled(id.has_value());
    m_keys->setKeySequence(id ? m_registry.keys(*id).value(0) : QKeySequence());
    warnOfOwner();
}

void ShortcutsDialog::warnOfOwner()
{
    const auto id = selected();
    const auto owner = m_registry.owner(m_keys->keySequence());
    if (!id)
        m_hint->setText(tr("Select a command to change its key."));
    else if (owner && *owner != *id)
        m_hint->setText(tr("“%1” has this key and would lose it.").arg(command(*owner).title));
    else
        m_hint->setText(tr("Press the new key in the field; an empty field takes the key away."));
}

void ShortcutsDialog::setKeys()
{
    const auto id = selected();
    if (!id)
        return;
    const QKeySequence keys = m_keys->keySequence();
    m_registry.setKeys(*id, keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
}

} // namespace jackdaw::widgets
