// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <optional>
#include <string>
#include <string_view>

/// Addresses of live cameras: what they name, and how user and password are kept out of everything that is written.
namespace jackdaw::video {

/// How a live source is reached.
enum class LiveKind {
    Rtsp, ///< rtsp://, rtsps://: TCP, UDP where that is refused
    Network, ///< http(s):// (MJPEG, HLS) and whatever else FFmpeg reads from a network
    Device, ///< a capture device: /dev/video0, /dev/v4l/by-id/…
};

/// What \p source names. Unsupported, with what is supported, where it looks like an address of an unknown kind;
/// InvalidInput where it carries user and password, which belong elsewhere.
Result<LiveKind> liveKindOf(const std::string& source);

/// InvalidInput where \p credentials is neither "secret:NAME" (an entry of the user's secret store), "env:NAME" nor
/// "file:PATH", nor empty: it may be a secret itself, and is not repeated.
Status checkCredentials(const std::string& credentials);

/// \p text as a part of an address: what has a meaning of its own there is written as %XX.
std::string percentEncoded(std::string_view text);

/// A user and a password. They must not be written anywhere.
struct Login {
    std::string user;
    std::string password;
};
/// What \p credentials lead to; NotFound where they lead nowhere, SecretStore's errors where that is what they name.
/// May wait for the store.
Result<Login> readLogin(const std::string& credentials);
/// The same, or nothing where \p credentials are empty.
Result<std::optional<Login>> loginOf(const std::string& credentials);

/// \p address with the user and password of \p login, if any, for FFmpeg alone: it must not be written anywhere.
std::string withLogin(const std::string& address, const std::optional<Login>& login);

} // namespace jackdaw::video
