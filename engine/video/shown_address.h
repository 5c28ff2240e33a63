// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/video/live_address.h"

#include <optional>
#include <string>

/// What of an address is a user or a password, and the address without it.
namespace jackdaw::video {

/// True where \p address may hold a user or a password: before its host, or in a parameter that is named like one and
/// is no "{password}".
bool carriesLogin(const std::string& address);

/// True for USER:PASSWORD@HOST without a scheme: somebody's camera, and not a file that is called like that, which
/// "./" before its name makes plain.
bool isBareLogin(const std::string& source);

/// \p address as it may be shown and written: without user and password before its host, whatever they hold; where it
/// holds those of \p login elsewhere, or a parameter that is named like a secret, "{user}" and "{password}" stand in
/// their places. An "@" of its path is written as %40.
std::string withoutLogin(const std::string& address, const std::optional<Login>& login = {});

} // namespace jackdaw::video
