// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/session_model.h"
#include "tests/widgets/scripted_session.h"
#include "widgets/log/event_log_panel.h"
#include "widgets/plan/plan_table_model.h"
#include "widgets/plan/plan_words.h"
#include "widgets/profile/profile_table_model.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace jackdaw;
using namespace jackdaw::widgets;
using jackdaw::testing::Script;
using jackdaw::testing::ScriptedSession;

namespace {

SessionModel playedSession()
{
    const ScriptedSession script(Script{});
    SessionModel session;
    for (const Event& event : script.events())
        session.apply(event);
    return session;
}

} // namespace

class TestItemModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLogFollowsTheSession();
    void theLogForgetsItsOldEnd();
    void theLogStartsAgainAfterASeek();
    void theLogCanBeFiltered();
    void everyLoggedEventHasAKindAndASentence();
    void theProfileTableShowsPredictionAndOutcome();
    void thePlanTableShowsWhatEachCameraGets();
    void stealsAreToldInWords();
};

void TestItemModels::theLogFollowsTheSession()
{
    SessionModel session;
    EventLogModel model(session.state());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const ScriptedSession script(Script{});
    std::size_t i = 0;
    for (const Event& event : script.events()) {
        session.apply(event);
        if (++i % 37 == 0)
            model.follow();
    }
    model.follow();
    QCOMPARE(model.rowCount(), static_cast<int>(session.state().log.size()));
    QCOMPARE(model.index(model.rowCount() - 1, EventLogModel::What).data().toString(),
             QStringLiteral("Session closed: finished"));
}

void TestItemModels::theLogForgetsItsOldEnd()
{
    SessionModel session;
    EventLogModel model(session.state());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto add = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            session.apply({fromSeconds(static_cast<double>(session.state().events)), 0,
                           Note{"note " + std::to_string(session.state().events)}});
    };
    add(kLogCapacity - 10);
    model.follow();
    add(30);
    model.follow();
    QCOMPARE(model.rowCount(), static_cast<int>(kLogCapacity));
    QCOMPARE(model.index(0, EventLogModel::What).data().toString(), QStringLiteral("note 20"));
    add(2 * kLogCapacity);
    model.follow();
    QCOMPARE(model.rowCount(), static_cast<int>(kLogCapacity));
}

void TestItemModels::theLogStartsAgainAfterASeek()
{
    SessionModel session;
    EventLogModel model(session.state());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    session.apply({fromSeconds(1), 0, Note{"one"}});
    model.follow();
    session.reset();
    model.restart();
    QCOMPARE(model.rowCount(), 0);
    session.apply({fromSeconds(1), 0, Note{"two"}});
    model.follow();
    QCOMPARE(model.index(0, EventLogModel::What).data().toString(), QStringLiteral("two"));
}

void TestItemModels::theLogCanBeFiltered()
{
    SessionModel session = playedSession();
    EventLogModel model(session.state());
    EventLogFilter filter;
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    const int normal = filter.rowCount();
    filter.setLowestWeight(EventWeight::Detail);
    QCOMPARE(filter.rowCount(), model.rowCount());
    QVERIFY(normal < model.rowCount());
    filter.setLowestWeight(EventWeight::Error);
    QCOMPARE(filter.rowCount(), 1);
    filter.setLowestWeight(EventWeight::Normal);
    filter.setText(QStringLiteral("rejected"));
    QCOMPARE(filter.rowCount(), 1);
    filter.setText({});
    filter.setCameraName(QStringLiteral("C Yard"));
    QVERIFY(filter.rowCount() > 0 && filter.rowCount() < normal);
}

void TestItemModels::everyLoggedEventHasAKindAndASentence()
{
    SessionModel session = playedSession();
    session.apply(
        {fromSeconds(500), 0, Alert{Severity::Warning, CameraId{1}, "Disk is nearly full.", "Free some space."}});
    session.apply({fromSeconds(500), 0, JobFailed{JobId{0}, "out of memory"}});
    for (const LogEntry& entry : session.state().log) {
        QVERIFY(!EventWords::kind(entry.body).isEmpty());
        QVERIFY(!EventWords::sentence(session.state(), entry.body).isEmpty());
    }
}

void TestItemModels::theProfileTableShowsPredictionAndOutcome()
{
    SessionModel session = playedSession();
    const CameraState& camera = *findCamera(session.state(), CameraId{0});
    ProfileTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(session.state(), nullptr);
    QCOMPARE(model.rowCount(), 0);
    const ProfileState* profile = findProfile(camera, WindowId{1});
    model.show(session.state(), profile);
    QCOMPARE(model.rowCount(), 6);
    int chosen = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.configurationAt(row) == profile->chosen) {
            ++chosen;
            QVERIFY(model.index(row, ProfileTableModel::Status).data().toString().contains(QStringLiteral("chosen")));
            QVERIFY(model.index(row, ProfileTableModel::Real).data().toString() != QStringLiteral("–"));
        }
    QCOMPARE(chosen, 1);
    QVERIFY(!model.configurationAt(-1).has_value());
}

void TestItemModels::thePlanTableShowsWhatEachCameraGets()
{
    SessionModel session = playedSession();
    PlanTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const PlanState& plan = session.state().plans.back();
    model.show(session.state(), &plan);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.rowOf(CameraId{2}), 2);
    QCOMPARE(model.index(2, PlanTableModel::Camera).data().toString(), QStringLiteral("C Yard"));
    QCOMPARE(model.index(2, PlanTableModel::Inference).data().toString(),
             QString::number(plan.plan.jobs[4].share.value, 'f', 2));
    model.show(session.state(), nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestItemModels::stealsAreToldInWords()
{
    SessionModel session = playedSession();
    const PlanComputed& plan = session.state().plans.front().plan;
    const QStringList steals = PlanWords::acceptedSteals(session.state(), plan);
    QCOMPARE(steals.size(), static_cast<qsizetype>(plan.trace.size()));
    QCOMPARE(steals.front(),
             QStringLiteral("Retraining of A Crossing takes 0.15 from its own inference: mean accuracy 0.410 → 0.422"));
}

QTEST_MAIN(TestItemModels)
#include "tst_item_models.moc"
