// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/schema.h"

#include "engine/session/event_kinds.h"
#include "engine/session/session_file.h"

#include <array>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

namespace jackdaw::session {
namespace {

/// Format 1. Times are nanoseconds of session time, costs seconds of a whole device. The table `events` is the session;
/// the others repeat parts of it in columns, for queries, and are written by the same transaction.
constexpr const char* kFormat1 = R"sql(
CREATE TABLE kinds(kind INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE events(
    seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind INTEGER NOT NULL REFERENCES kinds,
    camera INTEGER, window INTEGER, payload TEXT NOT NULL);
CREATE INDEX events_by_kind ON events(kind);
CREATE TABLE summary(id INTEGER PRIMARY KEY CHECK(id = 0), duration INTEGER NOT NULL);
INSERT INTO summary VALUES(0, 0);

CREATE TABLE scores(
    seq INTEGER PRIMARY KEY REFERENCES events, frame_time INTEGER NOT NULL, camera INTEGER NOT NULL,
    window INTEGER NOT NULL, frame INTEGER NOT NULL, pair TEXT NOT NULL, weights INTEGER NOT NULL,
    true_positives INTEGER NOT NULL, false_positives INTEGER NOT NULL, false_negatives INTEGER NOT NULL);
CREATE TABLE leases(
    seq INTEGER PRIMARY KEY REFERENCES events, time INTEGER NOT NULL, job INTEGER NOT NULL, requested REAL,
    granted REAL);
CREATE TABLE profile_points(
    seq INTEGER PRIMARY KEY REFERENCES events, camera INTEGER NOT NULL, window INTEGER NOT NULL, family TEXT NOT NULL,
    epochs REAL, accuracy REAL, cost REAL, from_retraining INTEGER NOT NULL);
CREATE TABLE plans(
    seq INTEGER PRIMARY KEY REFERENCES events, window INTEGER NOT NULL, planner TEXT NOT NULL, reason TEXT NOT NULL,
    expected REAL, moves INTEGER NOT NULL, accepted INTEGER NOT NULL);
-- The accepted moves only; the whole trace is in the event.
CREATE TABLE plan_moves(
    seq INTEGER NOT NULL REFERENCES events, position INTEGER NOT NULL, round INTEGER NOT NULL,
    thief INTEGER NOT NULL, thief_kind INTEGER NOT NULL, victim INTEGER NOT NULL, victim_kind INTEGER NOT NULL,
    amount REAL, score REAL, best_before REAL, PRIMARY KEY(seq, position)) WITHOUT ROWID;
CREATE TABLE media_sources(
    camera INTEGER PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE media_index(
    seq INTEGER PRIMARY KEY REFERENCES events, camera INTEGER NOT NULL, frame INTEGER NOT NULL,
    source_time INTEGER NOT NULL, frame_time INTEGER NOT NULL);
CREATE VIEW media AS
    SELECT camera, source, frame, source_time, frame_time FROM media_index JOIN media_sources USING(camera);

-- Series: accuracy (F1 of a scored frame, student against golden; subject: camera), device_use and device_granted (sum
-- over the jobs of a sample; subject: device). Bucket: start of the bucket in seconds of session time.
CREATE TABLE rollups(
    series TEXT NOT NULL, subject INTEGER NOT NULL, width INTEGER NOT NULL, bucket INTEGER NOT NULL,
    min REAL, max REAL, sum REAL, count INTEGER NOT NULL,
    PRIMARY KEY(series, subject, width, bucket)) WITHOUT ROWID;

CREATE TABLE weights(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL);
)sql";

/// Format 2. Large payloads are blobs (payload_text.h). Models are cut into parts that are stored once each; a model
/// that is not kept has no parts. Snapshots are what views show before the event `seq`, cut into pieces in the same
/// way.
constexpr const char* kFormat2 = R"sql(
CREATE TABLE blobs(id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL);
CREATE TABLE models(hash TEXT PRIMARY KEY, kept INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE model_parts(
    model TEXT NOT NULL REFERENCES models, position INTEGER NOT NULL, name TEXT NOT NULL,
    blob INTEGER NOT NULL REFERENCES blobs, PRIMARY KEY(model, position)) WITHOUT ROWID;
CREATE INDEX model_parts_by_blob ON model_parts(blob);
INSERT INTO blobs(hash, bytes) SELECT hash, bytes FROM weights;
INSERT INTO models SELECT hash, 1 FROM weights;
INSERT INTO model_parts SELECT weights.hash, 0, 'safetensors', id FROM weights JOIN blobs USING(hash);
DROP TABLE weights;

CREATE TABLE snapshot_pieces(id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL);
CREATE TABLE snapshots(
    seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, layout INTEGER NOT NULL, hash TEXT NOT NULL, pieces BLOB NOT NULL);
)sql";

/// Step i brings format i to format i + 1: older steps never change, new ones are added at the end.
constexpr std::array<const char*, kFormatVersion> kSteps = {kFormat1, kFormat2};

/// Kinds that the file does not name yet get the next free numbers.
void writeKinds(SQLite::Database& database)
{
    SQLite::Statement insert(database, "INSERT OR IGNORE INTO kinds(name) VALUES(?)");
    for (const EventBody& body : emptyBodies()) {
        insert.bind(1, std::string(kindName(body)));
        insert.exec();
        insert.reset();
    }
}

void applySteps(SQLite::Database& database, int from)
{
    SQLite::Transaction transaction(database);
    for (auto step = static_cast<std::size_t>(from); step < kSteps.size(); ++step)
        database.exec(kSteps.at(step));
    writeKinds(database);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(kFormatVersion));
    transaction.commit();
}

int readPragma(SQLite::Database& database, const char* pragma)
{
    return database.execAndGet(pragma).getInt();
}

} // namespace

void createSchema(SQLite::Database& database)
{
    applySteps(database, 0);
}

int formatOf(SQLite::Database& database)
{
    return readPragma(database, "PRAGMA user_version");
}

Status checkFormat(SQLite::Database& database, const std::filesystem::path& file)
{
    if (readPragma(database, "PRAGMA application_id") != kApplicationId)
        return fail(ErrorCode::Corrupt, file.string() + " is an SQLite file but not a Jackdaw session.",
                    "Open a file that a run wrote (usually named *.jackdaw).");
    const int version = formatOf(database);
    if (version > kFormatVersion)
        return fail(ErrorCode::Unsupported,
                    file.string() + " has session format " + std::to_string(version)
                        + "; this version of Jackdaw reads formats up to " + std::to_string(kFormatVersion) + '.',
                    "Open it with a newer version of Jackdaw.");
    if (version < 1)
        return fail(ErrorCode::Corrupt,
                    file.string() + " has session format " + std::to_string(version) + ", which never existed.",
                    "Copy the session again from where it was recorded.");
    return {};
}

void migrate(SQLite::Database& database)
{
    applySteps(database, formatOf(database));
}

} // namespace jackdaw::session
