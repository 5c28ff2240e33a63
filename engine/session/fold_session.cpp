// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/fold_session.h"

#include "engine/base/log.h"
#include "engine/session/write_lock.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <exception>
#include <system_error>

namespace jackdaw::session {

void foldSession(const std::filesystem::path& file)
{
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return;
    const auto lock = WriteLock::take(file);
    if (!lock)
        return;
    try {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
        SQLite::Statement(database, "PRAGMA journal_mode = DELETE").executeStep();
    } catch (const std::exception& exception) {
        log(LogLevel::Info, "session", file.string() + " keeps its log: " + exception.what());
    }
}

} // namespace jackdaw::session
