// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/sample_schedule.h"

namespace jackdaw::runtime {

SampleSchedule::SampleSchedule(const Settings& settings, RandomStream places) : m_settings(settings), m_places(places)
{
    drawScore();
}

void SampleSchedule::drawScore()
{
    const double interval = toSeconds(m_settings.scoringInterval);
    const double place = static_cast<double>(m_interval) + m_places.uniform();
    m_nextScore = m_settings.firstScore + fromSeconds(place * interval);
}

void SampleSchedule::askForTraining(int frames, Nanoseconds from, Nanoseconds span)
{
    m_wanted = frames;
    m_taken = 0;
    m_from = from;
    m_span = span;
}

std::optional<SamplePurpose> SampleSchedule::take(Nanoseconds time)
{
    if (time < m_settings.start || time >= m_settings.end)
        return std::nullopt;
    if (time >= m_nextScore) {
        // A gap in the camera is not made up for: the frames after it would all be scored at once.
        const std::int64_t now = (time - m_settings.firstScore) / m_settings.scoringInterval;
        m_interval = now > m_interval + 1 ? now + 1 : m_interval + 1;
        drawScore();
        return SamplePurpose::Scoring;
    }
    return takeTraining(time) ? std::optional(SamplePurpose::Training) : std::nullopt;
}

bool SampleSchedule::takeTraining(Nanoseconds time)
{
    if (time < m_settings.start || time >= m_settings.end || trainingLeft() <= 0 || time < dueTime())
        return false;
    ++m_taken;
    return true;
}

} // namespace jackdaw::runtime
