// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/event_json.h"
#include "engine/session/plan_trace_text.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::session;

namespace {

/// As it stands in sessions that were written when a plan named streams instead of jobs.
constexpr const char* kOlderPlan = R"({"window":2,"planner":"thief","reason":"window start","remaining":5,
    "streams":[
        {"camera":4,"inference":0.25,"retraining":0.5,"configuration":3,"expected":0.625,"contested":true},
        {"camera":7,"inference":0.25,"retraining":0,"configuration":null,"expected":0.5,"contested":false}],
    "expected":0.5625,"trace":"0 0 1 1 0 0 0.125 0.5 0.25 0.5 3 0.25 -;1 1 0 0 1 1 0.25 0.5 0.5 0.25 - 0 3;",
    "explanation":["Because."]})";

} // namespace

class TestOlderPlans : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void streamsBecomeJobs();
    void movesNameTheJobsOfTheirStreams();
    void anOlderPlanIsWrittenAsANewerOne();
    void aPlanThatNamesNeitherIsRefused();
    void aTraceThatIsBrokenIsRefused_data();
    void aTraceThatIsBrokenIsRefused();
    void chargesInTheOrderOfTheKindsAreRead();
    void chargesOfTooManyKindsAreRefused();
};

void TestOlderPlans::streamsBecomeJobs()
{
    const auto back = fromJson("PlanComputed", kOlderPlan);
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    const auto& plan = std::get<PlanComputed>(*back);
    const std::vector<PlannedJob> expected{
        {JobKind::Inference, {CameraId{4}}, DeviceId{0}, Share{0.25}, std::nullopt, Accuracy{0.625}, false},
        {JobKind::Retraining, {CameraId{4}}, DeviceId{0}, Share{0.5}, ConfigurationId{3}, std::nullopt, true},
        {JobKind::Inference, {CameraId{7}}, DeviceId{0}, Share{0.25}, std::nullopt, Accuracy{0.5}, false},
        {JobKind::Retraining, {CameraId{7}}, std::nullopt, Share{0.0}, std::nullopt, std::nullopt, false}};
    QVERIFY(plan.jobs == expected);
    QVERIFY(plan.decisiveFrom == 0 && plan.searchStart.empty());
}

void TestOlderPlans::movesNameTheJobsOfTheirStreams()
{
    const auto plan = std::get<PlanComputed>(*fromJson("PlanComputed", kOlderPlan));
    QCOMPARE(plan.trace.size(), std::size_t{2});
    // The retraining of the first stream from the inference of the second, and the other way round.
    QVERIFY(plan.trace[0].thief == 1 && plan.trace[0].victim == 2);
    QVERIFY(plan.trace[1].thief == 2 && plan.trace[1].victim == 1);
    QVERIFY(plan.trace[0].verdict == MoveVerdict::Accepted && plan.trace[1].verdict == MoveVerdict::Worse);
    QVERIFY(plan.trace[0].thiefAfter == (JobAfterMove{0.5F, ConfigurationId{3}}));
    QCOMPARE(plan.trace[1].round, std::uint16_t{1});
}

void TestOlderPlans::anOlderPlanIsWrittenAsANewerOne()
{
    const EventBody older = *fromJson("PlanComputed", kOlderPlan);
    const std::string newer = toJson(older);
    QVERIFY(newer.find("\"streams\"") == std::string::npos);
    QVERIFY(*fromJson("PlanComputed", newer) == older);
}

void TestOlderPlans::aPlanThatNamesNeitherIsRefused()
{
    const auto back =
        fromJson("PlanComputed", R"({"window":2,"planner":"thief","reason":"r","remaining":5,"expected":0.5,
        "trace":"","explanation":[]})");
    QVERIFY(!back);
    QVERIFY2(back.error().message.find("/jobs is missing") != std::string::npos, back.error().message.c_str());
}

void TestOlderPlans::aTraceThatIsBrokenIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a stream's job of no kind") << QStringLiteral("0 0 2 1 0 0 0.1 0.5 0.2 0.5 3 0.2 -;");
    QTest::newRow("cut off") << QStringLiteral("0 0 1 1 0 0 0.1 0.5");
    QTest::newRow("a newer one without a search") << QStringLiteral("jobs;0 1 2 0 0.1 0.5 0.2 0.5 3 0.2 -;");
    QTest::newRow("an older one that says it is newer") << QStringLiteral("jobs;0 0 1 1 0 0 0.1 0.5 0.2 0.5 3 0.2 -;");
    QTest::newRow("no verdict") << QStringLiteral("jobs;0 0 1 2 9 0.1 0.5 0.2 0.5 3 0.2 -;");
}

void TestOlderPlans::aTraceThatIsBrokenIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!unpackTrace(text.toStdString()));
}

void TestOlderPlans::chargesInTheOrderOfTheKindsAreRead()
{
    WindowClosed closed;
    closed.window = WindowId{1};
    closed.cameras.emplace_back().charged = {{JobKind::Inference, GpuSeconds{1.5}},
                                             {JobKind::Retraining, GpuSeconds{2.5}}};
    std::string json = toJson(closed);
    const std::size_t from = json.find("\"charged\":[");
    const std::size_t to = json.find(']', from);
    QVERIFY(from != std::string::npos && to != std::string::npos);
    json.replace(from, to + 1 - from, "\"charged\":[1.5,0,0,2.5,0]");
    const auto back = fromJson("WindowClosed", json);
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(std::get<WindowClosed>(*back) == closed);
}

void TestOlderPlans::chargesOfTooManyKindsAreRefused()
{
    WindowClosed closed;
    closed.cameras.emplace_back();
    std::string json = toJson(closed);
    const std::size_t from = json.find("\"charged\":[]");
    QVERIFY(from != std::string::npos);
    json.replace(from, 12, "\"charged\":[1,1,1,1,1,1]");
    const auto back = fromJson("WindowClosed", json);
    QVERIFY(!back);
    QVERIFY2(back.error().message.find("/cameras/0/charged") != std::string::npos, back.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestOlderPlans)
#include "tst_older_plans.moc"
