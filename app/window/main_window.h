// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/compare_desk.h"
#include "app/window/dropped_files.h"
#include "app/window/engine_setup.h"
#include "app/window/help.h"
#include "app/window/session_archive.h"
#include "app/window/session_opener.h"
#include "app/window/session_review.h"
#include "widgets/session/newest_work.h"
#include "widgets/shell/focus_frame.h"
#include "widgets/shell/focus_keys.h"
#include "widgets/theme/theme.h"
#include "widgets/video/tile_content.h"
#include "widgets/workbench/workbench.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

class QLabel;
class QMenu;

namespace jackdaw::window {

/// The window: menus, preferences, what is open. What a session looks like is Workbench's business.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scenario (.json), a trace to simulate (.trace.json) or a session (.jackdaw); takes a video, a folder,
    /// labels or a network into the run that is set up. \p sessionFile: where a live run is recorded.
    void openFile(const QString& path, const QString& sessionFile = {});
    /// The same for what was dropped: one session, scenario or trace, or anything that a run is set up of.
    void takeFiles(const QStringList& paths);
    void runDemo(const QString& sessionFile = {});
    /// Starts the run that is set up.
    void startSetup();
    /// Opens a session, and holds it at \p instant.
    void openAt(const QString& session, Nanoseconds instant);
    /// Shows what was opened; what is shown now is left.
    void showSession(const OpenedSession& session);
    void setTheme(widgets::ThemeKind kind);
    widgets::Workbench& workbench() { return *m_workbench; }
    Help& help() { return *m_help; }
    /// Opens a scenario to be changed.
    void editScenario(const QString& path);
    /// How the user is asked whether a run may be ended; a dialog unless a test says otherwise.
    using Question = std::function<bool(const QString& title, const QString& text)>;
    void setQuestion(Question ask) { m_ask = std::move(ask); }
    /// How the user is asked for a folder, or a file of videos; a dialog unless a test says otherwise. Empty: none.
    using PlaceQuestion = std::function<QString(const QString& title)>;
    void setPlaceQuestion(PlaceQuestion ask) { m_askPlace = std::move(ask); }
    /// Shows the run that was under way when the program ended without closing it, with what can be done about it.
    /// False where there is none.
    bool offerRecovery();
    /// Where a report goes; a dialog unless a test says otherwise. Empty: nowhere.
    using FileQuestion = std::function<QString(const QString& suggested)>;
    void setReportQuestion(FileQuestion ask) { m_askReport = std::move(ask); }
    /// The file of the session that is shown; empty where none is.
    QString sessionFile() const { return m_session.file; }
    CompareDesk& compareDesk() { return *m_compareDesk; }

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
    void makeSetupMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void makePagesMenu();
    void makeCompareMenu();
    void holdAt(Nanoseconds instant);
    QAction* addCommand(QMenu* menu, widgets::CommandId id);
    void addCommands(QMenu* menu, const std::vector<widgets::CommandId>& ids);
    void bindCommands();
    void bindSetup();
    void connectStartPage();
    void fillPanelMenu();
    void openPalette();
    QString askForPath(const QString& title, const QString& filter);
    void askForFile(const QString& title, const QString& filter);
    void takeIntoSetup(const DroppedFiles& files);
    bool mayLeaveSetup();
    void saveSetup(bool askWhere);
    void showOpenFailure(const QString& title, const QString& message, const QString& action);
    void showFailure(const QString& title, const QString& message, const QString& action);
    void showWelcome();
    void play();
    void leaveSession();
    void showStory(const std::vector<widgets::StoryStep>& story);
    /// True where nothing runs, or the user agreed to end it.
    bool mayLeaveRun();
    void closeSession();
    void makeArchive();
    void locateVideos();
    void exportCorrections();
    void discardSession();
    void connectRecovery();
    void addRecent(const QString& path);
    void fillRecentMenu();
    void removeRecent(const QString& path);
    QStringList recentFiles() const;
    void restorePreferences();
    void savePreferences();
    void askForNote();
    void saveReport();
    void showRecording();
    void showAbout();
    void toggleFullScreen();
    void refreshStatus();

    widgets::Workbench* m_workbench;
    widgets::FocusKeys m_focusKeys;
    widgets::FocusFrame m_focusFrame;
    std::shared_ptr<EngineSetup> m_setup;
    SessionOpener* m_opener;
    CompareDesk* m_compareDesk;
    Help* m_help = nullptr;
    OpenedSession m_session;
    std::unique_ptr<SessionArchive> m_archive; ///< of a recorded session
    std::unique_ptr<SessionReview> m_review; ///< of a session, also while its run goes on
    QLabel* m_status;
    QTimer m_statusTimer;
    QMenu* m_recent = nullptr;
    QMenu* m_panels = nullptr;
    widgets::WallOptions m_options;
    widgets::ThemeKind m_theme = widgets::ThemeKind::Light;
    bool m_closing = false;
    QString m_asked; ///< file that is being opened
    std::optional<Nanoseconds> m_askedInstant; ///< where it is to be held
    Question m_ask;
    PlaceQuestion m_askPlace;
    FileQuestion m_askReport;
    widgets::NewestWork m_report;
    bool m_reopened = false; ///< the recording of the run that is over was asked for
};

} // namespace jackdaw::window
