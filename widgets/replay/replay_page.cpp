// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/replay_page.h"

#include "widgets/log/event_table.h"
#include "widgets/replay/frame_stepper.h"
#include "widgets/replay/model_panel.h"
#include "widgets/replay/moment_panel.h"
#include "widgets/replay/outline_event_model.h"
#include "widgets/replay/replay_bar.h"
#include "widgets/replay/window_list.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"

#include <QAction>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

constexpr int kFollowMilliseconds = 400;
/// A picture that is this late may never come: a broken video's.
constexpr int kPictureMilliseconds = 700;

QVBoxLayout* panelColumn(QWidget* panel)
{
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

ReplayPage::ReplayPage(SessionView& session, CommandRegistry& registry, QWidget* parent) :
    Page(parent), m_session(session), m_moment(new MomentPanel(session)), m_bar(new ReplayBar(session, registry)),
    m_model(new ModelPanel), m_stepper(new FrameStepper(session.controller(), this)),
    m_eventModel(new OutlineEventModel(this)),
    m_events(new EventTable(session, *m_eventModel, tr("Events of the whole session"))), m_outlineNote(new QLabel),
    m_windows(new ValueTableModel(WindowList::columns(), this)), m_marks(new MarkModel(this)),
    m_markView(new QTableView), m_boxes(new ValueTableModel(MomentWords::boxColumns(), this)),
    m_throttle(kFollowMilliseconds, [this] { follow(); })
{
    auto* middle = new QWidget;
    auto* column = panelColumn(middle);
    column->addWidget(m_moment, 1);
    column->addWidget(m_bar);
    setMiddle(middle);
    m_bar->setContext([this] { return context(); });
    makePanels();
    bindCommands(registry);
    connectSession();
    showOutline();
}

ReplayPage::~ReplayPage() = default;

void ReplayPage::makePanels()
{
    auto* events = new QWidget;
    auto* column = panelColumn(events);
    m_outlineNote->setObjectName(QStringLiteral("outlineNote"));
    m_outlineNote->setTextFormat(Qt::PlainText);
    m_outlineNote->setWordWrap(true);
    m_outlineNote->setMargin(4);
    column->addWidget(m_outlineNote);
    column->addWidget(m_events, 1);
    addPanel(QStringLiteral("recordDock"), tr("Events"), events, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("windowsDock"), tr("Windows"), makeWindowPanel(), Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("marksDock"), tr("Marks"), makeMarkPanel(), Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("modelDock"), tr("Another model"), m_model, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("boxesDock"), tr("Boxes"), makeBoxPanel(), Qt::RightDockWidgetArea);
    finishPanels();
}

QWidget* ReplayPage::makeWindowPanel()
{
    m_windowView = makeValueTable(m_windows, tr("windows"));
    m_windowView->setObjectName(QStringLiteral("windowList"));
    m_windowView->setAccessibleName(tr("Windows of the whole session"));
    connect(m_windowView, &QTableView::activated, this, [this](const QModelIndex& index) {
        seekToRow(index.siblingAtColumn(WindowList::Start), ValueTableModel::kSortRole);
    });
    return m_windowView;
}

QWidget* ReplayPage::makeMarkPanel()
{
    auto* panel = new QWidget;
    auto* column = panelColumn(panel);
    m_markView->setModel(m_marks);
    m_markView->setObjectName(QStringLiteral("markList"));
    m_markView->setAccessibleName(tr("Marks"));
    m_markView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_markView->setTabKeyNavigation(false);
    m_markView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_markView->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_markView->setShowGrid(false);
    m_markView->setFrameShape(QFrame::NoFrame);
    m_markView->verticalHeader()->hide();
    m_markView->horizontalHeader()->setStretchLastSection(true);
    m_markView->horizontalHeader()->setHighlightSections(false);
    addTableExport(*m_markView, tr("marks"));
    connect(m_markView, &QTableView::activated, this,
            [this](const QModelIndex& index) { seekToRow(index, MarkModel::kTimeRole); });
    column->addWidget(m_markView, 1);
    column->addLayout(makeMarkButtons());
    return panel;
}

QLayout* ReplayPage::makeMarkButtons()
{
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(4, 3, 4, 3);
    auto* rename = new QPushButton(tr("Rename"));
    auto* remove = new QPushButton(tr("Remove"));
    rename->setToolTip(tr("Names the selected mark (F2)"));
    remove->setToolTip(tr("Takes the selected mark away"));
    buttons->addWidget(rename);
    buttons->addWidget(remove);
    buttons->addStretch(1);
    connect(rename, &QPushButton::clicked, this,
            [this] { m_markView->edit(m_markView->currentIndex().siblingAtColumn(MarkModel::Name)); });
    connect(remove, &QPushButton::clicked, this, [this] { m_marks->remove(m_markView->currentIndex().row()); });
    return buttons;
}

QWidget* ReplayPage::makeBoxPanel()
{
    QTableView* view = makeValueTable(m_boxes, tr("boxes"));
    view->setAccessibleName(tr("Boxes on the frame"));
    return view;
}

void ReplayPage::arrangePanels()
{
    docks().tabifyDockWidget(panel(0), panel(1));
    docks().tabifyDockWidget(panel(1), panel(2));
    docks().tabifyDockWidget(panel(3), panel(4));
    panel(0)->raise();
    panel(3)->raise();
}

void ReplayPage::sizePanels()
{
    const int beside = std::clamp(width() / 3, 360, 560);
    docks().resizeDocks({panel(0)}, {beside}, Qt::Horizontal);
    const int below = std::clamp(height() / 3, 150, 300);
    docks().resizeDocks({panel(0), panel(3)}, {height() - below, below}, Qt::Vertical);
}

void ReplayPage::bindCommands(CommandRegistry& registry)
{
    PlaybackLoop& loop = m_session.loop();
    SessionController& controller = m_session.controller();
    registry.bind(CommandId::FrameBack, this, [this] { step(-1); });
    registry.bind(CommandId::FrameForward, this, [this] { step(1); });
    registry.bind(CommandId::AddMark, this, [this] { addMark(); });
    registry.bind(CommandId::LoopStart, this, [&] { loop.setStart(controller.now()); });
    registry.bind(CommandId::LoopEnd, this, [&] { loop.setEnd(controller.now()); });
    registry.bind(CommandId::ClearLoop, this, [&] { loop.clear(); });
    registry.bind(CommandId::GoToTime, this, [this, &registry] {
        registry.trigger(CommandId::ReplayPage);
        m_bar->focusTime();
    });
    registry.bind(CommandId::TryModel, this, [this, &registry] {
        registry.trigger(CommandId::ReplayPage);
        raisePanel(QStringLiteral("modelDock"));
        tryModel();
    });
}

void ReplayPage::connectSession()
{
    SessionController& controller = m_session.controller();
    connect(m_events, &EventTable::seekRequested, &controller, &SessionController::seek);
    connect(&controller, &SessionController::opened, this, &ReplayPage::forget);
    connect(&controller, &SessionController::closed, this, &ReplayPage::forget);
    connect(&controller, &SessionController::changed, this, [this] { m_throttle.request(); });
    connect(&m_session.selection(), &Selection::cameraChanged, this, &ReplayPage::showMoment);
    connect(m_moment, &MomentPanel::momentChanged, this, &ReplayPage::showMoment);
    connect(m_model, &ModelPanel::tryRequested, this, &ReplayPage::tryModel);
    m_pictureComes.setSingleShot(true);
    m_pictureComes.setInterval(kPictureMilliseconds);
    connect(&m_pictureComes, &QTimer::timeout, this, [this] { m_model->tryModel(m_moment->question()); });
    connect(m_model, &ModelPanel::answered, m_moment,
            [this](const ModelAnswer& answer) { m_moment->setOther(answer); });
    connect(m_marks, &MarkModel::edited, this, &ReplayPage::keepMarks);
    connect(m_stepper, &FrameStepper::atTheEnd, this, [this](int direction) {
        m_bar->say(direction > 0 ? tr("There is no later frame.") : tr("There is no earlier frame."));
    });
}

void ReplayPage::setArchive(ReplayArchive* archive)
{
    if (m_archive)
        m_archive->disconnect(this);
    m_archive = archive;
    m_outlineFault.clear();
    m_moment->setArchive(archive);
    m_model->setArchive(archive);
    m_marks->show(archive ? archive->marks() : std::vector<Mark>());
    if (archive)
        connectArchive(*archive);
    follow();
}

void ReplayPage::connectArchive(ReplayArchive& archive)
{
    connect(&archive, &ReplayArchive::outlineChanged, this, &ReplayPage::follow);
    connect(&archive, &ReplayArchive::outlineFailed, this, [this](const QString& text) {
        m_outlineFault = text;
        showOutline();
    });
}

/// What the other model sees is to stand beside the frame that it looked at: the recording is held, and the picture
/// that is on its way is waited for.
void ReplayPage::tryModel()
{
    SessionController& controller = m_session.controller();
    if (controller.isPlaying() && controller.capabilities().seek)
        controller.setPlaying(false);
    if (m_moment->moment().isBehind())
        m_pictureComes.start();
    else
        m_model->tryModel(m_moment->question());
}

void ReplayPage::step(int direction)
{
    m_bar->say({});
    if (!m_session.controller().capabilities().seek) {
        m_bar->say(tr("A live run cannot be scrubbed; open its session file to replay it."));
        return;
    }
    const CameraState* camera = m_moment->moment().camera;
    m_stepper->step(direction, camera ? std::optional(camera->info.camera) : std::nullopt);
}

void ReplayPage::addMark()
{
    if (!m_session.controller().isOpen())
        return;
    m_markView->selectRow(m_marks->add(m_session.controller().now()));
}

void ReplayPage::keepMarks()
{
    if (m_archive)
        m_bar->say(m_archive->keepMarks(m_marks->marks()));
    showLandmarks();
}

void ReplayPage::seekToRow(const QModelIndex& index, int role)
{
    if (const QVariant time = index.data(role); time.isValid())
        m_session.controller().seek(Nanoseconds{time.toLongLong()});
}

void ReplayPage::follow()
{
    if (m_archive) {
        if (auto read = m_archive->outline())
            m_outline = std::move(read);
    } else {
        const SessionState& state = m_session.state();
        for (const LogEntry& entry : state.log)
            if (entry.sequence >= m_nextEvent) {
                m_builder.take(state, {entry.time, entry.sequence, entry.body});
                m_nextEvent = entry.sequence + 1;
            }
        if (m_outline->entries.size() == m_builder.outline().entries.size())
            return;
        m_outline = std::make_shared<SessionOutline>(m_builder.outline());
    }
    showOutline();
}

void ReplayPage::forget()
{
    m_builder.clear();
    m_nextEvent = 0;
    m_outline = std::make_shared<SessionOutline>();
    m_outlineFault.clear();
    m_pictureComes.stop();
    m_marks->show({});
    m_bar->say({});
    m_eventModel->show(nullptr);
    showOutline();
}

void ReplayPage::showOutline()
{
    m_eventModel->show(m_outline);
    m_windows->show(WindowList::rows(*m_outline));
    const bool whole = m_archive && m_archive->outline();
    m_outlineNote->setText(!m_session.controller().isOpen() ? tr("No session is open.")
                               : !m_outlineFault.isEmpty()  ? m_outlineFault
                               : m_archive                  ? tr("Reading the session…")
                                           : tr("What was seen so far; a recorded session shows all of it."));
    m_outlineNote->setVisible(!whole);
    showLandmarks();
    showMoment();
}

void ReplayPage::showLandmarks()
{
    Landmarks::Values values;
    const Nanoseconds end = m_session.controller().duration();
    for (const SessionOutline::Window& window : m_outline->windows)
        values.windows.push_back(
            {window.start,
             window.start + window.length,
             window.counted ? QStringLiteral("w%1").arg(window.window.value) : tr("first students"),
             {}});
    for (const SessionOutline::Gap& gap : m_outline->gaps)
        values.gaps.push_back({gap.start, gap.end.value_or(end), gap.reason, gap.camera});
    for (const Mark& mark : m_marks->marks())
        values.marks.push_back({mark.time, mark.name});
    m_session.landmarks().show(std::move(values));
}

void ReplayPage::showMoment()
{
    const Moment& moment = m_moment->moment();
    m_model->showModels(moment.camera ? std::optional(moment.camera->info.camera) : std::nullopt, m_outline.get());
    m_model->showAnswer(moment);
    m_boxes->show(MomentWords::boxRows(moment, m_moment->shownOrigins()));
    if (m_pictureComes.isActive() && !moment.isBehind()) {
        m_pictureComes.stop();
        m_model->tryModel(m_moment->question());
    }
}

GoToTime::Context ReplayPage::context() const
{
    const CameraState* camera = m_moment->moment().camera;
    return {m_session.controller().duration(), m_outline.get(), camera ? &camera->info : nullptr};
}

void ReplayPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    follow();
}

} // namespace jackdaw::widgets
