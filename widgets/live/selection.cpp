// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live/selection.h"

namespace jackdaw::widgets {

void Selection::setCamera(std::optional<CameraId> camera)
{
    if (camera == m_camera)
        return;
    m_camera = camera;
    Q_EMIT cameraChanged();
}

void Selection::setHoverTime(std::optional<Nanoseconds> time)
{
    if (time == m_hoverTime)
        return;
    m_hoverTime = time;
    Q_EMIT hoverTimeChanged();
}

} // namespace jackdaw::widgets
