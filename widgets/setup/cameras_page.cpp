// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/cameras_page.h"

#include "widgets/setup/camera_form.h"
#include "widgets/setup/camera_list.h"
#include "widgets/setup/camera_wizard.h"
#include "widgets/setup/check_panel.h"
#include "widgets/setup/golden_panel.h"
#include "widgets/setup/run_fields.h"
#include "widgets/shell/tall_area.h"
#include "widgets/theme/format.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QDockWidget>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace jackdaw::widgets {
namespace {

/// \p text: a shorter one than the action's, where the place says the rest.
QToolButton* makeButton(QAction* action, const QString& text = {})
{
    if (!text.isEmpty())
        action->setIconText(text);
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(action->text());
    return button;
}

} // namespace

CamerasPage::CamerasPage(CommandRegistry& registry, QWidget* parent) :
    Page(parent), m_registry(registry), m_model(new SetupModel(this)), m_trials(new SourceTrials(this)),
    m_form(new CameraForm(*m_model, *m_trials)), m_run(new RunFields(*m_model)), m_golden(new GoldenPanel),
    m_checks(new CheckPanel(*m_model, *m_trials)), m_stack(new QStackedWidget), m_title(new QLabel), m_state(new QLabel)
{
    setObjectName(QStringLiteral("camerasPage"));
    setMiddle(makeMiddle());
    addPanel(QStringLiteral("camerasDock"), tr("Cameras"), makeCameraPanel(), Qt::LeftDockWidgetArea);
    addPanel(QStringLiteral("runDock"), tr("Run"), makeRunPanel(), Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("goldenDock"), tr("Golden model"), m_golden, Qt::RightDockWidgetArea);
    addPanel(QStringLiteral("checksDock"), tr("Checks"), m_checks, Qt::BottomDockWidgetArea);
    finishPanels();
    bindCommands();
    const auto showGolden = [this] { m_golden->show(m_model->draft(), m_model->camera()); };
    for (const auto signal : {&SetupModel::changed, &SetupModel::currentChanged}) {
        connect(m_model, signal, this, showGolden);
        connect(m_model, signal, this, &CamerasPage::refresh);
    }
    connect(m_model, &SetupModel::currentChanged, this, [this] {
        if (m_model->camera())
            m_trials->lookOnce(*m_model->camera());
    });
    connect(m_form, &CameraForm::labelsChosen, this, [this] {
        raisePanel(QStringLiteral("goldenDock"));
        m_golden->testOnce();
    });
    connect(panel(2), &QDockWidget::visibilityChanged, this, [this](bool isVisible) {
        if (isVisible)
            m_golden->testOnce();
    });
    connect(m_checks, &CheckPanel::placeChosen, this, &CamerasPage::showPlace);
    refresh();
}

/// The wizard and all work end before what they work with.
CamerasPage::~CamerasPage()
{
    delete m_wizard;
    delete m_checks;
    delete m_golden;
    delete m_trials;
}

void CamerasPage::setServices(std::shared_ptr<SetupServices> services)
{
    m_services = std::move(services);
    m_trials->setServices(m_services.get());
    m_golden->setServices(m_services.get());
    m_form->setServices(m_services.get());
    m_model->setServices(m_services.get());
    m_run->showPlanners();
}

QWidget* CamerasPage::makeMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(m_form);
    column->addWidget(m_stack, 1);
    return middle;
}

QWidget* CamerasPage::makeHeader()
{
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(8, 6, 8, 2);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setObjectName(QStringLiteral("setupTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_state->setObjectName(QStringLiteral("setupState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_title);
    row->addWidget(m_state, 1);
    row->addWidget(makeButton(m_registry.action(CommandId::Undo)));
    row->addWidget(makeButton(m_registry.action(CommandId::SaveScenario), tr("Save")));
    row->addWidget(makeButton(m_registry.action(CommandId::StartRun)));
    return header;
}

QWidget* CamerasPage::makeEmpty()
{
    auto* empty = new QWidget;
    auto* column = new QVBoxLayout(empty);
    column->addStretch(1);
    auto* text =
        new QLabel(tr("<b>No camera yet</b><br><br>Drop videos of your cameras here, one or many, with their label "
                      "files if there are some. Or add a camera in three steps."));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    column->addWidget(text);
    auto* add = new QPushButton(command(CommandId::AddCamera).title);
    add->setObjectName(QStringLiteral("addFirstCamera"));
    add->setToolTip(command(CommandId::AddCamera).tip);
    connect(add, &QPushButton::clicked, this, [this] { m_registry.trigger(CommandId::AddCamera); });
    column->addWidget(add, 0, Qt::AlignCenter);
    column->addStretch(2);
    return empty;
}

QWidget* CamerasPage::makeCameraPanel()
{
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(new CameraList(*m_model, *m_trials), 1);
    auto* row = new QHBoxLayout;
    row->addWidget(makeButton(m_registry.action(CommandId::AddCamera), tr("Add…")));
    row->addWidget(makeButton(m_registry.action(CommandId::DuplicateCamera), tr("Duplicate")));
    row->addWidget(makeButton(m_registry.action(CommandId::RemoveCamera), tr("Remove")));
    column->addLayout(row);
    return panel;
}

QWidget* CamerasPage::makeRunPanel()
{
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(m_run);
    column->addStretch(1);
    return new TallArea(inside);
}

void CamerasPage::bindCommands()
{
    m_registry.bind(CommandId::AddCamera, this, [this] { addCamera(); });
    m_registry.bind(CommandId::DuplicateCamera, m_model, [this] { m_model->duplicate(); });
    m_registry.bind(CommandId::RemoveCamera, m_model, [this] { m_model->remove(); });
    // Other pages have an undo of their own.
    m_registry.bind(CommandId::Undo, m_model, [this] {
        if (isVisible())
            m_model->undo();
    });
    m_registry.bind(CommandId::Redo, m_model, [this] {
        if (isVisible())
            m_model->redo();
    });
    m_registry.bind(CommandId::StartRun, this, [this] { Q_EMIT runRequested(); });
    m_registry.bind(CommandId::SaveScenario, this, [this] { Q_EMIT saveRequested(); });
}

void CamerasPage::arrangePanels()
{
    docks().setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    docks().setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    docks().tabifyDockWidget(panel(1), panel(2));
    panel(1)->raise();
}

void CamerasPage::sizePanels()
{
    const int left = std::clamp(width() / 5, 210, 300);
    const int right = std::clamp(width() / 4, 290, 420);
    docks().resizeDocks({panel(0), panel(1)}, {left, right}, Qt::Horizontal);
    docks().resizeDocks({panel(3)}, {std::clamp(height() / 6, 96, 150)}, Qt::Vertical);
}

void CamerasPage::refresh()
{
    const RunDraft& draft = m_model->draft();
    const std::size_t faults = m_model->faults().size();
    m_stack->setCurrentIndex(draft.cameras.empty() ? 0 : 1);
    m_title->setText(m_model->file().isEmpty() ? tr("New run") : QFileInfo(m_model->file()).fileName());
    QStringList parts;
    if (m_model->isChanged())
        parts << (m_model->file().isEmpty() ? tr("not saved") : tr("changed"));
    if (!draft.cameras.empty())
        parts << (faults == 0       ? tr("ready to start")
                      : faults == 1 ? tr("one thing is to be mended")
                                    : tr("%1 things are to be mended").arg(faults));
    m_state->setText(parts.join(QStringLiteral("  ·  ")));
    const bool hasCamera = m_model->camera() != nullptr;
    m_registry.action(CommandId::AddCamera)->setEnabled(m_services != nullptr);
    for (const CommandId id : {CommandId::DuplicateCamera, CommandId::RemoveCamera})
        m_registry.action(id)->setEnabled(hasCamera);
    m_registry.action(CommandId::StartRun)->setEnabled(hasCamera && faults == 0);
}

bool CamerasPage::isWorking() const
{
    const auto& cameras = m_model->draft().cameras;
    return m_golden->isTrying() || m_checks->isWorking()
        || std::any_of(cameras.begin(), cameras.end(),
                       [&](const CameraDraft& camera) { return m_trials->of(camera).isUnderWay(); });
}

void CamerasPage::addCamera()
{
    if (!m_services || m_wizard)
        return;
    m_wizard = new CameraWizard(m_services.get(), *m_trials, m_model->draft(), this);
    connect(m_wizard, &QDialog::finished, this, [this](int outcome) {
        CameraWizard* wizard = std::exchange(m_wizard, nullptr);
        if (outcome == QDialog::Accepted)
            add({wizard->camera()}, wizard->goldenModels());
        wizard->deleteLater();
    });
    m_wizard->open();
}

void CamerasPage::add(std::vector<CameraDraft> cameras, const std::vector<std::string>& models)
{
    m_model->add(std::move(cameras), models);
    lookAtAll();
}

Status CamerasPage::open(const QString& file)
{
    const Status opened = m_model->open(file);
    if (opened)
        lookAtAll();
    return opened;
}

void CamerasPage::lookAtAll()
{
    for (const CameraDraft& camera : m_model->draft().cameras)
        m_trials->lookOnce(camera);
}

/// A fault leads to the field that holds it.
void CamerasPage::showPlace(const QString& pointer)
{
    const QString cameras = QStringLiteral("/cameras/");
    if (pointer.startsWith(cameras)) {
        bool isNumber = false;
        const auto camera = pointer.mid(cameras.size()).section(QLatin1Char('/'), 0, 0).toUInt(&isNumber);
        if (isNumber)
            m_model->setCurrent(camera);
        m_form->focusField(pointer);
        return;
    }
    raisePanel(QStringLiteral("runDock"));
    m_run->focusField({}, pointer);
}

} // namespace jackdaw::widgets
