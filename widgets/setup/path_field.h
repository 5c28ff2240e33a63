// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace jackdaw::widgets {

/// A path that can be typed or chosen.
class PathField : public QWidget {
    Q_OBJECT

public:
    /// \p title and \p filter are those of the dialog.
    PathField(const QString& title, const QString& filter, QWidget* parent = nullptr);

    QLineEdit& line() { return *m_line; }
    QString text() const;
    /// Nothing is told.
    void show(const QString& text);

Q_SIGNALS:
    void edited(const QString& text);
    /// Chosen in the dialog: a path of this machine.
    void chosen(const QString& path);

private:
    QLineEdit* m_line;
    QPushButton* m_browse;
};

/// What golden models and labels are called in dialogs.
QString networkFilter();
QString labelFilter();

} // namespace jackdaw::widgets
