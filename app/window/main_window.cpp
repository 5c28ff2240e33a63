// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"

#include "app/window/plan_trials.h"
#include "app/window/replay_frames.h"
#include "app/window/report_file.h"
#include "app/window/session_copy.h"
#include "engine/base/version.h"
#include "widgets/compare/compare_page.h"
#include "widgets/explain/explain_page.h"
#include "widgets/live/live_page.h"
#include "widgets/live/run_summary.h"
#include "widgets/review/review_page.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace jackdaw::window {
namespace {

using widgets::CommandId;

constexpr int kRecentFiles = 8;
constexpr int kStatusMilliseconds = 500;
constexpr int kFaultMilliseconds = 15'000;

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
    return QStringLiteral("pageLayouts");
}
QString keysKey()
{
    return QStringLiteral("changedKeys");
}
/// The session that is being recorded; gone where the window closed it.
QString runningKey()
{
    return QStringLiteral("runningSession");
}
QString geometryKey()
{
    return QStringLiteral("windowGeometry");
}

/// Frames that the golden model labelled and that were held against it, of all cameras.
std::uint64_t scoredFrames(const SessionState& state)
{
    std::uint64_t frames = 0;
    for (const CameraState& camera : state.cameras)
        frames += camera.framesScored;
    return frames;
}

} // namespace

MainWindow::MainWindow(QWidget* parent) :
    QMainWindow(parent), m_workbench(new widgets::Workbench), m_setup(std::make_shared<EngineSetup>()),
    m_opener(new SessionOpener(this)), m_compareDesk(new CompareDesk(*m_workbench, this)), m_status(new QLabel)
{
    m_ask = [this](const QString& title, const QString& text) {
        QMessageBox box(QMessageBox::Question, title, text, QMessageBox::Yes | QMessageBox::Cancel, this);
        box.setTextFormat(Qt::PlainText);
        box.setDefaultButton(QMessageBox::Cancel);
        return box.exec() == QMessageBox::Yes;
    };
    m_askPlace = [this](const QString& title) { return QFileDialog::getExistingDirectory(this, title); };
    m_askReport = [this](const QString& suggested) {
        return widgets::askForFile(this, tr("Save report"), suggested, tr("Pages (*.html)"));
    };
    setWindowTitle(tr("Jackdaw"));
    setWindowIcon(widgets::applicationIcon());
    setAcceptDrops(true);
    setCentralWidget(m_workbench);
    resize(1500, 920);
    m_workbench->explain().setOpenTrial(openTrial);
    bindCommands();
    m_help = new Help(*this, *m_workbench);
    makeMenus();
    qApp->installEventFilter(&m_focusKeys);
    qApp->installEventFilter(&m_focusFrame);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setAccessibleName(tr("State of the engine and the window"));
    m_status->setToolTip(tr("<p>Mean and worst: rolling accuracy of the cameras, F1 against the golden model. Left: of "
                            "the whole run, where "
                            "time passes as planned.</p><p>The panel Diagnostics of the live page says how engine and "
                            "window keep up.</p>"));
    statusBar()->addWidget(m_status, 1);
    connect(m_opener, &SessionOpener::opened, this, &MainWindow::showSession);
    connect(m_opener, &SessionOpener::failed, this, &MainWindow::showOpenFailure);
    connect(m_opener, &SessionOpener::progressed, this,
            [this](const QString& title, const QString& text, double fraction) {
                m_workbench->statePage().showLoading(title, text, fraction);
                m_workbench->showStatePage();
            });
    connectStartPage();
    bindSetup();
    connectRecovery();
    connect(&m_workbench->compare(), &widgets::ComparePage::openRequested, this, &MainWindow::openAt);
    connect(&m_workbench->review(), &widgets::ReviewPage::exportRequested, this, &MainWindow::exportCorrections);
    connect(&m_workbench->session(), &widgets::SessionView::labelCorrected, this, [this](const LabelCorrected& said) {
        if (m_review)
            m_review->hear(said);
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

void MainWindow::connectStartPage()
{
    widgets::StatePage& start = m_workbench->statePage();
    connect(&start, &widgets::StatePage::commandRequested, &m_workbench->registry(),
            &widgets::CommandRegistry::trigger);
    connect(&start, &widgets::StatePage::fileRequested, this, [this](const QString& path) { openFile(path); });
    connect(m_workbench, &widgets::Workbench::replayRequested, this, [this] { openFile(QString(m_session.file)); });
    connect(m_workbench, &widgets::Workbench::startPageRequested, this, &MainWindow::showWelcome);
    connect(&start, &widgets::StatePage::dismissed, this, &MainWindow::showWelcome);
    connect(&start, &widgets::StatePage::cancelRequested, this, [this] {
        m_opener->cancel();
        m_asked.clear();
        m_askedInstant.reset();
        showWelcome();
    });
}

QString MainWindow::askForPath(const QString& title, const QString& filter)
{
    const QStringList recent = recentFiles();
    const QString folder = recent.isEmpty() ? QString() : QFileInfo(recent.front()).path();
    return QFileDialog::getOpenFileName(this, title, folder, filter);
}

void MainWindow::askForFile(const QString& title, const QString& filter)
{
    if (const QString path = askForPath(title, filter); !path.isEmpty())
        openFile(path);
}

void MainWindow::openFile(const QString& path, const QString& sessionFile)
{
    const DroppedFiles files = sorted({path});
    if (!files.isOneToOpen()) {
        takeIntoSetup(files);
        return;
    }
    if (!mayLeaveRun())
        return;
    m_askedInstant.reset();
    m_asked = path;
    if (!files.traces.isEmpty())
        m_opener->openTrace(path);
    else if (!files.scenarios.isEmpty())
        m_opener->openScenario(path, sessionFile);
    else
        m_opener->openSession(path);
}

void MainWindow::openAt(const QString& session, Nanoseconds instant)
{
    if (session == m_session.file && m_session.source)
        return holdAt(instant);
    openFile(session);
    if (m_asked == session) // it is being opened
        m_askedInstant = instant;
}

void MainWindow::holdAt(Nanoseconds instant)
{
    m_workbench->showSession();
    m_workbench->controller().setPlaying(false);
    m_workbench->controller().seek(instant);
}

void MainWindow::runDemo(const QString& sessionFile)
{
    if (!mayLeaveRun())
        return;
    m_asked.clear();
    m_askedInstant.reset();
    m_opener->runDemo(sessionFile);
}

void MainWindow::showSession(const OpenedSession& session)
{
    const bool isRecording = std::exchange(m_reopened, false) && session.file == m_session.file && !session.control;
    const widgets::Perspective perspective = m_workbench->perspective();
    const auto instant = std::exchange(m_askedInstant, std::nullopt);
    leaveSession();
    m_session = session;
    m_compareDesk->setOpenSession(session.file.endsWith(QStringLiteral(".jackdaw")) ? session.file : QString());
    m_workbench->live().summary().setFile(session.file);
    m_workbench->controller().open(session.source, session.control);
    makeArchive();
    if (session.control)
        QSettings().setValue(runningKey(), QFileInfo(session.file).absoluteFilePath());
    if (!m_asked.isEmpty())
        addRecent(std::exchange(m_asked, QString()));
    if (session.control)
        addRecent(session.file);
    if (!session.story.empty())
        showStory(session.story);
    else if (instant && !session.control)
        holdAt(*instant);
    else if (!session.control)
        play();
    if (isRecording)
        m_workbench->show(perspective);
    const QString name = QFileInfo(session.file).completeBaseName();
    setWindowTitle(
        (session.source->capabilities().simulated ? tr("%1 (simulated) – Jackdaw") : tr("%1 – Jackdaw")).arg(name));
    refreshStatus();
}

/// All plans of a story are there from the beginning: its end is shown, and stands.
void MainWindow::showStory(const std::vector<widgets::StoryStep>& story)
{
    widgets::SessionController& controller = m_workbench->controller();
    controller.seek(controller.duration());
    controller.tick(); // a simulated session gives all its events at once
    m_workbench->show(widgets::Perspective::Explain);
    m_workbench->explain().tell(story);
}

/// What another run writes is followed at its end.
void MainWindow::play()
{
    widgets::SessionController& controller = m_workbench->controller();
    if (controller.capabilities().growing)
        controller.seek(controller.duration());
    controller.setPlaying(true);
}

void MainWindow::leaveSession()
{
    m_workbench->setArchive(nullptr);
    m_workbench->setReview(nullptr);
    m_archive.reset();
    m_review.reset();
    m_workbench->controller().close();
    if (m_session.control)
        QSettings().remove(runningKey());
    m_compareDesk->setOpenSession({});
    if (m_session.source)
        m_opener->dispose(std::exchange(m_session, {}));
    setWindowTitle(tr("Jackdaw"));
}

void MainWindow::makeArchive()
{
    if (m_session.control) {
        m_review = std::make_unique<SessionReview>(m_session.file, nullptr, m_session.control);
        m_session.work = m_review->work();
        m_workbench->setReview(m_review.get());
    }
    if (!m_session.frames)
        return;
    m_archive = std::make_unique<SessionArchive>(m_session.file, m_session.frames);
    m_review = std::make_unique<SessionReview>(m_session.file, m_session.frames);
    m_session.work = std::make_shared<std::pair<std::shared_ptr<ArchiveWork>, std::shared_ptr<ReviewWork>>>(
        m_archive->work(), m_review->work());
    m_workbench->setArchive(m_archive.get(), m_session.isCutOff);
    m_workbench->setReview(m_review.get());
    if (!m_archive->sideFault().isEmpty())
        statusBar()->showMessage(m_archive->sideFault(), kFaultMilliseconds);
}

void MainWindow::locateVideos()
{
    if (!m_archive)
        return;
    const QString place = m_askPlace(tr("Where are the videos now?"));
    if (place.isEmpty())
        return;
    statusBar()->showMessage(m_archive->locate(place), kFaultMilliseconds);
    m_workbench->review().tryPicturesAgain();
    // So that the pictures of this instant are asked for again.
    m_workbench->controller().seek(m_workbench->controller().now());
}

void MainWindow::exportCorrections()
{
    if (!m_review)
        return;
    if (const QString folder = m_askPlace(tr("Folder for the corrected labels")); !folder.isEmpty())
        statusBar()->showMessage(m_review->exportLabels(folder), 2 * kFaultMilliseconds);
}

void MainWindow::connectRecovery()
{
    connect(m_workbench, &widgets::Workbench::recoverRequested, this,
            [this] { m_opener->resumeSession(QString(m_session.file)); });
    connect(m_workbench, &widgets::Workbench::copyRequested, this,
            [this] { m_opener->openCopy(QString(m_session.file)); });
    connect(m_workbench, &widgets::Workbench::discardRequested, this, &MainWindow::discardSession);
}

void MainWindow::discardSession()
{
    const QString file = m_session.file;
    if (!m_ask(tr("Discard the session?"), tr("%1 is moved to the wastebasket.").arg(file)))
        return;
    leaveSession();
    showWelcome();
    if (const QString fault = moveToWastebasket(file); !fault.isEmpty())
        showFailure(tr("The session was not discarded"), fault, {});
}

bool MainWindow::offerRecovery()
{
    const QString file = QSettings().value(runningKey()).toString();
    if (file.isEmpty() || !isCutOff(file)) // another window may be recording it
        return false;
    openFile(file);
    return true;
}

bool MainWindow::mayLeaveRun()
{
    if (!m_workbench->controller().isRunning())
        return true;
    return m_ask(tr("End the run?"),
                 tr("A run is under way. It is closed cleanly, and its session file can be replayed or resumed."));
}

void MainWindow::closeSession()
{
    if (!mayLeaveRun())
        return;
    leaveSession();
    showWelcome();
}

/// What was asked for last could not be opened.
void MainWindow::showOpenFailure(const QString& title, const QString& message, const QString& action)
{
    if (!m_asked.isEmpty())
        removeRecent(std::exchange(m_asked, QString()));
    showFailure(title, message, action);
    if (m_opener->lacksCosts())
        m_workbench->statePage().offer(
            tr("Calibrate now"),
            tr("Measures what each kind of work costs on this machine, a few minutes, and starts the run then"),
            [this] { m_opener->calibrateAndRun(); });
}

void MainWindow::showFailure(const QString& title, const QString& message, const QString& action)
{
    m_asked.clear();
    m_askedInstant.reset();
    m_workbench->statePage().showError(title, message, action);
    const widgets::SetupModel& model = m_workbench->cameras().model();
    if (!model.draft().cameras.empty())
        m_workbench->statePage().offer(tr("Back to the set-up"), tr("Shows the cameras that are set up"),
                                       [this] { m_workbench->show(widgets::Perspective::Cameras); });
    m_workbench->showStatePage();
    Q_EMIT openFailed(action.isEmpty() ? message : message + QLatin1Char(' ') + action);
}

void MainWindow::showWelcome()
{
    m_workbench->statePage().showWelcome(recentFiles());
    if (m_session.source)
        m_workbench->showSession();
    else
        m_workbench->showStatePage();
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

/// What did not open is not offered again.
void MainWindow::removeRecent(const QString& path)
{
    QStringList files = QSettings().value(recentKey()).toStringList();
    files.removeAll(QFileInfo(path).absoluteFilePath());
    QSettings().setValue(recentKey(), files);
}

void MainWindow::fillRecentMenu()
{
    m_recent->clear();
    for (const QString& file : recentFiles()) {
        QAction* action = m_recent->addAction(QFileInfo(file).fileName(), this, [this, file] { openFile(file); });
        action->setStatusTip(file);
        action->setToolTip(widgets::format::plainTip(file));
    }
    if (m_recent->isEmpty())
        m_recent->addAction(tr("Nothing was opened yet"))->setEnabled(false);
}

void MainWindow::setTheme(widgets::ThemeKind kind)
{
    m_theme = kind;
    widgets::applyTheme(*qApp, kind);
    const widgets::CommandRegistry& registry = m_workbench->registry();
    registry.action(CommandId::LightTheme)->setChecked(kind == widgets::ThemeKind::Light);
    registry.action(CommandId::DarkTheme)->setChecked(kind == widgets::ThemeKind::Dark);
}

void MainWindow::restorePreferences()
{
    const QSettings settings;
    m_options.boxes = settings.value(boxesKey(), m_options.boxes).toBool();
    m_workbench->registry().action(CommandId::ShowBoxes)->setChecked(m_options.boxes);
    m_workbench->live().setOptions(m_options);
    m_workbench->registry().restoreKeys(settings.value(keysKey()).toMap());
    setTheme(settings.value(themeKey()).toString() == QStringLiteral("dark") ? widgets::ThemeKind::Dark
                                                                             : widgets::ThemeKind::Light);
    restoreGeometry(settings.value(geometryKey()).toByteArray());
    m_workbench->restoreLayouts(settings.value(layoutKey()).toMap());
}

void MainWindow::savePreferences()
{
    QSettings settings;
    settings.setValue(boxesKey(), m_options.boxes);
    settings.setValue(themeKey(),
                      m_theme == widgets::ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    settings.setValue(geometryKey(), saveGeometry());
    settings.setValue(layoutKey(), m_workbench->saveLayouts());
    settings.setValue(keysKey(), m_workbench->registry().changedKeys());
}

void MainWindow::askForNote()
{
    bool accepted = false;
    const QString text =
        QInputDialog::getText(this, tr("Add note"), tr("Remark at this instant:"), QLineEdit::Normal, {}, &accepted);
    if (accepted && !text.trimmed().isEmpty())
        m_workbench->controller().note(text.trimmed());
}

void MainWindow::saveReport()
{
    if (m_report.isBusy())
        return statusBar()->showMessage(tr("A report is being made already."), 15'000);
    const QFileInfo session(m_session.file);
    if (!session.exists())
        return statusBar()->showMessage(tr("There is no recorded session that a report could be made of."), 15'000);
    const QString file = m_askReport(session.dir().filePath(session.completeBaseName() + QStringLiteral(".html")));
    if (file.isEmpty())
        return;
    statusBar()->showMessage(tr("Making the report…"));
    m_report.run([this, file, from = session.filePath()]() -> widgets::NewestWork::Effect {
        const auto page = reportPage(from.toStdString());
        return [this, file, page] {
            const QString fault = page ? widgets::saveText(QString::fromStdString(*page), file)
                                       : QString::fromStdString(page.error().text());
            statusBar()->showMessage(fault.isEmpty() ? tr("The report is in %1.").arg(file) : fault, 15'000);
        };
    });
}

/// A run that is over is shown from its file, where its end stands: so one can go through it at once.
void MainWindow::showRecording()
{
    const auto& closed = m_workbench->controller().state().closed;
    if (m_reopened || m_closing || !m_asked.isEmpty() || !m_workbench->showsSession() || !m_session.control
        || !m_session.control->isFinished() || !closed || closed->outcome == RunOutcome::Failed
        || !QFileInfo::exists(m_session.file))
        return;
    m_reopened = true;
    m_askedInstant = m_workbench->controller().state().time;
    m_opener->reopen(m_session.file);
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Jackdaw"),
        tr("<p><b>Jackdaw %1</b></p><p>Workbench for continuous learning of video models on edge servers.</p><p>The "
           "program is licensed under GPL-3.0-or-later, its engine under Apache-2.0. It uses Qt %2, LibTorch, "
           "OpenCV, FFmpeg and SQLite.</p>")
            .arg(QString::fromLatin1(jackdaw::version()), QString::fromLatin1(qVersion())));
}

void MainWindow::toggleFullScreen()
{
    isFullScreen() ? showNormal() : showFullScreen();
}

void MainWindow::refreshStatus()
{
    m_status->setText(m_workbench->statusText());
    const widgets::CommandRegistry& registry = m_workbench->registry();
    registry.action(CommandId::AddNote)->setEnabled(m_workbench->controller().isRunning());
    registry.action(CommandId::CloseSession)->setEnabled(m_session.source != nullptr);
    registry.action(CommandId::SaveReport)->setEnabled(m_session.source != nullptr);
    showRecording();
    if (m_review)
        m_review->noteScored(scoredFrames(m_workbench->controller().state()));
    if (m_session.frames)
        for (const std::string& fault : m_session.frames->takeFaults())
            statusBar()->showMessage(QString::fromStdString(fault), kFaultMilliseconds);
    if (m_session.control && m_session.control->isFinished())
        QSettings().remove(runningKey());
    if (m_closing && (!m_session.control || m_session.control->isFinished()))
        close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool running = m_session.control && !m_session.control->isFinished();
    if (running && !m_closing) {
        if (!mayLeaveRun() || !mayLeaveSetup()) {
            event->ignore();
            return;
        }
        // The engine finishes its batch and closes the session file; refreshStatus() then closes the window.
        m_session.control->stop();
        m_closing = true;
        m_workbench->statePage().showLoading(tr("Closing the session"), m_session.file);
        m_workbench->showStatePage();
        event->ignore();
        return;
    }
    if (!m_closing && !mayLeaveSetup()) {
        event->ignore();
        return;
    }
    savePreferences();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    takeFiles(paths);
}

} // namespace jackdaw::window
