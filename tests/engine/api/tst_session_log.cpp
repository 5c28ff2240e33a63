// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"

#include <QTest>

using namespace jackdaw;

/// What the state keeps of the events of a long run.
class TestSessionLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rejectedMovesLeaveNoRoomBehind();
    void aPlanInTheLogHasNoDetails();
    void curvesLeaveNoRoomBehind();
};

void TestSessionLog::rejectedMovesLeaveNoRoomBehind()
{
    PlanComputed plan;
    plan.trace.resize(3000);
    plan.trace[1000].verdict = MoveVerdict::Accepted;
    plan.trace[2500].verdict = MoveVerdict::Accepted;
    plan.decisiveFrom = 2000;
    SessionModel model;
    model.apply({Nanoseconds{1}, 0, plan});
    const PlanComputed& kept = model.state().plans.back().plan;
    QCOMPARE(kept.trace.size(), std::size_t{1});
    QVERIFY(kept.trace.front() == plan.trace[2500]);
    QCOMPARE(kept.decisiveFrom, std::uint32_t{0});
    QVERIFY2(kept.trace.capacity() < 4, qPrintable(QString::number(kept.trace.capacity())));
}

void TestSessionLog::aPlanInTheLogHasNoDetails()
{
    PlanComputed plan;
    plan.planner = "thief";
    plan.reason = "The window begins.";
    plan.expected = Accuracy{0.5};
    plan.jobs.resize(24);
    plan.trace.resize(3000);
    plan.searchStart.resize(24);
    plan.explanation.resize(5);
    SessionModel model;
    model.apply({Nanoseconds{1}, 0, plan});
    const auto& logged = std::get<PlanComputed>(model.state().log.back().body);
    QVERIFY(logged.planner == plan.planner && logged.reason == plan.reason && logged.expected == plan.expected);
    QVERIFY(logged.jobs.empty() && logged.trace.empty() && logged.searchStart.empty() && logged.explanation.empty());
    QCOMPARE(model.state().plans.back().plan.jobs.size(), std::size_t{24});
}

void TestSessionLog::curvesLeaveNoRoomBehind()
{
    ProfileEstimated estimated;
    estimated.curves.resize(100);
    SessionModel model;
    model.apply({Nanoseconds{1}, 0, estimated});
    QCOMPARE(std::get<ProfileEstimated>(model.state().log.back().body).curves.capacity(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestSessionLog)
#include "tst_session_log.moc"
