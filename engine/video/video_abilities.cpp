// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/video_abilities.h"

#include "engine/video/ffmpeg_handles.h"

extern "C" {
#include <libavdevice/avdevice.h>
}

#include <array>
#include <utility>

namespace jackdaw::video {

VideoAbilities videoAbilities()
{
    avdevice_register_all();
    VideoAbilities abilities;
    abilities.version = av_version_info();
    constexpr std::array<std::pair<const char*, AVCodecID>, 7> kCodecs{{{"H.264", AV_CODEC_ID_H264},
                                                                        {"H.265", AV_CODEC_ID_HEVC},
                                                                        {"Motion JPEG", AV_CODEC_ID_MJPEG},
                                                                        {"MPEG-4", AV_CODEC_ID_MPEG4},
                                                                        {"VP8", AV_CODEC_ID_VP8},
                                                                        {"VP9", AV_CODEC_ID_VP9},
                                                                        {"AV1", AV_CODEC_ID_AV1}}};
    for (const auto& [name, id] : kCodecs)
        abilities.codecs.push_back({name, avcodec_find_decoder(id) != nullptr});
    abilities.encodesH264 = avcodec_find_encoder_by_name("libx264") != nullptr;
    abilities.capturesDevices = av_find_input_format("video4linux2") != nullptr;
    abilities.hardware = hardwareAbilities();
    return abilities;
}

} // namespace jackdaw::video
