// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/planners_panel.h"

#include "widgets/explain/explain_words.h"
#include "widgets/theme/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

std::size_t retrained(const TrialAllocation& allocation)
{
    std::size_t count = 0;
    for (std::size_t v = 0; v < allocation.options.size(); ++v)
        count += allocation.options[v] && allocation.shares[2 * v + 1] > 0.0 ? 1 : 0;
    return count;
}

QString sharesText(const TrialCamera& camera, const TrialAllocation& allocation, std::size_t v)
{
    const QString inference = ExplainWords::amount(allocation.shares[2 * v]);
    const auto option = allocation.options[v];
    if (!option || allocation.shares[2 * v + 1] <= 0.0)
        return inference;
    return PlannersPanel::tr("%1 + %2 for %3")
        .arg(inference, ExplainWords::amount(allocation.shares[2 * v + 1]), format::text(camera.options[*option]));
}

} // namespace

PlannersPanel::PlannersPanel(TrialDesk& desk, QWidget* parent) :
    QWidget(parent), m_desk(desk), m_headline(new QLabel), m_compare(new QPushButton(tr("Compare planners"))),
    m_takeOver(new QPushButton(tr("Try its shares by hand"))),
    m_table(new ValueTableModel(
        {{tr("Planner"), tr("<p>Its name, as on the command line.</p>"), false},
         {tr("Expected mean"),
          tr("<p>Mean window accuracy (0 to 1) if the window goes as the estimates say, exactly integrated; when a "
             "retraining ends the planner is asked again, if it wants to be. The same as <i>jackdaw-cli plan</i> "
             "calls <i>coupled</i>.</p>")},
         {tr("Against the run's"), tr("<p>Its expected mean less that of the planner of the run.</p>")},
         {tr("Worst camera"), tr("<p>The least that is expected of a camera.</p>")},
         {tr("Retrains at once"), tr("<p>Cameras that are retrained from now on.</p>")},
         {tr("Planning took"), tr("<p>Seconds on this machine.</p>")}},
        this)),
    m_cameras(new ValueTableModel({}, this)), m_tableView(makeValueTable(m_table, tr("planners"))),
    m_cameraView(makeValueTable(m_cameras, tr("plans-by-camera")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    m_headline->setObjectName(QStringLiteral("plannersHeadline"));
    m_headline->setWordWrap(true);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_compare->setToolTip(tr("Has every planner plan this very window, by what the run's planner was told"));
    m_takeOver->setToolTip(tr("Puts the selected planner's shares into the what-if table"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_compare);
    buttons->addWidget(m_takeOver);
    buttons->addStretch(1);
    auto* tables = new QSplitter(Qt::Vertical);
    tables->addWidget(m_tableView);
    tables->addWidget(m_cameraView);
    column->addWidget(m_headline);
    column->addLayout(buttons);
    column->addWidget(tables, 1);
    m_tableView->setObjectName(QStringLiteral("plannersTable"));
    for (QTableView* view : {m_tableView, m_cameraView})
        view->setTabKeyNavigation(false);
    connect(&m_desk, &TrialDesk::changed, this, &PlannersPanel::open);
    connect(m_compare, &QPushButton::clicked, this, &PlannersPanel::compare);
    connect(m_takeOver, &QPushButton::clicked, this, &PlannersPanel::takeOver);
    connect(&m_work, &NewestWork::busyChanged, this, &PlannersPanel::refresh);
    open();
}

void PlannersPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk.need();
}

/// What was planned for another plan's window is gone.
void PlannersPanel::open()
{
    if (isVisible())
        m_desk.need();
    m_work.forget();
    m_plans.clear();
    m_faults.clear();
    m_asked = false;
    refresh();
}

void PlannersPanel::compare()
{
    const auto trial = m_desk.trial();
    if (!trial || m_work.isBusy())
        return;
    m_plans.clear();
    m_faults.clear();
    m_asked = true;
    m_work.run(
        [this, trial]() -> NewestWork::Effect { return [this, names = trial->planners()] { planNext(names, 0); }; });
    refresh();
}

/// A planner at a time, so that each stands there as soon as it has planned.
void PlannersPanel::planNext(const std::vector<std::string>& names, std::size_t index)
{
    if (index == names.size())
        return refresh();
    m_work.run([this, trial = m_desk.trial(), names, index]() -> NewestWork::Effect {
        const auto made = trial->plan(names[index]);
        return [this, made, names, index] {
            if (made)
                m_plans.push_back(*made);
            else
                m_faults << QString::fromStdString(made.error().text());
            planNext(names, index + 1);
        };
    });
    refresh();
}

void PlannersPanel::takeOver()
{
    const QModelIndex current = m_tableView->currentIndex();
    const QString planner = current.siblingAtColumn(0).data().toString();
    const auto plan = std::find_if(m_plans.begin(), m_plans.end(),
                                   [&](const TrialPlan& each) { return format::text(each.planner) == planner; });
    if (plan != m_plans.end())
        Q_EMIT sharesRequested(plan->allocation);
}

void PlannersPanel::refresh()
{
    const bool open = m_desk.trial() != nullptr;
    m_compare->setEnabled(open && !m_work.isBusy());
    m_takeOver->setEnabled(!m_plans.empty());
    QStringList words;
    if (!open)
        words << (m_desk.state() == TrialDesk::State::Opening ? tr("Reading what the planner was told…")
                      : m_desk.reason().isEmpty()             ? tr("There is no plan yet to compare planners on.")
                                                              : m_desk.reason());
    else if (m_work.isBusy())
        words << tr("Planners that have planned so far: %n", nullptr, static_cast<int>(m_plans.size()));
    else if (!m_asked)
        words << tr("Other planners can plan this very window, by what the run's planner was told.");
    else
        words << tr("What is expected if %1 s go on as the estimates say. The run is not changed.")
                     .arg(m_desk.trial()->problem().seconds, 0, 'f', 1);
    m_headline->setText((words + m_faults).join(QLatin1Char(' ')));
    showTables();
}

void PlannersPanel::showTables()
{
    std::vector<ValueTableModel::Row> rows;
    std::vector<ValueColumn> columns{{tr("Camera"), tr("<p>Camera of the plan.</p>"), false}};
    for (const TrialPlan& plan : m_plans) {
        const auto& accuracy = plan.score.accuracy;
        const double worst = *std::min_element(accuracy.begin(), accuracy.end());
        const double change = plan.score.mean - m_plans.front().score.mean;
        const auto count = retrained(plan.allocation);
        const QString name = format::text(plan.planner);
        rows.push_back({{name, {}},
                        {ExplainWords::score(plan.score.mean), plan.score.mean},
                        {&plan == &m_plans.front() ? QStringLiteral("–") : ExplainWords::change(change), change},
                        {ExplainWords::score(worst), worst},
                        {tr("%1 of %2").arg(count).arg(accuracy.size()), static_cast<qulonglong>(count)},
                        {tr("%1 s").arg(plan.seconds, 0, 'f', 3), plan.seconds}});
        columns.push_back(
            {name, tr("<p>Window accuracy that %1 expects of the camera.</p>").arg(name.toHtmlEscaped())});
        columns.push_back(
            {tr("%1: shares").arg(name), tr("<p>Share of its inference, and of its retraining.</p>"), false});
    }
    m_table->show(std::move(rows));
    std::vector<ValueTableModel::Row> byCamera;
    if (const auto trial = m_plans.empty() ? nullptr : m_desk.trial())
        for (std::size_t v = 0; v < trial->problem().cameras.size(); ++v) {
            const TrialCamera& camera = trial->problem().cameras[v];
            ValueTableModel::Row& row = byCamera.emplace_back();
            row.push_back(
                {format::text(cameraLetter(camera.camera)) + QLatin1Char(' ') + format::text(camera.name), {}});
            for (const TrialPlan& plan : m_plans) {
                row.push_back({ExplainWords::score(plan.score.accuracy[v]), plan.score.accuracy[v]});
                row.push_back({sharesText(camera, plan.allocation, v), {}});
            }
        }
    m_cameras->show(std::move(columns), std::move(byCamera));
    m_cameraView->setVisible(!m_plans.empty());
    if (!m_tableView->currentIndex().isValid() && !m_plans.empty())
        m_tableView->setCurrentIndex(m_tableView->model()->index(0, 0));
}

QString PlannersPanel::headline() const
{
    return m_headline->text();
}

} // namespace jackdaw::widgets
