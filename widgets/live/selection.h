// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <QObject>

#include <optional>

namespace jackdaw::widgets {

/// What the user points at, once for all views: camera, and the instant under the mouse on any time axis.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    std::optional<CameraId> camera() const { return m_camera; }
    std::optional<Nanoseconds> hoverTime() const { return m_hoverTime; }

    void setCamera(std::optional<CameraId> camera);
    void setHoverTime(std::optional<Nanoseconds> time);

Q_SIGNALS:
    void cameraChanged();
    void hoverTimeChanged();

private:
    std::optional<CameraId> m_camera;
    std::optional<Nanoseconds> m_hoverTime;
};

} // namespace jackdaw::widgets
