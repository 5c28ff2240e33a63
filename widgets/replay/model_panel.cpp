// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/model_panel.h"

#include "widgets/theme/format.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {

ModelPanel::ModelPanel(QWidget* parent) :
    QWidget(parent), m_models(new QComboBox), m_try(new QPushButton(tr("Look at this frame"))),
    m_cancel(new QPushButton(tr("Cancel"))), m_progress(new QProgressBar), m_kept(new QLabel), m_outcome(new QLabel)
{
    setObjectName(QStringLiteral("modelPanel"));
    setAccessibleName(tr("Boxes of another model at this moment"));
    m_models->setAccessibleName(tr("Model"));
    m_models->setObjectName(QStringLiteral("otherModels"));
    m_models->setToolTip(tr("Models that the session still holds of the selected camera, and the golden model"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_try->setObjectName(QStringLiteral("tryModel"));
    m_try->setToolTip(
        tr("Decodes the frame and shows it to the chosen model; its boxes appear beside those that stood"));
    m_cancel->setObjectName(QStringLiteral("cancelModel"));
    m_progress->setAccessibleName(tr("Progress of the other model"));
    m_outcome->setObjectName(QStringLiteral("modelOutcome"));
    for (QLabel* label : {m_kept, m_outcome}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    makeRows();
    connect(m_try, &QPushButton::clicked, this, &ModelPanel::tryRequested);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_archive)
            m_archive->cancelModel();
        setRunning(false);
        say(tr("Cancelled."));
    });
    setRunning(false);
    setArchive(nullptr);
}

void ModelPanel::makeRows()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(5);
    auto* job = new QHBoxLayout;
    job->addWidget(m_progress, 1);
    job->addWidget(m_cancel);
    column->addWidget(m_models);
    column->addWidget(m_try);
    column->addLayout(job);
    column->addWidget(m_outcome);
    column->addWidget(m_kept);
    column->addStretch(1);
}

void ModelPanel::setArchive(ReplayArchive* archive)
{
    if (m_archive)
        m_archive->disconnect(this);
    m_archive = archive;
    m_camera.reset();
    m_choices.clear();
    m_models->clear();
    m_kept->clear();
    setRunning(false);
    say(archive ? QString() : tr("Other models can be asked about the frames of a recorded session."));
    m_try->setEnabled(false);
    if (!archive)
        return;
    connect(archive, &ReplayArchive::modelProgressed, this, [this](double fraction, const QString& step) {
        m_progress->setValue(static_cast<int>(fraction * 100));
        say(step);
    });
    connect(archive, &ReplayArchive::modelAnswered, this, [this](const ModelAnswer& answer) {
        setRunning(false);
        Q_EMIT answered(answer);
    });
    connect(archive, &ReplayArchive::modelFailed, this, [this](const QString& text) {
        setRunning(false);
        say(text);
    });
}

void ModelPanel::showModels(std::optional<CameraId> camera, const SessionOutline* outline)
{
    const auto models = m_archive && camera ? m_archive->models(*camera) : std::vector<ModelChoice>();
    if (camera == m_camera && models == m_choices)
        return;
    m_camera = camera;
    fill(models, outline);
}

void ModelPanel::fill(const std::vector<ModelChoice>& models, const SessionOutline* outline)
{
    m_choices = models;
    m_models->clear();
    std::size_t ofCamera = 0;
    for (const ModelChoice& choice : models) {
        QString title = MomentWords::modelName(choice);
        for (const SessionOutline::Model& model :
             outline && !choice.golden ? outline->models : std::vector<SessionOutline::Model>())
            if (model.camera == m_camera && model.version == choice.version)
                title = tr("%1, from %2, held-out %3")
                            .arg(title, format::clock(model.time, false), format::accuracy(model.heldOut));
        m_models->addItem(title);
    }
    for (const SessionOutline::Model& model : outline ? outline->models : std::vector<SessionOutline::Model>())
        ofCamera += model.camera == m_camera ? 1 : 0;
    const auto kept = static_cast<std::size_t>(
        std::count_if(models.begin(), models.end(), [](const ModelChoice& choice) { return !choice.golden; }));
    m_kept->setText(kept < ofCamera ? tr("%1 of the camera's %2 models are in the session; it keeps the first and the "
                                         "newest, and those that served when a note was written.")
                                          .arg(kept)
                                          .arg(ofCamera)
                                    : QString());
    m_try->setEnabled(!models.empty() && !m_isRunning);
}

void ModelPanel::tryModel(const std::optional<FrameQuestion>& question)
{
    const int chosen = m_models->currentIndex();
    if (!m_archive)
        return say(tr("Other models can be asked about the frames of a recorded session."));
    if (chosen < 0 || chosen >= static_cast<int>(m_choices.size()))
        return say(tr("The session holds no model of this camera."));
    if (!question)
        return say(tr("There is no picture to look at."));
    setRunning(true);
    say(tr("Starting"));
    m_archive->tryModel(*question, m_choices[static_cast<std::size_t>(chosen)]);
}

void ModelPanel::setRunning(bool running)
{
    m_isRunning = running;
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_progress->setValue(0);
    m_try->setEnabled(!running && !m_choices.empty());
}

void ModelPanel::say(const QString& text)
{
    m_outcome->setText(text);
}

void ModelPanel::showAnswer(const Moment& moment)
{
    if (m_isRunning || !moment.other || !moment.camera)
        return;
    const ModelAnswer& answer = *moment.other;
    const QString name = MomentWords::modelName(answer.model);
    if (answer.camera != moment.camera->info.camera || answer.frame != moment.frame())
        return say(tr("%1 looked at frame %2.").arg(name).arg(answer.frame));
    QStringList lines{tr("%1, frame %2: %3 boxes.").arg(name).arg(answer.frame).arg(answer.boxes.size())};
    for (const bool people : {false, true}) {
        const auto& score = people ? answer.againstPeople : answer.againstGolden;
        if (!score)
            continue;
        lines << MomentWords::score(*score, people);
        if (const auto stood = moment.score(BoxOrigin::Standing, people))
            lines << tr("As it stood: %1").arg(MomentWords::score(*stood, people));
    }
    if (lines.size() == 1)
        lines << tr("Nobody labelled this frame: there is nothing to hold the boxes against.");
    say(lines.join(QLatin1Char('\n')));
}

} // namespace jackdaw::widgets
