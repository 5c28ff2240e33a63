// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/api/session_model.h"

#include "engine/api/reducers.h"

namespace jackdaw {
namespace {

template <class Body>
Body forLog(const Body& body)
{
    return body;
}

/// What the newest plans were in detail is said beside the log: there are thousands of them in a day.
PlanComputed forLog(const PlanComputed& plan)
{
    PlanComputed shortened;
    shortened.window = plan.window;
    shortened.planner = plan.planner;
    shortened.reason = plan.reason;
    shortened.remaining = plan.remaining;
    shortened.expected = plan.expected;
    return shortened;
}

ProfileEstimated forLog(const ProfileEstimated& estimated)
{
    ProfileEstimated shortened = estimated;
    shortened.curves = std::vector<ProfileEstimated::Curve>(); // clear() would keep its room
    return shortened;
}

template <class Body>
concept Reducible = requires(reduce::Context context, const Body& body)
{
    reduce::on(context, body);
};

} // namespace

void SessionModel::apply(const Event& event)
{
    m_state.time = std::max(m_state.time, event.time);
    ++m_state.events;
    std::visit(
        [&](const auto& body) {
            using Body = std::remove_cvref_t<decltype(body)>;
            if constexpr (Reducible<Body>)
                reduce::on({m_state, event.time}, body);
            if constexpr (kIsLogged<Body>) {
                if (m_state.log.size() >= kLogCapacity) {
                    m_state.log.pop_front();
                    ++m_state.logDropped;
                }
                m_state.log.push_back({event.time, event.sequence, forLog(body)});
            }
        },
        event.body);
}

} // namespace jackdaw
