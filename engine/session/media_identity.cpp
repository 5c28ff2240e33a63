// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/media_identity.h"

#include "engine/base/content_hash.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <set>
#include <vector>

namespace jackdaw::session {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSampleBytes = 64 << 10;

Error unreadable(const fs::path& source)
{
    return {ErrorCode::Io, "The source " + source.string() + " cannot be read.", "Check that you may read it.", {}};
}

/// Adds beginning, middle and end of the file; false if it cannot be read.
bool addSamples(ContentHash& hash, const fs::path& file, std::uint64_t size)
{
    std::ifstream stream(file, std::ios::binary);
    const std::uint64_t last = size - std::min(size, kSampleBytes);
    const std::set<std::uint64_t> places{0, last / 2, last};
    std::vector<std::uint8_t> sample(std::min(size, kSampleBytes));
    for (const std::uint64_t place : places) {
        stream.seekg(static_cast<std::streamoff>(place));
        if (!stream.read(reinterpret_cast<char*>(sample.data()), static_cast<std::streamsize>(sample.size())))
            return false;
        hash.add(std::span<const std::uint8_t>(sample));
    }
    return true;
}

Result<MediaIdentity> identifyFile(const fs::path& file)
{
    std::error_code error;
    MediaIdentity identity;
    identity.bytes = fs::file_size(file, error);
    ContentHash hash;
    hash.add(static_cast<std::int64_t>(identity.bytes));
    if (error || !addSamples(hash, file, identity.bytes))
        return tl::unexpected(unreadable(file));
    identity.hash = hash.hex();
    return identity;
}

Result<MediaIdentity> identifyFolder(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> files;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (entry->is_regular_file(error))
            files.push_back(entry->path());
    if (error)
        return tl::unexpected(unreadable(folder));
    std::sort(files.begin(), files.end());
    MediaIdentity identity;
    ContentHash hash;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::uint64_t size = fs::file_size(files[i], error);
        identity.bytes += size;
        hash.add(std::string_view(files[i].filename().native()));
        hash.add(static_cast<std::int64_t>(size));
        const bool sampled = i == 0 || i == files.size() / 2 || i + 1 == files.size();
        if (error || (sampled && !addSamples(hash, files[i], size)))
            return tl::unexpected(unreadable(files[i]));
    }
    identity.hash = hash.hex();
    return identity;
}

/// What \p source is instead of what \p camera recorded; nothing if it is that, or if it was not recorded.
std::optional<std::string> otherThan(const CameraAdded& camera, const fs::path& source)
{
    if (camera.sourceHash.empty())
        return std::nullopt;
    const auto identity = identifySource(source);
    if (!identity)
        return identity.error().message;
    if (identity->bytes != camera.sourceBytes)
        return "it has " + std::to_string(identity->bytes) + " bytes, the recorded one had "
            + std::to_string(camera.sourceBytes);
    if (identity->hash != camera.sourceHash)
        return std::string("it has the same size, but another content");
    return std::nullopt;
}

std::vector<fs::path> candidates(const CameraAdded& camera, const fs::path& sessionFile)
{
    const fs::path folder = sessionFile.parent_path();
    std::vector<fs::path> places{camera.live ? camera.clips : camera.source};
    if (!camera.relativeSource.empty())
        places.push_back((folder / camera.relativeSource).lexically_normal());
    if (!camera.live && fs::path(camera.source).is_relative())
        places.push_back(folder / camera.source);
    return places;
}

} // namespace

Result<MediaIdentity> identifySource(const fs::path& source)
{
    std::error_code ignored;
    return fs::is_directory(source, ignored) ? identifyFolder(source) : identifyFile(source);
}

void describeSource(CameraAdded& camera, const fs::path& sessionFile)
{
    std::error_code failed;
    if (camera.live) {
        camera.relativeSource = camera.clips.empty()
            ? std::string()
            : fs::absolute(camera.clips, failed)
                  .lexically_proximate(fs::absolute(sessionFile, failed).parent_path())
                  .string();
        return;
    }
    const fs::path source = fs::absolute(camera.source, failed);
    const fs::path folder = fs::absolute(sessionFile, failed).parent_path();
    const auto identity = identifySource(source);
    if (failed || !identity)
        return;
    camera.relativeSource = source.lexically_proximate(folder).string();
    camera.sourceBytes = identity->bytes;
    camera.sourceHash = identity->hash;
}

Result<fs::path> findSource(const CameraAdded& camera, const fs::path& sessionFile)
{
    if (camera.live && camera.clips.empty())
        return fail(ErrorCode::InvalidInput, "Camera " + camera.name + " was live, and no clips of it were kept.",
                    "Let the scenario keep \"clips\" of it to see its pictures in a replay.");
    std::optional<Error> other;
    for (const fs::path& place : candidates(camera, sessionFile)) {
        std::error_code ignored;
        if (!fs::exists(place, ignored))
            continue;
        const auto difference = otherThan(camera, place);
        if (!difference)
            return place;
        if (!other)
            other = Error{ErrorCode::InvalidInput,
                          "Camera " + camera.name + ": " + place.string() + " is not what was recorded: " + *difference
                              + '.',
                          "Put the recorded source back to see its pictures.",
                          {}};
    }
    if (other)
        return tl::unexpected(*other);
    return fail(ErrorCode::NotFound, "Camera " + camera.name + ": the source " + camera.source + " is not there.",
                "Put it back, or beside the session as it was when it was recorded.");
}

} // namespace jackdaw::session
