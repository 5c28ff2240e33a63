// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/session_file.h"

#include "tests/engine/session/small_session.h"
#include "tests/engine/session/test_folder.h"

#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace jackdaw;
using namespace jackdaw::session;
using namespace std::chrono_literals;

namespace {

/// A session with the given events, opened with plain SQLite.
struct Tables {
    explicit Tables(const std::vector<sample::Moment>& moments) :
        events(sample::writeSession(folder / "a.jackdaw", moments)), database((folder / "a.jackdaw").string())
    {
    }

    std::int64_t integer(const std::string& query) { return database.execAndGet(query).getInt64(); }
    double real(const std::string& query) { return database.execAndGet(query).getDouble(); }
    std::string text(const std::string& query) { return database.execAndGet(query).getString(); }

    TestFolder folder;
    std::vector<Event> events;
    SQLite::Database database;
};

PlanMove move(MoveVerdict verdict, float amount)
{
    return {0, 3, 1, 0, verdict, amount, 0.5F, 0.25F, {}, {}};
}

} // namespace

class DetailTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFileSaysWhatItIs();
    void scoresSumTheClasses();
    void camerasAndWindowsAreColumns();
    void leasesAndProfilePointsAreThere();
    void acceptedMovesAreThere();
    void mediaNamesTheSource();
    void rollUpsAgreeWithTheScores();
    void deviceUseIsRolledUp();
    void numbersThatAreNoneDoNotStopTheWriter();
};

void DetailTables::theFileSaysWhatItIs()
{
    Tables tables(sample::smallSession());
    QCOMPARE(tables.integer("PRAGMA application_id"), std::int64_t{kApplicationId});
    QCOMPARE(tables.integer("PRAGMA user_version"), std::int64_t{kFormatVersion});
    QCOMPARE(tables.text("PRAGMA integrity_check"), std::string("ok"));
    QCOMPARE(tables.text("PRAGMA journal_mode"), std::string("delete"));
    QCOMPARE(tables.integer("SELECT count(*) FROM pragma_foreign_key_check"), std::int64_t{0});
}

void DetailTables::scoresSumTheClasses()
{
    Tables tables(sample::smallSession());
    SQLite::Statement rows(tables.database, "SELECT * FROM scores ORDER BY seq");
    std::size_t count = 0;
    for (const Event& event : tables.events) {
        const auto* scored = std::get_if<FrameScored>(&event.body);
        if (scored == nullptr)
            continue;
        ++count;
        QVERIFY(rows.executeStep());
        QCOMPARE(rows.getColumn("seq").getInt64(), static_cast<std::int64_t>(event.sequence));
        QCOMPARE(rows.getColumn("frame_time").getInt64(), scored->frameTime.count());
        QCOMPARE(rows.getColumn("camera").getUInt(), scored->camera.value);
        QCOMPARE(rows.getColumn("window").getUInt(), scored->window.value);
        QCOMPARE(rows.getColumn("frame").getInt64(), scored->frame);
        QCOMPARE(rows.getColumn("pair").getString(), std::string("student-golden"));
        QCOMPARE(rows.getColumn("true_positives").getInt(), 4);
        QCOMPARE(rows.getColumn("false_positives").getInt(), 1);
        QCOMPARE(rows.getColumn("false_negatives").getInt(), 1);
    }
    QVERIFY(!rows.executeStep());
    QCOMPARE(count, std::size_t{120});
}

void DetailTables::camerasAndWindowsAreColumns()
{
    auto moments = sample::smallSession();
    moments.insert(moments.begin() + 3, {Nanoseconds{0}, Alert{Severity::Warning, CameraId{1}, "dark", ""}});
    moments.insert(moments.begin() + 3, {Nanoseconds{0}, Alert{Severity::Warning, std::nullopt, "full", ""}});
    Tables tables(moments);
    QCOMPARE(tables.integer("SELECT count(*) FROM events"), static_cast<std::int64_t>(moments.size()));
    QVERIFY(tables.database.execAndGet("SELECT camera FROM events WHERE seq = 3").isNull());
    QCOMPARE(tables.integer("SELECT camera FROM events WHERE seq = 4"), std::int64_t{1});
    QCOMPARE(tables.integer("SELECT count(*) FROM events JOIN kinds USING(kind) WHERE window = 2 AND camera = 0 AND "
                            "name = 'FrameScored'"),
             std::int64_t{20});
    QCOMPARE(tables.integer("SELECT count(*) FROM kinds WHERE name = 'FrameScored'"), std::int64_t{1});
}

void DetailTables::leasesAndProfilePointsAreThere()
{
    auto moments = sample::smallSession();
    moments.pop_back();
    moments.push_back({31s, LeaseGranted{JobId{4}, Share{0.375}, Share{0.25}}});
    moments.push_back(
        {32s, ProfilePoint{CameraId{1}, WindowId{2}, "whole", 1.5, Accuracy{0.625}, GpuSeconds{2.5}, true}});
    Tables tables(moments);
    QCOMPARE(tables.integer("SELECT time FROM leases WHERE job = 4"), Nanoseconds(31s).count());
    QCOMPARE(tables.real("SELECT requested - granted FROM leases"), 0.125);
    QCOMPARE(tables.real("SELECT epochs + accuracy + cost + from_retraining FROM profile_points WHERE family = 'whole' "
                         "AND camera = 1 AND window = 2"),
             5.625);
}

void DetailTables::acceptedMovesAreThere()
{
    PlanComputed plan;
    plan.window = WindowId{1};
    plan.planner = "thief";
    plan.jobs = {{JobKind::Inference, {CameraId{2}}}, {JobKind::Retraining, {CameraId{1}}}};
    plan.trace = {move(MoveVerdict::Worse, 0.125F), move(MoveVerdict::Accepted, 0.25F),
                  move(MoveVerdict::Infeasible, 0.5F), move(MoveVerdict::Accepted, 0.75F)};
    Tables tables({{0s, sample::started()}, {1s, plan}});
    QCOMPARE(tables.integer("SELECT moves FROM plans WHERE window = 1"), std::int64_t{4});
    QCOMPARE(tables.integer("SELECT accepted FROM plans"), std::int64_t{2});
    QCOMPARE(tables.text("SELECT group_concat(position || ':' || amount) FROM plan_moves"),
             std::string("1:0.25,3:0.75"));
    QCOMPARE(tables.integer("SELECT thief * 100 + thief_kind * 10 + victim FROM plan_moves"), std::int64_t{132});
}

void DetailTables::mediaNamesTheSource()
{
    Tables tables(sample::smallSession());
    QCOMPARE(tables.integer("SELECT count(*) FROM media"), std::int64_t{120});
    QCOMPARE(tables.text("SELECT source FROM media WHERE camera = 1 AND frame = 1006"), std::string("video-1.mp4"));
    QCOMPARE(tables.integer("SELECT frame_time - source_time FROM media WHERE camera = 1 AND frame = 1006"),
             Nanoseconds(6500ms).count());
}

void DetailTables::rollUpsAgreeWithTheScores()
{
    Tables tables(sample::smallSession(37));
    for (const char* width : {"1", "10", "60"}) {
        const std::string bucket = std::string("(frame_time / 1000000000 / ") + width + ") * " + width;
        const std::string f1 = "2.0 * true_positives / (2.0 * true_positives + false_positives + false_negatives)";
        const std::string fromScores = "SELECT camera, " + bucket + " AS b, min(" + f1 + "), max(" + f1
            + "), round(sum(" + f1 + "), 9), count(*) FROM scores GROUP BY camera, b";
        const std::string fromRollups =
            std::string("SELECT subject, bucket, min, max, round(sum, 9), count FROM rollups "
                        "WHERE series = 'accuracy' AND width = ")
            + width;
        QCOMPARE(tables.integer("SELECT count(*) FROM (" + fromScores + " EXCEPT " + fromRollups + ")"),
                 std::int64_t{0});
        QCOMPARE(tables.integer("SELECT count(*) FROM (" + fromRollups + " EXCEPT " + fromScores + ")"),
                 std::int64_t{0});
    }
    QVERIFY(tables.integer("SELECT count(*) FROM rollups WHERE width = 10") == 6);
}

void DetailTables::deviceUseIsRolledUp()
{
    const JobUse low{JobId{1}, Share{0.5}, Share{0.5}, Share{0.25}};
    const JobUse high{JobId{2}, Share{0.5}, Share{0.5}, Share{0.5}};
    Tables tables({{0s, sample::started()},
                   {9s, DeviceSample{DeviceId{0}, 1s, {low}}},
                   {10s, DeviceSample{DeviceId{0}, 1s, {low, high}}},
                   {11s, DeviceSample{DeviceId{0}, 1s, {}}}});
    const std::string where = "FROM rollups WHERE series = 'device_use' AND width = 10 AND bucket = 0";
    QCOMPARE(tables.integer("SELECT count " + where), std::int64_t{2});
    QCOMPARE(tables.real("SELECT sum " + where), 1.0);
    QCOMPARE(tables.real("SELECT min " + where), 0.25);
    QCOMPARE(tables.real("SELECT max " + where), 0.75);
    QCOMPARE(tables.real("SELECT sum FROM rollups WHERE series = 'device_use' AND width = 10 AND bucket = 10"), 0.0);
}

void DetailTables::numbersThatAreNoneDoNotStopTheWriter()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    Tables tables({{0s, sample::started()},
                   {1s, LeaseGranted{JobId{4}, Share{nan}, Share{nan}}},
                   {1s, ProfilePoint{CameraId{1}, WindowId{2}, "whole", nan, Accuracy{nan}, GpuSeconds{nan}, true}},
                   {1s, DeviceSample{DeviceId{0}, 1s, {{JobId{1}, Share{nan}, Share{nan}, Share{nan}}}}}});
    QCOMPARE(tables.integer("SELECT count(*) FROM events"), std::int64_t{4});
    QCOMPARE(tables.integer("SELECT count(*) FROM rollups"), std::int64_t{0});
}

QTEST_GUILESS_MAIN(DetailTables)
#include "tst_detail_tables.moc"
