// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/ignored_mask.h"

#include "engine/video/video_reader.h"
#include "engine/vision/region_mask.h"

#include <cmath>
#include <string>
#include <system_error>

namespace jackdaw::runtime {
namespace {

std::string sizeText(int width, int height)
{
    return std::to_string(width) + " x " + std::to_string(height);
}

/// Rounding to whole pixels makes sizes of one shape differ by less.
bool haveOneShape(double width, double height, vision::PictureSize size)
{
    constexpr double kMost = 0.02;
    return std::abs(width * size.height / (height * size.width) - 1.0) <= kMost;
}

} // namespace

Result<std::vector<IgnoredRegion>> readIgnoredMask(const std::filesystem::path& file, vision::PictureSize size)
{
    const std::string subject = "The mask '" + file.string() + "'";
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return fail(ErrorCode::NotFound, subject + " does not exist.", "Check the path.");
    auto reader = video::VideoReader::open(file.string());
    auto picture = reader ? (*reader)->next() : tl::unexpected(reader.error());
    if (!picture || !*picture)
        return fail(ErrorCode::Corrupt, subject + " cannot be read as a picture.", "Save it as PNG.",
                    picture ? std::string() : picture.error().message);
    const VideoFrame& mask = **picture;
    if (size.width > 0 && size.height > 0 && !haveOneShape(mask.width, mask.height, size))
        return fail(ErrorCode::InvalidInput,
                    subject + " is of " + sizeText(mask.width, mask.height) + ", and the camera's pictures are of "
                        + sizeText(size.width, size.height) + ": they differ in shape.",
                    "Draw it over one of these pictures.");
    return vision::regionsOfMask(mask, file.filename().string());
}

} // namespace jackdaw::runtime
