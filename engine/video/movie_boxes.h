// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

/// What MP4 and MOV files are made of, as far as FFmpeg does not say.
namespace jackdaw::video {

/// Where in an MP4 or MOV file another one begins that was joined to it byte by byte and cannot be read there: its
/// table of contents counts bytes from its own beginning, and no player takes a second one. Fragments that say where
/// their data lies beside themselves can be read wherever they are. Nothing for any other file.
std::optional<std::int64_t> joinedMovieAt(int descriptor, std::int64_t bytes);

/// True where a fragmented file's last part is not all there. Of others the table of contents says what is missing.
bool endsInFragment(int descriptor, std::int64_t bytes);

} // namespace jackdaw::video
