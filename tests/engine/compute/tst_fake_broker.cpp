// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/fake_broker.h"

#include <QTest>

using namespace jackdaw;
using namespace jackdaw::compute;
using namespace std::chrono_literals;

namespace {

constexpr JobId kA{1};
constexpr JobId kB{2};

void start(FakeBroker& broker)
{
    QVERIFY(broker.apply({{kA, Share{0.4}}, {kB, Share{0.6}}}));
    broker.setReady(kA, true);
    broker.setReady(kB, true);
}

} // namespace

class TestFakeBroker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readyJobsTakeTurnsInVirtualTime()
    {
        FakeBroker broker;
        start(broker);
        QCOMPARE(broker.next({})->job, kA);
        QCOMPARE(broker.next(Charge{kA, 30ms})->job, kB);
        QCOMPARE(broker.next(Charge{kB, 20ms})->job, kA);
        QCOMPARE(broker.now(), Nanoseconds{50ms});
        const auto usage = broker.takeUsage();
        QCOMPARE(usage.size(), std::size_t{2});
        QCOMPARE(usage[0].charged, Nanoseconds{30ms});
    }

    void itGrantsWhatItIsTold()
    {
        FakeBroker broker;
        broker.grant(kA, Share{0.1});
        const auto granted = broker.apply({{kA, Share{0.4}}, {kB, Share{0.6}}});
        QCOMPARE(granted->at(0).requested, Share{0.4});
        QCOMPARE(granted->at(0).granted, Share{0.1});
        QCOMPARE(granted->at(1).granted, Share{0.6});
    }

    void aUnitRoundsDownAndRefusesLess()
    {
        FakeBroker broker(Share{0.1});
        QCOMPARE(broker.capabilities().unit, Share{0.1});
        const auto granted = broker.apply({{kA, Share{0.3}}, {kB, Share{0.25}}});
        QVERIFY(std::abs(granted->at(0).granted.value - 0.3) < 1e-12);
        QVERIFY(std::abs(granted->at(1).granted.value - 0.2) < 1e-12);
        QCOMPARE(broker.apply({{kA, Share{0.05}}}).error().code, ErrorCode::Unsupported);
    }

    void aScriptSaysWhoRuns()
    {
        FakeBroker broker;
        start(broker);
        broker.script({kB, kB, JobId{9}, kA});
        QCOMPARE(broker.next({})->job, kB);
        QCOMPARE(broker.next({})->job, kB);
        QCOMPARE(broker.next({})->job, kA);
    }

    void aFailedApplyChangesNothing()
    {
        FakeBroker broker;
        start(broker);
        broker.failNextApply({ErrorCode::Internal, "No context could be made.", "", ""});
        QCOMPARE(broker.apply({{kB, Share{1.0}}}).error().message, std::string("No context could be made."));
        QCOMPARE(broker.next({})->job, kA);
        QVERIFY(broker.apply({{kB, Share{1.0}}}));
        QVERIFY(!broker.apply({{kB, Share{1.1}}}));
    }

    void aLostDeviceLeasesNothingUntilItIsBack()
    {
        FakeBroker broker;
        start(broker);
        broker.loseDevice();
        QVERIFY(!broker.next({}));
        QCOMPARE(broker.apply({{kA, Share{0.5}}}).error().code, ErrorCode::NotFound);
        broker.restoreDevice();
        QVERIFY(broker.next({}));
    }

    void everyCallIsRecorded()
    {
        FakeBroker broker;
        start(broker);
        (void)broker.next({});
        (void)broker.next(Charge{kA, 5ms});
        const auto calls = broker.calls();
        QCOMPARE(calls.size(), std::size_t{5});
        QVERIFY(std::get<FakeBroker::Applied>(calls[0]).accepted);
        QCOMPARE(std::get<FakeBroker::ReadySet>(calls[2]).job, kB);
        const auto& asked = std::get<FakeBroker::Asked>(calls[4]);
        QCOMPARE(asked.time, Nanoseconds{5ms});
        QCOMPARE(asked.finished->job, kA);
        QCOMPARE(asked.leased->job, kB);
    }
};

QTEST_GUILESS_MAIN(TestFakeBroker)
#include "tst_fake_broker.moc"
