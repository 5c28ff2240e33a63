// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/batch_parts.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace jackdaw::runtime {
namespace {

/// A camera of 20 frames/s misses none for it.
constexpr Nanoseconds kLongestPart = std::chrono::milliseconds(50);

} // namespace

BatchParts::BatchParts(std::vector<BatchRun> runs, Result<BatchOutcome> outcome, int part, int parts) :
    m_batch{std::move(runs), [outcome = std::move(outcome)] { return outcome; }}, m_part(part), m_parts(parts)
{
    (*m_outcome)->representative = false;
}

void BatchParts::divide(Nanoseconds whole, bool isPriced)
{
    if (m_givesWay && (isPriced || m_batch.before))
        m_parts = static_cast<int>((whole + kLongestPart - Nanoseconds{1}) / kLongestPart);
    m_parts = std::max(m_parts, 1);
}

std::function<Status()> BatchParts::work(bool isPriced) const
{
    const bool isNow = isPriced ? m_part == 0 : isLast();
    if (isNow)
        return [work = m_batch.work, outcome = m_outcome]() -> Status {
            *outcome = work();
            return {};
        };
    if (isPriced)
        return [] { return Status(); };
    return [before = m_batch.before, part = m_part, parts = m_parts]() -> Status {
        before(part, parts);
        return {};
    };
}

void BatchParts::go(Nanoseconds measured)
{
    m_measured += measured;
    ++m_part;
}

} // namespace jackdaw::runtime
