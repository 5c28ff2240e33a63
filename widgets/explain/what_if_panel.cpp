// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/what_if_panel.h"

#include "widgets/explain/explain_words.h"
#include "widgets/shell/view_export.h"
#include "widgets/theme/format.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr double kNothing = 5e-4; ///< less than three digits show

} // namespace

WhatIfPanel::WhatIfPanel(TrialDesk& desk, QWidget* parent) :
    QWidget(parent), m_desk(desk), m_model(new WhatIfModel(this)), m_headline(new QLabel), m_bar(new WhatIfBar),
    m_view(new QTableView), m_reset(new QPushButton(tr("Back to the plan")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    m_headline->setObjectName(QStringLiteral("whatIfHeadline"));
    m_headline->setWordWrap(true);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_headline->setToolTip(
        tr("<p>Mean window accuracy over the cameras, by their weights: what the estimates promise for what is left of "
           "the window, exactly integrated between the ends of retrainings. The run is not changed.</p>"));
    makeTable();
    column->addWidget(m_headline);
    column->addWidget(m_bar);
    column->addWidget(m_view, 1);
    column->addWidget(makeButtons());
    connect(&m_desk, &TrialDesk::changed, this, &WhatIfPanel::open);
    connect(m_model, &WhatIfModel::edited, this, &WhatIfPanel::score);
    connect(&m_work, &NewestWork::busyChanged, this, &WhatIfPanel::refresh);
    connect(m_bar, &WhatIfBar::borderMoved, this, [this](std::size_t piece, double share) {
        const auto job = std::optional(m_barJobs[piece]);
        const auto next = piece + 1 < m_barJobs.size() ? std::optional(m_barJobs[piece + 1]) : std::nullopt;
        m_model->move(share > 0 ? next : job, share > 0 ? job : next, std::abs(share));
    });
    connect(m_reset, &QPushButton::clicked, this,
            [this] { m_model->setAllocation(m_desk.trial()->problem().recorded); });
    open();
}

void WhatIfPanel::makeTable()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new WhatIfDelegate(m_view));
    m_view->setAccessibleName(tr("Shares by hand"));
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                            | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    QHeaderView& header = *m_view->horizontalHeader();
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(WhatIfModel::Configuration, QHeaderView::Stretch);
    header.setHighlightSections(false);
    addTableExport(*m_view, tr("what-if"), WhatIfModel::kValueRole);
    addPictureExport(*m_bar, tr("shares-by-hand"));
}

QWidget* WhatIfPanel::makeButtons()
{
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    m_reset->setToolTip(tr("Puts all shares back to those of the plan"));
    row->addWidget(m_reset);
    row->addStretch(1);
    return buttons;
}

void WhatIfPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk.need();
}

void WhatIfPanel::open()
{
    if (isVisible())
        m_desk.need();
    m_work.forget();
    m_planned.reset();
    m_byHand.reset();
    m_model->show(m_desk.trial());
    if (m_desk.trial())
        score();
    else
        refresh();
}

/// The plan's own shares are scored once, in the same way.
void WhatIfPanel::score()
{
    m_byHand.reset();
    m_work.run([this, trial = m_desk.trial(), allocation = m_model->allocation(),
                planned = m_planned]() -> NewestWork::Effect {
        const TrialScore before = planned ? *planned : trial->score(trial->problem().recorded);
        const TrialScore after = allocation == trial->problem().recorded ? before : trial->score(allocation);
        return [this, before, after] {
            m_planned = before;
            m_byHand = after;
            refresh();
        };
    });
    refresh();
}

void WhatIfPanel::refresh()
{
    const bool open = m_desk.trial() != nullptr;
    m_bar->setVisible(open);
    m_view->setVisible(open);
    m_reset->setVisible(open);
    m_reset->setEnabled(m_model->isChanged());
    m_model->setScores(m_planned, m_byHand);
    m_headline->setText(open                                              ? scores()
                            : m_desk.state() == TrialDesk::State::Opening ? tr("Reading what the planner was told…")
                            : m_desk.reason().isEmpty() ? tr("There is no plan yet whose shares could be changed.")
                                                        : m_desk.reason());
    showBar();
}

QString WhatIfPanel::scores() const
{
    QStringList parts;
    if (!m_planned)
        parts << tr("Computing what is expected…");
    else if (!m_byHand)
        parts << tr("Expected mean as planned %1; by hand: computing…").arg(ExplainWords::score(m_planned->mean));
    else if (!m_model->isChanged())
        parts << tr("Expected mean as planned: %1. Drag a border of the bar, or type another share.")
                     .arg(ExplainWords::score(m_planned->mean));
    else
        parts << tr("Expected mean by hand %1, as planned %2: %3.")
                     .arg(ExplainWords::score(m_byHand->mean), ExplainWords::score(m_planned->mean),
                          ExplainWords::change(m_byHand->mean - m_planned->mean));
    if (m_model->free() > kNothing)
        parts << tr("%1 GPU is given to nobody.").arg(ExplainWords::amount(m_model->free()));
    if (m_byHand && m_byHand->unplaced > kNothing)
        parts << tr("%1 GPU fits on no device.").arg(ExplainWords::amount(m_byHand->unplaced));
    if (m_byHand && m_byHand->floorLack > kNothing)
        parts << tr("Cameras lack %1 to their floors.").arg(ExplainWords::score(m_byHand->floorLack));
    return parts.join(QLatin1Char(' '));
}

/// Inferences first, as on every bar.
void WhatIfPanel::showBar()
{
    std::vector<AllocationBar::Piece> pieces;
    m_barJobs.clear();
    const auto add = [&](std::size_t job, CameraId camera, JobKind kind, const QString& name) {
        const double share = m_model->allocation().shares[job];
        if (share < kNothing)
            return;
        m_barJobs.push_back(job);
        pieces.push_back({camera, DeviceId{0}, kind, format::text(cameraLetter(camera)), share,
                          tr("<p><b>%1</b></p><p>%2 GPU. Drag its border.</p>")
                              .arg(name.toHtmlEscaped(), ExplainWords::amount(share))});
    };
    if (const auto& trial = m_desk.trial()) {
        const TrialProblem& problem = trial->problem();
        const std::vector<PlannedJob>& jobs = m_desk.plan()->jobs;
        for (const std::size_t which : {0U, 1U})
            for (std::size_t v = 0; v < problem.cameras.size(); ++v)
                add(2 * v + which, problem.cameras[v].camera, jobs[2 * v + which].kind,
                    format::jobKind(jobs[2 * v + which].kind) + QLatin1Char(' ')
                        + format::text(problem.cameras[v].name));
        for (std::size_t i = 0; i < problem.furtherJobs.size(); ++i) {
            const std::size_t job = 2 * problem.cameras.size() + i;
            add(job, jobs[job].owners.front(), jobs[job].kind, format::text(problem.furtherJobs[i]));
        }
        m_bar->setWhole(problem.capacity);
    }
    m_bar->setPieces(std::move(pieces));
}

QString WhatIfPanel::headline() const
{
    return m_headline->text();
}

} // namespace jackdaw::widgets
