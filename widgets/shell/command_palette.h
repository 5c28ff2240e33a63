// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace jackdaw::widgets {

class CommandRegistry;

/// Something that can be found in the palette.
struct PaletteEntry {
    QString title;
    QString group;
    QString key;
    QString tip;
    std::function<void()> run;
};

/// Entries for all commands that can be carried out now.
std::vector<PaletteEntry> commandEntries(const CommandRegistry& registry);

/// How well \p text answers \p query: 0 where not all of its letters occur in their order; beginnings of words and
/// letters that follow each other count more.
int matchScore(const QString& query, const QString& text);

/// A field to type into, and what it finds; Return carries it out.
class CommandPalette : public QDialog {
    Q_OBJECT

public:
    CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent = nullptr);

    QLineEdit& query() { return *m_query; }
    QListWidget& found() { return *m_found; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void run();

    std::vector<PaletteEntry> m_entries;
    QLineEdit* m_query;
    QListWidget* m_found;
};

} // namespace jackdaw::widgets
