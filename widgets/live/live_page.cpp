// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/live_page.h"

#include "widgets/live/accuracy_panel.h"
#include "widgets/live/counts_panel.h"
#include "widgets/live/diagnostics_panel.h"
#include "widgets/live/run_summary.h"
#include "widgets/live/summary_strip.h"
#include "widgets/log/event_log_panel.h"
#include "widgets/plan/plan_panel.h"
#include "widgets/profile/profile_panel.h"
#include "widgets/shell/view_export.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/twins/twins.h"
#include "widgets/video/video_wall.h"
#include "widgets/video/wall_twin.h"

#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {

LivePage::LivePage(SessionView& session, CommandRegistry& registry, QWidget* parent) :
    Page(parent), m_session(session), m_wall(new VideoWall(session)), m_accuracy(new AccuracyPanel(session)),
    m_timeline(new TimelineView(session)), m_profile(new ProfilePanel(session)), m_plan(new PlanPanel(session)),
    m_events(new EventLogPanel(session)), m_summary(new RunSummary(session, registry)),
    m_counts(new CountsPanel(session))
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new SummaryStrip(session));
    column->addWidget(m_summary);
    column->addWidget(m_wall, 1);
    setMiddle(middle);
    makePanels();
    addExports();
    bindCommands(registry);
    SessionController& controller = session.controller();
    connect(m_timeline, &TimelineView::seekRequested, &controller, &SessionController::seek);
    connect(m_events, &EventLogPanel::seekRequested, &controller, &SessionController::seek);
    connect(m_summary, &RunSummary::replayRequested, this, &LivePage::replayRequested);
    connect(m_plan, &PlanPanel::explainRequested, this, [&registry] { registry.trigger(CommandId::ExplainPage); });
}

LivePage::~LivePage() = default;

void LivePage::addExports()
{
    addPictureExport(*m_wall, tr("cameras"));
    addTableTwin(*m_wall, tr("cameras"), [this] { return WallTwin::of(m_session.state()); });
    addPictureExport(*m_timeline, tr("timeline"));
    addTableTwin(*m_timeline, tr("timeline"), [this] { return Twins::ofTimeline(m_session.state()); });
}

void LivePage::bindCommands(CommandRegistry& registry)
{
    for (const CommandId id :
         {CommandId::NextCamera, CommandId::PreviousCamera, CommandId::EnlargeCamera, CommandId::ClearSelection})
        registry.bind(id, m_wall, [this, id] { m_wall->run(id); });
}

QWidget* LivePage::makeTimelinePanel()
{
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_readOut = new QLabel;
    m_readOut->setMargin(3);
    m_readOut->setTextFormat(Qt::PlainText);
    m_readOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    const QString legend =
        tr("light: granted · full: used · line: requested · solid: inference · hatched: retraining · dotted: "
           "labelling, profiling");
    m_readOut->setText(legend);
    connect(m_timeline, &TimelineView::readOutChanged, this,
            [this, legend](const QString& text) { m_readOut->setText(text.isEmpty() ? legend : text); });
    column->addWidget(m_timeline, 1);
    column->addWidget(m_readOut);
    return panel;
}

void LivePage::makePanels()
{
    addPanel(QStringLiteral("accuracyDock"), tr("Accuracy"), m_accuracy, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("planDock"), tr("Plan"), m_plan, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("profileDock"), tr("Micro-profiler"), m_profile, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("timelineDock"), tr("Allocation timeline"), makeTimelinePanel(), Qt::BottomDockWidgetArea);
    addPanel(QStringLiteral("eventsDock"), tr("Events"), m_events, Qt::BottomDockWidgetArea);
    addPanel(QStringLiteral("diagnosticsDock"), tr("Diagnostics"), new DiagnosticsPanel(m_session),
             Qt::BottomDockWidgetArea);
    addPanel(QStringLiteral("countsDock"), tr("Counts"), m_counts, Qt::RightDockWidgetArea);
    finishPanels();
}

void LivePage::arrangePanels()
{
    docks().setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    docks().tabifyDockWidget(panel(1), panel(2));
    docks().tabifyDockWidget(panel(2), panel(6));
    docks().tabifyDockWidget(panel(3), panel(4));
    docks().tabifyDockWidget(panel(4), panel(5));
    panel(1)->raise();
    panel(3)->raise();
}

void LivePage::sizePanels()
{
    docks().resizeDocks({panel(0), panel(1)}, {400, 420}, Qt::Vertical);
    // The cameras keep two thirds of a small screen.
    const int beside = std::clamp(width() / 3, 340, 640);
    docks().resizeDocks({panel(0), panel(3)}, {beside, width() - beside}, Qt::Horizontal);
    docks().resizeDocks({panel(3)}, {std::clamp(height() * 2 / 5, 220, 325)}, Qt::Vertical);
}

void LivePage::setOptions(const WallOptions& options)
{
    WallOptions shown = options;
    shown.hasPictures = !m_session.controller().capabilities().simulated;
    m_wall->setOptions(shown);
}

void LivePage::searchEvents()
{
    raisePanel(QStringLiteral("eventsDock"));
    m_events->focusSearch();
}

} // namespace jackdaw::widgets
