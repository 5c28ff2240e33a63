// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/command_palette.h"

#include "widgets/shell/command_registry.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

constexpr int kEntryRole = Qt::UserRole;

QString line(const PaletteEntry& entry)
{
    const QString named = QStringLiteral("%1:  %2").arg(entry.group, entry.title);
    return entry.key.isEmpty() ? named : QStringLiteral("%1    [%2]").arg(named, entry.key);
}

} // namespace

std::vector<PaletteEntry> commandEntries(const CommandRegistry& registry)
{
    std::vector<PaletteEntry> entries;
    for (const Command& known : commands()) {
        QAction* action = registry.action(known.id);
        if (!action->isEnabled() || known.id == CommandId::Palette)
            continue;
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        entries.push_back({known.title, known.group, key, known.tip, [action] { action->trigger(); }});
    }
    return entries;
}

int matchScore(const QString& query, const QString& text)
{
    int score = 1;
    qsizetype at = -1;
    for (const QChar wanted : query) {
        if (wanted.isSpace())
            continue;
        const qsizetype found = text.indexOf(wanted, at + 1, Qt::CaseInsensitive);
        if (found < 0)
            return 0;
        const bool beginsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        score += beginsWord ? 8 : found == at + 1 ? 5 : 1;
        at = found;
    }
    return score;
}

CommandPalette::CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent) :
    QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), m_entries(std::move(entries)), m_query(new QLineEdit),
    m_found(new QListWidget)
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Find command or camera"));
    resize(560, 380);
    m_query->setPlaceholderText(tr("Type a few letters of what you want to do, or of a camera's name"));
    m_query->setAccessibleName(tr("Find"));
    m_query->installEventFilter(this);
    m_found->setAccessibleName(tr("What was found"));
    m_found->setUniformItemSizes(true);
    m_found->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_query);
    layout->addWidget(m_found, 1);
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_query, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_found, &QListWidget::itemClicked, this, &CommandPalette::run);
    search();
}

void CommandPalette::search()
{
    std::vector<std::pair<int, std::size_t>> ranked;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const int inTitle = matchScore(m_query->text(), m_entries[i].title);
        const int anywhere = matchScore(m_query->text(), m_entries[i].group + QLatin1Char(' ') + m_entries[i].title);
        if (const int score = std::max(2 * inTitle, anywhere); score > 0)
            ranked.emplace_back(-score, i);
    }
    std::sort(ranked.begin(), ranked.end());
    m_found->clear();
    for (const auto& [score, index] : ranked) {
        auto* item = new QListWidgetItem(line(m_entries[index]), m_found);
        item->setToolTip(m_entries[index].tip);
        item->setData(kEntryRole, static_cast<qulonglong>(index));
    }
    m_found->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem* item = m_found->currentItem();
    if (!item)
        return;
    const auto chosen = m_entries[item->data(kEntryRole).toULongLong()].run;
    accept();
    chosen();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_found, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace jackdaw::widgets
