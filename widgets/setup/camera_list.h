// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_model.h"
#include "widgets/setup/source_trials.h"
#include "widgets/theme/theme.h"

#include <QListWidget>

#include <memory>
#include <vector>

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

    /// What a row's picture was made of; making it takes a while, and words change at each key.
    struct Drawn {
        std::shared_ptr<const Picture> picture; ///< held: another one could have its address
        ThemeKind theme = ThemeKind::Light;
        double ratio = 0.0; ///< of the screen; 0: nothing was made yet
        bool operator==(const Drawn&) const = default;
    };

    SetupModel& m_model;
    SourceTrials& m_trials;
    std::vector<Drawn> m_drawn; ///< a row each
};

} // namespace jackdaw::widgets
