// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_model.h"
#include "widgets/setup/source_trials.h"
#include "widgets/shell/command_registry.h"
#include "widgets/shell/page.h"

#include <QStringList>

#include <memory>

class QLabel;
class QStackedWidget;

namespace jackdaw::widgets {

class CameraForm;
class CameraWizard;
class CheckPanel;
class GoldenPanel;
class RunFields;

/// Sets up a run: its cameras with their sources, golden model and targets, and the run itself. Needs no session.
class CamerasPage : public Page {
    Q_OBJECT

public:
    CamerasPage(CommandRegistry& registry, QWidget* parent = nullptr);
    ~CamerasPage() override;

    /// What does the work; before, nothing can be set up.
    void setServices(std::shared_ptr<SetupServices> services);
    SetupServices* services() const { return m_services.get(); }
    SetupModel& model() { return *m_model; }
    SourceTrials& trials() { return *m_trials; }
    CameraForm& form() { return *m_form; }
    CheckPanel& checks() { return *m_checks; }
    GoldenPanel& golden() { return *m_golden; }
    /// True while sources, the golden model or labels are being tried.
    bool isWorking() const;

    /// Opens the wizard; a camera is added where it is gone through.
    void addCamera();
    /// The wizard that is open, if any.
    CameraWizard* wizard() const { return m_wizard; }
    /// Adds cameras and, where \p models are some, the golden models of the run; looks at their sources.
    void add(std::vector<CameraDraft> cameras, const std::vector<std::string>& models);
    /// Takes up a scenario; what is set up now stays where that fails.
    Status open(const QString& file);

Q_SIGNALS:
    /// The run that is set up is to be started.
    void runRequested();
    void saveRequested();

protected:
    void arrangePanels() override;
    void sizePanels() override;

private:
    QWidget* makeMiddle();
    QWidget* makeHeader();
    QWidget* makeEmpty();
    QWidget* makeCameraPanel();
    QWidget* makeRunPanel();
    void bindCommands();
    void refresh();
    void lookAtAll();
    void showPlace(const QString& pointer);

    CommandRegistry& m_registry;
    std::shared_ptr<SetupServices> m_services; ///< outlives what works with it
    SetupModel* m_model;
    SourceTrials* m_trials;
    CameraForm* m_form;
    RunFields* m_run;
    GoldenPanel* m_golden;
    CheckPanel* m_checks;
    CameraWizard* m_wizard = nullptr;
    QStackedWidget* m_stack;
    QLabel* m_title;
    QLabel* m_state;
};

} // namespace jackdaw::widgets
