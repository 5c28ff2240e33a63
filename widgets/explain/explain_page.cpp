// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/explain_page.h"

#include "widgets/charts/series_chart.h"
#include "widgets/explain/explain_words.h"
#include "widgets/explain/planners_panel.h"
#include "widgets/explain/score_scene.h"
#include "widgets/explain/share_table_model.h"
#include "widgets/explain/steal_map.h"
#include "widgets/explain/steal_trace_model.h"
#include "widgets/explain/what_if_panel.h"
#include "widgets/explain/window_story.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/icons.h"
#include "widgets/twins/twins.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMainWindow>
#include <QSlider>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>

namespace jackdaw::widgets {
namespace {

constexpr int kAgainMilliseconds = 100;

} // namespace

ExplainPage::ExplainPage(SessionView& session, CommandRegistry& registry, QWidget* parent) :
    Page(parent), m_session(session), m_registry(registry), m_trace(new StealTraceModel(this)),
    m_shares(new ShareTableModel(this)), m_map(new StealMap), m_story(new StoryPanel), m_scores(new SeriesChart),
    m_whatIf(new WhatIfPanel(m_trials)), m_planners(new PlannersPanel(m_trials)), m_tree(new QTreeView),
    m_shareView(new QTableView), m_words(new QTextBrowser), m_headline(new QLabel), m_note(new QLabel),
    m_position(new QLabel), m_unit(new QComboBox), m_onlyKept(new QCheckBox(tr("Only kept moves"))),
    m_slider(new QSlider(Qt::Horizontal))
{
    setObjectName(QStringLiteral("explainPage"));
    setMiddle(makeMiddle());
    addPanel(QStringLiteral("stepDock"), tr("This step"), makeStepPanel(), Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("scoreDock"), tr("Score"), m_scores, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("mapDock"), tr("Thieves and victims"), m_map, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("whatIfDock"), tr("What if"), m_whatIf, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("plannersDock"), tr("Planners"), m_planners, Qt::RightDockWidgetArea);
    m_story->hide();
    finishPanels();
    bindCommands(registry);
    connectViews();
    addExports();
    restyle();
    rebuild();
}

QWidget* ExplainPage::makeMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(8, 6, 8, 6);
    m_headline->setObjectName(QStringLiteral("explainHeadline"));
    m_headline->setTextFormat(Qt::RichText);
    m_headline->setWordWrap(true);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_headline->setToolTip(
        tr("<p>Score: what the planner maximises, the mean window accuracy over the cameras; some planners also count "
           "what models are worth in the next window.</p><p>Cameras' mean: of what the plan expects of each camera in "
           "the window, and of what their windows came to (F1 against the golden model).</p>"));
    m_note->setObjectName(QStringLiteral("explainNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    makeTrace();
    auto* tell = new QToolButton;
    tell->setDefaultAction(m_registry.action(CommandId::TellWindow));
    tell->setAccessibleName(command(CommandId::TellWindow).title);
    auto* top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(tell, 0, Qt::AlignTop);
    column->addWidget(m_story);
    column->addLayout(top);
    column->addWidget(makeControls(m_registry));
    column->addWidget(m_note);
    column->addWidget(m_tree, 1);
    return middle;
}

QWidget* ExplainPage::makeControls(CommandRegistry& registry)
{
    auto* controls = new QWidget;
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    for (const CommandId id :
         {CommandId::PreviousPlan, CommandId::NextPlan, CommandId::FirstTrial, CommandId::PreviousSteal,
          CommandId::PlayTrials, CommandId::NextSteal, CommandId::LastTrial}) {
        auto* button = new QToolButton;
        button->setDefaultAction(registry.action(id));
        button->setAutoRaise(true);
        button->setAccessibleName(command(id).title);
        row->addWidget(button);
        if (id == CommandId::NextPlan)
            row->addSpacing(12);
    }
    m_unit->addItems({tr("by trial"), tr("by pair"), tr("by kept steal")});
    m_unit->setCurrentIndex(static_cast<int>(StepUnit::Steal));
    m_unit->setAccessibleName(tr("How far one step goes"));
    m_unit->setToolTip(tr("How far playing goes at once"));
    m_slider->setAccessibleName(tr("Step of the search"));
    m_position->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("step 00000 of 00000")));
    row->addWidget(m_unit);
    row->addWidget(m_slider, 1);
    row->addWidget(m_position);
    row->addWidget(m_onlyKept);
    return controls;
}

void ExplainPage::makeTrace()
{
    m_tree->setModel(m_trace);
    m_tree->setAccessibleName(tr("Tried moves"));
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setTabKeyNavigation(false);
    QHeaderView& header = *m_tree->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(QHeaderView::Interactive);
    // Fixed: to look for the widest of ten thousand moves would take longer than to show them.
    const int digits = fontMetrics().horizontalAdvance(QStringLiteral("+0.0000")) + 14;
    header.resizeSection(StealTraceModel::Step, 2 * digits);
    for (const int column : {StealTraceModel::Amount, StealTraceModel::Score, StealTraceModel::Change})
        header.resizeSection(column, digits);
    for (const int column : {StealTraceModel::Thief, StealTraceModel::Victim, StealTraceModel::Verdict})
        header.setSectionResizeMode(column, QHeaderView::Stretch);
}

void ExplainPage::addExports()
{
    addTableExport(*m_tree, tr("tried-moves"));
    addTableExport(*m_shareView, tr("shares"));
    addPictureExport(*m_scores, tr("score"));
    addTableTwin(*m_scores, tr("score"), [this] { return Twins::ofChart(m_scores->scene()); });
    addTableTwin(*m_map, tr("thieves-and-victims"), [this] { return m_map->twin(); });
    addPictureExport(*m_map, tr("thieves-and-victims"));
}

QWidget* ExplainPage::makeStepPanel()
{
    m_words->setAccessibleName(tr("Why"));
    m_words->setFrameShape(QFrame::NoFrame);
    m_words->setOpenLinks(false);
    m_shareView->setModel(m_shares);
    m_shareView->setItemDelegateForColumn(ShareTableModel::Bar, new ShareBarDelegate(m_shareView));
    m_shareView->setAccessibleName(tr("Shares before and after the step"));
    m_shareView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_shareView->setTabKeyNavigation(false);
    m_shareView->setShowGrid(false);
    m_shareView->setFrameShape(QFrame::NoFrame);
    m_shareView->verticalHeader()->hide();
    m_shareView->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_shareView->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_shareView->horizontalHeader()->setSectionResizeMode(ShareTableModel::Bar, QHeaderView::Stretch);
    m_shareView->horizontalHeader()->setHighlightSections(false);
    auto* panel = new QSplitter(Qt::Vertical);
    panel->addWidget(m_words);
    panel->addWidget(m_shareView);
    panel->setSizes({160, 220});
    return panel;
}

void ExplainPage::arrangePanels()
{
    docks().splitDockWidget(panel(0), panel(1), Qt::Vertical);
    for (const qsizetype behind : {2, 3, 4})
        docks().tabifyDockWidget(panel(1), panel(behind));
    panel(1)->raise();
}

void ExplainPage::sizePanels()
{
    docks().resizeDocks({panel(0)}, {540}, Qt::Horizontal);
    docks().resizeDocks({panel(0), panel(1)}, {440, 300}, Qt::Vertical);
}

void ExplainPage::bindCommands(CommandRegistry& registry)
{
    const auto bind = [&](CommandId id, std::function<void()> run) {
        registry.bind(id, this, [this, run = std::move(run)] {
            if (!isVisible())
                m_registry.trigger(CommandId::ExplainPage);
            run();
        });
    };
    bind(CommandId::NextSteal, [this] { go(StepUnit::Steal, 1); });
    bind(CommandId::PreviousSteal, [this] { go(StepUnit::Steal, -1); });
    bind(CommandId::NextTrial, [this] { go(StepUnit::Trial, 1); });
    bind(CommandId::PreviousTrial, [this] { go(StepUnit::Trial, -1); });
    bind(CommandId::FirstTrial, [this] { goTo(0); });
    bind(CommandId::LastTrial, [this] { goTo(m_search.lastStep()); });
    bind(CommandId::TellWindow, [this] { tellWindow(); });
    bind(CommandId::PlayTrials, [this] { setPlaying(!isPlaying()); });
}

void ExplainPage::connectViews()
{
    m_playTimer.setInterval(kStepMilliseconds);
    connect(&m_playTimer, &QTimer::timeout, this, &ExplainPage::playOn);
    connect(&m_session.controller(), &SessionController::changed, this, &ExplainPage::refresh);
    m_again.setInterval(kAgainMilliseconds);
    connect(&m_again, &QTimer::timeout, this, [this] { isVisible() ? refresh() : m_again.stop(); });
    connect(&m_session.controller(), &SessionController::reset, this, &ExplainPage::rebuild);
    connect(&m_session.selection(), &Selection::planChanged, this, &ExplainPage::rebuild);
    connect(m_story, &StoryPanel::stepShown, this, &ExplainPage::showStoryStep);
    connect(m_story, &StoryPanel::ended, this, [this] { tell({}); });
    connect(&m_session.controller(), &SessionController::closed, this, [this] { tell({}); });
    connect(m_words, &QTextBrowser::anchorClicked, this, &ExplainPage::openEstimates);
    connect(m_map, &StealMap::stepRequested, this, &ExplainPage::goTo);
    connect(m_scores, &SeriesChart::clicked, this,
            [this](QPointF value) { goTo(static_cast<std::size_t>(std::max(0.0, std::round(value.x())))); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { goTo(static_cast<std::size_t>(value)); });
    connect(m_planners, &PlannersPanel::sharesRequested, this, [this](const TrialAllocation& allocation) {
        m_whatIf->model().setAllocation(allocation);
        raisePanel(QStringLiteral("whatIfDock"));
    });
    connect(m_onlyKept, &QCheckBox::toggled, this, [this](bool only) {
        m_trace->setOnlyKept(only);
        selectInTrace();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (const auto step = m_trace->stepAt(current))
            goTo(*step);
    });
    connect(m_shareView, &QTableView::clicked, this,
            [this](const QModelIndex& index) { m_session.selection().setCamera(m_shares->cameraAt(index.row())); });
}

void ExplainPage::refresh()
{
    // From other pages, too: it shows this one.
    m_registry.action(CommandId::TellWindow)->setEnabled(m_session.shownPlan() != nullptr);
    const bool isNew = m_seenRevision != m_session.state().revisions.plans + m_session.state().revisions.windows;
    if (isVisible() && (isNew || hasMoreCome()))
        rebuild();
}

/// True once a plan is known whole of which the kept moves are shown so far.
bool ExplainPage::hasMoreCome()
{
    const PlanState* plan = m_isWhole ? nullptr : m_session.shownPlan();
    return plan && plan->time == m_planTime && m_session.wholePlan(*plan);
}

/// Shows another plan from its end; the same plan, of which more is known now, where one stands.
void ExplainPage::rebuild()
{
    m_seenRevision = m_session.state().revisions.plans + m_session.state().revisions.windows;
    const PlanState* plan = m_session.shownPlan();
    const PlanRecords::Plan whole = plan ? m_session.wholePlan(*plan) : nullptr;
    const bool isSame = plan && m_planTime == plan->time && m_isWhole == (whole != nullptr);
    if (!isSame) {
        const bool otherPlan = !plan || m_planTime != plan->time;
        m_planTime = plan ? std::optional(plan->time) : std::nullopt;
        m_isWhole = whole != nullptr;
        m_search = PlanSearch(whole ? whole : plan ? std::make_shared<const PlanComputed>(plan->plan) : nullptr);
        m_trace->show(m_session.state(), m_search);
        m_map->show(m_session.state(), m_search);
        m_step = otherPlan || m_step > m_search.lastStep() ? m_search.keptAt(m_search.lastStep()).value_or(0) : m_step;
        if (standsAtStory())
            m_step = placeOf(m_told->place);
        if (otherPlan)
            setPlaying(false);
        showTrial(whole);
    }
    m_headline->setText(plan
                            ? ExplainWords::headline(m_session.state(), *plan, m_search)
                            : tr("<b>No plan yet.</b> A plan is made when a window begins, and again whenever a camera "
                                 "is labelled and profiled or a retraining ends."));
    m_note->setText(note());
    m_note->setVisible(!m_note->text().isEmpty());
    showStep();
    awaitWhole();
}

/// The record of a session that stands still is read all the same.
void ExplainPage::awaitWhole()
{
    const bool isToCome = m_planTime && !m_isWhole && m_session.controller().capabilities().seek;
    if (isToCome && isVisible())
        m_again.start();
    else
        m_again.stop();
}

/// The state keeps plans without what their planners were told.
void ExplainPage::showTrial(const PlanRecords::Plan& whole)
{
    m_trials.setPlan(whole,
                     whole || !m_planTime ? QString()
                         : m_session.controller().capabilities().seek
                         ? tr("Reading what the planner was told…")
                         : tr("What the planner was told did not reach this window; the session file "
                              "has it. Open it once the run is over."));
}

void ExplainPage::setOpenTrial(OpenTrial open)
{
    m_trials.setOpen(std::move(open));
}

QString ExplainPage::note() const
{
    const PlanState* plan = m_session.shownPlan();
    if (!plan || m_isWhole || plan->movesTried == 0)
        return {};
    if (m_session.controller().capabilities().seek)
        return tr("%1 tried moves are recorded; reading them from the session. The kept ones are shown.")
            .arg(plan->movesTried);
    return tr("Only the kept moves of the %1 that are recorded are shown: the plan did not reach this window whole. "
              "The "
              "session file has them all.")
        .arg(plan->movesTried);
}

void ExplainPage::goTo(std::size_t step)
{
    m_told.reset();
    moveTo(step);
}

void ExplainPage::moveTo(std::size_t step)
{
    step = std::min(step, m_search.lastStep());
    if (step == m_step)
        return;
    m_step = step;
    pinPlan();
    showStep();
}

/// Who looks at a step does not want the next plan in its place.
void ExplainPage::pinPlan()
{
    if (m_planTime)
        m_session.selection().setPlan(m_planTime);
}

void ExplainPage::go(StepUnit unit, int direction)
{
    goTo(m_search.next(m_step, unit, direction));
}

StepUnit ExplainPage::unit() const
{
    return static_cast<StepUnit>(m_unit->currentIndex());
}

void ExplainPage::setPlaying(bool playing)
{
    if (!playing) {
        m_playTimer.stop();
    } else if (m_search.lastStep() > 0) {
        if (m_search.next(m_step, unit(), 1) == m_step)
            goTo(0);
        m_playTimer.start();
    }
    m_registry.action(CommandId::PlayTrials)
        ->setIcon(icon(m_playTimer.isActive() ? QStringLiteral("pause") : QStringLiteral("play"), palette()));
}

void ExplainPage::playOn()
{
    const std::size_t before = m_step;
    go(unit(), 1);
    if (m_step == before)
        setPlaying(false);
}

void ExplainPage::showStep()
{
    const bool searched = m_search.lastStep() > 0;
    m_words->setHtml(!m_search.plan() ? ExplainWords::withoutPlan()
                         : searched   ? ExplainWords::step(m_session.state(), m_search, m_step)
                                      : ExplainWords::withoutSearch(*m_search.plan()));
    m_shares->show(m_session.state(), m_search, m_step);
    m_map->setStep(m_step);
    m_scores->setScene(scoreScene(m_search, m_step, palette()));
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, static_cast<int>(m_search.lastStep()));
    m_slider->setValue(static_cast<int>(m_step));
    m_slider->setEnabled(searched);
    m_position->setText(searched ? tr("step %1 of %2").arg(m_step).arg(m_search.lastStep()) : QString());
    for (const CommandId id : {CommandId::PreviousSteal, CommandId::PreviousTrial, CommandId::FirstTrial})
        m_registry.action(id)->setEnabled(searched && m_step > 0);
    for (const CommandId id : {CommandId::NextTrial, CommandId::LastTrial})
        m_registry.action(id)->setEnabled(searched && m_step < m_search.lastStep());
    m_registry.action(CommandId::NextSteal)->setEnabled(m_search.next(m_step, StepUnit::Steal, 1) != m_step);
    m_registry.action(CommandId::PlayTrials)->setEnabled(searched);
    m_registry.action(CommandId::TellWindow)->setEnabled(m_search.plan() != nullptr);
    selectInTrace();
}

void ExplainPage::selectInTrace()
{
    const QModelIndex index = m_trace->indexOf(m_step);
    const QSignalBlocker quiet(m_tree->selectionModel());
    m_tree->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (index.isValid())
        m_tree->scrollTo(index);
    m_tree->viewport()->update();
}

void ExplainPage::tell(std::vector<StoryStep> story)
{
    m_story->setVisible(!story.empty());
    m_story->setFixedHeight(fontMetrics().height() * 13);
    m_told.reset();
    const bool isTold = !story.empty();
    m_story->show(std::move(story));
    // So that the keyboard goes on from there.
    if (isTold)
        m_story->setFocus(Qt::ShortcutFocusReason);
}

void ExplainPage::tellWindow()
{
    if (const PlanState* plan = m_session.shownPlan())
        tell(WindowStory::of(m_session.state(), plan->plan.window));
}

void ExplainPage::showStoryStep(const StoryStep& step)
{
    if (!step.plan)
        return;
    m_session.selection().setPlan(step.plan);
    m_told = step;
    rebuild();
    if (standsAtStory())
        moveTo(placeOf(step.place));
}

/// False while the plan that is told is not read yet.
bool ExplainPage::standsAtStory() const
{
    return m_told && m_told->plan && m_told->plan == m_planTime;
}

std::size_t ExplainPage::placeOf(StoryPlace place) const
{
    const std::size_t kept = m_search.next(0, StepUnit::Steal, 1);
    switch (place) {
    case StoryPlace::Start: return 0;
    case StoryPlace::FirstKept: return kept;
    case StoryPlace::FirstPutBack:
        for (std::size_t step = kept + 1; step <= m_search.lastStep(); ++step)
            if (m_search.move(step).verdict != MoveVerdict::Accepted)
                return step;
        return kept;
    case StoryPlace::LargestKept: return largestKept();
    case StoryPlace::End: return m_search.keptAt(m_search.lastStep()).value_or(0);
    }
    return 0;
}

std::size_t ExplainPage::largestKept() const
{
    std::size_t found = 0;
    double most = 0.0;
    for (std::size_t step = 1; step <= m_search.lastStep(); ++step) {
        const PlanMove& move = m_search.move(step);
        if (move.verdict != MoveVerdict::Accepted || move.score - move.bestBefore <= most)
            continue;
        most = move.score - move.bestBefore;
        found = step;
    }
    return found;
}

void ExplainPage::openEstimates(const QUrl& link)
{
    m_session.selection().setCamera(CameraId{link.path().toUInt()});
    if (m_search.plan())
        m_session.selection().setWindow(m_search.plan()->window);
    Q_EMIT profileRequested();
}

QString ExplainPage::words() const
{
    return m_words->toPlainText();
}

QString ExplainPage::headline() const
{
    return m_headline->text();
}

void ExplainPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    restyle();
    showStep();
}

void ExplainPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    rebuild();
}

void ExplainPage::restyle()
{
    const std::array<std::pair<CommandId, const char*>, 6> icons = {{{CommandId::PreviousPlan, "previous"},
                                                                     {CommandId::NextPlan, "next"},
                                                                     {CommandId::FirstTrial, "start-of-session"},
                                                                     {CommandId::PreviousSteal, "step-back"},
                                                                     {CommandId::NextSteal, "step-forward"},
                                                                     {CommandId::LastTrial, "end-of-session"}}};
    for (const auto& [id, name] : icons)
        m_registry.action(id)->setIcon(icon(QString::fromLatin1(name), palette()));
    setPlaying(isPlaying());
}

} // namespace jackdaw::widgets
