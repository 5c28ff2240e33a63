// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"

#include "app/window/replay_frames.h"
#include "app/window/shortcuts_dialog.h"
#include "widgets/log/event_log_panel.h"
#include "widgets/theme/icons.h"
#include "widgets/transport/transport_bar.h"
#include "widgets/video/video_wall.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>

namespace jackdaw::window {
namespace {

using widgets::CommandId;

constexpr int kRecentFiles = 8;
constexpr int kStatusMilliseconds = 500;

QString recentKey()
{
    return QStringLiteral("recentFiles");
}
QString themeKey()
{
    return QStringLiteral("theme");
}
QString boxesKey()
{
    return QStringLiteral("showBoxes");
}
QString layoutKey()
{
    return QStringLiteral("panelLayout");
}
QString geometryKey()
{
    return QStringLiteral("windowGeometry");
}

} // namespace

MainWindow::MainWindow(QWidget* parent) :
    QMainWindow(parent), m_page(new widgets::LivePage), m_opener(new SessionOpener(this)), m_status(new QLabel)
{
    setWindowTitle(tr("Jackdaw"));
    setWindowIcon(widgets::applicationIcon());
    setAcceptDrops(true);
    setCentralWidget(m_page);
    resize(1500, 920);
    makeMenus();
    m_status->setAccessibleName(tr("State of the engine and the window"));
    m_status->setToolTip(
        tr("<p>Frames processed: by the students, per second of session time, all cameras together.</p><p>Events not "
           "shown: events that the window was too slow for; the session file has them all.</p>"));
    statusBar()->addWidget(m_status, 1);
    connect(m_opener, &SessionOpener::opened, this, &MainWindow::showSession);
    connect(m_opener, &SessionOpener::failed, this, &MainWindow::showFailure);
    connect(m_opener, &SessionOpener::progressed, this,
            [this](const QString& title, const QString& text, double fraction) {
                m_page->statePage().showLoading(title, text, fraction);
                m_page->showStatePage();
            });
    connect(&m_page->statePage(), &widgets::StatePage::commandRequested, this, &MainWindow::runCommand);
    connect(&m_page->statePage(), &widgets::StatePage::fileRequested, this,
            [this](const QString& path) { openFile(path); });
    connect(m_page, &widgets::LivePage::replayRequested, this, [this] { openFile(QString(m_session.file)); });
    connect(&m_page->statePage(), &widgets::StatePage::dismissed, this, &MainWindow::showWelcome);
    connect(&m_page->statePage(), &widgets::StatePage::cancelRequested, this, [this] {
        m_opener->cancel();
        showWelcome();
    });
    connect(&m_statusTimer, &QTimer::timeout, this, &MainWindow::refreshStatus);
    m_statusTimer.start(kStatusMilliseconds);
    restorePreferences();
    showWelcome();
}

MainWindow::~MainWindow()
{
    leaveSession();
}

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeRunMenu();
    makeViewMenu();
    makeHelpMenu();
}

QAction* MainWindow::addCommand(QMenu* menu, CommandId id, std::function<void()> run)
{
    QAction* action = widgets::makeAction(id, this);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    menu->addAction(action);
    m_actions[id] = action;
    return action;
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    addCommand(menu, CommandId::OpenScenario,
               [this] { askForFile(tr("Open scenario"), tr("Scenarios and traces (*.json)")); });
    addCommand(menu, CommandId::OpenSession, [this] { askForFile(tr("Open session"), tr("Sessions (*.jackdaw)")); });
    m_recent = menu->addMenu(tr("Open recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    addCommand(menu, CommandId::RunDemo, [this] { runDemo(); });
    menu->addSeparator();
    addCommand(menu, CommandId::Quit, [this] { close(); });
}

void MainWindow::makeRunMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Run"));
    const widgets::TransportBar& transport = m_page->transport();
    for (const CommandId id : {CommandId::PlayPause, CommandId::StopRun})
        menu->addAction(transport.action(id));
    addCommand(menu, CommandId::AddNote, [this] { askForNote(); });
    menu->addSeparator();
    for (const CommandId id :
         {CommandId::JumpBack, CommandId::Hold, CommandId::JumpForward, CommandId::StepBack, CommandId::StepForward,
          CommandId::SecondBack, CommandId::SecondForward, CommandId::PreviousEvent, CommandId::NextEvent,
          CommandId::ToStart, CommandId::ToEnd, CommandId::Slower, CommandId::Faster})
        menu->addAction(transport.action(id));
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    QMenu* theme = menu->addMenu(tr("Theme"));
    auto* group = new QActionGroup(this);
    for (const auto& [id, kind] : {std::pair(CommandId::LightTheme, widgets::ThemeKind::Light),
                                   std::pair(CommandId::DarkTheme, widgets::ThemeKind::Dark)}) {
        QAction* action = addCommand(theme, id, [this, kind = kind] { setTheme(kind); });
        action->setCheckable(true);
        group->addAction(action);
    }
    QAction* boxes = addCommand(menu, CommandId::ShowBoxes, [this] {
        m_options.boxes = m_actions.at(CommandId::ShowBoxes)->isChecked();
        m_page->setOptions(m_options);
    });
    boxes->setCheckable(true);
    menu->addSeparator();
    for (QAction* panel : m_page->panelActions())
        menu->addAction(panel);
    addCommand(menu, CommandId::ResetLayout, [this] { m_page->resetLayout(); });
    menu->addSeparator();
    for (const CommandId id :
         {CommandId::NextCamera, CommandId::PreviousCamera, CommandId::EnlargeCamera, CommandId::ClearSelection})
        addCommand(menu, id, [this, id] { m_page->wall().run(id); });
    addCommand(menu, CommandId::SearchEvents, [this] { m_page->searchEvents(); });
    addCommand(menu, CommandId::FullScreen, [this] { toggleFullScreen(); });
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    addCommand(menu, CommandId::Shortcuts, [this] { ShortcutsDialog(this).exec(); });
    addCommand(menu, CommandId::About, [this] { showAbout(); });
}

void MainWindow::runCommand(CommandId id)
{
    if (const auto action = m_actions.find(id); action != m_actions.end())
        action->second->trigger();
}

void MainWindow::askForFile(const QString& title, const QString& filter)
{
    const QStringList recent = recentFiles();
    const QString folder = recent.isEmpty() ? QString() : QFileInfo(recent.front()).path();
    const QString path = QFileDialog::getOpenFileName(this, title, folder, filter);
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::openFile(const QString& path, const QString& sessionFile)
{
    leaveSession();
    addRecent(path);
    if (path.endsWith(QStringLiteral(".trace.json"), Qt::CaseInsensitive))
        m_opener->openTrace(path);
    else if (QFileInfo(path).suffix().compare(QStringLiteral("json"), Qt::CaseInsensitive) == 0)
        m_opener->openScenario(path, sessionFile);
    else
        m_opener->openSession(path);
}

void MainWindow::runDemo(const QString& sessionFile)
{
    leaveSession();
    m_opener->runDemo(sessionFile);
}

void MainWindow::showSession(const OpenedSession& session)
{
    m_session = session;
    m_page->controller().open(session.source, session.control);
    if (session.control)
        addRecent(session.file);
    else
        m_page->controller().setPlaying(true);
    const QString name = QFileInfo(session.file).completeBaseName();
    setWindowTitle(
        (session.source->capabilities().simulated ? tr("%1 (simulated) – Jackdaw") : tr("%1 – Jackdaw")).arg(name));
    refreshStatus();
}

void MainWindow::leaveSession()
{
    m_page->controller().close();
    m_page->selection().setCamera(std::nullopt);
    if (m_session.source)
        m_opener->dispose(std::exchange(m_session, {}));
    setWindowTitle(tr("Jackdaw"));
}

void MainWindow::showFailure(const QString& title, const QString& message, const QString& action)
{
    m_page->statePage().showError(title, message, action);
    m_page->showStatePage();
    Q_EMIT openFailed(action.isEmpty() ? message : message + QLatin1Char(' ') + action);
}

void MainWindow::showWelcome()
{
    m_page->statePage().showWelcome(recentFiles());
    m_page->showStatePage();
}

QStringList MainWindow::recentFiles() const
{
    QStringList files = QSettings().value(recentKey()).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    return files;
}

void MainWindow::addRecent(const QString& path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = QSettings().value(recentKey()).toStringList();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(recentKey(), files.mid(0, kRecentFiles));
}

void MainWindow::fillRecentMenu()
{
    m_recent->clear();
    for (const QString& file : recentFiles()) {
        QAction* action = m_recent->addAction(QFileInfo(file).fileName(), this, [this, file] { openFile(file); });
        action->setStatusTip(file);
        action->setToolTip(file);
    }
    if (m_recent->isEmpty())
        m_recent->addAction(tr("Nothing was opened yet"))->setEnabled(false);
}

void MainWindow::setTheme(widgets::ThemeKind kind)
{
    m_theme = kind;
    widgets::applyTheme(*qApp, kind);
    m_actions.at(CommandId::LightTheme)->setChecked(kind == widgets::ThemeKind::Light);
    m_actions.at(CommandId::DarkTheme)->setChecked(kind == widgets::ThemeKind::Dark);
}

void MainWindow::restorePreferences()
{
    const QSettings settings;
    m_options.boxes = settings.value(boxesKey(), m_options.boxes).toBool();
    m_actions.at(CommandId::ShowBoxes)->setChecked(m_options.boxes);
    m_page->setOptions(m_options);
    setTheme(settings.value(themeKey()).toString() == QStringLiteral("dark") ? widgets::ThemeKind::Dark
                                                                             : widgets::ThemeKind::Light);
    restoreGeometry(settings.value(geometryKey()).toByteArray());
    if (!m_page->restoreLayout(settings.value(layoutKey()).toByteArray()))
        m_page->resetLayout();
}

void MainWindow::savePreferences()
{
    QSettings settings;
    settings.setValue(boxesKey(), m_options.boxes);
    settings.setValue(themeKey(),
                      m_theme == widgets::ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    settings.setValue(geometryKey(), saveGeometry());
    settings.setValue(layoutKey(), m_page->saveLayout());
}

void MainWindow::askForNote()
{
    bool accepted = false;
    const QString text =
        QInputDialog::getText(this, tr("Add note"), tr("Remark at this instant:"), QLineEdit::Normal, {}, &accepted);
    if (accepted && !text.trimmed().isEmpty())
        m_page->controller().note(text.trimmed());
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Jackdaw"),
        tr("<p><b>Jackdaw %1</b></p><p>Workbench for continuous learning of video models on edge servers.</p><p>The "
           "program is licensed under GPL-3.0-or-later, its engine under Apache-2.0. It uses Qt %2, LibTorch, "
           "OpenCV, FFmpeg and SQLite.</p>")
            .arg(QStringLiteral(JACKDAW_VERSION), QString::fromLatin1(qVersion())));
}

void MainWindow::toggleFullScreen()
{
    isFullScreen() ? showNormal() : showFullScreen();
}

void MainWindow::refreshStatus()
{
    m_status->setText(m_page->statusText());
    m_actions.at(CommandId::AddNote)->setEnabled(m_page->controller().isRunning());
    if (m_session.frames)
        for (const std::string& fault : m_session.frames->takeFaults())
            statusBar()->showMessage(QString::fromStdString(fault), 15'000);
    if (m_closing && (!m_session.control || m_session.control->isFinished()))
        close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool running = m_session.control && !m_session.control->isFinished();
    if (running && !m_closing) {
        // The engine finishes its batch and closes the session file; refreshStatus() then closes the window.
        m_session.control->stop();
        m_closing = true;
        m_page->statePage().showLoading(tr("Closing the session"), m_session.file);
        m_page->showStatePage();
        event->ignore();
        return;
    }
    savePreferences();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().size() == 1)
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    openFile(event->mimeData()->urls().front().toLocalFile());
}

} // namespace jackdaw::window
