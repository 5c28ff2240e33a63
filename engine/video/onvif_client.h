// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"
#include "engine/video/live_address.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// What an ONVIF camera says of itself (profile S): its streams and where they are. User and password go to it as a
/// digest alone (WS-Security's UsernameToken).
namespace jackdaw::video {

/// A stream that a camera offers.
struct OfferedStream {
    std::string profile; ///< its name
    std::string address; ///< rtsp://, without user and password
    std::string codec; ///< "H264"; empty where it is not said
    int width = 0; ///< 0: not said
    int height = 0;
    double framesPerSecond = 0.0; ///< at most; 0: not said
    bool operator==(const OfferedStream&) const = default;
};

/// What a camera offers.
struct CameraOffer {
    std::vector<OfferedStream> streams; ///< at least one, the largest first
    std::vector<std::string> leftOut; ///< a sentence for each profile whose stream it does not name
};

/// The streams of the camera whose device service is at \p service ("http://HOST/onvif/device_service"). Each answer is
/// waited for for \p patience. Io where it does not answer, InvalidInput where it refuses user and password or \p
/// service carries them, Corrupt where what it answers is not ONVIF, NotFound where it offers no stream.
Result<CameraOffer> offeredStreams(const std::string& service, const std::optional<Login>& login,
                                   std::chrono::milliseconds patience, const std::stop_token& stop = {});

/// The part of a request that proves that somebody knows \p login, without telling the password: a UsernameToken with
/// the digest of \p nonce (any bytes), \p created (UTC, "2026-01-31T12:00:00Z") and password.
std::string usernameToken(const Login& login, std::string_view nonce, const std::string& created);

} // namespace jackdaw::video
