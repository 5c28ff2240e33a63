// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/alert_limits.h"

namespace jackdaw::runtime {

bool AlertLimits::raise(AlertTopic topic, std::optional<CameraId> camera, Nanoseconds now)
{
    const auto [said, isNew] = m_said.try_emplace({topic, camera});
    if (!isNew && now - said->second.last < m_interval)
        return false;
    said->second = {now, true};
    return true;
}

bool AlertLimits::clear(AlertTopic topic, std::optional<CameraId> camera)
{
    const auto said = m_said.find({topic, camera});
    return said != m_said.end() && std::exchange(said->second.stands, false);
}

void AlertLimits::recall(const Alert& alert, Nanoseconds time)
{
    if (alert.severity == Severity::Info)
        clear(alert.topic, alert.camera);
    else
        m_said[{alert.topic, alert.camera}] = {time, true};
}

} // namespace jackdaw::runtime
