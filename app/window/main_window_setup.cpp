// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the window that sets runs up.
#include "app/window/main_window.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/shell/view_export.h"

#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QStatusBar>

#include <utility>

namespace jackdaw::window {

using widgets::CommandId;

void MainWindow::bindSetup()
{
    widgets::CamerasPage& cameras = m_workbench->cameras();
    cameras.setServices(m_setup);
    connect(&cameras, &widgets::CamerasPage::runRequested, this, &MainWindow::startSetup);
    connect(&cameras, &widgets::CamerasPage::saveRequested, this, [this] { saveSetup(false); });
    widgets::CommandRegistry& registry = m_workbench->registry();
    registry.bind(CommandId::SaveScenarioAs, this, [this] { saveSetup(true); });
    registry.bind(CommandId::AddCamera, this, [this] { m_workbench->show(widgets::Perspective::Cameras); });
    registry.bind(CommandId::NewScenario, this, [this] {
        if (!mayLeaveSetup())
            return;
        m_workbench->cameras().model().begin();
        m_workbench->show(widgets::Perspective::Cameras);
    });
    registry.bind(CommandId::EditScenario, this, [this] {
        if (const QString path = askForPath(tr("Edit scenario"), tr("Scenarios (*.json)")); !path.isEmpty())
            editScenario(path);
    });
}

void MainWindow::makeSetupMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Set up"));
    addCommands(menu, {CommandId::AddCamera, CommandId::DuplicateCamera, CommandId::RemoveCamera});
    menu->addSeparator();
    addCommands(menu,
                {CommandId::NewScenario, CommandId::EditScenario, CommandId::SaveScenario, CommandId::SaveScenarioAs});
    menu->addSeparator();
    addCommands(menu, {CommandId::Undo, CommandId::Redo});
    menu->addSeparator();
    addCommand(menu, CommandId::StartRun);
}

void MainWindow::takeFiles(const QStringList& paths)
{
    const DroppedFiles files = sorted(paths);
    if (files.isOneToOpen())
        openFile((files.sessions + files.scenarios + files.traces).front());
    else
        takeIntoSetup(files);
}

/// Videos become cameras, networks the golden model; labels without a video belong to the camera that is shown.
void MainWindow::takeIntoSetup(const DroppedFiles& files)
{
    const QString complaint = complaintAbout(files);
    widgets::CamerasPage& cameras = m_workbench->cameras();
    const bool hasCamera = !files.videos.isEmpty() || cameras.model().camera();
    if (!complaint.isEmpty() && !files.isForSetup())
        return showFailure(tr("This could not be opened"), complaint, {});
    if (!files.labels.isEmpty() && !hasCamera)
        return showFailure(tr("Labels alone make no camera"),
                           tr("%1 says what is to be seen, but not in which video.").arg(files.labels.front()),
                           tr("Drop the label file together with its video."));
    const auto written = [this](const QString& path) { return m_setup->writtenPath(path); };
    std::vector<std::string> models;
    for (const QString& network : files.networks)
        models.push_back(written(network));
    cameras.add(camerasOf(files, written), models);
    if (files.videos.isEmpty() && !files.labels.isEmpty())
        cameras.model().editCamera({},
                                   [&](CameraDraft& camera) { camera.goldenLabels = written(files.labels.front()); });
    m_workbench->show(widgets::Perspective::Cameras);
    if (!complaint.isEmpty())
        statusBar()->showMessage(complaint, 15'000);
}

void MainWindow::editScenario(const QString& path)
{
    if (!mayLeaveSetup())
        return;
    const Status opened = m_workbench->cameras().open(path);
    if (!opened)
        return showFailure(tr("The scenario could not be opened"), QString::fromStdString(opened.error().message),
                           QString::fromStdString(opened.error().action));
    m_workbench->show(widgets::Perspective::Cameras);
}

void MainWindow::startSetup()
{
    const widgets::SetupModel& model = m_workbench->cameras().model();
    auto settings = m_setup->settings(model.draft());
    if (!settings)
        return showFailure(tr("The run could not start"), QString::fromStdString(settings.error().message),
                           QString::fromStdString(settings.error().action));
    if (!mayLeaveRun())
        return;
    m_asked = model.isChanged() ? QString() : model.file();
    m_opener->openRun(std::move(*settings));
}

void MainWindow::saveSetup(bool askWhere)
{
    widgets::SetupModel& model = m_workbench->cameras().model();
    QString path = model.file();
    if (askWhere || path.isEmpty())
        path = widgets::askForFile(this, tr("Save scenario"), path.isEmpty() ? QStringLiteral("scenario.json") : path,
                                   tr("Scenarios (*.json)"));
    if (path.isEmpty())
        return;
    const Status saved = model.save(path);
    if (saved)
        return;
    QMessageBox box(QMessageBox::Warning, tr("Save scenario"), QString::fromStdString(saved.error().text()),
                    QMessageBox::Ok, this);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

bool MainWindow::mayLeaveSetup()
{
    const widgets::SetupModel& model = m_workbench->cameras().model();
    return !model.isChanged() || model.draft().cameras.empty()
        || m_ask(tr("Leave the set-up?"),
                 tr("The cameras that are set up are not saved. Cancel, and save them with Ctrl+S."));
}

} // namespace jackdaw::window
