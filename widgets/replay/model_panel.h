// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/moment.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace jackdaw::widgets {

/// Which other model looks at the frame, how far it is, and what came of it.
class ModelPanel : public QWidget {
    Q_OBJECT

public:
    explicit ModelPanel(QWidget* parent = nullptr);

    void setArchive(ReplayArchive* archive);
    /// The models of \p camera can be chosen from; \p outline says since when each served.
    void showModels(std::optional<CameraId> camera, const SessionOutline* outline);
    /// Asks the chosen model about \p question, or says why it cannot be asked.
    void tryModel(const std::optional<FrameQuestion>& question);
    bool isRunning() const { return m_isRunning; }
    /// The answer, as far as it is that of the frame that is looked at.
    void showAnswer(const Moment& moment);

Q_SIGNALS:
    void tryRequested();
    void answered(const jackdaw::widgets::ModelAnswer& answer);

private:
    void makeRows();
    void setRunning(bool running);
    void fill(const std::vector<ModelChoice>& models, const SessionOutline* outline);
    void say(const QString& text);

    QPointer<ReplayArchive> m_archive;
    QComboBox* m_models;
    QPushButton* m_try;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_kept;
    QLabel* m_outcome;
    std::optional<CameraId> m_camera;
    std::vector<ModelChoice> m_choices;
    bool m_isRunning = false;
};

} // namespace jackdaw::widgets
