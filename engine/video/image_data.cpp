// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/image_data.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

namespace jackdaw::video {
namespace {

namespace fs = std::filesystem;
using Bytes = std::span<const std::uint8_t>;

/// No picture of a camera is larger; a larger file is something else.
constexpr std::uintmax_t kLargestFile = 256U << 20U;

bool begins(Bytes bytes, std::string_view mark)
{
    return bytes.size() >= mark.size() && std::memcmp(bytes.data(), mark.data(), mark.size()) == 0;
}

/// A number of \p count bytes; 0 beyond the end.
std::uint32_t numberAt(Bytes bytes, std::size_t at, std::size_t count, bool bigEndian)
{
    if (at > bytes.size() || count > bytes.size() - at)
        return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8U | bytes[at + (bigEndian ? i : count - 1 - i)];
    return value;
}

AVCodecID codecOf(Bytes bytes)
{
    if (begins(bytes, "\x89PNG\r\n\x1A\n"))
        return AV_CODEC_ID_PNG;
    if (begins(bytes, "\xFF\xD8\xFF"))
        return AV_CODEC_ID_MJPEG;
    if (begins(bytes, "BM"))
        return AV_CODEC_ID_BMP;
    if (begins(bytes, "RIFF") && bytes.size() > 12 && begins(bytes.subspan(8), "WEBP"))
        return AV_CODEC_ID_WEBP;
    if (begins(bytes, std::string_view("II*\0", 4)) || begins(bytes, std::string_view("MM\0*", 4)))
        return AV_CODEC_ID_TIFF;
    return AV_CODEC_ID_NONE;
}

/// One part of a PNG, JPEG or WebP file: what it is, and its content.
struct Part {
    std::uint32_t kind = 0;
    Bytes content;
    std::size_t end = 0; ///< where the next part begins
};

constexpr std::uint32_t kPngEnd = 0x49454E44; // IEND
constexpr std::uint32_t kPngExif = 0x65584966; // eXIf
constexpr std::uint32_t kWebpExif = 0x45584946; // EXIF
constexpr std::size_t kPngHead = 8;
constexpr std::size_t kRiffHead = 12;

std::optional<Part> pngPart(Bytes bytes, std::size_t at)
{
    const std::size_t length = numberAt(bytes, at, 4, true);
    if (at + 12 > bytes.size() || length > bytes.size() - at - 12)
        return std::nullopt;
    return Part{numberAt(bytes, at + 4, 4, true), bytes.subspan(at + 8, length), at + 12 + length};
}

std::optional<Part> riffPart(Bytes bytes, std::size_t at)
{
    const std::size_t length = numberAt(bytes, at + 4, 4, false);
    if (at + 8 > bytes.size() || length > bytes.size() - at - 8)
        return std::nullopt;
    return Part{numberAt(bytes, at, 4, true), bytes.subspan(at + 8, length), at + 8 + length + length % 2};
}

/// A marker with its segment; compressed data between segments is passed over.
std::optional<Part> jpegPart(Bytes bytes, std::size_t at)
{
    const auto isMarker = [&](std::size_t place) {
        const std::uint8_t code = bytes[place + 1];
        return bytes[place] == 0xFF && code != 0x00 && code != 0xFF && (code < 0xD0 || code > 0xD7);
    };
    while (at + 1 < bytes.size() && !isMarker(at))
        ++at;
    if (at + 1 >= bytes.size())
        return std::nullopt;
    const std::uint32_t code = bytes[at + 1];
    if (code == 0xD8 || code == 0xD9 || code == 0x01)
        return Part{code, {}, at + 2};
    const std::size_t length = numberAt(bytes, at + 2, 2, true);
    if (length < 2 || length > bytes.size() - at - 2)
        return std::nullopt;
    return Part{code, bytes.subspan(at + 4, length - 2), at + 2 + length};
}

/// Where the image ends in its file; nothing where the file is cut off. Formats that have no end end with the file.
std::optional<std::size_t> endOf(AVCodecID codec, Bytes bytes)
{
    if (codec == AV_CODEC_ID_WEBP) {
        const std::size_t end = std::size_t{numberAt(bytes, 4, 4, false)} + 8;
        return end <= bytes.size() ? std::optional(end) : std::nullopt;
    }
    if (codec != AV_CODEC_ID_PNG && codec != AV_CODEC_ID_MJPEG)
        return bytes.size();
    const bool png = codec == AV_CODEC_ID_PNG;
    for (std::size_t at = png ? kPngHead : 0;;) {
        const auto part = png ? pngPart(bytes, at) : jpegPart(bytes, at);
        if (!part || part->kind == (png ? kPngEnd : 0xD9))
            return part ? std::optional(part->end) : std::nullopt;
        at = part->end;
    }
}

Turn turnInTiff(Bytes tiff)
{
    constexpr std::uint32_t kOrientation = 0x0112;
    const bool big = begins(tiff, "MM");
    const std::size_t directory = numberAt(tiff, 4, 4, big);
    const std::uint32_t entries = numberAt(tiff, directory, 2, big);
    for (std::size_t entry = 0; entry < entries; ++entry) {
        const std::size_t at = directory + 2 + entry * 12;
        if (at + 12 > tiff.size())
            break;
        if (numberAt(tiff, at, 2, big) == kOrientation)
            return turnOfOrientation(static_cast<int>(numberAt(tiff, at + 8, 2, big))).value_or(Turn{});
    }
    return {};
}

Result<std::vector<std::uint8_t>> readFile(const fs::path& path)
{
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error)
        return fail(ErrorCode::Io, "The image '" + path.string() + "' cannot be read.", {}, error.message());
    if (size == 0)
        return fail(ErrorCode::Corrupt, "The image '" + path.string() + "' is empty (0 bytes).", "Copy it again.");
    if (size > kLargestFile)
        return fail(ErrorCode::Unsupported, "The image '" + path.string() + "' is larger than 256 MiB.");
    std::vector<std::uint8_t> data(size);
    std::ifstream file(path, std::ios::binary);
    if (!file.read(reinterpret_cast<char*>(data.data()), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::Io, "The image '" + path.string() + "' cannot be read.", "Check its permissions.");
    return data;
}

} // namespace

Turn exifTurn(AVCodecID codec, std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t kExifMark = 6; // "Exif", two zeros
    if (codec == AV_CODEC_ID_TIFF)
        return turnInTiff(bytes);
    std::size_t at = codec == AV_CODEC_ID_PNG ? kPngHead : codec == AV_CODEC_ID_WEBP ? kRiffHead : 0;
    if (codec != AV_CODEC_ID_PNG && codec != AV_CODEC_ID_WEBP && codec != AV_CODEC_ID_MJPEG)
        return {};
    while (true) {
        const auto part = codec == AV_CODEC_ID_PNG ? pngPart(bytes, at)
            : codec == AV_CODEC_ID_WEBP            ? riffPart(bytes, at)
                                                   : jpegPart(bytes, at);
        if (!part || (codec == AV_CODEC_ID_MJPEG && (part->kind == 0xDA || part->kind == 0xD9)))
            return {};
        if (codec == AV_CODEC_ID_MJPEG && part->kind == 0xE1 && begins(part->content, std::string_view("Exif\0\0", 6)))
            return turnInTiff(part->content.subspan(kExifMark));
        if (codec != AV_CODEC_ID_MJPEG && (part->kind == kPngExif || part->kind == kWebpExif))
            return turnInTiff(begins(part->content, "Exif") && part->content.size() > kExifMark
                                  ? part->content.subspan(kExifMark)
                                  : part->content);
        at = part->end;
    }
}

Result<ImageData> readImage(const fs::path& path)
{
    auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    ImageData image{std::move(*bytes), AV_CODEC_ID_NONE, {}};
    image.codec = codecOf(image.bytes);
    if (image.codec == AV_CODEC_ID_NONE)
        return fail(ErrorCode::Corrupt,
                    "The image '" + path.string()
                        + "' is none of PNG, JPEG, BMP, WebP and TIFF, whatever its name says.");
    const auto end = endOf(image.codec, image.bytes);
    if (!end)
        return fail(ErrorCode::Corrupt, "The image '" + path.string() + "' is cut off.", "Copy it again.");
    image.bytes.resize(*end);
    image.turn = exifTurn(image.codec, image.bytes);
    return image;
}

} // namespace jackdaw::video
