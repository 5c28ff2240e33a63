// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's menus, and what the commands do.
#include "app/window/main_window.h"
#include "widgets/explain/explain_page.h"
#include "widgets/live/live_page.h"
#include "widgets/shell/command_palette.h"
#include "widgets/shell/shortcuts_dialog.h"
#include "widgets/shell/view_export.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include <utility>

namespace jackdaw::window {

using widgets::CommandId;

void MainWindow::bindCommands()
{
    widgets::CommandRegistry& registry = m_workbench->registry();
    const auto bind = [&](CommandId id, std::function<void()> run) { registry.bind(id, this, std::move(run)); };
    bind(CommandId::OpenScenario, [this] { askForFile(tr("Open scenario"), tr("Scenarios and traces (*.json)")); });
    bind(CommandId::OpenSession, [this] { askForFile(tr("Open session"), tr("Sessions (*.jackdaw)")); });
    bind(CommandId::RunDemo, [this] { runDemo(); });
    bind(CommandId::TellStory, [this] {
        if (mayLeaveRun())
            m_opener->tellStory();
    });
    bind(CommandId::TellDemoWindow, [this] {
        if (mayLeaveRun())
            m_opener->tellDemoWindow();
    });
    bind(CommandId::CloseSession, [this] { closeSession(); });
    bind(CommandId::LocateVideos, [this] { locateVideos(); });
    bind(CommandId::Quit, [this] { close(); });
    bind(CommandId::AddNote, [this] { askForNote(); });
    bind(CommandId::SaveReport, [this] { saveReport(); });
    bind(CommandId::LightTheme, [this] { setTheme(widgets::ThemeKind::Light); });
    bind(CommandId::DarkTheme, [this] { setTheme(widgets::ThemeKind::Dark); });
    bind(CommandId::ShowBoxes, [this] {
        m_options.boxes = m_workbench->registry().action(CommandId::ShowBoxes)->isChecked();
        m_workbench->live().setOptions(m_options);
    });
    bind(CommandId::FullScreen, [this] { toggleFullScreen(); });
    bind(CommandId::Palette, [this] { openPalette(); });
    bind(CommandId::Shortcuts, [this] { widgets::ShortcutsDialog(m_workbench->registry(), this).exec(); });
    bind(CommandId::About, [this] { showAbout(); });
    for (const CommandId id : {CommandId::LightTheme, CommandId::DarkTheme, CommandId::ShowBoxes})
        registry.action(id)->setCheckable(true);
}

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeSetupMenu();
    makeRunMenu();
    makePagesMenu();
    makeCompareMenu();
    makeViewMenu();
    makeHelpMenu();
}

QAction* MainWindow::addCommand(QMenu* menu, CommandId id)
{
    QAction* action = m_workbench->registry().action(id);
    menu->addAction(action);
    return action;
}

void MainWindow::addCommands(QMenu* menu, const std::vector<CommandId>& ids)
{
    for (const CommandId id : ids)
        addCommand(menu, id);
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    addCommands(menu, {CommandId::OpenScenario, CommandId::OpenSession});
    m_recent = menu->addMenu(tr("Open recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    addCommands(menu, {CommandId::RunDemo, CommandId::TellStory, CommandId::TellDemoWindow});
    menu->addSeparator();
    addCommands(menu,
                {CommandId::ExportCorrections, CommandId::LocateVideos, CommandId::CloseSession, CommandId::Quit});
}

void MainWindow::makeRunMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Run"));
    addCommands(menu, {CommandId::PlayPause, CommandId::StopRun, CommandId::AddNote, CommandId::SaveReport});
    menu->addSeparator();
    addCommands(menu,
                {CommandId::JumpBack, CommandId::Hold, CommandId::JumpForward, CommandId::StepBack,
                 CommandId::StepForward, CommandId::SecondBack, CommandId::SecondForward, CommandId::PreviousEvent,
                 CommandId::NextEvent, CommandId::ToStart, CommandId::ToEnd, CommandId::Slower, CommandId::Faster});
}

void MainWindow::makePagesMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Pages"));
    addCommands(menu,
                {CommandId::LivePage, CommandId::ExplainPage, CommandId::ProfilePage, CommandId::DevicesPage,
                 CommandId::ReplayPage, CommandId::ComparePage, CommandId::CamerasPage, CommandId::ReviewPage});
    menu->addSeparator();
    addCommands(menu,
                {CommandId::PreviousPlan, CommandId::NextPlan, CommandId::PreviousSteal, CommandId::NextSteal,
                 CommandId::PreviousTrial, CommandId::NextTrial, CommandId::FirstTrial, CommandId::LastTrial,
                 CommandId::PlayTrials, CommandId::TellWindow});
    menu->addSeparator();
    addCommands(menu,
                {CommandId::FrameBack, CommandId::FrameForward, CommandId::AddMark, CommandId::LoopStart,
                 CommandId::LoopEnd, CommandId::ClearLoop, CommandId::GoToTime, CommandId::TryModel});
}

void MainWindow::makeCompareMenu()
{
    addCommands(menuBar()->addMenu(tr("&Compare")),
                {CommandId::AddToComparison, CommandId::CompareThis, CommandId::SimulatePlanners,
                 CommandId::RunPlanners, CommandId::ClearComparison});
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    QMenu* theme = menu->addMenu(tr("Theme"));
    auto* group = new QActionGroup(this);
    for (const CommandId id : {CommandId::LightTheme, CommandId::DarkTheme})
        group->addAction(addCommand(theme, id));
    addCommand(menu, CommandId::ShowBoxes);
    menu->addSeparator();
    m_panels = menu->addMenu(tr("Panels of this page"));
    connect(m_panels, &QMenu::aboutToShow, this, &MainWindow::fillPanelMenu);
    addCommand(menu, CommandId::ResetLayout);
    QMenu* exports = menu->addMenu(tr("Save or copy"));
    connect(exports, &QMenu::aboutToShow, this,
            [this, exports] { widgets::fillExportMenu(*exports, m_workbench->page(m_workbench->perspective())); });
    menu->addSeparator();
    addCommands(menu,
                {CommandId::NextCamera, CommandId::PreviousCamera, CommandId::EnlargeCamera, CommandId::ClearSelection,
                 CommandId::PinCamera});
    menu->addSeparator();
    addCommands(menu,
                {CommandId::ZoomIn, CommandId::ZoomOut, CommandId::PanLeft, CommandId::PanRight, CommandId::ShowAll,
                 CommandId::ClearReference});
    menu->addSeparator();
    addCommands(menu, {CommandId::SearchEvents, CommandId::FullScreen});
}

void MainWindow::makeHelpMenu()
{
    addCommands(menuBar()->addMenu(tr("&Help")),
                {CommandId::Guide, CommandId::FirstSteps, CommandId::Palette, CommandId::Shortcuts, CommandId::About});
}

void MainWindow::fillPanelMenu()
{
    m_panels->clear();
    for (QAction* panel : m_workbench->page(m_workbench->perspective()).panelActions())
        m_panels->addAction(panel);
}

void MainWindow::openPalette()
{
    widgets::CommandPalette palette(m_workbench->paletteEntries(), this);
    palette.exec();
}

} // namespace jackdaw::window
