// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/explain/trial_desk.h"

namespace jackdaw::widgets {

void TrialDesk::setPlan(std::shared_ptr<const PlanComputed> plan, const QString& reason)
{
    if (plan == m_plan && reason == m_reason && m_tried)
        return;
    m_work.forget();
    m_plan = std::move(plan);
    m_trial.reset();
    m_state = State::None;
    m_tried = false;
    m_reason = reason;
    Q_EMIT changed();
}

void TrialDesk::need()
{
    if (m_tried || !m_plan)
        return;
    m_tried = true;
    if (!m_open) {
        m_reason = tr("Other shares cannot be tried here.");
        Q_EMIT changed();
        return;
    }
    m_state = State::Opening;
    m_work.run([this, open = m_open, plan = m_plan]() -> NewestWork::Effect {
        return [this, opened = open(*plan)] { finish(opened); };
    });
    Q_EMIT changed();
}

void TrialDesk::finish(const Result<std::shared_ptr<const PlanTrial>>& opened)
{
    m_state = opened ? State::Open : State::None;
    m_trial = opened ? *opened : nullptr;
    m_reason = opened ? QString() : QString::fromStdString(opened.error().text());
    Q_EMIT changed();
}

} // namespace jackdaw::widgets
