// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/session/event_store.h"

#include "engine/session/event_json.h"
#include "engine/session/json_values.h"

#include <algorithm>
#include <optional>

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
        weights(database, "INSERT INTO weights VALUES(?, ?) ON CONFLICT(hash) DO NOTHING")
    {
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

    void putDetails(const Event& event, const PlanComputed& computed)
    {
        std::int64_t accepted = 0;
        for (std::size_t i = 0; i < computed.trace.size(); ++i) {
            const PlanMove& move = computed.trace[i];
            if (move.verdict != MoveVerdict::Accepted)
                continue;
            ++accepted;
            run(planMove, sequenceOf(event), static_cast<std::int64_t>(i), std::int64_t{move.round},
                std::int64_t{move.thief.stream}, static_cast<std::int64_t>(move.thief.kind),
                std::int64_t{move.victim.stream}, static_cast<std::int64_t>(move.victim.kind), double{move.amount},
                double{move.score}, double{move.bestBefore});
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
    SQLite::Statement weights;
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
            run(statements.row, sequenceOf(event), std::int64_t{event.time.count()},
                static_cast<std::int64_t>(event.body.index()), cameraOf(value), windowOf(value), toJson(event.body));
            statements.putDetails(event, value);
        },
        event.body);
    m_duration = std::max(m_duration, event.time);
}

void EventStore::putWeights(const std::string& hash, const std::vector<std::uint8_t>& bytes)
{
    SQLite::Statement& insert = m_statements->weights;
    insert.bind(1, hash);
    // SQLite takes a null pointer for NULL.
    insert.bindNoCopy(2, bytes.empty() ? "" : static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
    insert.exec();
    insert.reset();
}

void EventStore::finishBatch()
{
    run(m_statements->duration, std::int64_t{m_duration.count()});
}

} // namespace jackdaw::session
