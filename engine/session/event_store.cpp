// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/event_store.h"

#include "engine/session/event_json.h"
#include "engine/session/event_kinds.h"
#include "engine/session/json_values.h"
#include "engine/session/payload_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include <SQLiteCpp/SQLiteCpp.h>

namespace jackdaw::session {
namespace {

void bindOne(SQLite::Statement& statement, int index, std::int64_t value)
{
    statement.bind(index, value);
}

void bindOne(SQLite::Statement& statement, int index, double value)
{
    statement.bind(index, value);
}

void bindOne(SQLite::Statement& statement, int index, std::string_view value)
{
    statement.bind(index, std::string(value));
}

using Bytes = std::span<const std::uint8_t>;

/// The bytes must stay until the statement has run.
void bindOne(SQLite::Statement& statement, int index, Bytes bytes)
{
    // SQLite takes a null pointer for NULL.
    const void* first = bytes.empty() ? "" : static_cast<const void*>(bytes.data());
    statement.bindNoCopy(index, first, static_cast<int>(bytes.size()));
}

void bindOne(SQLite::Statement& statement, int index, std::optional<std::uint32_t> value)
{
    if (value)
        statement.bind(index, static_cast<std::int64_t>(*value));
    else
        statement.bind(index);
}

/// Runs \p statement once with \p values.
template <class... Values>
void run(SQLite::Statement& statement, const Values&... values)
{
    int index = 0;
    (bindOne(statement, ++index, values), ...);
    statement.exec();
    statement.reset();
}

template <class T>
std::optional<std::uint32_t> cameraOf(const T& value)
{
    if constexpr (requires { CameraId{value.camera}; })
        return value.camera.value;
    else if constexpr (requires { value.camera->value; })
        return value.camera ? std::optional(value.camera->value) : std::nullopt;
    else
        return std::nullopt;
}

template <class T>
std::optional<std::uint32_t> windowOf(const T& value)
{
    if constexpr (requires { WindowId{value.window}; })
        return value.window.value;
    else
        return std::nullopt;
}

std::int64_t sequenceOf(const Event& event)
{
    return static_cast<std::int64_t>(event.sequence);
}

ClassCounts total(const std::vector<ClassCounts>& counts)
{
    ClassCounts sum;
    for (const ClassCounts& each : counts) {
        sum.truePositives += each.truePositives;
        sum.falsePositives += each.falsePositives;
        sum.falseNegatives += each.falseNegatives;
    }
    return sum;
}

} // namespace

/// The prepared statements, and what each kind of event writes beside its row in `events`.
struct EventStore::Statements {
    explicit Statements(SQLite::Database& database) :
        row(database, "INSERT INTO events VALUES(?, ?, ?, ?, ?, ?)"),
        score(database, "INSERT INTO scores VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        lease(database, "INSERT INTO leases VALUES(?, ?, ?, ?, ?)"),
        profilePoint(database, "INSERT INTO profile_points VALUES(?, ?, ?, ?, ?, ?, ?, ?)"),
        plan(database, "INSERT INTO plans VALUES(?, ?, ?, ?, ?, ?, ?)"),
        planMove(database, "INSERT INTO plan_moves VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        mediaSource(database, "INSERT OR REPLACE INTO media_sources VALUES(?, ?, ?)"),
        mediaFrame(database, "INSERT INTO media_index VALUES(?, ?, ?, ?, ?)"),
        rollup(database,
               "INSERT INTO rollups VALUES(?1, ?2, ?3, ?4, ?5, ?5, ?5, 1) ON CONFLICT DO UPDATE SET "
               "min = min(min, excluded.min), max = max(max, excluded.max), sum = sum + excluded.sum, "
               "count = count + 1"),
        duration(database, "UPDATE summary SET duration = max(duration, ?)"),
        model(database, "INSERT INTO models VALUES(?, 1) ON CONFLICT(hash) DO UPDATE SET kept = 1"),
        blob(database, "INSERT OR IGNORE INTO blobs(hash, bytes) VALUES(?, ?)"),
        modelPart(database, "INSERT OR IGNORE INTO model_parts SELECT ?, ?, ?, id FROM blobs WHERE hash = ?"),
        forgetBlobs(database,
                    "DELETE FROM blobs WHERE id IN (SELECT blob FROM model_parts WHERE model = ?1) AND NOT EXISTS "
                    "(SELECT 1 FROM model_parts WHERE blob = blobs.id AND model <> ?1)"),
        forgetParts(database, "DELETE FROM model_parts WHERE model = ?"),
        forgetModel(database, "UPDATE models SET kept = 0 WHERE hash = ?")
    {
        SQLite::Statement known(database, "SELECT name, kind FROM kinds");
        while (known.executeStep())
            kinds[known.getColumn(0).getString()] = known.getColumn(1).getInt64();
    }

    /// Kinds that this program does not know came with the file, or not at all.
    std::int64_t kindOf(const EventBody& body) const { return kinds.at(std::string(storedName(body))); }

    template <class T>
    void putRow(const Event& event, const T& value)
    {
        const std::string text = toJson(event.body);
        const auto put = [&](const auto& payload) {
            run(row, sequenceOf(event), std::int64_t{event.time.count()}, kindOf(event.body), cameraOf(value),
                windowOf(value), payload);
        };
        if (text.size() < kCompressedFrom)
            put(std::string_view(text));
        else
            put(Bytes(compress(text)));
    }

    void addToSeries(std::string_view series, std::uint32_t subject, Nanoseconds time, double value)
    {
        if (!std::isfinite(value))
            return;
        const std::int64_t second = std::chrono::floor<std::chrono::seconds>(time).count();
        for (const std::int64_t width : {1, 10, 60}) {
            const std::int64_t into = ((second % width) + width) % width;
            run(rollup, series, std::int64_t{subject}, width, second - into, value);
        }
    }

    template <class T>
    void putDetails(const Event&, const T&)
    {
    }

    void putDetails(const Event&, const CameraAdded& camera)
    {
        run(mediaSource, std::int64_t{camera.camera.value}, camera.name, camera.source);
    }

    void putDetails(const Event& event, const FrameIndexed& frame)
    {
        run(mediaFrame, sequenceOf(event), std::int64_t{frame.camera.value}, frame.frame,
            std::int64_t{frame.sourceTime.count()}, std::int64_t{frame.frameTime.count()});
    }

    void putDetails(const Event& event, const FrameScored& scored)
    {
        const ClassCounts sum = total(scored.counts);
        run(score, sequenceOf(event), std::int64_t{scored.frameTime.count()}, std::int64_t{scored.camera.value},
            std::int64_t{scored.window.value}, scored.frame,
            enumNames(scored.pair).at(static_cast<std::size_t>(scored.pair)), std::int64_t{scored.weights.value},
            std::int64_t{sum.truePositives}, std::int64_t{sum.falsePositives}, std::int64_t{sum.falseNegatives});
        const double all = 2.0 * sum.truePositives + sum.falsePositives + sum.falseNegatives;
        if (scored.pair == ScorePair::StudentGolden && sum.truePositives + sum.falseNegatives > 0)
            addToSeries("accuracy", scored.camera.value, scored.frameTime, 2.0 * sum.truePositives / all);
    }

    void putDetails(const Event& event, const LeaseGranted& granted)
    {
        run(lease, sequenceOf(event), std::int64_t{event.time.count()}, std::int64_t{granted.job.value},
            granted.requested.value, granted.granted.value);
    }

    void putDetails(const Event& event, const ProfilePoint& point)
    {
        run(profilePoint, sequenceOf(event), std::int64_t{point.camera.value}, std::int64_t{point.window.value},
            point.family, point.epochs, point.accuracy.value, point.cost.value, std::int64_t{point.fromRetraining});
    }

    /// The camera that a job works for (the first, where there are several; -1: the plan does not say) and its kind.
    static std::pair<std::int64_t, std::int64_t> ownerAndKind(const PlanComputed& computed, JobIndex job)
    {
        if (job >= computed.jobs.size() || computed.jobs[job].owners.empty())
            return {-1, -1};
        return {computed.jobs[job].owners.front().value, static_cast<std::int64_t>(computed.jobs[job].kind)};
    }

    void putDetails(const Event& event, const PlanComputed& computed)
    {
        std::int64_t accepted = 0;
        for (std::size_t i = 0; i < computed.trace.size(); ++i) {
            const PlanMove& move = computed.trace[i];
            if (move.verdict != MoveVerdict::Accepted)
                continue;
            ++accepted;
            const auto [thief, thiefKind] = ownerAndKind(computed, move.thief);
            const auto [victim, victimKind] = ownerAndKind(computed, move.victim);
            run(planMove, sequenceOf(event), static_cast<std::int64_t>(i), std::int64_t{move.round}, thief, thiefKind,
                victim, victimKind, double{move.amount}, double{move.score}, double{move.bestBefore});
        }
        run(plan, sequenceOf(event), std::int64_t{computed.window.value}, computed.planner, computed.reason,
            computed.expected.value, static_cast<std::int64_t>(computed.trace.size()), accepted);
    }

    void putDetails(const Event& event, const DeviceSample& sample)
    {
        double used = 0.0;
        double granted = 0.0;
        for (const JobUse& job : sample.jobs) {
            used += job.used.value;
            granted += job.granted.value;
        }
        // A sample covers the interval before it: it belongs to the bucket in which it began.
        addToSeries("device_use", sample.device.value, event.time - sample.interval, used);
        addToSeries("device_granted", sample.device.value, event.time - sample.interval, granted);
    }

    SQLite::Statement row;
    SQLite::Statement score;
    SQLite::Statement lease;
    SQLite::Statement profilePoint;
    SQLite::Statement plan;
    SQLite::Statement planMove;
    SQLite::Statement mediaSource;
    SQLite::Statement mediaFrame;
    SQLite::Statement rollup;
    SQLite::Statement duration;
    SQLite::Statement model;
    SQLite::Statement blob;
    SQLite::Statement modelPart;
    SQLite::Statement forgetBlobs;
    SQLite::Statement forgetParts;
    SQLite::Statement forgetModel;
    std::map<std::string, std::int64_t> kinds;
};

EventStore::EventStore(SQLite::Database& database) : m_statements(std::make_unique<Statements>(database))
{
}

EventStore::~EventStore() = default;

void EventStore::put(const Event& event)
{
    Statements& statements = *m_statements;
    std::visit(
        [&](const auto& value) {
            statements.putRow(event, value);
            statements.putDetails(event, value);
        },
        event.body);
    m_duration = std::max(m_duration, event.time);
}

void EventStore::putWeights(const StoredWeights& weights)
{
    Statements& statements = *m_statements;
    run(statements.model, std::string_view(weights.hash));
    for (std::size_t i = 0; i < weights.parts.size(); ++i) {
        const StoredWeights::Part& part = weights.parts[i];
        run(statements.blob, std::string_view(part.hash), Bytes(part.bytes));
        run(statements.modelPart, std::string_view(weights.hash), static_cast<std::int64_t>(i),
            std::string_view(part.name), std::string_view(part.hash));
    }
}

void EventStore::forgetWeights(const std::string& hash)
{
    Statements& statements = *m_statements;
    for (SQLite::Statement* step : {&statements.forgetBlobs, &statements.forgetParts, &statements.forgetModel})
        run(*step, std::string_view(hash));
}

void EventStore::finishBatch()
{
    run(m_statements->duration, std::int64_t{m_duration.count()});
}

} // namespace jackdaw::session
