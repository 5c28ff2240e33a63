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
    const auto& state = model.state();
    for (const PlanComputed* kept : {&state.plans.back().plan, std::get_if<PlanComputed>(&state.log.back().body)}) {
        QCOMPARE(kept->trace.size(), std::size_t{1});
        QVERIFY(kept->trace.front() == plan.trace[2500]);
        QCOMPARE(kept->decisiveFrom, std::uint32_t{0});
        QVERIFY2(kept->trace.capacity() < 4, qPrintable(QString::number(kept->trace.capacity())));
    }
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
