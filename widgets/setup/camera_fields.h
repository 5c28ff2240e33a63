// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/fault_form.h"

#include <functional>
#include <vector>

namespace jackdaw::widgets {

/// Settings of one camera below each other.
class CameraFields : public FaultForm {
    Q_OBJECT

public:
    using Change = std::function<void(CameraDraft&)>;

    explicit CameraFields(QWidget* parent = nullptr) : FaultForm(parent) { }

    void addName();
    /// Accuracy that is wanted, and the most frames that it gives.
    void addTargets();
    /// Which part of a recording is played how.
    void addPlaying();
    void addPriorities();
    /// Shows what \p camera has; nothing is told.
    void show(const CameraDraft& camera);

Q_SIGNALS:
    /// The user set one value; \p kind is its key in the scenario.
    void edited(const QString& kind, const jackdaw::widgets::CameraFields::Change& change);

private:
    struct Number {
        const char* key;
        QString label;
        QString tip;
        double CameraDraft::*member;
        int decimals = 2;
        double step = 0.05;
        QString suffix;
        QString zero; ///< what stands for 0, if anything
    };
    void addNumber(const Number& number);

    std::vector<std::function<void(const CameraDraft&)>> m_show;
};

} // namespace jackdaw::widgets
