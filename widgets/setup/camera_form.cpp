// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/camera_form.h"

#include "widgets/setup/camera_fields.h"
#include "widgets/setup/path_field.h"
#include "widgets/setup/place_panel.h"
#include "widgets/setup/source_panel.h"
#include "widgets/theme/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace jackdaw::widgets {
namespace {

constexpr int kSettingsWidth = 318;

} // namespace

CameraForm::CameraForm(SetupModel& model, SourceTrials& trials, QWidget* parent) :
    QWidget(parent), m_model(model), m_trials(trials), m_source(new SourcePanel(trials)),
    m_labels(new PathField(tr("Label file of this recording"), labelFilter())), m_places(new PlacePanel)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    auto* settings = new QScrollArea;
    settings->setWidget(makeSettings());
    settings->setWidgetResizable(true);
    settings->setFrameShape(QFrame::NoFrame);
    settings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    settings->setFixedWidth(kSettingsWidth);
    settings->setFocusPolicy(Qt::NoFocus);
    row->addWidget(settings);
    row->addWidget(m_places, 1);
    bind();
    show();
}

FaultForm* CameraForm::makeLabels()
{
    auto* form = new FaultForm;
    m_labels->line().setObjectName(QStringLiteral("goldenLabels"));
    m_labels->line().setPlaceholderText(tr("none: the run's golden model labels it"));
    form->addField(QStringLiteral("golden_labels"), tr("&Labels"), m_labels,
                   tr("A label file of this recording; its labels then count as the golden model's"));
    return form;
}

QWidget* CameraForm::makeSettings()
{
    auto* settings = new QWidget;
    auto* column = new QVBoxLayout(settings);
    column->setContentsMargins(0, 0, 8, 0);
    const auto addFields = [&](const std::function<void(CameraFields&)>& fill) {
        auto* fields = new CameraFields;
        fill(*fields);
        m_fields.push_back(fields);
        m_forms.push_back(fields);
        return fields;
    };
    column->addWidget(addFields([](CameraFields& fields) { fields.addName(); }));
    column->addWidget(m_source);
    m_forms.push_back(&m_source->form());
    FaultForm* labels = makeLabels();
    m_forms.push_back(labels);
    column->addWidget(labels);
    column->addWidget(addFields([](CameraFields& fields) { fields.addTargets(); }));
    auto* more = new QToolButton;
    more->setText(tr("More settings"));
    more->setObjectName(QStringLiteral("moreSettings"));
    more->setCheckable(true);
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more->setArrowType(Qt::RightArrow);
    more->setFocusPolicy(Qt::StrongFocus);
    column->addWidget(more);
    CameraFields* others = addFields([](CameraFields& fields) {
        fields.addPlaying();
        fields.addPriorities();
    });
    others->hide();
    column->addWidget(others);
    connect(more, &QToolButton::toggled, others, [more, others](bool open) {
        more->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        others->setVisible(open);
    });
    column->addStretch(1);
    return settings;
}

void CameraForm::bind()
{
    for (CameraFields* fields : m_fields)
        connect(fields, &CameraFields::edited, &m_model, &SetupModel::editCamera);
    connect(m_source, &SourcePanel::sourceEdited, this, [this](const std::string& source) {
        m_model.editCamera(QStringLiteral("source"), [&](CameraDraft& camera) { camera.source = source; });
    });
    connect(m_source, &SourcePanel::credentialsEdited, this, [this](const std::string& credentials) {
        m_model.editCamera(QStringLiteral("credentials"),
                           [&](CameraDraft& camera) { camera.credentials = credentials; });
    });
    connect(m_labels, &PathField::edited, this, [this](const QString& text) {
        m_model.editCamera(QStringLiteral("labels"),
                           [&](CameraDraft& camera) { camera.goldenLabels = text.toStdString(); });
    });
    connect(m_labels, &PathField::chosen, this, [this](const QString& path) {
        m_labels->line().setText(format::text(m_model.services()->writtenPath(path)));
        Q_EMIT labelsChosen();
    });
    connect(m_places, &PlacePanel::edited, this, [this](const std::vector<Place>& places) {
        m_model.editCamera({}, [&](CameraDraft& camera) { setPlaces(camera, places); });
    });
    connect(&m_model, &SetupModel::changed, this, &CameraForm::show);
    connect(&m_model, &SetupModel::currentChanged, this, [this] {
        m_places->editor().setTool(std::nullopt);
        m_places->editor().pick(std::nullopt);
        show();
    });
    connect(&m_trials, &SourceTrials::changed, this, &CameraForm::showPicture);
}

void CameraForm::setServices(SetupServices* services)
{
    m_source->setServices(services);
}

QString CameraForm::place() const
{
    return QStringLiteral("/cameras/%1").arg(m_model.current().value_or(0));
}

void CameraForm::show()
{
    const CameraDraft* camera = m_model.camera();
    if (!camera)
        return;
    m_source->show(*camera);
    for (CameraFields* fields : m_fields)
        fields->show(*camera);
    m_labels->show(format::text(camera->goldenLabels));
    m_places->setPlaces(placesOf(*camera));
    for (FaultForm* form : m_forms)
        form->showFaults(place(), m_model.faults());
    showPicture();
}

void CameraForm::showPicture()
{
    const CameraDraft* camera = m_model.camera();
    if (!camera)
        return;
    const SourceTrial& trial = m_trials.of(*camera);
    PlaceEditor& editor = m_places->editor();
    if (trial.look.pictures > 0)
        editor.setPicture(trial.look.picture);
    else
        editor.setPicture({});
    editor.setMasked(trial.look.masked);
    const bool hasFailed = trial.stage == SourceTrial::Stage::Failed;
    editor.setMessage(hasFailed                     ? SourceTrials::summary(trial)
                          : trial.look.pictures > 0 ? QString()
                          : trial.isUnderWay()      ? SourceTrials::summary(trial)
                          : camera->source.empty()  ? tr("The camera has no source yet.")
                                                    : tr("Test the source to see its picture."),
                      hasFailed);
}

bool CameraForm::focusField(const QString& pointer)
{
    for (FaultForm* form : m_forms)
        if (form->focusField(place(), pointer)) {
            if (auto* more = findChild<QToolButton*>(QStringLiteral("moreSettings")); form == m_fields.back())
                more->setChecked(true);
            return true;
        }
    for (const char* key : {"lines", "zones", "ignored"})
        if (pointer.startsWith(place() + QLatin1Char('/') + QLatin1String(key))) {
            m_places->editor().setFocus(Qt::OtherFocusReason);
            return true;
        }
    return false;
}

} // namespace jackdaw::widgets
