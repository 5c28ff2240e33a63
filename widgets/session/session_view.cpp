// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/session_view.h"

namespace jackdaw::widgets {

SessionView::SessionView(QObject* parent) : QObject(parent), m_clock(m_controller), m_loop(m_controller)
{
    m_controller.setListener([this](const Event& event) {
        m_planRecords.take(event);
        m_deviceRecords.take(event, m_controller.state());
        m_countRecords.take(event, m_controller.state());
        if (const auto* said = std::get_if<LabelCorrected>(&event.body))
            Q_EMIT labelCorrected(*said);
    });
    const auto forget = [this] {
        m_planRecords.clear();
        m_deviceRecords.clear();
        m_countRecords.clear();
        m_selection.clear();
        m_clock.clear();
        m_landmarks.show({});
    };
    connect(&m_controller, &SessionController::opened, this, forget);
    connect(&m_controller, &SessionController::closed, this, forget);
}

const PlanState* SessionView::shownPlan() const
{
    const auto& plans = state().plans;
    if (plans.empty())
        return nullptr;
    if (m_selection.plan())
        for (const PlanState& plan : plans)
            if (plan.time == *m_selection.plan())
                return &plan;
    return &plans.back();
}

void SessionView::stepPlan(int direction)
{
    const auto& plans = state().plans;
    const PlanState* shown = shownPlan();
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (&plans[i] != shown)
            continue;
        const auto wanted = static_cast<std::ptrdiff_t>(i) + direction;
        if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(plans.size()))
            return;
        const bool newest = wanted + 1 == static_cast<std::ptrdiff_t>(plans.size());
        m_selection.setPlan(newest ? std::nullopt : std::optional(plans[static_cast<std::size_t>(wanted)].time));
        return;
    }
}

PlanRecords::Plan SessionView::wholePlan(const PlanState& plan)
{
    return m_planRecords.fetch(state(), plan,
                               [this](std::uint64_t sequence) { return m_controller.recorded(sequence); });
}

} // namespace jackdaw::widgets
