// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/video_reader.h"
#include "engine/video/video_writer.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::testing {

constexpr int kBit = 16;
constexpr int kBits = 8;

/// A picture of eight light or dark fields that spell \p number; any codec keeps them apart.
inline VideoFrame numberedFrame(int number, int width = kBit * kBits, int height = 32)
{
    auto rgb = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(width * height) * 3, 128);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < std::min(width, kBit * kBits); ++x) {
            const bool set = ((number >> (x / kBit)) & 1) != 0;
            for (int channel = 0; channel < 3; ++channel)
                (*rgb)[static_cast<std::size_t>((y * width + x) * 3 + channel)] = set ? 220 : 30;
        }
    VideoFrame frame;
    frame.width = width;
    frame.height = height;
    frame.picture = std::make_shared<RgbPicture>(std::move(*rgb));
    return frame;
}

/// The number that numberedFrame() wrote.
inline int numberIn(const VideoFrame& frame)
{
    int number = 0;
    for (int bit = 0; bit < kBits; ++bit) {
        const int x = bit * kBit + kBit / 2;
        const std::size_t at = static_cast<std::size_t>((frame.height / 2 * frame.width + x) * 3);
        number |= (frame.rgb()[at] > 128 ? 1 : 0) << bit;
    }
    return number;
}

/// Frame i of the clip shows the number i % 256. The key frames are two seconds apart.
inline Status writeClip(const std::string& path, int frames, int framesPerSecond = 25)
{
    auto writer = video::VideoWriter::create(path, {kBit * kBits, 32, framesPerSecond, 20});
    if (!writer)
        return tl::unexpected(writer.error());
    for (int i = 0; i < frames; ++i)
        if (auto written = (*writer)->write(numberedFrame(i % 256)); !written)
            return written;
    return (*writer)->finish();
}

inline std::vector<char> readBytes(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void writeBytes(const std::string& path, const std::vector<char>& bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace jackdaw::testing
