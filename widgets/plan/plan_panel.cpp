// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan/plan_panel.h"

#include "widgets/plan/plan_pieces.h"
#include "widgets/plan/plan_words.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

#include <algorithm>

namespace jackdaw::widgets {

PlanPanel::PlanPanel(SessionView& session, QWidget* parent) :
    QWidget(parent), m_session(session), m_controller(session.controller()), m_selection(session.selection()),
    m_bar(new AllocationBar), m_table(new PlanTableModel(this)), m_view(new QTableView), m_story(new QTextBrowser)
{
    setObjectName(QStringLiteral("planPanel"));
    setAccessibleName(tr("Plan"));
    makeTable();
    m_story->setAccessibleName(tr("Why this plan"));
    m_story->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(makeHeader());
    layout->addWidget(m_bar);
    layout->addWidget(m_view);
    layout->addWidget(m_story, 1);
    connect(&m_controller, &SessionController::changed, this, &PlanPanel::refresh);
    connect(&m_controller, &SessionController::reset, this, &PlanPanel::rebuild);
    connect(&m_selection, &Selection::planChanged, this, &PlanPanel::rebuild);
    connect(&m_selection, &Selection::cameraChanged, this, &PlanPanel::selectRow);
    connect(m_bar, &AllocationBar::cameraClicked, &m_selection,
            [this](CameraId camera) { m_selection.setCamera(camera); });
    rebuild();
}

QWidget* PlanPanel::makeHeader()
{
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(4, 2, 4, 0);
    m_previous = new QToolButton;
    m_next = new QToolButton;
    m_previous->setToolTip(tr("Previous plan"));
    m_next->setToolTip(tr("Next plan"));
    for (QToolButton* button : {m_previous, m_next}) {
        button->setAutoRaise(true);
        button->setAccessibleName(button->toolTip());
    }
    m_headline = new QLabel;
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_headline->setWordWrap(true);
    m_headline->setToolTip(
        tr("<p>Expected mean accuracy: the planner's estimate of the window accuracy, averaged over the "
           "cameras. Window accuracy is the integral of F1 over the window divided by its length.</p>"));
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_headline, 1);
    auto* explain = new QToolButton;
    explain->setText(tr("Explain"));
    explain->setToolTip(tr("Shows how this plan was found, move by move"));
    explain->setAccessibleName(tr("Explain this plan"));
    explain->setAutoRaise(true);
    row->addWidget(explain);
    connect(explain, &QToolButton::clicked, this, &PlanPanel::explainRequested);
    connect(m_previous, &QToolButton::clicked, this, [this] { m_session.stepPlan(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_session.stepPlan(1); });
    return header;
}

void PlanPanel::makeTable()
{
    m_view->setModel(m_table);
    m_view->setAccessibleName(tr("Shares and configurations"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 6);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(PlanTableModel::Configuration, QHeaderView::Stretch);
    m_view->horizontalHeader()->setHighlightSections(false);
    addTableExport(*m_view, tr("plan"));
    connect(m_view, &QTableView::clicked, this,
            [this](const QModelIndex& index) { m_selection.setCamera(m_table->cameraAt(index.row())); });
}

void PlanPanel::refresh()
{
    if (isVisible() && m_seenRevision != m_controller.state().revisions.plans)
        rebuild();
}

QString PlanPanel::story(const PlanState& plan) const
{
    QString html;
    for (const std::string& sentence : plan.plan.explanation)
        html += QStringLiteral("<p>%1</p>").arg(format::text(sentence).toHtmlEscaped());
    const QStringList steals = PlanWords::acceptedSteals(m_controller.state(), plan.plan);
    html += QStringLiteral("<p><b>%1</b></p>")
                .arg(tr("Accepted steals of the deciding search: %1 (%2 tried moves are recorded)")
                         .arg(steals.size())
                         .arg(plan.movesTried));
    if (steals.isEmpty())
        return html + QStringLiteral("<p>%1</p>").arg(tr("No move made the mean better: the start allocation stands."));
    html += QStringLiteral("<ol style='margin-left: -18px'>");
    for (const QString& steal : steals)
        html += QStringLiteral("<li>%1</li>").arg(steal.toHtmlEscaped());
    return html + QStringLiteral("</ol>");
}

void PlanPanel::rebuild()
{
    m_seenRevision = m_controller.state().revisions.plans;
    const auto& plans = m_controller.state().plans;
    const PlanState* plan = m_session.shownPlan();
    m_previous->setIcon(icon(QStringLiteral("previous"), palette()));
    m_next->setIcon(icon(QStringLiteral("next"), palette()));
    m_previous->setEnabled(plan && plan != &plans.front());
    m_next->setEnabled(plan && plan != &plans.back());
    m_table->show(m_controller.state(), plan);
    for (const auto column : {PlanTableModel::ServedBy, PlanTableModel::OtherJobs, PlanTableModel::Devices})
        m_view->setColumnHidden(column, !m_table->tells(column));
    m_headline->setText(plan ? PlanWords::headline(m_controller.state(), *plan) : tr("No plan yet"));
    m_bar->setPieces(plan ? planPieces(m_controller.state(), plan->plan) : std::vector<AllocationBar::Piece>{});
    m_story->setHtml(
        plan ? story(*plan)
             : tr("<p>A plan is made at the start of each window, and again whenever a camera is labelled and profiled "
                  "or a retraining ends.</p>"));
    fitTable();
    selectRow();
}

/// The table is as high as its rows, up to a limit; the words take the rest.
void PlanPanel::fitTable()
{
    constexpr int kMostRows = 8;
    const int rows = std::clamp(m_table->rowCount(), 1, kMostRows);
    // A bar to scroll sideways must not cover the last row.
    const bool isWide = m_view->horizontalHeader()->length() > m_view->viewport()->width();
    m_view->setFixedHeight(m_view->horizontalHeader()->sizeHint().height()
                           + rows * m_view->verticalHeader()->defaultSectionSize() + 2
                           + (isWide ? m_view->horizontalScrollBar()->sizeHint().height() : 0));
}

void PlanPanel::selectRow()
{
    const int row = m_selection.camera() ? m_table->rowOf(*m_selection.camera()) : -1;
    if (row < 0)
        m_view->clearSelection();
    else
        m_view->selectRow(row);
}

void PlanPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

void PlanPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    rebuild();
}

} // namespace jackdaw::widgets
