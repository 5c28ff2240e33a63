// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/onvif_probe.h"
#include "widgets/setup/setup_services.h"

#include <stop_token>
#include <string>
#include <vector>

namespace jackdaw::window {

/// Cameras that answer \p probe, with the streams that they tell of without a login: anybody can answer. One that tells
/// none does not hide the others.
Result<std::vector<widgets::FoundCamera>> searchNetwork(const video::ProbeSettings& probe, const std::stop_token& stop);

/// \p camera with its streams, asked with the login that \p credentials lead to, if any.
Result<widgets::FoundCamera> askCamera(widgets::FoundCamera camera, const std::string& credentials,
                                       const std::stop_token& stop);

/// Keeps \p login in the user's secret store. Gives the credentials that lead there.
Result<std::string> keepLogin(const widgets::NewLogin& login);

} // namespace jackdaw::window
