// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workbench/workbench.h"

#include "widgets/compare/compare_page.h"
#include "widgets/devices/devices_page.h"
#include "widgets/explain/explain_page.h"
#include "widgets/live/live_page.h"
#include "widgets/profile/profile_page.h"
#include "widgets/replay/replay_page.h"
#include "widgets/review/review_page.h"
#include "widgets/setup/cameras_page.h"
#include "widgets/theme/format.h"
#include "widgets/transport/transport_bar.h"
#include "widgets/video/video_wall.h"
#include "widgets/workbench/failure_badge.h"
#include "widgets/workbench/missing_badge.h"
#include "widgets/workbench/status_words.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
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
    case Perspective::Replay: return CommandId::ReplayPage;
    case Perspective::Compare: return CommandId::ComparePage;
    case Perspective::Cameras: return CommandId::CamerasPage;
    case Perspective::Review: return CommandId::ReviewPage;
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
    m_devices(new DevicesPage(m_session)), m_replay(new ReplayPage(m_session, m_registry)),
    m_compare(new ComparePage(m_registry)), m_cameras(new CamerasPage(m_registry)),
    m_review(new ReviewPage(m_registry)), m_toStart(new QToolButton),
    m_transport(new TransportBar(m_session, m_registry)), m_failure(new FailureBadge(m_session.controller())),
    m_missing(new MissingBadge)
{
    m_stack->addWidget(m_statePage);
    m_stack->addWidget(makeSessionArea());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    bindCommands();
    bindTimeCommands();
    connect(&controller(), &SessionController::opened, this, [this] {
        refreshTabs();
        if (!needsSession(perspective()))
            show(Perspective::Live);
        showSession();
    });
    connect(&controller(), &SessionController::closed, this, &Workbench::refreshTabs);
    connect(m_live, &LivePage::replayRequested, this, &Workbench::replayRequested);
    connect(m_explain, &ExplainPage::profileRequested, this, [this] { show(Perspective::Profile); });
    connect(m_devices, &DevicesPage::explainRequested, this, [this] { show(Perspective::Explain); });
    connect(this, &Workbench::perspectiveChanged, this, &Workbench::refreshUndo);
    connect(m_review, &ReviewPage::undoChanged, this, &Workbench::refreshUndo);
    connect(&m_cameras->model(), &SetupModel::changed, this, &Workbench::refreshUndo);
    const auto refreshPin = [this] {
        m_registry.action(CommandId::PinCamera)->setEnabled(selection().camera().has_value());
    };
    connect(&selection(), &Selection::cameraChanged, this, refreshPin);
    refreshPin();
    showMissing();
    setReview(nullptr);
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
    m_toStart->setText(tr("Start page"));
    m_toStart->setToolTip(tr("Leaves the set-up as it is and goes back to the start page"));
    m_toStart->setFocusPolicy(Qt::StrongFocus);
    auto* top = new QHBoxLayout;
    top->addWidget(m_tabs);
    top->addWidget(m_toStart);
    top->addStretch(1);
    column->addLayout(top);
    column->addWidget(m_failure);
    column->addWidget(m_missing);
    column->addWidget(m_pages, 1);
    column->addWidget(m_transport);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        showArea();
        fetchFocus();
        Q_EMIT perspectiveChanged();
    });
    connect(m_failure, &FailureBadge::replayRequested, this, &Workbench::replayRequested);
    connect(m_failure, &FailureBadge::recoverRequested, this, &Workbench::recoverRequested);
    connect(m_failure, &FailureBadge::copyRequested, this, &Workbench::copyRequested);
    connect(m_failure, &FailureBadge::discardRequested, this, &Workbench::discardRequested);
    connect(m_missing, &MissingBadge::locateRequested, &m_registry,
            [this] { m_registry.trigger(CommandId::LocateVideos); });
    connect(m_toStart, &QToolButton::clicked, this, &Workbench::startPageRequested);
    refreshTabs();
    return area;
}

/// A page that is shown without a session stands alone: there is nothing to be seen on the others.
void Workbench::refreshTabs()
{
    const bool standsAlone = !controller().isOpen() && !needsSession(perspective());
    m_tabs->setVisible(!standsAlone);
    m_transport->setVisible(!standsAlone && perspective() != Perspective::Compare);
    m_toStart->setVisible(standsAlone);
}

/// What is undone belongs to the page that is seen.
void Workbench::refreshUndo()
{
    const bool isReview = perspective() == Perspective::Review;
    const SetupModel& setup = m_cameras->model();
    m_registry.action(CommandId::Undo)->setEnabled(isReview ? m_review->canUndo() : setup.canUndo());
    m_registry.action(CommandId::Redo)->setEnabled(isReview ? m_review->canRedo() : setup.canRedo());
}

void Workbench::bindCommands()
{
    for (const Perspective perspective : kPerspectives)
        m_registry.bind(commandOf(perspective), this, [this, perspective] { show(perspective); });
    m_registry.bind(CommandId::PreviousPlan, this, [this] { m_session.stepPlan(-1); });
    m_registry.bind(CommandId::NextPlan, this, [this] { m_session.stepPlan(1); });
    m_registry.bind(CommandId::PinCamera, this, [this] {
        if (const auto camera = selection().camera())
            selection().togglePin(*camera);
    });
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
    case Perspective::Replay: return *m_replay;
    case Perspective::Compare: return *m_compare;
    case Perspective::Cameras: return *m_cameras;
    case Perspective::Review: return *m_review;
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

void Workbench::showAtStart(Perspective perspective, bool isOpening)
{
    const bool isAlone = !needsSession(perspective);
    if (isAlone)
        show(perspective);
    if (isOpening || !isAlone)
        connect(
            &controller(), &SessionController::opened, this,
            [this, perspective] {
                show(perspective);
                page(perspective).setFocus(); // not the tabs: Qt gives it to the first that takes it
            },
            Qt::SingleShotConnection);
}

/// A field of a page that is not shown any more must not be typed into.
void Workbench::fetchFocus()
{
    const QWidget* focus = QApplication::focusWidget();
    if (focus && focus != m_pages->currentWidget() && m_pages->isAncestorOf(focus)
        && !m_pages->currentWidget()->isAncestorOf(focus))
        m_pages->currentWidget()->setFocus();
}

/// Runs are compared and set up with or without a session that is open; the other pages are of one.
void Workbench::showArea()
{
    refreshTabs();
    if (!needsSession(perspective()))
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

void Workbench::setArchive(ReplayArchive* archive, bool isCutOff)
{
    m_archive = archive;
    m_replay->setArchive(archive);
    m_failure->setCutOff(isCutOff);
    if (archive)
        for (const auto signal : {&ReplayArchive::missingVideosChanged, &ReplayArchive::outlineChanged})
            connect(archive, signal, this, &Workbench::showMissing);
    showMissing();
}

void Workbench::setReview(ReviewDesk* desk)
{
    m_review->setDesk(desk);
    m_registry.action(CommandId::ExportCorrections)->setEnabled(desk != nullptr);
}

/// Said on all pages: none of them has pictures.
void Workbench::showMissing()
{
    const auto videos = m_archive ? m_archive->missingVideos() : std::vector<MissingVideo>();
    std::map<CameraId, MissingPicture> pictures;
    bool canBeLocated = false;
    for (const MissingVideo& video : videos) {
        pictures[video.camera] = {video.title, video.text};
        canBeLocated = canBeLocated || video.canBeLocated;
    }
    m_live->wall().setMissing(std::move(pictures));
    m_missing->show(videos, m_session.state());
    m_registry.action(CommandId::LocateVideos)->setEnabled(canBeLocated);
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
    return m_stack->currentIndex() == 1 && m_session.controller().isOpen();
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
    if (shown >= 0 && shown < static_cast<int>(kPerspectives.size()) && needsSession(static_cast<Perspective>(shown)))
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
    for (const Mark& mark : m_replay->marks().marks())
        entries.push_back({mark.name, tr("Mark"), format::clock(mark.time, false), tr("Goes to the marked instant"),
                           [this, time = mark.time] { controller().seek(time); }});
    return entries;
}

QString Workbench::statusText() const
{
    return StatusWords::of(m_session.controller());
}

} // namespace jackdaw::widgets
