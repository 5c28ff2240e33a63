// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/video/movie_boxes.h"

#include <array>

#include <unistd.h>

namespace jackdaw::video {
namespace {

constexpr std::uint32_t kind(const char (&name)[5])
{
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8U | static_cast<std::uint8_t>(name[i]);
    return value;
}

/// The unit that such files are made of, one in the other.
struct Box {
    std::uint32_t kind = 0;
    std::int64_t begin = 0;
    std::int64_t inside = 0; ///< where its contents begin
    std::int64_t end = 0; ///< not behind the box that it is in
    bool isWhole = true;
};

std::optional<std::uint64_t> numberAt(int descriptor, std::int64_t at, std::size_t bytes)
{
    std::array<std::uint8_t, 8> read{};
    if (::pread(descriptor, read.data(), bytes, at) != static_cast<ssize_t>(bytes))
        return std::nullopt;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        number = number << 8U | read[i];
    return number;
}

/// Nothing where no box can be made out at \p at.
std::optional<Box> boxAt(int descriptor, std::int64_t at, std::int64_t end)
{
    const auto size = numberAt(descriptor, at, 4);
    const auto name = numberAt(descriptor, at + 4, 4);
    if (at + 8 > end || !size || !name)
        return std::nullopt;
    const auto large = *size == 1 ? numberAt(descriptor, at + 8, 8) : std::nullopt;
    const std::int64_t header = large ? 16 : 8;
    const std::uint64_t length = large ? *large : *size == 0 ? static_cast<std::uint64_t>(end - at) : *size;
    if (length < static_cast<std::uint64_t>(header))
        return std::nullopt;
    const bool fits = length <= static_cast<std::uint64_t>(end - at);
    return Box{static_cast<std::uint32_t>(*name), at, at + header, fits ? at + static_cast<std::int64_t>(length) : end,
               fits};
}

std::optional<Box> childOf(int descriptor, const Box& parent, std::uint32_t wanted)
{
    for (auto box = boxAt(descriptor, parent.inside, parent.end); box; box = boxAt(descriptor, box->end, parent.end))
        if (box->kind == wanted)
            return box;
    return std::nullopt;
}

/// True where a fragment says how far its data is from itself, or from the data before.
bool isMovable(int descriptor, const Box& fragment)
{
    constexpr std::uint64_t kPlaceInFile = 1;
    const auto track = childOf(descriptor, fragment, kind("traf"));
    const auto header = track ? childOf(descriptor, *track, kind("tfhd")) : std::nullopt;
    const auto flags = header ? numberAt(descriptor, header->inside, 4) : std::nullopt;
    return flags && (*flags & kPlaceInFile) == 0;
}

bool beginsMovie(std::uint32_t found)
{
    return found == kind("ftyp") || found == kind("moov") || found == kind("mdat") || found == kind("wide")
        || found == kind("free") || found == kind("skip");
}

} // namespace

std::optional<std::int64_t> joinedMovieAt(int descriptor, std::int64_t bytes)
{
    bool hasTable = false;
    std::optional<std::int64_t> second;
    for (auto box = boxAt(descriptor, 0, bytes); box; box = boxAt(descriptor, box->end, bytes)) {
        if (box->begin == 0 && !beginsMovie(box->kind))
            return std::nullopt;
        if (second && box->kind == kind("moof"))
            return isMovable(descriptor, *box) ? std::nullopt : second;
        const bool isTable = box->kind == kind("moov");
        if (hasTable && !second && (isTable || box->kind == kind("ftyp")))
            second = box->begin;
        hasTable = hasTable || isTable;
    }
    return second;
}

bool endsInFragment(int descriptor, std::int64_t bytes)
{
    bool hasFragments = false;
    std::int64_t end = 0;
    for (auto box = boxAt(descriptor, 0, bytes); box; box = boxAt(descriptor, box->end, bytes)) {
        if (box->begin == 0 && !beginsMovie(box->kind))
            return false;
        hasFragments = hasFragments || box->kind == kind("moof");
        if (!box->isWhole)
            return hasFragments && (box->kind == kind("moof") || box->kind == kind("mdat"));
        end = box->end;
    }
    return hasFragments && end < bytes;
}

} // namespace jackdaw::video
