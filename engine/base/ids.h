// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace jackdaw {

/// A typed index: ids of different things neither compare nor convert.
template <class Tag>
struct Id {
    std::uint32_t value = 0;
    constexpr auto operator<=>(const Id&) const = default;
};

/// Position of a camera in the scenario, from 0.
using CameraId = Id<struct CameraTag>;
/// A job's number, unique within a session.
using JobId = Id<struct JobTag>;
/// Number of a retraining window, from 0.
using WindowId = Id<struct WindowTag>;
/// Position of a device in the scenario, from 0.
using DeviceId = Id<struct DeviceTag>;
/// Position of a retraining configuration in the scenario's list, from 0.
using ConfigurationId = Id<struct ConfigurationTag>;
/// Position of a class in the scenario's class list, from 0.
using ClassId = Id<struct ClassTag>;
/// Identity of an object followed through the frames of one camera.
using TrackId = Id<struct TrackTag>;
/// Version of a camera's weights: 0 is the untrained student, each accepted swap adds one.
using WeightsVersion = Id<struct WeightsVersionTag>;

} // namespace jackdaw

template <class Tag>
struct std::hash<jackdaw::Id<Tag>> {
    std::size_t operator()(jackdaw::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
