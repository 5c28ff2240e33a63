// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/explain/plan_trial.h"
#include "widgets/session/newest_work.h"

#include <QString>

namespace jackdaw::widgets {

/// The problem of the plan that is shown, opened once somebody looks at it.
class TrialDesk : public QObject {
    Q_OBJECT

public:
    enum class State { None, Opening, Open };

    using QObject::QObject;

    /// Where problems come from; without it there are none.
    void setOpen(OpenTrial open) { m_open = std::move(open); }
    /// \p plan is null where it is not known whole; \p reason says why then.
    void setPlan(std::shared_ptr<const PlanComputed> plan, const QString& reason);
    /// Somebody looks: the problem is opened unless it is.
    void need();

    State state() const { return m_state; }
    /// Null unless it is open.
    const std::shared_ptr<const PlanTrial>& trial() const { return m_trial; }
    std::shared_ptr<const PlanComputed> plan() const { return m_plan; }
    /// Why there is none, in a sentence.
    QString reason() const { return m_reason; }

Q_SIGNALS:
    void changed();

private:
    void finish(const Result<std::shared_ptr<const PlanTrial>>& opened);

    OpenTrial m_open;
    std::shared_ptr<const PlanComputed> m_plan;
    std::shared_ptr<const PlanTrial> m_trial;
    State m_state = State::None;
    bool m_tried = false; ///< to open this plan's
    QString m_reason;
    NewestWork m_work;
};

} // namespace jackdaw::widgets
