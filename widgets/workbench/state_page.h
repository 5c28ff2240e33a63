// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/commands.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace jackdaw::widgets {

/// What the page shows while there is no session: welcome, loading, or what went wrong.
class StatePage : public QWidget {
    Q_OBJECT

public:
    explicit StatePage(QWidget* parent = nullptr);

    void showWelcome(const QStringList& recentFiles);
    /// \p fraction below 0: how long it takes is not known.
    void showLoading(const QString& title, const QString& text, double fraction = -1.0);
    void showError(const QString& title, const QString& message, const QString& action);
    /// A button below the error that is shown, for what mends it.
    void offer(const QString& title, const QString& tip, const std::function<void()>& run);

Q_SIGNALS:
    void commandRequested(jackdaw::widgets::CommandId id);
    void fileRequested(const QString& path);
    void cancelRequested();
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void begin(const QString& iconName, const QString& title, const QString& text);
    QPushButton* addCommand(CommandId id, const char* iconName);
    void restyle();

    QVBoxLayout* m_column;
    QWidget* m_content = nullptr;
    QLabel* m_icon = nullptr;
    QString m_iconName;
    QLabel* m_text = nullptr;
    QProgressBar* m_progress = nullptr;
    QString m_loadingTitle;
};

} // namespace jackdaw::widgets
