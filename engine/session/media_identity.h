// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace jackdaw::session {

/// What tells a camera's source from another one of the same name.
struct MediaIdentity {
    std::uint64_t bytes = 0; ///< size of the file, or of all files of the folder
    std::string hash; ///< 32 hexadecimal digits
    bool operator==(const MediaIdentity&) const = default;
};

/// Quick whatever the size: of a file its size and 64 KiB each from its beginning, middle and end are hashed (XXH3), of
/// a folder the names and sizes of its files in order, and in this way the first, the middle and the last of them.
/// Another recording differs in these; a change of a few bytes elsewhere is not seen.
Result<MediaIdentity> identifySource(const std::filesystem::path& source);

/// Fills \p camera's relativeSource, sourceBytes and sourceHash for a session in \p sessionFile. A source that cannot
/// be read keeps them empty; of a live camera relativeSource is that of its clips.
void describeSource(CameraAdded& camera, const std::filesystem::path& sessionFile);

/// Where \p camera's source is now: under its name, or beside the session as it was when it was recorded. NotFound
/// where it is in neither place, InvalidInput where something else is there under its name. Of a live camera it is the
/// folder of its clips; InvalidInput where none were kept.
Result<std::filesystem::path> findSource(const CameraAdded& camera, const std::filesystem::path& sessionFile);

} // namespace jackdaw::session
