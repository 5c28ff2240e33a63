// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/demuxer.h"
#include "tests/engine/video/loopback_server.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Videos as files of an HTTP server.
namespace jackdaw::testing {

inline void sendWhole(const Connection& connection, const std::string& bytes, const std::string& type)
{
    connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type
                     + "\r\nContent-Length: " + std::to_string(bytes.size()) + "\r\n\r\n");
    connection.write(bytes);
}

/// As a file server does it that goes on where it is asked to; of \p bytes it has the first \p most, and breaks off.
inline void sendRange(const Connection& connection, const std::string& head, std::string_view bytes,
                      std::size_t most = std::string_view::npos)
{
    constexpr std::string_view kRange = "Range: bytes=";
    const std::size_t at = head.find(kRange);
    const std::size_t from = at == std::string::npos ? 0 : std::stoul(head.substr(at + kRange.size()));
    connection.write(
        "HTTP/1.1 206 Partial Content\r\nConnection: close\r\nAccept-Ranges: bytes\r\nContent-Range: bytes "
        + std::to_string(from) + "-" + std::to_string(bytes.size() - 1) + "/" + std::to_string(bytes.size())
        + "\r\nContent-Length: " + std::to_string(bytes.size() - from) + "\r\n\r\n");
    connection.write(bytes.substr(0, most).substr(std::min(from, most)));
}

/// A recording as transport streams of two seconds, as HTTP live streaming cuts them.
inline std::vector<std::string> piecesOf(const std::string& file)
{
    using namespace video;
    std::vector<std::string> pieces;
    auto demuxer = Demuxer::open(file, std::make_shared<ReadWatch>());
    const PacketHandle packet(av_packet_alloc());
    AVFormatContext* output = nullptr;
    const auto end = [&] {
        if (!output)
            return;
        av_write_trailer(output);
        std::uint8_t* bytes = nullptr;
        const int size = avio_close_dyn_buf(output->pb, &bytes);
        pieces.emplace_back(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
        av_free(bytes);
        avformat_free_context(output);
        output = nullptr;
    };
    while (demuxer && demuxer->read(*packet) >= 0) {
        if ((packet->flags & AV_PKT_FLAG_KEY) != 0) {
            end();
            avformat_alloc_output_context2(&output, nullptr, "mpegts", nullptr);
            avio_open_dyn_buf(&output->pb);
            avcodec_parameters_copy(avformat_new_stream(output, nullptr)->codecpar, demuxer->stream().codecpar);
            if (avformat_write_header(output, nullptr) < 0)
                break;
        }
        av_packet_rescale_ts(packet.get(), demuxer->stream().time_base, output->streams[0]->time_base);
        packet->stream_index = 0;
        av_interleaved_write_frame(output, packet.get());
        av_packet_unref(packet.get());
    }
    end();
    return pieces;
}

} // namespace jackdaw::testing
