// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/session_opener.h"
#include "widgets/live/commands.h"
#include "widgets/live/live_page.h"
#include "widgets/theme/theme.h"

#include <QMainWindow>
#include <QTimer>

#include <map>

class QLabel;
class QMenu;

namespace jackdaw::window {

/// The window: menus, preferences, what is open. What a session looks like is LivePage's business.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scenario (.json), a trace to simulate (.trace.json) or a session (.jackdaw). \p sessionFile: where a
    /// live run is recorded.
    void openFile(const QString& path, const QString& sessionFile = {});
    void runDemo(const QString& sessionFile = {});
    void setTheme(widgets::ThemeKind kind);
    widgets::LivePage& page() { return *m_page; }
    /// The file of the session that is shown; empty where none is.
    QString sessionFile() const { return m_session.file; }

Q_SIGNALS:
    /// Something could not be opened; the page says so too.
    void openFailed(const QString& text);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeMenus();
    void makeFileMenu();
    void makeRunMenu();
    void makeViewMenu();
    void makeHelpMenu();
    QAction* addCommand(QMenu* menu, widgets::CommandId id, std::function<void()> run);
    void runCommand(widgets::CommandId id);
    void askForFile(const QString& title, const QString& filter);
    void showSession(const OpenedSession& session);
    void showFailure(const QString& title, const QString& message, const QString& action);
    void showWelcome();
    void leaveSession();
    void addRecent(const QString& path);
    void fillRecentMenu();
    QStringList recentFiles() const;
    void restorePreferences();
    void savePreferences();
    void askForNote();
    void showAbout();
    void toggleFullScreen();
    void refreshStatus();

    widgets::LivePage* m_page;
    SessionOpener* m_opener;
    OpenedSession m_session;
    QLabel* m_status;
    QTimer m_statusTimer;
    QMenu* m_recent = nullptr;
    std::map<widgets::CommandId, QAction*> m_actions;
    widgets::WallOptions m_options;
    widgets::ThemeKind m_theme = widgets::ThemeKind::Light;
    bool m_closing = false;
};

} // namespace jackdaw::window
