// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// Cameras of the local network that speak ONVIF are found by WS-Discovery: a question to a multicast group, which
/// those that are there answer. Nothing is sent before somebody asks for it.
namespace jackdaw::video {

/// A camera that answered.
struct NetworkCamera {
    std::string id; ///< its endpoint's address, which stays
    std::string name; ///< what it calls itself; may be empty
    std::string model; ///< may be empty
    std::vector<std::string> services; ///< addresses of its device service, http or https
    bool operator==(const NetworkCamera&) const = default;
};

struct ProbeSettings {
    /// IPv4 addresses of this machine's interfaces that are asked on; empty: of all that know multicast.
    std::vector<std::string> interfaces;
    std::chrono::milliseconds duration{3000}; ///< that answers are waited for
    int port = 3702; ///< UDP, as the standard says
};

/// Asks and collects answers until the time is over. Io where nothing could be sent on any interface, InvalidInput for
/// an interface that is none of this machine's, Cancelled on \p stop.
Result<std::vector<NetworkCamera>> probeForCameras(const ProbeSettings& settings, const std::stop_token& stop = {});

/// The cameras that an answer names; none for anything else.
std::vector<NetworkCamera> camerasOfAnswer(std::string_view xml);

} // namespace jackdaw::video
