// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_model.h"
#include "widgets/setup/source_trials.h"

#include <QWidget>

#include <vector>

namespace jackdaw::widgets {

class CameraFields;
class FaultForm;
class PathField;
class PlacePanel;
class SourcePanel;

/// The camera of the model that is shown: its settings at the left, its picture with places at the right.
class CameraForm : public QWidget {
    Q_OBJECT

public:
    CameraForm(SetupModel& model, SourceTrials& trials, QWidget* parent = nullptr);

    SourcePanel& source() { return *m_source; }
    PlacePanel& places() { return *m_places; }
    void setServices(SetupServices* services);
    /// Puts the cursor into the field that \p pointer, of this camera, is about.
    bool focusField(const QString& pointer);

Q_SIGNALS:
    /// A label file was chosen; what it says is to be looked at.
    void labelsChosen();

private:
    QWidget* makeSettings();
    FaultForm* makeLabels();
    void bind();
    void show();
    void showPicture();
    QString place() const;

    SetupModel& m_model;
    SourceTrials& m_trials;
    SourcePanel* m_source;
    PathField* m_labels;
    PlacePanel* m_places;
    std::vector<CameraFields*> m_fields;
    std::vector<FaultForm*> m_forms; ///< all of them, for their faults
};

} // namespace jackdaw::widgets
