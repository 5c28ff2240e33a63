// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/picture_source.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <unistd.h>

using namespace jackdaw;

namespace {

/// A damaged header may promise more than anybody waits for.
constexpr int kPictures = 60;

/// The input as a file, since files are what is read.
const std::string& inputFile(const std::uint8_t* data, std::size_t size)
{
    static const std::string path =
        (std::filesystem::temp_directory_path() / ("fuzz_video." + std::to_string(getpid()))).string();
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return path;
}

/// Reads some pictures; their times and numbers rise, and their pixels are as many as they say.
void readOn(video::PictureSource& source)
{
    Nanoseconds last{-1};
    std::int64_t index = -1;
    for (int i = 0; i < kPictures; ++i) {
        const auto frame = source.next();
        if (!frame || !*frame)
            return;
        if ((*frame)->sourceTime <= last || (*frame)->index <= index || !(*frame)->hasPixels())
            std::abort();
        last = (*frame)->sourceTime;
        index = (*frame)->index;
    }
}

} // namespace

/// A damaged video is read to its end, and again from its middle, or refused in words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto source = video::openPictureSource(inputFile(data, size), 25.0, std::make_shared<video::ReadWatch>());
    if (!source) {
        if (source.error().message.empty())
            std::abort();
        return 0;
    }
    // Pictures of a size that no camera has only cost time.
    if ((*source)->info().width > 2048 || (*source)->info().height > 2048)
        return 0;
    (*source)->watchPictures();
    readOn(**source);
    if ((*source)->seek((*source)->info().duration / 2))
        readOn(**source);
    for (const VideoFault& fault : (*source)->takeFaults())
        if (fault.message.empty())
            std::abort();
    return 0;
}
