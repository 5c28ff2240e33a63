// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/fault_form.h"
#include "widgets/setup/setup_model.h"

#include <optional>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace jackdaw::widgets {

/// "cpu 2, gpu 0": processors with their threads, GPUs with their numbers.
QString devicesText(const std::vector<DeviceDraft>& devices);
/// Nothing where \p text is no such list. What a GPU has beside its number is taken over from \p before.
std::optional<std::vector<DeviceDraft>> devicesFrom(const QString& text, const std::vector<DeviceDraft>& before);
/// How long a run takes and when what can be seen, in words.
QString durationText(const RunDraft& draft);

/// Settings of the whole run.
class RunFields : public FaultForm {
    Q_OBJECT

public:
    explicit RunFields(SetupModel& model, QWidget* parent = nullptr);

    void showPlanners();

private:
    void makeFields();
    QWidget* makeModels();
    QWidget* makeWindows();
    void bindFields();
    void bindTime();
    void show();

    SetupModel& m_model;
    QLineEdit* m_name;
    QListWidget* m_models;
    QLineEdit* m_classes;
    QComboBox* m_planner;
    QSpinBox* m_windows;
    QDoubleSpinBox* m_seconds;
    QDoubleSpinBox* m_interval;
    QComboBox* m_clock;
    QLineEdit* m_devices;
    QLineEdit* m_seed;
    QLabel* m_duration;
};

} // namespace jackdaw::widgets
