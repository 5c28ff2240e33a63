// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <filesystem>
#include <memory>

namespace SQLite {
class Database;
}

namespace jackdaw::session {

/// Writes the tables of the current format into an empty database, in one transaction.
void createSchema(SQLite::Database& database);

/// Fails where \p database is no Jackdaw session or one of a newer format. Throws what reading throws.
Status checkFormat(SQLite::Database& database, const std::filesystem::path& file);

int formatOf(SQLite::Database& database);

/// Brings a session of an older format to the current one, step by step, in one transaction, and
/// names the kinds of events that it does not name yet.
void migrate(SQLite::Database& database);

} // namespace jackdaw::session
