// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/works.h"

#include <algorithm>

namespace jackdaw::onnx {

Works::Works(Trace trace) : m_trace(std::move(trace))
{
    for (TracedNode& node : m_trace.nodes)
        m_works.push_back({std::move(node), std::nullopt, {}});
    m_trace.nodes.clear();
}

Work* Works::giverOf(ValueId value)
{
    for (Work& work : m_works)
        if (std::find(work.traced.outputs.begin(), work.traced.outputs.end(), value) != work.traced.outputs.end())
            return &work;
    return nullptr;
}

std::vector<Work*> Works::takersOf(ValueId value)
{
    std::vector<Work*> takers;
    for (Work& work : m_works)
        if (std::find(work.traced.inputs.begin(), work.traced.inputs.end(), value) != work.traced.inputs.end())
            takers.push_back(&work);
    return takers;
}

Work* Works::onlyTakerOf(ValueId value)
{
    const auto takers = takersOf(value);
    return takers.size() == 1 && !isOutput(value) ? takers.front() : nullptr;
}

bool Works::isOutput(ValueId value) const
{
    return std::find(m_trace.outputs.begin(), m_trace.outputs.end(), value) != m_trace.outputs.end();
}

void Works::replace(ValueId old, ValueId now)
{
    for (Work& work : m_works)
        std::replace(work.traced.inputs.begin(), work.traced.inputs.end(), old, now);
    std::replace(m_trace.outputs.begin(), m_trace.outputs.end(), old, now);
}

void Works::absorb(Work& work, Work& dropped)
{
    work.traced.outputs = dropped.traced.outputs;
    remove(dropped);
}

void Works::remove(const Work& work)
{
    m_works.remove_if([&](const Work& other) { return &other == &work; });
}

void Works::removeUnused()
{
    const auto unused = [this](const Work& work) {
        return std::all_of(work.traced.outputs.begin(), work.traced.outputs.end(),
                           [this](ValueId id) { return !isOutput(id) && takersOf(id).empty(); });
    };
    // A work's takers come after it, so one walk from the end finds all.
    for (auto work = m_works.end(); work != m_works.begin();) {
        --work;
        if (unused(*work))
            work = m_works.erase(work);
    }
}

} // namespace jackdaw::onnx
