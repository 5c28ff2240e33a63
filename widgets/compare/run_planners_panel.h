// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/comparison_job.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace jackdaw::widgets {

/// Runs a scenario under several planners and seeds, and hands the sessions to the comparison.
class RunPlannersPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunPlannersPanel(QWidget* parent = nullptr);

    /// Who runs; without one nothing can be started.
    void setJob(ComparisonJob* job);
    void setRequest(const JobRequest& request);
    JobRequest request() const;
    void start();
    void cancel();
    /// How far it is, what came of it, or what is missing.
    QString status() const;
    double fraction() const;

Q_SIGNALS:
    /// A scenario file, or a folder, is to be picked.
    void scenarioWanted();
    void folderWanted();
    /// Runs that are complete.
    void sessionsMade(const QStringList& sessions);

private:
    QWidget* makeFields();
    QWidget* makeButtons();
    void refresh();
    void edited();
    void end(const QString& outcome, const QStringList& sessions);
    QString missing() const;

    ComparisonJob* m_job = nullptr;
    QString m_outcome; ///< of the runs that were made with these fields
    QLineEdit* m_scenario;
    QListWidget* m_planners;
    QLineEdit* m_otherPlanners;
    QSpinBox* m_seeds;
    QSpinBox* m_atATime;
    QLineEdit* m_folder;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_status;
};

} // namespace jackdaw::widgets
