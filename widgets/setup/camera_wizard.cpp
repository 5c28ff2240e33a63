// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/camera_wizard.h"

#include "widgets/setup/camera_fields.h"
#include "widgets/setup/golden_panel.h"
#include "widgets/setup/path_field.h"
#include "widgets/setup/place_panel.h"
#include "widgets/setup/source_panel.h"
#include "widgets/theme/format.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QUrl>
#include <QVBoxLayout>

#include <functional>

namespace jackdaw::widgets {
namespace {

constexpr int kFieldsWidth = 270;

/// A step that says whether it is done.
class Step : public QWizardPage {
public:
    std::function<bool()> isDone = [] { return true; };
    bool isComplete() const override { return isDone(); }
};

QString modelsText(const std::vector<std::string>& models)
{
    QStringList parts;
    for (const std::string& model : models)
        parts << format::text(model);
    return parts.join(QStringLiteral("; "));
}

std::vector<std::string> modelsFrom(const QString& text)
{
    std::vector<std::string> models;
    for (const QString& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            models.push_back(part.trimmed().toStdString());
    return models;
}

} // namespace

std::string cameraNameOf(const std::string& source)
{
    const QString text = format::text(source);
    if (SourcePanel::kindOf(source) == SourcePanel::Kind::Address)
        return QUrl(text).host().toStdString();
    // USER:PASSWORD@HOST is no source; its password is not to become a name all the same.
    const qsizetype colon = text.section(QLatin1Char('/'), 0, 0).indexOf(QLatin1Char(':'));
    if (colon >= 0 && text.indexOf(QLatin1Char('@'), colon) > colon)
        return text.mid(text.lastIndexOf(QLatin1Char('@')) + 1).toStdString();
    const QString name = QFileInfo(text).completeBaseName();
    return name.isEmpty() ? source : name.toStdString();
}

CameraWizard::CameraWizard(SetupServices* services, SourceTrials& trials, RunDraft draft, QWidget* parent) :
    QWizard(parent), m_services(services), m_trials(trials), m_draft(std::move(draft))
{
    setObjectName(QStringLiteral("cameraWizard"));
    setWindowTitle(tr("Add camera"));
    setWizardStyle(QWizard::ClassicStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setButtonText(QWizard::FinishButton, tr("Add camera"));
    addPage(makeSourcePage());
    addPage(makeGoldenPage());
    addPage(makeTargetPage());
    resize(880, 620);
    connect(&m_trials, &SourceTrials::changed, this, &CameraWizard::showPicture);
}

QWizardPage* CameraWizard::makeSourcePage()
{
    auto* page = new Step;
    page->setTitle(tr("1 of 3: where its pictures come from"));
    page->setSubTitle(
        tr("A recording, a folder of images, a network camera, or one that is plugged in. Test it to see its "
           "picture and what it really gives."));
    page->isDone = [this] { return !m_camera.source.empty() && !m_camera.name.empty(); };
    auto* row = new QHBoxLayout(page);
    auto* column = new QVBoxLayout;
    m_source = new SourcePanel(m_trials);
    m_source->setServices(m_services);
    auto* fields = new CameraFields;
    fields->addName();
    auto* picture = new PictureView;
    picture->setAccessibleName(tr("Picture of the camera"));
    column->addWidget(m_source);
    column->addWidget(fields);
    column->addStretch(1);
    row->addLayout(column, 1);
    row->addWidget(picture, 1);
    const auto refresh = [this, page, picture, fields] {
        const SourceTrial& trial = m_trials.of(m_camera);
        picture->setPicture(trial.look.picture);
        picture->setMessage(trial.look.pictures > 0       ? QString()
                                : m_camera.source.empty() ? tr("No source yet")
                                                          : SourceTrials::summary(trial),
                            trial.stage == SourceTrial::Stage::Failed);
        fields->show(m_camera);
        Q_EMIT page->completeChanged();
    };
    connect(m_source, &SourcePanel::sourceEdited, this, [this, refresh](const std::string& source) {
        m_camera.source = source;
        if (!m_isNamed)
            m_camera.name = cameraNameOf(source);
        refresh();
    });
    connect(m_source, &SourcePanel::credentialsEdited, this, [this, refresh](const std::string& credentials) {
        m_camera.credentials = credentials;
        refresh();
    });
    connect(fields, &CameraFields::edited, this, [this, refresh](const QString&, const CameraFields::Change& change) {
        m_isNamed = true;
        change(m_camera);
        refresh();
    });
    connect(&m_trials, &SourceTrials::changed, page, refresh);
    refresh();
    return page;
}

void CameraWizard::showGolden()
{
    m_golden->show(m_draft, &m_camera);
}

QWizardPage* CameraWizard::makeGoldenPage()
{
    auto* page = new Step;
    page->setTitle(tr("2 of 3: what counts as right"));
    page->setSubTitle(
        tr("The golden model labels a sample of frames; students learn from it and are measured by it. Either a "
           "large detector (ONNX) for all cameras, or a label file of this recording."));
    auto* column = new QVBoxLayout(page);
    auto* byNetwork = new QRadioButton(tr("&Network of the run"));
    auto* byLabels = new QRadioButton(tr("&Label file of this recording"));
    auto* network = new PathField(tr("Golden model of the run"), networkFilter());
    auto* labels = new PathField(tr("Label file of this recording"), labelFilter());
    network->line().setObjectName(QStringLiteral("wizardNetwork"));
    labels->line().setObjectName(QStringLiteral("wizardLabels"));
    network->show(modelsText(m_draft.goldenModels));
    byNetwork->setChecked(true);
    m_golden = new GoldenPanel;
    m_golden->setServices(m_services);
    const std::pair<QRadioButton*, PathField*> choices[] = {{byNetwork, network}, {byLabels, labels}};
    for (const auto& [choice, path] : choices) {
        auto* row = new QHBoxLayout;
        row->addWidget(choice);
        row->addWidget(path, 1);
        column->addLayout(row);
    }
    column->addWidget(m_golden, 1);
    // A network that was typed and then not chosen is no network of the run; one that the run has already stays.
    const auto take = [this, byLabels, network, labels, before = m_draft.goldenModels] {
        const bool areLabels = byLabels->isChecked();
        network->setEnabled(!areLabels);
        labels->setEnabled(areLabels);
        m_camera.goldenLabels = areLabels ? labels->text().toStdString() : std::string();
        m_draft.goldenModels = areLabels ? before : modelsFrom(network->text());
        showGolden();
    };
    for (const auto& [choice, path] : choices) {
        connect(choice, &QRadioButton::toggled, this, take);
        connect(path, &PathField::edited, this, take);
        connect(path, &PathField::chosen, this, [this, path = path](const QString& file) {
            path->line().setText(m_services ? format::text(m_services->writtenPath(file)) : file);
            m_golden->test();
        });
    }
    connect(this, &QWizard::currentIdChanged, page, take);
    return page;
}

void CameraWizard::showPicture()
{
    const SourceTrial& trial = m_trials.of(m_camera);
    m_places->editor().setPicture(trial.look.picture);
    m_places->editor().setMessage(trial.look.pictures > 0
                                      ? QString()
                                      : tr("There is no picture of the camera yet: test it in the first "
                                           "step. Places can be typed below."));
}

QWizardPage* CameraWizard::makeTargetPage()
{
    auto* page = new Step;
    page->setTitle(tr("3 of 3: what is wanted of it"));
    page->setSubTitle(
        tr("How accurate it should be, which parts of the picture do not matter, and where objects are counted. "
           "All of it can be changed later."));
    auto* row = new QHBoxLayout(page);
    auto* fields = new CameraFields;
    fields->addTargets();
    auto* column = new QVBoxLayout;
    column->addWidget(fields);
    column->addStretch(1);
    m_places = new PlacePanel;
    auto* side = new QWidget;
    side->setLayout(column);
    side->setFixedWidth(kFieldsWidth);
    column->setContentsMargins(0, 0, 0, 0);
    row->addWidget(side);
    row->addWidget(m_places, 1);
    fields->show(m_camera);
    connect(fields, &CameraFields::edited, this,
            [this](const QString&, const CameraFields::Change& change) { change(m_camera); });
    connect(m_places, &PlacePanel::edited, this,
            [this](const std::vector<Place>& places) { setPlaces(m_camera, places); });
    showPicture();
    connect(this, &QWizard::currentIdChanged, page, [this] { showPicture(); });
    return page;
}

} // namespace jackdaw::widgets
