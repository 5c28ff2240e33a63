// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/demuxer.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace jackdaw::video {
namespace {

Status checkFile(const std::string& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        return fail(ErrorCode::NotFound, "The video file '" + path + "' does not exist.", "Check the path.");
    if (fs::is_fifo(status))
        return {};
    if (!fs::is_regular_file(status))
        return fail(ErrorCode::Unsupported,
                    "'" + path + "' is neither a video file, nor a pipe, nor a folder of images.");
    const auto size = fs::file_size(path, error);
    if (!error && size == 0)
        return fail(ErrorCode::Corrupt, "The video file '" + path + "' is empty (0 bytes).", "Copy it again.");
    return {};
}

tl::unexpected<Error> openFailure(const std::string& path, int code)
{
    return fail(ErrorCode::Corrupt, "'" + path + "' is not a video file, or its header is broken or cut off.",
                "Check that the file was copied whole.", ffmpegText(code));
}

/// False where the header was cut off before it says what is in the file.
bool namesACodec(const AVFormatContext& input)
{
    for (unsigned i = 0; i < input.nb_streams; ++i)
        if (input.streams[i]->codecpar->codec_id != AV_CODEC_ID_NONE)
            return true;
    return false;
}

} // namespace

Result<InputHandle> Demuxer::openInput(const std::string& path, const FileInput& file)
{
    AVFormatContext* raw = avformat_alloc_context();
    if (!raw)
        return fail(ErrorCode::Internal, "There is no memory to read '" + path + "'.");
    raw->pb = file.context();
    raw->interrupt_callback = file.interrupt();
    // What a file names inside is not followed anywhere but to files.
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    const int opened = avformat_open_input(&raw, ("file:" + path).c_str(), nullptr, &options);
    av_dict_free(&options);
    if (opened < 0)
        return openFailure(path, opened);
    InputHandle input(raw);
    if (const int code = avformat_find_stream_info(input.get(), nullptr); code < 0)
        return openFailure(path, code);
    return input;
}

Result<Demuxer> Demuxer::open(const std::string& path, std::shared_ptr<ReadWatch> watch)
{
    silenceFfmpeg();
    if (auto checked = checkFile(path); !checked)
        return tl::unexpected(checked.error());
    auto file = FileInput::open(path, std::move(watch));
    if (!file)
        return tl::unexpected(file.error());
    auto opened = openInput(path, **file);
    if (!opened)
        return tl::unexpected(opened.error());
    InputHandle input = std::move(*opened);
    const int stream = av_find_best_stream(input.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (stream < 0 && !namesACodec(*input))
        return openFailure(path, stream);
    if (stream < 0)
        return fail(ErrorCode::Unsupported, "'" + path + "' holds no video that can be decoded.",
                    "Choose a file with a video track.", ffmpegText(stream));
    return Demuxer(std::move(*file), std::move(input), stream);
}

int Demuxer::read(AVPacket& packet)
{
    while (true) {
        const int code = av_read_frame(m_input.get(), &packet);
        if (code < 0 || packet.stream_index == m_stream)
            return code;
        av_packet_unref(&packet);
    }
}

} // namespace jackdaw::video
