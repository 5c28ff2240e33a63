// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/selection.h"

namespace jackdaw::widgets {
namespace {

template <class T>
bool change(T& value, const T& wanted)
{
    if (value == wanted)
        return false;
    value = wanted;
    return true;
}

} // namespace

void Selection::setCamera(std::optional<CameraId> camera)
{
    if (change(m_camera, camera))
        Q_EMIT cameraChanged();
}

void Selection::setWindow(std::optional<WindowId> window)
{
    if (change(m_window, window))
        Q_EMIT windowChanged();
}

void Selection::setConfiguration(std::optional<ConfigurationId> configuration)
{
    if (change(m_configuration, configuration))
        Q_EMIT configurationChanged();
}

void Selection::setPlan(std::optional<Nanoseconds> time)
{
    if (change(m_plan, time))
        Q_EMIT planChanged();
}

void Selection::clear()
{
    setCamera(std::nullopt);
    setWindow(std::nullopt);
    setConfiguration(std::nullopt);
    setPlan(std::nullopt);
    if (change(m_pins, {}))
        Q_EMIT pinsChanged();
}

void Selection::togglePin(CameraId camera)
{
    if (m_pins.erase(camera) == 0)
        m_pins.insert(camera);
    Q_EMIT pinsChanged();
}

} // namespace jackdaw::widgets
