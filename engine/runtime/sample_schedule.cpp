// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/sample_schedule.h"

namespace jackdaw::runtime {

SampleSchedule::SampleSchedule(const Settings& settings) :
    m_settings(settings), m_nextScore(settings.start + settings.trainingSpan + settings.scoringDelay)
{
}

Nanoseconds SampleSchedule::dueTime() const
{
    return m_settings.start + m_settings.trainingSpan * m_taken / m_settings.trainingFrames;
}

std::optional<SamplePurpose> SampleSchedule::take(Nanoseconds time)
{
    if (time < m_settings.start || time >= m_settings.end)
        return std::nullopt;
    if (!trainingDone()) {
        if (time < dueTime())
            return std::nullopt;
        ++m_taken;
        return SamplePurpose::Training;
    }
    if (time < m_nextScore)
        return std::nullopt;
    // A gap in the camera is not made up for: the frames after it would all be scored at once.
    m_nextScore += ((time - m_nextScore) / m_settings.scoringInterval + 1) * m_settings.scoringInterval;
    return SamplePurpose::Scoring;
}

} // namespace jackdaw::runtime
