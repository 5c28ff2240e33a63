// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/ids.h"
#include "engine/base/units.h"

#include <QObject>

#include <optional>
#include <set>

namespace jackdaw::widgets {

/// What the user picked, once for all views of a session. None means: all, or the newest.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    std::optional<CameraId> camera() const { return m_camera; }
    /// Window whose profiles and outcomes are shown.
    std::optional<WindowId> window() const { return m_window; }
    std::optional<ConfigurationId> configuration() const { return m_configuration; }
    /// Time of the plan that is shown and explained.
    std::optional<Nanoseconds> plan() const { return m_plan; }

    void setCamera(std::optional<CameraId> camera);
    void setWindow(std::optional<WindowId> window);
    void setConfiguration(std::optional<ConfigurationId> configuration);
    void setPlan(std::optional<Nanoseconds> time);
    void clear();

    /// Cameras whose rows stay on top, with a row for each kind of job.
    const std::set<CameraId>& pins() const { return m_pins; }
    void togglePin(CameraId camera);

Q_SIGNALS:
    void cameraChanged();
    void windowChanged();
    void configurationChanged();
    void planChanged();
    void pinsChanged();

private:
    std::optional<CameraId> m_camera;
    std::optional<WindowId> m_window;
    std::optional<ConfigurationId> m_configuration;
    std::optional<Nanoseconds> m_plan;
    std::set<CameraId> m_pins;
};

} // namespace jackdaw::widgets
