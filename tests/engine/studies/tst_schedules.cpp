// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/studies/schedule_import.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace jackdaw;
using namespace jackdaw::studies;

namespace {

/// Two videos on one GPU: a's retraining costs 10, b's 40 GPU-seconds and waits without a share until a's ends.
const char* const kSmall = R"({"100_1_thief_True": {"1": {
    "0": {"a_train_3_8": 0.5, "b_train_1_17": 0.0, "a_inference": 0.25, "b_inference": 0.25},
    "20.0": {"a_train_3_8": 0, "b_train_1_17": 0.16666666666666666, "a_inference": 0.41666666666666663,
             "b_inference": 0.41666666666666663},
    "260.0": {"a_train_3_8": 0, "b_train_1_17": 0, "a_inference": 0.5, "b_inference": 0.5}}}})";

} // namespace

class TestSchedules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void costsFollowFromSharesAndEnds();
    void ourRuleReproducesEveryPublishedSchedule();
    void derivedCostsAgreeAcrossSchedules();
    void aChangedShareIsSeen();
    void faultsAreNamedByTheirPointer_data();
    void faultsAreNamedByTheirPointer();
};

void TestSchedules::costsFollowFromSharesAndEnds()
{
    const auto schedules = parseSchedules(kSmall, "small");
    QVERIFY2(schedules, schedules ? "" : schedules.error().message.c_str());
    QCOMPARE(schedules->size(), std::size_t{1});
    const PublishedSchedule& schedule = schedules->front();
    QCOMPARE(schedule.period, 100.0);
    QCOMPARE(schedule.gpus, 1.0);
    QCOMPARE(QString::fromStdString(schedule.scheduler), QStringLiteral("thief"));
    QCOMPARE(schedule.problem.streams.size(), std::size_t{2});
    QCOMPARE(schedule.problem.streams[0].options[0].gpuSeconds.value, 10.0);
    QCOMPARE(schedule.problem.streams[1].options[0].gpuSeconds.value, 40.0);
}

void TestSchedules::ourRuleReproducesEveryPublishedSchedule()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto schedules = readSchedules(shared / "ekya" / "reference" / "schedules_3city_0713.json");
    QVERIFY2(schedules, schedules ? "" : schedules.error().message.c_str());
    QCOMPARE(schedules->size(), std::size_t{108});
    std::size_t events = 0;
    for (const PublishedSchedule& schedule : *schedules) {
        const ScheduleDifference found = difference(schedule, replayed(schedule));
        const std::string where = schedule.set + " window " + schedule.window;
        QVERIFY2(found.sameEvents, where.c_str());
        QVERIFY2(found.time < 1e-6, (where + ": " + std::to_string(found.time) + " s").c_str());
        QVERIFY2(found.share < 1e-9, (where + ": share " + std::to_string(found.share)).c_str());
        events += found.events;
    }
    QCOMPARE(events, std::size_t{300});
}

/// The cost of a retraining comes from one schedule and must fit the others; so the replay is no mere echo.
void TestSchedules::derivedCostsAgreeAcrossSchedules()
{
    JACKDAW_NEED_SHARED_DATA(shared);
    const auto schedules = readSchedules(shared / "ekya" / "reference" / "schedules_3city_0713.json");
    QVERIFY(schedules);
    std::map<std::string, int> used;
    for (const PublishedSchedule& schedule : *schedules)
        for (const auto& stream : schedule.problem.streams)
            for (const auto& option : stream.options)
                ++used[schedule.window + " " + stream.name + " " + option.name];
    const auto reused = std::count_if(used.begin(), used.end(), [](const auto& entry) { return entry.second > 1; });
    QVERIFY2(reused >= 40, std::to_string(reused).c_str());
}

void TestSchedules::aChangedShareIsSeen()
{
    auto schedules = parseSchedules(kSmall, "small");
    QVERIFY(schedules);
    PublishedSchedule& schedule = schedules->front();
    const ScheduleDifference right = difference(schedule, replayed(schedule));
    QVERIFY(right.sameEvents);
    QVERIFY(right.time < 1e-6 && right.share < 1e-9);
    schedule.steps[1].allocation.inference(0) += Share{0.01};
    QVERIFY(difference(schedule, replayed(schedule)).share > 0.009);
    schedule.problem.streams[0].options[0].gpuSeconds = scheduling::Estimate::exact(11.0);
    QVERIFY(difference(schedule, replayed(schedule)).time > 1.0);
}

void TestSchedules::faultsAreNamedByTheirPointer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char* name, const char* text, const char* told) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(told);
    };
    row("no JSON", "{", "line 1, column 2");
    row("no object", "[]", "the whole text: found");
    row("wrong name of a set", R"({"thief": {}})", "/thief: found");
    row("no windows", R"({"1_1_a_b": 3})", "/1_1_a_b: found");
    row("no events", R"({"1_1_a_b": {"1": {}}})", "/1_1_a_b/1: found");
    row("wrong time", R"({"1_1_a_b": {"1": {"x": {}}}})", "/1_1_a_b/1/x: found");
    row("wrong job", R"({"1_1_a_b": {"1": {"0": {"a": 1}}}})", "/1_1_a_b/1/0/a: found");
    row("negative share", R"({"1_1_a_b": {"1": {"0": {"a_inference": -1}}}})", "/1_1_a_b/1/0/a_inference: found");
    row("no number", R"({"1_1_a_b": {"1": {"0": {"a_inference": "1"}}}})", "/1_1_a_b/1/0/a_inference: found");
}

void TestSchedules::faultsAreNamedByTheirPointer()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, told);
    const auto schedules = parseSchedules(text.toStdString(), "schedules");
    QVERIFY(!schedules);
    QCOMPARE(schedules.error().code, ErrorCode::InvalidInput);
    QVERIFY2(schedules.error().message.find(told.toStdString()) != std::string::npos,
             schedules.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
