// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/workbench.h"

#include "widgets/compare/compare_page.h"
#include "widgets/devices/devices_page.h"
#include "widgets/explain/explain_page.h"
#include "widgets/live/live_page.h"
#include "widgets/profile/profile_page.h"
#include "widgets/theme/format.h"
#include "widgets/transport/transport_bar.h"
#include "widgets/video/video_wall.h"
#include "widgets/workbench/failure_badge.h"

#include <QAction>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

CommandId commandOf(Perspective perspective)
{
    switch (perspective) {
    case Perspective::Live: return CommandId::LivePage;
    case Perspective::Explain: return CommandId::ExplainPage;
    case Perspective::Profile: return CommandId::ProfilePage;
    case Perspective::Devices: return CommandId::DevicesPage;
    case Perspective::Compare: return CommandId::ComparePage;
    }
    return CommandId::LivePage;
}

QString layoutKey(Perspective perspective)
{
    return QStringLiteral("layout%1").arg(static_cast<int>(perspective));
}

QString perspectiveKey()
{
    return QStringLiteral("perspective");
}

} // namespace

QString perspectiveName(Perspective perspective)
{
    return command(commandOf(perspective)).title;
}

Workbench::Workbench(QWidget* parent) :
    QWidget(parent), m_stack(new QStackedWidget), m_statePage(new StatePage), m_tabs(new QTabBar),
    m_pages(new QStackedWidget), m_live(new LivePage(m_session, m_registry)),
    m_explain(new ExplainPage(m_session, m_registry)), m_profile(new ProfilePage(m_session)),
    m_devices(new DevicesPage(m_session)), m_compare(new ComparePage(m_registry)),
    m_transport(new TransportBar(m_session, m_registry))
{
    m_stack->addWidget(m_statePage);
    m_stack->addWidget(makeSessionArea());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    bindCommands();
    bindTimeCommands();
    connect(&controller(), &SessionController::opened, this, &Workbench::showSession);
    connect(m_live, &LivePage::replayRequested, this, &Workbench::replayRequested);
    connect(m_explain, &ExplainPage::profileRequested, this, [this] { show(Perspective::Profile); });
}

Workbench::~Workbench() = default;

QWidget* Workbench::makeSessionArea()
{
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs->setObjectName(QStringLiteral("perspectives"));
    m_tabs->setAccessibleName(tr("Pages"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    for (const Perspective perspective : kPerspectives) {
        m_pages->addWidget(&page(perspective));
        const int tab = m_tabs->addTab(perspectiveName(perspective));
        m_tabs->setTabToolTip(tab, m_registry.action(commandOf(perspective))->toolTip());
    }
    auto* badge = new FailureBadge(controller());
    column->addWidget(m_tabs);
    column->addWidget(badge);
    column->addWidget(m_pages, 1);
    column->addWidget(m_transport);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        showArea();
        Q_EMIT perspectiveChanged();
    });
    connect(badge, &FailureBadge::replayRequested, this, &Workbench::replayRequested);
    return area;
}

void Workbench::bindCommands()
{
    for (const Perspective perspective : kPerspectives)
        m_registry.bind(commandOf(perspective), this, [this, perspective] { show(perspective); });
    m_registry.bind(CommandId::PreviousPlan, this, [this] { m_session.stepPlan(-1); });
    m_registry.bind(CommandId::NextPlan, this, [this] { m_session.stepPlan(1); });
    m_registry.bind(CommandId::ResetLayout, this, [this] { resetLayout(); });
    m_registry.bind(CommandId::SearchEvents, this, [this] {
        show(Perspective::Live);
        m_live->searchEvents();
    });
}

void Workbench::bindTimeCommands()
{
    SessionClock& clock = m_session.clock();
    m_registry.bind(CommandId::ZoomIn, &clock, [&clock] { clock.zoom(0.7); });
    m_registry.bind(CommandId::ZoomOut, &clock, [&clock] { clock.zoom(1.0 / 0.7); });
    m_registry.bind(CommandId::PanLeft, &clock, [&clock] { clock.pan(-0.2); });
    m_registry.bind(CommandId::PanRight, &clock, [&clock] { clock.pan(0.2); });
    m_registry.bind(CommandId::ShowAll, &clock, [&clock] { clock.showAll(); });
    m_registry.bind(CommandId::ClearReference, &clock, [&clock] { clock.setReference(std::nullopt); });
}

Page& Workbench::page(Perspective perspective) const
{
    switch (perspective) {
    case Perspective::Live: return *m_live;
    case Perspective::Explain: return *m_explain;
    case Perspective::Profile: return *m_profile;
    case Perspective::Devices: return *m_devices;
    case Perspective::Compare: return *m_compare;
    }
    return *m_live;
}

Perspective Workbench::perspective() const
{
    return static_cast<Perspective>(m_pages->currentIndex());
}

void Workbench::show(Perspective perspective)
{
    m_tabs->setCurrentIndex(static_cast<int>(perspective));
    showArea();
}

/// Runs are compared with or without a session that is open; the other pages are of one.
void Workbench::showArea()
{
    const bool compares = perspective() == Perspective::Compare;
    m_transport->setVisible(!compares);
    if (compares)
        m_stack->setCurrentIndex(1);
    else if (!controller().isOpen())
        m_stack->setCurrentIndex(0);
}

void Workbench::raisePanel(const QString& name)
{
    if (page(perspective()).raisePanel(name))
        return;
    for (const Perspective each : kPerspectives)
        if (page(each).raisePanel(name)) {
            show(each);
            return;
        }
}

void Workbench::showSession()
{
    if (perspective() == Perspective::Compare)
        show(Perspective::Live);
    m_live->setOptions(m_live->wall().options());
    m_stack->setCurrentIndex(1);
}

void Workbench::showStatePage()
{
    m_stack->setCurrentIndex(0);
}

bool Workbench::showsSession() const
{
    return m_stack->currentIndex() == 1;
}

QVariantMap Workbench::saveLayouts() const
{
    QVariantMap layouts;
    for (const Perspective each : kPerspectives)
        layouts[layoutKey(each)] = page(each).saveLayout();
    layouts[perspectiveKey()] = static_cast<int>(perspective());
    return layouts;
}

void Workbench::restoreLayouts(const QVariantMap& layouts)
{
    for (const Perspective each : kPerspectives)
        if (!page(each).restoreLayout(layouts.value(layoutKey(each)).toByteArray()))
            page(each).resetLayout();
    const int shown = layouts.value(perspectiveKey()).toInt();
    if (shown >= 0 && shown < static_cast<int>(kPerspectives.size()))
        show(static_cast<Perspective>(shown));
}

void Workbench::resetLayout()
{
    page(perspective()).resetLayout();
}

std::vector<PaletteEntry> Workbench::paletteEntries()
{
    std::vector<PaletteEntry> entries = commandEntries(m_registry);
    for (const CameraState& camera : m_session.state().cameras) {
        const CameraId id = camera.info.camera;
        entries.push_back({format::text(cameraLetter(id)) + QLatin1Char(' ') + format::text(camera.info.name),
                           tr("Camera"),
                           {},
                           tr("Selects the camera in all views"),
                           [this, id] { selection().setCamera(id); }});
    }
    return entries;
}

QString Workbench::statusText() const
{
    const SessionController& controller = m_session.controller();
    if (!controller.isOpen())
        return tr("No session");
    const SessionState& state = controller.state();
    QStringList parts;
    if (const auto failure = controller.failure())
        parts << tr("run failed: %1").arg(format::text(failure->reason));
    else if (state.closed)
        parts << tr("session closed: %1").arg(format::text(state.closed->reason));
    else if (controller.capabilities().live)
        parts << (controller.isPlaying() ? tr("engine running") : tr("engine paused"));
    if (controller.isCatchingUp())
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
    parts << tr("%1 events, %2 not shown").arg(state.events).arg(controller.droppedEvents());
    parts << tr("window fed at %1 Hz").arg(controller.tickRate(), 0, 'f', 0);
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace jackdaw::widgets
