// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/engine/video/rtsp_server.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

std::string drawn(int number, const std::string& rate)
{
    return "( videotestsrc is-live=true pattern=" + std::string(number % 2 == 0 ? "ball" : "smpte")
        + " ! timeoverlay ! video/x-raw,format=I420,width=352,height=288,framerate=" + rate
        + "/1 ! x264enc tune=zerolatency key-int-max=10 speed-preset=1 ! rtph264pay name=pay0 )";
}

std::string played(const std::string& file)
{
    return "( filesrc location=" + file + " ! qtdemux ! h264parse ! rtph264pay name=pay0 )";
}

} // namespace

/// `rtsp_cameras N [FRAMES_PER_SECOND | FILE.mp4...]`: N cameras on loopback until standard input ends, of a drawn
/// picture of 352 x 288 or of H.264 recordings in turn, after whose end they are to be connected again. Prints their
/// addresses, for a scenario to be measured.
int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 1;
    const std::vector<std::string> shown =
        argc > 2 ? std::vector<std::string>(argv + 2, argv + argc) : std::vector<std::string>{"5"};
    const bool isFile = shown.front().find('.') != std::string::npos;
    std::vector<std::unique_ptr<jackdaw::testing::RtspServer>> cameras;
    for (int i = 0; i < count; ++i) {
        cameras.push_back(std::make_unique<jackdaw::testing::RtspServer>(jackdaw::testing::RtspStream{
            isFile ? played(shown[static_cast<std::size_t>(i) % shown.size()]) : drawn(i, shown.front()), {}, {}}));
        std::printf("%s\n", cameras.back()->address().c_str());
    }
    std::fflush(stdout);
    while (std::getchar() != EOF) { }
    return 0;
}
