// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace jackdaw::testing {

/// What an RtspServer plays, and to whom.
struct RtspStream {
    /// Makes the stream; its payloader is called pay0.
    std::string launch;
    std::string user; ///< empty: anybody may look
    std::string password;
    bool udpOnly = false;
};

/// H.264 of a test picture that moves.
inline std::string movingPicture(const std::string& encoder = "x264enc tune=zerolatency key-int-max=10 speed-preset=1",
                                 const std::string& payloader = "rtph264pay", int width = 176, int height = 144)
{
    return "( videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=" + std::to_string(width)
        + ",height=" + std::to_string(height) + ",framerate=20/1 ! " + encoder + " ! " + payloader + " name=pay0 )";
}

/// A camera on loopback, for as long as it lives.
class RtspServer {
public:
    explicit RtspServer(const RtspStream& stream, int port = 0);
    ~RtspServer();

    int port() const;
    std::string address() const { return "rtsp://127.0.0.1:" + std::to_string(port()) + "/camera"; }

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::testing
