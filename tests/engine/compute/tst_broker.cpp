// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/compute/broker.h"

#include "tests/support/property_seed.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include <QTest>

#include <rapidcheck.h>

using namespace jackdaw;
using namespace jackdaw::compute;
using namespace std::chrono_literals;

namespace {

constexpr JobId kA{1};
constexpr JobId kB{2};
constexpr JobId kC{3};

using Shares = std::vector<ShareRequest>;
using BatchLength = std::function<Nanoseconds(JobId)>;

constexpr LaneId kLane{};

/// A device with one lane, as most tests want it.
const DeviceInfo kOneLane;

/// Runs the batches of one lane in virtual time.
class Lane {
public:
    explicit Lane(Broker& broker, LaneId lane = kLane) : m_broker(broker), m_lane(lane) { }

    /// Runs batches until \p duration more has passed, or nobody is ready. Returns the busy time by job.
    std::map<JobId, Nanoseconds> run(Nanoseconds duration, const BatchLength& length)
    {
        std::map<JobId, Nanoseconds> busy;
        const Nanoseconds end = m_now + duration;
        while (m_now < end) {
            const auto lease = m_broker.next(m_lane);
            if (!lease)
                break;
            const Nanoseconds took = length(lease->job);
            m_now += took;
            busy[lease->job] += took;
            m_broker.charge(lease->id, took);
        }
        return busy;
    }

    /// Whose batch of 10 ms is next.
    std::optional<JobId> nextJob(Nanoseconds length = 10ms)
    {
        const auto lease = m_broker.next(m_lane);
        if (lease)
            m_broker.charge(lease->id, length);
        return lease ? std::optional(lease->job) : std::nullopt;
    }

private:
    Broker& m_broker;
    LaneId m_lane;
    Nanoseconds m_now{0};
};

BatchLength constant(Nanoseconds length)
{
    return [length](JobId) { return length; };
}

void apply(Broker& broker, const Shares& shares, const DeviceInfo& device = kOneLane)
{
    const auto layout = layOut(shares, device);
    QVERIFY2(layout, layout ? "" : layout.error().message.c_str());
    broker.apply(*layout);
}

Broker brokerWith(const Shares& shares, const DeviceInfo& device = kOneLane)
{
    Broker broker;
    apply(broker, shares, device);
    for (const ShareRequest& request : shares)
        broker.setReady(request.job, true);
    return broker;
}

double fraction(const std::map<JobId, Nanoseconds>& busy, JobId job)
{
    Nanoseconds total{0};
    for (const auto& [id, time] : busy)
        total += time;
    const auto found = busy.find(job);
    return found == busy.end() ? 0.0 : toSeconds(found->second) / toSeconds(total);
}

/// Two to six jobs with shares that sum to 1.
Shares randomShares()
{
    const auto parts = *rc::gen::container<std::vector<int>>(static_cast<std::size_t>(*rc::gen::inRange(2, 7)),
                                                             rc::gen::inRange(1, 20));
    double sum = 0.0;
    for (const int part : parts)
        sum += part;
    Shares shares;
    for (std::size_t i = 0; i < parts.size(); ++i)
        shares.push_back({JobId{static_cast<std::uint32_t>(i)}, Share{parts[i] / sum}});
    return shares;
}

/// Batches of 2 to 50 ms, each job with its own typical length.
BatchLength randomLengths(std::uint64_t seed)
{
    auto random = std::make_shared<RandomStream>(seed, 0, RandomPurpose::Test);
    return [random](JobId job) {
        const double typical = 0.004 * (1.0 + job.value);
        return fromSeconds(std::clamp(typical * random->uniform(0.5, 3.0), 0.002, 0.05));
    };
}

std::uint64_t randomSeed()
{
    return static_cast<std::uint64_t>(*rc::gen::inRange(0, 1000000));
}

} // namespace

class TestBroker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { jackdaw::testing::usePropertyParameters("seed=2026"); }

    void nobodyRunsBeforeBeingReady()
    {
        Broker broker;
        QVERIFY(!broker.next(kLane));
        apply(broker, {{kA, Share{1.0}}});
        Lane lane(broker);
        QVERIFY(!lane.nextJob());
        broker.setReady(kA, true);
        QCOMPARE(lane.nextJob(), std::optional(kA));
        broker.setReady(kA, false);
        QVERIFY(!lane.nextJob());
    }

    void sharesHoldWithinTwoPointsOverTenSeconds()
    {
        QVERIFY(rc::check("shares hold", [] {
            const Shares shares = randomShares();
            Broker broker = brokerWith(shares);
            const auto busy = Lane(broker).run(10s, randomLengths(randomSeed()));
            for (const ShareRequest& request : shares)
                RC_ASSERT(std::abs(fraction(busy, request.job) - request.share.value) <= 0.02);
        }));
    }

    void sharesHoldAlsoWhereSomeJobsComeFirst()
    {
        QVERIFY(rc::check("shares hold with latency jobs", [] {
            Shares shares = randomShares();
            RandomStream random(randomSeed(), 2, RandomPurpose::Test);
            for (ShareRequest& request : shares)
                request.latency = random.chance(0.5);
            Broker broker = brokerWith(shares);
            const auto busy = Lane(broker).run(60s, randomLengths(randomSeed()));
            for (const ShareRequest& request : shares)
                RC_ASSERT(std::abs(fraction(busy, request.job) - request.share.value) <= 0.04);
        }));
    }

    void aLatencyJobRunsBeforeABurstOfOthers()
    {
        Broker broker;
        apply(broker, {{kA, Share{0.1}, true}, {kB, Share{0.4}}, {kC, Share{0.5}}});
        Lane lane(broker);
        broker.setReady(kB, true);
        broker.setReady(kC, true);
        QCOMPARE(lane.nextJob(100ms), std::optional(kB));
        broker.setReady(kA, true);
        QCOMPARE(lane.nextJob(10ms), std::optional(kA));
        broker.setReady(kA, false);
        QCOMPARE(lane.nextJob(100ms), std::optional(kC));
        broker.setReady(kA, true);
        QCOMPARE(lane.nextJob(), std::optional(kA));
    }

    void aLatencyJobThatTookItsLeadWaitsItsTurn()
    {
        Broker broker = brokerWith({{kA, Share{0.1}, true}, {kB, Share{0.9}}});
        Lane lane(broker);
        // 0.2 s at a tenth of the device are two seconds of its share: more than it may be ahead.
        QCOMPARE(lane.nextJob(200ms), std::optional(kA));
        QCOMPARE(lane.nextJob(), std::optional(kB));
    }

    void noTimeIsLostWhileAnyJobIsReady()
    {
        QVERIFY(rc::check("work conservation", [] {
            const Shares shares = randomShares();
            Broker broker = brokerWith(shares);
            // All but one go idle and come back at random.
            Lane lane(broker);
            RandomStream random(randomSeed(), 1, RandomPurpose::Test);
            const auto length = randomLengths(randomSeed());
            Nanoseconds busy{0};
            for (int step = 0; step < 100; ++step) {
                for (std::size_t i = 1; i < shares.size(); ++i)
                    broker.setReady(shares[i].job, random.chance(0.5));
                for (const auto& [job, time] : lane.run(100ms, length))
                    busy += time;
            }
            RC_ASSERT(toSeconds(busy) >= 0.95 * 10.0);
        }));
    }

    void aJobAloneGetsTheWholeLane()
    {
        Broker broker = brokerWith({{kA, Share{0.1}}, {kB, Share{0.9}}});
        broker.setReady(kB, false);
        const auto busy = Lane(broker).run(10s, constant(10ms));
        QCOMPARE(busy.at(kA), Nanoseconds{10s});
    }

    void idleTimeIsNotSavedUp()
    {
        QVERIFY(rc::check("no hoarding", [] {
            const double share = *rc::gen::inRange(10, 91) / 100.0;
            Broker broker = brokerWith({{kA, Share{share}}, {kB, Share{1.0 - share}}});
            broker.setReady(kA, false);
            Lane lane(broker);
            lane.run(std::chrono::seconds(*rc::gen::inRange(1, 60)), constant(10ms));
            broker.setReady(kA, true);
            const auto busy = lane.run(2s, randomLengths(randomSeed()));
            RC_ASSERT(std::abs(fraction(busy, kA) - share) <= 0.06);
        }));
    }

    void leavingForAMomentForgivesNoDebt()
    {
        // A pauses after each of its batches, as a camera between two frames does, and is back before B's batch ends.
        Broker broker = brokerWith({{kA, Share{0.2}}, {kB, Share{0.8}}});
        std::map<JobId, Nanoseconds> busy;
        for (int i = 0; i < 1000; ++i) {
            const auto lease = broker.next(kLane);
            broker.setReady(kA, lease->job != kA);
            busy[lease->job] += 10ms;
            if (lease->job == kA) {
                broker.setReady(kA, false);
                broker.setReady(kA, true);
            }
            broker.charge(lease->id, 10ms);
        }
        QVERIFY(std::abs(fraction(busy, kA) - 0.2) <= 0.02);
    }

    /// A job that can have one batch at a time is not ready while it runs, and is again right after its charge.
    void aJobThatComesBackFindsTheLaneAsItWasWhileABatchRan()
    {
        Broker broker = brokerWith({{kA, Share{0.5}}, {kB, Share{0.5}}});
        broker.setReady(kB, false);
        Lane lane(broker);
        lane.run(5s, constant(10ms));
        const auto lease = broker.next(kLane);
        QCOMPARE(lease->job, kA);
        broker.setReady(kA, false);
        broker.charge(lease->id, 10ms);
        broker.setReady(kB, true);
        broker.setReady(kA, true);
        QCOMPARE(lane.nextJob(), std::optional(kB));
    }

    void aJobThatWasAloneIsNotPunishedForIt()
    {
        Broker broker = brokerWith({{kA, Share{0.5}}, {kB, Share{0.5}}});
        broker.setReady(kB, false);
        Lane lane(broker);
        lane.run(30s, constant(10ms));
        broker.setReady(kB, true);
        QVERIFY(std::abs(fraction(lane.run(1s, constant(10ms)), kA) - 0.5) <= 0.02);
    }

    void aBatchThatAPlanOvertakesIsChargedAtTheLargerShare()
    {
        for (const auto& [before, after] : {std::pair(Share{0.1}, Share{0.5}), {Share{0.5}, Share{0.1}}}) {
            Broker broker = brokerWith({{kA, before}, {kB, Share{0.5}}});
            broker.setReady(kB, false);
            const auto lease = broker.next(kLane);
            QVERIFY(lease && lease->job == kA);
            broker.setReady(kB, true);
            apply(broker, {{kA, after}, {kB, Share{0.5}}});
            broker.charge(lease->id, 1s);
            // At a half of the device a second of it are two of the other's.
            int turns = 0;
            for (Lane lane(broker); lane.nextJob(10ms) == std::optional(kB);)
                ++turns;
            QVERIFY2(turns >= 99 && turns <= 101, qPrintable(QString::number(turns)));
        }
    }

    void anIdleLaneForgetsAllDebt()
    {
        Broker broker = brokerWith({{kA, Share{0.5}}, {kB, Share{0.5}}});
        Lane lane(broker);
        broker.setReady(kA, false);
        lane.run(5s, constant(10ms));
        broker.setReady(kB, false);
        QVERIFY(!lane.nextJob());
        broker.setReady(kA, true);
        broker.setReady(kB, true);
        QVERIFY(std::abs(fraction(lane.run(1s, constant(10ms)), kA) - 0.5) <= 0.02);
    }

    void tiesGoToTheLowerId()
    {
        Broker broker = brokerWith({{kC, Share{0.3}}, {kA, Share{0.3}}, {kB, Share{0.3}}});
        Lane lane(broker);
        std::vector<std::uint32_t> order;
        for (int i = 0; i < 6; ++i)
            order.push_back(lane.nextJob()->value);
        QCOMPARE(order, (std::vector<std::uint32_t>{1, 2, 3, 1, 2, 3}));
    }

    void shareZeroPausesAJob()
    {
        Broker broker = brokerWith({{kA, Share{0.0}}, {kB, Share{0.5}}});
        Lane lane(broker);
        const auto busy = lane.run(1s, constant(10ms));
        QCOMPARE(busy.size(), std::size_t{1});
        broker.setReady(kB, false);
        QVERIFY(!lane.nextJob());
    }

    void aVanishingShareRunsOnlyWhenNobodyElseIsReady()
    {
        Broker broker = brokerWith({{kA, Share{1e-8}}, {kB, Share{0.5}}, {kC, Share{1e-8}}});
        Lane lane(broker);
        QCOMPARE(lane.run(5s, constant(10ms)).size(), std::size_t{1});
        broker.setReady(kB, false);
        const auto leftOver = lane.run(2s, constant(10ms));
        QVERIFY(!leftOver.contains(kB));
        QVERIFY(std::abs(fraction(leftOver, kA) - 0.5) <= 0.02);
        broker.setReady(kB, true);
        QCOMPARE(lane.nextJob(), std::optional(kB));
    }

    void ofVanishingSharesTheLargestTakesAllThatIsLeft()
    {
        Broker broker = brokerWith({{kA, Share{1e-9}}, {kB, Share{1e-12}}, {kC, Share{1e-8}}});
        Lane lane(broker);
        const auto first = lane.run(2s, constant(10ms));
        QVERIFY(first.size() == 1 && first.contains(kC));
        broker.setReady(kC, false);
        const auto second = lane.run(2s, constant(10ms));
        QVERIFY(second.size() == 1 && second.contains(kA));
        broker.setReady(kC, true);
        QCOMPARE(lane.nextJob(), std::optional(kC));
    }

    void reallocationTakesHoldAtTheNextBatch()
    {
        Broker broker = brokerWith({{kA, Share{0.9}}, {kB, Share{0.1}}});
        Lane lane(broker);
        lane.run(5s, constant(10ms));
        apply(broker, {{kA, Share{0.1}}, {kB, Share{0.9}}});
        const auto busy = lane.run(1s, constant(10ms));
        QVERIFY(std::abs(fraction(busy, kA) - 0.1) <= 0.02);
    }

    void newSharesLeaveTheRotationWhereItIs()
    {
        QVERIFY(rc::check("shares hold however often they are given anew", [] {
            const Shares shares = randomShares();
            Broker broker = brokerWith(shares);
            Lane lane(broker);
            const auto length = randomLengths(randomSeed());
            std::map<JobId, Nanoseconds> busy;
            for (int plan = 0; plan < 600; ++plan) {
                apply(broker, shares);
                for (const auto& [job, time] : lane.run(20ms, length))
                    busy[job] += time;
            }
            for (const ShareRequest& request : shares)
                RC_ASSERT(std::abs(fraction(busy, request.job) - request.share.value) <= 0.03);
        }));
    }

    void aBatchThatEndsUnderNewSharesIsOwedAsUnderTheLargerOnes()
    {
        Broker broker = brokerWith({{kA, Share{0.9}}, {kB, Share{0.1}}});
        const auto lease = broker.next(kLane);
        QCOMPARE(lease->job, kA);
        apply(broker, {{kA, Share{0.01}}, {kB, Share{0.99}}});
        broker.charge(lease->id, 900ms);
        // At 0.01 of the device A would wait for a minute and a half; at 0.9 it was to wait for one second.
        const auto busy = Lane(broker).run(1100ms, constant(10ms));
        QVERIFY(busy.at(kB) >= 1080ms && busy.contains(kA));
    }

    void aDebtIsNotWaitedForLongerThanUnderTheOldShares()
    {
        Broker broker = brokerWith({{kA, Share{0.5}}, {kB, Share{0.5}}});
        Lane lane(broker);
        QCOMPARE(lane.nextJob(500ms), std::optional(kA)); // a second of its share
        apply(broker, {{kA, Share{0.01}}, {kB, Share{0.99}}});
        lane.run(1s, constant(10ms));
        QCOMPARE(lane.nextJob(), std::optional(kA));
    }

    void aBackgroundJobThatGetsAShareOwesNothing()
    {
        Broker broker = brokerWith({{kA, Share{1e-8}}, {kB, Share{0.5}}});
        broker.setReady(kB, false);
        Lane lane(broker);
        lane.run(5s, constant(10ms));
        broker.setReady(kB, true);
        apply(broker, {{kA, Share{0.5}}, {kB, Share{0.5}}});
        QVERIFY(std::abs(fraction(lane.run(1s, constant(10ms)), kA) - 0.5) <= 0.02);
    }

    void aRotationGoesOnInAnotherBroker()
    {
        QVERIFY(rc::check("a restored rotation is the same", [] {
            const Shares shares = randomShares();
            Broker broker = brokerWith(shares);
            const auto length = randomLengths(randomSeed());
            Lane(broker).run(1s, length);
            broker.setReady(shares.front().job, *rc::gen::arbitrary<bool>());
            Broker other;
            apply(other, shares);
            other.restore(broker.turns());
            const Shares next(shares.rbegin(), shares.rend() - 1);
            for (Broker* each : {&broker, &other}) {
                apply(*each, next);
                for (const ShareRequest& request : next)
                    each->setReady(request.job, true);
            }
            Lane lane(broker);
            Lane otherLane(other);
            for (int i = 0; i < 200; ++i)
                RC_ASSERT(lane.nextJob(7ms) == otherLane.nextJob(7ms));
        }));
    }

    void aJobThatLeavesWhileLeasedDoesNotStopTheRotation()
    {
        Broker broker = brokerWith({{kA, Share{0.5}}, {kB, Share{0.5}}});
        const auto lease = broker.next(kLane);
        QCOMPARE(lease->job, kA);
        apply(broker, {{kB, Share{0.5}}, {kC, Share{0.5}}});
        broker.setReady(kC, true);
        QVERIFY2(!broker.next(kLane), "the batch of the job that left is still under way in the lane");
        broker.charge(lease->id, 10ms);
        Lane lane(broker);
        QCOMPARE(lane.nextJob(), std::optional(kB));
        QCOMPARE(lane.nextJob(), std::optional(kC));
    }

    void aLeaseThatIsWithdrawnDoesNotStopTheRotation()
    {
        Broker broker = brokerWith({{kA, Share{0.5}}, {kB, Share{0.5}}});
        const auto lease = broker.next(kLane);
        QCOMPARE(lease->job, kA);
        broker.withdraw(lease->id);
        broker.charge(lease->id, 10s); // no longer known
        QCOMPARE(broker.next(kLane)->job, kA);
    }

    void batchesThatCostNothingStillTakeTurns()
    {
        Broker broker = brokerWith({{kA, Share{0.5}}, {kB, Share{0.5}}});
        Lane lane(broker);
        QCOMPARE(lane.nextJob(0ms), std::optional(kA));
        QCOMPARE(lane.nextJob(-5ms), std::optional(kB));
        QCOMPARE(lane.nextJob(), std::optional(kA));
    }

    void aLaneIsLeasedOnceAtATimeAndSeveralLanesAreLeasedTogether()
    {
        const DeviceInfo device{.mostPools = 1, .lanesPerPool = 2};
        Broker broker = brokerWith({{kA, Share{0.4}}, {kB, Share{0.3}}, {kC, Share{0.3}}}, device);
        const auto first = broker.next({0, 0});
        const auto second = broker.next({0, 1});
        QVERIFY(first && second);
        QCOMPARE(first->job, kA);
        QCOMPARE(second->job, kB);
        QVERIFY(!broker.next({0, 0}) && !broker.next({0, 1}));
        QVERIFY2(!broker.next({1, 0}), "there is no such lane");
    }

    void leasesAreChargedByIdInAnyOrder()
    {
        const DeviceInfo device{.mostPools = 1, .lanesPerPool = 2};
        Broker broker = brokerWith({{kA, Share{0.4}}, {kB, Share{0.3}}, {kC, Share{0.3}}}, device);
        const auto first = broker.next({0, 0});
        const auto second = broker.next({0, 1});
        broker.charge(second->id, 10ms);
        const auto third = broker.next({0, 1});
        QCOMPARE(third->job, kC);
        QVERIFY2(!broker.next({0, 0}), "the first lease has not ended");
        broker.charge(third->id, 10ms);
        broker.charge(first->id, 10ms);
        QCOMPARE(broker.next({0, 0})->job, kA);
        QCOMPARE(broker.next({0, 1})->job, kB);
    }

    void whoJoinsABatchIsLeasedOutOfTurnAndOwesForIt()
    {
        Broker broker;
        apply(broker, {{kA, Share{0.4}}, {kB, Share{0.4}}, {kC, Share{0.2}}});
        for (const JobId job : {kA, kB, kC})
            broker.setReady(job, true);
        const auto first = broker.next(kLane);
        QCOMPARE(first->job, kA);
        const auto second = broker.join(kC);
        QCOMPARE(second->job, kC);
        QVERIFY(second->lane == kLane && second->id != first->id);
        broker.charge(first->id, 10ms);
        broker.charge(second->id, 10ms);
        Lane lane(broker);
        for (const JobId next : {kB, kA, kB, kA, kB, kC})
            QCOMPARE(lane.nextJob(), next);
    }

    void whoIsNotReadyOrHasNoClaimDoesNotJoin()
    {
        Broker broker;
        apply(broker, {{kA, Share{0.5}}, {kB, Share{0.0}}, {kC, Share{0.5}}});
        broker.setReady(kA, true);
        broker.setReady(kB, true);
        QVERIFY(broker.next(kLane));
        QVERIFY(!broker.join(kB));
        QVERIFY(!broker.join(kC));
        QVERIFY(!broker.join(JobId{99}));
    }

    void sharesHoldInEachLaneForItself()
    {
        QVERIFY(rc::check("shares hold inside lanes", [] {
            const Shares shares = randomShares();
            const DeviceInfo device{.mostPools = 1, .lanesPerPool = 2};
            const auto layout = *layOut(shares, device);
            Broker broker = brokerWith(shares, device);
            for (const LaneId lane : layout.lanes()) {
                const auto busy = Lane(broker, lane).run(10s, randomLengths(randomSeed()));
                double sum = 0.0;
                for (const PlacedJob& job : layout.jobs)
                    sum += job.lane == lane ? job.request.share.value : 0.0;
                for (const PlacedJob& job : layout.jobs) {
                    const double expected = job.lane == lane ? job.request.share.value / sum : 0.0;
                    RC_ASSERT(std::abs(fraction(busy, job.request.job) - expected) <= 0.02);
                }
            }
        }));
    }

    void aJobThatMovesToAnotherLaneIsLeasedThereOnly()
    {
        const DeviceInfo device{.mostPools = 2, .lanesPerPool = 1};
        Broker broker = brokerWith({{kA, Share{0.6}}, {kB, Share{0.4}}}, device);
        const auto before = broker.next({0, 0});
        QCOMPARE(before->job, kA);
        apply(broker, {{kA, Share{0.4}}, {kB, Share{0.6}}}, device);
        QVERIFY2(!broker.next({0, 0}), "A's batch is still under way in its old lane");
        QCOMPARE(broker.next({1, 0})->job, kA);
        broker.charge(before->id, 10ms);
        QCOMPARE(broker.next({0, 0})->job, kB);
    }

    void theSameCallsGiveTheSameLeases()
    {
        std::vector<std::uint32_t> runs[2];
        for (auto& order : runs) {
            Broker broker = brokerWith({{kA, Share{0.17}}, {kB, Share{0.33}}, {kC, Share{0.5}}});
            const auto length = randomLengths(11);
            Lane(broker).run(20s, [&](JobId job) {
                order.push_back(job.value);
                return length(job);
            });
        }
        QCOMPARE(runs[0], runs[1]);
    }
};

QTEST_GUILESS_MAIN(TestBroker)
#include "tst_broker.moc"
