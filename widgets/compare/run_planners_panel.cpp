// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/run_planners_panel.h"

#include "widgets/compare/comparison_values.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace jackdaw::widgets {
namespace {

/// Those that one compares first; any other is typed.
constexpr std::array kPlanners{"inference-only", "uniform(1,0.5)", "thief", "jackdaw", "teacher-only(moved)"};
constexpr int kSteps = 1000;

} // namespace

RunPlannersPanel::RunPlannersPanel(QWidget* parent) :
    QWidget(parent), m_scenario(new QLineEdit), m_planners(new QListWidget), m_otherPlanners(new QLineEdit),
    m_seeds(new QSpinBox), m_atATime(new QSpinBox), m_folder(new QLineEdit), m_start(new QPushButton(tr("Run"))),
    m_cancel(new QPushButton(tr("Cancel"))), m_progress(new QProgressBar), m_status(new QLabel)
{
    setObjectName(QStringLiteral("runPlanners"));
    setFocusProxy(m_scenario);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    m_status->setObjectName(QStringLiteral("runPlannersStatus"));
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setAlignment(Qt::AlignTop);
    m_progress->setRange(0, kSteps);
    m_progress->setTextVisible(true);
    m_progress->setAccessibleName(tr("How far the runs are"));
    m_progress->hide();
    column->addWidget(makeFields());
    column->addWidget(makeButtons());
    column->addWidget(m_progress);
    column->addWidget(m_status, 1);
    refresh();
}

QWidget* RunPlannersPanel::makeFields()
{
    auto* fields = new QWidget;
    auto* form = new QFormLayout(fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto withButton = [&](QLineEdit* field, const QString& name, void (RunPlannersPanel::*wanted)()) {
        auto* pick = new QPushButton(tr("Choose…"));
        pick->setAccessibleName(tr("Choose %1").arg(name));
        connect(pick, &QPushButton::clicked, this, wanted);
        field->setAccessibleName(name);
        connect(field, &QLineEdit::textChanged, this, &RunPlannersPanel::edited);
        auto* row = new QHBoxLayout;
        row->addWidget(field, 1);
        row->addWidget(pick);
        return row;
    };
    form->addRow(tr("Scenario"), withButton(m_scenario, tr("scenario file"), &RunPlannersPanel::scenarioWanted));
    m_planners->setAccessibleName(tr("Planners; Space ticks one"));
    for (const char* planner : kPlanners) {
        auto* item = new QListWidgetItem(QString::fromLatin1(planner), m_planners);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(item->text() == QStringLiteral("teacher-only(moved)") ? Qt::Unchecked : Qt::Checked);
    }
    m_planners->setFixedHeight(m_planners->sizeHintForRow(0) * m_planners->count() + 2 * m_planners->frameWidth() + 2);
    connect(m_planners, &QListWidget::itemChanged, this, &RunPlannersPanel::edited);
    form->addRow(tr("Planners"), m_planners);
    m_otherPlanners->setAccessibleName(tr("Other planners"));
    m_otherPlanners->setPlaceholderText(tr("others, separated by spaces"));
    connect(m_otherPlanners, &QLineEdit::textChanged, this, &RunPlannersPanel::edited);
    form->addRow(QString(), m_otherPlanners);
    m_seeds->setRange(1, 1000);
    m_seeds->setAccessibleName(tr("Number of seeds"));
    connect(m_seeds, &QSpinBox::valueChanged, this, &RunPlannersPanel::edited);
    form->addRow(tr("Seeds"), m_seeds);
    m_atATime->setRange(1, 256);
    m_atATime->setAccessibleName(tr("Runs at a time"));
    form->addRow(tr("At a time"), m_atATime);
    form->addRow(tr("Folder"), withButton(m_folder, tr("folder of the sessions"), &RunPlannersPanel::folderWanted));
    return fields;
}

QWidget* RunPlannersPanel::makeButtons()
{
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    m_start->setToolTip(tr("Runs what is not in the folder yet, under device time; then compares all"));
    m_cancel->setToolTip(tr("Stops the runs; running again goes on from there"));
    connect(m_start, &QPushButton::clicked, this, &RunPlannersPanel::start);
    connect(m_cancel, &QPushButton::clicked, this, &RunPlannersPanel::cancel);
    row->addWidget(m_start);
    row->addWidget(m_cancel);
    row->addStretch(1);
    return buttons;
}

void RunPlannersPanel::setJob(ComparisonJob* job)
{
    m_job = job;
    connect(job, &ComparisonJob::progressed, this, [this](double fraction, const QString& text) {
        m_progress->setValue(static_cast<int>(fraction * kSteps));
        m_status->setText(text);
        refresh();
    });
    connect(job, &ComparisonJob::finished, this, [this](const QStringList& sessions) {
        m_progress->setValue(kSteps);
        end(tr("Runs that are there and compared: %n.", nullptr, static_cast<int>(sessions.size())), sessions);
    });
    connect(job, &ComparisonJob::failed, this, [this](const QString& text, const QStringList& sessions) {
        m_progress->hide();
        end(text, sessions);
    });
    refresh();
}

void RunPlannersPanel::setRequest(const JobRequest& request)
{
    m_scenario->setText(request.scenario);
    m_folder->setText(request.folder);
    m_seeds->setValue(request.seeds);
    m_atATime->setValue(request.atATime);
    QStringList others = request.planners;
    for (int i = 0; i < m_planners->count(); ++i) {
        QListWidgetItem* item = m_planners->item(i);
        item->setCheckState(others.removeAll(item->text()) > 0 ? Qt::Checked : Qt::Unchecked);
    }
    m_otherPlanners->setText(others.join(QLatin1Char(' ')));
}

JobRequest RunPlannersPanel::request() const
{
    JobRequest request{
        m_scenario->text().trimmed(), {}, m_seeds->value(), m_folder->text().trimmed(), m_atATime->value()};
    for (int i = 0; i < m_planners->count(); ++i)
        if (m_planners->item(i)->checkState() == Qt::Checked)
            request.planners << m_planners->item(i)->text();
    for (const QString& other : m_otherPlanners->text().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (!request.planners.contains(other))
            request.planners << other;
    return request;
}

void RunPlannersPanel::start()
{
    if (!missing().isEmpty() || m_job->isRunning())
        return;
    m_progress->setValue(0);
    m_progress->show();
    m_status->setText(tr("Checking the scenario…"));
    m_job->start(request());
    refresh();
}

void RunPlannersPanel::cancel()
{
    if (!m_job || !m_job->isRunning())
        return;
    m_status->setText(tr("Stopping after the batches that run now…"));
    m_job->cancel();
}

/// What is to be said before anything can run; empty where nothing is missing.
QString RunPlannersPanel::missing() const
{
    const JobRequest wanted = request();
    if (!m_job)
        return tr("Runs cannot be started here.");
    if (wanted.scenario.isEmpty())
        return tr("Choose a scenario (.json).");
    if (wanted.planners.isEmpty())
        return tr("Tick a planner.");
    if (wanted.planners.size() > static_cast<qsizetype>(kMostSides))
        return tr("Up to %1 planners can stand side by side; untick some.").arg(kMostSides);
    return wanted.folder.isEmpty() ? tr("Choose a folder for the sessions.") : QString();
}

void RunPlannersPanel::refresh()
{
    const bool running = m_job && m_job->isRunning();
    const QString lack = missing();
    const bool wasPressed = m_start->hasFocus() || m_cancel->hasFocus();
    m_cancel->setEnabled(running);
    m_start->setEnabled(!running && lack.isEmpty());
    if (wasPressed) // a button that can no longer be pressed loses the keyboard to whatever comes next
        (running ? m_cancel : m_start)->setFocus();
    if (running)
        return;
    if (!lack.isEmpty())
        return m_status->setText(lack);
    const JobRequest wanted = request();
    m_status->setText(!m_outcome.isEmpty()
                          ? m_outcome
                          : tr("Runs: %n, each as long as the scenario: planners × seeds. The first planner's first "
                               "students serve all.",
                               nullptr, static_cast<int>(wanted.planners.size()) * wanted.seeds));
}

void RunPlannersPanel::end(const QString& outcome, const QStringList& sessions)
{
    m_outcome = outcome;
    refresh();
    if (!sessions.isEmpty())
        Q_EMIT sessionsMade(sessions);
}

/// What came of other fields says nothing any more.
void RunPlannersPanel::edited()
{
    m_outcome.clear();
    refresh();
}

QString RunPlannersPanel::status() const
{
    return m_status->text();
}

double RunPlannersPanel::fraction() const
{
    return static_cast<double>(m_progress->value()) / kSteps;
}

} // namespace jackdaw::widgets
