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

SideWork::SideWork(bool atOnce, Signal& wake)
{
    if (atOnce)
        return;
    m_ended.setListener([&wake] { wake.notify(); });
    m_thread.emplace(
        nullptr,
        [](compute::Ticket ticket, const compute::Work& work) {
            return compute::Completion{ticket, {}, work()};
        },
        m_ended);
}

void SideWork::run(Work work)
{
    if (!m_thread)
        return work()();
    const auto effect = std::make_shared<Effect>();
    m_effects.push_back(effect);
    m_thread->submit({m_asked++}, [work = std::move(work), effect]() -> Status {
        *effect = guarded(work);
        return {};
    });
}

void SideWork::settle()
{
    for (std::size_t ended = m_ended.takeAll().size(); ended > 0; --ended) {
        const std::shared_ptr<Effect> effect = std::move(m_effects.front());
        m_effects.pop_front();
        (*effect)();
    }
}

} // namespace jackdaw::runtime
