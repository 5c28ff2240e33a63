// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/side_work.h"

#include <exception>
#include <utility>

namespace jackdaw::runtime {
namespace {

SideWork::Effect guarded(const SideWork::Work& work)
{
    try {
        return work();
    } catch (...) {
        return [error = std::current_exception()] { std::rethrow_exception(error); };
    }
}

} // namespace

SideWork::SideWork(bool atOnce, Signal& wake, std::size_t threads) : m_wake(wake)
{
    if (atOnce)
        return;
    m_ended.setListener([&wake] { wake.notify(); });
    for (std::size_t i = 0; i < threads; ++i)
        m_threads.push_back(std::make_unique<compute::LaneThread>(
            nullptr,
            [](compute::Ticket ticket, const compute::Work& work) {
                return compute::Completion{ticket, {}, work()};
            },
            m_ended));
}

void SideWork::run(Work work)
{
    if (m_threads.empty())
        return work()();
    const Asked asked{{m_asked++}, std::make_shared<Effect>()};
    m_effects.push_back(asked);
    m_threads[asked.ticket.value % m_threads.size()]->submit(
        asked.ticket, [work = std::move(work), effect = asked.effect]() -> Status {
            *effect = guarded(work);
            return {};
        });
}

void SideWork::settle()
{
    for (const compute::Completion& completion : m_ended.takeAll())
        m_done.insert(completion.ticket);
    while (!m_effects.empty() && m_done.erase(m_effects.front().ticket) > 0) {
        const std::shared_ptr<Effect> effect = std::move(m_effects.front().effect);
        m_effects.pop_front();
        (*effect)();
    }
}

void SideWork::finish()
{
    for (settle(); isBusy(); settle())
        m_wake.waitUntil(Signal::Instant::max(), std::stop_token());
    // It was waited for with the loop's own signal: what else was told by it is still to be looked at.
    m_wake.notify();
}

} // namespace jackdaw::runtime
