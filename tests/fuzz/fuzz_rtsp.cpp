// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/live_input.h"
#include "tests/engine/video/loopback_server.h"

#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <string>

using namespace jackdaw;

namespace {

std::mutex g_mutex;
std::string g_answers; ///< what the camera says next

/// To each request the next part of the input, up to an empty line.
void answer(const testing::Connection& connection)
{
    std::string answers;
    {
        const std::lock_guard lock(g_mutex);
        answers = g_answers;
    }
    std::size_t begin = 0;
    while (begin < answers.size() && !connection.readHead().empty()) {
        const std::size_t end = answers.find("\r\n\r\n", begin);
        const std::size_t next = end == std::string::npos ? answers.size() : end + 4;
        if (!connection.write(std::string_view(answers).substr(begin, next - begin)))
            return;
        begin = next;
    }
}

} // namespace

/// Whatever a camera answers, it is opened, or refused in words, within its patience.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static testing::LoopbackServer server(answer);
    {
        const std::lock_guard lock(g_mutex);
        g_answers.assign(reinterpret_cast<const char*>(data), size);
    }
    const std::string address = "rtsp://127.0.0.1:" + std::to_string(server.port()) + "/camera";
    auto input = video::LiveInput::open({address, address, video::LiveKind::Rtsp, std::chrono::milliseconds(50)}, {});
    if (!input) {
        if (input.error().message.empty())
            std::abort();
        return 0;
    }
    video::PacketHandle packet(av_packet_alloc());
    for (int i = 0; i < 8 && input->read(*packet) >= 0; ++i)
        av_packet_unref(packet.get());
    return 0;
}
