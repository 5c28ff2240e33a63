// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/live_page.h"

#include "widgets/live/accuracy_panel.h"
#include "widgets/live/failure_badge.h"
#include "widgets/log/event_log_panel.h"
#include "widgets/plan/plan_panel.h"
#include "widgets/profile/profile_panel.h"
#include "widgets/theme/format.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/transport/transport_bar.h"
#include "widgets/video/video_wall.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

/// Goes up when the set of panels changes: an older saved layout is then refused.
constexpr int kLayoutVersion = 1;

} // namespace

LivePage::LivePage(QWidget* parent) :
    QWidget(parent), m_controller(new SessionController(this)), m_selection(new Selection(this)),
    m_stack(new QStackedWidget), m_statePage(new StatePage), m_docks(new QMainWindow),
    m_wall(new VideoWall(*m_controller, *m_selection)), m_accuracy(new AccuracyPanel(*m_controller, *m_selection)),
    m_timeline(new TimelineView(*m_controller, *m_selection)), m_profile(new ProfilePanel(*m_controller, *m_selection)),
    m_plan(new PlanPanel(*m_controller, *m_selection)), m_events(new EventLogPanel(*m_controller, *m_selection)),
    m_transport(new TransportBar(*m_controller, *m_selection))
{
    m_docks->setWindowFlags(Qt::Widget);
    m_docks->setDockNestingEnabled(true);
    m_docks->setDockOptions(m_docks->dockOptions() | QMainWindow::GroupedDragging);
    m_docks->setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_docks->setCentralWidget(m_wall);
    makeDocks();
    auto* session = new QWidget;
    auto* column = new QVBoxLayout(session);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* badge = new FailureBadge(*m_controller);
    column->addWidget(badge);
    column->addWidget(m_docks, 1);
    column->addWidget(m_transport);
    m_stack->addWidget(m_statePage);
    m_stack->addWidget(session);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(badge, &FailureBadge::replayRequested, this, &LivePage::replayRequested);
    connect(m_timeline, &TimelineView::seekRequested, m_controller, &SessionController::seek);
    connect(m_events, &EventLogPanel::seekRequested, m_controller, &SessionController::seek);
    connect(m_controller, &SessionController::opened, this, &LivePage::showSession);
}

LivePage::~LivePage() = default;

QDockWidget* LivePage::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(content);
    m_docks->addDockWidget(area, dock);
    m_panels << dock;
    // Queued: the arrangement is only settled once the event is over.
    for (auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged})
        connect(dock, signal, this, &LivePage::hideRepeatedTitles, Qt::QueuedConnection);
    connect(dock, &QDockWidget::dockLocationChanged, this, &LivePage::hideRepeatedTitles, Qt::QueuedConnection);
    return dock;
}

QWidget* LivePage::makeTimelinePanel()
{
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_readOut = new QLabel;
    m_readOut->setMargin(3);
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

void LivePage::makeDocks()
{
    addDock(QStringLiteral("accuracyDock"), tr("Accuracy"), m_accuracy, Qt::RightDockWidgetArea);
    addDock(QStringLiteral("planDock"), tr("Plan"), m_plan, Qt::RightDockWidgetArea);
    addDock(QStringLiteral("profileDock"), tr("Micro-profiler"), m_profile, Qt::RightDockWidgetArea);
    addDock(QStringLiteral("timelineDock"), tr("Allocation timeline"), makeTimelinePanel(), Qt::BottomDockWidgetArea);
    addDock(QStringLiteral("eventsDock"), tr("Events"), m_events, Qt::BottomDockWidgetArea);
    placeDocks();
    m_firstLayout = m_docks->saveState(kLayoutVersion);
}

void LivePage::placeDocks()
{
    m_docks->setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_docks->tabifyDockWidget(m_panels[1], m_panels[2]);
    m_docks->tabifyDockWidget(m_panels[3], m_panels[4]);
    m_panels[1]->raise();
    m_panels[3]->raise();
    m_docks->resizeDocks({m_panels[0], m_panels[1]}, {400, 420}, Qt::Vertical);
    m_docks->resizeDocks({m_panels[0], m_panels[3]}, {640, 900}, Qt::Horizontal);
    m_docks->resizeDocks({m_panels[3]}, {325}, Qt::Vertical);
}

/// A tabbed panel has its name on the tab; the title bar would only say it again.
void LivePage::hideRepeatedTitles()
{
    for (QDockWidget* panel : m_panels) {
        const bool tabbed = !panel->isFloating() && !m_docks->tabifiedDockWidgets(panel).isEmpty();
        if (tabbed == (panel->titleBarWidget() != nullptr))
            continue;
        QWidget* old = panel->titleBarWidget();
        panel->setTitleBarWidget(tabbed ? new QWidget(panel) : nullptr);
        delete old;
    }
}

void LivePage::showSession()
{
    setOptions(m_wall->options());
    m_stack->setCurrentIndex(1);
}

void LivePage::showStatePage()
{
    m_stack->setCurrentIndex(0);
}

bool LivePage::showsSession() const
{
    return m_stack->currentIndex() == 1;
}

void LivePage::setOptions(const WallOptions& options)
{
    WallOptions shown = options;
    shown.hasPictures = !m_controller->capabilities().simulated;
    m_wall->setOptions(shown);
}

QList<QAction*> LivePage::panelActions() const
{
    QList<QAction*> actions;
    for (QDockWidget* panel : m_panels)
        actions << panel->toggleViewAction();
    return actions;
}

void LivePage::raisePanel(const QString& name)
{
    for (QDockWidget* panel : m_panels)
        if (panel->objectName() == name) {
            panel->show();
            panel->raise();
        }
}

void LivePage::searchEvents()
{
    raisePanel(QStringLiteral("eventsDock"));
    m_events->focusSearch();
}

QByteArray LivePage::saveLayout() const
{
    return m_docks->saveState(kLayoutVersion);
}

bool LivePage::restoreLayout(const QByteArray& layout)
{
    return m_docks->restoreState(layout, kLayoutVersion);
}

void LivePage::resetLayout()
{
    m_docks->restoreState(m_firstLayout, kLayoutVersion);
    for (QDockWidget* panel : m_panels) {
        panel->setFloating(false);
        panel->show();
    }
    placeDocks();
}

QString LivePage::statusText() const
{
    if (!m_controller->isOpen())
        return tr("No session");
    const SessionState& state = m_controller->state();
    QStringList parts;
    if (const auto failure = m_controller->failure())
        parts << tr("run failed: %1").arg(format::text(failure->reason));
    else if (state.closed)
        parts << tr("session closed: %1").arg(format::text(state.closed->reason));
    else if (m_controller->capabilities().live)
        parts << (m_controller->isPlaying() ? tr("engine running") : tr("engine paused"));
    if (m_controller->isCatchingUp())
        parts << tr("catching up");
    // Windows count from 0, which trains the first students: the last one's number is the number of counted ones.
    if (const WindowState* window = currentWindow(state); window && state.session && state.session->windows > 0)
        parts << (window->counted ? tr("window %1 of %2").arg(window->window.value).arg(state.session->windows - 1)
                                  : tr("first students"));
    double rate = 0.0;
    std::uint64_t dropped = 0;
    for (const CameraState& camera : state.cameras) {
        rate += processedRate(camera);
        dropped += camera.framesDropped;
    }
    parts << tr("%1 frames/s processed").arg(rate, 0, 'f', 1) << tr("%1 frames dropped").arg(dropped);
    parts << tr("%1 events, %2 not shown").arg(state.events).arg(m_controller->droppedEvents());
    parts << tr("window fed at %1 Hz").arg(m_controller->tickRate(), 0, 'f', 0);
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace jackdaw::widgets
