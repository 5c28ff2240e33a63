// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/check_panel.h"

#include "widgets/setup/fault_form.h"
#include "widgets/setup/source_trials.h"
#include "widgets/theme/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace jackdaw::widgets {
namespace {

/// "camera gate, target": where a pointer leads, for people.
QString placeName(const QString& pointer, const RunDraft& draft)
{
    const QStringList steps = pointer.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (steps.value(0) != QStringLiteral("cameras") || steps.size() < 2)
        return steps.isEmpty() ? CheckPanel::tr("the scenario") : steps.join(QStringLiteral(", "));
    bool isNumber = false;
    const auto index = static_cast<std::size_t>(steps[1].toUInt(&isNumber));
    const QString camera =
        isNumber && index < draft.cameras.size() ? format::text(draft.cameras[index].name) : steps[1];
    QStringList words{CheckPanel::tr("camera \"%1\"").arg(camera)};
    words << steps.mid(2);
    return words.join(QStringLiteral(", "));
}

/// How long a recording plays in the run; nothing where that is not known, or where it never ends.
std::optional<double> secondsOf(const CameraDraft& camera, const SourceTrial& trial)
{
    const bool isKnown = trial.stage == SourceTrial::Stage::Seen && trial.look.seconds > 0.0 && camera.speed > 0.0;
    if (!isKnown || camera.loop)
        return std::nullopt;
    return std::max(0.0, trial.look.seconds - camera.offsetSeconds) / camera.speed;
}

} // namespace

CheckPanel::CheckPanel(SetupModel& model, SourceTrials& trials, QWidget* parent) :
    QWidget(parent), m_model(model), m_trials(trials), m_list(new QListWidget),
    m_checkLabels(new QPushButton(tr("Check labels"))), m_calibrate(new QPushButton(tr("Calibrate now"))),
    m_cancel(new QPushButton(tr("Cancel"))), m_progress(new QProgressBar), m_outcome(new QLabel)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    m_list->setObjectName(QStringLiteral("faults"));
    m_list->setAccessibleName(tr("What is to be mended"));
    m_list->setWordWrap(true);
    m_list->setTabKeyNavigation(false);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // as low as the panel is made
    m_list->setMinimumHeight(40);
    column->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    m_checkLabels->setToolTip(tr("Holds all label files against classes and videos, as a run does before it starts"));
    m_calibrate->setToolTip(
        tr("Measures what each kind of work costs on this machine; runs by the clock \"device\" need "
           "it once"));
    m_calibrate->setObjectName(QStringLiteral("calibrate"));
    m_checkLabels->setObjectName(QStringLiteral("checkLabels"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_outcome->setObjectName(QStringLiteral("checkOutcome"));
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);
    for (QPushButton* button : {m_checkLabels, m_calibrate})
        row->addWidget(button);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_outcome, 1);
    column->addLayout(row);
    connect(m_checkLabels, &QPushButton::clicked, this, &CheckPanel::checkLabels);
    connect(m_calibrate, &QPushButton::clicked, this, &CheckPanel::calibrate);
    connect(m_cancel, &QPushButton::clicked, this, &CheckPanel::cancel);
    connect(m_list, &QListWidget::itemActivated, this, &CheckPanel::choose);
    connect(m_list, &QListWidget::itemClicked, this, &CheckPanel::choose);
    connect(&m_model, &SetupModel::replaced, this, &CheckPanel::forget);
    connect(&m_model, &SetupModel::changed, this, &CheckPanel::refresh);
    connect(&m_trials, &SourceTrials::changed, this, &CheckPanel::refresh);
    refresh();
}

/// Warnings of labels, and that nothing is wrong, lead nowhere.
void CheckPanel::choose(const QListWidgetItem* item)
{
    if (const QVariant pointer = item->data(Qt::UserRole); pointer.isValid())
        Q_EMIT placeChosen(pointer.toString());
}

void CheckPanel::forget()
{
    m_warnings.clear();
    finish({});
}

void CheckPanel::begin(const QString& what, const QString& cancelled)
{
    m_warnings.clear();
    m_measured = 0;
    m_cancelled = cancelled;
    m_outcome->setText(what);
}

void CheckPanel::checkLabels()
{
    if (!m_model.services() || m_work)
        return;
    begin(tr("Reading labels and videos…"), tr("The check was cancelled."));
    m_work = m_model.services()->checkLabels(m_model.draft(), [this](Result<std::vector<std::string>> found) {
        if (!found)
            return finish(format::text(found.error().text()));
        for (const std::string& warning : *found)
            m_warnings << format::text(warning);
        finish(m_warnings.isEmpty() ? tr("All label files fit their videos and the classes.")
                                    : tr("To be looked at: %1.").arg(m_warnings.size()));
    });
    refresh();
}

void CheckPanel::calibrate()
{
    if (!m_model.services() || m_work)
        return;
    begin(tr("Measuring…"), tr("The measurement was cancelled; the cost table is as it was."));
    m_work = m_model.services()->calibrate(
        m_model.draft(),
        [this](const std::string& shape) {
            m_outcome->setText(
                tr("Kinds of work measured: %1, the last: %2").arg(++m_measured).arg(format::text(shape)));
        },
        [this](Result<std::string> table) {
            finish(table ? tr("Kinds of work measured: %1. They are in %2.").arg(m_measured).arg(format::text(*table))
                         : format::text(table.error().text()));
        });
    refresh();
}

void CheckPanel::finish(const QString& outcome)
{
    m_outcome->setText(outcome);
    m_work.reset();
    refresh();
}

void CheckPanel::cancel()
{
    if (m_work)
        finish(m_cancelled);
}

void CheckPanel::addFaults()
{
    for (const DraftFault& fault : m_model.faults()) {
        const QString pointer = format::text(fault.place);
        const bool isEmpty = m_model.draft().cameras.empty() && pointer == QStringLiteral("/cameras");
        const QString text = isEmpty
            ? tr("There is no camera yet.")
            : QStringLiteral("%1: %2").arg(placeName(pointer, m_model.draft()), faultText(fault));
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, pointer);
        item->setToolTip(format::plainTip(pointer));
    }
}

/// Nothing is learned of a recording that ends while the first students are still to be taught.
void CheckPanel::addShortRecordings()
{
    const RunDraft& draft = m_model.draft();
    for (std::size_t i = 0; i < draft.cameras.size(); ++i) {
        const auto seconds = secondsOf(draft.cameras[i], m_trials.of(draft.cameras[i]));
        if (!seconds || *seconds >= draft.windowSeconds)
            continue;
        const QString text = tr("camera \"%1\": its recording is over after %2 s, before the first window of %3 s is. "
                                "Nothing is learned of it: repeat it, or shorten the windows.")
                                 .arg(format::text(draft.cameras[i].name), QString::number(*seconds, 'g', 3),
                                      QString::number(draft.windowSeconds, 'g', 4));
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, QStringLiteral("/cameras/%1/loop").arg(i));
    }
}

void CheckPanel::refresh()
{
    m_list->clear();
    addFaults();
    addShortRecordings();
    for (const QString& warning : m_warnings)
        new QListWidgetItem(warning, m_list);
    if (m_list->count() == 0)
        new QListWidgetItem(tr("Nothing is wrong: the run can be started."), m_list);
    const bool isWorking = m_work != nullptr;
    m_progress->setVisible(isWorking);
    m_cancel->setVisible(isWorking);
    for (QPushButton* button : {m_checkLabels, m_calibrate})
        button->setEnabled(!isWorking && !m_model.draft().cameras.empty());
}

} // namespace jackdaw::widgets
