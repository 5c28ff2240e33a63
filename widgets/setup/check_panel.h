// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_model.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QProgressBar;
class QPushButton;

namespace jackdaw::widgets {

class SourceTrials;

/// What keeps the run from being started, recordings that would bring nothing, and the two checks that take a while:
/// labels against videos, and what work costs on this machine.
class CheckPanel : public QWidget {
    Q_OBJECT

public:
    CheckPanel(SetupModel& model, SourceTrials& trials, QWidget* parent = nullptr);

    QListWidget& list() { return *m_list; }
    void checkLabels();
    void calibrate();
    bool isWorking() const { return m_work != nullptr; }

Q_SIGNALS:
    /// The value at \p pointer is to be shown.
    void placeChosen(const QString& pointer);

private:
    void choose(const QListWidgetItem* item);
    void forget();
    void begin(const QString& what, const QString& cancelled);
    void finish(const QString& outcome);
    void cancel();
    void refresh();
    void addFaults();
    void addShortRecordings();

    SetupModel& m_model;
    SourceTrials& m_trials;
    QListWidget* m_list;
    QPushButton* m_checkLabels;
    QPushButton* m_calibrate;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_outcome;
    QStringList m_warnings; ///< of labels
    QString m_cancelled; ///< what is said when the work that is under way is cancelled
    int m_measured = 0;
    SetupServices::Work m_work;
};

} // namespace jackdaw::widgets
