// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/commands.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace jackdaw::widgets {

/// Where to begin: own videos and cameras first, then the demo and the worked example, what was recorded, and what was
/// open lately. Says what each needs, what will happen, and how long it takes.
class StartPage : public QWidget {
    Q_OBJECT

public:
    /// \p recentFiles opened when they were asked for last.
    explicit StartPage(const QStringList& recentFiles, QWidget* parent = nullptr);

Q_SIGNALS:
    void commandRequested(jackdaw::widgets::CommandId id);
    void fileRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHeading();
    QWidget* makeOwnCameras();
    QWidget* makeOthers();
    QWidget* makeRecent(const QStringList& files);
    QPushButton* makeCommand(CommandId id, const char* iconName);
    void restyle();

    struct IconOf {
        QPushButton* button;
        QString name;
    };
    std::vector<IconOf> m_icons;
};

} // namespace jackdaw::widgets
