// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/compare_desk.h"

#include "app/window/comparisons.h"
#include "widgets/compare/compare_page.h"
#include "widgets/compare/run_planners_panel.h"

#include <QAction>
#include <QFileDialog>
#include <QInputDialog>

namespace jackdaw::window {

using widgets::CommandId;
using widgets::Perspective;

CompareDesk::CompareDesk(widgets::Workbench& workbench, QWidget* window) :
    QObject(window), m_workbench(workbench), m_window(window)
{
    m_ask.files = [this](const QString& title, const QString& filter) {
        return QFileDialog::getOpenFileNames(m_window, title, {}, filter);
    };
    m_ask.folder = [this](const QString& title) { return QFileDialog::getExistingDirectory(m_window, title); };
    m_ask.text = [this](const QString& title, const QString& label, const QString& usual) {
        return QInputDialog::getText(m_window, title, label, QLineEdit::Normal, usual);
    };
    widgets::ComparePage& page = m_workbench.compare();
    page.setReader(readComparison);
    widgets::RunPlannersPanel& panel = page.planners();
    panel.setJob(&m_job);
    connect(&panel, &widgets::RunPlannersPanel::sessionsMade, this, &CompareDesk::compare);
    connect(&panel, &widgets::RunPlannersPanel::scenarioWanted, this, [this, &panel] {
        const QStringList files = m_ask.files(tr("Scenario to compare planners on"), tr("Scenarios (*.json)"));
        widgets::JobRequest request = panel.request();
        if (files.isEmpty())
            return;
        request.scenario = files.front();
        if (request.folder.isEmpty())
            request.folder = QFileInfo(files.front()).dir().filePath(QStringLiteral("comparison"));
        panel.setRequest(request);
    });
    connect(&panel, &widgets::RunPlannersPanel::folderWanted, this, [this, &panel] {
        widgets::JobRequest request = panel.request();
        if (const QString folder = m_ask.folder(tr("Folder of the sessions")); !folder.isEmpty())
            request.folder = folder;
        panel.setRequest(request);
    });
    bindCommands();
    setOpenSession({});
}

void CompareDesk::bindCommands()
{
    widgets::CommandRegistry& registry = m_workbench.registry();
    const auto ask = [this] { return m_ask.files(tr("Sessions to compare"), tr("Sessions (*.jackdaw)")); };
    registry.bind(CommandId::AddToComparison, this, [this, ask] { addSessions(ask()); });
    registry.bind(CommandId::CompareThis, this, [this, ask] {
        QStringList others = ask();
        if (others.isEmpty())
            return;
        others.removeAll(m_openSession);
        compare(QStringList{m_openSession} + others);
    });
    registry.bind(CommandId::SimulatePlanners, this, [this] { simulate(); });
    registry.bind(CommandId::RunPlanners, this, [this] { showRunPanel(); });
}

void CompareDesk::setOpenSession(const QString& file)
{
    m_openSession = file;
    m_workbench.registry().action(CommandId::CompareThis)->setEnabled(!file.isEmpty());
}

void CompareDesk::addSessions(QStringList sessions)
{
    if (sessions.isEmpty())
        return;
    for (const widgets::SideRequest& side : m_workbench.compare().sides())
        for (const std::string& known : side.sessions)
            sessions.removeAll(QString::fromStdString(known));
    m_workbench.show(Perspective::Compare);
    m_workbench.compare().add(sidesOf(sessions));
}

void CompareDesk::compare(const QStringList& sessions)
{
    m_workbench.show(Perspective::Compare);
    m_workbench.compare().show(sidesOf(sessions));
}

void CompareDesk::simulate()
{
    const QStringList traces = m_ask.files(tr("Trace to simulate"), tr("Traces (*.trace.json)"));
    if (traces.isEmpty())
        return;
    const QString planners = m_ask.text(tr("Simulate planners"), tr("Planners, separated by spaces:"),
                                        QStringLiteral("uniform(0,0.5) thief jackdaw"));
    std::vector<widgets::SideRequest> sides;
    for (const QString& planner : planners.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        sides.push_back({{}, traces.front().toStdString(), planner.toStdString()});
    if (sides.empty())
        return;
    m_workbench.show(Perspective::Compare);
    m_workbench.compare().add(sides);
}

void CompareDesk::showRunPanel()
{
    m_workbench.show(Perspective::Compare);
    m_workbench.raisePanel(QStringLiteral("runPlannersDock"));
    m_workbench.compare().planners().setFocus();
}

} // namespace jackdaw::window
