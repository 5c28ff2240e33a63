// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_model.h"
#include "widgets/setup/source_trials.h"

#include <QListWidget>

namespace jackdaw::widgets {

/// The cameras of the run: a small picture, the name, and how the source is.
class CameraList : public QListWidget {
    Q_OBJECT

public:
    CameraList(SetupModel& model, SourceTrials& trials, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QString lineOf(std::size_t camera) const;
    bool isFaulty(std::size_t camera) const;

    SetupModel& m_model;
    SourceTrials& m_trials;
};

} // namespace jackdaw::widgets
