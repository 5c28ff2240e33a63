// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_services.h"
#include "widgets/setup/source_trials.h"

#include <QWizard>

namespace jackdaw::widgets {

class GoldenPanel;
class PlacePanel;
class SourcePanel;

/// Adds a camera in three steps: where its pictures come from, what labels them, what is wanted of it.
class CameraWizard : public QWizard {
    Q_OBJECT

public:
    /// \p draft is the run that the camera is added to.
    CameraWizard(SetupServices* services, SourceTrials& trials, RunDraft draft, QWidget* parent = nullptr);

    const CameraDraft& camera() const { return m_camera; }
    /// The run's golden models, which the second step may have changed.
    const std::vector<std::string>& goldenModels() const { return m_draft.goldenModels; }

    SourcePanel& source() { return *m_source; }
    GoldenPanel& golden() { return *m_golden; }
    PlacePanel& places() { return *m_places; }

private:
    QWizardPage* makeSourcePage();
    QWizardPage* makeGoldenPage();
    QWizardPage* makeTargetPage();
    void showPicture();
    void showGolden();

    SetupServices* m_services;
    SourceTrials& m_trials;
    RunDraft m_draft;
    CameraDraft m_camera;
    bool m_isNamed = false; ///< by the user, not by its source
    SourcePanel* m_source = nullptr;
    GoldenPanel* m_golden = nullptr;
    PlacePanel* m_places = nullptr;
};

/// What a camera is called where nobody said so: the file's name, or the host of an address.
std::string cameraNameOf(const std::string& source);

} // namespace jackdaw::widgets
