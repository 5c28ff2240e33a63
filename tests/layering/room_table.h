// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>

namespace jackdaw::layering {

/// A library that only some rooms may see.
enum class Library {
    Standard,
    Expected,
    Posix,
    Spdlog,
    Torch,
    Onnx,
    OpenCv,
    Ffmpeg,
    Sqlite,
    Json,
    Xxhash,
    Zlib,
    Pugixml,
    Cli,
    Microhttpd,
    Paho,
    Secret,
    Qt,
    Test,
    Unknown
};

std::string name(Library library);

/// To which library a header written as <...> belongs.
Library libraryOf(const std::string& header);

/// True for libraries that must not show in a header which another room includes.
bool isHidden(Library library);

struct Room {
    std::set<std::string> sees; ///< rooms whose headers it may include, all of them listed
    std::set<Library> libraries; ///< beside the standard library, expected and POSIX
    std::set<Library> shows; ///< what its headers may show to the rooms that include them
    bool isFree = false; ///< tests: may include anything
};

/// The room of a file or of a header written as "...": "engine/video", "app/cli", "widgets". Nothing for files outside.
std::optional<std::string> roomOf(const std::string& path);

/// Nothing for a room that the house does not have.
std::optional<Room> findRoom(const std::string& name);

/// The folder of \p room that a file of it lies in: "charts" of "widgets/charts/series_chart.h". Nothing for files
/// that lie in the room itself.
std::optional<std::string> folderOf(const std::string& path, const std::string& room);

/// Whether one folder of a room may include another. The folders of widgets lie in layers, and see those below their
/// own; other rooms are free inside.
bool mayIncludeFolder(const std::string& room, const std::string& from, const std::string& to);

} // namespace jackdaw::layering
