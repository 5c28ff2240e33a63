// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/source_folder.h"

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace jackdaw::testing {

/// The folder with real video and reference values: the environment variable JACKDAW_SHARED, else `shared` beside the
/// project. Nothing where there is none; the test then says QSKIP.
inline std::optional<std::filesystem::path> sharedData()
{
    const char* named = std::getenv("JACKDAW_SHARED");
    const std::filesystem::path folder = named ? std::filesystem::path(named) : sourceFolder() / ".." / "shared";
    const auto data = folder / "data";
    return std::filesystem::is_directory(data) ? std::optional(data) : std::nullopt;
}

} // namespace jackdaw::testing

/// Ends a test that lacks a part of the shared data: skipped, which ctest counts; a failure where
/// JACKDAW_REQUIRE_SHARED says that the data must be there.
#define JACKDAW_LACKS_SHARED_DATA(reason)                                                                              \
    do {                                                                                                               \
        if (qEnvironmentVariableIntValue("JACKDAW_REQUIRE_SHARED") != 0)                                               \
            QFAIL(reason);                                                                                             \
        QSKIP(reason);                                                                                                 \
    } while (false)

/// First line of a test that needs the folder: declares `shared`.
#define JACKDAW_NEED_SHARED_DATA(shared)                                                                               \
    const auto shared##Found = ::jackdaw::testing::sharedData();                                                       \
    if (!shared##Found)                                                                                                \
        JACKDAW_LACKS_SHARED_DATA(                                                                                     \
            "needs the shared data folder: set JACKDAW_SHARED or put it beside the project as ../shared");             \
    const std::filesystem::path shared = *shared##Found
